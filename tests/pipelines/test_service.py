import shutil
from datetime import date

import pytest

from matcher.codes import Mode
from matcher.errors import HomeError, MarketError, NotFoundError, PolicyError
from matcher.policy import Policy
from matcher.purpose import Purpose
from matcher.ranker import PriorRanker
from pipelines.home import create_home, open_home
from pipelines.service import Service, Wanted, open_service
from pipelines.settings import acting_user, today
from tests import cases
from tests.homes import DAY, lasting, region

ON = date.fromisoformat(cases.ON)


@pytest.fixture(scope="module")
def service():
    with open_service(cases.home(), cache=lasting() / "cache") as opened:
        yield opened


@pytest.fixture
def copied(tmp_path):
    """A copy of the home that a test may spoil."""
    return shutil.copytree(cases.home(), tmp_path / "huis")


def matched(service, client="anna", **wanted):
    advice = service.advice(
        service.client(client, "test"), Wanted(on=ON) if not wanted else Wanted(**{"on": ON} | wanted)
    )
    return [service.market.texts([row])[0]["id"] for row in advice.matches.scored.features.rows]


def test_a_client_comes_with_profile_and_position_and_the_look_is_logged(service):
    stored = service.client("anna", "proef")

    assert stored.client.id == "anna"
    assert stored.position is not None
    last = service.store.log.of("anna")[0]
    assert (last.who, last.what, last.purpose) == (acting_user(), "proef", Purpose.ADVICE_TO_CLIENT)


def test_a_client_who_is_not_here_is_not_logged_either(service):
    with pytest.raises(NotFoundError, match="niemand"):
        service.client("niemand", "proef")

    assert service.store.log.of("niemand") == ()


def test_the_caseload_of_a_municipality_is_logged_for_each_of_them(service):
    before = {name: len(service.store.log.of(name)) for name in ("anna", "dora")}
    found = service.caseload({"Delft"}, "proef")

    assert [stored.client.id for stored in found] == ["anna"]
    assert len(service.store.log.of("anna")) == before["anna"] + 1
    assert len(service.store.log.of("dora")) == before["dora"]
    last = service.store.log.of("anna")[0]
    assert (last.who, last.what, last.purpose) == (acting_user(), "proef", Purpose.ADVICE_TO_CLIENT)


def test_the_policy_is_that_of_the_municipality_of_the_client(service):
    anna, dora, cem = (service.client(name, "proef").client for name in ("anna", "dora", "cem"))

    assert (service.policy(anna).municipality, service.policy(anna).default_minutes) == ("Delft", 90)
    assert (service.policy(dora).municipality, service.policy(dora).hours_margin) == ("Leiden", 8)
    assert service.policy(cem) == Policy(municipality="")


def test_a_policy_that_was_changed_is_used_from_the_next_opening_on(copied):
    with open_service(copied) as service:
        before = matched(service)
        (copied / "policy" / "delft.toml").write_text('municipality = "Delft"\nlist_length = 1\n', "utf-8")

        assert matched(service) == before  # one moment: lists that are compared came about in the same way
    with open_service(copied) as service:
        assert matched(service) == before[:1] != before


def test_a_policy_that_is_broken_is_named(copied):
    (copied / "policy" / "delft.toml").write_text('municipality = "Delft"\nlist_length = 0\n', "utf-8")

    with open_service(copied) as service, pytest.raises(PolicyError, match=r"delft\.toml.*list_length"):
        matched(service)


def test_what_was_asked_goes_before_the_policy_for_this_once(service):
    stored = service.client("anna", "proef")

    assert len(matched(service)) == 2
    assert len(matched(service, top=1)) == 1
    assert len(service.advice(stored, Wanted(on=ON), Policy(list_length=1)).matches) == 1
    assert len(matched(service)) == 2


def test_the_way_to_travel_and_the_minutes_that_were_asked_are_used(service):
    stored = service.client("anna", "proef")

    assert service.advice(stored, Wanted(modes=(Mode.WALK,), on=ON)).options.reach.limits == {Mode.WALK: 90}
    assert service.advice(stored, Wanted(max_minutes=10, on=ON)).options.reach.limits == {Mode.BIKE: 10}
    assert service.advice(stored, Wanted(max_minutes=60, on=ON)).options.reach.limits == {Mode.BIKE: 30}


def test_an_ordinary_home_stands_at_today_and_a_demo_at_its_own_day():
    before = today()

    with open_service(cases.ordinary_home()) as ordinary:
        assert before <= ordinary.day <= today()
    with open_service(region()) as demo:
        assert demo.day == date.fromisoformat(DAY)
        assert demo.advice(demo.client("c-0001", "proef"), Wanted()).situation.on == date.fromisoformat(DAY)
        assert demo.reskilling(demo.client("c-0001", "proef")).situation.on == date.fromisoformat(DAY)


def test_a_row_is_found_by_the_id_of_its_vacancy(service):
    row = service.row("past")

    assert service.market.texts([row])[0]["id"] == "past"
    with pytest.raises(NotFoundError, match="v-99"):
        service.row("v-99")


def test_another_ranker_may_be_handed_in():
    class Upside(PriorRanker):
        name = "omgekeerd"

    with Service(open_home(cases.home()), ranker=Upside()) as service:
        assert service.ranker.name == "omgekeerd"
        assert len(matched(service)) == 2


def test_travel_is_for_the_one_client_it_was_made_for(service):
    anna, boris = service.client("anna", "proef"), service.client("boris", "proef")

    travel = service.travel_of(anna)

    assert travel.origin(anna.client.home) == anna.position
    assert travel.origin(boris.client.home) is None


def test_who_lives_nowhere_that_is_known_starts_nowhere(service):
    cem = service.client("cem", "proef")

    assert cem.position is None
    assert service.travel_of(cem).origin(cem.client.home) is None


def test_nothing_is_opened_before_it_is_needed(tmp_path):
    home = create_home(tmp_path / "huis")

    with open_service(home.path) as service:
        assert service.policy(cases_client()).municipality == "Delft"
    assert not home.store.exists()


def cases_client():
    with open_service(cases.home()) as service:
        return service.client("anna", "proef").client


def test_a_home_without_a_market_or_with_a_damaged_one_is_told(tmp_path, copied):
    with open_service(create_home(tmp_path / "leeg").path) as service, pytest.raises(HomeError):
        _ = service.market
    (array,) = (copied / "markets").glob("*/hours_min.npy")
    array.write_bytes(array.read_bytes()[:-1])
    with open_service(copied) as service, pytest.raises(MarketError, match=r"hours_min\.npy"):
        _ = service.market


def test_a_service_that_was_closed_leaves_the_store_to_others(copied):
    with open_service(copied) as service:
        service.client("anna", "proef")

    shutil.rmtree(copied)
    assert not copied.exists()


def test_courses_come_with_their_offerings(service):
    (vca,) = (course for course in service.courses if course.id == "cursus-vca-basis")

    assert {one.provider for one in vca.offerings} == {one["aanbieder"] for one in cases.OFFERINGS} - {"Geweest"}
    assert [course.id for course in service.courses] == sorted(course.id for course in service.courses)
