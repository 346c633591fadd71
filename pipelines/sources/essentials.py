"""What vacancies, clients and courses have in common: an id, a place, hours a week, licences."""

import re
from collections.abc import Callable

from matcher.domain import Location
from matcher.guard import is_service_number, mask_numbers
from pipelines.sources.fields import Fields
from pipelines.sources.numbers import HOURS_LIMIT, Hours, ImpossibleError, parse_hours
from pipelines.sources.places import make_point, parse_degrees, parse_postcode, split_place

ID_LIMIT = 200  # characters: longer is a text in the wrong column


def read_id(fields: Fields) -> str:
    """Return the id of the record; refusal when it is missing, too long or holds control characters."""
    value = fields.raw("id")
    if isinstance(value, (bool, list, dict)):
        fields.refuse("id", "id moet een tekst of een getal zijn")
    found = fields.plain("id").strip()
    if not found:
        fields.refuse("id", "id ontbreekt")
    if len(found) > ID_LIMIT:
        fields.refuse("id", f"id is langer dan {ID_LIMIT} tekens")
    if not found.isprintable():
        fields.refuse("id", "id bevat stuurtekens")
    return found


def is_person_number(text: str) -> bool:
    """Return whether an id is or holds a citizen service number, however it is grouped."""
    digits = re.sub(r"[ .-]", "", text)
    return (digits.isdecimal() and len(digits) in (8, 9) and is_service_number(digits)) or mask_numbers(text).count > 0


def read_location(fields: Fields) -> Location:
    """Return place, postcode and point; refusal when a point cannot be and nothing else tells the place."""
    place, in_place = split_place(fields.text("plaats"))
    postcode = fields.parse("postcode", parse_postcode) or in_place
    latitude, longitude = fields.parse("breedtegraad", parse_degrees), fields.parse("lengtegraad", parse_degrees)
    if latitude is None or longitude is None:
        if (latitude is None) != (longitude is None):
            fields.warn("breedtegraad", "breedte- of lengtegraad ontbreekt; de coördinaat is niet gebruikt")
        return Location(place, postcode)
    other = bool(place or postcode)
    try:
        point, warning = make_point(latitude, longitude, other=other)
    except ImpossibleError as error:
        fields.refuse("breedtegraad", error.reason)
    if warning:
        fields.warn("breedtegraad", warning)
    return Location(place, postcode, point)


def read_hours(fields: Fields, parser: Callable[[str], tuple[Hours, str]] = parse_hours) -> Hours:
    """Return least and most hours a week; columns of their own go before the free text."""
    low, high = fields.number("uren_min", 0, HOURS_LIMIT), fields.number("uren_max", 0, HOURS_LIMIT)
    if low is None and high is None:
        low, high = fields.parse("uren", parser) or (None, None)
    if low is not None and high is not None and low > high:
        fields.refuse("uren_min", f"de minste uren ({low:g}) zijn meer dan de meeste ({high:g})")
    return low, high
