"""Values of OOAPI, v5 and v6: texts in several languages, words of enumerations, numbers, references.

Fields after https://openonderwijsapi.nl (EUPL-1.2). Every function takes any JSON value and gives something empty for
what it cannot read.
"""

import math
import re
from collections.abc import Mapping
from typing import Any

from pipelines.sources.text import clean, fold, in_lines

Node = Mapping[str, Any]

NUMBER = re.compile(r"\d{1,15}(?:[.,]\d{1,15})?")
# Rich text is the small part of GitHub's Markdown that the specification allows; lengths are bounded, so that searching
# takes linear time.
LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)")
MARKS = re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?)|\*\*|__|`", re.MULTILINE)
BULLET = re.compile(r"^\s*(?:[-*+•–]|\d{1,2}[.)])\s+")
ID_KEYS = ("id", "value", "code")
NO_NODE: Node = {}


def node(value: Any) -> Node:
    """Return an object, an empty one for anything else."""
    return value if isinstance(value, dict) else NO_NODE


def nodes(value: Any) -> list[Node]:
    """Return the objects in a list, or the object itself as the only one."""
    return [entry for entry in (value if isinstance(value, list) else [value]) if isinstance(entry, dict)]


def word(value: Any) -> str:
    """Return a text or whole number as trimmed text, "" for anything else."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15 else ""


def code(value: Any) -> str:
    """Return a word of an enumeration in the spelling of v6: "on campus", "distance-learning" and "nt2-1" with `_`."""
    return fold(value).replace(" ", "_") if isinstance(value, str) else ""


def codes(value: Any) -> list[str]:
    """Return the words of an enumeration in a list, or in a single value."""
    return [found for entry in (value if isinstance(value, list) else [value]) if (found := code(entry))]


def number(value: Any) -> float | None:
    """Return a finite number of zero or more, also when written as text; None for anything else."""
    if isinstance(value, str):
        found = value.strip()
        return float(found.replace(",", ".")) if NUMBER.fullmatch(found) else None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        found_number = float(value)
    except OverflowError:
        return None
    return found_number if math.isfinite(found_number) and found_number >= 0 else None


def language_rank(language: Any) -> int:
    """Return how far a language stands from what our readers read: nl, nl-NL and nld, English, any other."""
    tag = language.lower().replace("_", "-") if isinstance(language, str) else ""
    if tag == "nl":
        return 0
    if tag.startswith("nl-") or tag in ("nld", "dut"):
        return 1
    return 2 if tag in ("en", "eng") or tag.startswith("en-") else 3


def in_dutch(value: Any) -> list[str]:
    """Return the texts of a value in the language that comes first: Dutch, else English, else whatever is first."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    typed = [
        (entry.get("language"), entry["value"])
        for entry in nodes(value)
        if isinstance(entry.get("value"), str) and entry["value"].strip()
    ]
    if not typed:
        return [entry for entry in value if isinstance(entry, str) and entry.strip()] if isinstance(value, list) else []
    best = min((language for language, _ in typed), key=language_rank)
    return [text for language, text in typed if language == best]


def text_of(value: Any) -> str:
    """Return one text in the language that comes first, without markup; "" when there is none."""
    return next((plain for text in in_dutch(value) if (plain := plain_text(text))), "")


def plain_text(text: str) -> str:
    """Return a text without Markdown and HTML, on one line."""
    return clean(MARKS.sub("", LINK.sub(r"\1", text)))


def phrases(text: str) -> list[str]:
    """Return the items of a text that is a list in HTML or Markdown, or the whole text as one."""
    parts = in_lines(text.replace("|", "/")).replace("\n", "|").split("|")
    return list(dict.fromkeys(plain for part in parts if (plain := plain_text(BULLET.sub("", part)))))


def ident(value: Any, *keys: str) -> str:
    """Return the id that a reference is: a text, or the one inside the object that was filled in for it."""
    if not isinstance(value, dict):
        return word(value)
    return next((found for key in (*keys, *ID_KEYS) if (found := word(value.get(key)))), "")
