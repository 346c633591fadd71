"""Travel times on disk: whole or refused, and the ones before stay until the new ones are there."""

import json

import numpy as np
import pytest

from matcher.codes import Method
from matcher.errors import TravelError
from pipelines.home import create_home
from pipelines.travel.matrices import MANIFEST, Made, current_id, open_matrices, part_of, publish, write_manifest
from tests.networks import zones

MADE = Made(
    Method.TIMETABLE,
    120,
    day="2026-12-01",
    window=("07:00", "09:00"),
    step_minutes=5,
    percentile=50,
    sources=({"file": "ov.zip", "sha256": "ab", "version": "1"},),
    notes=("3 haltes buiten Nederland",),
)


@pytest.fixture
def home(tmp_path):
    return create_home(tmp_path / "home")


def published(home, minutes=7, built="2026-11-28"):
    folder = home.travel / "building-test"
    folder.mkdir()
    zones(0, 5).save(folder)
    np.save(folder / "transit.npy", np.full((2, 2), minutes, np.uint8))
    np.save(folder / "transit-covered.npy", np.array([True, False]))
    (folder / "timetable").mkdir()
    (folder / "timetable" / "stops.npy").write_bytes(b"stops")
    write_manifest(folder, {"transit": MADE}, built)
    return publish(home, folder)


def test_a_home_without_travel_times_has_none(home):
    assert open_matrices(home) is None


def test_what_was_published_is_what_is_opened(home):
    published(home)

    opened = open_matrices(home)

    assert opened.by_name["transit"].minutes.tolist() == [[7, 7], [7, 7]]
    assert opened.by_name["transit"].covered.tolist() == [True, False]
    assert opened.by_name["transit"].made == MADE
    assert opened.zones.fingerprint == zones(0, 5).fingerprint
    assert opened.of("car") is None


def test_the_ones_before_stay_and_older_ones_go(home):
    first, second, third = (published(home, minutes) for minutes in (1, 2, 3))

    assert current_id(home) == third
    assert {path.name for path in home.travel.iterdir()} == {second, third, "current"}
    assert first != second


def test_publishing_the_same_again_is_no_other_build(home):
    assert published(home) == published(home)
    assert open_matrices(home) is not None


@pytest.mark.parametrize("file", ["transit.npy", "zone-code.npy", "transit-covered.npy"])
def test_a_file_that_changed_or_is_gone_is_named(home, file):
    folder = home.travel / published(home)
    content = bytearray((folder / file).read_bytes())
    content[-1] ^= 1
    (folder / file).write_bytes(bytes(content))

    with pytest.raises(TravelError, match=f"{file} klopt niet met zijn controlegetal\\); bouw de reistijden opnieuw"):
        open_matrices(home)
    (folder / file).unlink()
    with pytest.raises(TravelError, match=file):
        open_matrices(home)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"schema_version": 1}'])
def test_a_manifest_that_cannot_be_used_is_said_in_one_line(home, content):
    folder = home.travel / published(home)
    (folder / MANIFEST).write_bytes(content)

    with pytest.raises(TravelError, match="beschadigd"):
        open_matrices(home)


def test_travel_times_of_a_newer_springplank_are_refused(home):
    folder = home.travel / published(home)
    manifest = json.loads((folder / MANIFEST).read_text()) | {"schema_version": 99}
    (folder / MANIFEST).write_text(json.dumps(manifest))

    with pytest.raises(TravelError, match="versie 99"):
        open_matrices(home)


def test_a_pointer_to_nothing_is_damage_and_no_absence(home):
    published(home)
    (home.travel / "current").write_text("")

    with pytest.raises(TravelError, match="is leeg"):
        open_matrices(home)
    assert published(home) == current_id(home)


def test_a_timetable_that_is_gone_is_damage_and_no_absence(home):
    folder = home.travel / published(home)
    (folder / "timetable" / "stops.npy").unlink()
    (folder / "timetable").rmdir()

    with pytest.raises(TravelError, match=r"stops\.npy"):
        part_of(folder, "timetable")


def test_a_timetable_is_checked_when_it_is_opened_and_not_before(home):
    folder = home.travel / published(home)
    assert part_of(folder, "timetable") == folder / "timetable"
    assert part_of(folder, "streets-car") is None
    (folder / "timetable" / "stops.npy").write_bytes(b"other")

    assert open_matrices(home) is not None
    with pytest.raises(TravelError, match=r"stops\.npy"):
        part_of(folder, "timetable")
