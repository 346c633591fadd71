"""What `springplank log …`, `key …` and `retention …` do and print."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from matcher.errors import SettingError, TamperError
from pipelines.cli.printing import console, count, one_or_more, print_json
from pipelines.durable import only_writer
from pipelines.home import open_home
from pipelines.key_rotation import rotate
from pipelines.old_reports import old_reports, remove_reports
from pipelines.retention import Removed, run_retention
from pipelines.retention_terms import terms_of
from pipelines.settings import now
from pipelines.store.chain import Verified
from pipelines.store.connection import reading
from pipelines.store.engine import Store, store_of
from pipelines.store.keyring import Keyring

NAMES = {"access_log": "Logboek", "advice_records": "Verslagen"}
HASH_CHARACTERS = 64  # SHA-256 in hex


def verify_logs(folder: Path, ends: Sequence[str], *, as_json: bool) -> None:
    """Verify both chains and print them; TamperError when one does not add up, or an end is not in it."""
    hashes = [_hash(end) for end in ends]
    with store_of(open_home(folder)) as store:
        found = {"access_log": store.log.verify(), "advice_records": store.records.verify()}
        for one in hashes:
            _check_end(store, one)
    if as_json:
        print_json({name: _document(chain) for name, chain in found.items()})
        return
    screen = console()
    for name, chain in found.items():
        removed = "" if not chain.removed else f", en {count(chain.removed)} eerder weggehaald na de bewaartermijn"
        screen.print(f"{NAMES[name]}: klopt, {one_or_more(chain.lines, 'regel', 'regels')}{removed}.")
        if chain.end:
            screen.print(f"  einde {chain.end}", soft_wrap=True)
    if hashes:
        screen.print("Elk einde dat u gaf staat erin.")


def print_new_key() -> None:
    """Print a new key and nothing else."""
    print(Keyring.new_key())


def rotate_key(folder: Path) -> None:
    """Rotate the key of a home and say what to do next."""
    done = rotate(open_home(folder))
    screen = console()
    if done.keys:
        screen.print(f"{one_or_more(done.keys, 'sleutel is', 'sleutels zijn')} opnieuw versleuteld.")
    else:
        screen.print("Alles was al met de nieuwe sleutel versleuteld.")
    if done.elsewhere:
        screen.print("De oude sleutel is niet meer nodig: haal hem uit SPRINGPLANK_KEY en start de dienst opnieuw.")
    else:
        screen.print("In de map staat nu alleen de nieuwe sleutel. Maak er een reservekopie van op een andere plek,")
        screen.print("en start de dienst opnieuw. Met de oude sleutel gaan alleen oude reservekopieën nog open.")


def run_job(folder: Path, on: date | None, *, dry_run: bool) -> None:
    """Run the retention job and print totals; SettingError for a day to come, when more would go than may."""
    home = open_home(folder)
    at = now()
    if on is not None:
        day = datetime.combine(on, time.min, UTC)
        if day > at and not dry_run:
            raise SettingError(f"{on} moet nog komen; kijk met --dry-run wat er dan weg zou gaan")
        at = day
    terms = terms_of(home)
    with only_writer(home.path):  # an import that runs now may not bring back half of who goes
        with store_of(home) as store:
            done = run_retention(store, terms, at, dry_run=dry_run)
        reports = old_reports(home, at - timedelta(days=terms.import_days))
        if not dry_run:
            remove_reports(reports)
    screen = console()
    screen.print("Dit zou er gebeuren; er is niets veranderd:" if dry_run else "Gedaan:")
    for line in (*_lines(done), f"{one_or_more(len(reports), 'lijst', 'lijsten')} van geweigerde regels weg"):
        screen.print(f"  {line}")


def _lines(done: Removed) -> Sequence[str]:
    return (
        f"{one_or_more(done.log_lines, 'regel', 'regels')} van het logboek weg",
        f"{one_or_more(done.records, 'verslag', 'verslagen')} weg",
        f"{one_or_more(done.sign_ins, 'aanmeldpoging', 'aanmeldpogingen')} weg",
        f"{one_or_more(done.told, 'cliënt krijgt', 'cliënten krijgen')} bericht dat het profiel weggaat",
        f"{one_or_more(done.withdrawn, 'bericht', 'berichten')} ingetrokken, want er was weer contact",
        f"{one_or_more(done.profiles, 'profiel', 'profielen')} weg",
    )


def _check_end(store: Store, mac: bytes) -> None:
    with reading(store.engine) as connection:
        found = store.log.chain.has(connection, mac) or store.records.chain.has(connection, mac)
    if not found:
        raise TamperError(
            f"einde {mac.hex()[:12]}… staat er niet in: er is een oudere database teruggezet, "
            "of die regel is na de bewaartermijn weggehaald"
        )


def _hash(text: str) -> bytes:
    try:
        mac = bytes.fromhex(text)
    except ValueError:
        mac = b""
    if len(mac) * 2 != HASH_CHARACTERS:
        raise SettingError(f"--end is geen einde; geef de {HASH_CHARACTERS} tekens die log verify liet zien")
    return mac


def _document(chain: Verified) -> dict[str, object]:
    return {"lines": chain.lines, "removed": chain.removed, "last": chain.seq, "end": chain.end}
