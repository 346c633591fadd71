"""Where the master key may come from when real people are served."""

import pytest

from matcher.errors import KeyringError
from pipelines import keys
from pipelines.home import create_home
from pipelines.keys import check_key, source_of_key
from pipelines.store.keyring import Keyring


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in ("SPRINGPLANK_KEY", "SPRINGPLANK_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def home(tmp_path):
    """A home whose key was taken out, to `sleutel` beside it."""
    made = create_home(tmp_path / "home")
    made.key.rename(tmp_path / "sleutel")
    return made


@pytest.fixture
def file(home, monkeypatch):
    path = home.path.with_name("sleutel")
    monkeypatch.setenv("SPRINGPLANK_KEY_FILE", str(path))
    return path


def test_a_key_from_a_file_elsewhere_that_its_owner_alone_can_read_will_do(home, file):
    check_key(home)

    assert source_of_key() == f"SPRINGPLANK_KEY_FILE ({file})"


def test_a_key_from_the_environment_will_do(home, monkeypatch):
    monkeypatch.setenv("SPRINGPLANK_KEY", Keyring.new_key())
    check_key(home)

    assert source_of_key() == "SPRINGPLANK_KEY"


def test_the_key_of_the_environment_goes_before_that_of_a_file(home, file, monkeypatch):
    monkeypatch.setenv("SPRINGPLANK_KEY", Keyring.new_key())
    file.chmod(0o644)
    check_key(home)

    assert source_of_key() == "SPRINGPLANK_KEY"


def test_without_a_key_from_elsewhere_it_is_refused(home):
    with pytest.raises(KeyringError, match="ligt naast de gegevens"):
        check_key(home)


@pytest.mark.parametrize("way", ["straight", "by a link in the home", "by a link elsewhere", "by a detour"])
def test_a_key_file_that_lies_in_the_home_is_refused_whatever_the_way_there(home, file, tmp_path, monkeypatch, way):
    file.rename(home.path / "sleutel")
    ways = {"straight": home.path / "sleutel", "by a detour": tmp_path / "home" / "models" / ".." / "sleutel"}
    if "link" in way:
        ways[way] = (home.path if way.endswith("home") else tmp_path) / "verwijzing"
        ways[way].symlink_to(home.path / "sleutel")
    monkeypatch.setenv("SPRINGPLANK_KEY_FILE", str(ways[way]))

    with pytest.raises(KeyringError, match="ligt in de map met de gegevens"):
        check_key(home)


def test_a_home_that_was_named_by_a_link_holds_its_key_as_well(home, file, tmp_path, monkeypatch):
    file.rename(home.path / "sleutel")
    home.path.rename(tmp_path / "echt")
    home.path.symlink_to(tmp_path / "echt")
    monkeypatch.setenv("SPRINGPLANK_KEY_FILE", str(tmp_path / "echt" / "sleutel"))

    with pytest.raises(KeyringError, match="ligt in de map met de gegevens"):
        check_key(home)


def test_the_same_key_may_not_stay_behind_in_the_home_and_one_of_before_may(home, file):
    home.key.write_text(file.read_text("ascii"), "ascii")
    with pytest.raises(KeyringError, match="dezelfde sleutel"):
        check_key(home)

    for text in (Keyring.new_key(), "geen sleutel"):
        home.key.write_text(text, "ascii")
        check_key(home)


@pytest.mark.parametrize("mode", [0o604, 0o602, 0o601, 0o620, 0o644, 0o666])
def test_a_key_that_others_can_get_at_is_refused_with_what_to_do(home, file, mode):
    file.chmod(mode)

    with pytest.raises(KeyringError, match=r"chmod 600 .*sleutel"):
        check_key(home)


def test_one_group_may_read_a_key_of_root_and_of_nobody_else(home, file, monkeypatch):
    file.chmod(0o640)
    monkeypatch.setattr(keys, "ROOT", file.stat().st_uid)  # only root can give a file away, so root is who has it
    check_key(home)

    monkeypatch.setattr(keys, "ROOT", file.stat().st_uid + 1)
    with pytest.raises(KeyringError, match="chmod 600"):
        check_key(home)


def test_in_a_demo_the_key_may_lie_anywhere(tmp_path, monkeypatch):
    demo = create_home(tmp_path / "demo", demo=True)
    check_key(demo)
    demo.key.chmod(0o644)
    monkeypatch.setenv("SPRINGPLANK_KEY_FILE", str(demo.key))

    check_key(demo)
