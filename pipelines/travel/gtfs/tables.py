"""The CSV tables of a feed as columns of codes and distinct values, in blocks, so that millions of lines fit.

A value is trimmed and never missing: "" stands for empty. A line that is shorter than the header has its last values
empty, one that is longer may only hold empty values there.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import csv as arrow_csv

from matcher.errors import InputError
from pipelines.travel.gtfs.archive import AGAIN, Archive
from pipelines.travel.gtfs.tracing import check_closed, line_not_utf8, line_of

BLOCK_BYTES = 32 * 1024 * 1024
# Lines of another length than the header are read one by one; a file that is full of them is not made by a program.
MOST_RAGGED = 100_000
LONGEST_HEADER = 1024**2  # bytes in which the column names stand, with empty lines before them
UTF8 = "sla het bestand op als CSV (UTF-8)"
LONGEST_SHOWN = 60  # characters of a value in an error
LONGEST_REASON = 120
TEXT = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column: `values[codes[i]]` is what stands in row i. `values` may hold one value twice."""

    codes: NDArray[np.int32]
    values: pa.StringArray

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def texts(self) -> pa.StringArray:
        """The values row by row."""
        return self.values.take(pa.array(self.codes))

    @property
    def empty(self) -> NDArray[np.bool_]:
        """Which rows have nothing here."""
        return self.spread(numpy_of(pc.equal(self.values, "")))

    def text(self, row: int) -> str:
        """Return the value of one row."""
        return str(self.values[int(self.codes[row])].as_py())

    def spread(self, per_value: NDArray[Any]) -> NDArray[Any]:
        """Return what was found out per distinct value, row by row."""
        return per_value[self.codes] if len(per_value) else per_value[:0]

    def places_in(self, ids: pa.StringArray) -> NDArray[np.int64]:
        """Return where each value stands in a list of ids, -1 where it does not."""
        found = pc.fill_null(pc.index_in(self.values, value_set=ids), -1)
        return self.spread(numpy_of(found).astype(np.int64))

    def taken(self, rows: Any) -> "Column":
        """Return some of the rows."""
        return Column(self.codes[rows], self.values)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Rows of a table, or a block of them that begins at row `first`; an optional column that is not there is empty."""

    archive: Archive
    name: str
    columns: dict[str, Column]
    stated: frozenset[str]
    ragged_from: int | None = None
    first: int = 0

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def __getitem__(self, column: str) -> Column:
        return self.columns[column]

    def error(self, row: int, problem: str) -> InputError:
        """Return the error to raise about a row of this table, by the line where it stands."""
        line = line_of(self.archive, self.name, self.first + int(row), self.ragged_from)
        return InputError(f"{self.name}.txt in {self.archive.path.name}, regel {line}: {problem}")

    def refuse(self, wrong: NDArray[np.bool_], column: str, problem: str) -> None:
        """Raise the error about the first row that is wrong, if any; `{}` in the problem is the value there."""
        if wrong.any():
            row = int(np.argmax(wrong))
            raise self.error(row, f"kolom {column}: {problem.format(self[column].text(row)[:LONGEST_SHOWN])}")


def read_table(
    archive: Archive,
    name: str,
    needed: tuple[str, ...],
    optional: tuple[str, ...] = (),
    *,
    may_be_empty: bool = False,
) -> Table:
    """Return a whole table, which has to have some columns and, unless it may be empty, rows.

    Raises:
        InputError: a column is missing, there are no rows, or it is no CSV in UTF-8.
    """
    blocks = list(read_blocks(archive, name, needed, optional))
    if not may_be_empty and not sum(map(len, blocks)):
        raise InputError(f"{name}.txt in {archive.path.name} heeft geen enkele regel; {AGAIN}.")
    columns = {column: _joined([block[column] for block in blocks]) for column in (*needed, *optional)}
    return Table(archive, name, columns, blocks[0].stated, blocks[-1].ragged_from)


def read_blocks(
    archive: Archive, name: str, needed: tuple[str, ...], optional: tuple[str, ...] = ()
) -> Iterator[Table]:
    """Give a table in blocks of rows, in the order of the file; lines of another length come last.

    Raises:
        InputError: a column is missing, or it is no CSV in UTF-8.
    """
    header, header_lines = _header(archive, name)
    _check_header(archive, name, header, needed)
    wanted = [column for column in (*needed, *optional) if column in header]
    ragged = _Ragged(archive, name)
    stated, count = frozenset(wanted), 0
    if not wanted:  # Arrow takes no columns for all columns
        yield Table(archive, name, _with_empty({}, optional, 0), stated)
        return
    with archive.opened(name) as stream:
        for batch in _batches(ragged, stream, header, wanted, skip=header_lines):
            columns = dict(zip(wanted, map(_column, batch.columns), strict=True))
            yield Table(archive, name, _with_empty(columns, optional, batch.num_rows), stated, first=count)
            count += batch.num_rows
    rows = ragged.rows(header)
    if rows or not count:
        columns = {column: _plain_column([row[header.index(column)] for row in rows]) for column in wanted}
        yield Table(archive, name, _with_empty(columns, optional, len(rows)), stated, ragged_from=count, first=count)


def numpy_of(values: Any) -> NDArray[Any]:
    """Return an Arrow array without missing values as numpy."""
    return np.asarray(values.to_numpy(zero_copy_only=False))


class _Utf8(io.RawIOBase):
    """A stream that only gives UTF-8; UnicodeDecodeError otherwise, also in columns that nobody asks for.

    `quotes` are the quotation marks so far: when they come out odd, one may never be closed.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self.quotes = 0
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        content = self._stream.read(size)
        self._decoder.decode(content, final=not content)
        self.quotes += content.count(b'"')
        return content


