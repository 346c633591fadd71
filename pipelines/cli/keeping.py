"""What `springplank log …` and `key …` do and print."""

from collections.abc import Sequence
from pathlib import Path

from rich.markup import escape

from matcher.errors import SettingError, TamperError
from pipelines.cli.printing import console, count, one_or_more, print_json
from pipelines.home import open_home
from pipelines.key_rotation import rotate
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
        screen.print("Er is niets opnieuw versleuteld: alles was al met de eerste sleutel versleuteld.")
    if done.source is not None and done.keys:
        screen.print(
            f"Houd de eerste sleutel van {escape(done.source)}; alleen wat erachter staat kan weg.", soft_wrap=True
        )
        screen.print("Start de dienst daarna opnieuw.")
    elif done.source is not None:  # the keys may stand in the wrong order: nothing may be thrown away
        screen.print(
            f"Houd alle sleutels van {escape(done.source)}. Had de eerste de nieuwe moeten zijn?", soft_wrap=True
        )
        screen.print("Draai de volgorde dan om en geef de opdracht nog eens: de nieuwe sleutel hoort vooraan.")
    else:
        screen.print("In de map staat nu alleen de nieuwe sleutel. Maak er een reservekopie van op een andere plek,")
        screen.print("en start de dienst opnieuw. Met de oude sleutel gaan alleen oude reservekopieën nog open.")


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
