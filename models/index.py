"""Concepts laid out to be searched: how near a text is to every concept, by its labels and by what is told about it."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from models.contrastive import Concept
from models.encoder import Encoder, Floats

Ints = NDArray[np.int32]
AT_ONCE = 128  # texts compared at once: 12 MB against 24,000 labels, so that a part stays near the processor


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Vectors (n_rows, size) with an owner each, laid out in blocks of owners that have equally many.

    A block is its first row, how many owners it has and how many rows each of those has; `owners` are in that order.
    """

    vectors: Floats
    owners: Ints
    blocks: tuple[tuple[int, int, int], ...]

    def reduce(self, texts: Floats) -> tuple[Floats, Floats]:
        """Return the highest and the mean cosine to texts (size, n_texts), per owner: twice (n_owners, n_texts)."""
        cosines = self.vectors @ texts
        if len(cosines) == len(self.owners):
            return cosines, cosines
        highest = np.empty((len(self.owners), texts.shape[1]), np.float32)
        mean = np.empty_like(highest)
        owner = 0
        for first, count, size in self.blocks:
            part = slice(owner, owner + count)
            block = cosines[first : first + count * size].reshape(count, size, -1)
            if size == 1:
                highest[part] = mean[part] = block[:, 0]
            else:
                # A reduction of blocks runs along contiguous memory, much faster than one of ragged segments.
                block.max(axis=1, out=highest[part])
                block.mean(axis=1, out=mean[part])
            owner += count
        return highest, mean

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
            with _controller().limit(limits=1, user_api="blas"), ThreadPoolExecutor(_cores()) as pool:
                list(pool.map(lambda part: self._part(vectors, part, found), parts))
        return found

    def _part(self, vectors: Floats, part: slice, found: Found) -> None:
        texts = np.ascontiguousarray(vectors[part].T)
        highest, middle = self.labels.reduce(texts)
        scores = highest if highest is middle else _mean(highest, middle)
        nearest, scores = self.labels.in_order(highest), self.labels.in_order(scores)
        if len(told := self.sentences.owners):
            sentence, _ = self.sentences.reduce(texts)
            sentence += 2 * scores[told]
            sentence /= 3
            scores = scores.copy() if scores is nearest else scores
            scores[told] = sentence
        found.scores[part] = scores.T
        found.nearest[part] = nearest.T


def _mean(highest: Floats, middle: Floats) -> Floats:
    middle += highest
    middle /= 2
    return middle


def _parts(texts: int) -> list[slice]:
    """Return the texts in equal parts that are small enough, as many as keep every core busy."""
    many = -(-texts // AT_ONCE)
    if many > 1:
        many = -(-many // _cores()) * _cores()
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
    blocks = []
    first = 0
    for size, count in zip(*np.unique(sizes[distinct], return_counts=True), strict=True):
        blocks.append((first, int(count), int(size)))
        first += int(count) * int(size)
    return Rows(np.ascontiguousarray(vectors[order]), distinct, tuple(blocks))


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
