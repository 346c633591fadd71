"""A folder or a zip as the files in it, each read whole and never unpacked to disk."""

import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from matcher.errors import TaxonomyError

# The largest file of ESCO v1.2 is 29 MB; what claims nine times as much is no classification.
LARGEST = 256 * 1024 * 1024
# A download of ESCO holds some twenty files a language, in at most 28 languages.
MOST_FILES = 10_000
ENCRYPTED = 0x1  # in the flag bits of a zip entry
AGAIN = "download het bestand opnieuw"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a folder or a zip: `folder` is where it stands inside, "" at the top; `read` gives its bytes.

    Reading raises TaxonomyError when the file cannot be read or is larger than a taxonomy can be.
    """

    folder: str
    name: str
    read: Callable[[], bytes]


def entries_of(path: Path) -> tuple[Entry, ...]:
    """Return the files of a folder and of the folders straight in it, or those of a zip; hidden ones are left out.

    Raises:
        TaxonomyError: it is neither, it is damaged, or a zip holds more or stranger things than a download does.
    """
    try:
        found = _of_folder(path) if path.is_dir() else _of_zip(path)
        return tuple(sorted(found, key=lambda entry: (entry.folder, entry.name)))
    except OSError as error:
        raise TaxonomyError(f"{path} is niet te lezen ({error.strerror}); controleer het pad en de rechten.") from error
    except (zipfile.BadZipFile, NotImplementedError, UnicodeError) as error:
        raise TaxonomyError(f"{path.name} is geen bruikbare zip ({error}); {AGAIN}.") from error


def _of_folder(path: Path) -> Iterator[Entry]:
    for child in path.iterdir():
        if child.name.startswith("."):
            continue
        if child.is_file():
            yield Entry("", child.name, partial(read_file, child))
        elif child.is_dir():
            for file in child.iterdir():
                if file.is_file() and not file.name.startswith("."):
                    yield Entry(child.name, file.name, partial(read_file, file))


def read_file(path: Path) -> bytes:
    """Return the bytes of a file of at most the largest size."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise TaxonomyError(f"{path} is niet te lezen ({error.strerror}); controleer de rechten.") from error
    return _within(content, path.name)


def _of_zip(path: Path) -> Iterator[Entry]:
    with zipfile.ZipFile(path) as archive:
        members = [member for member in archive.infolist() if not member.filename.endswith(("/", "\\"))]
    if len(members) > MOST_FILES:
        raise TaxonomyError(f"{path.name} bevat {len(members)} bestanden, meer dan een download van ESCO; {AGAIN}.")
    seen = set()
    for member in members:
        parts = member.filename.replace("\\", "/").split("/")  # some programs for Windows write backslashes
        if "" in parts or ".." in parts or ":" in parts[0]:
            raise TaxonomyError(f"{path.name} bevat een bestand met een vreemd pad ({member.filename!r}); {AGAIN}.")
        if tuple(parts) in seen:
            raise TaxonomyError(f"{path.name} bevat {member.filename!r} twee keer; {AGAIN}.")
        seen.add(tuple(parts))
        if not any(part.startswith((".", "__MACOSX")) for part in parts):
            yield Entry("/".join(parts[:-1]), parts[-1], partial(_read_member, path, member))


def _read_member(path: Path, member: zipfile.ZipInfo) -> bytes:
    where = f"{member.filename} in {path.name}"
    if member.flag_bits & ENCRYPTED:
        raise TaxonomyError(f"{where} is met een wachtwoord versleuteld; maak een zip zonder wachtwoord.")
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as file:
            content = file.read(LARGEST + 1)  # what the zip says of its size may be a lie
    except (zipfile.BadZipFile, NotImplementedError, EOFError, UnicodeError, zlib.error, lzma.LZMAError) as error:
        raise TaxonomyError(f"{where} is beschadigd ({error}); {AGAIN}.") from error
    except OSError as error:
        raise TaxonomyError(f"{path} is niet te lezen ({error.strerror or error}); controleer de rechten.") from error
    return _within(content, where)


def _within(content: bytes, where: str) -> bytes:
    if len(content) > LARGEST:
        raise TaxonomyError(f"{where} is groter dan {LARGEST // 1024**2} MB; dat is geen bestand van een taxonomie.")
    return content
