"""What coaches change in the list of a client. Everything is kept, also what was undone: it is never edited."""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select, update

from matcher.errors import ConflictError, InputErrors, NotFoundError
from matcher.guard import mask_personal
from matcher.interventions import Intervention
from pipelines.store.access_log import AccessLog, Act
from pipelines.store.client_keys import ClientKey, ClientKeys
from pipelines.store.codec import to_json
from pipelines.store.connection import reading, writing
from pipelines.store.keyring import Keyring
from pipelines.store.own_vacancy import OwnVacancy
from pipelines.store.tables import interventions, stamp
from pipelines.store.written import LONGEST_ID, LONGEST_NOTE, Mistakes

ID_BYTES = 12
OWN = "eigen-"  # begins the id of a vacancy that is in no market
LAST_PLACE = 500  # as long as a list can be, see matcher/policy.py
# Going against the rules or the order is explained, for the client and for whoever looks at it later.
WITH_NOTE = frozenset({Intervention.SHOW, Intervention.MOVE})


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """One change of a list. `note` is written for the client too.

    `position` is where a vacancy was put, 1 for the top; None leaves that to the list. `own` is what the coach wrote
    down of a vacancy that is in no market, see OwnVacancy. `record` is the list that they had before them, if known.
    """

    id: str
    kind: Intervention
    vacancy: str
    note: str
    position: int | None
    own: dict[str, Any] | None
    at: datetime
    who: str
    undone_at: datetime | None = None
    undone_by: str | None = None
    record: str | None = None

    def document(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "id": self.id,
            "kind": self.kind.value,
            "vacancy": self.vacancy,
            "note": self.note,
            "position": self.position,
            "own": self.own,
            "at": self.at.isoformat(),
            "who": self.who,
        }

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "Change":
        """Return the change in a document, as it was when it held."""
        kind, at = Intervention.of(document["kind"]), datetime.fromisoformat(document["at"])
        return cls(**{**document, "kind": kind, "at": at})


@dataclass(frozen=True, slots=True, repr=False)
class InterventionStore:
    """The changes of a home. Every method raises NotFoundError for a client who is not here."""

    engine: Engine
    keyring: Keyring
    log: AccessLog

    def of(self, client_id: str) -> tuple[Change, ...]:
        """Return every change of a client's list, also what was undone, in the order in which they were made."""
        with reading(self.engine) as connection:
            key = ClientKeys(self.keyring).of(connection, client_id)
            query = select(interventions).where(interventions.c.client_id == client_id)
            rows = connection.execute(query.order_by(interventions.c.at, interventions.c.id)).all()
        return tuple(change_of(key, row) for row in rows)

    def add(
        self,
        client_id: str,
        kind: Intervention,
        vacancy: str = "",
        *,
        note: str = "",
        position: int | None = None,
        own: Mapping[str, Any] | None = None,
        record: str | None = None,
        act: Act,
    ) -> Change:
        """Change a list, and log who did; a later change of the same vacancy and kind holds over an earlier one.

        Whether the vacancy is there to be changed is for the caller, see pipelines/own_order.py. InputErrors names
        everything that the change does not say as it must, by the names of the interface.
        """
        mistakes = Mistakes(_wrong(kind, position, own))
        written = None if own is None else _own_vacancy(mistakes, own)
        change_id = secrets.token_hex(ID_BYTES)
        named = f"{OWN}{change_id}" if own is not None else vacancy
        change = Change(
            id=change_id,
            kind=kind,
            vacancy=mistakes.checked("vacature", named, LONGEST_ID, needed=True),
            note=mask_personal(mistakes.checked("toelichting", note, LONGEST_NOTE, needed=kind in WITH_NOTE)).text,
            position=position,
            own=written,
            at=act.at,
            who=act.actor.who,
            record=record,
        )
        mistakes.tell()
        with writing(self.engine) as connection:
            keys = ClientKeys(self.keyring)
            keys.hold(connection, client_id)  # nobody removes the client meanwhile
            key = keys.of(connection, client_id)
            connection.execute(insert(interventions).values(_row(key, change)))
            self.log.note_in(connection, act, [client_id])
        return change

    def undo(self, client_id: str, change_id: str, act: Act) -> None:
        """Take a change back, and log who did; what held before it holds again.

        NotFoundError when this client's list has no such change, ConflictError when it was undone already.
        """
        which = interventions.c.id == change_id, interventions.c.client_id == client_id
        values = {"undone_at": act.at, "undone_by": act.actor.who}
        with writing(self.engine) as connection:
            ClientKeys(self.keyring).of(connection, client_id)
            still = interventions.c.undone_at.is_(None)
            if connection.execute(update(interventions).where(*which, still).values(values)).rowcount == 0:
                if connection.scalar(select(interventions.c.id).where(*which)) is None:
                    raise NotFoundError(f"deze lijst heeft geen wijziging {change_id}; controleer het id")
                raise ConflictError(f"wijziging {change_id} is al ongedaan gemaakt; kijk opnieuw naar de lijst")
            self.log.note_in(connection, act, [client_id])


