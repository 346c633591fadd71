"""`springplank reskill`: courses that open work."""

from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from matcher.codes import CourseKind, Mode
from matcher.direction import Direction
from matcher.wording import number, some
from pipelines.cli.printing import console, count, day_of, euro, indent, one_or_more, print_json
from pipelines.documents import reskill_document
from pipelines.service import open_service

SHOWN = 8
IMPROVES_SHOWN = 4


def run_reskill(home: Path, client: str, on: date | None, *, as_json: bool) -> None:
    """Print the courses for a client."""
    with open_service(home) as service:
        document = reskill_document(service, service.client(client, "reskill"), on)
    if as_json:
        print_json(document)
    else:
        print_reskill(console(), document)


def print_reskill(out: Console, document: dict[str, Any], shown: int = SHOWN) -> None:
    """Print course advice for people."""
    out.print(f"[bold]Scholing voor {escape(document['client'])} die werk opent[/bold]")
    suggestions = document["suggestions"]
    if not suggestions:
        out.print("Geen enkele cursus opent nu werk dat binnen bereik ligt.\n")
    for place, one in enumerate(suggestions[:shown], 1):
        print_course(out, one, f"{place}.")
    if len(suggestions) > shown:
        out.print(
            f"… en nog {one_or_more(len(suggestions) - shown, 'cursus', 'cursussen')} die iets openen.\n", style="dim"
        )
    if document["improves"]:
        out.print("[bold]Opent alleen niets, maar helpt wel[/bold]")
        for one in document["improves"][:IMPROVES_SHOWN]:
            out.print(f"• {escape(one['title'])} · {escape(helps(one))}")
        out.print()


def print_course(out: Console, one: dict[str, Any], mark: str) -> None:
    """Print one course with what it opens."""
    opens = one_or_more(one["opens"], "vacature", "vacatures")
    out.print(f"[bold]{mark} {escape(one['title'])}[/bold]  [green]opent {opens}[/green]")
    facts = (
        Direction.of(one["kind"]).value,
        CourseKind.of(one["type"]).label,
        length(one),
        price(one),
        one["certificate"],
    )
    out.print(indent(escape(" · ".join(fact for fact in facts if fact))), style="dim")
    if one["teaches"]:
        out.print(indent(escape(f"u leert: {some(one['teaches'])}")))
    if one["gives"]:
        out.print(indent(escape(f"u krijgt: {some(one['gives'])}")))
    examples = [f"{example['title']} ({example['place']})" for example in one["examples"]]
    out.print(indent(escape(f"bijvoorbeeld: {'; '.join(examples)}")))
    out.print(indent(escape(f"aanbod: {offer(one)}"), below=1))


def length(one: dict[str, Any]) -> str:
    """Return weeks and hours of study, with the word for an estimate."""
    if one["weeks"] is None:
        return ""
    about = "ongeveer " if "weeks" in one["estimated"] else ""
    week = "week" if one["weeks"] == 1 else "weken"
    hours = "" if one["hours_per_week"] is None else f", {number(one['hours_per_week'])} uur per week"
    return f"{about}{number(one['weeks'])} {week}{hours}"


def price(one: dict[str, Any]) -> str:
    """Return what it costs, with the word for an estimate."""
    low, high = one["price"]["min"], one["price"]["max"]
    if low is None and high is None:
        return ""
    about = "ongeveer " if "price" in one["estimated"] else ""
    if not low and not high:
        return "geen kosten"
    return f"{about}{' tot '.join(euro(value) for value in dict.fromkeys((low, high)) if value is not None)}"


def offer(one: dict[str, Any]) -> str:
    """Return the first offering that can be reached, or that none is known."""
    if not one["offerings"]:
        return str(one["offering_note"])
    first = one["offerings"][0]
    where = "online" if first["online"] else first["place"] or "plaats onbekend"
    start = "" if first["start_date"] is None else f", start {day_of(first['start_date'])}"
    trip = "" if first["minutes"] is None else f", {first['minutes']} min {Mode.of(first['mode']).label}"
    more = f" (en nog {count(len(one['offerings']) - 1)})" if len(one["offerings"]) > 1 else ""
    return f"{first['provider']}, {where}{trip}{start}{more}"


def helps(one: dict[str, Any]) -> str:
    """Return what a course does that opens nothing by itself."""
    if one["together_with"]:
        opens = one_or_more(one["opens_together"], "vacature", "vacatures")
        return f"opent samen met “{one['together_with_title']}” nog {opens}"
    return (
        f"{one_or_more(one['improves'], 'vacature die al past, sluit', 'vacatures die al passen, sluiten')} beter aan"
    )
