"""What one clause of a page says by itself: that something is not needed, that something is "een pré"."""

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from models.texts import marks
from models.texts.page import CLOSES, OPENS, Page

NEAR_NEED = 4  # words between "niet" and "nodig"
NEAR_NOUN = 2  # words between "geen" and "eis"
DENIES = marks.NO | marks.HOEFT | marks.IRRELEVANT
OPENS_PART = marks.VERB | marks.MYSELF | marks.WE | marks.CONNECT | marks.TURN | marks.BACK
NOT_NEEDED = frozenset(("belangrijk", "per", "perse", "uit", "relevant", "doorslaggevend", "toe"))
# By word: what stands before it, or behind it, when it calls something a pré.
PRE_BESIDE = {
    "nice": ((), ("to",)),
    "plus": (("is",), ("punt", "als")),
    "helpt": (("dat", "dit"), ()),
    "welkom": (("is", "zijn", "zeer"), ()),
}


class Clause(NamedTuple):
    """A clause: its words from `first` up to `end`, the bits of all of them, and what it says of itself.

    `names` says whether it names something that can be asked; `is_list` that it has no verb and opens no other part.
    """

    first: int
    end: int
    bits: int
    names: bool
    denies: bool
    prefers: bool
    is_list: bool


def look(page: Page, at: int, named: AbstractSet[int]) -> Clause:
    """Return a clause of a page by its number; `named` are the words that are part of a mention."""
    first, end, bits = page.clauses[at], page.clauses[at + 1], page.clause_bits[at]
    return Clause(
        first,
        end,
        bits,
        names=bool(bits & marks.TOPIC) or _has_own_subject(page, first) or not named.isdisjoint(range(first, end)),
        denies=bool(bits & DENIES) and _denies(page, first, end, bits),
        prefers=bool(bits & (marks.PRE | marks.PRE_IF)) and any(prefers(page, on) for on in range(first, end)),
        is_list=not bits & OPENS_PART,
    )


def _has_own_subject(page: Page, first: int) -> bool:
    """Whether a remark in brackets begins here that is about something else: "rijbewijs B (BE is handig)"."""
    back = marks.VERB | marks.BACK | marks.NO | marks.PRE | marks.PRE_IF | marks.LIST
    return bool(page.cuts.get(first, 0) & OPENS and not page.bits[first] & back)


def _denies(page: Page, first: int, end: int, bits: int) -> bool:
    """Whether a clause says as a whole that something is not needed."""
    if bits & marks.IRRELEVANT or (bits & marks.HOEFT and bits & (marks.NIET | marks.GEEN)):
        return True
    for at in range(first, end):
        if page.bits[at] & marks.NIET and _denies_need(page, at, first, end):
            return True
        if page.bits[at] & marks.GEEN:
            behind = range(at + 1, min(at + 1 + NEAR_NOUN, end))
            if any(page.bits[on] & marks.NEEDED_NOUN or page.words[on] == "rol" for on in behind):
                return True
    return False


def _denies_need(page: Page, niet: int, first: int, end: int) -> bool:
    """Whether this "niet" is about a need: "niet nodig", "maakt niet uit", or the last word: "een rijbewijs niet"."""
    behind = range(niet + 1, min(niet + 1 + NEAR_NEED, end))
    if any(page.bits[on] & marks.NEEDED or page.words[on] in NOT_NEEDED for on in behind):
        return True
    return niet + 1 == end or (niet > first and page.words[niet - 1] == "maakt")


def prefers(page: Page, at: int) -> bool:
    """Whether this word calls something a pré; some words do so only beside others."""
    bits = page.bits[at]
    if bits & marks.PRE:
        return not is_aside(page, at)
    if not bits & marks.PRE_IF:
        return False
    word, before = page.words[at], page.words[at - 1] if at else ""
    after = page.words[at + 1] if at + 1 < len(page.words) else ""
    if word == "handig":
        return before not in ("bent", "ben", "je", "en") and after not in ("met", "in")
    beside = PRE_BESIDE.get(word)
    if beside is None:
        return after in ("als", "meegenomen", "wanneer")
    return before in beside[0] or after in beside[1]


def is_aside(page: Page, at: int) -> bool:
    """Whether "pré" at this word stands in brackets of its own, and so is about the word before them."""
    if not page.bits[at] & marks.PRE:
        return False
    opens = page.cuts.get(at, 0) | page.cuts.get(at - 1, 0)
    return bool(opens & OPENS and page.cuts.get(at + 1, 0) & CLOSES)
