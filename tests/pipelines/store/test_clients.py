from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.codes import Route
from matcher.commute import Position, Precision
from matcher.domain import Client, Location
from matcher.errors import NotFoundError
from matcher.purpose import Purpose
from pipelines.store.clients import BATCH, Access, StoredClient, Upserted
from pipelines.store.engine import open_store
from tests.strategies import clients

MONDAY = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
DELFT = StoredClient(Client("c-0001", "Delft", Location("Delft", "2611AB")), Position(84.2, 447.6, Precision.EXACT))
ZOETERMEER = StoredClient(Client("c-0002", "Zoetermeer"))



def moments(store):
    with store.engine.connect() as connection:
        return dict(connection.exec_driver_sql("SELECT id, updated_at FROM clients").all())


def test_a_profile_comes_back_with_its_position(store):
    store.clients.upsert([DELFT, ZOETERMEER], taxonomy="a1", at=MONDAY)

    assert store.clients.get("c-0001") == DELFT
    assert store.clients.get("c-0002") == ZOETERMEER
    assert store.clients.count() == 2


def test_a_new_store_is_empty(store):
    assert store.clients.count() == 0
    assert list(store.clients.all()) == []
    assert store.clients.taxonomies() == frozenset()


def test_the_same_profiles_again_change_nothing(store):
    first = store.clients.upsert([DELFT, ZOETERMEER], taxonomy="a1", at=MONDAY)
    again = store.clients.upsert([ZOETERMEER, DELFT], taxonomy="a1", at=TUESDAY)

    assert first == Upserted(added=2)
    assert again == Upserted(unchanged=2)
    assert set(moments(store).values()) == {"2026-09-07T09:30:00.000000+00:00"}


def test_a_changed_profile_takes_the_place_of_the_old_one(store):
    store.clients.upsert([DELFT, ZOETERMEER], taxonomy="a1", at=MONDAY)
    moved = StoredClient(Client("c-0001", "Leiden", routes=frozenset({Route.BASISBAAN})))

    assert store.clients.upsert([moved, ZOETERMEER], taxonomy="a1", at=TUESDAY) == Upserted(changed=1, unchanged=1)
    assert store.clients.get("c-0001") == moved
    assert moments(store)["c-0001"] == "2026-09-08T09:30:00.000000+00:00"
    assert moments(store)["c-0002"] == "2026-09-07T09:30:00.000000+00:00"


def test_another_position_alone_is_a_change(store):
    store.clients.upsert([ZOETERMEER], taxonomy="a1", at=MONDAY)
    found = StoredClient(ZOETERMEER.client, Position(93.1, 452.0, Precision.PLACE, 2.5))

    assert store.clients.upsert([found], taxonomy="a1", at=TUESDAY) == Upserted(changed=1)
    assert store.clients.get("c-0002").position == Position(93.1, 452.0, Precision.PLACE, 2.5)


def test_profiles_tell_to_which_taxonomies_they_are_linked(store):
    store.clients.upsert([DELFT, ZOETERMEER], taxonomy="a1", at=MONDAY)
    store.clients.upsert([ZOETERMEER], taxonomy="b2", at=TUESDAY)

    assert store.clients.taxonomies() == {"a1", "b2"}


def test_the_last_of_two_profiles_with_one_id_holds(store):
    later = StoredClient(Client("c-0001", "Maassluis"))
    store.clients.upsert([DELFT, ZOETERMEER, later], taxonomy="a1", at=MONDAY)

    assert store.clients.get("c-0001") == later
    assert store.clients.count() == 2


def test_no_profiles_at_all_is_fine(store):
    assert store.clients.upsert([], taxonomy="a1", at=MONDAY) == Upserted()


def test_a_crash_halfway_leaves_everything_as_it_was(store):
    store.clients.upsert([DELFT], taxonomy="a1", at=MONDAY)

    def breaks_after_a_whole_batch():
        yield StoredClient(Client("c-0001", "Leiden"))
        for number in range(BATCH + 5):
            yield StoredClient(Client(f"n-{number:04}"))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.clients.upsert(breaks_after_a_whole_batch(), taxonomy="a1", at=TUESDAY)

    assert list(store.clients.all()) == [DELFT]


def test_all_gives_every_profile_by_id_over_more_than_one_batch(store):
    many = [StoredClient(Client(f"c-{number:05}")) for number in range(BATCH * 2 + 1)]
    store.clients.upsert(reversed(many), taxonomy="a1", at=MONDAY)

    assert list(store.clients.all()) == many


def test_reading_all_sees_one_moment_while_another_writes(store):
    store.clients.upsert([DELFT, ZOETERMEER], taxonomy="a1", at=MONDAY)
    found = store.clients.all()
    first = next(found)
    store.clients.upsert([StoredClient(Client("c-0003"))], taxonomy="a1", at=TUESDAY)

    assert [first, *found] == [DELFT, ZOETERMEER]
    assert store.clients.count() == 3


