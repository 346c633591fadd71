"""Printing for people: Dutch, in plain sentences, readable in a terminal and in a file."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.padding import Padding

from matcher.codes import Contract, Method, Mode, Route, WagePeriod
from matcher.errors import InputError
from matcher.misses import BIKE_AND_TRANSIT, ON_FOOT, TripMark
from matcher.wording import hours, long_date
from pipelines.durable import replace_text

# Wide enough for a sentence with its reason when the output goes to a file.
FILE_WIDTH = 110


def console() -> Console:
    """Return where to print: as wide as the terminal, or a fixed width in a file."""
    return Console(width=None if sys.stdout.isatty() else FILE_WIDTH, highlight=False, soft_wrap=False)


def indent(text: str, left: int = 4, below: int = 0) -> Padding:
    """Return text set in from the left, also where it wraps, with blank lines below."""
    return Padding(text, (0, 0, below, left), expand=False)


def progress_line(text: str) -> None:
    """Say what is being done; on the error stream, so that output can be piped."""
    print(f"· {text}", file=sys.stderr, flush=True)


def print_json(document: dict[str, Any]) -> None:
    """Print a document as JSON: the same document, the same bytes."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2, allow_nan=False)
    sys.stdout.write("\n")


def hours_of(row: dict[str, Any]) -> str:
    """Return the hours of a vacancy."""
    known = row["hours"]["min"] is not None or row["hours"]["max"] is not None
    return hours(row["hours"]["min"], row["hours"]["max"]) if known else "uren niet genoemd"


def wage_of(row: dict[str, Any]) -> str:
    """Return the wage of a vacancy, "" when it names none."""
    wage = row["wage"]
    if wage is None:
        return ""
    known = [value for value in (wage["min"], wage["max"]) if value is not None]
    amounts = " tot ".join(euro(value) for value in dict.fromkeys(known))
    return f"{amounts} {WagePeriod.of(wage['period']).label}"


def euro(amount: float) -> str:
    """Return an amount in euro as Dutch people write it."""
    whole = amount == round(amount)
    text = f"{amount:,.0f}" if whole else f"{amount:,.2f}"
    return "€ " + text.translate(str.maketrans(",.", ".,"))


def trip_of(row: dict[str, Any]) -> str:
    """Return the trip of a row with how it was obtained."""
    trip = row["commute"]
    method = Method.of(trip["method"])
    if method is Method.NO_TRAVEL:
        return "thuis, geen reis"
    if trip["minutes"] is None or trip["mode"] is None:
        return "reistijd onbekend"
    way = way_of(trip)
    mark = f"{TripMark.of(trip['mark']).label}, " if trip.get("mark") else ""
    mostly = f", 4 van de 5 keer hoogstens {trip['p80']}" if trip.get("p80") else ""
    day = f" van {day_of(trip['day'])}" if trip.get("day") else ""
    between = f", tussen {trip['range'][0]} en {trip['range'][1]}" if trip.get("range") else ""
    return f"{trip['minutes']} min {way}{mostly} ({mark}{method.label}{day}{between})"


def way_of(trip: dict[str, Any]) -> str:
    """Return how a trip is made, in words."""
    if trip.get("on_foot"):
        return ON_FOOT
    return BIKE_AND_TRANSIT if trip.get("by_bike") else Mode.of(trip["mode"]).label


def route_of(row: dict[str, Any]) -> str:
    """Return the kind of place in words."""
    return Route.of(row["route"]).label


def contract_of(row: dict[str, Any]) -> str:
    """Return the contract in words, "" when not named."""
    return "" if row["contract"] is None else Contract.of(row["contract"]).label


def closing_of(row: dict[str, Any]) -> str:
    """Return until when someone can respond, "" when not named."""
    return "" if row["closing_date"] is None else f"reageren t/m {day_of(row['closing_date'])}"


def day_of(text: str) -> str:
    """Return an ISO date in words."""
    return long_date(date.fromisoformat(text))


def points_of(value: float) -> str:
    """Return points with one decimal."""
    return f"{value:.1f}".replace(".", ",")


def count(value: int) -> str:
    """Return a count with thousands separated."""
    return f"{value:,}".replace(",", ".")


def one_or_more(value: int, one: str, more: str) -> str:
    """Return "1 vacature" or "3 vacatures"."""
    return f"{count(value)} {one if value == 1 else more}"


def write_out(path: Path, text: str) -> None:
    """Put a file in place in one step; InputError when it cannot be there."""
    try:
        replace_text(path, text)
    except OSError as error:
        raise InputError(f"{path} is niet te schrijven ({error.strerror}); kies met --out een andere plek") from error
