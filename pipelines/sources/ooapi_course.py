"""A course or programme of OOAPI as cells of our columns: everything that does not hang on an offering."""

from typing import Any

from pipelines.sources.course_entry import fill_entry
from pipelines.sources.course_sheet import Sheet, hours_a_week
from pipelines.sources.durations import hours_of, weeks_of
from pipelines.sources.ooapi_document import OUTCOME_IDS, SPECIFICATION_IDS, Document, own_id
from pipelines.sources.ooapi_levels import fill_levels
from pipelines.sources.ooapi_texts import Node, code, ident, in_dutch, node, nodes, number, phrases, text_of, word

# Hours of study in one unit. An ects credit is 28 hours by law (article 7.4 of the WHW: 60 of them are 1,680 hours); an
# sbu is an hour of study. The whole load goes before contact hours, which are a part of it; "sp" has no fixed size.
LOADS = (("sbu", 1.0), ("hour", 1.0), ("ects", 28.0), ("contact_time", 1.0), ("contacttime", 1.0))
CODE_TYPES = {"x_esco", "x_competentnl"}
ESCO = "://data.europa.eu/esco/"
ESCO_OCCUPATION = "://data.europa.eu/esco/occupation/"
COMPETENTNL = "competentnl.nl/"
# What a specification of v5 says for every programme made after it.
FROM_SPECIFICATION = (
    "level", "levelOfQualification", "formalDocument", "learningOutcomes", "studyLoad", "description", "sector",
    "educationSpecificationType",
)  # fmt: skip
READ = {
    "courseId", "programmeId", "programId", "primaryCode", "name", "description", "duration", "studyLoad", "level",
    "levelOfQualification", "qualificationAwarded", "formalDocument", "modeOfStudy", "modeOfDelivery",
    "modesOfDelivery", "sector", "admissionRequirements", "learningOutcomes", "learningOutcomeIds", "otherCodes",
    "addresses", "link", "organisation", "organisationId", "organization", "consumer", "consumers", "programmeType",
    "programType", "educationSpecification", "educationSpecificationId", "validTo", "courseOfferings",
    "programmeOfferings", "programOfferings", "offerings", "lastPossibleOfferingStartDateTime", "teachingLanguage",
    "teachingLanguages",
}  # fmt: skip
# Nothing in these is about what a course is, costs or asks; not told.
PASSED_OVER = {
    "abbreviation", "fieldsOfStudy", "firstStartDate", "firstStartDateTime",
    "firstPossibleOfferingStartDateTime", "lastPossibleOfferingEndDateTime", "resources", "enrolment", "enrollment",
    "qualificationDesignations", "programmeIds", "programmes", "programs", "parentId", "parent", "childIds",
    "children", "coordinatorIds", "coordinators", "instructorIds", "instructors", "validFrom", "ext",
    "supplementaryInformation", "timelineOverrides", "sections", "fieldOfStudy", "courses", "courseIds",
}  # fmt: skip


def specified(part: Node, document: Document) -> Node:
    """Return a programme with what its specification (v5) says where it says nothing itself."""
    reference = part.get("educationSpecification", part.get("educationSpecificationId"))
    found = document.index.specifications.get(ident(reference, *SPECIFICATION_IDS), node(reference))
    return {name: found[name] for name in FROM_SPECIFICATION if found.get(name)} | {
        name: value for name, value in part.items() if value not in (None, "", [], {})
    }


def course_sheet(kind: str, part: Node, document: Document) -> Sheet:
    """Return the cells of a course; `part` is what `specified` made of it."""
    sheet = Sheet()
    own = ("courseId",) if kind == "course" else ("programmeId", "programId")
    sheet.put("id", own_id(kind, part), next((name for name in own if name in part), "primaryCode"))
    sheet.put("titel", text_of(part.get("name")), "name")
    sheet.put("omschrijving", text_of(part.get("description")), "description")
    fill_levels(sheet, part, programme=kind == "programme")
    duration = word(part.get("duration"))
    weeks = weeks_of(duration)
    hours_only = hours_of(duration) is not None
    sheet.put("weken", "" if hours_only else (duration if weeks is None else round(weeks, 2)), "duration")
    sheet.put("uren_per_week", hours_a_week(study_hours(part), weeks), "studyLoad")
    asked = next(iter(in_dutch(part.get("admissionRequirements"))), "")
    spoken = [*map(word, listed(part.get("teachingLanguages"))), word(part.get("teachingLanguage"))]
    fill_entry(sheet, asked, "admissionRequirements", spoken)
    fill_outcomes(sheet, part, document)
    return sheet


def study_hours(part: Node) -> float | None:
    """Return the hours that the whole course takes, None when it does not say."""
    loads = {code(load.get("studyLoadUnit")): number(load.get("value")) for load in nodes(part.get("studyLoad"))}
    found = next((load * size for unit, size in LOADS if (load := loads.get(unit)) is not None), None)
    return hours_of(word(part.get("duration"))) if found is None else found


def fill_outcomes(sheet: Sheet, part: Node, document: Document) -> None:
    """Fill what the course teaches, and which occupations it prepares for where its codes say so."""
    outcomes = listed(part.get("learningOutcomes"))
    taught: list[str] = []
    if outcomes and all(isinstance(entry, dict) and "value" in entry for entry in outcomes):
        taught += [phrase for text in in_dutch(outcomes) for phrase in phrases(text)]
    else:
        for outcome in outcomes:
            taught += outcome_phrases(outcome, document)
    for reference in listed(part.get("learningOutcomeIds")):
        taught += outcome_phrases(reference, document)
    known = concept_codes(part)
    taught += [found for found in known if ESCO_OCCUPATION not in found]
    sheet.put("leert", list(dict.fromkeys(taught)), "learningOutcomes")
    sheet.put("bereidt_voor", [found for found in known if ESCO_OCCUPATION in found], "otherCodes")


def outcome_phrases(outcome: Any, document: Document) -> list[str]:
    """Return the codes of one learning outcome in ESCO or CompetentNL, else its words; nothing for an unknown id."""
    if isinstance(outcome, list):
        return [phrase for text in in_dutch(outcome) for phrase in phrases(text)]
    found = document.index.outcomes.get(ident(outcome, *OUTCOME_IDS), node(outcome))
    if not found:
        return phrases(outcome) if isinstance(outcome, str) and not looks_like_an_id(outcome) else []
    return concept_codes(found) or [phrase for text in in_dutch(found.get("name")) for phrase in phrases(text)]


def looks_like_an_id(text: str) -> bool:
    """Return whether a text is an identifier and no words: without a space and with a figure in it."""
    return " " not in text.strip() and any(map(str.isdigit, text))


def concept_codes(part: Node) -> list[str]:
    """Return the codes of a part that are ids of ESCO or CompetentNL."""
    return [
        found.replace("|", "/")
        for entry in (*nodes(part.get("primaryCode")), *nodes(part.get("otherCodes")))
        if (found := word(entry.get("code")))
        and (code(entry.get("codeType")) in CODE_TYPES or ESCO in found or COMPETENTNL in found)
    ]


def listed(value: Any) -> list[Any]:
    """Return a value as a list, an empty one for null."""
    return value if isinstance(value, list) else ([] if value is None else [value])
