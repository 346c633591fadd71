"""A VUM jobseeker as a client of ours. Whatever the contract allows is accepted; what we cannot use is told.

Not read, on purpose: how to reach someone, where someone learned or worked, and when. What someone wrote about
themselves is kept as own words for skills, without addresses and masked.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np

from matcher.codes import DayPart, LanguageLevel, Level, Mode, Support
from matcher.commute import estimate
from matcher.domain import Client, Job, Location, OwnSkill, Wish
from matcher.policy import Policy
from pipelines.sources.lists import MINUTES_LIMIT, YEARS_LIMIT
from pipelines.sources.places import parse_postcode
from pipelines.vum import codes
from pipelines.vum.earlier import SKILLS, WORDS
from pipelines.vum.forms import Document
from pipelines.vum.identity import read_profile_id
from pipelines.vum.record import Record, opened
from pipelines.vum.shapes import WERKZOEKENDE
from pipelines.vum.texts import cut
from pipelines.vum.working_terms import IRREGULAR, OFFICE_HOURS, read_address, read_hours, read_licences

SENTENCE = re.compile(r"(?<=[.!?;])\s+")
SENTENCES = 12  # of one text; more is a life story
PHRASE = 200  # characters of one sentence that are kept
TITLE = 120  # characters of a title of earlier work
YEAR_DAYS = 365.25
TIME, DISTANCE = "mobiliteit.maximaleReistijd", "mobiliteit.maximaleReisafstand"
LANGUAGES = "arbeidsmarktkwalificatie.taalbeheersing"


def read_werkzoekende(document: Document, papers: Mapping[str, str]) -> tuple[Client, list[tuple[str, str]]]:
    """Return the client in a Werkzoekende or MPWerkzoekendeMatch, and (path, reason) of all there is to tell.

    `papers` are folded words for licences with the licence id. Never refuses.
    """
    record = opened(document, WERKZOEKENDE, personal=True)
    low, high = read_hours(record)
    licences, diplomas = read_papers(record, papers)
    return (
        Client(
            id=read_profile_id(record),
            home=read_home(record),
            modes=read_modes(record),
            skills=read_skills(record),
            history=tuple(read_history(record)),
            level=read_level(record),
            diplomas=diplomas,
            languages=read_languages(record),
            licences=licences,
            hours_min=low,
            hours_max=high,
            day_parts=read_day_parts(record),
            available_from=record.day("flexibiliteit.datumAanvangBeschikbaarVoorWerk"),
            support_needed=read_support(record),
            routes=frozenset(
                codes.ROUTE_OF[code]
                for item in record.each("contractvorm")
                if (code := item.plain("codeTypeOvereenkomst")) in codes.ROUTE_OF
            ),
            wishes=read_wishes(record),
        ),
        record.telling,
    )


def read_home(record: Record) -> Location:
    """Return where someone lives: the postcode, nothing more."""
    stated = record.plain("mobiliteit.bemiddelingspostcode")
    found = record.attempt("mobiliteit.bemiddelingspostcode", lambda: parse_postcode(stated)) if stated else ""
    return Location("", found or "")


def read_modes(record: Record) -> tuple[tuple[Mode, int | None], ...]:
    """Return ways to travel with someone's own limit; a limit without a way holds for walking and public transport."""
    modes, other = [], []
    for item in record.each("vervoermiddel"):
        code = item.whole("codeVervoermiddel")
        if item.says("indicatieBeschikbaarVoorWoonWerkverkeer", codes.NO):
            continue
        if code in codes.MODE_OF:
            modes.append(codes.MODE_OF[code])
        elif code in codes.VEHICLE_NAME:
            other.append(codes.VEHICLE_NAME[code])
    if other:
        record.tell(
            "vervoermiddel", f"voor {', '.join(dict.fromkeys(other))} kennen wij geen reistijden; niet gebruikt"
        )
    minutes, km = read_minutes(record), record.whole(DISTANCE)
    if not modes and (minutes is not None or km):
        record.tell("vervoermiddel", "geen vervoer genoemd; de grens geldt voor lopen en openbaar vervoer")
        modes = [Mode.WALK, Mode.TRANSIT]
    chosen = {mode: _tighter(minutes, _within(km, mode)) for mode in modes}
    if km:
        record.tell(DISTANCE, f"{km} km is omgerekend naar minuten per vervoermiddel; vraag na of dat klopt")
    return tuple((mode, chosen[mode]) for mode in Mode if mode in chosen)


