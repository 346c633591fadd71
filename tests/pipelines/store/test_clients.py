from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher.codes import Origin, Route
from matcher.commute import Position, Precision
from matcher.domain import Client, Location, OwnSkill, Wish
from matcher.errors import ConflictError, InputError, NotFoundError
from matcher.purpose import Purpose
from pipelines.store.access_log import Act, Actor
from pipelines.store.client_keys import BATCH
from pipelines.store.clients import StoredClient, Upserted
from pipelines.store.engine import open_store
from pipelines.store.tables import stamp
from tests import databases
from tests.conftest import KEYS
from tests.strategies import clients

MONDAY = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
DELFT = StoredClient(Client("c-0001", "Delft", Location("Delft", "2611AB")), Position(84.2, 447.6, Precision.EXACT))
ZOETERMEER = StoredClient(Client("c-0002", "Zoetermeer"))
# What stands in the clear in a column: PostgreSQL keeps no NUL, and reading in takes it out.
kept = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
ACT = Act(Actor("a-1", "werkcoach"), "profiel verbeterd", Purpose.ADVICE_TO_CLIENT, TUESDAY)


def linked_to(taxonomy):
    """What links to a taxonomy in which everything is found; a diploma brings one skill along."""

    def link(client):
        own = [one for one in client.skills if one.origin is Origin.STATED]
        return replace(
            client,
            skills=(
                *(replace(one, skill=f"{taxonomy}/{one.phrase}") for one in own),
                *(OwnSkill(f"diploma {one}", f"{taxonomy}/{one}", None, Origin.DIPLOMA) for one in client.diplomas),
            ),
            wishes=tuple(Wish(one.text, f"{taxonomy}/{one.text}") for one in client.wishes),
        )

    return link


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


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(clients(id=kept, municipality=kept), max_size=5))
def test_any_profiles_come_back_exactly_whatever_is_there_already(store, found):
    store.clients.upsert(map(StoredClient, found), taxonomy="a1", at=MONDAY)

    wanted = {one.id: one for one in found}
    assert {stored.client.id: stored.client for stored in store.clients.these(list(wanted))} == wanted


def test_a_value_that_a_database_cannot_hold_is_refused_without_repeating_any():
    with databases.shared().database() as address, open_store(address, KEYS) as store:
        with pytest.raises(InputError, match="een waarde past niet in de database") as refused:
            store.clients.upsert([StoredClient(Client("c-1", "Del\0ft"))], taxonomy="a1", at=MONDAY)
        assert "Del" not in str(refused.value.__cause__)
        with pytest.raises(InputError):
            store.clients.get("c-\0")

        assert store.clients.count() == 0


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


def test_profiles_come_in_the_order_of_their_code_points_whatever_the_language_of_the_database(store):
    ids = ["a-1", "B-1", "b 1", "b-1", "C-1", "é-1", "A_1", "A-1"]
    store.clients.upsert([StoredClient(Client(one, "Delft")) for one in ids], taxonomy="a1", at=MONDAY)

    assert [stored.client.id for stored in store.clients.all()] == sorted(ids)
    assert [stored.client.id for stored in store.clients.these(ids)] == sorted(ids)
    assert [stored.client.id for stored in store.clients.of_municipality(["Delft"])] == sorted(ids)


def test_what_is_corrected_holds_over_what_is_imported(store):
    store.clients.upsert([DELFT], taxonomy="a1", at=MONDAY)
    corrected = StoredClient(replace(DELFT.client, hours_max=20), DELFT.position)
    store.clients.change(corrected, ["hours_max"], ACT)
    imported = StoredClient(Client("c-0001", "Leiden", Location("Leiden"), hours_max=36), ZOETERMEER.position)
    store.clients.upsert([imported], taxonomy="a1", at=TUESDAY)

    found = store.clients.get("c-0001")
    assert (found.client.municipality, found.client.hours_max) == ("Leiden", 20)
    assert found.corrected == ("hours_max",)
    assert found.position is None


def test_a_corrected_home_keeps_its_place_on_the_map(store):
    store.clients.upsert([DELFT], taxonomy="a1", at=MONDAY)
    moved = Position(93.1, 452.0, Precision.PLACE, 2.5)
    store.clients.change(StoredClient(replace(DELFT.client, home=Location("Zoetermeer")), moved), ["home"], ACT)
    store.clients.upsert([DELFT], taxonomy="a1", at=TUESDAY)

    found = store.clients.get("c-0001")
    assert (found.client.home, found.position) == (Location("Zoetermeer"), moved)


