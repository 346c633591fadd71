"""A JSON document of OOAPI taken apart: its courses, their offerings, and what both refer to.

Offerings may hang in their course, stand beside it and refer to it, or carry the course in themselves. What a document
refers to may stand in another one of the same import: schools export a file for each endpoint, or for each page of it.
"""

from collections.abc import Iterable, Iterator, Sequence
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
class Index:
    """What the documents of one import hold together, to look references up in.

    Of two objects with one id the one that stands by itself counts, else the first. `standing` are the courses and
    programmes that stand by themselves, `apart` the ids of offerings that do so and name their course.
    """

    courses: dict[Key, Node] = field(default_factory=dict)
    organisations: dict[str, Node] = field(default_factory=dict)
    outcomes: dict[str, Node] = field(default_factory=dict)
    specifications: dict[str, Node] = field(default_factory=dict)
    standing: set[Key] = field(default_factory=set)
    apart: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Document:
    """What one document holds. `records` are its parts in their order, without those that others only refer to.

    `own` are the courses and programmes that stand in it by themselves, `offerings` all that it has of any of them,
    `index` is where to look up what it refers to.
    """

    index: Index
    records: list[Record] = field(default_factory=list)
    own: set[Key] = field(default_factory=set)
    offerings: dict[Key, dict[str, Offered]] = field(default_factory=dict)


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


def index_of(values: Iterable[Any]) -> Index:
    """Return what the JSON values of one import hold together."""
    index = Index()
    records = [record for value in values for record in records_of(value)]
    for record in records:
        if record.kind in (COURSE, PROGRAMME):
            index.standing.add(key_of(record.kind, record.node))
        elif record.kind == OFFERING and reference_of(record.node):
            index.apart.add(first_id(record.node, OFFERING_IDS))
        keep(index, record.kind, record.node)
    for record in records:
        for kind, part, _ in objects_in(record.node):
            keep(index, kind, part)
            if kind == OFFERING and (reference := reference_of(part)) and "name" in reference[1]:
                index.courses.setdefault(*reference)
    return index


def keep(index: Index, kind: str, part: Node) -> None:
    """Keep an object to look up, unless there is one with its id, or it says nothing and is only a reference itself."""
    named = "name" in part or "shortName" in part
    if not named and not (kind in (OUTCOME, SPECIFICATION) and len(part) > 1):
        return
    if kind in (COURSE, PROGRAMME):
        index.courses.setdefault(key_of(kind, part), part)
    for wanted, keys, known in (
        (ORGANISATION, ORGANISATION_IDS, index.organisations),
        (OUTCOME, OUTCOME_IDS, index.outcomes),
        (SPECIFICATION, SPECIFICATION_IDS, index.specifications),
    ):
        if kind == wanted:
            known.setdefault(first_id(part, keys), part)


def read_document(value: Any, index: Index | None = None) -> Document:
    """Return what a JSON value holds; without an `index` of more documents it can only refer to itself."""
    document = Document(index_of([value]) if index is None else index, list(records_of(value)))
    for record in document.records:
        if record.kind in (COURSE, PROGRAMME):
            document.own.add(key_of(record.kind, record.node))
        for kind, part, owner in objects_in(record.node):
            if kind == OFFERING:
                add_offering(document, Offered(record.line, part), owner, alone=part is record.node)
    return document


def add_offering(document: Document, found: Offered, owner: Key | None, *, alone: bool) -> None:
    """Add an offering to its course; not one inside another object that some file also has by itself."""
    reference = reference_of(found.node)
    key = reference[0] if reference else owner
    own = first_id(found.node, OFFERING_IDS)
    if key is not None and (alone or not own or own not in document.index.apart):
        known = document.offerings.setdefault(key, {})
        known.setdefault(own or f"nummer {len(known)}", found)


def records_of(value: Any) -> Iterator[Record]:
    """Yield the parts of a document, numbered from 1 in the order in which they stand."""
    for line, part in enumerate(parts_of(value), start=1):
        if isinstance(part, dict):
            kind = kind_of(part)
            yield Record(line, kind, part, "" if kind else NO_COURSE)
        else:
            yield Record(line, "", {"waarde": part}, NO_OBJECT)


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


def objects_in(record: Node) -> Iterator[tuple[str, Node, Key | None]]:
    """Yield every object in a part, wherever it hangs: what it is, itself, and the course that it is offered in."""
    waiting: list[tuple[Any, Key | None]] = [(record, None)]
    while waiting:
        part, owner = waiting.pop()
        if isinstance(part, list):
            waiting.extend((entry, owner) for entry in reversed(part))
        elif isinstance(part, dict):
            kind = kind_of(part)
            own = key_of(kind, part) if kind in (COURSE, PROGRAMME) else None
            yield kind, part, owner
            for name, item in reversed(part.items()):
                if isinstance(item, (dict, list)):
                    keeps = own if name in OFFERED_IN else (owner if not kind else None)
                    waiting.append((item, keeps))


def first_id(part: Node, keys: Sequence[str]) -> str:
    """Return the first id that is filled, "" when there is none."""
    return next((found for key in keys if (found := ident(part.get(key)))), "")
