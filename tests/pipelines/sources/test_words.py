import pytest

from matcher.codes import (
    Contract,
    CourseKind,
    DayPart,
    Demand,
    DemandGrade,
    LanguageLevel,
    Level,
    Mode,
    Route,
    SkillLevel,
    Support,
    Workplace,
)
from pipelines.sources import words


@pytest.mark.parametrize(
    ("members", "table"),
    [
        (Workplace, words.WORKPLACE),
        (Contract, words.CONTRACT),
        (Route, words.ROUTE),
        (Demand, words.DEMAND),
        (Support, words.SUPPORT),
        (Mode, words.MODE),
        (CourseKind, words.COURSE),
    ],
)
def test_every_member_is_known_by_its_code_and_label(members, table):
    for member in members:
        assert words.find(member.value, table) is member
        assert words.find(member.label, table) is member


@pytest.mark.parametrize(
    ("members", "table"),
    [
        (Level, words.LEVELS),
        (LanguageLevel, words.LANGUAGE),
        (SkillLevel, words.SKILL),
        (DemandGrade, words.DEMAND_GRADE),
    ],
)
def test_every_grade_is_known_by_its_code_and_label(members, table):
    for member in members:
        assert words.find(member.code, table) is member
        assert words.find(member.label, table) is member


@pytest.mark.parametrize("part", DayPart)
def test_every_part_of_the_week_is_known_by_its_code(part):
    assert words.find(part.value, words.DAY_PARTS) == {part}


@pytest.mark.parametrize(
    ("text", "contract"),
    [
        ("Tijdelijk met uitzicht op vast", Contract.TEMPORARY),
        ("contract voor onbepaalde tijd", Contract.PERMANENT),
        ("bepaalde tijd", Contract.TEMPORARY),
        ("Vast contract", Contract.PERMANENT),
        ("jaarcontract", Contract.TEMPORARY),
        ("via uitzendbureau, later vast", Contract.AGENCY),
        ("0-urencontract", Contract.ON_CALL),
        ("ZZP", Contract.FREELANCE),
        ("stage", None),
    ],
)
def test_a_contract_is_told_from_a_short_text(text, contract):
    assert words.contract_of(text) is contract


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("mbo 2", Level.MBO2),
        ("MBO-niveau 3", Level.MBO3),
        ("mbo4", Level.MBO4),
        ("MBO 3/4", Level.MBO3),
        ("mbo 2 of 3", Level.MBO2),
        ("vmbo/mbo 2", Level.MBO2),
        ("hbo/wo", Level.HBO),
        ("HBO werk- en denkniveau", Level.HBO),
        ("vmbo", Level.MBO2),
        ("havo", Level.MBO4),
        ("geen", Level.NONE),
        ("basisonderwijs", Level.NONE),
        ("niveau 1", Level.MBO1),
        ("mbo", None),
        ("hoog", None),
    ],
)
def test_the_lowest_level_in_a_text_counts(text, level):
    assert words.level_of(text) is level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("B1", LanguageLevel.B1),
        ("NT2 niveau A2", LanguageLevel.A2),
        ("A2/B1", LanguageLevel.A2),
        ("2F", LanguageLevel.B1),
        ("moedertaal", LanguageLevel.C2),
        ("A0", LanguageLevel.NONE),
        ("goed", None),
    ],
)
def test_the_lowest_language_level_in_a_text_counts(text, level):
    assert words.language_level_of(text) is level
