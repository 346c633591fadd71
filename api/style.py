"""What the pages look like: a stylesheet and an icon, at addresses that change with what is in them.

So a browser keeps them for as long as it likes, and never shows a page with an old look.
"""

from hashlib import sha256
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Path, Response

from api.access import Anybody
from matcher.errors import NotFoundError

SHEET, ICON = "springplank.css", "springplank.svg"
KINDS = {SHEET: "text/css", ICON: "image/svg+xml"}
CONTENT = {name: files("api").joinpath("static", name).read_bytes() for name in KINDS}
MARK = sha256(b"".join(CONTENT.values())).hexdigest()[:16]  # tells two of our own versions apart; it protects nothing
FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}  # a year, the most that caches keep anything

router = APIRouter(include_in_schema=False)


def address(name: str) -> str:
    """Return where the stylesheet or the icon is."""
    return f"/stijl/{MARK}/{name}"


@router.get("/stijl/{kenmerk}/{bestand}")
def look(
    _: Anybody,
    mark: Annotated[str, Path(alias="kenmerk", max_length=64)],
    name: Annotated[str, Path(alias="bestand", max_length=64)],
) -> Response:
    """Give the stylesheet or the icon; NotFoundError for any other version, or a cache would keep the wrong one."""
    if mark != MARK or name not in CONTENT:
        raise NotFoundError("dit bestand is er niet (meer); laad de pagina opnieuw")
    return Response(CONTENT[name], media_type=KINDS[name], headers=FOR_GOOD)
