"""Answers of services that are kept, so that an address is sent once and a run that was stopped goes on where it was.

Addresses are not in it: an answer is found back by a hash of service and address. The file is the user's own (0600).
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from matcher.errors import InputError
from pipelines.geocoders.addresses import Address
from pipelines.geocoders.services import Service
from pipelines.sources.text import fold

NAME = "geocoding.sqlite"
TABLE = "CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, latitude REAL, longitude REAL) WITHOUT ROWID"


@dataclass(frozen=True, slots=True)
class Memory:
    """The kept answers of one service."""

    connection: sqlite3.Connection
    service: Service

    def knows(self, address: Address) -> bool:
        """Return whether this address was asked for before, found or not."""
        return self._row(address) is not None

    def get(self, address: Address) -> tuple[float, float] | None:
        """Return latitude and longitude; None when it was not found, or never asked for."""
        row = self._row(address)
        return None if row is None or row[0] is None else row

    def keep(self, address: Address, found: tuple[float, float] | None) -> None:
        """Keep an answer at once: after this a killed run does not ask again."""
        latitude, longitude = found or (None, None)
        with self.connection:
            self.connection.execute(
                "INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", (self._key(address), latitude, longitude)
            )

    def _row(self, address: Address) -> tuple[float, float] | None:
        found: tuple[float, float] | None = self.connection.execute(
            "SELECT latitude, longitude FROM answer WHERE key = ?", (self._key(address),)
        ).fetchone()
        return found

    def _key(self, address: Address) -> str:
        parts = (address.street, address.number, address.addition, address.postcode, address.place)
        said = "|".join((self.service.name, self.service.host, *map(fold, parts)))
        return hashlib.sha256(said.encode()).hexdigest()


@contextmanager
def remembering(folder: Path, service: Service) -> Iterator[Memory]:
    """Give the kept answers in a cache folder; InputError when the file cannot be used."""
    path = folder / NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        connection = sqlite3.connect(path)
        try:
            connection.execute(TABLE)
            yield Memory(connection, service)
        finally:
            connection.close()
    except (sqlite3.Error, OSError) as error:
        raise InputError(f"{path} is niet te gebruiken ({error}); verwijder dat bestand en probeer opnieuw.") from error
