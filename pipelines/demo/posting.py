"""An invented advertisement and the row of a file that holds it."""

from dataclasses import dataclass
from enum import Enum

from pipelines.demo.dirt import Dirt
from pipelines.demo.offers import Offer


class Board(Enum):
    """A source of vacancies, each with its own file and notation."""

    __hash__ = object.__hash__  # see Fact

    SERVICE_POINT = "werkgeversservicepunt"
    AGENCY = "uitzendbureau"
    REGION = "regio"
    SITE = "vacaturesite"


class Fact(Enum):
    """A fact that an advertisement may state in a field of its own; the value says what it is."""

    __hash__ = object.__hash__  # asked a dozen times for every vacancy, and the one of Enum is written in Python

    HOURS = "uren"
    WAGE = "loon"
    CONTRACT = "contract"
    LEVEL = "niveau"
    LANGUAGE = "taalniveau"
    LICENCES = "licenties"
    SHIFTS = "dagdelen"
    TIMES = "werktijden"
    DEMANDS = "belasting"
    START = "startdatum"
    CLOSING = "sluitingsdatum"
    PUBLISHED = "publicatiedatum"


@dataclass(frozen=True, slots=True)
class Posting:
    """An advertisement: its words, the offer behind it, and which facts of that offer have a field of their own.

    `skills` and `extras` fill the columns of asked and preferred skills; `code` is the ISCO-08 code or "".
    """

    title: str
    paragraphs: tuple[str, ...]
    offer: Offer
    facts: frozenset[Fact]
    skills: tuple[str, ...]
    extras: tuple[str, ...]
    code: str
    dirt: frozenset[Dirt]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file; `serial` is its number within the demo, from 1. `repeats` says how it repeats another."""

    board: Board
    serial: int
    posting: Posting
    repeats: Dirt | None = None
