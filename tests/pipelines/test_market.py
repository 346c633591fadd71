import itertools
import json
import os
import random
import shutil
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from matcher.advise import advise
from matcher.catalogue import packaged
from matcher.codes import Route, Workplace
from matcher.errors import HomeError, MarketError
from matcher.market import COLUMN_NAMES
from matcher.policy import Policy
from matcher.ranker import PriorRanker
from pipelines import market as market_module
from pipelines.compile import compile_columns
from pipelines.display import display_table
from pipelines.durable import PARTIAL
from pipelines.home import Home, create_home
from pipelines.market import AREA_NAMES, DISPLAY, MANIFEST, Snapshot, SourceCount, current_id, open_market, publish
from tests.builders import TODAY, concepts, job, market, person, travel
from tests.homes import content_of

TAXONOMY = "vingerafdruk"
LICENCES = packaged().licences
JOBS = (
    job("a", ("samenwerken", "zelfstandig-werken"), km=2, hours_min=16.0, licences=frozenset({"rijbewijs-b"})),
    job("b", ("samenwerken",), km=9, route=Route.LEERWERKPLEK, closing_date=date(2026, 12, 1)),
    job("c", ("zelfstandig-werken",), workplace=Workplace.REMOTE),
    job("d", position="unknown", occupation="helpende"),
)
SOURCES = (SourceCount("werk.csv", "vacancies", 6, 4, 1, 1, ("regel 3, titel: titel ontbreekt",)),)


class Stopped(BaseException):
    """What no `except Exception` catches, as when the machine stops."""


def snapshot(*jobs, sources=SOURCES):
    licence_ids = tuple(licence.id for licence in LICENCES)
    columns, areas, order = compile_columns(jobs, concepts(), licence_ids)
    return Snapshot(columns, areas, display_table([jobs[at] for at in order]), licence_ids, TAXONOMY, sources)


def opened(home, taxonomy=TAXONOMY, licences=LICENCES):
    return open_market(home, concepts(), licences, taxonomy)


def folders_in(home):
    return sorted(path.name for path in home.markets.iterdir() if path.is_dir())


@pytest.fixture
def home(tmp_path):
    return create_home(tmp_path / "huis")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    home = create_home(tmp_path_factory.mktemp("markt") / "huis")
    publish(home, snapshot(*JOBS))
    return home


@pytest.fixture
def published(made, tmp_path):
    return Home(shutil.copytree(made.path, tmp_path / "huis"))


# Publishing and opening.


def test_a_market_comes_back_exactly_as_it_was_published(published):
    before, after = snapshot(*JOBS), opened(published)

    for name in COLUMN_NAMES:
        there, here = getattr(before.columns, name), getattr(after.market.columns, name)
        assert there.dtype == here.dtype
        np.testing.assert_array_equal(there, here)
    for name in AREA_NAMES:
        np.testing.assert_array_equal(getattr(before.areas, name), getattr(after.market.areas, name))
    assert after.display.equals(before.display)
    assert after.market.licences == LICENCES


def test_the_columns_are_mapped_and_cannot_be_written(published):
    columns = opened(published).market.columns

    assert isinstance(columns.essential_weight.base, np.memmap)
    with pytest.raises(ValueError, match="read-only"):
        columns.hours_min[0] = 1


def test_the_manifest_says_what_is_in_the_market_and_where_it_came_from(published):
    manifest = opened(published).manifest

    assert manifest["vacancies"] == len(JOBS)
    assert manifest["areas"] == 4
    assert manifest["taxonomy"] == TAXONOMY
    assert manifest["licences"] == [licence.id for licence in LICENCES]
    assert manifest["sources"] == [
        {"file": "werk.csv", "kind": "vacancies", "read": 6, "accepted": 4, "refused": 1, "merged": 1}
        | {"warnings": ["regel 3, titel: titel ontbreekt"]}
    ]
    on_disk = {path.name for path in (published.markets / current_id(published)).iterdir()}
    assert set(manifest["files"]) == on_disk - {MANIFEST}


def test_an_opened_market_gives_the_same_advice_as_one_in_memory(published):
    client = person("samenwerken", "zelfstandig-werken", licences=frozenset({"rijbewijs-b"}))
    fixed = {"travel": travel(), "ranker": PriorRanker(), "policy": Policy(), "on": TODAY}
    in_memory, _ = market(*JOBS)

    expected, found = advise(client, in_memory, **fixed), advise(client, opened(published).market, **fixed)

    np.testing.assert_array_equal(found.matches.scored.score, expected.matches.scored.score)
    assert found.matches.total == 2
    assert found.left_out == expected.left_out


