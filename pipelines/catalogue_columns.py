"""A catalogue as bytes and back: one JSON document of columns, quick to open.

Each field of a kind of concept is one column, so that a full ESCO is some hundred lists instead of some hundred
thousand objects. Skills of occupations and relations stand there as positions: their addresses would be most of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any

import pydantic_core

from matcher.codes import (
    CourseKind,
    DayPart,
    Demand,
    DemandGrade,
    LanguageLevel,
    Level,
    LicenceKind,
    Paper,
    Payer,
    SkillKind,
)
from matcher.domain import Course, Group, Licence, Occupation, Skill
from matcher.taxonomy import Catalogue, Match, Related, Taxonomy

Columns = dict[str, list[Any]]
Read = Callable[[Any], Any]

KINDS = {kind.value: kind for kind in SkillKind}
LEVELS: dict[int | None, Level | None] = {int(level): level for level in Level} | {None: None}
LANGUAGE_LEVELS: dict[int | None, LanguageLevel | None] = {int(level): level for level in LanguageLevel} | {None: None}
GRADES = {int(grade): grade for grade in DemandGrade}
POSITIONS = ("essential", "optional", "somewhat")
NOT_PACKED = (ValueError, KeyError, TypeError, IndexError)


def pack(catalogue: Catalogue) -> bytes:
    """Return the catalogue as bytes, the same for the same catalogue; the offerings of its courses are left out."""
    taxonomy = catalogue.taxonomy
    at = {skill.id: index for index, skill in enumerate(taxonomy.skills)}
    occupations = _columns(taxonomy.occupations, Occupation)
    for name in POSITIONS:
        occupations[name] = [[at[skill] for skill in skills] for skills in occupations[name]]
    occupations["shifts"] = [sorted(shifts) for shifts in occupations["shifts"]]
    related = _columns(taxonomy.related, Related)
    for name in ("skill", "related"):
        related[name] = [at[skill] for skill in related[name]]
    content: bytes = pydantic_core.to_json(
        {
            "name": taxonomy.name,
            "version": taxonomy.version,
            "skills": _columns(taxonomy.skills, Skill),
            "occupations": occupations,
            "groups": _columns(taxonomy.groups, Group),
            "related": related,
            "matches": _columns(taxonomy.matches, Match),
            "licences": _columns(catalogue.licences, Licence),
            "courses": _columns(catalogue.courses, Course),
        }
    )
    return content


def unpack(content: bytes) -> Catalogue:
    """Return the catalogue in these bytes; one of `NOT_PACKED` is raised when they are not of `pack`."""
    # Addresses come once each, so a cache of strings would only cost time.
    found = pydantic_core.from_json(content, cache_strings="keys")
    skills: tuple[Skill, ...] = _values(found["skills"], Skill, {"kind": KINDS.__getitem__})
    ids = [skill.id for skill in skills]
    name_skills = _names(ids)
    occupations: tuple[Occupation, ...] = _values(
        found["occupations"],
        Occupation,
        {
            "level": LEVELS.__getitem__,
            "shifts": lambda parts: frozenset(map(DayPart.of, parts)),
            "demands": lambda pairs: tuple((Demand.of(demand), GRADES[grade]) for demand, grade in pairs),
            **dict.fromkeys(POSITIONS, name_skills),
        },
    )
    groups: tuple[Group, ...] = _values(found["groups"], Group)
    related: tuple[Related, ...] = _values(
        found["related"], Related, dict.fromkeys(("skill", "related"), ids.__getitem__)
    )
    matches: tuple[Match, ...] = _values(found["matches"], Match)
    taxonomy = Taxonomy(str(found["name"]), str(found["version"]), skills, occupations, groups, related, matches)
    licences: tuple[Licence, ...] = _values(found["licences"], Licence, {"kind": LicenceKind.of})
    courses: tuple[Course, ...] = _values(
        found["courses"],
        Course,
        {
            "kind": CourseKind.of,
            **dict.fromkeys(("level", "entry_level", "gives_level"), LEVELS.__getitem__),
            **dict.fromkeys(("entry_language", "gives_language"), LANGUAGE_LEVELS.__getitem__),
            "paper": lambda code: None if code is None else Paper.of(code),
            "paid_by": lambda code: None if code is None else Payer.of(code),
            "words": lambda pairs: tuple(map(tuple, pairs)),
        },
    )
    return Catalogue(taxonomy, licences, courses)


def _fields(kind: type[Any]) -> list[str]:
    """Return the fields that make a concept what it is: the offerings of a course are of a home, not of a catalogue."""
    return [field.name for field in fields(kind) if field.compare]


def _columns(concepts: Sequence[object], kind: type[Any]) -> Columns:
    return {name: [getattr(concept, name) for concept in concepts] for name in _fields(kind)}


def _values(
    columns: Mapping[str, list[Any]], kind: type[Any], read: Mapping[str, Read] | None = None
) -> tuple[Any, ...]:
    """Return the concepts in these columns; lists become tuples, other columns as `read` says."""
    names = _fields(kind)
    ready = [_ready(columns[name], (read or {}).get(name)) for name in names]
    if len({len(column) for column in ready}) > 1:
        raise ValueError(f"{kind.__name__}: columns differ in length")
    return tuple(map(kind, *ready))


def _ready(column: list[Any], read: Read | None) -> list[Any]:
    if read is not None:
        return list(map(read, column))
    return list(map(tuple, column)) if column and isinstance(column[0], list) else column


def _names(ids: Sequence[str]) -> Read:
    """Return what turns positions into ids."""
    return lambda positions: tuple([ids[index] for index in positions])
