from enum import Enum
from inspect import getmembers, isclass

import numpy as np
import pytest

from matcher import codes
from matcher.codes import (
    Code,
    DayPart,
    Demand,
    DemandGrade,
    Grade,
    LanguageLevel,
    Level,
    Method,
    Mode,
    Route,
    SkillLevel,
    Support,
    Workplace,
)
from matcher.eligibility import Refusal
from matcher.reasons import ReasonKind
from tests.closed_lists import closed_lists

LISTS = [
    cls
    for _, cls in getmembers(codes, isclass)
    if issubclass(cls, Enum) and cls.__module__ == codes.__name__ and cls not in (Code, Grade)
]
CODES = closed_lists(Code)
GRADES = [cls for cls in LISTS if issubclass(cls, Grade)]


def test_every_closed_list_is_a_code_or_a_grade_and_there_are_some_of_both():
    assert all(issubclass(cls, (Code, Grade)) for cls in LISTS)
    assert len(CODES) > 15
    assert [DemandGrade, LanguageLevel, Level, SkillLevel] == GRADES


@pytest.mark.parametrize("cls", CODES)
def test_a_code_is_the_text_that_stands_in_files(cls):
    for member in cls:
        assert member == member.value == str(member)
        assert cls.of(member.value) is member
        assert cls(member.value) is member


@pytest.mark.parametrize("cls", CODES)
def test_ordinals_count_from_zero_in_the_order_of_the_list(cls):
    assert [member.ordinal for member in cls] == list(range(len(cls)))


@pytest.mark.parametrize("cls", GRADES)
def test_grades_are_ordered_and_found_by_code_and_by_rank(cls):
    members = list(cls)

    assert sorted(members) == members
    assert len({member.code for member in members}) == len(members)
    for member in members:
        assert cls.of(member.code) is member
        assert cls.ranked(int(member)) is member


@pytest.mark.parametrize("cls", [*CODES, *GRADES])
def test_every_member_has_a_dutch_label_of_its_own(cls):
    labels = [member.label for member in cls]

    assert all(label == label.strip() != "" for label in labels)
    if cls is not ReasonKind:  # there one sentence may serve two kinds
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("cls", [*CODES, *GRADES])
def test_an_unknown_code_is_a_key_error(cls):
    for unknown in ("", "iets anders", next(iter(cls)).name):
        with pytest.raises(KeyError):
            cls.of(unknown)


@pytest.mark.parametrize("cls", GRADES)
def test_a_rank_outside_the_list_is_a_value_error(cls):
    with pytest.raises(ValueError, match=r"^(-2|99)$"):
        cls.ranked(99)
    with pytest.raises(ValueError, match=r"^(-2|99)$"):
        cls.ranked(-2)


def test_levels_follow_the_dutch_diplomas():
    assert [level.code for level in Level] == ["geen", "mbo1", "mbo2", "mbo3", "mbo4", "ad", "hbo", "wo"]
    assert Level.MBO2 < Level.MBO4 < Level.HBO
    assert [level.code for level in LanguageLevel] == ["A0", "A1", "A2", "B1", "B2", "C1", "C2"]


def test_bit_masks_fit_in_the_columns_that_hold_them():
    assert len(DayPart) <= np.iinfo(np.uint8).bits
    assert len(Support) <= np.iinfo(np.uint16).bits
    assert len(Refusal) <= np.iinfo(np.uint16).bits
    assert max(DemandGrade) <= np.iinfo(np.uint8).max


def test_the_routes_are_those_of_the_issue():
    assert [route.value for route in Route] == [
        "regulier",
        "leerwerkplek",
        "proefplaatsing",
        "werkervaringsplaats",
        "basisbaan",
        "beschut-werk",
        "banenafspraak",
        "vrijwilligerswerk",
        "dagbesteding",
        "eigen-bedrijf",
    ]


def test_modes_methods_and_workplaces_are_those_of_the_design():
    assert [mode.value for mode in Mode] == ["walk", "bike", "ebike", "transit", "car"]
    assert {"estimate-exact", "estimate-pc4", "network-street", "timetable", "unknown"} <= {one.value for one in Method}
    assert [one.value for one in Workplace] == ["op-locatie", "hybride", "thuis", "onderweg"]


def test_demands_are_functional_and_never_a_diagnosis():
    assert [demand.value for demand in Demand] == [
        "zitten",
        "staan",
        "lopen",
        "tillen",
        "duwen-trekken",
        "bukken-knielen",
        "reiken",
        "klimmen-hoogte",
        "fijne-motoriek",
        "beeldscherm",
        "lawaai",
        "prikkels",
        "werktempo",
        "buitenwerk",
        "warmte-kou",
        "stof-chemie",
        "mensencontact",
        "alleen-werken",
    ]
