"""The keys of the store itself: that of the logs, of accounts, and the one that signs checkpoints."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert, select, update

from matcher.errors import KeyringError
from pipelines.store.keyring import WRONG, Box, Keyring
from pipelines.store.tables import keys

LOG, ACCOUNTS, CHECKPOINT = NAMES = ("log", "accounts", "checkpoint")


@dataclass(frozen=True, slots=True, repr=False)
class StoreKeys:
    """The opened keys of one database."""

    log: bytes
    accounts: Box
    checkpoint: Ed25519PrivateKey

    @classmethod
    def opened(cls, connection: Connection, keyring: Keyring) -> Self:
        """Return the keys of this database; KeyringError when the master key is another, or they are gone."""
        found = {row.name: keyring.unwrap(row.wrapped, _place(row.name)) for row in connection.execute(select(keys))}
        if not found.keys() >= set(NAMES):
            raise KeyringError(WRONG)
        signing = Ed25519PrivateKey.from_private_bytes(found[CHECKPOINT].key)
        return cls(found[LOG].key, found[ACCOUNTS], signing)

    def keyed(self, what: str, value: str) -> str:
        """Return a hash that only this store can make: the same for the same value, and not to be turned round."""
        return hmac.new(self.accounts.key, f"{what}\0{value}".encode(), hashlib.sha256).hexdigest()


def make_keys(connection: Connection, keyring: Keyring, at: datetime) -> None:
    """Make the keys of a new database."""
    rows = [{"name": name, "wrapped": keyring.wrap(Box.new().key, _place(name)), "made_at": at} for name in NAMES]
    connection.execute(insert(keys), rows)


def hold_master(connection: Connection, keyring: Keyring) -> None:
    """Let nobody change the master key until the transaction ends; KeyringError when it was changed already.

    Whoever seals a new key asks this first: a process that still has the old master key would seal what nobody opens.
    """
    query = select(keys).where(keys.c.name == LOG).with_for_update(read=True)
    keyring.unwrap(connection.execute(query).one().wrapped, _place(LOG))


def hold_keys(connection: Connection) -> None:
    """Wait for whoever seals new keys now, and let the next one wait until the transaction ends."""
    connection.execute(select(keys.c.name).order_by(keys.c.name).with_for_update()).all()


def rewrap_keys(connection: Connection, keyring: Keyring) -> int:
    """Seal under the present master key what is still under an older one, and return how many keys that were."""
    changed = 0
    for row in connection.execute(select(keys)).all():
        if keyring.is_present(row.wrapped, _place(row.name)):
            continue
        wrapped = keyring.wrap(keyring.unwrap(row.wrapped, _place(row.name)).key, _place(row.name))
        connection.execute(update(keys).where(keys.c.name == row.name).values(wrapped=wrapped))
        changed += 1
    return changed


def _place(name: str) -> str:
    return f"keys/{name}"
