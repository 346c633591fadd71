"""Searching any list of labels with what was learned from a taxonomy, each concept once before any of them again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.encoder import Floats
from models.index import Index, Ints, rows_of
from models.meaning import Form, Meaning
from models.normalise import same_words, words

# The same words come first, those that are a concept's own name before others, then other forms of the same words;
# cosines are at most 1.
SAME_NAME, SAME_WORDS, SAME_KEY = 3.0, 2.0, 1.0
# Labels that follow when every concept was named once stand below the lowest cosine.
AFTER_ALL = np.float32(-9.0)
DIGITS = 5  # of scores that count: the last bits depend on what stands beside a query

Order = tuple[NDArray[np.int32], NDArray[np.float32]]


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """Labels by the concepts that they stand for; a label that the taxonomy has not is a concept of its own.

    `index` holds the concepts with the labels of the list and of the taxonomy; `texts` are the distinct labels as words
    in the order of the list, `vectors` theirs, and `copies` the positions of each in the list. `having` are the texts
    of each concept, and `alone` says whether the taxonomy has it not. `same` gives, by words and by key, the concepts
    that have them and what that is worth.
    """

    meaning: Meaning
    index: Index
    texts: tuple[str, ...]
    vectors: Floats
    copies: tuple[Ints, ...]
    having: tuple[Ints, ...]
    alone: NDArray[np.bool_]
    same: Mapping[str, Mapping[int, float]]

    def search(self, queries: Sequence[Sequence[Form]], top: int) -> list[Order]:
        """Return, per query in its forms, positions and falling scores of at most `top` labels.

        A concept stands where its own score puts it, by its nearest label; all its other labels come after the last
        concept, by their own cosine. Copies of a label go, in the order of the list, to the concepts that it is
        nearest for, in the order of those. Equals stand in the order of the list.
        """
        if not self.having or not queries or top < 1:
            return [(np.zeros(0, np.int32), np.zeros(0, np.float32)) for _ in queries]
        keys = list(dict.fromkeys(form for forms in queries for form, _ in forms))
        at = {key: row for row, key in enumerate(keys)}
        vectors = self.meaning.encoder.encode(keys)
        found = self.index.search(vectors)
        highest = found.scores.max(axis=1).tolist()
        chosen = [max(forms, key=lambda form: highest[at[form[0]]] * form[1]) for forms in queries]
        rows = [at[form] for form, _ in chosen]
        share = np.array([most for _, most in chosen], np.float32)
        scores = self._with_lone_labels(found.scores[rows] * share[:, None], found.nearest[rows])
        totals = scores.round(DIGITS)
        ranked = []
        for number, forms in enumerate(queries):
            total = totals[number]
            self._raise_same(forms, scores[number], total)
            ranked.append(self._ranked(forms, total, vectors[rows[number]], top))
        return ranked

    def _with_lone_labels(self, scores: Floats, nearest: Floats) -> Floats:
        """Return scores (n_queries, n_concepts) that labels which the taxonomy has not can be compared by.

        A concept's score is a mean, lower than the cosine of its nearest label; a lone label gives in as much.
        """
        if not self.alone.any() or self.alone.all():
            return scores
        every = np.arange(len(scores))
        first = np.where(self.alone, np.float32(-1.0), nearest).argmax(axis=1)
        given = np.maximum(0, nearest[every, first] - scores[every, first])
        scores[:, self.alone] -= given[:, None]
        return scores

    def _raise_same(self, forms: Sequence[Form], scores: Floats, total: Floats) -> None:
        """Put the concepts that have the same words in front, in `total`."""
        for form, most in forms:
            for text in (form, KEY + same_words(form)):
                for concept, worth in self.same.get(text, {}).items():
                    total[concept] = max(total[concept], worth * most + scores[concept] / 2)

    def _ranked(self, forms: Sequence[Form], total: NDArray[np.float32], query: Floats, top: int) -> Order:
        # Concepts may share their nearest label and find no copy left, so more are looked at than are asked.
        every = len(self.having)
        for many in sorted({min(top if top == 1 else 2 * top + every // 8, every), every}):
            positions, scores = self._dealt(forms, total, _highest(total, many), query, top)
            if len(positions) >= top:
                break
        else:
            self._append_rest(positions, scores, query)
        return np.array(positions[:top], np.int32), np.array(scores[:top], np.float32)

    def _dealt(
        self,
        forms: Sequence[Form],
        total: NDArray[np.float32],
        picked: NDArray[np.int64],
        query: Floats,
        top: int,
    ) -> tuple[list[int], list[float]]:
        """Return the positions and scores of the picked concepts, one each: at least `top`, or as many as there are."""
        nearest = np.array([self._nearest(forms, concept, query) for concept in picked], np.int32)
        found: list[tuple[float, int]] = []
        dealt = np.zeros(len(self.copies), np.int32)
        for place in np.lexsort((nearest, -total[picked])):
            text, concept = nearest[place], picked[place]
            behind = -float(total[concept])
            if len(found) >= top and behind > found[-1][0]:
                break
            copies = self.copies[text][dealt[text] :][: None if self.alone[concept] else 1]
            dealt[text] += len(copies)
            found.extend((behind, at) for at in copies.tolist())
        found.sort()
        return [at for _, at in found], [-behind for behind, _ in found]

    def _append_rest(self, positions: list[int], scores: list[float], query: Floats) -> None:
        own = (self.vectors @ query).round(DIGITS)
        given = set(positions)
        rest = [(-float(own[text]), at) for text, copies in enumerate(self.copies) for at in copies.tolist()]
        for lowest_first, at in sorted(rest):
            if at not in given:
                positions.append(at)
                scores.append(float(AFTER_ALL) - lowest_first)

    def _nearest(self, forms: Sequence[Form], concept: int, query: Floats) -> int:
        """Return the text of a concept that is nearest: the same words first, then by cosine, then in the list."""
        texts = self.having[concept]
        if len(texts) == 1:
            return int(texts[0])
        cosines = (self.vectors[texts] @ query).round(DIGITS)
        for form, _ in forms:
            cosines += np.array([2.0 * (self.texts[text] == form) for text in texts], np.float32)
        return int(texts[cosines.argmax()])


KEY = "\x1f"  # before a key, so that it is no words


def lay_out(
    labels: Sequence[str], owners: Mapping[str, Sequence[int]], names: Sequence[str], meaning: Meaning
) -> Corpus:
    """Return a list of labels ready to be searched; `owners` are the concepts of the meaning that have these words.

    `names` are the own labels of the concepts, as words.
    """
    copies: dict[str, list[int]] = {}
    for at, label in enumerate(labels):
        copies.setdefault(" ".join(words(label)), []).append(at)
    numbers: dict[int, int] = {}
    having: list[list[int]] = []
    for row, text in enumerate(copies):
        for concept in sorted(owners.get(text, ())) or [-1 - row]:
            number = numbers.setdefault(concept, len(numbers))
            if number == len(having):
                having.append([])
            having[number].append(row)
    texts = tuple(copies)
    laid = _Laid(texts, meaning.encoder.encode(texts), having, numbers)
    return Corpus(
        meaning=meaning,
        index=_index(laid, owners, meaning),
        texts=texts,
        vectors=laid.vectors,
        copies=tuple(np.array(places, np.int32) for places in copies.values()),
        having=tuple(np.array(rows, np.int32) for rows in having),
        alone=np.array([concept < 0 for concept in numbers], np.bool_),
        same=_same(texts, having, [names[concept] if concept >= 0 else "" for concept in numbers]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Laid:
    """Distinct labels with their vectors, the rows of each concept, and from its number in the meaning to that here."""

    texts: tuple[str, ...]
    vectors: Floats
    having: list[list[int]]
    numbers: dict[int, int]


def _index(laid: _Laid, owners: Mapping[str, Sequence[int]], meaning: Meaning) -> Index:
    """Return the index of the concepts of a list: its labels, and those and the sentences that the taxonomy has."""
    there = set(laid.texts)
    lacking = [
        (laid.numbers[concept], text)
        for text, having in owners.items()
        if text not in there
        for concept in having
        if concept in laid.numbers
    ]
    rows = [row for having in laid.having for row in having]
    labels = np.vstack([laid.vectors[rows], meaning.encoder.encode([text for _, text in lacking])])
    number_of = np.full(meaning.index.concepts, -1, np.int32)
    for concept, number in laid.numbers.items():
        if concept >= 0:
            number_of[concept] = number
    told = meaning.index.sentences
    sizes = np.repeat([size for _, _, size in told.blocks], [count for _, count, _ in told.blocks]).astype(np.int64)
    telling = number_of[np.repeat(told.owners, sizes)]
    own = [number for number, having in enumerate(laid.having) for _ in having]
    return Index(
        rows_of(labels, own + [number for number, _ in lacking]),
        rows_of(told.vectors[telling >= 0], telling[telling >= 0]),
    )


def _same(texts: Sequence[str], having: Sequence[Sequence[int]], names: Sequence[str]) -> dict[str, dict[int, float]]:
    """Return, by the words of a label and by their key, the concepts that have it and what that is worth."""
    found: dict[str, dict[int, float]] = {}
    for number, rows in enumerate(having):
        for text in (texts[row] for row in rows if texts[row]):
            found.setdefault(KEY + same_words(text), {}).setdefault(number, SAME_KEY)
            found.setdefault(text, {})[number] = SAME_NAME if text == names[number] else SAME_WORDS
    return found


def _highest(values: NDArray[np.float32], top: int) -> NDArray[np.int64]:
    """Return the places of the `top` highest values and of all that equal the last of them, in no order."""
    if top >= len(values):
        return np.arange(len(values))
    least = values.max() if top == 1 else np.partition(values, len(values) - top)[len(values) - top]
    return np.flatnonzero(values >= least)
