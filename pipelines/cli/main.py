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
from pipelines.cli.account import account
from pipelines.cli.commute import commute
from pipelines.cli.keeping_commands import KEEPING
from pipelines.cli.options import (
    CacheOption,
    ClientArgument,
    DayOption,
    HomeOption,
    JsonOption,
    LinkKind,
    RankKind,
    TaxonomyOption,
    home_folder,
    read_amount,
    read_count,
    read_day,
    read_mode,
    visible,
)
from pipelines.cli.publication_commands import assessments, register_record
from pipelines.cli.replay_command import replay
from pipelines.cli.transitions_command import transitions
from pipelines.geocoders.names import ServiceName

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
        typer.Option(
            "--taxonomy", metavar="PAD", help="Een eigen catalogus, ESCO (map of zip) of CompetentNL (bestand of map)."
        ),
    ] = None,
    outlook: Annotated[
        list[Path] | None,
        typer.Option(
            "--outlook",
            metavar="BESTAND",
            help="Tabellen die zeggen hoe beroepen zich ontwikkelen: risico en krapte, CSV.",
        ),
    ] = None,
    history: Annotated[
        list[Path] | None,
        typer.Option(
            "--history",
            metavar="BESTAND",
            help="Eerdere vacatures, ook die al vervuld zijn: alleen voor hoe de vraag zich ontwikkelt.",
        ),
    ] = None,
    cache: CacheOption = None,
    as_json: JsonOption = False,
) -> None:
    """Lees bestanden in. Wat niet bruikbaar is blijft bewaard, met de reden; de oude markt blijft tot de nieuwe er is.

    De vacatures van één keer inlezen vormen samen de nieuwe markt: noem dus alle bestanden tegelijk. Elke optie mag
    vaker worden gegeven.
    """
    from pipelines.cli.ingest import run_ingest
    from pipelines.intake import Files

    files = Files(
        vacancies=tuple(vacancies or ()),
        clients=tuple(clients or ()),
        courses=tuple(courses or ()),
        taxonomy=taxonomy,
        outlook=tuple(outlook or ()),
        history=tuple(history or ()),
    )
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


@app.command(epilog="Voorbeeld: springplank reskill c-0001 --home var/demo --plan --budget 500 --weeks 26")
def reskill(
    client: ClientArgument,
    home: HomeOption = None,
    plan: Annotated[
        bool, typer.Option("--plan", help="Toon ook plannen: meer cursussen achter elkaar, op twee of drie manieren.")
    ] = False,
    budget: Annotated[
        float | None,
        typer.Option(
            "--budget",
            parser=read_amount,
            metavar="EURO",
            help="Wat een cursus of plan samen mag kosten. Wat een ander betaalt telt niet mee.",
            show_default=False,
        ),
    ] = None,
    weeks: Annotated[
        float | None,
        typer.Option(
            "--weeks",
            parser=read_amount,
            metavar="AANTAL",
            help="Binnen hoeveel weken vanaf vandaag een cursus of plan klaar moet zijn, wachten meegeteld.",
            show_default=False,
        ),
    ] = None,
    on: DayOption = None,
    as_json: JsonOption = False,
) -> None:
    """Toon welke om- en bijscholing voor een cliënt het meeste werk opent, en wat iemand al meebrengt."""
    from matcher.plans import Limits
    from pipelines.cli.reskill import run_reskill
    from pipelines.reskill_documents import Sought

    run_reskill(home_folder(home), client, Sought(plan, Limits(budget, weeks), on), as_json=as_json)


@app.command(epilog="Voorbeeld: springplank gaps --municipality Delft --home var/demo")
def gaps(
    municipality: Annotated[
        str,
        typer.Option("--municipality", metavar="GEMEENTE", help="De gemeente, met haar naam of een andere naam ervan."),
    ],
    home: HomeOption = None,
    top: Annotated[
        int | None,
        typer.Option("--top", parser=read_count, metavar="AANTAL", help="Hoeveel regels.", show_default=False),
    ] = None,
    on: DayOption = None,
    as_json: JsonOption = False,
) -> None:
    """Toon welke vaardigheden en papieren het meest ontbreken in een gemeente, om met scholen cursussen af te spreken.

    Alles gaat over tien mensen of meer en aantallen zijn afgerond. Zonder --top toont de tekst er tien en geeft --json
    alles.
    """
    from pipelines.cli.gaps import run_gaps

    run_gaps(home_folder(home), municipality, on, top=top, as_json=as_json)


app.command(epilog="Voorbeeld: springplank transitions winkelmedewerker --top 3")(transitions)
app.command(epilog="Voorbeeld: springplank register-record --municipality Delft --home gemeente")(register_record)
app.command(epilog="Voorbeeld: springplank replay 4467545a8fb7942cc48d5b3e --home gemeente")(replay)
app.command(epilog="Voorbeeld: springplank assessments --municipality Delft --out toetsen")(assessments)


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


