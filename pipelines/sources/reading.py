"""From a file to parsed rows: which form it has, which columns, and each record through the guard into a value."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from matcher.errors import InputError
from matcher.guard import mask_numbers
from pipelines.sources.columns import JOINED, WHERE, Layout, demand, lay_out, recognise
from pipelines.sources.course_cells import CourseCells
from pipelines.sources.delimited import Record, Records, read_header
from pipelines.sources.documents import (
    FIRST_LINES,
    LINKED,
    NO_DOCUMENT,
    TOO_DEEP,
    Item,
    document_items,
    document_value,
    form_of,
    line_items,
    page_items,
    too_deep,
)
from pipelines.sources.fields import Fields, flat
from pipelines.sources.files import Lines, read_head
from pipelines.sources.numbers import ImpossibleError
from pipelines.sources.rows import Note, Parsed, Row, Source, Tally, hidden
from pipelines.sources.text import clean

T = TypeVar("T")
Cells = dict[str, Any]
Names = dict[str, str]

DERIVED = "een rij zonder id kreeg een id naar de inhoud"
NESTED = (dict, list)
# The cells of one record in a node of JSON-LD, what the node calls them, and the properties that were not read.
NodeCells = Callable[[Mapping[str, Any]], Iterable[tuple[Cells, Names, list[str]]]]
NAME_LENGTH = 80  # characters of the name of a key that are told
ID_LENGTH = 16  # hexadecimal digits: 64 bits, no chance of two alike in a million


@dataclass(frozen=True, slots=True)
class Form:
    """Another form of JSON than our own: its name, whether a value is in it, and the records in such a value."""

    name: str
    has: Callable[[Any], bool]
    cells: Callable[[Any, Tally], Iterator[CourseCells]]


@dataclass(frozen=True, slots=True)
class Reader(Generic[T]):
    """How records of one kind are read.

    `kind` names the table of columns, `needed` are columns without which a delimited file is refused, `build` makes the
    value, `derive` an id for a file that has none, `nodes` the records in a node of JSON-LD by its type, `linked` the
    name of such a file, `forms` other forms of JSON that a file may have, `whole` all of a file of VUM.
    """

    kind: str
    needed: tuple[str, ...]
    build: Callable[[Fields], T]
    derive: Callable[[Mapping[str, Any]], str] | None = None
    nodes: Mapping[str, NodeCells] = field(default_factory=dict)
    linked: str = ""
    forms: tuple[Form, ...] = ()
    whole: "Callable[[Opened, Tally], Source[T] | None] | None" = None

    @property
    def personal(self) -> bool:
        """Whether the records are about people."""
        return self.kind == "client"

    def parsed(
        self, row: Row, cells: Cells, named: Mapping[str, str], tally: Tally, *, part: bool = False
    ) -> Parsed[T]:
        """Return what becomes of one record; for `part` see `Fields`."""
        if self.derive and "id" not in named:
            cells["id"] = self.derive(cells)
            tally.counted[DERIVED] += 1
        fields = Fields(row.line, cells, named, personal=self.personal, part=part)
        try:
            value = self.build(fields)
        except ImpossibleError as error:
            return Parsed(row, None, Note(row.line, error.field, error.reason), fields.warnings)
        return Parsed(row, value, None, fields.warnings)

    def refused(self, line: int, text: str, problem: str) -> Parsed[T]:
        """Return a record that could not be taken apart."""
        return Parsed(Row(line, {}, text, self.personal), None, Note(line, "", problem))


class Opened(NamedTuple):
    """A file, its first bytes, its form (see `form_of`) and the value of a JSON document, NO_DOCUMENT if it is none."""

    path: Path
    head: bytes
    form: str
    value: Any


def content_id(cells: Mapping[str, Any]) -> str:
    """Return an id that hangs on what a record says, whatever the format of the file."""
    try:
        content = sorted((column, flat(value).strip("|")) for column, value in cells.items())
    except ImpossibleError:
        content = []  # an impossible number: the record is refused anyway
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:ID_LENGTH]


def read_source(path: Path, reader: Reader[T]) -> Source[T]:
    """Return the records of a file, in whichever form it is; InputError when it cannot be read as a whole."""
    tally = Tally()
    head = read_head(path)
    form = form_of(path, head)
    if form == "csv":
        return Source(str(path), "csv", delimited(path, head, reader, tally), tally)
    file = Opened(path, head, form, document_value(path, tally) if form == "document" else NO_DOCUMENT)
    if reader.whole and (source := reader.whole(file, tally)) is not None:
        return source
    for other in reader.forms if form in ("document", "lines") else ():
        value = value_of(file, other, tally)
        if value is not NO_DOCUMENT and other.has(value):
            return read_form(path, other, value, reader, tally)
    items = json_items(file, reader, tally)
    first = next(items, None)
    if first is None:
        raise InputError(f"{path}: er staat geen enkele rij in dit bestand; lever een bestand met ten minste een rij.")
    rows = from_items(chain((first,), items), reader, tally)
    return Source(str(path), reader.linked if first.kind else "jsonl", rows, tally)


def value_of(file: Opened, form: Form, tally: Tally) -> Any:
    """Return the value of a document, or of lines that have the form as the list of them; NO_DOCUMENT for others."""
    if file.value is not NO_DOCUMENT:
        return file.value
    first = next((one.record for one in line_items(file.path, file.head, Tally(), ()) if one.record), None)
    if first is None or not form.has(first):
        return NO_DOCUMENT
    items = list(line_items(file.path, file.head, tally, ()))
    tally.counted.update(item.problem for item in items if item.record is None)
    return [item.record for item in items if item.record is not None]


def value_in(path: Path, form: Form, kind: str) -> Any:
    """Return the value of a JSON file that has this form, through the guard; NO_DOCUMENT for any other file."""
    head = read_head(path)
    shape = form_of(path, head)
    if shape not in ("document", "lines"):
        return NO_DOCUMENT
    tally = Tally()  # what there is to tell is told when the file is read for its records
    file = Opened(path, head, shape, document_value(path, tally) if shape == "document" else NO_DOCUMENT)
    try:
        value = value_of(file, form, tally)
        found = value is not NO_DOCUMENT and form.has(value)
        return guarded(value, kind, tally) if found else NO_DOCUMENT
    except RecursionError:
        raise too_deep(path) from None


def read_form(path: Path, form: Form, value: Any, reader: Reader[T], tally: Tally) -> Source[T]:
    """Return the records of a JSON value in another form than our own, through the guard first.

    There may be none: such a file can hold what others refer to.
    """
    try:
        records = form.cells(guarded(value, reader.kind, tally), tally)
        first = list(islice(records, 1))
    except RecursionError:
        raise too_deep(path) from None
    return Source(str(path), form.name, from_cells(chain(first, records), reader, tally), tally)


def read_cells(path: Path, kind: str, records: Iterator[CourseCells], reader: Reader[T], tally: Tally) -> Source[T]:
    """Return records that stand in our cells already; InputError when there are none."""
    first = next(records, None)
    if first is None:
        raise InputError(f"{path}: er staat geen enkele opleiding in dit bestand; lever een bestand met opleidingen.")
    return Source(str(path), kind, from_cells(chain((first,), records), reader, tally), tally)


def from_cells(records: Iterable[CourseCells], reader: Reader[T], tally: Tally) -> Iterator[Parsed[T]]:
    """Yield what becomes of every record that stands in our cells already."""
    for found in records:
        row = Row(found.line, found.record, "", reader.personal)
        if found.problem:
            yield Parsed(row, None, Note(found.line, "", found.problem))
        else:
            yield reader.parsed(row, dict(found.cells), found.named, tally, part=found.of_course)


def delimited(path: Path, head: bytes, reader: Reader[T], tally: Tally) -> Iterator[Parsed[T]]:
    """Return the parsed rows of a delimited file, after checking that it has the columns and at least one row."""
    with Lines(path, head, Tally()) as lines:
        header, separator = read_header(lines, lambda names: recognised(names, reader.kind))
        layout = lay_out([clean(name) for name in header], reader.kind)
        demand(path, layout, reader.needed)
        start = lines.mark()
        if next(iter(Records(lines, separator, len(header), layout.prose)), None) is None:
            raise InputError(
                f"{path}: dit bestand heeft alleen een kopregel; lever een bestand met ten minste een rij."
            )
    tally.remarks.extend(layout.doubles)
    for name in layout.unknown:
        tally.ignore(name)
    for index, why in layout.kept.items():
        tally.drop(layout.names[index], why, 0)

    def rows() -> Iterator[Parsed[T]]:
        with Lines(path, head, tally) as lines:
            lines.back(start)
            for record in Records(lines, separator, len(header), layout.prose):
                yield from_record(record, layout, reader, tally)

    return rows()


def recognised(names: list[str], kind: str) -> int:
    """Return how many of the names are known columns."""
    return sum(1 for name in names if (known := recognise(name, kind)).column or known.kept)


def from_record(record: Record, layout: Layout, reader: Reader[T], tally: Tally) -> Parsed[T]:
    """Return what becomes of one record of a delimited file."""
    values = record.fields
    if values is None:
        return reader.refused(record.line, hidden(record.text, forbidden=bool(layout.kept)), record.problem)
    text, names = record.text, layout.names
    if layout.kept:
        text = ""
        for index, why in layout.kept.items():
            tally.drop(names[index], why, bool(values[index].strip()))
        shown = {
            name: value
            for index, (name, value) in enumerate(zip(names, values, strict=True))
            if index not in layout.kept
        }
    else:
        shown = dict(zip(names, values, strict=True))
    cells: Cells = {column: value for column, index in layout.picks if (value := values[index].strip())}
    for column, index in layout.joins:
        if value := values[index].strip():
            cells[column] = f"{cells[column]}|{value}" if column in cells else value
    parsed = reader.parsed(Row(record.line, shown, text, reader.personal), cells, layout.named, tally)
    if record.warning:
        return Parsed(
            parsed.row, parsed.value, parsed.refusal, (*parsed.warnings, Note(record.line, "", record.warning))
        )
    return parsed


def json_items(file: Opened, reader: Reader[T], tally: Tally) -> Iterator[Item]:
    """Return the records of a JSON file or web page; InputError when nothing in it can be read."""
    items = whole_items(file, reader.nodes, tally)
    if items is not None:
        if any(item.record is not None for item in items):
            return iter(items)
        raise nothing_in(file, items, reader)
    probe = list(islice(line_items(file.path, file.head, Tally(), reader.nodes), FIRST_LINES))
    if not any(item.record is not None for item in probe):
        raise nothing_in(file, None, reader)
    return line_items(file.path, file.head, tally, reader.nodes)


def whole_items(file: Opened, wanted: Collection[str], tally: Tally) -> list[Item] | None:
    """Return the records of a document or web page, None for a file of lines."""
    if file.form == "page":
        return page_items(file.path, tally, wanted)
    return None if file.value is NO_DOCUMENT else document_items(file.path, file.value, tally, wanted)


def nothing_in(file: Opened, items: list[Item] | None, reader: Reader[T]) -> InputError:
    """Return the error for a file without a single record: what it is instead, as far as that is known."""
    path = file.path
    other = other_kind(file)
    if other:
        return InputError(f"{path}: dit zijn {LINKED[other]} ({other}); lees dit bestand in als {LINKED[other]}.")
    if file.form == "page" and b"<html" not in file.head.lower():
        return InputError(f"{path}: dit is XML die hier niet gelezen wordt; lever een CSV of JSON.")
    if file.form == "page":
        wanted = next(iter(reader.nodes), "")
        what = f"bevat geen leesbare {wanted}" if wanted else "is geen lijst"
        return InputError(f"{path}: deze webpagina {what}; lever een bladzijde met JSON-LD of een CSV.")
    if items is not None:
        return InputError(f"{path}: in deze JSON staat geen enkel leesbaar object; lever een lijst van objecten.")
    return InputError(f"{path}: dit is geen geldige JSON; lever een lijst van objecten of een object op elke regel.")


def other_kind(file: Opened) -> str:
    """Return the first type of JSON-LD in a file that some file may hold, "" when there is none."""
    items = whole_items(file, LINKED, Tally())
    if items is None:
        items = list(islice(line_items(file.path, file.head, Tally(), LINKED), FIRST_LINES))
    return next((item.kind for item in items if item.kind), "")


def from_items(items: Iterator[Item], reader: Reader[T], tally: Tally) -> Iterator[Parsed[T]]:
    """Yield what becomes of every record of JSON."""
    for item in items:
        if item.record is None:
            yield reader.refused(item.line, item.text, item.problem)
            continue
        try:
            yield from from_object(item, item.record, reader, tally)
        except RecursionError:
            yield reader.refused(item.line, "", TOO_DEEP)


def from_object(item: Item, record: Mapping[str, Any], reader: Reader[T], tally: Tally) -> Iterator[Parsed[T]]:
    """Yield what becomes of one object, through the guard first: a node of JSON-LD may hold several records."""
    values = guarded(record, reader.kind, tally)
    row = Row(item.line, values, item.text if values is record else "", reader.personal)
    if not item.kind:
        yield reader.parsed(row, *own_cells(values, reader.kind, tally), tally)
        return
    for cells, named, unread in reader.nodes[item.kind](values):
        for name in unread:
            tally.ignore(name)
        yield reader.parsed(row, cells, named, tally, part=True)


def guarded(value: Any, kind: str, tally: Tally) -> Any:
    """Return a JSON value without the keys that the guard keeps out, at any depth; the same object when it has none."""
    if isinstance(value, list):
        if not any(isinstance(entry, NESTED) for entry in value):
            return value
        entries = [guarded(entry, kind, tally) for entry in value]
        return value if all(new is old for new, old in zip(entries, value, strict=True)) else entries
    if not isinstance(value, dict):
        return value
    changed: Cells = {}
    dropped = False
    for key, item in value.items():
        if why := recognise(key, kind).kept:
            tally.drop(key_name(key), why, item not in (None, "", [], {}))
            dropped = True
        elif isinstance(item, NESTED) and (inner := guarded(item, kind, tally)) is not item:
            changed[key] = inner
    if not dropped and not changed:
        return value
    return {key: changed.get(key, item) for key, item in value.items() if not recognise(key, kind).kept}


def key_name(key: str) -> str:
    """Return the name of a key as it may be told: a forbidden key is told by name, a service number in it is not."""
    return mask_numbers(clean(key)).text[:NAME_LENGTH]


def own_cells(values: Mapping[str, Any], kind: str, tally: Tally) -> tuple[Cells, Names]:
    """Return the filled values of an object by our column names, and what the object calls them.

    A key whose value is null counts as absent, except for an id.
    """
    cells: Cells = {}
    named: Names = {}
    places: dict[str, int] = {}
    for key, value in addressed(values, kind).items():
        known = recognise(key, kind)
        column = known.column
        if not column:
            tally.ignore(clean(key))
            continue
        if value is None and column != "id":
            continue
        filled = value.strip() if isinstance(value, str) else value
        if column not in places or known.place < places[column]:
            named[column] = key
        if filled not in ("", None, [], {}):
            if column in cells and column in JOINED:
                cells[column] = [*listed(cells[column]), *listed(filled)]
            elif column not in cells or known.place < places[column]:
                cells[column] = filled
        places[column] = min(known.place, places.get(column, known.place))
    return cells, named


def addressed(values: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
    """Return an object with the parts of an address that stands in it as an object of its own; else the same object."""
    nested = {
        key: {name: part for name, part in value.items() if recognise(name, kind).column in WHERE}
        for key, value in values.items()
        if isinstance(value, dict)
    }
    parts = {key: found for key, found in nested.items() if found}
    if not parts:
        return values
    flat_parts = {name: part for found in parts.values() for name, part in found.items()}
    return flat_parts | {key: value for key, value in values.items() if key not in parts}


def listed(value: Any) -> list[Any]:
    """Return a value as a list."""
    return value if isinstance(value, list) else [value]
