import re
from datetime import timedelta

import numpy as np
import pytest

from matcher.advise import top
from matcher.catalogue import packaged
from matcher.codes import (
    Demand,
    DemandGrade,
    LanguageLevel,
    Level,
    Method,
    Mode,
    Origin,
    Route,
    SkillLevel,
    Support,
    Workplace,
)
from matcher.domain import Client, Job, OwnSkill, Times, Wish
from matcher.eligibility import Refusal
from matcher.explain import account_of, skills_of
from matcher.features import COMMUTE, ESSENTIAL, FEATURES
from matcher.policy import Policy
from matcher.ranker import PriorRanker
from matcher.reach import Asked
from matcher.reasons import ReasonKind
from tests.builders import HOME, TODAY, advice, concepts, job, person

SKILLS = ("injecteren", "hagen-knippen", "kassa-bedienen")
LABELS = {skill.id: skill.label for skill in packaged().taxonomy.skills}


def accounts(client, *jobs, listing="matches", **kwargs):
    """The account of every vacancy in a listing, by id."""
    found, ids = advice(client, *jobs, **kwargs)
    scored = getattr(found, listing).scored
    return {
        ids[int(row)]: account_of(found.situation, found.options, found.fit.missed, scored, index)
        for index, row in enumerate(scored.features.rows)
    }


def account(client, vacancy, **kwargs):
    return accounts(client, vacancy, **kwargs)["v1"]


def texts(reasons):
    return [reason.text for reason in reasons]


def kinds(reasons):
    return [reason.kind for reason in reasons]


def reason(reasons, kind):
    (found,) = [one for one in reasons if one.kind is kind]
    return found


def able(*more, **fields):
    return person(*SKILLS, *more, **fields)


# Numbers


def test_the_points_of_an_account_are_the_points_that_counted():
    found, ids = advice(able(hours_max=24), job(essential=["injecteren", "samenwerken"], hours_max=16, km=3))
    scored = found.matches.scored
    told = account_of(found.situation, found.options, found.fit.missed, scored, 0)

    assert ids == ["v1"]
    assert [point.feature for point in told.points] == list(FEATURES)
    assert [point.points for point in told.points] == scored.points[:, 0].tolist()
    assert told.base + sum(point.points for point in told.points) == pytest.approx(told.score, abs=1e-9)
    assert told.score == scored.score[0]


def test_what_is_unknown_has_no_value_and_no_points():
    told = account(able(), job(essential=["injecteren"]))

    unknown = {point.feature.name for point in told.points if point.value is None}
    assert unknown == {"optional_coverage", "experience", "wish", "hours_overlap", "support_offered", "level_short"}
    assert all(point.points == 0 for point in told.points if point.value is None)


def test_the_trip_of_an_account_is_that_of_the_market():
    trip = account(able(), job(essential=["injecteren"], km=3)).trip

    assert (trip.minutes, trip.mode, trip.method, trip.limit) == (16, Mode.BIKE, Method.ESTIMATE_EXACT, 30)


def test_work_at_home_has_a_trip_of_nothing():
    trip = account(able(), job(essential=["injecteren"], workplace=Workplace.REMOTE)).trip

    assert (trip.minutes, trip.mode, trip.method, trip.limit) == (0, None, Method.NO_TRAVEL, None)


def test_an_unknown_trip_has_no_minutes():
    told = account(able(), job(essential=["injecteren"], position="unknown"), listing="unknown")

    assert told.trip.minutes is None
    assert told.trip.method is Method.UNKNOWN
    assert ReasonKind.UNKNOWN_TRAVEL in kinds(told.reasons_against)
    assert not {ReasonKind.NEAR, ReasonKind.FAR} & {*kinds(told.reasons_for), *kinds(told.reasons_against)}


# Skills


