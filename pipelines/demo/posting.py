"""An invented advertisement and the row of a file that holds it."""

from dataclasses import dataclass
from enum import Enum

from pipelines.demo.dirt import Dirt
from pipelines.demo.offers import Offer


class Board(str, Enum):
    """A source of vacancies, each with its own file and notation."""

    SERVICE_POINT = "werkgeversservicepunt"
    AGENCY = "uitzendbureau"
    REGION = "regio"
    SITE = "vacaturesite"


@dataclass(frozen=True, slots=True)
class Posting:
    """An advertisement: its words, and in `stated` the facts that have a field of their own (others are missing).

    `skills` and `extras` fill the columns of asked and preferred skills; `code` is the ISCO-08 code or "".
    """

    occupation: str
    title: str
    paragraphs: tuple[str, ...]
    stated: Offer
    skills: tuple[str, ...]
    extras: tuple[str, ...]
    code: str
    dirt: frozenset[Dirt]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file; `serial` is its number within the demo, from 1. `repeats` says how it repeats an earlier row."""

    board: Board
    serial: int
    posting: Posting
    repeats: Dirt | None = None
