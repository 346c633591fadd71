from dataclasses import replace

import numpy as np
import pytest

from matcher.catalogue import packaged
from matcher.errors import NotFoundError
from matcher.features import COMMUTE, ESSENTIAL, FEATURES
from matcher.ranker import PRIOR, PRIOR_BASE, PriorRanker, Scored
from pipelines.models_in_use import ModelKind, ModelRole, models_in_use, models_of
from pipelines.service import open_service
from tests import cases
from tests.homes import empty_home

TAXONOMY = packaged().taxonomy


def by_role(ranker=None, taxonomy=TAXONOMY):
    return {model.role: model for model in models_in_use(ranker or PriorRanker(), taxonomy)}


def fingerprints(**changes):
    return {role: model.fingerprint for role, model in by_role(**changes).items()}


def test_a_home_works_with_one_model_of_every_role():
    with open_service(cases.home()) as service:
        found = models_of(service)

    assert [model.role for model in found] == list(ModelRole)
    assert [model.name for model in found] == [role.value for role in ModelRole]
    assert len({model.fingerprint for model in found}) == len(found)
    assert all(len(model.fingerprint) == 16 for model in found)


def test_a_home_without_a_taxonomy_has_the_ranking_alone(tmp_path):
    with open_service(empty_home(tmp_path / "huis")) as service:
        assert [model.role for model in models_of(service)] == [ModelRole.ORDER]


def test_the_ranking_was_trained_on_nothing_and_gives_its_weights():
    model = by_role()[ModelRole.ORDER]

    assert (model.kind, model.made_from, model.version) == (ModelKind.STATED, "", PriorRanker().name)
    assert model.base == PRIOR_BASE
    assert [(weight.feature, weight.points) for weight in model.weights] == [(one.name, PRIOR[one]) for one in FEATURES]


def test_what_is_learned_names_the_taxonomy_that_it_was_made_from():
    models = by_role()

    for role in (ModelRole.TITLES, ModelRole.SKILLS, ModelRole.LIKENESS):
        assert models[role].made_from == f"{TAXONOMY.name} {TAXONOMY.version}".strip()
        assert (models[role].base, models[role].weights) == (None, ())


def test_the_same_again_has_the_same_fingerprints():
    assert fingerprints() == fingerprints()


@pytest.mark.parametrize(
    "ranker",
    [PriorRanker(dict(PRIOR) | {COMMUTE: -0.21}), PriorRanker(dict(PRIOR) | {ESSENTIAL: 51.0}), PriorRanker(base=21.0)],
    ids=["commute", "essential", "base"],
)
def test_another_weight_is_another_ranking_and_nothing_else(ranker):
    before, after = fingerprints(), fingerprints(ranker=ranker)

    assert [role for role in ModelRole if before[role] != after[role]] == [ModelRole.ORDER]


def test_another_taxonomy_is_another_model_for_all_but_the_ranking():
    first = TAXONOMY.skills[0]
    other = replace(TAXONOMY, skills=(replace(first, label=f"{first.label} en meer"), *TAXONOMY.skills[1:]))
    before, after = fingerprints(), fingerprints(taxonomy=other)

    assert [role for role in ModelRole if before[role] == after[role]] == [ModelRole.ORDER]


class Strange:
    name = "vreemd-1"

    def score(self, features):
        return Scored(features, np.zeros((len(FEATURES), 0)), 0.0, np.zeros(0))


def test_a_ranker_of_which_nobody_knows_how_it_came_about_is_not_said_to_be_in_use():
    with pytest.raises(NotFoundError, match="vreemd-1"):
        models_in_use(Strange(), TAXONOMY)
