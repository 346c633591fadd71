from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.codes import Method, Mode, Workplace
from matcher.commute import CURVES, Estimates, Precision
from matcher.domain import Client
from matcher.policy import Policy
from matcher.reach import METHODS, MODES, NO_MODE, NOTHING_SPECIAL, Asked, Reached, limits_of, minutes_to, within_reach
from tests.builders import DELFT, HOME, away, job, market, person, travel


@dataclass(frozen=True)
class Trip:
    minutes: int
    mode: Mode | None
    method: Method
    state: Reached


def trips(client, *jobs, policy=None, asked=NOTHING_SPECIAL, by=None):
    """The trip to every vacancy that is reached, by id."""
    made, ids = market(*jobs)
    reach = within_reach(client, made, by or travel(), policy or Policy(), asked)
    found = {}
    for at, row in enumerate(reach.rows):
        mode = None if reach.mode[at] == NO_MODE else MODES[reach.mode[at]]
        assert ids[row] not in found, "a vacancy is reached once"
        found[ids[row]] = Trip(int(reach.minutes[at]), mode, METHODS[reach.method[at]], Reached(int(reach.state[at])))
    return found


def states(*args, **kwargs):
    return {vacancy: trip.state for vacancy, trip in trips(*args, **kwargs).items()}


def there(name="v1", km=1.0, precision=Precision.EXACT, **fields):
    """A vacancy in the very centre of an area of its own, so that area and vacancy lie equally far."""
    return job(name, position=away(km, precision), area=f"op {km}", centre=away(km, Precision.PLACE), **fields)


def by_bike(limit=30, **fields):
    return person(modes=((Mode.BIKE, limit),), **fields)


class Timetable(Estimates):
    """The same minutes, as if they came from a timetable."""

    def to_areas(self, origin, mode, areas):
        return super().to_areas(origin, mode, areas)[0], np.full(len(areas.code), Method.TIMETABLE.ordinal, np.uint8)


# Limits


def test_each_mode_has_its_own_limit():
    client = person(modes=((Mode.WALK, 20), (Mode.TRANSIT, 60)))

    found = trips(client, there("near", 1), there("middle", 2), there("far", 60))

    assert found["near"] == Trip(15, Mode.WALK, Method.ESTIMATE_EXACT, Reached.WITHIN)
    # Two kilometres take half an hour on foot, which is too long, and 21 minutes by public transport.
    assert found["middle"] == Trip(21, Mode.TRANSIT, Method.ESTIMATE_PC4, Reached.WITHIN)
    assert "far" not in found


def test_the_limit_itself_is_within_and_a_minute_more_is_not():
    # 1 + 5 minutes a kilometre: 5.8 km is half an hour.
    found = states(by_bike(30), job("at", km=5.8), job("over", km=6.0))

    assert found == {"at": Reached.WITHIN, "over": Reached.BORDER}


def test_of_the_modes_within_their_limit_the_fastest_is_chosen():
    client = person(modes=((Mode.WALK, 60), (Mode.TRANSIT, 60), (Mode.BIKE, 60)))

    assert trips(client, there(km=3))["v1"].mode is Mode.BIKE
    assert trips(client, there(km=12))["v1"].mode is Mode.TRANSIT


def test_a_slower_way_within_its_limit_goes_before_a_faster_one_over_its_limit():
    client = person(modes=((Mode.CAR, 10), (Mode.BIKE, 60)))

    found = trips(client, there(km=5))

    # By car 15 minutes, against a limit of 10.
    assert found["v1"] == Trip(26, Mode.BIKE, Method.ESTIMATE_EXACT, Reached.WITHIN)


def test_on_the_border_the_way_that_is_least_over_its_limit_is_chosen():
    client = person(modes=((Mode.WALK, 58), (Mode.BIKE, 17)))

    # 60 minutes on foot is 3% over, 21 by bike is 23% over.
    assert trips(client, job(km=4))["v1"] == Trip(60, Mode.WALK, Method.ESTIMATE_EXACT, Reached.BORDER)


