"""The Dutch municipalities by name: 342 of them, as in 2025, compared with the municipality names of GeoNames.

A municipality that was formed later is known as soon as a policy file names it; see docs/publication.md.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz, process

from matcher.errors import NotFoundError

# Of 100, on the scale of RapidFuzz (our choice): "Zoetermer" and "Zoetermeer" are at 95, "Lijden" and "Leiden" at 67.
ALIKE = 65
MOST_SUGGESTIONS = 3
LONGEST_SHOWN = 40  # characters of what somebody typed


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality; `other_names` are what people also call it."""

    name: str
    other_names: tuple[str, ...] = ()

    @property
    def organisation(self) -> str:
        """The name of the organisation, as the register of government organisations (TOOI) writes it."""
        return f"Gemeente {self.name}"

    @property
    def slug(self) -> str:
        """The name in small letters, digits and hyphens: the same for every way to write it."""
        return re.sub(r"[^a-z0-9]+", "-", _plain(self.name)).strip("-")


def municipality_named(text: str) -> Municipality:
    """Return the municipality that a text means; capitals, accents, apostrophes and "gemeente" in front do not matter.

    NotFoundError names up to three that look like it.
    """
    found = _by_name().get(_comparable(text))
    if found is not None:
        return found
    if not text.strip():
        raise NotFoundError("er is geen gemeente genoemd; geef --municipality GEMEENTE")
    near = _alike(text)
    mend = f"bedoelt u {_or(near)}?" if near else "controleer de naam, of maak er een beleidsbestand voor"
    raise NotFoundError(f"geen Nederlandse gemeente met de naam '{text.strip()[:LONGEST_SHOWN]}'; {mend}")


def listed(name: str) -> Municipality:
    """Return the municipality of this name, also when it is not in the list."""
    return _by_name().get(_comparable(name)) or Municipality(name)


@cache
def all_municipalities() -> tuple[Municipality, ...]:
    """Return every municipality of the list, by alphabet."""
    text = (files("pipelines") / "data" / "municipalities.csv").read_text("utf-8")
    return tuple(
        Municipality(row["name"], tuple(filter(None, row["other_names"].split("|"))))
        for row in csv.DictReader(text.splitlines())
    )


@cache
def _by_name() -> dict[str, Municipality]:
    return {_comparable(name): one for one in all_municipalities() for name in _names(one)}


def _names(one: Municipality) -> Iterator[str]:
    yield one.name
    yield from one.other_names


def _alike(text: str) -> list[str]:
    """Return the municipalities whose name, or its beginning, looks most like a text; the best first."""
    wanted, by_name = _comparable(text), _by_name()
    begin = [one.name for name, one in by_name.items() if wanted and name.startswith(wanted)]
    scored = process.extract(wanted, list(by_name), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST_SUGGESTIONS)
    return list(dict.fromkeys([*begin, *(by_name[name].name for name, _, _ in scored)]))[:MOST_SUGGESTIONS]


def _or(names: list[str]) -> str:
    return " of ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _comparable(text: str) -> str:
    """Return a name by its letters and digits alone, without "gemeente" in front."""
    return re.sub(r"[^a-z0-9]", "", re.sub(r"^\s*gemeente\s+", "", _plain(text)))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
