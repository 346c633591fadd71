"""Tables that only grow: each line is tied to the one before, so that a change, a gap or a cut at the end shows.

The tie is a keyed hash (HMAC-SHA256, RFC 2104) over the line and the hash of the line before, as in the linked logs of
Schneier and Kelsey (1999). Whoever can write in the database but has no key cannot make one that fits. What the
retention job removed is covered by a signed checkpoint (Ed25519, RFC 8032), whose hash the next line follows on. Not
seen is a database that is put back as a whole to an earlier day: write the end of the chain down elsewhere for that.
"""

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from sqlalchemy import Connection, CursorResult, Table, delete, insert, select, update

from matcher.errors import TamperError
from pipelines.store.store_keys import StoreKeys
from pipelines.store.tables import chain_heads, checkpoints

START = b""
PAGE = 1000


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
        with self._rows(connection) as rows:  # closed also when a line is wrong: a server keeps its place in them
            for row in rows:
                if row.seq != seq + 1:
                    raise TamperError(
                        f"{self.table.name}: regel {seq + 1} ontbreekt; er is iets weggehaald of tussengevoegd"
                    )
                expected = self._mac(mac, row._asdict())
                if not hmac.compare_digest(expected, row.mac):
                    raise TamperError(
                        f"{self.table.name}: regel {row.seq} is veranderd; vergelijk met een reservekopie"
                    )
                seq, mac, lines = row.seq, row.mac, lines + 1
        head = connection.execute(select(chain_heads).where(chain_heads.c.chain == self.table.name)).one_or_none()
        if (
            head is None
            or head.seq != seq
            or not hmac.compare_digest(head.mac, head_of(self.keys, self.table.name, seq, mac))
        ):
            raise TamperError(f"{self.table.name}: het einde klopt niet na regel {seq}; er ontbreken de laatste regels")
        return Verified(lines, removed, seq, mac.hex())

    def check(self, connection: Connection, seq: int) -> None:
        """Raise TamperError when this one line does not follow on the one before; says nothing of the others."""
        row = connection.execute(select(self.table).where(self.table.c.seq == seq)).one()
        before = connection.scalar(select(self.table.c.mac).where(self.table.c.seq == seq - 1))
        if before is None:
            _, upto, before = self._checkpoints(connection)
            if upto != seq - 1:
                raise TamperError(f"{self.table.name}: regel {seq - 1} ontbreekt; er is iets weggehaald")
        if not hmac.compare_digest(self._mac(before, row._asdict()), row.mac):
            raise TamperError(f"{self.table.name}: regel {seq} is veranderd; vergelijk met een reservekopie")

    def remove_before(self, connection: Connection, moment: datetime, at: datetime) -> int:
        """Remove the lines from before a moment behind a signed checkpoint, and return how many those were."""
        _, seq, _ = self._checkpoints(connection)
        old = select(self.table.c.seq, self.table.c.mac).where(self.table.c.at < moment, self.table.c.seq > seq)
        rows = connection.execute(old.order_by(self.table.c.seq)).all()
        # Only from the beginning on: a clock that was put back must not make a hole in the middle.
        count = 0
        while count < len(rows) and rows[count].seq == seq + count + 1:
            count += 1
        if not count:
            return 0
        last = rows[count - 1]
        values = {"chain": self.table.name, "upto": last.seq, "removed": count, "at": at, "mac": last.mac}
        signature = self.keys.checkpoint.sign(_signed(values))
        connection.execute(insert(checkpoints).values(values | {"signature": signature}))
        connection.execute(delete(self.table).where(self.table.c.seq <= last.seq))
        return count

    def _rows(self, connection: Connection) -> CursorResult[Any]:
        return connection.execute(select(self.table).order_by(self.table.c.seq).execution_options(yield_per=PAGE))

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
        query = select(checkpoints).where(checkpoints.c.chain == self.table.name).order_by(checkpoints.c.id)
        for row in connection.execute(query):
            try:
                self.keys.checkpoint.public_key().verify(row.signature, _signed(row._asdict()))
            except InvalidSignature as error:
                raise TamperError(f"{self.table.name}: een controlepunt (tot regel {row.upto}) is veranderd") from error
            removed, upto, mac = removed + row.removed, row.upto, row.mac
        if removed != upto:
            raise TamperError(f"{self.table.name}: een controlepunt ontbreekt vóór regel {upto}")
        return removed, upto, mac

    def _mac(self, before: bytes, row: Any) -> bytes:
        content = _canonical([row[name] for name in ("seq", *self.fields)])
        return hmac.new(self.keys.log, before + b"\0" + content, hashlib.sha256).digest()


def head_of(keys: StoreKeys, chain: str, seq: int, mac: bytes) -> bytes:
    """Return the proof that a chain ends with this line."""
    return hmac.new(keys.log, f"{chain}\0{seq}\0".encode() + mac, hashlib.sha256).digest()


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
