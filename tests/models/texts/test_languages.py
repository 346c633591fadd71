import pytest

from tests.readers import found


def language(text):
    return found(text, "language")


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("Je spreekt Nederlands op niveau B1.", "B1"),
        ("Je beheerst het Nederlands goed in woord en geschrift (B2).", "B2"),
        ("Taalniveau minimaal A2", "A2"),
        ("Taalniveau 2F", "B1"),
        ("Nederlands: B1/B2", "B1"),
        ("Engels is niet nodig, Nederlands op A2 wel", "A2"),
        ("Je spreekt goed Nederlands.", "B1"),
        ("Je spreekt en verstaat goed Nederlands", "B1"),
        ("Beheersing van de Nederlandse taal in woord en geschrift", "B1"),
        ("Goede beheersing van de Nederlandse taal in woord en geschrift", "B2"),
        ("Uitstekende beheersing van het Nederlands", "B2"),
        ("Je spreekt vloeiend Nederlands", "B2"),
        ("Je spreekt een beetje Nederlands.", "A1"),
        ("Basiskennis Nederlands is voldoende", "A1"),
        ("Een paar woorden Nederlands zijn genoeg.", "A1"),
        ("Je kunt je redden in het Nederlands", "A2"),
        ("Je spreekt Nederlands.", "A2"),
        ("Nederlands is een must", "A2"),
        ("Je bent Nederlandstalig", "B1"),
        ("Je beheerst de Nederlandse en Engelse taal goed", "B1"),
    ],
)
def test_a_level_of_dutch_is_read_from_a_code_or_from_words(sentence, level):
    assert language(sentence) == [(level, False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nederlands is niet nodig, Engels wel",
        "Je hoeft geen Nederlands te spreken.",
        "Geen Nederlands nodig!",
        "Spreek je geen Nederlands? Geen probleem.",
    ],
)
def test_no_dutch_needed_is_a_level_too(sentence):
    assert language(sentence) == [("A0", False)]


@pytest.mark.parametrize(
    "sentence", ["Je spreekt Nederlands of Engels.", "Je spreekt Engels of Nederlands", "Goed Nederlands is een pré"]
)
def test_dutch_or_another_language_leaves_it_open(sentence):
    ((_, optional),) = language(sentence)

    assert optional


@pytest.mark.parametrize(
    "sentence",
    [
        "Wij zitten in gebouw B1. Taal is ons vak.",
        "Engelse taal op B2 niveau",
        "Je spreekt vloeiend Engels (C1). Nederlands leer je bij ons.",
        "Kennis van de Nederlandse markt",
        "De Nederlandse keuken",
        "Docent Nederlands gezocht",
        "Heb je moeite met de Nederlandse taal? Wij helpen je.",
        "Je hebt goede kennis van Excel.",
        "Rijbewijs C1",
    ],
)
def test_other_languages_and_the_land_are_no_level_of_dutch(sentence):
    assert language(sentence) == []
