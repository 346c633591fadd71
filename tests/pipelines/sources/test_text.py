import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matcher.guard import MASK, Masked, mask_numbers
from pipelines.sources.text import clean, clean_personal, clean_public, fold, pieces, public_pieces, quote, whole_tags


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>Brood &amp; <b>banket</b></p>", "Brood & banket"),
        ("een<br/>twee", "een twee"),
        ("<ul><li>een</li><li>twee</li></ul>", "een twee"),
        ("<script>alert(1)</script>Kok<style>p {}</style>", "Kok"),
        ("<!-- weg -->Kok", "Kok"),
        ("caf&eacute; &euro; 15", "café € 15"),
        ("minder dan < 3 jaar & meer", "minder dan < 3 jaar & meer"),
        ("ervaring <3 en a<b", "ervaring <3 en a<b"),
        ("  veel \n\t ruimte\u00a0hier ", "veel ruimte hier"),
        ("ze\u00adro\u200bwidth\u202e", "zerowidth"),
        ("bel\x07 nul\x00", "bel nul"),
        ("half \ud800 teken", "half teken"),
        ("=SUM(A1)", "=SUM(A1)"),
        ("a <b", "a <b"),
    ],
)
def test_text_becomes_plain(text, plain):
    assert clean(text) == plain


UNCLOSED = ["<a ", "<!--", "<![CDATA[", "<?", "</", "<a x='", "<script", "<!", "a<b"]


@given(st.lists(st.sampled_from([*UNCLOSED, "<b>", "</b>", ">", "-->", "tekst "]), max_size=12).map("".join))
def test_the_parser_of_html_gets_whole_tags_only_because_others_take_it_quadratic_time(text):
    left = whole_tags(text)
    assert re.sub(r"<[a-zA-Z/][^<>]*>", "", left).count("<") == 0


@pytest.mark.parametrize("part", UNCLOSED)
def test_a_megabyte_of_markup_that_never_closes_becomes_text(part):
    assert clean(f"<b>Kok</b>{part * 60_000}").startswith("Kok")


def test_a_service_number_in_a_text_is_masked_and_counted():
    assert clean_public("Vraag naar 123456782.") == Masked(f"Vraag naar {MASK}.", 1)


def test_a_phone_number_stays():
    assert clean_public("Bel 015-2123456 of 0612345678").count == 0


def test_a_text_about_a_person_is_masked_for_terms_too():
    masked = clean_personal("Ik heb adhd en 123456782")
    assert masked.text == f"Ik heb {MASK} en {MASK}"
    assert masked.count == 2


@given(st.text(st.sampled_from("0123456789 .-+ab٣"), max_size=60))
@example("111222333")
@example("1112.22.333")
@example("١٢٣٤٥٦٧٨٢")
@example("10-93430589")
def test_masking_finds_exactly_what_the_guard_finds(text):
    assert clean_public(text) == mask_numbers(clean(text))


@given(st.text())
def test_plain_text_has_single_spaces_and_only_signs_that_can_be_written(text):
    plain = clean(text)
    assert plain == " ".join(plain.split())
    assert plain.encode().decode() == plain


@pytest.mark.parametrize(
    ("text", "words"),
    [("Vacature-ID", "vacature id"), ("Pré", "pre"), ("  MBO  2 ", "mbo 2"), ("ISCO08", "isco08"), ("—", "")],
)
def test_folded_words_have_no_case_accents_or_punctuation(text, words):
    assert fold(text) == words


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("a|b|c", ["a", "b", "c"]),
        ("a;b", ["a", "b"]),
        ("a, b", ["a", "b"]),
        ("a, b|c", ["a, b", "c"]),
        ("Word, Excel|", ["Word, Excel"]),
        (" a || a | b ", ["a", "b"]),
        ("", []),
    ],
)
def test_a_cell_is_divided_by_the_first_sign_that_occurs(text, items):
    assert pieces(text) == items


def test_items_on_lines_and_in_a_list_of_html_are_items():
    assert public_pieces("een\ntwee\n")[0] == ("een", "twee")
    assert public_pieces("<ul><li>een</li><li>R&amp;D</li></ul>")[0] == ("een", "R&D")


def test_a_quoted_value_is_short_and_masked():
    assert quote("x" * 100) == f"'{'x' * 40}…'"
    assert quote("123456782") == f"'{MASK}'"
