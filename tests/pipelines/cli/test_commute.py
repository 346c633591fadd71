"""`springplank commute`: building travel times from small files, asking one, and seeing them in a match list."""

import json
import os
import signal
import subprocess
import time

import numpy as np
import pytest

from pipelines.home import open_home
from pipelines.travel.matrices import current_id, open_matrices
from tests.feeds import PLACES, feed
from tests.homes import (
    COMMAND,
    LONGEST,
    environment,
    ingest,
    is_one_line_error,
    springplank,
    write_catalogue,
    write_lines,
)
from tests.pipelines.travel.streets.towns import Town

DAY = "2026-12-01"
# The stops A to F of the feeds stand in these postcodes; 9999 is far from all of them.
POSTCODES = {"2611": "A", "2612": "B", "2613": "C", "2614": "D", "2615": "E", "2616": "F"}
FAR = (53.2, 6.5)
ELSEWHERE = (51.0, 5.9)


def runs():
    """Line 37 from A to C and back every ten minutes, and to F, too far to walk, every hour; from six to ten."""
    there = {
        f"t{h}{m}": f"A {h}:{m:02}, B {h}:{m + 4:02}, C {h}:{m + 8:02}" for h in range(6, 22) for m in range(0, 60, 10)
    }
    back = {
        f"u{h}{m}": f"C {h}:{m:02}, B {h}:{m + 4:02}, A {h}:{m + 8:02}" for h in range(6, 22) for m in range(0, 50, 10)
    }
    far = {f"v{h}": f"A {h}:00, F {h}:12" for h in range(6, 22)} | {
        f"w{h}": f"F {h}:30, A {h}:42" for h in range(6, 22)
    }
    return there | back | far


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A postcode table, a feed and an extract of one long street east of Delft."""
    folder = tmp_path_factory.mktemp("reistijden")
    rows = [f"{code},{PLACES[stop][0]},{PLACES[stop][1]}" for code, stop in POSTCODES.items()]
    (folder / "postcodes.csv").write_text("postcode,lat,lon\n" + "\n".join([*rows, f"9999,{FAR[0]},{FAR[1]}"]) + "\n")
    feed(folder, name="ov.zip", runs=runs())
    corners = {"a": (-2000.0, -3000.0), "b": (2000.0, -3000.0), "c": (2000.0, 3000.0), "d": (-2000.0, 3000.0)}
    ring = Town(corners, [("abcda", {"highway": "residential"}), ("ac", {"highway": "residential"})])
    ring.write(folder / "regio.osm.pbf")
    return folder


def build(home, files, *options):
    return springplank("commute", "build", "--home", home, "--postcodes", files / "postcodes.csv", *options)


@pytest.fixture(scope="module")
def built(files, tmp_path_factory):
    """A home with a timetable and streets."""
    home = tmp_path_factory.mktemp("huis") / "huis"
    ran = build(home, files, "--gtfs", files / "ov.zip", "--osm", files / "regio.osm.pbf", "--date", DAY, "--json")
    assert ran.status == 0, ran.err
    return home, ran.document


def names_in(folder):
    """What stands in a folder, beside the lock."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


def asked(home, *options):
    ran = springplank("commute", "ask", "--home", home, *options, "--json")
    assert ran.status == 0, ran.err
    return ran.document["trips"]


# Building.


def test_a_build_says_what_every_matrix_rests_on(built):
    _, document = built

    assert document["zones"] == 7
    assert document["matrices"]["transit"] | {"notes": [], "sources": []} == {
        "method": "timetable",
        "day": DAY,
        "window": ["07:00", "09:00"],
        "percentile": 50,
        "limit": 120,
        "covered": pytest.approx(6 / 7),
        "sources": [],
        "notes": [],
    }
    assert document["matrices"]["transit"]["sources"][0]["file"] == "ov.zip"
    assert document["matrices"]["car"]["method"] == "network-street"
    assert document["matrices"]["car"]["sources"][0]["file"] == "regio.osm.pbf"
    assert set(document["matrices"]) == {
        *("walk", "bike", "car", "transit", "transit-p80", "bike-transit", "bike-transit-p80"),
        *("transit-early", "transit-late", "bike-transit-early", "bike-transit-late"),
    }


def test_a_trip_within_one_zone_takes_time(built):
    home, _ = built
    opened = open_matrices(open_home(home))

    for name in ("walk", "bike", "car", "transit"):
        assert (np.diag(opened.by_name[name].minutes) > 0).all(), name


