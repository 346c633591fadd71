"""Writing the files of the demo region, as a municipality would receive them. Everything in them is invented."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from matcher.catalogue import catalogue, courses, licences
from matcher.errors import InputError
from pipelines.demo import clients as people
from pipelines.demo import earlier, offerings, profile
from pipelines.demo.dirt import SHARES
from pipelines.demo.formats import FORMATS, Format
from pipelines.demo.notation import comma, written
from pipelines.demo.trades import Trades
from pipelines.demo.vacancies import rows

# How many vacancies pass between two reports of progress.
REPORT_EVERY = 1000
MOST_CLIENTS = 1_000_000  # a demo of more people than any municipality has is a mistake of the keyboard
EARLIER_SHARE = 3.0  # vacancies of earlier years for each one of now: reading in 30,000 takes a second or two
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
Write = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class DemoFiles:
    """The files of a demo region, per kind, in the order in which they are best read."""

    vacancies: tuple[Path, ...]
    clients: tuple[Path, ...]
    courses: tuple[Path, ...]
    history: tuple[Path, ...]


def write_region(
    folder: Path,
    *,
    vacancies: int = 10_000,
    clients: int = 400,
    seed: int = 2026,
    day: date,
    progress: Callable[[int], None] | None = None,
) -> DemoFiles:
    """Write the files of a demo region into this folder and return where they are.

    `vacancies` counts all rows, repetitions included. All dates hang on `day`. The same arguments give the same bytes,
    and one subject never changes another: more clients leave the vacancies as they are. `progress` is told how many
    vacancies are written, now and then and at the end. Memory does not grow with the number of vacancies.

    Raises:
        InputError: a number is negative, or the folder cannot be written.
    """
    if vacancies < 0 or not 0 <= clients <= MOST_CLIENTS:
        raise InputError(f"Kan geen {vacancies} vacatures en {clients} klanten maken; geef aantallen van 0 of meer.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trades = Trades(catalogue(), licences())
        files = DemoFiles(
            vacancies=_write_vacancies(folder, vacancies, trades=trades, seed=seed, day=day, progress=progress),
            clients=_write_clients(folder, clients, trades, seed, day),
            courses=_write_courses(folder, seed, day),
            history=_write_earlier(folder, vacancies, trades, seed, day),
        )
        _write_readme(folder, vacancies, clients, seed, day)
    except OSError as error:
        raise InputError(f"Kan niet schrijven in {folder}: {error.strerror}; kies een andere map.") from error
    return files


def _write_vacancies(
    folder: Path, count: int, *, trades: Trades, seed: int, day: date, progress: Callable[[int], None] | None
) -> tuple[Path, ...]:
    with ExitStack() as stack:
        writers = {board: _opened(folder, layout, stack) for board, layout in FORMATS.items()}
        cells = {board: layout.cells for board, layout in FORMATS.items()}
        for written_rows, row in enumerate(rows(count, trades=trades, seed=seed, day=day), start=1):
            writers[row.board](cells[row.board](row, trades.licences))
            if progress is not None and written_rows % REPORT_EVERY == 0:
                progress(written_rows)
    if progress is not None:
        progress(count)
    return tuple(folder / layout.file for layout in FORMATS.values())


def _opened(folder: Path, layout: Format, stack: ExitStack) -> Write:
    """Return what writes one vacancy to the file of this source, which closes with the stack."""
    file = stack.enter_context((folder / layout.file).open("w", encoding=layout.encoding, newline=""))
    if not layout.header:
        return lambda cells: file.write(encode(cells) + "\n")
    writer = csv.writer(file, delimiter=layout.separator)
    writer.writerow(layout.header)
    return writer.writerow


def _write_clients(folder: Path, count: int, trades: Trades, seed: int, day: date) -> tuple[Path, ...]:
    """Write the clients of three municipalities as CSV and of the other two as JSON Lines."""
    table, lines = folder / "klanten_delft_leiden_maassluis.csv", folder / "klanten_den_bosch_zoetermeer.jsonl"
    with ExitStack() as stack:
        rowwise = csv.writer(stack.enter_context(table.open("w", encoding="utf-8", newline="")), delimiter=";")
        linewise = stack.enter_context(lines.open("w", encoding="utf-8", newline=""))
        rowwise.writerow(profile.COLUMNS)
        for found in people.clients(count, trades=trades, seed=seed, day=day):
            if found.in_table:
                rowwise.writerow(found.cells())
            else:
                linewise.write(encode(found.keys()) + "\n")
    return table, lines


def _write_courses(folder: Path, seed: int, day: date) -> tuple[Path, ...]:
    table, lines = folder / "cursusaanbod_zuid-holland.csv", folder / "cursusaanbod_brabant.jsonl"
    linked = folder / "cursusaanbod_online.jsonld"
    found = offerings.offerings(courses(), catalogue(), seed=seed, day=day)
    _write_table(table, offerings.COLUMNS, (row.cells() for row in found if row.in_table))
    _write_lines(lines, (row.keys() for row in found if row.in_lines))
    _write_lines(linked, (row.node() for row in found if row.place is None))
    return table, lines, linked


def _write_earlier(folder: Path, vacancies: int, trades: Trades, seed: int, day: date) -> tuple[Path, ...]:
    """Write the vacancies of earlier years, of three years, so more than there are now."""
    path = folder / "eerdere_vacatures.csv"
    found = earlier.earlier(round(vacancies * EARLIER_SHARE), trades=trades, seed=seed, day=day)
    _write_table(path, earlier.HEADER, found)
    return (path,)


def _write_table(path: Path, header: Sequence[str], cells: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(cells)


def _write_lines(path: Path, objects: Iterable[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(encode(found) + "\n" for found in objects)


def _write_readme(folder: Path, vacancies: int, clients: int, seed: int, day: date) -> None:
    dirt = "".join(f"- {kind.value}: {comma(round(100 * share, 2))}%\n" for kind, share in SHARES.items())
    text = f"""Demobestanden van Springplank

Alles in deze map is verzonnen: de werkgevers, de vacatures, de klanten, de opleiders en het aanbod aan cursussen.
Geen enkele regel gaat over een echt mens of een echt bedrijf. Alleen de plaatsnamen bestaan.

Dag waarop de bestanden staan: {written(day)}
Beginwaarde van het toeval (seed): {seed}
Vacatures: {vacancies}, herhalingen meegeteld
Eerdere vacatures, van drie jaar: {round(vacancies * EARLIER_SHARE)}, in eerdere_vacatures.csv
Klanten: {clients}; c-0001 is met de hand gemaakt en is altijd dezelfde

Met dezelfde dag, beginwaarde en aantallen ontstaan precies dezelfde bestanden.

In de vacatures zit met opzet vuil, zoals in echte bestanden. Aandeel van de vacatures:
{dirt}
De kolom geslacht in het eerste klantenbestand is er met opzet: Springplank leest zo'n kolom niet in en meldt dat.
"""
    (folder / "README.txt").write_text(text, encoding="utf-8", newline="\n")
