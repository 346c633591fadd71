"""Making what someone was shown again from its record: the same, or exactly what changed since. See docs/records.md."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from matcher.candidates import as_proposed
from matcher.eligibility import Refusal
from matcher.errors import SpringplankError
from matcher.plans import Limits
from matcher.record_kinds import RecordKind
from matcher.roles import Role
from pipelines.as_then import ServiceAsThen
from pipelines.documents import Document, why_document
from pipelines.explained import about, pair_document
from pipelines.hand_placed import COACH
from pipelines.left_out import left_out_document
from pipelines.listed import Basis, list_document
from pipelines.recording import basis_of, facts_of, kept_row, person_of, shown_fingerprint
from pipelines.reskill_documents import Sought, reskill_document
from pipelines.service import Service
from pipelines.shown import off_by
from pipelines.store.access_log import Act
from pipelines.store.clients import StoredClient, position_document
from pipelines.store.codec import client_to_document
from pipelines.store.interventions import in_force
from pipelines.store.records import Record


class Verdict(StrEnum):
    """What came of it; unexplained is a mistake in the software, or facts that no longer say what was used."""

    SAME = "gelijk"
    CHANGED = "veranderd"
    UNEXPLAINED = "onverklaard"
    REMOVED = "verwijderd"


# What of the facts is compared one by one, apart from policy, weights and switches, which have parts.
SINGLE = ("algorithm", "algorithm_version", "application_version", "market", "taxonomy", "ranker", "base", "travel")
OF_A_LIST = frozenset({"rank", "by"})
PARTS = ("policy", "weights", "switches")
# What is made from a basis, with the changes of coaches in it.
FROM_A_BASIS = frozenset({RecordKind.LIST, RecordKind.LEFT_OUT, RecordKind.WHY})
# What is a list, of which is said how it would be now.
LISTS = frozenset({RecordKind.LIST, RecordKind.LEFT_OUT})
# What course advice did not show before it came by the page.
WITH_PAGES = frozenset({"for_wish", "suggestions_total", "improves_total"})
# With another one of these the same inputs may rightly give something else: the software, and what is kept of courses.
NOT_KEPT = frozenset({"algorithm", "algorithm_version", "application_version", "imports"})


def replay_document(service: Service, record_id: str, act: Act | None) -> Document:
    """Return what comes of making a record again.

    `act` is logged; None is for the client, about whom it is. What a client saw in their own list is shown to no one
    else, because what is not in it would tell what they said about vacancies: for others there is then the verdict and
    what changed, without rows. NotFoundError when there is no such record, TamperError when it was changed.
    """
    record = service.store.records.get(record_id)
    head: Document = {
        "record": record.id,
        "kind": record.kind.value,
        "shown_to": record.shown_to,
        "at": record.at.isoformat(),
    }
    if record.content is None or record.client_id is None:
        return head | {"client": None, "verdict": Verdict.REMOVED.value}
    if act is not None:
        service.store.log.note(act, [record.client_id])
    stored = service.store.clients.get(record.client_id)
    changed = list(_changed(record, record.content, service, stored))
    made, why_not = _made_again(service, record, record.content)
    holds = points_hold(record.facts, record.content)
    reproduced = None if made is None else _is_the_same(record, record.content, made)
    document = head | {
        "client": record.client_id,
        "on": record.facts["on"],
        "verdict": _verdict(changed, reproduced, holds=holds).value,
        "changed": changed,
        "reproduced": reproduced,
        "why_not": why_not,
        "points_hold": holds,
        "facts": record.facts,
    }
    if act is not None and record.shown_to == Role.CLIENT:
        return document | {"rows": None, "now": None, "changes_made": []}
    now = _now(service, record, stored)
    return document | {
        "rows": record.content["rows"],
        "now": None if now is None else _differences(record.content["rows"]["results"], now),
        "changes_made": [change.document() for change in record.made],
    }


def points_hold(facts: Document, content: Document) -> bool:
    """Return whether the recorded values and weights give the recorded points, scores and order, to the last digit."""
    weights = [facts["weights"][name] for name in facts["features"]]
    rows = [row for listing in content["rows"].values() for row in listing if "points" in row]
    by_ranking = [row["score"] for row in content["rows"].get("results", ()) if "points" in row and _is_ranked(row)]
    return all(_holds(row, weights, facts["base"]) for row in rows) and all(
        first >= then for first, then in pairwise(by_ranking)
    )


def _is_ranked(row: Document) -> bool:
    return bool(row.get("by") != COACH and "rank" in row)


def _holds(row: Document, weights: list[float], base: float) -> bool:
    score = base
    for value, points, weight in zip(row["values"], row["points"], weights, strict=True):
        if points != (0.0 if value is None else value * weight):
            return False
        score += points
    return bool(score == row["score"])


def _verdict(changed: list[Document], reproduced: bool | None, *, holds: bool) -> Verdict:
    may_differ = any(one["what"] in NOT_KEPT for one in changed)
    if not holds or (reproduced is False and not may_differ):
        return Verdict.UNEXPLAINED
    if changed or reproduced is None:
        return Verdict.CHANGED
    return Verdict.SAME


def _changed(record: Record, content: Document, service: Service, stored: StoredClient) -> Iterator[Document]:
    """Give what is different now, item by item; of a profile the field, not what it holds."""
    then = record.facts
    now = facts_of(service, service.policy(stored.client), date.fromisoformat(then["on"]))
    names = (*SINGLE, "imports") if record.kind is RecordKind.COURSES else SINGLE
    yield from _different(then, now, names)
    for part in PARTS:
        keys = sorted(then[part].keys() | now[part].keys())
        yield from (one | {"what": f"{part}.{one['what']}"} for one in _different(then[part], now[part], keys))
    profile, known = content["profile"], client_to_document(stored.client)
    for name in sorted(profile.keys() | known.keys()):
        if profile.get(name) != known.get(name):
            yield {"what": f"profile.{name}", "then": None, "now": None}
    if content["position"] != position_document(stored.position):
        yield {"what": "profile.position", "then": None, "now": None}
    if record.kind in FROM_A_BASIS:
        then, now = _by_hand_in(basis_of(content, record.shown_to)), _by_hand_in(_basis_now(service, record, stored))
        # What was left out stands by date, whoever switched what off.
        yield from _different(then, now, ("changes",) if record.kind is RecordKind.LEFT_OUT else then)


def _different(then: Document, now: Document, names: Iterable[str]) -> Iterator[Document]:
    for name in names:
        if then.get(name) != now.get(name):
            yield {"what": name, "then": then.get(name), "now": now.get(name)}


def _made_again(service: Service, record: Record, content: Document) -> tuple[Document | None, str | None]:
    """Return what the record shows, made again with what was in use then; None with the reason when that is gone."""
    matrices = service.travel_data.matrices
    if record.facts["travel"] != (None if matrices is None else matrices.folder.name):
        return None, "de reistijden van toen zijn vervangen"
    try:
        then = ServiceAsThen(service, record.facts)
        return _made(then, record, content), None
    except SpringplankError as error:
        return None, str(error)


def _made(then: ServiceAsThen, record: Record, content: Document) -> Document:
    asked = content["asked"]
    if record.kind in FROM_A_BASIS:
        return _made_from(then, record, basis_of(content, record.shown_to))
    stored = person_of(content)
    on = date.fromisoformat(asked["on"])
    if record.kind is RecordKind.COURSES:
        return _courses(then, stored, asked, on)
    return why_document(then, replace(stored, client=as_proposed(stored.client)), asked["vacancy"], on)


def _courses(then: Service, stored: StoredClient, asked: Document, on: date) -> Document:
    limits = Limits(asked["euros"], asked["weeks"])
    document = reskill_document(
        then, stored, Sought(asked["plan"], limits, on, asked.get("top"), asked.get("offset", 0))
    )
    if "top" in asked:
        return document
    return {name: value for name, value in document.items() if name not in WITH_PAGES}


def _made_from(service: Service, record: Record, basis: Basis) -> Document:
    """Return what a record of this kind shows, made from a basis."""
    asked = {} if record.content is None else record.content["asked"]
    if record.kind is RecordKind.LIST:
        return list_document(service, basis)
    if record.kind is RecordKind.LEFT_OUT:
        return left_out_document(service, basis, Refusal.of(asked["reason"]))
    return pair_document(service, basis, asked["vacancy"])


def _is_the_same(record: Record, content: Document, made: Document) -> bool:
    if record.kind is not RecordKind.CANDIDATES:
        return bool(shown_fingerprint(made) == content["shown"])
    # The document was about several people; of this one the inputs, the points and the misses are compared.
    (row,) = content["rows"]["results"]
    again = kept_row(made)
    return all(again.get(name) == row[name] for name in row.keys() - OF_A_LIST)


def _now(service: Service, record: Record, stored: StoredClient) -> list[Document] | None:
    """Return the vacancies that the same question gives now, for the day of then; None for what is no list."""
    if record.kind not in LISTS:
        return None
    rows: list[Document] = _made_from(service, record, _basis_now(service, record, stored))["results"]
    return rows


def _basis_now(service: Service, record: Record, stored: StoredClient) -> Basis:
    """Return the basis of the same question with the profile and the changes of now."""
    content = record.content or {}
    changes = in_force(service.store.interventions.of(stored.client.id))
    basis = replace(basis_of(content, record.shown_to), stored=stored, off_by=off_by(service, stored), changes=changes)
    return about(basis, content["asked"]["vacancy"]) if record.kind is RecordKind.WHY else basis


def _by_hand_in(basis: Basis) -> Document:
    return {"order_off_by": basis.off_by, "changes": [change.id for change in basis.changes]}


def _differences(then: list[Document], now: list[Document]) -> Document:
    """Return which vacancies came in, went out, and stand in another place of the list, 1 for the top."""
    was = {row["vacancy"]: place for place, row in enumerate(then, 1)}
    stands = {row["vacancy"]: place for place, row in enumerate(now, 1)}
    return {
        "in": [vacancy for vacancy in stands if vacancy not in was],
        "out": [vacancy for vacancy in was if vacancy not in stands],
        "moved": [
            {"vacancy": vacancy, "then": was[vacancy], "now": place}
            for vacancy, place in stands.items()
            if was.get(vacancy, place) != place
        ],
    }
