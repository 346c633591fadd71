"""Which part of an advertisement a sentence stands in: what is asked or offered, what an employer tells of itself.

Headings set the part of the lines under them. Without headings a sentence tells by its words that it is about the
employer: "Wij zijn marktleider in …", "Sinds 1980 verzorgt …".
"""

import re
from enum import Enum, auto

from models.texts import marks
from models.texts.page import BLANK, BULLET, COLON, LINE, QUESTION, STOP, Page

LONGEST_HEADING = 9  # words
LONGEST_NAME = 5  # words of "Over Bakkerij De Korenaar"
SHORT_LINE = 4  # words of a heading that is in no list here


class Part(Enum):
    """A part of an advertisement."""

    NONE = auto()
    ASKED = auto()
    PLUS = auto()
    OFFERED = auto()
    EMPLOYER = auto()
    APPLYING = auto()


_WE = "(?:wij|we|ons|jij|je|jou|u)"
HEADINGS: tuple[tuple[Part, tuple[str, ...]], ...] = (
    (
        Part.PLUS,
        (
            r"(?:het is |dit is )?(?:een )?pre(?:'s)?(?: is| zijn| als| wanneer)?",
            r"pluspunten",
            r"nice[- ]to[- ]haves?",
            r"bonuspunten",
            r"(?:dit is )?(?:mooi|leuk|fijn) (?:meegenomen|als je ook|als je)",
            r"bij voorkeur",
            r"gewenst",
            r"wensen",
            r"wenselijk",
            r"handig",
            r"niet (?:verplicht|nodig|vereist|noodzakelijk)[, ]*(?:maar )?wel (?:handig|een pre|fijn|mooi|leuk|welkom)",
            r"(?:leuk|fijn|handig|mooi) om te hebben",
            r"dit is mooi meegenomen",
        ),
    ),
    (
        Part.OFFERED,
        (
            r"(?:wat |dit |dat )?(?:bieden (?:wij|we)|(?:wij|we) bieden)(?: jou| je| wij| we)?",
            r"wat (?:wij|we) (?:jou |je )?(?:te )?bieden(?: hebben)?",
            r"ons aanbod",
            r"(?:wat |dit )?(?:mag|kun|kan) (?:je|jij) (?:van ons )?verwachten",
            r"wat (?:je|jij) van ons (?:mag|kunt|kan) verwachten",
            (
                r"(?:wat |dit |dat )?(?:krijg (?:je|jij)|(?:je|jij) krijgt)(?: van ons| bij ons| er voor terug"
                r"| ervoor terug)?"
            ),
            r"(?:onze )?(?:arbeids)?voorwaarden",
            r"(?:daar|hier) (?:staat|krijg je) (?:wat )?(?:tegenover|voor terug)",
            r"what we offer",
            r"waarom (?:wij|bij ons|werken bij)",
            r"what's in it for you",
            r"(?:jouw|je|de) voordelen",
            r"voordelen",
            r"extra'?s",
            r"aanbod",
            r"salaris(?: en arbeidsvoorwaarden)?",
            r"opleiding en ontwikkeling",
            r"dit geven (?:wij|we) jou",
        ),
    ),
    (
        Part.EMPLOYER,
        (
            r"over ons",
            r"wie (?:zijn|wij|we) (?:wij|we|zijn)",
            (
                r"over (?:de|onze|het) (?:organisatie|bedrijf|werkgever|opdrachtgever|klant|instelling|team"
                r"|afdeling|school)"
            ),
            r"bedrijfs(?:profiel|omschrijving|informatie)",
            r"(?:ons|het) bedrijf",
            r"(?:onze|de) (?:organisatie|opdrachtgever|werkgever)",
            r"about us",
            r"wie is [\w' -]{2,40}",
            r"(?:hier|waar) ga (?:je|jij) (?:aan de slag|werken)",
            r"waar kom (?:je|jij) te werken",
            r"(?:jouw|je) (?:nieuwe )?werkgever",
            r"organisatie",
            r"werkgever",
        ),
    ),
    (
        Part.APPLYING,
        (
            r"sollicit(?:eren|atie|atieprocedure|eer)(?: direct| nu)?",
            r"(?:hoe|direct) solliciteren",
            r"hoe solliciteer (?:je|jij)",
            r"interesse",
            r"geinteresseerd",
            r"enthousiast(?: geworden)?",
            r"(?:meer )?informatie(?: en contact)?",
            r"contact(?:gegevens|persoon)?",
            r"vragen",
            r"(?:hoe te )?reageren",
            r"acquisitie",
            r"privacy(?:verklaring)?",
            r"cookies",
            r"de procedure",
            r"procedure",
            r"(?:iets voor jou|ben jij degene die (?:wij|we) zoeken)",
            r"nieuwsgierig",
            r"meer weten",
            r"disclaimer",
        ),
    ),
    (
        Part.ASKED,
        (
            rf"(?:dit |wat |dat )?(?:vragen|verwachten|zoeken) {_WE}(?: van (?:jou|je|u))?",
            r"(?:dit |wat )?(?:wij|we) (?:vragen|verwachten|zoeken)(?: van (?:jou|je|u))?",
            r"functie[- ]?eisen",
            r"(?:de )?eisen",
            r"(?:jouw|je|het|gewenst) profiel",
            r"profiel",
            r"functieprofiel",
            r"profielschets",
            r"(?:dit|wie) (?:ben|ben jij|ben je|bent u)(?: jij| je)?",
            r"(?:dit|wat) (?:breng|neem) (?:je|jij) mee",
            r"(?:je|jij|u) (?:hebt|heeft|bent|beschikt over|kunt|brengt mee)",
            r"(?:dit|wat) heb (?:je|jij) (?:nodig|in huis)",
            r"wat (?:moet|kun|kan) (?:je|jij) (?:kunnen|al)",
            r"vereisten",
            r"requirements",
            r"(?:jouw |je )?(?:kwalificaties|competenties|kwaliteiten|vaardigheden)",
            r"herken (?:je|jij) (?:jezelf|je) (?:hierin)?",
            r"(?:is )?dit iets voor jou",
            r"must[- ]haves?",
            r"wie (?:zoeken|vragen) (?:wij|we)",
            r"(?:dit|wat) is (?:nodig|vereist|belangrijk)",
            r"gevraagd",
            r"noodzakelijk",
            r"vereist",
            r"verplicht",
            r"ben (?:jij|je) (?:dit|het)",
            r"wat neem jij mee",
            r"opleiding en ervaring",
        ),
    ),
    (
        Part.NONE,
        (
            r"(?:wat|dit|dat) ga (?:je|jij) (?:bij ons )?doen",
            r"(?:jouw|je|de|mijn)? ?(?:taken|werkzaamheden|rol|functie|werk|takenpakket|werkdag|dag)",
            r"functie(?:omschrijving|inhoud|beschrijving)",
            r"over de (?:functie|vacature|baan)",
            r"wat (?:doe|doet) (?:je|jij|u)(?: bij ons)?",
            r"dit doe je",
            r"(?:een greep uit|zo ziet) [\w' -]{2,40}",
            r"wat (?:houdt|behelst) [\w' -]{2,30}(?: in)?",
            r"werktijden",
            r"uren",
            r"dienstverband",
            r"locatie",
            r"(?:waar en wanneer|wanneer)",
            r"standplaats",
            r"takenpakket",
            r"werktijden en uren",
            r"(?:de )?werkplek",
            r"werkervaring",
            r"opleidingen",
            r"opleiding",
            r"rijbewijs",
            r"talen",
            r"cursussen",
            r"ervaring",
            r"hobby's",
            r"over mij",
            r"persoonlijk(?:e gegevens)?",
        ),
    ),
)
HEADING = re.compile(
    "(?:"
    + "|".join(f"(?P<p{number}>{'|'.join(phrases)})" for number, (_, phrases) in enumerate(HEADINGS))
    + r")(?=[ \"')(ʹ]*(?:[:?!.]|[\n\r]|$))"
)
SIGN = re.compile(r"[ \"')(ʹ]*([:?!.]?)")
# What a sentence is about whatever stands around it.
SMALL_PRINT = re.compile(
    r"\bacquisitie|\bcookie|\bprivacy(?:verklaring|beleid|statement)|\bpersoonsgegevens\b|\bavg\b"
    r"|\balgemene voorwaarden\b"
    r"|\bongeacht (?:leeftijd|geslacht|afkomst|achtergrond)|\bdiversiteit\b|\bgelijke kansen\b|\bopen sollicitatie"
)
OF_BUSINESS = re.compile(
    r"\bsinds (?:18|19|20)\d\d\b|\bal (?:meer dan |ruim |bijna )?\d{1,3} jaar\b|\bmet (?:meer dan|ruim|circa"
    r"|zo'n)? ?\d[\d.]* (?:medewerkers|collega's|vestigingen|werknemers)\b"
    r"|\b(?:is|zijn) (?:een |de |het |dé )?(?:\w+ ){0,3}(?:bedrijf|organisatie|onderneming|instelling|specialist"
    r"|leverancier|dienstverlener|producent|uitzendbureau|keten|supermarkt|groothandel|zorginstelling|stichting"
    r"|cooperatie)\b"
    r"|\b(?:is|zijn) (?:gespecialiseerd|actief|gevestigd|toonaangevend|marktleider|groot|thuis) in\b|\bteam (?:van"
    r"|met) (?:\w+ )?\d+\b"
)
OTHERS_FIRST = frozenset(
    ("klanten", "gasten", "patienten", "clienten", "bewoners", "opdrachtgevers", "bedrijven", "kinderen")
)


