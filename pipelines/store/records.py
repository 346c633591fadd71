"""Advice records: what someone was shown, and all that is needed to make it again or to say what changed since.

The plain part is about no person. The personal part is sealed under the key of the client, so it goes with that key,
while the chain over the plain columns and the digest of the sealed part still adds up.
"""

import hashlib
import json
import secrets
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, Row, select

from matcher.errors import NotFoundError, TamperError
from matcher.record_kinds import RecordKind
from pipelines.store.access_log import AccessLog, Act
from pipelines.store.chain import PAGE, Chain, Verified, as_stored
from pipelines.store.client_keys import ClientKey, ClientKeys
from pipelines.store.clients import not_here
from pipelines.store.codec import to_json
from pipelines.store.connection import reading, writing
from pipelines.store.interventions import Change, changes_by_record
from pipelines.store.keyring import Keyring
from pipelines.store.store_keys import StoreKeys
from pipelines.store.tables import advice_records, client_keys

FIELDS = ("id", "at", "whose", "kind", "shown_to", "facts", "digest")  # not `sealed`: its digest stands for it
ID_BYTES = 12
# Fast: a list of twenty is a few tens of kB of JSON with the same keys over and over, so level 1 takes most of it.
COMPRESSION = 1

Document = dict[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class NewRecord:
    """What is to be kept of one client: `shown_to` is a role; `content` is personal, `facts` is about nobody."""

    client_id: str
    kind: RecordKind
    shown_to: str
    facts: Document
    content: Document


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """A record. `client_id` and `content` are None when the client left: nobody can read it any more.

    `made` are the changes of the list that a coach made with this one at hand.
    """

    id: str
    seq: int
    at: datetime
    kind: RecordKind
    shown_to: str
    facts: Document
    client_id: str | None = None
    content: Document | None = None
    made: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class RecordStore:
    """The records of a home; lines are only added, and in one chain."""

    engine: Engine
    keyring: Keyring
    keys: StoreKeys
    log: AccessLog

    def add(self, new: NewRecord, at: datetime, act: Act | None = None) -> str:
        """Keep one record and return its id; NotFoundError for a client who is not here.

        With an act, which is for staff and systems, it is logged in the same transaction. What a client looks at
        themselves has none.
        """
        (record_id,) = self.add_all([new], at, act)
        return record_id

    def add_all(self, new: Sequence[NewRecord], at: datetime, act: Act | None = None) -> tuple[str, ...]:
        """Keep records of several clients together, each to be opened with the key of its own client alone."""
        ids = tuple(secrets.token_hex(ID_BYTES) for _ in new)
        clients = list(dict.fromkeys(one.client_id for one in new))
        packed = [zlib.compress(to_json(one.content).encode(), COMPRESSION) for one in new]
        with writing(self.engine) as connection:
            if act is not None:  # always before the records: with two chains there must be one order of waiting
                self.log.note_in(connection, act, clients)
            keys = ClientKeys(self.keyring).many(connection, clients)
            if missing := [client_id for client_id in clients if client_id not in keys]:
                raise not_here(missing[0])
            rows = [
                _row(keys[one.client_id], record_id, one, content, at)
                for record_id, one, content in zip(ids, new, packed, strict=True)
            ]
            self.chain.append(connection, rows)
        return ids

    def get(self, record_id: str) -> Record:
        """Return a record; NotFoundError when there is none, TamperError when it is not what was kept."""
        with reading(self.engine) as connection:
            seq = connection.scalar(select(advice_records.c.seq).where(advice_records.c.id == record_id))
            if seq is None:
                raise no_record(record_id)
            self.chain.check(connection, seq)  # first: what was changed may not even be a moment or a kind any more
            row = connection.execute(select(advice_records).where(advice_records.c.seq == seq)).one()
            _check_digest(row)
            client_id = connection.scalar(select(client_keys.c.client_id).where(client_keys.c.pseudonym == row.whose))
            key = None if client_id is None else ClientKeys(self.keyring).of(connection, client_id)
            return _record(row, key, () if key is None else changes_by_record(connection, key).get(row.id, ()))

    def of(self, client_id: str) -> tuple[Record, ...]:
        """Return the records of a client, the latest first; NotFoundError for who is not here.

        For the client alone: among them is what they looked at themselves, which no one else may see.
        """
        with reading(self.engine) as connection:
            key = ClientKeys(self.keyring).of(connection, client_id)
            query = select(advice_records).where(advice_records.c.whose == key.pseudonym)
            rows = connection.execute(query.order_by(advice_records.c.seq.desc())).all()
            made = changes_by_record(connection, key)
        return tuple(_record(row, key, made.get(row.id, ())) for row in rows)

    def verify(self) -> Verified:
        """Return the chain when it adds up and nothing sealed was changed; TamperError names the first line."""
        with reading(self.engine) as connection:
            verified = self.chain.verify(connection)
            with self._rows(connection) as rows:
                for row in rows:
                    _check_digest(row)
        return verified

    def remove_before(self, moment: datetime, at: datetime) -> int:
        """Remove the records from before a moment behind a signed checkpoint, and return how many those were."""
        with writing(self.engine) as connection:
            return self.chain.remove_before(connection, moment, at)

    @property
    def chain(self) -> Chain:
        """The chain that the records are in."""
        return Chain(advice_records, FIELDS, self.keys)

    def _rows(self, connection: Connection) -> CursorResult[Any]:
        columns = (as_stored(advice_records.c[name]) for name in ("seq", "sealed", "digest"))
        query = select(*columns).order_by(advice_records.c.seq)
        return connection.execute(query.execution_options(yield_per=PAGE))


def no_record(record_id: str) -> NotFoundError:
    """Return the error for a record that is not here, or that is not of who it is asked about."""
    return NotFoundError(f"er is geen vastlegging {record_id}; controleer het id, of zij is al verlopen")


def _row(key: ClientKey, record_id: str, new: NewRecord, content: bytes, at: datetime) -> Document:
    sealed = key.box.seal(content, _place(record_id))
    return {
        "id": record_id,
        "at": at,
        "whose": key.pseudonym,
        "kind": new.kind.value,
        "shown_to": new.shown_to,
        "facts": to_json(new.facts),
        "sealed": sealed,
        "digest": hashlib.sha256(sealed).digest(),
    }


def _record(row: Row[Any], key: ClientKey | None, made: tuple[Change, ...]) -> Record:
    content = None if key is None else json.loads(zlib.decompress(key.box.open(row.sealed, _place(row.id))))
    return Record(
        id=row.id,
        seq=row.seq,
        at=row.at,
        kind=RecordKind.of(row.kind),
        shown_to=row.shown_to,
        facts=json.loads(row.facts),
        client_id=None if key is None else key.client_id,
        content=content,
        made=made,
    )


def _check_digest(row: Row[Any]) -> None:
    # What is no bytes was put there by somebody else; the digest is, for the chain adds up.
    if not isinstance(row.sealed, bytes) or hashlib.sha256(row.sealed).digest() != row.digest:
        raise TamperError(f"{advice_records.name}: regel {row.seq} is veranderd; vergelijk met een reservekopie")


def _place(record_id: str) -> str:
    return f"advice_records/{record_id}"