def test_a_vacancy_is_found_by_its_id_and_its_texts_come_in_the_order_asked(published):
    found = opened(published)

    rows = [found.row_of(name) for name in ("d", "a")]

    assert [text["id"] for text in found.texts(rows)] == ["d", "a"]
    assert found.row_of("e") is None
    assert found.texts([]) == []


def test_a_market_in_which_nothing_asks_a_skill_can_be_published_and_opened(home):
    publish(home, snapshot(job("kaal")))

    assert opened(home).market.essential.nnz == 0
    assert len(opened(home).market) == 1


def test_the_name_of_a_market_follows_from_its_content(home, tmp_path):
    other = create_home(tmp_path / "ander")

    assert publish(home, snapshot(*JOBS)) == publish(other, snapshot(*reversed(JOBS)))
    assert publish(home, snapshot(*JOBS[:3])) != current_id(other)


def test_publishing_the_same_market_again_changes_nothing(published):
    before = content_of(published.markets)

    again = publish(published, snapshot(*JOBS))

    assert again == current_id(published)
    assert content_of(published.markets) == before


def test_the_market_before_stays_beside_the_one_in_service_and_older_ones_go(home):
    first, second, third = (publish(home, snapshot(*JOBS[: 2 + count])) for count in range(3))

    assert folders_in(home) == sorted((second, third))
    assert current_id(home) == third
    assert first not in folders_in(home)


def test_publishing_the_same_market_again_keeps_the_market_before_too(home):
    first, second = publish(home, snapshot(*JOBS[:2])), publish(home, snapshot(*JOBS))

    publish(home, snapshot(*JOBS))

    assert folders_in(home) == sorted((first, second))


def test_going_back_to_the_market_before_works_and_keeps_both(home):
    first, second = publish(home, snapshot(*JOBS[:2])), publish(home, snapshot(*JOBS))

    assert publish(home, snapshot(*JOBS[:2])) == first
    assert folders_in(home) == sorted((first, second))
    assert len(opened(home).market) == 2


def test_a_market_that_is_open_can_be_read_on_after_two_newer_ones(home):
    publish(home, snapshot(*JOBS))
    reader = opened(home)

    for count in (1, 2):
        publish(home, snapshot(*JOBS[:count]))

    assert float(reader.market.columns.essential_weight.sum()) == pytest.approx(
        float(snapshot(*JOBS).columns.essential_weight.sum())
    )
    assert reader.texts([reader.row_of("a")])[0]["title"] == "a"


def test_a_damaged_copy_of_the_same_market_is_written_anew(published):
    column = published.markets / current_id(published) / "hours_min.npy"
    column.write_bytes(column.read_bytes()[:-1])

    publish(published, snapshot(*JOBS))

    assert len(opened(published).market) == len(JOBS)


# What is refused.


def test_a_home_without_a_market_says_how_to_get_one(home):
    with pytest.raises(HomeError, match="springplank ingest"):
        opened(home)


def corrupted(content, position, rng):
    changed = bytearray(content)
    changed[position] ^= rng.randrange(1, 256)
    return bytes(changed)


@pytest.mark.parametrize(
    "name", [*(f"{name}.npy" for name in COLUMN_NAMES), *(f"area-{name}.npy" for name in AREA_NAMES), DISPLAY, MANIFEST]
)
def test_a_single_changed_byte_in_any_file_is_refused(published, name):
    rng = random.Random(name)
    file = published.markets / current_id(published) / name
    whole = file.read_bytes()
    more = 60 if name == MANIFEST else 6
    sample = {0, len(whole) // 2, len(whole) - 1, *(rng.randrange(len(whole)) for _ in range(more))}

    for position in sorted(sample):
        file.write_bytes(corrupted(whole, position, rng))
        with pytest.raises(MarketError) as refused:
            opened(published)
        assert len(str(refused.value).splitlines()) == 1
    file.write_bytes(whole)
    assert len(opened(published).market) == len(JOBS)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"vacancies": 4', '"vacancies": 5'),
        ('"werk.csv"', '"thuis.csv"'),
        ('"read": 6', '"read": 7'),
        ('"rijbewijs-b"', '"rijbewijs-c"'),
    ],
)
def test_a_manifest_that_tells_another_story_than_the_name_of_the_market_is_refused(published, before, after):
    file = published.markets / current_id(published) / MANIFEST
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")

    with pytest.raises(MarketError):
        opened(published)


@pytest.mark.parametrize(
    "content", ["", "[]", "null", "{}", '{"schema_version": 1}', '{"schema_version": 1, "files": []}', "{"]
)
def test_a_manifest_of_another_shape_is_refused(published, content):
    (published.markets / current_id(published) / MANIFEST).write_text(content, "utf-8")

    with pytest.raises(MarketError):
        opened(published)


