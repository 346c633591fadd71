"""Invented vacancies of earlier years, filled long ago: some work is asked more and more, some less and less."""

from collections.abc import Iterator
from datetime import date, timedelta

from pipelines.demo.boards import SOURCES
from pipelines.demo.dice import Dice, Weighted
from pipelines.demo.employers import AGENCY, employer
from pipelines.demo.notation import numeric
from pipelines.demo.posting import Board
from pipelines.demo.trades import OTHER_SECTOR, SECTORS, Trade, Trades

HEADER = ("Vacaturenummer", "Functie", "Bedrijf", "Geplaatst", "Bron")
YEARS = 3
# From the day at which the vacancies of the demo itself begin.
UNTIL = 46
# How many times as much work there is each year. Assumptions of the demo: the rest stays as it is.
A_YEAR = {
    "energietransitie": 1.9,
    "installatie": 1.5,
    "zorg": 1.35,
    "kinderopvang": 1.3,
    "retail": 0.7,
    "administratie": 0.65,
}
DAYS_A_YEAR = 365.25
THROUGH_AGENCY = 0.1


def earlier(count: int, *, trades: Trades, seed: int, day: date) -> Iterator[list[str]]:
    """Yield the cells of this many vacancies of the three years before a day; the same arguments, the same cells."""
    dice = Dice(seed, "eerder")
    by_sector: dict[str, list[Trade]] = {}
    for trade in trades.all:
        by_sector.setdefault(trade.sector, []).append(trade)
    last = day - timedelta(days=UNTIL)
    for serial in range(1, count + 1):
        ago = dice.between(0, YEARS * DAYS_A_YEAR)
        sectors = Weighted(
            (sector, SECTORS.get(sector, OTHER_SECTOR) * A_YEAR.get(sector, 1.0) ** (YEARS - ago / DAYS_A_YEAR))
            for sector in by_sector
        )
        trade = dice.pick(by_sector[sectors.draw(dice)])
        yield [
            f"OUD-{serial:06}",
            dice.pick(trade.names),
            AGENCY if dice.chance(THROUGH_AGENCY) else employer(trade.sector, dice),
            numeric(last - timedelta(days=int(ago))),
            SOURCES[Board.SERVICE_POINT],
        ]
