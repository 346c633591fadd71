"""One record by the names of our columns: typed access that collects warnings and stops at an impossible value."""

import math
from collections.abc import Callable, Mapping
from typing import Any, NoReturn, TypeVar

from matcher.guard import Masked
from pipelines.sources.numbers import ImpossibleError, plain_number
from pipelines.sources.rows import Note
from pipelines.sources.text import (
    PERSONAL_LIMIT,
    SHORT,
    clean_personal,
    clean_public,
    clean_short,
    personal_pieces,
    public_pieces,
    quote,
)

T = TypeVar("T")

NAME_KEYS = (
    "name",
    "naam",
    "phrase",
    "label",
    "titel",
    "title",
    "vaardigheid",
    "skill",
    "functie",
    "beroep",
    "taal",
    "mode",
)
GRADE_KEYS = ("level", "niveau", "jaren", "years", "minuten", "minutes", "graad", "grade", "waarde", "value")
EXACT = 1e15  # whole floats below this print as the integer that they are
CELL_LIMIT = 4_000  # characters of a value that is no free text: the longest list of codes is far shorter
SHORTENED = f"de tekst is ingekort tot {PERSONAL_LIMIT} tekens"
MASKED = "{} keer persoonlijke gegevens weggelaten uit de tekst"


class Fields:
    """One record: `cells` are the filled values by our columns, `named` what the file calls every column it has.

    `part` says that the record is one part of something that can do without it: an offering of a course that has cells
    of its own.
    """

    __slots__ = ("_cells", "_clean", "_clean_short", "_line", "_named", "_personal", "_pieces", "_warnings", "part")

    def __init__(
        self,
        line: int,
        cells: Mapping[str, Any],
        named: Mapping[str, str],
        *,
        personal: bool = False,
        part: bool = False,
    ) -> None:
        self.part = part
        self._line = line
        self._cells = cells
        self._named = named
        self._personal = personal
        self._clean: Callable[[str], Masked] = clean_personal if personal else clean_public
        self._clean_short: Callable[[str], Masked] = clean_personal if personal else clean_short
        self._pieces = personal_pieces if personal else public_pieces
        self._warnings: list[Note] = []

    @property
    def warnings(self) -> tuple[Note, ...]:
        """What stayed unknown or was mended so far."""
        return tuple(self._warnings)

    def has(self, column: str) -> bool:
        """Return whether the file has this column, filled or not."""
        return column in self._named

    def filled(self, column: str) -> bool:
        """Return whether this record has a value in the column."""
        return column in self._cells

    def warn(self, column: str, reason: str) -> None:
        """Tell that a value stays unknown or was mended."""
        self._warnings.append(Note(self._line, self._named.get(column, ""), reason))

    def lose(self, what: str, error: ImpossibleError) -> None:
        """Tell that a part of the record is left out, because a value in it cannot be true."""
        self._warnings.append(Note(self._line, error.field, f"{what}: {error.reason}"))

    def refuse(self, column: str, reason: str) -> NoReturn:
        """Refuse the record."""
        raise ImpossibleError(reason, self._named.get(column, column))

    def name(self, column: str) -> str:
        """Return what the file calls the column, "" when it has none."""
        return self._named.get(column, "")

    def raw(self, column: str) -> Any:
        """Return the value as the file has it, None when empty."""
        return self._cells.get(column)

    def plain(self, column: str) -> str:
        """Return the value as one string, "" when empty: a list becomes `a|b`, an object `name:value`."""
        value = self._cells.get(column)
        if value is None:
            return ""
        if type(value) is str:
            return value
        try:
            return flat(value)
        except ImpossibleError as error:
            self.refuse(column, error.reason)

    def text(self, column: str) -> str:
        """Return free text, cleaned and masked; what was masked gives a warning with the count."""
        value = self._cells.get(column)
        if value is None:
            return ""
        if type(value) is not str:
            value = self.plain(column).strip("|").replace("|", ", ")
        masked = self._clean_short(value) if len(value) <= SHORT else self._clean(value)
        if masked.count:
            self.warn(column, MASKED.format(masked.count))
        if self._personal and len(value) > PERSONAL_LIMIT:
            self.warn(column, SHORTENED)
        return masked.text

    def texts(self, column: str) -> tuple[str, ...]:
        """Return the items of a list as free text, cleaned and masked, without doubles."""
        if column not in self._cells:
            return ()
        value = self.plain(column)
        found, masked = self._pieces(value)
        if self._personal and len(value) > PERSONAL_LIMIT:
            self.warn(column, SHORTENED)
        if masked:
            self.warn(column, MASKED.format(masked))
        return found

    def parse(self, column: str, parser: Callable[[str], tuple[T | None, str]]) -> T | None:
        """Return what a parser makes of the value, None when empty. A parser gives a value and a warning or ""."""
        value = self._cells.get(column)
        if value is None:
            return None
        if type(value) is not str:
            value = self.plain(column)
        if len(value) > CELL_LIMIT:
            self.warn(column, f"de waarde is langer dan {CELL_LIMIT} tekens en is niet gelezen")
            return None
        try:
            found, warning = parser(value)
        except ImpossibleError as error:
            self.refuse(column, error.reason)
        if warning:
            self.warn(column, warning)
        return found

    def number(self, column: str, low: float, high: float) -> float | None:
        """Return a number between two bounds; None with a warning when it is no number, refusal outside the bounds."""
        value = self._cells.get(column)
        if value is None:
            return None
        try:
            number = float(value) if type(value) in (int, float) else plain_number(self.plain(column)[:CELL_LIMIT])
        except OverflowError:
            self.refuse(column, "geen eindig getal")
        except ImpossibleError as error:
            self.refuse(column, error.reason)
        if number is None:
            self.warn(column, f"{quote(self.plain(column))} is geen getal")
            return None
        if not math.isfinite(number):
            self.refuse(column, "geen eindig getal")
        if not low <= number <= high:
            self.refuse(column, f"{number:g} ligt niet tussen {low:g} en {high:g}")
        return number


def flat(value: Any) -> str:
    """Return a JSON value as the string that a cell would hold; ImpossibleError when it is not a finite number."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ImpossibleError("geen eindig getal")
        return str(int(value)) if value.is_integer() and abs(value) < EXACT else repr(value)
    if isinstance(value, list):
        return "|".join(flat(item) for item in value) + "|"  # the last mark: a single item with a comma stays whole
    if isinstance(value, dict):
        return named_pair(value)
    return "" if value is None else str(value)


def named_pair(value: Mapping[str, Any]) -> str:
    """Return an object as `name:value` when it names something, else as a list of `key:value`."""
    keys = {key.lower(): key for key in value}
    name = next((keys[key] for key in NAME_KEYS if key in keys), None)
    if name is None:
        return "|".join(f"{key}:{flat(item)}" if item is not None else key for key, item in value.items()) + "|"
    grade = next((keys[key] for key in GRADE_KEYS if key in keys and value[keys[key]] is not None), None)
    return f"{flat(value[name])}:{flat(value[grade])}" if grade else flat(value[name])
