"""Concepts laid out to be searched: how near a text is to every concept, by its labels and by what is told about it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from models.contrastive import Concept
from models.encoder import Encoder, Floats
from models.threads import cores, one_thread

Ints = NDArray[np.int32]
AT_ONCE = 128  # texts compared at once: 12 MB against 24,000 labels, so that a part stays near the processor


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Vectors (n_rows, size) with an owner each, laid out in blocks of owners that have equally many.

    A block is its first row, how many owners it has and how many rows each of those has; `owners` are in that order.
    `middles` (n_owners, size) are the means of their vectors.
    """

    vectors: Floats
    owners: Ints
    blocks: tuple[tuple[int, int, int], ...]
    middles: Floats

    def highest(self, texts: Floats) -> Floats:
        """Return the highest cosine to texts (size, n_texts) per owner, shape (n_owners, n_texts)."""
        cosines: Floats = self.vectors @ texts
        if len(cosines) == len(self.owners):
            return cosines
        found = np.empty((len(self.owners), texts.shape[1]), np.float32)
        owner = 0
        for first, count, size in self.blocks:
            # A reduction of blocks runs along contiguous memory, much faster than one of ragged segments.
            block = cosines[first : first + count * size].reshape(count, size, -1)
            block.max(axis=1, out=found[owner : owner + count])
            owner += count
        return found

    def in_order(self, values: Floats) -> Floats:
        """Return values (n_owners, n_texts) by the number of their owner; the same array where that is the order."""
        if np.array_equal(self.owners, np.arange(len(self.owners))):
            return values
        ordered = np.empty_like(values)
        ordered[self.owners] = values
        return ordered


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Per text and concept: `scores` in [-1, 1], shape (n_texts, n_concepts), and the cosine of the nearest label."""

    scores: Floats
    nearest: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """The labels and the sentences of concepts; every concept has a label, and some have sentences."""

    labels: Rows
    sentences: Rows

    @property
    def concepts(self) -> int:
        """How many concepts there are."""
        return len(self.labels.owners)

    def search(self, vectors: Floats) -> Found:
        """Return how near vectors of length 1, shape (n_texts, size), are to the concepts.

        The score is the mean of three cosines: to the nearest label, to the middle of the labels and to the nearest
        sentence; without sentences, of two. What each adds: docs/linking.md.
        """
        found = Found(
            np.empty((len(vectors), self.concepts), np.float32), np.empty((len(vectors), self.concepts), np.float32)
        )
        parts = _parts(len(vectors))
        if len(parts) == 1:
            self._part(vectors, parts[0], found)
        elif parts:
            # Side by side in parts, each in one thread: the reductions gain by it too.
            with one_thread(), ThreadPoolExecutor(cores()) as pool:
                list(pool.map(lambda part: self._part(vectors, part, found), parts))
        return found

    def _part(self, vectors: Floats, part: slice, found: Found) -> None:
        texts = np.ascontiguousarray(vectors[part].T)
        highest = self.labels.highest(texts)
        scores = highest
        if len(self.labels.vectors) > self.concepts:
            scores = self.labels.middles @ texts
            scores += highest
            scores /= 2
        nearest, scores = self.labels.in_order(highest), self.labels.in_order(scores)
        if len(told := self.sentences.owners):
            sentence = self.sentences.highest(texts)
            sentence += 2 * scores[told]
            sentence /= 3
            scores = scores.copy() if scores is nearest else scores
            scores[told] = sentence
        found.scores[part] = scores.T
        found.nearest[part] = nearest.T


def _parts(texts: int) -> list[slice]:
    """Return the texts in equal parts that are small enough, as many as keep every core busy."""
    many = -(-texts // AT_ONCE)
    if many > 1:
        many = -(-many // cores()) * cores()
    edges = np.linspace(0, texts, many + 1).astype(int).tolist()
    return [slice(*edge) for edge in pairwise(edges)]


def build_index(concepts: Sequence[Concept], encoder: Encoder) -> Index:
    """Return the index of concepts that have at least one label each."""
    labels = [(at, label) for at, concept in enumerate(concepts) for label in concept.labels]
    sentences = [(at, sentence) for at, concept in enumerate(concepts) for sentence in concept.sentences]
    return Index(
        rows_of(encoder.encode([label for _, label in labels]), [at for at, _ in labels]),
        rows_of(encoder.encode([sentence for _, sentence in sentences]), [at for at, _ in sentences]),
    )


def rows_of(vectors: Floats, owners: Sequence[int] | Ints) -> Rows:
    """Return vectors laid out by their owners; rows of one owner keep their order."""
    having = np.asarray(owners, np.int32)
    sizes = np.bincount(having) if len(having) else np.zeros(0, np.int64)
    order = np.lexsort((np.arange(len(having)), having, sizes[having]))
    ranked = having[order]
    distinct = ranked[np.r_[True, ranked[1:] != ranked[:-1]]] if len(ranked) else ranked
    laid = np.ascontiguousarray(vectors[order])
    blocks, middles = [], [laid[:0]]
    first = 0
    for size, count in zip(*np.unique(sizes[distinct], return_counts=True), strict=True):
        blocks.append((first, int(count), int(size)))
        middles.append(laid[first : first + count * size].reshape(count, size, -1).mean(axis=1))
        first += int(count) * int(size)
    return Rows(laid, distinct, tuple(blocks), np.concatenate(middles))