def test_the_account_of_skills_says_what_is_asked_and_what_someone_brings():
    client = Client(
        "c",
        home=HOME,
        modes=((Mode.BIKE, 30),),
        skills=(OwnSkill("ik prik", "injecteren", SkillLevel.BASIC), OwnSkill("truck", "reachtruck-rijden")),
    )
    found, ids = advice(client, job(essential=["injecteren", "heftruck-rijden", "tolken"], optional=["hagen-knippen"]))
    names = concepts().skills

    told = {names[one.skill].id: one for one in skills_of(found.situation, ids.index("v1"))}

    assert list(told)[-1] == "hagen-knippen", "what is a pré comes last"
    assert [one.weight for one in list(told.values())[:3]] == sorted(
        (one.weight for one in list(told.values())[:3]), reverse=True
    )
    assert (told["injecteren"].own, told["injecteren"].credit) == (0.75, 0.75)
    assert told["heftruck-rijden"].own == 0
    assert 0 < told["heftruck-rijden"].credit <= 0.5
    assert names[told["heftruck-rijden"].via].id == "reachtruck-rijden"
    assert (told["tolken"].own, told["tolken"].credit, told["tolken"].via) == (0, 0, -1)
    assert [one.essential for one in told.values()] == [True, True, True, False]
    assert {one.origin for one in told.values()} == {Origin.STATED}


def test_the_first_reason_counts_and_names_the_skills_that_someone_has():
    told = account(able(), job(essential=["injecteren", "hagen-knippen", "samenwerken"]))

    found = reason(told.reasons_for, ReasonKind.SKILLS)
    assert told.reasons_for[0] is found
    assert (found.values["have"], found.values["asked"]) == (2, 3)
    assert set(re.split(r", | en ", found.values["skills"])) == {LABELS["injecteren"], LABELS["hagen-knippen"]}
    assert found.points == told.points[FEATURES.index(ESSENTIAL)].points
    missing = reason(told.reasons_against, ReasonKind.MISSING)
    assert missing.values["skills"] == LABELS["samenwerken"]


def test_a_neighbouring_skill_is_named_with_the_skill_that_it_stands_for():
    told = account(able("reachtruck-rijden"), job(essential=["injecteren", "heftruck-rijden"]))

    near = reason(told.reasons_for, ReasonKind.NEARLY_SKILLS)
    assert near.text == f"wat u kunt komt er dichtbij: {LABELS['reachtruck-rijden']} (voor {LABELS['heftruck-rijden']})"
    assert LABELS["heftruck-rijden"] in reason(told.reasons_against, ReasonKind.MISSING).text


def test_with_all_skills_nothing_is_missing():
    told = account(able(), job(essential=SKILLS))

    assert ReasonKind.MISSING not in kinds(told.reasons_against)
    assert reason(told.reasons_for, ReasonKind.SKILLS).text.startswith(
        "u heeft 3 van de 3 belangrijkste vaardigheden: "
    )


# Reasons for


def test_earlier_work_and_wishes_are_named_in_the_words_of_the_person():
    client = able(
        history=(Job("hulp in de keuken", "keukenhulp"), Job("kapster", "kapper")),
        wishes=(Wish("koken", "kok"), Wish("iets met haar", "kapper")),
    )

    told = account(client, job(essential=["injecteren"], occupation="kok"))

    assert (
        reason(told.reasons_for, ReasonKind.EXPERIENCE).text == "het lijkt op werk dat u eerder deed: hulp in de keuken"
    )
    assert reason(told.reasons_for, ReasonKind.WISH).text == "het past bij wat u wilt: koken"


def test_earlier_work_that_is_not_alike_is_no_reason():
    client = able(history=(Job("kapster", "kapper"),), wishes=(Wish("iets leuks"),))

    told = account(client, job(essential=["injecteren"], occupation="kok"))

    assert not {ReasonKind.EXPERIENCE, ReasonKind.WISH} & set(kinds(told.reasons_for))


def test_earlier_work_that_the_taxonomy_does_not_know_is_no_reason_and_no_error():
    client = able(history=(Job("drakentemmer", "drakentemmer"),), wishes=(Wish("toveren", "tovenaar"),))

    told = account(client, job(essential=["injecteren"], occupation="kok"))

    assert not {ReasonKind.EXPERIENCE, ReasonKind.WISH} & set(kinds(told.reasons_for))


@pytest.mark.parametrize(
    ("km", "near", "far"),
    [
        (1, "u bent er in ongeveer 6 minuten met de fiets", None),
        (4.2, "u bent er in ongeveer 22 minuten met de fiets", None),
        (4.4, None, "de reis duurt ongeveer 23 minuten met de fiets; de grens is 30"),
        (5.8, None, "de reis duurt ongeveer 30 minuten met de fiets; de grens is 30"),
    ],
)
def test_a_short_trip_speaks_for_and_a_long_one_against(km, near, far):
    told = account(able(), job(essential=["injecteren"], km=km))

    assert [text for text in texts(told.reasons_for) if "minuten" in text] == ([near] if near else [])
    assert [text for text in texts(told.reasons_against) if "minuten" in text] == ([far] if far else [])
    kind, reasons = (ReasonKind.NEAR, told.reasons_for) if near else (ReasonKind.FAR, told.reasons_against)
    assert reason(reasons, kind).points == told.points[FEATURES.index(COMMUTE)].points


