"""Where people and jobs are: coordinates, postcode or place name to a position with its precision.

An ambiguous name is a question, not a guess: it gives no position and says which places it could be.
"""

import math
import re
import unicodedata
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from matcher.commute import Position, Precision
from matcher.domain import Location
from pipelines.gazetteer import Place, Range, to_rd
from pipelines.postcode_table import FOUR, PostcodeTable, Zones

# Names of several places of which the gazetteer knows only one, or of a place too small to be in it.
KNOWN_AMBIGUOUS = {
    "bergen": ("Bergen, Noord-Holland", "Bergen, Limburg"),
    "den hoorn": ("Den Hoorn bij Delft", "Den Hoorn op Texel"),
    "hengelo": ("Hengelo, Overijssel", "Hengelo, Gelderland"),
}
PROVINCE_CODES = {
    "dr": "Drenthe",
    "fr": "Friesland",
    "fl": "Flevoland",
    "gld": "Gelderland",
    "ge": "Gelderland",
    "gr": "Groningen",
    "gn": "Groningen",
    "lb": "Limburg",
    "li": "Limburg",
    "nb": "Noord-Brabant",
    "nbr": "Noord-Brabant",
    "nh": "Noord-Holland",
    "ov": "Overijssel",
    "ut": "Utrecht",
    "ze": "Zeeland",
    "zl": "Zeeland",
    "zh": "Zuid-Holland",
}
# The farthest point of the Dutch mainland from a place of 500 inhabitants is well below this: beyond it lies the sea.
FARTHEST_FROM_A_PLACE_KM = 15.0
# Farther apart than this a postcode and a place name are about two different places.
CONTRADICT_KM = 15.0
# A misspelt name is read as the one place that looks like it this much (0 to 100) and no other does.
ALIKE = 88.0
LEAST_LEAD = 4.0
SHORTEST_MISSPELT = 5
# Other names ("Den Bosch") are believed of places this large; of small ones they are too often another place's name.
OTHER_NAMES_FROM = 15_000


@dataclass(frozen=True, slots=True)
class Located:
    """A position, None when not known, and the area it lies in with its centre.

    The area is a four-digit postcode ("2611") where a table of postcodes knows it, else "Delft, Zuid-Holland"; `note`
    says what to mend.
    """

    position: Position | None
    area: str = ""
    note: str = ""
    centre: Position | None = None


