from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.catalogue import packaged
from matcher.codes import (
    DayPart,
    Demand,
    DemandGrade,
    LanguageLevel,
    LicenceKind,
    Mode,
    Route,
    Support,
    Workplace,
)
from matcher.domain import Times, Wish
from matcher.eligibility import EASING, LEARNING_ROUTES, Refusal, eligible
from matcher.policy import Policy
from matcher.reach import NOTHING_SPECIAL, Asked, within_reach
from matcher.situation import situation_of
from tests.builders import TODAY, job, market, person, travel


def checked(client, *jobs, policy=None, on=TODAY, asked=NOTHING_SPECIAL):
    """Per vacancy the requirements that it misses, and whether it is a near miss."""
    policy = policy or Policy()
    made, ids = market(*jobs)
    reach = within_reach(client, made, travel(), policy, asked)
    options = eligible(situation_of(client, made, policy, on), reach)
    nearly, fits = options.nearly(), options.fits()
    found = {}
    for at, row in enumerate(options.rows):
        missed = {refusal for refusal in Refusal if int(options.missed[at]) >> refusal.ordinal & 1}
        narrowly = {refusal for refusal in Refusal if int(options.narrowly[at]) >> refusal.ordinal & 1}
        assert narrowly <= missed
        assert fits[at] == (not missed)
        assert nearly[at] == (len(missed) == 1 and narrowly == missed)
        found[ids[row]] = (missed, bool(nearly[at]))
    assert options.beyond == len(made) - len(options.rows)
    return found


def result(client, vacancy, **kwargs):
    """What one vacancy misses: "fits", the requirement and "nearly", or the requirement alone."""
    missed, nearly = checked(client, vacancy, **kwargs)["v1"]
    if not missed:
        return "fits"
    assert len(missed) == 1, missed
    return (*missed, "nearly") if nearly else tuple(missed)


def at(hours, minutes=0):
    return hours * 60 + minutes


def day(offset):
    return TODAY + timedelta(days=offset)


def test_a_vacancy_that_asks_nothing_suits_someone_of_whom_nothing_is_known():
    assert result(person(), job()) == "fits"
    assert result(person(licences=None), job()) == "fits"


# Closing date


@pytest.mark.parametrize(
    ("closes", "expected"),
    [
        (None, "fits"),
        (day(0), "fits"),
        (day(1), "fits"),
        (day(-1), (Refusal.CLOSED,)),
        (date(1900, 1, 1), (Refusal.CLOSED,)),
    ],
)
def test_a_vacancy_is_closed_from_the_day_after_its_closing_date(closes, expected):
    assert result(person(), job(closing_date=closes)) == expected


# Travel


@pytest.mark.parametrize(("km", "expected"), [(5, "fits"), (7, (Refusal.TRAVEL, "nearly"))])
def test_a_trip_just_over_the_limit_is_a_near_miss(km, expected):
    assert result(person(), job(km=km)) == expected


def test_a_trip_that_was_asked_beyond_the_limit_is_no_near_miss():
    assert result(person(), job(km=10), asked=Asked(max_minutes=60)) == (Refusal.TRAVEL,)


def test_an_unknown_trip_is_no_obstacle_by_itself():
    assert result(person(), job(position="unknown")) == "fits"


def test_what_is_too_far_is_counted_and_not_looked_at():
    assert checked(person(), job("near", km=1), job("far", km=60)) == {"near": (set(), False)}


# Route


@pytest.mark.parametrize("route", Route)
def test_who_chose_routes_gets_those_and_no_other(route):
    chosen = frozenset({Route.BASISBAAN, Route.VOLUNTEERING})

    expected = "fits" if route in chosen else (Refusal.ROUTE,)
    assert result(person(routes=chosen), job(route=route)) == expected


@pytest.mark.parametrize("route", Route)
def test_who_has_not_chosen_gets_the_routes_of_the_municipality(route):
    policy = Policy(default_routes=frozenset({Route.REGULAR, Route.PROEFPLAATSING}))

    expected = "fits" if route in policy.default_routes else (Refusal.ROUTE,)
    assert result(person(), job(route=route), policy=policy) == expected


