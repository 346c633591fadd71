"""What the clause and sentence around a word say about it: "niet nodig", "een pré". Rules for Dutch, no parser."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

CLAUSE, SENTENCE = ",", "."
# Words that begin another clause.
CONNECTS = frozenset(("maar", "wel", "want", "omdat", "dus", "zodat", "echter", "terwijl"))
BOUNDARIES = CONNECTS | {CLAUSE, SENTENCE}

WINDOW = 60  # words looked at on either side: a text without a single full stop is no sentence
# So many words before what it concerns stands "geen" at most: "geen ervaring met werken met de heftruck".
NEAR_NEGATION = 5
NEAR_WITHOUT = 2
CLAUSES_ON = 2  # clauses in which "maar wel een pré" may follow

NEEDED = frozenset(("nodig", "vereist", "verplicht", "noodzakelijk", "gevraagd", "noodzaak", "must", "moet", "moeten"))
NEEDED_NOUNS = frozenset(("eis", "vereiste", "must", "noodzaak", "voorwaarde", "verplichting"))
NOT_NEEDED = NEEDED | NEEDED_NOUNS | {"belangrijk", "per"}
NO_OBSTACLE = frozenset(("probleem", "moeite", "bezwaar", "hekel", "angst", "vrees", "twijfel"))
PRE = frozenset(
    [
        "pre",
        "pluspunt",
        "pluspunten",
        "voordeel",
        "bonus",
        "meegenomen",
        "wenselijk",
        "voorkeur",
        "liefst",
        "meerwaarde",
        "handig",
        "nice",
    ]
)


class Clauses:
    """The clauses and sentences of a text, given as its folded words with "," and "." for their ends.

    `mentioned` are the positions of the words that something is asked about.
    """

    def __init__(self, words: Sequence[str], mentioned: Iterable[int]) -> None:
        self._words = words
        self._mentioned = sorted(mentioned)
        self._starts = [0]
        self._sentences = [0]
        for index, word in enumerate(words):
            if word in BOUNDARIES:
                self._starts.append(index + 1)
                if word == SENTENCE:
                    self._sentences.append(index + 1)

    def denies(self, first: int, last: int) -> bool:
        """Whether the clause says that this is not needed, and the next does not make it a pré after all."""
        start, end = self._around(self._starts, first)
        return self._is_denied(start, end, first, last) and not self._turns(end)

    def is_pre(self, first: int) -> bool:
        """Whether the sentence calls it a pré and its own clause does not call it needed."""
        start, end = self._around(self._starts, first)
        own = self._words[start:end]
        if not PRE.isdisjoint(own):
            return True
        begin, stop = self._around(self._sentences, first)
        if PRE.isdisjoint(self._words[begin:stop]):
            return False
        return NEEDED.isdisjoint(own) or self._is_denied(start, end, first, first)

    def _is_denied(self, start: int, end: int, first: int, last: int) -> bool:
        before = self._words[start:first]
        near = before[-NEAR_NEGATION:]
        if "geen" in near and NO_OBSTACLE.isdisjoint(near[near.index("geen") :]):
            return True
        if "zonder" in before[-NEAR_WITHOUT:]:
            return True
        own = [*before, *self._words[last + 1 : end]]
        if "niet" in own and any(word.startswith("hoef") for word in own):
            return True
        return any(
            (word == "niet" and not NOT_NEEDED.isdisjoint(own[at + 1 : at + 4]))
            or (word == "geen" and not NEEDED_NOUNS.isdisjoint(own[at + 1 : at + 3]))
            for at, word in enumerate(own)
        )

    def _turns(self, end: int) -> bool:
        """Whether a next clause of the sentence is about the same and calls it a pré: "maar wel een pré"."""
        at = end
        for _ in range(CLAUSES_ON + 1):
            if at >= len(self._words) or self._words[at] == SENTENCE:
                return False
            start, stop = self._around(self._starts, at + 1)
            if bisect_left(self._mentioned, start) < bisect_left(self._mentioned, stop):
                return False
            if not PRE.isdisjoint(self._words[start:stop]):
                return True
            at = stop
        return False

    def _around(self, starts: Sequence[int], index: int) -> tuple[int, int]:
        """Return begin and end of the stretch that this word is in, the sign that ends it left out."""
        at = bisect_right(starts, index)
        end = starts[at] - 1 if at < len(starts) else len(self._words)
        return max(starts[at - 1], index - WINDOW), min(end, index + WINDOW)
