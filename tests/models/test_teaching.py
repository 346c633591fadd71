import tomllib
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.catalogue import packaged
from matcher.codes import SkillKind
from matcher.domain import Group, Occupation, Skill
from matcher.taxonomy import Taxonomy
from models.contrastive import Concept
from models.linking import skill_labels, title_labels
from models.normalise import words
from models.teaching import (
    FEW,
    LONGEST_SENTENCE,
    Teaching,
    common_words,
    from_labels,
    hold_out,
    lexicon,
    occupation_teaching,
    outside,
    readable,
    sentences,
    skill_teaching,
)
from tests.strategies import taxonomies

KITCHEN = Taxonomy(
    name="keuken",
    version="1",
    skills=(
        Skill("soep", "soep koken", SkillKind.SKILL, alt_labels=("soep maken", "soep koken"), broader=("koken",)),
        Skill("afwas", "afwassen", SkillKind.SKILL, description="Maakt borden en pannen schoon. Kort. Droogt ze af!"),
    ),
    occupations=(
        Occupation("kok", "kok", "5120", essential=("soep",), optional=("afwas",), broader=("5120",)),
        Occupation("hulp", "keukenhulp", "9412", alt_labels=("afwasser",), essential=("afwas",), broader=("9412",)),
    ),
    groups=(
        Group("5120", "koks", broader=("5",)),
        Group("9412", "keukenassistenten", broader=("9",)),
        Group("5", "dienstverleners"),
        Group("9", "elementaire beroepen"),
        Group("koken", "bereiden van voedsel", alt_labels=("koken",)),
    ),
)


def spaced(text):
    return " ".join(words(text))


# What a taxonomy teaches.


def test_occupations_teach_their_labels_and_the_skills_that_few_ask():
    taught = occupation_teaching(KITCHEN)

    assert taught.ids == ("hulp", "kok")
    assert taught.concepts == (
        Concept(("keukenhulp", "afwasser"), hints=("afwassen",)),
        Concept(("kok",), hints=("soep koken",)),
    )


def test_skills_teach_their_labels_once_their_sentences_and_the_occupations_that_ask_them():
    taught = skill_teaching(KITCHEN)

    assert taught.ids == ("afwas", "soep")
    assert taught.concepts == (
        Concept(("afwassen",), ("Maakt borden en pannen schoon.",), ("kok", "keukenhulp")),
        Concept(("soep koken", "soep maken"), hints=("kok",)),
    )


def test_groups_teach_what_stands_under_them_at_any_height():
    assert [group.labels for group in occupation_teaching(KITCHEN).groups] == [
        ("dienstverleners",), ("koks",), ("elementaire beroepen",), ("keukenassistenten",),
    ]  # fmt: skip
    assert [group.labels for group in skill_teaching(KITCHEN).groups] == [("bereiden van voedsel", "koken")]


@pytest.mark.parametrize(("asking", "told"), [(FEW, True), (FEW + 1, False)])
def test_a_skill_that_many_ask_says_nothing_about_each(asking, told):
    occupations = tuple(Occupation(f"b{n}", f"beroep {n}", "5120", essential=("soep",)) for n in range(asking))
    taxonomy = Taxonomy("t", "1", (Skill("soep", "soep koken", SkillKind.SKILL),), occupations)

    assert all(concept.hints == (("soep koken",) if told else ()) for concept in occupation_teaching(taxonomy).concepts)
    assert len(skill_teaching(taxonomy).concepts[0].hints) == (asking if told else 0)


@given(taxonomies())
def test_every_concept_of_a_taxonomy_is_in_its_teaching_once_with_its_own_label_first(taxonomy):
    for taught, concepts in (
        (occupation_teaching(taxonomy), taxonomy.occupations),
        (skill_teaching(taxonomy), taxonomy.skills),
    ):
        assert list(taught.ids) == sorted(concept.id for concept in concepts)
        names = dict(zip(taught.ids, (concept.labels[0] for concept in taught.concepts), strict=True))
        assert names == {concept.id: concept.label for concept in concepts}
    together = [len(occupation_teaching(taxonomy).groups), len(skill_teaching(taxonomy).groups)]
    assert sum(together) == len(taxonomy.groups)


def test_pairs_of_concept_and_label_teach_in_the_order_of_the_ids():
    taught = from_labels([("2", "ober"), ("1", "kok"), ("2", "kelner"), ("1", "kok")])

    assert taught == Teaching(("1", "2"), (Concept(("kok",)), Concept(("ober", "kelner"))))


# Sentences.


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("", ()),
        ("Te kort.", ()),
        ("Kookt soep voor de gasten. Wast daarna af.", ("Kookt soep voor de gasten.",)),
        ("Kookt soep voor de gasten! Kookt soep voor de gasten!", ("Kookt soep voor de gasten!",)),
        ("Kookt soep;\nmaakt de keuken schoon", ("maakt de keuken schoon",)),
        ("  Werkt met temperaturen tot 3.5 graden.  ", ("Werkt met temperaturen tot 3.5 graden.",)),
    ],
)
def test_a_description_is_cut_into_sentences_that_tell_something(description, expected):
    assert sentences(description) == expected


