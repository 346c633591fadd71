"""How far knowing one skill says something about knowing another: from shared occupations, the tree and relations.

Two voices are heard. The occupations: skills that are asked by the same ones, more than chance would bring. And the
taxonomy itself: a chain of relations, or a narrow concept above both. Independent signs add up as a noisy-or (Pearl,
1988): `1 - (1 - a)(1 - b)`. What was tried and how the numbers were chosen stands in docs/similarity.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.codes import SkillKind
from matcher.domain import Skill
from matcher.relatives import Relatives

Doubles = NDArray[np.float64]
Indices = NDArray[np.int64]

# Of two skills that share one occupation, essential to both, two thirds is believed; of two occupations four fifths
# (significance weighting as in Bell, Koren & Volinsky, 2007, KDD). Half an occupation fitted our judgements best.
FEW_OCCUPATIONS = 0.5
# Standing side by side in occupations is half of being alike: in "kassa bedienen" and "broodjes beleggen" nothing is
# shared but the shop. It counts in full for skills that the taxonomy puts together (judged pairs, 2026-11).
SIDE_BY_SIDE = 0.5
# One relation in the taxonomy: pairs were judged to be alike for 0.70, and as much for an optional as for an essential
# one. Two in a row for 0.69, three for 0.41; the product, 0.49 and 0.34, stays below that.
ONE_STEP = 0.7
# A concept above both is worth half the square of its content: 0.11 for a group of the packaged catalogue on average,
# where pairs without a shared occupation were judged to be alike for 0.12.
ONE_GROUP = 0.5
# Below this a neighbour earns nothing: it would be noise in the reasons.
LEAST_SIMILARITY = 0.20
# Similarity 1 is kept for the same skill.
MOST_SIMILARITY = 0.95
# How many neighbours of one skill are kept; a skill that others keep has more.
NEIGHBOURS = 40
# General skills stand beside everything and resemble nothing, and one language says nothing about another: only a
# relation that the taxonomy states counts for those.
APART = frozenset({SkillKind.TRANSVERSAL, SkillKind.LANGUAGE})


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Aligned parts of the similarity of pairs of skills.

    `beside` in [0, 1) is what the occupations say, `content` in [0, 1) that of the narrowest concept above both, and
    `steps` the length of the shortest chain of relations, 0 for none.
    """

    beside: Doubles
    content: Doubles
    steps: NDArray[np.int64]

    def chain(self) -> Doubles:
        """Return what the chain of relations says, in [0, 1)."""
        return np.where(self.steps > 0, ONE_STEP**self.steps, 0.0)

    def bond(self) -> Doubles:
        """Return what the taxonomy says, in [0, 1): the stronger of the chain and the concept above both."""
        return np.maximum(self.chain(), ONE_GROUP * self.content**2)

    def together(self) -> Doubles:
        """Return what the occupations say, in [0, 1), as far as it counts for pairs that are so near each other."""
        nearness = np.maximum(self.chain(), self.content)
        return self.beside * np.minimum(1.0, SIDE_BY_SIDE + nearness)

    def similarity(self) -> Doubles:
        """Return the similarity: 0, or a number from `LEAST_SIMILARITY` to `MOST_SIMILARITY`."""
        both = 1 - (1 - self.bond()) * (1 - self.together())
        return np.where(both < LEAST_SIMILARITY, 0.0, np.minimum(both, MOST_SIMILARITY))


def similarity_of(strength: Any, skills: tuple[Skill, ...], relatives: Relatives) -> Any:
    """Return the similarity of skills (skills x skills): sparse, in [0, 1], symmetric, 1 on the diagonal only.

    `strength` (occupations x skills) is how much an occupation asks a skill. Takes a few seconds for a full ESCO.
    """
    size = len(skills)
    beside = company(strength, skills)
    chains = _chains(relatives)
    narrow = _narrow(relatives, skills)
    keys = np.sort(np.concatenate([beside[0], chains[0], narrow]))
    keys = keys[np.diff(keys, prepend=-1) > 0]
    first, second = np.divmod(keys, max(size, 1))
    apart = stands_apart(skills)
    above = relatives.content[relatives.shared(first, second)]
    pairs = Pairs(
        beside=_spread(keys, *beside),
        content=np.where(apart[first] | apart[second], 0.0, above),
        steps=_spread(keys, *chains),
    )
    found = pairs.similarity()
    kept = found > 0
    upper = (found[kept], (first[kept], second[kept]))
    table = sparse.csr_array(upper, shape=(size, size))
    nearest = _nearest(sparse.csr_array(table + table.T), _ranks(skills))
    return sparse.csr_array(nearest + sparse.eye_array(size)).astype(np.float32)


