"""The command `springplank transitions`, which imports what it needs inside."""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.options import CacheOption, DayOption, HomeOption, JsonOption, TaxonomyOption, read_count


def transitions(
    who: Annotated[
        list[str],
        typer.Argument(
            metavar="BEROEP|CLIENT", help="Een beroep (titel of id), of het id van een cliënt, zoals c-0001."
        ),
    ],
    home: HomeOption = None,
    taxonomy: TaxonomyOption = None,
    outlook: Annotated[
        list[Path] | None,
        typer.Option(
            "--outlook",
            metavar="BESTAND",
            help="Een tabel met risico of krapte per beroep, alleen voor deze keer. Mag vaker.",
        ),
    ] = None,
    municipality: Annotated[
        str | None,
        typer.Option(
            "--municipality", metavar="GEMEENTE", help="Wiens grenzen gelden bij een beroep.", show_default=False
        ),
    ] = None,
    top: Annotated[
        int | None,
        typer.Option(
            "--top",
            parser=read_count,
            metavar="AANTAL",
            help="Hoeveel stappen per soort. Standaard 5.",
            show_default=False,
        ),
    ] = None,
    on: DayOption = None,
    cache: CacheOption = None,
    as_json: JsonOption = False,
) -> None:
    """Toon naar welk ander werk iemand kan overstappen: wat er meegaat, wat er nog mist, en wat de stap brengt.

    Elke stap zegt apart of zij haalbaar is, of het loon op peil blijft, en of het werk toekomst heeft.
    """
    from pipelines.cli.transitions import Question, run_transitions

    asked = " ".join(" ".join(who).split())
    question = Question(asked, home, taxonomy, tuple(outlook or ()), municipality, top, on, cache)
    run_transitions(question, as_json=as_json)