@pytest.mark.parametrize("default", [5, 20, 60, 240])
def test_the_limit_of_the_policy_is_not_read_where_someone_set_their_own(default):
    client = person(modes=((Mode.BIKE, 30), (Mode.WALK, 15)))

    assert limits_of(client, Policy(default_minutes=default), NOTHING_SPECIAL) == {Mode.BIKE: 30, Mode.WALK: 15}


def test_the_limit_of_the_policy_is_for_the_modes_without_one():
    client = person(modes=((Mode.BIKE, None), (Mode.WALK, 15)))

    assert limits_of(client, Policy(default_minutes=45), NOTHING_SPECIAL) == {Mode.BIKE: 45, Mode.WALK: 15}


def test_who_never_said_how_they_travel_walks_or_takes_public_transport():
    assert limits_of(Client("c"), Policy(default_minutes=75), NOTHING_SPECIAL) == {Mode.WALK: 75, Mode.TRANSIT: 75}


def test_asking_for_fewer_minutes_narrows_every_mode():
    client = person(modes=((Mode.BIKE, 30), (Mode.WALK, 15), (Mode.TRANSIT, None)))

    limits = limits_of(client, Policy(default_minutes=60), Asked(max_minutes=20))

    assert limits == {Mode.BIKE: 20, Mode.WALK: 15, Mode.TRANSIT: 20}


def test_asking_for_more_minutes_widens_no_limit():
    client = person(modes=((Mode.BIKE, 30), (Mode.TRANSIT, None)))

    assert limits_of(client, Policy(), Asked(max_minutes=120)) == {Mode.BIKE: 30, Mode.TRANSIT: 60}


def test_asking_for_one_of_the_own_modes_leaves_out_the_others_and_keeps_its_limit():
    client = person(modes=((Mode.BIKE, 30), (Mode.TRANSIT, 60)))

    assert limits_of(client, Policy(), Asked(modes=(Mode.BIKE,))) == {Mode.BIKE: 30}


def test_asking_for_a_mode_that_is_not_the_clients_has_the_limit_of_the_policy():
    assert limits_of(by_bike(30), Policy(default_minutes=45), Asked(modes=(Mode.CAR,))) == {Mode.CAR: 45}


def test_what_lies_beyond_is_shown_apart_only_when_it_is_asked():
    jobs = (job("within", km=5), job("border", km=7), job("beyond", km=10), job("farther", km=13))

    assert states(by_bike(30), *jobs) == {"within": Reached.WITHIN, "border": Reached.BORDER}
    assert states(by_bike(30), *jobs, asked=Asked(max_minutes=60)) == {
        "within": Reached.WITHIN,
        "border": Reached.BEYOND,
        "beyond": Reached.BEYOND,
    }


def test_a_narrowed_limit_puts_the_rest_of_the_own_limit_on_the_border_or_out():
    jobs = (job("within", km=3), job("border", km=4.4), job("out", km=5.5))

    assert states(by_bike(30), *jobs, asked=Asked(max_minutes=20)) == {
        "within": Reached.WITHIN,
        "border": Reached.BORDER,
    }


# The border


@pytest.mark.parametrize(
    ("factor", "expected"), [(1.0, set()), (1.3, {"39"}), (1.4, {"39", "41"}), (2.0, {"39", "41"})]
)
def test_the_border_ends_at_the_factor_of_the_policy(factor, expected):
    # 39 and 41 minutes by bike.
    jobs = (job("39", km=7.6), job("41", km=8.0))

    assert set(trips(by_bike(30), *jobs, policy=Policy(border_factor=factor))) == expected


