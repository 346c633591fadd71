"""Invented work: who offers what, where, for how many hours and under which conditions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from matcher.codes import (
    Contract,
    DayPart,
    Demand,
    DemandGrade,
    LanguageLevel,
    Level,
    Route,
    Support,
    WagePeriod,
    Workplace,
)
from matcher.domain import Point, Times
from pipelines.demo.dice import Dice, Weighted
from pipelines.demo.dirt import Dirt, misspell, swapped
from pipelines.demo.employers import AGENCY, employer
from pipelines.demo.region import Place, address, by_weight, postcode
from pipelines.demo.sentences import CONTACTS
from pipelines.demo.trades import Trade, Trades

# Assumption of the demo, in euro an hour: near the statutory minimum of 2026, and not a legal amount.
ASSUMED_MINIMUM_WAGE = 14.70
# What an hour pays at least and at most, in minimum wages. Assumptions of the demo.
PAY = {
    Level.NONE: (1.00, 1.16),
    Level.MBO1: (1.00, 1.18),
    Level.MBO2: (1.04, 1.30),
    Level.MBO3: (1.14, 1.45),
    Level.MBO4: (1.24, 1.70),
    Level.AD: (1.40, 1.90),
    Level.HBO: (1.50, 2.20),
    Level.WO: (1.60, 2.60),
}
ROUTES = Weighted(
    {
        Route.REGULAR: 0.82,
        Route.LEERWERKPLEK: 0.04,
        Route.PROEFPLAATSING: 0.02,
        Route.WERKERVARINGSPLAATS: 0.025,
        Route.BASISBAAN: 0.02,
        Route.BESCHUT_WERK: 0.02,
        Route.BANENAFSPRAAK: 0.025,
        Route.VOLUNTEERING: 0.02,
        Route.DAGBESTEDING: 0.01,
    }.items()
)
SIMPLE_ONLY = {
    Route.WERKERVARINGSPLAATS,
    Route.BASISBAAN,
    Route.BESCHUT_WERK,
    Route.VOLUNTEERING,
    Route.DAGBESTEDING,
}
EASED = {Route.BESCHUT_WERK, Route.DAGBESTEDING, Route.BASISBAAN}
CONTRACTS = {
    Route.REGULAR: Weighted(
        (
            (Contract.TEMPORARY, 0.47),
            (Contract.PERMANENT, 0.22),
            (Contract.AGENCY, 0.21),
            (Contract.ON_CALL, 0.09),
            (Contract.FREELANCE, 0.01),
        )
    ),
    Route.LEERWERKPLEK: Weighted(((Contract.APPRENTICESHIP, 0.6), (Contract.NONE, 0.4))),
    Route.BASISBAAN: Weighted(((Contract.TEMPORARY, 0.6), (Contract.PERMANENT, 0.4))),
    Route.BESCHUT_WERK: Weighted(((Contract.TEMPORARY, 0.7), (Contract.PERMANENT, 0.3))),
    Route.BANENAFSPRAAK: Weighted(((Contract.TEMPORARY, 0.8), (Contract.PERMANENT, 0.2))),
}
UNPAID = Weighted(((Contract.NONE, 1.0),))
HOURS = {
    Route.VOLUNTEERING: ((2.0, 8.0), (4.0, 12.0), (4.0, 4.0), (8.0, 16.0)),
    Route.DAGBESTEDING: ((4.0, 16.0), (8.0, 20.0), (8.0, 32.0)),
    Route.BESCHUT_WERK: ((12.0, 24.0), (16.0, 28.0), (20.0, 32.0)),
    Route.BASISBAAN: ((24.0, 32.0), (32.0, 32.0), (20.0, 32.0)),
}
USUAL_HOURS = tuple(
    (float(low), float(high))
    for low, high in (
        (8, 16), (12, 20), (16, 16), (16, 24), (20, 24), (20, 28), (24, 24), (24, 32), (24, 32), (28, 36), (32, 32),
        (32, 36), (32, 40), (32, 40), (36, 36), (36, 40), (38, 38), (40, 40), (40, 40),
    )
)  # fmt: skip
SUPPORT = (
    Support.BUDDY,
    Support.JOBCOACH,
    Support.OWN_PACE,
    Support.ADAPTED_TASKS,
    Support.LANGUAGE_HELP,
    Support.LOW_STIMULUS,
    Support.FLEXIBLE_HOURS,
)
CLOCK = {
    DayPart.EARLY: ((6 * 60, 14 * 60 + 30), (5 * 60 + 30, 9 * 60), (6 * 60 + 30, 15 * 60)),
    DayPart.DAY: ((8 * 60 + 30, 17 * 60), (9 * 60, 14 * 60), (8 * 60, 16 * 60 + 30), (9 * 60, 17 * 60 + 30)),
    DayPart.EVENING: ((17 * 60, 21 * 60), (16 * 60, 22 * 60), (18 * 60, 22 * 60 + 30)),
    DayPart.NIGHT: ((22 * 60, 6 * 60 + 30), (23 * 60, 7 * 60)),
    DayPart.SATURDAY: ((9 * 60, 17 * 60),),
    DayPart.SUNDAY: ((10 * 60, 17 * 60),),
}
OFFICE = {"administratie", "ict", "overig"}
TRAVELLING = {"bouw", "installatie", "elektrotechniek", "energietransitie", "schoonmaak", "groen", "transport"}
SPOKEN = {False: ((LanguageLevel.A1, 3.0), (LanguageLevel.A2, 5.0), (LanguageLevel.B1, 2.0)), True: (
    (LanguageLevel.A2, 4.0), (LanguageLevel.B1, 4.5), (LanguageLevel.B2, 1.5))}  # fmt: skip
LANGUAGES = {with_people: Weighted(pairs) for with_people, pairs in SPOKEN.items()}
OTHER_UNITS = (
    WagePeriod.HOUR,
    WagePeriod.MONTH,
    WagePeriod.MONTH,
    WagePeriod.YEAR,
    WagePeriod.FOUR_WEEKS,
    WagePeriod.WEEK,
)
ON_SITE = Workplace.ON_SITE
AT_OFFICE = Weighted(((ON_SITE, 0.69), (Workplace.HYBRID, 0.25), (Workplace.REMOTE, 0.06)))
ON_THE_ROAD = Weighted(((ON_SITE, 0.9), (Workplace.TRAVELLING, 0.1)))
SHARE_OF_SHIFTS = 0.7  # of the usual parts of the week, in one offer
SHARE_OF_USUAL_LICENCES = 0.3
LEVELS, GRADES = tuple(Level), tuple(DemandGrade)  # by rank
LONGEST_RUN = 45  # days that an advertisement stands at most already
PLACES_WANTED = Weighted(((1, 0.85), (2, 0.07), (3, 0.04), (5, 0.03), (10, 0.01)))


class Form(NamedTuple):
    """How an advertisement says where the work is; `postcode` is how many signs of it are given."""

    name: bool = False
    postcode: int = 0
    point: bool = False


FORMS = Weighted(
    (
        (Form(name=True, postcode=6), 0.5),
        (Form(name=True, postcode=4), 0.2),
        (Form(name=True, postcode=6, point=True), 0.2),
        (Form(name=True, point=True), 0.1),
    )
)
DIRTY_FORMS = {
    Dirt.NO_PLACE: Form(),
    Dirt.PLACE_ONLY: Form(name=True),
    Dirt.PC4_ONLY: Form(postcode=4),
    Dirt.MISSPELT_PLACE: Form(name=True),
    Dirt.SWAPPED_COORDINATES: Form(name=True, point=True),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer of work with all its facts. `wage` is the lowest and highest pay in euro an hour.

    `other_unit` is set when an advertisement gives the wage for another period than its file usually does.
    """

    trade: Trade
    route: Route
    employer: str
    town: Place
    place: str
    postcode: str
    point: Point | None
    workplace: Workplace
    home_days: int | None
    hours: tuple[float, float]
    wage: tuple[float, float] | None
    other_unit: WagePeriod | None
    contract: Contract
    level: Level
    language: LanguageLevel
    licences: tuple[str, ...]
    shifts: tuple[DayPart, ...]
    times: Times | None
    demands: tuple[tuple[Demand, DemandGrade], ...]
    support: tuple[Support, ...]
    start: date
    closing: date
    published: date
    people: int
    contact: str


