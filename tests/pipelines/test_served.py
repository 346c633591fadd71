"""A home that is served: what is new takes its place by itself, what is damaged does not, and is told."""

import logging
import shutil
import time
from functools import cache

import pytest

from matcher.errors import UnavailableError
from pipelines import served as module
from pipelines.home import open_home
from pipelines.served import NOT_YET, Served
from pipelines.store.engine import open_store
from tests.conftest import KEYS
from tests.homes import empty_home, ingest, lasting, region, write_csv

LONGEST_S = 30  # on two busy cores; it takes well under a second


@cache
def new_market():
    """The home of the region after an import of two other vacancies."""
    folder = lasting() / "nieuwe-markt"
    shutil.copytree(region(), folder)
    rows = [{"id": title, "titel": title, "plaats": "Delft"} for title in ("Kok", "Tuinman")]
    assert ingest(folder, "--vacancies", write_csv(lasting() / "nieuw.csv", rows)).status == 0
    return folder


def publish(folder, *, damage=None):
    """Put the new market in the home and point to it; first damage one of its files where that is asked."""
    name = (new_market() / "markets" / "current").read_text("utf-8").strip()
    market = folder / "markets" / name
    if not market.exists():
        shutil.copytree(new_market() / "markets" / name, market)
    if damage is not None:
        content = bytearray((market / damage).read_bytes())
        content[-1] ^= 1
        (market / damage).write_bytes(bytes(content))
    point(folder, name)
    return name


def point(folder, name):
    """Let the pointer of the market name this one, at once, as a publication does."""
    new = folder / "markets" / "next"
    new.write_text(name, "utf-8")
    new.replace(folder / "markets" / "current")


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "huis"
    shutil.copytree(region(), found)
    return found


@pytest.fixture
def serving(folder, monkeypatch):
    """A home that is served, and looked at on every request."""
    monkeypatch.setattr(module, "LOOK_EVERY_S", 0.0)
    with open_store(f"sqlite:///{folder.parent / 'leeg.sqlite'}", KEYS) as store:
        yield Served(open_home(folder), store, lasting() / "cache")


def until(serving, holds):
    """Ask as requests do, until something holds."""
    end = time.monotonic() + LONGEST_S
    while not holds():
        assert time.monotonic() < end, (serving.trouble, serving.current().market.market.id)
        serving.current()
        time.sleep(0.02)


def market_of(serving):
    return serving.current().market.market.id


def test_a_new_market_is_picked_up_while_requests_go_on(serving, folder):
    before = serving.current()

    name = publish(folder)

    until(serving, lambda: market_of(serving) == name)
    assert len(serving.current().market.market) == 2
    assert serving.trouble == ""
    assert len(before.market.market) > 500  # whoever still reads the old one reads on


def learned(service):
    end = time.monotonic() + LONGEST_S
    while "linkers" not in service.__dict__:
        assert time.monotonic() < end
        time.sleep(0.02)
    return service.linkers


def test_what_comes_into_service_after_the_start_is_made_ready_too(tmp_path):
    home = open_home(empty_home(tmp_path / "huis"))
    with open_store(f"sqlite:///{tmp_path / 'leeg.sqlite'}", KEYS) as store:
        serving = Served(home, store, lasting() / "cache")
        serving.prepare()
        with pytest.raises(UnavailableError):
            serving.current()
        rows = [{"id": "Kok", "titel": "Kok", "plaats": "Delft"}]
        assert ingest(home.path, "--vacancies", write_csv(tmp_path / "nieuw.csv", rows)).status == 0

        serving.look()

        assert learned(serving.current())


def test_a_database_that_was_away_for_a_moment_is_tried_again(serving, monkeypatch):
    answers = [UnavailableError("de database is nu niet bereikbaar"), None]

    def note(*_):
        if answer := answers.pop(0):
            raise answer

    monkeypatch.setattr(module, "note_models", note)
    serving.prepare()
    assert "niet bereikbaar" in serving.trouble

    assert len(serving.current().market.market) > 500
    assert serving.trouble == ""


def test_what_nobody_foresaw_keeps_the_service_up_and_is_told_without_its_text(serving, monkeypatch, caplog):
    def broken(*_):
        raise RuntimeError("hier stond iets van iemand")

    monkeypatch.setattr(module, "opened", broken)
    serving.prepare()

    assert "RuntimeError" in caplog.text
    assert "iemand" not in caplog.text


