"""`springplank replay`: what came of making again what someone was shown."""

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from matcher.record_kinds import RecordKind
from matcher.wording import long_date
from pipelines.cli.printing import console, indent, print_json
from pipelines.replay import Verdict, replay_document
from pipelines.service import open_service

FAILED = 1  # what was shown cannot be explained: that is for whoever keeps the software
VERDICTS = {
    Verdict.SAME: "Gelijk: opnieuw gemaakt is het byte voor byte hetzelfde.",
    Verdict.CHANGED: "Er is sindsdien iets veranderd.",
    Verdict.UNEXPLAINED: "Onverklaard: dit volgt niet uit wat er is vastgelegd. Meld het de maker van de software.",
    Verdict.REMOVED: "Verwijderd: de gegevens van deze persoon zijn weg, en met hun sleutel ook wat hier vastlag.",
}
WORDS = {
    "algorithm": "rekenwijze",
    "algorithm_version": "versie van de rekenwijze",
    "application_version": "versie van Springplank",
    "market": "markt",
    "taxonomy": "taxonomie",
    "ranker": "rangorde",
    "base": "basispunten",
    "travel": "reistijden",
    "imports": "laatst ingelezen",
    "order_off_by": "volgorde uitgezet door",
    "changes": "wijzigingen door de werkcoach",
    "policy": "beleid",
    "weights": "gewicht",
    "switches": "schakelaar",
    "profile": "profiel",
}
ANOTHERS = "De lijst zelf ziet alleen de cliënt: wat er niet in staat, zegt wat iemand heeft weggezet."


def run_replay(home: Path, record: str, *, as_json: bool) -> None:
    """Print what came of it; exit status 1 when what was shown does not follow from what was recorded."""
    with open_service(home) as service:
        document = replay_document(service, record, service.act("replay"))
    if as_json:
        print_json(document)
    else:
        print_replay(console(), document)
    if document["verdict"] == Verdict.UNEXPLAINED:
        sys.exit(FAILED)


def print_replay(out: Console, document: dict[str, Any]) -> None:
    """Print it for people."""
    verdict = Verdict(document["verdict"])
    out.print(
        f"[bold]{RecordKind.of(document['kind']).label}[/bold], getoond aan {document['shown_to']}", highlight=False
    )
    out.print(f"op {moment_of(document['at'])}  [dim]{document['record']}[/dim]\n")
    out.print(f"[bold]{VERDICTS[verdict]}[/bold]")
    if verdict is Verdict.REMOVED:
        return
    for one in document["changed"]:
        out.print(indent(escape(change_of(one))))
    out.print(f"\n{again_of(document)}")
    holds = "kloppen met" if document["points_hold"] else "kloppen NIET met"
    out.print(f"De vastgelegde punten en volgorde {holds} de vastgelegde waarden en gewichten.")
    if document["rows"] is None:
        out.print(ANOTHERS)
    elif document["now"] is not None:
        print_now(out, document["now"])


def print_now(out: Console, now: dict[str, Any]) -> None:
    """Print how the list would be now."""
    lines = list(_lines(now))
    if not lines:
        out.print("Met wat nu in gebruik is, komt dezelfde lijst eruit.")
        return
    out.print("\n[bold]Met wat nu in gebruik is[/bold]")
    for line in lines:
        out.print(indent(escape(line)))


def _lines(now: dict[str, Any]) -> Iterator[str]:
    yield from (f"erbij: {vacancy}" for vacancy in now["in"])
    yield from (f"eruit: {vacancy}" for vacancy in now["out"])
    yield from (f"verplaatst: {one['vacancy']}, van plaats {one['then']} naar {one['now']}" for one in now["moved"])


def again_of(document: dict[str, Any]) -> str:
    """Return in words whether it could be made again with what was in use then."""
    if document["reproduced"] is None:
        return f"Opnieuw maken met de gegevens van toen kan niet: {document['why_not']}."
    if document["reproduced"]:
        return "Opnieuw gemaakt met de gegevens van toen is het byte voor byte hetzelfde."
    return "Opnieuw gemaakt met de gegevens van toen is het anders."


def change_of(one: dict[str, Any]) -> str:
    """Return one item that changed, in words; of a profile only which field."""
    kind, _, part = one["what"].partition(".")
    name = " ".join(word for word in (WORDS.get(kind, kind), part) if word)
    if kind == "profile":
        return f"{name}: veranderd"
    return f"{name}: {shown(one['then'])} → {shown(one['now'])}"


def shown(value: object) -> str:
    """Return a value in words."""
    if value is None or value in ("", []):
        return "geen"
    if isinstance(value, bool):
        return "aan" if value else "uit"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(str, value))
    return str(value)


def moment_of(text: str) -> str:
    """Return a moment in words, in UTC."""
    moment = datetime.fromisoformat(text)
    return f"{long_date(moment.date())} om {moment:%H:%M} (UTC)"
