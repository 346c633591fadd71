"""What a value of the standard may be: text, a whole number, a day, a list, an object. No more than VUM needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of at most so many characters, None for no limit; of a pattern, or one of a closed list, where given."""

    longest: int | None = None
    pattern: str = ""
    values: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two bounds, or one of a closed list."""

    low: int = 0
    high: int = 0
    values: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day, as YYYY-MM-DD."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list; the order carries no meaning."""

    of: "Text | Shape"


@dataclass(frozen=True, slots=True)
class Shape:
    """An object with these fields and no others; those that are `required` must be there."""

    name: str
    fields: Mapping[str, "Form"]
    required: tuple[str, ...] = ()


Form = Text | Whole | Day | Items | Shape
