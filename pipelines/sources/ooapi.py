"""OOAPI, the Dutch Open Education API, v5 and v6: courses and programmes with their offerings, as cells of our columns.

Fields after https://openonderwijsapi.nl (EUPL-1.2); docs/courses.md says what each is read as.
"""

from collections.abc import Iterator
from typing import Any

from matcher.guard import mask_numbers
from pipelines.sources import ooapi_course, ooapi_offering
from pipelines.sources.course_cells import CourseCells
from pipelines.sources.course_sheet import Sheet
from pipelines.sources.ooapi_course import course_sheet, specified
from pipelines.sources.ooapi_document import (
    COMPONENT,
    COURSE,
    OFFERED_IN,
    OFFERING,
    ORGANISATION,
    OUTCOME,
    PAGED,
    PROGRAMME,
    REFERENCES,
    SPECIFICATION,
    Document,
    Index,
    Key,
    Record,
    key_of,
    kind_of,
    read_document,
    reference_of,
)
from pipelines.sources.ooapi_offering import left_out, offering_sheet
from pipelines.sources.ooapi_texts import Node, text_of
from pipelines.sources.rows import Tally
from pipelines.sources.text import clean

NAME_LENGTH = 80  # characters of the name of a property that are told
PAGE_SIGNS = 2  # properties of a page that tell it from another object with `items`
OURS = {"titel", "title", "naam"}  # names that our own records have and OOAPI has not
NOT_OFFERED = "uitvoering weggelaten, {}"
NO_PROVIDER = "uitvoering weggelaten, de aanbieder staat in geen bestand van deze import"
COMPONENTS = "onderdeel van een cursus (les of toets) overgeslagen"
# What a document may hold to refer to, in the words of the report.
REFERRED_TO = {
    ORGANISATION: "organisaties",
    OUTCOME: "leeruitkomsten",
    SPECIFICATION: "specificaties van opleidingen",
}
NO_ROWS = "geen opleidingen of uitvoeringen in dit bestand"
ONLY_REFERENCES = "geen opleidingen of uitvoeringen in dit bestand, alleen {} om in op te zoeken"
TWICE = "cursus of opleiding staat meer dan een keer in het bestand, de eerste telt"


def is_ooapi(value: Any) -> bool:
    """Return whether a JSON value is OOAPI: a course, programme or offering, or a list, page or bundle of them.

    So is a value that has nothing but what these refer to.
    """
    if isinstance(value, list):
        entries = [inner for entry in value for inner in (entry if isinstance(entry, list) else [entry])]
        found = any(isinstance(entry, dict) and (is_entity(entry) or is_collection(entry)) for entry in entries)
        return found or is_reference_list(entries)
    return isinstance(value, dict) and (is_entity(value) or is_collection(value) or is_reference_list([value]))


def is_entity(part: Node) -> bool:
    """Return whether an object is a course, programme or offering."""
    return is_named(part) and kind_of(part) in (COURSE, PROGRAMME, OFFERING)


def is_reference_list(entries: list[Any]) -> bool:
    """Return whether a list has organisations, learning outcomes or specifications, and nothing else."""
    return bool(entries) and all(
        isinstance(entry, dict) and is_named(entry) and kind_of(entry) in REFERRED_TO for entry in entries
    )


def is_named(part: Node) -> bool:
    """Return whether an object goes by its name or code as in OOAPI, and not as in a record of ours or of JSON-LD."""
    named = "name" in part or "primaryCode" in part
    return named and not any(key.startswith("@") or key.lower() in OURS for key in part)


def is_collection(part: Node) -> bool:
    """Return whether an object is a page of OOAPI, or holds lists or pages of what there is in OOAPI."""
    if any(key.startswith("@") for key in part):
        return False
    items = part.get("items")
    if isinstance(items, list) and sum(key in part for key in PAGED) >= PAGE_SIGNS:
        return not items or any(isinstance(entry, dict) and kind_of(entry) for entry in items)
    lists = [value for value in part.values() if isinstance(value, list)]
    pages = [
        value["items"] for value in part.values() if isinstance(value, dict) and isinstance(value.get("items"), list)
    ]
    entries = [entry for inner in (*lists, *pages) for entry in inner if isinstance(entry, dict)]
    return any(is_entity(entry) for entry in entries) or is_reference_list(entries)


