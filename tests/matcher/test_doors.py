from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.codes import CourseKind, DayPart, LanguageLevel, Level, Mode
from matcher.commute import Position, Precision
from matcher.curriculum import curriculum_of
from matcher.domain import Course, Location, Offering, Times
from matcher.doors import Bar, Standing, doors_of, entry_bars
from matcher.policy import Policy
from matcher.reach import MODES
from matcher.situation import situation_of
from tests.builders import DELFT, TODAY, away, market, person, travel
from tests.matcher import worlds

SOON = TODAY + timedelta(days=30)
PLACES = {"Delft": away(1), "Rijswijk": away(5), "Leiden": away(20), "Groningen": away(180)}


def course(*offerings, **fields):
    return Course("k", "Cursus", **{"kind": CourseKind.TRAINING, "offerings": offerings} | fields)


def at(place, provider="School", **fields):
    return Offering(provider, Location(place), **{"start_date": SOON} | fields)


def doors(*courses, position=DELFT, policy=None, **client):
    """What stands open for someone who cycles for half an hour from Delft, unless said otherwise."""
    made, _ = market()
    situation = situation_of(person(**client), made, policy or Policy(), TODAY)
    curriculum = curriculum_of(courses, made, lambda location: PLACES.get(location.place))
    return doors_of(situation, curriculum, travel(position))


def bars(*offerings, asked=None, **client):
    """Why a course with these offerings cannot be begun."""
    found = doors(course(*offerings, **(asked or {})), **client)
    return [bar for bar in Bar if found.bars[0] >> bar.ordinal & 1]


def ways_in(*offerings, **client):
    """The providers that can be gone to, in order."""
    found = doors(course(*offerings), **client)
    return [found.curriculum.offers.offerings[index].provider for index in found.ways_in(0)]


# What is asked at the door


@pytest.mark.parametrize(
    ("client", "asked", "expected"),
    [
        ({"level": Level.MBO1}, {"entry_level": Level.MBO2}, [Bar.LEVEL]),
        ({"level": Level.MBO2}, {"entry_level": Level.MBO2}, []),
        ({"level": None}, {"entry_level": Level.HBO}, []),
        ({"level": Level.MBO2}, {"kind": CourseKind.ENTREE}, [Bar.QUALIFIED]),
        ({"level": Level.MBO1}, {"kind": CourseKind.ENTREE}, []),
        ({"level": None}, {"kind": CourseKind.ENTREE}, []),
        ({"languages": (("nl", LanguageLevel.A1),)}, {"entry_language": LanguageLevel.A2}, [Bar.LANGUAGE]),
        ({"licences": frozenset()}, {"entry_licences": ("rijbewijs-b",)}, [Bar.LICENCE]),
        ({"licences": frozenset({"rijbewijs-be"})}, {"entry_licences": ("rijbewijs-b",)}, []),
        ({"licences": None}, {"entry_licences": ("rijbewijs-b",)}, []),
        ({"hours_max": 16}, {"hours_per_week": 20}, [Bar.HOURS]),
        ({"hours_max": 20}, {"hours_per_week": 20}, []),
        ({"hours_max": 16}, {"hours_per_week": None}, []),
        (
            {"level": Level.NONE, "hours_max": 4},
            {"entry_level": Level.MBO1, "hours_per_week": 8},
            [Bar.LEVEL, Bar.HOURS],
        ),
    ],
)
def test_a_kind_of_training_asks_level_language_papers_and_hours(client, asked, expected):
    assert bars(asked=asked, **client) == expected


def test_a_shorter_offering_lets_in_who_has_fewer_hours():
    asked = {"hours_per_week": 32}

    assert bars(at("Delft"), asked=asked, hours_max=16) == [Bar.HOURS]
    assert bars(at("Delft", hours_per_week=12.0), asked=asked, hours_max=16) == []


def enters(one, level, language):
    """Whether someone without any papers may begin a course, from what the course itself says."""
    asks_more = one.entry_level is not None and level is not None and level < one.entry_level
    speaks_less = one.entry_language is not None and language is not None and language < one.entry_language
    has_more = one.kind is CourseKind.ENTREE and level is not None and level > Level.MBO1
    return not (asks_more or speaks_less or has_more or one.entry_licences)


@given(st.integers(0, 10**6), st.sampled_from([None, *Level]), st.sampled_from([None, *LanguageLevel]))
def test_the_door_of_all_courses_at_once_is_that_of_each(seed, level, language):
    made, _ = market()
    courses = [worlds.course(seed), worlds.course(seed + 1), course(kind=CourseKind.ENTREE)]
    curriculum = curriculum_of(courses, made)
    standing = Standing(None if level is None else int(level), None if language is None else int(language), 0)

    bars = entry_bars(curriculum, standing)

    assert [enters(one, level, language) for one in courses] == (bars == 0).tolist()


# Starts


