from dataclasses import replace
from datetime import date

import pytest

from matcher.codes import CourseKind, Mode
from matcher.domain import Course, Location, Offering
from matcher.policy import Policy
from pipelines.offerings import SHOWN, reachable_offerings
from pipelines.service import open_service
from tests import cases
from tests.homes import lasting

ON = date.fromisoformat(cases.ON)
LATER = date(2027, 2, 1)


@pytest.fixture(scope="module")
def service():
    with open_service(cases.home(), cache=lasting() / "cache") as opened:
        yield opened


def at(place, provider="School", **fields):
    return Offering(provider, Location(place), **{"start_date": LATER} | fields)


def found(service, *offerings, client="anna", policy=None, **changes):
    stored = service.client(client, "proef")
    stored = replace(stored, client=replace(stored.client, **changes))
    course = Course("k", "Cursus", CourseKind.TRAINING, offerings=offerings)
    return reachable_offerings(service, stored, course, policy or Policy(), ON)


def providers(found_offerings):
    return [one.offering.provider for one in found_offerings]


def test_an_offering_nearby_comes_with_the_trip_to_it(service):
    (one,) = found(service, at("Delft"))

    assert one.mode is Mode.BIKE
    assert 0 < one.minutes <= 30


def test_what_is_too_far_is_not_there(service):
    assert found(service, at("Groningen"), at("Leiden")) == []


def test_the_fastest_of_the_ways_to_travel_counts(service):
    (one,) = found(service, at("Delft"), modes=((Mode.WALK, 60), (Mode.CAR, 60), (Mode.BIKE, 60)))

    assert one.mode is Mode.CAR


def test_the_limit_of_the_policy_is_only_for_who_set_none(service):
    anywhere = (at("Rotterdam"),)

    assert found(service, *anywhere, modes=((Mode.TRANSIT, None),), policy=Policy(default_minutes=90))
    assert not found(service, *anywhere, modes=((Mode.TRANSIT, None),), policy=Policy(default_minutes=10))
    assert not found(service, *anywhere, modes=((Mode.TRANSIT, 10),), policy=Policy(default_minutes=90))


def test_what_has_started_is_not_there_and_what_starts_today_is(service):
    days = [("gisteren", date(2026, 11, 22)), ("vandaag", ON), ("later", LATER), ("altijd", None)]

    assert providers(found(service, *(at("Delft", name, start_date=day) for name, day in days))) == [
        "vandaag",
        "later",
        "altijd",
    ]


def test_the_next_start_comes_first_then_the_shortest_trip_then_the_name(service):
    offerings = (
        at("Delft", "laat", start_date=date(2027, 3, 1)),
        at("Delft", "ver"),
        at("", "online", online=True),
        at("Delft", "dichtbij"),
    )

    assert providers(found(service, *offerings)) == ["online", "dichtbij", "ver", "laat"]


def test_online_needs_no_trip(service):
    (one,) = found(service, at("Groningen", online=True))

    assert (one.minutes, one.mode) == (None, None)


@pytest.mark.parametrize("place", ["", "Xyzzyveen"])
def test_a_place_that_is_not_known_is_shown_without_minutes(service, place):
    (one,) = found(service, at(place))

    assert (one.minutes, one.mode) == (None, None)


def test_for_whose_home_is_not_known_every_place_is_shown_without_minutes(service):
    trips = found(service, at("Delft"), at("Groningen"), client="cem")

    assert [(one.minutes, one.mode) for one in trips] == [(None, None), (None, None)]


def test_as_many_are_shown_as_a_person_can_compare(service):
    many = [at("Delft", f"school {number:02}") for number in range(SHOWN + 4)]

    assert providers(found(service, *many)) == [one.provider for one in many[:SHOWN]]


def test_a_course_without_offerings_has_none(service):
    assert found(service) == []
