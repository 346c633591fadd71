"""How values of the interface are written down: Dutch names in camelCase over our own, which are the keys of documents.

An answer is made from a document of `pipelines` by these names alone, so a schema is also the translation table. What
is not known is left out of an answer. What comes in is strict: another type, or a field that is not here, is refused.
"""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from fastapi import Path, Query
from fastapi.responses import Response
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, PlainSerializer, Strict

MEDIA_TYPE = "application/json"
# Control characters mean nothing in what people write, and PostgreSQL does not keep a NUL.
CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
PLAIN = rf"^[^{CONTROLS}]*$"
SAID = rf"^[^{CONTROLS}]*[^\s{CONTROLS}][^{CONTROLS}]*$"  # with something in it that is no white space
ID = r"^[^\x00-\x1f\x7f/\\]+$"
LONGEST_ID = 200
# On what may be null in a request, so that the document says so; elsewhere it takes "or null" out (api/documented.py).
NULLABLE: dict[str, JsonValue] = {"x-mag-leeg": True}


class Out(BaseModel):
    """Something in an answer."""

    model_config = ConfigDict(populate_by_name=True, extra="ignore", frozen=True)


class In(BaseModel):
    """Something in a request."""

    model_config = ConfigDict(populate_by_name=False, extra="forbid", frozen=True, strict=True)


class Answer(Response):
    """A schema as JSON, checked once and written once; what is None is left out."""

    media_type = MEDIA_TYPE

    def render(self, content: Any) -> bytes:
        """Return the JSON of a schema."""
        model: BaseModel = content
        return model.model_dump_json(by_alias=True, exclude_none=True).encode()


def _encodable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("dit teken bestaat niet") from error
    return text


def _lines(text: str) -> str:
    """Return a text with lines that end as ours do, whatever the machine that it was typed at."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("dit is leeg; vul het in")
    return text


def _day(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError("hier hoort een dag zoals 2026-01-31")
    try:
        return date.fromisoformat(value)
    except ValueError:  # its own words are English
        raise ValueError("deze dag bestaat niet; hier hoort een dag zoals 2026-01-31") from None


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _whole(value: Any) -> Any:
    """Return 467.0 as the whole number that it is to JSON."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = Annotated[int, BeforeValidator(_whole), Strict()]
# With their bounds next to the number: around a choice of it or nothing, the document would not know them.
Place = Annotated[int, Field(ge=1, le=500), BeforeValidator(_whole), Strict()]
TripMinutes = Annotated[int, Field(ge=1, le=480), BeforeValidator(_whole), Strict()]
# Text that comes in; how much of it, each field says.
Typed = Annotated[str, Strict(), Field(pattern=PLAIN), AfterValidator(_encodable), AfterValidator(_lines)]
# The document says it as a pattern, which would be a poor answer to who left something empty.
Said = Annotated[Typed, AfterValidator(_said), Field(json_schema_extra={"pattern": SAID})]
Line = Annotated[Said, Field(min_length=1, max_length=200)]
Day = Annotated[date, BeforeValidator(_day), Strict(strict=False)]
# The codes of `matcher.codes.Origin`, and not that list itself: its name would stand in the document, and of a person
# it means something that never leaves (see matcher/guard.py).
Known = Literal["stated", "text", "occupation", "history", "diploma", "informal"]
Moment = Annotated[datetime, PlainSerializer(_utc, return_type=str, when_used="json")]
VacancyPath = Annotated[
    str, Path(alias="vacatureId", description="Het nummer van de vacature.", pattern=ID, max_length=LONGEST_ID)
]
ClientPath = Annotated[
    str, Path(alias="werkzoekendeId", description="Het nummer van de werkzoekende.", pattern=ID, max_length=LONGEST_ID)
]
Top = Annotated[int, Query(alias="aantal", ge=1, le=500, description="Hoeveel er hoogstens in het antwoord staan.")]
Offset = Annotated[int, Query(alias="vanaf", ge=0, le=1_000_000, description="Hoeveel er worden overgeslagen.")]
