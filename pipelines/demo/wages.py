"""Pay of an offer, converted to the period and written in the way of a file."""

from dataclasses import dataclass

from matcher.codes import WagePeriod
from pipelines.demo.dirt import Dirt
from pipelines.demo.notation import euro
from pipelines.demo.posting import Fact, Posting

# Assumption of the demo: a full working week of 38 hours. The second number is what people round to, in euro.
HOURS_AND_STEP = {
    WagePeriod.HOUR: (1.0, 0.05),
    WagePeriod.DAY: (8.0, 1.0),
    WagePeriod.WEEK: (38.0, 5.0),
    WagePeriod.FOUR_WEEKS: (38.0 * 4, 10.0),
    WagePeriod.MONTH: (38.0 * 52 / 12, 10.0),
    WagePeriod.YEAR: (38.0 * 52, 100.0),
}
THOUSAND = 1000
PHRASES = {
    WagePeriod.HOUR: ("{laag} - {hoog} per uur", "{laag} tot {hoog} bruto per uur", "{laag} per uur"),
    WagePeriod.WEEK: ("{laag} tot {hoog} per week", "{laag} - {hoog} per week", "{laag} per week"),
    WagePeriod.FOUR_WEEKS: ("{laag} - {hoog} per 4 weken", "{laag} tot {hoog} per 4 weken", "{laag} per 4 weken"),
    WagePeriod.MONTH: ("{laag} tot {hoog} bruto p/m", "{laag} - {hoog} per maand", "{laag},- bruto per maand"),
    WagePeriod.YEAR: ("{laag} - {hoog} per jaar", "{laag} tot {hoog} bruto per jaar", "{duizend}k per jaar"),
}
BY_AGREEMENT = "conform cao"


@dataclass(frozen=True, slots=True)
class Pay:
    """The lowest and highest pay in euro for the period."""

    low: float
    high: float
    period: WagePeriod


def pay(posting: Posting, usual: WagePeriod) -> Pay | None:
    """Return the stated pay for the period that the file usually gives, or for another where the dirt says so."""
    offer = posting.offer
    if offer.wage is None or Fact.WAGE not in posting.facts:
        return None
    period = usual
    if offer.other_unit is not None:
        period = offer.other_unit if offer.other_unit is not usual else _another(usual)
    hours, step = HOURS_AND_STEP[period]
    low, high = (round(round(amount * hours / step) * step, 2) for amount in offer.wage)
    return Pay(-low if Dirt.NEGATIVE_WAGE in posting.dirt else low, high, period)


def _another(usual: WagePeriod) -> WagePeriod:
    return WagePeriod.MONTH if usual is WagePeriod.HOUR else WagePeriod.HOUR


def phrase(posting: Posting, usual: WagePeriod, serial: int) -> str:
    """Return the pay in words, such as "€ 14,85 - € 16,20 per uur"; the serial number chooses the wording."""
    found = pay(posting, usual)
    if found is None:
        return BY_AGREEMENT if serial % 3 == 0 else ""
    options = PHRASES[found.period]
    return options[serial % len(options)].format(
        laag=euro(found.low), hoog=euro(found.high), duizend=round(found.low / THOUSAND)
    )
