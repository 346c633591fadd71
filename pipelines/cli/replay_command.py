"""The command `springplank replay`, which imports what it needs inside."""

from typing import Annotated

import typer

from pipelines.cli.options import HomeOption, JsonOption, home_folder


def replay(
    record: Annotated[str, typer.Argument(metavar="VASTLEGGING", help="Het nummer onder de lijst die is getoond.")],
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Maak opnieuw wat iemand te zien kreeg: hetzelfde, of precies wat er sindsdien is veranderd.

    Dat u kijkt, staat in het logboek van die persoon. Status 1 als het niet volgt uit wat is vastgelegd.
    """
    from pipelines.cli.replay import run_replay

    run_replay(home_folder(home), record, as_json=as_json)
