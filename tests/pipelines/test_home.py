import base64
import shutil
import stat
import tomllib
from datetime import date
from pathlib import Path

import platformdirs
import pytest

from matcher.errors import HomeError
from pipelines.home import Home, HomeConfig, create_home, open_home, taxonomy_cache
from pipelines.settings import Settings, today

POLICIES = ["delft.toml", "leiden.toml", "maassluis.toml", "s-hertogenbosch.toml", "zoetermeer.toml"]


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def snapshot(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_new_home_has_its_folders_policies_and_key(tmp_path):
    home = create_home(tmp_path / "thuis")

    assert home.was_new
    assert sorted(path.name for path in home.path.iterdir()) == [
        "files",
        "imports",
        "key",
        "markets",
        "models",
        "policy",
        "springplank.toml",
        "taxonomy",
        "travel",
    ]
    assert sorted(path.name for path in home.policy.iterdir()) == POLICIES


def test_only_the_owner_can_enter_a_home_and_read_its_key(tmp_path):
    home = create_home(tmp_path / "thuis")

    assert mode(home.path) == 0o700
    assert {mode(folder) for folder in home.folders} == {0o700}
    assert mode(home.key) == 0o600


def test_an_empty_folder_that_everyone_could_read_is_closed_when_it_becomes_a_home(tmp_path):
    (tmp_path / "thuis").mkdir(mode=0o755)

    assert mode(create_home(tmp_path / "thuis").path) == 0o700


def test_the_key_is_32_random_bytes_in_url_safe_base64(tmp_path):
    first = create_home(tmp_path / "a").key.read_bytes()
    second = create_home(tmp_path / "b").key.read_bytes()

    assert len(base64.urlsafe_b64decode(first)) == 32
    assert first != second


def test_an_ordinary_home_has_no_day_of_its_own(tmp_path):
    home = create_home(tmp_path / "thuis", day=date(2026, 9, 7))

    assert home.config == HomeConfig(demo=False, day=None, schema_version=1)


def test_a_demo_stands_at_its_day(tmp_path):
    home = create_home(tmp_path / "demo", demo=True, day=date(2026, 9, 7))

    assert home.config == HomeConfig(demo=True, day=date(2026, 9, 7), schema_version=1)


def test_a_demo_without_a_day_stands_at_today(tmp_path):
    before = today()
    home = create_home(tmp_path / "demo", demo=True)

    assert home.config.day in {before, today()}


def test_the_config_says_when_the_home_was_made(tmp_path):
    home = create_home(tmp_path / "thuis")

    assert tomllib.loads(home.config_file.read_text())["created"].tzinfo is not None


def test_making_a_home_again_changes_nothing(tmp_path):
    home = create_home(tmp_path / "demo", demo=True, day=date(2026, 9, 7))
    home.policy.joinpath("delft.toml").write_text('municipality = "Delft"\ndefault_minutes = 45\n')
    before = snapshot(home.path)

    again = create_home(home.path, demo=True, day=date(2027, 1, 1))

    assert not again.was_new
    assert again == home
    assert snapshot(home.path) == before


def test_an_example_policy_or_key_that_was_taken_away_does_not_come_back(tmp_path):
    home = create_home(tmp_path / "thuis")
    home.key.unlink()
    home.policy.joinpath("leiden.toml").unlink()
    create_home(home.path)

    assert not home.key.exists()
    assert not home.policy.joinpath("leiden.toml").exists()


def test_a_folder_that_was_taken_away_comes_back(tmp_path):
    home = create_home(tmp_path / "thuis")
    shutil.rmtree(home.imports)
    create_home(home.path)

    assert home.imports.is_dir()


def test_a_home_that_was_interrupted_is_no_home_until_it_is_made_again(tmp_path):
    home = create_home(tmp_path / "thuis")
    home.config_file.rename(home.path / ".springplank.toml.new")
    home.key.write_bytes(b"half")

    with pytest.raises(HomeError, match=r"springplank\.toml ontbreekt"):
        open_home(home.path)
    assert create_home(home.path).was_new
    assert len(base64.urlsafe_b64decode(home.key.read_bytes())) == 32
    assert not home.path.joinpath(".springplank.toml.new").exists()


def test_a_folder_with_somebody_s_files_is_refused_and_left_alone(tmp_path):
    (tmp_path / "belangrijk.txt").write_text("van mij")

    with pytest.raises(HomeError) as refused:
        create_home(tmp_path)

    assert str(refused.value) == (f"{tmp_path} bevat al andere bestanden; kies een map die nog niet bestaat of leeg is")
    assert [path.name for path in tmp_path.iterdir()] == ["belangrijk.txt"]


def test_a_file_is_refused_as_a_home(tmp_path):
    path = tmp_path / "bestand"
    path.write_text("van mij")

    with pytest.raises(HomeError, match="is een bestand; kies een map"):
        create_home(path)
    with pytest.raises(HomeError, match="is geen map; maak er een met"):
        open_home(path)


def test_a_demo_never_ends_up_in_an_ordinary_home(tmp_path):
    create_home(tmp_path / "thuis")

    with pytest.raises(HomeError, match="is geen demo; kies een andere map"):
        create_home(tmp_path / "thuis", demo=True)


def test_files_can_be_ingested_into_a_demo(tmp_path):
    create_home(tmp_path / "demo", demo=True, day=date(2026, 9, 7))

    assert create_home(tmp_path / "demo").config.demo


def test_a_place_where_nothing_can_be_made_is_refused(tmp_path):
    (tmp_path / "bestand").write_text("van mij")

    with pytest.raises(HomeError, match=r"is niet aan te maken \(.+\); kies een map waarin u mag schrijven"):
        create_home(tmp_path / "bestand" / "thuis")


def test_an_existing_home_is_opened(tmp_path):
    home = create_home(tmp_path / "thuis")

    assert open_home(tmp_path / "thuis") == home
    assert not open_home(tmp_path / "thuis").was_new


@pytest.mark.parametrize("name", ["bestaat-niet", "leeg"])
def test_what_is_no_home_is_refused_with_how_to_make_one(tmp_path, name):
    (tmp_path / "leeg").mkdir()

    with pytest.raises(HomeError) as refused:
        open_home(tmp_path / name)

    assert "`springplank demo --out MAP`" in str(refused.value)
    assert "`springplank ingest --home MAP --vacancies BESTAND`" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("schema_version = ", "is beschadigd"),
        ("demo = false", "schema_version ontbreekt of is geen getal"),
        ("schema_version = true\ndemo = false", "schema_version ontbreekt of is geen getal"),
        ("schema_version = 2\ndemo = false", r"nieuwere Springplank \(schema_version 2\); werk Springplank eerst bij"),
        ("schema_version = 1", "demo ontbreekt of is geen true of false"),
        ("schema_version = 1\ndemo = true", "date ontbreekt of is geen dag"),
        ('schema_version = 1\ndemo = true\ndate = "vandaag"', "date ontbreekt of is geen dag"),
        ("schema_version = 1\ndemo = true\ndate = 2026-09-07T10:00:00", "date ontbreekt of is geen dag"),
    ],
)
def test_a_home_with_a_broken_config_is_refused(tmp_path, text, message):
    home = create_home(tmp_path / "thuis")
    home.config_file.write_text(text)

    with pytest.raises(HomeError, match=message) as refused:
        open_home(home.path)

    assert str(home.config_file) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_config_of_other_bytes_is_refused(tmp_path):
    home = create_home(tmp_path / "thuis")
    home.config_file.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(HomeError, match="is beschadigd"):
        open_home(home.path)