def read_minutes(record: Record) -> int | None:
    """Return someone's own limit in minutes for one trip, None when there is none."""
    minutes = record.whole(TIME)
    if minutes is None or minutes < 0:
        return None
    if minutes == 0:
        record.tell(TIME, "0 minuten is gelezen als niet ingevuld")
        return None
    if minutes > MINUTES_LIMIT:
        record.tell(TIME, f"{minutes} minuten is gelezen als {MINUTES_LIMIT:g}")
    return min(minutes, int(MINUTES_LIMIT))


def _within(km: int | None, mode: Mode) -> int | None:
    """Return the minutes that our estimate gives for a straight line of so many km.

    None where that is no tighter than what holds for someone without a limit: then it would only widen it.
    """
    if not km or km < 0:
        return None
    minutes = int(estimate(mode, np.array([km], np.float32))[0])
    return minutes if minutes < Policy().default_minutes else None


def _tighter(one: int | None, other: int | None) -> int | None:
    return min((limit for limit in (one, other) if limit is not None), default=None)


def read_skills(record: Record) -> tuple[OwnSkill, ...]:
    """Return competences, and what someone wrote about themselves and about earlier work, a sentence each."""
    found = [
        read_address(item, "codeCompetentie") for item in record.each("arbeidsmarktkwalificatie.competentiebeheersing")
    ]
    found += record.texts(f"arbeidsmarktkwalificatie.{SKILLS}")
    found += record.texts(SKILLS)
    found += sentences(record.text("persoonlijkePresentatie"))
    for item in record.each("arbeidsmarktkwalificatie.werkervaring"):
        if item.plain("beroep.codeBeroepsnaam") or item.plain(f"beroep.{WORDS}"):
            found += sentences(item.text("toelichtingWerkervaring"))
    return tuple(OwnSkill(phrase) for phrase in dict.fromkeys(found) if phrase)


def sentences(text: str) -> list[str]:
    """Return the first sentences of a text."""
    parts = (part.rstrip(".!?; ") for part in SENTENCE.split(text))
    return [cut(part, PHRASE) for part in parts if part][:SENTENCES]


def read_history(record: Record) -> Iterator[Job]:
    """Yield earlier work: the occupation, without one what someone wrote about it; and how many years."""
    for item in record.each("arbeidsmarktkwalificatie.werkervaring"):
        title = read_address(item, "beroep.codeBeroepsnaam") or item.text(f"beroep.{WORDS}")
        title = title or cut(item.text("toelichtingWerkervaring"), TITLE)
        years = read_years(item)
        if title:
            yield Job(title, "", years)


def read_years(item: Record) -> float | None:
    """Return how long earlier work took, None when a day is missing or they are the wrong way round."""
    start, end = item.day("datumAanvangWerkzaamheden"), item.day("datumEindeWerkzaamheden")
    if start is None or end is None:
        return None
    if end < start:
        item.tell(
            "werkervaring.datumEindeWerkzaamheden", "het werk eindigde voor het begon; het aantal jaren is onbekend"
        )
        return None
    return min(_years(start, end), YEARS_LIMIT)


def _years(start: date, end: date) -> float:
    return round((end - start).days / YEAR_DAYS, 1)


def read_level(record: Record) -> Level | None:
    """Return the level of work that someone can do, the highest that it can mean."""
    code = record.whole("arbeidsmarktkwalificatie.codeWerkEnDenkniveauWerkzoekende")
    return None if code is None else codes.OWN_LEVEL.get(code)


