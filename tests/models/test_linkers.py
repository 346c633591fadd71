from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from matcher.codes import SkillKind
from matcher.domain import Group, Occupation, Skill
from matcher.taxonomy import Taxonomy
from models import linkers as learning
from models.confidence import FEWEST, NOTHING_LEARNED, SIGNS, Confidence
from models.linkers import MOST_THRESHOLD, learn_linkers
from models.linking import TITLE_THRESHOLD
from models.normalise import place_names
from models.teaching import outside
from tests.models.teachings import OCCUPATIONS, SMALL
from tests.strategies import taxonomies

WORK = Taxonomy(
    name="werk",
    version="1",
    skills=(Skill("soep", "soep koken", SkillKind.SKILL), Skill("haar", "haar knippen", SkillKind.SKILL)),
    occupations=tuple(
        Occupation(id_, labels[0], "5120", alt_labels=labels[1:], essential=("soep",) if id_ == "kok" else ())
        for id_, labels in OCCUPATIONS.items()
    ),
    groups=(Group("horeca", "horeca"),),
)


@pytest.fixture(autouse=True)
def few_common_words(monkeypatch):
    """What is learned beside the taxonomy is left out: it is the same for all, and takes seconds."""
    monkeypatch.setattr(learning, "common_words", lambda _: ())


def many(number):
    """A taxonomy with so many occupations of three invented titles each; one in three is the others backwards."""
    signs = "bdfgklmnprst"
    stems = [f"{one}a{two}e{three}" for one in signs for two in signs for three in signs][:number]
    return replace(
        WORK,
        occupations=tuple(
            Occupation(stem, f"{stem}er", "", alt_labels=(f"{stem}aar", f"{stem[::-1]}ing")) for stem in stems
        ),
    )


def test_titles_and_skills_are_linked_each_to_their_own():
    pair = learn_linkers(WORK, settings=SMALL)

    assert pair.titles.link(["Kelner gezocht"])[0].concept == "ober"
    assert pair.skills.link(["ik kan haar knippen"])[0].concept == "haar"
    assert {match.concept for match in pair.titles.rank(["kok"], 99)[0].matches} == set(OCCUPATIONS)
    assert {match.concept for match in pair.skills.rank(["kok"], 99)[0].matches} == {"soep", "haar"}


def test_places_at_the_end_of_a_title_are_dropped():
    without, having = (learn_linkers(WORK, places, settings=SMALL) for places in (frozenset(), place_names(["Delft"])))

    assert having.titles.link(["Kok Delft"])[0].similarity == 1
    assert without.titles.link(["Kok Delft"])[0].similarity < 1


def test_one_encoder_serves_both():
    pair = learn_linkers(WORK, settings=SMALL)

    assert pair.titles.meaning_.encoder is pair.skills.meaning_.encoder


def test_few_synonyms_are_too_few_to_learn_how_sure_to_be():
    pair = learn_linkers(WORK, settings=SMALL)

    assert pair.titles.confidence_ is pair.skills.confidence_ is NOTHING_LEARNED


def test_many_synonyms_teach_how_sure_to_be_and_skills_without_any_borrow_it():
    pair = learn_linkers(many(2 * FEWEST), settings=SMALL)

    assert pair.titles.confidence_ is not NOTHING_LEARNED
    assert pair.skills.confidence_ is pair.titles.confidence_
    assert sum(link.concept != "" for link in pair.titles.link(outside())) < 0.1 * len(outside())


@pytest.mark.parametrize(
    ("foreign", "expected"), [(0.0, TITLE_THRESHOLD), (0.4, 0.4), (0.9, MOST_THRESHOLD)], ids=["low", "between", "high"]
)
def test_a_linker_refuses_what_phrases_that_are_no_work_reach(monkeypatch, foreign, expected):
    sure = Confidence(np.zeros(len(SIGNS) + 1), np.zeros(len(SIGNS) + 1), foreign=foreign)
    monkeypatch.setattr(learning, "learn_confidence", lambda _: sure)

    pair = learn_linkers(WORK, settings=SMALL)

    assert pair.titles.threshold == pair.skills.threshold == expected


def test_the_same_taxonomy_teaches_the_same():
    one, other = (learn_linkers(WORK, settings=SMALL) for _ in range(2))

    assert one.titles.rank(["keukenchef", "timmervrouw"], 5) == other.titles.rank(["keukenchef", "timmervrouw"], 5)


@pytest.mark.parametrize("taxonomy", [WORK, many(2 * FEWEST)], ids=["at once", "with held-out synonyms"])
def test_progress_rises_to_the_end(taxonomy):
    told = []

    learn_linkers(taxonomy, settings=SMALL, progress=told.append)

    assert told == sorted(told)
    assert 0 < told[0] <= 1
    assert told[-1] == pytest.approx(1)


def test_a_taxonomy_without_a_concept_recognises_nothing():
    pair = learn_linkers(Taxonomy("leeg", "", (), ()), settings=SMALL)

    assert pair.titles.link(["kok"])[0].concept == pair.skills.link(["kok"])[0].concept == ""


@settings(max_examples=15)
@given(taxonomies())
def test_any_taxonomy_can_be_learned_and_searched(taxonomy):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(learning, "common_words", lambda _: ())
        pair = learn_linkers(taxonomy, settings=SMALL)

    for made, concepts in ((pair.titles, taxonomy.occupations), (pair.skills, taxonomy.skills)):
        labels = [label for concept in concepts for label in (concept.label, *concept.alt_labels)]
        assert [ranking.phrase for ranking in made.rank(labels, 3)] == labels
        assert len(made.search(["kok"], labels, 5)[0][0]) == min(5, len(labels))
