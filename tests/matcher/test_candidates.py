from dataclasses import replace

import numpy as np
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from matcher.advise import advise
from matcher.candidates import OF_THE_PERSON, as_proposed, candidate
from matcher.codes import Demand, DemandGrade, Mode, Support
from matcher.eligibility import any_fits, eligible
from matcher.features import FEATURES, SUPPORT
from matcher.market import market_of_one
from matcher.ranker import PriorRanker
from matcher.reach import Reached, next_door, within_reach
from matcher.reasons import ReasonKind
from matcher.situation import situation_of
from pipelines.documents import match_document
from pipelines.service import Wanted
from tests.builders import TODAY, market, travel
from tests.matcher import worlds
from tests.shown import WANTED, people, region_service

MOST = 500  # the longest list that a policy may have
SUPPORT_ROW = FEATURES.index(SUPPORT)


def asked(stored, client=None):
    service = region_service()
    client = stored.client if client is None else client
    return {
        "travel": service.travel_of(replace(stored, client=client)),
        "ranker": service.ranker,
        "policy": replace(service.policy(client), list_length=MOST),
        "on": service.day,
    }


def with_fewer_limits():
    """The people of the region as they are, and as they would be with any hours and further to travel."""
    for stored in people():
        yield stored
        free = {"modes": (), "hours_min": None, "hours_max": None, "day_parts": None, "window": None}
        yield replace(stored, client=replace(stored.client, id=f"{stored.client.id}-vrij", **free))


def test_the_matches_of_a_vacancy_are_the_people_who_have_it_in_their_own_list_with_the_same_points():
    region = region_service().market.market
    everyone, lists = list(with_fewer_limits()), {}
    for stored in everyone:
        matches = advise(as_proposed(stored.client), region, **asked(stored)).matches
        rows = matches.scored.features.rows
        lists[stored.client.id] = {int(row): matches.scored.points[:, at] for at, row in enumerate(rows)}
    compared = 0
    for row in {row for found in lists.values() for row in found} | set(range(0, len(region), 29)):
        one = market_of_one(region, row)
        for stored in everyone:
            found = candidate(stored.client, one, **asked(stored))
            expected = lists[stored.client.id].get(row)
            assert (found is None) == (expected is None)
            if found is not None:
                compared += 1
                assert found.scored.points[:, 0] == pytest.approx(expected, abs=1e-4)
                assert found.score == pytest.approx(found.scored.base + found.scored.points.sum())
    assert compared > 40


@given(worlds.clients, worlds.vacancies(1), worlds.policies, worlds.homes)
def test_a_candidate_is_who_has_it_in_their_own_list_with_the_same_points_but_for_needed_support(
    client, jobs, policy, home
):
    made, _ = market(*jobs)
    rules = {"travel": travel(home), "ranker": PriorRanker(), "policy": replace(policy, list_length=500), "on": TODAY}
    matches = advise(client, made, **rules).matches
    lists = {int(row): matches.scored.points[:, at] for at, row in enumerate(matches.scored.features.rows)}

    event(f"matches: {min(len(lists), 3)}")
    for row in range(len(made)):
        found = candidate(client, market_of_one(made, row), **rules)
        assert (found is not None) == (row in lists)
        if found is not None:
            assert np.flatnonzero(found.scored.points[:, 0] != lists[row]).tolist() in ([], [SUPPORT_ROW])
            assert found.scored.points[SUPPORT_ROW, 0] == 0
            assert found.score == pytest.approx(found.scored.base + found.scored.points.sum())


@given(worlds.clients, worlds.vacancies(1), worlds.policies, worlds.homes)
def test_whether_anything_fits_is_found_without_all_the_reasons(client, jobs, policy, home):
    made, _ = market(*jobs)
    situation = situation_of(client, made, policy, TODAY)
    reach = within_reach(client, made, travel(home), policy)
    fits = eligible(situation, reach).fits().any()
    assert any_fits(situation, reach) == fits
    if (eligible(situation, reach).fits() & (reach.state == Reached.WITHIN)).any():
        assert any_fits(situation, next_door(len(made)))  # a trip takes away, and never gives


def test_a_market_of_one_has_every_number_of_that_vacancy_and_of_its_area():
    region = region_service().market.market
    for row in range(0, len(region), 41):
        one = market_of_one(region, row)
        assert len(one) == 1
        area = region.columns.area[row]
        assert one.areas.code.tolist() == [region.areas.code[area]]
        assert one.columns.demands[:, 0].tolist() == region.columns.demands[:, row].tolist()
        assert one.columns.closes[0] == region.columns.closes[row]
        for part in ("essential", "optional"):
            whole, alone = getattr(region, part)[[row]], getattr(one, part)
            assert np.array_equal(whole.toarray(), alone.toarray())


