"""What comes in made regular before it is checked: numbers as text, texts as numbers, one object where a list belongs.

Sources differ in these (the contracts say so), and the meaning is the same; so it is mended without a word. What is
empty counts as absent. Anything else stays as it is, for the check to find.
"""

import math
import re
from typing import Any

from pipelines.vum.deviations import is_day
from pipelines.vum.forms import Day, Document, Form, Items, Shape, Text, Whole

DIGITS = re.compile(r"[+-]?\d{1,18}(?:\.0+)?")
COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
DAY_LENGTH = len("2026-12-31")


def regular(value: Any, shape: Shape) -> Document:
    """Return a record with its values in the types of the shape where that can be, and without what is empty."""
    found = _regular(value, shape)
    return found if isinstance(found, dict) else {}


def is_empty(value: Any) -> bool:
    """Return whether a value counts as absent."""
    return value is None or (isinstance(value, str | list | dict) and not value)


def _regular(value: Any, form: Form) -> Any:
    if isinstance(form, Shape):
        if isinstance(value, list) and value and isinstance(value[0], dict):
            value = value[0]
        return _object(value, form) if isinstance(value, dict) else value
    if isinstance(form, Items):
        entries = value if isinstance(value, list) else [value]
        found = (_regular(entry, form.of) for entry in entries)
        return [entry for entry in found if not is_empty(entry)]
    if isinstance(form, Whole):
        return whole(value)
    if isinstance(form, Day):
        return day(value)
    return _text(value, form)


def _object(value: Document, shape: Shape) -> Document:
    found = {name: _regular(item, shape.fields[name]) if name in shape.fields else item for name, item in value.items()}
    return {name: item for name, item in found.items() if not is_empty(item)}


def whole(value: Any) -> Any:
    """Return a whole number that was written as text or with a decimal point as a number; else the value itself."""
    if isinstance(value, str):
        text = value.strip()
        return (
            int(float(text))
            if "." in text and DIGITS.fullmatch(text)
            else int(text)
            if DIGITS.fullmatch(text)
            else text
        )
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        return int(value)
    return value


def day(value: Any) -> Any:
    """Return a day with a time behind it, or written as eight digits, as YYYY-MM-DD; else the value itself."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if found := COMPACT_DAY.fullmatch(text):
        text = "-".join(found.groups())
    start = text[:DAY_LENGTH]
    return start if is_day(start) and text[DAY_LENGTH : DAY_LENGTH + 1] in ("", "T", "t", " ") else value


def _text(value: Any, form: Text) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value) and value.is_integer()):
        value = str(int(value))
    if not isinstance(value, str):
        return value
    text = value.strip()
    if form.values and text not in form.values:
        width = max(map(len, form.values))
        return next((code for code in (text.upper(), text.zfill(width)) if code in form.values), text)
    return text
