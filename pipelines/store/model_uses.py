"""Which model came into use when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, insert, select

from pipelines.store.connection import Lock, alone, reading, writing
from pipelines.store.tables import model_uses


@dataclass(frozen=True, slots=True)
class ModelUse:
    """A model that was in use from a moment on, until the next line of the same name."""

    at: datetime
    name: str
    version: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class ModelUses:
    """The history of a home's models; moments are aware."""

    engine: Engine

    def note(self, models: Iterable[tuple[str, str, str]], at: datetime) -> None:
        """Note which models (name, version, fingerprint) are in use; what was in use already is not noted again."""
        with writing(self.engine) as connection:
            alone(connection, Lock.MODELS)  # workers that start together would each note the same
            rows = connection.execute(select(model_uses).order_by(model_uses.c.id))
            last = {row.name: row.fingerprint for row in rows}
            new = [
                {"at": at, "name": name, "version": version, "fingerprint": fingerprint}
                for name, version, fingerprint in models
                if last.get(name) != fingerprint
            ]
            if new:
                connection.execute(insert(model_uses), new)

    def of(self, name: str) -> tuple[ModelUse, ...]:
        """Return when which model of this name was in use, the latest first."""
        query = select(model_uses).where(model_uses.c.name == name).order_by(model_uses.c.id.desc())
        with reading(self.engine) as connection:
            rows = connection.execute(query).all()
        return tuple(ModelUse(row.at, row.name, row.version, row.fingerprint) for row in rows)
