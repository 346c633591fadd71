"""One wrong letter in a long word of a text, seen from the words that labels have."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA

SHORTEST = 8  # letters; in a shorter word one other letter is another word
EDGE = 4  # letters: one slip leaves the first four or the last four as they are


class Slips:
    """Finds the known word that a word is with one letter wrong, missing, added or swapped with its neighbour.

    The first letter and the ending have to be right: another ending is another form, and not a slip. Two known words
    that are equally near give none.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(word for word in known if len(word) >= SHORTEST - 1 and word.isalpha())
        self._edges: dict[str, list[str]] = {}
        for word in sorted(self._known):
            self._edges.setdefault(f"{word[:EDGE]}-", []).append(word)
            self._edges.setdefault(f"-{word[-EDGE:]}", []).append(word)

    def mended(self, word: str) -> str:
        """Return the known word that was meant, "" when the word is known itself or nothing is near."""
        if len(word) < SHORTEST or word in self._known:
            return ""
        near = {*self._edges.get(f"{word[:EDGE]}-", ()), *self._edges.get(f"-{word[-EDGE:]}", ())}
        found = [
            other
            for other in near
            if abs(len(other) - len(word)) <= 1
            and _same_edges(word, other)
            and OSA.distance(word, other, score_cutoff=1) == 1
        ]
        return found[0] if len(found) == 1 else ""


def _same_edges(word: str, other: str) -> bool:
    return word[0] == other[0] and word[-2:] == other[-2:]
