import pytest

from models.reading import TextReader
from tests.readers import asked, found


@pytest.mark.parametrize(
    ("sentence", "concept"),
    [
        ("Je taken: vloeren reinigen.", "vloeren-reinigen"),
        ("Je taken: de vloeren reinigen.", "vloeren-reinigen"),
        ("Je gaat kassa's bedienen", "kassa-bedienen"),
        ("Je bent gewend pbm's te dragen: pbm's dragen dus.", "pbm-gebruiken"),
        ("ORDERPICKEN IS JOUW DING", "orders-verzamelen"),
        ("Veel contact: klanten te woord staan.", "klanten-te-woord-staan"),
        ("Kennis van Excel is nodig", "spreadsheets"),
        ("<ul><li>laden en lossen</li></ul>", "laden-lossen"),
        ("Je hebt een geldig VCA.", "vca-basis"),
        ("Met code 95 kun je meteen beginnen", "code-95"),
        ("Je hebt een heftruckcertificaat", "heftruck"),
    ],
)
def test_a_label_is_found_as_it_is_in_singular_and_plural(sentence, concept):
    assert concept in asked(sentence, "skill", "licence")


@pytest.mark.parametrize(
    ("sentence", "concept"),
    [
        ("ervaring met order picken", "orders-verzamelen"),
        ("orderverzamelen en inpakken", "orders-verzamelen"),
        ("kennis en vloerreiniging", "vloeren-reinigen"),
        ("heftruckrijden kun je al", "heftruck-rijden"),
        ("plantkennis is nodig", "plantenkennis"),
        ("een heftruckrijbewijs is nodig", "heftruck"),
    ],
)
def test_a_label_is_found_as_one_word_or_as_two(sentence, concept):
    assert concept in asked(sentence, "skill", "licence")


@pytest.mark.parametrize(
    ("sentence", "concept"),
    [
        ("orders verzammelen", "orders-verzamelen"),
        ("kwaliteit contorleren", "kwaliteit-controleren"),
        ("ervaring met desinfecteeren van spullen; glasbewasing", "ramen-wassen"),
    ],
)
def test_a_slip_in_a_long_word_does_not_hide_a_label(sentence, concept):
    assert concept in asked(sentence, "skill")


@pytest.mark.parametrize(
    "sentence",
    [
        "Wij verkopen huizen en ondernemen graag iets met elkaar.",
        "We inventariseren samen wat je wilt.",
        "Je kunt opperen wat je wilt.",
        "De kok kookt.",
        "Een big smile is alles wat je nodig hebt.",
        "Ons adr. is Dorpsstraat 1.",
        "Je hebt kinder-EHBO gedaan.",
        "orders. Verzamelen doe je elders.",
        "orders, verzamelen",
        "",
    ],
)
def test_everyday_words_and_parts_of_other_words_do_not_count(sentence):
    assert found(sentence, "skill", "licence") == []


def test_the_longest_label_wins():
    short = TextReader([("1", "auto wassen"), ("2", "auto wassen en poetsen")], [])

    assert [one.concept for one in short.read("je kunt auto wassen en poetsen")] == ["2"]
    assert [one.concept for one in short.read("je kunt auto wassen en meer")] == ["1"]


def test_a_label_of_two_concepts_goes_to_the_lowest_id():
    reader = TextReader([("b", "auto wassen"), ("a", "auto wassen")], [])

    assert [one.concept for one in reader.read("auto wassen")] == ["a"]


@pytest.mark.parametrize(
    ("text", "words"),
    [("Je kent SQL", "SQL"), ("je kent sql", None), ("R is een letter", "R"), ("r", None), ("Je kent C++ al", "C++")],
)
def test_a_short_label_has_to_stand_in_its_own_capitals(text, words):
    mentions = TextReader([("1", "SQL"), ("2", "R"), ("3", "C++")], []).read(text)

    assert [one.words for one in mentions] == ([] if words is None else [words])
