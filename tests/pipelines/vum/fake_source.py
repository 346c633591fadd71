"""A source of VUM in memory, for tests: it passes the same contract tests as the real one."""

from dataclasses import dataclass, field

from matcher.domain import Client, Location, Vacancy
from matcher.errors import NotFoundError
from pipelines.vum.writing_profiles import Desk, werkzoekende_of
from pipelines.vum.writing_vacancies import vacature_of

DESK = Desk("Werkgeversservicepunt", "wsp@voorbeeld.nl", "015-1234567")
KM = {"2611AB": 0.0, "2631CD": 6.0, "2801EF": 24.0}  # along one line


@dataclass
class FakeSource:
    """Vacancies, clients, and what they said yes to."""

    openings: dict[str, Vacancy] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    agreed: dict[str, bool] = field(default_factory=dict)  # client id -> whether also to being reached
    notes: list = field(default_factory=list)

    # What a test does.

    def add_vacancy(self, vacancy):
        self.openings[vacancy.id] = vacancy

    def add_client(self, client):
        self.clients[client.id] = client

    def agree(self, client_id, *, contact=False):
        self.agreed[client_id] = contact

    def withdraw(self, client_id):
        self.agreed.pop(client_id, None)

    def noted(self):
        return list(self.notes)

    # What the app asks.

    def vacancies(self):
        found = map(vacature_of, self.openings.values())
        return [(document["idVacature"], document) for document in found]

    def vacancy(self, vacancy_id):
        return dict(self.vacancies()).get(vacancy_id)

    def profiles(self):
        return [(f"x-{client_id}", self._document(client_id)) for client_id in sorted(self.agreed)]

    def profile(self, profile_id):
        client_id = profile_id.removeprefix("x-")
        return self._document(client_id) if profile_id.startswith("x-") and client_id in self.agreed else None

    def _document(self, client_id):
        number = f"x-{client_id}"
        return werkzoekende_of(self.clients[client_id], exchange_id=number, contact=self.agreed[client_id], desk=DESK)

    def handed_over(self, profile_ids, party, what):
        clients = [profile_id.removeprefix("x-") for profile_id in profile_ids]
        if not all(client_id in self.agreed for client_id in clients):
            raise NotFoundError("iemand trok zijn toestemming in")
        self.notes.extend((client_id, party.controller, what) for client_id in clients)

    def distance_km(self, one, other):
        return abs(KM[one] - KM[other]) if one in KM and other in KM else None


def person(client_id, postcode="2611AB", **fields):
    return Client(id=client_id, home=Location("", postcode), **fields)


def opening(vacancy_id, postcode="2611AB", **fields):
    return Vacancy(id=vacancy_id, title=f"Vacature {vacancy_id}", location=Location("", postcode), **fields)