def test_a_route_that_the_municipality_does_not_offer_is_not_for_who_chose_it_either():
    offered = frozenset({Route.REGULAR, Route.BASISBAAN})
    policy = Policy(routes=offered, default_routes=frozenset({Route.REGULAR}))
    client = person(routes=frozenset({Route.BASISBAAN, Route.BESCHUT_WERK}))

    assert result(client, job(route=Route.BASISBAAN), policy=policy) == "fits"
    assert result(client, job(route=Route.BESCHUT_WERK), policy=policy) == (Refusal.ROUTE,)
    assert result(client, job(route=Route.REGULAR), policy=policy) == (Refusal.ROUTE,)


# Exclusions


def test_work_that_someone_does_not_want_is_left_out():
    client = person(exclusions=(Wish("geen schoonmaak", "schoonmaker-kantoor"),))

    assert result(client, job(occupation="schoonmaker-kantoor")) == (Refusal.EXCLUDED,)
    assert result(client, job(occupation="kok")) == "fits"


def test_work_of_an_unknown_occupation_is_not_excluded():
    # The last occupation of the catalogue is where -1 would point to.
    last = packaged().taxonomy.occupations[-1].id

    assert result(person(exclusions=(Wish("dat niet", last),)), job()) == "fits"


def test_an_exclusion_that_was_not_recognised_excludes_nothing():
    assert result(person(exclusions=(Wish("iets met mensen"),)), job(occupation="kok")) == "fits"


# Licences and certificates


@pytest.mark.parametrize(
    ("held", "asked", "expected"),
    [
        (set(), set(), "fits"),
        ({"rijbewijs-b"}, {"rijbewijs-b"}, "fits"),
        ({"rijbewijs-be"}, {"rijbewijs-b"}, "fits"),
        ({"rijbewijs-ce"}, {"rijbewijs-am", "rijbewijs-c"}, "fits"),
        ({"rijbewijs-b"}, {"rijbewijs-be"}, (Refusal.LICENCE,)),
        (set(), {"rijbewijs-b"}, (Refusal.LICENCE,)),
        (set(), {"heftruck"}, (Refusal.LICENCE, "nearly")),
        ({"vca-vol"}, {"vca-basis"}, "fits"),
        ({"vca-basis"}, {"vca-vol"}, (Refusal.LICENCE, "nearly")),
        (set(), {"heftruck", "vca-basis"}, (Refusal.LICENCE,)),
        ({"heftruck"}, {"heftruck", "vca-basis"}, (Refusal.LICENCE, "nearly")),
        ({"rijbewijs-b"}, {"rijbewijs-b", "heftruck"}, (Refusal.LICENCE, "nearly")),
        (set(), {"rijbewijs-b", "heftruck"}, (Refusal.LICENCE,)),
    ],
)
def test_a_licence_is_held_or_included_and_one_certificate_short_is_a_near_miss(held, asked, expected):
    assert result(person(licences=frozenset(held)), job(licences=frozenset(asked))) == expected


def test_a_paper_that_the_taxonomy_does_not_know_is_no_obstacle():
    assert result(person(), job(licences=frozenset({"vliegbrevet"}))) == "fits"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("rijbewijs-b", (Refusal.LICENCE,)), ("heftruck", (Refusal.LICENCE, "nearly")), ("dlp", (Refusal.DIPLOMA,))],
)
def test_who_was_never_asked_for_papers_is_taken_to_have_none(asked, expected):
    assert result(person(licences=None), job(licences=frozenset({asked}))) == expected


# Diplomas that the law asks


def test_a_missing_diploma_is_never_a_near_miss():
    assert result(person(), job(licences=frozenset({"dlp"}))) == (Refusal.DIPLOMA,)
    assert result(person(licences=frozenset({"dlp"})), job(licences=frozenset({"dlp"}))) == "fits"


