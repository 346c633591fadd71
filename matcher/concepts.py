"""A taxonomy as arrays: relations, how telling each skill is, and how near skills and occupations are to each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.codes import SkillKind
from matcher.domain import Group, Occupation, Skill
from matcher.relatives import relatives_of
from matcher.similarity import similarity_of
from matcher.taxonomy import Related, Taxonomy

Floats = NDArray[np.float32]

# An optional relation says half as much about what an occupation is as an essential one (our choice, 2026-11).
OPTIONAL_SHARE = 0.5
# General skills ("samenwerken") are asked nearly everywhere and tell less about one job (our choice, 2026-11).
TRANSVERSAL_SHARE = 0.5
# A skill that every occupation asks still counts for something.
LEAST_WEIGHT = 0.25


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Concepts:
    """A taxonomy with an index for every id.

    `essential` and `optional` are 0/1 matrices (occupations x skills). `weight` (one per skill, in [0.25, 1]) is how
    telling a skill is. `similarity` (skills x skills, sparse, in [0, 1], symmetric, 1 on the diagonal only) is how far
    knowing one skill says something about knowing the other; a pair that is not stored is 0.
    """

    skills: tuple[Skill, ...]
    occupations: tuple[Occupation, ...]
    groups: tuple[Group, ...]
    related: tuple[Related, ...]
    skill_at: dict[str, int]
    occupation_at: dict[str, int]
    essential: Any  # scipy.sparse.csr_array, float32
    optional: Any
    weight: Floats
    similarity: Any
    profile: Any  # occupations x skills, rows of length 1: what an occupation is made of

    def likeness(self, occupation: int) -> Floats:
        """Return `occupation_similarity` to this one occupation, worked out once: every row of a list asks for it."""
        known = _LIKENESS.setdefault(self, {})
        if occupation not in known:
            known[occupation] = self.occupation_similarity([occupation])
        return known[occupation]

    def occupation_similarity(self, occupations: Iterable[int]) -> Floats:
        """Return, per occupation of the taxonomy, its cosine in [0, 1] to the nearest of these; 0 without any."""
        rows = sorted(set(occupations))
        if not rows:
            return np.zeros(len(self.occupations), np.float32)
        cosine = (self.profile[rows] @ self.profile.T).toarray()
        cosine[np.arange(len(rows)), rows] = 1.0
        nearest: Floats = np.clip(cosine.max(axis=0), 0.0, 1.0).astype(np.float32)
        return nearest


# At most one row of floats an occupation, for as long as its taxonomy is in use.
_LIKENESS: WeakKeyDictionary[Concepts, dict[int, Floats]] = WeakKeyDictionary()


def concepts_of(taxonomy: Taxonomy) -> Concepts:
    """Return the arrays of a taxonomy; takes well under a second for the catalogue, a few for a full ESCO."""
    skill_at = {skill.id: index for index, skill in enumerate(taxonomy.skills)}
    essential = _relations([occupation.essential for occupation in taxonomy.occupations], skill_at)
    optional = _relations([occupation.optional for occupation in taxonomy.occupations], skill_at)
    strength = strength_of(essential, optional)
    weight = _telling(strength, taxonomy.skills)
    profile = _unit_rows(strength @ sparse.diags_array(weight**2))
    return Concepts(
        skills=taxonomy.skills,
        occupations=taxonomy.occupations,
        groups=taxonomy.groups,
        related=taxonomy.related,
        skill_at=skill_at,
        occupation_at={occupation.id: index for index, occupation in enumerate(taxonomy.occupations)},
        essential=essential,
        optional=optional,
        weight=weight,
        similarity=similarity_of(
            strength, taxonomy.skills, relatives_of(taxonomy.skills, taxonomy.groups, taxonomy.related)
        ),
        profile=profile,
    )


def strength_of(essential: Any, optional: Any) -> Any:
    """Return how much occupations ask skills: 1 for what is essential to them, half for what is optional."""
    return sparse.csr_array(essential + OPTIONAL_SHARE * optional)


def _relations(skills_per_occupation: list[tuple[str, ...]], skill_at: dict[str, int]) -> Any:
    indices = [sorted({skill_at[skill] for skill in skills}) for skills in skills_per_occupation]
    starts = np.cumsum([0, *map(len, indices)], dtype=np.int32)
    columns = np.array([index for row in indices for index in row], np.int32)
    shape = (len(skills_per_occupation), len(skill_at))
    return sparse.csr_array((np.ones(len(columns), np.float32), columns, starts), shape=shape)


def _telling(strength: Any, skills: tuple[Skill, ...]) -> Floats:
    """Inverse occupation frequency, scaled to [0.25, 1] (Sparck Jones, 1972, J. Documentation 28(1))."""
    occupations = max(strength.shape[0], 1)
    asked_by = np.asarray((strength > 0).sum(axis=0)).ravel()
    rarity = np.log((1 + occupations) / (1 + asked_by)) / np.log(1 + occupations)
    share = np.array([TRANSVERSAL_SHARE if skill.kind is SkillKind.TRANSVERSAL else 1.0 for skill in skills])
    weight: Floats = (LEAST_WEIGHT + (1 - LEAST_WEIGHT) * rarity * share).astype(np.float32)
    return weight


def _unit_rows(matrix: Any) -> Any:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scale = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return sparse.csr_array(sparse.diags_array(scale) @ matrix).astype(np.float32)
