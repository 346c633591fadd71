"""Courses and their offerings in a line: length, price, place, start."""

from typing import Any

from matcher.codes import DayPart, Mode, Payer
from matcher.wording import number
from pipelines.cli.printing import count, day_of, euro


def length(one: dict[str, Any]) -> str:
    """Return weeks and hours of study, with the word for an estimate."""
    if one["weeks"] is None:
        return ""
    about = "ongeveer " if "weeks" in one["estimated"] else ""
    week = "week" if one["weeks"] == 1 else "weken"
    hours = "" if one["hours_per_week"] is None else f", {number(one['hours_per_week'])} uur per week"
    return f"{about}{number(one['weeks'])} {week}{hours}"


def price(one: dict[str, Any]) -> str:
    """Return what it costs, with the word for an estimate."""
    low, high = one["price"]["min"], one["price"]["max"]
    if low is None and high is None:
        return ""
    about = "ongeveer " if "price" in one["estimated"] else ""
    if not low and not high:
        return "geen kosten"
    return f"{about}{' tot '.join(euro(value) for value in dict.fromkeys((low, high)) if value is not None)}"


def offer(one: dict[str, Any]) -> str:
    """Return the first offering that can be reached, or that none is known."""
    if not one["offerings"]:
        return str(one["offering_note"])
    more = f" (en nog {count(one['offerings_total'] - 1)})" if one["offerings_total"] > 1 else ""
    return f"{offer_line(one['offerings'][0])}{more}"


def offer_line(one: dict[str, Any]) -> str:
    """Return provider, place and trip, start, times and price of an offering."""
    where = "online" if one["online"] else one["place"] or "plaats onbekend"
    trip = "" if one["online"] or not one["place"] else ", reistijd onbekend"
    if one["minutes"] is not None:
        trip = f", {one['minutes']} min {Mode.of(one['mode']).label}"
    cost = "" if one["price"] is None else f", {euro(one['price']) if one['price'] else 'geen kosten'}"
    payer = f" ({paid(one)})" if one["paid_by"] and one["price"] != 0 else ""
    parts = "" if not one["day_parts"] else f", {' en '.join(DayPart.of(part).label for part in one['day_parts'])}"
    return f"{one['provider']}, {where}{trip}, {when(one)}{parts}{cost}{payer}"


def paid(one: dict[str, Any]) -> str:
    """Return who pays, "" when nobody said."""
    if one["paid_by"] is None:
        return ""
    payer = Payer.of(one["paid_by"])
    return "u betaalt dit zelf" if payer is Payer.PARTICIPANT else f"{payer.label} betaalt"


def when(one: dict[str, Any]) -> str:
    """Return when an offering begins, and until when someone can apply."""
    apply = "" if one["apply_by"] is None else f", aanmelden tot en met {day_of(one['apply_by'])}"
    if one["begins"] is None:
        return f"startdatum onbekend{apply}"
    if one["enter_until"] is None:
        return f"start {day_of(one['begins'])}{apply}"
    return f"beginnen kan van {day_of(one['begins'])} tot en met {day_of(one['enter_until'])}{apply}"
