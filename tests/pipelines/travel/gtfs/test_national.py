"""A made-up timetable as large as that of the country: it has to be read in less than a minute."""

import io
import time
import zipfile
from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import csv

from pipelines.travel.gtfs.reading import read_timetable

STOPS, TRIPS, CALLS = 60_000, 150_000, 20
TODAY = date(2026, 11, 28)


def written(table):
    buffer = io.BytesIO()
    csv.write_csv(table, buffer)
    return buffer.getvalue()


def clock(seconds):
    numbers = [pa.array(part).cast(pa.string()) for part in (seconds // 3600, seconds // 60 % 60, seconds % 60)]
    padded = [pa.compute.utf8_lpad(number, 2, "0") for number in numbers]
    return pa.compute.binary_join_element_wise(*padded, ":")


def national_feed(path, services=2):
    """A feed with a calendar of exceptions only; of the services, one runs a day."""
    random = np.random.default_rng(4)
    trips = TRIPS * services
    north, east = random.uniform(51.0, 53.4, STOPS), random.uniform(3.6, 7.0, STOPS)
    begins = random.integers(5 * 60, 23 * 60, trips) * 60
    legs = random.integers(0, 4, (trips, CALLS)) * 60
    leaves = (begins[:, None] + np.cumsum(legs, axis=1)).ravel()
    trip = np.repeat(np.arange(trips), CALLS)
    stop = (random.integers(0, STOPS, trips)[:, None] + np.arange(CALLS)).ravel() % STOPS
    ids = [str(row) for row in range(trips)]
    tables = {
        "stops": {
            "stop_id": np.arange(STOPS),
            "stop_name": [f"Halte {row}" for row in range(STOPS)],
            "stop_lat": north,
            "stop_lon": east,
            "parent_station": [f"{row - row % 4 if row % 4 else ''}" for row in range(STOPS)],
        },
        "routes": {"route_id": [1], "route_short_name": ["1"], "route_type": [3]},
        "trips": {
            "trip_id": ids,
            "route_id": np.ones(trips, int),
            "service_id": np.arange(trips) % services,
            "block_id": np.arange(trips) // 4,
        },
        "stop_times": {
            "trip_id": trip,
            "arrival_time": clock(leaves),
            "departure_time": clock(leaves),
            "stop_id": stop,
            "stop_sequence": np.tile(np.arange(CALLS), trips),
            "shape_dist_traveled": np.arange(len(trip)) % 10_000,
        },
        "calendar_dates": {
            "service_id": np.arange(60) % services,
            "date": [20261201 + row % 28 for row in range(60)],
            "exception_type": np.ones(60, int),
        },
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, table in tables.items():
            archive.writestr(f"{name}.txt", written(pa.table(table)))
    return path


@pytest.mark.slow
def test_the_whole_country_is_read_within_a_minute(tmp_path):
    path = national_feed(tmp_path / "land.zip")

    started = time.perf_counter()
    read = read_timetable([path], date(2026, 12, 1), today=TODAY)
    seconds = time.perf_counter() - started

    assert len(read.connections) >= TRIPS * (CALLS - 1)
    assert seconds < 60