@pytest.mark.parametrize("name", ["area.npy", "essential_skill.npy", "area-code.npy", DISPLAY, MANIFEST])
def test_a_truncated_or_missing_file_is_refused(published, name):
    file = published.markets / current_id(published) / name
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(MarketError):
        opened(published)

    file.unlink()
    with pytest.raises(MarketError):
        opened(published)

    file.mkdir()
    with pytest.raises(MarketError):
        opened(published)


def test_a_market_whose_folder_is_gone_is_refused(published):
    shutil.rmtree(published.markets / current_id(published))

    with pytest.raises(MarketError):
        opened(published)


@pytest.mark.parametrize("pointer", [b"0123456789abcdef\n", b"../taxonomy\n", b"\xff\xfe\n", b"new\n"])
def test_a_pointer_that_leads_nowhere_is_refused(published, pointer):
    published.current.write_bytes(pointer)

    with pytest.raises(MarketError):
        opened(published)


def test_a_market_of_another_version_is_refused_with_both_numbers(published, monkeypatch):
    written = market_module.SCHEMA_VERSION
    monkeypatch.setattr(market_module, "SCHEMA_VERSION", 7)

    with pytest.raises(MarketError, match=rf"versie {written}.* 7"):
        opened(published)


def test_a_market_of_another_taxonomy_is_refused(published):
    with pytest.raises(MarketError, match="taxonomie"):
        opened(published, taxonomy="andere vingerafdruk")


def test_a_market_with_a_paper_that_nobody_knows_any_more_is_refused(published):
    with pytest.raises(MarketError, match="rijbewijs-b"):
        opened(published, licences=tuple(licence for licence in LICENCES if licence.id != "rijbewijs-b"))


# Stopping at any moment: every call that makes something durable fails once, at every place where it is made.

CALLS = ("fsync", "replace", "rename")


class Countdown:
    """Stands before the calls of `os` that make things durable and stops at the n-th of them."""

    def __init__(self, monkeypatch, stop_at, error):
        self.count = 0
        for name in CALLS:
            monkeypatch.setattr(os, name, self.guard(getattr(os, name), stop_at, error))

    def guard(self, real, stop_at, error):
        def counted(*arguments, **options):
            self.count += 1
            if self.count == stop_at:
                raise error
            return real(*arguments, **options)

        return counted


@pytest.mark.parametrize(
    ("error", "every"),
    [
        pytest.param(Stopped(), 7, id="stopped"),
        pytest.param(OSError(28, "No space left on device"), 15, id="disk full"),
        pytest.param(Stopped(), 1, id="stopped everywhere", marks=pytest.mark.slow),
    ],
)
def test_stopping_at_any_moment_of_publishing_leaves_the_old_market_or_the_new_one(tmp_path, error, every):
    old, new = snapshot(*JOBS[:2]), snapshot(*JOBS)
    start = create_home(tmp_path / "begin")
    old_id = publish(start, old)
    outcomes = []

    for stop_at in itertools.count(1, every):
        home = Home(shutil.copytree(start.path, tmp_path / f"huis{stop_at}"))
        with pytest.MonkeyPatch.context() as patch:
            counter = Countdown(patch, stop_at, error)
            try:
                new_id = publish(home, new)
            except type(error):
                pass
        outcomes.append(current_id(home))
        assert len(opened(home).market) == (2 if current_id(home) == old_id else len(JOBS))
        if counter.count < stop_at:
            break
        publish(home, new)
        assert len(opened(home).market) == len(JOBS)
        assert not [path.name for path in home.markets.rglob("*") if path.name.startswith((PARTIAL, "new"))]
        shutil.rmtree(home.path)

    moved = outcomes.index(new_id)
    assert moved > len(COLUMN_NAMES) // every
    assert outcomes == [old_id] * moved + [new_id] * (len(outcomes) - moved)


def test_what_a_killed_publication_left_is_cleared_by_the_next(published):
    (published.markets / f"{PARTIAL}new-99").mkdir()
    (published.markets / "new").mkdir()
    (published.markets / "new" / "half.npy").touch()
    (published.markets / f"{PARTIAL}current-99").touch()

    publish(published, snapshot(*JOBS[:1]))

    assert {path.name for path in published.markets.iterdir()} == {"current", *folders_in(published)}
    assert len(folders_in(published)) == 2


def test_a_snapshot_of_another_source_is_another_market(published):
    before = current_id(published)
    more = snapshot(*JOBS, sources=(replace(SOURCES[0], read=7, refused=2),))

    assert publish(published, more) != before
    assert json.loads((published.markets / current_id(published) / MANIFEST).read_bytes())["sources"][0]["read"] == 7
