"""schema.org JobPosting: its properties as the cells of our own columns, so that one parser reads both.

Properties after https://schema.org/JobPosting. Names may carry a prefix or address; values may be text, nodes or lists.
"""

import math
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from pipelines.sources.fields import flat
from pipelines.sources.numbers import parse_stretch
from pipelines.sources.text import clean, fold

Node = Mapping[str, Any]

EMPLOYMENT = {  # employmentType -> (our column, our word)
    "full time": ("uren", "fulltime"),
    "fulltime": ("uren", "fulltime"),
    "part time": ("uren", "parttime"),
    "parttime": ("uren", "parttime"),
    "contractor": ("contract", "zzp"),
    "temporary": ("contract", "tijdelijk"),
    "per diem": ("contract", "oproep"),
    "volunteer": ("route", "vrijwilligerswerk"),
    "other": ("", ""),
}
DIPLOMAS = {  # credentialCategory -> our level; the lowest Dutch diploma that it can mean
    "high school": "vmbo",
    "associate degree": "ad",
    "bachelor degree": "hbo",
    "postgraduate degree": "wo",
    "no requirements": "geen",
}
ADDRESS = re.compile(r"^(?:https?://\S*[/#]|schema:|sdo:)")
PROSE = ("description", "responsibilities", "qualifications", "experienceRequirements", "physicalRequirement")
IGNORED = {
    "@type",
    "@context",
    "@id",
    "directApply",
    "jobImmediateStart",
    "salaryCurrency",
    "mainEntityOfPage",
    "image",
}


def posting_cells(posting: Node) -> tuple[dict[str, Any], dict[str, str], list[str]]:
    """Return cells by our columns, the property that each comes from, and the properties that nothing is read from."""
    node = {local(key): value for key, item in posting.items() if (value := unwrap(item)) not in (None, "", [], {})}
    cells: dict[str, Any] = {}
    named: dict[str, str] = {}
    for name, reader in PROPERTIES.items():
        if name in node:
            for column, value in reader(node[name]).items():
                if value not in (None, "") and column not in cells:
                    cells[column] = value.strip() if isinstance(value, str) else value
                    named[column] = name
    if "id" not in cells and isinstance(posting.get("@id"), str):
        cells["id"], named["id"] = posting["@id"], "@id"
    prose = [words for name in PROSE if (words := sentences(node.get(name)))]
    if prose:
        cells["omschrijving"], named["omschrijving"] = " ".join(prose), "description"
    if node.get("salaryCurrency", "EUR") != "EUR":
        for column in ("salaris", "salaris_min", "salaris_max"):
            cells.pop(column, None)
    named.setdefault("titel", "title")
    return cells, named, unread(node, cells)


def unread(node: Node, cells: Mapping[str, Any]) -> list[str]:
    """Return the properties, and parts of properties, that nothing was read from."""
    names = [name for name in node if name not in PROPERTIES and name not in PROSE and name not in IGNORED]
    if "baseSalary" in node and not cells.keys() & {"salaris", "salaris_min", "salaris_max"}:
        names.append("baseSalary")
    if len(each(node.get("jobLocation"))) > 1:
        names.append("jobLocation na de eerste")
    return sorted(names)


@lru_cache(maxsize=4_096)
def local(name: str) -> str:
    """Return a property without its prefix or address."""
    return ADDRESS.sub("", name)


def unwrap(value: Any) -> Any:
    """Return a JSON-LD value with bare property names, and values instead of value objects."""
    if isinstance(value, list):
        return [unwrap(item) for item in value]
    if isinstance(value, dict):
        return (
            unwrap(value["@value"]) if "@value" in value else {local(key): unwrap(item) for key, item in value.items()}
        )
    return value


def each(value: Any) -> list[Any]:
    """Return a value as a list without empties."""
    return [item for item in (value if isinstance(value, list) else [value]) if item not in (None, "", {}, [])]


def first(value: Any) -> Any:
    """Return the first of a list, the value itself when it is no list, None when there is none."""
    return next(iter(each(value)), None) if isinstance(value, list) else value


def named(value: Any, *keys: str) -> str:
    """Return the text of a value: the first filled key of a node, else the value itself."""
    if isinstance(value, str):
        return value
    value = first(value)
    if isinstance(value, dict):
        return next((named(value[key]) for key in (*keys, "name") if value.get(key) not in (None, "", [], {})), "")
    if isinstance(value, float) and not math.isfinite(value):
        return "nan"  # refused where a number is read
    return "" if value is None else flat(value)


def names(value: Any, *keys: str) -> list[str]:
    """Return the texts of all values."""
    return [text for item in each(value) if (text := named(item, *keys))]


def sentences(value: Any) -> str:
    """Return the words of texts and of nodes with a description."""
    return " ".join(names(value, "description"))


def identifier_cells(value: Any) -> dict[str, Any]:
    """Return the id; the name of a PropertyValue says whose number it is and is none by itself."""
    found = first(value)
    return {"id": named(found.get("value")) if isinstance(found, dict) else named(found)}


