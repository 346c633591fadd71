import os
from datetime import UTC, datetime, timedelta

import pytest

from pipelines.home import create_home
from pipelines.keys import keyring_of
from pipelines.old_reports import old_reports, remove_reports
from pipelines.store.engine import open_store
from tests.homes import springplank

MOMENT = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def home(tmp_path):
    found = create_home(tmp_path / "home")
    open_store(found, keyring_of(found)).close()
    return found


def report(home, name, at):
    folder = home.imports / name
    folder.mkdir()
    (folder / "rejects.csv").write_text("file,line,field,reason,row", "utf-8")
    os.utime(folder, (at.timestamp(), at.timestamp()))
    return folder


def test_what_is_older_goes_and_what_is_not_stays(home):
    old = report(home, "1", MOMENT - timedelta(seconds=1))
    kept = report(home, "2", MOMENT)

    assert old_reports(home, MOMENT) == (old,)
    remove_reports([old])
    assert list(home.imports.iterdir()) == [kept]


def test_the_retention_job_removes_them_and_a_dry_run_does_not(home):
    now = datetime.now(UTC)
    old, kept = report(home, "1", now - timedelta(days=31)), report(home, "2", now - timedelta(days=29))

    dry = springplank("retention", "run", "--dry-run", "--home", home.path)
    assert "1 lijst van geweigerde regels weg" in dry.out
    assert old.exists()
    assert "1 lijst van geweigerde regels weg" in springplank("retention", "run", "--home", home.path).out
    assert not old.exists()
    assert kept.exists()


def test_a_folder_that_points_elsewhere_is_left_alone(home, tmp_path):
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    os.utime(elsewhere, (0, 0))
    (home.imports / "1").symlink_to(elsewhere)

    assert old_reports(home, MOMENT) == ()
