"""VUM v2 read as v3: names that moved are moved, and words that v3 has no field for are kept beside it.

What was a label in v2 stands under `WORDS`, which is no field of the standard: readers use it where v3 has only a code.
Source: release notes of VUM 3.0 (ibnext/vum-docs, 2026).
"""

from collections.abc import Mapping
from typing import Any

from pipelines.vum.forms import Document

WORDS = "_woorden"  # a label of v2 beside its code
PLACE = "_plaats"
SKILLS = "_vaardigheden"
OWN = frozenset({WORDS, PLACE, SKILLS})
SKILL_LISTS = ("vakvaardigheid", "gedragscompetentie")


def renewed(record: Mapping[str, Any]) -> Document:
    """Return a record with its v2 names as v3 has them; a record of v3 stays as it is."""
    found = {name: value for name, value in record.items() if name not in OWN}
    for holder in (found, _inner(found, "arbeidsmarktkwalificatie")):
        if holder is not None:
            _renew(holder)
    if "bemiddelingsberoep" in found:
        found["bemiddelingsberoep"] = [_occupation(item) for item in _listed(found["bemiddelingsberoep"])]
    if isinstance(found.get("beroep"), dict):
        found["beroep"] = _occupation(found["beroep"])
    _address(found)
    return found


def _renew(holder: Document) -> None:
    """Bring skills, education and earlier work of one object up to date."""
    skills = [words for name in SKILL_LISTS for item in _listed(holder.pop(name, [])) if (words := _label(item))]
    if skills:
        holder[SKILLS] = skills
    if "opleiding" in holder:
        holder["opleiding"] = [_education(item) for item in _listed(holder["opleiding"])]
    if "werkervaring" in holder:
        holder["werkervaring"] = [_earlier_work(item) for item in _listed(holder["werkervaring"])]


def _inner(record: Document, name: str) -> Document | None:
    """Return a copy of an object within a record, in its place; None when there is none."""
    if not isinstance(record.get(name), dict):
        return None
    record[name] = dict(record[name])
    inner: Document = record[name]
    return inner


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _label(value: Any) -> str:
    """Return the words of a skill or behaviour: `omschrijving`, or a name that begins so."""
    if not isinstance(value, dict):
        return ""
    return next((_text(words) for name, words in value.items() if name.startswith("omschrijving")), "")


def _occupation(value: Any) -> Any:
    """Return an occupation with its code, and its label as words."""
    if not isinstance(value, dict) or not value.keys() & {"beroepsnaamGecodeerd", "beroepsnaamOngecodeerd"}:
        return value
    rest = {name: item for name, item in value.items() if not name.startswith("beroepsnaam")}
    coded, free = value.get("beroepsnaamGecodeerd"), value.get("beroepsnaamOngecodeerd")
    coded, free = (item if isinstance(item, dict) else {} for item in (coded, free))
    code = _text(coded.get("codeBeroepsnaam"))
    words = _text(coded.get("omschrijvingBeroepsnaam")) or _text(free.get("naamBeroepOngecodeerd"))
    return rest | ({"codeBeroepsnaam": code} if code else {}) | ({WORDS: words} if words else {})


def _earlier_work(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    found = dict(value)
    if isinstance(found.get("beroep"), dict):
        found["beroep"] = _occupation(found["beroep"])
    elif found.keys() & {"beroepsnaamGecodeerd", "beroepsnaamOngecodeerd"}:
        named = _occupation({name: found.pop(name) for name in list(found) if name.startswith("beroepsnaam")})
        found["beroep"] = named
    return found


def _education(value: Any) -> Any:
    """Return an education with its code, and its name as explanation where it has none."""
    if not isinstance(value, dict) or not isinstance(value.get("opleidingsnaam"), dict):
        return value
    found = {name: item for name, item in value.items() if name != "opleidingsnaam"}
    coded, free = (value["opleidingsnaam"].get(f"opleidingsnaam{kind}") for kind in ("Gecodeerd", "Ongecodeerd"))
    coded, free = (item if isinstance(item, dict) else {} for item in (coded, free))
    code = coded.get("codeOpleidingsnaam")
    words = _text(coded.get("omschrijvingOpleidingsnaam")) or _text(free.get("naamOpleidingOngecodeerd"))
    words = words or _text(free.get("omschrijvingOpleiding"))
    if code not in (None, ""):
        found.setdefault("codeOpleidingsnaam", code)
    if words:
        found.setdefault("toelichtingOpleiding", words)
    return found


def _address(record: Document) -> None:
    """Move the Dutch address of an employer to the vacancy itself."""
    employer = record.get("werkgever")
    if not isinstance(employer, dict) or "adresHouding" not in employer:
        return
    record["werkgever"] = {name: item for name, item in employer.items() if name != "adresHouding"}
    for held in _listed(employer["adresHouding"]):
        address = held.get("adres") if isinstance(held, dict) else None
        dutch = address.get("adresNederland") if isinstance(address, dict) else None
        if not isinstance(dutch, dict):
            continue
        if "adres" not in record and dutch.get("postcode"):
            record["adres"] = {"postcode": dutch["postcode"]}
        if PLACE not in record and _text(dutch.get("woonplaatsnaam")):
            record[PLACE] = _text(dutch["woonplaatsnaam"])
