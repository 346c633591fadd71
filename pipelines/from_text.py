"""What the text of a vacancy says, and what of that fills in where its fields are silent.

A field always goes before the text. What the text leaves open ("soms", "een pré") fills nothing in, and a kind of place
that it names is shown and asked about, never put in the place of the route in the file. See docs/reading.md.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from matcher.codes import DayPart, Demand, DemandGrade, LanguageLevel, Level, Route, Support
from matcher.domain import Vacancy
from matcher.market import InText
from matcher.wording import hours
from models.reading import Mention
from models.texts.routes import ARRANGEMENTS

Hours = tuple[float | None, float | None]
ROUTES = frozenset(route.value for route in Route)


@dataclass(frozen=True, slots=True)
class FromText:
    """What fills in: None and empty where the fields speak or the text is silent.

    `routes` are the kinds of places that the text names beside that of the file. `mentions` is all that the text says
    but for skills, each with whether it counts.
    """

    hours: Hours = (None, None)
    level: Level | None = None
    language: LanguageLevel | None = None
    shifts: frozenset[DayPart] = frozenset()
    demands: tuple[tuple[Demand, DemandGrade], ...] = ()
    support: frozenset[Support] = frozenset()
    routes: frozenset[Route] = frozenset()
    mentions: tuple[tuple[Mention, bool], ...] = ()

    @property
    def known(self) -> InText:
        """What of the vacancy is known from its text only."""
        found = InText(0)
        for bit, has in (
            (InText.HOURS, self.hours != (None, None)),
            (InText.SHIFTS, bool(self.shifts)),
            (InText.LEVEL, self.level is not None),
            (InText.LANGUAGE, self.language is not None),
            (InText.SUPPORT, bool(self.support)),
        ):
            found |= bit if has else InText(0)
        return found


NOTHING = FromText()


def text_of(vacancy: Vacancy) -> str:
    """Return the text that is read of a vacancy: its title often tells hours, or the kind of place."""
    return f"{vacancy.title}\n\n{vacancy.description}"


def from_text(vacancy: Vacancy, mentions: Iterable[Mention]) -> FromText:
    """Return what the text of a vacancy fills in, given what was read in it."""
    read = [one for one in mentions if one.kind != "skill"]
    silent = _silent(vacancy)
    stated = frozenset(demand.value for demand, _ in vacancy.demands)
    sure = [one for one in read if not one.optional and one.kind in silent and one.concept not in stated]
    by_kind = {kind: [one for one in sure if one.kind == kind] for kind in silent}
    return FromText(
        hours=_hours(by_kind.get("hours", ())),
        level=min((Level.of(one.concept) for one in by_kind.get("education", ())), default=None),
        language=min((LanguageLevel.of(one.concept) for one in by_kind.get("language", ())), default=None),
        shifts=frozenset(DayPart.of(one.concept) for one in by_kind.get("shift", ())),
        demands=_demands(by_kind["demand"]),
        support=frozenset(Support.of(one.concept) for one in by_kind.get("support", ())),
        routes=frozenset(
            Route.of(one.concept)
            for one in read
            if one.kind == "route" and one.concept in ROUTES - {vacancy.route.value}
        ),
        mentions=tuple((one, one in sure or _is_as_stated(one, vacancy)) for one in read),
    )


def _is_as_stated(one: Mention, vacancy: Vacancy) -> bool:
    """Whether a mention counts without filling anything in: a licence, which is asked too, or the route of the file."""
    return (one.kind == "licence" and not one.optional) or (one.kind == "route" and one.concept == vacancy.route.value)


def _silent(vacancy: Vacancy) -> frozenset[str]:
    """Return the kinds of mentions for which the fields of a vacancy are silent; demands are compared one by one."""
    filled = {
        "hours": vacancy.hours_min is not None or vacancy.hours_max is not None,
        "education": vacancy.level is not None,
        "language": vacancy.language is not None,
        "shift": bool(vacancy.shifts) or vacancy.times is not None,
        "demand": False,
        "support": bool(vacancy.support),
    }
    return frozenset(kind for kind, has in filled.items() if not has)


def _hours(found: Collection[Mention]) -> Hours:
    """Return the widest of the hours that a text names: too narrow would shut people out; an open end stays open."""
    lows = [one.value[0] for one in found]
    highs = [one.value[1] for one in found]
    low = None if None in lows else min((low for low in lows if low is not None), default=None)
    high = None if None in highs else max((high for high in highs if high is not None), default=None)
    return low, high


def _demands(found: Collection[Mention]) -> tuple[tuple[Demand, DemandGrade], ...]:
    """Return the heaviest grade of every demand, in the order of the list."""
    grades: dict[str, int] = {}
    for one in found:
        grades[one.concept] = max(int(one.value[0] or 0), grades.get(one.concept, 0))
    return tuple((demand, DemandGrade.ranked(grades[demand.value])) for demand in Demand if demand.value in grades)


def meaning(kind: str, concept: str, value: Sequence[float | None], licences: Mapping[str, str]) -> str:
    """Return in Dutch what a mention means; `licences` are labels by id."""
    if kind == "hours":
        return hours(*value[:2])
    if kind == "demand":
        return f"{Demand.of(concept).label} ({DemandGrade.ranked(int(value[0] or 0)).label})"
    labels = MEANINGS.get(kind, licences)
    return labels.get(concept, concept)


# By kind the label of every concept.
MEANINGS: Mapping[str, Mapping[str, str]] = {
    "language": {level.code: f"Nederlands op {level.label}" for level in LanguageLevel}
    | {LanguageLevel.NONE.code: "geen Nederlands nodig"},
    "education": {level.code: level.label for level in Level} | {Level.NONE.code: "geen diploma nodig"},
    "shift": {part.value: part.label for part in DayPart},
    "support": {kind.value: kind.label for kind in Support},
    "route": {route.value: route.label for route in Route} | ARRANGEMENTS,
}
