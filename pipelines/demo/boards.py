"""What all sources have in common: ids, links, names, and the dirt that they pass on."""

from collections.abc import Mapping

from matcher.codes import DayPart
from matcher.domain import Licence, Times
from pipelines.demo.dirt import FORMULA, IMPOSSIBLE_HOURS, Dirt, as_html
from pipelines.demo.posting import Board, Fact, Posting, Row

BETWEEN = "|"
FULL_TIME = 36  # hours a week from which people write "fulltime"
PREFIXES = {Board.SERVICE_POINT: "WSP-", Board.AGENCY: "UZB", Board.REGION: "r-", Board.SITE: "vs-"}
SOURCES = {board: f"verzonnen demo {board.value}" for board in Board}
ADDRESSES = {board: f"https://example.org/{board.value}/" for board in Board}

Licences = Mapping[str, Licence]


def number(row: Row) -> str:
    """Return the id of the vacancy at its source."""
    return f"{PREFIXES[row.board]}{row.serial:06}"


def source(board: Board) -> str:
    """Return the name of the source, which says that it is invented."""
    return SOURCES[board]


def link(row: Row) -> str:
    """Return the address where one could apply; the domain is reserved for examples."""
    return f"{ADDRESSES[row.board]}{number(row)}"


def hours_of(posting: Posting) -> tuple[float, float] | None:
    """Return the least and most hours a week, None when not stated."""
    if Dirt.IMPOSSIBLE_HOURS in posting.dirt:
        return IMPOSSIBLE_HOURS, IMPOSSIBLE_HOURS
    return posting.offer.hours if Fact.HOURS in posting.facts else None


def times_of(posting: Posting) -> Times | None:
    """Return the working times, None when not stated."""
    return posting.offer.times if Fact.TIMES in posting.facts else None


def contact_of(posting: Posting) -> str:
    """Return where to apply."""
    return FORMULA if Dirt.FORMULA in posting.dirt else posting.offer.contact


def employer_of(posting: Posting) -> str:
    """Return the name of the employer."""
    return posting.offer.employer + " " if Dirt.SPACES in posting.dirt else posting.offer.employer


def place_of(posting: Posting) -> str:
    """Return the name of the place, "" when not stated."""
    return posting.offer.place + " " if posting.offer.place and Dirt.SPACES in posting.dirt else posting.offer.place


def text_of(posting: Posting, between: str, *, html: bool = False) -> str:
    """Return the description with this between its paragraphs, or as HTML."""
    return as_html(posting.paragraphs) if html or Dirt.HTML in posting.dirt else between.join(posting.paragraphs)


def licences_of(posting: Posting) -> tuple[str, ...]:
    """Return the ids of the licences that are asked."""
    return posting.offer.licences if Fact.LICENCES in posting.facts else ()


def papers_of(posting: Posting, licences: Licences) -> str:
    """Return the licences as people call them: by their first other name, where there is one."""
    return BETWEEN.join((*licences[paper].alt_labels, licences[paper].label)[0] for paper in licences_of(posting))


def shifts_of(posting: Posting) -> list[DayPart]:
    """Return the parts of the week."""
    return list(posting.offer.shifts) if Fact.SHIFTS in posting.facts else []


def demands_of(posting: Posting) -> list[str]:
    """Return the demands as `tillen:2`."""
    if Fact.DEMANDS not in posting.facts:
        return []
    return [f"{demand}:{grade.code}" for demand, grade in posting.offer.demands]
