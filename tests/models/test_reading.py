import pickle
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.catalogue import catalogue, licences
from models.linking import skill_labels
from models.reading import Mention, TextReader


@cache
def reader() -> TextReader:
    papers = [(paper.id, label) for paper in licences() for label in (paper.label, *paper.alt_labels)]
    return TextReader(skill_labels(catalogue()), papers)


def found(text):
    return [(one.concept, one.optional) for one in reader().read(text)]


@pytest.mark.parametrize(
    ("sentence", "concept"),
    [
        ("Je bent in het bezit van een rijbewijs B.", "rijbewijs-b"),
        ("Je bent in het bezit van een rijbewijs C.", "rijbewijs-c"),
        ("Een rijbewijs is een must.", "rijbewijs-b"),
        ("Je hebt een B-rijbewijs", "rijbewijs-b"),
        ("Rijbewijs categorie BE", "rijbewijs-be"),
        ("CE rijbewijs verplicht", "rijbewijs-ce"),
        ("Je hebt een geldig VCA.", "vca-basis"),
        ("Met code 95 kun je meteen beginnen", "code-95"),
        ("heftruckcertificaat (of bereid dit te halen)", "heftruck"),
        ("Je taken: vloeren reinigen.", "vloeren-reinigen"),
        ("Je taken: de vloeren reinigen.", "vloeren-reinigen"),
        ("Je gaat kassa's bedienen", "kassa-bedienen"),
        ("ORDERPICKEN IS JOUW DING", "orders-verzamelen"),
        ("Veel contact: klanten te woord staan.", "klanten-te-woord-staan"),
        ("Kennis van Excel is nodig", "spreadsheets"),
        ("<ul><li>laden en lossen</li><li>fysiek</li></ul>", "laden-lossen"),
        ("Je spreekt Nederlands op niveau B1.", "B1"),
        ("Je beheerst het Nederlands goed in woord en geschrift (B2).", "B2"),
        ("Taalniveau minimaal A2", "A2"),
        ("Engels is niet nodig, Nederlands op A2 wel", "A2"),
    ],
)
def test_a_sentence_names_what_is_asked(sentence, concept):
    assert found(sentence) == [(concept, False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Geen rijbewijs nodig.",
        "Een rijbewijs is niet vereist.",
        "Je hoeft geen rijbewijs te hebben.",
        "Een rijbewijs hoef je niet te hebben.",
        "Rijbewijs B is geen vereiste.",
        "Ervaring met orderpicken is niet nodig, dat leren wij je.",
        "Zonder rijbewijs kun je ook solliciteren.",
        "Geen ervaring met kassa bedienen? Geen zorgen!",
        "Het is niet noodzakelijk dat je een VCA hebt.",
        "Nederlands op B1 is niet nodig.",
    ],
)
def test_what_is_not_needed_is_left_out(sentence):
    assert found(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Rijbewijs B is een pré.",
        "Een rijbewijs is mooi meegenomen",
        "Bij voorkeur heb je een rijbewijs B.",
        "Een rijbewijs is niet vereist, maar wel een pré.",
        "Rijbewijs B: nice to have",
        "Je hebt liefst een rijbewijs",
        "Rijbewijs is wenselijk; dat scheelt reistijd.",
    ],
)
def test_a_pre_is_optional(sentence):
    assert found(sentence) == [("rijbewijs-b", True)]


def test_a_pre_in_the_same_sentence_leaves_what_is_required_alone():
    assert found("Rijbewijs B is vereist, code 95 is een pré.") == [("rijbewijs-b", False), ("code-95", True)]


def test_a_pre_in_the_next_sentence_says_nothing_about_this_one():
    assert found("Je hebt rijbewijs B. Code 95 is een pré.") == [("rijbewijs-b", False), ("code-95", True)]


def test_a_negation_in_one_clause_leaves_the_next_alone():
    assert found("Geen diploma nodig, wel een rijbewijs B.") == [("rijbewijs-b", False)]


