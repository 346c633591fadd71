"""Linking titles and phrases to concepts: the same words first, else the nearest by letters, else "not recognised".

The vectors are TF-IDF over character n-grams within words (2 to 4 letters) and the cosine between them (Salton and
Buckley, 1988, Information Processing & Management 24(5)). Method, settings and what they reach: docs/linking.md.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from scipy import sparse
from sklearn.base import BaseEstimator
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.utils.validation import check_is_fitted

from matcher.domain import Occupation, Skill
from matcher.taxonomy import Taxonomy
from models.normalise import Forms, TitleForms, label_forms, plain_forms, same_words, skill_forms

# Chosen on held-out synonyms and misspellings of the packaged catalogue, see docs/linking.md.
TITLE_THRESHOLD = 0.70
SKILL_THRESHOLD = 0.70
SHORTEST, LONGEST = 2, 4  # letters in an n-gram, the edge of a word counted as one
# Similarity 1 is kept for the same words letter for letter; the cosine does not see their order.
MOST_SIMILARITY = 0.99
# One letter wrong, missing, added or swapped in so long a word is a slip, not another word.
SHORTEST_SLIP = 6
CANDIDATES = 8  # labels looked at for a slip
CHUNK = 256  # forms compared at once: 25 MB against 24,000 labels


@dataclass(frozen=True, slots=True)
class Link:
    """What a phrase was linked to: `concept` and its own `label` ("" when not recognised) and how alike, in [0, 1].

    Similarity 1 means the same words, letter for letter. When nothing was recognised, it is that of the nearest label.
    """

    phrase: str
    concept: str
    label: str
    similarity: float


class Linker(BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Links phrases to the concepts whose labels it was fitted on.

    Args:
        threshold: a similarity in [0, 1] under which a phrase is not recognised.
        forms: gives the forms in which a phrase is looked up, each with the highest similarity that it may claim.

    Attributes:
        concepts_: ids of the concepts in order, one string each.
        names_: the first label given for each concept.
        exact_: from the words of a label to the index of its concept.
        alike_: likewise, from its key (`same_words`): other forms and doubled letters of the same words.
        keys_, owners_: the key of each row and the index of its concept, shape (n_keys,), ordered by concept.
        vectors_: TF-IDF of the keys, sparse, of length 1, transposed: shape (n_ngrams, n_keys).
        counter_, weights_: the fitted CountVectorizer and TfidfTransformer; None without labels.
    """

    LEARNED = ("concepts_", "names_", "exact_", "alike_", "keys_", "owners_", "vectors_", "counter_", "weights_")

    def __init__(self, threshold: float = TITLE_THRESHOLD, forms: Callable[[str], Forms] = plain_forms) -> None:
        self.threshold = threshold
        self.forms = forms

    def fit(self, labels: Sequence[tuple[str, str]]) -> Self:
        """Learn from pairs of concept id and label; the first label of a concept is its name.

        Where concepts share a label, the one that has it as its name gets it, then the lowest id. Labels without a
        single letter or digit are passed over.
        """
        names: dict[str, str] = {}
        for concept, label in labels:
            names.setdefault(concept, label)
        self.concepts_ = sorted(names)
        self.names_ = [names[concept] for concept in self.concepts_]
        at = {concept: index for index, concept in enumerate(self.concepts_)}
        found = [(at[concept], label == names[concept], label_forms(label)) for concept, label in labels]
        self.exact_ = _exact(found, str)
        self.alike_ = _exact(found, same_words)
        rows = sorted({(owner, same_words(form)) for owner, _, forms in found for form in forms})
        self.owners_ = np.array([owner for owner, _ in rows], np.int32)
        self.keys_ = [key for _, key in rows]
        self._learn_vectors()
        return self

    def link(self, phrases: Sequence[str]) -> list[Link]:
        """Return one link per phrase, in the same order. Only the first 400 characters of a phrase are read."""
        check_is_fitted(self)
        links: dict[str, Link] = {}
        unsettled: dict[str, list[tuple[str, float]]] = {}
        for phrase in dict.fromkeys(phrases):
            keys: list[tuple[str, float]] = []
            for form, most in self.forms(phrase):
                if (owner := self.exact_.get(form)) is not None:
                    links[phrase] = self._link(phrase, owner, most)
                    break
                key = same_words(form)
                if (owner := self.alike_.get(key)) is not None:
                    links[phrase] = self._link(phrase, owner, min(most, MOST_SIMILARITY))
                    break
                keys.append((key, most))
            else:
                # The literal form differs from the next by what dilutes it, so it counts when it is the only one.
                unsettled[phrase] = keys[1:] or keys
        links.update(self._nearest(unsettled))
        return [links[phrase] for phrase in phrases]

    def _link(self, phrase: str, owner: int, similarity: float) -> Link:
        if similarity < self.threshold:
            return Link(phrase, "", "", similarity)
        return Link(phrase, self.concepts_[owner], self.names_[owner], similarity)

    def _nearest(self, unsettled: Mapping[str, Sequence[tuple[str, float]]]) -> dict[str, Link]:
        """Return the link of each phrase to the nearest label of its best form."""
        keys = list(dict.fromkeys(key for forms in unsettled.values() for key, _ in forms))
        found = dict(zip(keys, self._search(keys), strict=True))
        links = {}
        for phrase, forms in unsettled.items():
            tried = [(min(most, found[key][0]), found[key][1]) for key, most in forms]
            similarity, owner = max(tried, key=lambda pair: pair[0])
            links[phrase] = self._link(phrase, owner, similarity) if similarity else Link(phrase, "", "", 0.0)
        return links

    def _learn_vectors(self) -> None:
        self.counter_: Any = None
        self.weights_: Any = None
        self.vectors_: Any = None
        vocabulary = sorted({word for key in self.keys_ for word in key.split()})
        if vocabulary:
            self.counter_ = CountVectorizer(analyzer=_ngrams, dtype=np.float32).fit(vocabulary)
            self.weights_ = TfidfTransformer(sublinear_tf=True)
            self.vectors_ = sparse.csr_array(self.weights_.fit_transform(self._counts(self.keys_)).T)

    def _counts(self, keys: Sequence[str]) -> Any:
        """Return n-gram counts, sparse, shape (n_keys, n_ngrams); n-grams that no label has are left out.

        N-grams stay within words, so each word is taken apart once and the rest is a product of matrices.
        """
        split = [key.split() for key in keys]
        at: dict[str, int] = {}
        columns = np.array([at.setdefault(word, len(at)) for row in split for word in row], np.int32)
        starts = np.cumsum([0, *map(len, split)], dtype=np.int32)
        if not at:
            return sparse.csr_matrix((len(keys), len(self.counter_.vocabulary_)), dtype=np.float32)
        words_in_key = sparse.csr_matrix(
            (np.ones(len(columns), np.float32), columns, starts), shape=(len(keys), len(at))
        )
        return words_in_key @ self.counter_.transform(at)

    def _search(self, keys: Sequence[str]) -> list[tuple[float, int]]:
        """Return, per key, the similarity of the nearest label and the index of its concept, the first of equals."""
        if self.counter_ is None or not keys:
            return [(0.0, 0)] * len(keys)
        vectors = self.weights_.transform(self._counts(keys))
        # One order of additions, whatever stands beside a phrase: the same phrase gives the same link.
        vectors.sort_indices()
        found: list[tuple[float, int]] = []
        for start in range(0, len(keys), CHUNK):
            cosines = (vectors[start : start + CHUNK] @ self.vectors_).toarray()
            best = cosines.argmax(axis=1)
            highest = cosines[np.arange(len(best)), best].astype(np.float64).round(6)
            for row, (similarity, column) in enumerate(zip(highest.tolist(), best.tolist(), strict=True)):
                slip = self._slip(keys[start + row], cosines[row]) if 0 < similarity < self.threshold else None
                found.append(slip or (min(similarity, MOST_SIMILARITY), int(self.owners_[column])))
        return found

    def _slip(self, key: str, cosines: NDArray[np.float32]) -> tuple[float, int] | None:
        """Return the label that this key is with one letter wrong, among the nearest; None when there is none."""
        if len(key) < SHORTEST_SLIP:
            return None
        near = np.argpartition(cosines, -CANDIDATES)[-CANDIDATES:] if len(cosines) > CANDIDATES else range(len(cosines))
        for column in sorted(int(index) for index in near):
            if OSA.distance(key, self.keys_[column], score_cutoff=1) == 1:
                return 1 - 1 / len(key), int(self.owners_[column])
        return None


