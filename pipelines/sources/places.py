"""Where something is: postcodes, coordinates, place names and links, as files write them."""

import re
from functools import lru_cache

from matcher.domain import Point
from pipelines.sources.numbers import NOT_FINITE, ImpossibleError, to_float
from pipelines.sources.text import quote

# The box around the Netherlands and what is in reach of it: Belgium, Luxembourg and the west of Germany.
SOUTH, NORTH, WEST, EAST = 49.0, 54.5, 2.0, 9.0
POLE, DATE_LINE = 90.0, 180.0
# Latitude and longitude the wrong way round: no place in our box has these.
SWAPPED_LATITUDE, SWAPPED_LONGITUDE = (3.0, 8.0), (50.0, 54.5)

POSTCODE = re.compile(r"(?:NL[\s-]*)?([1-9]\d{3})(?:\.0)?\s*-?\s*([A-Z]{2})?", re.IGNORECASE)
BEFORE_PLACE = re.compile(r"(?:NL[\s-]*)?([1-9]\d{3})\s?([A-Z]{2})[\s,]+(?=\D)", re.IGNORECASE)
PLAIN_DEGREES = re.compile(r"-?[0-9]{1,7}(?:\.[0-9]+)?")  # what nearly all are, and quick
DEGREES = re.compile(r"([+-]?\d{1,7}(?:[.,]\d+)?)\s*°?\s*([NEO]|OL|NB)?", re.IGNORECASE)
LINK = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
BARE_LINK = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/[^\s<>\"']*)?", re.IGNORECASE)


@lru_cache(maxsize=8_192)
def parse_postcode(text: str) -> tuple[str, str]:
    """Return "1234" or "1234AB"; "" with a warning for anything else."""
    found = POSTCODE.fullmatch(text.strip())
    if not found:
        return "", f"postcode {quote(text)} is geen Nederlandse postcode"
    return f"{found[1]}{(found[2] or '').upper()}", ""


@lru_cache(maxsize=8_192)
def split_place(text: str) -> tuple[str, str]:
    """Return the place name and the postcode that stands before it ("2611 AB Delft"), "" when there is none."""
    found = BEFORE_PLACE.match(text)
    return (text[found.end() :].strip(), f"{found[1]}{found[2].upper()}") if found else (text, "")


def parse_degrees(text: str) -> tuple[float | None, str]:
    """Return degrees; point or comma is always the decimal sign here. ImpossibleError when not finite."""
    text = text.strip()
    if PLAIN_DEGREES.fullmatch(text):
        return float(text), ""
    if NOT_FINITE.fullmatch(text):
        raise ImpossibleError("geen eindig getal")
    found = DEGREES.fullmatch(text)
    return (to_float(found[1]), "") if found else (None, f"coördinaat {quote(text)} is geen getal")


def make_point(latitude: float, longitude: float, *, other: bool) -> tuple[Point | None, str]:
    """Return the point, put right when it was clearly swapped; None outside the box if `other` facts tell the place.

    ImpossibleError when it is nowhere on earth, or outside the box and nothing else tells the place.
    """
    if abs(latitude) > POLE or abs(longitude) > DATE_LINE:
        raise ImpossibleError(f"{latitude:g}, {longitude:g} is nergens op aarde; geef graden (WGS84), geen RD-meters")
    if (
        SWAPPED_LATITUDE[0] <= latitude <= SWAPPED_LATITUDE[1]
        and SWAPPED_LONGITUDE[0] <= longitude <= SWAPPED_LONGITUDE[1]
    ):
        return Point(longitude, latitude), "breedte- en lengtegraad stonden verwisseld en zijn omgedraaid"
    if SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST:
        return Point(latitude, longitude), ""
    where = f"{latitude:g}, {longitude:g} ligt buiten Nederland en omgeving"
    if not other:
        raise ImpossibleError(f"{where}, en postcode of plaats ontbreekt")
    return None, f"{where}; postcode of plaats is gebruikt"


@lru_cache(maxsize=8_192)
def parse_link(text: str) -> tuple[str, str]:
    """Return an http or https address; "" with a warning for anything else: a link ends up on a page."""
    text = text.strip()
    if LINK.fullmatch(text):
        return text, ""
    if BARE_LINK.fullmatch(text):
        return f"https://{text}", ""
    return "", f"link {quote(text)} is geen webadres"
