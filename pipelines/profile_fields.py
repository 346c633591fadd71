"""The fields of a profile as somebody corrects them: plain values, checked and put in the terms of the domain.

Free text comes without service numbers and the guard's terms, as when a profile is imported. None empties a field.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from matcher.codes import DayPart, Demand, DemandGrade, LanguageLevel, Level, Mode, Route, SkillLevel, Support
from matcher.domain import Job, Location, OwnSkill, Times, Wish
from matcher.errors import InputError, InputErrors
from pipelines.sources import words
from pipelines.sources.lists import MINUTES_LIMIT, YEARS_LIMIT, one_licence
from pipelines.sources.numbers import DAY_MINUTES, HOURS_LIMIT
from pipelines.sources.places import parse_postcode
from pipelines.sources.text import clean_personal

T = TypeVar("T")
Papers = Mapping[str, str]  # folded words of licences, to their ids
Reader = Callable[[Any, Papers], Any]

LONGEST = 200  # characters of one phrase, title or name: longer is a text in the wrong field
MOST = 100  # items of one list: the longest profile of the demo has about thirty


def read_fields(fields: Mapping[str, Any], papers: Papers) -> dict[str, Any]:
    """Return the fields of a `Client` in these plain values, by the same names.

    `papers` maps the folded words of licences to their ids. InputErrors names every field that cannot be, as `CALLED`
    has it.
    """
    found: dict[str, Any] = {}
    mistakes: list[tuple[str, str]] = []
    for name, value in fields.items():
        try:
            found[name] = _reader(name)(value, papers)
        except InputErrors as error:
            mistakes += [(f"{CALLED[name]}.{place}", why) for place, why in error.mistakes]
        except InputError as error:
            mistakes.append((CALLED.get(name, name), str(error)))
    if mistakes:
        raise InputErrors(mistakes)
    return found


def _reader(name: str) -> Reader:
    if name not in READERS:
        raise InputError("dit veld is hier niet te veranderen; laat het weg")
    return READERS[name]


def _name(value: Any, _: Papers) -> str:
    return "" if value is None else _text(value, needed=False)


def _home(value: Any, _: Papers) -> Location:
    if value is None:
        return Location()
    postcode = _text(_part(value, "postcode") or "", needed=False)
    if not postcode:
        return Location(_text(_part(value, "place") or "", needed=False))
    found, wrong = parse_postcode(postcode)
    if wrong:
        raise InputErrors([("postcode", "dit is geen Nederlandse postcode; schrijf 2611 of 2611 AB")])
    return Location(_text(_part(value, "place") or "", needed=False), found)


def _modes(value: Any, _: Papers) -> tuple[tuple[Mode, int | None], ...]:
    def one(item: Any) -> tuple[Mode, int | None]:
        minutes = _part(item, "minutes")
        limit = None if minutes is None else int(_number(minutes, 1, MINUTES_LIMIT, whole=True))
        return _code(Mode, _part(item, "mode")), limit

    given = _once(_each(value, one))
    return tuple((mode, given[mode]) for mode in Mode if mode in given)


def _skills(value: Any, _: Papers) -> tuple[OwnSkill, ...]:
    def one(item: Any) -> OwnSkill:
        level = _part(item, "level")
        return OwnSkill(_text(_part(item, "phrase")), "", None if level is None else _code(SkillLevel, level))

    found = {skill.phrase: skill for skill in reversed(_each(value, one))}
    return tuple(reversed(found.values()))


def _history(value: Any, _: Papers) -> tuple[Job, ...]:
    def one(item: Any) -> Job:
        years = _part(item, "years")
        return Job(_text(_part(item, "title")), "", None if years is None else _number(years, 0, YEARS_LIMIT))

    return tuple(_each(value, one))


def _level(value: Any, _: Papers) -> Level | None:
    return None if value is None else _code(Level, value)


def _texts(value: Any, _: Papers) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_each(value, _text)))


def _languages(value: Any, _: Papers) -> tuple[tuple[str, LanguageLevel], ...]:
    def one(item: Any) -> tuple[str, LanguageLevel]:
        language = words.find(_text(_part(item, "language")), words.LANGUAGES)
        if language is None:
            raise InputError("deze taal kennen we hier niet; schrijf de naam in het Nederlands, of een code zoals nl")
        return language, _code(LanguageLevel, _part(item, "level"))

    return tuple(_once(_each(value, one)).items())


def _licences(value: Any, papers: Papers) -> frozenset[str] | None:
    def one(item: Any) -> str:
        found = one_licence(_text(item), papers)
        if found is None:
            raise InputError("dit rijbewijs of certificaat staat niet in de lijst; zet een ander papier bij diplomas")
        return found

    return None if value is None else frozenset(_each(value, one))


def _hours(value: Any, _: Papers) -> float | None:
    return None if value is None else _number(value, 0, HOURS_LIMIT)


def _day_parts(value: Any, _: Papers) -> frozenset[DayPart] | None:
    return _codes(DayPart)(value, {}) or None


def _window(value: Any, _: Papers) -> Times | None:
    if value is None:
        return None
    start, end = (int(_number(_part(value, name), 0, DAY_MINUTES, whole=True)) for name in ("start", "end"))
    if start == end:
        raise InputError("begin en einde zijn gelijk; noem twee tijden, of maak het veld leeg")
    return Times(start, end)


def _day(value: Any, _: Papers) -> date | None:
    if value is not None and not isinstance(value, date):
        raise InputError("hier hoort een dag")
    return value


def _limitations(value: Any, _: Papers) -> tuple[tuple[Demand, DemandGrade], ...]:
    given = _once(_each(value, lambda item: (_code(Demand, _part(item, "demand")), _grade(_part(item, "most")))))
    return tuple((demand, given[demand]) for demand in Demand if demand in given)


def _grade(value: Any) -> DemandGrade:
    return _code(DemandGrade, value)


def _codes(kind: type[T]) -> Callable[[Any, Papers], frozenset[T]]:
    return lambda value, _: frozenset(_each(value, lambda item: _code(kind, item)))


def _wishes(value: Any, _: Papers) -> tuple[Wish, ...]:
    return tuple(Wish(text) for text in _texts(value, {}))


def _each(value: Any, read: Callable[[Any], T]) -> list[T]:
    """Return what is read of every item, () for None; InputErrors with the place of every item that cannot be."""
    if value is None:
        return []
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise InputError("hier hoort een lijst")
    if len(value) > MOST:
        raise InputError(f"hier passen hoogstens {MOST} onderdelen")
    found, mistakes = [], []
    for index, item in enumerate(value):
        try:
            found.append(read(item))
        except InputError as error:
            mistakes.append((str(index), str(error)))
    if mistakes:
        raise InputErrors(mistakes)
    return found


def _once(pairs: Iterable[tuple[Any, T]]) -> dict[Any, T]:
    """Return the pairs as a mapping; InputError when one thing is there twice with different values."""
    found: dict[Any, T] = {}
    for name, value in pairs:
        if found.setdefault(name, value) != value:
            raise InputError(f"{name} staat er twee keer in met verschillende waarden; laat er één staan")
    return found


def _part(item: Any, name: str) -> Any:
    if not isinstance(item, Mapping):
        raise InputError("hier hoort een object")
    return item.get(name)


def _text(value: Any, *, needed: bool = True) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise InputError(f"hier hoort tekst van hoogstens {LONGEST} tekens")
    text = clean_personal(value).text
    if needed and not text:
        raise InputError("hier hoort tekst")
    return text


def _number(value: Any, low: float, high: float, *, whole: bool = False) -> float:
    if isinstance(value, bool) or not isinstance(value, (int,) if whole else (int, float)):
        raise InputError("hier hoort een geheel getal" if whole else "hier hoort een getal")
    if not low <= value <= high:  # false for NaN too
        raise InputError(f"dit moet van {low:g} tot en met {high:g} zijn")
    return float(value)


def _code(kind: type[T], value: Any) -> T:
    """Return the member of a closed list with this code."""
    members: list[Any] = list(kind) if issubclass(kind, Enum) else []
    codes = {getattr(member, "code", member.value): member for member in members}
    if not isinstance(value, str) or value not in codes:
        raise InputError(f"kies een van: {', '.join(codes)}")
    found: T = codes[value]
    return found


READERS: Mapping[str, Reader] = {
    "name": _name,
    "home": _home,
    "modes": _modes,
    "skills": _skills,
    "history": _history,
    "level": _level,
    "diplomas": _texts,
    "languages": _languages,
    "licences": _licences,
    "hours_min": _hours,
    "hours_max": _hours,
    "day_parts": _day_parts,
    "window": _window,
    "available_from": _day,
    "limitations": _limitations,
    "support_needed": _codes(Support),
    "routes": _codes(Route),
    "wishes": _wishes,
    "exclusions": _wishes,
}
# What the interface calls each field, for who reads what is wrong with it.
CALLED: Mapping[str, str] = {
    "name": "weergavenaam",
    "home": "woonplaats",
    "modes": "vervoer",
    "skills": "vaardigheden",
    "history": "werkervaring",
    "level": "niveau",
    "diplomas": "diplomas",
    "languages": "talen",
    "licences": "bewijzen",
    "hours_min": "urenMinimaal",
    "hours_max": "urenMaximaal",
    "day_parts": "dagdelen",
    "window": "beschikbareTijd",
    "available_from": "beschikbaarVanafDatum",
    "limitations": "belastbaarheid",
    "support_needed": "begeleiding",
    "routes": "routes",
    "wishes": "wensen",
    "exclusions": "nietGewenst",
}
