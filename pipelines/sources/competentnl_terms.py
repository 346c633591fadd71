"""The words of CompetentNL's RDF: its classes and relations, by their local names.

Sources disagree on the namespaces (`def/competentnl#`, `uwv/def/competentnl_uwv#`, `def/uwv-ontology#`), so a term is
known by its local name in any definition under linkeddata.competentnl.nl. State of the documentation: September 2025.
"""

import re
from functools import cache

OWN = re.compile(r"https?://linkeddata\.competentnl\.nl/(?:[\w-]+/)*def/(?:[\w-]+[#/])?(\w+)")
SKOS = "http://www.w3.org/2004/02/skos/core#"
SKOS_XL = "http://www.w3.org/2008/05/skos-xl#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
ESCO = "http://data.europa.eu/esco/"

OCCUPATION, CAPABILITY, KNOWLEDGE = "Occupation", "HumanCapability", "KnowledgeArea"
TASK, NORM = "OccupationTask", "EducationalNorm"
# A concept of more than one class is what comes first here: a kennisgebied can be called a capability too.
CLASSES = (OCCUPATION, NORM, KNOWLEDGE, TASK, CAPABILITY)

ESSENTIAL, IMPORTANT, SOMEWHAT, OPTIONAL = "Essential", "Important", "Somewhat", "Optional"
REQUIRES = {weight: f"requiresHAT{weight}" for weight in (ESSENTIAL, IMPORTANT, SOMEWHAT)}
PRESCRIBES = {weight: f"prescribesHAT{weight}" for weight in (ESSENTIAL, IMPORTANT, SOMEWHAT)}
TASKS = {weight: f"isCharacterizedByOccupationTask_{weight}" for weight in (ESSENTIAL, OPTIONAL)}
SPECIALIZATION = "specialization"
RELATIONS = frozenset((*REQUIRES.values(), *PRESCRIBES.values(), *TASKS.values(), SPECIALIZATION))
# `closeMatchESCO`, `broadMatchTaxonomyItemESCOBeroep`, and the four of SKOS itself.
MATCH = re.compile(r"(exact|close|broad|narrow)Match\w*")

PREFERRED, OTHER, HIDDEN, NODE_TEXT = "prefLabel", "altLabel", "hiddenLabel", "literalForm"
DEFINITION, SCOPE, NOTATION = "definition", "scopeNote", "notation"
BROADER, NARROWER = "broader", "narrower"
INVALIDATED, GENERATED = "invalidatedAtTime", "generatedAtTime"
STANDARD = {
    TYPE: "type",
    **{f"{SKOS}{name}": name for name in (PREFERRED, OTHER, HIDDEN, DEFINITION, SCOPE, NOTATION, BROADER, NARROWER)},
    **{f"{SKOS_XL}{name}": name for name in (PREFERRED, OTHER, HIDDEN, NODE_TEXT)},
    **{f"http://www.w3.org/ns/prov#{name}": name for name in (INVALIDATED, GENERATED)},
}


@cache
def term_of(predicate: str) -> str:
    """Return the name of a relation or property that is read, "exact", "close", "broad" or "narrow" for a match.

    "" for every other: whatever else the file tells is passed over.
    """
    if predicate in STANDARD:
        return STANDARD[predicate]
    name = local_name(predicate) or predicate.removeprefix(SKOS)
    match = MATCH.fullmatch(name)
    return match[1] if match else name if name in RELATIONS else ""


@cache
def class_of(address: str) -> str:
    """Return the class of CompetentNL that an address names; "" when it is another class."""
    name = local_name(address)
    return name if name in CLASSES else ""


def local_name(address: str) -> str:
    """Return the name of a term within a definition of CompetentNL; "" for an address of anything else."""
    own = OWN.fullmatch(address)
    return own[1] if own else ""