@pytest.mark.parametrize(("km", "kind"), [(2.6, ReasonKind.NEAR), (2.8, ReasonKind.FAR), (3.8, ReasonKind.FAR)])
def test_from_three_quarters_of_the_limit_on_a_trip_is_long(km, kind):
    # 14, 15 and 20 minutes, where someone allows 20.
    told = account(able(modes=((Mode.BIKE, 20),)), job(essential=["injecteren"], km=km))

    found = {ReasonKind.NEAR, ReasonKind.FAR} & {*kinds(told.reasons_for), *kinds(told.reasons_against)}
    assert found == {kind}


def test_work_at_home_is_a_reason_for():
    told = account(able(), job(essential=["injecteren"], workplace=Workplace.REMOTE))

    assert "u kunt dit werk thuis doen" in texts(told.reasons_for)


@pytest.mark.parametrize(
    ("offered", "text", "speaks_for"),
    [
        ((24, 32), "de uren passen: 24 tot 32 uur", True),
        ((24, 24), "de uren passen: 24 uur", True),
        ((8, 16), "het zijn minder uren dan u kunt werken: 8 tot 16 uur", False),
    ],
)
def test_hours_that_fill_what_someone_wants_speak_for_and_fewer_against(offered, text, speaks_for):
    told = account(able(hours_max=24), job(essential=["injecteren"], hours_min=offered[0], hours_max=offered[1]))

    assert (text in texts(told.reasons_for)) is speaks_for
    assert (text in texts(told.reasons_against)) is not speaks_for


def test_hours_are_no_reason_where_one_of_both_does_not_say():
    for told in (
        account(able(), job(essential=["injecteren"], hours_max=24)),
        account(able(hours_max=24), job(essential=["injecteren"])),
    ):
        hours = {ReasonKind.HOURS, ReasonKind.FEWER_HOURS}
        assert not hours & {*kinds(told.reasons_for), *kinds(told.reasons_against)}


def test_support_that_is_needed_is_named_where_it_is_offered_and_where_it_is_not():
    client = able(support_needed=frozenset({Support.JOBCOACH, Support.OWN_PACE}))

    told = account(client, job(essential=["injecteren"], support=frozenset({Support.JOBCOACH, Support.TRANSPORT})))

    assert "de werkplek biedt een jobcoach" in texts(told.reasons_for)
    assert "de vacature noemt niet: werken in eigen tempo" in texts(told.reasons_against)


@pytest.mark.parametrize("route", Route)
def test_learning_the_work_on_the_spot_is_a_reason_for(route):
    told = account(able(routes=frozenset(Route)), job(essential=["injecteren"], route=route))

    learning = route in {Route.LEERWERKPLEK, Route.PROEFPLAATSING, Route.WERKERVARINGSPLAATS}
    assert (ReasonKind.LEARNING in kinds(told.reasons_for)) is learning


# Reasons against and things to ask


def test_a_level_that_is_too_high_speaks_against():
    told = account(able(level=Level.MBO1), job(essential=["injecteren"], level=Level.MBO3))

    assert reason(told.reasons_against, ReasonKind.LEVEL).text == "er wordt mbo 3 gevraagd; bij u staat mbo 1 (entree)"
    enough = account(able(level=Level.MBO4), job(essential=["injecteren"], level=Level.MBO3))
    assert ReasonKind.LEVEL not in kinds(enough.reasons_against)


def test_what_neither_says_is_a_thing_to_ask():
    client = able(hours_max=24, window=Times(510, 870), limitations=((Demand.STANDING, DemandGrade.LIGHT),))
    vacancy = job(essential=["injecteren"], language=LanguageLevel.B1, demands=((Demand.STANDING, DemandGrade.LIGHT),))

    told = texts(account(client, vacancy).reasons_against)

    assert "vraag naar de werktijden: ze staan niet bij de gegevens van de vacature" in told
    assert "vraag naar het aantal uren: het staat niet bij de gegevens van de vacature" in told
    assert "er wordt Nederlands op niveau B1 gevraagd; uw niveau is niet bekend" in told
    assert "vraag hoe zwaar het werk is: lang staan" in told


