import pytest

from matcher.codes import Level
from matcher.domain import Occupation
from matcher.work_levels import (
    NO_LEVEL,
    NO_SKILL_LEVEL,
    ON_ISCO_SCALE,
    USUAL,
    level_text,
    skill_level_of,
    skill_levels,
    stated_levels,
)


@pytest.mark.parametrize(
    ("isco", "level"),
    [
        ("9112", 1),
        ("5120", 2),
        ("8332", 2),
        ("3343", 3),
        ("2221", 4),
        ("1120", 4),
        ("1420", 3),
        ("0110", 4),
        ("0210", 2),
        ("0310", 1),
        ("", NO_SKILL_LEVEL),
        ("x", NO_SKILL_LEVEL),
    ],
)
def test_the_skill_level_is_that_of_the_group_in_isco_08(isco, level):
    assert skill_level_of(isco) == level


def test_every_level_has_a_place_on_the_scale_and_a_higher_one_none_lower():
    places = [ON_ISCO_SCALE[level] for level in Level]

    assert places == sorted(places)
    assert set(places) == set(USUAL)


def test_a_stated_level_goes_before_the_code():
    stated, derived, unknown = (
        Occupation("a", "a", "9112", level=Level.HBO),
        Occupation("b", "b", "9112"),
        Occupation("c", "c", ""),
    )

    assert stated_levels([stated, derived, unknown]).tolist() == [int(Level.HBO), NO_LEVEL, NO_LEVEL]
    assert skill_levels([stated, derived, unknown]).tolist() == [4, 1, NO_SKILL_LEVEL]


def test_a_derived_level_says_that_it_is_derived():
    assert level_text(int(Level.MBO2), 2) == "mbo 2 of vmbo"
    assert level_text(NO_LEVEL, 2) == "mbo 2 of mbo 3 (afgeleid van ISCO)"
    assert level_text(NO_LEVEL, NO_SKILL_LEVEL) == ""
