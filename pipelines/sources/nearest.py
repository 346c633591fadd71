"""The most alike of many labels for each of a few phrases, by their letters.

The measure is the cosine between TF-IDF vectors of character n-grams within words (Salton and Buckley, 1988,
Information Processing & Management 24(5)). Only labels that share beginnings of words with a phrase are looked at:
comparing all of a full ESCO with all of the packaged phrases takes half a minute, this takes a second and finds the
same.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

SHORTEST, LONGEST = 2, 4  # letters in an n-gram, the edge of a word counted as one
STEM = 4  # letters: "werkplek" and "werken" begin alike, "verkopen" and "verpakken" do not
# Under this cosine of beginnings no pair reached a likeness of 0.85 but those that should not have (2026-11, by eye).
LEAST_SHARED = 0.45
PAIRS = 100_000  # compared at once: some 100 MB


def nearest(phrases: Sequence[str], labels: Sequence[str]) -> list[tuple[float, int]]:
    """Return, per phrase, how alike the most alike label is, in [0, 1], and its index: the first of equals.

    Phrases and labels are words with single spaces. (0.0, -1) where no label begins like the phrase at all.
    """
    found = [(0.0, -1)] * len(phrases)
    counts, words = _words_of([*labels, *phrases])
    if not words or not labels:
        return found
    shared = _vectors(counts, words, _stem, len(labels))
    pairs = sparse.coo_array(shared[len(labels) :] @ shared[: len(labels)].T)
    near = pairs.data >= LEAST_SHARED
    rows, columns = pairs.coords[0][near], pairs.coords[1][near]
    grams = _vectors(counts, words, _ngrams, len(labels))
    for start in range(0, len(rows), PAIRS):
        row, column = rows[start : start + PAIRS], columns[start : start + PAIRS]
        alike = grams[len(labels) + row].multiply(grams[column]).sum(axis=1)
        # Rounded, so that the same words score the same whatever order they were added in.
        for phrase, label, likeness in zip(row.tolist(), column.tolist(), alike.round(5).tolist(), strict=True):
            if (likeness, -label) > (found[phrase][0], -found[phrase][1]):
                found[phrase] = (min(likeness, 1.0), label)
    return found


def _words_of(texts: Sequence[str]) -> tuple[Any, list[str]]:
    """Return how often each distinct word stands in each text, sparse, and those words."""
    at: dict[str, int] = {}
    split = [[at.setdefault(word, len(at)) for word in text.split()] for text in texts]
    columns = np.array([index for row in split for index in row], np.int32)
    starts = np.cumsum([0, *map(len, split)], dtype=np.int32)
    counts = sparse.csr_array((np.ones(len(columns), np.float32), columns, starts), shape=(len(texts), len(at)))
    return counts, list(at)


def _vectors(counts: Any, words: list[str], parts: Callable[[str], list[str]], labels: int) -> Any:
    """Return vectors of length 1 over the parts of words, one a text; how rare a part is, is counted over the labels.

    Parts stay within words, so each word is taken apart once and the rest is a product of matrices.
    """
    in_words = CountVectorizer(analyzer=parts, dtype=np.float32).fit_transform(words)
    found = counts @ sparse.csr_array(in_words)
    return sparse.csr_array(TfidfTransformer(sublinear_tf=True).fit(found[:labels]).transform(found))


def _stem(word: str) -> list[str]:
    return [word[:STEM]]


def _ngrams(word: str) -> list[str]:
    """Return the n-grams of a word with an edge before and behind it."""
    edged = f" {word} "
    return [edged[at : at + size] for size in range(SHORTEST, LONGEST + 1) for at in range(len(edged) - size + 1)]
