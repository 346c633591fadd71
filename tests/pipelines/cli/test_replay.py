import re
import shutil
from dataclasses import replace

import pytest

from matcher.interventions import Intervention
from pipelines.listed import Basis, list_document
from pipelines.own_order import intervene
from pipelines.recording import list_record
from pipelines.service import open_service
from pipelines.shown import shown_to_client, shown_to_coach
from pipelines.store.client_keys import ClientKeys
from pipelines.store.connection import writing
from tests.homes import is_one_line_error, lasting, region, springplank
from tests.shown import ANNA, MONDAY, WANTED, act, ids


@pytest.fixture
def home(tmp_path):
    shutil.copytree(region(), tmp_path / "huis")
    return tmp_path / "huis"


@pytest.fixture
def service(home):
    with open_service(home, lasting() / "cache") as opened:
        yield opened


@pytest.fixture
def anna(service):
    return service.store.clients.get(ANNA)


def replay(home, record, *more):
    return springplank("replay", record, "--home", home, *more)


def test_the_same_is_said_in_words_and_looking_stands_in_the_log(home, service, anna):
    record = shown_to_coach(service, anna, WANTED, act())["record"]

    ran = replay(home, record)

    assert ran.status == 0, ran.err
    assert "Gelijk: opnieuw gemaakt is het byte voor byte hetzelfde." in ran.out
    assert "getoond aan werkcoach" in ran.out
    assert re.search(r"op 23 november 2026 om 09:\d\d \(UTC\)", ran.out)
    line = service.store.log.of(ANNA)[0]
    assert (line.what, line.role) == ("replay", "systeem")


def test_what_changed_is_said_line_by_line(home, service, anna):
    shown = shown_to_coach(service, anna, WANTED, act())
    first = ids(shown["results"])[0]
    intervene(service, anna, Intervention.ASIDE, first, act=act())

    ran = replay(home, shown["record"])

    assert ran.status == 0
    assert "Er is sindsdien iets veranderd." in ran.out
    assert "wijzigingen door de werkcoach: geen →" in ran.out
    assert f"eruit: {first}" in ran.out
    assert "verplaatst: " in ran.out or len(shown["results"]) < 3


def test_json_gives_all_of_it(home, service, anna):
    record = shown_to_coach(service, anna, WANTED, act())["record"]

    document = replay(home, record, "--json").document

    assert document["verdict"] == "gelijk"
    assert document["facts"]["algorithm_version"] == "1.0.0"
    assert len(document["rows"]["results"][0]["values"]) == len(document["facts"]["features"])


def test_of_a_clients_own_list_the_rows_are_not_for_others(home, service, anna):
    shown = shown_to_client(service, anna, WANTED, MONDAY)

    ran = replay(home, shown["record"])

    assert ran.status == 0
    assert "De lijst zelf ziet alleen de cliënt" in ran.out
    assert not [vacancy for vacancy in ids(shown["results"]) if vacancy in ran.out]


def test_who_left_is_removed(home, service, anna):
    record = shown_to_coach(service, anna, WANTED, act())["record"]
    with writing(service.store.engine) as connection:
        ClientKeys(service.store.keyring).destroy(connection, ANNA)

    ran = replay(home, record)

    assert ran.status == 0
    assert "Verwijderd" in ran.out
    assert ANNA not in ran.out


def test_what_cannot_be_explained_ends_with_status_1(home, service, anna):
    basis = Basis(anna, replace(WANTED, on=service.day), "werkcoach")
    new = list_record(service, basis, list_document(service, basis) | {"municipality": "elders"})

    ran = replay(home, service.store.records.add(new, MONDAY, act()))

    assert ran.status == 1
    assert "Onverklaard" in ran.out


def test_a_record_that_is_none_is_one_line(home):
    assert is_one_line_error(replay(home, "abc"))
