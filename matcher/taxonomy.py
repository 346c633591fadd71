"""A taxonomy: skills and occupations with their relations, whatever it was imported from."""

import hashlib
from dataclasses import dataclass

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
        digest = hashlib.sha256(f"{self.name}\x1f{self.version}".encode())
        concepts: tuple[Skill | Occupation, ...] = (*self.skills, *self.occupations)
        for concept in concepts:
            digest.update(repr(_plain(concept)).encode())
        digest.update(repr((self.groups, self.related, self.matches)).encode())
        return digest.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A taxonomy with the licences and the kinds of training that go with it; `groups` are (id, label)."""

    taxonomy: Taxonomy
    licences: tuple[Licence, ...]
    courses: tuple[Course, ...]
    groups: tuple[tuple[str, str], ...]

    def fingerprint(self) -> str:
        """Return 16 hex digits that change when anything in the catalogue changes, the training included."""
        digest = hashlib.sha256(self.taxonomy.fingerprint().encode())
        digest.update(repr((self.licences, self.courses, self.groups)).encode())
        return digest.hexdigest()[:16]


def _plain(concept: Skill | Occupation) -> tuple[object, ...]:
    """Return the content of a concept in a form whose text does not depend on the run (sets have no order)."""
    if isinstance(concept, Skill):
        return (concept.id, concept.label, concept.kind.value, *_text(concept), concept.group)
    return (
        concept.id,
        concept.label,
        *_text(concept),
        concept.isco,
        concept.sector,
        None if concept.level is None else int(concept.level),
        concept.licences_legal,
        concept.licences_usual,
        sorted(part.value for part in concept.shifts),
        [(demand.value, int(grade)) for demand, grade in concept.demands],
        concept.essential,
        concept.optional,
    )


def _text(concept: Skill | Occupation) -> tuple[object, ...]:
    return concept.alt_labels, concept.description, concept.broader