@dataclass(slots=True)
class _Ragged:
    """Gathers the lines that are longer or shorter than the header."""

    archive: Archive
    name: str
    texts: list[str] = field(default_factory=list)

    def __call__(self, row: arrow_csv.InvalidRow) -> str:
        if row.text.strip():
            self.texts.append(row.text)
        return "skip" if len(self.texts) <= MOST_RAGGED else "error"

    def rows(self, header: list[str]) -> list[list[str]]:
        """Return these lines as long as the header; InputError when one holds more than it has columns."""
        rows = []
        for number, text in enumerate(self.texts):
            fields = self._fields(number, text)
            if any(fields[len(header) :]):
                raise self._error(
                    number,
                    f"{len(fields)} velden waar {len(header)} kolommen zijn; zet een tekst met een komma tussen"
                    " aanhalingstekens.",
                )
            rows.append((fields + [""] * len(header))[: len(header)])
        return rows

    def _fields(self, number: int, text: str) -> list[str]:
        try:
            return [value.strip() for value in next(csv.reader([text], skipinitialspace=True))]
        except csv.Error as error:
            raise self._error(number, f"geen geldige CSV ({error}); {AGAIN}.") from None

    def _error(self, number: int, problem: str) -> InputError:
        line = line_of(self.archive, self.name, number, 0)
        return InputError(f"{self.name}.txt in {self.archive.path.name}, regel {line}: {problem}")


def _header(archive: Archive, name: str) -> tuple[list[str], int]:
    """Return the column names, trimmed, and on how many lines they stand."""
    with archive.opened(name) as stream:
        # What is wrong below the header is found with its line later on.
        start = io.BytesIO(stream.read(LONGEST_HEADER))
        lines = io.TextIOWrapper(start, "utf-8-sig", errors="replace", newline="")
        reader = csv.reader(lines, skipinitialspace=True)
        try:
            for fields in reader:
                if fields:
                    return [column.strip() for column in fields], reader.line_num
        except csv.Error as error:
            raise InputError(f"{name}.txt in {archive.path.name}: geen geldige CSV ({error}); {AGAIN}.") from None
    raise InputError(f"{name}.txt in {archive.path.name} is leeg; {AGAIN}.")


def _check_header(archive: Archive, name: str, header: list[str], needed: tuple[str, ...]) -> None:
    twice = sorted({column for column in header if column and header.count(column) > 1})
    if twice:
        raise InputError(f"{name}.txt in {archive.path.name}, regel 1: kolom {', '.join(twice)} staat er twee keer.")
    missing = [column for column in needed if column not in header]
    if missing:
        raise InputError(
            f"{name}.txt in {archive.path.name}, regel 1: kolom {', '.join(missing)} ontbreekt;"
            " kies een GTFS-feed volgens de standaard."
        )


def _batches(
    ragged: _Ragged, stream: IO[bytes], header: list[str], wanted: list[str], *, skip: int
) -> Iterator[pa.RecordBatch]:
    archive, name, text = ragged.archive, ragged.name, _Utf8(stream)
    names = [str(index) for index in range(len(header))]  # columns that nobody asks for may share a name
    used = [str(header.index(column)) for column in wanted]
    try:
        yield from arrow_csv.open_csv(
            text,
            read_options=arrow_csv.ReadOptions(
                column_names=names, skip_rows=skip, use_threads=False, block_size=BLOCK_BYTES
            ),
            parse_options=arrow_csv.ParseOptions(newlines_in_values=True, invalid_row_handler=ragged),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(used, TEXT),
                include_columns=used,
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )
    except UnicodeDecodeError:
        line = line_not_utf8(archive, name)
        raise InputError(f"{name}.txt in {archive.path.name}, regel {line}: geen UTF-8; {UTF8}.") from None
    except pa.ArrowInvalid as error:
        if "Empty CSV" in str(error):  # a header and nothing below it
            return
        what = str(error).splitlines()[0][:LONGEST_REASON]
        raise InputError(f"{name}.txt in {archive.path.name} is geen geldige CSV ({what}); {AGAIN}.") from None
    if text.quotes % 2:
        check_closed(archive, name)


def _column(values: pa.DictionaryArray) -> Column:
    distinct = pc.utf8_trim_whitespace(values.dictionary)
    # A space before the opening quote makes the quotes part of the value.
    quoted = pc.match_substring_regex(distinct, '^".*"$')
    if pc.any(quoted).as_py():
        bare = pc.utf8_trim_whitespace(pc.utf8_slice_codeunits(distinct, 1, -1))
        distinct = pc.if_else(quoted, bare, distinct)
    return Column(numpy_of(values.indices), distinct)


def _plain_column(texts: list[str]) -> Column:
    return Column(np.arange(len(texts), dtype=np.int32), pa.array(texts, pa.string()))


def _with_empty(columns: dict[str, Column], optional: tuple[str, ...], count: int) -> dict[str, Column]:
    nothing = Column(np.zeros(count, np.int32), pa.array([""]))
    return columns | {column: nothing for column in optional if column not in columns}


def _joined(parts: list[Column]) -> Column:
    starts = np.cumsum([0, *(len(part.values) for part in parts[:-1])])
    codes = np.concatenate([part.codes + start for part, start in zip(parts, starts, strict=True)]).astype(np.int32)
    return Column(codes, pa.concat_arrays([part.values for part in parts]))
