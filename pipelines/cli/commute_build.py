"""`springplank commute build`: making travel times."""

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.cli.postcodes import is_in_use, print_report, report_document
from pipelines.cli.printing import console, count, day_of, indent, print_json, progress_line
from pipelines.travel.build import Built, Order, build
from pipelines.travel.matrices import Made

NAMES = {
    "walk": "lopend",
    "bike": "fiets",
    "car": "auto",
    "transit": "ov",
    "transit-p80": "ov, 4 van de 5 keer",
    "bike-transit": "fiets en ov",
    "bike-transit-p80": "fiets en ov, 4 van de 5 keer",
    "transit-early": "ov, eerste aankomst",
    "transit-late": "ov, laatste reis naar huis",
    "bike-transit-early": "fiets en ov, eerste aankomst",
    "bike-transit-late": "fiets en ov, laatste reis naar huis",
}


def run_build(home: Path, order: Order, *, cache: Path | None, as_json: bool) -> None:
    """Build travel times and print what came of it."""
    built = build(home, order, cache=cache, progress=progress_line)
    if as_json:
        print_json(document_of(built))
        return
    out = console()
    if built.postcodes is not None:
        print_report(out, built.postcodes, again=is_in_use(built.home))
        out.print()
    print_built(out, built)


def document_of(built: Built) -> dict[str, object]:
    """Return what was built as a plain document."""
    return {
        "travel": built.identity,
        "zones": built.zones,
        "postcodes": None if built.postcodes is None else report_document(built.postcodes, again=is_in_use(built.home)),
        "kept": list(built.kept),
        "matrices": {
            name: {
                "method": made.method.value,
                "day": made.day or None,
                "window": made.window,
                "percentile": made.percentile,
                "limit": made.limit,
                "covered": built.covered[name],
                "sources": [dict(source) for source in made.sources],
                "notes": list(made.notes),
            }
            for name, made in sorted(built.made.items())
        },
    }


def print_built(out: Console, built: Built) -> None:
    """Print a line per matrix, and what was left out of the files."""
    out.print(f"[bold]Reistijden tussen {count(built.zones)} gebieden[/bold]")
    table = Table(box=None, pad_edge=False)
    for column in ("wat", "hoe", "dag en tijdvak", "gebieden in het net"):
        table.add_column(column)
    for name, made in sorted(built.made.items(), key=lambda one: list(NAMES).index(one[0])):
        kept = " (was er al)" if name in built.kept else ""
        table.add_row(NAMES[name] + kept, made.method.label, when(made), f"{built.covered[name]:.0%}")
    out.print(table)
    notes = dict.fromkeys(note for made in built.made.values() for note in made.notes)
    if notes:
        out.print("\n[bold]Let op[/bold]")
        for note in notes:
            out.print(indent(f"• {escape(note)}", left=2))
    out.print(f"\nIn gebruik als {built.identity} in {escape(str(built.home.travel))}", style="dim")


def when(made: Made) -> str:
    """Return the day and the window of a matrix, "" for what does not depend on the moment."""
    day = [day_of(made.as_of)] if made.as_of else []
    return ", ".join([*day, *([] if made.window is None else ["–".join(made.window)])])
