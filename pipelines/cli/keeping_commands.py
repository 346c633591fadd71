"""The commands `springplank log …`, `key …` and `retention …`, which import what they need inside."""

from datetime import date
from typing import Annotated

import typer

from pipelines.cli.options import HomeOption, JsonOption, home_folder, read_day

log = typer.Typer(
    name="log",
    help="Het logboek van wie gegevens las of veranderde, en de verslagen van wat er getoond is.",
    epilog="Voorbeeld: springplank log verify --home gemeente",
    no_args_is_help=True,
)
key = typer.Typer(
    name="key",
    help="De sleutel waarmee persoonsgegevens versleuteld zijn.",
    epilog="Voorbeeld: springplank key rotate --home gemeente",
    no_args_is_help=True,
)
retention = typer.Typer(
    name="retention",
    help="Op tijd vergeten: wat lang genoeg bewaard is gaat weg.",
    epilog="Voorbeeld: springplank retention run --home gemeente --dry-run",
    no_args_is_help=True,
)
KEEPING = (log, key, retention)


@log.command("verify", epilog="Voorbeeld: springplank log verify --home gemeente")
def verify(
    home: HomeOption = None,
    end: Annotated[
        list[str] | None,
        typer.Option(
            "--end",
            metavar="HASH",
            help="Een einde dat u eerder opschreef: het moet er nog in staan. Mag vaker.",
            show_default=False,
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Kijk na of er niets is veranderd, weggehaald of tussengevoegd. Status 1 als dat wel zo is.

    Schrijf het einde op een andere plek op: daarmee blijkt later ook of een oudere database is teruggezet.
    """
    from pipelines.cli.keeping import verify_logs

    verify_logs(home_folder(home), tuple(end or ()), as_json=as_json)


@key.command("new", epilog="Voorbeeld: springplank key new > sleutel")
def new() -> None:
    """Maak een nieuwe sleutel en druk hem af. Bewaar hem apart van de gegevens."""
    from pipelines.cli.keeping import print_new_key

    print_new_key()


@key.command("rotate", epilog="Voorbeeld: springplank key rotate --home gemeente")
def rotate(home: HomeOption = None) -> None:
    """Vervang de sleutel. Kan na een onderbreking gewoon opnieuw; stop eerst de dienst.

    Komt de sleutel uit SPRINGPLANK_KEY of SPRINGPLANK_KEY_FILE, zet daar dan eerst de nieuwe vóór de oude.
    """
    from pipelines.cli.keeping import rotate_key

    rotate_key(home_folder(home))


@retention.command("run", epilog="Voorbeeld: springplank retention run --home gemeente")
def run(
    home: HomeOption = None,
    on: Annotated[
        date | None,
        typer.Option(
            "--on",
            parser=read_day,
            metavar="JJJJ-MM-DD",
            help="Met --dry-run: een dag die nog komt. Anders alleen vandaag: u zegt dat de klok klopt.",
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Zeg alleen wat er weg zou gaan.")] = False,
    over_damage: Annotated[
        bool,
        typer.Option(
            "--over-damage", help="Haal ook oude regels weg die niet kloppen. Zoek eerst uit wat er gebeurde."
        ),
    ] = False,
) -> None:
    """Haal weg wat lang genoeg bewaard is, en bericht wie dat binnenkort aangaat. Draai dit elke nacht."""
    from pipelines.cli.retention_job import run_job

    run_job(home_folder(home), on, dry_run=dry_run, over_damage=over_damage)
