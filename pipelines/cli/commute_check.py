"""`springplank commute check`: how far estimate and network differ."""

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from matcher.errors import HomeError
from pipelines.cli.printing import console, count, print_json
from pipelines.home import open_home
from pipelines.travel.checking import LIMITS, Comparison, compare, plot
from pipelines.travel.matrices import open_matrices


def run_check(folder: Path, picture: Path | None, *, as_json: bool) -> None:
    """Compare, print the tables and draw the plot."""
    home = open_home(folder)
    matrices = open_matrices(home)
    comparisons = [] if matrices is None else compare(matrices)
    if not comparisons:
        raise HomeError(
            f"{folder} heeft geen reistijden over een net; bouw ze met springplank commute build --gtfs of --osm"
        )
    path = home.travel / "check.png" if picture is None else picture
    if as_json:
        print_json({"plot": str(path), "modes": [_document(one) for one in comparisons]})
    else:
        print_comparisons(console(), comparisons, path)
    try:
        plot(comparisons, path)
    except (OSError, ValueError) as error:
        raise HomeError(f"{path} is niet te schrijven ({error}); geef met --plot een bestand op .png") from error


def _document(one: Comparison) -> dict[str, Any]:
    return {
        "mode": one.mode.value,
        "pairs": one.pairs,
        "median_error_percent": round(one.error_percent, 1),
        "median_difference_minutes": one.bias_minutes,
        "wrong_side_of_limit": {str(limit): round(share, 4) for limit, share in one.wrong.items()},
        "estimate_reaches_network_does_not": round(one.unreachable, 4),
        "bands": [
            {
                "from_km": band.from_km,
                "to_km": band.to_km,
                "pairs": band.pairs,
                "network_minutes": band.network,
                "estimate_minutes": band.estimate,
                "median_error_percent": round(band.error_percent, 1),
            }
            for band in one.bands
        ],
        "fitted": None
        if one.fitted is None or one.fitted_error_percent is None
        else {
            "start": one.fitted.start,
            "slope": one.fitted.slope,
            "power": one.fitted.power,
            "median_error_percent": round(one.fitted_error_percent, 1),
        },
    }


def print_comparisons(out: Console, comparisons: list[Comparison], path: Path) -> None:
    """Print a table per way of travelling."""
    for one in comparisons:
        out.print(f"[bold]{one.mode.label}[/bold]: {count(one.pairs)} paren van gebieden")
        side = "te kort" if one.bias_minutes < 0 else "te lang"
        out.print(
            f"  de schatting zit er in het midden {one.error_percent:.0f}% naast, "
            f"{abs(one.bias_minutes):.0f} minuten {side}"
        )
        table = Table(box=None, pad_edge=False)
        for column in ("  afstand", "paren", "net", "schatting", "verschil"):
            table.add_column(column, justify="right")
        for band in one.bands:
            table.add_row(
                f"{band.from_km:.0f}–{band.to_km:.0f} km",
                count(band.pairs),
                f"{band.network:.0f} min",
                f"{band.estimate:.0f} min",
                f"{band.error_percent:.0f}%",
            )
        out.print(table)
        wrong = ", ".join(f"{limit} min {one.wrong[limit]:.1%}" for limit in LIMITS if limit in one.wrong)
        out.print(f"  aan de verkeerde kant van een grens: {wrong}")
        if one.unreachable:
            out.print(f"  volgens de schatting te doen en over het net niet: {one.unreachable:.1%}")
        if one.fitted is not None and one.fitted_error_percent is not None:
            curve = one.fitted
            out.print(
                f"  hier past beter: {curve.start:g} + {curve.slope:g} · km^{curve.power:g} "
                f"({one.fitted_error_percent:.0f}% naast, op gebieden die niet meededen)"
            )
        out.print()
    out.print(f"Grafiek: {escape(str(path))}", style="dim")
