"""Files that say where postcodes are: GeoNames' postal format and delimited files with a header, also in a zip.

A country has half a million postcodes with letters, so a file is read as columns and never row by row.
"""

import csv
import hashlib
import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow.csv import ConvertOptions, InvalidRow, ParseOptions, ReadOptions, read_csv

from matcher.errors import InputError
from pipelines.plane import NETHERLANDS, Kilometres
from pipelines.sources.delimited import EXCEL_LINE, SEPARATORS, split_record
from pipelines.sources.files import read_head, unreadable
from pipelines.sources.text import fold, quote

LARGEST = 512 * 1024 * 1024  # bytes; a national file of postcodes with letters has about 30 MB
ENCRYPTED = 0x1  # in the flag bits of a zip entry
ZIP = b"PK\x03\x04"
WIDE = (b"\xff\xfe", b"\xfe\xff")

# GeoNames' postal files have no header; this is what their readme says of the columns, the last one often empty.
GEONAMES = (
    "land", "postcode", "plaats", "gebied1", "code1", "gebied2", "code2", "gebied3", "code3",
    "breedtegraad", "lengtegraad", "nauwkeurigheid",
)  # fmt: skip
GEONAMES_LICENCE = "GeoNames (geonames.org), CC BY 4.0"
OWN_LICENCE = "eigen bestand"

# Names as files write them, without case and signs; the first that a file has counts.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "land": ("countrycode", "country", "land", "landcode"),
    "postcode": ("postcode", "pc6", "postalcode", "postcode6", "zipcode", "zip", "pc", "pc4", "postcode4"),
    "plaats": ("plaats", "plaatsnaam", "woonplaats", "place", "placename", "city"),
    "breedtegraad": ("breedtegraad", "latitude", "lat", "breedte"),
    "lengtegraad": ("lengtegraad", "longitude", "lon", "lng", "lengte"),
    "rd_x": ("rdx", "xrd", "x"),
    "rd_y": ("rdy", "yrd", "y"),
}
DEGREES, METRES = ("breedtegraad", "lengtegraad"), ("rd_x", "rd_y")
NEEDED = "postcode, en breedtegraad en lengtegraad, of rd_x en rd_y in meters"

POSTCODE = r"^(?:NL[ -]*)?(?P<digits>[1-9][0-9]{3})(?:\.0)? *-? *(?P<letters>[A-Z]{2})?$"
NUMBER = r"^[+-]?[0-9]{1,7}(?:\.[0-9]*)?$"
MOSTLY = 0.5  # of the rows: a mistake of the whole file and not of a row

NO_COUNTRY = "niet in Nederland volgens de landcode"
NO_POSTCODE = "geen Nederlandse postcode"
NO_NUMBER = "zonder coördinaten"
OUTSIDE = "buiten Nederland"
BROKEN = "regel met een ander aantal velden"


@dataclass(frozen=True, slots=True)
class PostcodeSource:
    """A file that postcodes came from: its name, the SHA-256 of its bytes in hex, and on what terms it may be used."""

    name: str
    sha256: str
    licence: str


@dataclass(frozen=True, slots=True, eq=False)
class PostcodeRows:
    """The usable rows of a file, one element each: positions in RD kilometres, all within the Netherlands.

    `letters` is "" for a row about four digits, and `place` is "" where the file names none; rows with letters have no
    place, for nothing hangs on it. `left_out` counts the other rows by the reason.
    """

    digits: NDArray[np.int32]
    letters: NDArray[np.str_]
    place: NDArray[np.object_]
    x_km: Kilometres
    y_km: Kilometres
    source: PostcodeSource
    left_out: Mapping[str, int]


def read_postcode_file(path: Path) -> PostcodeRows:
    """Return the rows of one file; InputError when it cannot be used as a whole."""
    content, name = _content(path)
    text = _as_utf8(content)
    left_out: Counter[str] = Counter()
    table, licence = _table(path, text, left_out)
    if not table.num_rows and left_out[BROKEN]:
        raise InputError(
            f"{path}: alle {left_out[BROKEN]} regels hebben een ander aantal velden dan de kop; sla het opnieuw op."
        )
    if not table.num_rows:
        raise InputError(f"{path}: er staat geen enkele rij in; lever een bestand met ten minste een rij.")
    table = _dutch(table, left_out)
    found = _usable(path, table, left_out)
    source = PostcodeSource(name, hashlib.sha256(content).hexdigest(), licence)
    return PostcodeRows(*found, source, dict(left_out))


# Bytes.


