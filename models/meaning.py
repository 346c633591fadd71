"""How near texts are to the concepts of a teaching, and what there is to judge by how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from models.confidence import Evidence
from models.contrastive import Concept
from models.encoder import Encoder, Floats
from models.index import Index, build_index
from models.normalise import words

Form = tuple[str, float]
DIGITS = 5  # of a cosine


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """Per text the form that was nearest to any concept (`forms`), and what was seen of it.

    `vectors` (n_texts, size) are those forms encoded, `scores` (n_texts, n_concepts) say how near they are to all,
    `best` (n_texts,) which is the nearest, and `nearest` (n_texts,) the cosine of the nearest label of that one.
    """

    forms: tuple[str, ...]
    vectors: Floats
    scores: Floats
    best: NDArray[np.int64]
    nearest: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """What was learned from a teaching; concepts are in its order, and groups behind them.

    `pieces` (n_concepts, n_ngrams) are the n-grams that the labels of a concept have, 0 or 1; `vocabulary` their words.
    `foreign` are phrases that are about something else altogether, as words, encoded in `elsewhere` (n_foreign, size).
    """

    encoder: Encoder
    index: Index
    pieces: Any  # scipy.sparse.csr_matrix
    vocabulary: frozenset[str]
    foreign: tuple[str, ...]
    elsewhere: Floats

    def look(self, texts: Sequence[Sequence[Form]], concepts: int) -> Looked:
        """Return how near texts are to the first so many concepts; each text has at least one form.

        A form counts for as much as it may claim.
        """
        keys = list(dict.fromkeys(form for forms in texts for form, _ in forms))
        at = {key: row for row, key in enumerate(keys)}
        encoded = self.encoder.encode(keys)
        found = self.index.search(encoded)
        highest = found.scores[:, :concepts].max(axis=1, initial=-1.0)
        chosen = [max(forms, key=lambda form: highest[at[form[0]]] * form[1]) for forms in texts]
        rows = np.array([at[form] for form, _ in chosen], np.int64)
        share = np.array([most for _, most in chosen], np.float32)
        # Rounded: the last bits depend on what is looked up beside a text.
        scores = found.scores[rows, :concepts]
        scores *= share[:, None]
        scores.round(DIGITS, out=scores)
        best = scores.argmax(axis=1) if concepts else np.zeros(len(rows), np.int64)
        nearest = (found.nearest[rows, best] * share).round(DIGITS) if concepts else np.zeros(len(rows), np.float32)
        return Looked(tuple(form for form, _ in chosen), encoded[rows], scores, best, nearest)

    def evidence(self, looked: Looked, *, judging: bool = False) -> Evidence:
        """Return what tells how sure the nearest concept of each text is, shape (n_texts, n_signs).

        In `judging`, a phrase that is one of the foreign ones is compared with the others.
        """
        rows, best = np.arange(len(looked.forms)), looked.best
        score = looked.scores[rows, best]
        others = looked.scores.copy()
        others[rows, best] = -1.0
        second = others.max(axis=1) if others.shape[1] > 1 else np.zeros(len(rows), np.float32)
        grams = self.encoder.grams.transform(looked.forms)
        squares = grams.multiply(grams)
        shared = np.asarray(squares.multiply(self.pieces[best]).sum(axis=1)).ravel()
        return np.column_stack(
            (
                score,
                score - second,
                looked.nearest,
                shared,
                self.encoder.grams.known(looked.forms),
                [self._known_words(form) for form in looked.forms],
                self._nearest_foreign(looked, judging=judging),
            )
        ).astype(np.float64)

    def _nearest_foreign(self, looked: Looked, *, judging: bool) -> Floats:
        cosines = looked.vectors @ self.elsewhere.T
        if judging:
            at = {text: column for column, text in enumerate(self.foreign)}
            for row, form in enumerate(looked.forms):
                if form in at:
                    cosines[row, at[form]] = -1.0
        nearest: Floats = cosines.max(axis=1, initial=-1.0).round(DIGITS)
        return nearest

    def _known_words(self, form: str) -> float:
        found = words(form)
        return sum(word in self.vocabulary for word in found) / len(found) if found else 0.0


def meaning_of(concepts: Sequence[Concept], encoder: Encoder, outside: Sequence[str] = ()) -> Meaning:
    """Return concepts, with at least one label each, as an encoder sees them; `outside` are phrases of no subject."""
    labels = [label for concept in concepts for label in concept.labels]
    starts = np.cumsum([0, *(len(concept.labels) for concept in concepts)])
    ones = np.ones(len(labels), np.float32)
    owned = sparse.csr_matrix((ones, np.arange(len(labels)), starts), (len(concepts), len(labels)))
    pieces = sparse.csr_matrix(owned @ encoder.grams.transform(labels))
    pieces.data[:] = 1
    foreign = tuple(dict.fromkeys(" ".join(words(phrase)) for phrase in outside))
    return Meaning(
        encoder=encoder,
        index=build_index(concepts, encoder),
        pieces=pieces,
        vocabulary=frozenset(word for concept in concepts for label in concept.labels for word in words(label)),
        foreign=foreign,
        elsewhere=encoder.encode(foreign),
    )
