"""Where a record departs from the standard: its lengths, patterns, codes and required fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from pipelines.vum.forms import Day, Form, Items, Shape, Text, Whole

MOST = 200  # deviations told of one record; a record with more is another kind of thing
NAME_LENGTH = 60  # characters of the name of an unknown field that are repeated
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Deviation:
    """One departure: where (`werktijden.aantalWerkurenPerWeekMaximaal`), what is wrong, and what the standard allows.

    It never repeats the value: that may be about a person.
    """

    path: str
    what: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.what}; de standaard staat toe: {self.allowed}"


def deviations(value: Any, shape: Shape) -> tuple[Deviation, ...]:
    """Return every departure of a record from its shape, at most `MOST`; empty when it is valid."""
    found = []
    for deviation in _of(value, shape, ""):
        found.append(deviation)
        if len(found) == MOST:
            break
    return tuple(found)


def _of(value: Any, form: Form, path: str) -> Iterator[Deviation]:
    if isinstance(form, Shape):
        yield from _of_object(value, form, path)
    elif isinstance(form, Items):
        if not isinstance(value, list):
            yield Deviation(path, "geen lijst", "een lijst")
            return
        for number, item in enumerate(value):
            yield from _of(item, form.of, f"{path}[{number}]")
    elif isinstance(form, Text):
        yield from _of_text(value, form, path)
    elif isinstance(form, Whole):
        yield from _of_whole(value, form, path)
    elif isinstance(form, Day) and not is_day(value):
        yield Deviation(path, "geen bestaande dag", "een dag als 2026-12-31")


def _of_object(value: Any, shape: Shape, path: str) -> Iterator[Deviation]:
    if not isinstance(value, dict):
        yield Deviation(path, "geen object", f"een object {shape.name}")
        return
    start = f"{path}." if path else ""
    for name in shape.required:
        if name not in value:
            yield Deviation(f"{start}{name}", "ontbreekt", "dit veld is verplicht")
    for name, item in value.items():
        form = shape.fields.get(name)
        if form is None:
            yield Deviation(f"{start}{str(name)[:NAME_LENGTH]}", "onbekend veld", f"de velden van {shape.name}")
        else:
            yield from _of(item, form, f"{start}{name}")


def _of_text(value: Any, form: Text, path: str) -> Iterator[Deviation]:
    if not isinstance(value, str):
        yield Deviation(path, "geen tekst", "een tekst")
    elif form.values and value not in form.values:
        yield Deviation(path, "onbekende code", ", ".join(sorted(form.values)))
    elif form.longest is not None and len(value) > form.longest:
        yield Deviation(path, f"{len(value)} tekens", f"ten hoogste {form.longest} tekens")
    elif form.pattern and not compiled(form.pattern).fullmatch(value):
        yield Deviation(path, "andere vorm", f"het patroon {form.pattern}")


def _of_whole(value: Any, form: Whole, path: str) -> Iterator[Deviation]:
    if isinstance(value, bool) or not isinstance(value, int):
        yield Deviation(path, "geen geheel getal", "een geheel getal")
    elif form.values and value not in form.values:
        yield Deviation(path, "onbekende code", ", ".join(map(str, sorted(form.values))))
    elif not form.values and not form.low <= value <= form.high:
        yield Deviation(path, "buiten de grenzen", f"{form.low} tot en met {form.high}")


@lru_cache(maxsize=32)
def compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern, for use with `fullmatch`: there `$` cannot let a line end pass."""
    return re.compile(pattern.removeprefix("^").removesuffix("$"))


def is_day(value: Any) -> bool:
    """Return whether a value is an existing day, written as YYYY-MM-DD."""
    if not isinstance(value, str) or not ISO_DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
