from datetime import date, timedelta

import numpy as np
import pytest

from matcher.advise import top
from matcher.codes import DayPart, Demand, DemandGrade, LanguageLevel, Method, Mode, Route
from matcher.domain import Client, Times, Wish
from matcher.eligibility import Refusal
from matcher.explain import account_of
from matcher.misses import FACTS, Case, Trip, hours_of, miss
from matcher.policy import Policy
from matcher.ranker import PriorRanker
from matcher.reach import NOTHING_SPECIAL, Asked
from matcher.reasons import ReasonKind
from tests.builders import TODAY, advice, job, person

SKILLS = ("injecteren", "hagen-knippen", "kassa-bedienen")


def misses(client, vacancy, *, asked=NOTHING_SPECIAL, policy=None):
    """The text of every miss of one vacancy, by requirement."""
    found, _ = advice(client, vacancy, asked=asked, policy=policy)
    every = top(found.situation, found.options, PriorRanker(), np.arange(1), 1)
    told = account_of(found.situation, found.options, found.fit.missed, every.scored, 0)
    assert told.reasons_against[: len(told.missed)] == tuple(reason for _, reason in told.missed)
    return {refusal: reason.text for refusal, reason in told.missed}


def able(**fields):
    return person(*SKILLS, **fields)


def test_every_requirement_has_a_fact():
    assert set(FACTS) == set(Refusal)


def test_a_match_misses_nothing():
    assert misses(able(), job(essential=SKILLS)) == {}


@pytest.mark.parametrize(
    ("client", "vacancy", "refusal", "text"),
    [
        ({}, {"closing_date": TODAY - timedelta(days=3)}, Refusal.CLOSED, "de sluitingsdatum was 20 november 2026"),
        ({}, {"closing_date": date(1900, 1, 1)}, Refusal.CLOSED, "de sluitingsdatum was 1 januari 1900"),
        (
            {},
            {"km": 7},
            Refusal.TRAVEL,
            "de reis duurt ongeveer 36 minuten met de fiets; de grens is 30",
        ),
        (
            {"modes": ((Mode.TRANSIT, 40),)},
            {"km": 13},
            Refusal.TRAVEL,
            "de reis duurt ongeveer 43 minuten met het openbaar vervoer; de grens is 40",
        ),
        (
            {},
            {"route": Route.DAGBESTEDING},
            Refusal.ROUTE,
            "dit is dagbesteding; dat is niet gekozen, of uw gemeente biedt het niet",
        ),
        (
            {"exclusions": (Wish("nooit meer koken", "kok"),)},
            {"occupation": "kok"},
            Refusal.EXCLUDED,
            "dit is werk dat u niet wilt: kok",
        ),
        (
            {},
            {"licences": frozenset({"rijbewijs-b", "heftruck"})},
            Refusal.LICENCE,
            "dit is nodig en staat niet bij u: rijbewijs B (auto) en heftruckcertificaat",
        ),
        (
            {"licences": frozenset({"rijbewijs-b"})},
            {"licences": frozenset({"rijbewijs-b", "heftruck"})},
            Refusal.LICENCE,
            "dit is nodig en staat niet bij u: heftruckcertificaat",
        ),
        (
            {"licences": None},
            {"licences": frozenset({"rijbewijs-b"})},
            Refusal.LICENCE,
            "dit is nodig en staat niet bij u: rijbewijs B (auto)",
        ),
        (
            {},
            {"occupation": "verzorgende-ig"},
            Refusal.DIPLOMA,
            "dit is nodig en staat niet bij u: diploma verzorgende IG (mbo 3)",
        ),
        (
            {"hours_min": 16, "hours_max": 24},
            {"hours_min": 32, "hours_max": 40},
            Refusal.HOURS,
            "er wordt 32 tot 40 uur gevraagd; u kunt 16 tot 24 uur",
        ),
        ({"hours_max": 24}, {"hours_min": 32}, Refusal.HOURS, "er wordt 32 uur gevraagd; u kunt 24 uur"),
        (
            {"day_parts": frozenset({DayPart.DAY})},
            {"shifts": frozenset({DayPart.NIGHT, DayPart.EVENING})},
            Refusal.TIMES,
            "de werktijden passen niet: avond en nacht",
        ),
        (
            {"window": Times(510, 870)},
            {"times": Times(420, 960), "shifts": frozenset({DayPart.DAY})},
            Refusal.TIMES,
            "de werktijden passen niet: 7.00 uur tot 16.00 uur en overdag op werkdagen",
        ),
        (
            {"languages": (("nl", LanguageLevel.A1),)},
            {"language": LanguageLevel.B1},
            Refusal.LANGUAGE,
            "er wordt Nederlands op niveau B1 gevraagd; bij u staat A1",
        ),
        (
            {"limitations": ((Demand.LIFTING, DemandGrade.LIGHT), (Demand.STANDING, DemandGrade.HEAVY))},
            {"demands": ((Demand.LIFTING, DemandGrade.HEAVY), (Demand.STANDING, DemandGrade.MODERATE))},
            Refusal.PHYSICAL,
            "het werk vraagt meer dan u aankunt: tillen en dragen (zwaar)",
        ),
        (
            {"available_from": date(2027, 2, 1)},
            {"start_date": date(2026, 12, 1)},
            Refusal.START,
            "het werk begint op 1 december 2026; u bent beschikbaar vanaf 1 februari 2027",
        ),
    ],
)
def test_a_miss_says_what_is_asked_and_what_someone_has(client, vacancy, refusal, text):
    assert misses(able(**client), job(essential=SKILLS, **vacancy))[refusal] == text