def invent(trades: Trades, dirt: set[Dirt], day: date, dice: Dice) -> Offer:
    """Return an offer of work as it stands on this day; dirt that concerns single facts is in it."""
    route = ROUTES.draw(dice)
    trade = trades.draw(dice, simple=route in SIMPLE_ONLY, english=Dirt.ENGLISH_TITLE in dirt)
    contract = CONTRACTS.get(route, UNPAID).draw(dice)
    town = by_weight.draw(dice)
    place, code, point = _where(town, dirt, dice)
    workplace = _workplace(trade.sector, dice)
    shifts = _shifts(trade.shifts, dice)
    published = day - timedelta(days=dice.whole(0, LONGEST_RUN))
    level = _level(trade.level, route, dice)
    return Offer(
        trade=trade,
        route=route,
        employer=AGENCY if contract is Contract.AGENCY and dice.chance(0.4) else employer(trade.sector, dice),
        town=town,
        place=place,
        postcode=code,
        point=point,
        workplace=workplace,
        home_days=dice.whole(1, 3) if workplace is Workplace.HYBRID else None,
        hours=dice.pick(HOURS.get(route, USUAL_HOURS)),
        wage=_wage(level, route, contract, dice),
        other_unit=dice.pick(OTHER_UNITS) if Dirt.OTHER_WAGE_UNIT in dirt else None,
        contract=contract,
        level=level,
        language=LANGUAGES[trade.with_people].draw(dice),
        licences=_licences(trade, route, dice),
        shifts=shifts,
        times=Times(*dice.pick(CLOCK[shifts[0]])) if shifts and dice.chance(0.35) else None,
        demands=_eased(trade.demands) if route in EASED else trade.demands,
        support=_support(route, dice),
        start=day + timedelta(days=dice.whole(0, 75)),
        closing=published + timedelta(days=dice.whole(21, 90)),
        published=published,
        people=PLACES_WANTED.draw(dice),
        contact=dice.pick(CONTACTS),
    )


