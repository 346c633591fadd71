import pytest

from tests.readers import asked, found, words


@pytest.mark.parametrize(
    ("sentence", "concept"),
    [
        ("Je verzamelt de orders.", "orders-verzamelen"),
        ("Elke dag verzamel je snel alle orders.", "orders-verzamelen"),
        ("Orders verzamel je met een scanner.", "orders-verzamelen"),
        ("Je vult de schappen bij.", "schappen-vullen"),
        ("Je vult de schappen aan.", "schappen-vullen"),
        ("Jij maakt de keuken schoon.", "keuken-reinigen"),
        ("Je ruimt de tafels af en lacht.", "tafels-afruimen"),
        ("Het opnemen van bestellingen hoort erbij.", "bestellingen-opnemen"),
        ("Verantwoordelijk voor het verwerken van alle facturen.", "facturen-verwerken"),
        ("Reiniging van de vloeren", "vloeren-reinigen"),
        ("Vloeren en ramen wassen", "ramen-wassen"),
        ("Je wast ramen, deuren en kozijnen.", "ramen-wassen"),
        ("Je werkt veel met handgereedschap.", "handgereedschap"),
        ("Je laadt en lost vrachtwagens.", "laden-lossen"),
        ("- Verzamelt orders", "orders-verzamelen"),
        ("Wij zoeken iemand die stijladvies geeft.", "kledingadvies"),
        ("Je bent klantvriendelijk.", "klanten-te-woord-staan"),
        ("Je kunt goed tegen drukte.", "tempo-houden"),
        ("Je werkt nauwkeurig.", "nauwkeurig-werken"),
        ("Je bereidt warme gerechten.", "warme-gerechten"),
    ],
)
def test_an_act_is_found_in_other_forms_and_orders(sentence, concept):
    assert concept in asked(sentence, "skill")


@pytest.mark.parametrize(
    ("sentence", "concept"),
    [
        ("Ik heb jaren orders verzameld.", "orders-verzamelen"),
        ("Ik verzamelde orders.", "orders-verzamelen"),
        ("Daar bediende ik de kassa.", "kassa-bedienen"),
        ("Ik las technische tekeningen.", "tekening-lezen"),
        ("Ik heb schappen gevuld en klanten geholpen.", "klanten-te-woord-staan"),
    ],
)
def test_what_someone_did_is_found_in_the_past(sentence, concept):
    assert concept in asked(sentence, "skill")


@pytest.mark.parametrize(
    "sentence",
    [
        "Wij bedienen de kassa.",
        "De kassa wordt door onze collega's bediend.",
        "Onze monteurs repareren fietsen.",
        "Je bereidt de maaltijden voor.",
        "Je maakt afspraken met gasten en ontvangt bezoek van klanten.",
        "Je verzorgt het transport van baby's.",
        "Je vult de tijd. De schappen zijn leeg.",
        "Je werkt in een magazijn waar orders liggen. Verzamelen is leuk.",
    ],
)
def test_who_else_does_it_or_what_else_is_done_is_no_act_of_someone(sentence):
    assert found(sentence, "skill") == []


def test_two_verbs_that_are_joined_share_what_goes_with_them_and_others_do_not():
    assert "orders-verzamelen" in asked("Je verzamelt en verpakt orders.", "skill")
    assert "cv-ketel-installeren" not in asked("Je installeert warmtepompen en onderhoudt cv-ketels.", "skill")


def test_a_compound_counts_as_its_last_part_beside_its_verb():
    assert "schappen-vullen" in asked("Je vult de winkelschappen.", "skill")
    assert found("winkelschappen", "skill") == []


def test_the_words_of_an_act_run_from_its_first_to_its_last():
    assert words("Zo vult u samen de schappen aan.", "skill") == ["vult u samen de schappen aan"]


def test_a_quality_counts_in_a_line_of_its_own_under_a_heading_that_asks():
    assert asked("Wij vragen:\n- flexibel\n- klantvriendelijk", "skill") == ["flexibel-zijn", "klanten-te-woord-staan"]
    assert found("Wij bieden:\n- flexibel werk", "skill") == []


def test_an_act_is_found_once():
    assert asked("Je gaat orders verzamelen.", "skill") == ["orders-verzamelen"]
