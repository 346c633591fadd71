import pytest

from matcher.codes import Demand
from tests.readers import reader


def demands(text):
    return {one.concept: one.value[0] for one in reader().read(text) if one.kind == "demand"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Je tilt tot 25 kg.", {"tillen": 3}),
        ("Je tilt dozen tot 15 kilo.", {"tillen": 2}),
        ("Pakketten van maximaal 8 kg tillen", {"tillen": 1}),
        ("Fysiek zwaar werk", {"tillen": 3}),
        ("Je moet soms tillen", {"tillen": 1}),
        ("Lasten tillen en verplaatsen", {"tillen": 2}),
        ("Je staat en loopt de hele dag.", {"staan": 3, "lopen": 3}),
        ("Staand werk", {"staan": 2}),
        ("Veel lopen", {"lopen": 3}),
        ("Je zit de hele dag achter een beeldscherm", {"zitten": 3, "beeldscherm": 3}),
        ("Karren duwen en trekken", {"duwen-trekken": 2}),
        ("Je bukt en knielt regelmatig", {"bukken-knielen": 2}),
        ("Werken boven schouderhoogte", {"reiken": 2}),
        ("Geen hoogtevrees", {"klimmen-hoogte": 2}),
        ("Je loopt veel trappen", {"klimmen-hoogte": 3, "lopen": 3}),
        ("Repetitieve handelingen", {"fijne-motoriek": 2}),
        ("Het is er lawaaiig", {"lawaai": 2}),
        ("Een drukke omgeving", {"prikkels": 2}),
        ("Het tempo ligt hoog", {"werktempo": 3}),
        ("Werken aan de lopende band", {"werktempo": 2}),
        ("Je werkt buiten, in weer en wind.", {"buitenwerk": 3}),
        ("Je werkt soms in de kou.", {"warmte-kou": 1}),
        ("Werken met chemische middelen", {"stof-chemie": 2}),
        ("Veel klantcontact", {"mensencontact": 3}),
        ("Je werkt een groot deel van de tijd alleen.", {"alleen-werken": 3}),
        ("Geen moeite met tillen", {"tillen": 2}),
        ("Je bent niet bang om te tillen", {"tillen": 2}),
    ],
)
def test_what_the_work_asks_is_read_with_how_much(text, expected):
    assert demands(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Geen zwaar werk.",
        "Je hoeft niet te tillen.",
        "Zwaar werk is het niet.",
        "Wij tillen de zorg naar een hoger niveau.",
        "Kijk buiten de gebaande paden en buiten kantoortijden.",
        "Een warm team in een warme sfeer",
        "Je draagt zorg voor de planning en draagt bij aan het resultaat.",
        "Je trekt de aandacht.",
        "Een vrachtwagen van 40 ton",
        "Je werkt alleen op zaterdag.",
        "Je hebt rugklachten of reuma gehad",
        "Je bent gezond en fit",
    ],
)
def test_what_is_denied_a_figure_of_speech_or_about_health_is_no_demand(text):
    assert demands(text) == {}


def test_every_demand_of_the_domain_can_be_read():
    texts = (
        "tillen; staand werk; veel lopen; zittend werk; duwen; bukken; bovenhands; klimmen; fijne motoriek;"
        " beeldschermwerk; lawaai; veel prikkels; hoog tempo; buitenwerk; koelcel; stoffig werk; klantcontact;"
        " solistisch"
    )

    assert set(demands(texts)) == {demand.value for demand in Demand}
