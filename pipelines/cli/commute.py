"""The commands of `springplank commute`, one thin function each; they import what they need inside."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from matcher.codes import Mode
from matcher.errors import SpringplankError
from pipelines.cli.options import CacheOption, HomeOption, JsonOption, home_folder, read_day, read_mode

commute = typer.Typer(
    name="commute",
    help="Reistijden: bouw ze uit dienstregelingen en kaarten, vraag er één, of kijk hoe ver de schatting ernaast zit.",
    epilog="Voorbeeld: springplank commute ask --home gemeente --from 2611 --to 2719",
    no_args_is_help=True,
)
PlaceHelp = "postcode, plaatsnaam of coördinaten als 52.01,4.36"


def read_modes(texts: list[str]) -> tuple[Mode, ...]:
    """Return the ways to travel in "fiets,ov"; wrong usage when they name none."""
    words = [word for text in texts for word in re.split(r"[,\s]+", text) if word]
    if not words:
        raise typer.BadParameter("noem een manier om te reizen, bijvoorbeeld fiets,ov", param_hint="--modes")
    return tuple(dict.fromkeys(read_mode(word) for word in words))


@commute.command(
    "build", epilog="Voorbeeld: springplank commute build --home gemeente --gtfs ov.zip --osm regio.osm.pbf"
)
def build(
    home: HomeOption = None,
    postcodes: Annotated[
        list[Path] | None,
        typer.Option("--postcodes", metavar="BESTAND", help="Postcodes met coördinaten: GeoNames of CSV. Mag vaker."),
    ] = None,
    gtfs: Annotated[
        list[Path] | None, typer.Option("--gtfs", metavar="BESTAND", help="Dienstregeling: een GTFS-zip. Mag vaker.")
    ] = None,
    osm: Annotated[
        Path | None, typer.Option("--osm", metavar="BESTAND", help="Wegen: een OpenStreetMap-extract (.osm.pbf).")
    ] = None,
    osrm: Annotated[
        str | None,
        typer.Option("--osrm", metavar="ADRES", help="In plaats van --osm voor de auto: een eigen OSRM-server."),
    ] = None,
    modes: Annotated[
        list[str] | None,
        typer.Option(
            "--modes", metavar="LIJST", help="Welke manieren, zoals fiets,ov. Standaard alle.", show_default=False
        ),
    ] = None,
    day: Annotated[
        date | None,
        typer.Option(
            "--date",
            parser=read_day,
            metavar="JJJJ-MM-DD",
            help="De dag van de dienstregeling. Standaard de eerstvolgende gewone werkdag.",
            show_default=False,
        ),
    ] = None,
    window: Annotated[
        str, typer.Option("--window", metavar="UU:MM-UU:MM", help="Tussen wanneer iemand vertrekt.")
    ] = "07:00-09:00",
    step: Annotated[int, typer.Option("--step", min=1, max=60, help="Om de hoeveel minuten iemand vertrekt.")] = 5,
    cache: CacheOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bouw de reistijden tussen postcodes. Wat er was blijft in gebruik tot de nieuwe er helemaal zijn.

    Zonder --gtfs en --osm worden de tijden geschat. Een afgebroken bouw gaat verder waar hij was.
    """
    from pipelines.cli.commute_build import run_build
    from pipelines.travel.build import EVERY_MODE, Order, modes_of
    from pipelines.travel.windows import read_window

    try:
        departures = read_window(window, step)
    except SpringplankError as error:
        raise typer.BadParameter(str(error), param_hint="--window") from None
    order = Order(
        postcodes=tuple(postcodes or ()),
        gtfs=tuple(gtfs or ()),
        osm=osm,
        osrm=osrm,
        modes=EVERY_MODE if modes is None else modes_of(read_modes(modes)),
        day=day,
        window=departures,
    )
    run_build(home_folder(home), order, cache=cache, as_json=as_json)


@commute.command(
    "ask", epilog="Voorbeeld: springplank commute ask --home gemeente --from 2611 --to 2719 --mode ov --at 08:15"
)
def ask(
    begin: Annotated[str, typer.Option("--from", metavar="PLEK", help=f"Waar de reis begint: {PlaceHelp}.")],
    end: Annotated[str, typer.Option("--to", metavar="PLEK", help=f"Waar de reis heen gaat: {PlaceHelp}.")],
    home: HomeOption = None,
    mode: Annotated[
        list[str] | None,
        typer.Option(
            "--mode", help="Alleen zo reizen: lopen, fiets, e-bike, ov of auto. Mag vaker.", show_default=False
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="UU:MM",
            help="Wanneer iemand vertrekt. Standaard het hele tijdvak waarvoor is gebouwd.",
            show_default=False,
        ),
    ] = None,
    cache: CacheOption = None,
    as_json: JsonOption = False,
) -> None:
    """Vraag hoe lang één reis duurt, hoe dat bekend is, en met het ov ook langs welke haltes."""
    from pipelines.cli.commute_ask import run_ask
    from pipelines.travel.windows import read_clock

    try:
        departure = None if at is None else read_clock(at)
    except SpringplankError as error:
        raise typer.BadParameter(str(error), param_hint="--at") from None
    modes = tuple(dict.fromkeys(read_mode(word) for word in mode or ())) or tuple(Mode)
    run_ask(home_folder(home), begin, end, modes, departure, cache=cache, as_json=as_json)


@commute.command("check", epilog="Voorbeeld: springplank commute check --home gemeente --plot verschil.png")
def check(
    home: HomeOption = None,
    plot: Annotated[
        Path | None,
        typer.Option(
            "--plot", metavar="BESTAND", help="Waar de grafiek komt (PNG). Standaard travel/check.png in de map."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Kijk hoe ver de schatting en de gebouwde reistijden uit elkaar liggen, als tabel en als grafiek."""
    from pipelines.cli.commute_check import run_check

    run_check(home_folder(home), plot, as_json=as_json)
