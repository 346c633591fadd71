import math

import pytest

from pipelines.sources.ooapi_texts import code, ident, in_dutch, number, phrases, text_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Kok", "Kok"),
        ([{"language": "en", "value": "Cook"}, {"language": "nl", "value": "Kok"}], "Kok"),
        ([{"language": "nl-BE", "value": "Kok"}, {"language": "nl", "value": "Kok mbo"}], "Kok mbo"),
        ([{"language": "de", "value": "Koch"}, {"language": "nl-NL", "value": "Kok"}], "Kok"),
        ([{"language": "de", "value": "Koch"}, {"language": "en-GB", "value": "Cook"}], "Cook"),
        ([{"language": "fr", "value": "Cuisinier"}, {"language": "de", "value": "Koch"}], "Cuisinier"),
        ([{"language": "nl", "value": "  "}, {"language": "en", "value": "Cook"}], "Cook"),
        ([{"value": "Kok"}], "Kok"),
        ({"language": "nl", "value": "Kok"}, "Kok"),
        (["Kok", "Cook"], "Kok"),
        ([{"language": 3, "value": 4}], ""),
        (7, ""),
        (None, ""),
        ("# Kok\n**warme** `keuken` [meer](https://example.org)", "Kok warme keuken meer"),
        ("<p>Koken &amp; bakken</p>", "Koken & bakken"),
    ],
)
def test_of_several_languages_dutch_comes_first_then_english_then_what_is_first(value, text):
    assert text_of(value) == text


def test_all_texts_of_one_language_are_kept():
    value = [{"language": "nl", "value": "a"}, {"language": "en", "value": "b"}, {"language": "nl", "value": "c"}]
    assert in_dutch(value) == ["a", "c"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("koken", ["koken"]),
        ("- koken\n- bakken, braden\n", ["koken", "bakken, braden"]),
        ("1. koken\n2) bakken", ["koken", "bakken"]),
        ("<ul><li>koken</li><li>bakken</li></ul>", ["koken", "bakken"]),
        ("koken|bakken", ["koken/bakken"]),
        ("", []),
    ],
)
def test_a_list_in_a_text_becomes_items(text, items):
    assert phrases(text) == items


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (5, 5.0),
        ("340.84", 340.84),
        ("340,5", 340.5),
        (-1, None),
        ("-1", None),
        (math.nan, None),
        (math.inf, None),
        (10**400, None),
        (True, None),
        ("1.000,5", None),
        (None, None),
    ],
)
def test_a_number_is_finite_and_not_negative(value, expected):
    assert number(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("secondary vocational education 2", "secondary_vocational_education_2"),
        ("nt2-1", "nt2_1"),
        ("STAP eligible", "stap_eligible"),
        ("distance-learning", "distance_learning"),
        (None, ""),
    ],
)
def test_both_spellings_of_a_word_are_one(value, expected):
    assert code(value) == expected


def test_a_reference_is_an_id_or_the_object_itself():
    assert ident("a", "courseId") == ident({"courseId": "a"}, "courseId") == "a"
    assert ident({"other": 1}, "courseId") == ""
    assert ident(12) == "12"
    assert ident(1.5) == ""
