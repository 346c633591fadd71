"""`springplank reskill`: courses that open work, and plans."""

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from matcher.codes import CourseKind, Level
from matcher.direction import Direction
from matcher.doors import Bar
from matcher.recognition import Way
from matcher.wording import hours, some
from pipelines.cli.course_lines import length, offer, paid, price
from pipelines.cli.match import print_question
from pipelines.cli.plan import print_plans
from pipelines.cli.printing import console, euro, indent, one_or_more, print_json
from pipelines.reskill_documents import Sought, reskill_document
from pipelines.service import open_service

SHOWN = 5
IMPROVES_SHOWN = 4
LANGUAGES_SHOWN = 2
NOT_YET_SHOWN = 4
PART = {
    Direction.BIJSCHOLING: "Verder in werk dat u kent (bijscholing)",
    Direction.OMSCHOLING: "Een stap naar ander werk (omscholing)",
}


def run_reskill(home: Path, client: str, sought: Sought, *, as_json: bool) -> None:
    """Print the courses for a client."""
    with open_service(home) as service:
        document = reskill_document(service, service.client(client, "reskill"), sought)
    if as_json:
        print_json(document)
    else:
        print_reskill(console(), document)


def print_reskill(out: Console, document: dict[str, Any], shown: int = SHOWN) -> None:
    """Print course advice for people: what someone brings first, then what a course adds."""
    out.print(f"[bold]Scholing voor {escape(document['client'])} die werk opent[/bold]")
    if document["talents"]:
        out.print(escape(f"Dit kunt u al, en er is vraag naar: {', '.join(document['talents'])}."))
    out.print()
    print_question(out, document["question"])
    if document["too_little_known"]:
        return
    _print_recognition(out, document["recognition"])
    if not document["suggestions"]:
        out.print("Geen enkele cursus opent nu werk dat binnen bereik ligt.\n")
    wished = document["for_wish"]
    others = [one for one in document["suggestions"] if one not in wished]
    _print_part(out, "Past bij wat u graag wilt", wished, shown)
    for direction, title in PART.items():
        _print_part(out, title, [one for one in others if one["kind"] == direction.value], shown)
    _print_language(out, document["language"])
    if document["improves"]:
        out.print("[bold]Opent op zichzelf niets, maar helpt wel[/bold]")
        for one in once(document["improves"])[:IMPROVES_SHOWN]:
            out.print(f"• {escape(one['title'])} · {escape(helps(one))}")
        out.print()
    if document["plans"] is not None:
        print_plans(out, document["plans"])
    _print_not_yet(out, document["not_yet"])
    _print_left_out(out, document)


