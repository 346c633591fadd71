"""Tables that only grow: each line is tied to the one before, so that a change or a gap shows.

The tie is a keyed hash (HMAC-SHA256, RFC 2104) over the line and the hash of the line before, as in the linked logs of
Schneier and Kelsey (1999). Whoever can write in the database but has no key cannot make one that fits. What the
retention job removed is covered by a signed checkpoint (Ed25519, RFC 8032), whose hash the next line follows on. Not
seen by itself is a chain as it was at an earlier moment: a database that is put back, or a cut at the end together with
the row of `chain_heads` from when that was the end. For that the end is written down elsewhere (`log verify --end`).
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature
from sqlalchemy import Column, Connection, Label, Row, Select, Table, delete, insert, select, type_coerce, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import NullType

from matcher.errors import TamperError
from pipelines.store.connection import is_damaged
from pipelines.store.store_keys import StoreKeys
from pipelines.store.tables import chain_heads, checkpoints

START = b""
PAGE = 1000
AHEAD = timedelta(days=1)  # clocks of servers differ, and a job may wait; what lies further ahead never happened


@dataclass(frozen=True, slots=True)
class Verified:
    """A chain that adds up: how many lines it has now, how many were removed by checkpoints, and where it ends."""

    lines: int
    removed: int
    seq: int
    end: str


@dataclass(frozen=True, slots=True, repr=False)
class Chain:
    """One such table; `fields` are the columns that the hash covers, in order."""

    table: Table
    fields: tuple[str, ...]
    keys: StoreKeys

    def append(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> int:
        """Add lines in one transaction with whatever they are about; return the number of the last one."""
        seq, mac = self._end(connection)
        lines = []
        for row in rows:
            seq += 1
            mac = self._mac(mac, row | {"seq": seq})
            lines.append(row | {"seq": seq, "mac": mac})
        if lines:
            connection.execute(insert(self.table), lines)
            head = {"seq": seq, "mac": head_of(self.keys, self.table.name, seq, mac)}
            connection.execute(update(chain_heads).where(chain_heads.c.chain == self.table.name).values(head))
        return seq

    def verify(self, connection: Connection) -> Verified:
        """Return the chain when it adds up; TamperError names the first line that does not."""
        removed, seq, mac = self._checkpoints(connection)
        lines = 0
        for row in self._walk(connection, seq, mac):
            seq, mac, lines = row.seq, row.mac, lines + 1
        query = _as_stored(chain_heads).where(chain_heads.c.chain == self.table.name)
        head = connection.execute(query).one_or_none()
        if head is None or head.seq != seq or not _same(head.mac, head_of(self.keys, self.table.name, seq, mac)):
            raise TamperError(f"{self.table.name}: het einde klopt niet na regel {seq}; er ontbreken de laatste regels")
        return Verified(lines, removed, seq, mac.hex())

    def check(self, connection: Connection, seq: int) -> None:
        """Raise TamperError when this one line does not follow on the one before; says nothing of the others."""
        row = connection.execute(_as_stored(self.table).where(self.table.c.seq == seq)).one()
        before = connection.scalar(select(self.table.c.mac).where(self.table.c.seq == seq - 1))
        if before is None:
            _, upto, before = self._checkpoints(connection)
            if upto != seq - 1:
                raise TamperError(f"{self.table.name}: regel {seq - 1} ontbreekt; er is iets weggehaald")
        if not _same(row.mac, self._mac(before, row._asdict())):
            raise self._changed(seq)

    def has(self, connection: Connection, mac: bytes) -> bool:
        """Return whether a line that is here, or the last one before a checkpoint, has this hash."""
        there = connection.scalar(select(self.table.c.seq).where(self.table.c.mac == mac).limit(1))
        covered = select(checkpoints.c.id).where(checkpoints.c.chain == self.table.name, checkpoints.c.mac == mac)
        return there is not None or connection.scalar(covered.limit(1)) is not None

    def remove_before(
        self, connection: Connection, moment: datetime, at: datetime, *, over_damage: bool = False
    ) -> int:
        """Remove the lines from before a moment behind a checkpoint signed `at`, and return how many those were.

        TamperError when one of them does not add up: it stays, for a line that is gone proves nothing any more. With
        `over_damage` it goes with the rest when it is old, and so do lines that are missing.
        """
        _, begin, mac = self._checkpoints(connection)
        seq, latest = begin, _plain(at + AHEAD)
        for row in self._walk(connection, begin, mac, strict=not over_damage):
            if row.seq <= begin or not isinstance(row.at, str) or not isinstance(row.mac, bytes):
                continue  # damaged: it goes with the next
            if row.at > latest:
                continue  # a clock stood wrong: it was written before the next line was, and goes with that one
            # Only from the beginning on: a clock that was put back must not make a hole in the middle.
            if row.at >= _plain(moment):
                break
            seq, mac = row.seq, row.mac
        if seq == begin:
            return 0
        values = {"chain": self.table.name, "upto": seq, "removed": seq - begin, "at": at, "mac": mac}
        signature = self.keys.checkpoint.sign(_signed(values))
        connection.execute(insert(checkpoints).values(values | {"signature": signature}))
        connection.execute(delete(self.table).where(self.table.c.seq <= seq))
        return seq - begin

    def _walk(
        self, connection: Connection, seq: int, mac: bytes, page: int = PAGE, *, strict: bool = True
    ) -> Iterator[Row[Any]]:
        """Give each line, the first of which follows on this number and hash; TamperError at one that does not.

        Not `strict`: give that one too. What the disk does not give is a TamperError in any case.
        """
        query = _as_stored(self.table).order_by(self.table.c.seq)
        if page == 1:
            query = query.where(self.table.c.seq > seq)  # what comes before was looked at already
        try:
            # Closed also when a line is wrong: a server keeps its place in them.
            with connection.execute(query.execution_options(yield_per=page)) as rows:
                for row in rows:
                    if strict:
                        self._check_next(seq, mac, row)
                    seq, mac = row.seq, row.mac
                    yield row
        except DBAPIError as error:
            if not is_damaged(error):
                raise
            if page == 1:
                raise TamperError(
                    f"{self.table.name}: regel {seq + 1} is niet te lezen; zet een reservekopie terug"
                ) from error
            yield from self._walk(
                connection, seq, mac, 1, strict=strict
            )  # to name the line: a whole page was lost with it

    def _check_next(self, seq: int, mac: bytes, row: Row[Any]) -> None:
        if row.seq != seq + 1:
            raise TamperError(f"{self.table.name}: regel {seq + 1} ontbreekt; er is iets weggehaald of tussengevoegd")
        if not _same(row.mac, self._mac(mac, row._asdict())):
            raise self._changed(row.seq)

    def _changed(self, seq: int) -> TamperError:
        return TamperError(f"{self.table.name}: regel {seq} is veranderd; vergelijk met een reservekopie")

    def _end(self, connection: Connection) -> tuple[int, bytes]:
        """Return the number and hash of the last line, and hold the chain until the transaction ends."""
        query = select(chain_heads.c.seq).where(chain_heads.c.chain == self.table.name).with_for_update()
        seq = int(connection.execute(query).scalar_one())
        mac = connection.scalar(select(self.table.c.mac).where(self.table.c.seq == seq))
        if mac is not None:
            return seq, mac
        _, upto, after = self._checkpoints(connection)
        if upto != seq:
            raise TamperError(
                f"{self.table.name}: de laatste regel ({seq}) ontbreekt; controleer met springplank log verify"
            )
        return seq, after

    def _checkpoints(self, connection: Connection) -> tuple[int, int, bytes]:
        """Return how many lines were removed, up to which, and the hash that the next line follows on."""
        removed, upto, mac = 0, 0, START
        query = _as_stored(checkpoints).where(checkpoints.c.chain == self.table.name).order_by(checkpoints.c.id)
        for row in connection.execute(query):
            try:
                self.keys.checkpoint.public_key().verify(row.signature, _signed(row._asdict()))
            except (InvalidSignature, TypeError) as error:  # TypeError: no bytes stand there any more
                raise TamperError(f"{self.table.name}: een controlepunt (tot regel {row.upto}) is veranderd") from error
            if row.upto != upto + row.removed:
                raise TamperError(f"{self.table.name}: een controlepunt ontbreekt vóór regel {row.upto}")
            removed, upto, mac = removed + row.removed, row.upto, row.mac
        return removed, upto, mac

    def _mac(self, before: bytes, row: Any) -> bytes:
        content = _canonical([row[name] for name in ("seq", *self.fields)])
        return hmac.new(self.keys.log, before + b"\0" + content, hashlib.sha256).digest()


def head_of(keys: StoreKeys, chain: str, seq: int, mac: bytes) -> bytes:
    """Return the proof that a chain ends with this line."""
    return hmac.new(keys.log, f"{chain}\0{seq}\0".encode() + mac, hashlib.sha256).digest()


def as_stored(column: Column[Any]) -> Label[Any]:
    """Return a column whose values come as they stand in the database.

    Read as moments or codes, "T" or " " between a day and its time would be the same, and nonsense no value at all.
    """
    return type_coerce(column, NullType()).label(column.name)


def _as_stored(table: Table) -> Select[Any]:
    return select(*(as_stored(column) for column in table.columns))


def _same(found: Any, expected: bytes) -> bool:
    return isinstance(found, bytes) and hmac.compare_digest(found, expected)


def _signed(row: Any) -> bytes:
    return _canonical([row[name] for name in ("chain", "upto", "removed", "at", "mac")])


def _canonical(values: list[Any]) -> bytes:
    """Return bytes that are the same for the same values, however the database gives them back."""
    return json.dumps([_plain(value) for value in values], ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, str) else value
