"""`springplank gaps`: what a caseload misses, for who plans courses."""

from datetime import date
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from matcher.codes import Grade, LanguageLevel, Level
from matcher.groups import LEAST_PEOPLE
from matcher.wording import some
from pipelines.cli.printing import console, count, day_of, euro, indent, one_or_more, print_json, progress_line
from pipelines.gaps import UNKNOWN, gaps_document
from pipelines.service import open_service

SHOWN = 10
DETAILED = 5
WIDEST = 100
NOTHING_TOLD = "–"
FEWEST_BANDS = 2
LEGEND = """\
Mist: wie dit nog niet kan, terwijl werk dat verder past erom vraagt. Helpt: voor hoeveel mensen gaat er \
werk open als zij alleen dit leren. 1e kans: wie van hen nu geen enkele passende vacature heeft. Vac.: hoeveel \
vacatures er samen opengaan; p.p.: gemiddeld per persoon.
Aantallen mensen en vacatures zijn naar beneden afgerond op vijf. Wat over minder dan tien mensen gaat, staat hier \
niet bij. Bijna alle: er blijven minder dan tien mensen over, of niemand. Wie nog geen vaardigheden of werk in het \
profiel heeft, telt niet mee."""


def run_gaps(home: Path, municipality: str, on: date | None, *, top: int | None, as_json: bool) -> None:
    """Print what the people of a municipality miss most."""
    with open_service(home) as service:
        document = gaps_document(service, municipality, on, progress_line)
    if as_json:
        print_json(document | {"gaps": document["gaps"][:top]})
    else:
        print_gaps(console(), document, top or SHOWN)


def print_gaps(out: Console, document: dict[str, Any], top: int = SHOWN) -> None:
    """Print the first gaps for people."""
    out.print(f"[bold]Wat ontbreekt in {escape(document['municipality'])}[/bold], {day_of(document['on'])}")
    vacancies = one_or_more(document["open_vacancies"], "open vacature", "open vacatures")
    out.print(
        f"Geteld over minstens {count(document['people'])} mensen en {vacancies}, ieder binnen de eigen reistijd, uren "
        "en grenzen.",
        width=WIDEST,
    )
    shown = document["gaps"][:top]
    if not shown:
        out.print("\nEr is geen vaardigheid of papier dat tien mensen of meer missen of verder helpt.\n")
        return
    out.print()
    out.print(_table(shown))
    out.print(LEGEND, style="dim", width=WIDEST)
    detailed = [one for one in shown if one["helped"]][:DETAILED]
    if detailed:
        out.print("\n[bold]Om met scholen over te praten[/bold]")
    for one in detailed:
        _print_detail(out, one)
    out.print()


def _table(gaps: list[dict[str, Any]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, width=WIDEST, pad_edge=False)
    table.add_column("", justify="right")
    table.add_column("Vaardigheid of papier", ratio=1)
    for name in ("Mist", "Helpt", "1e kans", "Vac.", "p.p."):
        table.add_column(name, justify="right")
    table.add_column("Cursussen")
    for one in gaps:
        table.add_row(
            f"{one['rank']}.",
            escape(one["label"]),
            _people(one["missing"]),
            _people(one["helped"]),
            _people(one["first_match"]),
            NOTHING_TOLD if one["vacancies"] is None else _vacancies(one["vacancies"]),
            NOTHING_TOLD if one["per_person"] is None else count(one["per_person"]),
            _courses(one),
        )
    return table


def _people(found: dict[str, Any] | None) -> str:
    if found is None:
        return NOTHING_TOLD
    if not found["nearly_all"]:
        return count(found["at_least"])
    # All but nine of a small group may be half of it: there only the least is said.
    return "bijna alle" if found["at_least"] > LEAST_PEOPLE else f"{LEAST_PEOPLE} of meer"


def _vacancies(rounded: int) -> str:
    return count(rounded) if rounded else "< 5"


def _courses(one: dict[str, Any]) -> str:
    offered = sum(course["offerings"] > 0 for course in one["courses"])
    if not one["courses"]:
        return "geen bekend"
    return f"{len(one['courses'])} ({offered or 'geen'} met aanbod)"


def _print_detail(out: Console, one: dict[str, Any]) -> None:
    out.print(f"[bold]{one['rank']}. {escape(one['label'])}[/bold]  [green]{_helps(one['helped'])}[/green]")
    lines = (
        _work(one),
        _pay(one),
        _door("opleiding", one["people_by_level"], Level),
        _door("Nederlands", one["people_by_dutch"], LanguageLevel),
        _known_courses(one),
    )
    for line in lines:
        if line:
            out.print(indent(escape(line)), width=WIDEST)


def _helps(found: dict[str, Any]) -> str:
    few_left = found["nearly_all"] and found["at_least"] > LEAST_PEOPLE
    return "helpt bijna iedereen" if few_left else f"helpt {count(found['at_least'])} mensen of meer"


def _work(one: dict[str, Any]) -> str:
    named = [f"{work['label']} ({_vacancies(work['vacancies'])})" for work in one["work"]]
    return f"werk dat opengaat, met het aantal vacatures: {some(named)}" if named else ""


def _pay(one: dict[str, Any]) -> str:
    wage, level = one["wage"], one["level"]
    parts = []
    if wage is not None:
        usual = " tot ".join(euro(value) for value in dict.fromkeys((wage["low"], wage["high"])))
        parts.append(f"loon per uur: meestal {usual}, in het midden {euro(wage['middle'])}")
    if level is not None:
        parts.append(f"niveau van het werk: {Level.of(level).label}")
    return " · ".join(parts)


def _door(name: str, bands: list[dict[str, Any]], scale: type[Grade]) -> str:
    """Return with what people stand at the door of a course; a single band tells nothing."""
    if len(bands) < FEWEST_BANDS:
        return ""
    return f"{name} van wie dit helpt: " + "; ".join(f"{_band(one, scale)}: {count(one['at_least'])}" for one in bands)


def _band(band: dict[str, Any], scale: type[Grade]) -> str:
    first, last = band["from"], band["to"]
    if last == UNKNOWN:
        return UNKNOWN
    if last is None:
        return f"{scale.of(first).label} of hoger"
    top = scale.of(last)
    if first is None:
        return f"{top.label} of onbekend" if top == 0 else f"tot en met {top.label}, of onbekend"
    return top.label if first == last else f"{scale.of(first).label} tot en met {top.label}"


def _known_courses(one: dict[str, Any]) -> str:
    if not one["courses"]:
        return "geen cursus bekend die dit leert"
    best = sorted(one["courses"], key=lambda course: -(course["may_enter"] or {"at_least": 0})["at_least"])
    named = [f"{course['title']} ({_may_enter(course['may_enter'])})" for course in best]
    return f"cursussen: {some(named)}"


def _may_enter(found: dict[str, Any] | None) -> str:
    if found is None:
        return "geen groep van tien kan instappen"
    if found["nearly_all"] and found["at_least"] > LEAST_PEOPLE:
        return "bijna iedereen kan instappen"
    more = " of meer" if found["nearly_all"] else ""
    return f"{count(found['at_least'])}{more} kunnen instappen"
