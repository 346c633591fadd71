"""Tries to sign in, kept for security alone: who tries too often has to wait, and then is refused for a while.

Nothing here says who or from where: a login or an address is a keyed hash. No role reads it, and it is gone within
thirty days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import Connection, Engine, delete, insert, select, update

from matcher.errors import TooManyError
from pipelines.store.connection import Lock, alone, reading, writing
from pipelines.store.store_keys import StoreKeys
from pipelines.store.tables import sign_in_events

WINDOW = timedelta(minutes=15)  # issue 6
KEPT = timedelta(days=30)  # issue 6: sign-in security records at most 30 days


@dataclass(frozen=True, slots=True)
class Limit:
    """How many failures within fifteen minutes are free, and from how many on everything is refused.

    In between a wait that doubles with each failure, up to `longest_wait` seconds.
    """

    free: int
    most: int
    longest_wait: int


# OWASP Authentication Cheat Sheet: a threshold, a window and a growing wait. Ten is far under the hundred of NIST
# SP 800-63B-4, 3.2.2. An address is often that of a whole office, so it gets more, and waits less long.
LOGIN = Limit(free=3, most=10, longest_wait=60)
ADDRESS = Limit(free=20, most=100, longest_wait=4)


@dataclass(frozen=True, slots=True, repr=False)
class Tried:
    """What a try is counted under: `kind` and `value` are only kept as a keyed hash together."""

    kind: str
    value: str
    limit: Limit


@dataclass(frozen=True, slots=True, repr=False)
class SignInLog:
    """The tries of a home; moments are aware."""

    engine: Engine
    keys: StoreKeys

    def begin(self, tries: Sequence[Tried], at: datetime) -> tuple[int, ...]:
        """Count a try before it is looked at, and return its numbers; it is a failure until `succeeded` says otherwise.

        Counted first, so that many tries at the same time are not let through together. TooManyError says how long to
        wait, also to who would have been right; a refused try is not counted.
        """
        with writing(self.engine) as connection:
            alone(connection, Lock.SIGN_IN)
            self._check(connection, tries, at)
            rows = [{"at": at, "about": self._about(one), "good": False} for one in tries]
            adding = insert(sign_in_events).returning(sign_in_events.c.id)
            return tuple(connection.execute(adding.values(row)).scalar_one() for row in rows)

    def succeeded(self, numbers: Sequence[int]) -> None:
        """Say that a try was good."""
        change = update(sign_in_events).where(sign_in_events.c.id.in_(numbers)).values(good=True)
        with writing(self.engine) as connection:
            connection.execute(change)

    def check(self, tries: Sequence[Tried], at: datetime) -> None:
        """Raise TooManyError when these must wait; counts nothing."""
        with reading(self.engine) as connection:
            self._check(connection, tries, at)

    def failed(self, tries: Sequence[Tried], at: datetime) -> None:
        """Count a failure."""
        with writing(self.engine) as connection:
            rows = [{"at": at, "about": self._about(one), "good": False} for one in tries]
            connection.execute(insert(sign_in_events), rows)

    def first_time(self, kind: str, value: str, at: datetime) -> bool:
        """Return whether this is the first time that something is used, and remember that it was."""
        about = self.keys.keyed(f"used {kind}", value)
        with writing(self.engine) as connection:
            alone(connection, Lock.SIGN_IN)
            if connection.scalar(select(sign_in_events.c.id).where(sign_in_events.c.about == about).limit(1)):
                return False
            connection.execute(insert(sign_in_events).values(at=at, about=about, good=True))
            return True

    def forget_before(self, moment: datetime) -> int:
        """Remove what is from before a moment, and return how many lines that were."""
        with writing(self.engine) as connection:
            return connection.execute(delete(sign_in_events).where(sign_in_events.c.at < moment)).rowcount

    def _check(self, connection: Connection, tries: Sequence[Tried], at: datetime) -> None:
        wait = max((self._wait(connection, one, at) for one in tries), default=0)
        if wait > 0:
            raise TooManyError(f"er is te vaak geprobeerd; wacht {waiting(wait)} en probeer het opnieuw", wait)

    def _wait(self, connection: Connection, tried: Tried, at: datetime) -> int:
        """Return how many seconds there are to wait, 0 for none."""
        column = sign_in_events.c
        recent = select(column.at).where(
            column.about == self._about(tried), column.good.is_(False), column.at > at - WINDOW
        )
        moments = list(connection.scalars(recent.order_by(column.at.desc()).limit(tried.limit.most)))
        return wait_after(moments, tried.limit, at)

    def _about(self, tried: Tried) -> str:
        return self.keys.keyed(f"tried {tried.kind}", tried.value)


def wait_after(failures: Sequence[datetime], limit: Limit, at: datetime) -> int:
    """Return how many seconds to wait after these failures within the window, the latest first; 0 for none."""
    count = len(failures)
    if count < limit.free:
        return 0
    until = failures[0] + timedelta(seconds=min(2.0 ** (count - limit.free), limit.longest_wait))
    if count >= limit.most:
        until = max(until, failures[limit.most - 1] + WINDOW)
    return max(0, ceil((until - at).total_seconds()))


def waiting(seconds: int) -> str:
    """Return a time to wait in words."""
    minutes = ceil(seconds / 60)
    if seconds < 60:  # noqa: PLR2004 (a minute)
        return f"{seconds} seconde" if seconds == 1 else f"{seconds} seconden"
    return "1 minuut" if minutes == 1 else f"{minutes} minuten"
