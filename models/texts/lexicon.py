"""What a reader knows of the words of texts: looked up once, and remembered."""

import re
from collections.abc import Sequence

from models.texts import marks
from models.texts.acts import Acts
from models.texts.labels import Labels
from models.texts.marks import MARKS, stem_of

REMEMBERED = 200_000  # words; a year of advertisements has fewer
LONGEST_WORD = 60  # letters; longer is no word
NO_WORD = ("", "", 0, 0)


class Lexicon(dict[str, tuple[str, str, int, int]]):
    """Of every word that was met its stem, that of its last part, its marks and, as bits, the triggers that it matches.

    A long word with one wrong letter has the stem of the word of a label that was meant. When full it starts anew.
    """

    def __init__(self, labels: Labels, acts: Acts, triggers: Sequence[re.Pattern[str]]) -> None:
        super().__init__()
        self._labels = labels
        self._acts = acts
        self._triggers = tuple(triggers)

    def __missing__(self, word: str) -> tuple[str, str, int, int]:
        if len(word) > LONGEST_WORD:
            return NO_WORD
        if len(self) >= REMEMBERED:
            self.clear()
        stem = self._labels.meant(stem_of(word))
        bits = MARKS.get(word, 0) | self._labels.bits(word, stem) | (marks.ACT if self._acts.knows(word) else 0)
        calls = sum(1 << number for number, trigger in enumerate(self._triggers) if trigger.fullmatch(word))
        known = self[word] = (stem, self._acts.head(stem), bits | (marks.CALLS if calls else 0), calls)
        return known
