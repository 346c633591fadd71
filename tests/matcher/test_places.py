from hypothesis import given

from matcher.places import places_of
from matcher.policy import Policy
from matcher.ranker import PriorRanker
from tests.builders import advice
from tests.matcher import worlds


@given(worlds.clients, worlds.vacancies(), worlds.homes)
def test_the_places_are_those_of_the_list(client, jobs, home):
    found, _ = advice(client, *jobs, policy=Policy(list_length=500), position=home)

    places = places_of(found.situation, found.options, PriorRanker(), found.fit.matches)

    in_order = [at for _, at in sorted(zip(places.tolist(), found.fit.matches.tolist(), strict=True))]
    assert in_order == found.matches.scored.features.at.tolist()
    assert sorted(places.tolist()) == list(range(1, len(found.fit.matches) + 1))