@pytest.mark.parametrize("sentence", ["Werken op hoogte is geen probleem voor jou", "Geen moeite met werken op hoogte"])
def test_no_problem_is_no_negation(sentence):
    assert found(sentence) == [("werken-op-hoogte", False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Wij verkopen huizen en ondernemen graag iets met elkaar.",
        "We inventariseren samen wat je wilt.",
        "Je kunt opperen wat je wilt.",
        "De kok kookt.",
        "Wij zitten in gebouw B1. Taal is ons vak.",
        "Rijbewijs C1 en goed Nederlands",
        "Engelse taal op B2 niveau",
        "Je spreekt vloeiend Engels (C1). Nederlands leer je bij ons.",
        "",
    ],
)
def test_everyday_words_and_other_languages_do_not_count(sentence):
    assert [one for one in found(sentence) if one[0] != "rijbewijs-c1"] == []


def test_a_mention_keeps_its_words_and_where_they_stand():
    text = "Wij vragen: Rijbewijs B en kassa's bedienen."

    assert reader().read(text) == (
        Mention("licence", "rijbewijs-b", "Rijbewijs B", 12, 23, optional=False),
        Mention("skill", "kassa-bedienen", "kassa's bedienen", 27, 43, optional=False),
    )


def test_the_longest_label_wins():
    short = TextReader([("1", "auto wassen"), ("2", "auto wassen en poetsen")], [])

    assert [one.concept for one in short.read("je kunt auto wassen en poetsen")] == ["2"]
    assert [one.concept for one in short.read("je kunt auto wassen en meer")] == ["1"]


def test_a_label_of_two_concepts_goes_to_the_lowest_id():
    assert [
        one.concept for one in TextReader([("b", "auto wassen"), ("a", "auto wassen")], []).read("auto wassen")
    ] == ["a"]


@pytest.mark.parametrize(("text", "count"), [("Je kent SQL", 1), ("je kent sql", 0), ("R is een letter", 1), ("r", 0)])
def test_a_short_label_has_to_stand_in_its_own_capitals(text, count):
    assert len(TextReader([("1", "SQL"), ("2", "R")], []).read(text)) == count


def test_an_advertisement_is_read_as_a_whole():
    text = (
        "Als magazijnmedewerker ga je orders verzamelen en vrachtwagens laden. Je kunt met de heftruck werken en hebt "
        "een heftruckcertificaat; dat mag ook later. Ervaring met de reachtruck werken is een pré. Geen diploma nodig. "
        "Je spreekt Nederlands (A2)."
    )

    assert found(text) == [
        ("orders-verzamelen", False),
        ("laden-lossen", False),
        ("heftruck-rijden", False),
        ("heftruck", False),
        ("reachtruck-rijden", True),
        ("A2", False),
    ]


def test_a_reader_can_go_to_another_process():
    there = pickle.loads(pickle.dumps(reader()))  # noqa: S301 - our own bytes

    assert there.read("Rijbewijs B is een pré") == reader().read("Rijbewijs B is een pré")


@pytest.mark.parametrize(
    "text",
    [
        "." * 100_000,
        "<" * 100_000,
        "geen rijbewijs " * 10_000,
        "pré, " * 20_000,
        "\x00" * 1000,
        "😀 водитель 厨师",
        "a1 " * 30_000 + "taal",
    ],
)
def test_strange_texts_are_read_to_the_end(text):
    assert all(text[one.start : one.end] == one.words for one in reader().read(text))


PIECES = st.sampled_from(
    [
        "rijbewijs B",
        "geen",
        "niet",
        "nodig",
        "pré",
        ",",
        ".",
        "maar wel",
        "orderpicken",
        "Nederlands",
        "B1",
        "taal",
        "<p>",
        "\n",
        "é",
        "ʼn",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map(" ".join)))
def test_mentions_of_any_text_stand_in_it_in_order(text):
    mentions = reader().read(text)

    assert all(text[one.start : one.end] == one.words for one in mentions)
    assert [one.start for one in mentions] == sorted(one.start for one in mentions)
    assert {one.kind for one in mentions} <= {"skill", "licence", "language"}
