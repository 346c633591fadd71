"""A text ready to be read: a plain copy with every character in its place, its words, and where sentences end."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate, pairwise
from operator import or_

from models.texts import marks
from models.texts.plain import BULLET as BULLET_SIGN
from models.texts.plain import JOINER, plain_text

LONGEST_SENTENCE = 60  # words; a text without full stops is no sentence, so it is cut
LONGEST_INITIAL = 5  # letters of a word that may be short for another, "bijv. Delft"
FULL_LINE = 60  # characters; a line that goes on in small letters after so many was broken off by a program
WRAPS = frozenset(("\n", "\r\n", " \n"))
LONGEST_ASIDE = 12  # words between brackets
LONGEST_GAP = 40  # signs between two words that are worth remembering
REMEMBERED = 10_000  # of them

# Bits of what stands before a word.
CLAUSE, SENTENCE, LINE, QUESTION, COLON, BULLET, BLANK, OPENS, CLOSES, STOP = (1 << bit for bit in range(10))
_DOT, _TIGHT, _WRAP = 1 << 10, 1 << 11, 1 << 12
_UNSETTLED = _DOT | _TIGHT | _WRAP
_FULL_STOP = _DOT | STOP

# The words of a text in plain letters, and of any other, with the signs of C++ and C#.
ASCII_WORD = re.compile(r"([a-z0-9]+)")
WORD = re.compile(r"([^\W_]+(?:\+\+|#)?)")
WITH_SIGNS = re.compile(r"c\+\+|[cf]#")
LINE_END = re.compile(r"\r\n|[\n\r\v\f]")
DASH = re.compile(r"\s-{1,2}\s")
COLON_SIGN = re.compile(r":[\s\"'(]")
BULLET_LINE = re.compile(rf"[\n\r\v\f]\s{{0,9}}[-*{BULLET_SIGN}>+]")
SIGN_BITS = (
    (BULLET_SIGN, BULLET | SENTENCE),
    ("|", BULLET | SENTENCE),
    ("?", QUESTION | SENTENCE),
    ("!", SENTENCE),
    (";", SENTENCE),
    ("(", OPENS),
    (")", CLOSES),
    (".", STOP),
    ("!", STOP),
)
# After these a full stop ends no sentence. "o.a." and the like are seen by the stop inside.
ABBREVIATIONS = frozenset(
    ("min", "max", "ca", "incl", "excl", "evt", "bijv", "bv", "nr", "resp", "gem", "tel", "dhr", "mw", "mevr", "art")
) | {"vgl", "cat", "afd", "dr", "mr", "drs", "ing", "ir", "prof", "zgn"}


@dataclass(frozen=True, slots=True)
class Page:
    """A text and its words; word i is `text[starts[i]:ends[i]]`, and in `plain`, of the same length, in lower case.

    `stems` are the words without their endings, `heads` the last parts of compounds ("" for others), `bits` their marks
    (`models/texts/marks.py`) and `calls` the rules that they call for; `hot` are the words with one of the marks HOT.
    `cuts` has the bits of what stands before a word, where that is more than a space; one more at the end of the text.
    `sentences` and `clauses` are the first words of each, with the number of words as their last; `sentence_at` and
    `clause_at` say for every word which one it is in, and `sentence_bits` and `clause_bits` hold the marks of all their
    words.
    """

    text: str
    plain: str
    words: list[str]
    stems: list[str]
    heads: list[str]
    bits: list[int]
    calls: list[int]
    hot: list[int]
    starts: list[int]
    ends: list[int]
    cuts: dict[int, int]
    sentences: list[int]
    sentence_at: list[int]
    sentence_bits: list[int]
    clauses: list[int]
    clause_at: list[int]
    clause_bits: list[int]

    def word_at(self, place: int) -> int:
        """Return the index of the word at, or else before, this place of the text; -1 before the first."""
        return bisect_right(self.starts, place) - 1


# Of a word its stem, the stem of its last part, its marks and the rules that it calls for.
Known = Mapping[str, tuple[str, str, int, int]]


def read_page(text: str, lexicon: Known) -> Page:
    """Return the page of a text."""
    plain = plain_text(text)
    pattern = ASCII_WORD if plain.isascii() and not WITH_SIGNS.search(plain) else WORD
    pieces = pattern.split(plain)
    places = list(accumulate(map(len, pieces)))
    words = pieces[1::2]
    if JOINER in plain:
        words = [word.replace(JOINER, "") for word in words]
    starts = places[0::2][: len(words)]
    known = [lexicon[word] for word in words]
    stems, heads, bits, calls = map(list, zip(*known, strict=True)) if known else ([], [], [], [])
    cuts = _cuts(text, words, starts, pieces[0::2])
    hot = [at for at, bit in enumerate(bits) if bit & marks.HOT]
    sentences, clauses = _parts(cuts, bits, hot)
    return Page(
        text=text,
        plain=plain,
        words=words,
        stems=stems,
        heads=heads,
        bits=bits,
        calls=calls,
        hot=hot,
        starts=starts,
        ends=places[1::2],
        cuts=cuts,
        sentences=sentences,
        sentence_at=_numbered(sentences),
        sentence_bits=_together(sentences, bits),
        clauses=clauses,
        clause_at=_numbered(clauses),
        clause_bits=_together(clauses, bits),
    )


def _cuts(text: str, words: list[str], starts: list[int], gaps: list[str]) -> dict[int, int]:
    """Return the bits of what stands before each word, where that is more than a space."""
    lowercase = text.islower()
    cuts = {}
    for at in [at for at, gap in enumerate(gaps) if gap != " "]:
        gap = gaps[at]
        signs = SIGNS_OF[gap]
        if (
            signs == _FULL_STOP
            and at < len(words)
            and text[starts[at]].isupper()
            and len(words[at - 1]) > LONGEST_INITIAL
        ):
            signs = STOP | SENTENCE
        elif signs & _UNSETTLED:
            signs = _settled(text, words, starts, gaps, at, lowercase=lowercase)
        if signs:
            cuts[at] = signs
    return cuts


class _Signs(dict[str, int]):
    """The bits of what stands between two words; it starts anew when it is full, and keeps nothing that is long."""

    def __missing__(self, gap: str) -> int:
        bits = _signs(gap)
        if len(gap) <= LONGEST_GAP:
            if len(self) >= REMEMBERED:
                self.clear()
            self[gap] = bits
        return bits


SIGNS_OF = _Signs()


def _signs(gap: str) -> int:
    """Return the bits of what stands between two words; dots and bare commas are settled by what is around them."""
    bits = _line_bits(gap)
    for sign, bit in SIGN_BITS:
        if sign in gap:
            bits |= bit
    if COLON_SIGN.search(gap):
        bits |= COLON | CLAUSE
    if DASH.search(gap):
        bits |= CLAUSE
    if "," in gap:
        bits |= _TIGHT if gap == "," else CLAUSE
    if "." in gap and not bits & SENTENCE and gap != ".":
        bits |= _DOT
    return bits


def _line_bits(gap: str) -> int:
    """Return the bits of the line ends in a gap, none when it has none."""
    ends = LINE_END.findall(gap)
    if not ends:
        return 0
    bits = LINE | SENTENCE
    if len(ends) > 1:
        bits |= BLANK
    if BULLET_LINE.search(gap):
        bits |= BULLET
    return bits | (_WRAP if gap in WRAPS else 0)


def _settled(text: str, words: list[str], starts: list[int], gaps: list[str], at: int, *, lowercase: bool) -> int:
    """Return the bits of a gap once a dot, bare comma or line end is settled: "8,5" is a number, "o.a. B" goes on."""
    signs = SIGNS_OF[gaps[at]]
    settled = signs & ~_UNSETTLED
    before = words[at - 1] if at else ""
    if at == len(words):
        return settled | SENTENCE
    goes_on = text[starts[at]].islower()
    if signs & _WRAP and goes_on and at:
        # A line only ends here because it was full.
        end = starts[at] - len(gaps[at])
        return 0 if end - (text.rfind("\n", 0, end) + 1) >= FULL_LINE else settled
    if signs & _TIGHT and not (before[-1:].isdigit() and words[at][:1].isdigit()):
        settled |= CLAUSE
    if signs & _DOT:
        abbreviated = before in ABBREVIATIONS or (len(before) == 1 and gaps[at - 1] == ".")
        if not abbreviated and (lowercase or not goes_on):
            settled |= SENTENCE
    return settled


def _parts(cuts: dict[int, int], bits: list[int], hot: list[int]) -> tuple[list[int], list[int]]:
    """Return where sentences and clauses begin, each with the end of the text behind them."""
    last = len(bits)
    whole = [0, *(at for at, signs in cuts.items() if signs & SENTENCE and 0 < at < last), last]
    sentences = [at for begin, end in pairwise(whole) for at in range(begin, end, LONGEST_SENTENCE)] + [last]
    clauses = sorted({*sentences, *(at for at, signs in cuts.items() if signs & CLAUSE and 0 < at < last)})
    added = [at for at in hot if bits[at] & marks.AND and _has_verbs(at, clauses, bits)]
    added += [at for opens in cuts if cuts[opens] & OPENS for at in _aside(opens, cuts, bits)]
    return sentences, sorted({*clauses, *added}) if added else clauses


def _has_verb(bits: list[int]) -> bool:
    return bool(reduce(or_, bits, 0) & marks.VERB)


def _aside(opens: int, cuts: dict[int, int], bits: list[int]) -> tuple[int, ...]:
    """Return where a remark in brackets begins and ends, when it has a verb of its own: "… B (BE is handig)"."""
    close = next((at for at in range(opens + 1, opens + LONGEST_ASIDE) if cuts.get(at, 0) & CLOSES), None)
    if close is None or opens == 0 or not _has_verb(bits[opens:close]):
        return ()
    return (opens, close) if close < len(bits) else (opens,)


def _has_verbs(at: int, clauses: list[int], bits: list[int]) -> bool:
    """Whether an "en" has a verb on either side, so that it ends a clause: "je hebt rijbewijs B en VCA is een pré"."""
    clause = bisect_right(clauses, at) - 1
    before, behind = bits[clauses[clause] : at], bits[at : clauses[clause + 1]]
    return _has_verb(before) and _has_verb(behind)


def _numbered(begins: list[int]) -> list[int]:
    """Return for every word the number of the part that it is in."""
    numbers: list[int] = []
    for number, (begin, end) in enumerate(pairwise(begins)):
        numbers += [number] * (end - begin)
    return numbers


def _together(begins: list[int], bits: list[int]) -> list[int]:
    """Return for every part the marks of all its words."""
    return [reduce(or_, bits[begin:end], 0) for begin, end in pairwise(begins)]
