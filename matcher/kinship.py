"""Why two skills are alike: the parts of their similarity, and what those rest on, in numbers and in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from scipy import sparse

from matcher.codes import Code
from matcher.concepts import Concepts, strength_of
from matcher.relatives import Relation, Relatives, Step, relatives_of
from matcher.similarity import Pairs, company, stands_apart
from matcher.wording import NAMED, some


class Likeness(Code):
    """What a likeness rests on; the label is what is said of the two skills."""

    OCCUPATIONS = ("beroepen", "beide horen bij {named}")
    RELATED = ("verwant", "het een hoort bij het ander")
    NARROWER = ("smaller", "het eerste is een vorm van het tweede")
    BROADER = ("breder", "het tweede is een vorm van het eerste")
    GROUP = ("groep", "beide vallen onder {named}")
    CHAIN = ("keten", "ze hangen samen door {named}")


# How the relations of a path are said; any other path is a chain.
_BY_RELATION = {
    (Relation.ESSENTIAL,): Likeness.RELATED,
    (Relation.OPTIONAL,): Likeness.RELATED,
    (Relation.BROADER,): Likeness.NARROWER,
    (Relation.NARROWER,): Likeness.BROADER,
    (Relation.BROADER, Relation.NARROWER): Likeness.GROUP,
}


@dataclass(frozen=True, slots=True)
class Kinship:
    """What the similarity of two skills is made of; all numbers in [0, 1].

    `similarity` is that of `Concepts`; `together` is the part of the occupations, `bond` that of the taxonomy.
    `occupations` are indices of the most telling of the `shared` occupations that ask both. `path` leads from the first
    skill to the second; one step up and one down is a concept above both. A skill and itself, and a pair whose
    similarity is 0, come without parts.
    """

    similarity: float
    together: float = 0.0
    bond: float = 0.0
    occupations: tuple[int, ...] = ()
    shared: int = 0
    path: tuple[Step, ...] = ()


def explain_similarity(concepts: Concepts, first: str, second: str) -> Kinship:
    """Return why two skills, given by id, are as alike as they are; KeyError for an id that is not in the taxonomy."""
    one, other = concepts.skill_at[first], concepts.skill_at[second]
    similarity = float(concepts.similarity[one, other])
    if one == other or not similarity:
        return Kinship(similarity)
    relatives = _relatives(concepts)
    strength = strength_of(_columns(concepts.essential, one, other), _columns(concepts.optional, one, other))
    chain = relatives.chains(one).get(other, ())
    skills = (concepts.skills[one], concepts.skills[other])
    above = int(relatives.shared(np.array([one]), np.array([other]))[0])
    parts = Pairs(
        beside=np.array([company(strength, skills)[1].sum()]),  # the one pair, or none
        content=np.array([0.0 if stands_apart(skills).any() else relatives.content[above]]),
        steps=np.array([len(chain)]),
    )
    together, bond = float(parts.together()[0]), float(parts.bond()[0])
    occupations = _most_telling(concepts, strength) if together else ()
    path = tuple(Step(relation, concepts.skills[skill].id) for skill, relation in chain)
    if bond > parts.chain()[0]:
        path = (Step(Relation.BROADER, relatives.concepts[above]), Step(Relation.NARROWER, second))
    return Kinship(similarity, together, bond, occupations[:NAMED], len(occupations), path)


def kinship_text(concepts: Concepts, own: str, asked: str) -> str:
    """Return in Dutch why an own skill counts for one that is asked, both by id; "" for a pair that is not alike."""
    because = "; ".join(_grounds(concepts, explain_similarity(concepts, own, asked)))
    labels = [concepts.skills[concepts.skill_at[skill]].label for skill in (own, asked)]
    return f"“{labels[0]}” lijkt op “{labels[1]}”: {because}" if because else ""


@lru_cache(maxsize=1)  # a home has one taxonomy, and making these takes longer than an advice
def _relatives(concepts: Concepts) -> Relatives:
    return relatives_of(concepts.skills, concepts.groups, concepts.related)


def _columns(matrix: Any, *skills: int) -> Any:
    """Return these columns of a 0/1 matrix: those of a sparse matrix of rows, faster than it gives them itself."""
    columns = np.zeros((matrix.shape[0], len(skills)))
    for place, skill in enumerate(skills):
        columns[np.searchsorted(matrix.indptr, np.flatnonzero(matrix.indices == skill), side="right") - 1, place] = 1.0
    return sparse.csr_array(columns)


def _most_telling(concepts: Concepts, strength: Any) -> tuple[int, ...]:
    """Return the occupations that ask both: essential ones first, then those that ask little besides."""
    asked = strength.toarray()
    both = asked[:, 0] * asked[:, 1]
    besides = np.diff(concepts.essential.indptr) + np.diff(concepts.optional.indptr)
    order = np.lexsort((besides, -both))
    return tuple(int(index) for index in order[: np.count_nonzero(both)])


def _grounds(concepts: Concepts, kinship: Kinship) -> Iterator[str]:
    """Give the reasons in words, that of the occupations first: those are what people know."""
    if kinship.occupations:
        named = some(
            (concepts.occupations[index].label for index in kinship.occupations),
            unnamed=kinship.shared - len(kinship.occupations),
        )
        yield Likeness.OCCUPATIONS.label.format(named=named)
    if not kinship.path:
        return
    ground = _BY_RELATION.get(tuple(step.relation for step in kinship.path), Likeness.CHAIN)
    between = (_named(concepts, step.concept) for step in kinship.path[:-1])
    yield ground.label.format(named=" en ".join(between))


def _named(concepts: Concepts, concept: str) -> str:
    if concept in concepts.skill_at:
        return f"“{concepts.skills[concepts.skill_at[concept]].label}”"
    labels = (f"“{group.label}”" for group in concepts.groups if group.id == concept)
    return next(labels, "dezelfde groep")  # a source may name a group and not say what it is called
