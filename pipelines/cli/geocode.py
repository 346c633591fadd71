"""`springplank geocode`: coordinates for the addresses in a file, from a service that is named."""

import sys
from collections import Counter
from pathlib import Path

from matcher.errors import InputError
from pipelines.cli.printing import count, one_or_more, progress_line
from pipelines.geocoders.address_files import AddressFile, read_addresses, write_addresses
from pipelines.geocoders.addresses import Address
from pipelines.geocoders.memory import Memory, remembering
from pipelines.geocoders.names import ServiceName
from pipelines.geocoders.services import Service, finder, service_at
from pipelines.home import taxonomy_cache

EVERY = 50  # addresses between two lines of progress
YES = {"j", "ja", "y", "yes"}


def run_geocode(
    path: Path, out: Path, *, name: ServiceName, server: str | None, cache: Path | None, agreed: bool
) -> None:
    """Ask for the addresses that are not known yet, write the rows with coordinates, and print what came of it."""
    service = service_at(name, server)
    if out.resolve() == path.resolve():
        raise InputError(f"{out} is het bestand zelf; kies met --out een ander bestand.")
    file = read_addresses(path)
    rows = Counter(file.address(row) for row in file.rows if not file.is_placed(row))
    addresses = [address for address in rows if address.can_be_found]
    with remembering(taxonomy_cache(cache), service) as memory:
        new = [address for address in addresses if not memory.knows(address)]
        if new:
            _agree(service, len(new), agreed=agreed)
            _ask(service, new, memory)
        found = {address: memory.get(address) for address in addresses}
    write_addresses(out, file, found)
    _report(out, file, rows, found)


def _agree(service: Service, number: int, *, agreed: bool) -> None:
    """Say who gets the addresses and go on only when that is meant."""
    what = one_or_more(number, "adres gaat", "adressen gaan")
    progress_line(f"{what} naar {service.address}; een adres is een persoonsgegeven")
    if agreed:
        return
    if not sys.stdin.isatty():
        raise InputError(f"er is niets verstuurd naar {service.host}; geef --yes als dit mag van uw organisatie.")
    print("Mag dit van uw organisatie? (ja/nee) ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in YES:
        raise InputError("er is niets verstuurd, en er is niets geschreven.")


def _ask(service: Service, addresses: list[Address], memory: Memory) -> None:
    find = finder(service)
    for done, address in enumerate(addresses, 1):
        memory.keep(address, find(address))
        if done % EVERY == 0:
            progress_line(f"{count(done)} van {count(len(addresses))} adressen gevraagd")


def _report(
    out: Path, file: AddressFile, rows: Counter[Address], found: dict[Address, tuple[float, float] | None]
) -> None:
    with_spot = sum(number for address, number in rows.items() if found.get(address) is not None)
    asked = sum(number for address, number in rows.items() if address in found)
    lines = [f"{one_or_more(with_spot, 'rij heeft', 'rijen hebben')} nu coördinaten; geschreven naar {out}."]
    for number, what in (
        (len(file.rows) - rows.total(), "had al coördinaten"),
        (asked - with_spot, "niet of niet zeker gevonden; de coördinaten bleven leeg"),
        (rows.total() - asked, "zonder volledig adres; niet verstuurd"),
        (file.broken, "niet te lezen; weggelaten"),
    ):
        if number:
            lines.append(f"{one_or_more(number, 'rij', 'rijen')}: {what}.")
    if file.kept_out:
        lines.append(f"Weggelaten kolommen, die Springplank niet mag gebruiken: {', '.join(file.kept_out)}.")
    print("\n".join(lines))
