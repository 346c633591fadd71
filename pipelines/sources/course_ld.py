"""schema.org Course and EducationalOccupationalProgram: their properties as the cells of our own columns.

Properties after https://schema.org/Course and https://schema.org/EducationalOccupationalProgram. Every instance of a
course is a record of its own, with what the course says.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from matcher.codes import Paper
from pipelines.sources.course_entry import language_in, level_in, spoken_in
from pipelines.sources.course_instances import instance_cells, of_offers
from pipelines.sources.durations import weeks_of
from pipelines.sources.jobposting import each, into, local, named, names, unwrap
from pipelines.sources.lists import parse_level
from pipelines.sources.text import fold
from pipelines.sources.words import COURSE, DAY_PARTS, find, paper_of

Node = Mapping[str, Any]
Cells = dict[str, Any]
Found = tuple[Cells, dict[str, str], list[str]]

EMPTY: tuple[Any, ...] = (None, "", [], {})
OPEN_LEVELS = frozenset({"beginner", "beginners", "intermediate", "advanced", "gevorderd", "gevorderden"})
WORKING = re.compile(r"\b(?:bbl|work based|apprenticeship|dual|duaal|leerwerk\w*|leren en werken)\b")
PROSE = ("description", "abstract", "syllabusSections")
# Said about the page, the people or the standing of a course: nothing that our columns have a place for.
IGNORED = frozenset({
    "@type", "@context", "@id", "aggregateRating", "audience", "author", "availableLanguage", "creator", "dateCreated",
    "dateModified", "datePublished", "image", "instructor", "isPartOf", "keywords", "mainEntityOfPage", "publisher",
    "review", "thumbnailUrl", "totalHistoricalEnrollment", "video",
})  # fmt: skip


def course_cells(node: Node) -> Iterator[Found]:
    """Yield one record for every instance of a course, one for a course without.

    A record is cells by our columns, the property that each comes from, and the properties that nothing is read from.
    """
    yield from _records(node, COURSE_PROPERTIES)


def program_cells(node: Node) -> Iterator[Found]:
    """Yield the record of a program, which is its own offering."""
    yield from _records(node, PROGRAM_PROPERTIES)


def _records(node: Node, properties: Mapping[str, Callable[[Any], Cells]]) -> Iterator[Found]:
    values = {local(key): value for key, item in node.items() if (value := unwrap(item)) not in EMPTY}
    cells: Cells = {}
    origins: dict[str, str] = {"titel": "name"}
    for name, reader in properties.items():
        if name in values:
            _take(reader(values[name]), name, cells, origins)
    if "id" not in cells and isinstance(node.get("@id"), str):
        cells["id"], origins["id"] = node["@id"], "@id"
    if prose := _prose(values):
        cells["omschrijving"], origins["omschrijving"] = prose, "description"
    if demands := _demands(values):
        cells["instapeis"], origins["instapeis"] = demands, "coursePrerequisites"
    used = {*properties, *PROSE, *IGNORED, *DEMANDS, "inLanguage", "hasCourseInstance"}
    unread = [name for name in values if name not in used]
    if _is_foreign(values.get("offers")):
        unread.append("offers in een andere munt dan euro")
    instances = [one for one in each(values.get("hasCourseInstance")) if isinstance(one, dict)]
    if not instances:
        yield cells, origins, sorted(unread)
    for number, instance in enumerate(instances):
        own, missed = instance_cells(instance, cells)
        more = dict.fromkeys(own, "hasCourseInstance")
        yield {**cells, **own}, {**origins, **more}, sorted([*([] if number else unread), *missed])


def _take(found: Cells, name: str, cells: Cells, origins: dict[str, str]) -> None:
    """Put what a property says into the cells that are still empty."""
    for column, value in found.items():
        if value not in EMPTY and column not in cells:
            cells[column] = value.strip() if isinstance(value, str) else value
            origins[column] = name


def _prose(values: Node) -> str:
    """Return all that the course says in sentences, the names of its parts too."""
    texts = [text for name in PROSE for text in names(values.get(name), "description")]
    return " ".join(texts)


def _demands(values: Node) -> str:
    """Return what someone needs to begin, in the words of the source."""
    texts = [text for name in DEMANDS for text in names(values.get(name), "targetName")]
    texts.append(spoken_in(names(values.get("inLanguage"), "alternateName")))
    return "; ".join(dict.fromkeys(filter(None, texts)))


def _is_foreign(value: Any) -> bool:
    return (
        value is not None
        and not of_offers(value)
        and any(isinstance(one, dict) and one.get("priceCurrency") not in (None, "", "EUR") for one in each(value))
    )


def _entry(value: Any) -> Cells:
    """Return the level and the language that a demand plainly asks for."""
    text = "; ".join(names(value, "targetName"))
    return {"instapniveau": level_in(text), "instaptaal": language_in(text)}


def _length(value: Any) -> Cells:
    """Return the length in weeks, of an ISO 8601 duration or a text with a number in it; hours say no length."""
    text = named(value)
    return {"weken": text} if weeks_of(text) is not None or re.match(r"\s*\d", text) else {}


def _credential(value: Any) -> Cells:
    """Return the name of the paper, what sort of paper that is where its words say so, and the level that it has."""
    texts = names(value)
    credentials = [one for one in each(value) if isinstance(one, dict)]
    category = next((one["credentialCategory"] for one in credentials if "credentialCategory" in one), None)
    sort = next((text for text in [*names(category), *texts] if paper_of(local(text)) is not None), "")
    stated = [text for one in credentials for text in _level(one.get("educationalLevel")).values()]
    level = next((text for text in stated if parse_level(text)[0] is not None), "")
    gives = level if paper_of(local(sort)) is Paper.DIPLOMA else ""
    return {"certificaat": ", ".join(texts), "papier": local(sort), "niveau": level, "geeft_niveau": gives}


def _taught(value: Any) -> Cells:
    """Return what is taught: the items of one text, the names of terms."""
    found = names(value, "name", "targetName")
    return {"leert": found[0] if len(found) == 1 and isinstance(value, str) else found}


def _level(value: Any) -> Cells:
    """Return the level; words such as "beginner" are none of ours."""
    texts = [text for text in names(value, "name", "targetName") if fold(text) not in OPEN_LEVELS]
    return {"niveau": " / ".join(map(local, texts))}


def _identifier(value: Any) -> Cells:
    """Return the number of the course; the name of a PropertyValue says whose number it is and is none by itself."""
    found = next(iter(each(value)), None)
    return {"id": named(found.get("value")) if isinstance(found, dict) else named(found)}


def _kind(value: Any) -> Cells:
    """Return the sort of training where its words are known, and whether someone works beside it."""
    texts = [local(text) for text in names(value)]
    return {
        "soort": next((text for text in texts if find(text, COURSE) is not None), ""),
        "leren_en_werken": "ja" if any(WORKING.search(fold(text)) for text in texts) else "",
    }


def _mode(value: Any) -> Cells:
    return instance_cells({"courseMode": value}, {})[0]


def _time_of_day(value: Any) -> Cells:
    return {"dagdelen": [text for text in map(local, names(value)) if find(text, DAY_PARTS)]}


def _starts(value: Any) -> Cells:
    return {"startdatum": "|".join(names(value))}


def _free(value: Any) -> Cells:
    return {"prijs": "gratis"} if fold(named(value)) in ("true", "ja", "yes") else {}


def _works(_value: Any) -> Cells:
    return {"leren_en_werken": "ja"}


def _occupations(value: Any) -> Cells:
    return {"bereidt_voor": names(value, "name", "codeValue")}


DEMANDS = ("coursePrerequisites", "programPrerequisites", "competencyRequired")
COURSE_PROPERTIES: Mapping[str, Callable[[Any], Cells]] = {
    "identifier": _identifier,
    "courseCode": into("id"),
    "name": into("titel"),
    "additionalType": _kind,
    "learningResourceType": _kind,
    "provider": into("aanbieder", "name", "legalName"),
    "teaches": _taught,
    "about": _taught,
    "educationalLevel": _level,
    "coursePrerequisites": _entry,
    "educationalCredentialAwarded": _credential,
    "occupationalCredentialAwarded": _credential,
    "occupationalCategory": _occupations,
    "timeRequired": _length,
    "duration": _length,
    "offers": of_offers,
    "isAccessibleForFree": _free,
    "url": into("url"),
    "sameAs": into("url"),
    "verzonnen": into("verzonnen"),  # ours, for invented examples
}
PROGRAM_PROPERTIES: Mapping[str, Callable[[Any], Cells]] = {
    **{name: reader for name, reader in COURSE_PROPERTIES.items() if name != "courseCode"},
    "programPrerequisites": _entry,
    "timeToComplete": _length,
    "programType": _kind,
    "educationalProgramMode": _mode,
    "timeOfDay": _time_of_day,
    "startDate": _starts,
    "applicationDeadline": into("aanmelden_tot"),
    "trainingSalary": _works,
}
NODES: Mapping[str, Callable[[Node], Iterable[Found]]] = {
    "Course": course_cells,
    "EducationalOccupationalProgram": program_cells,
}
