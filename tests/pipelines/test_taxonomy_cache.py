import os

import pytest
from hypothesis import HealthCheck, given, settings

from matcher.errors import TaxonomyError
from matcher.taxonomy import Catalogue, Taxonomy
from pipelines import taxonomy_cache
from pipelines.taxonomy_cache import read_cached
from tests.strategies import catalogues


class Reader:
    """Reads a catalogue whose name is the text of the first file, and counts how often it was asked."""

    def __init__(self):
        self.times = 0

    def __call__(self, source):
        self.times += 1
        (first, *_) = sorted(source.rglob("*.csv")) if source.is_dir() else [source]
        return Catalogue(Taxonomy(first.read_text(), "", (), ()), (), ())


@pytest.fixture
def read():
    return Reader()


@pytest.fixture
def source(tmp_path):
    (tmp_path / "bron" / "binnen").mkdir(parents=True)
    (tmp_path / "bron" / "binnen" / "a.csv").write_text("een")
    return tmp_path / "bron"


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


def name_of(catalogue):
    return catalogue.taxonomy.name


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(catalogues())
def test_what_was_read_comes_from_the_cache_as_it_was(source, cache, catalogue):
    for file in cache.glob("*"):
        file.unlink()
    read_cached(source, cache, lambda _: catalogue)

    assert read_cached(source, cache, Reader()) == catalogue


def test_a_source_is_read_once(source, cache, read):
    assert {name_of(read_cached(source, cache, read)) for _ in range(3)} == {"een"}
    assert read.times == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda source: (source / "binnen" / "a.csv").write_text("twee"),
        lambda source: (source / "b.csv").write_text("nieuw"),
        lambda source: (source / "binnen" / "a.csv").rename(source / "a.csv"),
    ],
    ids=["another content", "a new file", "a moved file"],
)
def test_a_source_that_changed_is_read_again(source, cache, read, change):
    read_cached(source, cache, read)
    change(source)

    read_cached(source, cache, read)

    assert read.times == 2
    assert len(list(cache.iterdir())) == 1


def test_a_change_that_hides_its_time_is_seen(source, cache, read):
    file = source / "binnen" / "a.csv"
    read_cached(source, cache, read)
    before = file.stat()
    file.write_text("EEN")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert name_of(read_cached(source, cache, read)) == "EEN"


def test_a_file_and_a_link_to_it_are_one_source(source, cache, read):
    link = source.parent / "koppeling.csv"
    link.symlink_to(source / "binnen" / "a.csv")

    assert name_of(read_cached(source / "binnen" / "a.csv", cache, read)) == name_of(read_cached(link, cache, read))
    assert read.times == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(file.read_bytes()[:-3]),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes().replace(b"een", b"vijf")),
        lambda file: file.chmod(0o666),
        lambda file: file.parent.chmod(0o777),
    ],
    ids=["cut", "empty", "changed", "open to others", "in a folder that is open to others"],
)
def test_a_cache_that_cannot_be_trusted_is_made_anew(source, cache, read, damage):
    read_cached(source, cache, read)
    (file,) = cache.iterdir()
    damage(file)

    assert name_of(read_cached(source, cache, read)) == "een"
    assert read.times == 2
    cache.chmod(0o700)
    read_cached(source, cache, read)
    assert read.times == 2


def test_a_cache_of_another_version_is_made_anew(source, cache, read, monkeypatch):
    read_cached(source, cache, read)
    monkeypatch.setattr(taxonomy_cache, "VERSION", 99)

    read_cached(source, cache, read)

    assert read.times == 2


def test_a_cache_of_other_packaged_training_is_made_anew(source, cache, read, monkeypatch):
    read_cached(source, cache, read)
    monkeypatch.setattr(taxonomy_cache, "packaged_text", lambda name: f"other {name}")

    read_cached(source, cache, read)

    assert read.times == 2


def test_a_cache_that_cannot_be_written_costs_only_time(source, cache, read):
    cache.write_text("een bestand, geen map")

    assert {name_of(read_cached(source, cache, read)) for _ in range(2)} == {"een"}
    assert read.times == 2


def test_a_source_that_changes_while_it_is_read_is_not_kept(source, cache, read):
    def slow(path):
        found = read(path)
        (path / "b.csv").write_text("intussen")
        return found

    read_cached(source, cache, slow)

    assert not cache.exists()


def test_what_cannot_be_read_is_the_error_of_the_reader(tmp_path, cache):
    def refuse(path):
        raise TaxonomyError(f"{path.name} bestaat niet")

    with pytest.raises(TaxonomyError, match="weg bestaat niet"):
        read_cached(tmp_path / "weg", cache, refuse)
