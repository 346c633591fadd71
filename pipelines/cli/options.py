"""Options that several commands share, and how their words are read."""

import math
import unicodedata
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from matcher.codes import Mode
from pipelines.settings import Settings

LONGEST_SHOWN = 20  # characters of what somebody typed
MODE_WORDS = {
    "walk": Mode.WALK,
    "lopen": Mode.WALK,
    "lopend": Mode.WALK,
    "te-voet": Mode.WALK,
    "bike": Mode.BIKE,
    "fiets": Mode.BIKE,
    "ebike": Mode.EBIKE,
    "e-bike": Mode.EBIKE,
    "elektrische-fiets": Mode.EBIKE,
    "transit": Mode.TRANSIT,
    "ov": Mode.TRANSIT,
    "pt": Mode.TRANSIT,
    "public-transport": Mode.TRANSIT,
    "openbaar-vervoer": Mode.TRANSIT,
    "car": Mode.CAR,
    "auto": Mode.CAR,
}


class LinkKind(StrEnum):
    """What the lines are that `link` reads."""

    OCCUPATION = "occupation"
    SKILL = "skill"
    TEXT = "text"


class RankKind(StrEnum):
    """Which linker ranks in `link-evaluate`."""

    OCCUPATION = "occupation"
    SKILL = "skill"


def read_count(text: str) -> int:
    """Return a number of rows."""
    try:
        count = int(text)
    except ValueError:
        count = 0
    if count < 1:
        raise typer.BadParameter(f"'{text[:LONGEST_SHOWN]}' is geen aantal; kies 1 of meer")
    return count


def read_amount(text: str) -> float:
    """Return a number of euros or weeks, 0 or more, with a decimal comma or point."""
    try:
        amount = float(text.strip().removeprefix("€").strip().replace(",", "."))
    except ValueError:
        amount = math.nan
    if not 0 <= amount < math.inf:  # also refuses NaN, which compares false
        raise typer.BadParameter(f"'{text[:LONGEST_SHOWN]}' is geen getal van 0 of meer; schrijf bijvoorbeeld 500")
    return amount


def read_mode(word: str) -> Mode:
    """Return the way to travel that a word means."""
    mode = MODE_WORDS.get(word.strip().lower().replace("_", "-").replace(" ", "-"))
    if mode is None:
        raise typer.BadParameter(f"'{word}' is niet bekend; kies uit {', '.join(mode.value for mode in Mode)}")
    return mode


def read_day(text: str) -> date:
    """Return the date in `2026-11-23`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is geen datum; schrijf JJJJ-MM-DD, zoals 2026-11-23") from None


def visible(text: str) -> str:
    """Return a text in one line that moves no cursor and colours nothing: what cannot be printed is written out.

    What somebody typed, or what stood in a file, comes back in messages.
    """
    return "".join(
        one if one.isprintable() or unicodedata.category(one) == "Zs" else one.encode("unicode_escape").decode()
        for one in text
    )


def home_folder(home: Path | None) -> Path:
    """Return the home that was named, else that of the environment; wrong usage when there is neither."""
    found = home or Settings.from_env().home
    if found is None:
        raise typer.BadParameter("geef --home MAP, of zet SPRINGPLANK_HOME", param_hint="--home")
    return found


HomeOption = Annotated[
    Path | None,
    typer.Option("--home", help="Map van Springplank. Zonder deze optie geldt SPRINGPLANK_HOME.", show_default=False),
]
TaxonomyOption = Annotated[
    Path | None,
    typer.Option(
        "--taxonomy",
        metavar="PAD",
        help="Een eigen catalogus of een download van ESCO of CompetentNL. Standaard de catalogus van Springplank.",
        show_default=False,
    ),
]
CacheOption = Annotated[
    Path | None,
    typer.Option("--cache", help="Waar blijft wat van een taxonomie is geleerd. Standaard uw eigen cachemap."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Geef JSON in plaats van tekst.")]
DayOption = Annotated[
    date | None,
    typer.Option(
        "--on",
        parser=read_day,
        metavar="JJJJ-MM-DD",
        help="De dag waarvoor het advies geldt. Standaard vandaag; een demo staat stil op zijn eigen dag.",
        show_default=False,
    ),
]
ClientArgument = Annotated[str, typer.Argument(metavar="CLIENT", help="Het id van de cliënt, zoals c-0001.")]
