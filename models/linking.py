"""Linking titles and phrases to concepts: the same words first, else the nearest in meaning, else "not recognised".

Meaning is what an encoder learned from the synonyms and descriptions of the taxonomy itself. Method, settings and what
they reach: docs/linking.md.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from rapidfuzz.distance import OSA
from sklearn.base import BaseEstimator
from sklearn.utils.validation import check_is_fitted

from matcher.taxonomy import Taxonomy
from models.confidence import NOTHING_LEARNED, SIGNS, Confidence, Judged
from models.contrastive import Concept, Settings, learn_encoder
from models.corpus import Corpus, Order, lay_out
from models.encoder import Encoder
from models.exact import MOST_SIMILARITY, exact_labels
from models.meaning import Form, Looked, meaning_of
from models.normalise import DENIED, Forms, plain_forms, same_words, without_html, words
from models.teaching import Teaching, from_labels, outside, readable

# Chances under which no link is proposed; most taxonomies ask for more, see `models/linkers.py` and docs/linking.md.
TITLE_THRESHOLD = 0.25
SKILL_THRESHOLD = 0.25
# One letter wrong, missing, added or swapped in so long a word is a slip, not another word.
SHORTEST_SLIP = 6
# A shorter one may well be another word ("hanger", "behanger"): worth showing, and not to act on.
SURE_SLIP, UNSURE = 9, 0.45
SLIP_CANDIDATES = 8  # concepts looked at for a slip
# A candidate whose score lies this much lower is e times less likely to be the one; scores are cosines.
SPREAD = 0.1
AT_ONCE = 1024  # phrases
LONGEST_LINE = 4_000  # characters in which HTML is looked for; of what is left the first 400 are read


@dataclass(frozen=True, slots=True)
class Link:
    """What a phrase was linked to: `concept` and its own `label` ("" when not recognised) and how sure, in [0, 1].

    Similarity 1 means the same words, letter for letter. When nothing was recognised, it is that of the nearest.
    `exact` says that the link rests on the words of a label, in some form, and not on likeness.
    """

    phrase: str
    concept: str
    label: str
    similarity: float
    exact: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Match:
    """A concept with its own label, and the chance in [0, 1] that it is the one meant; 1 means the same words.

    `exact` says that it rests on the words of a label, in some form, and not on likeness.
    """

    concept: str
    label: str
    similarity: float
    exact: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The concepts nearest to a phrase, the nearest first; `recognised` says whether the first one is sure enough."""

    phrase: str
    matches: tuple[Match, ...]
    recognised: bool


# The forms in which a phrase is searched, and the concept that has its words with the similarity of that.
_Asked = tuple[tuple[Form, ...], tuple[int, float] | None]


