"""The commands that look after what is kept: log verify, key new, key rotate, retention run."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event, Timer

import pytest
from sqlalchemy import update

from matcher.domain import Client
from matcher.errors import HomeError
from matcher.purpose import Purpose
from pipelines.cli.retention_job import in_turn
from pipelines.durable import only_writer
from pipelines.home import create_home, open_home
from pipelines.job_clock import last_run, note_run
from pipelines.keys import keyring_of
from pipelines.settings import now
from pipelines.store.access_log import Act, Actor
from pipelines.store.clients import StoredClient
from pipelines.store.engine import open_store
from pipelines.store.keyring import Keyring
from pipelines.store.sign_in_log import LOGIN, Tried
from pipelines.store.tables import access_log
from tests.homes import LONGEST, is_one_line_error, springplank
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


def run(home, *words, **settings):
    return springplank(*words, "--home", home.path, **settings)


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


@pytest.mark.parametrize("command", [("log", "verify"), ("account", "list"), ("key", "rotate"), ("retention", "run")])
def test_a_database_that_was_lost_is_told_and_no_empty_one_takes_its_place(home, command):
    for left in home.path.glob("store.sqlite*"):
        left.unlink()
    key = home.key.read_text("ascii")
    for said in ("ontbreekt", "is leeg"):
        ran = run(home, *command)
        assert is_one_line_error(ran), ran
        assert f"store.sqlite {said}" in ran.complaint[0]
        assert [file.stat().st_size for file in home.path.glob("store.sqlite*")] == [0] * (said == "is leeg")
        home.store.touch()

    assert home.key.read_text("ascii") == key


def test_an_address_with_a_slip_in_it_makes_no_database(home, tmp_path):
    ran = springplank(
        "log", "verify", "--home", home.path, SPRINGPLANK_DATABASE_URL=f"sqlite:///{tmp_path}/typfout.sqlite"
    )

    assert is_one_line_error(ran), ran
    assert "typfout.sqlite ontbreekt" in ran.complaint[0]
    assert not (tmp_path / "typfout.sqlite").exists()


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


def given(way, tmp_path, *keys):
    """The settings that give these keys, and how messages call where they come from."""
    if way == "SPRINGPLANK_KEY":
        return {way: " ".join(keys)}, way
    (tmp_path / "sleutels").write_text("\n".join(keys), "ascii")
    return {way: str(tmp_path / "sleutels")}, f"{way} ({tmp_path / 'sleutels'})"


@pytest.mark.parametrize("way", ["SPRINGPLANK_KEY", "SPRINGPLANK_KEY_FILE"])
def test_with_keys_from_elsewhere_it_says_which_one_to_keep(home, tmp_path, way):
    old, new = home.key.read_text("ascii"), Keyring.new_key()
    settings, source = given(way, tmp_path, new, old)

    ran = run(home, "key", "rotate", **settings)
    assert (ran.status, ran.err) == (0, "")
    assert f"Houd de eerste sleutel van {source}; alleen wat erachter staat kan weg." in ran.out
    assert old not in ran.out
    assert new not in ran.out
    assert run(home, "log", "verify", **given(way, tmp_path, new)[0]).status == 0


@pytest.mark.parametrize("way", ["SPRINGPLANK_KEY", "SPRINGPLANK_KEY_FILE"])
def test_with_the_keys_in_the_wrong_order_it_never_says_that_one_can_go(home, tmp_path, way):
    old, new = home.key.read_text("ascii"), Keyring.new_key()
    settings, source = given(way, tmp_path, old, new)

    ran = run(home, "key", "rotate", **settings)
    assert (ran.status, ran.err) == (0, "")
    assert "niets opnieuw versleuteld" in ran.out
    assert f"Houd alle sleutels van {source}." in ran.out
    for word in ("weg", "niet meer nodig", "alleen de nieuwe"):
        assert word not in ran.out
    assert run(home, "log", "verify", **given(way, tmp_path, old)[0]).status == 0


@pytest.mark.parametrize("way", ["SPRINGPLANK_KEY", "SPRINGPLANK_KEY_FILE"])
def test_one_key_or_the_same_key_twice_is_refused_by_where_it_stands(home, tmp_path, way):
    old, new = home.key.read_text("ascii"), Keyring.new_key()
    for keys, said in (((old,), "heeft één sleutel"), ((old, old), "twee keer"), ((new, old, new), "twee keer")):
        settings, source = given(way, tmp_path, *keys)
        ran = run(home, "key", "rotate", **settings)

        assert is_one_line_error(ran), ran
        assert source in ran.complaint[0]
        assert said in ran.complaint[0]
    assert run(home, "log", "verify").status == 0


def test_the_retention_job_says_totals_and_a_dry_run_changes_nothing(home):
    dry = run(home, "retention", "run", "--dry-run")
    assert "niets veranderd" in dry.out
    assert "1 regel van het logboek weg" in dry.out
    assert "0 cliënten krijgen bericht" in dry.out
    assert "1 cliënt kan niet inloggen" in dry.out

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


def test_the_job_can_be_asked_about_a_day_to_come_only_to_look(home):
    later = now().date() + timedelta(days=400)

    assert is_one_line_error(run(home, "retention", "run", "--on", later))
    assert "2 regels van het logboek weg" in run(home, "retention", "run", "--on", later, "--dry-run").out
    assert "2 regels" in run(home, "log", "verify").out


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
@pytest.mark.parametrize("on", ["0001-01-01", now().date() - timedelta(days=2), "9999-12-31"])
def test_a_day_that_is_over_or_never_comes_is_one_line_and_gives_nobody_notice(home, on, options):
    assert is_one_line_error(run(home, "retention", "run", "--on", on, *options))
    with store_of(home) as store:
        assert store.notices.of("c-0001") is None


def test_a_notice_given_today_ends_no_sooner_than_its_term_whatever_is_asked(home):
    assert run(home, "retention", "run", "--on", now().date()).status == 0
    run(home, "retention", "run", "--on", now().date() - timedelta(days=60))

    assert "0 profielen weg" in run(home, "retention", "run").out
    with store_of(home) as store:
        assert store.notices.of("c-0001").ends_at > now() + timedelta(days=29)


def test_a_clock_that_jumped_stops_the_job_in_one_line_until_somebody_says_that_it_is_right(home):
    before = now() - timedelta(days=60)
    note_run(open_home(home.path), before)
    with store_of(home) as store:
        store.sign_ins.failed([Tried("login", "iemand", LOGIN)], LONG_AGO)

    ran = run(home, "retention", "run")
    assert is_one_line_error(ran)
    assert f"{before:%Y-%m-%d}" in ran.complaint[0]
    assert last_run(home) == before
    assert "2 regels" in run(home, "log", "verify").out
    with store_of(home) as store:
        assert store.notices.of("c-0001") is None
        assert store.sign_ins.forget_before(now()) == 0  # those go in any case

    assert "1 regel van het logboek weg" in run(home, "retention", "run", "--on", now().date()).out
    assert run(home, "retention", "run").status == 0


def test_a_log_that_does_not_add_up_is_named_at_the_end_and_the_rest_is_done(home):
    with store_of(home) as store:
        store.sign_ins.failed([Tried("login", "iemand", LOGIN)], LONG_AGO)
        unguarded(store, "access_log")
        with store.engine.begin() as connection:
            connection.execute(update(access_log).where(access_log.c.seq == 1).values(who="iemand anders"))

    for words in ((), ()):
        ran = run(home, "retention", "run", *words)
        assert ran.status == 1
        assert "access_log: regel 1 " in ran.err
        assert len(ran.err.splitlines()) == 1
        assert "0 regels van het logboek weg" in ran.out
    assert "1 aanmeldpoging weg" not in ran.out  # that was the first time
    with store_of(home) as store:
        assert store.notices.of("c-0001") is not None

    assert "1 regel van het logboek weg" in run(home, "retention", "run", "--over-damage").out
    assert run(home, "log", "verify").status == 0


def test_the_job_waits_for_an_import_to_end(home):
    with ThreadPoolExecutor(1) as pool:
        held, leave = Event(), Event()

        def hold():
            with only_writer(home.path):
                held.set()
                leave.wait(LONGEST)

        pool.submit(hold)
        assert held.wait(LONGEST)
        Timer(0.5, leave.set).start()
        ran = run(home, "retention", "run")
    assert ran.status == 0, ran
    assert "wachten, hooguit 10 minuten" in ran.err


def test_the_job_does_not_wait_for_ever(home):
    with only_writer(home.path), pytest.raises(HomeError, match="een andere opdracht"), in_turn(home.path, wait=0.1):
        pass


def test_what_goes_wrong_in_its_turn_is_not_waited_for(home):
    with pytest.raises(HomeError, match="iets anders"), in_turn(home.path):
        raise HomeError("iets anders")
