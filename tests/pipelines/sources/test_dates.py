import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.sources.dates import parse_date, parse_dutch_day
from pipelines.sources.numbers import ImpossibleError


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-03",
        "2026-3-3",
        "2026/03/03",
        "2026-03-03T10:00:00",
        "2026-03-03T23:30:00Z",
        "2026-03-03T10:00:00.000+01:00",
        "2026-03-03 10:00",
        "03-03-2026",
        "3-3-2026",
        "03/03/2026",
        "3.3.2026",
        "3-3-26",
        "3-3-2026 12:30",
        "20260303",
        "20260303T1200",
        "3 maart 2026",
        "3 mrt. 2026",
        "3 mrt 2026",
        "3-mrt-26",
        "3 March 2026",
        "dinsdag 3 maart 2026",
        "per 3 maart 2026",
        "vanaf 3-3-2026",
        " 3  maart\u00a02026 ",
    ],
)
def test_a_day_is_read_in_every_way_it_is_written(text):
    assert parse_date(text) == (date(2026, 3, 3), "")


@pytest.mark.parametrize(
    "text",
    ["per direct", "Per direct beschikbaar", "z.s.m.", "zsm", "zo snel mogelijk", "in overleg", "n.t.b.", "-", "asap"],
)
def test_no_particular_day_is_none_and_no_reason_for_a_warning(text):
    assert parse_date(text) == (None, "")


@pytest.mark.parametrize(
    "text", ["31-02-2026", "2026-02-31", "31 februari 2026", "29-02-2025", "00-00-2026", "2026-13-01"]
)
def test_a_day_that_does_not_exist_is_impossible(text):
    with pytest.raises(ImpossibleError, match="bestaat niet"):
        parse_date(text)


@pytest.mark.parametrize("text", ["01-01-1900", "31-12-1989", "1-1-2101", "9999-12-31", "0000-00-00"])
def test_a_day_before_1990_or_after_2100_is_impossible(text):
    with pytest.raises(ImpossibleError, match="1990 en 2100"):
        parse_date(text)


def test_the_first_and_last_day_that_can_be():
    assert parse_date("01-01-1990")[0] == date(1990, 1, 1)
    assert parse_date("31-12-2100")[0] == date(2100, 12, 31)


def test_the_day_number_of_a_spreadsheet_is_read_with_a_warning():
    found, warning = parse_date("46084")
    assert found == date(2026, 3, 3)
    assert "Excel" in warning
    assert "03-03-2026" in warning


@pytest.mark.parametrize("text", ["voorjaar", "maart 2026", "3 brumaire 2026", "12", "99999", "2026"])
def test_what_is_no_day_stays_unknown_with_a_warning(text):
    found, warning = parse_date(text)
    assert found is None
    assert "niet herkend" in warning


@pytest.mark.parametrize(
    ("text", "day", "last_day"),
    [
        ("2027-08-31T22:00:00Z", "2027-09-01", "2027-08-31"),
        ("2027-08-31T21:59:59Z", "2027-08-31", "2027-08-31"),
        ("2027-01-31T23:00:00Z", "2027-02-01", "2027-01-31"),
        ("2027-01-31T22:59:59.999Z", "2027-01-31", "2027-01-31"),
        ("2027-02-01T00:00:00+01:00", "2027-02-01", "2027-01-31"),
        ("2026-09-01T09:00:00+02:00", "2026-09-01", "2026-09-01"),
        ("2026-09-01 22:00+0000", "2026-09-02", "2026-09-01"),
        ("2026-09-01t20:30-05", "2026-09-02", "2026-09-02"),
        ("2026-09-01T00:00:00", "2026-09-01", "2026-09-01"),
        ("2026-09-01T23:30", "2026-09-01", "2026-09-01"),
        ("2027-03-01Z", "2027-03-01", "2027-03-01"),
        ("2027-03-01+02:00", "2027-03-01", "2027-03-01"),
        ("2026-09-01T99:00Z", "2026-09-01", "2026-09-01"),
        ("1 september 2026", "2026-09-01", "2026-09-01"),
    ],
)
def test_a_moment_with_a_zone_is_the_day_that_it_is_in_the_netherlands(text, day, last_day):
    assert parse_dutch_day(text) == (date.fromisoformat(day), "")
    assert parse_dutch_day(text, ends=True) == (date.fromisoformat(last_day), "")


def test_a_moment_on_a_day_that_cannot_be_is_impossible_whatever_its_zone():
    for text in ("2026-02-31T22:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2100-12-31T23:30:00Z"):
        with pytest.raises(ImpossibleError):
            parse_dutch_day(text)


def test_the_zone_is_known_on_a_machine_that_has_none_of_its_own():
    code = "import zoneinfo; from pipelines.sources.dates import parse_dutch_day as day; "
    code += "assert not zoneinfo.TZPATH; print(day('2027-08-31T22:00:00Z')[0])"
    ran = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"PYTHONTZPATH": ""}, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "2027-09-01\n"


@given(st.dates(date(1990, 1, 2), date(2100, 12, 30)), st.times(), st.integers(-12 * 60, 14 * 60))
def test_one_moment_is_one_day_in_whatever_zone_it_is_written(day, clock, minutes):
    moment = datetime.combine(day, clock.replace(microsecond=0), UTC)
    elsewhere = moment.astimezone(timezone(timedelta(minutes=minutes)))
    here = elsewhere.astimezone(ZoneInfo("Europe/Amsterdam"))
    assert parse_dutch_day(elsewhere.isoformat())[0] == here.date()
    assert parse_dutch_day(elsewhere.isoformat(), ends=True)[0] == (here - timedelta(seconds=1)).date()


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_comes_back_from_every_notation(day):
    for notation in (
        f"{day:%Y-%m-%d}",
        f"{day:%d-%m-%Y}",
        f"{day:%d/%m/%Y}",
        f"{day:%Y%m%d}",
        f"{day.day}-{day.month}-{day.year}",
    ):
        assert parse_date(notation)[0] == day


@given(st.text(max_size=30))
def test_no_text_makes_it_fail_in_another_way(text):
    try:
        found, warning = parse_date(text)
    except ImpossibleError:
        found, warning = None, "onmogelijk"
    assert found is None or 1990 <= found.year <= 2100
    assert isinstance(warning, str)
