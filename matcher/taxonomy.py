"""A taxonomy: skills and occupations with their relations, whatever it was imported from."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any

from matcher.domain import Course, Group, Licence, Occupation, Skill


@dataclass(frozen=True, slots=True)
class Related:
    """A relation from one skill to another as the source states it: who can do `skill` knows or needs `related`."""

    skill: str
    related: str
    essential: bool


@dataclass(frozen=True, slots=True)
class Match:
    """That a concept stands for one of another taxonomy; `relation` is exact, close, broad or narrow (SKOS)."""

    concept: str
    relation: str
    other: str


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Skills and occupations with what stands above and between them.

    Every skill that an occupation or a relation names is in `skills`; every `broader` is in `groups`, `skills` or
    `occupations`, and no concept stands above itself. `version` is the source's own. `groups` hold the ISCO tree and
    the groups of skills.
    """

    name: str
    version: str
    skills: tuple[Skill, ...]
    occupations: tuple[Occupation, ...]
    groups: tuple[Group, ...] = ()
    related: tuple[Related, ...] = ()
    matches: tuple[Match, ...] = ()

    def fingerprint(self) -> str:
        """Return 16 hex digits that change when anything in the taxonomy changes."""
        digest = hashlib.sha256(repr((self.name, self.version)).encode())
        for concepts in (self.skills, self.occupations, self.groups, self.related, self.matches):
            for field in fields(concepts[0]) if concepts else ():
                _add(digest.update, [getattr(concept, field.name) for concept in concepts])
            digest.update(b"\x1d")
        return digest.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A taxonomy with the licences and the kinds of training that go with it."""

    taxonomy: Taxonomy
    licences: tuple[Licence, ...]
    courses: tuple[Course, ...]

    def fingerprint(self) -> str:
        """Return 16 hex digits that change when anything in the catalogue changes, the training included."""
        digest = hashlib.sha256(self.taxonomy.fingerprint().encode())
        digest.update(repr((self.licences, self.courses)).encode())
        return digest.hexdigest()[:16]


def _add(update: Callable[[bytes], None], column: list[Any]) -> None:
    """Add one field of all concepts: texts by their lengths and their letters, which is quicker than their repr."""
    if isinstance(column[0], tuple):
        update(repr([len(values) for values in column]).encode())
        column = list(chain.from_iterable(column))
    if column and isinstance(column[0], str):
        update(repr([len(text) for text in column]).encode())
        update("".join(column).encode("utf-8", "surrogatepass"))
    else:  # sets have no order, so their repr would depend on the run
        update(repr([sorted(value) if isinstance(value, frozenset) else value for value in column]).encode())
