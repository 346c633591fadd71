"""An address as a file writes it, and whether an answer is about that address."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rapidfuzz import fuzz

from pipelines.plane import NETHERLANDS
from pipelines.sources.places import parse_postcode, split_place
from pipelines.sources.text import fold

# Beside the names of postcode and place in sources/columns.py; without case and signs.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "adres": ("adres", "address", "woonadres", "bezoekadres", "werkadres", "straatennummer"),
    "straat": ("straat", "straatnaam", "street", "streetname"),
    "huisnummer": ("huisnummer", "huisnr", "housenumber", "nummer", "nr"),
    "toevoeging": ("toevoeging", "huisnummertoevoeging", "huisletter", "addition"),
}
# "5", "5B", "5 b", "5-2": a longer word behind a number is the name of a place.
NUMBER = re.compile(r"(?:(?<=\s)|^)(\d{1,5})(?!\d)(?:\s?-\s?([A-Za-z0-9]{1,4})\b|\s?([A-Za-z])\b)?")
POSTCODE = re.compile(r"\b([1-9]\d{3}\s?[A-Za-z]{2})\b[\s,]*")
LETTERS = 6  # characters of a postcode with letters
SAME_STREET = 90.0  # of 100, so that "Burg." and "Burgemeester" are two and a slip of one letter is one
# Answers within this distance are about one spot; a side of a street with one postcode is seldom longer.
SAME_SPOT_KM = 0.3


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """One address; `number` is without its addition, "" when there is none. The repr shows nothing of it."""

    street: str = ""
    number: str = ""
    addition: str = ""
    postcode: str = ""
    place: str = ""

    def __repr__(self) -> str:
        return "Address(...)"  # where someone lives: reprs end up in logs

    @property
    def can_be_found(self) -> bool:
        """Whether it says enough for one spot: a postcode with letters, or a street with a number somewhere."""
        has_letters = len(self.postcode) == LETTERS
        return has_letters or bool(self.street and self.number and (self.postcode or self.place))

    @property
    def query(self) -> str:
        """The address on one line: all that a service gets."""
        street = f"{self.street} {self.number}{self.addition}".strip()
        return ", ".join(part for part in (street, f"{self.postcode} {self.place}".strip()) if part)


@dataclass(frozen=True, slots=True)
class Answer:
    """A spot that a service gives, in degrees, with what it says of it; "" is what it does not say."""

    latitude: float
    longitude: float
    street: str = ""
    number: str = ""
    postcode: str = ""
    places: tuple[str, ...] = ()


def address_of(cells: Mapping[str, str]) -> Address:
    """Return the address in cells by our names of columns; an address in one cell may hold postcode and place."""
    whole, place = cells.get("adres", ""), cells.get("plaats", "")
    place, before = split_place(place)
    postcode = parse_postcode(cells.get("postcode", "") or before)[0]
    if found := POSTCODE.search(whole):
        postcode = postcode or parse_postcode(found[1])[0]
        place = place or whole[found.end() :].strip(" ,")
        whole = whole[: found.start()].strip(" ,")
    street, number, addition = (
        cells.get("straat", "") or whole,
        cells.get("huisnummer", ""),
        cells.get("toevoeging", ""),
    )
    split = NUMBER.search(number or street)
    if split is not None:
        if not number:
            place = place or street[split.end() :].strip(" ,")
            street = street[: split.start()].strip(" ,")
        number, addition = split[1], addition or split[2] or split[3] or ""
    return Address(street, number, addition, postcode, place)


def settle(address: Address, answers: Sequence[Answer]) -> tuple[float, float] | None:
    """Return latitude and longitude when the answers are about this address and about one spot; None otherwise."""
    fitting = [answer for answer in answers if _is_about(answer, address)]
    if not fitting:
        return None
    first = fitting[0]
    if any(_apart_km(first, other) > SAME_SPOT_KM for other in fitting[1:]):
        return None
    return first.latitude, first.longitude


def _is_about(answer: Answer, address: Address) -> bool:
    """Return whether nothing of the answer contradicts the address, and enough of it says the same."""
    if not NETHERLANDS.box.holds(answer.latitude, answer.longitude):
        return False
    if address.number and "".join(takewhile(str.isdecimal, answer.number)) != address.number:
        return False
    given, found = address.postcode, parse_postcode(answer.postcode)[0]
    if given and found:
        shortest = min(len(given), len(found))
        return given[:shortest] == found[:shortest]
    if given and not address.place:
        return False
    in_place = fold(address.place) in {fold(place) for place in answer.places}
    return in_place and fuzz.ratio(fold(address.street), fold(answer.street)) >= SAME_STREET


def _apart_km(one: Answer, other: Answer) -> float:
    x_km, y_km = NETHERLANDS.project((one.latitude, other.latitude), (one.longitude, other.longitude))
    return math.hypot(x_km[1] - x_km[0], y_km[1] - y_km[0])
