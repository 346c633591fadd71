"""`springplank transitions`: steps to other work, for a client or from an occupation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape

from matcher.concepts import Concepts, concepts_of
from matcher.direction import Direction
from matcher.errors import NotFoundError
from matcher.outlook import NO_OUTLOOKS, Risk, Shortage
from matcher.policy import Policy
from matcher.taxonomy import Catalogue
from matcher.transition_account import AGAINST, UNSURE, FactKind, hourly
from matcher.transitions import Answer, LeftOut
from matcher.trends import Movement
from matcher.wording import percent, some
from pipelines.cli.printing import console, count, indent, one_or_more, print_json, progress_line
from pipelines.home import taxonomy_cache
from pipelines.landscape import landscape_of, linked_occupation, named_occupation
from pipelines.outlooks import read_tables
from pipelines.policies import written_policy
from pipelines.service import Service, open_service
from pipelines.settings import Settings, today
from pipelines.store.clients import StoredClient
from pipelines.taxonomies import cached_catalogue, linkers, packaged_catalogue
from pipelines.transition_documents import NOT_KNOWN, SHOWN, transitions_document

ASPECTS = ("viable", "desirable", "safe")
COLOURS = {Answer.YES: "green", Answer.NO: "red", Answer.UNKNOWN: "dim"}
LIKENESSES = 2  # as many as a line can hold: each names two skills
# What speaks against a step or is not known about it. What holds for all of them is said once, below.
TOLD = AGAINST | UNSURE - {FactKind.NO_MARKET, FactKind.RISK_UNKNOWN}
NO_VACANCIES = "er zijn nog geen vacatures ingelezen"
TABLES = "geef een tabel met --outlook BESTAND, of lees er een in"


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: a client id or a title, and where to look; `top` steps of each direction."""

    asked: str
    home: Path | None = None
    taxonomy: Path | None = None
    outlook: tuple[Path, ...] = ()
    municipality: str | None = None
    top: int | None = None
    on: date | None = None
    cache: Path | None = None


def run_transitions(question: Question, *, as_json: bool) -> None:
    """Print the steps to other work."""
    if not question.asked:
        raise typer.BadParameter("noem een beroep, of het id van een cliënt", param_hint="BEROEP|CLIENT")
    if question.home is not None and question.taxonomy is not None:
        raise typer.BadParameter("geef --home of --taxonomy, niet allebei", param_hint="--taxonomy")
    home = question.home or (None if question.taxonomy else Settings.from_env().home)
    if home is None and question.municipality is not None:
        raise typer.BadParameter("het beleid van een gemeente staat in een map van Springplank; geef --home MAP")
    if home is None:
        document = from_taxonomy(question)
    else:
        with open_service(home, cache=question.cache) as service:
            document = from_home(service, question)
    if as_json:
        print_json(document)
    else:
        print_transitions(console(), document)


def from_home(service: Service, question: Question) -> dict[str, Any]:
    """Return the steps for a client of a home, or from an occupation of its taxonomy."""
    landscape = service.landscape_with(read_tables(question.outlook)) if question.outlook else service.landscape
    on, top = question.on or service.day, question.top or SHOWN
    stored = _client(service, question.asked)
    if stored is None:
        policy = Policy() if question.municipality is None else written_policy(service.home, question.municipality)
        work = _occupation(question, service.taxonomy.catalogue, landscape.concepts)
        found = landscape.of_work(work, policy, on)
        return transitions_document(landscape, found, client=None, on=on, top=top, trends=service.trends_on(on))
    if question.municipality is not None:
        raise typer.BadParameter("voor een cliënt geldt het beleid van de eigen gemeente", param_hint="--municipality")
    client = stored.client
    found = landscape.of_client(client, service.policy(client), service.travel_of(stored), on)
    return transitions_document(landscape, found, client=client.id, on=on, top=top, trends=service.trends_on(on))