def parts_of(page: Page) -> list[Part]:
    """Return the part that each sentence of a page stands in."""
    parts: list[Part] = []
    part, begun, until_line = Part.NONE, False, False
    for number, first in enumerate(page.sentences[:-1]):
        cut = page.cuts.get(first, 0)
        over = until_line or (part is Part.PLUS and begun and cut & BLANK and not cut & BULLET)
        if cut & LINE and over:
            part, until_line = Part.NONE, False
        heading = _heading(page, number)
        if heading is None:
            parts.append(part)
            begun = True
            continue
        found, end, sign = heading
        parts.append(found)
        if sign != ":" or page.starts[page.sentences[number + 1] - 1] < end:  # else it is about its own line only
            part, begun, until_line = found, False, not _ends_line(page, number)
    return parts


def _ends_line(page: Page, number: int) -> bool:
    end = page.sentences[number + 1]
    return end == len(page.words) or bool(page.cuts.get(end, 0) & LINE)


def _heading(page: Page, number: int) -> tuple[Part, int, str] | None:
    """Return the part that a heading opens, where it ends and the sign behind it; None for an ordinary sentence."""
    first, end = page.sentences[number], page.sentences[number + 1]
    may = page.bits[first] & marks.HEADING and (end - first <= LONGEST_HEADING or _has_colon(page, first))
    found = HEADING.match(page.plain, page.starts[first]) if may else None
    on_line = first == 0 or bool(page.cuts.get(first, 0) & LINE)
    if found and (behind := SIGN.match(page.plain, found.end())):
        sign = behind[1]
        if (on_line or sign in (":", "?")) and (sign != "." or end - first <= SHORT_LINE):
            return HEADINGS[int((found.lastgroup or "p0")[1:])][0], found.end(), sign
    return _line_heading(page, first, end) if on_line else None


