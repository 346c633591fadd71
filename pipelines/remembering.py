"""What an import adds to the history of a home, and linking it to another taxonomy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from matcher.domain import Vacancy
from matcher.errors import HistoryError
from matcher.market import NO_OCCUPATION
from models.linking import Linker
from pipelines.compile import LinkedVacancy
from pipelines.history import SCHEMA, History, merged, oldest_day, read_history, rows_of, why_not, write_history
from pipelines.home import Home
from pipelines.installed import InstalledTaxonomy
from pipelines.linking import link_occupations


@dataclass(frozen=True, slots=True)
class Remembered:
    """What came of it: how many vacancies were new to the history and how many it holds.

    `undated` are those of the market without a usable day of posting, which do not count. `note` says that the history
    began anew, and why; "" when it did not.
    """

    added: int
    kept: int
    undated: int
    note: str = ""


def keep_history(
    home: Home,
    market: Sequence[LinkedVacancy],
    older: Sequence[Vacancy],
    *,
    taxonomy: InstalledTaxonomy,
    titles: Linker,
    on: date,
) -> Remembered | None:
    """Add the vacancies of a market and older ones to the history; None when there was nothing to do.

    Call it while holding the lock of the home, before the market is put in service: a run that is killed in between
    leaves a history that the next run adds nothing to.
    """
    note = ""
    try:
        before = read_history(home)
    except HistoryError as error:
        before, note = None, str(error)
    if before is not None and before.taxonomy != taxonomy.fingerprint:
        before = _relinked(before, taxonomy, titles)
    elif not (market or older):
        return None
    ids = [one.id for one in taxonomy.concepts.occupations] + [""]  # NO_OCCUPATION is -1: the last
    asked = [(vacancy.title, vacancy.occupation) for vacancy in older]
    found = link_occupations(asked, concepts=taxonomy.concepts, titles=titles) if asked else []
    known = SCHEMA.empty_table() if before is None else before.rows
    posted = [item.vacancy for item in market]
    new = (
        rows_of(older, [ids[index] for index in found], on, archive=True),
        rows_of(posted, [ids[item.occupation] for item in market], on),
    )
    rows = merged((known, *new), on)
    write_history(home, History(rows, taxonomy.fingerprint))
    return Remembered(
        added=max(0, len(rows) - sum(day >= oldest_day(on) for day in known["day"].to_pylist())),
        kept=len(rows),
        undated=sum(bool(why_not(vacancy.published, on)) for vacancy in posted),
        note=note,
    )


def _relinked(history: History, taxonomy: InstalledTaxonomy, titles: Linker) -> History:
    """Return the same rows linked to this taxonomy, by their titles and by what their sources call the occupation."""
    asked = list(zip(history.rows["title"].to_pylist(), history.rows["named"].to_pylist(), strict=True))
    distinct = list(dict.fromkeys(asked))
    found = link_occupations(distinct, concepts=taxonomy.concepts, titles=titles) if distinct else []
    occupations = taxonomy.concepts.occupations
    id_of = {
        words: "" if index == NO_OCCUPATION else occupations[index].id
        for words, index in zip(distinct, found, strict=True)
    }
    at = SCHEMA.get_field_index("occupation")
    linked = pa.array([id_of[words] for words in asked], SCHEMA.field(at).type)
    return History(history.rows.set_column(at, SCHEMA.field(at), linked), taxonomy.fingerprint)
