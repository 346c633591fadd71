"""The stream of invented advertisements, repetitions included; one at a time, so that a million fit in memory."""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from matcher.codes import Route
from pipelines.demo.dice import Dice, Weighted
from pipelines.demo.dirt import Dirt, row_dirt, throw
from pipelines.demo.offers import Offer, invent
from pipelines.demo.posting import Board, Posting, Row
from pipelines.demo.texts import paragraphs, title
from pipelines.demo.trades import Trades

BOARDS = Weighted(((Board.SERVICE_POINT, 0.35), (Board.AGENCY, 0.3), (Board.REGION, 0.2), (Board.SITE, 0.15)))
# How many of the latest advertisements can be repeated.
REMEMBERED = 300
# Share of the advertisements that states a fact in a field of its own; the text may still tell it.
STATED = {
    "hours": 0.92,
    "wage": 0.78,
    "contract": 0.8,
    "level": 0.7,
    "language": 0.35,
    "licences": 0.85,
    "shifts": 0.6,
    "times": 0.7,
    "demands": 0.2,
    "start": 0.45,
    "closing": 0.8,
    "published": 0.97,
}
NOTHING: dict[str, object] = {"licences": (), "shifts": (), "demands": ()}
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
    return Board.REGION if board is Board.SITE and advertisement.stated.route is not Route.REGULAR else board


def posting(trades: Trades, day: date, dice: Dice) -> Posting:
    """Return one new advertisement as it stands on this day."""
    dirt = throw(dice)
    offer = invent(trades, dirt, day, dice)
    trade = offer.trade
    name = dice.pick(trade.english if Dirt.ENGLISH_TITLE in dirt else trade.names)
    with_skills = dice.chance(SHARE_WITH_SKILLS)
    return Posting(
        occupation=trade.occupation,
        title=title(offer, name, dirt, dice),
        paragraphs=paragraphs(offer, name, trades, dirt, dice),
        stated=_stated(offer, dirt, dice),
        skills=_phrases(trade.tasks + trade.asks, dice.whole(4, MOST_SKILLS), dice) if with_skills else (),
        extras=_phrases(trade.extras, dice.whole(0, MOST_EXTRAS), dice) if with_skills else (),
        code=trade.isco if dice.chance(SHARE_WITH_CODE) else "",
        dirt=frozenset(dirt),
    )


def _phrases(skills: tuple[tuple[str, ...], ...], count: int, dice: Dice) -> tuple[str, ...]:
    return tuple(dice.pick(phrases) for phrases in dice.some(skills, count))


def _stated(offer: Offer, dirt: set[Dirt], dice: Dice) -> Offer:
    """Return the offer with the facts that it does not state taken out; dirt in a fact needs the fact."""
    kept = {"wage"} if dirt & {Dirt.NEGATIVE_WAGE, Dirt.OTHER_WAGE_UNIT} else set()
    kept |= {"closing"} if Dirt.IMPOSSIBLE_DATE in dirt else set()
    kept |= {"demands", "level"} if offer.route is not Route.REGULAR and dice.chance(0.5) else set()
    hidden = {fact: NOTHING.get(fact) for fact, share in STATED.items() if dice.random() >= share and fact not in kept}
    if Dirt.SPACES in dirt:
        hidden |= {"employer": offer.employer + " ", "place": offer.place + " " if offer.place else ""}
    return replace(offer, **hidden) if hidden else offer
