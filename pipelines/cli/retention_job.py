"""What `springplank retention run` does and prints."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from matcher.errors import HomeError, SettingError, TamperError
from pipelines.cli.printing import console, one_or_more, progress_line
from pipelines.durable import only_writer
from pipelines.home import Home, open_home
from pipelines.job_clock import check_clock, note_run
from pipelines.old_reports import old_reports, remove_reports
from pipelines.retention import Removed, forget_short, run_retention
from pipelines.retention_terms import LONGEST, Terms, terms_of
from pipelines.settings import now, today
from pipelines.store.engine import Store, store_of

WAIT_S = 600  # decided for issue 6: longer than an import holds the lock; then somebody has to look
LOOK_S = 1.0
FURTHEST = timedelta(days=LONGEST)  # as long as the longest term: what comes after that says nothing more


def run_job(folder: Path, on: date | None, *, dry_run: bool, over_damage: bool = False) -> None:
    """Run the retention job and print totals.

    `on` is a day to come to look at with `dry_run`, otherwise today, for who says that the clock is right. SettingError
    for another day, or when the clock cannot be right; TamperError at the end when a chain does not add up.
    """
    day = None if on is None else _day_to_come(on, dry_run=dry_run)
    home = open_home(folder)
    terms = terms_of(home)
    with in_turn(home.path), store_of(home) as store:  # an import that runs now may not bring back half of who goes
        at = day or now()
        if not dry_run and on is None:
            _refuse_wrong_clock(home, store, terms, at)
        done = run_retention(store, terms, at, dry_run=dry_run, over_damage=over_damage)
        reports = old_reports(home, at - timedelta(days=terms.import_days))
        if not dry_run:
            remove_reports(reports)
            note_run(home, at)
    screen = console()
    screen.print("Dit zou er gebeuren; er is niets veranderd:" if dry_run else "Gedaan:")
    for line in (*_lines(done), f"{one_or_more(len(reports), 'lijst', 'lijsten')} van geweigerde regels weg"):
        screen.print(f"  {line}", soft_wrap=True)
    if done.broken:
        raise TamperError(f"{'; '.join(done.broken)}; daarvan ging niets weg, de rest is gedaan (zie docs/security.md)")


@contextmanager
def in_turn(folder: Path, wait: float = WAIT_S) -> Iterator[None]:
    """Hold the lock of a home; wait at most so many seconds for who holds it now, and then HomeError."""
    end, told = time.monotonic() + wait, False
    with ExitStack() as stack:
        while True:
            try:
                stack.enter_context(only_writer(folder))
                break
            except HomeError:
                if time.monotonic() >= end:
                    raise
                if not told:
                    progress_line(f"een andere opdracht schrijft in {folder}; wachten, hooguit {wait / 60:.0f} minuten")
                told = True
                time.sleep(min(LOOK_S, max(0.0, end - time.monotonic())))
        yield


def _day_to_come(on: date, *, dry_run: bool) -> datetime | None:
    """Return the beginning of a day to come, None for today; SettingError for what cannot be asked."""
    present = today()
    if on in (present, now().date()):
        return None
    if on < present:
        raise SettingError(f"{on} is al voorbij; een bericht kan niet in het verleden gegeven zijn, laat --on weg")
    if not dry_run:
        raise SettingError(f"{on} moet nog komen; kijk met --dry-run wat er dan weg zou gaan")
    if on > present + FURTHEST:
        raise SettingError(f"{on} is te ver weg; kijk hooguit tien jaar vooruit, tot {present + FURTHEST}")
    return datetime(on.year, on.month, on.day, tzinfo=UTC)


def _refuse_wrong_clock(home: Home, store: Store, terms: Terms, at: datetime) -> None:
    try:
        check_clock(home, store, at)
    except SettingError:
        forget_short(store, terms, at)
        raise


def _lines(done: Removed) -> Sequence[str]:
    profiles, unread = one_or_more(done.profiles, "profiel", "profielen"), done.unread
    return (
        f"{one_or_more(done.log_lines, 'regel', 'regels')} van het logboek weg",
        f"{one_or_more(done.records, 'verslag', 'verslagen')} weg",
        f"{one_or_more(done.sign_ins, 'aanmeldpoging', 'aanmeldpogingen')} weg",
        f"{one_or_more(done.told, 'cliënt krijgt', 'cliënten krijgen')} bericht dat het profiel weggaat",
        f"{one_or_more(done.untold, 'cliënt kan', 'cliënten kunnen')} niet inloggen: het profiel gaat zonder bericht",
        f"{one_or_more(done.withdrawn, 'bericht', 'berichten')} ingetrokken, door nieuw contact of een verkeerde klok",
        f"{profiles} weg" + (f", waarvan {unread} zonder bericht" if unread else ""),
    )
