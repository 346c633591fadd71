"""Plain ways to search labels, to measure ours beside: each gives scores of shape (n_queries, n_labels)."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import bm25s
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist
from rapidfuzz.utils import default_process
from sklearn.feature_extraction.text import TfidfVectorizer

Scores = NDArray[np.float32]
Search = Callable[[Sequence[str], Sequence[str]], Scores]
WORD = r"(?u)\w+"
NO_WORD = " "  # for a query without words, which bm25s does not take: no label has this one


def bm25(queries: Sequence[str], labels: Sequence[str]) -> Scores:
    """BM25 over words (Robertson and Zaragoza, 2009), with the settings of bm25s: k1 1.5 and b 0.75."""
    index = bm25s.BM25()
    index.index([_words(label) for label in labels], show_progress=False)
    return np.stack([index.get_scores(_words(query) or [NO_WORD]) for query in queries])


def edit_distance(queries: Sequence[str], labels: Sequence[str]) -> Scores:
    """1 - distance / length of the longer, by the distance of Levenshtein."""
    return _every_pair(queries, labels, Levenshtein.normalized_similarity)


def weighted_ratio(queries: Sequence[str], labels: Sequence[str]) -> Scores:
    """The score that `rapidfuzz.process.extractOne` uses when none is named, from 0 to 100."""
    return _every_pair(queries, labels, fuzz.WRatio)


def word_tfidf(queries: Sequence[str], labels: Sequence[str]) -> Scores:
    """The cosine of TF-IDF over words."""
    return _cosines(TfidfVectorizer(token_pattern=WORD), queries, labels)


def character_tfidf(queries: Sequence[str], labels: Sequence[str]) -> Scores:
    """The cosine of TF-IDF over two to five letters within words."""
    return _cosines(TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5)), queries, labels)


BASELINES: Mapping[str, Search] = {
    "BM25": bm25,
    "edit distance": edit_distance,
    "word TF-IDF": word_tfidf,
    "character TF-IDF, 2 to 5": character_tfidf,
}


def processed(texts: Sequence[str]) -> list[str]:
    """Return texts as rapidfuzz advises to compare them: in lower case, without signs."""
    return [default_process(text) for text in texts]


def _words(text: str) -> list[str]:
    return re.findall(WORD, text.lower())


def _every_pair(queries: Sequence[str], labels: Sequence[str], scorer: Any) -> Scores:
    return cdist(processed(queries), processed(labels), scorer=scorer, dtype=np.float32, workers=-1)


def _cosines(vectorizer: TfidfVectorizer, queries: Sequence[str], labels: Sequence[str]) -> Scores:
    known = vectorizer.fit_transform(labels)
    return (vectorizer.transform(queries) @ known.T).toarray().astype(np.float32)