def test_the_places_in_a_home_have_fixed_names():
    home = Home(Path("thuis"))

    assert home.store == Path("thuis/store.sqlite")
    assert home.current == Path("thuis/markets/current")
    assert home.files == Path("thuis/files")


def test_the_option_says_where_the_cache_is_before_the_setting_and_the_user_s_own_folder():
    setting = Settings(cache=Path("/uit-de-omgeving"))

    assert taxonomy_cache(Path("/uit-de-optie"), setting) == Path("/uit-de-optie")
    assert taxonomy_cache(None, setting) == Path("/uit-de-omgeving")
    assert taxonomy_cache(None, Settings()) == platformdirs.user_cache_path("springplank")


def test_the_cache_follows_the_environment_when_no_settings_are_given(monkeypatch):
    monkeypatch.setenv("SPRINGPLANK_CACHE", "/uit-de-omgeving")

    assert taxonomy_cache(None) == Path("/uit-de-omgeving")


def test_every_place_of_a_home_stands_in_the_documentation():
    documented = (Path(__file__).parents[2] / "docs/home.md").read_text("utf-8")
    home = Home(Path())

    for place in (home.config_file, home.store, home.key, home.current):
        assert f"`{place}`" in documented
    for folder in home.folders:
        assert f"| `{folder}/` |" in documented
