import pytest

from tests.readers import found

ASKS = "Je hebt rijbewijs B."


@pytest.mark.parametrize(
    "heading",
    [
        "Wij vragen:",
        "Dit vragen wij",
        "Functie-eisen",
        "Wat breng je mee?",
        "Jouw profiel",
        "Wie ben jij?",
        "Taken:",
        "Werktijden",
    ],
)
def test_under_a_heading_that_asks_things_are_asked(heading):
    assert found(f"{heading}\n- rijbewijs B\n- schappen vullen") == [("rijbewijs-b", False), ("schappen-vullen", False)]


@pytest.mark.parametrize(
    "heading", ["Een pré:", "Pluspunten", "Nice-to-haves:", "Mooi meegenomen", "Niet verplicht, wel handig:"]
)
def test_under_a_heading_of_pluses_things_are_a_pre(heading):
    assert found(f"{heading}\n- rijbewijs B\n- schappen vullen") == [("rijbewijs-b", True), ("schappen-vullen", True)]


@pytest.mark.parametrize(
    "heading", ["Wij bieden:", "Wat bieden wij?", "Dit krijg je van ons", "Arbeidsvoorwaarden", "What we offer"]
)
def test_under_a_heading_of_offers_only_terms_count(heading):
    lines = ("een contract van 32 uur", "een cursus heftruck rijden", "je rijbewijs C", "begeleiding van een jobcoach")
    text = "\n- ".join((heading, *lines))

    assert found(text) == [("32", False), ("jobcoach", False)]


@pytest.mark.parametrize(
    "heading",
    ["Over ons", "Wie zijn wij?", "Over Bakkerij De Korenaar", "Het bedrijf", "Solliciteren", "Interesse?", "Privacy"],
)
def test_under_a_heading_about_the_employer_or_applying_nothing_counts(heading):
    assert found(f"{heading}\nWij werken 24 uur per dag. Rijbewijs B en orders verzamelen.") == []


def test_the_next_heading_ends_a_part():
    text = (
        "Over ons\nOrders verzamelen en meer.\n\nWat ga je doen?\nSchappen vullen.\n\nWij bieden\nEen VCA.\n\n"
        "Eisen\nRijbewijs B."
    )

    assert found(text) == [("schappen-vullen", False), ("rijbewijs-b", False)]


def test_a_heading_within_a_line_holds_for_that_line():
    assert found("Wat bieden wij? Een VCA en een BHV.\nJe hebt rijbewijs B.") == [("rijbewijs-b", False)]
    assert found("Een pré: VCA. Je hebt rijbewijs B.") == [("vca-basis", True), ("rijbewijs-b", False)]


def test_a_blank_line_ends_a_list_of_pluses():
    assert found("Een pré:\n- VCA\n\nJe hebt rijbewijs B.") == [("vca-basis", True), ("rijbewijs-b", False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Wij zijn marktleider in logistiek en verzorgen palliatieve zorg.",
        "Onze chauffeurs hebben rijbewijs CE en code 95.",
        "Sinds 1980 doet Jansen facturen verwerken.",
        "Zorggroep De Linde is een organisatie met kennis van dementie.",
        "Klanten kunnen bij ons terecht voor palliatieve zorg.",
        "Ons team van 40 verpleegkundigen kan injecties geven.",
        "Acquisitie over facturen verwerken stellen wij niet op prijs.",
        "Wij behandelen iedereen gelijk ongeacht rijbewijs of leeftijd.",
    ],
)
def test_what_an_employer_tells_about_itself_is_not_asked(sentence):
    assert found(f"{sentence} {ASKS}", "skill", "licence") == [("rijbewijs-b", False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Wij zoeken iemand met rijbewijs B.",
        "Wij vragen een rijbewijs.",
        "Bij ons heb je een rijbewijs nodig.",
        "Voor onze klanten rijd je rond; rijbewijs B is vereist.",
    ],
)
def test_what_an_employer_asks_is_asked(sentence):
    assert found(sentence, "licence") == [("rijbewijs-b", False)]
