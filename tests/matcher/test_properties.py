"""What holds for any client and any market: the promises of the flow, on small random worlds."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from matcher.advise import top
from matcher.codes import CourseKind, Method, Mode
from matcher.domain import Course, OwnSkill
from matcher.eligibility import Refusal
from matcher.explain import account_of
from matcher.fit import covered
from matcher.policy import Policy
from matcher.ranker import PriorRanker
from matcher.reach import METHODS, MODES, NO_MODE, Reached
from matcher.reskill import reskill
from tests.builders import TODAY, advice, ids_of, job, market, travel
from tests.matcher import worlds

LISTINGS = ("matches", "near", "unknown", "beyond")
LONG = Policy(list_length=500, near_length=500)


def listed(found, ids):
    """Every listing with ids, scores and points: all that people see of an order."""
    return {
        name: [
            (ids[int(row)], float(score), points.tolist())
            for row, score, points in zip(
                getattr(found, name).scored.features.rows,
                getattr(found, name).scored.score,
                getattr(found, name).scored.points.T,
                strict=True,
            )
        ]
        for name in LISTINGS
    }


def accounts(found, listing):
    scored = getattr(found, listing).scored
    for index in range(len(scored.score)):
        yield account_of(found.situation, found.options, found.fit.missed, scored, index)


def everything(found):
    """The score and the coverage of every vacancy that was looked at, by row."""
    every = top(found.situation, found.options, PriorRanker(), np.arange(len(found.options.rows)), 500)
    scores = dict(zip(every.scored.features.rows.tolist(), every.scored.score.tolist(), strict=True))
    return scores, dict(zip(found.options.rows.tolist(), found.fit.cover.tolist(), strict=True))


# Travel


@given(worlds.clients, worlds.vacancies(), worlds.policies, worlds.asked, worlds.homes)
def test_no_result_lies_beyond_the_clients_own_limit_for_its_mode(client, jobs, policy, asked, home):
    found, _ = advice(client, *jobs, policy=policy, asked=asked, position=home)
    own = {mode: limit for mode, limit in client.modes if limit is not None}
    reach = found.options.reach

    for at in found.matches.scored.features.at:
        assert reach.state[at] == Reached.WITHIN
        if reach.mode[at] == NO_MODE:
            assert METHODS[reach.method[at]] is Method.NO_TRAVEL
            continue
        mode, minutes = MODES[reach.mode[at]], int(reach.minutes[at])
        assert minutes <= own.get(mode, policy.default_minutes)
        assert asked.max_minutes is None or minutes <= asked.max_minutes
        assert mode in (asked.modes or dict(client.modes) or (Mode.WALK, Mode.TRANSIT))
    for at in found.near.scored.features.at:
        if reach.state[at] == Reached.BORDER:
            mode, minutes = MODES[reach.mode[at]], int(reach.minutes[at])
            assert reach.limits[mode] < minutes <= reach.limits[mode] * policy.border_factor
        else:
            assert reach.state[at] == Reached.WITHIN
    assert (reach.state[found.unknown.scored.features.at] == Reached.UNKNOWN).all()
    assert asked.max_minutes is not None or len(found.beyond) == 0


@given(worlds.clients, worlds.vacancies(), worlds.policies, worlds.asked, worlds.homes)
def test_every_vacancy_is_counted_once(client, jobs, policy, asked, home):
    found, _ = advice(client, *jobs, policy=policy, asked=asked, position=home)

    counted = found.matches.total + found.near.total + found.unknown.total + sum(found.left_out.values())
    assert counted == len(jobs)
    assert all(count > 0 for count in found.left_out.values())
    assert set(found.left_out) <= set(Refusal)
    rows = [int(row) for name in LISTINGS for row in getattr(found, name).scored.features.rows]
    assert len(rows) == len(set(rows))


# Order


@given(worlds.clients, worlds.vacancies(), worlds.policies, worlds.homes, st.randoms(use_true_random=False))
def test_shuffling_the_vacancies_changes_nothing(client, jobs, policy, home, random):
    shuffled = list(jobs)
    random.shuffle(shuffled)

    before, ids = advice(client, *jobs, policy=policy, position=home)
    after, other_ids = advice(client, *shuffled, policy=policy, position=home)

    event(f"matches: {min(before.matches.total, 3)}")
    assert listed(after, other_ids) == listed(before, ids)
    assert after.left_out == before.left_out
    assert after.question == before.question


@given(worlds.clients, worlds.vacancies(), worlds.numbers, worlds.homes)
def test_one_vacancy_more_changes_no_order_among_the_others(client, jobs, extra, home):
    before, ids = advice(client, *jobs, policy=LONG, position=home)
    after, other_ids = advice(client, *jobs, worlds.vacancy(extra, "zz"), policy=LONG, position=home)

    for name, rows in listed(after, other_ids).items():
        assert [row for row in rows if row[0] != "zz"] == listed(before, ids)[name]


@given(worlds.clients, worlds.vacancies())
def test_an_irrelevant_vacancy_changes_no_list(client, jobs):
    # Too far, closed, or without anything in common.
    irrelevant = (
        job("zz1", ["pizza-bakken"], km=200, area="ver weg"),
        job("zz2", ["pizza-bakken"], closing_date=TODAY.replace(year=2020), area="elders"),
    )
    policy = Policy(list_length=3)

    before, ids = advice(client, *jobs, policy=policy)
    after, other_ids = advice(client, *jobs, *irrelevant, policy=policy)

    assert listed(after, other_ids)["matches"] == listed(before, ids)["matches"]
    assert listed(after, other_ids)["unknown"] == listed(before, ids)["unknown"]


@given(worlds.clients, worlds.vacancies(), worlds.numbers)
def test_a_field_outside_the_feature_list_changes_nothing(client, jobs, seed):
    changed = [
        replace(one, vacancy=replace(one.vacancy, **worlds.outside(seed + place))) for place, one in enumerate(jobs)
    ]

    before, ids = advice(client, *jobs)
    after, other_ids = advice(client, *changed)

    assert listed(after, other_ids) == listed(before, ids)
    assert after.left_out == before.left_out


@given(worlds.clients, worlds.vacancies(), worlds.clients, st.text(max_size=8))
def test_ladder_municipality_id_and_names_of_diplomas_change_nothing(client, jobs, other, name):
    same = replace(client, ladder=other.ladder, municipality=other.municipality, id=other.id, diplomas=(name,))

    before, ids = advice(client, *jobs)
    after, _ = advice(same, *jobs)

    assert listed(after, ids) == listed(before, ids)
    assert after.left_out == before.left_out
    assert after.question == before.question


@given(worlds.clients, worlds.vacancies(), worlds.policies)
def test_ranks_are_contiguous_and_follow_score_then_trip_then_id(client, jobs, policy):
    found, ids = advice(client, *jobs, policy=policy)

    for name, length in (("matches", policy.list_length), ("near", policy.near_length)):
        listing = getattr(found, name)
        keys = [
            (-score, int(found.options.reach.minutes[at]), ids[int(row)])
            for score, at, row in zip(
                listing.scored.score, listing.scored.features.at, listing.scored.features.rows, strict=True
            )
        ]
        assert len(listing) == min(listing.total, length)
        assert keys == sorted(keys)


@given(worlds.clients, worlds.vacancies(2, 8))
def test_two_vacancies_that_differ_in_id_alone_stand_together(client, jobs):
    first = jobs[0]
    twin = replace(first, vacancy=replace(first.vacancy, id=first.vacancy.id + "a"))

    found, ids = advice(client, *jobs, twin, policy=LONG)

    for rows in listed(found, ids).values():
        names = [row[0] for row in rows]
        assert (first.vacancy.id in names) == (twin.vacancy.id in names)
        if twin.vacancy.id in names:
            scores = {name: score for name, score, _ in rows}
            assert scores[twin.vacancy.id] == scores[first.vacancy.id]


# Score and reasons


@given(worlds.clients, worlds.vacancies(), worlds.policies, worlds.asked, worlds.homes)
def test_points_add_up_to_the_score_and_every_match_has_a_reason_for(client, jobs, policy, asked, home):
    found, _ = advice(client, *jobs, policy=policy, asked=asked, position=home)

    for listing in LISTINGS:
        for account in accounts(found, listing):
            assert account.base + sum(point.points for point in account.points) == pytest.approx(
                account.score, abs=1e-9
            )
            assert all(np.sign(point.points) * point.feature.direction >= 0 for point in account.points if point.value)
            texts = [reason.text for reason in (*account.reasons_for, *account.reasons_against)]
            assert all(text and "None" not in text and "{" not in text for text in texts)
            if listing in ("matches", "unknown", "beyond"):
                assert account.reasons_for
            if listing == "matches":
                assert account.missed == ()
            if listing == "near":
                assert len(account.missed) == 1
            if listing == "beyond":
                assert [refusal for refusal, _ in account.missed] == [Refusal.TRAVEL]


@given(worlds.clients, worlds.vacancies(), worlds.policies)
def test_a_match_is_what_misses_nothing_and_covers_enough(client, jobs, policy):
    found, _ = advice(client, *jobs, policy=policy)
    matched = set(found.fit.matches.tolist())

    for at in range(len(found.options.rows)):
        fits = found.options.missed[at] == 0 and found.options.reach.state[at] == Reached.WITHIN
        assert (at in matched) == (fits and bool(covered(found.fit.cover[[at]], policy.match_coverage)[0]))


# A skill more


@given(worlds.clients, worlds.vacancies(1), st.sampled_from(worlds.SKILLS), worlds.policies)
def test_a_skill_more_never_lowers_a_score_and_never_drops_a_match(client, jobs, skill, policy):
    before, ids = advice(client, *jobs, policy=policy)
    after, _ = advice(replace(client, skills=(*client.skills, OwnSkill(skill, skill))), *jobs, policy=policy)
    old_scores, old_cover = everything(before)
    new_scores, new_cover = everything(after)

    assert set(new_scores) == set(old_scores)
    for row, score in old_scores.items():
        assert new_scores[row] >= score
        assert np.isnan(old_cover[row]) or new_cover[row] >= old_cover[row]
    assert set(before.options.rows[before.fit.matches]) <= set(after.options.rows[after.fit.matches])
    assert after.matches.total >= before.matches.total
    assert ids == advice(client, *jobs)[1]


@given(worlds.clients, worlds.vacancies(1), st.data())
def test_a_skill_that_a_vacancy_asks_raises_its_score_when_it_was_not_fully_there(client, jobs, data):
    chosen = data.draw(st.sampled_from(jobs))
    asked = [one for one in chosen.asked if one.essential]
    if not asked:
        return
    skill = data.draw(st.sampled_from(asked)).words
    before, ids = advice(client, *jobs)
    after, _ = advice(replace(client, skills=(*client.skills, OwnSkill(skill, skill))), *jobs)
    row = ids.index(chosen.vacancy.id)
    old, new = everything(before)[0].get(row), everything(after)[0].get(row)

    if old is not None:
        had_it = before.situation.seeker.own[before.situation.market.concepts.skill_at[skill]] == 1
        assert new == old if had_it else new > old


# Courses


@given(worlds.clients, worlds.vacancies(), worlds.courses(), worlds.policies)
def test_a_course_never_teaches_only_what_the_client_has(client, jobs, courses, policy):
    made, _ = market(*jobs)
    found = reskill(client, made, courses, travel=travel(), policy=policy, on=TODAY)
    mastered = {made.concepts.skills[i].id for i in np.flatnonzero(found.situation.seeker.own == 1)}
    held = found.situation.seeker.licences or 0

    for suggestion in (*found.suggestions, *found.improves):
        course = suggestion.course
        papers = {paper.id for i, paper in enumerate(made.licences) if held >> i & 1}
        assert not set(course.teaches) <= mastered or not set(course.gives_licences) <= papers
        assert {made.concepts.skills[i].id for i in suggestion.new_skills} == set(course.teaches) - mastered
    assert all(suggestion.opens >= 1 for suggestion in found.suggestions)


@given(worlds.clients, worlds.vacancies())
def test_a_course_in_what_someone_has_is_never_suggested(client, jobs):
    made, _ = market(*jobs)
    skilled = replace(client, skills=tuple(OwnSkill(skill, skill) for skill in worlds.SKILLS))
    course = Course("x", "cursus", CourseKind.TRAINING, teaches=worlds.SKILLS)

    found = reskill(skilled, made, [course], travel=travel(), policy=Policy(), on=TODAY)

    assert not found.suggestions
    assert not found.improves


# The same input gives the same answer


@given(worlds.clients, worlds.vacancies(), worlds.policies)
def test_the_same_input_gives_the_same_list_byte_for_byte(client, jobs, policy):
    first, ids = advice(client, *jobs, policy=policy)
    second, other_ids = advice(client, *jobs, policy=policy)

    assert ids == other_ids
    for name in LISTINGS:
        one, other = (getattr(found, name).scored for found in (first, second))
        assert one.points.tobytes() == other.points.tobytes()
        assert one.score.tobytes() == other.score.tobytes()
        assert ids_of(first, ids, name) == ids_of(second, ids, name)
