"""Plans in a terminal: two or three ways, next to each other, and no verdict."""

import math
from typing import Any

from rich.console import Console
from rich.markup import escape

from matcher.plans import Aim
from matcher.wording import hours, some
from pipelines.cli.course_lines import offer_line
from pipelines.cli.printing import day_of, euro, indent, one_or_more


def print_plans(out: Console, plans: list[dict[str, Any]]) -> None:
    """Print the plans, or that there are none."""
    out.print("[bold]Plannen om uit te kiezen[/bold]")
    if not plans:
        out.print("Geen plan opent werk binnen deze grenzen.\n")
        return
    out.print("Dit zijn mogelijkheden, geen besluit. U kiest zelf, samen met uw werkcoach.", style="dim")
    for plan in plans:
        print_plan(out, plan)


def print_plan(out: Console, plan: dict[str, Any]) -> None:
    """Print one plan, step by step."""
    aims = " en ".join(Aim.of(aim).label for aim in plan["aims"])
    opens = one_or_more(plan["opens"], "vacature", "vacatures")
    out.print(f"\n[bold]Dit plan {escape(aims)}[/bold]  [green]opent {opens}[/green]")
    out.print(indent(escape(" · ".join((takes(plan), costs(plan))))), style="dim")
    if plan["carries"]:
        out.print(indent(escape(f"u brengt mee: {some(plan['carries'])}")))
    for place, step in enumerate(plan["steps"], 1):
        adds = (
            f"+{one_or_more(step['adds'], 'vacature', 'vacatures')}" if step["adds"] else "nodig voor een latere stap"
        )
        out.print(indent(escape(f"{place}. {step['title']} ({adds})")))
        offering = step["offering_note"] if step["offering"] is None else offer_line(step["offering"])
        out.print(indent(escape(offering), left=7), style="dim")
    if plan["wage"]:
        known = [value for value in plan["hours"].values() if value is not None]
        worked = f", meestal {hours(plan['hours']['min'], plan['hours']['max'])} per week" if known else ""
        out.print(indent(escape(f"dat werk: ongeveer {euro(plan['wage']['median'])} bruto per uur{worked}")))
    examples = [f"{example['title']} ({example['place']})" for example in plan["examples"]]
    out.print(indent(escape(f"bijvoorbeeld: {'; '.join(examples)}"), below=1))


def takes(plan: dict[str, Any]) -> str:
    """Return how long a plan takes and when it ends, as far as that is known."""
    if plan["weeks"] is None:
        return "duur onbekend"
    last = plan["steps"][-1]["ends"]
    if not plan["dates_known"] or last is None:
        return f"minstens {whole(plan)}; niet elke startdatum is bekend"
    return f"klaar op {day_of(last)} ({whole(plan)} vanaf nu)"


def whole(plan: dict[str, Any]) -> str:
    """Return how long a plan takes in whole weeks, rounded up."""
    return one_or_more(math.ceil(plan["weeks"]), "week", "weken")


def costs(plan: dict[str, Any]) -> str:
    """Return what a plan costs the client or the municipality."""
    if plan["euros"] is None:
        return "kosten onbekend"
    return f"hoogstens {euro(plan['euros'])}" if plan["euros"] else "geen kosten"
