"""What columns of a feed say: times of the day, numbers and dates. Each distinct value is read once."""

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pipelines.travel.gtfs.tables import Column, Table, numpy_of
from pipelines.travel.timetable import Index, Seconds

NO_TIME = np.int32(-1)
CLOCK = r"^(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d):(?P<seconds>[0-5]\d)$"
WHOLE = r"^-?\d{1,9}$"
DECIMAL = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"
DAY = r"^\d{8}$"


def times(table: Table, column: str) -> Seconds:
    """Return seconds after midnight, also past 24:00; -1 where nothing stands.

    Raises:
        InputError: a value is no time such as 8:05:00 or 25:10:30.
    """
    values = table[column]
    clock = pc.extract_regex(values.values, CLOCK)
    parts = [_numbers(pc.struct_field(clock, name), pa.int32()) for name in ("hours", "minutes", "seconds")]
    seconds = np.where(_known(clock), parts[0] * 3600 + parts[1] * 60 + parts[2], NO_TIME)
    wrong = ~_known(clock) & ~_nothing(values)
    table.refuse(
        values.spread(wrong), column, '"{}" is geen tijd; schrijf bijvoorbeeld 08:05:00, na middernacht 24:05:00.'
    )
    read: Seconds = values.spread(seconds.astype(np.int32))
    return read


def whole(table: Table, column: str, *, missing: int | None = None, least: int = 0) -> Index:
    """Return whole numbers; `missing` where nothing stands.

    Raises:
        InputError: a value is no whole number or less than it can be, or is missing and has to be there.
    """
    values = table[column]
    known = numpy_of(pc.match_substring_regex(values.values, WHOLE)).astype(bool)
    read = _numbers(pc.if_else(pa.array(known), values.values, None), pa.int64())
    wrong = np.where(known, read < least, ~_nothing(values) if missing is not None else True)
    what = "geen heel getal" if least < 0 else f"geen heel getal vanaf {least}"
    table.refuse(values.spread(wrong), column, f'"{{}}" is {what}; verbeter de regel of download de feed opnieuw.')
    filled: Index = values.spread(np.where(known, read, missing or 0).astype(np.int32))
    return filled


def decimals(table: Table, column: str) -> NDArray[np.float64]:
    """Return numbers; NaN where nothing stands.

    Raises:
        InputError: a value is no number.
    """
    values = table[column]
    known = numpy_of(pc.match_substring_regex(values.values, DECIMAL)).astype(bool)
    read = _numbers(pc.if_else(pa.array(known), values.values, None), pa.float64())
    wrong = ~known & ~_nothing(values)
    table.refuse(values.spread(wrong), column, '"{}" is geen getal; verbeter de regel of download de feed opnieuw.')
    filled: NDArray[np.float64] = values.spread(np.where(known, read, np.nan))
    return filled


def days(table: Table, column: str) -> Index:
    """Return dates as ordinals (day 1 is 1 January of year 1).

    Raises:
        InputError: a value is no date such as 20261201.
    """
    values = table[column]
    known = numpy_of(pc.match_substring_regex(values.values, DAY)).astype(bool)
    ordinals = np.array(
        [_ordinal(text) if good else 0 for text, good in zip(values.values.to_pylist(), known, strict=True)], np.int32
    )
    table.refuse(values.spread(ordinals == 0), column, '"{}" is geen datum; schrijf jaar, maand en dag zoals 20261201.')
    read: Index = values.spread(ordinals)
    return read


def required(table: Table, *columns: str) -> None:
    """Refuse the first row in which one of these columns is empty."""
    for column in columns:
        if column in table.stated:
            table.refuse(
                table[column].empty, column, "mag niet leeg zijn; verbeter de regel of download de feed opnieuw."
            )


def unique(table: Table, column: str) -> None:
    """Refuse the first row whose id was used before."""
    texts = table[column].texts
    codes = numpy_of(pc.dictionary_encode(texts).indices)
    first = np.zeros(len(codes), bool)
    first[np.unique(codes, return_index=True)[1]] = True
    table.refuse(~first, column, '"{}" staat er twee keer; verwijder een van beide of download de feed opnieuw.')


def _ordinal(text: str) -> int:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])).toordinal()
    except ValueError:
        return 0


def _nothing(values: Column) -> NDArray[np.bool_]:
    return numpy_of(pc.equal(values.values, "")).astype(bool)


def _known(values: Any) -> NDArray[np.bool_]:
    return numpy_of(pc.is_valid(values)).astype(bool)


def _numbers(values: Any, kind: pa.DataType) -> NDArray[Any]:
    return numpy_of(pc.fill_null(pc.cast(values, kind), 0))