def test_without_networks_car_and_public_transport_are_estimated(files, tmp_path):
    document = build(tmp_path / "huis", files, "--json").document

    assert {name: one["method"] for name, one in document["matrices"].items()} == {
        "car": "estimate-pc4",
        "transit": "estimate-pc4",
    }


def test_what_is_not_built_again_is_kept(files, tmp_path):
    home = tmp_path / "huis"
    build(home, files, "--gtfs", files / "ov.zip", "--date", DAY, "--modes", "ov")

    document = springplank("commute", "build", "--home", home, "--modes", "auto", "--modes", "ov", "--json").document

    assert document["matrices"]["transit"]["method"] == "timetable"
    assert document["kept"] == [
        *("bike-transit", "bike-transit-early", "bike-transit-late", "bike-transit-p80"),
        *("transit", "transit-early", "transit-late", "transit-p80"),
    ]
    assert asked(home, "--from", "2611", "--to", "2613", "--mode", "ov")[0]["method"] == "timetable"


def test_a_network_in_service_is_not_replaced_by_an_estimate(files, tmp_path):
    home = tmp_path / "huis"
    build(home, files, "--gtfs", files / "ov.zip", "--date", DAY)

    document = springplank("commute", "build", "--home", home, "--osm", files / "regio.osm.pbf", "--json").document

    methods = {name: one["method"] for name, one in document["matrices"].items()}
    assert (methods["transit"], methods["car"]) == ("timetable", "network-street")
    again = springplank(
        "commute", "build", "--home", home, "--gtfs", files / "ov.zip", "--date", DAY, "--json"
    ).document
    assert again["matrices"]["car"]["method"] == "network-street"
    assert asked(home, "--from", "2611", "--to", "2614", "--mode", "e-bike")[0]["method"] == "network-street"


def test_the_same_build_again_gives_the_same_minutes(files, tmp_path):
    home = tmp_path / "huis"
    options = ("--gtfs", files / "ov.zip", "--date", DAY, "--modes", "ov")
    minutes = []
    for _ in range(2):
        build(home, files, *options)
        minutes.append(open_matrices(open_home(home)).by_name["transit"].minutes.tolist())

    assert minutes[0] == minutes[1]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--gtfs", "weg.zip"], "weg.zip"),
        (["--gtfs", "postcodes.csv"], "postcodes.csv"),
        (["--osm", "weg.osm.pbf"], "weg.osm.pbf"),
        (["--osm", "ov.zip"], "ov.zip"),
        (["--gtfs", "ov.zip", "--date", "2031-01-01"], "ov.zip"),
        (["--gtfs", "ver.zip", "--date", DAY], "ver.zip"),
        (["--modes", "fiets"], "--osm"),
        (["--date", DAY], "--gtfs"),
        (["--osrm", "http://127.0.0.1:9", "--modes", "auto"], "OSRM antwoordt niet"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_line_and_leaves_what_was_there(files, tmp_path, options, said):
    home = tmp_path / "huis"
    build(home, files)
    before = current_id(open_home(home)), names_in(home / "travel")
    feed(files, name="ver.zip", stops=dict.fromkeys(PLACES, ELSEWHERE))
    named = [files / word if word.endswith((".zip", ".csv", ".pbf")) else word for word in options]

    ran = springplank("commute", "build", "--home", home, *named)

    assert is_one_line_error(ran)
    assert said in ran.complaint[0]
    assert (current_id(open_home(home)), names_in(home / "travel")) == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--window", "9:00-7:00"], "eindigt voor het begint"),
        (["--modes", "trein"], "trein"),
        (["--modes", ","], "noem een manier"),
        (["--date", "morgen"], "geen datum"),
        (["--window", "00:00-20:00", "--step", "1"], "grotere stappen"),
        (["--step", "0"], "--step"),
    ],
)
def test_wrong_usage_is_said_with_status_two(files, tmp_path, options, said):
    ran = build(tmp_path / "huis", files, *options)

    assert ran.status == 2
    assert said in " ".join(ran.err.split())
    assert not (tmp_path / "huis").exists()


