"""`springplank demo`: a whole region of invented data, and what Springplank makes of it."""

from datetime import date
from pathlib import Path

from rich.markup import escape

from pipelines.cli.ingest import print_report
from pipelines.cli.match import print_match
from pipelines.cli.printing import console, progress_line
from pipelines.cli.reskill import print_reskill
from pipelines.demo.accounts import ACCOUNTS, demo_accounts
from pipelines.demo.home import DemoPlan, make_demo
from pipelines.documents import match_document
from pipelines.home import open_home
from pipelines.reskill_documents import Sought, reskill_document
from pipelines.service import Wanted, open_service

DEMO_CLIENT = "c-0001"
ROWS = 8
COURSES = 5


def run_demo(out: Path, *, vacancies: int, clients: int, seed: int, day: date | None, cache: Path | None) -> None:
    """Make the demo, or use it again when the same one stands there, and show its client."""
    plan = DemoPlan(vacancies=vacancies, clients=clients, seed=seed, day=day)
    report = make_demo(out, plan, cache=cache, progress=progress_line)
    screen = console()
    if report is None:
        screen.print(f"De demo in {escape(str(out))} stond er al en is opnieuw gebruikt.\n", style="dim")
    else:
        print_report(screen, report)
        screen.print()
    screen.print("[bold]Alle gegevens in deze demo zijn verzonnen.[/bold]\n")
    with open_service(out, cache=cache) as service:
        stored = service.client(DEMO_CLIENT, "demo")
        print_match(screen, match_document(service, stored, Wanted(top=ROWS)), out)
        screen.print()
        print_reskill(screen, reskill_document(service, stored, Sought()), shown=COURSES)
    screen.print("[bold]Verder kijken[/bold]")
    for command in (f"match c-0002 --home {out}", f"reskill {DEMO_CLIENT} --home {out} --plan", "--help"):
        screen.print(f"  .venv/bin/springplank {escape(command)}")
    screen.print("\n[bold]Aanmelden in de dienst[/bold] (springplank serve; accounts van deze demo alleen)")
    for account in ACCOUNTS:
        screen.print(f"  {account.login:<10} {escape(account.name)}")
    screen.print(f"  wachtwoord van allemaal: {demo_accounts(open_home(out))}")