def test_the_law_asks_a_diploma_of_ordinary_work():
    assert result(person(), job(occupation="verzorgende-ig")) == (Refusal.DIPLOMA,)
    assert result(person(licences=frozenset({"verzorgende-ig"})), job(occupation="verzorgende-ig")) == "fits"
    assert result(person(licences=frozenset({"big-verpleegkundige"})), job(occupation="verzorgende-ig")) == "fits"


@pytest.mark.parametrize("route", sorted(LEARNING_ROUTES))
def test_who_learns_the_work_does_not_need_the_diploma_yet(route):
    client = person(routes=frozenset(Route))

    assert result(client, job(occupation="verzorgende-ig", route=route)) == "fits"


@pytest.mark.parametrize("route", [Route.REGULAR, Route.BASISBAAN, Route.BANENAFSPRAAK, Route.BESCHUT_WERK])
def test_on_other_routes_the_law_holds(route):
    client = person(routes=frozenset(Route))

    assert result(client, job(occupation="verzorgende-ig", route=route)) == (Refusal.DIPLOMA,)


def test_what_a_learning_place_itself_asks_is_asked():
    client = person(routes=frozenset(Route))
    place = job(occupation="verzorgende-ig", route=Route.LEERWERKPLEK, licences=frozenset({"rijbewijs-b"}))

    assert result(client, place) == (Refusal.LICENCE,)


def test_papers_that_are_usual_and_not_legal_are_no_requirement():
    assert result(person(), job(occupation="heftruckchauffeur")) == "fits"


# Hours


@pytest.mark.parametrize(
    ("own", "asked", "expected"),
    [
        ((None, None), (32, 40), "fits"),
        ((16, 24), (None, None), "fits"),
        ((16, 24), (16, 24), "fits"),
        ((16, 24), (24, 40), "fits"),
        ((16, 24), (8, 16), "fits"),
        ((16, 24), (28, 40), (Refusal.HOURS, "nearly")),
        ((16, 24), (28.5, 40), (Refusal.HOURS,)),
        ((16, 24), (8, 12), (Refusal.HOURS, "nearly")),
        ((16, 24), (4, 8), (Refusal.HOURS,)),
        ((None, 24), (4, 8), "fits"),
        ((None, 24), (32, 40), (Refusal.HOURS,)),
        ((16, None), (40, 40), "fits"),
        ((16, None), (4, 8), (Refusal.HOURS,)),
        ((16, 24), (32, None), (Refusal.HOURS,)),
        ((16, 24), (None, 8), (Refusal.HOURS,)),
        ((16, 24), (None, 40), "fits"),
        ((16, 24), (8, None), "fits"),
        ((0, 0), (1, 8), (Refusal.HOURS, "nearly")),
    ],
)
def test_hours_fit_when_the_two_stretches_meet_and_nearly_within_the_margin(own, asked, expected):
    client = person(hours_min=own[0], hours_max=own[1])

    assert result(client, job(hours_min=asked[0], hours_max=asked[1])) == expected


@pytest.mark.parametrize(("margin", "expected"), [(0, (Refusal.HOURS,)), (8, (Refusal.HOURS, "nearly"))])
def test_the_margin_for_hours_is_that_of_the_policy(margin, expected):
    client = person(hours_max=24)

    assert result(client, job(hours_min=32), policy=Policy(hours_margin=margin)) == expected


# Parts of the day


@pytest.mark.parametrize(
    ("free", "shifts", "expected"),
    [
        (None, {DayPart.NIGHT}, "fits"),
        ({DayPart.DAY}, set(), "fits"),
        ({DayPart.DAY}, {DayPart.DAY}, "fits"),
        ({DayPart.DAY, DayPart.SATURDAY}, {DayPart.SATURDAY}, "fits"),
        ({DayPart.DAY}, {DayPart.DAY, DayPart.EVENING}, (Refusal.TIMES,)),
        ({DayPart.DAY}, {DayPart.NIGHT}, (Refusal.TIMES,)),
        (set(), {DayPart.DAY}, (Refusal.TIMES,)),
        (set(DayPart), set(DayPart), "fits"),
    ],
)
def test_someone_must_be_free_in_every_part_of_the_day_that_is_asked(free, shifts, expected):
    client = person(day_parts=None if free is None else frozenset(free))

    assert result(client, job(shifts=frozenset(shifts))) == expected


