import time
from dataclasses import replace
from functools import cache

import pytest

from matcher.catalogue import packaged
from matcher.codes import CourseKind, SkillKind
from matcher.concepts import concepts_of
from matcher.domain import Course, Occupation, Skill
from matcher.taxonomy import Taxonomy
from pipelines.course_linking import OUTCOMES, in_words, link_courses
from pipelines.taxonomies import linkers
from tests.builders import concepts
from tests.course_texts import FIRST, SECOND, course_texts
from tests.homes import lasting


@cache
def tools():
    return linkers(packaged(), lasting() / "cache")


def course(label="Cursus", **fields):
    return Course("k1", label, CourseKind.TRAINING, **fields)


def linked(*arguments, **fields):
    (found,) = link_courses([course(*arguments, **fields)], concepts(), tools())
    return found


def test_phrases_and_ids_of_what_a_course_teaches_become_ids_once_and_the_rest_is_told():
    found = linked(teaches=("samenwerken", "teamspeler zijn", "vrobben", "zelfstandig kunnen werken"))

    assert found.course.teaches == ("samenwerken", "zelfstandig-werken")
    assert found.course.words == ()
    assert found.unlinked == ("vrobben",)


def test_the_trades_that_a_course_prepares_for_are_linked_and_unknown_ones_left_out():
    found = linked(prepares_for=("helpende", "Helpende zorg en welzijn", "xyzzy"))

    assert found.course.prepares_for == ("helpende",)
    assert (found.unlinked, found.unlinked_titles) == ((), ("xyzzy",))


# Too much to be one skill.
PHRASE = "u bent op de hoogte van wat erbij komt kijken; aan bod komen sanitair schoonmaken en ramen wassen"


def test_a_phrase_that_is_no_skill_as_a_whole_is_read_as_a_text_and_keeps_its_words():
    found = linked(teaches=("samenwerken", PHRASE))

    words = dict(found.course.words)
    assert words["sanitair-reinigen"] == "sanitair schoonmaken"
    assert words["ramen-wassen"] == "ramen wassen"
    assert set(found.course.teaches) == {"samenwerken", *words}
    assert found.unlinked == ()


def test_a_course_that_names_no_skill_is_read_from_its_title_and_text():
    found = linked("Cursus behangen", description="U leert ook plamuren. U heeft ervaring met vloeren reinigen.")

    assert set(found.course.teaches) == {"behangen", "schuren-plamuren"}
    assert dict(found.course.words) == {"behangen": "behangen", "schuren-plamuren": "plamuren"}


def test_the_text_is_left_alone_where_a_skill_is_stated():
    found = linked("Cursus behangen", teaches=("ramen wassen",), description="U leert ook plamuren.")

    assert found.course.teaches == ("ramen-wassen",)
    assert found.course.words == ()


def test_what_was_not_recognised_stays_in_the_description():
    found = linked(teaches=("vrobben", "snerpen"), description="Een cursus.")

    assert found.course.description == f"Een cursus.{OUTCOMES}vrobben; snerpen"
    assert found.course.teaches == ()
    assert found.unlinked == ("vrobben", "snerpen")


def test_linking_again_gives_the_same():
    once = linked("Behangen", teaches=("samenwerken", "vrobben"), description="U leert plamuren.").course
    (again,) = link_courses(in_words([once], packaged().taxonomy), concepts(), tools())

    assert again.course == once


def test_another_taxonomy_finds_in_the_text_what_the_first_did_not_know():
    text = "U leert ramen wassen en vrobben maken."
    once = linked("Keuken", teaches=("snerpen",), description=text).course
    assert once.words == (("ramen-wassen", "ramen wassen"),)

    skills = tuple(Skill(f"n{n}", label, SkillKind.SKILL) for n, label in enumerate(("vrobben maken", "snerpen")))
    trades = (Occupation("o1", "vrobber", "9629", essential=("n0",)),)
    other = replace(packaged(), taxonomy=Taxonomy("ander", "", skills, trades), courses=())
    fresh = linkers(other, lasting() / "cache")
    (moved,) = link_courses(in_words([once], packaged().taxonomy), concepts_of(other.taxonomy), fresh)
    assert moved.course.teaches == ("n1",)
    assert moved.course.description == text

    (unstated,) = link_courses(
        in_words([replace(once, description=text)], packaged().taxonomy), concepts_of(other.taxonomy), fresh
    )
    assert unstated.course.teaches == ("n0",)
    assert unstated.course.words == (("n0", "vrobben maken"),)


