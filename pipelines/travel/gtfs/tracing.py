"""Where in a table something is wrong: found by reading it once more, slowly, which only an error has to wait for."""

import csv
import io
from collections.abc import Iterator
from contextlib import suppress

from matcher.errors import InputError
from pipelines.travel.gtfs.archive import Archive


def line_of(archive: Archive, name: str, row: int, ragged_from: int | None) -> int:
    """Return the line on which a row begins; rows from `ragged_from` count those of another length than the header."""
    ragged = ragged_from is not None and row >= ragged_from
    left = row - (ragged_from or 0) if ragged else row
    width = 0
    for begins, fields in _records(archive, name):
        if width and (len(fields) != width) == ragged:
            if not left:
                return begins
            left -= 1
        width = width or len(fields)
    return 1


def check_closed(archive: Archive, name: str) -> None:
    """Refuse a table that ends inside quotation marks: all lines behind it have become one value."""
    with archive.opened(name) as stream:
        reader = csv.reader(io.TextIOWrapper(stream, "utf-8-sig", newline=""), strict=True)
        begins = 1
        try:
            for _ in reader:
                begins = reader.line_num + 1
        except csv.Error:
            raise InputError(
                f"{name}.txt in {archive.path.name}, regel {begins}: een aanhalingsteken wordt niet gesloten;"
                " verbeter de regel of download de feed opnieuw."
            ) from None


def line_not_utf8(archive: Archive, name: str) -> int:
    """Return the first line that is not UTF-8."""
    with archive.opened(name) as stream:
        for number, line in enumerate(stream, start=1):
            try:
                line.decode("utf-8-sig")
            except UnicodeDecodeError:
                return number
    return 1


def _records(archive: Archive, name: str) -> Iterator[tuple[int, list[str]]]:
    """Give the records that are not blank, each with the line where it begins, as far as there is sense in them."""
    with archive.opened(name) as stream, suppress(csv.Error):
        reader = csv.reader(io.TextIOWrapper(stream, "utf-8-sig", errors="replace", newline=""))
        begins = 1
        for fields in reader:
            if fields[1:] or any(field.strip() for field in fields):
                yield begins, fields
            begins = reader.line_num + 1