@pytest.mark.parametrize(
    ("fields", "open_"),
    [
        ({"start_date": TODAY}, True),
        ({"start_date": TODAY - timedelta(days=1)}, False),
        ({"start_date": TODAY - timedelta(days=90), "enter_until": TODAY}, True),
        ({"start_date": TODAY - timedelta(days=90), "enter_until": TODAY - timedelta(days=1)}, False),
        ({"start_date": None}, True),
        ({"start_date": None, "enter_until": SOON}, True),
        ({"apply_by": TODAY}, True),
        ({"apply_by": TODAY - timedelta(days=1)}, False),
        ({"start_date": None, "apply_by": TODAY - timedelta(days=1)}, False),
    ],
    ids=str,
)
def test_an_offering_that_can_no_longer_be_begun_is_no_way_in(fields, open_):
    assert (bars(at("Delft", **fields)) == []) is open_
    assert bool(ways_in(at("Delft", **fields))) is open_


def test_a_flexible_start_begins_today_at_the_earliest():
    found = doors(course(at("Delft", start_date=TODAY - timedelta(days=9), enter_until=SOON)))

    assert found.begins[0] == (TODAY - TODAY.replace(year=1970, month=1, day=1)).days


def test_a_course_of_which_all_starts_are_over_says_so():
    assert bars(at("Delft", start_date=TODAY - timedelta(days=1))) == [Bar.STARTED]


# The way there


def test_an_offering_nearby_comes_with_the_trip_to_it():
    found = doors(course(at("Delft")))

    assert MODES[found.mode[0]] is Mode.BIKE
    assert 0 < found.minutes[0] <= 30


def test_a_course_of_which_all_offerings_are_too_far_is_not_open():
    assert bars(at("Groningen"), at("Leiden")) == [Bar.TRAVEL]
    assert bars(at("Groningen"), at("Delft")) == []
    assert ways_in(at("Groningen", "ver"), at("Delft", "hier")) == ["hier"]


def test_the_fastest_of_the_ways_to_travel_counts():
    found = doors(course(at("Rijswijk")), modes=((Mode.WALK, 60), (Mode.CAR, 60), (Mode.BIKE, 60)))

    assert MODES[found.mode[0]] is Mode.CAR


def test_the_limit_of_the_policy_is_only_for_who_set_none():
    assert ways_in(at("Leiden"), modes=((Mode.CAR, None),), policy=Policy(default_minutes=90))
    assert not ways_in(at("Leiden"), modes=((Mode.CAR, None),), policy=Policy(default_minutes=10))
    assert not ways_in(at("Leiden"), modes=((Mode.CAR, 10),), policy=Policy(default_minutes=90))


def test_online_needs_no_trip_and_an_unknown_place_is_no_reason_to_leave_it_out():
    found = doors(course(at("", online=True), at("Xyzzyveen")))

    assert found.usable.all()
    assert set(found.mode) == {-1}


def test_from_an_unknown_home_nothing_is_too_far():
    assert bars(at("Groningen"), position=None) == []


def test_from_the_middle_of_a_place_the_trip_is_never_nothing():
    middle = Position(DELFT.x_km, DELFT.y_km, Precision.PLACE, 1.5)
    PLACES["hier"] = Position(DELFT.x_km, DELFT.y_km, Precision.PLACE, 1.5)

    assert doors(course(at("hier")), position=middle).minutes[0] > 0


# Times


@pytest.mark.parametrize(
    ("parts", "client", "open_"),
    [
        ({DayPart.EVENING}, {"day_parts": frozenset({DayPart.DAY})}, False),
        ({DayPart.EVENING}, {"day_parts": frozenset({DayPart.DAY, DayPart.EVENING})}, True),
        ({DayPart.DAY, DayPart.EVENING}, {"day_parts": frozenset({DayPart.DAY})}, False),
        ({DayPart.EVENING}, {"day_parts": None}, True),
        (None, {"day_parts": frozenset({DayPart.DAY})}, True),
        ({DayPart.EVENING}, {"window": Times(510, 870)}, False),
        ({DayPart.DAY}, {"window": Times(510, 870)}, True),
        ({DayPart.SATURDAY}, {"window": Times(510, 870)}, False),
    ],
)
def test_lessons_at_times_that_someone_cannot_come_are_no_way_in(parts, client, open_):
    lessons = at("Delft", day_parts=None if parts is None else frozenset(parts))

    assert (bars(lessons, **client) == []) is open_
    assert open_ or bars(lessons, **client) == [Bar.TIMES]


# Order


def test_the_next_start_comes_first_then_the_shortest_trip_then_the_name():
    offerings = (
        at("Delft", "laat", start_date=SOON + timedelta(days=9)),
        at("Rijswijk", "ver"),
        at("", "online", online=True),
        at("Delft", "b-dichtbij"),
        at("Delft", "a-dichtbij"),
        at("Delft", "altijd", start_date=None),
    )

    assert ways_in(*offerings) == ["online", "a-dichtbij", "b-dichtbij", "ver", "laat", "altijd"]
