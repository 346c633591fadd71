"""Tables that say how occupations are likely to fare: risk of automation, and vacancies against people who look.

A row is about an occupation (its id or URI) or about a unit group of ISCO-08. Two kinds of table are well known: the
estimates of Nesta (Mapping Career Causeways, 2020) and the labour market tightness ("spanningsindicator") of UWV.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from matcher.outlook import Outlook, Risk, Shortage
from pipelines.sources.fields import Fields
from pipelines.sources.numbers import ImpossibleError, plain_number
from pipelines.sources.reading import Reader, read_source
from pipelines.sources.rows import Source
from pipelines.sources.text import fold, quote

RISKS: Mapping[str, Risk] = {
    "low risk": Risk.LOW,
    "low": Risk.LOW,
    "laag": Risk.LOW,
    "laag risico": Risk.LOW,
    "klein": Risk.LOW,
    "other": Risk.MEDIUM,
    "medium": Risk.MEDIUM,
    "medium risk": Risk.MEDIUM,
    "midden": Risk.MEDIUM,
    "gemiddeld": Risk.MEDIUM,
    "anders": Risk.MEDIUM,
    "overig": Risk.MEDIUM,
    "high risk": Risk.HIGH,
    "high": Risk.HIGH,
    "hoog": Risk.HIGH,
    "hoog risico": Risk.HIGH,
    "groot": Risk.HIGH,
}
SHORTAGES: Mapping[str, Shortage] = {
    "zeer krap": Shortage.VERY_TIGHT,
    "very tight": Shortage.VERY_TIGHT,
    "krap": Shortage.TIGHT,
    "tight": Shortage.TIGHT,
    "gemiddeld": Shortage.AVERAGE,
    "evenwicht": Shortage.AVERAGE,
    "average": Shortage.AVERAGE,
    "balanced": Shortage.AVERAGE,
    "ruim": Shortage.LOOSE,
    "loose": Shortage.LOOSE,
    "zeer ruim": Shortage.VERY_LOOSE,
    "very loose": Shortage.VERY_LOOSE,
}
# Open vacancies per person who is less than half a year without work. UWV calls a market over 4 very tight, over 1.5
# tight, under 0.67 loose and under 0.25 very loose (Spanningsindicator; as told at arbeidsmarktinzicht.nl, 2026-11).
TIGHT, VERY_TIGHT, LOOSE, VERY_LOOSE = 1.5, 4.0, 0.67, 0.25
MOST_TIGHTNESS = 1_000.0  # vacancies per person: more is a number from another column
MOST_RISK = 100.0  # a percentage is the widest scale in use
ISCO_CODE = re.compile(r"(?:.*\bisco\W*(?:08)?\W*)?C?(\d{4})(?:\.0+)?", re.IGNORECASE)
# Unit groups of the armed forces, of which a spreadsheet drops the zero in front. No minor group has such a number.
WITHOUT_ZERO = re.compile(r"([123]10)(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class OutlookRow:
    """One row: what it says, of an occupation by its id or ("") of a unit group; both are given where both stand."""

    occupation: str
    isco: str
    outlook: Outlook

    @property
    def key(self) -> str:
        """What the row is about."""
        return self.occupation or self.isco


def read_outlook(path: Path) -> Source[OutlookRow]:
    """Return the rows of a table, one by one; InputError when the file as a whole cannot be read."""
    return read_source(path, Reader("outlook", (), partial(outlook_row, file=path.name)))


def outlook_row(fields: Fields, file: str) -> OutlookRow:
    """Return one row; ImpossibleError when it is about nothing, says nothing, or holds a value that cannot be true."""
    occupation = fields.parse("beroep", parse_occupation) or ""
    isco = fields.parse("isco", parse_isco) or ""
    if not (occupation or isco):
        fields.refuse("isco", "er staat geen beroep (id of URI) en geen ISCO-08-code van vier cijfers")
    risk = fields.parse("risicoklasse", parse_risk)
    score = fields.number("risico", 0, MOST_RISK)
    bottlenecks = fields.number("knelpunttaken", 0, 1)
    shortage = fields.parse("krapte", parse_shortage)
    if risk is None and score is None and shortage is None:
        fields.refuse("risicoklasse", "er staat geen risico en geen krapte die wordt herkend")
    source = " ".join(part for part in (fields.text("bron") or file, fields.text("jaar")) if part)
    has_risk = risk is not None or score is not None
    return OutlookRow(
        occupation,
        isco,
        Outlook(
            risk=risk,
            score=score,
            bottlenecks=bottlenecks if has_risk else None,
            source=source if has_risk else "",
            shortage=shortage,
            shortage_source="" if shortage is None else source,
        ),
    )


def parse_occupation(text: str) -> tuple[str | None, str]:
    """Return the id of an occupation; a bare number is the number of a row, or a code that nobody told the list of."""
    return (None, "") if text.strip().isdecimal() else (text.strip(), "")


def parse_isco(text: str) -> tuple[str | None, str]:
    """Return a four-digit unit group: "4321", "C4321", "ISCO-08 4321", or the address of one."""
    text = text.strip().rstrip("/")
    found = ISCO_CODE.fullmatch(text)
    if found:
        return found[1], ""
    short = WITHOUT_ZERO.fullmatch(text)
    if short:
        return f"0{short[1]}", ""
    return None, f"{quote(text)} is geen ISCO-08-code van vier cijfers"


def parse_risk(text: str) -> tuple[Risk | None, str]:
    """Return a class of risk by its word, English or Dutch."""
    risk = RISKS.get(fold(text))
    return risk, "" if risk else f"{quote(text)} is geen risicoklasse; bekend zijn laag, midden en hoog"


def parse_shortage(text: str) -> tuple[Shortage | None, str]:
    """Return how tight the market is, by a word of UWV or by its number."""
    shortage = SHORTAGES.get(fold(text))
    if shortage:
        return shortage, ""
    number = plain_number(text)
    if number is None:
        return None, f"{quote(text)} is geen krapte; bekend zijn zeer krap, krap, gemiddeld, ruim en zeer ruim"
    if not 0 <= number <= MOST_TIGHTNESS:
        raise ImpossibleError(f"een spanning van {number:g} kan niet")
    return _tightness(number), ""


def _tightness(number: float) -> Shortage:
    if number > TIGHT:
        return Shortage.VERY_TIGHT if number > VERY_TIGHT else Shortage.TIGHT
    if number < LOOSE:
        return Shortage.VERY_LOOSE if number < VERY_LOOSE else Shortage.LOOSE
    return Shortage.AVERAGE