def test_what_reads_wishes_is_learned_before_anybody_asks_and_kept_for_the_next_market(serving, folder):
    serving.prepare()
    service = serving.current()
    learned(service)

    name = publish(folder)
    until(serving, lambda: market_of(serving) == name)

    assert serving.current() is not service
    assert serving.current().linkers is service.linkers


def test_going_back_to_the_market_before_is_picked_up_too(serving, folder):
    first = market_of(serving)
    name = publish(folder)
    until(serving, lambda: market_of(serving) == name)

    point(folder, first)

    until(serving, lambda: market_of(serving) == first)


@pytest.mark.parametrize("file", ["hours_min.npy", "essential_skill.npy", "display.arrow", "manifest.json"])
def test_a_damaged_market_is_refused_and_the_one_in_service_serves_on(serving, folder, file, caplog):
    first = market_of(serving)

    with caplog.at_level(logging.WARNING, "springplank"):
        name = publish(folder, damage=file)
        until(serving, lambda: serving.trouble)

    assert market_of(serving) == first
    assert name in serving.trouble
    assert serving.current().market.texts([0])
    assert any("not taken into service" in one.message for one in caplog.records)


def test_what_was_damaged_is_served_once_it_is_whole(serving, folder):
    first = market_of(serving)
    name = publish(folder, damage="hours_min.npy")
    until(serving, lambda: serving.trouble)
    assert market_of(serving) == first
    shutil.rmtree(folder / "markets" / name)

    publish(folder)

    until(serving, lambda: market_of(serving) == name)
    assert serving.trouble == ""


def test_a_pointer_that_is_put_back_takes_the_trouble_away(serving, folder):
    first = market_of(serving)
    kept = folder / "markets" / "kept"
    (folder / "markets" / "current").rename(kept)
    point(folder, "f" * 16)
    until(serving, lambda: serving.trouble)

    kept.replace(folder / "markets" / "current")

    until(serving, lambda: not serving.trouble)
    assert market_of(serving) == first


DAMAGE = {
    "a pointer to nothing": ("markets/current", "0" * 16),
    "a pointer of rubbish": ("markets/current", "../../etc"),
    "a policy with a mistake": ("policy/delft.toml", "match_coverage = 7"),
    "a policy that is no TOML": ("policy/delft.toml", "="),
}


@pytest.mark.parametrize(("file", "content"), DAMAGE.values(), ids=DAMAGE)
def test_whatever_else_is_damaged_in_the_home_is_told_and_the_previous_serves(serving, folder, file, content):
    first = serving.current()
    path = folder / file

    path.write_text(content, "utf-8")

    until(serving, lambda: serving.trouble)
    assert serving.current() is first


def test_a_damaged_model_of_the_skills_is_refused_and_the_one_in_service_serves_on(serving, folder):
    first = market_of(serving)
    (arrays,) = (folder / "taxonomy").glob("arrays-*.npz")
    arrays.write_bytes(arrays.read_bytes()[:-100])

    publish(folder)

    until(serving, lambda: serving.trouble)
    assert market_of(serving) == first


def test_while_the_database_is_away_what_is_in_use_serves_on(serving, folder, monkeypatch):
    first = market_of(serving)

    def away():
        raise UnavailableError("de database is nu niet bereikbaar")

    with monkeypatch.context() as gone:
        gone.setattr(type(serving.store.imports), "last_finished", lambda _: away())
        name = publish(folder)
        for _ in range(20):
            assert market_of(serving) == first
            time.sleep(0.01)

    until(serving, lambda: market_of(serving) == name)


def test_a_home_without_a_market_says_what_to_do_and_serves_as_soon_as_there_is_one(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "LOOK_EVERY_S", 0.0)
    home = empty_home(tmp_path / "huis")
    with open_store(f"sqlite:///{tmp_path / 'leeg.sqlite'}", KEYS) as store:
        serving = Served(open_home(home), store, lasting() / "cache")
        with pytest.raises(UnavailableError) as refused:
            serving.current()
        assert "ingest" in str(refused.value) or NOT_YET in str(refused.value)

        rows = [{"id": "eerste", "titel": "Kok", "plaats": "Delft"}]
        assert ingest(home, "--vacancies", write_csv(tmp_path / "eerste.csv", rows)).status == 0

        end = time.monotonic() + LONGEST_S
        while True:
            try:
                found = serving.current()
                break
            except UnavailableError:
                assert time.monotonic() < end
                time.sleep(0.02)
        assert len(found.market.market) == 1
