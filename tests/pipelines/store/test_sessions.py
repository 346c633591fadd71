from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from matcher.errors import UnavailableError
from matcher.roles import Role
from pipelines.store.connection import reading
from pipelines.store.engine import open_store
from pipelines.store.keyring import Keyring
from pipelines.store.sessions import IDLE, LONGEST, SEEN_EVERY
from pipelines.store.tables import sessions
from tests.shown import act

MONDAY = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def account(store):
    return store.accounts.make("Oefencoach A", {Role.COACH}, made_by="test", at=MONDAY)[0].id


def rows(store):
    with reading(store.engine) as connection:
        return connection.execute(select(sessions)).mappings().all()


def test_a_session_is_found_by_its_token(store, account):
    session = store.sessions.begin(account, MONDAY)

    assert store.sessions.find(session.token, MONDAY) == session
    assert session.account_id == account


def test_the_table_holds_no_token_and_a_repr_neither(store, account):
    session = store.sessions.begin(account, MONDAY)

    assert session.token not in repr(rows(store))
    assert session.token not in repr(session)
    assert session.form_token not in repr(session)


def test_tokens_never_come_twice_and_are_long(store, account):
    made = [store.sessions.begin(account, MONDAY) for _ in range(50)]

    assert len({token for one in made for token in (one.token, one.form_token)}) == 100
    assert min(len(one.token) for one in made) >= 43  # 256 bits in base64


@pytest.mark.parametrize("token", ["", "x", "a" * 5000, "é", "' OR '1'='1"])
def test_another_token_finds_nothing(store, account, token):
    store.sessions.begin(account, MONDAY)

    assert store.sessions.find(token, MONDAY) is None


def test_the_hash_in_the_table_is_no_token(store, account):
    store.sessions.begin(account, MONDAY)

    assert store.sessions.find(rows(store)[0]["token"], MONDAY) is None


def test_half_an_hour_without_a_sign_of_life_ends_it(store, account):
    session = store.sessions.begin(account, MONDAY)

    assert store.sessions.find(session.token, MONDAY + IDLE) is None
    assert store.sessions.find(session.token, MONDAY + IDLE - SECOND) == session
    assert store.sessions.find(session.token, MONDAY + IDLE + IDLE - 2 * SECOND) == session


def test_eight_hours_end_it_however_busy_it_is(store, account):
    session = store.sessions.begin(account, MONDAY)
    at = MONDAY
    while at < MONDAY + LONGEST:
        assert store.sessions.find(session.token, at) == session
        at += IDLE / 2

    assert store.sessions.find(session.token, MONDAY + LONGEST - SECOND) == session
    assert store.sessions.find(session.token, MONDAY + LONGEST) is None


@given(st.lists(st.integers(1, 40), max_size=40))
def test_a_session_lives_as_long_as_its_gaps_and_its_age_allow(minutes):
    with open_store("sqlite://", Keyring((b"k" * 32,))) as store:
        account = store.accounts.make("Oefen", {Role.COACH}, made_by="test", at=MONDAY)[0].id
        session = store.sessions.begin(account, MONDAY)
        at, alive = MONDAY, True
        for gap in minutes:
            alive = alive and timedelta(minutes=gap) < IDLE and at + timedelta(minutes=gap) < MONDAY + LONGEST
            at += timedelta(minutes=gap)
            assert (store.sessions.find(session.token, at) is not None) == alive


def test_reading_a_lot_writes_little(store, account):
    session = store.sessions.begin(account, MONDAY)
    store.sessions.find(session.token, MONDAY + SEEN_EVERY - SECOND)
    assert rows(store)[0]["seen_at"] == MONDAY

    store.sessions.find(session.token, MONDAY + SEEN_EVERY)
    assert rows(store)[0]["seen_at"] == MONDAY + SEEN_EVERY


def test_while_somebody_else_writes_a_session_is_found_all_the_same(store, account, monkeypatch):
    session = store.sessions.begin(account, MONDAY)

    def busy(_engine):
        raise UnavailableError("bezet")

    monkeypatch.setattr("pipelines.store.sessions.writing", busy)
    assert store.sessions.find(session.token, MONDAY + SEEN_EVERY) == session


def test_ending_one_leaves_the_others(store, account):
    first, second = store.sessions.begin(account, MONDAY), store.sessions.begin(account, MONDAY)
    store.sessions.end(first.token)
    store.sessions.end("geen")

    assert store.sessions.find(first.token, MONDAY) is None
    assert store.sessions.find(second.token, MONDAY) == second


def test_ending_all_is_for_one_account(store, account):
    other = store.accounts.make("Oefencoach B", {Role.COACH}, made_by="test", at=MONDAY)[0].id
    mine, theirs = store.sessions.begin(account, MONDAY), store.sessions.begin(other, MONDAY)
    store.sessions.end_all(account)

    assert store.sessions.find(mine.token, MONDAY) is None
    assert store.sessions.find(theirs.token, MONDAY) == theirs


def test_sessions_that_are_over_are_removed(store, account):
    store.sessions.begin(account, MONDAY)
    later = store.sessions.begin(account, MONDAY + IDLE)

    assert store.sessions.forget_ended(MONDAY + IDLE) == 1
    assert store.sessions.find(later.token, MONDAY + IDLE) == later


def test_a_session_of_a_blocked_account_is_none_however_it_came(store, account):
    store.accounts.change(account, active=False, act=act())
    session = store.sessions.begin(account, MONDAY)

    assert store.sessions.find(session.token, MONDAY) is None


def test_a_session_of_no_account_is_none(store):
    session = store.sessions.begin("a-weg", MONDAY)

    assert store.sessions.find(session.token, MONDAY) is None
