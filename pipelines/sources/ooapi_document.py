"""A JSON document of OOAPI taken apart: its courses, their offerings, and what both refer to.

Offerings may hang in their course, stand beside it and refer to it, or carry the course in themselves.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pipelines.sources.ooapi_texts import Node, code, ident, node, nodes, text_of

Key = tuple[str, str]  # "course" or "programme", and the id

COURSE, PROGRAMME, OFFERING, COMPONENT, OTHER = "course", "programme", "offering", "component", "other"
ORGANISATION, OUTCOME, SPECIFICATION = "organisation", "outcome", "specification"

COURSE_IDS = ("courseId",)
PROGRAMME_IDS = ("programmeId", "programId")
OFFERING_IDS = ("courseOfferingId", "programmeOfferingId", "programOfferingId", "offeringId")
COMPONENT_IDS = (
    "componentId", "learningComponentId", "testComponentId",
    "componentOfferingId", "learningComponentOfferingId", "testComponentOfferingId",
)  # fmt: skip
ORGANISATION_IDS = ("organisationId", "organizationId")
OUTCOME_IDS = ("learningOutcomeId",)
SPECIFICATION_IDS = ("educationSpecificationId",)
OTHER_IDS = (
    "personId",
    "academicSessionId",
    "roomId",
    "buildingId",
    "groupId",
    "newsItemId",
    "serviceId",
    "documentId",
)
REFERENCES = {
    COURSE: ("course", *COURSE_IDS),
    PROGRAMME: ("programme", "program", *PROGRAMME_IDS),
}
OFFERED_IN = ("courseOfferings", "programmeOfferings", "programOfferings", "offerings")
DATED = {"startDate", "startDateTime", "flexibleEntryPeriodStart", "flexibleEntryPeriodStartDateTime"}
PAGED = ("pageSize", "pageNumber", "hasPreviousPage", "hasNextPage", "totalPages")
NO_COURSE = "dit onderdeel is geen cursus, opleiding of uitvoering"
NO_OBJECT = "dit is geen JSON-object"


class Record(NamedTuple):
    """One part of the document by its number: what it is, and the part itself. `problem` says why it is unreadable."""

    line: int
    kind: str
    node: Node
    problem: str = ""


class Offered(NamedTuple):
    """One offering, with the number of the part in which it stands."""

    line: int
    node: Node


@dataclass(slots=True)
class Document:
    """What a document holds. `records` are its parts in their order, without those that others only refer to."""

    records: list[Record] = field(default_factory=list)
    courses: dict[Key, Node] = field(default_factory=dict)
    own: set[Key] = field(default_factory=set)
    offerings: dict[Key, dict[str, Offered]] = field(default_factory=dict)
    organisations: dict[str, Node] = field(default_factory=dict)
    outcomes: dict[str, Node] = field(default_factory=dict)
    specifications: dict[str, Node] = field(default_factory=dict)


def kind_of(part: Node) -> str:
    """Return what an object of OOAPI is, "" when it is none of what there is in OOAPI."""
    if any(key in part for key in COMPONENT_IDS) or code(part.get("offeringType")) == COMPONENT:
        return COMPONENT
    if any(key == "associationId" or key.endswith("AssociationId") for key in part):
        return OTHER
    refers = any(name in part for names in REFERENCES.values() for name in names)
    if any(key in part for key in OFFERING_IDS) or "offeringType" in part or (refers and DATED & part.keys()):
        return OFFERING
    kinds = (
        (OUTCOME, OUTCOME_IDS),
        (COURSE, COURSE_IDS),
        (PROGRAMME, PROGRAMME_IDS),
        (SPECIFICATION, SPECIFICATION_IDS),
        (OTHER, OTHER_IDS),
        (ORGANISATION, ORGANISATION_IDS),
    )
    return next((kind for kind, keys in kinds if any(key in part for key in keys)), "")


def key_of(kind: str, part: Node) -> Key:
    """Return what a course or programme is known by in its document: its id, else its code, else its name."""
    return kind, own_id(kind, part) or text_of(part.get("name"))


def own_id(kind: str, part: Node) -> str:
    """Return the id of a course or programme, else its code, "" when it has neither."""
    return first_id(part, COURSE_IDS if kind == COURSE else PROGRAMME_IDS) or ident(
        node(part.get("primaryCode")), "code"
    )


def reference_of(offering: Node) -> tuple[Key, Node] | None:
    """Return which course or programme an offering refers to, with the course itself where it is filled in."""
    first = COURSE if "courseOfferingId" in offering or code(offering.get("offeringType")) == COURSE else PROGRAMME
    for kind in (first, *(other for other in REFERENCES if other != first)):
        for name in REFERENCES[kind]:
            found = offering.get(name)
            if isinstance(found, dict) and (key := key_of(kind, found))[1]:
                return key, found
            if not isinstance(found, dict) and (reference := ident(found)):
                return (kind, reference), {}
    return None


def read_document(value: Any) -> Document:
    """Return what a JSON value holds. Parts are numbered from 1 in the order in which they stand."""
    document = Document()
    for line, part in enumerate(parts_of(value), start=1):
        if not isinstance(part, dict):
            document.records.append(Record(line, "", {"waarde": part}, NO_OBJECT))
            continue
        kind = kind_of(part)
        document.records.append(Record(line, kind, part, "" if kind else NO_COURSE))
        if kind in (COURSE, PROGRAMME):
            document.courses.setdefault(key_of(kind, part), part)
            document.own.add(key_of(kind, part))
    for record in document.records:
        collect(document, record)
    return document


def parts_of(value: Any) -> Iterator[Any]:
    """Yield the parts of a document: those in lists, pages and bundles, however these stand in each other."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting.extend(reversed(part))
        elif isinstance(part, dict) and not kind_of(part) and (inner := inside(part)) is not None:
            waiting.extend(reversed(inner))
        else:
            yield part


