import pytest

from matcher.codes import DayPart
from pipelines.sources.lesson_times import parse_lessons, parts_of_times

EARLY, DAY, EVENING = DayPart.EARLY, DayPart.DAY, DayPart.EVENING


@pytest.mark.parametrize(
    ("start", "end", "parts"),
    [
        (9 * 60, 12 * 60, {DAY}),
        (9 * 60, None, {DAY}),
        (19 * 60, 21 * 60, {EVENING}),
        (17 * 60, None, {EVENING}),
        (6 * 60, None, {EARLY}),
        (6 * 60, 15 * 60, {EARLY, DAY}),
        (13 * 60, 21 * 60, {DAY, EVENING}),
    ],
)
def test_the_times_of_lessons_say_in_which_parts_of_the_day_they_fall(start, end, parts):
    assert parts_of_times(start, end) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("avond", {EVENING}),
        ("ma t/m vr", {DAY}),
        ("woensdagmiddag en donderdagavond", {DAY, EVENING}),
        ("maandag en dinsdag 18:30-21:00 uur", {EVENING}),
        ("vr en di 9:00-12:00", {DAY}),
        ("zondag 10:00-12:00", {DayPart.SUNDAY}),
        ("in overleg", set()),
        ("dinsdag- en donderdagavond", {EVENING}),
        ("maandag-, dinsdag- en donderdagochtend", {DAY}),
        ("avond/weekend", {EVENING, DayPart.SATURDAY, DayPart.SUNDAY}),
        ("2 avonden per week", {EVENING}),
        ("ma/wo/vr 9.00 - 16.30 uur", {DAY}),
        ("ma t/m do 19:00-21:00", {EVENING}),
        ("di 18.30-21.00 en za 10.00-13.00", {EVENING, DayPart.SATURDAY}),
    ],
)
def test_words_and_times_are_both_read(text, parts):
    assert parse_lessons(text) == (parts, "")


def test_a_day_without_a_time_may_be_in_the_weekend():
    assert parse_lessons("1 dag per week") == (set(), "dagdeel niet herkend: '1 dag per week'")


def test_what_says_no_part_of_the_week_is_told_and_the_rest_stays():
    assert parse_lessons("avond|als het regent") == ({EVENING}, "dagdeel niet herkend: 'als het regent'")
