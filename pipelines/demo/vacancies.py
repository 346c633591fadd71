"""The stream of invented advertisements, repetitions included; one at a time, so that a million fit in memory."""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from matcher.codes import Route
from pipelines.demo.dice import Dice, Weighted
from pipelines.demo.dirt import Dirt, row_dirt, throw
from pipelines.demo.offers import Offer, invent
from pipelines.demo.posting import Board, Fact, Posting, Row
from pipelines.demo.texts import paragraphs, title
from pipelines.demo.trades import Trades

BOARDS = Weighted(((Board.SERVICE_POINT, 0.35), (Board.AGENCY, 0.3), (Board.REGION, 0.2), (Board.SITE, 0.15)))
# How many of the latest advertisements can be repeated.
REMEMBERED = 300
# Share of the advertisements that states a fact in a field of its own; the text may still tell it.
STATED = {
    Fact.HOURS: 0.92,
    Fact.WAGE: 0.78,
    Fact.CONTRACT: 0.8,
    Fact.LEVEL: 0.7,
    Fact.LANGUAGE: 0.35,
    Fact.LICENCES: 0.85,
    Fact.SHIFTS: 0.6,
    Fact.TIMES: 0.7,
    Fact.DEMANDS: 0.2,
    Fact.START: 0.45,
    Fact.CLOSING: 0.8,
    Fact.PUBLISHED: 0.97,
}
# A mistake in a fact needs the fact.
NEEDED = {
    Dirt.NEGATIVE_WAGE: Fact.WAGE,
    Dirt.OTHER_WAGE_UNIT: Fact.WAGE,
    Dirt.IMPOSSIBLE_DATE: Fact.CLOSING,
    Dirt.IMPOSSIBLE_HOURS: Fact.HOURS,
}
# Places with guidance more often tell what the work demands.
TOLD_WITH_GUIDANCE = (Fact.DEMANDS, Fact.LEVEL)
SHARE_TOLD = 0.5
SHARE_WITH_SKILLS = 1 / 3
SHARE_WITH_CODE = 0.25
MOST_SKILLS, MOST_EXTRAS = 8, 3


def rows(count: int, *, trades: Trades, seed: int, day: date) -> Iterator[Row]:
    """Yield exactly `count` rows; the first rows are the same whatever the count."""
    dice = Dice(seed, "vacatures")
    latest: deque[Row] = deque(maxlen=REMEMBERED)
    for serial in range(1, count + 1):
        repeats = row_dirt.draw(dice)
        if repeats is not None and latest:
            yield _repeated(dice.pick(latest), repeats, serial, dice)
            continue
        advertisement = posting(trades, day, dice)
        row = Row(_board(advertisement, dice), serial, advertisement)
        latest.append(row)
        yield row


def _repeated(row: Row, how: Dirt, serial: int, dice: Dice) -> Row:
    if how is Dirt.DUPLICATE:
        return replace(row, repeats=how)
    return Row(_board(row.posting, dice), serial, row.posting, how)


def _board(advertisement: Posting, dice: Dice) -> Board:
    """Return where it is published; the JobPosting format has no word for routes, so those go to the region's file."""
    board = BOARDS.draw(dice)
    return Board.REGION if board is Board.SITE and advertisement.offer.route is not Route.REGULAR else board


def posting(trades: Trades, day: date, dice: Dice) -> Posting:
    """Return one new advertisement as it stands on this day."""
    dirt = throw(dice)
    offer = invent(trades, dirt, day, dice)
    trade = offer.trade
    name = dice.pick(trade.english if Dirt.ENGLISH_TITLE in dirt else trade.names)
    with_skills = dice.chance(SHARE_WITH_SKILLS)
    return Posting(
        title=title(offer, name, dirt, dice),
        paragraphs=paragraphs(offer, name, trades, dirt, dice),
        offer=offer,
        facts=_facts(offer, dirt, dice),
        skills=tuple(dice.one_of_some(trade.tasks + trade.asks, dice.whole(4, MOST_SKILLS))) if with_skills else (),
        extras=tuple(dice.one_of_some(trade.extras, dice.whole(0, MOST_EXTRAS))) if with_skills else (),
        code=trade.isco if dice.chance(SHARE_WITH_CODE) else "",
        dirt=frozenset(dirt),
    )


def _facts(offer: Offer, dirt: set[Dirt], dice: Dice) -> frozenset[Fact]:
    """Return the facts that the advertisement states."""
    facts = {fact for fact, share in STATED.items() if dice.random() < share}
    if offer.route is not Route.REGULAR and dice.chance(SHARE_TOLD):
        facts.update(TOLD_WITH_GUIDANCE)
    facts.update(fact for kind, fact in NEEDED.items() if kind in dirt)
    return frozenset(facts)