# School hours: the free stretch holds the trip there, the work and the trip back

SCHOOL = Times(at(8, 30), at(14, 30))


@pytest.mark.parametrize(
    ("start", "end", "km", "expected"),
    [
        # One kilometre is 6 minutes by bike.
        (at(8, 36), at(14, 24), 1, "fits"),
        (at(8, 35), at(14, 24), 1, (Refusal.TIMES, "nearly")),
        (at(8, 36), at(14, 25), 1, (Refusal.TIMES, "nearly")),
        (at(9), at(14), 5, "fits"),  # 26 minutes
        (at(9), at(14), 5.8, "fits"),  # 30 minutes
        (at(8, 45), at(14), 5, (Refusal.TIMES, "nearly")),
        (at(8, 6), at(14), 1, (Refusal.TIMES, "nearly")),  # half an hour too early
        (at(8, 5), at(14), 1, (Refusal.TIMES,)),
        (at(9), at(14, 54), 1, (Refusal.TIMES, "nearly")),
        (at(9), at(14, 55), 1, (Refusal.TIMES,)),
        (at(7), at(15, 30), 1, (Refusal.TIMES,)),
        (at(18), at(22), 1, (Refusal.TIMES,)),
        (at(22), at(6), 1, (Refusal.TIMES,)),  # past midnight
    ],
)
def test_work_and_the_way_there_and_back_fit_in_the_school_hours(start, end, km, expected):
    client = person(window=SCHOOL)

    assert result(client, job(km=km, times=Times(start, end))) == expected


def test_without_a_trip_the_whole_window_is_for_work():
    at_home = job(workplace=Workplace.REMOTE, times=SCHOOL)

    assert result(person(window=SCHOOL), at_home) == "fits"
    assert result(person(window=SCHOOL), job(position="unknown", times=SCHOOL)) == "fits"


def test_times_that_are_not_stated_are_no_obstacle():
    assert result(person(window=SCHOOL), job()) == "fits"
    assert result(person(window=SCHOOL), job(shifts=frozenset({DayPart.DAY}))) == "fits"
    assert result(person(), job(times=Times(at(3), at(11)))) == "fits"


@pytest.mark.parametrize("part", sorted(set(DayPart) - {DayPart.DAY}))
def test_work_outside_the_weekday_does_not_fit_school_hours(part):
    assert result(person(window=SCHOOL), job(shifts=frozenset({part}))) == (Refusal.TIMES,)
    assert result(person(window=SCHOOL), job(shifts=frozenset({DayPart.DAY, part}))) == (Refusal.TIMES,)


@pytest.mark.parametrize("part", [DayPart.SATURDAY, DayPart.SUNDAY])
def test_weekend_work_does_not_fit_school_hours_when_its_clock_times_do(part):
    # A window is a stretch of a weekday: at ten on Saturday there is no school.
    vacancy = job(shifts=frozenset({part}), times=Times(at(10), at(13)))

    assert result(person(window=SCHOOL), vacancy) == (Refusal.TIMES,)


def test_a_window_past_midnight_holds_work_in_the_night():
    # `Times` runs past midnight when its end comes before its start.
    night = Times(at(20), at(8))

    assert result(person(window=night), job(times=Times(at(22), at(6)))) == "fits"


quarters = st.integers(0, 95).map(lambda quarter: quarter * 15)


