"""Whether public transport runs when a shift begins and ends: always a reason to look at, never a refusal."""

from collections.abc import Iterator

from matcher.codes import DayPart
from matcher.commute import NO_SERVICE
from matcher.market import NO_MINUTE
from matcher.misses import Case
from matcher.reasons import Reason, ReasonKind
from matcher.wording import clock

DAY = 24 * 60
WEEKEND = 1 << DayPart.SATURDAY.ordinal | 1 << DayPart.SUNDAY.ordinal
# The edges are known of the morning up to 8.44 and of the evening from half past eight; a shift that begins or ends at
# another hour has public transport there if there is any. Up to six, a shift that ends belongs to the evening before.
MORNING_ENDS = 8 * 60 + 44
EVENING_BEGINS = 20 * 60 + 30
NIGHT_ENDS = 6 * 60
# The last departure that is looked for; whoever can leave then may well be able to leave later.
LATEST_KNOWN = 24 * 60 + 40
# Without clock times: an early shift begins before seven (so says its name), a late one ends around eleven in
# hospitals, shops and kitchens (our reading, 2026-11).
EARLY_SHIFT_BEGINS = 7 * 60
LATE_SHIFT_ENDS = 23 * 60


def at_the_edges_of_the_day(case: Case) -> Iterator[Reason]:
    """Yield that someone cannot be there in time, or cannot get home, by public transport."""
    shifts = int(case.columns.shifts[case.row])
    if case.trip.edges is None or (shifts and not shifts & ~WEEKEND):  # the timetable is that of a working day
        return
    first, last = case.trip.edges
    yield from _early(case, first)
    yield from _late(case, last)


def _early(case: Case, first: int) -> Iterator[Reason]:
    begins = int(case.columns.start_minute[case.row])
    never = first == NO_SERVICE
    if begins == NO_MINUTE:
        if _has(case, DayPart.EARLY) and not never and first > EARLY_SHIFT_BEGINS - 60:
            yield Reason(ReasonKind.ASK_EARLY_TRANSIT, {"first_arrival": clock(first)})
    elif begins < MORNING_ENDS and begins >= NIGHT_ENDS - 120 and (never or first > begins):
        kind = ReasonKind.NO_TRANSIT_EARLY if never else ReasonKind.NO_EARLY_TRANSIT
        yield Reason(kind, {"time": clock(begins), "first_arrival": clock(first)})


def _late(case: Case, last: int) -> Iterator[Reason]:
    ends = int(case.columns.end_minute[case.row])
    never = last == NO_SERVICE
    if ends == NO_MINUTE:
        if _has(case, DayPart.EVENING) and not never and last < LATE_SHIFT_ENDS:
            yield Reason(ReasonKind.ASK_LATE_TRANSIT, {"last_departure": clock(last)})
        return
    ends += DAY if ends < NIGHT_ENDS - 60 else 0
    if ends >= EVENING_BEGINS and last < min(ends, LATEST_KNOWN):
        kind = ReasonKind.NO_TRANSIT_LATE if never else ReasonKind.NO_LATE_TRANSIT
        yield Reason(kind, {"time": clock(ends % DAY), "last_departure": clock(last % DAY)})


def _has(case: Case, part: DayPart) -> bool:
    return bool(int(case.columns.shifts[case.row]) >> part.ordinal & 1)
