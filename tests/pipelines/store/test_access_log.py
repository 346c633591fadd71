from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from matcher.domain import Client
from matcher.errors import NotFoundError, TamperError
from matcher.purpose import Purpose
from pipelines.store.access_log import SYSTEM, Access, Act, Actor
from pipelines.store.client_keys import BATCH
from pipelines.store.clients import StoredClient
from pipelines.store.connection import reading, writing
from pipelines.store.tables import access_log
from tests.shown import unguarded

MONDAY = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
COACH = Actor("a.jansen", "werkcoach")
MANY = [f"c-{number:05}" for number in range(BATCH * 2 + 1)]


def act(what="lijst bekeken", actor=COACH, purpose=Purpose.ADVICE_TO_CLIENT, at=MONDAY):
    return Act(actor, what, purpose, at)


@pytest.fixture(autouse=True)
def people(store):
    store.clients.upsert([StoredClient(Client(one)) for one in ("c-0001", "c-0002")], taxonomy="a1", at=MONDAY)


def lines(store):
    with reading(store.engine) as connection:
        return [row._asdict() for row in connection.execute(select(access_log).order_by(access_log.c.seq))]


def test_it_tells_who_looked_for_what_the_latest_first(store):
    store.log.note(act(), ["c-0001"])
    store.log.note(act("lijst gemaakt", Actor("nachtrun"), Purpose.MAINTENANCE, TUESDAY), ["c-0001"])
    store.log.note(act(at=TUESDAY), ["c-0002"])

    assert store.log.of("c-0001") == (
        Access(TUESDAY, "nachtrun", SYSTEM, "lijst gemaakt", Purpose.MAINTENANCE),
        Access(MONDAY, "a.jansen", "werkcoach", "lijst bekeken", Purpose.ADVICE_TO_CLIENT),
    )
    assert store.log.of("c-0003") == ()


def test_it_names_a_client_by_a_pseudonym_alone(store):
    store.log.note(act(), ["c-0001", "c-0002"])
    store.log.note(act(), ["c-0001"])

    first, second, third = (line["whose"] for line in lines(store))
    assert first == third != second
    assert "c-000" not in repr(lines(store))


def test_a_moment_is_kept_in_utc(store):
    at = datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    store.log.note(act(at=at), ["c-0001"])

    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT at FROM access_log").scalar() == "2026-06-30T22:30:00.000000+00:00"
    assert store.log.of("c-0001")[0].at == at


def test_a_moment_without_a_time_zone_is_refused(store):
    with pytest.raises(Exception, match="a moment needs a time zone"):
        store.log.note(act(at=MONDAY.replace(tzinfo=None)), ["c-0001"])

    assert lines(store) == []


def test_a_purpose_outside_the_closed_list_is_refused(store):
    with pytest.raises(Exception, match="marketing"):
        store.log.note(act(purpose="marketing"), ["c-0001"])

    assert lines(store) == []


def test_many_looks_are_noted_in_one_go_over_more_than_one_batch(store):
    store.clients.upsert([StoredClient(Client(one)) for one in MANY], taxonomy="a1", at=MONDAY)
    store.log.note(act(), MANY)

    assert len(lines(store)) == len(MANY)
    for client_id in (MANY[0], MANY[BATCH], MANY[-1]):
        assert len(store.log.of(client_id)) == 1
    assert store.log.verify().lines == len(MANY)


def test_looks_that_cannot_all_be_noted_are_none_of_them(store):
    with pytest.raises(NotFoundError, match="c-0009"):
        store.log.note(act(), ["c-0001", "c-0009"])

    assert lines(store) == []


def test_no_looks_at_all_are_fine(store):
    store.log.note(act(), [])

    assert store.log.verify().lines == 0


def test_a_line_stands_or_falls_with_the_transaction_that_it_is_about(store):
    store.log.note(act(), ["c-0001"])
    before = store.log.verify()

    def breaks_after_noting():
        with writing(store.engine) as connection:
            store.log.note_in(connection, act("profiel gewijzigd"), ["c-0001", "c-0002"])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        breaks_after_noting()

    assert store.log.verify() == before
    store.log.note(act("lijst gemaakt"), ["c-0002"])
    assert [line["seq"] for line in lines(store)] == [1, 2]
    assert store.log.verify().lines == 2


@pytest.mark.parametrize("column", ["purpose", "at"])
def test_a_line_of_nonsense_is_told_and_does_not_break_the_page_of_the_client(store, column):
    store.log.note(act(), ["c-0001"])
    unguarded(store, "access_log")
    with writing(store.engine) as connection:
        connection.exec_driver_sql(f"UPDATE access_log SET {column} = 'onzin'")  # noqa: S608 (two columns, named above)

    with pytest.raises(TamperError, match="log verify"):
        store.log.of("c-0001")
