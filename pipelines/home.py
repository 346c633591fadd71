"""A home: the one folder that holds everything of one installation. See docs/home.md."""

import base64
import os
import secrets
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import platformdirs

from matcher.errors import HomeError, SettingError
from pipelines.settings import Settings, now, today

SCHEMA_VERSION = 1
CONFIG = "springplank.toml"
KEY_BYTES = 32  # what AES-256 asks for; see store/keyring.py
PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
HOW_TO = "maak er een met `springplank demo --out MAP` of `springplank ingest --home MAP --vacancies BESTAND`"


@dataclass(frozen=True, slots=True)
class HomeConfig:
    """What `springplank.toml` says; `day` is the day at which a demo stands, None for an ordinary home."""

    demo: bool
    day: date | None
    schema_version: int


@dataclass(frozen=True, slots=True)
class Home:
    """The places inside a home folder. `was_new` is True when this call made it, so that its key deserves a warning."""

    path: Path
    was_new: bool = field(default=False, compare=False)

    @property
    def config_file(self) -> Path:
        """The file that makes a folder a home."""
        return self.path / CONFIG

    @property
    def store(self) -> Path:
        """The SQLite file with everything of people."""
        return self.path / "store.sqlite"

    @property
    def markets(self) -> Path:
        """The folder of market snapshots, one folder each."""
        return self.path / "markets"

    @property
    def current(self) -> Path:
        """The pointer to the market in service; missing as long as nothing was published."""
        return self.markets / "current"

    @property
    def taxonomy(self) -> Path:
        """The folder of the one taxonomy."""
        return self.path / "taxonomy"

    @property
    def travel(self) -> Path:
        """The folder of travel times."""
        return self.path / "travel"

    @property
    def postcodes(self) -> Path:
        """The table of postcodes; missing as long as none was installed."""
        return self.travel / "postcodes.arrow"

    @property
    def models(self) -> Path:
        """The folder of learned models."""
        return self.path / "models"

    @property
    def policy(self) -> Path:
        """The folder of municipal policies, one TOML file each."""
        return self.path / "policy"

    @property
    def outlook(self) -> Path:
        """What tables say of how occupations are likely to fare; missing as long as none was read in."""
        return self.path / "outlook.json"

    @property
    def history(self) -> Path:
        """The history of dated vacancies; missing as long as none was read in."""
        return self.path / "history"

    @property
    def imports(self) -> Path:
        """The folder of imports, one folder each, with what was refused."""
        return self.path / "imports"

    @property
    def key(self) -> Path:
        """The file with the secret key of this home."""
        return self.path / "key"

    @property
    def files(self) -> Path:
        """The folder of the files that a demo was made from."""
        return self.path / "files"

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that every home has; `files` stays empty outside a demo."""
        return (self.markets, self.taxonomy, self.travel, self.models, self.policy, self.imports, self.files)

    @property
    def config(self) -> HomeConfig:
        """Read `springplank.toml`; HomeError when it cannot be used."""
        return _read_config(self.config_file)


def open_home(path: Path) -> Home:
    """Return the home in this folder; HomeError says what is wrong with it and how to make one."""
    home = Home(path)
    try:
        if not path.exists():
            raise HomeError(f"{path} bestaat niet; {HOW_TO}")
        if not path.is_dir():
            raise HomeError(f"{path} is geen map; {HOW_TO}")
        if not home.config_file.exists():
            raise HomeError(f"{path} is geen Springplank-map, want {CONFIG} ontbreekt; {HOW_TO}")
    except OSError as error:
        raise HomeError(f"{path} is niet te openen ({error.strerror}); vraag de beheerder om toegang") from error
    _read_config(home.config_file)
    return home


def create_home(path: Path, *, demo: bool = False, day: date | None = None) -> Home:
    """Return the home in this folder, made when there is none; a home that is there stays as it is.

    `day` is where a new demo stands, today when not given; an ordinary home has none. Only at the very end does the
    folder become a home, so an interrupted call is simply done again. HomeError when the folder holds something else,
    when a demo would end up in an ordinary home, or when it cannot be written.
    """
    try:
        if (path / CONFIG).exists():
            home = open_home(path)
            if demo and not home.config.demo:
                raise HomeError(f"{path} is geen demo; kies een andere map, dan blijft de demo apart van uw gegevens")
            _make_folders(home)
            return home
        home = Home(path, was_new=True)
        unfinished = _claim(home)
        unfinished.write_text(_config_text(demo=demo, day=day), "utf-8")
        _make_folders(home)
        install_policies(home.policy)
        _write_key(home.key)
        unfinished.replace(home.config_file)
    except OSError as error:
        raise HomeError(
            f"{path} is niet aan te maken ({error.strerror}); kies een map waarin u mag schrijven"
        ) from error
    return home


def install_policies(folder: Path) -> None:
    """Copy the packaged example policies to a folder, made when needed; a file that is there stays as it is."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    for example in files("pipelines").joinpath("data", "policy").iterdir():
        target = folder / example.name
        if target.suffix == ".toml" and not target.exists():
            unfinished = folder / f".{example.name}.new"
            unfinished.write_bytes(example.read_bytes())
            unfinished.replace(target)


