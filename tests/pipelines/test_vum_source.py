"""The home as a source of VUM passes the contract of every source, over both databases and a market that was read."""

import json

import pytest

from matcher.consent import Consent
from pipelines.home import open_home
from pipelines.service import Service
from pipelines.store.clients import StoredClient
from pipelines.vum.source import Handed, Party
from pipelines.vum.writing_vacancies import vacature_of
from pipelines.vum_source import StoredSource, who_asked
from tests.homes import empty_home, ingest
from tests.pipelines.vum.fake_source import DESK, opening, person
from tests.pipelines.vum.source_contract import PARTY, SourceContract
from tests.shown import MONDAY

WHAT = {f"VUM-uitwisseling: {what}": what for what in Handed}


class Held:
    """A home with what a test puts in it; vacancies are read by the command when the source is first asked."""

    def __init__(self, folder, store):
        self.folder, self.store = folder, store
        self.openings, self.ids = [], []
        self.service = None

    @property
    def source(self):
        if self.service is None:
            home = empty_home(self.folder / "huis")
            if self.openings:
                path = self.folder / "vacatures.json"
                path.write_text(json.dumps([vacature_of(one) for one in self.openings]), "utf-8")
                assert ingest(home, "--vacancies", path).status == 0
            self.service = Service(open_home(home), store=self.store)
        return StoredSource(lambda: self.service, self.store, DESK)

    def add_vacancy(self, vacancy):
        self.openings.append(vacancy)

    def add_client(self, client):
        self.store.clients.upsert([StoredClient(client)], taxonomy="a", at=MONDAY)
        self.ids.append(client.id)

    def agree(self, client_id, *, contact=False):
        self.say(client_id, Consent.EXCHANGE, given=True)
        if contact:
            self.say(client_id, Consent.EXCHANGE_CONTACT, given=True)

    def withdraw(self, client_id):
        self.say(client_id, Consent.EXCHANGE, given=False)

    def say(self, client_id, kind, *, given):
        self.store.consents.set(client_id, kind, given=given, who="a-client", at=MONDAY)

    def noted(self):
        """Every handing over in the log, in the order in which they were noted."""
        found = [(one, client_id) for client_id in self.ids for one in self.store.log.of(client_id)]
        found.sort(key=lambda pair: pair[0].at)
        return [
            (client_id, one.who.removeprefix("VUM, OIN ").split(",")[0], WHAT[one.what])
            for one, client_id in found
            if one.what in WHAT
        ]


class TestStoredSource(SourceContract):
    @pytest.fixture
    def held(self, tmp_path, store):
        return Held(tmp_path, store)


def test_a_second_yes_does_not_come_back_with_the_first(tmp_path, store):
    held = Held(tmp_path, store)
    held.add_client(person("anna"))
    held.agree("anna", contact=True)
    held.withdraw("anna")

    assert list(held.source.profiles()) == []
    held.agree("anna")
    ((_, document),) = held.source.profiles()
    assert document["indicatieBeschikbaarheidContactgegevens"] == 2  # that yes has to be given anew


def test_without_a_desk_nobody_can_be_reached_through_the_exchange(tmp_path, store):
    held = Held(tmp_path, store)
    held.add_client(person("anna"))
    held.agree("anna", contact=True)
    source = StoredSource(held.source.service, store, desk=None)

    ((_, document),) = source.profiles()

    assert document["indicatieBeschikbaarheidContactgegevens"] == 2
    assert "contactpersoon" not in document


def test_a_new_market_takes_the_place_of_the_old_one(tmp_path, store):
    held = Held(tmp_path, store)
    held.add_vacancy(opening("v-1"))
    source = held.source
    assert [document["naamVacature"] for _, document in source.vacancies()] == ["Vacature v-1"]
    path = tmp_path / "later.json"
    path.write_text(json.dumps([vacature_of(opening("v-2"))]), "utf-8")
    assert ingest(tmp_path / "huis", "--vacancies", path).status == 0

    held.service = Service(open_home(tmp_path / "huis"), store=store)

    assert [document["naamVacature"] for _, document in source.vacancies()] == ["Vacature v-2"]


def test_the_client_reads_which_party_was_given_what(tmp_path, store):
    held = Held(tmp_path, store)
    held.add_client(person("anna"))
    held.agree("anna")
    ((profile_id, _),) = held.source.profiles()

    held.source.handed_over([profile_id], PARTY, Handed.DETAIL)

    assert held.noted() == [("anna", PARTY.controller, Handed.DETAIL)]
    (seen,) = store.log.of("anna")
    assert seen.purpose.value == "advies-aan-werkgever"
    assert seen.who == f"VUM, OIN {PARTY.controller}, via de verbinding van OIN {PARTY.connection}"


@pytest.mark.parametrize(
    ("controller", "read"),
    [
        ("00000009999999990000", "VUM, OIN 00000009999999990000"),
        ("00000001234567890000", "VUM, OIN 00000001234567890000, via de verbinding van OIN 00000009999999990000"),
        ("Politie.Den-Haag", "VUM, wie zegt te zijn: Politie.Den-Haag, via de verbinding van OIN 00000009999999990000"),
    ],
    ids=["asks for itself", "asks through another", "is known by no number"],
)
def test_the_log_says_what_is_certain_and_what_somebody_says(controller, read):
    assert who_asked(Party(controller, "verwerker", "00000009999999990000")) == read
