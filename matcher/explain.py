"""Why a vacancy stands where it stands, and what speaks against it: facts from the same numbers that rank it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from matcher.codes import Code, LanguageLevel, Level, Method, Mode, Origin, Route, Support
from matcher.codes import Workplace as WorkplaceCode
from matcher.commute import UNREACHABLE
from matcher.eligibility import BITS, LEARNING_ROUTES, Options, Refusal
from matcher.features import COMMUTE, ESSENTIAL, EXPERIENCE, FEATURES, HOURS, LEVEL, SUPPORT, WISH, Feature
from matcher.in_text import from_text_against, from_text_for
from matcher.market import NO_MINUTE, NO_OCCUPATION
from matcher.misses import Case, Trip, hours_of, miss
from matcher.ranker import Scored
from matcher.reach import METHODS, MODES, NO_MODE, Reached
from matcher.reasons import Reason, ReasonKind
from matcher.shift_travel import at_the_edges_of_the_day
from matcher.situation import Situation
from matcher.wording import some

# A resemblance below this is not worth a sentence.
WORTH_SAYING = 0.25
# From this part of the limit on, the length of a trip speaks against a vacancy.
LONG_PART = 0.75


@dataclass(frozen=True, slots=True)
class SkillAccount:
    """One skill that a vacancy asks. `credit` in [0, 1]; `via` is the own skill that earned it, -1 for none."""

    skill: int
    essential: bool
    weight: float
    origin: Origin
    own: float
    credit: float
    via: int


@dataclass(frozen=True, slots=True)
class PointAccount:
    """What one feature counts for; `value` None is unknown and counts 0."""

    feature: Feature
    value: float | None
    points: float


@dataclass(frozen=True, slots=True)
class Account:
    """The account of one vacancy for one client. `row` is its row in the market; `missed` are its hard misses."""

    row: int
    trip: Trip
    skills: tuple[SkillAccount, ...]
    points: tuple[PointAccount, ...]
    base: float
    score: float
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    missed: tuple[tuple[Refusal, Reason], ...]


def account_of(situation: Situation, options: Options, missed: np.ndarray, scored: Scored, index: int) -> Account:
    """Return the account of one scored vacancy; `missed` are the flags of the options, with those about skills."""
    at = int(scored.features.at[index])
    row = int(options.rows[at])
    trip = _trip(options, at, int(situation.market.columns.area[row]))
    skills = skills_of(situation, row)
    points = tuple(
        PointAccount(feature, _known(scored.features.values[number, index]), float(scored.points[number, index]))
        for number, feature in enumerate(FEATURES)
    )
    by_feature = {one.feature: one for one in points}
    case = Case(situation, row, trip, by_feature[ESSENTIAL].value)
    flags = missed[at] | options.doubtful[at]
    misses = tuple((refusal, miss(refusal, case)) for refusal in Refusal if flags & BITS[refusal])
    return Account(
        row=row,
        trip=trip,
        skills=skills,
        points=points,
        base=scored.base,
        score=float(scored.score[index]),
        reasons_for=tuple(_for(case, skills, by_feature, frozenset(refusal for refusal, _ in misses))),
        reasons_against=(
            *(reason for _, reason in misses),
            *_against(case, skills, by_feature, too_far=Refusal.TRAVEL in dict(misses)),
            *from_text_against(case, dict(misses)),
        ),
        missed=misses,
    )


def skills_of(situation: Situation, row: int) -> tuple[SkillAccount, ...]:
    """Return what a vacancy asks, the heaviest first, with what the client brings for it."""
    columns, seeker = situation.market.columns, situation.seeker
    origins = tuple(Origin)
    accounts = []
    for essential, start, skill, weight, origin in (
        (True, columns.essential_start, columns.essential_skill, columns.essential_weight, columns.essential_origin),
        (False, columns.optional_start, columns.optional_skill, columns.optional_weight, columns.optional_origin),
    ):
        here = slice(int(start[row]), int(start[row + 1]))
        index = skill[here]
        brought = (part[index].tolist() for part in (seeker.own, seeker.credit, seeker.via))
        accounts += [
            SkillAccount(number, essential, heavy, origins[of], own, credit, via)
            for number, heavy, of, own, credit, via in zip(
                index.tolist(), weight[here].tolist(), origin[here].tolist(), *brought, strict=True
            )
        ]
    return tuple(sorted(accounts, key=lambda one: (not one.essential, -one.weight, one.skill)))


def _trip(options: Options, at: int, area: int) -> Trip:
    reach = options.reach
    mode = None if reach.mode[at] == NO_MODE else MODES[int(reach.mode[at])]
    unknown = reach.state[at] == Reached.UNKNOWN or reach.minutes[at] == UNREACHABLE
    limit = None if mode is None else reach.limits[mode]
    trip = Trip(None if unknown else int(reach.minutes[at]), mode, METHODS[int(reach.method[at])], limit)
    facts = reach.transit
    if facts is None or mode is not Mode.TRANSIT:
        return trip
    edges = int(facts.first_arrival[area]), int(facts.last_departure[area])
    mostly = None if facts.mostly[area] == UNREACHABLE else int(facts.mostly[area])
    return replace(
        trip,
        edges=edges if facts.edges_known[area] else None,
        by_bike=bool(facts.by_bike[area]) and trip.method is Method.TIMETABLE,
        on_foot=bool(facts.on_foot[area]) and trip.method is Method.TIMETABLE,
        mostly=mostly if trip.method is Method.TIMETABLE else None,
    )


def _for(
    case: Case,
    skills: tuple[SkillAccount, ...],
    points: dict[Feature, PointAccount],
    missed: frozenset[Refusal],
) -> Iterable[Reason]:
    situation, row, trip = case.situation, case.row, case.trip
    client, columns = situation.client, case.columns
    essential = [one for one in skills if one.essential]
    have = [one for one in essential if one.own > 0]
    if have:
        values = {"have": len(have), "asked": len(essential), "skills": _labels(situation, have)}
        yield Reason(ReasonKind.SKILLS, values, points[ESSENTIAL].points)
    near = [one for one in essential if one.own == 0 and one.credit > 0]
    if near:
        names = situation.market.concepts.skills
        pairs = some(f"{names[one.via].label} (voor {names[one.skill].label})" for one in near)
        yield Reason(ReasonKind.NEARLY_SKILLS, {"skills": pairs}, None)
    jobs = _resembling(case, ((job.title, job.occupation) for job in client.history))
    if jobs:
        yield Reason(ReasonKind.EXPERIENCE, {"jobs": jobs}, points[EXPERIENCE].points)
    wishes = _resembling(case, ((wish.text, wish.occupation) for wish in client.wishes))
    if wishes:
        yield Reason(ReasonKind.WISH, {"wishes": wishes}, points[WISH].points)
    if trip.method is Method.NO_TRAVEL:
        yield Reason(ReasonKind.AT_HOME, {}, points[COMMUTE].points)
    elif trip.minutes is not None and trip.limit is not None and trip.minutes < LONG_PART * trip.limit:
        values = {"minutes": trip.minutes, "mode": trip.way}
        yield Reason(ReasonKind.NEAR, values, points[COMMUTE].points)
    overlap = points[HOURS].value
    if overlap is not None and overlap >= 1 and Refusal.HOURS not in missed:
        yield Reason(ReasonKind.HOURS, {"hours": hours_of(case)}, points[HOURS].points)
    offered = [kind for kind in Support if kind in client.support_needed and _offers(columns.support[row], kind)]
    if offered:
        yield Reason(ReasonKind.SUPPORT, {"support": some(kind.label for kind in offered)}, points[SUPPORT].points)
    route = tuple(Route)[int(columns.route[row])]
    if route in LEARNING_ROUTES:
        yield Reason(ReasonKind.LEARNING, {"route": route.label}, None)
    yield from from_text_for(case)


def _against(
    case: Case,
    skills: tuple[SkillAccount, ...],
    points: dict[Feature, PointAccount],
    *,
    too_far: bool,
) -> Iterable[Reason]:
    situation, row, trip = case.situation, case.row, case.trip
    client, columns = situation.client, case.columns
    missing = [one for one in skills if one.essential and one.own == 0]
    if missing:
        yield Reason(ReasonKind.MISSING, {"skills": _labels(situation, missing)}, None)
    if trip.minutes is not None and trip.limit is not None and LONG_PART * trip.limit <= trip.minutes <= trip.limit:
        values = {"minutes": trip.minutes, "mode": trip.way, "limit": trip.limit}
        yield Reason(ReasonKind.FAR, values, points[COMMUTE].points)
    yield from at_the_edges_of_the_day(case)
    if trip.minutes is None and not too_far:
        yield Reason(ReasonKind.UNKNOWN_TRAVEL, {}, None)
    if points[LEVEL].points and client.level is not None:
        values = {"asked": Level.ranked(int(columns.level[row])).label, "own": client.level.label}
        yield Reason(ReasonKind.LEVEL, values, points[LEVEL].points)
    absent = [kind for kind in Support if kind in client.support_needed and not _offers(columns.support[row], kind)]
    if absent:
        yield Reason(ReasonKind.NO_SUPPORT, {"support": some(kind.label for kind in absent)}, None)
    overlap = points[HOURS].value
    if overlap is not None and overlap < 1:
        yield Reason(ReasonKind.FEWER_HOURS, {"hours": hours_of(case)}, points[HOURS].points)
    yield from _to_ask(situation, row)


def _to_ask(situation: Situation, row: int) -> Iterable[Reason]:
    """Yield what neither the vacancy nor the profile says, where it matters to this client."""
    client, columns = situation.client, situation.market.columns
    silent_on_times = columns.shifts[row] == 0 and columns.start_minute[row] == NO_MINUTE
    if silent_on_times and (client.day_parts is not None or client.window is not None):
        yield Reason(ReasonKind.ASK_TIMES, {}, None)
    if np.isnan(columns.hours_min[row]) and np.isnan(columns.hours_max[row]) and client.hours_max is not None:
        yield Reason(ReasonKind.ASK_HOURS, {}, None)
    if client.dutch is None and columns.language[row] > int(LanguageLevel.NONE):
        yield Reason(ReasonKind.ASK_LANGUAGE, {"asked": LanguageLevel.ranked(int(columns.language[row])).label}, None)
    close = [
        demand for demand, most in situation.seeker.limits.items() if 0 < columns.demands[demand.ordinal, row] == most
    ]
    if close:
        yield Reason(ReasonKind.ASK_PHYSICAL, {"demands": some(demand.label for demand in close)}, None)
    workplace = tuple(WorkplaceCode)[int(columns.workplace[row])]
    if workplace is WorkplaceCode.HYBRID:
        yield Reason(ReasonKind.HYBRID, {}, None)
    if workplace is WorkplaceCode.TRAVELLING:
        yield Reason(ReasonKind.TRAVELLING, {}, None)


def _resembling(case: Case, named: Iterable[tuple[str, str]]) -> str:
    """Return the titles whose occupation is like that of the vacancy, "" when none is."""
    concepts = case.situation.market.concepts
    occupation = int(case.columns.occupation[case.row])
    if occupation == NO_OCCUPATION:
        return ""
    like = concepts.likeness(occupation)
    known = ((title, concepts.occupation_at.get(name)) for title, name in named)
    alike = (title for title, index in known if index is not None and like[index] >= WORTH_SAYING)
    return some(dict.fromkeys(alike))


def _labels(situation: Situation, skills: Iterable[SkillAccount]) -> str:
    return some(situation.market.concepts.skills[one.skill].label for one in skills)


def _offers(offered: np.uint16, kind: Support) -> bool:
    return bool(int(offered) >> kind.ordinal & 1)


def _label(code: Code | LanguageLevel | None) -> str:
    return "" if code is None else code.label


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