def test_too_little_in_common_says_how_much_and_how_much_is_needed():
    vacancy = job(essential=["injecteren", "tolken", "heftruck-rijden", "vloeren-reinigen"], weight=1.0)

    assert misses(able(), vacancy) == {
        Refusal.COVERAGE: "u heeft 25% van wat het belangrijkst is; een match begint bij 60%"
    }
    assert misses(able(), vacancy, policy=Policy(match_coverage=0.45))[Refusal.COVERAGE].endswith("begint bij 45%")


def test_what_is_just_too_little_does_not_read_as_enough():
    # 60% of the weight against 60.3%: in whole percents they are the same.
    vacancy = job(essential=["injecteren", "hagen-knippen", "kassa-bedienen", "tolken", "heftruck-rijden"], weight=1.0)
    policy = Policy(match_coverage=0.603)

    text = misses(able(), vacancy, policy=policy)[Refusal.COVERAGE]

    share, threshold = (word for word in text.replace(";", "").split() if word.endswith("%"))
    assert share != threshold


def test_a_vacancy_that_says_nothing_is_called_that():
    assert misses(able(), job()) == {Refusal.UNDESCRIBED: "de vacature zegt te weinig over wat er nodig is"}


def test_several_misses_come_in_the_order_of_the_list():
    client = able(hours_max=24, languages=(("nl", LanguageLevel.A1),))
    vacancy = job(
        essential=["tolken"], language=LanguageLevel.C1, hours_min=36, closing_date=TODAY - timedelta(days=1), km=7
    )

    assert list(misses(client, vacancy)) == [
        Refusal.CLOSED,
        Refusal.TRAVEL,
        Refusal.HOURS,
        Refusal.LANGUAGE,
        Refusal.COVERAGE,
    ]


def test_a_limit_that_was_narrowed_for_this_once_is_the_one_that_is_named():
    text = misses(able(), job(essential=SKILLS, km=4.4), asked=Asked(max_minutes=20))[Refusal.TRAVEL]

    assert text == "de reis duurt ongeveer 23 minuten met de fiets; de grens is 20"


def test_work_that_began_already_is_not_said_to_begin_in_the_past():
    client = able(available_from=TODAY + timedelta(days=60))

    text = misses(client, job(essential=SKILLS, start_date=TODAY - timedelta(days=90)))[Refusal.START]

    assert "25 augustus 2026" not in text


def test_a_trip_of_unknown_length_is_only_called_too_far():
    found, _ = advice(able(), job(essential=SKILLS))
    case = Case(found.situation, 0, Trip(None, None, Method.UNKNOWN, None), None)

    assert miss(Refusal.TRAVEL, case).kind is ReasonKind.TOO_FAR
    assert miss(Refusal.TRAVEL, case).text == "het is verder weg dan uw grens voor de reistijd"
    assert miss(Refusal.COVERAGE, case).text.startswith("u heeft een onbekend deel van wat")


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(16, 24, "16 tot 24 uur"), (None, 24, "24 uur"), (16, None, "16 uur"), (None, None, "een onbekend aantal uren")],
)
def test_the_hours_of_a_vacancy_are_as_people_write_them(low, high, expected):
    found, _ = advice(Client("c"), job(essential=SKILLS, hours_min=low, hours_max=high))

    assert hours_of(Case(found.situation, 0, Trip(None, None, Method.UNKNOWN, None), None)) == expected
