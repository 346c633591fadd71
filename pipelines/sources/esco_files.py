"""The files of an ESCO download: which there are, in which language and version, and their lines by column name."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from matcher.errors import TaxonomyError
from pipelines.sources.packages import Entry, entries_of

PREFERRED_LANGUAGE = "nl"
NEEDED = ("occupations", "skills", "occupationSkillRelations")
FILE_NAME = re.compile(r"([a-z]+)(?:_([a-z]{2}))?\.csv", re.IGNORECASE)
VERSIONS = ("1.0", "1.1", "1.2")
READ = "gelezen worden ESCO v1.0, v1.1 en v1.2 (CSV)"
UNKNOWN_VERSION = "versie onbekend"
# The columns do not tell the version, the name does: "ESCO dataset - v1.2.0 - classification - nl - csv".
VERSION = re.compile(r"(?:\bv|esco\D*)(\d{1,2}[._]\d{1,2}(?:[._]\d{1,2})?)(?!\d)", re.IGNORECASE)


class Row:
    """One record of a file; `number` counts lines from 1 and is where the record begins."""

    __slots__ = ("at", "fields", "file", "number")

    def __init__(self, file: str, number: int, at: Mapping[str, int], fields: list[str]) -> None:
        self.file = file
        self.number = number
        self.at = at
        self.fields = fields

    def text(self, column: str) -> str:
        """Return the trimmed value; "" when it is empty or the column is not there."""
        index = self.at.get(column)
        return "" if index is None else self.fields[index].strip()

    def needed(self, column: str) -> str:
        """Return the trimmed value; TaxonomyError when it is empty."""
        value = self.fields[self.at[column]].strip()
        if not value:
            raise self.error(column, "mag niet leeg zijn")
        return value

    def error(self, column: str, problem: str) -> TaxonomyError:
        """Return the error to raise about this column."""
        return TaxonomyError(
            f"{self.file}, regel {self.number}, kolom {column}: {problem}; download ESCO opnieuw of verbeter de regel."
        )


@dataclass(frozen=True, slots=True)
class EscoFiles:
    """The files of one language, by their names without the language and in lower case."""

    source: str
    version: str
    entries: Mapping[str, Entry]

    def has(self, name: str) -> bool:
        """Whether the download has this file."""
        return name.lower() in self.entries

    def file(self, name: str) -> str:
        """Return the name of a file with its language, to tell people about it."""
        entry = self.entries.get(name.lower())
        return entry.name if entry else f"{name}_{PREFERRED_LANGUAGE}.csv"

    def rows(self, name: str, columns: tuple[str, ...]) -> Iterator[Row]:
        """Give the lines of a file that has to have these columns.

        Raises:
            TaxonomyError: the file or a column is missing, it is not UTF-8, or a line is broken.
        """
        entry = self.entries.get(name.lower())
        if entry is None:
            raise TaxonomyError(f"{self.file(name)} ontbreekt in {self.source}; download ESCO opnieuw.")
        records = _records(entry)
        _, header = next(records, (1, None))
        if header is None:
            raise TaxonomyError(f"{entry.name}: het bestand is leeg; download ESCO opnieuw.")
        at = {column.strip(): index for index, column in enumerate(header)}
        missing = [column for column in columns if column not in at]
        if missing:
            raise TaxonomyError(f"{entry.name}, regel 1: kolom {', '.join(missing)} ontbreekt; {READ}.")
        for number, fields in records:
            if len(fields) != len(header):
                raise TaxonomyError(
                    f"{entry.name}, regel {number}: {len(fields)} velden waar {len(header)} kolommen zijn;"
                    " download ESCO opnieuw of verbeter de regel."
                )
            yield Row(entry.name, number, at, fields)


def find_esco(path: Path) -> EscoFiles | None:
    """Return the ESCO files in a folder or a zip, at its top or in a folder inside; None when it holds no ESCO.

    Of several languages the Dutch one is read.

    Raises:
        TaxonomyError: there are several languages and none is Dutch, one language comes twice, it says that it is of a
            version that is not read here, or the zip cannot be used.
    """
    found: dict[str, dict[str, list[Entry]]] = {}  # by name, then by language
    for entry in entries_of(path):
        match = FILE_NAME.fullmatch(entry.name)
        if match:
            found.setdefault(match[1].lower(), {}).setdefault((match[2] or "").lower(), []).append(entry)
    languages = {language for name in NEEDED for language in found.get(name.lower(), {})}
    if not languages - {""} and NEEDED[2].lower() not in found:
        return None
    language = _language(path, sorted(found.get(NEEDED[0].lower(), languages)))
    folder = _folder(path, found, language)
    # Relations hold no words: some downloads give them without a language.
    entries = {
        name: entry
        for name, by_language in found.items()
        for entry in (*by_language.get("", ()), *by_language.get(language, ()))
        if entry.folder == folder
    }
    return EscoFiles(path.name, _version(path, folder), entries)


def decoded(content: bytes, name: str) -> str:
    """Return UTF-8 as text; TaxonomyError names the first line that is not."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TaxonomyError(f"{name}, regel {line}: geen UTF-8; sla het bestand op als CSV (UTF-8).") from None


def _records(entry: Entry) -> Iterator[tuple[int, list[str]]]:
    """Give the records that are not blank, each with the line where it begins."""
    # Strict: an unclosed quotation mark would silently swallow the rest of the file.
    reader = csv.reader(io.StringIO(decoded(entry.read(), entry.name), newline=""), strict=True)
    begins = 1
    try:
        for fields in reader:
            if fields:
                yield begins, fields
            begins = reader.line_num + 1
    except csv.Error as error:
        raise TaxonomyError(
            f"{entry.name}, regel {begins}: geen geldige CSV ({error}); download ESCO opnieuw."
        ) from None


def _language(path: Path, languages: list[str]) -> str:
    if PREFERRED_LANGUAGE in languages:
        return PREFERRED_LANGUAGE
    if len(languages) == 1:
        return languages[0]
    raise TaxonomyError(
        f"{path}: ESCO in meer dan een taal ({', '.join(languages)}) en niet in het Nederlands;"
        " laat de bestanden van een taal staan."
    )


def _folder(path: Path, found: Mapping[str, Mapping[str, list[Entry]]], language: str) -> str:
    """Return the folder inside that has this language: all files have to come from one download."""
    folders = next(
        sorted({entry.folder for entry in found[name.lower()][language]})
        for name in NEEDED
        if language in found.get(name.lower(), {})
    )
    if "" in folders:
        return ""  # what stands at the top is what was named
    if len(folders) > 1:
        raise TaxonomyError(f"{path}: ESCO staat er meer dan eens in ({', '.join(folders)}); kies een van die mappen.")
    return folders[0]


def _version(path: Path, folder: str) -> str:
    """Return the version that the names of folder or zip state; TaxonomyError when it is not one that is read."""
    for name in (folder, path.resolve().name):
        stated = VERSION.search(name)
        if stated and "esco" in name.lower():  # "gemeente-v2.3" says nothing of what is in it
            version = stated[1].replace("_", ".")
            if not f"{version}.".startswith(tuple(f"{known}." for known in VERSIONS)):
                raise TaxonomyError(
                    f"{path}: versie {version} van ESCO is hier niet bekend; {READ}. Kies een van die, of werk"
                    " Springplank bij."
                )
            return version
    return UNKNOWN_VERSION
