"""The history of a home: every dated vacancy that was ever read in, once, long after it left the market.

A row holds no text but the title: enough to link it to another taxonomy. Everything stands in one file that is replaced
in one step: the SHA-256 in hex, a line feed, and an Arrow table. See docs/trends.md.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from matcher.concepts import Concepts
from matcher.domain import Vacancy
from matcher.errors import HistoryError
from matcher.market import EPOCH, NO_OCCUPATION
from matcher.trend_counts import NO_EMPLOYER, Dated
from matcher.trends import Trends, no_trends, trends_of
from pipelines.duplicates import fingerprint
from pipelines.durable import replace_bytes
from pipelines.home import Home
from pipelines.installed import InstalledTaxonomy

SCHEMA_VERSION = 1
DIGEST_LETTERS = 64  # SHA-256 in hex
WORDS = pa.dictionary(pa.int32(), pa.string())
# `content` and `advert` tell vacancies apart; `day` is that of posting and `seen` the first at which it was read in, in
# days since 1970. `named` is what the source calls the occupation, `occupation` the id it was linked to, "" for none.
SCHEMA = pa.schema(
    [
        ("content", pa.int64()),
        ("advert", pa.int64()),
        ("day", pa.int32()),
        ("seen", pa.int32()),
        ("employer", pa.int64()),
        ("source", WORDS),
        ("title", WORDS),
        ("named", WORDS),
        ("occupation", WORDS),
    ]
)
EARLIEST = date(2000, 1, 1)  # an earlier day of posting is a mistake
KEPT = timedelta(days=5 * 366)  # two years are compared; the rest shows that a year was not odd
# The same text within a quarter is one vacancy that was posted again; later it is a new one (our choice, 2026-11).
SAME_WITHIN = 91
# What was open for longer when it was first seen is there because it is hard to fill: the others of its time are gone.
# Whoever reads in every month sees everything well within this (our choice, 2026-11).
FRESH = 45
OTHER_TAXONOMY = "de geschiedenis hoort bij een andere taxonomie; lees de vacatures opnieuw in met springplank ingest"
MEND = "de geschiedenis begint opnieuw bij de volgende keer inlezen; geef eerdere vacatures met --history"


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """Rows of `SCHEMA`, ordered by day; `taxonomy` is the fingerprint of the one that they are linked to."""

    rows: pa.Table
    taxonomy: str

    def dated(self, concepts: Concepts) -> Dated:
        """Return the rows that count: those that were seen soon after they were posted."""
        rows = self.rows.filter(pc.less_equal(pc.subtract(self.rows["seen"], self.rows["day"]), FRESH)).combine_chunks()
        linked = rows["occupation"].combine_chunks()
        index = [concepts.occupation_at.get(name, NO_OCCUPATION) for name in linked.dictionary.to_pylist()]
        return Dated(
            day=rows["day"].to_numpy(),
            occupation=np.array([*index, NO_OCCUPATION], np.int32)[linked.indices.to_numpy()],
            source=rows["source"].combine_chunks().indices.to_numpy(),
            employer=rows["employer"].to_numpy(),
        )


def why_not(posted: date | None, on: date) -> str:
    """Return why a vacancy with this day of posting has no place in the history; "" when it has."""
    if posted is None:
        return "de dag van plaatsing ontbreekt; zonder die dag telt een eerdere vacature niet mee"
    if posted > on:
        return f"de dag van plaatsing ({posted}) ligt na {on}"
    if posted < EARLIEST:
        return f"de dag van plaatsing ({posted}) ligt voor {EARLIEST.year}"
    return f"de dag van plaatsing ({posted}) ligt meer dan vijf jaar terug" if posted < on - KEPT else ""


def rows_of(vacancies: Iterable[Vacancy], occupations: Iterable[str], on: date, *, archive: bool = False) -> pa.Table:
    """Return the rows of vacancies that have a usable day of posting; `occupations` are the ids they are linked to.

    Vacancies of an archive count as seen at once: there the ones that were filled soon are in it as well.
    """
    found: list[tuple[Any, ...]] = []
    for vacancy, occupation in zip(vacancies, occupations, strict=True):
        if vacancy.published is None or why_not(vacancy.published, on):
            continue
        day = (vacancy.published - EPOCH).days
        content = int.from_bytes(fingerprint(vacancy)[:8], "big", signed=True)
        advert = _number(f"{vacancy.source}\x1f{vacancy.id}\x1f{vacancy.title}\x1f{day}")
        employer = " ".join(vacancy.employer.casefold().split())
        found.append(
            (
                content,
                advert,
                day,
                day if archive else (on - EPOCH).days,
                _number(employer) if employer else NO_EMPLOYER,
                vacancy.source,
                vacancy.title,
                vacancy.occupation,
                occupation,
            )
        )
    columns = list(zip(*found, strict=True)) or [()] * len(SCHEMA)
    return _table(dict(zip(SCHEMA.names, columns, strict=True)))


def oldest_day(on: date) -> int:
    """Return the first day that is kept, in days since 1970."""
    return (on - KEPT - EPOCH).days


def _number(text: str) -> int:
    """Return a number of 63 bits for a text: that two of a million texts share one has a chance of 1 in 20 million."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


