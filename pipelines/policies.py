"""The policy of a municipality, read from the TOML files in a home's `policy/` folder. See docs/policy.md."""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from matcher.codes import Route
from matcher.errors import NotFoundError, PolicyError
from matcher.outlook import Risk
from matcher.policy import Policy
from pipelines.home import Home


@dataclass(frozen=True, slots=True)
class _PolicyFile:
    """One file: the policy, and the other names that its municipality goes by."""

    path: Path
    policy: Policy
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> set[str]:
        """Every name that this file answers to, in comparable form."""
        return {_comparable(name) for name in (self.policy.municipality, *self.aliases)}


@dataclass(frozen=True, slots=True)
class Policies:
    """Every policy of a home, read once."""

    files: tuple[_PolicyFile, ...]

    def of(self, municipality: str) -> Policy:
        """Return the policy of a municipality as `policy_for` does."""
        file = _one_of(self.files, municipality)
        return Policy(municipality=municipality) if file is None else file.policy


def read_policies(home: Home) -> Policies:
    """Return every policy of a home; PolicyError when any file is broken."""
    return Policies(tuple(_policy_files(home.policy)))


def read_policy(path: Path) -> Policy:
    """Return the policy in one TOML file; PolicyError names the file and the key that cannot be."""
    return _read_policy_file(path).policy


def policy_for(home: Home, municipality: str) -> Policy:
    """Return the policy for a municipality by its name or an alias; capitals and the kind of apostrophe do not matter.

    Without a file for it, the plain defaults under that name. PolicyError when any file is broken (it may be the very
    one that is meant) or when two files claim the name.
    """
    return read_policies(home).of(municipality)


def written_policy(home: Home, municipality: str) -> Policy:
    """Return the policy that a file gives this municipality; NotFoundError names those with one when it has none."""
    file = _file_for(home, municipality)
    if file is None:
        known = ", ".join(municipalities(home)) or "geen enkele gemeente"
        raise NotFoundError(f"er is geen beleid voor gemeente '{municipality}'; er is beleid voor {known}")
    return file.policy


def names_for(home: Home, municipality: str, written: Iterable[str]) -> frozenset[str]:
    """Return which of these names, as profiles write them, mean this municipality. PolicyError as in `policy_for`."""
    file = _file_for(home, municipality)
    meant = {_comparable(municipality)} if file is None else file.names
    return frozenset(name for name in written if _comparable(name) in meant)


def municipalities(home: Home) -> tuple[str, ...]:
    """Return the municipalities that this home has a policy file for; PolicyError when any file is broken."""
    return tuple(sorted(file.policy.municipality for file in _policy_files(home.policy)))


def _file_for(home: Home, municipality: str) -> _PolicyFile | None:
    return _one_of(_policy_files(home.policy), municipality)


def _one_of(files: Iterable[_PolicyFile], municipality: str) -> _PolicyFile | None:
    """Return the file of a municipality by its name or an alias; PolicyError when two files claim the name."""
    wanted = _comparable(municipality)
    found = [file for file in files if wanted in file.names]
    if len(found) > 1:
        raise PolicyError(f"{found[0].path} en {found[1].path} gaan beide over {municipality}; verwijder er een")
    return found[0] if found else None


def _policy_files(folder: Path) -> Iterator[_PolicyFile]:
    """Give every policy file of a folder, by name; none when the folder is missing."""
    return (_read_policy_file(path) for path in sorted(folder.glob("*.toml")))


def _read_policy_file(path: Path) -> _PolicyFile:
    """Return one file with its aliases; PolicyError names the file and the key that cannot be."""
    try:
        # An editor on Windows may put a byte order mark in front, which TOML itself does not allow.
        found = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise PolicyError(f"{path} is niet te lezen: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise PolicyError(f"{path} is geen UTF-8; sla het bestand op als UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"{path} is geen geldige TOML: {error}") from error
    try:
        aliases = _names(found.pop("aliases", []), "aliases")
        values = {key: _reader_of(key)(value, key) for key, value in found.items()}
        policy = Policy(**values | {"municipality": _given(values)})
    except PolicyError as error:
        raise PolicyError(f"{path}: {error}") from None
    return _PolicyFile(path, policy, aliases)


def _reader_of(key: str) -> Callable[[Any, str], Any]:
    """Return what reads the value of a key; PolicyError when no policy has such a key."""
    try:
        return _READERS[key]
    except KeyError:
        raise PolicyError(f"onbekende sleutel {key}; bekend zijn {', '.join((*_READERS, 'aliases'))}") from None


def _comparable(name: str) -> str:
    """Return a name without capitals, outer or double spaces, and with the straight apostrophe."""
    return " ".join(name.replace("’", "'").replace("‘", "'").casefold().split())


def _given(values: dict[str, Any]) -> str:
    """Return the name of the municipality, which a file cannot do without."""
    name: str = values.get("municipality", "")
    if not name.strip():
        raise PolicyError("municipality ontbreekt; noem de gemeente waarvoor dit beleid geldt")
    return name


def _text(value: Any, key: str) -> str:
    """Return a string as it is."""
    if not isinstance(value, str):
        raise PolicyError(f"{key} moet tekst tussen aanhalingstekens zijn, niet {value!r}")
    return value


def _whole(value: Any, key: str) -> int:
    """Return a whole number; true and false are none."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise PolicyError(f"{key} moet een geheel getal zijn, niet {value!r}")
    return value


def _number(value: Any, key: str) -> float:
    """Return a number, whole or not; true and false are none."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise PolicyError(f"{key} moet een getal zijn, niet {value!r}")
    return value


def _names(value: Any, key: str) -> tuple[str, ...]:
    """Return a list of strings."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise PolicyError(f"{key} moet een lijst van teksten zijn, niet {value!r}")
    return tuple(value)


def _routes(value: Any, key: str) -> frozenset[Route]:
    """Return routes by their codes."""
    codes = _names(value, key)
    known = {route.value: route for route in Route}
    if unknown := [code for code in codes if code not in known]:
        raise PolicyError(f"{key} noemt de onbekende route {unknown[0]}; bekend zijn {', '.join(Route)}")
    return frozenset(known[code] for code in codes)


def _risk(value: Any, key: str) -> Risk:
    """Return a risk by its code."""
    code = _text(value, key)
    try:
        return Risk.of(code)
    except KeyError:
        raise PolicyError(f"{key} is {code!r}; bekend zijn {', '.join(Risk)}") from None


_BY_TYPE: dict[Any, Callable[[Any, str], Any]] = {
    str: _text,
    int: _whole,
    float: _number,
    frozenset[Route]: _routes,
    Risk: _risk,
}
_READERS = {field.name: _BY_TYPE[field.type] for field in fields(Policy)}