def in_force(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return of each vacancy and kind the last change that was not undone, in the order in which they were made."""
    last = {(change.vacancy, change.kind): change for change in changes if change.undone_at is None}
    return tuple(sorted(last.values(), key=lambda change: (change.at, change.id)))


def changes_by_record(connection: Connection, key: ClientKey) -> dict[str, tuple[Change, ...]]:
    """Return by record the changes that were made with that list at hand, in the order in which they were made."""
    query = select(interventions).where(interventions.c.client_id == key.client_id, interventions.c.record.is_not(None))
    found: dict[str, tuple[Change, ...]] = {}
    for row in connection.execute(query.order_by(interventions.c.at, interventions.c.id)):
        found[row.record] = (*found.get(row.record, ()), change_of(key, row))
    return found


def change_of(key: ClientKey, row: Row[Any]) -> Change:
    """Return the change in a row."""
    kept = json.loads(key.box.open(row.sealed, _place(row.client_id, row.id, row.at, row.who)))
    return Change(
        id=row.id,
        kind=Intervention.of(kept["kind"]),
        vacancy=kept["vacancy"],
        note=kept["note"],
        position=kept["position"],
        own=kept["own"],
        at=row.at,
        who=row.who,
        undone_at=row.undone_at,
        undone_by=row.undone_by,
        record=row.record,
    )


def _wrong(kind: Intervention, position: int | None, own: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    """Return what does not go together, each with the field that it is about."""
    found = []
    if own is not None and kind is not Intervention.ADD:
        found.append(("eigenVacature", "alleen bij toevoegen kan een vacature van uzelf staan; laat het weg"))
    if kind is Intervention.MOVE and position is None:
        found.append(("plek", "plek is leeg; zeg op welke plek de vacature komt, 1 is bovenaan"))
    if kind is Intervention.ASIDE and position is not None:
        found.append(("plek", "wat opzij ligt heeft geen plek; laat het weg"))
    elif position is not None and not 1 <= position <= LAST_PLACE:
        found.append(("plek", f"plek is {position}; toegestaan is 1 tot en met {LAST_PLACE}"))
    return found


def _own_vacancy(mistakes: Mistakes, own: Mapping[str, Any]) -> dict[str, Any] | None:
    try:
        return OwnVacancy.of(dict(own)).document()
    except InputErrors as error:
        mistakes.found.extend(error.mistakes)
        return None


def _row(key: ClientKey, change: Change) -> dict[str, Any]:
    document = change.document()
    content = {name: document[name] for name in ("kind", "vacancy", "note", "position", "own")}
    return {
        "id": change.id,
        "client_id": key.client_id,
        "at": change.at,
        "who": change.who,
        "record": change.record,
        "sealed": key.box.seal(to_json(content).encode(), _place(key.client_id, change.id, change.at, change.who)),
    }


def _place(client_id: str, change_id: str, at: datetime, who: str) -> str:
    return f"interventions/{client_id}/{change_id}/{stamp(at)}/{who}"