def test_only_an_estimate_has_a_border():
    client = person(modes=((Mode.TRANSIT, 60),))
    jobs = (there("within", 25), there("just over", 29))

    assert states(client, *jobs) == {"within": Reached.WITHIN, "just over": Reached.BORDER}
    assert states(client, *jobs, by=Timetable(lambda _home: DELFT)) == {"within": Reached.WITHIN}


def test_what_a_timetable_puts_beyond_the_limit_is_shown_when_that_is_asked():
    client = person(modes=((Mode.TRANSIT, 60),))

    found = trips(client, there(km=29), asked=Asked(max_minutes=70), by=Timetable(lambda _home: DELFT))

    assert found["v1"] == Trip(64, Mode.TRANSIT, Method.TIMETABLE, Reached.BEYOND)


def test_what_cannot_be_reached_at_all_is_in_no_limit():
    widest = Policy(default_minutes=240, border_factor=2.0)
    client = person(modes=((Mode.WALK, None),))

    found = trips(client, job("far", km=16.9), job("too far", km=17.1), policy=widest, asked=Asked(max_minutes=254))

    assert found == {"far": Trip(254, Mode.WALK, Method.ESTIMATE_EXACT, Reached.BEYOND)}


# Methods


def test_exact_places_at_both_ends_give_an_exact_estimate():
    assert trips(by_bike(), job(km=1))["v1"].method is Method.ESTIMATE_EXACT


@pytest.mark.parametrize(
    ("home", "vacancy"),
    [
        (away(0, Precision.PLACE), away(1)),
        (DELFT, away(1, Precision.PC4)),
        (away(0, Precision.PC4), away(1, Precision.PLACE)),
    ],
)
def test_an_area_at_either_end_gives_an_estimate_on_the_area(home, vacancy):
    assert trips(by_bike(), job(position=vacancy), by=travel(home))["v1"].method is Method.ESTIMATE_PC4


@pytest.mark.parametrize("mode", [Mode.CAR, Mode.TRANSIT])
def test_car_and_public_transport_are_estimated_between_areas(mode):
    found = trips(person(modes=((mode, 60),)), there(km=9))

    assert found["v1"].method is Method.ESTIMATE_PC4
    assert found["v1"].minutes == {Mode.CAR: 21, Mode.TRANSIT: 37}[mode]


def test_within_one_area_the_average_distance_counts():
    home, same = away(0, Precision.PLACE), there(km=0, precision=Precision.PLACE)

    # Two addresses in this town lie 1.5 km apart on average: 8.5 minutes.
    assert trips(by_bike(), same, by=travel(home))["v1"].minutes == 9
    assert trips(by_bike(), same, by=travel(DELFT))["v1"].minutes == 1


# No trip, or an unknown one


def test_work_at_home_needs_no_trip():
    at_home = job("home", km=100, workplace=Workplace.REMOTE)

    assert trips(by_bike(5), at_home) == {"home": Trip(0, None, Method.NO_TRAVEL, Reached.WITHIN)}


@pytest.mark.parametrize("workplace", [Workplace.ON_SITE, Workplace.HYBRID, Workplace.TRAVELLING])
def test_all_other_work_has_a_trip(workplace):
    assert trips(by_bike(), job(km=1, workplace=workplace))["v1"].minutes == 6


def test_work_at_an_unknown_place_has_an_unknown_trip():
    assert trips(by_bike(), job(position="unknown")) == {"v1": Trip(255, None, Method.UNKNOWN, Reached.UNKNOWN)}


def test_from_an_unknown_home_every_trip_is_unknown_but_that_to_work_at_home():
    jobs = (job("near", km=1), job("nowhere", position="unknown"), job("home", workplace=Workplace.REMOTE))

    assert states(by_bike(), *jobs, by=travel(None)) == {
        "near": Reached.UNKNOWN,
        "nowhere": Reached.UNKNOWN,
        "home": Reached.WITHIN,
    }


def test_a_market_without_vacancies_has_nothing_in_reach():
    assert trips(by_bike()) == {}
    assert trips(by_bike(), by=travel(None)) == {}


