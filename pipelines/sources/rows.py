"""What a reader hands over: rows as the file has them, what became of each, and what there is to tell."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from matcher.guard import MASK, Kept, mask_numbers, mask_personal

T = TypeVar("T")

RAW_LIMIT = 2_000  # characters: enough to find a row back, little enough to open rejects.csv in a spreadsheet
MASK_REACH = (
    4 * RAW_LIMIT
)  # masked before it is cut, so that nothing is cut in half; a mask never shortens text that much
NAME_LIMIT = 200  # distinct column names remembered a file: a file with more has no columns but garbage

FORMULA_STARTS = ("=", "+", "-", "@")  # what makes a spreadsheet calculate
# A Dutch spreadsheet cuts a line at semicolons, whatever the quotes: what comes after one can be a cell of its own.
CUT = re.compile(r'([;\t\r\n][\s"]*)(?=[=+\-@])')


@dataclass(frozen=True, slots=True)
class Row:
    """One record as the file has it. `line` counts from 1: where the record starts; in a JSON document its number.

    `values` are by the file's own column names, without what the guard keeps out. `text` is the record as written when
    that holds nothing forbidden, else "". `personal` says that the record is about a person.
    """

    line: int
    values: Mapping[str, Any]
    text: str = ""
    personal: bool = False

    @property
    def raw(self) -> str:
        """The record as text for rejects: forbidden values gone, service numbers masked, at most 2,000 characters."""
        try:
            text = self.text or json.dumps(self.values, ensure_ascii=False, default=str)
        except RecursionError:
            text = ""  # nested too deep to write down
        mask = mask_personal if self.personal else mask_numbers
        return mask(text[:MASK_REACH]).text[:RAW_LIMIT]


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell a person, in Dutch, about one row or (line 0) a file; `field` "" is about the whole row."""

    line: int
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """What became of one row: a value, or the reason for refusing it; and warnings about what stayed unknown."""

    row: Row
    value: T | None
    refusal: Note | None
    warnings: tuple[Note, ...] = ()


@dataclass(slots=True)
class Tally:
    """What is counted over a whole file while its rows are read."""

    kept_out: Counter[tuple[str, Kept]] = field(default_factory=Counter)
    unknown: dict[str, None] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)

    def drop(self, column: str, why: Kept, values: int) -> None:
        """Count values of a column that the guard keeps out."""
        if len(self.kept_out) < NAME_LIMIT or (column, why) in self.kept_out:
            self.kept_out[column, why] += values

    def ignore(self, column: str) -> None:
        """Remember a column that no field is read from."""
        if len(self.unknown) < NAME_LIMIT:
            self.unknown[column] = None

    def notes(self) -> tuple[Note, ...]:
        """Return what there is to tell about the file so far."""
        kept_out = (
            Note(0, name, f"kolom niet gelezen, want die hoort hier niet ({why.value}); {count} waarde(n) weggelaten")
            for (name, why), count in self.kept_out.items()
        )
        unknown = (Note(0, name, "kolom niet herkend en niet gelezen") for name in self.unknown)
        remarks = (Note(0, "", remark) for remark in self.remarks)
        counted = (Note(0, "", f"{reason}: {count} keer") for reason, count in self.counted.items())
        return (*kept_out, *unknown, *remarks, *counted)


@dataclass(frozen=True, slots=True)
class Source(Generic[T]):
    """One file being read; `rows` reads as it goes, once.

    `kind` is the form of the file: "csv", "jsonl", "jobposting", "schema.org", "ooapi", "edudex" or "vum".
    """

    file: str
    kind: str
    rows: Iterator[Parsed[T]]
    tally: Tally

    @property
    def notes(self) -> tuple[Note, ...]:
        """What there is to tell about the whole file; complete, with its counts, after the last row."""
        return self.tally.notes()


def safe_cell(text: str) -> str:
    """Return the text such that a spreadsheet shows it and calculates nothing: an apostrophe before each formula."""
    starts = text[:1] in ("\t", "\r") or text.lstrip().startswith(FORMULA_STARTS)
    inside = CUT.sub(r"\1'", text)
    return f"'{inside}" if starts else inside


def hidden(text: str, *, forbidden: bool) -> str:
    """Return a record that could not be taken apart, or only a mask when something forbidden may be anywhere in it."""
    return MASK if forbidden else text
