from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.market import NO_DAY, NO_MINUTE
from matcher.reasons import Reason, ReasonKind
from matcher.wording import MONTHS, clock, day, hours, long_date, number, percent, some


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ""),
        (["lassen"], "lassen"),
        (["lassen", "zagen"], "lassen en zagen"),
        (["lassen", "zagen", "boren"], "lassen, zagen en boren"),
        (["a", "b", "c", "d"], "a, b, c en d"),
        (["a", "b", "c", "d", "e"], "a, b, c, d en nog 1"),
        (list("abcdefghij"), "a, b, c, d en nog 6"),
    ],
)
def test_a_list_names_four_things_and_counts_the_rest(names, expected):
    assert some(names) == expected
    assert some(iter(names)) == expected


def test_what_a_list_does_not_name_can_be_counted_along():
    assert some(["a", "b"], unnamed=3) == "a, b en nog 3"
    assert some(["a", "b", "c", "d", "e"], unnamed=2) == "a, b, c, d en nog 3"
    assert some(["a", "b"], unnamed=0) == "a en b"


@pytest.mark.parametrize(
    ("value", "expected"), [(32, "32"), (32.0, "32"), (0.5, "0,5"), (7.25, "7,25"), (0, "0"), (36.5, "36,5")]
)
def test_a_number_has_a_decimal_comma_and_no_needless_digits(value, expected):
    assert number(value) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (32, 32, "32 uur"),
        (16, 24, "16 tot 24 uur"),
        (None, 24, "24 uur"),
        (16, None, "16 uur"),
        (None, None, "een onbekend aantal uren"),
        (0, 0, "0 uur"),
        (0, 8.5, "0 tot 8,5 uur"),
    ],
)
def test_hours_are_one_number_or_a_stretch(low, high, expected):
    assert hours(low, high) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0, "0%"), (0.6, "60%"), (1, "100%"), (0.333, "33%"), (0.666, "67%"), (None, "een onbekend deel")],
)
def test_a_part_is_a_whole_percentage(share, expected):
    assert percent(share) == expected


@pytest.mark.parametrize(
    ("minute", "expected"),
    [(0, "0.00 uur"), (510, "8.30 uur"), (1439, "23.59 uur"), (65, "1.05 uur"), (NO_MINUTE, "onbekend")],
)
def test_a_time_is_written_as_the_clock_says_it(minute, expected):
    assert clock(minute) == expected


def test_a_date_has_its_month_in_words():
    assert long_date(date(2026, 11, 23)) == "23 november 2026"
    assert [long_date(date(2026, month, 1)).split()[1] for month in range(1, 13)] == list(MONTHS)


def test_days_since_1970_are_a_date_and_the_last_number_is_unknown():
    assert day(0) == "1 januari 1970"
    assert day(-1) == "31 december 1969"
    assert day(NO_DAY) == "een onbekende dag"


@given(st.dates())
def test_every_date_comes_back_from_its_number_of_days(value):
    assert day((value - date(1970, 1, 1)).days) == long_date(value)


@given(st.lists(st.text("abc", min_size=1, max_size=3), max_size=12))
def test_nothing_is_lost_from_a_list(names):
    text = some(names)

    if len(names) > 4:
        assert text.endswith(f" en nog {len(names) - 4}")
    assert all(name in text for name in names[:4])
    assert len(names) < 2 or " en " in text


# Reasons

VALUES = {
    "have": 2,
    "asked": 3,
    "skills": "lassen",
    "jobs": "kok",
    "wishes": "bakker",
    "minutes": 12,
    "mode": "met de fiets",
    "limit": 30,
    "hours": "24 uur",
    "support": "een jobcoach",
    "route": "leerwerkplek",
    "own": "mbo 1",
    "demands": "lang staan",
    "date": "1 mei 2026",
    "occupation": "kok",
    "papers": "rijbewijs B",
    "times": "avond",
    "time": "5.30 uur",
    "first_arrival": "6.20 uur",
    "last_departure": "22.45 uur",
    "start": "1 mei 2026",
    "free": "1 juni 2026",
    "share": "40%",
    "threshold": "60%",
    "what": "de werktijden",
    "routes": "leerwerkplek",
}


@pytest.mark.parametrize("kind", ReasonKind)
def test_every_reason_is_one_dutch_sentence_without_gaps(kind):
    text = Reason(kind, VALUES).text

    assert "{" not in text
    assert "  " not in text
    assert "\n" not in text
    assert text[0].islower()
    assert not text.endswith(".")


@pytest.mark.parametrize("kind", ReasonKind)
def test_a_reason_fails_loudly_without_the_values_that_it_names(kind):
    if "{" in kind.label:
        with pytest.raises(KeyError):
            _ = Reason(kind, {}).text
    else:
        assert Reason(kind, {}).text == kind.label


def test_a_reason_that_does_not_count_has_no_points():
    assert Reason(ReasonKind.AT_HOME, {}).points is None
    assert Reason(ReasonKind.AT_HOME, {}, 0.0).points == 0.0