NEEDS = st.frozensets(st.sampled_from(list(Support)), min_size=1)


@given(needs=NEEDS, who=st.integers(0, 11))
def test_needed_support_changes_nothing_of_a_candidate(needs, who):
    stored, region = people()[who], region_service().market.market
    matches = region_service().advice(stored, Wanted(top=3)).matches
    for row in matches.scored.features.rows:
        one = market_of_one(region, int(row))
        needing = replace(stored.client, support_needed=needs)
        plain = replace(stored.client, support_needed=frozenset())
        with_needs, without = (candidate(client, one, **asked(stored, client)) for client in (needing, plain))
        assert with_needs.score == without.score
        assert with_needs.account() == without.account()


def test_for_others_no_reason_tells_what_somebody_cannot_manage():
    region = region_service().market.market
    told = set()
    for stored in people():
        limited = replace(stored.client, limitations=tuple((demand, DemandGrade.MODERATE) for demand in Demand))
        for row in region_service().advice(stored, Wanted(top=30)).matches.scored.features.rows:
            found = candidate(limited, market_of_one(region, int(row)), **asked(stored, limited))
            if found is not None:
                account = found.account()
                told |= {reason.kind for reason in account.reasons_against}
                shown = found.account_for_others()
                assert not {one.kind for one in (*shown.reasons_for, *shown.reasons_against)} & OF_THE_PERSON
                assert shown.points == account.points
    assert ReasonKind.ASK_PHYSICAL in told  # so that the test looked at some


LIMITS = st.dictionaries(st.sampled_from(list(Demand)), st.sampled_from(list(DemandGrade)))


@given(limits=LIMITS, needs=NEEDS, ladder=st.integers(1, 6), who=st.integers(0, 11))
def test_for_others_a_candidate_is_the_same_whatever_they_cannot_manage_or_need(limits, needs, ladder, who):
    stored, region = people()[who], region_service().market.market
    nothing = {"limitations": (), "support_needed": frozenset(), "ladder": None}
    plain = replace(stored.client, **nothing)
    burdened = replace(plain, limitations=tuple(limits.items()), support_needed=needs, ladder=ladder)
    for row in region_service().advice(stored, Wanted(top=3)).matches.scored.features.rows:
        one = market_of_one(region, int(row))
        free, found = (candidate(client, one, **asked(stored, client)) for client in (plain, burdened))
        if found is not None:  # work that is too heavy for somebody does not have them among its candidates
            assert found.account_for_others() == free.account_for_others()


@given(limit=st.integers(1, 120), who=st.integers(0, 11))
def test_for_others_a_candidate_is_the_same_however_long_they_want_to_travel(limit, who):
    stored, region = people()[who], region_service().market.market
    patient = replace(stored.client, modes=((Mode.BIKE, 120),))
    hurried = replace(patient, modes=((Mode.BIKE, limit),))
    for row in region_service().advice(replace(stored, client=patient), Wanted(top=3)).matches.scored.features.rows:
        one = market_of_one(region, int(row))
        free, found = (candidate(client, one, **asked(stored, client)) for client in (patient, hurried))
        if found is not None:  # what is too far for somebody does not have them among its candidates
            assert found.account_for_others() == free.account_for_others()
            assert found.account_for_others().trip.limit is None


def test_others_read_the_names_of_occupations_and_not_somebody_s_own_words():
    region, told = region_service().market.market, set()
    for stored in people():
        own_words = replace(
            stored.client,
            history=tuple(replace(job, title=f"{job.title} (mijn rug)") for job in stored.client.history),
            wishes=tuple(replace(wish, text=f"{wish.text}, zittend") for wish in stored.client.wishes),
        )
        for row in region_service().advice(stored, Wanted(top=5)).matches.scored.features.rows:
            found = candidate(own_words, market_of_one(region, int(row)), **asked(stored, own_words))
            own, shown = (
                {one.kind: one.text for one in account.reasons_for}
                for account in (found.account(), found.account_for_others())
            )
            for kind, words in ((ReasonKind.EXPERIENCE, "(mijn rug)"), (ReasonKind.WISH, "zittend")):
                assert (kind in own) == (kind in shown)
                if kind in own:
                    told.add(kind)
                    assert words in own[kind]
                    assert words not in shown[kind]
                    assert not shown[kind].endswith(": ")
    assert told == {ReasonKind.EXPERIENCE, ReasonKind.WISH}  # so that the test looked at some


@given(name=st.text(max_size=100), who=st.integers(0, 11))
def test_the_name_of_somebody_changes_nothing_of_their_advice(name, who):
    stored, service = people()[who], region_service()
    named = replace(stored, client=replace(stored.client, name=name))
    assert match_document(service, named, WANTED) == match_document(service, stored, WANTED)
