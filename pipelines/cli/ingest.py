"""`springplank ingest`: reading files into a home."""

from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.cli.printing import console, count, indent, print_json, progress_line
from pipelines.ingest import Report, ingest
from pipelines.intake import Files
from pipelines.remembering import Remembered

KINDS = {
    "vacancies": "vacatures",
    "clients": "profielen",
    "courses": "opleidingen",
    "outlook": "vooruitzichten",
    "history": "eerdere vacatures",
}


def run_ingest(home: Path, files: Files, *, cache: Path | None, as_json: bool) -> None:
    """Read the files and print what came of each."""
    report = ingest(home, files, cache=cache, progress=progress_line)
    if as_json:
        print_json({"sources": [asdict(source) for source in report.sources]})
        if report.history is not None:
            progress_line(_history_line(report.history))
    else:
        print_report(console(), report)
    if report.home.was_new:
        progress_line(
            f"nieuwe sleutel in {report.home.key}: bewaar een kopie op een veilige plek en deel hem met niemand"
        )


def print_report(out: Console, report: Report) -> None:
    """Print the counts per file, with the warnings under them."""
    table = Table(box=None, pad_edge=False)
    for column in ("bestand", "soort", "gelezen", "gebruikt", "geweigerd", "samengevoegd"):
        table.add_column(column, justify="left" if column in ("bestand", "soort") else "right")
    for source in report.sources:
        numbers = (source.read, source.accepted, source.refused, source.merged)
        table.add_row(escape(source.file), KINDS[source.kind], *(count(number) for number in numbers))
    out.print(table)
    for source in report.sources:
        if source.warnings:
            out.print(f"\n[bold]Let op bij {escape(source.file)}[/bold]")
            for warning in source.warnings:
                out.print(indent(f"• {escape(warning)}", left=2))
    if report.history is not None:
        out.print(f"\n{escape(_history_line(report.history))}")
    if report.rejects is not None:
        out.print(f"\nAlles wat geweigerd of twijfelachtig is staat in {escape(str(report.rejects))}")


def _history_line(history: Remembered) -> str:
    """Return what the history gained, what does not count in it, and that it began anew if it did."""
    one = history.kept == 1
    line = f"Geschiedenis: {count(history.kept)} vacature{'' if one else 's'}, waarvan {count(history.added)} nieuw."
    if history.undated:
        counts = "telt" if history.undated == 1 else "tellen"
        line += f" {count(history.undated)} zonder bruikbare dag van plaatsing {counts} niet mee."
    return f"{line} Let op: {history.note}." if history.note else line