def test_nothing_is_asked_of_what_does_not_matter_to_someone():
    told = account(able(), job(essential=["injecteren"], demands=((Demand.STANDING, DemandGrade.LIGHT),)))

    asked = {kind for kind in ReasonKind if kind.value.startswith("vraag-")}
    assert asked
    assert not asked & set(kinds(told.reasons_against))


@pytest.mark.parametrize(
    ("workplace", "text"),
    [
        (Workplace.HYBRID, "een deel van het werk is thuis; de reistijd geldt per rit"),
        (Workplace.TRAVELLING, "het werk is op wisselende plekken; de reistijd geldt tot de vestiging"),
    ],
)
def test_hybrid_and_travelling_work_say_what_the_travel_time_means(workplace, text):
    assert text in texts(account(able(), job(essential=["injecteren"], workplace=workplace)).reasons_against)
    assert text not in texts(account(able(), job(essential=["injecteren"])).reasons_against)


# Misses


def test_a_near_miss_says_what_it_misses_first_and_still_what_speaks_for_it():
    told = account(able(hours_max=24), job(essential=["injecteren"], hours_min=28, hours_max=28), listing="near")

    assert [refusal for refusal, _ in told.missed] == [Refusal.HOURS]
    assert told.reasons_against[0].text == "er wordt 28 uur gevraagd; u kunt 24 uur"
    assert ReasonKind.SKILLS in kinds(told.reasons_for)


def test_a_trip_over_the_limit_is_told_once():
    for listing, km, asked in (("near", 7, Asked()), ("beyond", 10, Asked(max_minutes=60))):
        told = account(able(), job(essential=["injecteren"], km=km), listing=listing, asked=asked)

        travel = [text for text in texts(told.reasons_against) if "de reis duurt" in text]
        assert travel == [f"de reis duurt ongeveer {told.trip.minutes} minuten met de fiets; de grens is 30"]
        assert ReasonKind.NEAR not in kinds(told.reasons_for)


def test_no_reason_is_given_twice():
    client = able(exclusions=(Wish("geen zorg", "verzorgende-ig"),))
    vacancy = job(
        essential=["injecteren"],
        occupation="verzorgende-ig",
        licences=frozenset({"rijbewijs-b"}),
        closing_date=TODAY - timedelta(days=1),
    )
    found, _ = advice(client, vacancy)
    every = top(found.situation, found.options, PriorRanker(), np.arange(1), 1)
    told = account_of(found.situation, found.options, found.fit.missed, every.scored, 0)

    assert [refusal for refusal, _ in told.missed] == [
        Refusal.CLOSED,
        Refusal.EXCLUDED,
        Refusal.LICENCE,
        Refusal.DIPLOMA,
    ]
    assert len(set(texts(told.reasons_against))) == len(told.reasons_against)
    papers = dict(told.missed)
    assert papers[Refusal.LICENCE].text.endswith(": rijbewijs B (auto)")
    assert papers[Refusal.DIPLOMA].text.endswith(": diploma verzorgende IG (mbo 3)")


# Always


def test_every_match_has_a_reason_for_even_by_neighbouring_skills_alone():
    client = person("reachtruck-rijden", "hagen-knippen", "injecteren")
    policy = Policy(match_coverage=0.05)

    told = account(client, job(essential=["heftruck-rijden"], km=5.6), policy=policy)

    assert kinds(told.reasons_for) == [ReasonKind.NEARLY_SKILLS]


def test_no_text_holds_a_gap_or_a_foreign_word():
    client = able(
        hours_max=24,
        level=Level.NONE,
        support_needed=frozenset(Support),
        languages=(("nl", LanguageLevel.A2),),
        limitations=tuple((demand, DemandGrade.LIGHT) for demand in Demand),
        history=(Job("kok", "kok"),),
    )
    vacancy = job(
        essential=["injecteren", "hagen-knippen", "heftruck-rijden"],
        occupation="keukenhulp",
        demands=tuple((demand, DemandGrade.LIGHT) for demand in Demand),
        language=LanguageLevel.A1,
        hours_max=16,
        level=Level.MBO4,
        workplace=Workplace.HYBRID,
    )

    told = account(client, vacancy)

    for text in (*texts(told.reasons_for), *texts(told.reasons_against)):
        assert not re.search(r"[{}]|None|nan|  |: $|_", text), text
