"""The zip that a feed comes in: which tables it holds and their bytes, read as a stream and never unpacked to disk."""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from matcher.errors import InputError

TABLES = (
    "stops",
    "routes",
    "trips",
    "stop_times",
    "calendar",
    "calendar_dates",
    "frequencies",
    "transfers",
    "feed_info",
)
NEEDED = ("stops", "routes", "trips", "stop_times")
# The stop times of the whole country were 16 million lines in 2016, about a gigabyte; eight is no timetable.
LARGEST = 8 * 1024**3
LARGEST_OTHER = 1024**3  # of any other table
ENCRYPTED = 0x1  # in the flag bits of a zip entry
AGAIN = "download het bestand opnieuw"
DAMAGE = (zipfile.BadZipFile, NotImplementedError, EOFError, UnicodeError, zlib.error, lzma.LZMAError)


@dataclass(frozen=True, slots=True, eq=False)
class Archive:
    """A zip with the tables of one feed; `members` are their places in it by name without `.txt`."""

    path: Path
    members: dict[str, zipfile.ZipInfo]

    def has(self, table: str) -> bool:
        """Whether the feed has this table."""
        return table in self.members

    @contextmanager
    def opened(self, table: str) -> Iterator[IO[bytes]]:
        """Give the bytes of a table as a stream.

        Raises:
            InputError: what is read proves damaged.
        """
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.members[table]) as stream:
                yield stream
        except DAMAGE as error:
            raise InputError(f"{table}.txt in {self.path.name} is beschadigd ({error}); {AGAIN}.") from error
        except OSError as error:
            raise InputError(f"{self.path.name} is niet te lezen ({error}); {AGAIN}.") from error


def open_archive(path: Path) -> Archive:
    """Return the tables in a zip, at its top or together in one folder inside.

    Raises:
        InputError: it is not there, is no whole zip, has a password, or lacks a table that is needed.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except OSError as error:
        raise InputError(f"{path} is niet te lezen ({error.strerror}); controleer het pad en de rechten.") from error
    except DAMAGE as error:
        raise InputError(f"{path.name} is geen hele zip ({error}); {AGAIN}.") from error
    return Archive(path, _tables(path, members))


def _tables(path: Path, members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    by_folder: dict[str, dict[str, zipfile.ZipInfo]] = {}
    for member in members:
        folder, _, name = member.filename.replace("\\", "/").rpartition("/")  # some programs for Windows
        table = name.lower().removesuffix(".txt")
        if table == name.lower() or table not in TABLES or folder.startswith("__MACOSX"):
            continue
        if not member.file_size and table not in NEEDED:  # an empty file for what the publisher does not have
            continue
        found = by_folder.setdefault(folder, {})
        if table in found:
            raise InputError(f"{path.name} bevat {member.filename} twee keer; {AGAIN}.")
        found[table] = member
    chosen = _folder(path, sorted(by_folder))
    tables = by_folder.get(chosen, {})
    _check_present(path, tables)
    for member in tables.values():
        if member.flag_bits & ENCRYPTED:
            raise InputError(
                f"{member.filename} in {path.name} is met een wachtwoord versleuteld; maak een zip zonder wachtwoord."
            )
        largest = LARGEST if member is tables.get("stop_times") else LARGEST_OTHER
        if member.file_size > largest:
            raise InputError(
                f"{member.filename} in {path.name} is groter dan {largest // 1024**3} GB; dat is geen dienstregeling."
            )
    return tables


def _folder(path: Path, folders: list[str]) -> str:
    if not folders or "" in folders:
        return ""  # what stands at the top is what was meant
    if len(folders) > 1:
        raise InputError(
            f"{path.name} bevat meer dan een dienstregeling (in {', '.join(folders)}); maak van elk een eigen zip."
        )
    return folders[0]


def _check_present(path: Path, tables: dict[str, zipfile.ZipInfo]) -> None:
    missing = [f"{table}.txt" for table in NEEDED if table not in tables]
    if not tables:
        raise InputError(
            f"{path.name} bevat geen GTFS (stops.txt, trips.txt en andere); kies de zip van een GTFS-feed."
        )
    if missing:
        raise InputError(f"in {path.name} ontbreekt {', '.join(missing)}; kies een volledige GTFS-feed.")
    if "calendar" not in tables and "calendar_dates" not in tables:
        raise InputError(
            f"in {path.name} ontbreken calendar.txt en calendar_dates.txt: niet bekend is wanneer er gereden wordt;"
            " kies een volledige GTFS-feed."
        )
