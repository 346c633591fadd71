import os
import pwd
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from matcher.errors import SettingError
from pipelines.settings import Settings, acting_user, now, today, user_name


def test_without_variables_nothing_is_set_and_all_cores_work():
    settings = Settings.from_env({})

    assert (settings.home, settings.cache, settings.database_url) == (None, None, None)
    assert settings.workers == len(os.sched_getaffinity(0))


def test_every_variable_is_read():
    settings = Settings.from_env(
        {
            "SPRINGPLANK_HOME": "/srv/springplank",
            "SPRINGPLANK_CACHE": "~/cache",
            "SPRINGPLANK_DATABASE_URL": "sqlite:////srv/mensen.sqlite",
            "SPRINGPLANK_WORKERS": "2",
        }
    )

    assert settings == Settings(
        Path("/srv/springplank"), Path("~/cache").expanduser(), "sqlite:////srv/mensen.sqlite", workers=2
    )


def test_the_key_comes_with_the_file_that_it_is_from(tmp_path):
    (tmp_path / "sleutel").write_text("uit het bestand", "ascii")
    file = {"SPRINGPLANK_KEY_FILE": str(tmp_path / "sleutel")}

    found = Settings.from_env(file)
    assert (found.key, found.key_file) == ("uit het bestand", tmp_path / "sleutel")
    found = Settings.from_env(file | {"SPRINGPLANK_KEY": "zelf"})
    assert (found.key, found.key_file) == ("zelf", None)
    assert "zelf" not in repr(found)


def test_an_empty_variable_counts_as_not_set():
    names = ("SPRINGPLANK_HOME", "SPRINGPLANK_CACHE", "SPRINGPLANK_DATABASE_URL", "SPRINGPLANK_WORKERS")

    assert Settings.from_env(dict.fromkeys(names, "")) == Settings.from_env({})


@pytest.mark.parametrize("value", ["0", "-1", "257", "veel", "1.5", "²"])
def test_an_impossible_number_of_workers_is_refused(value):
    with pytest.raises(SettingError) as refused:
        Settings.from_env({"SPRINGPLANK_WORKERS": value})

    assert str(refused.value) == f"SPRINGPLANK_WORKERS is {value}; toegestaan is 1 tot en met 256"


def test_a_database_address_that_is_none_is_refused_without_repeating_it():
    with pytest.raises(SettingError, match="SPRINGPLANK_DATABASE_URL is geen database-adres") as refused:
        Settings.from_env({"SPRINGPLANK_DATABASE_URL": "geheim"})

    assert "geheim" not in str(refused.value)


def test_settings_never_show_the_database_address():
    assert "geheim" not in repr(Settings(database_url="postgresql://piet:geheim@host/db"))


def test_this_moment_is_in_utc_and_today_is_its_day_here():
    before, day, after = now(), today(), now()

    assert before.utcoffset() == timedelta(0)
    assert before.tzinfo is UTC
    assert before.astimezone().date() <= day <= after.astimezone().date()


def test_the_acting_user_is_the_one_of_the_operating_system_whatever_the_environment_says(monkeypatch):
    monkeypatch.setenv("LOGNAME", "iemand-anders")
    monkeypatch.setenv("USER", "iemand-anders")
    known = {entry.pw_uid: entry.pw_name for entry in pwd.getpwall()}

    assert acting_user() == known.get(os.getuid(), str(os.getuid()))


def test_a_user_without_a_name_acts_under_its_number():
    known = {entry.pw_uid for entry in pwd.getpwall()}
    unknown = next(number for number in range(40_000, 60_000) if number not in known)

    assert user_name(unknown) == str(unknown)
