"""The files of an ESCO download: which there are, in which language, and their lines by the names of the columns."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from matcher.errors import TaxonomyError

PREFERRED_LANGUAGE = "nl"
NEEDED = ("occupations", "skills", "occupationSkillRelations")
FILE_NAME = re.compile(r"([a-z]+)(?:_([a-z]{2}))?\.csv", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file; `number` counts lines from 1 and is where the record ends."""

    file: str
    number: int
    values: Mapping[str, str]

    def text(self, column: str) -> str:
        """Return the trimmed value; "" when it is empty or the column is not there."""
        return self.values.get(column, "").strip()

    def needed(self, column: str) -> str:
        """Return the trimmed value; TaxonomyError when it is empty."""
        value = self.text(column)
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
    """The files of one language in a folder: from the name without language, in lower case, to the path."""

    folder: Path
    paths: Mapping[str, Path]

    def has(self, name: str) -> bool:
        """Whether the download has this file."""
        return name.lower() in self.paths

    def rows(self, name: str, columns: tuple[str, ...]) -> Iterator[Row]:
        """Give the lines of a file that has to have these columns.

        Raises:
            TaxonomyError: the file or a column is missing, it is not UTF-8, or a line is broken.
        """
        path = self.paths.get(name.lower())
        if path is None:
            raise TaxonomyError(f"{name}_{PREFERRED_LANGUAGE}.csv ontbreekt in {self.folder}; download ESCO opnieuw.")
        # Strict: an unclosed quotation mark would silently swallow the rest of the file.
        reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
        header: list[str] | None = None
        while True:
            begins = reader.line_num + 1
            try:
                fields = next(reader, None)
            except csv.Error as error:
                raise TaxonomyError(
                    f"{path.name}, regel {begins}: geen geldige CSV ({error}); download ESCO opnieuw."
                ) from None
            if fields is None:
                break
            if header is None:
                header = [column.strip() for column in fields]
                missing = [column for column in columns if column not in header]
                if missing:
                    raise TaxonomyError(
                        f"{path.name}, regel 1: kolom {', '.join(missing)} ontbreekt; download ESCO opnieuw."
                    )
            elif fields:
                if len(fields) != len(header):
                    raise TaxonomyError(
                        f"{path.name}, regel {reader.line_num}: {len(fields)} velden waar {len(header)} kolommen zijn;"
                        " download ESCO opnieuw of verbeter de regel."
                    )
                yield Row(path.name, reader.line_num, dict(zip(header, fields, strict=True)))
        if header is None:
            raise TaxonomyError(f"{path.name}: het bestand is leeg; download ESCO opnieuw.")


def find_esco(folder: Path) -> EscoFiles | None:
    """Return the ESCO files in a folder; None when it holds no ESCO download.

    Of several languages the Dutch one is read; TaxonomyError when there are several and none is Dutch.
    """
    found: dict[str, dict[str, Path]] = {}
    for path in sorted(folder.iterdir()):
        match = FILE_NAME.fullmatch(path.name)
        if match and path.is_file():
            found.setdefault(match[1].lower(), {})[(match[2] or "").lower()] = path
    languages = {language for name in NEEDED for language in found.get(name.lower(), {})}
    if not languages - {""} and NEEDED[2].lower() not in found:
        return None
    own = found.get(NEEDED[0].lower(), {}) or dict.fromkeys(languages, folder)
    if PREFERRED_LANGUAGE in own:
        language = PREFERRED_LANGUAGE
    elif len(own) == 1:
        language = next(iter(own))
    else:
        raise TaxonomyError(
            f"{folder}: ESCO in meer dan een taal ({', '.join(sorted(own))}) en niet in het Nederlands;"
            " laat de bestanden van een taal staan."
        )
    # Relations hold no words: some downloads give them without a language.
    paths = {name: by_language.get(language) or by_language.get("") for name, by_language in found.items()}
    return EscoFiles(folder, {name: path for name, path in paths.items() if path is not None})


def read_text(path: Path) -> str:
    """Return a UTF-8 file as text; TaxonomyError names the first line that is not."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TaxonomyError(f"{path} is niet te lezen ({error.strerror}); controleer de rechten.") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TaxonomyError(f"{path.name}, regel {line}: geen UTF-8; sla het bestand op als CSV (UTF-8).") from None
