"""Cells that hold a list (`a|b`) or pairs (`a:1|b:2`), and single words of a closed list.

Every parser takes the cell as text and gives a value and a warning, "" when there is nothing to tell.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from matcher.codes import (
    Contract,
    DayPart,
    Demand,
    DemandGrade,
    LanguageLevel,
    Level,
    Mode,
    Route,
    SkillLevel,
    Support,
    Workplace,
)
from pipelines.sources import words
from pipelines.sources.numbers import ImpossibleError, parse_minutes, plain_number
from pipelines.sources.text import fold, pieces, quote

T = TypeVar("T")
LicenceParser = Callable[[str], tuple[frozenset[str], str]]

MINUTES_LIMIT = 480.0  # one trip: a working day is the most that anyone could mean
YEARS_LIMIT = 70.0
HOME_DAYS = 7.0


# "C/E met code 95", "VCA en rijbewijs B (2 jaar)": several papers in one phrase.
TOGETHER = re.compile(r"\s+(?:en|met|of|plus)\s+|[&+,;]")
BRACKETED = re.compile(r"\([^)]*\)")
ASIDE = {"ja", "yes", "vereist", "verplicht", "nodig", "in bezit"}
DURATION = re.compile(r"\d+(?:[.,:]\d+)?\s*(?:min(?:uten|uut)?|uur|u)?", re.IGNORECASE)
LIGHT_KILOS, MODERATE_KILOS = 10, 20


def pairs(text: str) -> list[tuple[str, str]]:
    """Return name and value of every item, value "" where there is none."""
    return [(name.strip(), value.strip()) if colon else (value.strip(), "") for name, colon, value in parts_of(text)]


def parts_of(text: str) -> Iterable[tuple[str, str, str]]:
    """Return every item divided at its last colon."""
    return (piece.rpartition(":") for piece in pieces(text))


def unknown(what: str, missed: Iterable[str]) -> str:
    """Return the warning that names words which no table knows, "" when there are none."""
    shown = ", ".join(quote(word) for word in missed)
    return f"{what} niet herkend: {shown}" if shown else ""


def one(text: str, table: Mapping[str, T], what: str) -> tuple[T | None, str]:
    """Return the member for a word; None with a warning when the table does not know it."""
    found = words.find(text, table)
    if found is None and fold(text) not in words.NO_WORD:
        return None, unknown(what, [text])
    return found, ""


def several(text: str, table: Mapping[str, T], what: str) -> tuple[frozenset[T], str]:
    """Return the members for a list of words, and a warning for those that the table does not know."""
    whole = words.find(text, table)
    if whole is not None:
        return frozenset({whole}), ""
    found, missed = set(), []
    for piece in pieces(text):
        member = words.find(piece, table)
        if member is not None:
            found.add(member)
        elif fold(piece) not in words.NO_WORD:
            missed.append(piece)
    return frozenset(found), unknown(what, missed)


@lru_cache(maxsize=1_024)
def parse_yes(text: str) -> tuple[bool | None, str]:
    """Return yes or no."""
    return one(text, words.YES_NO, "ja of nee")


@lru_cache(maxsize=1_024)
def parse_workplace(text: str) -> tuple[tuple[Workplace | None, float | None], str]:
    """Return the place of work and the days at home that a text names ("2 dagen thuis")."""
    found, warning = one(text, words.WORKPLACE, "werkplek")
    if found is None and (days := plain_number(text)) is not None and "dag" in text.lower():
        if not 0 <= days <= HOME_DAYS:
            raise ImpossibleError(f"{days:g} dagen thuis per week kan niet")
        return (Workplace.HYBRID if days else Workplace.ON_SITE, days or None), ""
    return (found, None), warning


@lru_cache(maxsize=1_024)
def parse_contract(text: str) -> tuple[Contract | None, str]:
    """Return the contract; of several the first that is known."""
    found = words.contract_of(text) or next(filter(None, map(words.contract_of, pieces(text))), None)
    known = found or fold(text) in words.NO_WORD
    return found, "" if known else unknown("contract", [text])


@lru_cache(maxsize=1_024)
def parse_route(text: str) -> tuple[Route | None, str]:
    """Return the route."""
    return one(text, words.ROUTE, "route")


@lru_cache(maxsize=1_024)
def parse_routes(text: str) -> tuple[frozenset[Route], str]:
    """Return the routes."""
    return several(text, words.ROUTE, "route")


@lru_cache(maxsize=1_024)
def parse_level(text: str) -> tuple[Level | None, str]:
    """Return the lowest level that the text names; "mbo" alone names none."""
    found = words.level_of(text)
    known = found is not None or fold(text) in words.NO_WORD
    return found, "" if known else unknown("niveau", [text])


@lru_cache(maxsize=1_024)
def parse_language_level(text: str) -> tuple[LanguageLevel | None, str]:
    """Return the lowest language level that the text names."""
    found = words.language_level_of(text)
    known = found is not None or fold(text) in words.NO_WORD
    return found, "" if known else unknown("taalniveau", [text])


@lru_cache(maxsize=4_096)
def parse_day_parts(text: str) -> tuple[frozenset[DayPart], str]:
    """Return the parts of the week."""
    found, warning = several(text, words.DAY_PARTS, "dagdeel")
    return frozenset().union(*found), warning


@lru_cache(maxsize=4_096)
def parse_support(text: str) -> tuple[frozenset[Support], str]:
    """Return guidance and adjustments."""
    return several(text, words.SUPPORT, "begeleiding")


@lru_cache(maxsize=8_192)
def parse_demands(text: str) -> tuple[tuple[tuple[Demand, DemandGrade], ...], str]:
    """Return demands with their grade, in the order of the closed list; one without a grade stays unknown."""
    found: dict[Demand, DemandGrade] = {}
    missed = []
    for name, value in pairs(text):
        demand, grade = words.find(name, words.DEMAND), words.find(value, words.DEMAND_GRADE)
        if demand is not None and grade is not None:
            found[demand] = max(grade, found.get(demand, grade))
        elif fold(f"{name} {value}") not in words.NO_WORD:
            missed.append(f"{name}:{value}" if value else name)
    return tuple((demand, found[demand]) for demand in Demand if demand in found), unknown(
        "belasting of zwaarte (0-3)", missed
    )


def parse_modes(text: str) -> tuple[tuple[tuple[Mode, int | None], ...], str]:
    """Return ways to travel with the own limit in minutes; ImpossibleError when a limit is not from 1 to 480."""
    found: dict[Mode, int | None] = {}
    missed = []
    for name, value in pairs(text):
        mode = words.find(name, words.MODE)
        limit = value
        if mode is None and (spoken := in_a_sentence(f"{name} {value}")):
            mode, limit = spoken
        answer = words.find(limit, words.YES_NO) if limit and not limit.isdigit() else None
        if mode is None:
            if fold(f"{name} {value}") not in words.NO_WORD:
                missed.append(name)
        elif answer is not False:
            found[mode] = None if not limit or answer else minutes_of(limit)
            if limit and found[mode] is None and answer is None:
                missed.append(f"{name}:{value}")
    return tuple((mode, found[mode]) for mode in Mode if mode in found), unknown("vervoer", missed)


def in_a_sentence(text: str) -> tuple[Mode, str] | None:
    """Return the way to travel and the limit in "ov max 45 minuten"; None when it names none, or more than one."""
    known = {mode for word in fold(text).split() if (mode := words.find(word, words.MODE)) is not None}
    stretch = DURATION.search(text)
    return (known.pop(), stretch.group() if stretch else "") if len(known) == 1 else None


def parse_limitations(text: str) -> tuple[tuple[tuple[Demand, DemandGrade], ...], str]:
    """Return the most that someone can manage; a demand in words or kilos is read with care, as light rather than not.

    What names no demand at all gives a warning that says that it does not count.
    """
    found, warning = parse_demands(text)
    if not warning:
        return found, ""
    grades, missed = dict(found), []
    for piece in pieces(text):
        named = {demand for word in fold(piece).split() if (demand := words.find(word, words.DEMAND)) is not None}
        if not named and fold(piece) not in words.NO_WORD:
            missed.append(piece)
        for demand in named - grades.keys():
            grades[demand] = grade_of_kilos(piece)
    ordered = tuple((demand, grades[demand]) for demand in Demand if demand in grades)
    return ordered, f"{unknown('beperking', missed)}; telt niet mee, vraag ernaar" if missed else ""


def grade_of_kilos(text: str) -> DemandGrade:
    """Return how heavy a weight is, light where none is named (our bounds, 2026-11: ten and twenty kilos)."""
    kilos = re.search(r"(\d+)\s*(?:kg|kilo)", text.casefold())
    if kilos is None or int(kilos[1]) <= LIGHT_KILOS:
        return DemandGrade.LIGHT
    return DemandGrade.MODERATE if int(kilos[1]) <= MODERATE_KILOS else DemandGrade.HEAVY


def minutes_of(text: str) -> int | None:
    """Return a limit in whole minutes, None when the text is no duration."""
    number = parse_minutes(text)[0]
    if number is None:
        return None
    if not 1 <= number <= MINUTES_LIMIT:
        raise ImpossibleError(f"{number:g} minuten reistijd ligt niet tussen 1 en {MINUTES_LIMIT:g}")
    return int(number)


def parse_travel_limit(text: str) -> tuple[int | None, str]:
    """Return the most minutes for one trip."""
    found = minutes_of(text)
    return found, "" if found else unknown("reistijd", [text])


def parse_languages(text: str) -> tuple[tuple[tuple[str, LanguageLevel], ...], str]:
    """Return languages by their code with the level; "nl:B1" and "Nederlands B1" are the same."""
    found: dict[str, LanguageLevel] = {}
    missed = []
    for piece in pieces(text):
        name, colon, value = piece.rpartition(":") if ":" in piece else piece.rpartition(" ")
        language = words.find(name.strip(" ("), words.LANGUAGES)
        level = words.language_level_of(value)
        if language and level is not None and colon:
            found[language] = level
        elif fold(piece) not in words.NO_WORD:
            missed.append(piece)
    return tuple(found.items()), unknown("taal met niveau", missed)


def parse_own_skills(text: str) -> tuple[tuple[tuple[str, SkillLevel | None], ...], str]:
    """Return skill phrases with the level; a level that is not known stays part of nothing and is told."""
    found: dict[str, SkillLevel | None] = {}
    missed = []
    for name, value in pairs(text):
        level = words.find(value, words.SKILL) if value else None
        if value and level is None:
            missed.append(value)
        if name:
            found.setdefault(name, level)
    return tuple(found.items()), unknown("niveau van vaardigheid", missed)


def parse_history(text: str) -> tuple[tuple[tuple[str, float | None], ...], str]:
    """Return titles of earlier work with years; ImpossibleError when the years are not from 0 to 70."""
    found, missed = [], []
    for name, value in pairs(text):
        years = plain_number(value) if value else None
        if value and years is None:
            missed.append(value)
        if years is not None and not 0 <= years <= YEARS_LIMIT:
            raise ImpossibleError(f"{years:g} jaar ervaring ligt niet tussen 0 en {YEARS_LIMIT:g}")
        if years is not None and "maand" in value.lower():
            years = round(years / 12, 2)
        if name:
            found.append((name, years))
    return tuple(found), unknown("aantal jaren", missed)


def parse_licences(text: str, licences: Mapping[str, str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return licence ids by a mapping from folded words, and the words that it does not know."""
    found, missed = set(), []
    for piece in [text] if fold(text) in licences else pieces(text):
        known = one_licence(piece, licences)
        if known:
            found.add(known)
            continue
        parts = [part for part in TOGETHER.split(BRACKETED.sub(" ", piece)) if part.strip()]
        several = {part: one_licence(part, licences) for part in parts}
        found |= {licence for licence in several.values() if licence}
        if not any(several.values()) and fold(piece) not in words.NO_WORD:
            missed.append(piece)
        elif any(several.values()):
            missed += [part.strip() for part, licence in several.items() if not licence and fold(part) not in ASIDE]
    return frozenset(found), tuple(missed)


def one_licence(text: str, licences: Mapping[str, str]) -> str | None:
    """Return the licence that a phrase names as a whole, None when it names none."""
    word = fold(text)
    return licences.get(word) or licences.get(f"rijbewijs {word}")


def folded_licences(licences: Mapping[str, str]) -> Mapping[str, str]:
    """Return the licence list with its words folded, so that punctuation and accents do not matter."""
    return {fold(word): licence for word, licence in licences.items()}


def licence_parser(licences: Mapping[str, str]) -> LicenceParser:
    """Return a parser of licence words for one file; words that the list does not know give a warning."""
    folded = folded_licences(licences)

    @lru_cache(maxsize=4_096)
    def parse(text: str) -> tuple[frozenset[str], str]:
        found, missed = parse_licences(text, folded)
        return found, unknown("certificaat of rijbewijs", missed)

    return parse
