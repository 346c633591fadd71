"""Looking for vacancies by words, for a coach who knows what they look for."""

import numpy as np
import pyarrow.compute as pc

from pipelines.documents import Document, vacancy_document
from pipelines.service import Service

IN = ("title", "employer", "place", "id")


def search_vacancies(service: Service, term: str, *, place: str = "", offset: int = 0, top: int = 20) -> Document:
    """Return the vacancies in which every word of the term stands (title, employer, place or id), the newest first.

    `place` narrows to places that hold it. Capitals do not matter; without a term every vacancy is found.
    """
    table = service.market.display
    found = np.ones(len(table), bool)
    for word in term.split():
        found &= np.logical_or.reduce([_holds(table[name], word) for name in IN])
    if place.strip():
        found &= _holds(table["place"], place.strip())
    rows = np.flatnonzero(found)
    published = table["published"].take(rows).to_numpy(zero_copy_only=False).astype("datetime64[D]")
    days = np.where(np.isnat(published), np.datetime64("0001-01-01"), published)
    newest = rows[np.argsort(-days.astype(np.int64), kind="stable")]
    shown = service.market.in_lists([int(row) for row in newest[offset : offset + top]])
    return {
        "market": service.market.market.id,
        "total": len(rows),
        "results": [vacancy_document(text) for text in shown],
    }


def _holds(column: object, word: str) -> np.ndarray:
    found = pc.match_substring(column, word, ignore_case=True)
    return np.asarray(found.to_numpy(zero_copy_only=False), bool)
