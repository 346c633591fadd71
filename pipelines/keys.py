"""The master key of a home: from the settings, else from the file in the home."""

import stat
from pathlib import Path

from matcher.errors import KeyringError
from pipelines.home import Home
from pipelines.settings import Settings
from pipelines.store.keyring import Keyring

VALUE, FILE = "SPRINGPLANK_KEY", "SPRINGPLANK_KEY_FILE"
ROOT = 0


def keyring_of(home: Home) -> Keyring:
    """Return the master keys of a home; KeyringError when there is none, or what stands there is no key."""
    settings = Settings.from_env()
    if settings.key is not None:
        return Keyring.parse(settings.key, source_of_key())
    return Keyring.parse(_read(home.key), str(home.key))


def has_key_from_elsewhere() -> bool:
    """Return whether the key comes from the settings; the file that they name may still lie in the home."""
    return Settings.from_env().key is not None


def source_of_key() -> str:
    """Return how messages call the place in the settings that the key comes from."""
    file = Settings.from_env().key_file
    return VALUE if file is None else f"{FILE} ({file})"


def check_key(home: Home) -> None:
    """Refuse to serve real people with a key that lies beside their data, or that others on this machine can read.

    KeyringError says what to do. A demo holds nobody, so its key may be anywhere.
    """
    if home.config.demo:
        return
    if not has_key_from_elsewhere():
        raise KeyringError(f"de sleutel ligt naast de gegevens; geef hem van elders met {FILE} en haal hem uit de map")
    file = Settings.from_env().key_file
    if file is not None:
        _check_file(file, home)
    if _is_beside(home):
        raise KeyringError(f"{home.key} is dezelfde sleutel, naast de gegevens; haal dit bestand uit de map")


def _is_beside(home: Home) -> bool:
    """Return whether the home still holds a key that opens its data; one of before the last rotation opens nothing."""
    try:
        there = Keyring.parse(_read(home.key), str(home.key))
    except KeyringError:
        return False  # no key, or nothing that is one
    return not set(there.masters).isdisjoint(keyring_of(home).masters)


def _check_file(file: Path, home: Home) -> None:
    try:
        real = file.resolve(strict=True)
        found = real.stat()
        inside = real.is_relative_to(home.path.resolve(strict=True))
    except OSError as error:
        raise KeyringError(f"{FILE}: {file} is niet te lezen ({error.strerror}); controleer de rechten") from error
    if inside:
        raise KeyringError(f"{FILE}: {file} ligt in de map met de gegevens; leg de sleutel ergens anders neer")
    # As PostgreSQL asks of the key of a server (its manual, "Secure TCP/IP Connections with SSL"): for its owner alone,
    # or of root and readable for one group, so that the service can read its key and not change it.
    allowed = stat.S_IRWXU | (stat.S_IRGRP if found.st_uid == ROOT else 0)
    if stat.S_IMODE(found.st_mode) & ~allowed & (stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO):
        raise KeyringError(f"{FILE}: anderen kunnen bij {file}; geef de opdracht chmod 600 {file}")


def _read(path: Path) -> str:
    try:
        return path.read_text("ascii")
    except FileNotFoundError as error:
        raise KeyringError(f"{path} ontbreekt; zet de sleutel terug, of geef hem met {VALUE} of {FILE}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise KeyringError(f"{path} is niet te lezen; controleer de rechten van het bestand met de sleutel") from error