class Geocoder:
    """Looks up positions in a gazetteer, a table of postcode ranges and, when there is one, a table of postcodes."""

    def __init__(
        self, places: tuple[Place, ...], ranges: tuple[Range, ...], postcodes: PostcodeTable | None = None
    ) -> None:
        self.places = places
        self.by_code = {place.code: place for place in places}
        self.by_name = _index(places)
        self.by_pc4 = self._postcodes(ranges)
        self.positions = np.array([(place.x_km, place.y_km) for place in places])
        self.postcodes = postcodes
        self.seen: dict[Location, Located] = {}

    def locate(self, location: Location) -> Located:
        """Return where this is, by its coordinates, else its postcode, else its name; unknown stays unknown."""
        if location not in self.seen:
            self.seen[location] = self._locate(location)
        return self.seen[location]

    def _locate(self, location: Location) -> Located:
        if location.point is None:
            return self._by_words(location)
        x_km, y_km = to_rd(location.point.latitude, location.point.longitude)
        nearest, distance = self._nearest(x_km, y_km)
        words = self._by_words(location)
        if not math.isfinite(distance) or distance > FARTHEST_FROM_A_PLACE_KM:
            note = "coördinaten liggen in zee of buiten Nederland"
            return replace(words, note=f"{note}; verbeter de coördinaten")
        area, note = words, words.note
        far = words.centre is None or _apart(words.centre, x_km, y_km) > FARTHEST_FROM_A_PLACE_KM
        if far or self._zones is not None:
            # The map goes before the name: a trip is made to a place, not to its name.
            area = _centre(nearest) if self._zones is None else self._nearest_zone(self._zones, x_km, y_km)
            note = area.note
        if far and words.centre is not None:
            note = _both(f"{_named(words.area)} ligt ver van de coördinaten; die gaan voor", area.note)
        return Located(Position(x_km, y_km, Precision.EXACT), area.area, note, area.centre)

    @property
    def _zones(self) -> Zones | None:
        return self.postcodes.pc4 if self.postcodes is not None and len(self.postcodes.pc4.codes) else None

    def _by_words(self, location: Location) -> Located:
        if not location.postcode:
            return self._by_name(location) if location.place.strip() else Located(None)
        found, doubt = self._by_postcode(location.postcode), ""
        if self.postcodes is not None and found.position is None:
            doubt = self.postcodes.note(location.postcode[:FOUR])
            place = self.by_pc4.get(location.postcode[:FOUR])
            found = Located(None) if place is None else replace(_centre(place), note=doubt)
        if found.centre is not None:
            return replace(found, note=_both(found.note, self._contradiction(location, found.centre)))
        if not location.place.strip():
            return Located(None, note=doubt or f"postcode {location.postcode} is onbekend; voeg een plaats toe")
        by_name = self._by_name(location)
        return replace(by_name, note=_both(doubt, by_name.note))

    def _by_postcode(self, postcode: str) -> Located:
        """Return where a postcode is, by its letters when those are known."""
        if self.postcodes is None:
            place = self.by_pc4.get(postcode[:FOUR])
            return Located(None) if place is None else _centre(place)
        zone = self._zone(postcode[:FOUR])
        at = _index_of(self.postcodes.pc6.codes, postcode)
        if at is None or self._zones is None:
            return zone
        x_km, y_km = float(self.postcodes.pc6.x_km[at]), float(self.postcodes.pc6.y_km[at])
        area = zone if zone.centre is not None else self._nearest_zone(self._zones, x_km, y_km)
        return replace(area, position=Position(x_km, y_km, Precision.PC6))

    def _zone(self, code: str) -> Located:
        at = None if self._zones is None else _index_of(self._zones.codes, code)
        return Located(None) if at is None or self._zones is None else self._located(self._zones, at)

    def _nearest_zone(self, zones: Zones, x_km: float, y_km: float) -> Located:
        return self._located(zones, int(np.hypot(zones.x_km - x_km, zones.y_km - y_km).argmin()))

    def _located(self, zones: Zones, at: int) -> Located:
        x_km, y_km, spread_km = (float(values[at]) for values in (zones.x_km, zones.y_km, zones.spread_km))
        centre, code = Position(x_km, y_km, Precision.PC4, spread_km), str(zones.codes[at])
        return Located(centre, code, "" if self.postcodes is None else self.postcodes.note(code), centre)

    def _contradiction(self, location: Location, centre: Position) -> str:
        """Return a note when no place of the name lies anywhere near the postcode."""
        name, province = _split_province(self._narrowed(location.place))
        named = [place for place in self.by_name.get(name, ()) if province in (None, place.province)]
        away = min((_apart(centre, place.x_km, place.y_km) for place in named), default=0.0)
        if away <= CONTRADICT_KM or name in KNOWN_AMBIGUOUS:  # of those the gazetteer does not know every place
            return ""
        return f"postcode {location.postcode} ligt {away:.0f} km van plaats '{location.place}'; de postcode gaat voor"

    def _by_name(self, location: Location) -> Located:
        text = location.place
        narrowed = self._narrowed(text)
        name, province = _split_province(narrowed)
        if name in KNOWN_AMBIGUOUS and province is None:
            return Located(None, note=_ask(text, KNOWN_AMBIGUOUS[name]))
        found = [place for place in self.by_name.get(name, ()) if province in (None, place.province)]
        if len(found) == 1:
            return _centre(found[0])
        if found:
            return Located(None, note=_ask(text, tuple(place.code for place in found)))
        # What was given beside the name must not be overruled, and what is around a place is no slip of its name.
        if location.postcode or province is not None or narrowed != text:
            return Located(None, note=f"plaats '{text}' is onbekend; verbeter de naam of de postcode")
        return self._misspelt(text, name)

    def _narrowed(self, text: str) -> str:
        """Return the place in "regio Delft" or "Delft-Noord"; De Noord is a village, and stays as it is."""
        return text if _split_province(text)[0] in self.by_name else AROUND.sub(" ", text)

    def _misspelt(self, text: str, name: str) -> Located:
        if len(name) >= SHORTEST_MISSPELT:
            close = process.extract(name, self.by_name.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=2)
            leads = len(close) == 1 or (len(close) > 1 and close[0][1] - close[1][1] >= LEAST_LEAD)
            if leads and len(self.by_name[close[0][0]]) == 1:
                place = self.by_name[close[0][0]][0]
                return replace(_centre(place), note=f"plaats '{text}' gelezen als {place.name}")
        return Located(None, note=f"plaats '{text}' is onbekend; voeg een postcode toe")

    def _nearest(self, x_km: float, y_km: float) -> tuple[Place, float]:
        if not (math.isfinite(x_km) and math.isfinite(y_km)):
            return self.places[0], math.inf
        squares = ((self.positions - (x_km, y_km)) ** 2).sum(axis=1)
        nearest = int(squares.argmin())
        return self.places[nearest], float(math.sqrt(squares[nearest]))

    def _postcodes(self, ranges: tuple[Range, ...]) -> dict[str, Place]:
        table = {}
        for known in ranges:
            place = self.by_code.get(f"{known.place}, {known.province}")
            if place is not None:
                table.update({str(code): place for code in range(known.first, known.last + 1)})
        return table