# A vacancy stands on its own


@pytest.mark.parametrize("mode", [Mode.CAR, Mode.TRANSIT, Mode.BIKE])
@pytest.mark.parametrize("other", [away(14), away(14, Precision.PLACE)], ids=["exact", "place"])
def test_another_vacancy_in_the_same_place_changes_no_travel_time(mode, other):
    client = person(modes=((mode, 120),))
    here = job("here", position=away(10), area="Zoetermeer")

    alone = trips(client, here)
    beside = trips(client, here, job("other", position=other, area="Zoetermeer"))

    assert beside["here"] == alone["here"]


# One trip


@pytest.mark.parametrize("mode", Mode)
def test_the_minutes_of_one_trip_are_those_of_the_whole_market(mode):
    made, ids = market(there("a", 1), there("b", 3), there("c", 2, Precision.PLACE))
    reach = within_reach(person(modes=((mode, 60),)), made, travel(), Policy())

    assert len(reach.rows) == 3
    for at, row in enumerate(reach.rows):
        assert minutes_to(made, travel(), HOME, mode, int(row)) == reach.minutes[at], ids[row]


def test_one_trip_is_unknown_from_or_to_an_unknown_place_and_beyond_what_can_be_told():
    made, ids = market(there("near", 1), job("nowhere", position="unknown"), there("far", 90))

    assert minutes_to(made, travel(), HOME, Mode.BIKE, ids.index("nowhere")) is None
    assert minutes_to(made, travel(), HOME, Mode.CAR, ids.index("nowhere")) is None
    assert minutes_to(made, travel(), HOME, Mode.BIKE, ids.index("far")) is None
    assert minutes_to(made, travel(None), HOME, Mode.BIKE, ids.index("near")) is None
    assert minutes_to(made, travel(), HOME, Mode.CAR, ids.index("far")) == 98  # the limits do not matter


# Against a calculation by hand

kilometres = st.integers(0, 480).map(lambda eighths: eighths / 8)
limits = st.none() | st.integers(5, 120)


def by_hand(client, km, policy, asked):
    """State and minutes of the best way, from the formulas alone."""
    found = []
    for mode, limit in limits_of(client, policy, asked).items():
        minutes = int(CURVES[mode].minutes(np.array([np.float32(DELFT.x_km + km) - np.float32(DELFT.x_km)]))[0])
        if minutes == 255:
            continue
        if minutes <= limit:
            found.append((Reached.WITHIN, minutes, minutes))
        elif asked.max_minutes is not None and minutes <= asked.max_minutes:
            found.append((Reached.BEYOND, minutes, minutes))
        elif minutes <= limit * policy.border_factor:
            found.append((Reached.BORDER, 100 * minutes // limit, minutes))
    return min(found)[:2] if found else None


@given(
    modes=st.dictionaries(st.sampled_from(Mode), limits, max_size=5),
    places=st.lists(kilometres, min_size=1, max_size=8),
    asked=st.builds(Asked, st.just(()), st.none() | st.integers(5, 200)),
    factor=st.sampled_from([1.0, 1.3, 2.0]),
)
def test_reach_is_what_the_formulas_say_for_every_vacancy_apart(modes, places, asked, factor):
    client = person(modes=tuple(modes.items()))
    policy = Policy(border_factor=factor)
    # Each vacancy its own area: the centre is the vacancy itself.
    jobs = [there(f"v{n}", km) for n, km in enumerate(places)]

    found = trips(client, *jobs, policy=policy, asked=asked)

    for number, km in enumerate(places):
        expected = by_hand(client, km, policy, asked)
        trip = found.get(f"v{number}")
        assert (trip is None) == (expected is None)
        if trip is not None:
            key = 100 * trip.minutes // limits_of(client, policy, asked)[trip.mode]
            assert (trip.state, key if trip.state is Reached.BORDER else trip.minutes) == expected
