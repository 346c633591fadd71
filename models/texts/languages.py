"""How well someone has to know Dutch: a level of the CEFR, or words such as "je spreekt goed Nederlands".

What words mean is our reading (2026-11) of the CEFR's own scale, each time the lowest level that they can mean: A1 and
A2 "basic user", A2 "can communicate in simple and routine tasks", B1 "independent", B2 "fluency and spontaneity"
(Council of Europe, 2001, table 1). Levels 1F to 4F: Meijerink (2008), as the NLQF sets them beside the CEFR.
"""

import re
from collections.abc import Iterator

from models.texts.said import Said

KIND = "language"
TRIGGER = re.compile(r"nederlands\w*|taal|taal(?:niveau|beheersing|vaardigheid)|nt2")
NEAR = 45  # characters between "Nederlands" and its level at most
NOT_NEEDED = "A0"

LEVEL = re.compile(r"(?<![\w/])([abc][012]|[1-4]f)(?![\w])(?:\s?(?:/|-|of|tot|en|à)\s?([abc][012]|[1-4]f)\b)?")
FRAMEWORK = {"1f": "A2", "2f": "B1", "3f": "B2", "4f": "C1"}
# A licence, a building, a paper size, another list.
OTHER_CODE = re.compile(r"(?:rijbewijs|rijbewijzen|categorie|gebouw|code|hal|verdieping|schaal|dock|en|/) ?$")
OTHER_CODE_BEHIND = re.compile(r"-?rijbewijs")
DUTCH = re.compile(
    r"\bnederlandse (?:en|of|en/of) \w+e taal\b|\bnederlands(?:e)?(?: |-)(?:taal(?:beheersing|niveau|vaardigheid)?"
    r"|spreken[d]?)\b|\bnederlands(?:talige?|sprekende?)\b"
    r"|\bnederlands\b(?! (?:bedrijf|recht|product|merk|team|paspoort|rijbewijs|elftal|kampioen|concern|erfgoed"
    r"|fabricaat|als vak))"
    r"|\b(?:taalniveau|taalbeheersing|taalvaardigheid|taal|nt2)\b"
)
OTHER_LANGUAGE = re.compile(
    r"\b(?:engels|duits|frans|spaans|pools|arabisch|turks|oekraiens|vreemde|tweede|andere|programmeer|gebaren"
    r"|lichaams)(?:e|s)?\b"
)
# Nederlands as what is taught or learnt: "docent Nederlands", "hulp bij de Nederlandse taal".
STUDIED = re.compile(
    r"\b(?:(?:docent|leraar|lerares|leerkracht|lessen?|lesgeven|les geven|vak|cursus|bijles|moeite|hulp|helpen|help"
    r"|oefenen|oefen|leren|leer|leert)"
    r"(?: je| jou| we| wij)*)(?: in| met| bij)?(?: het| de| je| jouw)? $"
)
_DUTCH = r"(?:nederlands\w*(?: (?:en|of|en/of) \w+e)?(?: taal\w*)?|taalbeheersing|taalvaardigheid)"
_BEFORE = (
    r"(?:(?:beheersing|kennis|begrip|vaardigheid|mondelinge?|schriftelijke?|en|van|de|het|in|je|uitdrukken|uit"
    r"|drukken|woord|geschrift"
    r"|sprekend|spreken|communicatieve|vaardigheden|lezen|schrijven|communiceren|kunnen|verstaan|begrijpen|genoeg"
    r"|gesproken|te) ){0,7}"
)
_BEHIND = (
    r"(?:(?: |, )(?:is|zijn|spreekt?|beheerst?|verstaat?|begrijpt?|je|jij|ik|u|op|een|ook|heel|in|vindt?|voor"
    r"|vaardigheid)){0,4}"
)


def _near(words: str) -> re.Pattern[str]:
    """Return what finds these words with "Nederlands", before or behind it."""
    return re.compile(rf"\b(?:{words}),? {_BEFORE}{_DUTCH}\b|\b{_DUTCH}{_BEHIND},? (?:{words})\b")


