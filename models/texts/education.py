"""Which level of education a text asks. The lowest counts: "mbo 3/4" is mbo 3. "Mbo" alone names no level.

A startkwalificatie is a diploma of havo, vwo or mbo 2 (Leerplichtwet 1969, artikel 4a); vmbo and older schools stand
where the catalogue of levels has them, beside mbo 2.
"""

import re
from collections.abc import Iterator

from matcher.codes import Level
from models.texts.said import Said

KIND = "education"
TRIGGER = re.compile(
    r"v?mbo\d?|mavo|havo|vwo|lbo|vbo|lts|mts|hts|hbo\w*|wo|bachelor\w*|master\w*|universitair\w*|academisch\w*"
    r"|startkwalificatie|entree\w*"
    r"|praktijkonderwijs|praktijkschool|diploma(?:'s|s)?|opleiding(?:en|s\w*)?|vooropleiding\w*|associate|niveau"
)
_NUMBER = r"([1-4])(?![\d.,]*\d|[,.]?\d| ?(?:jaar|jaren|uur|dagen|maanden|weken|keer|x\b|%))"
_JOIN = r"\s?(?:/|-|of|tot|en|t/m|à|,)\s?"
_MBO = rf"mbo(?:[ -]+(?:niveau|werk- en denkniveau|denkniveau|diploma|opleiding|op niveau|minimaal))*[ -]*{_NUMBER}"
LEVELS = re.compile(
    rf"\b(?P<mbo>{_MBO}(?:{_JOIN}(?:mbo[ -]?)?(?:niveau )?{_NUMBER})*)"
    rf"|\bniveau (?P<bare>{_NUMBER}(?:{_JOIN}(?:niveau )?{_NUMBER})*)"
    r"|\b(?P<plus>mbo ?\+)"
    r"|\b(?P<open>mbo-?(?:niveau)?\s?(?:/|-|of|tot|en)\s?hbo)"
    r"|\b(?P<name>vmbo|mavo|havo|vwo|lbo|vbo|lts|mts|hbo|startkwalificatie|entree(?:diploma|opleiding|niveau)?"
    r"|praktijkonderwijs|praktijkschool"
    r"|associate degree|bachelor(?:diploma|niveau|opleiding)?|(?:universitair|academisch)e? (?:\w+ )?(?:werk|denk"
    r"|niveau|opleiding|diploma|geschoold)\w*"
    r"|(?:hbo ?/ ?|op |afgeronde? )?wo(?=[ -](?:niveau|werk|opleiding|diploma|denk)))(?![-\w]*(?:student|leerling"
    r"|scholier|stagiair))"
)
NAMED = {
    "vmbo": Level.MBO2,
    "mavo": Level.MBO2,
    "lbo": Level.MBO2,
    "vbo": Level.MBO2,
    "lts": Level.MBO2,
    "startkwalificatie": Level.MBO2,
    "praktijkonderwijs": Level.MBO1,
    "praktijkschool": Level.MBO1,
    "entree": Level.MBO1,
    "mts": Level.MBO4,
    "havo": Level.MBO4,
    "vwo": Level.MBO4,
    "associate": Level.AD,
    "hbo": Level.HBO,
    "bachelor": Level.HBO,
}
# A level of other people or of a school: "begeleiden van mbo-studenten", "docent op het vmbo".
OF_OTHERS = re.compile(
    r"[ -]?(?:\w+ )?(?:student|leerling|scholier|stagiair|docent|school|klas|instelling|raad|opleider|stage)\w*"
)
TAUGHT = re.compile(
    r"\b(?:docent|leraar|leerkracht|lesgeven|les|leerlingen|studenten|jongeren|stagiairs?) (?:\w+ ){0,3}$"
)
NIVEAU_OF = re.compile(
    r"\b(?:mbo|opleiding|diploma|gediplomeerd|bbl|verzorgende|helpende|verpleegkundige|zorg|werk- en denk)"
)
# A bare "diploma" only says something when it is not needed.
BARE = re.compile(
    r"\b(?:diploma(?:'s|s)?|(?:voor)?opleiding(?:en|sniveau|seisen|seis)?)\b(?!-)"
    r"(?=[^\w\s]|\s*$|\s+(?:is|zijn|nodig|heb|hoef|hoeft|of|en|noch|vereist|verplicht|niet|maar|speelt|vinden|vind"
    r"|maakt|geen|wel"
    r"|ben|bent|kun|te|hebben|gevraagd|noodzakelijk|vragen|telt|ook|welkom|mag|kan)\b)"
)
BEFORE_BARE = re.compile(
    r"(?:^|[.!?:;\x1e,(\n-]\s*|\b(?:een|geen|of|en|specifieke|enig|enige|relevante|bepaalde|afgeronde|speciale|het"
    r"|zonder|je|welk) )$"
)
LONGEST_BEFORE = 14  # characters of the longest of these words
OR_EXPERIENCE = re.compile(
    r"[^.;\n]{0,30}?\b(?:of|of door|dan wel|en/of) (?:(?:een |wat |aantoonbare |relevante |ruime |gelijkwaardige "
    r"|vergelijkbare |minimaal |enige |veel |door |jouw |je )*)"
    r"(?:\d jaar )?(?:werk|praktijk|levens)?(?:ervaring|vergelijkbaar|gelijkwaardig|gelijkwaardige|vergelijkbare)\b"
)