def day_of(home: Home) -> date:
    """Return the day at which a home stands: that of a demo, else today, also when there is no home yet."""
    return (home.config.day if home.config_file.exists() else None) or today()


def taxonomy_cache(cache_option: Path | None, settings: Settings | None = None) -> Path:
    """Return where what a taxonomy teaches is kept: the option, else SPRINGPLANK_CACHE, else the user's cache."""
    settings = Settings.from_env() if settings is None else settings
    return cache_option or settings.cache or platformdirs.user_cache_path("springplank")


def _claim(home: Home) -> Path:
    """Make the folder and return the unfinished `springplank.toml` that tells it from somebody's own folder."""
    unfinished = home.path / f".{CONFIG}.new"
    if home.path.exists() and not home.path.is_dir():
        raise HomeError(f"{home.path} is een bestand; kies een map die nog niet bestaat of leeg is")
    home.path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    if any(home.path.iterdir()) and not unfinished.exists():
        raise HomeError(f"{home.path} bevat al andere bestanden; kies een map die nog niet bestaat of leeg is")
    home.path.chmod(PRIVATE_FOLDER)
    return unfinished


def _make_folders(home: Home) -> None:
    for folder in home.folders:
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def table_of(home: Home, name: str) -> dict[str, Any] | None:
    """Return a table of `springplank.toml`, None when it is not there; SettingError when it is something else."""
    try:
        found = tomllib.loads(home.config_file.read_text("utf-8-sig")).get(name)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise HomeError(f"{home.config_file} is niet te lezen; zet een reservekopie terug") from error
    if found is not None and not isinstance(found, dict):
        raise SettingError(f"{home.config_file}: {name} is geen tabel; schrijf [{name}] op een eigen regel")
    return found


def _config_text(*, demo: bool, day: date | None) -> str:
    lines = [
        "# Deze map is van Springplank. Wijzig hier alleen iets als u weet waarvoor het is.",
        f"schema_version = {SCHEMA_VERSION}",
        f"demo = {'true' if demo else 'false'}",
        *([f"date = {(day or today()).isoformat()}"] if demo else []),
        f"created = {now().isoformat(timespec='seconds')}",
    ]
    return "\n".join(lines) + "\n"


def _write_key(path: Path) -> None:
    path.unlink(missing_ok=True)  # of an interrupted call: perhaps half a key, and nothing was locked with it yet
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "wb") as file:
        file.write(base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)))
        file.flush()
        os.fsync(file.fileno())


def _read_config(path: Path) -> HomeConfig:
    try:
        found = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise HomeError(f"{path} is niet te lezen: {error.strerror}; vraag de beheerder om toegang") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise HomeError(f"{path} is beschadigd ({error}); zet een reservekopie terug, of {HOW_TO}") from error
    version, demo, day = found.get("schema_version"), found.get("demo"), found.get("date")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise HomeError(f"{path}: schema_version ontbreekt of is geen getal; zet een reservekopie terug, of {HOW_TO}")
    if version > SCHEMA_VERSION:
        raise HomeError(
            f"{path} is van een nieuwere Springplank (schema_version {version}); werk Springplank eerst bij"
        )
    if not isinstance(demo, bool):
        raise HomeError(f"{path}: demo ontbreekt of is geen true of false; zet een reservekopie terug, of {HOW_TO}")
    if not isinstance(day, date | None) or isinstance(day, datetime) or (demo and day is None):
        raise HomeError(
            f"{path}: date ontbreekt of is geen dag zoals 2026-01-31; zet een reservekopie terug, of {HOW_TO}"
        )
    return HomeConfig(demo, day, version)