def read_papers(record: Record, papers: Mapping[str, str]) -> tuple[frozenset[str] | None, tuple[str, ...]]:
    """Return licences (None: nobody asked), and diplomas: of education and courses that gave one."""
    path = "arbeidsmarktkwalificatie.rijbewijs"
    licences: frozenset[str] | None = None
    missed: tuple[str, ...] = ()
    if record.at(path) is not None:
        licences, missed = read_licences(record, path, papers)
    if missed:
        record.tell(path, f"rijbewijs {', '.join(missed)[:80]} kennen wij niet; bewaard als diploma")
    diplomas = [f"rijbewijs {code}" for code in missed if code in codes.DRIVING_LICENCES]
    educations = record.each("arbeidsmarktkwalificatie.opleiding")
    diplomas += [education_name(item) for item in educations if item.says("indicatieDiploma", codes.YES)]
    courses = record.each("arbeidsmarktkwalificatie.cursus")
    diplomas += [item.text("naamCursus") for item in courses if item.says("indicatieCertificaat", codes.YES)]
    return licences, tuple(dict.fromkeys(filter(None, diplomas)))


def education_name(item: Record) -> str:
    """Return the name of an education as far as the standard gives one: its explanation and its level."""
    words = cut(item.text("toelichtingOpleiding"), PHRASE)
    level = codes.EDUCATION_NAME.get(item.whole("codeNiveauOpleiding") or 0, "")
    return f"{words} ({level})" if words and level else words or (f"diploma {level}" if level else "")


def read_languages(record: Record) -> tuple[tuple[str, LanguageLevel], ...]:
    """Return languages with how well someone speaks them; without that, the best of the other three."""
    found: dict[str, LanguageLevel] = {}
    unknown = []
    for item in record.each(LANGUAGES):
        code, level = item.plain("codeTaal"), _own_level(item)
        ours = codes.LANGUAGE_OF.get(code)
        if ours is None:
            unknown += [code] if code else []
        elif level is not None:
            found[ours] = max(level, found.get(ours, level))
    if unknown:
        record.tell(LANGUAGES, f"taal {', '.join(dict.fromkeys(unknown))[:80]} kennen wij niet; niet gebruikt")
    return tuple(found.items())


def _own_level(item: Record) -> LanguageLevel | None:
    spoken = item.whole("codeNiveauTaalbeheersingMondeling")
    if spoken in codes.OWN_LANGUAGE:
        return codes.OWN_LANGUAGE[spoken]
    others = (item.whole(f"codeNiveauTaalbeheersing{name}") for name in ("Schriftelijk", "Lezen", "Luisteren"))
    return max((codes.OWN_LANGUAGE[level] for level in others if level in codes.OWN_LANGUAGE), default=None)


def read_day_parts(record: Record) -> frozenset[DayPart] | None:
    """Return when someone can work; None when it is not said, or said both ways."""
    office, irregular = record.says(OFFICE_HOURS, codes.YES), record.whole(IRREGULAR)
    if office and irregular == codes.YES:
        record.tell(OFFICE_HOURS, "kantoortijden en onregelmatig werk staan beide op ja; niet gebruikt")
        return None
    if office:
        return frozenset({DayPart.DAY})
    if irregular == codes.NO:
        record.tell(IRREGULAR, "geen onregelmatig werk is gelezen als overdag op werkdagen; vraag na of dat klopt")
        return frozenset({DayPart.DAY})
    return frozenset(DayPart) if irregular == codes.YES else None


def read_support(record: Record) -> frozenset[Support]:
    """Return what someone needs at work."""
    asked = {
        "indicatieAanpassingWerkomgeving": Support.ADAPTED_PLACE,
        "indicatieBegeleiding": Support.BUDDY,
        "indicatieWerkvariatie": Support.ADAPTED_TASKS,
    }
    return frozenset(need for name, need in asked.items() if record.says(f"eisAanWerk.{name}", codes.YES))


def read_wishes(record: Record) -> tuple[Wish, ...]:
    """Return the work that someone looks for and what interests them."""
    found = [read_address(item, "codeBeroepsnaam") or item.text(WORDS) for item in record.each("bemiddelingsberoep")]
    found += [item.text("naamInteresse") for item in record.each("arbeidsmarktkwalificatie.interesse")]
    return tuple(Wish(text) for text in dict.fromkeys(found) if text)
