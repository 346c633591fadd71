"""What clients do not agree with, and what was answered. Sealed: only the client and who takes care of them read it."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select, update

from matcher.errors import NotFoundError
from matcher.guard import mask_numbers
from pipelines.store.access_log import AccessLog, Act
from pipelines.store.client_keys import ClientKey, ClientKeys
from pipelines.store.codec import to_json
from pipelines.store.connection import reading, writing
from pipelines.store.keyring import Keyring
from pipelines.store.tables import objections, stamp

ID_BYTES = 12


@dataclass(frozen=True, slots=True, repr=False)
class Objection:
    """What somebody objects to, in their words; `answer` is "" until somebody answered."""

    id: str
    at: datetime
    about: str
    text: str
    answer: str = ""
    answered_at: datetime | None = None
    answered_by: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class ObjectionStore:
    """The objections of a home. Every method raises NotFoundError for a client who is not here."""

    engine: Engine
    keyring: Keyring
    log: AccessLog

    def of(self, client_id: str) -> tuple[Objection, ...]:
        """Return the objections of a client, the latest first."""
        with reading(self.engine) as connection:
            key = ClientKeys(self.keyring).of(connection, client_id)
            query = select(objections).where(objections.c.client_id == client_id)
            rows = connection.execute(query.order_by(objections.c.at.desc(), objections.c.id)).all()
        return tuple(_objection(key, row) for row in rows)

    def add(self, client_id: str, about: str, text: str, at: datetime) -> Objection:
        """Keep an objection of the client; service numbers are masked."""
        made = Objection(secrets.token_hex(ID_BYTES), at, mask_numbers(about).text, mask_numbers(text).text)
        with writing(self.engine) as connection:
            ClientKeys(self.keyring).hold(connection, client_id)
            key = ClientKeys(self.keyring).of(connection, client_id)
            values = {"id": made.id, "client_id": client_id, "at": at, "sealed": _seal(key, made)}
            connection.execute(insert(objections).values(values))
        return made

    def answer(self, client_id: str, objection_id: str, text: str, act: Act) -> None:
        """Answer an objection, and log who did; a later answer takes the place of an earlier one.

        NotFoundError when this client made no such objection.
        """
        with writing(self.engine) as connection:
            key = ClientKeys(self.keyring).of(connection, client_id)
            found = _objection(key, _row(connection, client_id, objection_id))
            answer = mask_numbers(text).text
            answered = Objection(found.id, found.at, found.about, found.text, answer, act.at, act.actor.who)
            values = {"sealed": _seal(key, answered), "answered_at": act.at, "answered_by": act.actor.who}
            connection.execute(update(objections).where(objections.c.id == objection_id).values(values))
            self.log.note_in(connection, act, [client_id])


def _row(connection: Connection, client_id: str, objection_id: str) -> Row[Any]:
    query = select(objections).where(objections.c.client_id == client_id, objections.c.id == objection_id)
    row = connection.execute(query.with_for_update()).one_or_none()
    if row is None:
        raise NotFoundError("dit bezwaar is er niet; controleer het nummer")
    return row


def _seal(key: ClientKey, one: Objection) -> bytes:
    content = {"about": one.about, "text": one.text, "answer": one.answer}
    place = _place(key, one.id, one.at, one.answered_at, one.answered_by)
    return key.box.seal(to_json(content).encode(), place)


def _objection(key: ClientKey, row: Row[Any]) -> Objection:
    place = _place(key, row.id, row.at, row.answered_at, row.answered_by)
    content = json.loads(key.box.open(row.sealed, place))
    return Objection(row.id, row.at, **content, answered_at=row.answered_at, answered_by=row.answered_by)


def _place(key: ClientKey, objection_id: str, at: datetime, answered_at: datetime | None, by: str | None) -> str:
    answered = "" if answered_at is None else f"/{stamp(answered_at)}/{by}"
    return f"objections/{key.client_id}/{objection_id}/{stamp(at)}{answered}"