def read(plain: str, start: int, end: int) -> Iterator[Said]:
    """Give the levels of education in this part of a plain text; of a list of alternatives the lowest."""
    found: list[tuple[int, int, Level | None]] = []
    for one in LEVELS.finditer(plain, start, end):
        if OF_OTHERS.match(plain, one.end(), end) or TAUGHT.search(plain, max(start, one.start() - 40), one.start()):
            continue
        if one["bare"] and not NIVEAU_OF.search(plain, start, end):
            continue
        found.append((one.start(), one.end(), _level(one)))
    for first, last, level in _alternatives(plain, found):
        if level is not None:
            hedged = bool(OR_EXPERIENCE.match(plain, last, end))
            denied_as = Level.NONE.code if plain.startswith("startkwalificatie", first) else ""
            yield Said(KIND, level.code, first, last, (), hedged, denied_as)
    if not found:
        for bare in BARE.finditer(plain, start, end):
            if bare.start() == start or BEFORE_BARE.search(
                plain[max(start, bare.start() - LONGEST_BEFORE) : bare.start()]
            ):
                yield Said(KIND, "", bare.start(), bare.end(), denied_as=Level.NONE.code)


def _level(found: re.Match[str]) -> Level | None:
    """Return the lowest level that a match names, None when it is "mbo or hbo" without a number."""
    numbers = [int(number) for number in re.findall(r"[1-4]", found["mbo"] or found["bare"] or "")]
    if numbers:
        return Level.ranked(min(numbers))
    if found["plus"]:
        return Level.MBO4
    if found["open"]:
        return None
    name = found["name"]
    for word, level in NAMED.items():
        if name.startswith(word):
            return level
    return Level.WO


ALTERNATIVE = re.compile(r"[ -]*(?:niveau|diploma|opleiding|werk- en denkniveau)?\s?(?:/|-|of|,)\s?(?:een |op )?")


def _alternatives(plain: str, found: list[tuple[int, int, Level | None]]) -> Iterator[tuple[int, int, Level | None]]:
    """Give what was found with alternatives as one: "vmbo of mbo 3" is vmbo; what leaves it open leaves all open."""
    chain: list[tuple[int, int, Level | None]] = []
    for one in found:
        if chain and not ALTERNATIVE.fullmatch(plain, chain[-1][1], one[0]):
            yield _lowest(chain)
            chain = []
        chain.append(one)
    if chain:
        yield _lowest(chain)


def _lowest(chain: list[tuple[int, int, Level | None]]) -> tuple[int, int, Level | None]:
    levels = [level for _, _, level in chain]
    known = [level for level in levels if level is not None]
    return chain[0][0], chain[-1][1], min(known) if len(known) == len(levels) else None
