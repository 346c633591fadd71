"""The home as a source in VUM: its vacancies, and the profiles of people who agreed to this exchange, and to no other.

Every time a profile is handed over it is noted in the log of that person, before anything leaves.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from matcher.consent import Consent
from matcher.errors import NotFoundError
from matcher.purpose import Purpose
from pipelines.display import vacancy_of
from pipelines.service import Service
from pipelines.settings import now
from pipelines.store.access_log import Act, Actor
from pipelines.store.clients import StoredClient
from pipelines.store.engine import Store
from pipelines.vum.distance import distances
from pipelines.vum.forms import Document
from pipelines.vum.source import OIN, Handed, Party
from pipelines.vum.writing_profiles import Desk, werkzoekende_of
from pipelines.vum.writing_vacancies import vacature_of

EXCHANGE = "vum"
DIGITS = 32  # of the keyed hash that someone is known by in the exchange: 128 bits


def who_asked(party: Party) -> str:
    """Return who a person reads in their log that their profile went to, and through whom when that is another."""
    asked = f"OIN {party.controller}" if OIN.fullmatch(party.controller) else f"wie zegt te zijn: {party.controller}"
    return f"VUM, {asked}, via de verbinding van OIN {party.connection}" if party.carried else f"VUM, {asked}"


@dataclass(slots=True)
class StoredSource:
    """A `VumSource` over what is in service; `desk` is where people who agreed to it can be reached."""

    service: Callable[[], Service]
    store: Store
    desk: Desk | None = None
    _market: str = ""
    _documents: dict[str, Document] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def vacancies(self) -> Iterable[tuple[str, Document]]:
        """Return every vacancy of the market in service, written once for each market."""
        return self._vacancies().items()

    def vacancy(self, vacancy_id: str) -> Document | None:
        """Return one vacancy."""
        return self._vacancies().get(vacancy_id)

    def profiles(self) -> Iterable[tuple[str, Document]]:
        """Return the profile of everyone who agrees now."""
        agreed, contact = self._agreed()
        return [self._profile(stored, contact) for stored in self.store.clients.these(agreed)]

    def profile(self, profile_id: str) -> Document | None:
        """Return one profile, None when there is none or the person does not agree now."""
        agreed, contact = self._agreed()
        client_id = self._numbers(agreed).get(profile_id)
        if client_id is None:
            return None
        return next((self._profile(stored, contact)[1] for stored in self.store.clients.these([client_id])), None)

    def handed_over(self, profile_ids: Sequence[str], party: Party, what: Handed) -> None:
        """Note for each person that their profile goes to this party; NotFoundError when a yes was taken back."""
        numbers = self._numbers(self._agreed()[0])
        if not all(profile_id in numbers for profile_id in profile_ids):
            raise NotFoundError("iemand trok de toestemming net in; zoek opnieuw")
        act = Act(Actor(who_asked(party)), f"VUM-uitwisseling: {what}", Purpose.ADVICE_TO_EMPLOYER, now())
        self.store.log.note(act, [numbers[profile_id] for profile_id in profile_ids])

    def distance_km(self, one: str, other: str) -> float | None:
        """Return the straight line between two postcodes, None when one is not known."""
        return distances(self.service().geocoder)(one, other)

    def _vacancies(self) -> dict[str, Document]:
        opened = self.service().market
        with self._lock:
            if self._market != opened.market.id:
                documents = (vacature_of(vacancy_of(row)) for row in opened.display.to_pylist())
                self._documents = {document["idVacature"]: document for document in documents}
                self._market = opened.market.id
            return self._documents

    def _agreed(self) -> tuple[frozenset[str], frozenset[str]]:
        consents = self.store.consents
        return consents.who_agreed(Consent.EXCHANGE), consents.who_agreed(Consent.EXCHANGE_CONTACT)

    def _numbers(self, client_ids: Iterable[str]) -> dict[str, str]:
        return {self._number(client_id): client_id for client_id in client_ids}

    def _number(self, client_id: str) -> str:
        return self.store.keys.keyed(EXCHANGE, client_id)[:DIGITS]

    def _profile(self, stored: StoredClient, contact: frozenset[str]) -> tuple[str, Document]:
        number = self._number(stored.client.id)
        reachable = stored.client.id in contact and self.desk is not None
        document = werkzoekende_of(stored.client, exchange_id=number, contact=reachable, desk=self.desk)
        return number, document