def company(strength: Any, skills: Sequence[Skill]) -> tuple[Indices, Doubles]:
    """Return the pairs of skills that occupations ask together, and what that says, in [0, 1).

    It is the cosine of their columns (Salton & McGill, 1983) beyond what chance would bring, and less where few
    occupations are shared. Without the part of chance two skills that half of all occupations ask would look alike.

    Returns:
        Pairs as ascending keys `first * number of skills + second`, first < second, and one value for each.
    """
    columns = sparse.csr_array(strength @ sparse.diags_array((~stands_apart(skills)).astype(float)))
    totals = np.asarray(columns.sum(axis=0)).ravel()
    lengths = np.sqrt(np.asarray(columns.multiply(columns).sum(axis=0)).ravel())
    together = sparse.triu(columns.T @ columns, k=1, format="coo")
    together.eliminate_zeros()
    first, second, shared = together.row.astype(np.int64), together.col.astype(np.int64), together.data
    by_chance = totals[first] * totals[second] / max(columns.shape[0], 1)
    cosine = np.maximum(shared - by_chance, 0.0) / (lengths[first] * lengths[second])
    return _sorted(first * len(skills) + second, cosine * shared / (shared + FEW_OCCUPATIONS))


def stands_apart(skills: Sequence[Skill]) -> NDArray[np.bool_]:
    """Return which skills resemble others by a stated relation only."""
    return np.array([skill.kind in APART for skill in skills], bool)


def _chains(relatives: Relatives) -> tuple[Indices, NDArray[np.int64]]:
    size = len(relatives.links)
    found = [
        (start * size + end, len(chain))
        for start, links in enumerate(relatives.links)
        if links
        for end, chain in relatives.chains(start).items()
        if start < end
    ]
    keys, steps = np.array(found, np.int64).reshape(-1, 2).T
    return _sorted(keys, steps)


def _narrow(relatives: Relatives, skills: tuple[Skill, ...]) -> Indices:
    """Return the pairs under a concept so narrow that it is enough by itself."""
    enough = np.flatnonzero(ONE_GROUP * relatives.content[:-1] ** 2 >= LEAST_SIMILARITY)
    rows, places = np.nonzero(relatives.above < len(enough))  # the narrowest come first
    alike = ~stands_apart(skills)[rows]
    rows, places = rows[alike], places[alike]
    members = (np.ones(len(rows)), (rows, relatives.above[rows, places]))
    under = sparse.csr_array(members, shape=(len(skills), len(enough)))
    pairs = sparse.triu(under @ under.T, k=1, format="coo")
    keys: Indices = pairs.row.astype(np.int64) * len(skills) + pairs.col
    return keys


def _sorted(keys: Indices, values: Any) -> tuple[Indices, Any]:
    order = np.argsort(keys)
    return keys[order], values[order]


def _spread(keys: Indices, some: Indices, values: Any) -> Any:
    """Return the values of some of the keys at their places among all keys, 0 elsewhere; all are sorted."""
    every = np.zeros(len(keys), values.dtype)
    every[np.searchsorted(keys, some)] = values
    return every


def _ranks(skills: tuple[Skill, ...]) -> Indices:
    """Return the place of every skill in the order of ids, so that ties do not hang on the order of a file."""
    order = sorted(range(len(skills)), key=lambda index: skills[index].id)
    ranks = np.empty(len(skills), np.int64)
    ranks[order] = np.arange(len(skills))
    return ranks


def _nearest(table: Any, ranks: Indices) -> Any:
    """Keep the strongest of each row, and of a pair that one side keeps both directions: it stays symmetric."""
    rows = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))
    order = np.lexsort((ranks[table.indices], -table.data, rows))
    place = np.arange(len(rows)) - table.indptr[rows]
    keep = order[place < NEIGHBOURS]
    kept = sparse.csr_array((table.data[keep], (rows[keep], table.indices[keep])), shape=table.shape)
    return kept.maximum(kept.T)