def _where(town: Place, dirt: set[Dirt], dice: Dice) -> tuple[str, str, Point | None]:
    """Return the place, postcode and position as the advertisement gives them."""
    given = next((DIRTY_FORMS[kind] for kind in DIRTY_FORMS if kind in dirt), None) or FORMS.draw(dice)
    name = dice.pick(town.also) if town.also and dice.chance(0.3) else town.name
    if Dirt.MISSPELT_PLACE in dirt:
        name = misspell(town.name, dice)
    code = postcode(town, dice)[: given.postcode]
    point = address(town, dice) if given.point else None
    if point and Dirt.SWAPPED_COORDINATES in dirt:
        point = swapped(point)
    return name if given.name else "", code, point


def _workplace(sector: str, dice: Dice) -> Workplace:
    return AT_OFFICE.draw(dice) if sector in OFFICE else ON_THE_ROAD.draw(dice) if sector in TRAVELLING else ON_SITE


def _shifts(usual: tuple[DayPart, ...], dice: Dice) -> tuple[DayPart, ...]:
    """Return some of the usual parts of the week, at least one when there are any."""
    kept = tuple(part for part in usual if dice.chance(SHARE_OF_SHIFTS))
    return kept or usual[:1]


def _level(usual: Level, route: Route, dice: Dice) -> Level:
    """Return the level that is asked: places to learn or to take part ask less."""
    if route is Route.REGULAR:
        return LEVELS[min(usual + 1, Level.HBO)] if dice.chance(0.06) else usual
    return LEVELS[max(usual - 2, Level.NONE)]


def _wage(level: Level, route: Route, contract: Contract, dice: Dice) -> tuple[float, float] | None:
    """Return the lowest and highest pay in euro an hour, a multiple of five cents; None when the work is not paid."""
    if contract is Contract.NONE:
        return None
    low, high = PAY[level] if route is Route.REGULAR else PAY[Level.NONE]
    least = dice.between(low, (low + high) / 2)
    most = dice.between(least, high)
    return five_cents(ASSUMED_MINIMUM_WAGE * least), five_cents(ASSUMED_MINIMUM_WAGE * most)


def five_cents(euro: float) -> float:
    """Return the amount rounded up to five cents, so that it never falls under the minimum."""
    return -(-round(euro * 100) // 5) * 5 / 100


def _licences(trade: Trade, route: Route, dice: Dice) -> tuple[str, ...]:
    if route is not Route.REGULAR:
        return ()
    return trade.licences_legal + tuple(paper for paper in trade.licences_usual if dice.chance(SHARE_OF_USUAL_LICENCES))


def _eased(demands: Iterable[tuple[Demand, DemandGrade]]) -> tuple[tuple[Demand, DemandGrade], ...]:
    """Return the demands one grade lighter: the work is adapted to the person."""
    return tuple((demand, GRADES[grade - 1]) for demand, grade in demands if grade > DemandGrade.LIGHT)


def _support(route: Route, dice: Dice) -> tuple[Support, ...]:
    if route is Route.REGULAR:
        return (dice.pick(SUPPORT),) if dice.chance(0.05) else ()
    return (Support.BUDDY, *dice.some(SUPPORT[1:], dice.whole(0, 2)))
