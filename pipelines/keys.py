"""The master key of a home: from the settings, else from the file in the home."""

from pathlib import Path

from matcher.errors import KeyringError
from pipelines.home import Home
from pipelines.settings import Settings
from pipelines.store.keyring import Keyring


def keyring_of(home: Home) -> Keyring:
    """Return the master keys of a home; KeyringError when there is none, or what stands there is no key."""
    settings = Settings.from_env()
    if settings.key is not None:
        return Keyring.parse(settings.key, "SPRINGPLANK_KEY")
    return Keyring.parse(_read(home.key), str(home.key))


def has_key_from_elsewhere() -> bool:
    """Return whether the key comes from outside the home, as it must where real people are served."""
    return Settings.from_env().key is not None


def _read(path: Path) -> str:
    try:
        return path.read_text("ascii")
    except FileNotFoundError as error:
        raise KeyringError(
            f"{path} ontbreekt; zet de sleutel terug, of geef hem met SPRINGPLANK_KEY of SPRINGPLANK_KEY_FILE"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise KeyringError(f"{path} is niet te lezen; controleer de rechten van het bestand met de sleutel") from error