@given(st.text())
def test_sentences_come_from_the_description_and_are_not_too_long(description):
    for sentence in sentences(description):
        assert sentence in description
        assert 0 < len(sentence) <= LONGEST_SENTENCE


# Leaving out.


def test_what_has_no_word_teaches_nothing():
    taught = Teaching(
        ("1", "2"),
        (Concept(("---", "kok")), Concept(("!",), ("Een lange zin.",))),
        (Concept(("",)), Concept(("horeca",))),
    )

    assert readable(taught) == Teaching(("1",), (Concept(("kok",)),), (Concept(("horeca",)),))


teachings = st.lists(
    st.lists(st.text("abAB -", max_size=3), max_size=5, unique=True).map(lambda labels: Concept(tuple(labels))),
    max_size=8,
).map(lambda concepts: readable(Teaching(tuple(map(str, range(len(concepts)))), tuple(concepts))))


@given(teachings, st.integers(0, 10), st.integers(0, 5))
def test_holding_out_leaves_every_concept_two_labels_and_asks_only_what_has_one_answer(taught, most, seed):
    left, held = hold_out(taught, most, seed)

    assert left.ids == taught.ids
    assert len(held) <= most
    assert len({concept for concept, _ in held}) == len(held)
    before, after = (dict(zip(one.ids, one.concepts, strict=True)) for one in (taught, left))
    answers = dict(held)
    for id_, concept in before.items():
        if id_ in answers:
            assert len(after[id_].labels) >= 2
            assert set(after[id_].labels) == set(concept.labels) - {answers[id_]}
        else:
            assert after[id_] == concept
    known = {spaced(label) for concept in left.concepts for label in concept.labels}
    assert not known & {spaced(label) for _, label in held}


@given(teachings, st.integers(0, 10), st.integers(0, 5))
def test_the_same_seed_holds_out_the_same(taught, most, seed):
    assert hold_out(taught, most, seed) == hold_out(taught, most, seed)


def test_a_third_of_the_labels_at_most_is_held_out_of_the_packaged_catalogue():
    taught = readable(occupation_teaching(packaged().taxonomy))

    left, held = hold_out(taught, 100, seed=1)

    assert 80 <= len(held) <= 100
    assert sum(len(concept.labels) for concept in left.concepts) == len(title_labels(packaged().taxonomy)) - len(held)


# Common words.


def lines_of(name):
    text = resources.files("models").joinpath("data", name).read_text("utf-8")
    assert text.endswith("\n")
    assert not set("\t\r\x00\ufeff") & set(text)
    return text[:-1].split("\n")


def test_every_line_of_the_lexicon_holds_at_least_two_different_texts_with_a_word():
    for number, line in enumerate(lines_of("lexicon_nl.txt"), start=1):
        members = [member.strip() for member in line.split("|")]
        assert len(members) >= 2, number
        assert all(words(member) for member in members), number
        assert all(member == " ".join(member.split()) for member in members), number
        assert len({member.casefold() for member in members}) == len(members), number


def test_the_lexicon_is_read_as_it_stands():
    first = lines_of("lexicon_nl.txt")[0]

    assert " | ".join(lexicon()[0].labels) == first
    assert len(lexicon()) == len(lines_of("lexicon_nl.txt")) == len(set(lexicon()))


def test_phrases_that_are_no_work_stand_there_once_and_are_neither_in_the_lexicon_nor_in_the_catalogue():
    phrases = lines_of("outside_nl.txt")

    assert outside() == tuple(phrases)
    assert len({phrase.casefold() for phrase in phrases}) == len(phrases) >= 400
    taxonomy = packaged().taxonomy
    work = {spaced(label) for concept in lexicon() for label in concept.labels}
    work |= {spaced(label) for _, label in (*title_labels(taxonomy), *skill_labels(taxonomy))}
    assert not work & {spaced(phrase) for phrase in phrases} - {""}


def test_every_file_with_words_is_packaged():
    root = Path(__file__).parents[2]
    packages = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]

    files = {path.relative_to(root / "models") for path in (root / "models" / "data").iterdir()}
    assert {path.name for path in files} == {"lexicon_nl.txt", "outside_nl.txt"}
    assert all(any(path.match(pattern) for pattern in packages["models"]) for path in files)


def test_another_taxonomy_also_learns_the_words_of_the_packaged_catalogue():
    own, others = common_words(packaged().taxonomy), common_words(KITCHEN)

    assert own == lexicon()
    assert others[: len(own)] == own
    labels = {label for concept in others[len(own) :] for label in concept.labels}
    assert {"kok", "heftruckchauffeur"} <= labels
