import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.taught import LONGEST_PART, taught_in


def wholes(text, title=""):
    """The phrases that a text lists as taught, as a whole."""
    return [forms[0] for forms in taught_in(title, text).phrases]


@pytest.mark.parametrize(
    "text",
    [
        "In deze cursus leert u lassen, slijpen en boren.",
        "Je leert lassen en je leert ook slijpen en boren!",
        "Na afloop kunt u lassen, slijpen en boren.",
        "Na deze training ben je in staat om te lassen, te slijpen en te boren.",
        "Aan bod komen: lassen, slijpen en boren.",
        "Lassen, slijpen en boren komen aan bod.",
        "De opleiding bestaat uit lassen, slijpen en boren.",
        "Leerdoelen: lassen; slijpen; boren",
        "Wat leert u?\nlassen\nslijpen\nboren",
        "Programma • lassen • slijpen • boren",
        "De deelnemer leert lassen, slijpen en boren.",
        "Er is aandacht voor lassen, slijpen en boren.",
    ],
)
def test_what_a_course_teaches_is_found_in_the_words_that_courses_use(text):
    forms = {form.casefold() for forms in taught_in("", text).phrases for form in forms}
    assert {"lassen", "slijpen", "boren"} <= forms


@pytest.mark.parametrize(
    "text",
    [
        "U heeft ervaring met lassen.",
        "Ervaring met lassen is een pré.",
        "U moet kunnen lassen.",
        "Deze cursus is bedoeld voor mensen die lassen in hun werk.",
        "Voor vakmensen die al lassen.",
        "Toelatingseisen: lassen en slijpen. Ook boren is nodig.",
        "Voor wie? Lassers die verder willen met lassen.",
        "Je beschikt over kennis van lassen.",
        "Vereist is dat u lassen beheerst.",
        "Voorkennis\nlassen\nslijpen",
        "Deelnemers werken vaak al als lasser en kunnen lassen.",
        "Startniveau: lassen.",
    ],
)
def test_what_a_course_asks_and_for_whom_it_is_are_left_out(text):
    taught = taught_in("Metaal", text)
    assert taught.phrases == ()
    assert taught.text == "- Metaal"


def test_what_is_asked_ends_where_the_text_says_again_what_it_teaches():
    assert wholes("Toelating: u kunt rekenen. U bent 18. In de cursus leert u lassen. U bent handig.") == ["lassen"]
    assert wholes("Voorkennis: geen. Programma: lassen.") == ["lassen"]


def test_a_list_with_and_is_one_phrase_and_its_parts():
    (forms,) = taught_in("", "U leert laden en lossen.").phrases
    assert forms == ("laden en lossen", "laden", "lossen")


def test_the_title_is_read_without_what_says_that_it_is_a_course():
    assert taught_in("Cursus lassen (niveau 1)", "").text == "- lassen"


def test_a_sentence_that_neither_teaches_nor_asks_is_read_and_lists_nothing():
    taught = taught_in("", "U werkt in een echte werkplaats.")
    assert taught.phrases == ()
    assert taught.text == "- U werkt in een echte werkplaats."


def test_nothing_to_read_is_nothing():
    assert taught_in("", "") == taught_in("Cursus", " ") == taught_in("training", "\n")
    assert taught_in("", "").text == ""


SAID = (
    "u", "leert", "kunt", "lassen", "en", "of", ",", ".", ":", "?", ";", "•", "te", "om", "komt", "aan", "bod", "voor",
    "wie", "toelating", "ervaring", "met", "\n", "Leerdoelen", "U", "Na", "kennis", "op", "bestaat", "uit",
)  # fmt: skip


@given(st.text(), st.lists(st.sampled_from(SAID)).map(" ".join) | st.text())
def test_any_text_is_taken_apart_into_its_own_words(title, text):
    taught = taught_in(title, text)
    own = " ".join(text.split()).split(" ")
    for forms in taught.phrases:
        assert forms
        assert all(form == form.strip() and form for form in forms)
        assert all(any(word in one for one in own) for form in forms for word in form.split())


def test_a_long_text_takes_no_long_time():
    for text in ("u leert " * 20_000, "en " * 50_000, "komt " * 20_000, "a, " * 50_000, "voor " + "x" * 100_000):
        taught_in("", text)


def test_a_very_long_sentence_is_no_name_of_a_skill_and_takes_no_time():
    text = "U leert lassen" + " en" * 20_000

    assert all(len(form) <= LONGEST_PART for forms in taught_in("", text).phrases for form in forms)
