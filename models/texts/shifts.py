"""In which parts of the week the work falls: in words, as shifts that go round, or as times of the clock.

Shifts as the file columns read them: two teams are early, day and evening, three go round the clock, five work in the
weekend too. Unnumbered "ploegendienst" is at least two. "Onregelmatige diensten" does not say which, so neither do we.
"""

import re
from collections.abc import Iterator

from matcher.codes import DayPart
from models.texts.said import Said

KIND = "shift"
TRIGGER = re.compile(
    r"(?:koop|\w+dag)?(?:avond|nacht|weekend|zaterdag|zondag)(?:en|s|je|jes)?(?:diensten?|shifts?|werk|uren|uurtjes"
    r"|ochtend\w*|middag\w*)?"
    r"|(?:dag|vroeg|laat|ochtend|middag)diensten?|vroege?|late|ochtends|morgens|middags|ochtenden|middagen"
    r"|schooldagen|werkdagen|\w*ploegen\w*|volcontinu\w*|maandag|ma|za|doordeweeks\w*"
    r"|kantooruren|kantoortijden|overdag|00|15|30|45"
)
WEEKEND = (DayPart.SATURDAY, DayPart.SUNDAY)
TWO = (DayPart.EARLY, DayPart.DAY, DayPart.EVENING)
ROUND = (*TWO, DayPart.NIGHT)
WORDS: tuple[tuple[tuple[DayPart, ...], tuple[str, ...]], ...] = (
    (
        (*ROUND, *WEEKEND),
        (
            r"(?:5|vijf|vijf-)-?\s?ploegen\w*",
            r"volcontinu\w*",
        ),
    ),
    (ROUND, (r"(?:3|4|drie|vier)-?\s?ploegen\w*",)),
    (
        TWO,
        (
            r"(?:2|twee|twee-)-?\s?ploegen\w*",
            r"ploegendienst\w*",
            r"in (?:wisselende )?ploegen\b",
        ),
    ),
    (
        (DayPart.EARLY,),
        (
            r"(?:'s )?(?:ochtends|morgens) vroeg",
            r"vroege?(?= (?:en|of) late? dienst)",
            r"vroege? (?:ochtend\w*|morgen\w*|dienst\w*|shift\w*)",
            r"vroegdienst\w*",
            r"vroeg in de ochtend",
            r"vroeg op\b",
        ),
    ),
    (
        (DayPart.DAY,),
        (
            r"dagdienst\w*",
            r"kantooruren",
            r"kantoortijden",
            r"overdag",
            r"doordeweeks\w*",
            (
                r"(?:maandag|ma\.?)\s?(?:t/?m|tot en met|tot|-|-)\s?(?:vrijdag|vr\.?|donderdag|do\.?|zaterdag|za\.?"
                r"|zondag|zo\.?)(?!\w)"
            ),
            r"(?:ochtend|middag)dienst\w*",
            r"'s (?:ochtends|morgens|middags)(?! vroeg)",
            r"ochtenden",
            r"middagen",
            r"schooldagen",
            r"werkdagen",
        ),
    ),
    (
        (DayPart.EVENING,),
        (
            r"avonddienst\w*",
            r"late? diensten?",
            r"(?:'s |koop|(?:maan|dins|woens|donder|vrij)dag)?avond(?:en|s|je|jes|uren|werk)?",
        ),
    ),
    (
        (DayPart.NIGHT,),
        (
            r"nachtdienst\w*",
            r"(?:'s )?nacht(?:en|s|werk|uren)?",
        ),
    ),
    (WEEKEND, (r"weekend(?:en|s|dienst\w*|werk|uren)?",)),
    (
        (DayPart.SATURDAY,),
        (
            r"zaterdag(?:en|s|dienst\w*|werk|ochtend\w*|middag\w*)?",
            r"za\b(?=[,/ ]|$)",
        ),
    ),
    ((DayPart.SUNDAY,), (r"zondag(?:en|s|dienst\w*|werk)?",)),
)
SHIFT = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(rf"(?P<s{number}>{'|'.join(phrases)})" for number, (_, phrases) in enumerate(WORDS))
    + r")(?!\w)"
)
# Words that mean work by themselves; for the others the sentence has to be about working times.
OF_WORK = re.compile(r"dienst|ploeg|continu|werk|kantoor|overdag|maandag|^ma|doordeweek")
ABOUT_WORK = re.compile(
    r"\b(?:werk(?:t|en|tijd\w*|dag\w*|je|week|ik)?|dienst\w*|rooster\w*|inzetbaar|beschikbaar|bereid|ingeroosterd"
    r"|ingepland|uren|shift\w*|ploeg\w*|draai\w*|flexibel|start|begint"
    r"|beginnen|werkzaamheden|uur per week|inzet\w*|tijden|inspringen)\b"
)
NOT_OF_WORK = re.compile(
    r"\b(?:\w*toeslag\w*|gesloten|geopend|open\b|openingstijden|bereikbaar|borrel\w*|uitje\w*|feest\w*|kennismak\w*"
    r"|open dag|infoavond|informatieavond|gesprek\w*|solliciteer|sollicit\w*|reageer\w*|reageren"
    r"|bellen|bel\b|whatsapp|vergoeding|vrij(?:e)? weekend|vrije|vrij\b|uitslapen|extra betaald|\d+ ?%)"
)
A_DATE = re.compile(
    r"(?: de)? ?\d{1,2}(?:[-/ ](?:\d{1,2}|jan|feb|maart|mrt|april|apr|mei|juni|juli|aug|sep|okt|nov|dec))"
)
LEAVES_OPEN = re.compile(
    r"\b(?:soms|af en toe|incidenteel|eventueel|mogelijk|kan voorkomen|komt voor|in overleg|zo nu en dan"
    r"|bij uitzondering|sporadisch|een enkele keer|eens per|1 keer per|een keer per"
    r"|bij drukte|om de week|per toerbeurt|mag ook|kan ook|bij toerbeurt|wanneer nodig|indien nodig|af & toe"
    r"|als het druk is)\b"
)
ENDS_HEDGE = re.compile(r"\b(?:je|jij|werk\w*|maar|verder|altijd|meestal)\b|[.;:(]")
# Work that begins before 7 is early, as the list of parts has it; evening is 18:00 to 23:00 and night from midnight,
# when an hour or more of the work falls in it (our choice, 2026-11). The clock tells no days, so never "dag".
_CLOCK = r"(\d{1,2})(?:[.:](\d{2}))?(?: ?(?:uur|u))?"
CLOCK = re.compile(
    rf"{_CLOCK} ?(?:tot|-|en|t/m) ?{_CLOCK}(?![\d.,:]*\d)(?: ?(?:uur|u\b))?"  # from a digit on, which is much faster
)
BEFORE_CLOCK = re.compile(r"(?P<van>van |tussen |vanaf )?(?P<not>[\d$.,:-])?$")
LONGEST_BEFORE = 7  # characters of the longest of these
HOUR, DAY = 60, 24 * 60
EARLY_FROM, EARLY_BEFORE, EVENING_FROM, EVENING_TO = 4 * HOUR, 7 * HOUR, 18 * HOUR, 23 * HOUR