class Linker(BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Links phrases to the concepts that it was taught.

    Args:
        threshold: a chance in [0, 1] under which a phrase is not recognised.
        forms: gives the forms in which a phrase is looked up, each with the highest similarity that it may claim.
        settings: how an encoder learns where none is given; None for the usual way.

    Attributes:
        ids_, names_: ids of the concepts in order, and their own labels.
        exact_: from words to concepts, for phrases that are a label.
        owners_, called_: from the words of a whole label to the concepts and groups that have it; their names.
        keys_: per concept, its labels as `same_words` compares them.
        meaning_: what tells how near a phrase is to each concept.
        confidence_: what tells how sure that is.
    """

    LEARNED = ("ids_", "names_", "exact_", "owners_", "called_", "keys_", "meaning_", "confidence_")

    def __init__(
        self,
        threshold: float = TITLE_THRESHOLD,
        forms: Callable[[str], Forms] = plain_forms,
        settings: Settings | None = None,
    ) -> None:
        self.threshold = threshold
        self.forms = forms
        self.settings = settings

    def fit(
        self,
        teaching: Teaching | Sequence[tuple[str, str]],
        encoder: Encoder | None = None,
        confidence: Confidence = NOTHING_LEARNED,
    ) -> Self:
        """Learn from a teaching, or from pairs of concept id and label of which the first is the concept's own.

        Where concepts share a label, the one that has it as its name gets it, then the lowest id. Labels without a
        single letter or digit are passed over. Without an `encoder` one is learned from this teaching alone.
        """
        taught = readable(teaching if isinstance(teaching, Teaching) else from_labels(teaching))
        searched = (*taught.concepts, *taught.groups)
        if encoder is None:
            encoder = learn_encoder(searched, self.settings or Settings())
        self.ids_ = list(taught.ids)
        self.names_ = [concept.labels[0] for concept in taught.concepts]
        self.exact_ = exact_labels(taught.concepts)
        self.owners_ = _owners(searched)
        self.called_ = [" ".join(words(one.labels[0])) for one in searched]
        self.keys_ = [tuple(same_words(" ".join(words(label))) for label in one.labels) for one in taught.concepts]
        self.meaning_ = meaning_of(searched, encoder, outside())
        self.confidence_ = confidence
        return self

    def link(self, phrases: Sequence[str], least: float = 0.0) -> list[Link]:
        """Return one link per phrase, in the same order; what is less similar than `least` is not recognised either.

        Only the first 400 characters of a phrase are read.
        """
        links = []
        for ranking in self.rank(phrases, 1):
            best = ranking.matches[0] if ranking.matches else Match("", "", 0.0)
            taken = ranking.recognised and best.similarity >= least
            concept, label = (best.concept, best.label) if taken else ("", "")
            links.append(Link(ranking.phrase, concept, label, best.similarity, bool(concept) and best.exact))
        return links

    def rank(self, phrases: Sequence[str], top: int) -> list[Ranking]:
        """Return the `top` concepts nearest to each phrase, in the same order as the phrases; similarities do not rise.

        A phrase without a letter or digit has no matches, nor has one that begins with "geen" or "niet".
        """
        check_is_fitted(self)
        found: dict[str, Ranking] = {}
        searched: dict[_Asked, list[str]] = {}
        for phrase in dict.fromkeys(phrases):
            forms = self._forms(phrase)
            same = self.exact_.find(forms)
            if not forms or not self.ids_ or (same is None and DENIED.match(phrase)):
                found[phrase] = Ranking(phrase, (), recognised=False)
            elif same is not None and top == 1:
                found[phrase] = self._ranking(phrase, [same], exact=True)
            else:
                # The literal form differs from the next by what dilutes it, so it counts when it is the only one.
                searched.setdefault((tuple(forms[1:] or forms), same), []).append(phrase)
        distinct = list(searched)
        for start in range(0, len(distinct), AT_ONCE):
            part = distinct[start : start + AT_ONCE]
            for asked, ranked in zip(part, self._searched(part, top), strict=True):
                for phrase in searched[asked]:
                    found[phrase] = self._ranking(phrase, ranked, exact=asked[1] is not None)
        return [found[phrase] for phrase in phrases]

    def search(self, queries: Sequence[str], labels: Sequence[str], top: int) -> list[Order]:
        """Rank any labels for each query: positions in `labels` and falling scores, both of shape (at most top,).

        Labels of the taxonomy count as its concepts, see `Corpus`. The layout of the last list of labels is kept.
        """
        check_is_fitted(self)
        forms = [self._forms(query) or [("", 1.0)] for query in queries]
        return self._corpus(labels).search(forms, top)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in super().__getstate__().items() if name != "_laid_out"}

    def _corpus(self, labels: Sequence[str]) -> Corpus:
        kept: tuple[tuple[str, ...], Corpus] | None = getattr(self, "_laid_out", None)
        asked = tuple(labels)
        if kept is None or kept[0] != asked:
            kept = (asked, lay_out(asked, self.owners_, self.called_, self.meaning_))
            self._laid_out = kept
        return kept[1]

    def judge(self, held: Sequence[tuple[str, str]], foreign: Sequence[str]) -> Judged:
        """Return how the linker fares on pairs of concept id and a synonym that it never saw, and on foreign phrases.

        Phrases that are a label of another concept are passed over: those name two things.
        """
        asked = [(concept, forms) for concept, label in held if (forms := self._open_forms(label))]
        inside = self._look([forms for _, forms in asked])
        elsewhere = self._look([forms for phrase in foreign if (forms := self._open_forms(phrase))])
        return Judged(
            inside=self.meaning_.evidence(inside, judging=True),
            is_right=np.array(
                [self.ids_[at] == concept for at, (concept, _) in zip(inside.best, asked, strict=True)], np.bool_
            ),
            outside=self.meaning_.evidence(elsewhere, judging=True),
        )

    def _open_forms(self, phrase: str) -> list[Form]:
        """Return the forms in which a phrase is searched; none when it is a label."""
        forms = self._forms(phrase)
        return [] if self.exact_.find(forms) is not None else forms[1:] or forms

    def _forms(self, phrase: str) -> list[Form]:
        return [form for form in self.forms(without_html(phrase[:LONGEST_LINE])) if form[0]]

    def _look(self, texts: Sequence[Sequence[Form]]) -> Looked:
        looked: Looked = self.meaning_.look(texts, len(self.ids_))
        return looked

    def _searched(self, asked: Sequence[_Asked], top: int) -> Iterator[list[tuple[int, float]]]:
        looked = self._look([forms for forms, _ in asked])
        evidence = self.meaning_.evidence(looked)
        sure = self.confidence_.of(evidence).clip(0.0, MOST_SIMILARITY).round(6)
        strange = evidence[:, SIGNS.index("known words")] < 1
        count = min(max(top, SLIP_CANDIDATES), len(self.ids_))
        near = _nearest(looked, count)
        for row, (forms, same) in enumerate(asked):
            scores = looked.scores[row, near[row]].astype(np.float64)
            chances = float(sure[row]) * np.exp((scores - scores[0]) / SPREAD)
            ranked = list(zip(near[row].tolist(), chances.round(6).tolist(), strict=True))
            first = same
            if same is None and (strange[row] or sure[row] < self.threshold):
                slip = self._slip(forms, near[row])
                # Letters decide where they are surer than the meaning of a word that nobody writes.
                first = slip if slip is not None and slip[1] > sure[row] else None
            if first is not None:
                ranked = [first, *((at, min(chance, first[1])) for at, chance in ranked if at != first[0])]
            yield ranked[:top]

    def _slip(self, forms: Sequence[Form], near: Sequence[int]) -> tuple[int, float] | None:
        """Return the concept with a label that a form is with one letter wrong, among the nearest."""
        for form, most in forms:
            key = same_words(form)
            if len(key) >= SHORTEST_SLIP:
                for at in near[:SLIP_CANDIDATES]:
                    if any(OSA.distance(key, label, score_cutoff=1) == 1 for label in self.keys_[at]):
                        return int(at), min(most, 1 - 1 / len(key) if len(key) >= SURE_SLIP else UNSURE)
        return None

    def _ranking(self, phrase: str, ranked: Sequence[tuple[int, float]], *, exact: bool) -> Ranking:
        matches = tuple(
            Match(self.ids_[at], self.names_[at], chance, exact and place == 0)
            for place, (at, chance) in enumerate(ranked)
        )
        return Ranking(phrase, matches, recognised=bool(matches) and matches[0].similarity >= self.threshold)


def title_labels(taxonomy: Taxonomy) -> list[tuple[str, str]]:
    """Return every title of every occupation, its own label first."""
    return [(one.id, label) for one in taxonomy.occupations for label in (one.label, *one.alt_labels)]


def skill_labels(taxonomy: Taxonomy) -> list[tuple[str, str]]:
    """Return every phrase of every skill, its own label first."""
    return [(one.id, label) for one in taxonomy.skills for label in (one.label, *one.alt_labels)]


def _owners(concepts: Sequence[Concept]) -> dict[str, list[int]]:
    """Return from the words of a label to the concepts that have it, those whose name it is first."""
    found: dict[str, dict[int, None]] = {}
    for names in (True, False):
        for at, concept in enumerate(concepts):
            for label in concept.labels[:1] if names else concept.labels[1:]:
                found.setdefault(" ".join(words(label)), {})[at] = None
    return {text: list(having) for text, having in found.items()}


def _nearest(looked: Looked, count: int) -> Any:
    """Return the concepts with the highest scores, shape (n_texts, count), the first of equals first."""
    scores = looked.scores
    if count < scores.shape[1]:
        some = np.sort(np.argpartition(-scores, count - 1, axis=1)[:, :count], axis=1)
        least = np.take_along_axis(scores, some, axis=1).min(axis=1, keepdims=True)
        # A partition takes any of the equals at its end.
        for row in np.flatnonzero((scores >= least).sum(axis=1) > count):
            some[row] = np.sort(np.argsort(-scores[row], kind="stable")[:count])
    else:
        some = np.broadcast_to(np.arange(scores.shape[1]), scores.shape)
    order = np.argsort(-np.take_along_axis(scores, some, axis=1), axis=1, kind="stable")
    return np.take_along_axis(some, order, axis=1)