def _table(columns: dict[str, Any]) -> pa.Table:
    return pa.table([pa.array(columns[field.name], field.type) for field in SCHEMA], schema=SCHEMA)


def merged(tables: Iterable[pa.Table], on: date) -> pa.Table:
    """Return every vacancy once, with its first day of posting and the first day it was seen; the oldest are dropped.

    The same vacancy is the same advertisement, or the same content that was posted again within a quarter. Merging
    once more changes nothing.
    """
    rows = pa.concat_tables(tables).unify_dictionaries().combine_chunks()
    rows = rows.filter(pc.greater_equal(rows["day"], oldest_day(on)))
    content, advert, day, seen = (rows[name].to_numpy() for name in ("content", "advert", "day", "seen"))
    first, seen = _first_of(np.unique(advert, return_inverse=True)[1], seen)
    order = first[np.lexsort((advert[first], day[first], content[first]))]
    leader = _leaders(content[order].tolist(), day[order].tolist())
    kept, seen = _first_of(leader, seen[order])
    chosen = order[kept]
    again = np.lexsort((advert[chosen], day[chosen]))
    rows = rows.take(chosen[again])
    columns = {name: rows[name].to_pylist() for name in ("source", "title", "named", "occupation")}
    plain = {name: rows[name].to_numpy() for name in ("content", "advert", "day", "employer")}
    return _table(columns | plain | {"seen": seen[kept][again]})


def _first_of(group: NDArray[np.int64], seen: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return the first row of every group, and for every row when its group was first seen."""
    _, first, inverse = np.unique(group, return_index=True, return_inverse=True)
    earliest = np.full(len(first), np.iinfo(np.int32).max, np.int32)
    np.minimum.at(earliest, inverse, seen)
    return first.astype(np.int64), earliest[inverse]


def _leaders(content: list[int], day: list[int]) -> NDArray[np.int64]:
    """Return, for rows ordered by content and day, the row that each is the same vacancy as: itself when it is new."""
    leader = list(range(len(content)))
    for row in range(1, len(content)):
        before = leader[row - 1]
        if content[row] == content[before] and day[row] - day[before] < SAME_WITHIN:
            leader[row] = before
    return np.array(leader, np.int64)


def read_history(home: Home) -> History | None:
    """Return the history of a home, None when there is none; HistoryError when it is damaged or of another version."""
    try:
        content = home.history.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise HistoryError(f"{home.history} is niet te lezen ({error.strerror}); {MEND}") from error
    digest, arrow = content[:DIGEST_LETTERS], content[DIGEST_LETTERS + 1 :]
    if hashlib.sha256(arrow).hexdigest().encode() != digest:
        raise HistoryError(f"{home.history} is beschadigd (het controlegetal klopt niet); {MEND}")
    rows = pa.ipc.open_file(arrow).read_all()
    said = rows.schema.metadata or {}
    if said.get(b"schema_version") != str(SCHEMA_VERSION).encode():
        raise HistoryError(f"{home.history} is van een andere versie van Springplank; {MEND}")
    return History(rows.replace_schema_metadata(), said[b"taxonomy"].decode())


def load_trends(home: Home, taxonomy: InstalledTaxonomy, on: date) -> Trends:
    """Return how demand moves by the history of a home; all unknown when that cannot be used, with a note on why."""
    concepts = taxonomy.concepts
    try:
        history = read_history(home)
    except HistoryError as error:
        return no_trends(concepts, str(error))
    if history is None:
        return no_trends(concepts)
    if history.taxonomy != taxonomy.fingerprint:
        return no_trends(concepts, OTHER_TAXONOMY)
    return trends_of(history.dated(concepts), concepts, on)


def write_history(home: Home, history: History) -> None:
    """Put a history in place in one step. Call it while holding the lock of the home."""
    said = {"schema_version": str(SCHEMA_VERSION), "taxonomy": history.taxonomy}
    rows = history.rows.replace_schema_metadata(said)
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_file(sink, rows.schema, options=options) as writer:
        writer.write_table(rows)
    arrow = sink.getvalue().to_pybytes()
    replace_bytes(home.history, hashlib.sha256(arrow).hexdigest().encode() + b"\n" + arrow)