# From sure to vague; the first that fits counts.
BOTH_WAYS = re.compile(
    r"(?:in )?woord en (?:in )?(?:ge)?schrift|mondeling(?:e)? (?:en|als) schriftelijk(?:e)?|spreken en schrijven"
    r"|spreekt en schrijft"
)
STRONG = (
    r"uitstekend\w*|vloeiend\w*|perfect\w*|foutlo\w+|zeer goed\w*|excellent\w*|moedertaal\w*|native|feilloos"
    r"|feilloze|vlekkelo\w+"
)
GOOD = r"goed\w*|prima|ruime|voldoende goed|vlot\w*"
SOME = r"redelijk\w*|voldoende|enige|gangbaar|redden|verstaanbaar\w*|begrijpelijk"
LITTLE = (
    r"paar woord\w*|enkele woord\w*|beetje|basis\w*|eenvoudig\w*|simpel\w*|simpele|elementair\w*|een aardig woordje"
)
BY_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("A1", _near(LITTLE)),
    ("B2", _near(STRONG)),
    ("A2", _near(SOME)),
    ("B1", _near(GOOD)),
)
GOOD_LEVEL, BOTH_WAYS_LEVEL = "B1", "B2"
SPOKEN = re.compile(
    r"\b(?:spreek\w*|spreken|beheers\w*|versta\w*|begrijp\w*|begrijpen|lees|leest|lezen|schrijf\w*|schrijven"
    r"|communic\w+|machtig|kennis|uitdrukken"
    r"|taal|taalvaardig\w*|praat|praten|redden|must|vereist\w*|verplicht|noodzakelijk|pre|meegenomen)\b"
)
OR_ANOTHER = re.compile(r"\b(?:en/of|of) (?:het |de |goed |vloeiend )?(?:engels|duits|frans|pools|spaans|arabisch)")
OR_BEFORE = re.compile(r"\b(?:engels|duits|frans|pools)e? (?:en/of|of) (?:het |de |goed )?$")


def read(plain: str, start: int, end: int) -> Iterator[Said]:
    """Give the levels of Dutch in this part of a plain text."""
    dutch = [
        found
        for found in DUTCH.finditer(plain, start, end)
        if not STUDIED.search(plain, max(start, found.start() - 30), found.start())
    ]
    if not dutch:
        return
    levels = list(_by_level(plain, start, end, dutch))
    yield from levels
    if not levels:
        yield from _by_words(plain, start, end, dutch)


def _by_level(plain: str, start: int, end: int, dutch: list[re.Match[str]]) -> Iterator[Said]:
    others = [found.span() for found in OTHER_LANGUAGE.finditer(plain, start, end)]
    for found in LEVEL.finditer(plain, start, end):
        if OTHER_CODE.search(plain, max(start, found.start() - 12), found.start()) or OTHER_CODE_BEHIND.match(
            plain, found.end()
        ):
            continue
        near = min((_away(one.span(), found.span()), one.start(), one.end()) for one in dutch)
        other = min((_away(one, found.span()) for one in others), default=NEAR + 1)
        if near[0] <= NEAR and near[0] < other and not _is_of_another(others, near):
            levels = [FRAMEWORK.get(level, level.upper()) for level in found.groups() if level]
            first, last = min(near[1], found.start()), max(near[2], found.end())
            closed = plain[last : last + 1] == ")" and "(" in plain[first:last]
            yield Said(KIND, min(levels), first, last + closed, head=near[1])


def _is_of_another(others: list[tuple[int, int]], near: tuple[int, int, int]) -> bool:
    """Whether the word is "taal" behind another language: "Engelse taal op B2"."""
    return any(0 <= near[1] - one[1] <= 1 for one in others)


def _by_words(plain: str, start: int, end: int, dutch: list[re.Match[str]]) -> Iterator[Said]:
    named = next((one for one in dutch if one[0].startswith("nederlands")), None)
    if named is None:
        return
    level, first, last = _in_words(plain, start, end, named)
    hedged = bool(OR_ANOTHER.search(plain, named.end(), end) or OR_BEFORE.search(plain, start, named.start()))
    yield Said(KIND, level, first, last, hedged=hedged, denied_as=NOT_NEEDED, head=named.start())


def _in_words(plain: str, start: int, end: int, named: re.Match[str]) -> tuple[str, int, int]:
    """Return the level that the words around "Nederlands" mean, "" when they mean none, and where they stand."""
    both = BOTH_WAYS.search(plain, start, end)
    for level, pattern in BY_WORDS:
        if found := pattern.search(plain, start, end):
            if level == GOOD_LEVEL and both:
                return BOTH_WAYS_LEVEL, min(found.start(), both.start()), max(found.end(), both.end())
            return level, found.start(), found.end()
    first, last = named.span()
    if both:
        return "B1", min(first, both.start()), max(last, both.end())
    if "talig" in named[0] or "sprekend" in named[0]:
        return "B1", first, last
    spoken = min(SPOKEN.finditer(plain, start, end), key=lambda one: _away(one.span(), named.span()), default=None)
    if spoken and _away(spoken.span(), named.span()) <= NEAR:
        return "A2", min(first, spoken.start()), max(last, spoken.end())
    return "", first, last


def _away(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Return the characters between two places; 0 when they touch or overlap."""
    return max(one[0] - other[1], other[0] - one[1], 0)
