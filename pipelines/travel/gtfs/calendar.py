"""On which days each service of a feed runs: from the weekly calendar, the exceptions to it, or exceptions alone."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from matcher.errors import InputError
from pipelines.travel.gtfs.archive import Archive
from pipelines.travel.gtfs.tables import Table, read_table
from pipelines.travel.gtfs.values import days, required, unique, whole
from pipelines.travel.timetable import Index

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ADDED, REMOVED = 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class Weekly:
    """Services that run every week on some `weekdays` [services, 7], from `first` to `last`, as ordinals of days."""

    service: Index
    weekdays: NDArray[np.bool_]
    first: Index
    last: Index


@dataclass(frozen=True, slots=True, eq=False)
class Exceptions:
    """Days, as ordinals, on which a service runs as an exception (`added`), or does not."""

    service: Index
    day: Index
    added: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class DayCounts:
    """How many trips there are a day: `trips[i]` on the day with ordinal `first + i`."""

    first: int
    trips: NDArray[np.int64]

    def on(self, day: date) -> int:
        """Return the trips of one day; 0 outside the calendar."""
        at = day.toordinal() - self.first
        return int(self.trips[at]) if 0 <= at < len(self.trips) else 0

    @property
    def days(self) -> tuple[date, ...]:
        """The days with any trip, in order."""
        return tuple(date.fromordinal(self.first + int(at)) for at in np.flatnonzero(self.trips))


@dataclass(frozen=True, slots=True, eq=False)
class Services:
    """The services of a feed: `ids`, those of a week and the exceptions, by index in `ids`."""

    ids: pa.StringArray
    weekly: Weekly
    exceptions: Exceptions

    def running(self, day: date) -> NDArray[np.bool_]:
        """Return which services run on a day."""
        ordinal = day.toordinal()
        runs = np.zeros(len(self.ids), bool)
        weekly = self.weekly
        within = (weekly.first <= ordinal) & (ordinal <= weekly.last)
        runs[weekly.service[within & weekly.weekdays[:, day.weekday()]]] = True
        today = self.exceptions.day == ordinal
        runs[self.exceptions.service[today]] = self.exceptions.added[today]
        return runs

    def count(self, trips: NDArray[np.int64]) -> DayCounts:
        """Return how many trips there are a day, given how many each service has."""
        weekly, exceptions = self.weekly, self.exceptions
        never = not len(weekly.first) and not len(exceptions.day)
        if never:
            return DayCounts(0, np.zeros(0, np.int64))
        first = int(np.concatenate([weekly.first, exceptions.day]).min())
        last = int(np.concatenate([weekly.last, exceptions.day]).max())
        counts = np.zeros(last - first + 1, np.int64)
        for weekday in range(7):
            runs = weekly.weekdays[:, weekday]
            steps = np.zeros(len(counts) + 1, np.int64)
            np.add.at(steps, weekly.first[runs] - first, trips[weekly.service[runs]])
            np.add.at(steps, weekly.last[runs] - first + 1, -trips[weekly.service[runs]])
            # Day 1 of the calendar was a Monday, so an ordinal is 1 more than its weekday, modulo 7.
            on = slice((weekday + 1 - first) % 7, None, 7)
            counts[on] += np.cumsum(steps[:-1])[on]
        usual = self._usual(exceptions.service, exceptions.day)
        change = exceptions.added.astype(np.int64) - usual
        np.add.at(counts, exceptions.day - first, change * trips[exceptions.service])
        return DayCounts(first, counts)

    def _usual(self, service: Index, day: Index) -> NDArray[np.int64]:
        """Return 1 where the weekly calendar has the service run on the day, else 0."""
        weekly = self.weekly
        row = np.full(len(self.ids), -1)
        row[weekly.service] = np.arange(len(weekly.service))
        if not len(weekly.service):
            return np.zeros(len(day), np.int64)
        at = row[service]
        within = (at >= 0) & (weekly.first[at] <= day) & (day <= weekly.last[at])
        usual: NDArray[np.int64] = (within & weekly.weekdays[at, (day - 1) % 7]).astype(np.int64)
        return usual


def read_services(archive: Archive) -> Services:
    """Return the services of a feed.

    Raises:
        InputError: a date or weekday cannot be, a service comes twice or ends before it begins, an exception is of no
            known kind or contradicts another.
    """
    week, exceptions = _calendar(archive), _calendar_dates(archive)
    parts = [table["service_id"].texts for table in (week, exceptions) if table is not None]
    ids = pc.unique(pa.concat_arrays(parts))
    services = Services(ids, _weekly(week, ids), _exceptions(exceptions, ids))
    if not len(services.weekly.service) and not len(services.exceptions.day):
        raise InputError(f"{archive.path.name}: de kalender is leeg; kies een volledige GTFS-feed.")
    return services


def _calendar(archive: Archive) -> Table | None:
    if not archive.has("calendar"):
        return None
    columns = ("service_id", *WEEKDAYS, "start_date", "end_date")
    # Some feeds give the header alone and put every day in the exceptions.
    return read_table(archive, "calendar", columns, may_be_empty=archive.has("calendar_dates"))


def _calendar_dates(archive: Archive) -> Table | None:
    if not archive.has("calendar_dates"):
        return None
    columns = ("service_id", "date", "exception_type")
    return read_table(archive, "calendar_dates", columns, may_be_empty=archive.has("calendar"))


def _weekly(table: Table | None, ids: pa.StringArray) -> Weekly:
    if table is None or not len(table):
        none = np.zeros(0, np.int32)
        return Weekly(none, np.zeros((0, 7), bool), none, none)
    required(table, "service_id")
    unique(table, "service_id")
    weekdays = np.column_stack([whole(table, column) for column in WEEKDAYS])
    for at, column in enumerate(WEEKDAYS):
        table.refuse(weekdays[:, at] > 1, column, '"{}" is geen 0 of 1; verbeter de regel.')
    first, last = days(table, "start_date"), days(table, "end_date")
    table.refuse(last < first, "end_date", "{} ligt voor start_date; verbeter de regel.")
    return Weekly(table["service_id"].places_in(ids).astype(np.int32), weekdays.astype(bool), first, last)


def _exceptions(table: Table | None, ids: pa.StringArray) -> Exceptions:
    if table is None or not len(table):
        none = np.zeros(0, np.int32)
        return Exceptions(none, none, np.zeros(0, bool))
    required(table, "service_id")
    kind = whole(table, "exception_type")
    table.refuse((kind != ADDED) & (kind != REMOVED), "exception_type", '"{}" is geen 1 of 2; verbeter de regel.')
    service, day = table["service_id"].places_in(ids).astype(np.int32), days(table, "date")
    _check_contradictions(table, service, day, kind)
    key = service.astype(np.int64) << 32 | day
    once = np.unique(key, return_index=True)[1]
    return Exceptions(service[once], day[once], kind[once] == ADDED)


def _check_contradictions(table: Table, service: Index, day: Index, kind: Index) -> None:
    order = np.lexsort((day, service))
    same = (service[order][1:] == service[order][:-1]) & (day[order][1:] == day[order][:-1])
    wrong = np.zeros(len(order), bool)
    wrong[order[1:][same & (kind[order][1:] != kind[order][:-1])]] = True
    table.refuse(
        wrong, "exception_type", "een eerdere regel zegt van deze dienst en dag het omgekeerde; verwijder er een."
    )
