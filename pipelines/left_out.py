"""The vacancies that were left out for one reason, a page at a time, each with that reason in words."""

from dataclasses import replace
from datetime import date

import numpy as np

from matcher.advise import Advice, Listing
from matcher.eligibility import Refusal
from matcher.features import features
from matcher.fit import Positions
from matcher.left_out import left_out_at, looked_at, not_reached
from matcher.neutral import newest_first
from matcher.reach import Rows
from pipelines.documents import Document, rows_of
from pipelines.listed import BY_DATE, OF_POINTS
from pipelines.own_order import by_hand
from pipelines.service import Service, Wanted
from pipelines.store.clients import StoredClient

MOST = 100  # rows of one page, as many as a person looks through


def left_out_document(
    service: Service,
    stored: StoredClient,
    refusal: Refusal,
    *,
    offset: int = 0,
    top: int = 20,
    on: date | None = None,
) -> Document:
    """Return a page of the vacancies that are left out for this first reason, the newest first.

    What a coach showed after all, added or put aside is not among them, as it is not in the counts of the list. For
    staff: it says nothing of what the client said about vacancies. `top` is at most 100.
    """
    advice = service.advice(stored, Wanted(top=1, on=on))
    rows = _rows(service, stored, advice, refusal)
    chosen = rows[newest_first(service.market.market, rows)[offset : offset + min(top, MOST)]]
    return {
        "client": stored.client.id,
        "on": advice.situation.on.isoformat(),
        "market": service.market.market.id,
        "reason": refusal.value,
        "label": refusal.label,
        "order": BY_DATE,
        "total": len(rows),
        "offset": offset,
        "results": _documents(service, advice, refusal, chosen),
    }


def _rows(service: Service, stored: StoredClient, advice: Advice, refusal: Refusal) -> Rows:
    rows = advice.options.rows[left_out_at(advice.fit, refusal)]
    if refusal is Refusal.TRAVEL:
        rows = np.concatenate([rows, not_reached(advice.options, len(advice.situation.market))])
    changes = service.store.interventions.of(stored.client.id)
    here = service.market.rows_of({change.vacancy for change in changes})
    hand = by_hand(changes, here, matches=())  # what is left out is no match
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
