import pytest

from tests.readers import found


def shifts(text, *, optional=False):
    return {concept for concept, open_ in found(text, "shift") if open_ == optional}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Je werkt 's avonds en in het weekend.", {"avond", "zaterdag", "zondag"}),
        ("Nachtdiensten draaien is geen probleem", {"nacht"}),
        ("Je werkt in een 2-ploegendienst", {"vroeg", "dag", "avond"}),
        ("drieploegendienst", {"vroeg", "dag", "avond", "nacht"}),
        ("5-ploegen volcontinu", {"vroeg", "dag", "avond", "nacht", "zaterdag", "zondag"}),
        ("Werk in ploegendienst", {"vroeg", "dag", "avond"}),
        ("Je werkt overdag, op maandag t/m vrijdag", {"dag"}),
        ("vroege en late diensten", {"vroeg", "avond"}),
        ("Je werkt één koopavond", {"avond"}),
        ("- avonden en weekenden", {"avond", "zaterdag", "zondag"}),
        ("Je werkt van 6.00 tot 14.30 uur.", {"vroeg"}),
        ("Werktijden: 17:00 - 21:00", {"avond"}),
        ("Je werkt van 22.00 tot 6.00 uur.", {"avond", "nacht"}),
        ("Je werkt van 8.30 tot 17.00 uur.", set()),
    ],
)
def test_the_parts_of_the_week_are_read_from_words_and_from_the_clock(text, expected):
    assert shifts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Geen avond- of weekenddiensten!",
        "Je werkt niet in het weekend.",
        "'s Avonds en in het weekend werk je niet.",
        "Nooit meer nachtdiensten.",
        "Kom langs op zaterdag 14 mei.",
        "Elke vrijdag een borrel en in het weekend vrij.",
        "50% toeslag in de nacht en op zondag",
        "De winkel is op zondag open van 12.00 tot 18.00 uur.",
        "Reageer voor zondag.",
        "Onregelmatige diensten",
    ],
)
def test_free_time_pay_and_opening_hours_are_no_shifts(text):
    assert shifts(text) == shifts(text, optional=True) == set()


def test_what_happens_now_and_then_is_open_and_the_rest_is_not():
    text = "Je werkt overdag en soms in het weekend."

    assert shifts(text) == {"dag"}
    assert shifts(text, optional=True) == {"zaterdag", "zondag"}
