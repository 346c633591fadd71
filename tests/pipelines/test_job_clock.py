from datetime import timedelta

import pytest

from matcher.domain import Client
from matcher.errors import HomeError, SettingError
from pipelines.home import create_home
from pipelines.job_clock import LONGEST_GAP, check_clock, last_run, note_run
from pipelines.keys import keyring_of
from pipelines.settings import now
from pipelines.store.clients import StoredClient
from pipelines.store.engine import open_store

TODAY = now()  # the keys of a store are as old as the store
YEARS = timedelta(days=365 * 73)


@pytest.fixture
def home(tmp_path):
    return create_home(tmp_path / "home")


@pytest.fixture
def store(home):
    with open_store(home, keyring_of(home)) as opened:
        yield opened


@pytest.mark.parametrize("after", [timedelta(0), timedelta(days=1), LONGEST_GAP, timedelta(hours=-20)])
def test_a_night_soon_after_the_last_is_a_night(home, store, after):
    note_run(home, TODAY)
    assert last_run(home) == TODAY

    check_clock(home, store, TODAY + after)


@pytest.mark.parametrize("after", [YEARS, LONGEST_GAP + timedelta(seconds=1), timedelta(days=-2), -YEARS / 2])
def test_a_clock_that_jumped_is_refused_in_one_line_that_says_what_to_do(home, store, after):
    note_run(home, TODAY)
    store.clients.upsert(
        [StoredClient(Client("c-1"))], taxonomy="a", at=TODAY + after
    )  # the service had that clock too

    with pytest.raises(SettingError) as caught:
        check_clock(home, store, TODAY + after)
    assert f"--on {TODAY + after:%Y-%m-%d}" in str(caught.value)
    assert f"{TODAY:%Y-%m-%d}" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_first_night_is_held_against_the_newest_moment_in_the_database(home, store):
    check_clock(home, store, now())
    with pytest.raises(SettingError, match="het nieuwste in de database"):
        check_clock(home, store, now() + YEARS)

    later = now() + timedelta(days=100)
    store.clients.upsert([StoredClient(Client("c-1"))], taxonomy="a", at=later)
    check_clock(home, store, later + LONGEST_GAP)
    with pytest.raises(SettingError):
        check_clock(home, store, later + LONGEST_GAP + timedelta(days=1))


def test_a_moment_that_lies_ahead_is_not_the_newest(home, store):
    store.clients.upsert([StoredClient(Client("c-1"))], taxonomy="a", at=now() + 2 * YEARS)

    check_clock(home, store, now())
    with pytest.raises(SettingError):
        check_clock(home, store, now() + YEARS)


@pytest.mark.parametrize("content", [b"", b"gisteren\n", b"\xff\xfe"])
def test_a_last_night_that_cannot_be_read_is_one_line(home, store, content):
    (home.path / "retention-ran").write_bytes(content)

    with pytest.raises(HomeError, match="--on"):
        check_clock(home, store, now())
