from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from matcher.advise import advise
from matcher.codes import Mode, Route, Workplace
from matcher.domain import Client, Job, Wish
from matcher.eligibility import Refusal
from matcher.features import FEATURES
from matcher.policy import Policy
from matcher.question import Topic
from matcher.ranker import PriorRanker
from matcher.reach import Asked
from tests.builders import HOME, TODAY, advice, ids_of, job, market, person, travel

SKILLS = ("injecteren", "hagen-knippen", "kassa-bedienen", "vloeren-reinigen")


def able(**fields):
    """Someone with enough skills to advise."""
    return person(*SKILLS, **fields)


def told(client, *jobs, **kwargs):
    """The listings by id, and what was left out."""
    found, ids = advice(client, *jobs, **kwargs)
    return {name: ids_of(found, ids, name) for name in ("matches", "near", "unknown", "beyond")} | {
        "left_out": dict(found.left_out)
    }


def total(found):
    return sum(getattr(found, name).total for name in ("matches", "near", "unknown")) + sum(found.left_out.values())


# Listings


def test_every_vacancy_stands_in_one_listing_or_is_left_out_for_one_reason():
    client = able(hours_max=24, exclusions=(Wish("kok", "kok"),))
    found = told(
        client,
        job("match", essential=["injecteren"]),
        job("at home", essential=["injecteren"], workplace=Workplace.REMOTE, km=99),
        job("hours", essential=["injecteren"], hours_min=26),
        job("border", essential=["injecteren"], km=7),
        job("short", essential=["heftruck-rijden"]),
        job("unknown", essential=["injecteren"], position="unknown"),
        job("far", essential=["injecteren"], km=60),
        job("closed", essential=["injecteren"], closing_date=TODAY - timedelta(days=1)),
        job("excluded", essential=["injecteren"], occupation="kok"),
        job("route", essential=["injecteren"], route=Route.DAGBESTEDING),
        job("licence", essential=["injecteren"], licences=frozenset({"rijbewijs-b"})),
        job("silent"),
    )

    assert set(found["matches"]) == {"match", "at home"}
    assert set(found["near"]) == {"hours", "border", "short"}
    assert found["unknown"] == ["unknown"]
    assert found["beyond"] == []
    assert found["left_out"] == {
        Refusal.CLOSED: 1,
        Refusal.TRAVEL: 1,
        Refusal.ROUTE: 1,
        Refusal.EXCLUDED: 1,
        Refusal.LICENCE: 1,
        Refusal.UNDESCRIBED: 1,
    }


def test_the_first_reason_is_named_where_a_vacancy_misses_more():
    worst = job(essential=["heftruck-rijden"], closing_date=TODAY - timedelta(days=1), route=Route.DAGBESTEDING, km=7)

    assert told(able(), worst)["left_out"] == {Refusal.CLOSED: 1}
    assert told(able(), replace(worst, vacancy=replace(worst.vacancy, closing_date=None)))["left_out"] == {
        Refusal.TRAVEL: 1
    }


def test_matches_near_unknown_and_left_out_add_up_to_the_market():
    jobs = [
        job(f"v{n:03}", essential=[SKILLS[n % 4] if n % 3 else "heftruck-rijden"], km=n % 12, hours_min=n % 40)
        for n in range(120)
    ]
    jobs += [job(f"u{n}", essential=["injecteren"], position="unknown") for n in range(9)]
    for asked in (Asked(), Asked(max_minutes=10), Asked(max_minutes=60)):
        found, _ = advice(able(hours_max=24), *jobs, asked=asked, policy=Policy(list_length=5, near_length=3))

        assert total(found) == len(jobs)
        assert len(found.matches) == 5
        assert len(found.near) == 3
        assert len(found.unknown) == 5
        assert found.unknown.total == 9


def test_what_lies_beyond_is_listed_when_asked_and_still_counts_as_left_out_for_travel():
    jobs = (job("near", essential=["injecteren"]), job("beyond", essential=["injecteren"], km=10))

    assert told(able(), *jobs)["left_out"] == {Refusal.TRAVEL: 1}
    found = told(able(), *jobs, asked=Asked(max_minutes=60))
    assert found["matches"] == ["near"]
    assert found["beyond"] == ["beyond"]
    assert found["left_out"] == {Refusal.TRAVEL: 1}


@pytest.mark.parametrize("length", [1, 3, 7, 100])
def test_a_list_is_as_long_as_the_policy_says_and_counts_the_rest(length):
    jobs = [job(f"v{n}", essential=["injecteren"], km=n / 4) for n in range(7)]
    whole, ids = advice(able(), *jobs, policy=Policy(list_length=100))

    shown, _ = advice(able(), *jobs, policy=Policy(list_length=length))

    assert ids_of(shown, ids) == ids_of(whole, ids)[:length]
    assert shown.matches.total == 7


@pytest.mark.parametrize("length", [0, 1, 2, 10])
def test_near_misses_are_as_many_as_the_policy_says(length):
    jobs = [job(f"v{n}", essential=["injecteren"], hours_min=25 + n) for n in range(3)]

    found, _ = advice(able(hours_max=24), *jobs, policy=Policy(near_length=length))

    assert len(found.near) == min(length, 3)
    assert found.near.total == 3