def once(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return these courses without the second of two that name each other."""
    pairs: set[tuple[str, str]] = set()
    kept = []
    for one in found:
        if (one["together_with"], one["course"]) not in pairs:
            kept.append(one)
        pairs.add((one["course"], one["together_with"]))
    return kept


def _print_part(out: Console, title: str, suggestions: list[dict[str, Any]], shown: int) -> None:
    if not suggestions:
        return
    out.print(f"[bold]{title}[/bold]")
    for place, one in enumerate(suggestions[:shown], 1):
        print_course(out, one, f"{place}.")
    if len(suggestions) > shown:
        more = one_or_more(len(suggestions) - shown, "cursus die iets opent", "cursussen die iets openen")
        out.print(f"… en nog {more}.\n", style="dim")


def print_course(out: Console, one: dict[str, Any], mark: str) -> None:
    """Print one course with what it opens."""
    opens = one_or_more(one["opens"], "vacature", "vacatures")
    out.print(f"[bold]{mark} {escape(one['title'])}[/bold]  [green]opent {opens}[/green]")
    facts = (CourseKind.of(one["type"]).label, length(one), price(one), paid(one), one["certificate"])
    out.print(indent(escape(" · ".join(fact for fact in facts if fact))), style="dim")
    if one["carries"]:
        out.print(indent(escape(f"u brengt mee: {some(one['carries'])}")))
    if one["teaches"]:
        derived = " (afgeleid van het beroep)" if "teaches" in one["estimated"] else ""
        out.print(indent(escape(f"u leert{derived}: {some(one['teaches'])}")))
    if one["gives"]:
        out.print(indent(escape(f"u krijgt: {some(one['gives'])}")))
    if one["wished"]:
        liked = one_or_more(one["wished"], "vacature lijkt", "vacatures lijken")
        out.print(indent(escape(f"{liked} op wat u graag wilt")))
    for line in (brings(one), better(one), *(f"{trend['skill']}: {trend['text']}" for trend in one["trends"][:2])):
        if line:
            out.print(indent(escape(line)))
    examples = [f"{example['title']} ({example['place']})" for example in one["examples"]]
    if examples:
        out.print(indent(escape(f"bijvoorbeeld: {'; '.join(examples)}")))
    out.print(indent(escape(f"aanbod: {offer(one)}"), below=1))


def brings(one: dict[str, Any]) -> str:
    """Return what the work behind a course pays and how many hours it is, "" when too few vacancies say."""
    said, wage = [], one["wage"]
    if wage:
        known = one_or_more(wage["known"], "vacature noemt", "vacatures noemen")
        said.append(f"ongeveer {euro(wage['median'])} bruto per uur ({known} het loon)")
    if any(value is not None for value in one["hours"].values()):
        said.append(f"meestal {hours(one['hours']['min'], one['hours']['max'])} per week")
    return f"dat werk: {', '.join(said)}" if said else ""


def better(one: dict[str, Any]) -> str:
    """Return what a course does for vacancies that match already, "" when nothing."""
    return f"ook {fits_better(one)}" if one["opens"] and one["improves"] else ""


def fits_better(one: dict[str, Any]) -> str:
    """Return how many vacancies that match already come to fit better."""
    fitting = one_or_more(one["improves"], "vacature die al past, sluit", "vacatures die al passen, sluiten")
    return f"{fitting} beter aan"


def helps(one: dict[str, Any]) -> str:
    """Return what a course does that opens nothing by itself."""
    if one["together_with"]:
        opens = one_or_more(one["opens_together"], "vacature", "vacatures")
        return f"opent samen met “{one['together_with_title']}” nog {opens}"
    return fits_better(one)


def _print_recognition(out: Console, found: list[dict[str, Any]]) -> None:
    if not found:
        return
    out.print("[bold]Laat erkennen wat u al kunt[/bold]")
    for one in found:
        opens = f"; dat papier opent {one_or_more(one['opens'], 'vacature', 'vacatures')}" if one["opens"] else ""
        out.print(escape(f"• {one['title']}: {Way.of(one['way']).label}{opens}"))
        out.print(indent(escape(f"u kunt al: {some(one['has'])}")))
        if one["informal"]:
            out.print(indent(escape(f"buiten werk en school geleerd, en dat telt: {some(one['informal'])}")))
        if one["misses"]:
            out.print(indent(escape(f"nog te leren: {some(one['misses'])}")))
    out.print()


def _print_language(out: Console, found: list[dict[str, Any]]) -> None:
    if not found:
        return
    out.print("[bold]Met beter Nederlands[/bold]")
    for one in found[:LANGUAGES_SHOWN]:
        more = one_or_more(one["opens_with_language"], "vacature", "vacatures")
        out.print(escape(f"• {one['title']}: wie hiermee {one['gives_language']} haalt, kan ook terecht bij {more}"))
        out.print(indent(escape(f"aanbod: {offer(one)}")))
    out.print()


def _print_not_yet(out: Console, found: list[dict[str, Any]]) -> None:
    if not found:
        return
    out.print("[bold]Nu nog niet, misschien later[/bold]")
    for one in found[:NOT_YET_SHOWN]:
        opens = one_or_more(one["opens"], "vacature", "vacatures")
        out.print(escape(f"• {one['title']} opent {opens}; {', '.join(barred(one, bar) for bar in one['bars'])}"))
    out.print()


def barred(one: dict[str, Any], code: str) -> str:
    """Return why a course cannot be begun, with the level that it asks."""
    bar = Bar.of(code)
    if bar is Bar.LEVEL:
        return f"{bar.label} ({Level.of(one['entry']['level']).label})"
    return f"{bar.label} ({one['entry']['language']})" if bar is Bar.LANGUAGE else bar.label


def _print_left_out(out: Console, document: dict[str, Any]) -> None:
    reasons = [f"{Bar.of(bar).label} ({count})" for bar, count in document["barred"].items()]
    if document["over_limits"]:
        limits = "het past niet in het budget of de weken, of prijs of duur is niet bekend"
        reasons.append(f"{limits} ({document['over_limits']})")
    if reasons:
        out.print(escape(f"Nu niet voorgesteld, met het aantal cursussen: {'; '.join(reasons)}."), style="dim")
    if document["trend_note"]:
        out.print(escape(document["trend_note"]), style="dim")
