from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.texts.page import LONGEST_SENTENCE, read_page
from tests.readers import reader


def page_of(text):
    return read_page(text, reader().lexicon)


def sentences(text):
    page = page_of(text)
    return [text[page.starts[first] : page.ends[end - 1]] for first, end in pairwise(page.sentences)]


def clauses(text):
    page = page_of(text)
    return [text[page.starts[first] : page.ends[end - 1]] for first, end in pairwise(page.clauses)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Een zin. Nog een zin! En nog een?", ["Een zin", "Nog een zin", "En nog een"]),
        ("Min. 24 uur, o.a. Excel en max. 8,5 uur.", ["Min. 24 uur, o.a. Excel en max. 8,5 uur"]),
        ("Rijbewijs B. Code 95.", ["Rijbewijs B", "Code 95"]),
        ("een zin. nog een zin.", ["een zin", "nog een zin"]),
        ("Bel 06. voor meer", ["Bel 06. voor meer"]),
        ("kop\n- een\n- twee", ["kop", "een", "twee"]),
        ("<p>een</p><p>twee</p>", ["een", "twee"]),
        ("een; twee | drie • vier", ["een", "twee", "drie", "vier"]),
        ("", []),
    ],
)
def test_sentences_end_where_people_end_them(text, expected):
    assert sentences(text) == expected


def test_a_line_that_a_program_broke_off_goes_on():
    long = "Dit is een regel die zo lang is dat een programma hem afbreekt en"

    assert len(sentences(f"{long}\nverder gaat.")) == 1
    assert len(sentences(f"{long}\nVerder gaat.")) == 2
    assert len(sentences("Korte regel\nvervolg")) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rijbewijs B, VCA", ["rijbewijs B", "VCA"]),
        ("Je hebt rijbewijs B en VCA is een pré", ["Je hebt rijbewijs B", "en VCA is een pré"]),
        ("Je hebt rijbewijs B en VCA", ["Je hebt rijbewijs B en VCA"]),
        ("Wij vragen: VCA", ["Wij vragen", "VCA"]),
        ("VCA (dat is handig) en BHV", ["VCA", "dat is handig", "en BHV"]),
        ("VCA (verplicht) en BHV", ["VCA (verplicht) en BHV"]),
        ("van 8,5 tot 14:30 uur", ["van 8,5 tot 14:30 uur"]),
    ],
)
def test_clauses_end_at_commas_and_where_another_verb_begins(text, expected):
    assert clauses(text) == expected


@given(st.text(st.sampled_from("ab .,;:?!()\n-•<>1é'"), max_size=200))
def test_every_word_is_in_one_sentence_and_one_clause_of_it(text):
    page = page_of(text)

    for begins, at in ((page.sentences, page.sentence_at), (page.clauses, page.clause_at)):
        assert [number for number, (a, b) in enumerate(pairwise(begins)) for _ in range(a, b)] == at
        assert begins[-1] == len(page.words) == len(at)
    assert set(page.sentences) <= set(page.clauses)
    assert all(plain == page.plain[a:b] for plain, a, b in zip(page.words, page.starts, page.ends, strict=True))


def test_a_text_without_full_stops_is_cut():
    page = page_of("woord " * 500)

    assert max(end - first for first, end in pairwise(page.sentences)) <= LONGEST_SENTENCE
