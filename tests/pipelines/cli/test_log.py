"""The commands that look after what is kept: log verify, key new, key rotate, retention run."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from matcher.domain import Client
from matcher.purpose import Purpose
from pipelines.durable import only_writer
from pipelines.home import create_home
from pipelines.keys import keyring_of
from pipelines.settings import now
from pipelines.store.access_log import Act, Actor
from pipelines.store.clients import StoredClient
from pipelines.store.engine import open_store
from pipelines.store.keyring import Keyring
from pipelines.store.tables import access_log
from tests.homes import is_one_line_error, springplank
from tests.shown import unguarded

LONG_AGO = now() - timedelta(days=800)


@pytest.fixture
def home(tmp_path):
    """A home with one person, last seen long ago."""
    made = create_home(tmp_path / "home")
    with store_of(made) as store:
        store.clients.upsert([StoredClient(Client("c-0001"))], taxonomy="a1", at=LONG_AGO)
        look(store, LONG_AGO)
        look(store, now())
    return made


def store_of(home):
    return open_store(home, keyring_of(home))


def look(store, at):
    store.log.note(Act(Actor("iemand"), "lijst bekeken", Purpose.MAINTENANCE, at), ["c-0001"])


def run(home, *words):
    return springplank(*words, "--home", home.path)


def test_a_log_that_adds_up_is_told_with_its_end(home):
    ran = run(home, "log", "verify")
    document = run(home, "log", "verify", "--json").document

    assert (ran.status, ran.err) == (0, "")
    assert "Logboek: klopt, 2 regels." in ran.out
    assert "Verslagen: klopt, 0 regels." in ran.out
    assert document["access_log"]["end"] in ran.out
    assert (document["access_log"]["lines"], document["advice_records"]["lines"]) == (2, 0)


def test_tampering_is_one_line_and_status_one(home):
    with store_of(home) as store:
        unguarded(store, "access_log")
        with store.engine.begin() as connection:
            connection.execute(update(access_log).where(access_log.c.seq == 2).values(who="iemand anders"))

    for words in ((), ("--json",)):
        ran = run(home, "log", "verify", *words)
        assert is_one_line_error(ran), ran
        assert "regel 2" in ran.complaint[0]


def test_an_older_database_that_was_put_back_is_found_with_an_end_that_was_written_down(home):
    older = home.store.read_bytes()
    with store_of(home) as store:
        look(store, now())
    end = run(home, "log", "verify", "--json").document["access_log"]["end"]
    assert run(home, "log", "verify", "--end", end).status == 0
    with store_of(home) as store:
        look(store, now())
    assert run(home, "log", "verify", "--end", end).status == 0

    for left in home.path.glob("store.sqlite*"):
        left.unlink()
    home.store.write_bytes(older)

    assert run(home, "log", "verify").status == 0  # by itself it adds up
    ran = run(home, "log", "verify", "--end", end)
    assert is_one_line_error(ran)
    assert "oudere database" in ran.complaint[0]


@pytest.mark.parametrize("end", ["zz", "ab12", "", "0" * 63])
def test_an_end_that_is_none_is_one_line(home, end):
    assert is_one_line_error(run(home, "log", "verify", "--end", end))


def test_a_new_key_is_printed_alone_and_is_a_key():
    first, second = springplank("key", "new"), springplank("key", "new")

    assert len(first.out.splitlines()) == 1
    assert first.out != second.out
    assert len(Keyring.parse(first.out, "test").masters) == 1


def test_the_key_of_a_home_is_rotated_and_everything_goes_on(home):
    before = home.key.read_text("ascii")
    ran = run(home, "key", "rotate")

    assert (ran.status, ran.err) == (0, "")
    assert "4 sleutels zijn opnieuw versleuteld" in ran.out
    assert home.key.read_text("ascii") not in (before, ran.out)
    assert run(home, "log", "verify").status == 0
    assert is_one_line_error(springplank("log", "verify", "--home", home.path, SPRINGPLANK_KEY=before))


def test_with_keys_in_the_environment_it_says_that_the_old_one_can_go(home):
    old, new = home.key.read_text("ascii"), Keyring.new_key()
    arguments = ("key", "rotate", "--home", home.path)

    assert is_one_line_error(springplank(*arguments, SPRINGPLANK_KEY=old))
    ran = springplank(*arguments, SPRINGPLANK_KEY=f"{new} {old}")
    assert "oude sleutel is niet meer nodig" in ran.out
    assert "al met de nieuwe sleutel" in springplank(*arguments, SPRINGPLANK_KEY=f"{new} {old}").out
    assert springplank("log", "verify", "--home", home.path, SPRINGPLANK_KEY=new).status == 0
    assert old not in ran.out
    assert new not in ran.out


def test_the_retention_job_says_totals_and_a_dry_run_changes_nothing(home):
    dry = run(home, "retention", "run", "--dry-run")
    assert "niets veranderd" in dry.out
    assert "1 regel van het logboek weg" in dry.out
    assert "1 cliënt krijgt bericht" in dry.out

    done = run(home, "retention", "run")
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[1:] == dry.out.splitlines()[1:]
    assert "c-0001" not in done.out
    assert "0 regels van het logboek weg" in run(home, "retention", "run").out
    assert "1 eerder weggehaald" in run(home, "log", "verify").out


def test_a_term_that_cannot_be_stops_the_job_in_one_line(home):
    with home.config_file.open("a", encoding="utf-8") as file:
        file.write("[retention]\nlog-days = 10\n")

    ran = run(home, "retention", "run")
    assert is_one_line_error(ran)
    assert "log-days" in ran.complaint[0]
    assert "0 regels" not in ran.out


def test_the_job_can_be_asked_about_another_day_and_a_day_to_come_only_to_look(home):
    today = now().date()
    later, earlier = today + timedelta(days=400), today - timedelta(days=700)

    assert "0 cliënten krijgen bericht" in run(home, "retention", "run", "--on", earlier).out
    assert is_one_line_error(run(home, "retention", "run", "--on", later))
    assert "2 regels van het logboek weg" in run(home, "retention", "run", "--on", later, "--dry-run").out
    assert "2 regels" in run(home, "log", "verify").out


def test_the_job_waits_for_an_import_to_end(home):
    with only_writer(home.path):
        assert is_one_line_error(run(home, "retention", "run"))
    assert run(home, "retention", "run").status == 0
