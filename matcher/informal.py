"""What people learn outside work and school: caring for somebody, raising children, volunteering.

The packaged table says which skills such an activity brings, by its words. It is written from common knowledge of what
these activities are; nobody is asked to prove it (we work from trust).
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

# "vrijwilliger bij de", "vrijwilligerswerk in een": what is left says what somebody did there. A vrijwilligers-
# coördinator is another trade, and one word.
UNPAID = re.compile(
    r"\b(?:als\s+)?(?:vrijwillig(?:e|er|ster|erswerk)|onbetaald(?:e)?)\b"
    r"(?:\s+(?:werk|medewerker))?(?:\s+(?:bij|in|op|van|voor|aan))?(?:\s+(?:de|het|een|mijn))?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that people do unpaid, and the skills of the packaged catalogue that it brings.

    `words` are ways to recognise it: each a set of words that must all be there, a stem where it ends in `*`.
    """

    id: str
    label: str
    words: tuple[frozenset[str], ...]
    skills: tuple[str, ...]

    def is_in(self, words: frozenset[str]) -> bool:
        """Return whether these words tell of the activity."""
        return any(all(_has(words, needed) for needed in together) for together in self.words)


def activities_in(text: str) -> tuple[Activity, ...]:
    """Return the activities that a phrase tells of, in the order of the table."""
    words = frozenset(re.findall(r"[a-z0-9]+", _plain(text)))
    return tuple(activity for activity in activities() if activity.is_in(words))


def is_paid(text: str) -> bool:
    """Return whether nothing in a phrase says that it was unpaid."""
    return UNPAID.search(text) is None


def without_unpaid(text: str) -> str:
    """Return a phrase without the words for unpaid: "vrijwilliger bij de kringloopwinkel" is "kringloopwinkel"."""
    return " ".join(UNPAID.sub(" ", text).split())


@cache
def activities() -> tuple[Activity, ...]:
    """Return the packaged table."""
    text = resources.files("matcher").joinpath("data/informal.csv").read_text("utf-8")
    return tuple(
        Activity(
            id=row["id"],
            label=row["label"],
            words=tuple(frozenset(together.split("+")) for together in row["words"].split("|")),
            skills=tuple(row["skills"].split("|")),
        )
        for row in csv.DictReader(io.StringIO(text))
    )


def _has(words: Iterable[str], needed: str) -> bool:
    if needed.endswith("*"):
        return any(word.startswith(needed[:-1]) for word in words)
    return needed in words


def _plain(text: str) -> str:
    """Return a text in small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