@app.command(epilog="Voorbeeld: springplank link occupation --top 3 < titels.txt")
def link(
    kind: Annotated[
        LinkKind,
        typer.Argument(
            metavar="SOORT",
            help="Wat de regels zijn: occupation (functietitels), skill (vaardigheden) of text (teksten).",
        ),
    ],
    taxonomy: TaxonomyOption = None,
    top: Annotated[
        int | None,
        typer.Option(
            "--top",
            parser=read_count,
            metavar="AANTAL",
            help="Hoeveel per regel. Standaard 5, en van een tekst alles; ook wat op een niet herkende regel lijkt.",
            show_default=False,
        ),
    ] = None,
    cache: CacheOption = None,
    as_json: JsonOption = False,
) -> None:
    """Herken beroepen of vaardigheden: voor elke regel van de invoer één regel antwoord, in dezelfde volgorde.

    Een regel eindigt bij een regeleinde; de invoer is UTF-8. Wat niet zeker genoeg is heet niet herkend.
    Met --json is elk antwoord een JSON-object op een eigen regel.
    """
    from pipelines.cli.link import run_link

    run_link(kind, taxonomy=taxonomy, cache=cache, top=top, as_json=as_json)


@app.command(epilog="Voorbeeld: springplank link-evaluate --pairs pairs.csv --corpus corpus.csv --taxonomy esco")
def link_evaluate(
    corpus: Annotated[
        Path, typer.Option("--corpus", metavar="BESTAND", help="Wat er te vinden is: id en label, TSV of CSV.")
    ],
    queries: Annotated[
        Path | None, typer.Option("--queries", metavar="BESTAND", help="De vragen: id en tekst, TSV.")
    ] = None,
    annotations: Annotated[
        Path | None,
        typer.Option("--annotations", metavar="BESTAND", help="De goede antwoorden: vraag, 0, element, 1; TSV."),
    ] = None,
    pairs: Annotated[
        Path | None,
        typer.Option("--pairs", metavar="BESTAND", help="In plaats van vragen en antwoorden: paren met relatie, CSV."),
    ] = None,
    taxonomy: TaxonomyOption = None,
    kind: Annotated[
        RankKind | None,
        typer.Option(
            "--kind", help="Wie de volgorde maakt. Standaard occupation, en skill bij --pairs.", show_default=False
        ),
    ] = None,
    run_file: Annotated[
        Path | None,
        typer.Option("--run", metavar="BESTAND", help="Schrijf ook de volgorde (TREC, de eerste 1.000 per vraag)."),
    ] = None,
    cache: CacheOption = None,
    as_json: JsonOption = False,
) -> None:
    """Meet hoe goed de herkenning is op vragen waarvan het antwoord bekend is.

    Geef --queries, --annotations en --corpus, of --pairs en --corpus. De uitkomst is MRR en het aandeel met een goed
    antwoord bij de eerste 1, 5 en 10, elk met een 95%-interval: over alle vragen, en over die niet letterlijk een
    label zijn.
    """
    from pipelines.cli.link_evaluate import Trials, run_link_evaluate

    files = Trials(corpus=corpus, queries=queries, annotations=annotations, pairs=pairs)
    run_link_evaluate(files, taxonomy=taxonomy, cache=cache, kind=kind, run_file=run_file, as_json=as_json)


@app.command(epilog="Voorbeeld: springplank postcodes --home gemeente --file NL.zip")
def postcodes(
    home: HomeOption = None,
    file: Annotated[
        list[Path] | None,
        typer.Option(
            "--file",
            metavar="BESTAND",
            help="Postcodes met hun plek: GeoNames (NL.txt of NL.zip) of CSV met een kopregel. Mag vaker.",
        ),
    ] = None,
    download: Annotated[bool, typer.Option("--download", help="Haal de postcodes van GeoNames op.")] = False,
    cache: CacheOption = None,
    as_json: JsonOption = False,
) -> None:
    """Leg vast waar postcodes liggen. Bronnen worden met elkaar vergeleken; wat niet klopt wordt gemeld."""
    from pipelines.cli.postcodes import run_postcodes

    if not (file or download):
        raise typer.BadParameter("geef --file BESTAND of --download", param_hint="--file")
    run_postcodes(home_folder(home), tuple(file or ()), download=download, cache=cache, as_json=as_json)


for group in (commute, account, *KEEPING):
    app.add_typer(group)


@app.command(epilog="Voorbeeld: springplank geocode vacatures.csv --out met-plek.csv --service pdok")
def geocode(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Vacatures of profielen als CSV, met adressen.")],
    out: Annotated[Path, typer.Option("--out", metavar="BESTAND", help="Waar dezelfde rijen met coördinaten komen.")],
    service: Annotated[
        ServiceName, typer.Option("--service", help="Wie de adressen krijgt: pdok, nominatim of photon.")
    ],
    server: Annotated[
        str | None,
        typer.Option("--server", metavar="ADRES", help="Een eigen server van deze soort.", show_default=False),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="De adressen mogen verstuurd worden; vraag het niet.")] = False,
    cache: CacheOption = None,
) -> None:
    """Zoek bij adressen de coördinaten, bij een dienst die u noemt. Adressen zijn persoonsgegevens.

    Antwoorden blijven bewaard in uw eigen cachemap: een adres wordt één keer verstuurd, en na een onderbreking gaat
    hetzelfde bevel verder. Wat niet zeker gevonden is blijft leeg.
    """
    from pipelines.cli.geocode import run_geocode

    run_geocode(file, out, name=service, server=server, cache=cache, agreed=yes)


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
        print(f"springplank: {visible(str(error))}", file=sys.stderr)
        sys.exit(1)
    except StoppedError:
        print("springplank: onderbroken; er is niets half gedaan", file=sys.stderr)
        sys.exit(INTERRUPTED)
