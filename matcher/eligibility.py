"""Hard requirements: what someone can do at once, what they miss by little, and why the rest is left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher.codes import Code, DayPart, LicenceKind, Route, Support
from matcher.domain import Client, Times
from matcher.market import NO_MINUTE, NO_OCCUPATION, InText
from matcher.policy import Policy
from matcher.reach import Reach, Reached, Rows
from matcher.situation import Situation

Flags = NDArray[np.uint16]
Mask = NDArray[np.bool_]


class Refusal(Code):
    """Why a vacancy is not a match, in the order in which the first one is named as *the* reason."""

    CLOSED = ("gesloten", "de sluitingsdatum is voorbij")
    TRAVEL = ("reistijd", "de reis duurt langer dan uw grens")
    ROUTE = ("route", "een soort plek die niet is gekozen of die de gemeente niet biedt")
    EXCLUDED = ("uitgesloten", "werk dat u niet wilt")
    LICENCE = ("rijbewijs-of-certificaat", "een rijbewijs of certificaat ontbreekt")
    DIPLOMA = ("diploma", "een wettelijk vereist diploma ontbreekt")
    HOURS = ("uren", "het aantal uren past niet")
    TIMES = ("werktijden", "de werktijden passen niet")
    LANGUAGE = ("taal", "een hoger niveau Nederlands is nodig")
    PHYSICAL = ("belastbaarheid", "het werk vraagt meer dan u lichamelijk of mentaal aankunt")
    START = ("startdatum", "het werk begint voordat u beschikbaar bent")
    COVERAGE = ("te-weinig-aansluiting", "te weinig aansluiting met uw vaardigheden")
    UNDESCRIBED = ("onvoldoende-beschreven", "de vacature zegt te weinig over wat nodig is")


# A guided workplace that offers one of these can often take away one step of a demand: worth a question, not a match.
EASING = frozenset({Support.ADAPTED_TASKS, Support.ADAPTED_PLACE, Support.LOW_STIMULUS, Support.OWN_PACE})
# On these routes people learn the work, so papers that the law asks for the ordinary work are not asked yet.
LEARNING_ROUTES = frozenset({Route.LEERWERKPLEK, Route.PROEFPLAATSING, Route.WERKERVARINGSPLAATS})
# Minutes that working times may lie outside what someone has free and still be worth a question.
TIMES_MARGIN = 30
DAY = 24 * 60
WEEKEND = np.uint8(1 << DayPart.SATURDAY.ordinal | 1 << DayPart.SUNDAY.ordinal)
AFTER_HOURS = np.uint8(1 << DayPart.EARLY.ordinal | 1 << DayPart.EVENING.ordinal | 1 << DayPart.NIGHT.ordinal)
BITS = {refusal: np.uint16(1 << refusal.ordinal) for refusal in Refusal}


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """The vacancies that were looked at, one element each: the flags are bit masks over `Refusal`.

    `missed` are requirements that are not met; `narrowly`, always a part of it, those that are missed by little.
    `doubtful` are requirements that only the text of the vacancy names and that are not met: a question, so they make
    a match into a near miss and nothing else. `beyond` counts the vacancies that are too far away to be looked at.
    """

    reach: Reach
    missed: Flags
    narrowly: Flags
    doubtful: Flags
    beyond: int

    @property
    def rows(self) -> Rows:
        """The rows of the market, in the order of the other arrays."""
        return self.reach.rows

    def meets(self) -> Mask:
        """Return which vacancies miss no hard requirement, whatever their text raises."""
        meets: Mask = self.missed == 0
        return meets

    def fits(self) -> Mask:
        """Return which vacancies miss no requirement at all."""
        fits: Mask = self.meets() & (self.doubtful == 0)
        return fits

    def nearly(self) -> Mask:
        """Return which vacancies miss one hard requirement, and that by little, or only what their text says."""
        one = (self.missed & (self.missed - np.uint16(1))) == 0
        narrow = (self.missed != 0) & one & (self.missed == self.narrowly)
        nearly: Mask = narrow | (self.meets() & (self.doubtful != 0))
        return nearly


def eligible(situation: Situation, reach: Reach) -> Options:
    """Return which of the reached vacancies meet the hard requirements, and every requirement that the others miss."""
    missed, narrowly, doubtful = (np.zeros(len(reach.rows), np.uint16) for _ in range(3))
    for refusal, fails, nearly, doubts in _checks(situation, reach):
        sure = fails if doubts is None else fails & ~doubts
        missed |= sure * BITS[refusal]  # the quickest way, by far, to set a bit where something holds
        if nearly is not None:
            narrowly |= (sure & nearly) * BITS[refusal]
        if doubts is not None:
            doubtful |= (fails & doubts) * BITS[refusal]
    return Options(reach, missed, narrowly, doubtful, beyond=len(situation.market) - len(reach.rows))


def any_fits(situation: Situation, reach: Reach) -> bool:
    """Return whether one of the reached vacancies at least misses no requirement at all.

    The answer is that of `eligible(...).fits().any()`, and comes as soon as it is sure.
    """
    left = np.ones(len(reach.rows), bool)
    for _, fails, _, _ in _checks(situation, reach):
        left &= ~fails
        if not left.any():
            return False
    return bool(left.any())


# A requirement; the vacancies that fail it; those that do by little, and by what only their text says (None: none).
Check = tuple[Refusal, Mask, Mask | None, Mask | None]


def _checks(situation: Situation, reach: Reach) -> Iterator[Check]:
    """Yield per requirement which vacancies fail it, and how."""
    on = (situation.on - date(1970, 1, 1)).days
    columns, rows = situation.market.columns, reach.rows
    yield Refusal.CLOSED, columns.closes[rows] < on, None, None
    yield Refusal.TRAVEL, _too_far(reach), reach.state == Reached.BORDER, None
    yield Refusal.ROUTE, ~_wanted_routes(situation.client, situation.policy)[columns.route[rows]], None, None
    if situation.seeker.excluded.any():
        occupation = columns.occupation[rows]
        yield Refusal.EXCLUDED, (occupation != NO_OCCUPATION) & situation.seeker.excluded[occupation], None, None
    yield from _papers(situation, rows)
    yield from _hours(situation, rows)
    yield from _times(situation, reach)
    yield from _language(situation, rows)
    yield from _physical(situation, rows)
    if situation.client.available_from is not None:
        free = (situation.client.available_from - date(1970, 1, 1)).days
        starts = np.maximum(columns.opens[rows], on)  # work that should have begun already begins now
        yield Refusal.START, starts < free, starts >= free - situation.policy.start_margin_days, None


def _too_far(reach: Reach) -> Mask:
    far: Mask = (reach.state == Reached.BORDER) | (reach.state == Reached.BEYOND)
    return far


def _wanted_routes(client: Client, policy: Policy) -> Mask:
    wanted = client.routes & policy.routes if client.routes else policy.default_routes
    return np.array([route in wanted for route in Route])


def _papers(situation: Situation, rows: Rows) -> Iterator[Check]:
    """Licences and diplomas apart; one missing certificate is a near miss: a course of days or weeks gives it."""
    held = np.uint64(situation.seeker.licences or 0)
    absent = situation.market.columns.licences[rows] & ~held
    by_kind = {kind: np.uint64(0) for kind in LicenceKind}
    for index, licence in enumerate(situation.market.licences):
        by_kind[licence.kind] |= np.uint64(1 << index)
    certificate = absent & by_kind[LicenceKind.CERTIFICATE]
    driving = absent & by_kind[LicenceKind.DRIVING]
    one = (certificate & (certificate - np.uint64(1))) == 0
    yield Refusal.LICENCE, (certificate | driving) != 0, (driving == 0) & one, None
    yield Refusal.DIPLOMA, (absent & by_kind[LicenceKind.DIPLOMA]) != 0, None, None


def _hours(situation: Situation, rows: Rows) -> Iterator[Check]:
    client, columns = situation.client, situation.market.columns
    if client.hours_max is None and client.hours_min is None:
        return
    most = np.inf if client.hours_max is None else client.hours_max
    least = 0.0 if client.hours_min is None else client.hours_min
    # NaN compares false: hours that the vacancy does not state are no obstacle.
    too_many = columns.hours_min[rows] - np.float32(most)
    too_few = np.float32(least) - columns.hours_max[rows]
    margin = situation.policy.hours_margin
    little = ~(too_many > margin) & ~(too_few > margin)
    yield Refusal.HOURS, (too_many > 0) | (too_few > 0), little, _only_in_text(situation, rows, InText.HOURS)


def _times(situation: Situation, reach: Reach) -> Iterator[Check]:
    """Parts of the day, and the hours that someone has free for work and the way there and back."""
    client, columns, rows = situation.client, situation.market.columns, reach.rows
    never = np.zeros(len(rows), bool)
    wrong_part, outside = never, np.zeros(len(rows), np.float32)
    if client.day_parts is not None:
        free = np.uint8(sum(1 << part.ordinal for part in client.day_parts))
        wrong_part = (columns.shifts[rows] & ~free) != 0
    if client.window is not None:
        start, end = columns.start_minute[rows], columns.end_minute[rows]
        known = (start != NO_MINUTE) & (end != NO_MINUTE)
        travel = np.where(reach.state == Reached.UNKNOWN, 0, reach.minutes).astype(np.float32)
        working = np.where(end > start, end - start, end - start + DAY)
        outside = np.where(known, _outside(client.window, start - travel, working + 2 * travel), 0).astype(np.float32)
        # A window is a stretch of weekdays; without clock times, evening and night lie outside one that ends that day.
        never_weekday = WEEKEND if client.window.end <= client.window.start else WEEKEND | AFTER_HOURS
        wrong_part = wrong_part | ((columns.shifts[rows] & np.where(known, WEEKEND, never_weekday)) != 0)
    if client.day_parts is None and client.window is None:
        return
    doubts = _only_in_text(situation, rows, InText.SHIFTS) & (outside <= 0)
    yield Refusal.TIMES, wrong_part | (outside > 0), ~wrong_part & (outside <= TIMES_MARGIN), doubts


def _outside(window: Times, leave: NDArray[np.float32], away: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the minutes that a day out, of `away` minutes from leaving on, lies outside a window.

    Both may pass midnight.
    """
    last = window.end + (DAY if window.end <= window.start else 0)
    back = leave + away
    misses = [np.maximum(window.start - leave - shift, 0) + np.maximum(back + shift - last, 0) for shift in (0, DAY)]
    fewest: NDArray[np.float32] = np.minimum(*misses)
    return fewest


