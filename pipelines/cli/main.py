"""The commands of `springplank`, one thin function each.

A command imports what it needs inside: reading files brings in the learning library, which takes longer to import than
a match list takes to make.
"""

import signal
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from matcher.codes import Mode
from matcher.errors import SpringplankError
from pipelines.cli.options import (
    CacheOption,
    ClientArgument,
    DayOption,
    HomeOption,
    JsonOption,
    home_folder,
    read_day,
    read_mode,
)

app = typer.Typer(
    name="springplank",
    help="Springplank: werk en scholing die passen, met de redenen erbij. Springplank adviseert; mensen beslissen.",
    epilog="Begin met: springplank demo --out var/demo",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

INTERRUPTED = 130  # what shells give a process that ctrl-c ended
MOST_ROWS = 500  # as many as a policy may choose


@app.command(epilog="Voorbeeld: springplank demo --out var/demo --vacancies 2000 --clients 50")
def demo(
    out: Annotated[Path, typer.Option("--out", metavar="MAP", help="Waar de demo komt te staan.")],
    vacancies: Annotated[int, typer.Option("--vacancies", min=1, help="Hoeveel vacatures.")] = 10_000,
    clients: Annotated[int, typer.Option("--clients", min=1, help="Hoeveel profielen.")] = 400,
    seed: Annotated[int, typer.Option("--seed", help="Het zaad van het toeval: hetzelfde zaad, dezelfde demo.")] = 2026,
    day: Annotated[
        date | None,
        typer.Option(
            "--date",
            parser=read_day,
            metavar="JJJJ-MM-DD",
            help="De dag van de demo. Standaard vandaag.",
            show_default=False,
        ),
    ] = None,
    cache: CacheOption = None,
) -> None:
    """Maak een complete oefenregio met verzonnen gegevens, en laat zien wat Springplank ermee doet."""
    from pipelines.cli.demo import run_demo

    run_demo(out, vacancies=vacancies, clients=clients, seed=seed, day=day, cache=cache)


@app.command(epilog="Voorbeeld: springplank ingest --home gemeente --vacancies vacatures.csv --clients profielen.csv")
def ingest(
    home: HomeOption = None,
    vacancies: Annotated[
        list[Path] | None,
        typer.Option("--vacancies", metavar="BESTAND", help="Vacatures: CSV, JSON Lines of schema.org JobPosting."),
    ] = None,
    clients: Annotated[
        list[Path] | None, typer.Option("--clients", metavar="BESTAND", help="Profielen: CSV of JSON Lines.")
    ] = None,
    courses: Annotated[
        list[Path] | None, typer.Option("--courses", metavar="BESTAND", help="Opleidingen: CSV of JSON Lines.")
    ] = None,
    taxonomy: Annotated[
        Path | None,
        typer.Option("--taxonomy", metavar="MAP", help="Een eigen catalogus of een download van ESCO (CSV)."),
    ] = None,
    cache: CacheOption = None,
    as_json: JsonOption = False,
) -> None:
    """Lees bestanden in. Wat niet bruikbaar is blijft bewaard, met de reden; de oude markt blijft tot de nieuwe er is.

    De vacatures van één keer inlezen vormen samen de nieuwe markt: noem dus alle bestanden tegelijk. Elke optie mag
    vaker worden gegeven.
    """
    from pipelines.cli.ingest import run_ingest
    from pipelines.ingest import Files

    files = Files(tuple(vacancies or ()), tuple(clients or ()), tuple(courses or ()), taxonomy)
    run_ingest(home_folder(home), files, cache=cache, as_json=as_json)


@app.command(epilog="Voorbeeld: springplank match c-0001 --home var/demo --top 5 --mode fiets")
def match(
    client: ClientArgument,
    home: HomeOption = None,
    top: Annotated[
        int | None,
        typer.Option(
            "--top", min=1, max=MOST_ROWS, help="Hoeveel vacatures. Standaard wat uw gemeente koos.", show_default=False
        ),
    ] = None,
    mode: Annotated[
        list[str] | None,
        typer.Option(
            "--mode", help="Alleen zo reizen: lopen, fiets, e-bike, ov of auto. Mag vaker.", show_default=False
        ),
    ] = None,
    max_minutes: Annotated[
        int | None,
        typer.Option(
            "--max-minutes",
            min=1,
            max=254,
            help="Minuten voor één reis. Lager maakt de lijst korter; hoger toont apart wat boven de eigen grens ligt.",
            show_default=False,
        ),
    ] = None,
    on: DayOption = None,
    as_json: JsonOption = False,
) -> None:
    """Toon welke vacatures bij een cliënt passen, met de redenen voor en tegen, en wat er afviel en waarom."""
    from pipelines.cli.match import run_match
    from pipelines.service import Wanted

    modes: tuple[Mode, ...] = tuple(dict.fromkeys(read_mode(word) for word in mode or ()))
    run_match(home_folder(home), client, Wanted(top, modes, max_minutes, on), as_json=as_json)


@app.command(epilog="Voorbeeld: springplank reskill c-0001 --home var/demo")
def reskill(client: ClientArgument, home: HomeOption = None, on: DayOption = None, as_json: JsonOption = False) -> None:
    """Toon welke om- en bijscholing voor een cliënt het meeste werk opent."""
    from pipelines.cli.reskill import run_reskill

    run_reskill(home_folder(home), client, on, as_json=as_json)


@app.command(epilog="Voorbeeld: springplank why c-0001 wsp-00042 --home var/demo")
def why(
    client: ClientArgument,
    vacancy: Annotated[str, typer.Argument(metavar="VACATURE", help="Het id van de vacature.")],
    home: HomeOption = None,
    on: DayOption = None,
    as_json: JsonOption = False,
) -> None:
    """Leg uit waarom een vacature wel of niet bij een cliënt past, ook als zij is afgevallen."""
    from pipelines.cli.why import run_why

    run_why(home_folder(home), client, vacancy, on, as_json=as_json)


class StoppedError(BaseException):
    """Somebody pressed ctrl-c. No part of Springplank takes it for an error that it knows."""


def _stop(*_signal: object) -> NoReturn:
    raise StoppedError


def run() -> None:
    """Run the command: status 0, 1 for what the user can mend (said in one line), 2 for wrong usage."""
    signal.signal(signal.SIGINT, _stop)  # Typer has an English word of its own for it
    try:
        app()
    except SpringplankError as error:
        print(f"springplank: {error}", file=sys.stderr)
        sys.exit(1)
    except StoppedError:
        print("springplank: onderbroken; er is niets half gedaan", file=sys.stderr)
        sys.exit(INTERRUPTED)
