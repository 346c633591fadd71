"""Switches for the whole home: at most one line each, and what was never switched is on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, insert, select, update
from sqlalchemy.exc import IntegrityError

from matcher.errors import NotFoundError
from pipelines.store.connection import reading, writing
from pipelines.store.tables import switches

AUTOMATIC_ORDER = "automatische-volgorde"  # off: nobody's vacancies are put in order by points
NAMES = frozenset({AUTOMATIC_ORDER})


@dataclass(frozen=True, slots=True)
class Switched:
    """How a switch stands: since when and by which account; both None when nobody ever touched it."""

    on: bool
    at: datetime | None = None
    who: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class SwitchStore:
    """The switches of a home; NotFoundError for a name that is none. They are about nobody, so not in the log."""

    engine: Engine

    def is_on(self, name: str) -> bool:
        """Return whether a switch is on."""
        return self.of(name).on

    def of(self, name: str) -> Switched:
        """Return how a switch stands, and who put it so."""
        _check(name)
        with reading(self.engine) as connection:
            row = connection.execute(select(switches).where(switches.c.name == name)).one_or_none()
        return Switched(on=True) if row is None else Switched(bool(row.on), row.at, row.who)

    def set(self, name: str, on: bool, who: str, at: datetime) -> None:
        """Put a switch on or off."""
        _check(name)
        values = {"on": on, "who": who, "at": at}
        try:
            self._set(name, values)
        except IntegrityError:  # another made the line at the same moment: now there is one to change
            self._set(name, values)

    def _set(self, name: str, values: dict[str, Any]) -> None:
        with writing(self.engine) as connection:
            if connection.execute(update(switches).where(switches.c.name == name).values(values)).rowcount == 0:
                connection.execute(insert(switches).values(values | {"name": name}))


def _check(name: str) -> None:
    if name not in NAMES:
        raise NotFoundError(f"er is geen schakelaar {name}; kies uit {', '.join(sorted(NAMES))}")
