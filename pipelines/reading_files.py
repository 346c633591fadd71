"""Reading whole files of one kind, several at once where that pays. Other processes import this: it imports little."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from joblib import Parallel, delayed

from matcher.domain import Client, Licence, Vacancy
from matcher.errors import InputError
from pipelines.parcels import no_collection, packed, unpacked
from pipelines.settings import Settings
from pipelines.sources.clients import read_clients
from pipelines.sources.courses import CourseRow, read_courses, read_together
from pipelines.sources.outlook import OutlookRow, read_outlook
from pipelines.sources.rows import Note, Parsed, Source
from pipelines.sources.vacancies import read_vacancies

T = TypeVar("T", Vacancy, Client, CourseRow, OutlookRow)

# Other processes pay from here: starting one takes as long as reading about this much.
PARALLEL_FROM_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be used, with the reason and its text."""

    note: Note
    raw: str


@dataclass(frozen=True, slots=True)
class Accepted(Generic[T]):
    """A row that can be used. `raw` is its text where it may yet be refused, as its id comes twice, else ""."""

    line: int
    value: T
    warnings: tuple[Note, ...]
    raw: str = ""


@dataclass(frozen=True, slots=True)
class FileRead(Generic[T]):
    """All there is in one file, in order; `notes` are about the file as a whole."""

    path: Path
    accepted: tuple[Accepted[T], ...]
    refused: tuple[Refused, ...]
    notes: tuple[Note, ...]


def read_vacancy_files(paths: Sequence[Path], papers: Mapping[str, str]) -> list[FileRead[Vacancy]]:
    """Return the vacancies of these files; InputError when one cannot be read at all."""
    size = sum(path.stat().st_size for path in paths if path.is_file())
    workers = min(Settings.from_env().workers, len(paths))
    if workers > 1 and size >= PARALLEL_FROM_BYTES:
        return [unpacked(found) for found in Parallel(n_jobs=workers)(delayed(_packed)(path, papers) for path in paths)]
    return [read_vacancy_file(path, papers) for path in paths]


def _packed(path: Path, papers: Mapping[str, str]) -> bytes:
    with no_collection():
        return packed(read_vacancy_file(path, papers))


def read_vacancy_file(path: Path, papers: Mapping[str, str]) -> FileRead[Vacancy]:
    """Return the vacancies of one file."""
    return _whole(path, read_vacancies(path, papers))


def read_older_file(path: Path, papers: Mapping[str, str], why_not: Callable[[date | None], str]) -> FileRead[Vacancy]:
    """Return the vacancies of one file; refused is also what has a day of posting that cannot be used, and why."""
    source = read_vacancies(path, papers)

    def judged(parsed: Parsed[Vacancy]) -> Parsed[Vacancy]:
        reason = "" if parsed.value is None else why_not(parsed.value.published)
        return Parsed(parsed.row, None, Note(parsed.row.line, "publicatiedatum", reason)) if reason else parsed

    return _whole(path, replace(source, rows=map(judged, source.rows)))


def read_client_file(path: Path, papers: Mapping[str, str]) -> FileRead[Client]:
    """Return the profiles of one file."""
    return _whole(path, read_clients(path, papers))


def read_course_files(paths: Sequence[Path], papers: Mapping[str, str]) -> list[FileRead[CourseRow]]:
    """Return the courses of these files, each with its own rows; what one OOAPI file refers to may stand in another.

    InputError when one cannot be read at all, or there is not one row in all of them.
    """
    index = read_together(paths)
    reads = [_whole(path, read_courses(path, papers, index)) for path in paths]
    if reads and not any(read.accepted or read.refused for read in reads):
        names = ", ".join(str(path) for path in paths)
        reasons = "; ".join(dict.fromkeys(note.reason for read in reads for note in read.notes if not note.field))
        raise InputError(f"{names}: {reasons}; lever er het bestand met opleidingen bij (nog een keer --courses)")
    return reads


def read_outlook_file(path: Path) -> FileRead[OutlookRow]:
    """Return what one table says of occupations."""
    return _whole(path, read_outlook(path))


def _whole(path: Path, source: Source[T]) -> FileRead[T]:
    rows = list(source.rows)
    often = Counter(_id_of(parsed.value) for parsed in rows)

    accepted, refused = [], []
    for parsed in rows:
        if parsed.value is None:
            if parsed.refusal is not None:
                refused.append(Refused(parsed.refusal, parsed.row.raw))
            continue
        raw = parsed.row.raw if often[_id_of(parsed.value)] > 1 else ""
        accepted.append(Accepted(parsed.row.line, parsed.value, parsed.warnings, raw))
    return FileRead(path, tuple(accepted), tuple(refused), source.notes)


def _id_of(value: Vacancy | Client | CourseRow | OutlookRow | None) -> str | None:
    return value.id if isinstance(value, Vacancy | Client) else None


def licence_words(licences: Sequence[Licence]) -> dict[str, str]:
    """Return every way to write a licence, in lower case, with its id."""
    words = {}
    for licence in licences:
        for word in (licence.id, licence.label, *licence.alt_labels):
            words[word.casefold()] = licence.id
    return words
