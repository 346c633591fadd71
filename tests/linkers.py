"""Linkers for tests that have nothing to learn: they follow the contract of the real ones by the words themselves."""

import re

import numpy as np

from models.linking import Match, Ranking
from models.reading import Mention
from pipelines.taxonomies import Linkers

ENOUGH = 0.5


def shared(one, other):
    """The part of the words of two texts that they share, in [0, 1]."""
    words, others = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return len(words & others) / len(words | others) if words and others else 0.0


class WordLinker:
    """Links to pairs of concept and label; the first label of a concept is its own."""

    def __init__(self, labels):
        self.own = {}
        self.labels = labels
        for concept, label in labels:
            self.own.setdefault(concept, label)

    def rank(self, phrases, top):
        rankings = []
        for phrase in phrases:
            best = dict.fromkeys(self.own, 0.0)
            for concept, label in self.labels:
                best[concept] = max(best[concept], shared(phrase, label))
            order = sorted(best, key=lambda concept: (-best[concept], concept))
            matches = tuple(Match(concept, self.own[concept], best[concept]) for concept in order[:top])
            rankings.append(Ranking(phrase, matches, bool(matches) and matches[0].similarity >= ENOUGH))
        return rankings

    def search(self, queries, labels, top):
        found = []
        for query in queries:
            scores = np.array([shared(query, label) for label in labels], np.float32)
            order = np.argsort(-scores, kind="stable")[:top].astype(np.int32)
            found.append((order, scores[order]))
        return found


class WordReader:
    """Finds labels, given as kind, concept and label, as they stand in a text; all of a text with "pré" is optional."""

    def __init__(self, labels):
        self.labels = labels

    def read(self, text):
        found = [
            Mention(
                kind=kind,
                concept=concept,
                words=hit.group(),
                start=hit.start(),
                end=hit.end(),
                optional="pré" in text,
            )
            for kind, concept, label in self.labels
            for hit in re.finditer(re.escape(label), text, re.IGNORECASE)
        ]
        return tuple(sorted(found, key=lambda mention: mention.start))


def word_linkers(catalogue, _cache, progress):
    """In place of `pipelines.taxonomies.linkers`."""
    progress("er valt niets te leren")
    titles, skills = (
        [(one.id, label) for one in concepts for label in (one.label, *one.alt_labels)]
        for concepts in (catalogue.taxonomy.occupations, catalogue.taxonomy.skills)
    )
    papers = [("licence", paper.id, paper.label) for paper in catalogue.licences]
    reader = WordReader([("skill", *label) for label in skills] + papers)
    return Linkers(WordLinker(titles), WordLinker(skills), lambda: reader)
