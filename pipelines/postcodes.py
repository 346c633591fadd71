"""Postcodes and where they are: read from files, checked against each other, and installed into a home."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from matcher.errors import HomeError, InputError
from pipelines.durable import replace_bytes
from pipelines.gazetteer import MEAN_DISTANCE_IN_DISC, Place, Range, read_places, read_ranges
from pipelines.home import Home, taxonomy_cache
from pipelines.plane import Kilometres
from pipelines.postcode_choice import AGREE_KM, CONFIRMED_KM, DOUBTFUL_KM, Candidate, Choice, choose
from pipelines.postcode_table import Points, PostcodeTable, Zones, from_arrow, to_arrow
from pipelines.settings import today
from pipelines.sources.postcodes import PostcodeRows, read_postcode_file
from pipelines.sources.text import fold

__all__ = ["PostcodeTable", "Zones", "install_postcodes", "load_postcodes", "read_postcodes"]

ENOUGH_INSIDE = 10  # postcodes with letters from which their middle and spread speak for the whole
SAMPLE = 200  # of them are enough to know how far two of them lie apart on average
NEAREST = 6  # zones around a zone; with the one in the middle they tell how large such a zone is
# 33,500 square kilometres of land (CBS) over 4,070 postcodes, as a disc; used where a table has no neighbours to tell.
USUAL_RADIUS_KM = math.sqrt(33_500 / 4_070 / math.pi)
SMALLEST_RADIUS_KM, LARGEST_RADIUS_KM = 0.2, 5.0  # a quarter of a town centre; a polder (our estimate)
LEAST_SPREAD_KM = 0.1

SCATTERED = f"postcode met letters op plekken die meer dan {AGREE_KM:.0f} km uit elkaar liggen"
ASTRAY = f"postcode met letters op meer dan {DOUBTFUL_KM:.0f} km van de andere met dezelfde cijfers"


def read_postcodes(paths: Sequence[Path], *, cache: Path | None = None, on: date | None = None) -> PostcodeTable:
    """Return the table that these files make together; `on` is the day of reading, today when not given.

    Positions are checked against each other and never averaged. InputError when a file cannot be used.
    """
    if not paths:
        raise InputError("geen bestand met postcodes genoemd; geef er een met --file")
    files = [read_postcode_file(path) for path in paths]
    left_out = Counter[str]()
    for rows in files:
        left_out.update(rows.left_out)
    every = _Rows.of(files)
    points = _lettered(every, left_out)
    places = read_places(taxonomy_cache(cache))
    chosen = choose(_candidates(every, points, places), _ranged(read_ranges(), places))
    points = _kept(points, chosen, left_out)
    return PostcodeTable(
        pc4=_zones(chosen, points),
        pc6=Points(points.codes, points.x_km, points.y_km),
        doubts={str(code): choice.doubt for code, choice in chosen.items() if choice.doubt is not None},
        left_out=dict(left_out),
        sources=tuple(rows.source for rows in files),
        read_on=on or today(),
    )


def install_postcodes(home: Home, table: PostcodeTable) -> None:
    """Put the table into a home in one step; what runs keeps the old one until it is started again."""
    arrow = to_arrow(table)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, arrow.schema) as writer:
        writer.write_table(arrow)
    try:
        home.travel.mkdir(mode=0o700, exist_ok=True)
        replace_bytes(home.postcodes, sink.getvalue().to_pybytes())
    except OSError as error:
        raise HomeError(
            f"{home.postcodes} is niet te schrijven ({error.strerror}); zorg voor ruimte en rechten"
        ) from error


def load_postcodes(home: Home) -> PostcodeTable | None:
    """Return the table of a home, None when none was installed; HomeError when it is damaged."""
    try:
        content = home.postcodes.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise HomeError(f"{home.postcodes} is niet te lezen ({error.strerror}); vraag om toegang") from error
    try:
        arrow = pa.ipc.open_file(content).read_all()
        arrow.validate(full=True)
    except (pa.ArrowException, OSError) as error:
        raise HomeError(
            f"{home.postcodes} is beschadigd; lees de postcodes opnieuw in met `springplank postcodes`"
        ) from error
    return from_arrow(arrow, str(home.postcodes))


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """The rows of all files, one element each."""

    digits: NDArray[np.int32]
    letters: NDArray[np.str_]
    place: NDArray[np.object_]
    x_km: Kilometres
    y_km: Kilometres

    @classmethod
    def of(cls, files: Sequence[PostcodeRows]) -> "_Rows":
        names = ("digits", "letters", "place", "x_km", "y_km")
        return cls(*(np.concatenate([getattr(rows, name) for rows in files]) for name in names))


# Postcodes with letters: all at once, there are half a million.


@dataclass(frozen=True, slots=True, eq=False)
class _Lettered:
    """Postcodes with letters, ordered, each once; `middle` is the index of the most central one per four digits."""

    codes: NDArray[np.str_]
    digits: NDArray[np.int32]
    x_km: Kilometres
    y_km: Kilometres
    middle: Mapping[int, int]

    @classmethod
    def of(cls, codes: NDArray[np.str_], digits: NDArray[np.int32], x_km: Kilometres, y_km: Kilometres) -> "_Lettered":
        middles = _middles(digits, x_km, y_km)
        return cls(codes, digits, x_km, y_km, dict(zip(digits[middles].tolist(), middles.tolist(), strict=True)))

    def only(self, keep: NDArray[np.bool_]) -> "_Lettered":
        return _Lettered.of(self.codes[keep], self.digits[keep], self.x_km[keep], self.y_km[keep])

    def away_from_middle(self) -> Kilometres:
        middle = np.array([self.middle[code] for code in self.digits.tolist()], np.int64)
        away: Kilometres = np.hypot(self.x_km - self.x_km[middle], self.y_km - self.y_km[middle])
        return away


def _lettered(rows: _Rows, left_out: Counter[str]) -> _Lettered:
    """Return the postcodes with letters whose positions agree with each other and with their four digits."""
    chosen = np.flatnonzero(rows.letters != "")
    digits, x_km, y_km = rows.digits[chosen], rows.x_km[chosen], rows.y_km[chosen]
    codes = np.char.add(digits.astype("U4"), rows.letters[chosen])
    order = np.argsort(codes, kind="stable")
    codes, digits, x_km, y_km = codes[order], digits[order], x_km[order], y_km[order]
    _, group = np.unique(codes, return_inverse=True)
    middles = _middles(group, x_km, y_km)
    scattered = np.zeros(len(middles), np.bool_)
    scattered[group[np.hypot(x_km - x_km[middles][group], y_km - y_km[middles][group]) > AGREE_KM]] = True
    points = _Lettered.of(codes[middles], digits[middles], x_km[middles], y_km[middles])
    points = _without(points, scattered, SCATTERED, left_out)
    return _without(points, points.away_from_middle() > DOUBTFUL_KM, ASTRAY, left_out)


def _without(points: _Lettered, wrong: NDArray[np.bool_], reason: str, left_out: Counter[str]) -> _Lettered:
    if not wrong.any():
        return points
    left_out[reason] += int(wrong.sum())
    return points.only(~wrong)


def _middles(group: NDArray[np.int64] | NDArray[np.int32], x_km: Kilometres, y_km: Kilometres) -> NDArray[np.int64]:
    """Return, per group in order, the index of the point nearest to the median of its points; `group` is ordered."""
    if not len(group):
        return np.empty(0, np.int64)
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    sizes = np.diff(np.r_[starts, len(group)])
    half = starts + (sizes - 1) // 2
    middle_x, middle_y = (np.repeat(values[np.lexsort((values, group))][half], sizes) for values in (x_km, y_km))
    return np.lexsort((np.hypot(x_km - middle_x, y_km - middle_y), group))[starts]


def _kept(points: _Lettered, chosen: Mapping[int, Choice], left_out: Counter[str]) -> _Lettered:
    """Return the postcodes with letters that lie where their four digits do, now that these are settled."""
    nowhere = (math.nan, math.nan)
    centres = np.array([chosen[code].position or nowhere for code in points.digits.tolist()]).reshape(-1, 2)
    away = np.hypot(points.x_km - centres[:, 0], points.y_km - centres[:, 1])
    return _without(points, ~(away <= DOUBTFUL_KM), ASTRAY, left_out)


# Postcodes of four digits.


def _candidates(rows: _Rows, points: _Lettered, places: Sequence[Place]) -> dict[int, list[Candidate]]:
    """Return the positions that are given for every postcode."""
    by_name: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_name[fold(place.name)].append(place)
    found: defaultdict[int, list[Candidate]] = defaultdict(list)
    for index in np.flatnonzero(rows.letters == "").tolist():
        x_km, y_km = float(rows.x_km[index]), float(rows.y_km[index])
        named = by_name.get(fold(rows.place[index]), [])
        found[int(rows.digits[index])].append(Candidate(x_km, y_km, _from_place(x_km, y_km, named)))
    sizes = Counter(points.digits.tolist())
    for code, middle in points.middle.items():
        if sizes[code] >= ENOUGH_INSIDE or code not in found:
            at = float(points.x_km[middle]), float(points.y_km[middle])
            found[code].append(Candidate(*at, inside=True))
    return dict(found)


def _from_place(x_km: float, y_km: float, named: Sequence[Place]) -> float:
    """Return how far a point lies from the place that was named; of several of the name only a near one tells."""
    nearest = min((math.hypot(place.x_km - x_km, place.y_km - y_km) for place in named), default=math.nan)
    return nearest if len(named) == 1 or nearest <= CONFIRMED_KM else math.nan


def _ranged(ranges: Sequence[Range], places: Sequence[Place]) -> dict[int, tuple[float, float]]:
    by_code = {place.code: (place.x_km, place.y_km) for place in places}
    return {
        code: by_code[name]
        for known in ranges
        if (name := f"{known.place}, {known.province}") in by_code
        for code in range(known.first, known.last + 1)
    }


def _zones(chosen: Mapping[int, Choice], points: _Lettered) -> Zones:
    settled = [(code, choice.position) for code, choice in sorted(chosen.items()) if choice.position is not None]
    at = np.array([position for _, position in settled]).reshape(-1, 2)
    spread = MEAN_DISTANCE_IN_DISC * _radius(at)
    for index, (code, _) in enumerate(settled):
        first, last = np.searchsorted(points.digits, (code, code + 1))
        if last - first >= ENOUGH_INSIDE:
            spread[index] = _apart_on_average(points.x_km[first:last], points.y_km[first:last])
    return Zones(
        codes=np.array([str(code) for code, _ in settled], "U4"),
        x_km=at[:, 0].copy(),
        y_km=at[:, 1].copy(),
        spread_km=np.maximum(spread, LEAST_SPREAD_KM),
        flagged=np.array([chosen[code].doubt is not None for code, _ in settled], np.bool_),
    )


def _radius(at: Kilometres) -> Kilometres:
    """Return the radius of a disc as large as each zone: so many zones around it fill the disc up to the farthest."""
    count = min(NEAREST, len(at) - 1)
    if count < 1:
        return np.full(len(at), USUAL_RADIUS_KM)
    farthest = cKDTree(at).query(at, k=count + 1)[0][:, -1]
    radius: Kilometres = np.clip(farthest / math.sqrt(count), SMALLEST_RADIUS_KM, LARGEST_RADIUS_KM)
    return radius


def _apart_on_average(x_km: Kilometres, y_km: Kilometres) -> float:
    """Return the average distance between two different points, over an even sample of them."""
    sample = np.unique(np.linspace(0, len(x_km) - 1, min(len(x_km), SAMPLE)).astype(np.int64))
    x, y = x_km[sample], y_km[sample]
    total = float(np.hypot(x[:, None] - x[None], y[:, None] - y[None]).sum())
    return total / (len(sample) * (len(sample) - 1))
