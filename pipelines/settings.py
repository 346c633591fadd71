"""The one reader of the environment, the clock and the name of who is at the keyboard."""

import os
import pwd
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self, TypedDict

from matcher.errors import SettingError

MOST_WORKERS = 256


class _Keys(TypedDict):
    key: str | None
    key_file: Path | None


@dataclass(frozen=True, slots=True, repr=False)
class Settings:
    """What the environment says.

    home: the home folder for commands without `--home` (SPRINGPLANK_HOME), None when not set.
    cache: where what is learned from a taxonomy is kept (SPRINGPLANK_CACHE), None when not set.
    database_url: an SQLAlchemy address of the database of people (SPRINGPLANK_DATABASE_URL); None means the SQLite file
        in the home. It may hold a password, so the repr leaves it out.
    key: the master keys of the database, the present one first (SPRINGPLANK_KEY, or the file that
        SPRINGPLANK_KEY_FILE names); None means the file `key` in the home. The repr leaves it out.
    key_file: the file that the keys come from (SPRINGPLANK_KEY_FILE), None when they come from elsewhere.
    metrics: where several workers of one server put their metrics together (PROMETHEUS_MULTIPROC_DIR).
    workers: processes for work in parallel, 1 to 256 (SPRINGPLANK_WORKERS); by default the cores this process may use.
    """

    home: Path | None = None
    cache: Path | None = None
    database_url: str | None = None
    workers: int = 1
    key: str | None = None
    metrics: Path | None = None
    key_file: Path | None = None

    def __repr__(self) -> str:
        return f"Settings(home={self.home}, cache={self.cache}, workers={self.workers})"

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Read the settings; an empty value counts as not set. SettingError names the variable that cannot be used."""
        return cls(
            home=_folder(environ.get("SPRINGPLANK_HOME", "")),
            cache=_folder(environ.get("SPRINGPLANK_CACHE", "")),
            database_url=_address(environ.get("SPRINGPLANK_DATABASE_URL", "")),
            workers=_workers(environ.get("SPRINGPLANK_WORKERS", "")),
            metrics=_folder(environ.get("PROMETHEUS_MULTIPROC_DIR", "")),
            **_keys(environ.get("SPRINGPLANK_KEY", ""), environ.get("SPRINGPLANK_KEY_FILE", "")),
        )


def hand_down(**values: str) -> None:
    """Set what the worker processes of a server find in their environment."""
    os.environ.update(values)


def today() -> date:
    """Return the day on the clock of this machine, in its own time zone."""
    return datetime.now().astimezone().date()


def now() -> datetime:
    """Return this moment, aware and in UTC."""
    return datetime.now(UTC)


def acting_user() -> str:
    """Return the name of the operating system's user, or the number when it has no name.

    Not from LOGNAME or USER, as `getpass` does: whoever runs a command could set those to another person's name, and
    this name goes into the log.
    """
    return user_name(os.getuid())


def user_name(number: int) -> str:
    """Return the name of a user of this system, or the number when it has none."""
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def _folder(value: str) -> Path | None:
    return Path(value).expanduser() if value.strip() else None


def _address(value: str) -> str | None:
    if not value.strip():
        return None
    if "://" not in value:  # the message leaves the value out: it may hold a password
        raise SettingError(
            "SPRINGPLANK_DATABASE_URL is geen database-adres; schrijf bijvoorbeeld sqlite:////pad/bestand"
        )
    return value.strip()


def _workers(value: str) -> int:
    if not value.strip():
        return len(os.sched_getaffinity(0))
    if not value.strip().isdecimal() or not 1 <= int(value) <= MOST_WORKERS:
        raise SettingError(f"SPRINGPLANK_WORKERS is {value}; toegestaan is 1 tot en met {MOST_WORKERS}")
    return int(value)


def _keys(value: str, file: str) -> _Keys:
    """Return the keys, and the file that they come from if they do."""
    if value.strip() or not file.strip():
        return {"key": value.strip() or None, "key_file": None}
    try:
        path = Path(file).expanduser()
        return {"key": path.read_text("ascii"), "key_file": path}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"SPRINGPLANK_KEY_FILE: {file} is niet te lezen; noem het bestand met de sleutel") from error