def test_an_unknown_id_is_not_found_and_no_other_id_is_told(store):
    store.clients.upsert([DELFT], taxonomy="a1", at=MONDAY)

    with pytest.raises(NotFoundError) as refused:
        store.clients.get("c-0009")

    assert str(refused.value) == "geen cliënt met id c-0009 in deze gegevens; controleer het id"


def test_a_stored_profile_shows_its_id_only():
    assert repr(DELFT) == "StoredClient(c-0001)"


def test_the_log_tells_who_looked_for_what_the_latest_first(store):
    store.clients.log_access("a.jansen", "match", "c-0001", Purpose.ADVICE_TO_CLIENT, MONDAY)
    store.clients.log_access("nachtrun", "lijst", "c-0001", Purpose.MAINTENANCE, TUESDAY)
    store.clients.log_access("a.jansen", "match", "c-0002", Purpose.ADVICE_TO_CLIENT, TUESDAY)

    assert store.clients.accesses("c-0001") == (
        Access(TUESDAY, "nachtrun", "lijst", "c-0001", Purpose.MAINTENANCE),
        Access(MONDAY, "a.jansen", "match", "c-0001", Purpose.ADVICE_TO_CLIENT),
    )
    assert store.clients.accesses("c-0003") == ()


def test_a_moment_is_kept_in_utc(store):
    summer_time = timezone(timedelta(hours=2))
    at = datetime(2026, 7, 1, 0, 30, tzinfo=summer_time)
    store.clients.log_access("a.jansen", "match", "c-0001", Purpose.ADVICE_TO_CLIENT, at)

    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT at FROM access_log").scalar() == "2026-06-30T22:30:00.000000+00:00"
    assert store.clients.accesses("c-0001")[0].at == at


def test_a_moment_without_a_time_zone_is_refused(store):
    with pytest.raises(Exception, match="a moment needs a time zone"):
        store.clients.log_access("a.jansen", "match", "c-0001", Purpose.ADVICE_TO_CLIENT, MONDAY.replace(tzinfo=None))


def test_a_purpose_outside_the_closed_list_is_refused(store):
    with pytest.raises(Exception, match="marketing"):
        store.clients.log_access("a.jansen", "match", "c-0001", "marketing", MONDAY)

    assert store.clients.accesses("c-0001") == ()


@settings(deadline=None, max_examples=30)
@given(st.lists(clients(), max_size=5))
def test_any_profiles_come_back_exactly_from_a_store(tmp_path_factory, found):
    folder = tmp_path_factory.mktemp("store")
    with open_store(f"sqlite:///{folder / 'store.sqlite'}") as store:
        store.clients.upsert(map(StoredClient, found), taxonomy="a1", at=MONDAY)

        assert {stored.client.id: stored.client for stored in store.clients.all()} == {one.id: one for one in found}


def test_profiles_are_counted_by_their_municipality_as_it_is_written(store):
    store.clients.upsert(
        [DELFT, ZOETERMEER, StoredClient(Client("c-0003", "delft")), StoredClient(Client("c-0004"))],
        taxonomy="a1",
        at=MONDAY,
    )

    assert store.clients.municipalities() == {"Delft": 1, "Zoetermeer": 1, "delft": 1, "": 1}


def test_the_profiles_of_a_municipality_come_by_id_and_no_others(store):
    many = [StoredClient(Client(f"c-{number:05}", ("Delft", "delft", "Leiden")[number % 3])) for number in range(30)]
    store.clients.upsert(many, taxonomy="a1", at=MONDAY)

    assert list(store.clients.of_municipality({"delft", "Delft"})) == [one for at, one in enumerate(many) if at % 3 < 2]
    assert list(store.clients.of_municipality(())) == []


def test_many_looks_are_logged_in_one_go_over_more_than_one_batch(store):
    ids = [f"c-{number:05}" for number in range(BATCH * 2 + 1)]
    store.clients.log_accesses("a.jansen", "gaps", iter(ids), Purpose.ADVICE_TO_CLIENT, MONDAY)

    for client_id in (ids[0], ids[BATCH], ids[-1]):
        assert store.clients.accesses(client_id) == (
            Access(MONDAY, "a.jansen", "gaps", client_id, Purpose.ADVICE_TO_CLIENT),
        )


def test_looks_that_cannot_all_be_logged_are_none_of_them(store):
    def breaks_after_a_whole_batch():
        yield from (f"c-{number:05}" for number in range(BATCH + 1))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.clients.log_accesses("a", "gaps", breaks_after_a_whole_batch(), Purpose.MAINTENANCE, MONDAY)

    assert store.clients.accesses("c-00000") == ()


def test_no_looks_at_all_are_fine(store):
    store.clients.log_accesses("a.jansen", "gaps", [], Purpose.ADVICE_TO_CLIENT, MONDAY)