@given(quarters, st.integers(1, 96), quarters, st.integers(1, 48), st.sampled_from([0, 1, 2.4, 5]))
def test_work_fits_a_window_exactly_when_leaving_and_being_back_lie_in_it(opens, open_for, starts, works_for, km):
    window = Times(opens, (opens + open_for * 15) % 1440)
    times = Times(starts, (starts + works_for * 15) % 1440)
    minutes = {0: 1, 1: 6, 2.4: 13, 5: 26}[km]

    found = result(person(window=window), job(km=km, times=times))

    leave, back = starts - minutes, starts + works_for * 15 + minutes
    inside = any(opens <= leave + day and back + day <= opens + open_for * 15 for day in (-1440, 0, 1440))
    assert (found == "fits") is inside


# Language


@pytest.mark.parametrize(
    ("own", "asked", "expected"),
    [
        (None, LanguageLevel.C1, "fits"),
        (LanguageLevel.A1, None, "fits"),
        (LanguageLevel.B1, LanguageLevel.B1, "fits"),
        (LanguageLevel.B2, LanguageLevel.B1, "fits"),
        (LanguageLevel.A2, LanguageLevel.B1, (Refusal.LANGUAGE, "nearly")),
        (LanguageLevel.A1, LanguageLevel.B1, (Refusal.LANGUAGE,)),
        (LanguageLevel.NONE, LanguageLevel.NONE, "fits"),
        (LanguageLevel.NONE, LanguageLevel.A1, (Refusal.LANGUAGE, "nearly")),
    ],
)
def test_one_step_of_dutch_short_is_a_near_miss(own, asked, expected):
    client = person(languages=() if own is None else (("nl", own),))

    assert result(client, job(language=asked)) == expected


def test_another_language_says_nothing_about_dutch():
    assert result(person(languages=(("ar", LanguageLevel.C2),)), job(language=LanguageLevel.C1)) == "fits"


# Physical and mental demands


def limited(demand, most):
    return person(limitations=((demand, most),))


@pytest.mark.parametrize(
    ("most", "asked", "expected"),
    [
        (DemandGrade.LIGHT, DemandGrade.LIGHT, "fits"),
        (DemandGrade.HEAVY, DemandGrade.HEAVY, "fits"),
        (DemandGrade.LIGHT, DemandGrade.MODERATE, (Refusal.PHYSICAL,)),
        (DemandGrade.NONE, DemandGrade.LIGHT, (Refusal.PHYSICAL,)),
        (DemandGrade.NONE, DemandGrade.NONE, "fits"),
    ],
)
@pytest.mark.parametrize("demand", Demand)
def test_a_limitation_is_respected(demand, most, asked, expected):
    assert result(limited(demand, most), job(demands=((demand, asked),))) == expected


def test_a_demand_without_a_limitation_is_no_obstacle():
    assert (
        result(limited(Demand.LIFTING, DemandGrade.NONE), job(demands=((Demand.SITTING, DemandGrade.HEAVY),))) == "fits"
    )
    assert result(person(), job(demands=((Demand.LIFTING, DemandGrade.HEAVY),))) == "fits"


@pytest.mark.parametrize("support", Support)
def test_one_step_too_heavy_is_a_near_miss_only_where_the_work_is_adjusted(support):
    vacancy = job(demands=((Demand.LIFTING, DemandGrade.MODERATE),), support=frozenset({support}))

    expected = (Refusal.PHYSICAL, "nearly") if support in EASING else (Refusal.PHYSICAL,)
    assert result(limited(Demand.LIFTING, DemandGrade.LIGHT), vacancy) == expected


def test_two_steps_too_heavy_are_never_a_near_miss():
    eased = frozenset(EASING)
    one = job(demands=((Demand.LIFTING, DemandGrade.HEAVY),), support=eased)
    two = job(demands=((Demand.LIFTING, DemandGrade.MODERATE), (Demand.BENDING, DemandGrade.MODERATE)), support=eased)
    client = person(limitations=((Demand.LIFTING, DemandGrade.LIGHT), (Demand.BENDING, DemandGrade.LIGHT)))

    assert result(client, one) == (Refusal.PHYSICAL,)
    assert result(client, two) == (Refusal.PHYSICAL,)


