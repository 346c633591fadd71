"""What a Dutch text about a course says that someone learns there. Rules, no parser.

An advertisement asks for skills and gives training in passing; a text about a course does the reverse. So the reader of
advertisements would take each for the other. Here the text is taken apart first: what follows "u leert" or stands under
"Wat leert u?" is taught, what asks or tells for whom the course is falls away, and the rest may name something that is
taught as well.
"""

import re
from dataclasses import dataclass

LONGEST_HEADING = 3  # words of a heading without a sign behind it
LONGEST_PHRASE = 9  # words; a longer piece is a sentence about something
YOU = r"(?:u|je|jij|jullie|men|(?:de |een )?(?:deelnemers?|cursist(?:en)?|leerlingen?|student(?:en)?))"
# A text as it ends up in our columns has few line ends, so headings stand inside lines too.
BREAK = re.compile(r"[\n•|]+|(?<=[.!?;])\s+(?=[A-Z\"'(•-])|(?<=[a-z)]:)\s+(?=[A-Z])")
HEADING = re.compile(r"\s*(?P<heading>[^:?!.]{2,60}[:?])\s*")
ENTRY_HEADING = re.compile(
    r"\b(?:toelating\w*|instap\w*|instroom\w*|\w*niveau|vooropleiding|voorkennis|voorwaarden?|vereist\w*|vereisten|\w*eis(?:en)?"
    r"|doelgroep|voor wie|wie kan|wie kunnen|geschikt voor|bestemd voor|bedoeld voor|nodig|ervaring|aanmelden|kosten"
    r"|praktische informatie|docent\w*|certificaat|examen|startdata|data|locatie|prijs|duur)\b",
    re.IGNORECASE,
)
TAUGHT_HEADING = re.compile(
    rf"\b(?:leert|leer|leren|geleerd|leerdoel\w*|leeruitkomst\w*|leerresulta\w*|inhoud|programma|onderwerpen|onderdelen"
    rf"|modules?|aan bod|aan de orde|lesstof|(?:na|aan het (?:eind|einde))[\w ]* (?:kunt|kun|kan|weet|beheerst) {YOU}"
    rf"|vaardigheden|resultaat)\b",
    re.IGNORECASE,
)
# After these words comes what is taught, up to the end of the sentence.
TEACHES = re.compile(
    rf"\b(?:(?:leert|leer|leren|oefent|oefen|traint|behandelt|behandelen (?:we|wij))\b(?: {YOU}\b)?"
    rf"|(?:aan bod|aan de orde) (?:komt|komen)\b|(?:komt|komen)\b(?= .{{1,200}}\b(?:aan bod|aan de orde))"
    rf"|aandacht (?:besteed )?(?:voor|aan)\b"
    rf"|(?:kunt|kun|kan|kunnen) {YOU}\b(?! .{{0,60}}\b(?:volgen|meedoen|deelnemen|instappen|beginnen|starten|terecht))"
    rf"|(?:bent|ben|is) {YOU} (?:in staat|bekwaam)\b|weet {YOU}\b|{YOU} (?:kennis|vaardigheid) op\b"
    rf"|doen? (?:{YOU} )?kennis op\b|kennis op(?:doen|gedaan)?\b|bestaat uit\b|bestaan uit\b|omvat\b)",
    re.IGNORECASE,
)
# What stands before this is taught: "Ook laden en lossen komt aan bod."
TAUGHT_BEFORE = re.compile(
    r"(?:\b(?:komt|komen|wordt|worden) (?:\w+ )?)?\b(?:aan bod|aan de orde|behandeld|geoefend)\b", re.IGNORECASE
)
# A sentence with one of these asks something, or says for whom the course is.
ASKS = re.compile(
    r"\b(?:(?:heb|hebt|heeft) (?:u |je )?(?:al |geen |enige |minimaal |minstens )*(?:\w+ )?(?:kennis|voorkennis)"
    r"|ervaring (?:met|als|in)"
    r"|(?:u|je|jij) (?:bent|ben) (?:al|minimaal|minstens|ten minste|\d|werkzaam|in het bezit)|beschikt? over|vereist"
    r"|toelating\w*|toegelaten|vooropleiding|voorkennis|voorwaarden?|instap\w*|instroom\w*|doelgroep"
    r"|(?:u|je|jij|deelnemers?|cursist(?:en)?) (?:moet|moeten|dient|dienen)|moet (?:u|je|jij)|dient (?:u|je) "
    r"|in het bezit van"
    r"|(?:bedoeld|bestemd|geschikt|interessant|ontwikkeld) voor"
    r"|voor (?:mensen|medewerkers|deelnemers|werknemers|werkzoekenden|iedereen|wie|ervaren|beginnende)\b"
    r"|voor [\w ]{3,40} die\b"
    r"|(?:al|reeds) (?:werkt|werken|werkzaam|ervaring)|(?:kunt|kun|kan) (?:u |je )?al"
    r"|(?:werkt|werken|rijdt|doet|doen|bent|heeft|hebt|hebben) (?:\w+ )?al)\b",
    re.IGNORECASE,
)
# What stands before a skill and says nothing of it.
LEAD = re.compile(
    rf"^(?:(?:onder (?:andere|meer)|o\.\s?a\.|bijvoorbeeld|zoals|ook|daarnaast|verder|om|te|hoe|dat|wat|alles over"
    rf"|alles|goed|veilig|beter|zelfstandig|zelf|eerst|daarbij|het|de|een|en|of|met|over|van|aan|door|{YOU}|[:,-])\s+)*",
    re.IGNORECASE,
)
INFINITIVE = re.compile(r"\s+te\s+(?=\w+en\b)")  # "kinderen te verzorgen"
TAIL = re.compile(r"(?:\s+(?:en|of|te|om|ook|daarnaast|hoe|dat|u|je))+$", re.IGNORECASE)
# Characters: a longer part is a sentence, and no name of a skill.
LONGEST_PART = 200
PIECES = re.compile(r"[,;:•/]|\s[-–]\s|\.\s")
AND = re.compile(r"\s+(?:en|of|alsmede|evenals)\s+", re.IGNORECASE)
# "Cursus lassen", "Heftruckcertificaat niveau 2": what a title says beside its subject.
OF_TITLES = re.compile(
    r"\b(?:cursus|training|opleiding|basiscursus|basistraining|vakopleiding|workshop|praktijkverklaring|certificaat"
    r"|mbo(?:-certificaat)?|niveau|bbl|bol|entree|basis|vervolg|gevorderden?|beginners?|voor|in|online|[1-4])\b"
    r"|\([^)]*\)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Taught:
    """What a text about a course teaches, for those who link it.

    `phrases` are the skills that it lists as taught, each as it stands there and, where "en" joins more, as its parts:
    the whole first. `text` is what may name a skill, on lines of its own.
    """

    phrases: tuple[tuple[str, ...], ...]
    text: str


def taught_in(title: str, text: str) -> Taught:
    """Return what a course teaches by its title and its text, without what it asks and what it tells of others."""
    phrases: list[tuple[str, ...]] = []
    lines = [OF_TITLES.sub(" ", title)]
    under: bool | None = None  # under a heading: True what is taught, False what is asked
    for sentence in BREAK.split(text):
        body = sentence.strip()
        heading, end = _heading(body)
        under = heading if heading is not None else under
        body = body[end:] if heading else body
        pieces = _taught_pieces(body)
        if not pieces and (under is False or ASKS.search(body)):
            continue  # a heading that asks holds until the next, or until the text says again what it teaches
        if pieces and under is False:
            under = None
        lines += pieces or [body]
        if pieces or under:
            phrases += [found for piece in pieces or [body] for found in _phrases(piece)]
    return Taught(tuple(dict.fromkeys(phrases)), "\n".join(f"- {line.strip()}" for line in lines if line.strip()))


def _heading(body: str) -> tuple[bool | None, int]:
    """Return what a sentence is the heading of, and where it ends: True what is taught, False what is asked."""
    found = HEADING.match(body)
    if found is None and len(body.split()) > LONGEST_HEADING:
        return None, 0
    words, end = (body, len(body)) if found is None else (found["heading"], found.end())
    if TAUGHT_HEADING.search(words):
        return True, end
    return (False, end) if ENTRY_HEADING.search(words) else (None, 0)


def _taught_pieces(body: str) -> list[str]:
    """Return the parts of a sentence that say what is taught; none when it does not say that it teaches."""
    signs = list(TEACHES.finditer(body))
    if signs:
        ends = [sign.start() for sign in signs[1:]] + [len(body)]
        return [body[sign.end() : end] for sign, end in zip(signs, ends, strict=True)]
    before = TAUGHT_BEFORE.search(body)
    return [body[: before.start()]] if before else []


def _phrases(piece: str) -> list[tuple[str, ...]]:
    """Return the phrases in what is taught, each as a whole and in its parts; what is too long is none."""
    found = []
    for part in PIECES.split(piece):
        if len(part) > LONGEST_PART:
            continue
        whole = TAIL.sub("", LEAD.sub("", INFINITIVE.sub(" ", part.strip(" .!?\"'()"))))
        parts = [LEAD.sub("", one.strip()) for one in AND.split(whole)]
        forms = tuple(form for form in dict.fromkeys((whole, *parts)) if form and len(form.split()) <= LONGEST_PHRASE)
        if forms:
            found.append(forms)
    return found