@pytest.mark.parametrize("half", [FIRST, SECOND], ids=["first", "second"])
def test_the_texts_of_courses_are_read_well(half):
    texts = course_texts(half)
    found = link_courses(
        [Course(str(n), one.title, CourseKind.TRAINING, description=one.text) for n, one in enumerate(texts)],
        concepts(),
        tools(),
    )
    pairs = [(set(one.course.teaches), text) for one, text in zip(found, texts, strict=True)]
    right = sum(len(taught & text.taught) for taught, text in pairs)
    wrong = sum(len(taught - text.taught) for taught, text in pairs)
    missed = sum(len(text.taught - taught) for taught, text in pairs)

    assert right / (right + wrong) >= 0.9
    assert right / (right + missed) >= 0.8
    assert [text.title for taught, text in pairs if taught & text.named] == []


def test_nothing_is_opened_for_courses_that_state_all_there_is():
    class Closed:
        def read(self, text):
            raise AssertionError(text)

    quiet = replace(tools(), make_reader=Closed)
    (found,) = link_courses([course("", teaches=("samenwerken",))], concepts(), quiet)
    assert found.course.teaches == ("samenwerken",)
    assert link_courses([], concepts(), quiet) == []


def test_two_thousand_courses_take_seconds():
    texts = [one for half in (FIRST, SECOND) for one in course_texts(half)]
    many = [
        Course(str(n), f"{texts[n % 24].title} {n}", CourseKind.TRAINING, description=f"{texts[n % 24].text} Deel {n}.")
        for n in range(2_000)
    ]
    began = time.process_time()
    found = link_courses(many, concepts(), tools())

    assert time.process_time() - began < 30
    assert sum(bool(one.course.teaches) for one in found) > 1_500


# Qualifications that are named after an occupation


def qualification(label, kind=CourseKind.MBO, **fields):
    (found,) = link_courses([Course("q", label, kind, **fields)], concepts(), tools())
    return found


@pytest.mark.parametrize(
    ("label", "kind", "trade"),
    [
        ("Kok", CourseKind.MBO, "kok"),
        ("Verzorgende IG", CourseKind.BBL, "verzorgende-ig"),
        ("bbl-opleiding kok niveau 2", CourseKind.BBL, "kok"),
        ("mbo-opleiding Timmerman (2)", CourseKind.BOL, "timmerman"),
    ],
)
def test_a_qualification_without_known_skills_teaches_those_of_its_occupation_and_says_that_it_is_derived(
    label, kind, trade
):
    found = qualification(label, kind)

    occupation = concepts().occupations[concepts().occupation_at[trade]]
    assert found.course.teaches == occupation.essential
    assert found.course.prepares_for == (trade,)
    assert found.course.estimated == ("teaches",)
    assert {words for _, words in found.course.words} == {label}


@pytest.mark.parametrize(
    ("label", "kind"),
    [("Kok", CourseKind.TRAINING), ("Betonboorder", CourseKind.MBO), ("Iets met koken", CourseKind.MBO)],
)
def test_a_training_or_a_title_that_is_no_occupation_derives_nothing(label, kind):
    assert qualification(label, kind).course.estimated == ()


def test_what_a_qualification_states_goes_before_what_is_derived_from_its_name():
    found = qualification("Kok", teaches=("ramen wassen",))

    assert found.course.teaches == ("ramen-wassen",)
    assert found.course.estimated == ()


def test_what_was_derived_is_derived_anew_for_another_taxonomy():
    before = qualification("Kok").course

    (words,) = in_words([before], packaged().taxonomy)

    assert (words.teaches, words.words, words.estimated) == ((), (), ())
    assert link_courses([words], concepts(), tools())[0].course == before
