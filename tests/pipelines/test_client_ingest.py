"""What an import does with profiles that are there: with what was corrected, and with who leaves meanwhile."""

import shutil
from dataclasses import replace

import pytest

import pipelines.ingest
from matcher.domain import OwnSkill
from pipelines.home import open_home
from pipelines.leaving import forget_client
from pipelines.linking import link_client
from pipelines.store.engine import store_of
from tests.homes import ingest, write_catalogue, write_lines
from tests.shown import act

PEOPLE = [{"id": "c1", "plaats": "Delft", "wensen": ["soepkok"]}, {"id": "c2", "uren_min": 8, "uren_max": 36}]
OTHER_SKILLS = "id,label,kind,alt_labels\nbouillon,soep koken,skill,\nvelo,fietsen,skill,\n"
OTHER_OCCUPATIONS = "id,label,isco08,essential_skills\ncuisinier,soepkok,5120,bouillon\n"
OTHER_COURSES = "id,label,type,teaches\ncours,cours de soupe,training,bouillon\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("begin")
    catalogue = write_catalogue(folder / "catalogus")
    clients = write_lines(folder / "mensen.jsonl", PEOPLE)
    ran = ingest(folder / "huis", "--taxonomy", catalogue, "--clients", clients)
    assert ran.status == 0, ran.err
    return folder / "huis"


@pytest.fixture
def home(made, tmp_path):
    return shutil.copytree(made, tmp_path / "huis")


@pytest.fixture
def other_catalogue(tmp_path):
    return write_catalogue(tmp_path / "andere", OTHER_SKILLS, OTHER_OCCUPATIONS, OTHER_COURSES)


def correct(home, client_id, **fields):
    with store_of(open_home(home)) as store:
        stored = store.clients.get(client_id)
        store.clients.change(replace(stored, client=replace(stored.client, **fields)), list(fields), act())


def clients_of(home):
    with store_of(open_home(home)) as store:
        return {stored.client.id: stored.client for stored in store.clients.all()}


def read_in(home, tmp_path, *rows):
    return ingest(home, "--clients", write_lines(tmp_path / "mensen.jsonl", rows))


def while_linking(monkeypatch, happens):
    """Let something happen once, when the first profile is being linked."""
    waiting = [happens]

    def link(client, **tools):
        while waiting:
            waiting.pop()()
        return link_client(client, **tools)

    monkeypatch.setattr(pipelines.ingest, "link_client", link)


def test_who_leaves_while_another_taxonomy_is_read_in_stays_away_and_a_correction_stays(
    home, other_catalogue, monkeypatch
):
    correct(home, "c2", name="Eerste")

    def happens():
        with store_of(open_home(home)) as store:
            forget_client(store, "c1")
        correct(home, "c2", name="Tweede", skills=(OwnSkill("fietsen"),))

    while_linking(monkeypatch, happens)
    ran = ingest(home, "--taxonomy", other_catalogue)

    assert ran.status == 0, ran.err
    (left,) = clients_of(home).values()
    assert (left.id, left.name, [one.skill for one in left.skills]) == ("c2", "Tweede", ["velo"])
    with store_of(open_home(home)) as store:
        assert len(store.clients.taxonomies()) == 1


def test_who_is_in_the_files_of_another_taxonomy_is_linked_to_it_with_what_was_corrected(
    home, other_catalogue, tmp_path
):
    correct(home, "c1", skills=(OwnSkill("soep koken"),), name="Peer")
    clients = write_lines(tmp_path / "mensen.jsonl", [{"id": "c1", "plaats": "Leiden", "wensen": ["soepkok"]}])
    ran = ingest(home, "--taxonomy", other_catalogue, "--clients", clients)

    assert ran.status == 0, ran.err
    found = clients_of(home)
    assert (found["c1"].name, found["c1"].home.place) == ("Peer", "Leiden")
    assert [one.skill for one in found["c1"].skills] == ["bouillon"]
    assert [one.occupation for one in found["c1"].wishes] == ["cuisinier"]
    assert found["c2"].hours_max == 36


def test_an_import_brings_the_skills_of_a_diploma_to_who_corrected_their_skills(home, tmp_path):
    correct(home, "c1", skills=(OwnSkill("fietsen", "fietsen"),))
    read_in(home, tmp_path, {"id": "c1", "diplomas": ["soepkok"], "vaardigheden": ["afwassen"]})
    assert [one.skill for one in clients_of(home)["c1"].skills] == ["fietsen", "soep"]

    read_in(home, tmp_path, {"id": "c1"})
    assert [one.skill for one in clients_of(home)["c1"].skills] == ["fietsen"]


def test_imported_hours_that_cannot_be_beside_corrected_ones_give_way_and_that_is_told(home, tmp_path):
    correct(home, "c2", hours_min=30.0)
    ran = read_in(home, tmp_path, {"id": "c2", "uren_min": 12, "uren_max": 24}, {"id": "c3"})

    assert (clients_of(home)["c2"].hours_min, clients_of(home)["c2"].hours_max) == (30, None)
    (source,) = ran.document["sources"]
    assert source["warnings"] == [
        "uren: bij 1 profiel(en) passen ze niet bij de uren die de cliënt of een coach verbeterde; die blijven gelden"
    ]
    (warnings,) = home.glob("imports/*/warnings.csv")
    assert "c2" not in warnings.read_text("utf-8")


def test_a_correction_while_the_same_person_is_read_in_is_linked_with_the_rest(home, tmp_path, monkeypatch):
    while_linking(monkeypatch, lambda: correct(home, "c1", skills=(OwnSkill("fietsen", "fietsen"),)))
    read_in(home, tmp_path, {"id": "c1", "diplomas": ["soepkok"]})

    assert [one.skill for one in clients_of(home)["c1"].skills] == ["fietsen", "soep"]