def from_taxonomy(question: Question) -> dict[str, Any]:
    """Return the steps from an occupation of a taxonomy by itself, the packaged one when none is named."""
    folder = taxonomy_cache(question.cache)
    catalogue = packaged_catalogue() if question.taxonomy is None else cached_catalogue(question.taxonomy, folder)
    outlooks = read_tables(question.outlook) if question.outlook else NO_OUTLOOKS
    landscape = landscape_of(catalogue, concepts_of(catalogue.taxonomy), None, outlooks)
    work = _occupation(question, catalogue, landscape.concepts)
    on = question.on or today()
    found = landscape.of_work(work, Policy(), on)
    return transitions_document(landscape, found, client=None, on=on, top=question.top or SHOWN)


def _client(service: Service, asked: str) -> StoredClient | None:
    """Return the client with this id, and log that they were looked at; None when it is nobody's id."""
    try:
        return service.client(asked, "transitions")
    except NotFoundError:
        return None


def _occupation(question: Question, catalogue: Catalogue, concepts: Concepts) -> int:
    """Return the occupation that was asked for; only a title that is no label needs what was learned."""
    found = named_occupation(question.asked, concepts)
    if found is not None:
        return found
    titles = linkers(catalogue, taxonomy_cache(question.cache), progress_line).titles
    return linked_occupation(question.asked, concepts, titles)


def print_transitions(out: Console, document: dict[str, Any]) -> None:
    """Print the steps for people: what they take along first."""
    own = [one["label"] for one in document["own_work"]]
    whom = f"voor {document['client']}" if document["client"] else f"vanuit {some(own)}"
    out.print(f"[bold]Stappen naar ander werk {escape(whom)}[/bold]")
    if document["too_little_known"]:
        out.print("Er is te weinig bekend om stappen te laten zien. Begin met: wat kunt u, en welk werk deed u eerder?")
        return
    print_own_outlook(out, document)
    for title, steps in (
        ("Wat u graag wilt", document["wishes"]),
        (f"Bijscholing: {Direction.BIJSCHOLING.label}", document["bijscholing"]),
        (f"Omscholing: {Direction.OMSCHOLING.label}", document["omscholing"]),
    ):
        if steps:
            out.print(f"\n[bold]{title}[/bold]")
            for place, step in enumerate(steps, 1):
                print_step(out, step, place, document)
    print_rest(out, document)


def print_own_outlook(out: Console, document: dict[str, Any]) -> None:
    """Say it kindly where one's own work is likely to change."""
    at_risk = [one["label"] for one in document["own_work"] if one["outlook"]["risk"] == Risk.HIGH.value]
    if at_risk:
        out.print(
            f"De kans is groot dat werk als {escape(some(at_risk))} verandert door nieuwe techniek. U begint niet"
            " opnieuw: hieronder staat werk waarin u gebruikt wat u al kunt."
        )


def print_step(out: Console, step: dict[str, Any], place: int, document: dict[str, Any]) -> None:
    """Print one step."""
    out.print(f"[bold]{place}. {escape(step['label'])}[/bold]  [green]u neemt {percent(step['carry'])} mee[/green]")
    lines = (
        ("dit kunt u al", some(one["skill"] for one in step["carried_skills"])),
        ("dit lijkt op wat u kunt", likenesses(step)),
        ("dit leert u nog", some(step["missing_skills"])),
        ("wettelijk nodig", papers(step, "papers")),
        ("vaak gevraagd", papers(step, "usual_papers")),
        ("ook", some(step["kinds"])),
        ("niveau", level(step)),
        ("loon", wage(step)),
        ("vacatures nu", demand(step, document)),
        ("vraag", moving(step)),
        ("vooruitzicht", outlook(step["outlook"])),
    )
    for name, text in lines:
        if text:
            out.print(indent(f"[dim]{name}:[/dim] {escape(text)}"))
    out.print(indent(verdicts(step)))
    for aspect in ASPECTS:
        for reason in step[aspect]["reasons"]:
            if reason["kind"] in TOLD:
                out.print(indent(f"– {escape(reason['text'])}", left=6), style="dim")


def moving(step: dict[str, Any]) -> str:
    """Return how demand moves where that is sure, else ""."""
    known = step["trend"] and Movement.of(step["trend"]["movement"]) in {Movement.RISING, Movement.FADING}
    return str(step["trend"]["text"]) if known else ""


