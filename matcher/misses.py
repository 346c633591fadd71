"""The fact behind each hard requirement that is missed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isnan

from matcher.codes import Code, DayPart, Demand, DemandGrade, LanguageLevel, LicenceKind, Method, Mode, Route
from matcher.eligibility import Refusal
from matcher.market import EPOCH, NO_MINUTE, NO_OCCUPATION, Columns
from matcher.reach import ESTIMATES
from matcher.reasons import Reason, ReasonKind
from matcher.situation import Situation
from matcher.wording import clock, day, hours, long_date, percent, some

ON_FOOT = "lopend, wat niet langer duurt dan met het openbaar vervoer"
BIKE_AND_TRANSIT = "met de fiets naar de halte en verder met het openbaar vervoer"
# An estimate from this part of the limit on is marked: where it was measured it was often off by what is left.
NEAR_LIMIT = 0.7


# How far an estimate may be off, up and down: half of the trips by bike or on foot were within 7 to 16% of the streets
# of three cities; nobody has measured those by car in the peak and by public transport here, so all get the double.
OFF_BY = 0.3


def range_of(minutes: int) -> tuple[int, int]:
    """Return between how many minutes an estimate lies, most likely."""
    return round(minutes * (1 - OFF_BY)), round(minutes * (1 + OFF_BY))


class TripMark(Code):
    """How an estimated travel time stands to the limit."""

    ESTIMATE = ("schatting", "dicht bij de grens")
    AROUND_LIMIT = ("rond-de-grens", "rond de grens")


@dataclass(frozen=True, slots=True)
class Trip:
    """The trip to a vacancy. `minutes` None is unknown; `mode` None means that no trip is needed or known.

    `edges` are when public transport first arrives there and last leaves for home, minutes after midnight and
    `NO_SERVICE` for never; None when no timetable tells, or when the trip is made in another way. `by_bike` says that
    the trip by public transport begins on the bike, `on_foot` that it is walked all the way; `mostly` is what four in
    five departures do not exceed, None when that is not known.
    """

    minutes: int | None
    mode: Mode | None
    method: Method
    limit: int | None
    edges: tuple[int, int] | None = None
    by_bike: bool = False
    on_foot: bool = False
    mostly: int | None = None

    @property
    def way(self) -> str:
        """How the trip is made, in words."""
        if self.mode is None:
            return ""
        if self.on_foot:
            return ON_FOOT
        return BIKE_AND_TRANSIT if self.by_bike else self.mode.label

    @property
    def range(self) -> tuple[int, int] | None:
        """Between how many minutes an estimated trip lies, most likely; None for what was computed or is not known."""
        return None if self.minutes is None or self.method not in ESTIMATES else range_of(self.minutes)

    @property
    def mark(self) -> TripMark | None:
        """What to say of an estimate near the limit: it may be wrong by more than what is left."""
        if self.method not in ESTIMATES or self.minutes is None or self.limit is None:
            return None
        if self.minutes > self.limit:
            return TripMark.AROUND_LIMIT
        return TripMark.ESTIMATE if self.minutes >= NEAR_LIMIT * self.limit else None


@dataclass(frozen=True, slots=True)
class Case:
    """One vacancy for one client: the row in the market, the trip and the part of the essential skills, if known."""

    situation: Situation
    row: int
    trip: Trip
    cover: float | None

    @property
    def columns(self) -> Columns:
        """The columns of the market."""
        return self.situation.market.columns


def miss(refusal: Refusal, case: Case) -> Reason:
    """Return the fact behind one requirement that is missed."""
    return FACTS[refusal](case)


def _closed(case: Case) -> Reason:
    return Reason(ReasonKind.CLOSED, {"date": day(int(case.columns.closes[case.row]))})


def _travel(case: Case) -> Reason:
    trip = case.trip
    if trip.minutes is None or trip.mode is None:
        return Reason(ReasonKind.TOO_FAR, {})
    return Reason(ReasonKind.TRAVEL, {"minutes": trip.minutes, "mode": trip.way, "limit": trip.limit})


def _route(case: Case) -> Reason:
    return Reason(ReasonKind.ROUTE, {"route": tuple(Route)[int(case.columns.route[case.row])].label})


def _excluded(case: Case) -> Reason:
    occupation = int(case.columns.occupation[case.row])
    label = "" if occupation == NO_OCCUPATION else case.situation.market.concepts.occupations[occupation].label
    return Reason(ReasonKind.EXCLUDED, {"occupation": label})


def _licence(case: Case) -> Reason:
    return _papers(case, diplomas=False)


def _diploma(case: Case) -> Reason:
    return _papers(case, diplomas=True)


def _papers(case: Case, *, diplomas: bool) -> Reason:
    absent = int(case.columns.licences[case.row]) & ~(case.situation.seeker.licences or 0)
    papers = (paper for index, paper in enumerate(case.situation.market.licences) if absent >> index & 1)
    labels = (paper.label for paper in papers if (paper.kind is LicenceKind.DIPLOMA) == diplomas)
    return Reason(ReasonKind.LICENCE, {"papers": some(labels)})


def _hours(case: Case) -> Reason:
    client = case.situation.client
    own = hours(client.hours_min, client.hours_max)
    return Reason(ReasonKind.HOURS_MISS, {"asked": hours_of(case), "own": own})


def hours_of(case: Case) -> str:
    """Return the hours of a vacancy as people write them."""
    low, high = float(case.columns.hours_min[case.row]), float(case.columns.hours_max[case.row])
    return hours(None if isnan(low) else low, None if isnan(high) else high)


def _times(case: Case) -> Reason:
    parts = [part.label for part in DayPart if int(case.columns.shifts[case.row]) >> part.ordinal & 1]
    start, end = int(case.columns.start_minute[case.row]), int(case.columns.end_minute[case.row])
    if start != NO_MINUTE:
        parts.insert(0, f"{clock(start)} tot {clock(end)}")
    return Reason(ReasonKind.TIMES_MISS, {"times": some(parts)})


def _language(case: Case) -> Reason:
    own = case.situation.client.dutch
    asked = LanguageLevel.ranked(int(case.columns.language[case.row])).label
    return Reason(ReasonKind.LANGUAGE, {"asked": asked, "own": "" if own is None else own.label})


def _physical(case: Case) -> Reason:
    limits = case.situation.seeker.limits
    asked = {demand: int(case.columns.demands[demand.ordinal, case.row]) for demand in Demand if demand in limits}
    over = [
        f"{demand.label} ({DemandGrade.ranked(grade).label})"
        for demand, grade in asked.items()
        if grade > limits[demand]
    ]
    return Reason(ReasonKind.PHYSICAL, {"demands": some(over)})


def _start(case: Case) -> Reason:
    free = case.situation.client.available_from
    opens = int(case.columns.opens[case.row])
    values = {
        "start": f"op {day(opens)}" if opens > (case.situation.on - EPOCH).days else "zo snel mogelijk",
        "free": "een onbekende dag" if free is None else long_date(free),
    }
    return Reason(ReasonKind.START, values)


def _coverage(case: Case) -> Reason:
    threshold = case.situation.policy.match_coverage
    # What is just too little must not read as enough.
    decimals = next((few for few in (0, 1, 2) if percent(case.cover, few) != percent(threshold, few)), 2)
    values = {"share": percent(case.cover, decimals), "threshold": percent(threshold, decimals)}
    return Reason(ReasonKind.COVERAGE, values)


def _undescribed(_case: Case) -> Reason:
    return Reason(ReasonKind.UNDESCRIBED, {})


FACTS: Mapping[Refusal, Callable[[Case], Reason]] = {
    Refusal.CLOSED: _closed,
    Refusal.TRAVEL: _travel,
    Refusal.ROUTE: _route,
    Refusal.EXCLUDED: _excluded,
    Refusal.LICENCE: _licence,
    Refusal.DIPLOMA: _diploma,
    Refusal.HOURS: _hours,
    Refusal.TIMES: _times,
    Refusal.LANGUAGE: _language,
    Refusal.PHYSICAL: _physical,
    Refusal.START: _start,
    Refusal.COVERAGE: _coverage,
    Refusal.UNDESCRIBED: _undescribed,
}
