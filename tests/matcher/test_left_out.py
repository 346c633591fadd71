import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matcher.eligibility import Refusal
from matcher.left_out import Group, group_of, left_out_at, looked_at, not_reached, positions_of, without
from matcher.reach import Reached
from tests.builders import advice, job, person
from tests.matcher import worlds

SKILL = "vloeren-reinigen"
GROUPS = ("matches", "narrow", "short", "unknown", "beyond")


def world(client, jobs, policy, asked, home):
    return advice(client, *jobs, policy=policy, asked=asked, position=home)[0]


@given(worlds.clients, worlds.vacancies(), worlds.policies, worlds.asked, worlds.homes)
def test_as_many_are_left_out_for_a_reason_as_the_advice_counts(client, jobs, policy, asked, home):
    found = world(client, jobs, policy, asked, home)

    counts = {refusal: len(left_out_at(found.fit, refusal)) for refusal in Refusal}
    counts[Refusal.TRAVEL] += len(not_reached(found.options, len(jobs)))

    assert {refusal: count for refusal, count in counts.items() if count} == found.left_out


@given(worlds.clients, worlds.vacancies(), worlds.policies, worlds.asked, worlds.homes)
def test_every_vacancy_stands_where_the_counts_say(client, jobs, policy, asked, home):
    found = world(client, jobs, policy, asked, home)

    places = positions_of(found.options, range(len(jobs)), len(jobs))
    groups = [group_of(found.fit, at) for at in places]

    assert groups.count(Group.MATCHES) == found.matches.total
    assert groups.count(Group.NEAR) == found.near.total
    assert groups.count(Group.UNKNOWN) == found.unknown.total
    assert {reason: groups.count(reason) for reason in Refusal if reason in groups} == found.left_out
    assert [found.options.rows[at] for at in places if at >= 0] == [row for row, at in enumerate(places) if at >= 0]


@given(worlds.clients, worlds.vacancies(least=1), worlds.policies, worlds.homes, st.data())
def test_what_is_taken_apart_is_in_no_group_and_the_rest_stays(client, jobs, policy, home, data):
    found = advice(client, *jobs, policy=policy, position=home)[0]
    taken = data.draw(st.sets(st.integers(0, len(jobs) - 1)))

    fit = without(found.options, found.fit, np.array(sorted(taken), np.int64))

    for group in GROUPS:
        before = found.options.rows[getattr(found.fit, group)].tolist()
        assert found.options.rows[getattr(fit, group)].tolist() == [row for row in before if row not in taken]


def test_what_is_too_far_away_is_looked_at_with_the_trip_set_aside():
    found, ids = advice(person(SKILL), job("dichtbij", [SKILL]), job("ver", [SKILL], km=60))
    rows = np.array([ids.index("ver")])

    options, fit, at = looked_at(found.situation, found.options, found.fit, rows)

    assert not_reached(found.options, 2).tolist() == rows.tolist()
    assert options.rows[at].tolist() == rows.tolist()
    assert options.reach.state[at] == Reached.BEYOND
    assert group_of(fit, int(at[0])) is Refusal.TRAVEL
    assert group_of(found.fit, -1) is Refusal.TRAVEL


def test_what_was_reached_is_looked_at_as_it_stands():
    found, ids = advice(person(SKILL), job("a", [SKILL]), job("b", [SKILL], km=2))

    options, fit, at = looked_at(found.situation, found.options, found.fit, np.array([ids.index("b")]))

    assert options is found.options
    assert fit is found.fit
    assert options.rows[at].tolist() == [ids.index("b")]