def test_silence_of_an_advertisement_does_not_make_the_work_light():
    # A hovenier usually lifts heavily.
    client = limited(Demand.LIFTING, DemandGrade.LIGHT)

    assert result(client, job(occupation="hovenier")) == (Refusal.PHYSICAL,)
    assert result(client, job()) == "fits"


def test_what_an_advertisement_says_goes_before_what_is_usual():
    client = limited(Demand.LIFTING, DemandGrade.LIGHT)

    assert result(client, job(occupation="hovenier", demands=((Demand.LIFTING, DemandGrade.LIGHT),))) == "fits"


def test_what_is_usual_stands_in_for_every_demand_that_an_advertisement_does_not_name():
    client = limited(Demand.LIFTING, DemandGrade.LIGHT)
    vacancy = job(occupation="hovenier", demands=((Demand.OUTDOORS, DemandGrade.HEAVY),))

    assert result(client, vacancy) == (Refusal.PHYSICAL,)


# Start


@pytest.mark.parametrize(
    ("free", "starts", "expected"),
    [
        (None, day(1), "fits"),
        (day(20), None, "fits"),
        (day(-5), day(1), "fits"),
        (day(20), day(20), "fits"),
        (day(20), day(19), (Refusal.START, "nearly")),
        (day(30), day(0), (Refusal.START, "nearly")),
        (day(31), day(0), (Refusal.START,)),
        # Work that should have begun already begins today.
        (day(0), day(-90), "fits"),
        (day(30), day(-90), (Refusal.START, "nearly")),
        (day(31), day(-90), (Refusal.START,)),
    ],
)
def test_work_that_starts_before_someone_is_free_is_nearly_a_match_within_the_margin(free, starts, expected):
    assert result(person(available_from=free), job(start_date=starts)) == expected


def test_the_margin_for_the_start_is_that_of_the_policy():
    client = person(available_from=day(10))

    assert result(client, job(start_date=day(5)), policy=Policy(start_margin_days=4)) == (Refusal.START,)
    assert result(client, job(start_date=day(5)), policy=Policy(start_margin_days=5)) == (Refusal.START, "nearly")


# Together


def test_every_requirement_that_is_missed_is_kept():
    client = person(
        hours_max=24,
        languages=(("nl", LanguageLevel.A1),),
        limitations=((Demand.LIFTING, DemandGrade.LIGHT),),
        exclusions=(Wish("hovenier", "hovenier"),),
        day_parts=frozenset({DayPart.DAY}),
        available_from=day(90),
    )
    vacancy = job(
        occupation="hovenier",
        closing_date=day(-1),
        km=7,
        route=Route.BASISBAAN,
        licences=frozenset({"rijbewijs-b", "dlp"}),
        hours_min=36,
        shifts=frozenset({DayPart.NIGHT}),
        language=LanguageLevel.B2,
        start_date=day(0),
    )

    missed, nearly = checked(client, vacancy)["v1"]

    assert missed == set(Refusal) - {Refusal.COVERAGE, Refusal.UNDESCRIBED}
    assert not nearly


def test_two_near_misses_together_are_no_near_miss():
    client = person(hours_max=24, languages=(("nl", LanguageLevel.A2),))

    assert checked(client, job(hours_min=26, language=LanguageLevel.B1))["v1"] == (
        {Refusal.HOURS, Refusal.LANGUAGE},
        False,
    )


def test_a_near_miss_beside_a_real_miss_is_no_near_miss():
    client = person(hours_max=24, modes=((Mode.BIKE, 30),))

    assert checked(client, job(hours_min=26, licences=frozenset({"rijbewijs-b"})))["v1"] == (
        {Refusal.HOURS, Refusal.LICENCE},
        False,
    )


def test_every_kind_of_paper_is_checked():
    assert {paper.kind for paper in packaged().licences} == set(LicenceKind)
    for paper in packaged().licences:
        assert checked(person(), job(licences=frozenset({paper.id})))["v1"][0] in ({Refusal.LICENCE}, {Refusal.DIPLOMA})
        assert result(person(licences=frozenset({paper.id})), job(licences=frozenset({paper.id}))) == "fits"
