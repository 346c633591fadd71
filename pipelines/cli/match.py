"""`springplank match`: a client's list."""

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from matcher.codes import Method, Mode
from matcher.eligibility import Refusal
from matcher.reach import ESTIMATES
from pipelines.cli.printing import (
    closing_of,
    console,
    contract_of,
    count,
    day_of,
    hours_of,
    indent,
    one_or_more,
    points_of,
    print_json,
    route_of,
    trip_of,
    wage_of,
)
from pipelines.documents import match_document
from pipelines.service import Wanted, open_service

REASONS_SHOWN = 6
UNKNOWN_SHOWN = 5
ALL_ESTIMATED = "reistijden: geschat; met springplank commute build komen ze uit dienstregeling en kaart"


def run_match(home: Path, client: str, wanted: Wanted, *, as_json: bool) -> None:
    """Print the match list of a client."""
    with open_service(home) as service:
        document = match_document(service, service.client(client, "match"), wanted)
    if as_json:
        print_json(document)
    else:
        print_match(console(), document, home)


def print_match(out: Console, document: dict[str, Any], home: Path) -> None:
    """Print a match list for people."""
    place = f" ({document['municipality']})" if document["municipality"] else ""
    out.print(f"[bold]Suggesties voor {escape(document['client'] + place)} op {day_of(document['on'])}[/bold]")
    counts = document["counts"]
    facts = f"{count(counts['market'])} vacatures bekeken, {one_or_more(counts['matches'], 'past', 'passen')}"
    out.print(f"{facts}. Springplank adviseert; de cliënt en de werkcoach kiezen.\n", style="dim")
    print_question(out, document["question"])
    for row in document["results"]:
        print_row(out, row, f"{row['rank']}.")
    if not document["results"]:
        out.print("Er is nu geen vacature die past. Kijk hieronder wat in de buurt komt.\n")
    for row in _titled(out, "Boven de eigen grens voor de reistijd (op verzoek getoond)", document["beyond_limit"]):
        print_row(out, row, "•")
    print_near(out, document["near_misses"], counts["near_misses"])
    print_unknown(out, document["unknown_travel"], counts["unknown_travel"])
    print_left_out(out, document["left_out"])
    print_footer(out, document, home)


def print_question(out: Console, question: dict[str, Any] | None) -> None:
    """Print what to ask first, if anything."""
    if question is None:
        return
    lead = "Te weinig gegevens voor een goede lijst." if question["too_little_known"] else "Handig om te vragen:"
    detail = f" (vooral: {question['detail']})" if question["detail"] else ""
    decides = one_or_more(question["decides"], "vacature", "vacatures")
    weight = f" Het antwoord beslist over {decides}." if question["decides"] else ""
    out.print(f"[bold yellow]{lead}[/] {escape(question['text'] + detail)}{weight}\n")


def print_row(out: Console, row: dict[str, Any], mark: str) -> None:
    """Print one vacancy with its reasons."""
    where = ", ".join(part for part in (row["employer"], row["place"]) if part)
    out.print(f"[bold]{mark} {escape(row['title'])}[/bold]  {escape(where)}  [dim]{escape(row['vacancy'])}[/dim]")
    facts = (trip_of(row), hours_of(row), wage_of(row), route_of(row), contract_of(row), closing_of(row))
    out.print(indent(" · ".join(fact for fact in facts if fact)), style="dim")
    for reason in row["reasons_for"][:REASONS_SHOWN]:
        out.print(indent(f"[green]+[/green] {escape(reason)}"))
    for reason in row["reasons_against"][:REASONS_SHOWN]:
        out.print(indent(f"[red]-[/red] {escape(reason)}"))
    out.print(indent(points_line(row), below=1), style="dim")


def points_line(row: dict[str, Any]) -> str:
    """Return how the score is made up; what is not known or counts nothing is left out."""
    parts = [f"{points_of(one['points'])} {one['label']}" for one in row["points"] if one["points"]]
    return f"{points_of(row['score'])} punten = {points_of(row['base'])} basis + " + " + ".join(parts).replace(
        "+ -", "- "
    )


def _titled(out: Console, title: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Print the title of a group, unless it is empty, and return the group."""
    if rows:
        out.print(f"[bold]{title}[/bold]")
    return rows


def print_unknown(out: Console, rows: list[dict[str, Any]], total: int) -> None:
    """Print what would fit if the travel time were known, one line each."""
    shown = rows[:UNKNOWN_SHOWN]
    for row in _titled(out, f"Past, maar de reistijd is onbekend ({count(len(shown))} van {count(total)})", shown):
        out.print(one_line(row))
    if shown:
        out.print()


def one_line(row: dict[str, Any]) -> str:
    """Return a vacancy on one line, as markup."""
    where = ", ".join(part for part in (row["employer"], row["place"]) if part)
    return f"• {escape(row['title'])}  {escape(where)}  [dim]{escape(row['vacancy'])}[/dim]"


def print_near(out: Console, rows: list[dict[str, Any]], total: int) -> None:
    """Print what nearly fits, each with what is missing."""
    if not rows:
        return
    out.print(f"[bold]Net niet ({count(len(rows))} van {count(total)})[/bold]")
    for row in rows:
        out.print(one_line(row))
        for miss in row["misses"]:
            label = "rond de grens: " if miss["reason"] == Refusal.TRAVEL else ""
            out.print(indent(f"[red]-[/red] {escape(label + miss['text'])}"))
    out.print()


def print_left_out(out: Console, left_out: dict[str, int]) -> None:
    """Print how many vacancies were left out, by the first reason."""
    if not left_out:
        return
    table = Table(title="Wat afviel, en waarom", title_justify="left", title_style="bold", box=None, pad_edge=False)
    table.add_column("aantal", justify="right")
    table.add_column("reden")
    for reason, number in sorted(left_out.items(), key=lambda item: -item[1]):
        table.add_row(count(number), Refusal.of(reason).label)
    out.print(table)
    out.print()


def print_footer(out: Console, document: dict[str, Any], home: Path) -> None:
    """Print where to go from here."""
    client = document["client"]
    first = (document["results"] or document["near_misses"] or [{"vacancy": "VACATURE"}])[0]["vacancy"]
    out.print(
        f"Waarom wel of niet:  springplank why {escape(client)} {escape(first)} --home {escape(str(home))}", style="dim"
    )
    out.print(f"Scholing die werk opent:  springplank reskill {escape(client)} --home {escape(str(home))}", style="dim")
    out.print(f"markt {document['market']}, rangorde {document['ranker']}", style="dim")
    print_travel(out, document["travel"])


def print_travel(out: Console, travel: dict[str, Any]) -> None:
    """Print what the travel times rest on: a network that was built, or the estimate."""
    if travel["note"]:
        out.print(f"[bold yellow]Let op:[/] {escape(travel['note'])}")
    built = [
        f"{Mode.of(name).label} {Method.of(matrix['method']).label}"
        + (f" van {day_of(matrix['day'])}" if matrix["day"] else "")
        for name, matrix in travel["matrices"].items()
        if name in set(Mode) and Method.of(matrix["method"]) not in ESTIMATES
    ]
    out.print(f"reistijden: {'; '.join(built)}; de rest is een schatting" if built else ALL_ESTIMATED, style="dim")