def place_cells(value: Any) -> dict[str, Any]:
    """Return place, postcode and coordinates of the first location."""
    location = first(value)
    if not isinstance(location, dict):
        return {"plaats": named(location)}
    address, geo = first(location.get("address")), first(location.get("geo"))
    cells: dict[str, Any] = {"plaats": named(location, "addressLocality")}
    if isinstance(address, dict):
        cells["plaats"] = named(address, "addressLocality", "addressRegion")
        cells["postcode"] = named(address.get("postalCode"))
    elif address:
        cells["plaats"] = named(address)
    point = geo if isinstance(geo, dict) else location
    cells["breedtegraad"], cells["lengtegraad"] = first(point.get("latitude")), first(point.get("longitude"))
    return cells


def pay_cells(value: Any) -> dict[str, Any]:
    """Return the wage: least, most and period, or its text; nothing in another currency than euro."""
    pay = first(value)
    if not isinstance(pay, dict):
        return {"salaris": pay}
    if named(pay.get("currency") or pay.get("priceCurrency")) not in ("", "EUR", "€"):
        return {}
    amount = first(pay.get("value")) if isinstance(first(pay.get("value")), dict) else pay
    low, high = first(amount.get("minValue")), first(amount.get("maxValue"))
    sole = first(amount.get("value") or amount.get("price"))
    return {
        "salaris_min": sole if low is None and high is None else low,
        "salaris_max": sole if low is None and high is None else high,
        "salaris_periode": named(amount.get("unitText") or amount.get("unitCode") or pay.get("unitText")),
    }


def employment_cells(value: Any) -> dict[str, Any]:
    """Return hours, contract and route; a word that schema.org does not have is read as a contract."""
    found: dict[str, list[str]] = {}
    for item in names(value):
        for word in re.split(r"[,|;]", local(item)):
            column, ours = EMPLOYMENT.get(fold(word), ("contract", word))
            if column:
                found.setdefault(column, []).append(ours)
    return {column: "/".join(texts) if column == "uren" else "|".join(texts) for column, texts in found.items()}


def hours_cells(value: Any) -> dict[str, Any]:
    """Return hours a week, or the times of a working day when the text holds those."""
    text = " ".join(names(value))
    return {"werktijden": text} if parse_stretch(text)[0] else {"uren": text}


def education_cells(value: Any) -> dict[str, Any]:
    """Return the level; of several diplomas all are named, and the lowest counts."""
    texts = [local(text) for text in names(value, "credentialCategory", "educationalLevel")]
    return {"niveau": " / ".join(DIPLOMAS.get(fold(text), text) for text in texts)}


def contact_cells(value: Any) -> dict[str, Any]:
    """Return name, e-mail and telephone of the first contact."""
    contact = first(value)
    if not isinstance(contact, dict):
        return {"contact": named(contact)}
    return {"contact": [text for key in ("name", "email", "telephone") if (text := named(contact.get(key)))]}


def occupation_cells(value: Any) -> dict[str, Any]:
    """Return the code or name of the occupation."""
    return {"beroep": named(value, "codeValue", "termCode", "occupationalCategory")}


def skill_cells(value: Any) -> dict[str, Any]:
    """Return skill phrases: the items of a text, the names of terms."""
    found = names(value)
    return {"vaardigheden": found[0] if len(found) == 1 and isinstance(value, str) else found}


def remote_cells(value: Any) -> dict[str, Any]:
    """Return the place of work; schema.org knows only work that is done fully at a distance."""
    return {"werkplek": "thuis" if fold(local(named(value))) == "telecommute" else named(value)}


def licence_cells(value: Any) -> dict[str, Any]:
    """Return papers that are asked for as terms of their own, not in a sentence."""
    return {"licenties": [clean(text) for item in each(value) if isinstance(item, dict) and (text := named(item))]}


def into(column: str, *keys: str) -> Callable[[Any], dict[str, Any]]:
    """Return a reader that puts the text of a property into one column."""
    return lambda value: {column: named(value, *keys)}


PROPERTIES: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "identifier": identifier_cells,
    "title": into("titel"),
    "name": into("titel"),
    "hiringOrganization": into("werkgever", "name", "legalName"),
    "jobLocation": place_cells,
    "jobLocationType": remote_cells,
    "workHours": hours_cells,
    "employmentType": employment_cells,
    "baseSalary": pay_cells,
    "datePosted": into("publicatiedatum"),
    "validThrough": into("sluitingsdatum"),
    "jobStartDate": into("startdatum"),
    "skills": skill_cells,
    "qualifications": licence_cells,
    "educationRequirements": education_cells,
    "occupationalCategory": occupation_cells,
    "relevantOccupation": occupation_cells,
    "totalJobOpenings": into("aantal", "value"),
    "applicationContact": contact_cells,
    "url": into("url"),
    "sameAs": into("url"),
}
