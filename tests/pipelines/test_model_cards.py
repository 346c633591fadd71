import json
import re
from pathlib import Path

import pytest

from matcher.catalogue import packaged
from matcher.features import FEATURES
from matcher.ranker import PRIOR, PriorRanker
from pipelines.model_cards import ABOUT, SOURCE, card_of
from pipelines.models_in_use import ModelRole, models_in_use
from tests.test_guard_out import keys_of, not_allowed

MODELS = models_in_use(PriorRanker(), packaged().taxonomy)
FIGURES = [(role, figure) for role in ModelRole for figure in ABOUT[role].figures]
KEYS = {
    "naam", "versie", "vingerafdruk", "soort", "soortOmschrijving", "waarvoor", "watHetDoet", "gemaaktVan", "basis",
    "kenmerken", "cijfers", "grenzen", "nietGebruikt",
}  # fmt: skip


def section(heading):
    """The part of the benchmark page under a heading."""
    text = (Path(__file__).parents[2] / SOURCE).read_text("utf-8")
    (found,) = re.findall(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_every_model_has_a_card_that_is_a_plain_document(model):
    card = card_of(model)

    assert set(card) == KEYS
    assert json.loads(json.dumps(card, allow_nan=False)) == card
    assert card == card_of(model)
    assert not_allowed(keys_of(card)) == {}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_every_card_says_what_the_model_does_is_made_from_cannot_and_does_not_use(model):
    card = card_of(model)

    assert all(card[name] for name in ("watHetDoet", "gemaaktVan", "grenzen", "nietGebruikt", "vingerafdruk"))


@pytest.mark.parametrize(("role", "figure"), FIGURES, ids=[figure.quoted for _, figure in FIGURES])
def test_every_figure_stands_in_the_benchmarks_letter_for_letter(role, figure):
    assert figure.quoted in section(figure.section)
    assert figure.shown in [
        one["uitkomst"] for model in MODELS if model.role is role for one in card_of(model)["cijfers"]
    ]


def test_figures_are_shown_as_dutch_people_write_them():
    shown = [one["uitkomst"] for one in card_of(MODELS[1])["cijfers"]]

    assert shown == ["0,648 (0,605 tot 0,690)", "0,627 (0,581 tot 0,673)", "97,3 van de 100", "0,042"]


def test_the_card_of_the_ranking_has_every_feature_with_its_points():
    card = card_of(MODELS[0])

    assert [(one["naam"], one["puntenPerEenheid"]) for one in card["kenmerken"]] == [
        (feature.name, PRIOR[feature]) for feature in FEATURES
    ]
    assert card["basis"] == 20
    assert "Nergens op getraind" in card["gemaaktVan"]
    assert card["cijfers"] == []


@pytest.mark.parametrize("model", MODELS[1:], ids=lambda model: model.name)
def test_the_other_cards_have_no_points(model):
    assert (card_of(model)["basis"], card_of(model)["kenmerken"]) == (None, [])