def inside(part: Node) -> list[Any] | None:
    """Return what a page (`items`) or a bundle of lists holds, None when an object is neither."""
    if "name" in part or "primaryCode" in part:
        return None
    if isinstance(part.get("items"), list):
        return list(part["items"])
    found = [
        value
        for value in part.values()
        if (isinstance(value, list) and nodes(value))
        or (isinstance(value, dict) and (kind_of(value) or is_page(value)))
    ]
    return found or None


def is_page(part: Node) -> bool:
    """Return whether an object is one page of a collection."""
    return isinstance(part.get("items"), list) and any(key in part for key in PAGED)


def collect(document: Document, record: Record) -> None:
    """Remember every object in one part by what it is, wherever it hangs."""
    waiting: list[tuple[Any, Key | None]] = [(record.node, None)]
    while waiting:
        part, owner = waiting.pop()
        if isinstance(part, list):
            waiting.extend((entry, owner) for entry in reversed(part))
        elif isinstance(part, dict):
            kind = kind_of(part)
            own = key_of(kind, part) if kind in (COURSE, PROGRAMME) else None
            remember(document, record.line, kind, part, owner)
            for name, item in reversed(part.items()):
                if isinstance(item, (dict, list)):
                    keeps = own if name in OFFERED_IN else (owner if not kind else None)
                    waiting.append((item, keeps))


def remember(document: Document, line: int, kind: str, part: Node, owner: Key | None) -> None:
    """Remember one object; of two with one id the one that stands by itself, else the first, counts."""
    if kind == OFFERING:
        found = reference_of(part)
        key = found[0] if found else owner
        if key is not None:
            known_offerings = document.offerings.setdefault(key, {})
            known_offerings.setdefault(
                first_id(part, OFFERING_IDS) or f"nummer {len(known_offerings)}", Offered(line, part)
            )
        if found and found[1]:
            document.courses.setdefault(found[0], found[1])
    elif kind in (COURSE, PROGRAMME) and ("name" in part or "primaryCode" in part):
        document.courses.setdefault(key_of(kind, part), part)
    for wanted, keys, known in (
        (ORGANISATION, ORGANISATION_IDS, document.organisations),
        (OUTCOME, OUTCOME_IDS, document.outcomes),
        (SPECIFICATION, SPECIFICATION_IDS, document.specifications),
    ):
        if kind == wanted:
            known.setdefault(first_id(part, keys), part)


def first_id(part: Node, keys: Sequence[str]) -> str:
    """Return the first id that is filled, "" when there is none."""
    return next((found for key in keys if (found := ident(part.get(key)))), "")
