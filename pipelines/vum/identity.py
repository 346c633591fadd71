"""The id of a record: its own where it has one, else one that hangs on what it says."""

import hashlib
import json

from pipelines.sources.essentials import ID_LIMIT, is_person_number
from pipelines.vum.record import Record

DERIVED = "id ontbreekt; er is een id naar de inhoud gemaakt"
IDS = frozenset({"idVacature", "idWerkzoekende", "vumID"})
DERIVED_LENGTH = 32  # hexadecimal digits: 128 bits
PERSON = "dit id is een burgerservicenummer en is niet bewaard; er is een id naar de inhoud gemaakt"


def read_vacancy_id(record: Record) -> str:
    """Return the id of a vacancy: `idVacature`, else `vumID`, else `nummerVacature`, else one from its contents."""
    found = next(
        filter(None, map(_usable, (record.plain(name) for name in ("idVacature", "vumID", "nummerVacature")))), ""
    )
    return found or _derived(record, "idVacature")


def read_profile_id(record: Record) -> str:
    """Return the id of a profile: `idWerkzoekende`, else `vumID`, else one from its contents.

    A citizen service number is never an id, and no part of the one that takes its place.
    """
    for name in ("idWerkzoekende", "vumID"):
        stated = record.plain(name)
        if stated and is_person_number(stated):
            record.tell(name, PERSON)
            return _digested(record)
        if _usable(stated):
            return _usable(stated)
    return _derived(record, "idWerkzoekende")


def _usable(text: str) -> str:
    """Return an id without control characters; of one that is longer than we keep, a digest; "" for another."""
    found = text.strip()
    if not found.isprintable():
        return ""
    return found if len(found) <= ID_LIMIT else f"vum-{_digest(found)}"


def _derived(record: Record, name: str) -> str:
    record.tell(name, DERIVED)
    return _digested(record)


def _digested(record: Record) -> str:
    """Return an id that hangs on everything that a record says but its ids."""
    content = {key: value for key, value in record.values.items() if key not in IDS}
    return f"vum-{_digest(json.dumps(content, sort_keys=True, default=str))}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DERIVED_LENGTH]
