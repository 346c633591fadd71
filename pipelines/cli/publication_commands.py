"""The commands `springplank register-record` and `springplank assessments`, which import what they need inside."""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.options import LONGEST_SHOWN
from pipelines.publication.register_format import STATUSES
from pipelines.settings import Settings

STATUS_WORDS = {status.casefold(): status for status in STATUSES}


def read_status(text: str) -> str:
    """Return the status of the register that a word means."""
    status = STATUS_WORDS.get(" ".join(text.replace("-", " ").casefold().split()))
    if status is None:
        raise typer.BadParameter(f"'{text[:LONGEST_SHOWN]}' is geen status; kies uit {', '.join(STATUS_WORDS)}")
    return status


MunicipalityOption = Annotated[
    str, typer.Option("--municipality", metavar="GEMEENTE", help="De gemeente, met haar naam of een andere naam ervan.")
]
HomeAtChoice = Annotated[
    Path | None,
    typer.Option(
        "--home",
        help="Map van Springplank, voor het beleid en de bronnen. Zonder map of SPRINGPLANK_HOME de standaardwaarden.",
        show_default=False,
    ),
]


def register_record(
    municipality: MunicipalityOption,
    home: HomeAtChoice = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status",
            parser=read_status,
            metavar="STATUS",
            help="In ontwikkeling, in gebruik of buiten gebruik. Standaard in ontwikkeling.",
            show_default=False,
        ),
    ] = None,
    begin: Annotated[
        str | None, typer.Option("--begin", metavar="JJJJ-MM", help="De maand van ingebruikname.", show_default=False)
    ] = None,
    end: Annotated[
        str | None, typer.Option("--end", metavar="JJJJ-MM", help="De maand van beëindiging.", show_default=False)
    ] = None,
    contact: Annotated[
        str | None,
        typer.Option(
            "--contact",
            metavar="ADRES",
            help="Een algemeen mailadres of een https-link voor vragen.",
            show_default=False,
        ),
    ] = None,
    website: Annotated[
        str | None, typer.Option("--website", metavar="LINK", help="Uw publiekspagina.", show_default=False)
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", metavar="LINK", help="Deze registratie bij uzelf.", show_default=False)
    ] = None,
    processing_register: Annotated[
        str | None,
        typer.Option("--processing-register", metavar="LINK", help="Uw verwerkingsregister.", show_default=False),
    ] = None,
    dpia: Annotated[
        str | None, typer.Option("--dpia", metavar="LINK", help="Uw afgeronde DPIA.", show_default=False)
    ] = None,
    iama: Annotated[
        str | None, typer.Option("--iama", metavar="LINK", help="Uw afgeronde IAMA.", show_default=False)
    ] = None,
    provider: Annotated[
        str | None, typer.Option("--provider", metavar="NAAM", help="Uw leverancier.", show_default=False)
    ] = None,
    source_code: Annotated[
        str | None, typer.Option("--source-code", metavar="LINK", help="Waar de broncode staat.", show_default=False)
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="BESTAND", help="Waar de JSON komt. Standaard de uitvoer.", show_default=False),
    ] = None,
) -> None:
    """Maak een registratie voor het Algoritmeregister (standaard 1.0), gevuld met wat de software over zichzelf weet.

    Wat alleen de gemeente weet wordt niet verzonnen: dat blijft weg en staat bij de meldingen.
    """
    from pipelines.cli.register_record import run_register_record
    from pipelines.publication.register_record import Told

    told = Told(status, begin, end, contact, website, url, processing_register, dpia, iama, provider, source_code)
    run_register_record(municipality, home or Settings.from_env().home, told, out)


def assessments(
    municipality: MunicipalityOption,
    out: Annotated[Path, typer.Option("--out", metavar="MAP", help="Waar dpia.md en iama.md komen.")],
    home: HomeAtChoice = None,
) -> None:
    """Schrijf een begin van een DPIA en een IAMA, gevuld met wat de software over zichzelf weet.

    Vragen voor de gemeente zijn gemarkeerd. Een bestand dat er al is blijft zoals het is.
    """
    from pipelines.cli.register_record import run_assessments

    run_assessments(municipality, home or Settings.from_env().home, out)