def test_who_is_not_here_cannot_be_corrected(store):
    with pytest.raises(NotFoundError, match="c-0009"):
        store.clients.change(StoredClient(Client("c-0009")), ["hours_max"], ACT)


def test_linking_to_another_taxonomy_keeps_what_was_imported_and_what_was_corrected(store):
    store.clients.upsert([DELFT], taxonomy="a1", at=MONDAY)
    store.clients.change(StoredClient(replace(DELFT.client, hours_max=20)), ["hours_max"], ACT)
    store.clients.relink(lambda client: client, taxonomy="b2")

    assert store.clients.taxonomies() == {"b2"}
    assert store.clients.get("c-0001").client == replace(DELFT.client, hours_max=20)
    assert store.clients.upsert([DELFT], taxonomy="b2", at=TUESDAY) == Upserted(unchanged=1)


def test_linking_anew_goes_by_as_many_profiles_as_there_are_and_keeps_their_moments(store):
    many = [StoredClient(Client(f"c-{number:05}", wishes=(Wish("kok"),))) for number in range(BATCH + 3)]
    store.clients.upsert(many, taxonomy="a1", at=MONDAY)
    store.clients.upsert(many[:1], taxonomy="b2", at=MONDAY)
    store.clients.relink(linked_to("b2"), taxonomy="b2")

    found = list(store.clients.all())
    assert len(found) == len(many)
    assert {one.client.wishes for one in found[1:]} == {(Wish("kok", "b2/kok"),)}
    assert found[0] == many[0]  # it was linked to this taxonomy already
    assert set(moments(store).values()) == {stamp(MONDAY)}


def test_imported_hours_give_way_to_corrected_ones_that_they_cannot_be_beside(store):
    store.clients.upsert([DELFT], taxonomy="a1", at=MONDAY)
    store.clients.change(StoredClient(replace(DELFT.client, hours_min=30)), ["hours_min"], ACT)

    def read_in(low, high):
        one = StoredClient(replace(DELFT.client, hours_min=low, hours_max=high), DELFT.position)
        done = store.clients.upsert([one, ZOETERMEER], taxonomy="a1", at=TUESDAY)
        client = store.clients.get("c-0001").client
        return done.clashes, client.hours_min, client.hours_max

    assert read_in(12, 24) == (1, 30, None)
    assert read_in(12, 24) == (1, 30, None)  # told again, though nothing is new
    assert read_in(12, 36) == (0, 30, 36)
    assert read_in(None, None) == (0, 30, None)
    store.clients.change(StoredClient(Client("c-0001", hours_max=40)), ["hours_max"], ACT)
    assert read_in(12, 24) == (0, 30, 40)


def test_hours_that_cannot_be_are_not_kept_whoever_looked_at_them_before(store):
    store.clients.upsert([DELFT], taxonomy="a1", at=MONDAY)
    store.clients.change(StoredClient(Client("c-0001", hours_min=10, hours_max=20)), ["hours_min", "hours_max"], ACT)
    before = store.clients.get("c-0001")
    with pytest.raises(ConflictError):
        store.clients.change(StoredClient(Client("c-0001", hours_min=30)), ["hours_min"], ACT)

    assert store.clients.get("c-0001") == before


def test_a_correction_of_a_profile_that_is_no_longer_so_is_refused(store):
    store.clients.upsert([DELFT], taxonomy="a1", at=MONDAY)
    store.clients.change(StoredClient(replace(DELFT.client, name="Peer")), ["name"], ACT, before=DELFT.client)
    with pytest.raises(ConflictError, match="zojuist"):
        store.clients.change(StoredClient(replace(DELFT.client, name="Appel")), ["name"], ACT, before=DELFT.client)

    assert store.clients.get("c-0001").client.name == "Peer"
    assert len(store.history.of("c-0001")) == 1


