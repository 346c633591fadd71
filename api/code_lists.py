"""The closed lists in the document: their names in Dutch, and with each code the words that people read."""

from collections.abc import Mapping
from typing import Any

from matcher.codes import (
    Code,
    Contract,
    CourseKind,
    DayPart,
    Demand,
    Method,
    Mode,
    Paper,
    Payer,
    Route,
    Support,
    WagePeriod,
    Workplace,
)
from matcher.consent import Consent
from matcher.direction import Direction
from matcher.eligibility import Refusal
from matcher.interventions import Intervention
from matcher.record_kinds import RecordKind
from matcher.roles import CasePart, Role

SCHEMAS = "#/components/schemas/"
# The name of the schema, and what the list is about.
LISTS: Mapping[type[Code], tuple[str, str]] = {
    CasePart: ("Begeleidersrol", "Wat iemand voor een werkzoekende doet"),
    Consent: ("ToestemmingSoort", "Waar iemand ja of nee tegen zegt; een ja geldt voor niets anders"),
    Contract: ("Contractvorm", "Wat voor overeenkomst er is"),
    CourseKind: ("CursusSoort", "Wat voor scholing het is"),
    DayPart: ("Dagdeel", "De delen van de week waarin werk kan vallen"),
    Direction: ("Richting", "Wat voor stap een cursus is"),
    Demand: ("Belasting", "Wat werk van lichaam en geest vraagt"),
    Intervention: ("IngreepSoort", "Wat een werkcoach met een vacature in een lijst doet"),
    Method: ("ReistijdBron", "Hoe een reistijd bekend is"),
    Mode: ("Vervoermiddel", "Hoe iemand reist"),
    Paper: ("Bewijs", "Waar een scholing mee eindigt"),
    Payer: ("Betaler", "Wie een scholing betaalt"),
    RecordKind: ("VerslagSoort", "Wat iemand te zien kreeg en bewaard is"),
    Refusal: ("Afvalreden", "Waarom een vacature niet past"),
    Role: ("Rol", "Wat iemand mag"),
    Route: ("WerkRoute", "Welke weg naar werk; gekozen door werkzoekende en werkcoach"),
    Support: ("Ondersteuning", "Begeleiding en aanpassingen op een werkplek"),
    WagePeriod: ("Loonperiode", "Waarover een loon gaat"),
    Workplace: ("Werkplek", "Waar het werk gedaan wordt"),
}


def with_dutch_lists(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with every closed list under its Dutch name; the values themselves stay as they are."""
    schemas = document["components"]["schemas"]
    names = {}
    for kind, (name, about) in LISTS.items():
        if kind.__name__ in schemas:
            names[SCHEMAS + kind.__name__] = SCHEMAS + name
            codes = "; ".join(f"`{one.value}`: {one.label}" for one in kind)
            schemas[name] = schemas.pop(kind.__name__) | {"title": name, "description": f"{about}. {codes}."}
    document["components"]["schemas"] = dict(sorted(schemas.items()))
    renamed: dict[str, Any] = _renamed(document, names)
    return renamed


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_renamed(item, names) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: names.get(item, item) if key == "$ref" else _renamed(item, names) for key, item in value.items()}
