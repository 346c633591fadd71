import re
import struct
import zipfile
from pathlib import Path

import pytest

from matcher.errors import TaxonomyError
from pipelines.sources import packages
from pipelines.sources.packages import entries_of, read_file


def make_zip(path, files, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return path


def refusal(work):
    with pytest.raises(TaxonomyError) as caught:
        work()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def read_all(path):
    return {(entry.folder, entry.name): entry.read() for entry in entries_of(path)}


def test_a_folder_gives_its_files_and_those_straight_below_without_what_is_hidden(tmp_path):
    for name in ("a.csv", "binnen/b.csv", "binnen/diep/c.csv", ".verborgen", ".map/d.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)

    assert read_all(tmp_path) == {("", "a.csv"): b"a.csv", ("binnen", "b.csv"): b"binnen/b.csv"}


def test_a_zip_gives_its_files_and_nothing_is_written(tmp_path):
    files = [("a.csv", "a"), ("map/b.csv", "b"), ("terug\\c.csv", "c"), ("__MACOSX/._a.csv", "x"), ("leeg/", "")]
    path = make_zip(tmp_path / "proef.zip", files)

    assert read_all(path) == {("", "a.csv"): b"a", ("map", "b.csv"): b"b", ("terug", "c.csv"): b"c"}
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["../a.csv", "map/../../a.csv", "/etc/a.csv", "C:/a.csv", "map//a.csv"])
def test_a_strange_path_in_a_zip_is_refused(tmp_path, name):
    path = make_zip(tmp_path / "proef.zip", [(name, "a")])

    assert "bevat een bestand met een vreemd pad" in refusal(lambda: entries_of(path))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_file_twice_in_a_zip_is_refused(tmp_path):
    path = make_zip(tmp_path / "proef.zip", [("a.csv", "een"), ("a.csv", "twee")])

    assert "bevat 'a.csv' twee keer" in refusal(lambda: entries_of(path))


def test_too_many_files_in_a_zip_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "MOST_FILES", 3)
    path = make_zip(tmp_path / "proef.zip", [(f"{number}.csv", "") for number in range(4)])

    assert "bevat 4 bestanden" in refusal(lambda: entries_of(path))


def test_a_file_that_unpacks_to_more_than_a_taxonomy_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "LARGEST", 1024**2)
    path = make_zip(tmp_path / "proef.zip", [("a.csv", b"0" * (1024**2 + 1)), ("b.csv", b"0" * 1024**2)])
    too_large, just_small_enough = entries_of(path)

    assert "a.csv in proef.zip is groter dan 1 MB" in refusal(too_large.read)
    assert len(just_small_enough.read()) == 1024**2


def test_an_encrypted_file_is_refused(tmp_path):
    path = make_zip(tmp_path / "proef.zip", [("a.csv", "a")])
    content = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", content, content.index(signature) + flags, 1)
    path.write_bytes(content)

    assert "a.csv in proef.zip is met een wachtwoord versleuteld" in refusal(entries_of(path)[0].read)


def test_a_damaged_file_in_a_zip_is_named(tmp_path):
    path = make_zip(tmp_path / "proef.zip", [("a.csv", "soep" * 100)], zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"soepsoep", b"soepSOEP", 1))

    assert re.search(
        r"a\.csv in proef\.zip is beschadigd .*download het bestand opnieuw", refusal(entries_of(path)[0].read)
    )


@pytest.mark.parametrize("cut", [0, 10, 100])
def test_half_a_zip_is_refused(tmp_path, cut):
    path = make_zip(tmp_path / "proef.zip", [("a.csv", "soep" * 100)])
    path.write_bytes(path.read_bytes()[:cut])

    assert "proef.zip is geen bruikbare zip" in refusal(lambda: entries_of(path))


def test_an_unknown_way_of_packing_is_named(tmp_path):
    path = make_zip(tmp_path / "proef.zip", [("a.csv", "soep")])
    content = bytearray(path.read_bytes())
    for signature, method in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", content, content.index(signature) + method, 97)
    path.write_bytes(content)

    assert "a.csv in proef.zip is beschadigd" in refusal(entries_of(path)[0].read)


def test_a_zip_that_is_not_there_is_named(tmp_path):
    assert "weg.zip is niet te lezen" in refusal(lambda: entries_of(tmp_path / "weg.zip"))


def test_a_file_that_cannot_be_read_is_named():
    assert "/proc/self/mem is niet te lezen" in refusal(lambda: read_file(Path("/proc/self/mem")))
