"""The vacancies that were left out for one reason, a page at a time, each with that reason in words."""

from dataclasses import replace

import numpy as np

from matcher.advise import Advice, Listing
from matcher.eligibility import Refusal
from matcher.features import features
from matcher.fit import Positions
from matcher.left_out import left_out_at, looked_at, not_reached
from matcher.neutral import newest_first
from matcher.reach import Rows
from pipelines.documents import Document, rows_of
from pipelines.listed import BY_DATE, OF_POINTS, Basis
from pipelines.own_order import by_hand
from pipelines.service import Service

MOST = 100  # rows of one page, as many as a person looks through
USUAL = 20  # rows of one page of who did not say, our choice


def left_out_document(service: Service, basis: Basis, refusal: Refusal) -> Document:
    """Return a page of the vacancies that are left out for this first reason, the newest first.

    They are those that the list with the same basis counts: what a coach showed after all, added or put aside is not
    among them. For staff: it says nothing of what the client said about vacancies. A page has at most 100.
    """
    wanted, advice = basis.wanted, service.advice(basis.stored, replace(basis.wanted, top=1))
    rows = _rows(service, basis, advice, refusal)
    length = min(USUAL if wanted.top is None else wanted.top, MOST)
    chosen = rows[newest_first(service.market.market, rows)[wanted.offset : wanted.offset + length]]
    return {
        "client": basis.stored.client.id,
        "on": advice.situation.on.isoformat(),
        "market": service.market.market.id,
        "reason": refusal.value,
        "label": refusal.label,
        "order": BY_DATE,
        "total": len(rows),
        "offset": wanted.offset,
        "results": _documents(service, advice, refusal, chosen),
    }


def _rows(service: Service, basis: Basis, advice: Advice, refusal: Refusal) -> Rows:
    rows = advice.options.rows[left_out_at(advice.fit, refusal)]
    if refusal is Refusal.TRAVEL:
        rows = np.concatenate([rows, not_reached(advice.options, len(advice.situation.market))])
    here = service.market.rows_of({change.vacancy for change in basis.changes})
    hand = by_hand(basis.changes, here, matches=())  # what is left out is no match
    apart = [here[vacancy] for vacancy in (*(put.item for put in hand.puts), *hand.aside) if vacancy in here]
    kept: Rows = rows[~np.isin(rows, apart)]
    return kept


def _documents(service: Service, advice: Advice, refusal: Refusal, rows: Rows) -> list[Document]:
    """Return the rows with their reasons; those that are too far away to be looked at are accounted for together."""
    inside = np.isin(rows, advice.options.rows)
    found: dict[int, Document] = {}
    for group in (rows[inside], rows[~inside]):
        if not len(group):
            continue
        options, fit, at = looked_at(advice.situation, advice.options, advice.fit, group)
        listing = _listing(service, replace(advice, options=options, fit=fit), at)
        documents = rows_of(service, replace(advice, options=options, fit=fit), listing)
        found |= dict(zip(group.tolist(), documents, strict=True))
    return [_with_reason(found[row], refusal) for row in rows.tolist()]


def _listing(service: Service, advice: Advice, at: Positions) -> Listing:
    return Listing(service.ranker.score(features(advice.situation, advice.options, at)), len(at))


def _with_reason(row: Document, refusal: Refusal) -> Document:
    reason = next(miss for miss in row["misses"] if miss["reason"] == refusal.value)
    return {name: value for name, value in row.items() if name not in OF_POINTS} | {"reason": reason}
