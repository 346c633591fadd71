"""`springplank why`: the full account of one pair."""

from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from matcher.codes import Mode, Origin
from matcher.wording import percent
from pipelines.cli.printing import console, indent, points_of, print_json, trip_of
from pipelines.documents import why_document
from pipelines.service import open_service

OUTCOMES = {
    "match": "Deze vacature past.",
    "near_miss": "Deze vacature past net niet.",
    "unknown_travel": "Deze vacature past, maar de reistijd is onbekend.",
    "left_out": "Deze vacature valt af.",
}


def run_why(home: Path, client: str, vacancy: str, on: date | None, *, as_json: bool) -> None:
    """Print why a vacancy fits a client or not."""
    with open_service(home) as service:
        document = why_document(service, service.client(client, "why"), vacancy, on)
    if as_json:
        print_json(document)
    else:
        print_why(console(), document)


def print_why(out: Console, document: dict[str, Any]) -> None:
    """Print the account for people."""
    where = ", ".join(part for part in (document["employer"], document["place"]) if part)
    out.print(f"[bold]{escape(document['title'])}[/bold]  {escape(where)}  [dim]{escape(document['vacancy'])}[/dim]")
    out.print(f"[bold]{OUTCOMES[document['outcome']]}[/bold]")
    for miss in document["misses"]:
        out.print(indent(f"[red]-[/red] {escape(miss['text'])}", left=2))
    out.print(f"\nReis: {trip_of(document)}")
    minutes = (
        f"{Mode.of(mode).label} {'geen reis bekend' if value is None else f'{value} min'}"
        for mode, value in document["commute_by_mode"].items()
    )
    out.print(indent(f"per manier: {', '.join(minutes)}", left=2, below=1), style="dim")
    print_reasons(out, document)
    print_skills(out, document)
    print_in_text(out, document)
    print_points(out, document)


def print_reasons(out: Console, document: dict[str, Any]) -> None:
    """Print what speaks for and against."""
    missed = {miss["text"] for miss in document["misses"]}
    for reason in document["reasons_for"]:
        out.print(f"[green]+[/green] {escape(reason)}")
    for reason in document["reasons_against"]:
        if reason not in missed:
            out.print(f"[red]-[/red] {escape(reason)}")
    out.print()


def print_skills(out: Console, document: dict[str, Any]) -> None:
    """Print every skill that is asked, where that comes from, and what the client brings."""
    share, threshold = percent(document["coverage"]), percent(document["match_coverage"])
    title = f"Vaardigheden: {share} van het belangrijkste; een match begint bij {threshold}"
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for column in ("gevraagd", "weegt", "komt uit", "bij u"):
        table.add_column(column, justify="right" if column == "weegt" else "left")
    for one in document["skills"]:
        words = f": “{one['words']}”" if one["words"] else ""
        asked = one["skill"] if one["essential"] else f"{one['skill']} (pré)"
        table.add_row(
            escape(asked),
            points_of(one["weight"]),
            escape(Origin.of(one["source"]).label + words),
            escape(_brought(one)),
        )
    out.print(table)
    for one in document["skills"]:
        if one["because"]:
            out.print(indent(escape(one["because"]), left=2), style="dim")
    out.print()


def print_in_text(out: Console, document: dict[str, Any]) -> None:
    """Print what the text of the vacancy says beside its fields, in its own words; the same is said once."""
    lines = dict.fromkeys(map(_in_text, document["in_text"]))
    if not lines:
        return
    out.print("[bold]In de tekst gevonden[/bold]")
    for line in lines:
        out.print(indent(f"• {escape(line)}", left=2))
    out.print()


def _in_text(one: dict[str, Any]) -> str:
    aside = ""
    if one["optional"]:
        aside = " (pré, of niet zeker)"
    elif not one["counts"]:
        aside = " (vraag het na)" if one["kind"] == "route" else " (de gegevens van de vacature gaan voor)"
    return f"{one['meaning']}{aside}: “{' '.join(one['words'].split())}”"


def _brought(one: dict[str, Any]) -> str:
    if one["own"] > 0:
        return "ja" if one["own"] >= 1 else f"voor {percent(one['own'])}"
    if one["credit"] > 0:
        return f"voor {percent(one['credit'])}, door {one['through']}"
    return "nee"


def print_points(out: Console, document: dict[str, Any]) -> None:
    """Print the points, which add up to the score."""
    table = Table(title="Punten", title_justify="left", title_style="bold", box=None, pad_edge=False)
    for column in ("onderdeel", "waarde", "punten"):
        table.add_column(column, justify="left" if column == "onderdeel" else "right")
    table.add_row("basis", "", points_of(document["base"]))
    for one in document["points"]:
        value = "onbekend" if one["value"] is None else f"{one['value']:.2f}".replace(".", ",")
        table.add_row(
            one["label"], f"{value} {one['unit']}" if one["value"] is not None else value, points_of(one["points"])
        )
    table.add_row("samen", "", points_of(document["score"]), style="bold")
    out.print(table)
