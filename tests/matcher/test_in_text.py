from dataclasses import replace

import pytest

from matcher.codes import DayPart, Demand, DemandGrade, LanguageLevel, Level, Route
from matcher.eligibility import Refusal
from matcher.explain import account_of
from matcher.reasons import ReasonKind
from pipelines.from_text import FromText
from tests.builders import advice, ids_of, job, person

SKILLS = ("samenwerken", "signaleren")
# Someone who suits the work in every way but for what a text may raise.
CLIENT = person(
    *SKILLS,
    hours_max=24,
    day_parts=frozenset({DayPart.DAY}),
    languages=(("nl", LanguageLevel.A1),),
    limitations=((Demand.LIFTING, DemandGrade.LIGHT),),
)
DOUBTS = {
    Refusal.HOURS: ({"hours": (32.0, 36.0)}, "het aantal uren"),
    Refusal.TIMES: ({"shifts": frozenset({DayPart.NIGHT})}, "de werktijden"),
    Refusal.LANGUAGE: ({"language": LanguageLevel.C1}, "het niveau Nederlands"),
    Refusal.PHYSICAL: ({"demands": ((Demand.LIFTING, DemandGrade.HEAVY),)}, "tillen en dragen"),
}


def work(**said):
    made = replace(job(essential=SKILLS), text=FromText(**said))
    return replace(made, language=said.get("language"))


def account(vacancy, client=CLIENT):
    found, _ = advice(client, vacancy)
    listing = next(one for one in (found.matches, found.near) if len(one))
    return account_of(found.situation, found.options, found.fit.missed, listing.scored, 0)


def texts(reasons, kind):
    return [one.text for one in reasons if one.kind is kind]


@pytest.mark.parametrize("refusal", DOUBTS, ids=lambda one: one.value)
def test_what_only_the_text_says_makes_a_near_miss_with_a_question(refusal):
    said, what = DOUBTS[refusal]
    found, ids = advice(CLIENT, work(**said))

    assert ids_of(found, ids) == []
    assert ids_of(found, ids, "near") == ["v1"]
    assert found.left_out == {}
    explained = account(work(**said))
    assert [one for one, _ in explained.missed] == [refusal]
    assert what in texts(explained.reasons_against, ReasonKind.ASK_TEXT)[0]


def test_however_much_a_text_says_it_leaves_nothing_out_by_itself():
    every = work(**{name: value for said, _ in DOUBTS.values() for name, value in said.items()})
    found, ids = advice(CLIENT, every)

    assert ids_of(found, ids, "near") == ["v1"]
    assert {one for one, _ in account(every).missed} == set(DOUBTS)


@pytest.mark.parametrize("refusal", DOUBTS, ids=lambda one: one.value)
def test_the_same_in_a_field_is_a_hard_requirement(refusal):
    fields = {
        Refusal.HOURS: {"hours_min": 32.0, "hours_max": 36.0},
        Refusal.TIMES: {"shifts": frozenset({DayPart.NIGHT})},
        Refusal.LANGUAGE: {"language": LanguageLevel.C1},
        Refusal.PHYSICAL: {"demands": ((Demand.LIFTING, DemandGrade.HEAVY),)},
    }
    found, ids = advice(CLIENT, job(essential=SKILLS, **fields[refusal]))

    assert ids_of(found, ids, "near") == []
    assert found.left_out == {refusal: 1}


def test_a_doubt_beside_a_hard_requirement_names_the_hard_one_as_the_reason():
    both = replace(
        job(essential=SKILLS, hours_min=36.0, hours_max=40.0), text=FromText(shifts=frozenset({DayPart.NIGHT}))
    )
    found, _ = advice(CLIENT, both)

    assert found.left_out == {Refusal.HOURS: 1}


def test_a_doubt_takes_no_near_miss_away():
    short = replace(job(essential=("ecd-gebruiken", *SKILLS)), text=FromText(shifts=frozenset({DayPart.NIGHT})))
    few = person("samenwerken", day_parts=frozenset({DayPart.DAY}))

    plain, ids = advice(few, job(essential=("ecd-gebruiken", *SKILLS)))
    doubted, _ = advice(few, short)

    assert ids_of(plain, ids, "near") == ids_of(doubted, ids, "near") == ["v1"]


def test_what_a_text_says_and_suits_is_no_miss():
    suits = work(hours=(16.0, 24.0), shifts=frozenset({DayPart.DAY}), language=LanguageLevel.NONE, level=Level.NONE)
    found, ids = advice(CLIENT, suits)

    assert ids_of(found, ids) == ["v1"]


def test_a_route_that_the_text_names_is_a_reason_for_who_chose_it_and_a_question_for_others():
    place = work(routes=frozenset({Route.LEERWERKPLEK}))
    chosen = replace(CLIENT, routes=frozenset({Route.REGULAR, Route.LEERWERKPLEK}))

    assert texts(account(place, chosen).reasons_for, ReasonKind.TEXT_ROUTE) == ["de tekst noemt leerwerkplek"]
    assert texts(account(place).reasons_against, ReasonKind.ASK_ROUTE) == [
        "de tekst noemt leerwerkplek; vraag of deze plek voor u is"
    ]