def test_of_those_with_too_little_in_common_only_the_ones_with_most_are_near():
    jobs = [
        job("half", essential=["injecteren", "heftruck-rijden"], weight=1.0, km=5),
        job("third", essential=["injecteren", "heftruck-rijden", "tolken"], weight=1.0, km=5),
        *(job(f"nothing {n}", essential=["heftruck-rijden"], km=0) for n in range(9)),
    ]

    found, ids = advice(able(), *jobs, policy=Policy(near_length=2))

    assert ids_of(found, ids, "near") == ["half", "third"]
    assert found.near.total == 11


def test_near_misses_for_someone_with_only_a_wish_are_those_that_come_near_the_wish():
    client = person(wishes=(Wish("bakker", "bakker"),))
    jobs = [
        job("baker", essential=["deeg-maken"], occupation="bakker", km=5),
        *(job(f"hairdresser {n}", essential=["haar-knippen"], occupation="kapper", km=0) for n in range(9)),
    ]

    found, ids = advice(client, *jobs, policy=Policy(near_length=3))

    assert ids_of(found, ids, "near")[0] == "baker"


# Order


def test_the_order_is_that_of_the_score():
    found, ids = advice(
        able(wishes=(Wish("kapper", "kapper"),)),
        job("all", essential=["injecteren"], km=5),
        job("most", essential=["injecteren", "heftruck-rijden"], weight=None, km=1),
        job("wish", essential=["injecteren"], occupation="kapper", km=5),
        policy=Policy(match_coverage=0.3),
    )

    assert ids_of(found, ids) == ["wish", "all", "most"]
    assert (np.diff(found.matches.scored.score) <= 0).all()


def test_equal_scores_go_to_the_shorter_trip():
    made, ids = market(
        job("a", essential=["injecteren"], km=4),
        job("b", essential=["injecteren"], km=1),
        job("c", essential=["injecteren"], km=2),
    )
    even = PriorRanker(weights=dict.fromkeys(FEATURES, 0.0))
    found = advise(able(), made, travel=travel(), ranker=even, policy=Policy(), on=TODAY)

    assert ids_of(found, ids) == ["b", "c", "a"]


def test_equal_scores_and_equal_trips_go_by_id():
    jobs = [job(name, essential=["injecteren"], km=2) for name in ("v2", "v10", "v1", "a", "B")]

    found, ids = advice(able(), *jobs)

    assert ids_of(found, ids) == ["B", "a", "v1", "v10", "v2"]


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_a_tie_at_the_end_of_a_list_is_broken_in_the_same_way(length):
    jobs = [job(name, essential=["injecteren"], km=2) for name in ("d", "b", "c", "a")]

    found, ids = advice(able(), *jobs, policy=Policy(list_length=length))

    assert ids_of(found, ids) == ["a", "b", "c", "d"][:length]


# Too little is known


def test_with_nothing_known_there_is_a_question_and_no_list():
    jobs = [job(f"v{n}", essential=["injecteren"], km=n / 4) for n in range(8)]

    found, ids = advice(person(), *jobs)

    assert ids_of(found, ids) == []
    assert ids_of(found, ids, "near") == []
    assert found.left_out == {Refusal.COVERAGE: 8}
    assert found.question.topic is Topic.SKILLS
    assert found.question.too_little
    assert found.question.changes == 8


def test_a_profile_of_two_skills_is_thin_and_of_three_is_not():
    vacancy = job(essential=["injecteren"])

    assert advice(person("injecteren", "hagen-knippen"), vacancy)[0].question.too_little
    third = advice(person("injecteren", "hagen-knippen", "kassa-bedienen"), vacancy)[0].question
    assert third is None or not third.too_little


def test_earlier_work_is_enough_to_advise_on():
    question = advice(person(history=(Job("kok", "kok"),)), job(essential=["mise-en-place"]))[0].question

    assert question is None or not question.too_little


def test_skills_that_were_not_recognised_do_not_make_a_profile_less_thin():
    found, _ = advice(person("toveren", "vliegen", "onzichtbaar worden"), job(essential=["injecteren"]))

    assert found.question.too_little


# Edges


def test_an_empty_market_gives_empty_lists():
    found, ids = advice(able())

    assert ids == []
    assert told(able()) == {"matches": [], "near": [], "unknown": [], "beyond": [], "left_out": {}}
    assert total(found) == 0


def test_from_an_unknown_home_only_work_at_home_can_be_a_match():
    jobs = (job("near", essential=["injecteren"]), job("home", essential=["injecteren"], workplace=Workplace.REMOTE))

    found = told(able(), *jobs, position=None)

    assert found["matches"] == ["home"]
    assert found["unknown"] == ["near"]


def test_a_client_of_whom_only_an_id_is_known_gets_no_error():
    found, _ = advice(Client("c"), job(essential=["injecteren"]), job("v2", position="unknown"), position=None)

    assert total(found) == 2
    assert found.question.too_little


def test_the_limits_of_the_client_hold_whatever_the_policy_says():
    client = able(modes=((Mode.WALK, 20),), home=HOME)
    jobs = (job("near", essential=["injecteren"], km=1), job("farther", essential=["injecteren"], km=2))

    assert told(client, *jobs, policy=Policy(default_minutes=240))["matches"] == ["near"]


def test_the_same_question_gives_the_same_answer_byte_for_byte():
    jobs = [job(f"v{n}", essential=[SKILLS[n % 4], "samenwerken"], km=n / 3) for n in range(15)]

    first, second = (advice(able(), *jobs)[0].matches.scored for _ in range(2))

    assert first.score.tobytes() == second.score.tobytes()
    assert first.points.tobytes() == second.points.tobytes()
    assert first.features.rows.tobytes() == second.features.rows.tobytes()