def title_labels(taxonomy: Taxonomy) -> list[tuple[str, str]]:
    """Return every title of every occupation, its own label first."""
    return _labels(taxonomy.occupations)


def skill_labels(taxonomy: Taxonomy) -> list[tuple[str, str]]:
    """Return every phrase of every skill, its own label first."""
    return _labels(taxonomy.skills)


def title_linker(taxonomy: Taxonomy, places: frozenset[str] = frozenset()) -> Linker:
    """Return a linker of job titles; `places` are names, as `place_names` gives them, that a title may end with."""
    return Linker(TITLE_THRESHOLD, TitleForms(places)).fit(title_labels(taxonomy))


def skill_linker(taxonomy: Taxonomy) -> Linker:
    """Return a linker of phrases to skills."""
    return Linker(SKILL_THRESHOLD, skill_forms).fit(skill_labels(taxonomy))


def _labels(concepts: Sequence[Occupation | Skill]) -> list[tuple[str, str]]:
    return [(concept.id, label) for concept in concepts for label in (concept.label, *concept.alt_labels)]


def _exact(found: Sequence[tuple[int, bool, tuple[str, ...]]], key: Callable[[str], str]) -> dict[str, int]:
    """Return from key to concept: whole names before whole synonyms before the shorter forms, each by lowest id."""
    ranked = sorted(
        (0 if number == 0 and is_name else 1 if number == 0 else 2, owner, key(form))
        for owner, is_name, forms in found
        for number, form in enumerate(forms)
    )
    exact: dict[str, int] = {}
    for _, owner, form in ranked:
        exact.setdefault(form, owner)
    return exact


def _ngrams(word: str) -> list[str]:
    """Return the n-grams of a word with an edge before and behind it."""
    edged = f" {word} "
    return [edged[at : at + size] for size in range(SHORTEST, LONGEST + 1) for at in range(len(edged) - size + 1)]
