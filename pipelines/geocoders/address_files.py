"""A CSV file with addresses, and the same rows with coordinates."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from matcher.errors import InputError
from pipelines.durable import replace_bytes
from pipelines.geocoders.addresses import COLUMNS, Address, address_of
from pipelines.sources.columns import Layout, lay_out
from pipelines.sources.delimited import Records, read_header
from pipelines.sources.documents import form_of
from pipelines.sources.files import Lines, read_head
from pipelines.sources.reading import recognised
from pipelines.sources.rows import Tally
from pipelines.sources.text import clean, fold

LATITUDE, LONGITUDE = "breedtegraad", "lengtegraad"
KINDS = ("vacancy", "client")
DECIMALS = 6  # of a degree: ten centimetres


@dataclass(frozen=True, slots=True, repr=False)
class AddressFile:
    """The readable rows of a file and where the address of each stands.

    `cells` maps our names of columns to indexes; `kept_out` are the names of columns that the guard lets nowhere, which
    are not among `names` and `rows`; `broken` counts rows that cannot be read.
    """

    names: tuple[str, ...]
    separator: str
    rows: tuple[tuple[str, ...], ...]
    cells: Mapping[str, int]
    kept_out: tuple[str, ...]
    broken: int

    def address(self, row: Sequence[str]) -> Address:
        """Return the address in a row."""
        return address_of({name: row[index].strip() for name, index in self.cells.items()})

    def is_placed(self, row: Sequence[str]) -> bool:
        """Return whether a row has coordinates of its own: then it stays as it is."""
        return all(name in self.cells and row[self.cells[name]].strip() for name in (LATITUDE, LONGITUDE))


def read_addresses(path: Path) -> AddressFile:
    """Return the rows of a CSV file; InputError when it is none, or has nothing of an address."""
    head = read_head(path)
    if form_of(path, head) != "csv":
        raise InputError(f"{path}: dit is geen CSV; sla het op als CSV met een kopregel en lees dat in.")
    with Lines(path, head, Tally()) as lines:
        header, separator = read_header(lines, lambda names: max(recognised(names, kind) for kind in KINDS))
        names = [clean(name) for name in header]
        layout = lay_out(names, max(KINDS, key=lambda kind: recognised(names, kind)))
        cells = _cells(names, layout)
        if not cells.keys() & {"adres", "straat", "postcode"}:
            raise InputError(
                f"{path}: er is geen kolom met een adres; noem de kolommen adres, of straat en huisnummer, "
                f"met postcode of plaats."
            )
        found = [record.fields for record in Records(lines, separator, len(header), layout.prose)]
    readable = [fields for fields in found if fields is not None]
    stay = [index for index in range(len(names)) if index not in layout.kept]
    return AddressFile(
        names=tuple(names[index] for index in stay),
        separator=separator,
        rows=tuple(tuple(fields[index] for index in stay) for fields in readable),
        cells={name: stay.index(index) for name, index in cells.items()},
        kept_out=tuple(names[index] for index in layout.kept),
        broken=len(found) - len(readable),
    )


def write_addresses(path: Path, file: AddressFile, found: Mapping[Address, tuple[float, float] | None]) -> None:
    """Write the rows with the coordinates that were found, in one step; a row without keeps its cells empty."""
    added = [name for name in (LATITUDE, LONGITUDE) if name not in file.cells]
    at = {**{name: len(file.names) + index for index, name in enumerate(added)}, **file.cells}
    text = io.StringIO()
    writer = csv.writer(text, delimiter=file.separator, lineterminator="\n")
    writer.writerow([*file.names, *added])
    for row in file.rows:
        cells = [*row, *("" for _ in added)]
        spot = None if file.is_placed(row) else found.get(file.address(row))
        if spot is not None:
            for name, value in zip((LATITUDE, LONGITUDE), spot, strict=True):
                cells[at[name]] = f"{value:.{DECIMALS}f}"
        writer.writerow(cells)
    try:
        replace_bytes(path, text.getvalue().encode())
    except OSError as error:
        raise InputError(
            f"{path} is niet te schrijven ({error.strerror}); kies een map waarin u mag schrijven."
        ) from error


def _cells(names: Sequence[str], layout: Layout) -> dict[str, int]:
    """Return where postcode, place, coordinates and the parts of an address stand."""
    picked = dict(layout.picks)
    cells = {name: picked[name] for name in ("postcode", "plaats", LATITUDE, LONGITUDE) if name in picked}
    folded = [fold(name).replace(" ", "") for name in names]
    for column, known in COLUMNS.items():
        index = next((folded.index(name) for name in known if name in folded), None)
        if index is not None and index not in layout.kept:
            cells[column] = index
    return cells
