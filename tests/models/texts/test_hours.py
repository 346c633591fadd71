import pytest

from tests.readers import reader


def hours(text):
    return [one.value for one in reader().read(text) if one.kind == "hours"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24-32 uur", (24, 32)),
        ("Verzorgende IG 24 tot 32 uur Delft", (24, 32)),
        ("32 uur per week", (32, 32)),
        ("Het gaat om 20 uur p/w", (20, 20)),
        ("minimaal 24 uur per week", (24, None)),
        ("max. 16 uur per week", (None, 16)),
        ("Minimaal 16 uur, maximaal 24 uur per week", (16, 24)),
        ("minimaal 16 en maximaal 32 uur per week", (16, 32)),
        ("tussen de 20 en 30 uur per week", (20, 30)),
        ("een contract van 36 uur", (36, 36)),
        ("een 36-urige werkweek", (36, 36)),
        ("Uren: 16 - 24", (16, 24)),
        ("22,5 uur per week", (22.5, 22.5)),
        ("0,8 tot 1 fte", (28.8, 40)),
        ("fulltime", (36, 40)),
        ("parttime", (None, 35)),
        ("65 uur per maand", (15, 15)),
    ],
)
def test_hours_a_week_are_read_in_every_notation(text, expected):
    assert hours(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Je werkt van 8.00 tot 17.00 uur.",
        "Je begint om 9 uur.",
        "De winkel is open van 9 tot 21 uur.",
        "24 uur per dag bereikbaar",
        "Je krijgt binnen 48 uur antwoord.",
        "€ 14,50 per uur",
        "24-uurszorg",
        "4 uur per dag",
        "parttime of fulltime",
        "8 tot 12 maanden",
        "100 uur per week",
    ],
)
def test_other_numbers_and_times_are_no_hours_a_week(text):
    assert hours(text) == []
