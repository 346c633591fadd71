"""`springplank postcodes`: installing where postcodes are."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from pipelines.cli.printing import console, count, indent, one_or_more, print_json, progress_line
from pipelines.durable import clear_partials, only_writer
from pipelines.home import Home, create_home
from pipelines.postcode_download import download_postcodes
from pipelines.postcodes import PostcodeTable, install_postcodes, read_postcodes
from pipelines.store.engine import is_made, store_of

WORST = 5  # doubts that the report names; all of them are in --json


def run_postcodes(folder: Path, files: Sequence[Path], *, download: bool, cache: Path | None, as_json: bool) -> None:
    """Read the files, check them against each other, install the table and print what came of it."""
    paths = list(files)
    if download:
        progress_line("postcodes ophalen bij GeoNames (met pgeocode)")
        paths.append(download_postcodes())
    progress_line(f"postcodes lezen uit {', '.join(path.name for path in paths)}")
    table = read_postcodes(paths, cache=cache)
    home = create_home(folder)
    with only_writer(home.travel):
        clear_partials(home.travel)
        install_postcodes(home, table)
    again = is_in_use(home)
    if as_json:
        print_json(report_document(table, again=again))
    else:
        print_report(console(), table, again=again)
        if (home.travel / "current").exists():
            progress_line("de reistijden zijn nog die tussen de oude postcodes: bouw ze opnieuw met commute build")
    if home.was_new:
        progress_line(f"nieuwe sleutel in {home.key}: bewaar een kopie op een veilige plek en deel hem met niemand")


def report_document(table: PostcodeTable, *, again: bool) -> dict[str, Any]:
    """Return the report as JSON; `ingest_again` says that what the home holds was located without this table."""
    return {
        "pc4": len(table.pc4.codes),
        "pc6": len(table.pc6.codes),
        "flagged": int(table.pc4.flagged.sum()),
        "unknown": len(table.unsettled),
        "doubts": [{"postcode": code, "km": round(km, 1), "note": text} for code, km, text in _worst_first(table)],
        "left_out": dict(sorted(table.left_out.items())),
        "sources": [
            {"name": source.name, "sha256": source.sha256, "licence": source.licence} for source in table.sources
        ],
        "read_on": table.read_on.isoformat(),
        "ingest_again": again,
    }


def print_report(out: Console, table: PostcodeTable, *, again: bool) -> None:
    """Print how many postcodes there are, what is doubtful and what was left out."""
    letters = f" en {count(len(table.pc6.codes))} met letters" if len(table.pc6.codes) else ""
    out.print(f"{count(len(table.pc4.codes))} postcodes van vier cijfers{letters} staan klaar.")
    for source in table.sources:
        out.print(indent(f"bron: {escape(source.name)}, {escape(source.licence)}", left=2))
    flagged, unknown = int(table.pc4.flagged.sum()), len(table.unsettled)
    if flagged or unknown:
        out.print(
            f"\n[bold]{count(flagged)} met een twijfelachtige plek, {count(unknown)} zonder plek.[/bold] "
            "Dat staat erbij waar zo'n postcode wordt gebruikt. De ergste:"
        )
        for _, _, text in _worst_first(table)[:WORST]:
            out.print(indent(f"• {text}", left=2))
    for reason, number in sorted(table.left_out.items()):
        out.print(f"Weggelaten: {one_or_more(number, 'regel', 'regels')}, {reason}.")
    if again:
        out.print("\nDeze map heeft al vacatures of profielen: lees die opnieuw in met `springplank ingest`,")
        out.print("pas dan tellen deze postcodes mee.")


def _worst_first(table: PostcodeTable) -> list[tuple[str, float, str]]:
    doubts = [(code, doubt.km, doubt.text) for code, doubt in table.doubts.items()]
    return sorted(doubts, key=lambda one: (-one[1], one[0]))


def is_in_use(home: Home) -> bool:
    """Return whether the home holds vacancies or clients, who were located without this table."""
    if home.current.exists():
        return True
    if not is_made(home):
        return False
    with store_of(home) as store:
        return store.clients.count() > 0
