"""Records of a delimited file. A stray quote costs its own line, never the lines after it.

Python's csv module takes a lone quote as the start of a field that runs to the next one, however far; so the records
are found here first, and csv only takes a record apart.
"""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from pipelines.sources.files import Lines

SEPARATORS = (";", ",", "\t")
FIELD_LIMIT = 1_000_000  # characters: no field of a vacancy is that long; what is, is a broken file
RECORD_LIMIT = 4_000_000
HEADER_LINES = 20  # a header that is still open after so many lines has a quote too many
BROKEN_RUN = 200  # pieces of one broken row remembered at most

EXCEL_LINE = re.compile(r'"?sep=."?\s*', re.IGNORECASE)  # Excel writes and reads such a line before the header

TOO_LONG = "een veld is langer dan een miljoen tekens"
UNCLOSED = "een aanhalingsteken wordt niet of verkeerd gesloten; zet een aanhalingsteken in een tekst dubbel"
CUT_OFF = "de regel is afgebroken: het bestand eindigt halverwege"
BROKEN = "de rij is verdeeld over meer regels; zet een tekst met regeleinden tussen aanhalingstekens"


class Record(NamedTuple):
    """One record: `fields` are as many as the header has, or None with the `problem` that stopped the reading."""

    line: int
    fields: list[str] | None
    text: str
    problem: str = ""
    warning: str = ""


class Quoting(NamedTuple):
    """Whether a line is complete: `closed` leaves no quote open, `strict` has nothing behind a closing quote."""

    closed: re.Pattern[str]
    strict: re.Pattern[str]
    open: re.Pattern[str]


@lru_cache(maxsize=8)
def quoting(separator: str) -> Quoting:
    """Return the patterns for a separator; all of them match possessively, so in linear time."""
    quoted = r'"(?:[^"]++|"")*+"'
    bare = rf'(?:[^"{separator}][^{separator}]*+)?+'
    loose = rf"(?:{quoted}[^{separator}]*+|{bare})"
    tight = rf"(?:{quoted}(?={separator}|\Z)|{bare})"
    return Quoting(
        re.compile(rf"(?:{loose}{separator})*+{loose}"),
        re.compile(rf"(?:{tight}{separator})*+{tight}"),
        re.compile(rf'(?:{tight}{separator})*+"(?:[^"]++|"")*+'),
    )


def split_record(text: str, separator: str) -> list[str]:
    """Return the fields of one complete record; csv.Error when there is no taking it apart."""
    csv.field_size_limit(FIELD_LIMIT)  # the module's own limit is global and lower
    return next(csv.reader((text,), delimiter=separator), [])


def read_header(lines: Lines, recognised: Callable[[list[str]], int]) -> tuple[list[str], str]:
    """Return the column names and the separator: the one that gives most recognised names, then most names."""
    text = ""
    for _ in range(HEADER_LINES):
        line = lines.read()
        if line is None:
            break
        if not text and (not line.strip() or EXCEL_LINE.fullmatch(line)):
            continue
        text = f"{text}\n{line}" if text else line
        if text.count('"') % 2 == 0:
            break
    choices = []
    for separator in SEPARATORS:
        try:
            names = [name.strip() for name in split_record(text, separator)]
        except csv.Error:
            names = [name.strip() for name in text.replace("\n", " ").split(separator)]
        choices.append((recognised(names), len(names), names, separator))
    _, _, names, separator = max(choices, key=lambda choice: choice[:2])
    return names, separator


@dataclass(slots=True)
class Records:
    """The records behind a header of `width` columns. `prose` are the columns in which text may hold line ends."""

    lines: Lines
    separator: str
    width: int
    prose: frozenset[int]
    _held: list[Record] = field(default_factory=list)
    _columns_held: int = 0

    def __iter__(self) -> Iterator[Record]:
        """Yield every record that is not blank, in order of its line."""
        width = self.width
        for record in self._found():
            fields = record.fields
            if fields is None or len(fields) == width:
                yield from self._release()
                yield record
            elif len(fields) > width:
                yield from self._release()
                yield self._too_many(record, fields)
            else:
                yield from self._too_few(record, fields)
        yield from self._release()

    def _found(self) -> Iterator[Record]:
        """Yield records as they stand in the file, whatever their number of fields."""
        lines, separator = self.lines, self.separator
        closed = quoting(separator).closed
        while (text := lines.read()) is not None:
            if lines.overlong:
                yield Record(lines.number, None, text, TOO_LONG)
            elif '"' not in text and len(text) < FIELD_LIMIT:
                fields = text.split(separator)
                if any(fields) and not text.isspace():
                    yield Record(lines.number, fields, text)
            elif closed.fullmatch(text):
                yield self._taken_apart(lines.number, text)
            else:
                yield self._gathered(text)

    def _taken_apart(self, line: int, text: str) -> Record:
        try:
            return Record(line, split_record(text, self.separator), text)
        except csv.Error:
            return Record(line, None, text, TOO_LONG if len(text) > FIELD_LIMIT else UNCLOSED)

    def _gathered(self, first: str) -> Record:
        """Return the record that begins with a line that leaves a quote open, or only that line as a problem."""
        lines, patterns = self.lines, quoting(self.separator)
        line, mark = lines.number, lines.mark()
        parts, size = [first], len(first)
        while True:
            text = lines.read()
            if text is None or lines.overlong:
                break
            size += len(text) + 1
            if size <= RECORD_LIMIT:
                parts.append(text)
            if '"' not in text:
                continue
            inside = f'"{text}'
            if patterns.strict.fullmatch(inside):
                if size > RECORD_LIMIT:
                    return Record(line, None, first, TOO_LONG)
                record = self._taken_apart(line, "\n".join(parts))
                if record.fields is not None and any(record.fields[self.width :]):
                    break
                return record
            if not patterns.open.fullmatch(inside):
                break
        lines.back(mark)
        return Record(line, None, first, UNCLOSED)

    def _too_many(self, record: Record, fields: list[str]) -> Record:
        if not any(text.strip() for text in fields[self.width :]):
            return record._replace(fields=fields[: self.width])
        problem = (
            f"de rij heeft {len(fields)} velden en de kopregel {self.width}; "
            f"zet een tekst met het scheidingsteken tussen aanhalingstekens"
        )
        return record._replace(fields=None, problem=problem)

    def _too_few(self, record: Record, fields: list[str]) -> Iterator[Record]:
        """Hold a short row back for a moment: together with the next it may be one row that a line end broke."""
        if not self.lines.ended:
            yield from self._release()
            yield record._replace(fields=None, problem=CUT_OFF)
            return
        completes = self._columns_held + len(fields) - 1 == self.width
        if self._held and len(fields) > 1 and not completes:  # only the first and last piece can have more fields
            yield from self._release()
        self._held.append(record)
        self._columns_held += len(fields) - (len(self._held) > 1)
        first = self._held[0].fields or []
        if len(first) - 1 not in self.prose or len(self._held) > BROKEN_RUN:
            yield from self._release()
        elif len(self._held) > 1 and self._columns_held == self.width:
            for piece in self._held:
                yield piece._replace(fields=None, problem=BROKEN)
            self._held.clear()
            self._columns_held = 0

    def _release(self) -> Iterator[Record]:
        """Yield the short rows that turned out to be whole: their last fields are read as empty."""
        for record in self._held:
            fields = record.fields or []
            warning = f"de rij heeft {len(fields)} velden en de kopregel {self.width}; de ontbrekende zijn leeg gelezen"
            yield record._replace(fields=fields + [""] * (self.width - len(fields)), warning=warning)
        self._held.clear()
        self._columns_held = 0