def _content(path: Path) -> tuple[bytes, str]:
    """Return the bytes of the table and the name of the file that holds it."""
    try:
        if path.is_file():
            with path.open("rb") as file:
                start = file.read(len(ZIP))
            if start == ZIP:
                return _in_zip(path), path.name
        read_head(path)  # says in one line why a file is missing, empty or no text
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path}: dit bestand is te groot voor een tabel met postcodes; kies een ander bestand.")
        return path.read_bytes(), path.name
    except OSError as error:
        raise InputError(unreadable(path, error)) from error


def _in_zip(path: Path) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [
                member
                for member in archive.infolist()
                if member.filename.lower().endswith((".txt", ".csv", ".tsv"))
                and "readme" not in member.filename.lower()
            ]
            if len(members) != 1:
                raise InputError(
                    f"{path}: in deze zip staat niet precies één tabel (.txt of .csv); pak hem uit en noem het bestand."
                )
            member = members[0]
            if member.flag_bits & ENCRYPTED or member.file_size > LARGEST:
                raise InputError(
                    f"{path}: de tabel in deze zip is versleuteld of te groot; pak hem uit en noem het bestand."
                )
            content = archive.read(member)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, UnicodeError) as error:
        raise InputError(f"{path}: deze zip is beschadigd; download hem opnieuw.") from error
    if not content.strip():
        raise InputError(f"{path}: de tabel in deze zip is leeg; download hem opnieuw.")
    return content


def _as_utf8(content: bytes) -> bytes:
    """Return text in UTF-8 without byte order mark and with plain line ends, whatever of the three it was."""
    if content.startswith(WIDE):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").encode()


# Columns.


def _table(path: Path, text: bytes, left_out: Counter[str]) -> tuple[pa.Table, str]:
    """Return the columns that count, as text under our names, and the licence."""
    lines = text[:100_000].decode("utf-8", "ignore").split("\n")
    passed = 0
    while passed < len(lines) - 1 and (not lines[passed].strip() or EXCEL_LINE.fullmatch(lines[passed])):
        passed += 1
    first = lines[passed].split("\t")
    body = text.split(b"\n", passed)[-1]
    if len(first) in (len(GEONAMES), len(GEONAMES) - 1) and first[1][:4].isdecimal():
        names = GEONAMES[: len(first)]
        used = {name: index for index, name in enumerate(names) if name in COLUMNS}
        table = _columns(path, body, left_out, separator="\t", width=len(first), used=used, quoted=False)
        return table, GEONAMES_LICENCE
    header, separator = _header(lines[passed])
    used = _recognised(header)
    _demand(path, used, header)
    rest = body.partition(b"\n")[2]
    licence = GEONAMES_LICENCE if {"place_name", "community_code", "accuracy"} <= set(header) else OWN_LICENCE
    if not rest.strip():
        raise InputError(f"{path}: dit bestand heeft alleen een kopregel; lever een bestand met ten minste een rij.")
    return _columns(path, rest, left_out, separator=separator, width=len(header), used=used), licence


def _header(line: str) -> tuple[list[str], str]:
    """Return the names of the columns and the separator that gives most names that are known."""
    choices = []
    for separator in SEPARATORS:
        try:
            names = [name.strip() for name in split_record(line, separator)]
        except csv.Error:
            continue
        choices.append((len(_recognised(names)), len(names), names, separator))
    if not choices:
        return [], SEPARATORS[0]
    _, _, names, separator = max(choices, key=lambda choice: choice[:2])
    return names, separator


def _recognised(header: Sequence[str]) -> dict[str, int]:
    """Return the index of every column that is known."""
    folded = [fold(name).replace(" ", "") for name in header]
    found = {
        column: next((folded.index(name) for name in names if name in folded), -1) for column, names in COLUMNS.items()
    }
    return {column: index for column, index in found.items() if index >= 0}


def _demand(path: Path, used: Mapping[str, int], header: Sequence[str]) -> None:
    placed = any(all(name in used for name in pair) for pair in (DEGREES, METRES))
    if "postcode" not in used or not placed:
        shown = ", ".join(quote(name) for name in header[:12])
        raise InputError(f"{path}: kolommen ontbreken; nodig is {NEEDED}; gevonden: {shown or 'geen kopregel'}.")


