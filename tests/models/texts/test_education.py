import pytest

from tests.readers import found


def education(text):
    return found(text, "education")


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("Minimaal mbo 2.", "mbo2"),
        ("mbo-2", "mbo2"),
        ("MBO2-diploma", "mbo2"),
        ("Mbo-niveau 3/4", "mbo3"),
        ("mbo 3 of 4 werk- en denkniveau", "mbo3"),
        ("Je hebt hbo werk- en denkniveau", "hbo"),
        ("hbo/wo-niveau", "hbo"),
        ("Een vmbo-diploma", "mbo2"),
        ("vmbo of mbo 3", "mbo2"),
        ("havo of vwo", "mbo4"),
        ("Een startkwalificatie is vereist", "mbo2"),
        ("Je hebt een entreediploma", "mbo1"),
        ("Je hebt een associate degree", "ad"),
        ("Een academische opleiding", "wo"),
        ("Diploma op niveau 3", "mbo3"),
        ("mbo+/hbo", "mbo4"),
    ],
)
def test_the_lowest_level_that_is_named_is_asked(sentence, level):
    assert education(sentence) == [(level, False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Geen diploma nodig.",
        "Een diploma is niet vereist",
        "Diploma's zijn voor ons niet belangrijk.",
        "Geen rijbewijs of diploma nodig",
        "Je hoeft geen opleiding te hebben",
        "Ook zonder diploma ben je welkom",
        "Startkwalificatie niet nodig",
    ],
)
def test_no_diploma_needed_is_a_level_too(sentence):
    assert education(sentence) == [("geen", False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "mbo 2 of werkervaring",
        "Mbo 4 (of gelijkwaardig door ervaring)",
        "Mbo 3 is een pré",
        "Een mbo 1-diploma of wat werkervaring",
    ],
)
def test_a_level_beside_experience_is_open(sentence):
    ((_, optional),) = education(sentence)

    assert optional


@pytest.mark.parametrize(
    "sentence",
    [
        "Mbo werk- en denkniveau",
        "mbo/hbo",
        "mbo, 2 jaar ervaring",
        "Mbo 3 is niet vereist",
        "Je volgt een mbo 2-opleiding.",
        "Je haalt je mbo 3-diploma bij ons.",
        "Je begeleidt mbo-studenten.",
        "Hbo-stagiairs zijn welkom",
        "Docent vmbo",
        "op wo en do",
        "Taalniveau 2",
        "Rijbewijs of diploma boekhouden is niet nodig.",
    ],
)
def test_no_level_is_read_where_none_is_asked(sentence):
    assert education(sentence) == []
