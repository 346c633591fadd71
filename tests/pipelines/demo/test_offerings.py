import csv
import json
from datetime import date, timedelta

import pytest

from matcher.catalogue import catalogue, courses, licences
from matcher.codes import DayPart, Payer
from pipelines.demo.offerings import ALWAYS_IN_DELFT, COLUMNS, offerings
from pipelines.demo.region import place_named
from pipelines.reading_files import licence_words
from pipelines.sources.courses import read_courses

DAY = date(2026, 11, 23)
PAPERS = licence_words(licences())


@pytest.fixture(scope="module")
def offered():
    return offerings(courses(), catalogue(), seed=5, day=DAY)


def test_every_course_of_the_catalogue_is_offered(offered):
    assert {row.course.id for row in offered} == {course.id for course in courses()}


def test_every_offering_says_that_it_is_invented(offered):
    assert all(row.provider.endswith("(verzonnen)") for row in offered)
    assert all(row.keys()["verzonnen"] == "ja" for row in offered)


def test_prices_lie_in_the_range_of_the_course(offered):
    assert all(row.course.price_min <= row.price <= row.course.price_max for row in offered if row.price is not None)


def test_most_start_after_the_day_and_some_have_started(offered):
    started = sum(row.start < DAY for row in offered) / len(offered)

    assert 0.03 < started < 0.2
    assert max(row.start for row in offered) <= DAY + timedelta(days=180)


def test_some_are_online_and_have_no_place(offered):
    online = [row for row in offered if row.place is None]

    assert online
    assert all(row.postcode == "" and row.keys()["online"] == "ja" for row in online)


def test_what_helps_the_first_client_is_offered_in_delft(offered):
    in_delft = {row.course.id for row in offered if row.place is not None and row.place.name == "Delft"}

    assert in_delft >= ALWAYS_IN_DELFT


def test_no_course_is_offered_twice_in_one_place(offered):
    places = [(row.course.id, row.place.name) for row in offered if row.place is not None]

    assert len(places) == len(set(places))


def test_every_row_stands_in_one_file(offered):
    assert all([row.in_table, row.in_lines, row.place is None].count(True) == 1 for row in offered)
    assert any(row.in_lines for row in offered)


def test_some_can_be_entered_later_some_begin_twice_and_none_does_both(offered):
    flexible = [row for row in offered if row.enter_until is not None]
    twice = [row for row in offered if row.again is not None]

    assert 0.05 < len(flexible) / len(offered) < 0.25
    assert 0.1 < len(twice) / len(offered) < 0.35
    assert not set(map(id, flexible)) & set(map(id, twice))
    assert all(row.enter_until > row.start for row in flexible)
    assert all(row.again > row.start for row in twice)


def test_what_helps_the_first_client_is_by_day_and_still_to_begin(offered):
    rows = [row for row in offered if row.course.id in ALWAYS_IN_DELFT and row.place == place_named("Delft")]

    assert len(rows) >= len(ALWAYS_IN_DELFT)
    assert all(row.start > DAY and row.lessons == "dag" for row in rows)


def test_lessons_and_who_pays_are_words_that_the_reader_knows(offered):
    assert {payer for row in offered if (payer := row.paid_by)} <= {payer.value for payer in Payer}
    parts = {part for row in offered for part in row.lessons.split("|") if part}
    assert parts <= {part.value for part in DayPart}
    assert any(not row.lessons for row in offered)


def test_online_offerings_are_courses_of_schema_org_that_say_that_they_are_invented(offered):
    nodes = [row.node() for row in offered if row.place is None]

    assert all(node["@type"] == "Course" and node["verzonnen"] is True for node in nodes)
    assert all(node["provider"]["name"].endswith("(verzonnen)") for node in nodes)


def test_every_form_of_an_offering_is_read_as_it_was_meant(offered, tmp_path):
    row = next(row for row in offered if row.again is not None and row.in_table)
    online = next(row for row in offered if row.place is None)
    table = tmp_path / "a.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, row.cells()])
    lines, linked = tmp_path / "b.jsonl", tmp_path / "c.jsonld"
    lines.write_text(json.dumps(row.keys()))
    linked.write_text(json.dumps(online.node()))

    (first,), (second,) = (list(read_courses(path, PAPERS).rows) for path in (table, lines))
    assert first.value.offerings == second.value.offerings
    assert [one.start_date for one in first.value.offerings] == row.starts
    assert all(one.invented and one.price == row.price for one in first.value.offerings)
    parsed = [one.value for one in read_courses(linked, PAPERS).rows]
    assert [one.offerings[0].start_date for one in parsed] == online.starts
    assert all(one.course.id == online.course.id and one.offerings[0].invented for one in parsed)
    assert all(one.offerings[0].online and one.course.weeks == online.course.weeks for one in parsed)


def test_a_row_fills_every_column(offered):
    assert all(len(row.cells()) == len(COLUMNS) for row in offered)
