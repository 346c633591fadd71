import json
import shutil
import tomllib
from pathlib import Path

import pytest

from pipelines.cli.demo import DEMO_CLIENT
from pipelines.home import open_home
from pipelines.market import current_id
from pipelines.store.engine import store_of
from tests.homes import DAY, content_of, ingest, is_one_line_error, region, served, springplank, write_csv

SMALL = ("--vacancies", 60, "--clients", 8)


def demo(folder, *options):
    return springplank("demo", "--out", folder, *SMALL, *options)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "streek"
    ran = demo(folder, "--date", DAY, "--seed", 5)
    assert ran.status == 0, ran.err
    return folder


def lasting_content(folder):
    """Everything but the log of who looked, which every look adds to."""
    return {
        path: data
        for path, data in content_of(folder).items()
        if "store.sqlite" not in path.name and path.name != ".lock"
    }


def test_a_demo_is_a_complete_home_that_stands_at_its_own_day(made):
    config = tomllib.loads((made / "springplank.toml").read_text("utf-8"))

    assert config["demo"] is True
    assert config["date"].isoformat() == DAY
    assert {path.name for path in (made / "policy").iterdir()} >= {"delft.toml", "leiden.toml"}
    assert (made / "key").exists()
    assert len(served(made).market) > 30
    with store_of(open_home(made)) as store:
        assert store.clients.count() == 8
        assert any(course.offerings for course in store.courses.all())


def test_the_files_that_it_read_lie_beside_it(made):
    names = [path.name for path in (made / "files").iterdir()]

    assert len([name for name in names if name.startswith("vacatures")]) == 4
    assert len([name for name in names if name.startswith("klanten")]) == 2
    assert len([name for name in names if name.startswith("cursus")]) == 3


def test_it_shows_its_client_and_says_that_all_is_invented():
    shown = demo(region(), "--vacancies", 600, "--clients", 12).out

    assert "verzonnen" in shown
    assert DEMO_CLIENT in shown
    assert springplank("match", DEMO_CLIENT, "--home", region(), "--json").document["results"][0]["vacancy"] in shown
    assert f"match c-0002 --home {region()}" in shown


def test_a_second_run_uses_what_stands_also_on_another_day(made):
    before, market = lasting_content(made), current_id(open_home(made))

    ran = demo(made, "--seed", 5)

    assert ran.status == 0
    assert lasting_content(made) == before
    assert current_id(open_home(made)) == market
    assert "·" not in ran.err


def test_a_demo_that_lost_its_database_is_made_again(made, tmp_path):
    shutil.copytree(made, tmp_path / "streek")
    for left in (tmp_path / "streek").glob("store.sqlite*"):
        left.unlink()
    ran = springplank("match", DEMO_CLIENT, "--home", tmp_path / "streek")
    assert is_one_line_error(ran), ran
    assert "store.sqlite ontbreekt" in ran.complaint[0]

    assert demo(tmp_path / "streek", "--seed", 5).status == 0
    assert springplank("match", DEMO_CLIENT, "--home", tmp_path / "streek").status == 0


def test_another_plan_replaces_the_whole_demo(made, tmp_path):
    shutil.copytree(made, tmp_path / "streek")
    first = current_id(open_home(tmp_path / "streek"))
    (tmp_path / "streek" / "imports" / "oud.txt").touch()

    ran = demo(tmp_path / "streek", "--date", DAY, "--seed", 6)

    assert ran.status == 0
    assert current_id(open_home(tmp_path / "streek")) != first
    assert not (tmp_path / "streek" / "imports" / "oud.txt").exists()


def test_a_demo_that_was_interrupted_is_made_again_and_is_the_same(made, tmp_path):
    shutil.copytree(made, tmp_path / "streek")
    (tmp_path / "streek" / "demo.json").unlink()
    (tmp_path / "streek" / "markets" / "current").unlink()

    ran = demo(tmp_path / "streek", "--date", DAY, "--seed", 5)

    assert ran.status == 0
    assert content_of(tmp_path / "streek" / "files") == content_of(made / "files")
    assert current_id(open_home(tmp_path / "streek")) == current_id(open_home(made))


class Stopped(BaseException):
    """What no `except Exception` catches, as when the machine stops."""


def test_a_demo_that_is_stopped_while_it_is_replaced_can_be_made_again(made, tmp_path, monkeypatch):
    shutil.copytree(made, tmp_path / "streek")

    def stop_halfway(folder, *_arguments, **_options):
        (Path(folder) / "springplank.toml").unlink(missing_ok=True)
        raise Stopped

    with monkeypatch.context() as patch:
        patch.setattr("pipelines.demo.home.shutil.rmtree", stop_halfway)
        with pytest.raises(Stopped):
            demo(tmp_path / "streek", "--date", DAY, "--seed", 6)

    ran = demo(tmp_path / "streek", "--date", DAY, "--seed", 6)

    assert ran.status == 0, ran.err


def test_an_ordinary_home_is_refused_and_left_alone(tmp_path):
    ingest(tmp_path / "huis", "--vacancies", write_csv(tmp_path / "werk.csv", [{"id": "a", "titel": "Kok"}]))
    before = content_of(tmp_path / "huis")

    assert is_one_line_error(demo(tmp_path / "huis"))

    assert content_of(tmp_path / "huis") == before


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path):
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "brief.txt").write_text("beste", "utf-8")

    assert is_one_line_error(demo(tmp_path / "map"))

    assert [path.name for path in (tmp_path / "map").iterdir()] == ["brief.txt"]


def test_a_file_in_the_way_is_refused_and_left_alone(tmp_path):
    (tmp_path / "map").write_text("beste", "utf-8")

    assert is_one_line_error(demo(tmp_path / "map"))

    assert (tmp_path / "map").read_text("utf-8") == "beste"


def test_an_ordinary_import_into_a_demo_keeps_it_a_demo_on_its_day(made, tmp_path):
    shutil.copytree(made, tmp_path / "streek")
    ingest(tmp_path / "streek", "--vacancies", write_csv(tmp_path / "werk.csv", [{"id": "a", "titel": "Vakkenvuller"}]))

    found = springplank("match", DEMO_CLIENT, "--home", tmp_path / "streek", "--json").document

    assert found["on"] == DAY
    assert found["counts"]["market"] == 1


def test_dates_hang_on_the_day_of_the_demo(tmp_path):
    demo(tmp_path / "streek", "--date", "2031-05-06", "--seed", 5)

    document = springplank("match", DEMO_CLIENT, "--home", tmp_path / "streek", "--json").document
    days = [day for day in served(tmp_path / "streek").display["published"].to_pylist() if day]

    assert document["on"] == "2031-05-06"
    assert days
    assert max(days).isoformat() <= "2031-05-06"
    assert min(days).year >= 2030
    assert json.loads((tmp_path / "streek" / "demo.json").read_text("utf-8"))["day"] == "2031-05-06"


@pytest.mark.parametrize(("vacancies", "clients"), [(1, 1), (40, 1)])
def test_however_small_a_demo_is_a_demo(tmp_path, vacancies, clients):
    options = ("--vacancies", vacancies, "--clients", clients, "--date", DAY)

    ran = springplank("demo", "--out", tmp_path / "streek", *options)

    assert ran.status == 0, ran.err
    assert 1 <= len(served(tmp_path / "streek").market) <= vacancies
