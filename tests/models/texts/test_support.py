import pytest

from matcher.codes import Support
from tests.readers import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Je krijgt een jobcoach.", "jobcoach"),
        ("Een jobcoach helpt je op weg.", "jobcoach"),
        ("Je hebt een vaste begeleider.", "werkbegeleider"),
        ("Begeleiding op de werkvloer", "werkbegeleider"),
        ("Je wordt gekoppeld aan een buddy.", "werkbegeleider"),
        ("Een werkplek op maat", "aangepaste-werkplek"),
        ("Taken op maat", "aangepaste-taken"),
        ("Een prikkelarme omgeving", "prikkelarm"),
        ("Een rustige werkplek", "prikkelarm"),
        ("Je werkt in je eigen tempo.", "eigen-tempo"),
        ("Er is geen tempodruk.", "eigen-tempo"),
        ("Flexibele werktijden", "flexibele-uren"),
        ("Je werkt onder schooltijd.", "flexibele-uren"),
        ("Er is een taalmaatje.", "taalhulp"),
        ("Wij regelen het vervoer.", "vervoer"),
    ],
)
def test_what_a_workplace_offers_is_read(text, expected):
    assert found(text, "support") == [(expected, False)]


@pytest.mark.parametrize(
    "text",
    [
        "Jobcoach (m/v) gezocht",
        "Als jobcoach begeleid je cliënten.",
        "Je geeft begeleiding op de werkvloer aan deelnemers.",
        "Je bent een buddy voor bewoners.",
        "Eigen vervoer is noodzakelijk.",
        "Reiskosten worden vergoed.",
        "Je bent flexibel inzetbaar.",
        "Geen jobcoach aanwezig",
        "Hoge werkdruk",
    ],
)
def test_what_someone_does_for_others_is_no_support(text):
    assert found(text, "support") == []


def test_being_shown_the_work_is_less_than_a_guide_of_ones_own():
    assert found("Je wordt goed ingewerkt.", "support") == [("werkbegeleider", True)]


def test_every_support_of_the_domain_can_be_read():
    text = (
        "een jobcoach; een buddy; aangepaste werkplek; taken op maat; prikkelarm; eigen tempo; flexibele werktijden;"
        " taalles; vervoer van en naar het werk"
    )

    assert {concept for concept, _ in found(text, "support")} == {kind.value for kind in Support}
