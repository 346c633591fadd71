"""The level of work: as the taxonomy states it, else derived from ISCO-08, and how many steps up another one is."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.codes import Level
from matcher.domain import Occupation

NO_LEVEL = -1
NO_SKILL_LEVEL = 0

# Skill levels of the major groups of ISCO-08, 1 (elementary) to 4; sub-major groups where they differ from theirs. Of
# managers (3 and 4) only those of hotels, restaurants, shops and other services are on 3. International Standard
# Classification of Occupations ISCO-08, volume 1 (ILO, Geneva, 2012), part I.
SKILL_LEVEL_OF = {
    "1": 4,
    "14": 3,
    "2": 4,
    "3": 3,
    "4": 2,
    "5": 2,
    "6": 2,
    "7": 2,
    "8": 2,
    "9": 1,
    "01": 4,
    "02": 2,
    "03": 1,
}
# Where our levels lie on that scale. ILO names levels of ISCED, which put all of mbo 2 to 4 on one step. Here mbo 4 is
# on that of technicians and associate professionals, for whom Dutch vacancies ask it (our choice, 2026-11).
ON_ISCO_SCALE = {
    Level.NONE: 1,
    Level.MBO1: 1,
    Level.MBO2: 2,
    Level.MBO3: 2,
    Level.MBO4: 3,
    Level.AD: 3,
    Level.HBO: 4,
    Level.WO: 4,
}
USUAL = {1: "mbo 1 of geen diploma", 2: "mbo 2 of mbo 3", 3: "mbo 4 of associate degree", 4: "hbo of wo"}
DERIVED = "afgeleid van ISCO"


def skill_level_of(isco: str) -> int:
    """Return the skill level, 1 to 4, of a unit group of ISCO-08; 0 when it is unknown."""
    return SKILL_LEVEL_OF.get(isco[:2]) or SKILL_LEVEL_OF.get(isco[:1], NO_SKILL_LEVEL)


def stated_levels(occupations: Sequence[Occupation]) -> NDArray[np.int8]:
    """Return the rank of the level that the taxonomy states, -1 where it states none."""
    return np.array([NO_LEVEL if one.level is None else int(one.level) for one in occupations], np.int8)


def skill_levels(occupations: Sequence[Occupation]) -> NDArray[np.int8]:
    """Return the skill level, 1 to 4, by the stated level or else by ISCO; 0 where neither is known."""
    return np.array(
        [skill_level_of(one.isco) if one.level is None else ON_ISCO_SCALE[one.level] for one in occupations], np.int8
    )


def level_text(stated: int, skill_level: int) -> str:
    """Return a level for people; "" when it is unknown, and said to be derived where it is."""
    if stated != NO_LEVEL:
        return Level.ranked(stated).label
    return "" if skill_level == NO_SKILL_LEVEL else f"{USUAL[skill_level]} ({DERIVED})"
