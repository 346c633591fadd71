"""What was imported, when, by whom and for what."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, func, insert, select, update

from matcher.errors import NotFoundError
from matcher.purpose import Purpose
from pipelines.store.codec import to_json
from pipelines.store.connection import reading, writing
from pipelines.store.tables import imports


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One import; `finished_at` None means that it was interrupted or still runs, and then `sources` is empty."""

    id: int
    started_at: datetime
    finished_at: datetime | None
    purpose: Purpose
    acting_user: str
    sources: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class ImportLog:
    """The imports of a home; moments are aware."""

    engine: Engine

    def start(self, *, purpose: Purpose, acting_user: str, at: datetime) -> int:
        """Note that an import begins and return its number."""
        values = {"started_at": at, "purpose": purpose, "acting_user": acting_user, "summary": "[]"}
        with writing(self.engine) as connection:
            key = connection.execute(insert(imports).values(values)).inserted_primary_key
        if key is None:  # both databases give the new key back
            raise RuntimeError("no key for a new import")
        return int(key[0])

    def finish(self, number: int, *, sources: Iterable[dict[str, Any]], at: datetime) -> None:
        """Note that an import ended, with what each source brought; NotFoundError when it never began."""
        values = {"finished_at": at, "summary": to_json(list(sources))}
        with writing(self.engine) as connection:
            done = connection.execute(update(imports).where(imports.c.id == number).values(values))
        if done.rowcount == 0:
            raise NotFoundError(f"import {number} is hier niet begonnen; controleer het nummer")

    def last_finished(self) -> int:
        """Return the number of the last import that ended, 0 without one."""
        query = select(func.max(imports.c.id)).where(imports.c.finished_at.is_not(None))
        with reading(self.engine) as connection:
            return connection.scalar(query) or 0

    def all(self) -> Iterator[ImportRecord]:
        """Give every import, the latest first."""
        with reading(self.engine) as connection:
            rows = connection.execute(select(imports).order_by(imports.c.id.desc())).all()
        for row in rows:
            sources = tuple(json.loads(row.summary))
            yield ImportRecord(row.id, row.started_at, row.finished_at, row.purpose, row.acting_user, sources)
