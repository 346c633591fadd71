"""What a taxonomy itself says of two skills: the narrowest concept above both, and the chain of relations between."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.codes import Code
from matcher.domain import Group, Skill
from matcher.taxonomy import Related

Positions = NDArray[np.int32]
Doubles = NDArray[np.float64]

# A longer chain says too little: pairs three steps apart were judged to be alike for 0.41, see docs/similarity.md.
MOST_STEPS = 3
# How many pairs are looked at in one go: a few tens of megabytes.
PORTION = 200_000


# Steps from one skill, each as the skill that it leads to and the relation.
Chain = tuple[tuple[int, "Relation"], ...]


class Relation(Code):
    """How one concept of a path leads to the next; the label is read between the two."""

    ESSENTIAL = ("essential", "hoort altijd bij")
    OPTIONAL = ("optional", "hoort vaak bij")
    BROADER = ("broader", "valt onder")
    NARROWER = ("narrower", "omvat")


class Step(NamedTuple):
    """One step of a path: the relation and the id of the concept that it leads to."""

    relation: Relation
    concept: str


@dataclass(frozen=True, slots=True, eq=False)
class Relatives:
    """The relations of a taxonomy, by the index of a skill.

    `concepts` are the ids of all that stands above a skill, however high, the narrowest first. `content` is how much
    each of them says, in [0, 1): see `_content`; one more element, 0, stands for "none". `above` (skills x most
    concepts above one skill) holds positions in `concepts`, ascending and filled up with "none". `links` are, per
    skill, the skills that it has a relation with, the surest relation first.
    """

    concepts: tuple[str, ...]
    content: Doubles
    above: Positions
    links: tuple[Chain, ...]

    def shared(self, first: NDArray[np.int64], second: NDArray[np.int64]) -> Positions:
        """Return, for pairs of skills, the position of the narrowest concept above both; len(concepts) for none."""
        none = len(self.concepts)
        found = np.full(len(first), none, np.int32)
        for start in range(0, len(first), PORTION):
            one, other = self.above[first[start : start + PORTION]], self.above[second[start : start + PORTION]]
            narrowest = found[start : start + PORTION]
            for column in range(one.shape[1]):
                open_ones = np.flatnonzero((narrowest == none) & (one[:, column] != none))
                candidate = one[open_ones, column]
                both = (other[open_ones] == candidate[:, None]).any(axis=1)
                narrowest[open_ones[both]] = candidate[both]
        return found

    def chains(self, start: int) -> dict[int, Chain]:
        """Return the shortest chain to every skill within `MOST_STEPS`, each as the steps from `start`.

        A chain does not go up and then down: what two skills share above them is for `shared`.
        """
        found: dict[int, Chain] = {}
        seen = {(start, False)}
        ends: list[tuple[int, bool, Chain]] = [(start, False, ())]
        for _ in range(MOST_STEPS):
            further = []
            for skill, climbed, chain in ends:
                for other, relation in self.links[skill]:
                    state = (other, relation is Relation.BROADER)
                    if state in seen or (climbed and relation is Relation.NARROWER):
                        continue
                    seen.add(state)
                    longer = (*chain, (other, relation))
                    found.setdefault(other, longer)
                    further.append((*state, longer))
            ends = further
        found.pop(start, None)
        return found


def relatives_of(skills: tuple[Skill, ...], groups: Iterable[Group], related: Iterable[Related]) -> Relatives:
    """Return the relations between these skills; those that lead to a concept outside the taxonomy are left out."""
    upward = {group.id: group.broader for group in groups}
    upward |= {skill.id: _straight_above(skill) for skill in skills}
    ancestors = [_all_above(skill.id, upward) for skill in skills]
    content = _content(ancestors)
    concepts = sorted(content, key=lambda concept: (-content[concept], concept))
    position = {concept: index for index, concept in enumerate(concepts)}
    width = max((len(above) for above in ancestors), default=0)
    above = np.full((len(skills), width), len(concepts), np.int32)
    for row, names in enumerate(ancestors):
        above[row, : len(names)] = sorted(position[name] for name in names)
    return Relatives(
        concepts=tuple(concepts),
        content=np.array([*(content[concept] for concept in concepts), 0.0]),
        above=above,
        links=_links(skills, related),
    )


def _straight_above(skill: Skill) -> tuple[str, ...]:
    return tuple(dict.fromkeys(above for above in (*skill.broader, skill.group) if above))


def _all_above(concept: str, upward: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(upward[concept])
    while waiting:
        above = waiting.pop()
        if above not in found:
            found.add(above)
            waiting.extend(upward.get(above, ()))
    return frozenset(found - {concept})


def _content(ancestors: list[frozenset[str]]) -> dict[str, float]:
    """Return the information content of every concept, in [0, 1): 0 when all skills fall under it.

    Intrinsic, from how many skills fall under a concept (Seco, Veale & Hayes, 2004, ECAI): what a taxonomy keeps
    small it tells apart. That of the narrowest concept above two is how alike they are (Resnik, 1995, IJCAI).
    """
    below = Counter(concept for above in ancestors for concept in above)
    whole = np.log(1 + len(ancestors))
    return {concept: float(1 - np.log(1 + count) / whole) for concept, count in below.items()}


def _links(skills: tuple[Skill, ...], related: Iterable[Related]) -> tuple[Chain, ...]:
    at = {skill.id: index for index, skill in enumerate(skills)}
    links: list[dict[int, Relation]] = [{} for _ in skills]

    def link(one: int, other: int, there: Relation, back: Relation) -> None:
        for start, end, relation in ((one, other, there), (other, one, back)):
            known = links[start].get(end, relation)
            links[start][end] = min(known, relation, key=lambda kind: kind.ordinal)

    for relation in related:
        if relation.skill in at and relation.related in at and relation.skill != relation.related:
            kind = Relation.ESSENTIAL if relation.essential else Relation.OPTIONAL
            link(at[relation.skill], at[relation.related], kind, kind)
    for index, skill in enumerate(skills):
        for above in _straight_above(skill):
            if above in at and above != skill.id:
                link(index, at[above], Relation.BROADER, Relation.NARROWER)
    return tuple(tuple(sorted(ends.items(), key=lambda end: (end[1].ordinal, skills[end[0]].id))) for ends in links)