@pytest.mark.slow
def test_a_build_that_is_killed_leaves_the_old_in_service_and_the_next_one_works(files, tmp_path):
    home = tmp_path / "huis"
    build(home, files)
    before = current_id(open_home(home))
    order = [COMMAND, "commute", "build", "--home", home, "--gtfs", files / "ov.zip", "--date", DAY, "--modes", "ov"]
    for wait in (1.2, 1.8, 2.4, 3.0):
        process = subprocess.Popen(
            [str(word) for word in order],
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(wait)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(LONGEST)
        assert open_matrices(open_home(home)) is not None

    ran = springplank(*order[1:], "--json")

    assert ran.status == 0, ran.err
    assert ran.document["matrices"]["transit"]["method"] == "timetable"
    assert current_id(open_home(home)) != before
    left = {path.name for path in (home / "travel").iterdir()}
    assert not [name for name in left if name.startswith((".partial", "building"))]
    inside = {path.name for path in (home / "travel" / current_id(open_home(home))).iterdir()}
    assert not [name for name in inside if name.startswith(".partial") or "part" in name or "away" in name]


# Asking.


def test_a_trip_by_public_transport_comes_with_its_legs_day_and_window(built):
    home, _ = built

    (trip,) = asked(home, "--from", "2611", "--to", "2613", "--mode", "ov")

    assert trip["method"] == "timetable"
    assert 8 <= trip["minutes"] <= trip["p80"] <= 18
    assert (trip["day"], trip["window"]) == (DAY, ["07:00", "09:00"])
    assert [leg["line"] for leg in trip["legs"] if leg["line"]] == ["Bus 37"]


def test_a_moment_of_departure_gives_the_trip_of_that_moment(built):
    home, _ = built
    here, there = ("{},{}".format(*PLACES[stop]) for stop in "AC")

    (trip,) = asked(home, "--from", here, "--to", there, "--mode", "ov", "--at", "08:03")

    assert (trip["departs"], trip["arrives"]) == ("08:10:00", "08:18:00")
    assert (trip["minutes"], trip["p80"]) == (15, None)


def test_the_fastest_trip_stands_first_in_the_answer(built):
    words = ("--home", built[0], "--from", "2611", "--to", "2613", "--json")
    document = springplank("commute", "ask", *words).document

    assert document["minutes"] == min(trip["minutes"] for trip in document["trips"])
    assert {"mode", "minutes", "p80", "method", "legs"} <= set(document)
    only = springplank("commute", "ask", *words, "--mode", "ov").document
    assert (only["mode"], only["method"], only["p80"]) == ("transit", "timetable", only["trips"][0]["p80"])


def test_after_the_last_bus_people_walk_or_there_is_no_trip(built):
    home, _ = built

    (walked,) = asked(home, "--from", "2611", "--to", "2613", "--mode", "ov", "--at", "23:30")

    assert [leg["line"] for leg in walked["legs"]] == [None]


def test_within_one_postcode_a_trip_takes_what_it_takes_on_average_there(built):
    trips = asked(built[0], "--from", "2611", "--to", "2611")

    assert all(trip["minutes"] > 0 and trip["method"] == "estimate-pc4" for trip in trips)
    assert all("één gebied" in trip["note"] for trip in trips)


def test_every_way_is_answered_and_what_has_no_data_says_so(built):
    home, _ = built

    trips = {trip["mode"]: trip for trip in asked(home, "--from", "9999", "--to", "2613")}

    assert set(trips) == {"walk", "bike", "ebike", "transit", "car"}
    assert trips["transit"]["method"] == "estimate-pc4"
    assert "buiten het net" in trips["transit"]["note"]


def test_streets_answer_in_kilometres_along_the_street(built):
    home, _ = built

    (trip,) = asked(home, "--from", "2611", "--to", "2612", "--mode", "auto")

    assert trip["method"] == "network-street"
    assert trip["km"] > 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--from", "Rijswijk", "--to", "2613"], "Rijswijk, Zuid-Holland of Rijswijk, Noord-Brabant"),
        (["--from", "2611", "--to", "Xyzzyveen"], "Xyzzyveen"),
        (["--from", "2611", "--to", "0.0,0.0"], "buiten Nederland"),
        (["--from", "2611", "--to", ""], "deze plek is niet bekend"),
    ],
)
def test_a_place_that_is_not_known_or_not_sure_is_asked_about(built, words, said):
    ran = springplank("commute", "ask", "--home", built[0], *words)

    assert is_one_line_error(ran)
    assert said in ran.complaint[0]


def test_a_moment_that_is_none_is_wrong_usage(built):
    ran = springplank("commute", "ask", "--home", built[0], "--from", "2611", "--to", "2613", "--at", "25:61")

    assert ran.status == 2
    assert "geen tijd" in ran.err


def test_the_answer_for_people_names_line_and_stops(built):
    ran = springplank("commute", "ask", "--home", built[0], "--from", "2611", "--to", "2613", "--mode", "ov")

    assert "Bus 37" in ran.out
    assert "Halte A → Halte C" in ran.out
    assert "dienstregeling van 1 december 2026" in " ".join(ran.out.split())