def test_a_correction_that_is_linked_to_another_taxonomy_than_the_rest_is_linked_anew(store):
    """A service that still serves the taxonomy before writes the words of a profile that has the new one already."""
    store.clients.upsert([DELFT, ZOETERMEER], taxonomy="b2", at=MONDAY)
    own = linked_to("a1")(replace(DELFT.client, wishes=(Wish("kok"),)))
    store.clients.change(StoredClient(own), ["wishes"], ACT, taxonomy="a1")
    store.clients.change(StoredClient(replace(ZOETERMEER.client, name="Peer")), ["name"], ACT, taxonomy="a1")
    assert store.clients.taxonomies() == {"", "b2"}
    store.clients.relink(linked_to("b2"), taxonomy="b2")

    assert store.clients.get("c-0001").client.wishes == (Wish("kok", "b2/kok"),)
    assert store.clients.taxonomies() == {"b2"}


def test_skills_that_follow_from_words_follow_the_words_that_hold(store):
    """A diploma of an import brings its skill along, also for who corrected their skills, and takes it away again."""
    link = linked_to("a1")

    def read_in(*diplomas, skills=()):
        one = link(Client("c-1", skills=tuple(map(OwnSkill, skills)), diplomas=diplomas))
        list(store.clients.to_be_linked([StoredClient(one)]))
        store.clients.upsert([StoredClient(one)], taxonomy="a1", at=MONDAY, link=link)
        return [skill.phrase for skill in store.clients.get("c-1").client.skills]

    assert read_in("kok", skills=["lassen"]) == ["lassen", "diploma kok"]
    own = link(replace(store.clients.get("c-1").client, skills=(OwnSkill("zagen"),)))
    store.clients.change(StoredClient(own), ["skills"], ACT)
    assert read_in("kok", skills=["lassen"]) == ["zagen", "diploma kok"]
    assert read_in("kok", "kapper") == ["zagen", "diploma kok", "diploma kapper"]
    assert read_in() == ["zagen"]
    assert store.clients.get("c-1").corrected == ("skills",)

    own = link(replace(store.clients.get("c-1").client, diplomas=("bakker",)))
    store.clients.change(StoredClient(own), ["diplomas"], ACT)
    assert read_in("kok") == ["zagen", "diploma bakker"]
    store.clients.relink(linked_to("b2"), taxonomy="b2")
    assert [one.skill for one in store.clients.get("c-1").client.skills] == ["b2/zagen", "b2/bakker"]


def test_who_corrected_a_diploma_gets_the_skills_of_later_imports(store):
    link = linked_to("a1")
    store.clients.upsert([StoredClient(link(Client("c-1")))], taxonomy="a1", at=MONDAY, link=link)
    store.clients.change(StoredClient(link(Client("c-1", diplomas=("kok",)))), ["diplomas"], ACT)
    store.clients.upsert(
        [StoredClient(link(Client("c-1", skills=(OwnSkill("zagen"),))))], taxonomy="a1", at=MONDAY, link=link
    )

    assert [one.phrase for one in store.clients.get("c-1").client.skills] == ["zagen", "diploma kok"]


def test_only_who_corrected_words_is_linked_beforehand_as_the_import_will_have_it(store):
    store.clients.upsert([DELFT, ZOETERMEER, StoredClient(Client("c-3"))], taxonomy="a1", at=MONDAY)
    store.clients.change(StoredClient(Client("c-0001", wishes=(Wish("kok"),))), ["wishes"], ACT)
    store.clients.change(StoredClient(Client("c-0002", name="Peer")), ["name"], ACT)
    new = [StoredClient(Client(one, "Leiden")) for one in ("c-0001", "c-0002", "c-3", "c-4")]
    asked = []
    beforehand = list(store.clients.to_be_linked(new))
    store.clients.upsert(new, taxonomy="a1", at=TUESDAY, link=lambda one: asked.append(one) or one)

    assert beforehand == asked == [Client("c-0001", "Leiden", wishes=(Wish("kok"),))]


def test_two_who_read_in_the_same_people_at_once_both_succeed(address):
    open_store(address, KEYS).close()
    many = [StoredClient(Client(f"c-{number:05}")) for number in range(BATCH * 2)]

    def read_in(people):
        with open_store(address, KEYS) as store:
            return store.clients.upsert(people, taxonomy="a1", at=MONDAY)

    with ThreadPoolExecutor(2) as threads:
        done = list(threads.map(read_in, [many, many[::-1]]))

    assert sorted(one.added for one in done) == [0, len(many)]
    with open_store(address, KEYS) as store:
        assert list(store.clients.all()) == many
