from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from matcher.errors import TooManyError
from pipelines.store.connection import reading
from pipelines.store.sign_in_log import ADDRESS, KEPT, LOGIN, WINDOW, Tried, wait_after, waiting
from pipelines.store.tables import sign_in_events

MONDAY = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
ME = Tried("login", "coach-a", LOGIN)
OTHER = Tried("login", "coach-b", LOGIN)
HERE = Tried("address", "192.0.2.7", ADDRESS)


def fail(store, tried, times, at=MONDAY):
    for _ in range(times):
        store.sign_ins.failed([tried], at)


def rows(store):
    with reading(store.engine) as connection:
        return connection.execute(select(sign_in_events)).mappings().all()


def wait(store, tried, at=MONDAY):
    try:
        store.sign_ins.check([tried], at)
    except TooManyError as error:
        return error.wait
    return 0


def test_the_first_failures_are_free(store):
    fail(store, ME, LOGIN.free - 1)

    assert wait(store, ME) == 0
    assert store.sign_ins.begin([ME], MONDAY)


def test_then_each_failure_makes_the_wait_longer(store):
    waits = []
    for count in range(1, LOGIN.most):
        store.sign_ins.failed([ME], MONDAY)
        if count >= LOGIN.free:
            waits.append(wait(store, ME))

    assert waits == [1, 2, 4, 8, 16, 32, 60]
    assert wait(store, ME, MONDAY + timedelta(seconds=60)) == 0


def test_after_the_most_nothing_helps_until_the_window_has_room(store):
    fail(store, ME, LOGIN.most)

    assert wait(store, ME) == 900
    assert wait(store, ME, MONDAY + timedelta(minutes=14)) == 60
    assert wait(store, ME, MONDAY + WINDOW) == 0


def test_a_try_during_the_stop_is_refused_before_it_is_looked_at_and_not_counted(store):
    fail(store, ME, LOGIN.most)
    before = len(rows(store))

    with pytest.raises(TooManyError) as refused:
        store.sign_ins.begin([HERE, ME], MONDAY)
    assert refused.value.wait == 900
    assert "15 minuten" in str(refused.value)
    assert len(rows(store)) == before


def test_another_login_is_free_meanwhile(store):
    fail(store, ME, LOGIN.most)

    assert wait(store, OTHER) == 0


def test_an_address_waits_less_long_so_that_an_office_is_not_held_up(store):
    fail(store, HERE, ADDRESS.most - 1)

    assert wait(store, HERE) == 4


def test_an_address_has_more_room_and_stops_too(store):
    fail(store, HERE, ADDRESS.free - 1)
    assert wait(store, HERE) == 0
    fail(store, HERE, ADDRESS.most - ADDRESS.free + 1)

    assert wait(store, HERE) == 900
    with pytest.raises(TooManyError):
        store.sign_ins.begin([HERE, OTHER], MONDAY)


def test_a_good_try_does_not_count(store):
    for _ in range(LOGIN.most * 2):
        store.sign_ins.succeeded(store.sign_ins.begin([ME, HERE], MONDAY))

    assert wait(store, ME) == 0


def test_a_try_counts_as_a_failure_until_it_is_known_to_be_good(store):
    for _ in range(LOGIN.free):
        store.sign_ins.begin([ME], MONDAY)

    assert wait(store, ME) == 1


def test_many_tries_at_the_same_time_are_not_let_through_together(store):
    def tries(_):
        try:
            store.sign_ins.begin([ME], MONDAY)
        except TooManyError:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        let_through = sum(pool.map(tries, range(40)))

    assert let_through == LOGIN.free


def test_the_table_holds_neither_names_nor_addresses(store):
    store.sign_ins.begin([ME, HERE], MONDAY)
    kept = repr(rows(store))

    assert "coach-a" not in kept
    assert "192.0.2.7" not in kept
    assert {len(row["about"]) for row in rows(store)} == {64}


def test_what_is_used_once_is_used_once(store):
    assert store.sign_ins.first_time("state", "abc", MONDAY)
    assert not store.sign_ins.first_time("state", "abc", MONDAY)
    assert store.sign_ins.first_time("state", "abd", MONDAY)
    assert store.sign_ins.first_time("other", "abc", MONDAY)


def test_what_is_old_is_forgotten(store):
    fail(store, ME, 2, MONDAY - KEPT - timedelta(seconds=1))
    fail(store, ME, 1, MONDAY)

    assert timedelta(days=30) >= KEPT
    assert store.sign_ins.forget_before(MONDAY - KEPT) == 2
    assert len(rows(store)) == 1


@given(st.lists(st.integers(0, 1800), max_size=30), st.integers(0, 1800))
def test_a_wait_is_never_longer_than_the_window_and_ends(ages, later):
    failures = sorted((MONDAY - timedelta(seconds=age) for age in ages if age < 900), reverse=True)
    found = wait_after(failures, LOGIN, MONDAY)

    assert 0 <= found <= 900
    assert found <= LOGIN.longest_wait or len(failures) >= LOGIN.most
    at = MONDAY + timedelta(seconds=found + later)
    still = [moment for moment in failures if moment > at - WINDOW]
    assert wait_after(still, LOGIN, at) == 0


@given(st.lists(st.integers(0, 899), max_size=30), st.integers(0, 899))
def test_one_more_failure_never_shortens_the_wait(ages, newest):
    failures = sorted((MONDAY - timedelta(seconds=age) for age in ages), reverse=True)
    more = sorted([*failures, MONDAY - timedelta(seconds=newest)], reverse=True)

    assert wait_after(more, ADDRESS, MONDAY) >= wait_after(failures, ADDRESS, MONDAY)
    assert wait_after(more, LOGIN, MONDAY) >= wait_after(failures, LOGIN, MONDAY)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 seconde"), (59, "59 seconden"), (60, "1 minuut"), (61, "2 minuten"), (900, "15 minuten")],
)
def test_a_wait_reads_in_words(seconds, words):
    assert waiting(seconds) == words
