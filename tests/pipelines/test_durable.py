import hashlib
import os
import signal
import subprocess
import sys

import pytest

from matcher.errors import HomeError
from pipelines.durable import PARTIAL, clear_partials, new_folder, only_writer, replace_bytes, replace_text, sha256_of


class Stopped(BaseException):
    """What no `except Exception` catches, as when the machine stops."""


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_whole_and_leaves_nothing_beside_it(tmp_path):
    replace_text(tmp_path / "wijzer", "oud\n")

    replace_text(tmp_path / "wijzer", "nieuw\n")

    assert (tmp_path / "wijzer").read_text("utf-8") == "nieuw\n"
    assert names_in(tmp_path) == ["wijzer"]


def test_bytes_stay_what_they_are(tmp_path):
    replace_bytes(tmp_path / "cijfers", bytes(range(256)))

    assert (tmp_path / "cijfers").read_bytes() == bytes(range(256))


@pytest.mark.parametrize("operation", ["fsync", "replace"])
def test_stopping_before_a_file_is_in_place_keeps_the_old_one(tmp_path, monkeypatch, operation):
    replace_text(tmp_path / "wijzer", "oud\n")

    def stop(*_):
        raise Stopped

    monkeypatch.setattr(os, operation, stop)
    with pytest.raises(Stopped):
        replace_text(tmp_path / "wijzer", "nieuw\n")

    assert (tmp_path / "wijzer").read_text("utf-8") == "oud\n"


def test_a_new_folder_is_only_there_when_it_is_complete(tmp_path):
    with new_folder(tmp_path / "markt") as folder:
        (folder / "a").write_text("1", "utf-8")
        (folder / "diep").mkdir()
        (folder / "diep" / "b").write_text("2", "utf-8")
        assert not (tmp_path / "markt").exists()

    assert names_in(tmp_path) == ["markt"]
    assert (tmp_path / "markt" / "diep" / "b").read_text("utf-8") == "2"


def test_a_new_folder_takes_the_place_of_the_one_that_stands_there(tmp_path):
    for content in ("oud", "nieuw"):
        with new_folder(tmp_path / "markt") as folder:
            (folder / content).touch()

    assert names_in(tmp_path / "markt") == ["nieuw"]


def test_a_folder_that_fails_halfway_is_gone_and_the_old_one_stays(tmp_path):
    with new_folder(tmp_path / "markt") as folder:
        (folder / "oud").touch()

    def halfway():
        with new_folder(tmp_path / "markt") as folder:
            (folder / "nieuw").touch()
            raise Stopped

    with pytest.raises(Stopped):
        halfway()

    assert names_in(tmp_path) == ["markt"]
    assert names_in(tmp_path / "markt") == ["oud"]


def test_what_killed_runs_left_is_cleared_and_nothing_else(tmp_path):
    (tmp_path / f"{PARTIAL}map-1" / "diep").mkdir(parents=True)
    (tmp_path / f"{PARTIAL}wijzer-2").touch()
    (tmp_path / "markt").mkdir()
    (tmp_path / "current").touch()

    clear_partials(tmp_path)

    assert names_in(tmp_path) == ["current", "markt"]


def test_the_checksum_is_that_of_the_whole_file(tmp_path):
    content = bytes(range(256)) * 5_000
    (tmp_path / "groot").write_bytes(content)

    assert sha256_of(tmp_path / "groot") == hashlib.sha256(content).hexdigest()


def test_a_second_writer_is_told_in_one_line_to_wait(tmp_path):
    with only_writer(tmp_path), pytest.raises(HomeError) as refused, only_writer(tmp_path):
        pytest.fail("two writers at once")

    assert len(str(refused.value).splitlines()) == 1
    assert str(tmp_path) in str(refused.value)


def test_the_lock_is_free_again_after_the_writer_ends_well_or_badly(tmp_path):
    with only_writer(tmp_path):
        pass
    with pytest.raises(Stopped), only_writer(tmp_path):
        raise Stopped
    with only_writer(tmp_path):
        assert (tmp_path / ".lock").exists()


def test_the_lock_goes_with_a_process_that_is_killed(tmp_path):
    holds = (
        "import sys, time\nfrom pathlib import Path\nfrom pipelines.durable import only_writer\n"
        "with only_writer(Path(sys.argv[1])):\n    print('vast', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", holds, str(tmp_path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "vast\n"
        with pytest.raises(HomeError), only_writer(tmp_path):
            pytest.fail("two writers at once")
        process.send_signal(signal.SIGKILL)

    with only_writer(tmp_path):
        assert process.returncode == -signal.SIGKILL
