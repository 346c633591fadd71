"""Texts as weighted character n-grams of their words: what the encoder reads, whatever the language.

The weights are TF-IDF with sublinear counts (Salton and Buckley, 1988, Information Processing & Management 24(5)).
N-grams within words see compounds, endings and slips (McNamee and Mayfield, 2004, Information Retrieval 7).
"""

from collections.abc import Iterable, Sequence
from typing import Any, Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator
from sklearn.preprocessing import normalize

from models.normalise import words

# Chosen on held-out synonyms, see docs/linking.md; the edge of a word counts as a letter.
SHORTEST, LONGEST = 2, 4
START, END, WHOLE = "<", ">", "="


class Grams(BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Counts n-grams of 2 to 4 letters within words, and whole words.

    Attributes:
        columns_: from n-gram to its column; whole words have a mark in front.
        weights_: inverse document frequency per column, float32.
    """

    def fit(self, texts: Sequence[str]) -> Self:
        """Learn the n-grams of texts and how telling each is."""
        self.columns_: dict[str, int] = {}
        for word in dict.fromkeys(word for text in texts for word in words(text)):
            for gram in ngrams(word):
                self.columns_.setdefault(gram, len(self.columns_))
        present = np.bincount(self._counts(texts).indices, minlength=len(self.columns_))
        self.weights_ = (np.log((1 + len(texts)) / (1 + present)) + 1).astype(np.float32)
        return self

    def transform(self, texts: Sequence[str]) -> Any:
        """Return a sparse float32 matrix (n_texts, n_ngrams) with rows of length 1, or 0 where no n-gram is known."""
        counts = self._counts(texts)
        counts.data = (1 + np.log(counts.data)) * self.weights_[counts.indices]
        return normalize(counts, copy=False) if counts.nnz else counts

    def known(self, texts: Sequence[str]) -> Any:
        """Return, per text, the share of its n-grams that were seen in fitting, in [0, 1]; 0 for a text without any."""
        seen: dict[str, tuple[int, int]] = {}
        shares = np.zeros(len(texts), np.float32)
        for at, text in enumerate(texts):
            found = [seen.get(word) or seen.setdefault(word, self._seen(word)) for word in words(text)]
            if found:
                shares[at] = sum(known for known, _ in found) / sum(every for _, every in found)
        return shares

    def _seen(self, word: str) -> tuple[int, int]:
        """Return how many n-grams of a word were seen in fitting, and how many it has."""
        grams = ngrams(word)
        return sum(gram in self.columns_ for gram in grams), len(grams)

    def _counts(self, texts: Sequence[str]) -> Any:
        """Return the n-gram counts; every distinct word is taken apart once, and the rest is a product of matrices."""
        at: dict[str, int] = {}
        split = [[at.setdefault(word, len(at)) for word in words(text)] for text in texts]
        known = ((self.columns_[gram] for gram in ngrams(word) if gram in self.columns_) for word in at)
        counts = sparse.csr_matrix(
            _rows(split, max(len(at), 1)) @ _rows(known, len(self.columns_), len(at) or 1), dtype=np.float32
        )
        # One order of additions, whatever stands beside a text: the same text gives the same numbers.
        counts.sort_indices()
        return counts


def ngrams(word: str) -> list[str]:
    """Return the n-grams of a word with an edge before and behind it, and the word as a whole."""
    edged = f"{START}{word}{END}"
    grams = [edged[at : at + size] for size in range(SHORTEST, LONGEST + 1) for at in range(len(edged) - size + 1)]
    return [*grams, WHOLE + word]


def _rows(columns: Iterable[Iterable[int]], width: int, height: int | None = None) -> Any:
    """Return a matrix with a row per element that counts its columns; rows that are missing at the end are empty."""
    indices: list[int] = []
    starts = [0]
    for row in columns:
        indices.extend(row)
        starts.append(len(indices))
    starts.extend([starts[-1]] * (0 if height is None else height + 1 - len(starts)))
    shape = (len(starts) - 1, width)
    return sparse.csr_matrix((np.ones(len(indices), np.float32), np.array(indices, np.int32), starts), shape=shape)
