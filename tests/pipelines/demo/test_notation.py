from datetime import date

import pytest

from pipelines.demo.notation import capital, clock, comma, euro, listed, numeric, span, written


@pytest.mark.parametrize(
    ("amount", "text"), [(14.85, "€ 14,85"), (2450.0, "€ 2.450"), (28000.0, "€ 28.000"), (-14.7, "€ -14,70")]
)
def test_money_is_written_in_the_dutch_way(amount, text):
    assert euro(amount) == text


def test_days_are_written_in_figures_and_in_words():
    assert numeric(date(2026, 3, 5)) == "05-03-2026"
    assert written(date(2026, 3, 5)) == "5 maart 2026"


def test_times_are_written_with_a_colon_or_a_point():
    assert clock(510) == "08:30"
    assert clock(510, ".") == "8.30"


def test_numbers_have_a_decimal_comma_and_no_needless_zeros():
    assert (comma(24.0), comma(12.5)) == ("24", "12,5")


def test_a_span_of_one_number_is_that_number():
    assert (span(24.0, 32.0), span(32.0, 32.0)) == ("24 tot 32", "32")


def test_lists_end_in_en():
    assert (listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])) == ("", "a", "a en b", "a, b en c")


def test_a_capital_changes_the_first_letter_only():
    assert (capital("mBO"), capital("")) == ("MBO", "")
