"""Learning an encoder from texts that mean the same: a text is pulled to one of its own concept and away from others.

The loss is InfoNCE over the other texts of a batch, in both directions (van den Oord et al., 2018, arXiv:1807.03748;
Henderson et al., 2017, arXiv:1705.00652). N-gram vectors start at random, so that cosines begin as those of TF-IDF
(Johnson and Lindenstrauss, 1984), and learn by AdaGrad with one step size per n-gram (Duchi et al., 2011); the layer
learns by Adam (Kingma and Ba, 2015). Everything is numpy and scipy: no accelerator and no other library is needed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from models.encoder import Encoder, Floats
from models.grams import Grams
from models.threads import one_thread

Progress = Callable[[float], None]
TINY = 1e-8
MASKED = -1e9


@dataclass(frozen=True, slots=True)
class Concept:
    """The texts of one concept: `labels` say what it is, `sentences` tell about it, `hints` stand in relation to it.

    Any may be empty. Hints are only learned from; a search looks at labels and sentences.
    """

    labels: tuple[str, ...]
    sentences: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """How to learn; the defaults were chosen on held-out synonyms, see docs/linking.md.

    `passes` is how often a label is seen on average, `hint_share` and `sentence_share` how often the other text of a
    pair is a hint or a sentence.
    """

    size: int = 192
    width: int = 384
    batch: int = 512
    passes: float = 10.0
    temperature: float = 0.05
    sentence_share: float = 0.3
    hint_share: float = 0.12
    table_rate: float = 0.05
    layer_rate: float = 0.001
    last_rate: float = 0.02  # share of the rates that is left at the end
    seed: int = 2026


def learn_encoder(concepts: Sequence[Concept], settings: Settings, progress: Progress | None = None) -> Encoder:
    """Return an encoder in which texts of one concept are near; the same input and seed give the same encoder.

    `progress` is told the share that is done, in [0, 1]. Concepts with fewer than two texts teach only their words.
    """
    texts = [text for concept in concepts for text in (*concept.labels, *concept.sentences, *concept.hints)]
    grams = Grams().fit(texts)
    rng = np.random.default_rng(settings.seed)
    learner = _Learner.start(len(grams.columns_), settings, rng)
    pairs = _Pairs(concepts, settings)
    steps = pairs.steps()
    vectors: Any = grams.transform(texts) if steps else None
    # One thread adds in one order, so the result is the same on every machine; more gain little on such small products.
    with one_thread():
        for step in range(steps):
            rate = max(settings.last_rate, 1 - step / steps)
            owners, one, other = pairs.draw(rng)
            learner.learn(vectors[one], vectors[other], owners, rate)
            if progress is not None:
                progress((step + 1) / steps)
    return Encoder(grams, learner.table, *learner.layer)


class _Pairs:
    """Draws pairs of texts of one concept; rows are counted as `learn_encoder` lays the texts out."""

    def __init__(self, concepts: Sequence[Concept], settings: Settings) -> None:
        self._settings = settings
        at = 0
        self._rows: list[tuple[range, range, range]] = []
        for concept in concepts:
            ends = np.cumsum([at, len(concept.labels), len(concept.sentences), len(concept.hints)]).tolist()
            self._rows.append((range(*ends[0:2]), range(*ends[1:3]), range(*ends[2:4])))
            at = ends[-1]
        labels = np.array([len(rows[0]) for rows in self._rows], np.int64)
        others = np.array([sum(map(len, rows)) for rows in self._rows], np.int64) - 1
        self._teaching = np.flatnonzero((labels > 0) & (others > 0))
        # Between drawing every concept as often and every label as often.
        weights = np.sqrt(labels[self._teaching])
        self._chances = weights / weights.sum() if len(weights) else weights
        self._labels = int(labels[self._teaching].sum())

    def steps(self) -> int:
        """Return how many batches make up the passes; 0 when there is nothing to learn from."""
        batch = self._batch()
        return round(self._settings.passes * self._labels / batch) if batch > 1 else 0

    def draw(self, rng: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Return the concepts of a batch and the rows of two texts of each, shape (batch,)."""
        owners = rng.choice(self._teaching, self._batch(), replace=False, p=self._chances)
        drawn = [self._pair(self._rows[owner], rng.random(3)) for owner in owners]
        one, other = np.array(drawn, np.int64).T
        return owners, one, other

    def _batch(self) -> int:
        # Nearly all concepts at once would leave nothing to chance; a small taxonomy gets small batches.
        return min(self._settings.batch, (len(self._teaching) + 1) // 2)

    def _pair(self, rows: tuple[range, range, range], dice: NDArray[np.float64]) -> tuple[int, int]:
        labels, sentences, hints = rows
        first = labels[int(dice[0] * len(labels))]
        chance, place = dice[1], dice[2]
        if hints and chance < self._settings.hint_share:
            return first, hints[int(place * len(hints))]
        alone = len(labels) == 1
        if sentences and (alone or chance < self._settings.hint_share + self._settings.sentence_share):
            return first, sentences[int(place * len(sentences))]
        if alone:
            return first, hints[int(place * len(hints))]
        # Any other label: the same one would teach nothing.
        second = labels[int(place * (len(labels) - 1))]
        return first, second if second < first else second + 1


@dataclass(slots=True, eq=False)
class _Learner:
    """The weights while they are learned, with the running sums of their optimisers."""

    table: Floats
    squares: Floats  # per n-gram, the sum of its mean squared gradients
    layer: tuple[Floats, Floats, Floats]
    moments: list[tuple[Floats, Floats]]
    settings: Settings
    step: int = 0

    @classmethod
    def start(cls, grams: int, settings: Settings, rng: np.random.Generator) -> "_Learner":
        size, width = settings.size, settings.width
        table = (rng.standard_normal((grams, size)) / np.sqrt(size)).astype(np.float32)
        inner = (rng.standard_normal((size, width)) * np.sqrt(2 / size)).astype(np.float32)
        layer = (inner, np.zeros(width, np.float32), np.zeros((width, size), np.float32))
        moments = [(np.zeros_like(weights), np.zeros_like(weights)) for weights in layer]
        return cls(table, np.zeros(grams, np.float32), layer, moments, settings)

    def learn(self, one: Any, other: Any, owners: NDArray[np.int64], rate: float) -> None:
        """Take one step on a batch of pairs, sparse rows of n-grams."""
        texts = sparse.vstack([one, other], format="csr")
        used, columns = np.unique(texts.indices, return_inverse=True)
        texts = sparse.csr_matrix((texts.data, columns.astype(np.int32), texts.indptr), (texts.shape[0], len(used)))
        inner, bias, outer = self.layer
        sums = texts @ self.table[used]
        bends = sums @ inner + bias
        hidden = np.maximum(bends, 0)
        bent = sums + hidden @ outer
        lengths = np.linalg.norm(bent, axis=1, keepdims=True) + TINY
        vectors = bent / lengths

        pull = info_nce(vectors, owners, self.settings.temperature)
        back = (pull - vectors * (pull * vectors).sum(axis=1, keepdims=True)) / lengths
        on_hidden = (back @ outer.T) * (bends > 0)
        self._adam((sums.T @ on_hidden, on_hidden.sum(axis=0), hidden.T @ back), rate)
        self._adagrad(used, texts.T @ (back + on_hidden @ inner.T), rate)

    def _adagrad(self, used: NDArray[np.int64], slope: Floats, rate: float) -> None:
        self.squares[used] += np.einsum("ij,ij->i", slope, slope) / slope.shape[1]
        reach = np.sqrt(self.squares[used]) + TINY
        slope *= (self.settings.table_rate * rate / reach)[:, None].astype(np.float32)
        self.table[used] -= slope

    def _adam(self, slopes: tuple[Floats, Floats, Floats], rate: float) -> None:
        self.step += 1
        for weights, slope, (mean, square) in zip(self.layer, slopes, self.moments, strict=True):
            # In place: the arrays are those of the learner.
            np.add(mean, 0.1 * (slope - mean), out=mean)
            np.add(square, 0.001 * (slope * slope - square), out=square)
            spread = np.sqrt(square / (1 - 0.999**self.step)) + TINY
            corrected = mean / (1 - 0.9**self.step)
            np.subtract(weights, self.settings.layer_rate * rate * corrected / spread, out=weights)


def info_nce(vectors: Floats, owners: NDArray[np.int64], temperature: float) -> Floats:
    """Return the slope of the loss in each vector, shape (2n, size): row i and row n + i are a pair.

    The loss is the mean, over pairs and both directions, of minus the log chance of picking the partner by cosine;
    other texts of the same owner are no wrong answers.
    """
    half = len(owners)
    one, other = vectors[:half], vectors[half:]
    scores = one @ other.T / temperature
    same = owners[:, None] == owners[None, :]
    np.fill_diagonal(same, val=False)
    scores[same] = MASKED
    pull = (_softmax(scores, 1) + _softmax(scores, 0)) / 2
    np.fill_diagonal(pull, pull.diagonal() - 1)
    pull /= temperature * half
    return np.vstack([pull @ other, pull.T @ one])


def _softmax(scores: Floats, axis: int) -> Floats:
    chances: Floats = np.exp(scores - scores.max(axis=axis, keepdims=True))
    chances /= chances.sum(axis=axis, keepdims=True)
    return chances
