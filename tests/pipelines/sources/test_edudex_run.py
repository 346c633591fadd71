from collections import Counter

import pytest

from pipelines.sources.course_sheet import Sheet
from pipelines.sources.edudex_run import run_sheets
from pipelines.sources.edudex_xml import Element
from pipelines.sources.rows import Tally


def element(name, *children, **texts):
    return Element(name, content=[*children, *(Element(key, content=[value]) for key, value in texts.items())])


def cost(amount):
    return element("cost", amount=amount, currency="EUR", costType="tuition fee")


def at(city):
    return element("location", city=city)


def cells_of(*schedule, **classification):
    """The cells of every run of a program with this schedule."""
    named = {"orgUnitId": "x"} | classification
    program = element("program", element("programClassification", **named), element("programSchedule", *schedule))
    return [sheet.cells for sheet in run_sheets(Sheet(), program, {}, Tally())]


DAY, MODULE, RUN, GENERAL = "courseDay", "module", "programRun", "genericProgramRun"


@pytest.mark.parametrize(
    ("schedule", "place"),
    [
        ([element(RUN, element(DAY, at("dag")), at("uitvoering")), element(GENERAL, at("algemeen"))], "dag"),
        ([element(RUN, element(MODULE, at("module")), at("uitvoering"))], "module"),
        ([element(RUN, element(MODULE, element(DAY, at("dag")), at("module")))], "dag"),
        ([element(RUN, element(DAY, at("a")), element(DAY, at("b")), at("uitvoering"))], "uitvoering"),
        ([element(RUN, element(DAY, at("a")), element(DAY, at("b")))], "a"),
        ([element(RUN, at("uitvoering")), element(GENERAL, at("algemeen"))], "uitvoering"),
        ([element(RUN), element(GENERAL, at("algemeen"))], "algemeen"),
        ([element(RUN), element(GENERAL)], "programma"),
    ],
)
def test_the_place_nearest_to_the_lessons_counts_else_one_level_up(schedule, place):
    (cells,) = cells_of(*schedule, programLocation="programma")
    assert cells["plaats"] == place


@pytest.mark.parametrize(
    ("schedule", "price"),
    [
        ([element(RUN, cost("300")), element(GENERAL, cost("500"))], "300.00"),
        ([element(RUN), element(GENERAL, cost("500"))], "500.00"),
        ([element(RUN, element(MODULE, cost("100")), element(DAY, cost("50"))), element(GENERAL, cost("5"))], "150.00"),
        ([element(RUN, cost("300"), element(MODULE, cost("100")))], "300.00"),
        ([element(RUN)], None),
    ],
)  # fmt: skip
def test_the_price_of_a_run_goes_before_that_of_its_parts_and_of_all_runs(schedule, price):
    (cells,) = cells_of(*schedule)
    assert cells.get("prijs") == price


@pytest.mark.parametrize(
    ("run", "classification", "online"),
    [
        ({"fullyOnline": "true"}, {}, True),
        ({"fullyOnline": "false"}, {"fullyOnline": "true"}, False),
        ({}, {"fullyOnline": "true"}, True),
        ({}, {"fullyOnline": "false", "programForm": "e-learning"}, False),
        ({}, {"programForm": "e-learning"}, True),
        ({"programForm": "virtual classroom"}, {"programForm": "part-time"}, True),
        ({}, {"programForm": "part-time"}, False),
        ({}, {}, False),
        ({}, {"programLocation": "Online"}, True),
    ],
)
def test_only_what_is_stated_to_be_at_a_distance_is_online(run, classification, online):
    (cells,) = cells_of(element(RUN, **run), **classification)
    assert ("online" in cells) is online
    assert "plaats" not in cells


def test_forms_of_which_one_asks_people_to_come_are_not_online():
    forms = [Element("programForm", content=[word]) for word in ("e-learning", "evening education")]
    classification = element("programClassification", *forms, orgUnitId="x")
    program = element("program", classification, element("programSchedule", element(RUN)))
    assert "online" not in next(run_sheets(Sheet(), program, {}, Tally())).cells


@pytest.mark.parametrize(
    ("schedule", "classification", "parts"),
    [
        ([element(RUN, contactHoursPartOfDay="evening")], {}, "avond"),
        ([element(RUN), element(GENERAL, contactHoursPartOfDay="weekend")], {}, "zaterdag|zondag"),
        ([element(RUN)], {"programForm": "evening education"}, "avond"),
        ([element(RUN)], {"programForm": "full-time"}, None),
    ],
)
def test_the_part_of_the_day_is_that_of_the_run_else_of_the_program(schedule, classification, parts):
    (cells,) = cells_of(*schedule, **classification)
    assert cells.get("dagdelen") == parts


def test_the_first_lesson_is_the_start_when_the_run_has_no_date():
    (cells,) = cells_of(element(RUN, element(DAY, date="2026-03-10"), element(DAY, date="2026-03-03")))
    assert (cells["startdatum"], cells["weken"]) == ("2026-03-03", 1.14)


def test_a_date_may_stand_inside_its_element():
    (cells,) = cells_of(element(RUN, element("startDate", date="2026-03-03", isFinal="true")))
    assert cells["startdatum"] == "2026-03-03"


@pytest.mark.parametrize(
    ("schedule", "day"),
    [
        ([element(RUN, applicationDeadline="2026-06-01")], "2026-06-01"),
        ([element(RUN, element("applicationDeadline", date="2026-06-01", isFinal="true"))], "2026-06-01"),
        ([element(RUN, applicationDeadline="2026-06-01"), element(GENERAL, applicationDeadline="2026-05-01")],
         "2026-06-01"),
        ([element(RUN), element(GENERAL, applicationDeadline="2026-05-01")], "2026-05-01"),
        ([element(RUN)], None),
    ],
)  # fmt: skip
def test_the_last_day_to_apply_is_that_of_the_run_else_of_all_runs(schedule, day):
    (cells,) = cells_of(*schedule)
    assert cells.get("aanmelden_tot") == day


def test_the_last_day_to_apply_of_the_program_holds_for_runs_without_one():
    admission = element("programAdmission", applicationDeadline="2026-05-01")
    classification = element("programClassification", orgUnitId="x")
    program = element("program", classification, admission, element("programSchedule", element(RUN)))
    assert next(run_sheets(Sheet(), program, {}, Tally())).cells["aanmelden_tot"] == "2026-05-01"


def test_a_place_known_by_its_id_is_looked_up_in_the_program():
    named = [Element("programLocation", {"id": key}, [city]) for key, city in (("a", "Delft"), ("b", "Leiden"))]
    program = element(
        "program",
        element("programClassification", *named, orgUnitId="x"),
        element("programSchedule", element(RUN, element("location", id="b")), element(RUN)),
    )
    found = [sheet.cells.get("plaats") for sheet in run_sheets(Sheet(), program, {}, Tally())]
    assert found == ["Leiden", None]


def test_doubt_about_a_price_is_counted():
    tally = Tally()
    program = element(
        "program",
        element("programClassification", orgUnitId="x"),
        element("programSchedule", element(RUN, element("cost", amount="5", currency="USD"))),
    )
    (sheet,) = run_sheets(Sheet(), program, {}, tally)
    assert "prijs" not in sheet.cells
    assert tally.counted == Counter({"een prijs in een andere munt dan euro is niet gelezen": 1})


def test_a_program_without_any_schedule_or_place_has_no_offering():
    assert cells_of() == []
