"""Street times from an OSRM server that someone runs beside Springplank: its `table` service, over HTTP.

An optional extra. OSRM has its own profiles: how it drives and cycles is for who built its data to say. It gives times
between the streets nearest to the points; parking and the last stretch are not in them.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

import numpy as np
from numpy.typing import ArrayLike, NDArray

from matcher.codes import Mode
from matcher.errors import InputError

Seconds = NDArray[np.float32]
Degrees = NDArray[np.float64]

# The profile in the address is only a name to OSRM, which answers from the data that it was started with.
PROFILES = {Mode.WALK: "foot", Mode.BIKE: "bike", Mode.CAR: "driving"}
# OSRM refuses more than 100 places a request unless it was started with a higher --max-table-size.
MOST_PLACES = 100
TIMEOUT_SECONDS = 60.0
DECIMALS = 6  # of a degree: 0.1 m
# A refusal of OSRM is a line of JSON; no more than this is read of what another server answers.
MOST_REFUSAL_BYTES = 10_000


@dataclass(frozen=True, slots=True)
class Osrm:
    """A running server: its address ("http://127.0.0.1:5000"), the mode its data are for, and how much it takes.

    `most_places` is the server's --max-table-size: how many places one request may hold.
    """

    address: str
    mode: Mode
    most_places: int = MOST_PLACES
    timeout_seconds: float = TIMEOUT_SECONDS

    def __post_init__(self) -> None:
        if urlsplit(self.address).scheme not in {"http", "https"} or not urlsplit(self.address).hostname:
            raise InputError(f"{self.address}: geen adres van een OSRM-server; geef er een als http://127.0.0.1:5000")
        if self.mode not in PROFILES:
            raise InputError(f"OSRM rekent niet {self.mode.label}; kies lopend, met de fiets of met de auto")
        if self.most_places < 2:  # noqa: PLR2004 - one to leave from and one to go to
            raise InputError("OSRM: een vraag heeft minstens 2 plaatsen; geef een hoger aantal")

    def times(
        self, origins_lat: ArrayLike, origins_lon: ArrayLike, dests_lat: ArrayLike, dests_lon: ArrayLike
    ) -> Seconds:
        """Return seconds between points in degrees, shape [origins, destinations].

        Infinite where OSRM finds no way, NaN where an end has no place. InputError when the server is not there or
        answers anything but times.
        """
        origins, destinations = _places(origins_lat, origins_lon), _places(dests_lat, dests_lon)
        seconds = np.full((len(origins), len(destinations)), np.nan, np.float32)
        leaving = np.flatnonzero(np.isfinite(origins).all(axis=1))
        reached = np.flatnonzero(np.isfinite(destinations).all(axis=1))
        half = self.most_places // 2
        for rows in _blocks(leaving, half):
            for columns in _blocks(reached, self.most_places - half):
                seconds[np.ix_(rows, columns)] = self._table(origins[rows], destinations[columns])
        return seconds

    def _table(self, origins: Degrees, destinations: Degrees) -> Seconds:
        """Return the answer to one request."""
        answer = self._ask(_question(PROFILES[self.mode], origins, destinations))
        durations = answer.get("durations")
        shape = (len(origins), len(destinations))
        try:
            table = np.array(durations, np.float64)  # null becomes NaN
        except (TypeError, ValueError):
            table = np.empty(0)
        if table.shape != shape:
            raise self._strange(f"geen tabel van {shape[0]} bij {shape[1]} tijden")
        if np.nanmin(table, initial=0.0) < 0:
            raise self._strange("tijden onder 0")
        return np.where(np.isnan(table), np.inf, table).astype(np.float32)

    def _ask(self, question: str) -> dict[str, Any]:
        """Return the JSON object that the server answers, if it says that all is well."""
        opener = build_opener(ProxyHandler({}))  # straight to the server: places of people go through no proxy
        try:
            with opener.open(self.address.rstrip("/") + question, timeout=self.timeout_seconds) as reply:
                body = reply.read()
        except HTTPError as error:
            with error:
                body = error.read(MOST_REFUSAL_BYTES)
            raise self._refused(error.code, body) from None
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            raise InputError(
                f"{self.address}: OSRM antwoordt niet ({reason}); start osrm-routed of geef het goede adres"
            ) from None
        answer = _json_object(body)
        if answer is None:
            raise self._strange("geen JSON")
        if answer.get("code") != "Ok":
            raise self._refused(200, body)
        return answer

    def _refused(self, status: int, body: bytes) -> InputError:
        answer = _json_object(body) or {}
        code = answer.get("code")
        if code == "TooBig":
            advice = f"start het met een hogere --max-table-size of geef er minder dan {self.most_places} tegelijk"
        elif code == "NoTable":
            advice = "het vindt tussen deze plaatsen geen enkele weg; laad kaartdata van het goede gebied"
        elif code == "NoSegment":
            advice = "een plaats ligt te ver van elke weg; laad kaartdata van het goede gebied"
        elif code == "NotImplemented":
            advice = "het kan geen tabellen maken; start osrm-routed met data voor die dienst"
        else:
            advice = "controleer of daar OSRM draait, met data voor dit vervoer"
        said = f"{code}: {answer.get('message', '')}".strip(": ") if code else f"HTTP {status}"
        return InputError(f"{self.address}: OSRM weigert ({said}); {advice}")

    def _strange(self, what: str) -> InputError:
        return InputError(f"{self.address}: antwoordt niet als OSRM ({what}); controleer adres en versie")


def _places(latitude: ArrayLike, longitude: ArrayLike) -> Degrees:
    """Return [points, 2]: longitude first, as OSRM wants it."""
    return np.column_stack((np.asarray(longitude, float).ravel(), np.asarray(latitude, float).ravel()))


def _blocks(rows: NDArray[np.intp], size: int) -> Iterator[NDArray[np.intp]]:
    for first in range(0, len(rows), size):
        yield rows[first : first + size]


def _question(profile: str, origins: Degrees, destinations: Degrees) -> str:
    """Return path and query of one request."""
    places = ";".join(
        f"{longitude:.{DECIMALS}f},{latitude:.{DECIMALS}f}"
        for longitude, latitude in np.concatenate((origins, destinations)).tolist()
    )
    sources = ";".join(map(str, range(len(origins))))
    targets = ";".join(map(str, range(len(origins), len(origins) + len(destinations))))
    return f"/table/v1/{profile}/{places}?sources={sources}&destinations={targets}&annotations=duration"


def _json_object(body: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(body)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None