def read(plain: str, start: int, end: int) -> Iterator[Said]:
    """Give the parts of the week that this part of a plain text has work in; several may have the same words."""
    shifts = list(SHIFT.finditer(plain, start, end))
    clocks = list(CLOCK.finditer(plain, start, end))
    if not (shifts or clocks) or NOT_OF_WORK.search(plain, start, end):
        return
    works = ABOUT_WORK.search(plain, start, end) is not None
    if shifts:
        yield from _in_words(plain, start, end, shifts, works=works)
    if works:
        yield from _by_clock(plain, clocks)


def _in_words(plain: str, start: int, end: int, shifts: list[re.Match[str]], *, works: bool) -> Iterator[Said]:
    behind = LEAVES_OPEN.search(plain, shifts[-1].end(), end) is not None
    hedged, passed = False, start
    for found in shifts:
        open_ = LEAVES_OPEN.search(plain, passed, found.start()) is not None
        # "Soms in de avond of het weekend" goes on; "overdag en soms 's avonds" begins with something else.
        hedged = behind or open_ or (hedged and not ENDS_HEDGE.search(plain, passed, found.start()))
        passed = found.end()
        alone = end - start - len(found[0]) <= LIST_ROOM
        if (works or alone or OF_WORK.search(found[0])) and not A_DATE.match(plain, found.end()):
            for part in WORDS[int((found.lastgroup or "s0")[1:])][0]:
                yield Said(KIND, part.value, found.start(), found.end(), (), hedged)


LIST_ROOM = 25  # characters beside it in a line of a list: "- Avonden en weekenden"


def _by_clock(plain: str, clocks: list[re.Match[str]]) -> Iterator[Said]:
    for found in clocks:
        begin, stop = _minutes(found[1], found[2]), _minutes(found[3], found[4])
        before = BEFORE_CLOCK.search(plain, max(found.start() - LONGEST_BEFORE, 0), found.start())
        if begin is None or stop is None or begin == stop or before is None or before["not"]:
            continue
        if found[2] or found[4] or (before["van"] and "u" in found[0]):
            for part in _parts(begin, stop if stop > begin else stop + DAY):
                yield Said(KIND, part.value, before.start(), found.end())


def _minutes(hour: str, minute: str | None) -> int | None:
    """Return minutes after midnight; None when it is no time of the clock."""
    total = int(hour) * HOUR + int(minute or 0)
    return total if total <= DAY and int(minute or 0) < HOUR else None


def _parts(begin: int, end: int) -> list[DayPart]:
    """Return the parts of a day that work from `begin` to `end`, in minutes after midnight, falls in."""
    parts = []
    if EARLY_FROM <= begin < EARLY_BEFORE:
        parts.append(DayPart.EARLY)
    if min(end, EVENING_TO) - max(begin, EVENING_FROM) >= HOUR:
        parts.append(DayPart.EVENING)
    if begin < EARLY_FROM or end >= DAY + HOUR:
        parts.append(DayPart.NIGHT)
    return parts
