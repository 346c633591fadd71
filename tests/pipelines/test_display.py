from dataclasses import replace
from datetime import date

from hypothesis import given

from matcher.codes import Demand, DemandGrade, Origin, WagePeriod
from matcher.domain import AskedSkill, Location, Point, Times, Vacancy, Wage
from models.reading import Mention
from pipelines.compile import AskedFor, LinkedVacancy
from pipelines.display import SCHEMA, display_table, hours_of, vacancy_of, wage_of
from pipelines.from_text import FromText
from pipelines.geocoding import Located
from tests.strategies import vacancies

BARE = Vacancy("v1", "Kok")
FULL = replace(
    BARE,
    description="Koken voor veertig mensen.\nElke dag vers.",
    location=Location("Delft", "2611AB", Point(52.01, 4.36)),
    skills=(AskedSkill("koken"), AskedSkill("afwassen", 0.5, essential=False)),
    wage=Wage(14.5, None, WagePeriod.HOUR),
    times=Times(22 * 60, 6 * 60),
    demands=((Demand.STANDING, DemandGrade.HEAVY), (Demand.LIFTING, DemandGrade.LIGHT)),
    closing_date=date(2026, 12, 1),
    places=3,
)


def linked(vacancy, located=None, asked=()):
    return LinkedVacancy(
        vacancy, located or Located(None), occupation=-1, certain=False, asked=asked, licences=frozenset()
    )


def rows_of(*items):
    return display_table(items).to_pylist()


@given(vacancies())
def test_a_vacancy_comes_back_exactly_from_its_row(vacancy):
    (row,) = rows_of(linked(vacancy))

    assert vacancy_of(row) == vacancy


@given(vacancies())
def test_writing_a_row_again_changes_nothing(vacancy):
    (row,) = rows_of(linked(vacancy))

    assert rows_of(linked(vacancy_of(row))) == [row]


def test_a_full_and_a_bare_vacancy_come_back_side_by_side_in_their_order():
    back = [vacancy_of(row) for row in rows_of(linked(FULL), linked(BARE))]

    assert back == [FULL, BARE]


def test_a_row_also_tells_where_it_was_found_and_in_what_words():
    asked = (
        AskedFor(7, 0.8, essential=True, origin=Origin.TEXT, words="pannen wassen"),
        AskedFor(9, 0.4, essential=True, origin=Origin.OCCUPATION),
    )
    located = Located(None, "Delft, Zuid-Holland", "plaats 'Delfft' gelezen als Delft")

    (row,) = rows_of(linked(FULL, located, asked))

    assert row["area"] == "Delft, Zuid-Holland"
    assert row["note"] == "plaats 'Delfft' gelezen als Delft"
    assert row["evidence"] == [{"skill": 7, "words": "pannen wassen"}]


def test_a_row_keeps_what_the_text_says_and_whether_it_counts():
    said = Mention("demand", "tillen", "je tilt tot 25 kg", 3, 20, optional=False, value=(3.0,))
    hours = Mention("hours", "24-", "minimaal 24 uur", 30, 45, optional=True, value=(24.0, None))
    text = FromText(hours=(24.0, None), mentions=((said, True), (hours, False)))

    (row,) = rows_of(replace(linked(BARE), text=text))

    first, second = row["in_text"]
    assert (first["kind"], first["concept"], first["value"]) == ("demand", "tillen", [3.0])
    assert (first["words"], first["optional"], first["counts"]) == ("je tilt tot 25 kg", False, True)
    assert (second["value"], second["optional"], second["counts"]) == ([24.0, None], True, False)
    assert hours_of(row) == (24, None)


def test_hours_of_the_source_go_before_those_of_the_text():
    text = FromText(hours=(24.0, 32.0))

    (row,) = rows_of(replace(linked(replace(BARE, hours_max=8.0)), text=text))

    assert hours_of(row) == (None, 8)


def test_a_wage_may_have_one_end_open_and_none_is_none():
    full, bare = rows_of(linked(FULL), linked(BARE))

    assert wage_of(full) == Wage(14.5, None, WagePeriod.HOUR)
    assert wage_of(bare) is None


def test_a_table_without_vacancies_has_all_its_columns():
    assert display_table([]).schema == SCHEMA
    assert display_table([]).num_rows == 0
