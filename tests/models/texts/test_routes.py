import pytest

from matcher.codes import Route
from models.texts.routes import ARRANGEMENTS, ROUTES
from tests.readers import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dit is een leerwerkplek.", "leerwerkplek"),
        ("Leren en werken in de zorg (BBL)", "leerwerkplek"),
        ("Een beschutte werkplek", "beschut-werk"),
        ("Dit is beschut werk.", "beschut-werk"),
        ("Je start met een proefplaatsing.", "proefplaatsing"),
        ("Een werkervaringsplek", "werkervaringsplaats"),
        ("Een basisbaan voor de buurt", "basisbaan"),
        ("Voor mensen uit het doelgroepregister", "banenafspraak"),
        ("Dit is vrijwilligerswerk.", "vrijwilligerswerk"),
        ("Een plek voor dagbesteding", "dagbesteding"),
        ("Voor kandidaten uit de Participatiewet", "participatiewet"),
        ("Deze plek valt onder social return (SROI)", "social-return"),
    ],
)
def test_the_kind_of_place_is_read(text, expected):
    assert (expected, False) in found(text, "route")


def test_what_is_possible_is_open():
    assert found("Een proefplaatsing is mogelijk.", "route") == [("proefplaatsing", True)]


@pytest.mark.parametrize(
    "text",
    [
        "Je begeleidt deelnemers op de dagbesteding.",
        "Je coacht vrijwilligers.",
        "Kennis van de Participatiewet",
        "Een erkend leerbedrijf",
        "Geen vrijwilligerswerk",
        "Beschut tegen de regen",
    ],
)
def test_work_with_others_is_not_the_kind_of_place(text):
    assert found(text, "route") == []


def test_what_can_be_read_is_a_route_or_an_arrangement():
    assert {concept for concept, _ in ROUTES} <= {route.value for route in Route} | set(ARRANGEMENTS)
