"""Why one vacancy fits one client or not, with what coaches did with it in that client's list."""

from dataclasses import replace

from matcher.advise import Advice
from matcher.left_out import Group, group_of, positions_of
from pipelines.documents import Document, advised_document
from pipelines.hand_placed import own_row, placed_document, written_by_hand
from pipelines.listed import OF_POINTS, Basis, placed_by_rule, places_in_ranking
from pipelines.own_order import by_hand
from pipelines.service import Service
from pipelines.store.interventions import Change

NOT_JUDGED = "not_judged"  # the outcome for what a coach wrote down: the rules know nothing of it


def about(basis: Basis, vacancy: str) -> Basis:
    """Return what the account of one vacancy is made from: of the changes by hand only those of that vacancy."""
    return replace(basis, changes=tuple(change for change in basis.changes if change.vacancy == vacancy))


def pair_document(service: Service, basis: Basis, vacancy: str) -> Document:
    """Return the full account of one pair, without points when the order by points is off.

    `placed` is as the list shows it, None for what stands in no order. Of a vacancy that a coach wrote down it is what
    is known. NotFoundError when the vacancy is not in the market, and no coach wrote it down for this client.
    """
    basis = about(basis, vacancy)
    written = written_by_hand(basis.changes).get(vacancy)
    if written is not None:
        return _written_document(service, basis, written)
    service.row(vacancy)  # what is not there is said before anything is worked out
    advice = service.advice(basis.stored, basis.wanted)
    document = advised_document(service, basis.stored, advice, vacancy)
    document["placed"] = _placed(service, basis, advice, vacancy)
    return _without_points(document) if basis.off_by else document


def check_known(service: Service, client_id: str, vacancy: str) -> None:
    """Raise NotFoundError when a vacancy is not in the market, and no coach wrote it down for this client."""
    if vacancy not in written_by_hand(service.store.interventions.of(client_id)):
        service.row(vacancy)


def titles_of(service: Service, client_id: str, vacancies: list[str]) -> dict[str, str]:
    """Return the titles of vacancies of the market and of those that coaches wrote down for this client."""
    rows = service.market.rows_of(vacancies)
    texts = service.market.in_lists(list(rows.values()))
    written = written_by_hand(service.store.interventions.of(client_id))
    titles = {vacancy: str((change.own or {})["title"]) for vacancy, change in written.items()}
    return titles | {str(text["id"]): str(text["title"]) for text in texts}


def _written_document(service: Service, basis: Basis, written: Change) -> Document:
    hand = by_hand(basis.changes, here=(), matches=())
    document = own_row(written) | {
        "client": basis.stored.client.id,
        "on": (basis.wanted.on or service.day).isoformat(),
        "market": service.market.market.id,
        "match_coverage": service.policy(basis.stored.client).match_coverage,
        "commute_by_mode": {},
        "outcome": NOT_JUDGED,
        "placed": placed_document(hand, written.vacancy, None),
        "coverage": None,
        "skills": [],
        "in_text": [],
    }
    return _without_points(document)


def _placed(service: Service, basis: Basis, advice: Advice, vacancy: str) -> Document | None:
    (at,) = positions_of(advice.options, [service.row(vacancy)], len(service.market.market))
    matches = group_of(advice.fit, at) is Group.MATCHES
    hand = by_hand(basis.changes, here=[vacancy], matches=[vacancy] if matches else [])
    if hand.puts or hand.aside:
        ranked = matches and not basis.off_by
        place = places_in_ranking(advice, service.ranker)[at] if ranked else None
        return placed_document(hand, vacancy, place)
    return placed_by_rule(basis.off_by) if matches else None


def _without_points(document: Document) -> Document:
    return {name: value for name, value in document.items() if name not in OF_POINTS} | {"ranker": None}
