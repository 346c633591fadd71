"""`springplank commute ask`: one trip."""

import re
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from matcher.codes import Mode
from matcher.commute import UNREACHABLE, Position
from matcher.domain import Location, Point
from matcher.errors import InputError
from matcher.misses import BIKE_AND_TRANSIT, range_of
from matcher.reach import ESTIMATES
from pipelines.cli.printing import console, day_of, indent, print_json, progress_line
from pipelines.gazetteer import read_places, read_ranges
from pipelines.geocoding import Geocoder, Located
from pipelines.home import open_home, taxonomy_cache
from pipelines.postcodes import load_postcodes
from pipelines.travel.asking import Answer, Networks, Question, ask
from pipelines.travel.journeys import Leg
from pipelines.travel.matrices import open_matrices
from pipelines.travel.windows import clock

POSTCODE = re.compile(r"([1-9][0-9]{3})\s*([A-Za-z]{2})?(?:\s+(\S.*))?")
DEGREES = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)\s*[,;/]\s*(-?[0-9]+(?:\.[0-9]+)?)")


def run_ask(
    folder: Path,
    origin: str,
    target: str,
    modes: tuple[Mode, ...],
    at: int | None,
    *,
    cache: Path | None,
    as_json: bool,
) -> None:
    """Answer one question about one trip and print it."""
    home = open_home(folder)
    geocoder = Geocoder(read_places(taxonomy_cache(cache)), read_ranges(), load_postcodes(home))
    ends = [_located(geocoder, text) for text in (origin, target)]
    (begin, begins), (end, to) = ends
    same = begin.area == end.area and not (begins.is_exact and to.is_exact)
    answers = ask(Question(begins, to, modes, at, within_one_area=same), Networks(open_matrices(home)))
    for located in (begin, end):
        if located.note:
            progress_line(f"let op: {located.note}")
    if as_json:
        print_json(document_of(answers, begin, end, at))
    else:
        print_answers(console(), answers, origin, target, at)


def _located(geocoder: Geocoder, text: str) -> tuple[Located, Position]:
    located = geocoder.locate(read_location(text))
    if located.position is None:
        raise InputError(f"'{text}': {located.note or 'deze plek is niet bekend; geef een postcode of coördinaten'}")
    return located, located.position


def read_location(text: str) -> Location:
    """Return what somebody typed: "2611AB", "2611 Delft", "Delft" or "52.01,4.36"."""
    degrees = DEGREES.fullmatch(text.strip())
    if degrees is not None:
        return Location(point=Point(float(degrees[1]), float(degrees[2])))
    postcode = POSTCODE.fullmatch(text.strip())
    if postcode is not None:
        return Location(postcode=postcode[1] + (postcode[2] or "").upper(), place=postcode[3] or "")
    return Location(place=text.strip())


def document_of(answers: list[Answer], begin: Located, end: Located, at: int | None) -> dict[str, Any]:
    """Return the answers as a plain document: the fastest trip, and under `trips` that of every way of travelling."""
    fastest = min(answers, key=lambda answer: UNREACHABLE if answer.minutes is None else answer.minutes)
    return {
        "from": _place(begin),
        "to": _place(end),
        "at": None if at is None else clock(at),
        **_trip(fastest),
        "trips": [_trip(answer) for answer in answers],
    }


def _place(located: Located) -> dict[str, Any]:
    position = located.position
    return {
        "area": located.area,
        "precision": None if position is None else position.precision.value,
        "note": located.note or None,
    }


def _trip(answer: Answer) -> dict[str, Any]:
    made = answer.made
    return {
        "mode": answer.mode.value,
        "by_bike": answer.by_bike,
        "minutes": answer.minutes,
        "p80": answer.mostly,
        "range": range_of(answer.minutes) if answer.minutes is not None and answer.method in ESTIMATES else None,
        "method": answer.method.value,
        "km": None if answer.km is None else round(answer.km, 2),
        "day": None if made is None else made.as_of or None,
        "window": None if made is None else made.window,
        "sources": [] if made is None else [dict(source) for source in made.sources],
        "note": answer.note or None,
        "departs": None if answer.journey is None else seconds_clock(answer.journey.departs),
        "arrives": None if answer.journey is None else seconds_clock(answer.journey.arrives),
        "legs": [] if answer.journey is None else [_leg(leg) for leg in answer.journey.legs],
    }


def _leg(leg: Leg) -> dict[str, Any]:
    return {
        "line": leg.line or None,
        "headsign": leg.headsign or None,
        "from": leg.from_name or None,
        "to": leg.to_name or None,
        "departs": seconds_clock(leg.departs),
        "arrives": seconds_clock(leg.arrives),
    }


def seconds_clock(seconds: int) -> str:
    """Return seconds after midnight as HH:MM:SS; past midnight it goes on counting, as timetables do."""
    return f"{clock(seconds // 60)}:{seconds % 60:02d}"


def print_answers(out: Console, answers: list[Answer], origin: str, target: str, at: int | None) -> None:
    """Print a line per way of travelling, with the legs of public transport under it."""
    leaving = f", vertrek {clock(at)}" if at is not None else ""
    out.print(f"[bold]Van {escape(origin)} naar {escape(target)}{leaving}[/bold]")
    for answer in answers:
        out.print(indent(_line(answer), left=2))
        for leg in () if answer.journey is None else answer.journey.legs:
            out.print(indent(escape(_leg_line(leg, by_bike=answer.by_bike)), left=6), style="dim")


def _line(answer: Answer) -> str:
    way = BIKE_AND_TRANSIT if answer.by_bike else answer.mode.label
    if answer.minutes is None:
        limit = "" if answer.made is None else f" binnen {answer.made.limit} minuten"
        return f"{way}: geen reis gevonden{limit} ({answer.method.label})"
    mostly = "" if answer.mostly is None else f", 4 van de 5 keer hoogstens {answer.mostly}"
    made = answer.made
    day = f" van {day_of(made.as_of)}" if made is not None and made.as_of else ""
    note = f"; {answer.note}" if answer.note else ""
    if answer.method in ESTIMATES:
        day = ", tussen {} en {}".format(*range_of(answer.minutes))
    return f"[bold]{answer.minutes} min[/bold] {way}{mostly} ({answer.method.label}{day}{escape(note)})"


def _leg_line(leg: Leg, *, by_bike: bool) -> str:
    times = f"{clock(leg.departs // 60)}–{clock(leg.arrives // 60)}"
    if leg.line:
        headsign = f" richting {leg.headsign}" if leg.headsign else ""
        return f"{times}  {leg.line}{headsign}: {leg.from_name} → {leg.to_name}"
    if not leg.from_name and not leg.to_name:
        return f"{times}  helemaal lopen"
    if not leg.from_name:
        return f"{times}  {'fietsen' if by_bike else 'lopen'} naar {leg.to_name}"
    return f"{times}  lopen van {leg.from_name}{f' naar {leg.to_name}' if leg.to_name else ' naar het doel'}"