def _has_colon(page: Page, first: int) -> bool:
    return any(page.cuts.get(at, 0) & COLON for at in range(first + 1, first + LONGEST_HEADING))


def _line_heading(page: Page, first: int, end: int) -> tuple[Part, int, str] | None:
    """Return the part of a heading that is known by its form: a short line of its own."""
    before, after = page.cuts.get(first, 0), page.cuts.get(end, 0)
    start, last = page.starts[first], page.ends[end - 1]
    if not page.text[start].isupper() or before & BULLET or not after & LINE or end == len(page.words):
        return None
    if page.words[first] == "over" and 1 < end - first <= LONGEST_NAME and page.text[page.starts[first + 1]].isupper():
        return Part.EMPLOYER, last, ""
    stands_alone = after & (COLON | QUESTION) or (before & BLANK and not after & (BLANK | STOP))
    return (Part.NONE, last, "") if end - first <= SHORT_LINE and stands_alone else None


def is_of_employer(page: Page, first: int, end: int, every: int) -> bool:
    """Whether a sentence, or a clause of one, tells about the employer or is small print, and so asks nothing.

    `every` are the marks of all its words.
    """
    if every & marks.SMALL_PRINT and SMALL_PRINT.search(page.plain, page.starts[first], page.ends[end - 1]):
        return True
    if page.words[first] == "mijn" and "werkgever" in page.words[first : first + LONGEST_NAME]:
        return not every & marks.MYSELF  # of a CV: "Mijn vorige werkgever verkocht …"
    if every & (marks.YOU | marks.ASK):
        return False
    if every & (marks.WE | marks.BUSINESS) or page.bits[first] & marks.OUR or page.words[first] in OTHERS_FIRST:
        return True
    may = every & marks.MAYBE_BUSINESS
    return bool(may and OF_BUSINESS.search(page.plain, page.starts[first], page.ends[end - 1]))
