"""A client in the terms of a market: phrases and papers become vectors and bit masks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matcher.codes import Demand, Origin, SkillLevel
from matcher.concepts import Concepts
from matcher.domain import Client, Licence

Floats = NDArray[np.float32]

# How much of a skill counts, by how well someone masters it. A skill that somebody names without a level counts fully:
# we work from trust (our choice, 2026-11).
BY_LEVEL: Mapping[SkillLevel | None, float] = {
    SkillLevel.LEARNING: 0.5,
    SkillLevel.BASIC: 0.75,
    SkillLevel.SKILLED: 1.0,
    SkillLevel.EXPERT: 1.0,
    None: 1.0,
}
# Earlier work implies its skills, with less certainty than the person's own word (our choice, 2026-11).
ESSENTIAL_OF_EARLIER_WORK = 0.8
OPTIONAL_OF_EARLIER_WORK = 0.4
# Knowing a neighbouring skill never counts for more than half of the skill itself (our choice, 2026-11).
PARTIAL_CREDIT_CAP = 0.5


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Seeker:
    """One client against one set of concepts.

    `own` (one per skill, [0, 1]) is what the client has; `credit` adds partial credit for neighbours, and `via` names
    the own skill that earned it (-1: none). `experience` and `wished` are one number in [0, 1] per occupation, None
    when there is no history or wish that was recognised. `licences` is a bit mask, None when nobody asked.
    """

    client: Client
    own: Floats
    origin: NDArray[np.int8]
    credit: Floats
    via: NDArray[np.int32]
    experience: Floats | None
    wished: Floats | None
    excluded: NDArray[np.bool_]
    licences: int | None
    limits: Mapping[Demand, int]

    def __repr__(self) -> str:
        return f"Seeker({self.client.id})"

    @property
    def has_skills(self) -> bool:
        """Whether anything is known of what this person can do."""
        return bool(self.own.any())


def seek(client: Client, concepts: Concepts, licences: tuple[Licence, ...]) -> Seeker:
    """Return the client in the terms of these concepts; what was not recognised stays out and counts for nothing."""
    own, origin = _own_skills(client, concepts)
    credit, via = spread(own, concepts)
    history = [
        concepts.occupation_at[job.occupation] for job in client.history if job.occupation in concepts.occupation_at
    ]
    wishes = [
        concepts.occupation_at[wish.occupation] for wish in client.wishes if wish.occupation in concepts.occupation_at
    ]
    excluded = np.zeros(len(concepts.occupations), bool)
    excluded[
        [concepts.occupation_at[no.occupation] for no in client.exclusions if no.occupation in concepts.occupation_at]
    ] = 1
    return Seeker(
        client=client,
        own=own,
        origin=origin,
        credit=credit,
        via=via,
        experience=concepts.occupation_similarity(history) if history else None,
        wished=concepts.occupation_similarity(wishes) if wishes else None,
        excluded=excluded,
        licences=None if client.licences is None else mask_of(client.licences, licences),
        limits={demand: int(grade) for demand, grade in client.limitations},
    )


def with_more(seeker: Seeker, skills: Iterable[int], licences: int, concepts: Concepts) -> Seeker:
    """Return the same client with these skills mastered and these licences held: what a course changes."""
    own = seeker.own.copy()
    own[list(skills)] = 1.0
    credit, via = spread(own, concepts)
    return replace(seeker, own=own, credit=credit, via=via, licences=(seeker.licences or 0) | licences)


def mask_of(papers: Iterable[str], licences: tuple[Licence, ...]) -> int:
    """Return the bit mask of these papers and of all that they include: a BE licence covers B, and B covers AM.

    Ids that are not in the list are left out.
    """
    at = {licence.id: index for index, licence in enumerate(licences)}
    mask = 0
    waiting = [paper for paper in papers if paper in at]
    while waiting:
        index = at[waiting.pop()]
        if not mask >> index & 1:
            mask |= 1 << index
            waiting.extend(paper for paper in licences[index].includes if paper in at)
    return mask


def spread(own: Floats, concepts: Concepts) -> tuple[Floats, NDArray[np.int32]]:
    """Return credit per skill, with partial credit for neighbours of what is mastered, and the own skill behind it.

    A skill that is mastered keeps its full credit; among neighbours the strongest counts, they are not added up.
    """
    credit = own.copy()
    via = np.where(own > 0, np.arange(len(own)), -1).astype(np.int32)
    similarity = concepts.similarity
    for skill in np.flatnonzero(own):
        start, stop = similarity.indptr[skill], similarity.indptr[skill + 1]
        near = similarity.indices[start:stop]
        earned = np.minimum(similarity.data[start:stop], PARTIAL_CREDIT_CAP) * own[skill]
        better = earned > credit[near]
        credit[near[better]] = earned[better]
        via[near[better]] = skill
    return credit, via


def _own_skills(client: Client, concepts: Concepts) -> tuple[Floats, NDArray[np.int8]]:
    own = np.zeros(len(concepts.skills), np.float32)
    origin = np.full(len(concepts.skills), -1, np.int8)

    def keep(skill: int, strength: float, source: Origin) -> None:
        if strength > own[skill]:
            own[skill] = strength
            origin[skill] = source.ordinal

    for skill in client.skills:
        if skill.skill in concepts.skill_at:
            keep(concepts.skill_at[skill.skill], BY_LEVEL[skill.level], skill.origin)
    for job in client.history:
        if job.occupation in concepts.occupation_at:
            row = concepts.occupation_at[job.occupation]
            for matrix, strength in (
                (concepts.essential, ESSENTIAL_OF_EARLIER_WORK),
                (concepts.optional, OPTIONAL_OF_EARLIER_WORK),
            ):
                for skill in matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]:
                    keep(int(skill), strength, Origin.HISTORY)
    return own, origin