def ooapi_cells(value: Any, tally: Tally, index: Index | None = None) -> Iterator[CourseCells]:
    """Yield one row for every course without an offering, and one for every offering of the others.

    The guard has been over `value` already. What is not offered and what has no provider is left out and counted. With
    an `index` what the value refers to may stand in another file: an offering then has the cells of a course there. A
    value without a row is told.
    """
    document = read_document(value, index)
    rows = 0
    for row in document_rows(document, tally):
        rows += 1
        yield row
    if not rows:
        kinds = {record.kind for record in document.records}
        names = " en ".join(name for kind, name in REFERRED_TO.items() if kind in kinds)
        tally.remarks.append(ONLY_REFERENCES.format(names) if names else NO_ROWS)


def document_rows(document: Document, tally: Tally) -> Iterator[CourseCells]:
    """Yield the rows of a document in the order of its parts."""
    done: set[Key] = set()
    for record in document.records:
        if record.problem:
            yield CourseCells(record.line, {}, {}, record.node, record.problem)
        elif record.kind in (COURSE, PROGRAMME):
            key = key_of(record.kind, record.node)
            if key[1] and key in done:
                tally.counted[TWICE] += 1
            else:
                done.add(key)
                yield from course_rows(record, key, record.node, document, tally)
        elif record.kind == OFFERING:
            yield from offering_rows(record, document, done, tally)
        elif record.kind == COMPONENT:
            tally.counted[COMPONENTS] += 1


def offering_rows(record: Record, document: Document, done: set[Key], tally: Tally) -> Iterator[CourseCells]:
    """Yield the rows for an offering that stands by itself: with its course when that is not in the list of courses.

    A course that stands in another file has a row there.
    """
    reference = reference_of(record.node)
    key = reference[0] if reference else ("", "")
    if key in document.own or key in done:
        return
    if key in document.index.courses:
        done.add(key)
        course = document.index.courses[key]
        if key in document.index.standing:
            yield from offered_rows(key, course, document, tally)
        else:
            yield from course_rows(record, key, course, document, tally)
        return
    if left_out(record.node):
        offered(Sheet(), {}, record.node, document, tally)
        return
    named = Sheet()
    named.put("titel", text_of(record.node.get("name")), "name")
    tell(record.node, ooapi_offering.READ | ooapi_offering.PASSED_OVER, tally)
    yield (offered(named, {}, record.node, document, tally) or named).row(
        record.line, shown(record.node, ooapi_offering.READ), of_course=False
    )


def course_rows(record: Record, key: Key, part: Node, document: Document, tally: Tally) -> Iterator[CourseCells]:
    """Yield the rows of one course: one for every offering that is offered, else one for the course by itself."""
    tell(part, ooapi_course.READ | ooapi_course.PASSED_OVER, tally)
    rows = 0
    for row in offered_rows(key, part, document, tally):
        rows += 1
        yield row
    if not rows:
        course = course_sheet(key[0], specified(part, document), document)
        yield course.row(record.line, shown(part, ooapi_course.READ))


def offered_rows(key: Key, part: Node, document: Document, tally: Tally) -> Iterator[CourseCells]:
    """Yield a row for every offering of a course in this document, none for what is not offered."""
    whole = specified(part, document)
    course = course_sheet(key[0], whole, document)
    for found in document.offerings.get(key, {}).values() if key[1] else ():
        sheet = offered(course, whole, found.node, document, tally)
        if sheet is not None:
            tell(found.node, ooapi_offering.READ | ooapi_offering.PASSED_OVER, tally)
            yield sheet.row(found.line, shown(found.node, ooapi_offering.READ))


def offered(course: Sheet, part: Node, offering: Node, document: Document, tally: Tally) -> Sheet | None:
    """Return the cells of one offering, None when it is not offered or nobody is known to give it; that is counted."""
    if reason := left_out(offering):
        tally.counted[NOT_OFFERED.format(reason)] += 1
        return None
    sheet, unread = offering_sheet(course, part, offering, document)
    for name in unread:
        tally.ignore(name)
    if "aanbieder" not in sheet.cells:
        tally.counted[NO_PROVIDER] += 1
        return None
    return sheet


def shown(part: Node, known: set[str]) -> Node:
    """Return a part as the list of refusals shows it: what is read of it, without the courses and people inside."""
    inside = {name for names in REFERENCES.values() for name in names} | set(OFFERED_IN)
    return {
        name: value
        for name, value in part.items()
        if name in known and not (name in inside and isinstance(value, (dict, list)))
    }


def tell(part: Node, known: set[str], tally: Tally) -> None:
    """Tell which properties of a part are not read."""
    for name, value in part.items():
        if name not in known and value not in (None, "", [], {}):
            tally.ignore(mask_numbers(clean(name)).text[:NAME_LENGTH])
