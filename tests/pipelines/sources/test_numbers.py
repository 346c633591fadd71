import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import Times
from pipelines.sources.numbers import (
    ImpossibleError,
    amount,
    parse_clock,
    parse_hours,
    parse_minutes,
    parse_price,
    parse_stretch,
    parse_weeks,
    plain_number,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("2.450", 2450),
        ("2,450", 2450),
        ("2.450,00", 2450),
        ("2.450.00", 2450),
        ("1.234.567", 1234567),
        ("14,5", 14.5),
        ("14.50", 14.5),
        ("2 450,50", 2450.5),
        ("2\u00a0450", 2450),
        ("0.125", 0.125),
        ("12", 12),
    ],
)
def test_a_sum_of_money_is_read_with_either_decimal_sign_and_either_thousands_sign(text, number):
    assert amount(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("24", 24), ("24,5", 24.5), ("24.5", 24.5), ("\u00a024 uur", 24), ("-3", -3), ("abc", None), ("1-2", None)],
)
def test_a_plain_number_has_one_decimal_sign_at_most(text, number):
    assert plain_number(text) == number


@pytest.mark.parametrize("text", ["NaN", "nan", "inf", "-inf", "Infinity", "+inf"])
@pytest.mark.parametrize("parser", [plain_number, parse_hours, parse_price, parse_weeks, parse_minutes])
def test_a_number_that_is_not_finite_is_impossible(parser, text):
    with pytest.raises(ImpossibleError):
        parser(text)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("24-32 uur", (24, 32)),
        ("24 t/m 32 uur per week", (24, 32)),
        ("16 tot 24", (16, 24)),
        ("32", (32, 32)),
        ("32,5 uur", (32.5, 32.5)),
        ("24.00 - 32.00", (24, 32)),
        ("minimaal 24 uur", (24, None)),
        ("24 uur of meer", (24, None)),
        ("maximaal 20 uur", (None, 20)),
        ("fulltime", (36, 40)),
        ("Full-time", (36, 40)),
        ("voltijd", (36, 40)),
        ("parttime", (None, 35)),
        ("fulltime/parttime", (None, 40)),
        ("fulltime (38 uur)", (38, 38)),
        ("4 dagen", (32, 32)),
        ("32 uur, verdeeld over 4 dagen", (32, 32)),
        ("0,5 fte", (18, 20)),
        ("24 uur, 9.00-17.00 uur", (24, 24)),
        ("in overleg", (None, None)),
        ("n.t.b.", (None, None)),
        ("0-40 uur", (0, 40)),
    ],
)
def test_hours_a_week_are_read_as_people_write_them(text, hours):
    assert parse_hours(text) == (hours, "")


def test_hours_a_month_are_brought_to_a_week():
    (low, high), _ = parse_hours("65 uur per maand")
    assert low == high == 15


@pytest.mark.parametrize("text", ["veel", "8 uur per dag", "0 uur", "1 2 3 4"])
def test_hours_that_cannot_be_placed_stay_unknown_with_a_warning(text):
    hours, warning = parse_hours(text)
    assert hours == (None, None)
    assert warning


@pytest.mark.parametrize("text", ["81", "-8", "40-24 uur", "24-99", "400 uur"])
def test_impossible_hours_are_refused(text):
    with pytest.raises(ImpossibleError):
        parse_hours(text)


def test_eighty_hours_is_the_most():
    assert parse_hours("80") == ((80, 80), "")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("08:30", 510), ("8.30", 510), ("830", 510), ("0830", 510), ("8 uur", 480), ("8u30", 510), ("8", 480),
     ("08:30:00", 510), ("24:00", 1440), ("17:00 uur", 1020)],
)  # fmt: skip
def test_a_clock_time_is_minutes_after_midnight(text, minutes):
    assert parse_clock(text) == (minutes, "")


@pytest.mark.parametrize("text", ["25:00", "8:75", "ochtend", "24:01"])
def test_a_time_that_is_none_stays_unknown_with_a_warning(text):
    minutes, warning = parse_clock(text)
    assert minutes is None
    assert "08:30" in warning


@pytest.mark.parametrize("text", ["08:30 - 17:00 uur", "van 8.30 tot 17.00", "0830-1700"])
def test_a_stretch_of_a_day_has_a_start_and_an_end(text):
    assert parse_stretch(text) == (Times(510, 1020), "")


def test_a_text_without_times_is_no_stretch():
    assert parse_stretch("overdag")[0] is None


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("6", 6), ("6 weken", 6), ("3 maanden", 13), ("1 jaar", 52), ("2 dagen", 0.4), ("1,5", 1.5), ("3 mnd.", 13),
        ("2 dgn", 0.4), ("10 wk", 10), ("half jaar", 26), ("een half jaar", 26), ("anderhalf jaar", 78),
    ],
)  # fmt: skip
def test_a_duration_is_in_weeks(text, weeks):
    assert parse_weeks(text) == (pytest.approx(weeks), "")


@pytest.mark.parametrize("text", ["40 uur", "12 lessen", "6 dagdelen", "8 lesavonden", "5 bijeenkomsten", "€ 10"])
def test_what_is_counted_in_something_else_than_time_is_no_length(text):
    assert parse_weeks(text) == (None, "duur niet herkend; schrijf een aantal weken")


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("€ 350,-", 350),
        ("1.250", 1250),
        ("€ 1.250,00", 1250),
        ("349,50 euro", 349.5),
        ("gratis", 0),
        ("€ 95 p.p.", 95),
        ("495 euro per persoon", 495),
        ("1250 (btw-vrij)", 1250),
        ("€ 995 vrijgesteld van btw", 995),
    ],
)
def test_a_price_is_in_euro(text, price):
    assert parse_price(text) == (price, "")


def test_a_negative_price_is_refused_and_a_text_is_a_warning():
    with pytest.raises(ImpossibleError):
        parse_price("-5")
    assert parse_price("op aanvraag") == (None, "prijs niet herkend")


@pytest.mark.parametrize(("text", "minutes"), [("45", 45), ("45 minuten", 45), ("1,5 uur", 90), ("1u", 60)])
def test_a_travel_limit_is_in_minutes(text, minutes):
    assert parse_minutes(text) == (minutes, "")


@given(st.text(max_size=40))
def test_no_text_makes_a_parser_of_numbers_fail_in_another_way(text):
    for parser in (plain_number, parse_hours, parse_clock, parse_stretch, parse_weeks, parse_price, parse_minutes):
        try:
            reason = str(parser(text))
        except ImpossibleError as error:
            reason = error.reason
        assert reason


@given(st.integers(0, 10_000_000), st.integers(0, 99))
def test_a_sum_survives_being_written_the_dutch_and_the_english_way(euros, cents):
    english = f"{euros:,}.{cents:02}"
    dutch = english.translate(str.maketrans(",.", ".,"))
    assert amount(english) == amount(dutch) == float(f"{euros}.{cents:02}")
