"""What people are shown: made, recorded and, for staff, logged. Every document names its record and moment.

The list of a coach never depends on what the client said about vacancies: it is not even read for it.
"""

from collections.abc import Collection
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime

from matcher.eligibility import Refusal
from matcher.roles import Role
from pipelines.documents import Document
from pipelines.explained import about, pair_document
from pipelines.left_out import left_out_document
from pipelines.listed import MUNICIPALITY, Basis, list_document
from pipelines.recording import candidate_record, courses_record, left_out_record, list_record, why_record
from pipelines.reskill_documents import Sought, reskill_document
from pipelines.service import Service, Wanted
from pipelines.store.access_log import Act
from pipelines.store.clients import StoredClient
from pipelines.store.interventions import in_force
from pipelines.store.switches import AUTOMATIC_ORDER

NOTHING_ASKED = Wanted()


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is shown something: a role and when; `act` is for the log, None for the client themselves."""

    role: str
    at: datetime
    act: Act | None = None

    @classmethod
    def coach(cls, act: Act) -> "Viewer":
        """Return a member of staff, or a system."""
        return cls(act.actor.role, act.at, act)

    @classmethod
    def client(cls, at: datetime) -> "Viewer":
        """Return the client: what they look at is in no log."""
        return cls(Role.CLIENT.value, at)


def shown_to_coach(service: Service, stored: StoredClient, wanted: Wanted, act: Act) -> Document:
    """Return a client's list as their coach sees it, with what coaches changed in it."""
    return _shown_list(service, _basis(service, stored, wanted, act.actor.role), Viewer.coach(act))


def shown_to_client(service: Service, stored: StoredClient, wanted: Wanted, at: datetime) -> Document:
    """Return a client's own list: what coaches changed in it, without what the client said is not for them."""
    basis = _basis(service, stored, wanted, Role.CLIENT.value)
    basis = replace(basis, said=service.store.feedback.of(stored.client.id))
    return _shown_list(service, basis, Viewer.client(at))


def why_shown(
    service: Service, stored: StoredClient, vacancy: str, viewer: Viewer, wanted: Wanted = NOTHING_ASKED
) -> Document:
    """Return the full account of one pair; without points when the order by points is off for this client."""
    basis = about(_basis(service, stored, wanted, viewer.role), vacancy)
    with service.turn:
        document = pair_document(service, basis, vacancy)
    new = why_record(service, basis, document)
    return document | _kept(viewer, service.store.records.add(new, viewer.at, viewer.act))


def left_out_shown(
    service: Service, stored: StoredClient, refusal: Refusal, act: Act, wanted: Wanted = NOTHING_ASKED
) -> Document:
    """Return a page of what the list that was asked for the same way leaves out for this reason, for a coach."""
    viewer = Viewer.coach(act)
    basis = _basis(service, stored, wanted, viewer.role)
    with service.turn:
        document = left_out_document(service, basis, refusal)
    new = left_out_record(service, basis, refusal, document)
    return document | _kept(viewer, service.store.records.add(new, viewer.at, viewer.act))


def courses_shown(service: Service, stored: StoredClient, sought: Sought, viewer: Viewer) -> Document:
    """Return course advice."""
    sought = replace(sought, on=sought.on or service.day)
    with nullcontext() if sought.plan else service.turn:  # plans take longer than lists should wait for
        document = reskill_document(service, stored, sought)
    asked = {"plan": sought.plan, "euros": sought.limits.euros, "weeks": sought.limits.weeks}
    asked |= {"top": sought.top, "offset": sought.offset}
    new = courses_record(service, stored, viewer.role, asked, document)
    return document | _kept(viewer, service.store.records.add(new, viewer.at, viewer.act))


def record_candidates(
    service: Service, shown: Collection[tuple[StoredClient, Document]], act: Act, on: date
) -> tuple[str, ...]:
    """Keep a record for each client in a list of candidates for a vacancy, and log that they were looked at.

    The documents are what was shown of each of them, with the keys of a row and the vacancy. All in one transaction;
    each record opens with the key of its own client alone. Return the ids, in the same order.
    """
    new = [candidate_record(service, stored, document, act.actor.role, on=on) for stored, document in shown]
    return service.store.records.add_all(new, act.at, act)


def off_by(service: Service, stored: StoredClient) -> str:
    """Return who switched the order by points off for a client, "" when it is on; the municipality goes first."""
    if not service.store.switches.is_on(AUTOMATIC_ORDER):
        return MUNICIPALITY
    if stored.automatic:
        return ""
    return stored.order_by if stored.order_by in (Role.CLIENT, Role.COACH) else MUNICIPALITY


def _basis(service: Service, stored: StoredClient, wanted: Wanted, shown_to: str) -> Basis:
    wanted = replace(wanted, on=wanted.on or service.day)
    changes = in_force(service.store.interventions.of(stored.client.id))
    return Basis(stored, wanted, shown_to, off_by(service, stored), changes)


def _shown_list(service: Service, basis: Basis, viewer: Viewer) -> Document:
    with service.turn:
        document = list_document(service, basis)
    new = list_record(service, basis, document)
    return document | _kept(viewer, service.store.records.add(new, viewer.at, viewer.act))


def _kept(viewer: Viewer, record: str) -> Document:
    return {"record": record, "at": viewer.at.isoformat()}
