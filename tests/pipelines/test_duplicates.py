from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from matcher.codes import DayPart, Route, WagePeriod, Workplace
from matcher.domain import AskedSkill, Location, Point, Times, Vacancy, Wage
from pipelines.duplicates import WHOLE_TEXT, Arrival, Gathered, fingerprint
from tests.strategies import vacancies

SHORT = Vacancy("a", "Kok", "Koken voor ouderen.", "De Linde", Location("Delft", "2611AB"), hours_min=24.0)
LONG = replace(SHORT, description="Koken voor ouderen in een warme keuken. " * 8)


def arrivals(gathered, *pairs):
    return [gathered.add(vacancy, file) for vacancy, file in pairs]


def test_the_same_content_under_another_id_or_in_another_file_is_the_same_vacancy():
    gathered = Gathered()

    came = arrivals(gathered, (SHORT, "een.csv"), (replace(SHORT, id="b"), "een.csv"), (SHORT, "twee.csv"))

    assert came == [Arrival.NEW, Arrival.SAME, Arrival.SAME]
    assert gathered.vacancies == [SHORT]


def test_other_content_under_an_id_of_the_same_file_is_a_clash_and_is_not_taken_in():
    gathered = Gathered()

    came = arrivals(gathered, (SHORT, "een.csv"), (replace(SHORT, title="Bakker"), "een.csv"))

    assert came == [Arrival.NEW, Arrival.CLASH]
    assert gathered.vacancies == [SHORT]


def test_after_a_clash_the_same_content_under_an_id_of_its_own_is_new():
    gathered = Gathered()
    baker = replace(SHORT, title="Bakker")
    arrivals(gathered, (SHORT, "een.csv"), (baker, "een.csv"))

    assert gathered.add(replace(baker, id="b"), "een.csv") is Arrival.NEW
    assert [one.id for one in gathered.vacancies] == ["a", "b"]


def test_other_content_under_an_id_of_another_file_is_kept_under_an_id_with_its_source():
    gathered = Gathered()
    baker, fryer = replace(SHORT, title="Bakker", source="site"), replace(SHORT, title="Frituurkok")

    came = arrivals(gathered, (SHORT, "een.csv"), (baker, "twee.csv"), (fryer, "drie.csv"))

    assert came == [Arrival.NEW, Arrival.RENAMED, Arrival.RENAMED]
    assert [one.id for one in gathered.vacancies] == ["a", "site:a", "drie.csv:a"]


def test_ids_stay_different_however_many_files_use_one():
    gathered = Gathered()
    trades = [replace(SHORT, title=f"Vak {number}", source="site") for number in range(4)]

    arrivals(gathered, *((trade, f"{number}.csv") for number, trade in enumerate(trades)))

    found = [one.id for one in gathered.vacancies]
    assert len(set(found)) == len(found) == 4
    assert found[0] == "a"


def test_a_new_id_never_takes_one_that_a_file_has_itself():
    gathered = Gathered()
    arrivals(gathered, (SHORT, "een.csv"), (replace(SHORT, id="site:a", title="Ober"), "een.csv"))

    gathered.add(replace(SHORT, title="Bakker", source="site"), "twee.csv")

    assert [one.id for one in gathered.vacancies] == ["a", "site:a", "site:a-2"]


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (date(2026, 12, 1), date(2027, 1, 1), date(2027, 1, 1)),
        (date(2027, 1, 1), date(2026, 12, 1), date(2027, 1, 1)),
        (date(2026, 12, 1), None, None),
        (None, date(2026, 12, 1), None),
    ],
)
def test_a_vacancy_that_comes_twice_stays_open_as_long_as_the_later_one(first, second, kept):
    gathered = Gathered()

    arrivals(
        gathered,
        (replace(SHORT, closing_date=first), "een.csv"),
        (replace(SHORT, id="b", closing_date=second), "een.csv"),
    )

    assert [one.closing_date for one in gathered.vacancies] == [kept]


# What makes two vacancies the same.


@given(vacancies())
def test_what_is_not_about_the_work_does_not_make_another_vacancy(vacancy):
    elsewhere = replace(
        vacancy, id="x", source="y", source_url="https://example.org", contact="z", published=None, closing_date=None
    )

    assert fingerprint(elsewhere) == fingerprint(vacancy)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "KOK"},
        {"description": " Koken  voor\touderen. "},
        {"employer": "de linde "},
        {"location": Location("delft", "2611 AB")},
        {"location": Location("Delft", "2611XZ")},
    ],
    ids=str,
)
def test_case_white_space_and_the_letters_of_a_postcode_do_not_count(change):
    assert fingerprint(replace(SHORT, **change)) == fingerprint(SHORT)


@pytest.mark.parametrize("vacancy", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize(
    "change",
    [
        {"title": "Bakker"},
        {"employer": "De Eik"},
        {"hours_min": 32.0},
        {"hours_max": 32.0},
        {"route": Route.LEERWERKPLEK},
        {"location": Location("Leiden", "2311AB")},
    ],
    ids=str,
)
def test_other_work_is_another_vacancy(vacancy, change):
    assert fingerprint(replace(vacancy, **change)) != fingerprint(vacancy)


PER_SITE = [
    {"wage": Wage(15.0, None, WagePeriod.HOUR)},
    {"skills": (AskedSkill("koken"),)},
    {"times": Times(480, 960)},
    {"workplace": Workplace.HYBRID},
    {"start_date": date(2026, 12, 1)},
    {"location": Location("Delft", "2611AB", Point(52.0, 4.36))},
]


@pytest.mark.parametrize("change", PER_SITE, ids=str)
def test_with_a_whole_text_what_one_site_fills_in_and_another_does_not_is_no_difference(change):
    assert len(LONG.description) >= WHOLE_TEXT
    assert fingerprint(replace(LONG, **change)) == fingerprint(LONG)


@pytest.mark.parametrize("change", PER_SITE, ids=str)
def test_without_a_whole_text_such_a_difference_counts(change):
    assert fingerprint(replace(SHORT, **change)) != fingerprint(SHORT)


def test_words_of_one_field_never_pass_for_words_of_another():
    one = replace(SHORT, title="Kok", employer="Keuken De Linde")
    other = replace(SHORT, title="Kok Keuken", employer="De Linde")

    assert fingerprint(one) != fingerprint(other)


def test_shifts_are_no_part_of_it():
    assert fingerprint(replace(LONG, shifts=frozenset({DayPart.NIGHT}))) == fingerprint(LONG)
