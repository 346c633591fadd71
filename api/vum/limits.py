"""How much a party may ask: a limit on details for each search, and on searches in a minute. In memory, per process."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from matcher.errors import TooManyError

MOST_PARTIES = 10_000  # remembered; the register of parties that take part in VUM has some hundreds
MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for this source; the real limits are agreed in the Afsprakenstelsel, so each can be set.

    results: search results for one question; the contract says 100.
    vacancy_details, profile_details: whole records that may follow one search. Who asks picks the best ones, so far
        fewer profiles than results.
    searches: searches that one party may do in a minute.
    own: the OIN of the organisation whose source this is, "" to take messages for anyone.
    suwi_only: profiles go to parties that take part in SUWI alone; others get none.
    unit_km: kilometres in one step of `afstand` in a question.
    largest: bytes of a question.
    """

    results: int = 100
    vacancy_details: int = 100
    profile_details: int = 25
    searches: int = 60
    own: str = ""
    suwi_only: bool = True
    unit_km: float = 1.0
    largest: int = 65_536


@dataclass(slots=True)
class _Used:
    """What one party did: when it searched in this minute, and the details since its last search."""

    searches: list[float] = field(default_factory=list)
    details: int = 0


class Limits:
    """Counts per party what it asks of one kind of record; safe in threads."""

    def __init__(self, details: int, searches: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._details = details
        self._searches = searches
        self._clock = clock
        self._used: dict[str, _Used] = {}
        self._lock = Lock()

    def searched(self, party: str) -> None:
        """Count a search, which begins a new number of details; TooManyError when there were too many this minute."""
        with self._lock:
            used, now = self._of(party), self._clock()
            used.searches = [moment for moment in used.searches if now - moment < MINUTE]
            if len(used.searches) >= self._searches:
                wait = int(MINUTE - (now - used.searches[0])) + 1
                raise TooManyError(f"te veel zoekvragen; ten hoogste {self._searches} per minuut", wait)
            used.searches.append(now)
            used.details = 0

    def detailed(self, party: str) -> None:
        """Count a detail; TooManyError when this search has had all of its details."""
        with self._lock:
            used = self._of(party)
            if used.details >= self._details:
                raise TooManyError(f"de limiet voor deze zoekvraag is bereikt: {self._details} details", int(MINUTE))
            used.details += 1

    def _of(self, party: str) -> _Used:
        used = self._used.pop(party, None) or _Used()
        self._used[party] = used  # the last in the order: who asked longest ago is forgotten first
        if len(self._used) > MOST_PARTIES:
            self._used.pop(next(iter(self._used)))
        return used
