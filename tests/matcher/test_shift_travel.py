"""Public transport at the edges of the day: a reason where someone cannot be there or get home, else silence."""

from dataclasses import replace

import numpy as np
import pytest

from matcher.advise import advise
from matcher.codes import DayPart, Method, Mode
from matcher.commute import NO_SERVICE, Estimates, TransitFacts
from matcher.domain import Times
from matcher.explain import account_of
from matcher.misses import BIKE_AND_TRANSIT, Trip, TripMark
from matcher.policy import Policy
from matcher.ranker import PriorRanker
from tests.builders import DELFT, TODAY, job, market, person

HOME = "het werk eindigt om {} uur; de laatste reis naar huis met het ov is om {} uur"
THERE = "het werk begint om {} uur; met het ov bent u er op z'n vroegst om {} uur"


class Served(Estimates):
    """Estimates, with a timetable that first arrives and last leaves at the same moments everywhere."""

    def __init__(self, first, last, *, by_bike=False, known=True):
        super().__init__(lambda _: DELFT)
        self.first, self.last, self.by_bike, self.known = first, last, by_bike, known

    def to_areas(self, origin, mode, areas):
        minutes, _ = super().to_areas(origin, mode, areas)
        return minutes, np.full(len(minutes), Method.TIMETABLE.ordinal, np.uint8)

    def transit_facts(self, origin, areas):  # noqa: ARG002 - the same from everywhere
        count = len(areas.code)
        return TransitFacts(
            np.full(count, self.first, np.int16),
            np.full(count, self.last, np.int16),
            np.full(count, self.known),
            np.full(count, self.by_bike),
            np.zeros(count, bool),
            np.full(count, 40, np.uint8),
        )


def told(travel, *, mode=Mode.TRANSIT, **fields):
    """What is said of a vacancy at a till for someone who travels this way."""
    client = person("kassa-bedienen", modes=((mode, 90),))
    made, _ = market(job(essential=["kassa-bedienen"], km=5.0, **fields))
    found = advise(client, made, travel=travel, ranker=PriorRanker(), policy=Policy(), on=TODAY)
    listing = next(one for one in (found.matches, found.near, found.unknown) if len(one))
    account = account_of(found.situation, found.options, found.fit.missed, listing.scored, 0)
    return account, [reason.text for reason in account.reasons_against if " ov" in reason.text]


def at(text):
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def shift(text):
    begin, end = text.split("-")
    return Times(at(begin), at(end))


@pytest.mark.parametrize(
    ("first", "last", "work", "said"),
    [
        ("6:20", "24:40", "7:00-15:30", []),
        ("6:20", "24:40", "6:20-15:00", []),
        (
            "6:20",
            "24:40",
            "6:00-14:30",
            [THERE.format("6.00", "6.20")],
        ),
        ("6:20", "22:45", "14:00-22:45", []),
        (
            "6:20",
            "22:45",
            "15:00-23:30",
            [HOME.format("23.30", "22.45")],
        ),
        (
            "6:20",
            "24:10",
            "16:00-0:30",
            [HOME.format("0.30", "0.10")],
        ),
        ("6:20", "24:40", "17:00-1:00", []),  # the last that is looked for may not be the last that there is
        ("6:20", "22:45", "23:00-7:00", []),  # a night shift goes home in the morning
        ("6:20", "22:45", "9:00-17:00", []),
    ],
)
def test_a_shift_is_held_against_the_first_arrival_and_the_last_departure(first, last, work, said):
    assert told(Served(at(first), at(last)), times=shift(work))[1] == said


def test_where_nothing_runs_at_all_it_says_so_without_a_time():
    nothing = Served(NO_SERVICE, NO_SERVICE)

    assert told(nothing, times=shift("5:30-14:00"))[1] == [
        "het werk begint om 5.30 uur; zo vroeg rijdt er geen ov naartoe"
    ]
    assert told(nothing, times=shift("15:00-23:00"))[1] == [
        "het werk eindigt om 23.00 uur; daarna rijdt er geen ov meer naar huis"
    ]


def test_work_in_the_weekend_is_not_held_against_a_working_day():
    weekend = {"times": shift("15:00-23:30"), "shifts": frozenset({DayPart.SATURDAY, DayPart.SUNDAY})}

    assert told(Served(at("6:20"), at("22:45")), **weekend)[1] == []
    assert told(Served(at("6:20"), at("22:45")), **weekend | {"shifts": frozenset({DayPart.SATURDAY, DayPart.DAY})})[1]


def test_without_clock_times_it_is_a_question():
    early_late = Served(at("6:50"), at("22:15"))

    assert told(early_late, shifts=frozenset({DayPart.EARLY}))[1] == [
        "vraag hoe laat het werk begint: met het ov bent u er op z'n vroegst om 6.50 uur"
    ]
    assert told(early_late, shifts=frozenset({DayPart.EVENING}))[1] == [
        "vraag hoe laat het werk eindigt: de laatste reis naar huis met het ov is om 22.15 uur"
    ]
    assert told(early_late, shifts=frozenset({DayPart.DAY}))[1] == []


@pytest.mark.parametrize("travel", [Served(at("6:20"), at("22:45"), known=False), Estimates(lambda _: DELFT)])
def test_what_no_timetable_tells_is_not_said(travel):
    assert told(travel, times=shift("15:00-23:30"))[1] == []


def test_who_goes_in_another_way_does_not_need_the_last_bus():
    assert told(Served(at("6:20"), at("22:45")), mode=Mode.CAR, times=shift("15:00-23:30"))[1] == []


def test_it_is_never_a_reason_to_leave_a_vacancy_out():
    account, _ = told(Served(NO_SERVICE, NO_SERVICE), times=shift("15:00-23:30"))

    assert account.missed == told(Estimates(lambda _: DELFT), times=shift("15:00-23:30"))[0].missed


def test_a_trip_that_begins_on_the_bike_says_so():
    account, _ = told(Served(at("6:20"), at("24:40"), by_bike=True))

    assert account.trip.way == BIKE_AND_TRANSIT
    assert told(Served(at("6:20"), at("24:40")))[0].trip.way == Mode.TRANSIT.label


@pytest.mark.parametrize(
    ("minutes", "method", "mark"),
    [
        (41, Method.ESTIMATE_PC4, None),
        (42, Method.ESTIMATE_PC4, TripMark.ESTIMATE),
        (60, Method.ESTIMATE_EXACT, TripMark.ESTIMATE),
        (61, Method.ESTIMATE_PC4, TripMark.AROUND_LIMIT),
        (59, Method.TIMETABLE, None),
        (59, Method.NETWORK_STREET, None),
        (None, Method.UNKNOWN, None),
    ],
)
def test_an_estimate_from_seven_tenths_of_the_limit_on_is_marked(minutes, method, mark):
    assert Trip(minutes, Mode.TRANSIT, method, 60).mark is mark
    assert replace(Trip(minutes, None, method, None)).mark is None
