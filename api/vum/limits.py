"""How much a party may ask: a limit on details for each search, and on searches in a minute. In memory, per process.

Counted by the certificate of the connection, and below it for each party that it asks for: another name in a header
never gives more than the connection may have.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from matcher.errors import TooManyError
from pipelines.vum.source import Party

MOST_PARTIES = 10_000  # remembered; the register of parties that take part in VUM has some hundreds
MINUTE = 60.0
WHOLE = ""  # in the place of a party: the connection as a whole; no party is called so


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for this source; the real limits are agreed in the Afsprakenstelsel, so each can be set.

    results: search results for one question; the contract says 100.
    vacancy_details, profile_details: whole records that may follow one search. Who asks picks the best ones, so far
        fewer profiles than results.
    searches: searches that one party may do in a minute.
    carried: how many times that a connection may do in all, for everyone that it asks for: searches in a minute, and
        details in a minute as after so many searches.
    own: the OIN of the organisation whose source this is, "" to take messages for anyone.
    carriers: the OINs whose connection may ask for others; every other one asks for itself.
    suwi_parties: the OINs that take part in SUWI; of a carrier: whose word on that is taken for those it carries.
    suwi_only: profiles go to parties that take part in SUWI alone; others get none.
    unit_km: kilometres in one step of `afstand` in a question.
    largest: bytes of a question.
    """

    results: int = 100
    vacancy_details: int = 100
    profile_details: int = 25
    searches: int = 60
    carried: int = 20
    own: str = ""
    carriers: frozenset[str] = frozenset()
    suwi_parties: frozenset[str] = frozenset()
    suwi_only: bool = True
    unit_km: float = 1.0
    largest: int = 65_536


@dataclass(slots=True)
class _Used:
    """When somebody searched in this minute, and took details: since the last search, or in this minute as a whole."""

    searches: list[float] = field(default_factory=list)
    details: list[float] = field(default_factory=list)


class Limits:
    """Counts what is asked of one kind of record, per connection and per party in it; safe in threads."""

    def __init__(self, details: int, searches: int, carried: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._details = details
        self._searches = searches
        self._carried = carried
        self._clock = clock
        self._used: dict[tuple[str, str], _Used] = {}
        self._lock = Lock()

    def searched(self, party: Party) -> None:
        """Count a search, which begins a new number of details; TooManyError when there were too many this minute."""
        with self._lock:
            now = self._clock()
            whole = self._of(party.connection, WHOLE)
            _make_room(whole.searches, self._searches * self._carried, now, "zoekvragen via deze verbinding")
            asker = self._of(party.connection, party.controller)
            _make_room(asker.searches, self._searches, now, "zoekvragen")
            whole.searches.append(now)
            asker.searches.append(now)
            asker.details.clear()

    def detailed(self, party: Party) -> None:
        """Count a detail; TooManyError when this search, or the connection this minute, has had all of its details."""
        with self._lock:
            now = self._clock()
            whole = self._of(party.connection, WHOLE)
            _make_room(whole.details, self._details * self._carried, now, "details via deze verbinding")
            asker = self._of(party.connection, party.controller)
            if len(asker.details) >= self._details:
                raise TooManyError(f"de limiet voor deze zoekvraag is bereikt: {self._details} details", int(MINUTE))
            whole.details.append(now)
            asker.details.append(now)

    def _of(self, connection: str, party: str) -> _Used:
        used = self._used.pop((connection, party), None) or _Used()
        self._used[connection, party] = used  # the last in the order: who asked longest ago is forgotten first
        if len(self._used) > MOST_PARTIES:
            self._used.pop(next(iter(self._used)))
        return used


def _make_room(moments: list[float], most: int, now: float, what: str) -> None:
    """Forget what is longer ago than a minute; TooManyError when there is no room for one more."""
    moments[:] = [moment for moment in moments if now - moment < MINUTE]
    if len(moments) >= most:
        wait = int(MINUTE - (now - moments[0])) + 1
        raise TooManyError(f"te veel {what}; ten hoogste {most} per minuut", wait)
