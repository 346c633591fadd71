import re
from pathlib import Path

import pytest

from matcher.codes import (
    Contract,
    CourseKind,
    DayPart,
    Mode,
    Paper,
    Payer,
    Route,
    SkillLevel,
    Support,
    WagePeriod,
    Workplace,
)
from pipelines.sources import course_instances, course_ld
from pipelines.sources.columns import CLIENT, COURSE, VACANCY
from pipelines.sources.jobposting import PROPERTIES, PROSE

PAGE = (Path(__file__).parents[3] / "docs" / "formats.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def rows_of(section):
    """Return column and other names of every row of the table in a section."""
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]*) \|", SECTIONS[section], re.MULTILINE)
    return {column: tuple(re.findall(r"`([^`]+)`", names)) for column, names in rows}


@pytest.mark.parametrize(("section", "table"), [("Vacancies", VACANCY), ("Clients", CLIENT), ("Courses", COURSE)])
def test_the_page_has_every_column_with_all_its_names(section, table):
    assert rows_of(section) == dict(table)


@pytest.mark.parametrize(
    ("section", "column", "members"),
    [
        ("Vacancies", "werkplek", Workplace),
        ("Vacancies", "contract", Contract),
        ("Vacancies", "route", Route),
        ("Vacancies", "dagdelen", DayPart),
        ("Vacancies", "begeleiding", Support),
        ("Vacancies", "salaris_periode", WagePeriod),
        ("Courses", "soort", CourseKind),
        ("Courses", "papier", Paper),
        ("Courses", "betaald_door", Payer),
    ],
)
def test_the_page_has_every_word_of_a_closed_list(section, column, members):
    (line,) = re.findall(rf"^\| `{column}` \|.*$", SECTIONS[section], re.MULTILINE)
    assert [member.value for member in members if f"`{member.value}`" not in line] == []


def test_the_page_has_every_level_of_a_skill_and_every_way_to_travel():
    assert [level.code for level in SkillLevel if f"`{level.code}`" not in SECTIONS["Clients"]] == []
    assert len(Mode) == len(re.search(r"ways to travel \(([^)]*)\)", SECTIONS["Clients"])[1].split(","))


def test_the_page_has_every_property_of_a_posting():
    named = set(re.findall(r"`(\w+)`", SECTIONS["schema.org JobPosting"]))
    assert {*PROPERTIES, *PROSE} - named == set()


def test_the_page_has_every_property_of_a_course_and_its_instances():
    named = set(re.findall(r"`(\w+)`", SECTIONS["schema.org Course"]))
    properties = {*course_ld.COURSE_PROPERTIES, *course_ld.PROGRAM_PROPERTIES, *course_ld.PROSE, *course_ld.DEMANDS}
    assert {*properties, *course_instances.READ, "inLanguage", "hasCourseInstance"} - named == set()


@pytest.mark.parametrize(
    ("section", "kind"), [("Vacancies", "vacancies"), ("Clients", "clients"), ("Courses", "courses")]
)
def test_the_example_on_the_page_is_read_without_a_warning(reading, section, kind):
    example = re.search(r"```csv\n(.*?)```", SECTIONS[section], re.DOTALL)[1]
    found = getattr(reading, kind)(example)
    assert found.refusals == [""]
    assert found.warnings == []
    assert found.notes == []
