"""ISO 8601 durations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.sources.durations import hours_of, weeks_of


@pytest.mark.parametrize(
    ("text", "weeks"),
    [("P10W", 10.0), ("P6M", 26.0), ("P1Y", 52.0), ("P14D", 2.0), ("p1y6m", 78.0), ("P0,5Y", 26.0), ("P7DT4H", 1.0)],
)
def test_a_duration_of_days_or_longer_is_a_length_in_weeks(text: str, weeks: float) -> None:
    assert weeks_of(text) == pytest.approx(weeks)


@pytest.mark.parametrize(("text", "hours"), [("PT22H", 22.0), ("PT90M", 1.5), ("PT1H30M", 1.5), ("pt2.5h", 2.5)])
def test_a_duration_of_hours_is_a_number_of_hours(text: str, hours: float) -> None:
    assert hours_of(text) == pytest.approx(hours)


@pytest.mark.parametrize("text", ["P", "PT", "10 weken", "", "P0D", "P1H", "PT5W", "P10WX", "P-1W", "P٣W"])
def test_a_text_that_is_no_duration_gives_nothing(text: str) -> None:
    assert weeks_of(text) is None
    assert hours_of(text) is None


def test_hours_say_nothing_about_weeks_and_weeks_nothing_about_hours() -> None:
    assert weeks_of("PT22H") is None
    assert hours_of("P10W") is None
    assert hours_of("P1DT2H") is None


@given(st.integers(1, 5000))
def test_whole_weeks_and_hours_come_back_as_they_were(figure: int) -> None:
    assert weeks_of(f"P{figure}W") == figure
    assert hours_of(f"PT{figure}H") == figure
