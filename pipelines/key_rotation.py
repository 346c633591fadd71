"""A new master key for a home: the keys in the database are sealed anew, the data itself stays as it is.

Can be interrupted at any moment and done again. At every step the keys that stand written down open everything.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from matcher.errors import HomeError, KeyringError, SettingError
from pipelines.durable import only_writer, sync
from pipelines.home import PRIVATE_FILE, Home
from pipelines.keys import has_key_from_elsewhere, keyring_of, source_of_key
from pipelines.settings import Settings
from pipelines.store.client_keys import ClientKeys
from pipelines.store.connection import writing
from pipelines.store.engine import Store, open_store
from pipelines.store.keyring import Keyring
from pipelines.store.store_keys import hold_keys, rewrap_keys

UNFINISHED = ".new"


@dataclass(frozen=True, slots=True)
class Rotated:
    """How many keys were sealed anew; `source`: where the master key comes from, None when it stands in the home.

    Who keeps a key that comes from elsewhere goes on: there the first one given is the key now.
    """

    keys: int
    source: str | None


def rotate(home: Home) -> Rotated:
    """Seal every key of a home under a new master key.

    With the key in the home: a new one is made, and the old one is gone afterwards. With the key from elsewhere: the
    first one given is the new one. SettingError when no second one is given there, or one of them twice; HomeError when
    another command writes in the home.
    """
    with only_writer(home.path):
        if has_key_from_elsewhere():
            return Rotated(_rewrap(home, _given(home)), source_of_key())
        words = begun(home)
        changed = _rewrap(home, Keyring.parse(" ".join(words), str(home.key)))
        put_key(home.key, words[0])
        return Rotated(changed, source=None)


def _given(home: Home) -> Keyring:
    """Return the keys from elsewhere, when those can be rotated: a new one before an old one."""
    keyring = keyring_of(home)
    if len(keyring.masters) == 1:
        raise SettingError(
            f"{source_of_key()} heeft één sleutel; maak er een met springplank key new, "
            "en zet de nieuwe vóór de oude met een spatie ertussen"
        )
    if len(set(keyring.masters)) < len(keyring.masters):
        raise SettingError(
            f"in {source_of_key()} staat een sleutel twee keer; zet de nieuwe vóór de oude, elk één keer"
        )
    return keyring


def begun(home: Home) -> list[str]:
    """Return the keys in the home, the new one first: that of a run that was interrupted, else one made now.

    A new one is written down with the old one before anything is sealed under it.
    """
    present = keyring_of(home)
    words = home.key.read_text("ascii").replace(",", " ").split()
    if len(present.masters) > 1:
        return words
    with open_home_store(home, present):
        pass  # the key that is there must be that of the database, or nothing would ever open again
    words = [Keyring.new_key(), *words]
    put_key(home.key, " ".join(words))
    return words


def rewrap(store: Store) -> int:
    """Seal what is still under an older master key under the first one, all together; return how many keys changed."""
    with writing(store.engine) as connection:
        hold_keys(connection)
        return ClientKeys(store.keyring).rewrap(connection) + rewrap_keys(connection, store.keyring)


def put_key(path: Path, text: str) -> None:
    """Put the file with the key in place in one step, readable for its owner alone; what a link points to, there."""
    try:
        path = path.resolve()
        unfinished = path.with_name(f".{path.name}{UNFINISHED}")
        unfinished.unlink(missing_ok=True)
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        sync(path.parent)
    except OSError as error:
        raise HomeError(f"{path} is niet te schrijven ({error.strerror}); de oude sleutel geldt nog") from error


def open_home_store(home: Home, keyring: Keyring) -> Store:
    """Return the store of a home with these keys; HomeError when there is none."""
    return open_store(Settings.from_env().database_url or home, keyring, make=False)


def _rewrap(home: Home, keyring: Keyring) -> int:
    with open_home_store(home, keyring) as store:
        changed = rewrap(store)
    # Only when the new key alone opens everything may the old one go.
    alone = Keyring(keyring.masters[:1])
    with open_home_store(home, alone) as store, writing(store.engine) as connection:
        if ClientKeys(keyring).rewrap(connection):
            raise KeyringError("er kwam een sleutel bij terwijl de sleutel werd vervangen; geef de opdracht nog eens")
    return changed
