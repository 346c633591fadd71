"""Driving licences as texts write them: "B-rijbewijs", "rijbewijs B/BE", "rijbewijs B of C", or a bare "rijbewijs"."""

import re
from collections.abc import Iterator, Mapping, Sequence

from models.normalise import label_forms
from models.texts.said import Said

KIND = "licence"
TRIGGER = re.compile(r"(?:auto|vrachtwagen)?rijbewijs|rijbewijzen")
BARE = "b"  # what a bare "rijbewijs" means in an advertisement
# Each category with those that it includes (Reglement rijbewijzen, artikel 15 and further; EU directive 2006/126).
INCLUDES = {
    "am": frozenset(),
    "b": frozenset({"am"}),
    "t": frozenset(),
    "be": frozenset({"b", "am"}),
    "c1": frozenset({"b", "am"}),
    "c": frozenset({"c1", "b", "am"}),
    "ce": frozenset({"c", "c1", "be", "b", "am"}),
    "d1": frozenset({"b", "am"}),
    "d": frozenset({"d1", "b", "am"}),
}
_LETTER = r"(?:am|a[12]?|b ?[+/-] ?e|c ?[+/-] ?e|d ?[+/-] ?e|be|ce|de|c1|d1|b|c|d|t)(?![\w'])"
_LIST = rf"{_LETTER}(?:\)?(?P<sep>\s?(?:/|,|\+|&|-|en/of|en|of|,? of|,? en)\s?)(?:rijbewijs )?{_LETTER})*"
BEHIND = re.compile(
    rf"\b(?:rijbewijs|rijbewijzen)(?: ?\(?(?:categorie|categorieen|cat\.?|klasse|type"
    rf"|code))?[ :(-]{{1,8}}(?P<list>{_LIST.replace('?P<sep>', '?:')})"
)
BEFORE = re.compile(
    rf"(?<![\w'-])(?P<list>{_LETTER}(?:-?(?:\s?(?:/|,|\+|&|en/of|en|of)\s?){_LETTER})*)-? ?rijbewij(?:s|zen)\b"
)
ALONE = re.compile(r"\b(?:rijbewijs|rijbewijzen)\b")
# "Heftruck rijbewijs", "een rijbewijs voor de scooter": of something else than a car.
_OTHER = r"(?:heftruck|reachtruck|vrachtwagen|bus|scooter|brommer|bromfiets|motor|trekker|tractor|taxi|aanhanger)"
OTHER_BEFORE = re.compile(rf"\b{_OTHER}[ -]$|(?<!auto)-$")
OTHER_BEHIND = re.compile(rf" (?:voor (?:een |de )?)?{_OTHER}\b")
LONGEST_OTHER = 12  # characters of the longest of these with the sign behind it
LETTER = re.compile(_LETTER)
IN_BRACKETS = re.compile(rf" ?\((?P<letter>{_LETTER}) (?!of\b|en\b)")  # "rijbewijs B (BE is handig)"
OR = re.compile(r"\bof\b")
# Something else does as well: "rijbewijs of een fiets", "of bezig met rijles".
ELSE_BEHIND = re.compile(
    r"\)?,? (?:of|en/of|of anders|dan wel) (?!hoger|meer|b\b|c\b|be\b|ce\b|d\b|vca|code|heftruck|bhv|ander)"
)
ELSE_BEFORE = re.compile(r"\b(?:fiets|e-bike|scooter|brommer|ov|vervoer|auto) of (?:een |je )?(?:\w+ )?$")


class Driving:
    """Finds the driving licences that the licences, given as pairs of id and label, have a letter for."""

    def __init__(self, licences: Sequence[tuple[str, str]]) -> None:
        self._ids: Mapping[str, str] = _by_letter(licences)

    def read(self, plain: str, start: int, end: int) -> Iterator[Said]:
        """Give the licences that this part of a plain text names.

        Of alternatives the one that all the others include is asked, and the others are open; when none is, all are.
        """
        passed = start
        for found in ALONE.finditer(plain, start, end):
            if found.start() < passed:
                continue
            behind = BEHIND.match(plain, found.start(), end)
            before = next((one for one in BEFORE.finditer(plain, passed, end) if one.end() == found.end()), None)
            listed = behind or before
            first, last = (listed.start(), listed.end()) if listed else found.span()
            passed = last
            other = bool(ELSE_BEHIND.match(plain, last, end) or ELSE_BEFORE.search(plain, start, first))
            if (more := IN_BRACKETS.match(plain, last, end)) and (letter := _letter(more["letter"])) in self._ids:
                yield Said(KIND, self._ids[letter], *more.span("letter"))
            if listed is None:
                if not _is_of_other(plain, first, last):
                    yield from self._bare(first, last, hedged=other)
            else:
                yield from self._listed(plain, listed, hedged=other)

    def _bare(self, first: int, last: int, *, hedged: bool) -> Iterator[Said]:
        if BARE in self._ids:
            yield Said(KIND, self._ids[BARE], first, last, hedged=hedged)

    def _listed(self, plain: str, found: re.Match[str], *, hedged: bool) -> Iterator[Said]:
        first, last = found.span("list")
        letters = [_letter(one[0]) for one in LETTER.finditer(plain, first, last)]
        needed = frozenset(letters)
        if OR.search(plain, first, last):
            needed = frozenset(
                one for one in letters if all(one in INCLUDES.get(other, ()) for other in letters if other != one)
            )
        for letter in dict.fromkeys(letters):
            if letter in self._ids:
                yield Said(KIND, self._ids[letter], found.start(), found.end(), hedged=hedged or letter not in needed)


def _letter(written: str) -> str:
    """Return a category as the labels have it: "b+e" is "be"."""
    return re.sub(r"\W", "", written)


def _by_letter(licences: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the id of every category that a label names: "rijbewijs BE (auto met aanhanger)" is "be"."""
    ids: dict[str, str] = {}
    for concept, label in sorted(licences):
        for form in label_forms(label):
            word, _, letter = form.partition(" ")
            if word == "rijbewijs" and LETTER.fullmatch(letter):
                ids.setdefault(letter, concept)
    return ids


def _is_of_other(plain: str, first: int, last: int) -> bool:
    before = plain[max(first - LONGEST_OTHER, 0) : first]
    return bool(OTHER_BEFORE.search(before) or OTHER_BEHIND.match(plain, last))


def is_driving(label: str) -> bool:
    """Whether a label is that of a driving licence with its letter, which is found here and not as a label."""
    words = [form.partition(" ") for form in label_forms(label)]
    return any(one == "rijbewijs" or (other == "rijbewijs" and LETTER.fullmatch(one)) for one, _, other in words)
