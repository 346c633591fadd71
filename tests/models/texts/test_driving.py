import pytest

from models.reading import TextReader
from tests.readers import found


@pytest.mark.parametrize(
    ("sentence", "concept"),
    [
        ("Je bent in het bezit van een rijbewijs B.", "rijbewijs-b"),
        ("Je bent in het bezit van een rijbewijs C.", "rijbewijs-c"),
        ("Een rijbewijs is een must.", "rijbewijs-b"),
        ("Je hebt een B-rijbewijs", "rijbewijs-b"),
        ("Rijbewijs categorie BE", "rijbewijs-be"),
        ("Rijbewijs (B)", "rijbewijs-b"),
        ("Rijbewijs B+E", "rijbewijs-be"),
        ("Rijbewijs C/E", "rijbewijs-ce"),
        ("CE rijbewijs verplicht", "rijbewijs-ce"),
        ("RIJBEWIJS D", "rijbewijs-d"),
        ("Rijbewijs: B", "rijbewijs-b"),
        ("een autorijbewijs", "rijbewijs-b"),
    ],
)
def test_a_driving_licence_is_read_in_every_notation(sentence, concept):
    assert found(sentence, "licence") == [(concept, False)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rijbewijs B en C", {("rijbewijs-b", False), ("rijbewijs-c", False)}),
        ("Rijbewijs B/BE", {("rijbewijs-b", False), ("rijbewijs-be", False)}),
        ("Rijbewijs B of C", {("rijbewijs-b", False), ("rijbewijs-c", True)}),
        ("Rijbewijs C of CE", {("rijbewijs-c", False), ("rijbewijs-ce", True)}),
        ("Rijbewijs BE of C1", {("rijbewijs-be", True), ("rijbewijs-c1", True)}),
        ("C- of CE-rijbewijs", {("rijbewijs-c", False), ("rijbewijs-ce", True)}),
        ("Rijbewijs B (BE is een pré)", {("rijbewijs-b", False), ("rijbewijs-be", True)}),
    ],
)
def test_of_alternatives_only_what_all_of_them_include_is_asked(sentence, expected):
    assert set(found(sentence, "licence")) == expected


@pytest.mark.parametrize(
    "sentence",
    ["Rijbewijs of fiets", "Een fiets of een rijbewijs", "Rijbewijs B of je komt met het ov", "Rijbewijs B of e-bike"],
)
def test_a_licence_beside_another_way_to_come_is_open(sentence):
    assert found(sentence, "licence") == [("rijbewijs-b", True)]


@pytest.mark.parametrize(
    "sentence", ["een scooter-rijbewijs", "rijbewijs voor de motor", "motor rijbewijs", "Rijbewijs A"]
)
def test_another_licence_than_for_a_car_is_not_taken_for_one(sentence):
    assert ("rijbewijs-b", False) not in found(sentence, "licence")


def test_only_licences_of_the_reader_are_found():
    assert [
        one.concept for one in TextReader([], [("x", "rijbewijs C")]).read("Rijbewijs B en C, of een rijbewijs")
    ] == ["x"]