# Checking.


def test_the_check_gives_a_table_and_a_picture(built, tmp_path):
    picture = tmp_path / "verschil.png"

    ran = springplank("commute", "check", "--home", built[0], "--plot", picture, "--json")

    modes = {one["mode"]: one for one in ran.document["modes"]}
    assert set(modes) == {"walk", "bike", "car", "transit"}
    assert modes["transit"]["pairs"] > 5
    assert sum(band["pairs"] for band in modes["transit"]["bands"]) == modes["transit"]["pairs"]
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_without_a_network_there_is_nothing_to_check(files, tmp_path):
    build(tmp_path / "huis", files)

    ran = springplank("commute", "check", "--home", tmp_path / "huis")

    assert is_one_line_error(ran)
    assert "commute build" in ran.complaint[0]


# In a match list.


@pytest.fixture(scope="module")
def region(files, tmp_path_factory):
    """A home with work in two postcodes and a client in a third, with a timetable."""
    folder = tmp_path_factory.mktemp("regio")
    write_catalogue(folder / "catalogus")
    work = [
        {"id": "overdag", "titel": "Soepkok", "postcode": "2616", "werktijden": "09:00-17:00"},
        {"id": "laat", "titel": "Soepkok", "postcode": "2616", "werktijden": "15:00-23:30"},
        {"id": "vroeg", "titel": "Soepkok", "postcode": "2616", "werktijden": "05:00-13:00"},
    ]
    write_lines(folder / "werk.jsonl", work)
    write_lines(
        folder / "mensen.jsonl",
        [{"id": "c1", "postcode": "2611", "vervoer": "ov max 45 minuten", "vaardigheden": ["soep koken"]}],
    )
    home = folder / "huis"
    assert build(home, files, "--gtfs", files / "ov.zip", "--date", DAY).status == 0
    ingest(
        home,
        "--taxonomy",
        folder / "catalogus",
        "--vacancies",
        folder / "werk.jsonl",
        "--clients",
        folder / "mensen.jsonl",
    )
    return home


def match(home):
    ran = springplank("match", "c1", "--home", home, "--json")
    assert ran.status == 0, ran.err
    return ran.document


def test_a_match_list_rests_on_the_timetable_and_says_so(region):
    document = match(region)

    trips = {row["vacancy"]: row["commute"] for row in document["results"]}
    assert set(trips) == {"overdag", "laat", "vroeg"}
    assert {trip["method"] for trip in trips.values()} == {"timetable"}
    assert {trip["day"] for trip in trips.values()} == {DAY}
    assert all(trip["minutes"] <= trip["p80"] <= 90 and trip["range"] is None for trip in trips.values())
    assert document["travel"]["matrices"]["transit"]["day"] == DAY


def test_work_that_ends_after_the_last_bus_says_so_and_stays_a_match(region):
    reasons = {row["vacancy"]: " ".join(row["reasons_against"]) for row in match(region)["results"]}

    assert "eindigt om 23.30 uur" in reasons["laat"]
    assert "ov" in reasons["laat"]
    assert "begint om 5.00 uur" in reasons["vroeg"]
    assert "ov" not in reasons["overdag"]


def test_a_timetable_that_has_ended_is_said(region):
    ran = springplank("match", "c1", "--home", region, "--on", "2027-03-01", "--json")

    assert "liep tot 2027-02-28" in ran.document["travel"]["note"]
    assert match(region)["travel"]["note"] is None


def test_damaged_travel_times_are_said_and_the_estimate_goes_on(region):
    folder = region / "travel" / current_id(open_home(region))
    content = (folder / "transit.npy").read_bytes()
    try:
        (folder / "transit.npy").write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        document = match(region)
    finally:
        (folder / "transit.npy").write_bytes(content)

    assert "transit.npy" in document["travel"]["note"]
    trips = [row["commute"] for row in document["results"] + document["near_misses"]]
    assert {trip["method"] for trip in trips} == {"estimate-pc4"}
    assert all(trip["range"][0] < trip["minutes"] < trip["range"][1] and trip["day"] is None for trip in trips)


def test_the_manifest_is_json_that_others_can_read(built):
    home, _ = built
    manifest = json.loads((home / "travel" / current_id(open_home(home)) / "manifest.json").read_text())

    assert manifest["matrices"]["transit"]["window"] == ["07:00", "09:00"]
    assert all(len(digest) == 64 for digest in manifest["files"].values())