def _columns(
    path: Path,
    body: bytes,
    left_out: Counter[str],
    *,
    separator: str,
    width: int,
    used: Mapping[str, int],
    quoted: bool = True,
) -> pa.Table:
    """Return the used columns of the lines that have as many fields as they should, all as text."""

    def skip(_row: InvalidRow) -> str:
        left_out[BROKEN] += 1
        return "skip"

    if quoted and body.count(b'"') % 2:
        raise InputError(f"{path}: een aanhalingsteken wordt niet gesloten; sluit het en sla het op als CSV.")
    every = [f"f{index}" for index in range(width)]
    wanted = [every[index] for index in used.values()]
    try:
        table = read_csv(
            io.BytesIO(body),
            ReadOptions(column_names=every, use_threads=False),
            ParseOptions(delimiter=separator, quote_char='"' if quoted else False, invalid_row_handler=skip),
            ConvertOptions(
                include_columns=wanted,
                column_types=dict.fromkeys(every, pa.string()),
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid as error:
        raise InputError(
            f"{path}: de regels zijn niet te lezen; controleer of elk aanhalingsteken gesloten is en sla op als CSV."
        ) from error
    return table.rename_columns(list(used)).combine_chunks()


# Values.


def _dutch(table: pa.Table, left_out: Counter[str]) -> pa.Table:
    if "land" not in table.column_names:
        return table
    country = pc.utf8_upper(pc.utf8_trim_whitespace(table["land"]))
    own = pc.is_in(country, value_set=pa.array(["NL", "NLD", "NEDERLAND", "NETHERLANDS", ""]))
    return _only(table, own, NO_COUNTRY, left_out)


def _only(table: pa.Table, keep: pa.ChunkedArray, reason: str, left_out: Counter[str]) -> pa.Table:
    kept = table.filter(keep)
    if kept.num_rows < table.num_rows:
        left_out[reason] += table.num_rows - kept.num_rows
    return kept


def _usable(
    path: Path, table: pa.Table, left_out: Counter[str]
) -> tuple[NDArray[np.int32], NDArray[np.str_], NDArray[np.object_], Kilometres, Kilometres]:
    """Return digits, letters, places and positions of the rows that have them."""
    total = table.num_rows + sum(left_out.values())
    code = pc.utf8_upper(pc.utf8_trim_whitespace(table["postcode"]))
    parts = pc.extract_regex(code, POSTCODE)
    table = table.append_column("parts", parts)
    table = _only(table, pc.is_valid(parts), NO_POSTCODE, left_out)
    pair = DEGREES if all(name in table.column_names for name in DEGREES) else METRES
    first, second = (_numbers(table[name]) for name in pair)
    table = table.append_column("first", first).append_column("second", second)
    table = _only(table, pc.and_(pc.is_valid(first), pc.is_valid(second)), NO_NUMBER, left_out)
    x_km, y_km = _projected(path, pair, table["first"].to_numpy(), table["second"].to_numpy())
    inside = np.isfinite(x_km) & np.isfinite(y_km)
    table = _only(table, pa.array(inside), OUTSIDE, left_out)
    if not table.num_rows:
        why = ", ".join(f"{count} {reason}" for reason, count in left_out.items())
        raise InputError(f"{path}: geen enkele rij is bruikbaar ({total} gelezen: {why}); nodig is {NEEDED}.")
    digits = pc.cast(pc.struct_field(table["parts"], "digits"), pa.int32()).to_numpy()
    letters = pc.struct_field(table["parts"], "letters").to_numpy().astype("U2")
    return digits, letters, _places(table, letters), x_km[inside], y_km[inside]


def _numbers(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return numbers, null where a text is none; a comma is a decimal sign."""
    plain = pc.replace_substring(pc.utf8_trim_whitespace(texts), ",", ".")
    return pc.cast(pc.if_else(pc.match_substring_regex(plain, NUMBER), plain, None), pa.float64())


def _projected(
    path: Path, pair: tuple[str, str], first: Kilometres, second: Kilometres
) -> tuple[Kilometres, Kilometres]:
    """Return RD kilometres, NaN outside the Netherlands; InputError when the two columns were exchanged."""
    x_km, y_km = _inside(pair, first, second)
    if np.isfinite(x_km).sum() < MOSTLY * len(x_km):
        exchanged, _ = _inside(pair, second, first)
        if np.isfinite(exchanged).sum() >= MOSTLY * len(x_km):
            raise InputError(
                f"{path}: de kolommen {pair[0]} en {pair[1]} zijn verwisseld; wissel de namen in de kopregel om."
            )
    return x_km, y_km


def _inside(pair: tuple[str, str], first: Kilometres, second: Kilometres) -> tuple[Kilometres, Kilometres]:
    latitude, longitude = (
        (first, second) if pair == DEGREES else NETHERLANDS.degrees(np.asarray(first) / 1000, np.asarray(second) / 1000)
    )
    return NETHERLANDS.project(latitude, longitude)


def _places(table: pa.Table, letters: NDArray[np.str_]) -> NDArray[np.object_]:
    places = np.full(table.num_rows, "", dtype=object)
    if "plaats" in table.column_names:
        four = np.flatnonzero(letters == "")
        places[four] = table["plaats"].take(pa.array(four)).to_pylist()
    return places