def likenesses(step: dict[str, Any]) -> str:
    """Return a few skills of which someone knows a neighbour, with that neighbour."""
    shown = [f"{one['skill']} (door {one['through']})" for one in step["partial_skills"][:LIKENESSES]]
    return some(shown, len(step["partial_skills"]) - len(shown))


def verdicts(step: dict[str, Any]) -> str:
    """Return the three answers side by side; there is no sum of them."""
    answers = [(aspect, step[aspect]["label"], Answer.of(step[aspect]["answer"])) for aspect in ASPECTS]
    return " · ".join(
        f"{label}: [{COLOURS[answer]}]{_said(aspect, answer)}[/{COLOURS[answer]}]" for aspect, label, answer in answers
    )


def _said(aspect: str, answer: Answer) -> str:
    """Return an answer in words; what is not within reach now may be so after learning."""
    return "nu nog niet" if (aspect, answer) == ("viable", Answer.NO) else answer.label


def papers(step: dict[str, Any], which: str) -> str:
    """Return papers that are not there, as far as is known."""
    aside = "" if step["papers_known"] else " (vraag na wat u al heeft)"
    return f"{some(step[which])}{aside}" if step[which] else ""


def level(step: dict[str, Any]) -> str:
    """Return the level, and how it stands to one's own."""
    steps = step["level"]["steps_up"]
    if steps is None or step["level"]["label"] == NOT_KNOWN:
        return str(step["level"]["label"])
    far = one_or_more(abs(steps), "niveau", "niveaus")
    stands = "gelijk aan dat van u" if steps == 0 else f"{far} {'hoger' if steps > 0 else 'lager'} dan dat van u"
    return f"{step['level']['label']}, {stands}"


def wage(step: dict[str, Any]) -> str:
    """Return what the work pays, and on how much that rests."""
    found = step["wage"]
    if found["hourly"] is None:
        return NOT_KNOWN
    group = "de beroepsgroep, " if found["basis"] == "beroepsgroep" else ""
    return f"ongeveer {hourly(found['hourly'])} bruto per uur ({group}{count(found['vacancies'])} vacatures)"


def demand(step: dict[str, Any], document: dict[str, Any]) -> str:
    """Return how much of this work there is."""
    if step["demand"] is None:
        return NOT_KNOWN
    where = "binnen uw reistijd en grenzen" if document["client"] else "in alle vacatures"
    return f"{count(step['demand'])} {where}"


def outlook(found: dict[str, Any]) -> str:
    """Return how the work is likely to fare."""
    parts = []
    if found["risk"] != NOT_KNOWN:
        parts.append(Risk.of(found["risk"]).label)
    if found["shortage"] != NOT_KNOWN:
        parts.append(Shortage.of(found["shortage"]).label)
    return "; ".join(parts) or NOT_KNOWN


def print_rest(out: Console, document: dict[str, Any]) -> None:
    """Print what is not shown, what was left out, and what the outlook rests on."""
    counts = document["counts"]
    shown = sum(len(document[name]) for name in ("wishes", "bijscholing", "omscholing"))
    if not shown:
        out.print("Er is geen ander werk gevonden waarin u iets meeneemt van wat u kunt.")
    steps = one_or_more(counts["steps"], "beroep", "beroepen")
    said = f"Hier staan er {shown}. Van {steps} waarin u iets meeneemt zijn er {count(counts['viable'])} haalbaar."
    out.print(f"\n{said}", style="dim")
    left_out = [
        f"{LeftOut.of(reason).label} ({count(number)})"
        for reason, number in document["left_out"].items()
        if reason not in (LeftOut.OWN.value, LeftOut.NOTHING.value)
    ]
    if left_out:
        out.print(f"Niet getoond: {escape('; '.join(left_out))}.", style="dim")
    if document["market"] is None:
        out.print(f"Loon en vacatures: {NOT_KNOWN}; {NO_VACANCIES}.", style="dim")
    out.print(f"Vooruitzichten: {escape(sources(document['outlook']['sources']))}.", style="dim")


def sources(names: Sequence[str]) -> str:
    """Return the tables that the outlook is from."""
    return some(names) if names else f"{NOT_KNOWN}; {TABLES}"