def _language(situation: Situation, rows: Rows) -> Iterator[Check]:
    dutch = situation.client.dutch
    if dutch is None:
        return
    asked = situation.market.columns.language[rows]
    doubts = _only_in_text(situation, rows, InText.LANGUAGE)
    yield Refusal.LANGUAGE, asked > int(dutch), asked == int(dutch) + 1, doubts


def _physical(situation: Situation, rows: Rows) -> Iterator[Check]:
    """A limitation is respected; only where the workplace offers to adjust the work is one step over a near miss."""
    if not situation.seeker.limits:
        return
    columns = situation.market.columns
    over = np.zeros(len(rows), np.int16)
    sure = np.zeros(len(rows), np.int16)
    for demand, most in situation.seeker.limits.items():
        asked = columns.demands[demand.ordinal][rows].astype(np.int16)
        more = np.maximum(asked - most, 0)
        from_text = (columns.text_demands[rows] >> np.uint32(demand.ordinal) & np.uint32(1)) != 0
        over += more
        sure += np.where(from_text, 0, more).astype(np.int16)
    eased = np.uint16(sum(1 << support.ordinal for support in EASING))
    adjusts = (columns.support[rows] & eased) != 0
    yield Refusal.PHYSICAL, over > 0, (sure == 1) & adjusts, sure == 0


def _only_in_text(situation: Situation, rows: Rows, what: InText) -> Mask:
    """Return for which rows this is known from the text only."""
    only: Mask = (situation.market.columns.in_text[rows] & np.uint8(what)) != 0
    return only
