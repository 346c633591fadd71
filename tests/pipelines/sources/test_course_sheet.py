import pytest

from pipelines.sources.course_sheet import Sheet, earliest, fill_weeks, hours_a_week, last_of, weeks_between


def test_the_first_filled_value_of_a_column_counts():
    sheet = Sheet()
    for value in ("", None, [], "a", "b"):
        sheet.put("titel", value, f"naam {value}")
    assert (sheet.cells, sheet.named) == ({"titel": "a"}, {"titel": "naam a"})


def test_filling_a_copy_leaves_the_sheet_as_it_is():
    sheet = Sheet()
    sheet.copy().put("titel", "a", "name")
    assert sheet.cells == {}


def test_a_row_says_what_its_source_calls_the_title_even_without_one():
    assert Sheet().row(3, {"a": 1}).named == {"titel": "name"}


@pytest.mark.parametrize(
    ("start", "end", "weeks"),
    [
        ("2026-03-02", "2026-03-08", 1.0),
        ("2026-03-02", "2026-03-02", 0.14),
        ("2026-03-02", "2026-03-01", None),
        ("2026-03-02", "", None),
        ("2026-02-31", "2026-03-05", None),
        ("vandaag", "morgen", None),
        ("2026-03-01T23:00:00Z", "2026-03-08T23:00:00Z", 1.0),
        ("2026-03-02", "2072-03-02", None),
    ],
)
def test_weeks_lie_between_two_days_that_exist(start, end, weeks):
    assert weeks_between(start, end) == weeks


def test_a_short_course_has_all_its_hours_in_its_own_week():
    assert hours_a_week(16, 0.4) == 16.0
    assert hours_a_week(60, 10) == 6.0
    assert hours_a_week(None, 10) is hours_a_week(60, None) is None


def test_hours_beyond_what_a_week_has_are_not_filled_in():
    sheet = Sheet()
    fill_weeks(sheet, "2026-03-02", "2026-03-08", 400, "startDate")
    assert sheet.cells == {"weken": 1.0}


def test_the_earliest_of_some_days_is_found_among_what_is_no_day():
    assert earliest("2026-05-01", "", "straks", "2026-04-01T10:00:00") == "2026-04-01T10:00:00"
    assert earliest("", "straks") == ""


def test_the_last_of_some_ends_is_known_when_each_is_a_day():
    assert last_of(["2026-05-01", "2026-06-30T22:00:00Z"]) == "2026-06-30"
    for ends in ([], [""], ["2026-05-01", ""], ["2026-05-01", "9999-12-31"], ["straks"]):
        assert last_of(ends) == ""