def _apart(centre: Position, x_km: float, y_km: float) -> float:
    return math.hypot(centre.x_km - x_km, centre.y_km - y_km)


def _index_of(codes: NDArray[np.str_], code: str) -> int | None:
    """Return where a code stands in an ordered list; None when it is not there."""
    at = int(np.searchsorted(codes, code))
    return at if at < len(codes) and codes[at] == code else None


def _named(area: str) -> str:
    return f"postcode {area}" if area.isdecimal() else area


def _both(first: str, second: str) -> str:
    return "; ".join(note for note in (first, second) if note)


def _centre(place: Place) -> Located:
    centre = Position(place.x_km, place.y_km, Precision.PLACE, place.spread_km)
    return Located(centre, place.code, centre=centre)


# "regio Delft", "Delft e.o.", "Den Haag Centrum": the place, and somewhere in or around it.
AROUND = re.compile(
    r"\b(?:regio|omgeving|gemeente)\b|\be\.\s?o\.|\ben omgeving\b|[ -](?:centrum|noord|oost|zuid|west)$", re.IGNORECASE
)


def _ask(text: str, candidates: tuple[str, ...]) -> str:
    return f"plaats '{text}' kan {' of '.join(candidates)} zijn; voeg een postcode of de provincie toe"


def _index(places: tuple[Place, ...]) -> dict[str, list[Place]]:
    """Map names to places; the other names of a place never take a name that is the first name of another."""
    index: dict[str, list[Place]] = {}
    for place in places:
        index.setdefault(fold(place.name), []).append(place)
    own = frozenset(index)
    for place in places:
        if place.inhabitants < OTHER_NAMES_FROM:
            continue
        for name in place.names:
            key = fold(name)
            if key and key not in own and place not in index.get(key, ()):
                index.setdefault(key, []).append(place)
    return index


def fold(name: str) -> str:
    """Return a name without case, accents, apostrophes and punctuation, so that "'s-Gravenzande" is "s gravenzande"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", plain.casefold()))


def _split_province(text: str) -> tuple[str, str | None]:
    """Split "Rijswijk (ZH)" or "Rijswijk, Zuid-Holland" into a folded name and a province."""
    words = fold(text).split()
    by_name = {fold(province): province for province in PROVINCE_CODES.values()}
    for size in (2, 1):
        tail = " ".join(words[-size:])
        province = by_name.get(tail) or (PROVINCE_CODES.get(tail) if size == 1 else None)
        if province and len(words) > size:
            return " ".join(words[:-size]), province
    return " ".join(words), None
