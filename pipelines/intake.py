"""Reading every file of one import, before anything of the home is touched; all that is refused is counted and told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from matcher.codes import Workplace
from matcher.domain import Client, Location, Vacancy
from pipelines.duplicates import Arrival, Gathered, fingerprint
from pipelines.gathered_courses import GatheredCourses
from pipelines.geocoding import Geocoder
from pipelines.history import why_not
from pipelines.market import SourceCount
from pipelines.reading_files import (
    Accepted,
    FileRead,
    Refused,
    read_client_file,
    read_course_files,
    read_older_file,
    read_outlook_file,
    read_vacancy_files,
)
from pipelines.rejects import Remarks
from pipelines.sources.courses import CourseRow
from pipelines.sources.outlook import OutlookRow
from pipelines.sources.rows import Note

T = TypeVar("T", Vacancy, Client, CourseRow, OutlookRow)
Progress = Callable[[str], None]
KINDS = ("vacancies", "clients", "courses", "outlook", "history")


@dataclass(frozen=True, slots=True)
class Files:
    """What to read; nothing of a kind leaves what the home has of it."""

    vacancies: tuple[Path, ...] = ()
    clients: tuple[Path, ...] = ()
    courses: tuple[Path, ...] = ()
    taxonomy: Path | None = None
    outlook: tuple[Path, ...] = ()
    history: tuple[Path, ...] = ()

    @property
    def every(self) -> tuple[Path, ...]:
        """All of them but the taxonomy, which may be a folder."""
        return (*self.vacancies, *self.clients, *self.courses, *self.outlook, *self.history)


@dataclass(slots=True)
class Counter:
    """Counts of one file while it is read."""

    file: str
    kind: str
    read: int = 0
    accepted: int = 0
    refused: int = 0
    merged: int = 0

    def done(self, remarks: Remarks) -> SourceCount:
        """Return the counts with what there is to tell of the file."""
        return SourceCount(
            self.file, self.kind, self.read, self.accepted, self.refused, self.merged, remarks.summary(self.file)
        )


@dataclass(frozen=True, slots=True)
class Taken:
    """What the files of one import hold. `outlooks` are the rows of each table."""

    vacancies: Gathered
    clients: dict[str, Client]
    courses: GatheredCourses
    outlooks: list[list[OutlookRow]]
    older: list[Vacancy]


@dataclass(slots=True)
class Intake:
    """Reads files and keeps what there is to tell of each; `on` is the day of the home."""

    files: Files
    geocoder: Callable[[], Geocoder]
    on: date
    progress: Progress
    remarks: Remarks = field(default_factory=Remarks)
    counters: list[Counter] = field(default_factory=list)

    def take_all(self, papers: Mapping[str, str]) -> Taken:
        """Return what is in the files; InputError when one cannot be read at all."""
        return Taken(
            vacancies=self._read_vacancies(papers),
            clients=self._read_clients(papers),
            courses=self._read_courses(papers),
            outlooks=[self._read_outlook(path) for path in self.files.outlook],
            older=self._read_older(papers),
        )

    def useless(self) -> list[Counter]:
        """Return the files of a kind of which not one row can be used, [] when every kind has some."""
        for kind in KINDS:
            counters = [counter for counter in self.counters if counter.kind == kind]
            if counters and not any(counter.accepted for counter in counters):
                return counters
        return []

    def sources(self, kind: str | None = None) -> tuple[SourceCount, ...]:
        """Return the counts per file, of one kind or of all."""
        chosen = (counter for counter in self.counters if kind in (None, counter.kind))
        return tuple(counter.done(self.remarks) for counter in chosen)

    def _take(self, read: FileRead[T], kind: str, take: Callable[[Accepted[T], Counter], str]) -> None:
        """Count one file; `take` says why a good row is refused after all, "" when it is not."""
        counter = Counter(file=self._name(read.path), kind=kind, read=len(read.accepted) + len(read.refused))
        self.counters.append(counter)
        refused = list(read.refused)
        for row in read.accepted:
            reason = take(row, counter)
            if reason:
                refused.append(Refused(Note(row.line, "id", reason), row.raw))
                continue
            for warning in row.warnings:
                self.remarks.warn(counter.file, warning)
        counter.refused = len(refused)
        for one in sorted(refused, key=lambda one: one.note.line):
            self.remarks.refuse(counter.file, one.note, one.raw)
        for note in read.notes:
            self.remarks.warn(counter.file, note)

    def _name(self, path: Path) -> str:
        alone = sum(other.name == path.name for other in self.files.every) == 1
        return path.name if alone else str(path)

    def _note_place(self, location: Location, counter: Counter, line: int) -> None:
        """Warn about a place that cannot be found or is not sure."""
        note = self.geocoder().locate(location).note
        if note:
            self.remarks.warn(counter.file, Note(line, "plaats", note))

    def _read_vacancies(self, papers: Mapping[str, str]) -> Gathered:
        gathered = Gathered()

        def take(row: Accepted[Vacancy], counter: Counter) -> str:
            arrival = gathered.add(row.value, counter.file)
            if arrival is Arrival.CLASH:
                return "dit id staat al eerder in dit bestand met een andere inhoud; geef elke vacature een eigen id"
            if arrival is Arrival.RENAMED:
                reason = "id is ook in een ander bestand gebruikt; de bron is ervoor gezet"
                self.remarks.warn(counter.file, Note(row.line, "id", reason))
            if row.value.workplace is not Workplace.REMOTE:
                self._note_place(row.value.location, counter, row.line)
            counter.merged += arrival is Arrival.SAME
            counter.accepted += arrival is not Arrival.SAME
            return ""

        if self.files.vacancies:
            self.progress(f"vacatures lezen uit {', '.join(path.name for path in self.files.vacancies)}")
        for read in read_vacancy_files(self.files.vacancies, papers):
            self._take(read, "vacancies", take)
        return gathered

    def _read_clients(self, papers: Mapping[str, str]) -> dict[str, Client]:
        clients: dict[str, Client] = {}

        def take(row: Accepted[Client], counter: Counter) -> str:
            client = row.value
            if client.id in clients and clients[client.id] != client:
                return "dit id komt al eerder voor met een andere inhoud; geef elke cliënt een eigen id"
            self._note_place(client.home, counter, row.line)
            counter.merged += client.id in clients
            counter.accepted += client.id not in clients
            clients[client.id] = client
            return ""

        for path in self.files.clients:
            self.progress(f"profielen lezen uit {path.name}")
            self._take(read_client_file(path, papers), "clients", take)
        return clients

    def _read_courses(self, papers: Mapping[str, str]) -> GatheredCourses:
        gathered = GatheredCourses(self.on)

        def take(row: Accepted[CourseRow], counter: Counter) -> str:
            arrival = gathered.add(row.value, counter.file)
            if arrival is Arrival.CLASH:
                return "dit id hoort al bij een opleiding met een andere titel; geef elke opleiding een eigen id"
            counter.merged += arrival is Arrival.SAME
            counter.accepted += arrival is Arrival.NEW
            for offering in row.value.offerings[:1]:
                if not offering.online:
                    self._note_place(offering.location, counter, row.line)
            return ""

        if self.files.courses:
            self.progress(f"opleidingen lezen uit {', '.join(path.name for path in self.files.courses)}")
        for read in read_course_files(self.files.courses, papers):
            self._take(read, "courses", take)
            if note := gathered.past_of(self._name(read.path)):
                self.remarks.warn(self._name(read.path), note)
        return gathered

    def _read_older(self, papers: Mapping[str, str]) -> list[Vacancy]:
        """Return vacancies for the history alone."""
        found: dict[tuple[bytes, date | None], Vacancy] = {}

        def take(row: Accepted[Vacancy], counter: Counter) -> str:
            key = fingerprint(row.value), row.value.published
            counter.merged += key in found
            counter.accepted += key not in found
            found.setdefault(key, row.value)
            return ""

        for path in self.files.history:
            self.progress(f"eerdere vacatures lezen uit {path.name}")
            self._take(read_older_file(path, papers, lambda posted: why_not(posted, self.on)), "history", take)
        return list(found.values())

    def _read_outlook(self, path: Path) -> list[OutlookRow]:
        rows: dict[str, OutlookRow] = {}

        def take(row: Accepted[OutlookRow], counter: Counter) -> str:
            known = row.value.key in rows
            if rows.setdefault(row.value.key, row.value) != row.value:
                return f"{row.value.key} staat al eerder in deze tabel met andere waarden; houd één regel over"
            counter.merged += known
            counter.accepted += not known
            return ""

        self.progress(f"vooruitzichten lezen uit {path.name}")
        self._take(read_outlook_file(path), "outlook", take)
        return list(rows.values())
