import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.normalise import (
    LONGEST,
    PART,
    TitleForms,
    has_gender,
    label_forms,
    place_names,
    same_words,
    skill_forms,
    without_html,
    words,
)

PLACES = place_names(("Delft", "Den Haag", "'s-Hertogenbosch"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Caissière", ["caissiere"]),
        ("Kok\x00 \t(m/v)\r\n", ["kok", "m", "v"]),
        ("C++ en C#", ["c++", "en", "c#"]),
        ("data-entry_medewerker", ["data", "entry", "medewerker"]),
        ("😀", []),
        ("", []),
    ],
)
def test_words_are_folded_and_free_of_signs(text, expected):
    assert words(text) == expected


def test_only_the_beginning_of_a_very_long_text_is_read():
    assert sum(map(len, words("a" * 1_000_000))) == LONGEST


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("verkoopster", "verkoper"),
        ("verzorgster", "verzorger"),
        ("schrijfster", "schrijver"),
        ("medewerkster bediening", "medewerker bediening"),
        ("doktersassistente", "doktersassistent"),
        ("receptioniste", "receptionist"),
        ("chauffeuse", "chauffeur"),
        ("rijinstructrice", "rijinstructeur"),
    ],
)
def test_forms_of_one_word_have_one_key(one, other):
    assert same_words(one) == same_words(other)


@pytest.mark.parametrize(("one", "other"), [("assistent kok", "kok"), ("kok", "koker"), ("lasser", "lader")])
def test_different_words_have_different_keys(one, other):
    assert same_words(one) != same_words(other)


@pytest.mark.parametrize(
    ("label", "forms"),
    [
        ("kok", ("kok",)),
        ("verpleegkundige (mbo)", ("verpleegkundige mbo", "verpleegkundige")),
        ("gastheer/gastvrouw zorg", ("gastheer gastvrouw zorg", "gastheer zorg", "gastvrouw zorg")),
        ("voorman of voorvrouw bouw", ("voorman of voorvrouw bouw", "voorman bouw", "voorvrouw bouw")),
        ("chauffeur c/ce", ("chauffeur c ce",)),
        ("mig/mag-lasser", ("mig mag lasser",)),
        ("(m/v)", ("m v",)),
        ("--", ()),
    ],
)
def test_a_label_stands_for_its_shorter_forms(label, forms):
    assert label_forms(label) == forms


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("Kok (m/v/x)", "kok"),
        ("Kok v/m 24-32 uur per week", "kok"),
        ("Kok 0,8 fte", "kok"),
        ("Kok 32u", "kok"),
        ("GEZOCHT: KOK!!!", "kok"),
        ("Vacature kok", "kok"),
        ("Ben jij een ervaren kok?", "kok"),
        ("Kok Delft", "kok"),
        ("kok in den haag", "kok"),
        ("KOK TE 'S-HERTOGENBOSCH", "kok"),
        ("Kok bij Hotel De Plataan", "kok"),
        ("Kok in Hippolytushoef", "kok"),
    ],
)
def test_what_advertisements_add_is_dropped_from_a_title(title, form):
    assert (form, 1.0) in list(TitleForms(PLACES)(title))


@pytest.mark.parametrize(
    "title", ["leerling kok", "assistent kok", "kok bbl", "hulp in de keuken", "gastheer in het museum", "Delft"]
)
def test_words_that_carry_meaning_stay(title):
    assert [form for form, _ in TitleForms(PLACES)(title)] == [title.lower()]


@pytest.mark.parametrize(
    ("title", "form"), [("Kok niveau 2", "kok"), ("Kok / bezorger", "bezorger"), ("Kok - avond", "kok")]
)
def test_a_title_without_its_level_or_in_part_is_not_the_same(title, form):
    assert (form, PART) in list(TitleForms()(title))


@pytest.mark.parametrize(
    ("phrase", "form"),
    [
        ("ervaring met orderpicken", "orderpicken"),
        ("goede kennis van Excel", "excel"),
        ("Ik kan koken", "koken"),
        ("heftruck rijden kunnen", "heftruck rijden"),
    ],
)
def test_that_someone_can_do_it_is_dropped_from_a_skill(phrase, form):
    assert [words for words, _ in skill_forms(phrase)][-1] == form


@given(st.text(max_size=500))
def test_any_title_has_forms_without_repeats(title):
    forms = [form for form, _ in TitleForms(PLACES)(title)]

    assert forms
    assert len(forms) == len(set(forms))
    assert all(forms[1:])


@pytest.mark.parametrize(
    ("title", "expected"), [("verkoopster", True), ("directrice", True), ("ervaren masseuse", True), ("kapper", False)]
)
def test_some_endings_tell_a_gender(title, expected):
    assert has_gender(title) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<b>Kok</b>", " Kok "),
        ("Kok &amp; bakker", "Kok & bakker"),
        ("&lt;b&gt;Kok&lt;/b&gt;", " Kok "),
        ("salaris < 3000 > 2000", "salaris < 3000 > 2000"),
        ("<3 koken", "<3 koken"),
    ],
)
def test_html_is_taken_off_a_line_and_other_signs_stay(line, expected):
    assert without_html(line) == expected


@given(st.text(alphabet="<>&/ab; #", max_size=40))
def test_taking_html_off_leaves_no_tag(line):
    assert not re.search(r"<[a-z]+>", without_html(line))
