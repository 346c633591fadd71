"""The outcome of a SPARQL query on CompetentNL (`application/sparql-results+json`) as triples.

A row holds either the three parts of a triple (`s`, `p`, `o` or `subject`, `predicate`, `object`), or concepts by their
kind with what is known of them and the relation between them. docs/taxonomy.md lists the names of variables.
"""

import re
from collections.abc import Mapping
from typing import Any

import pydantic_core

from matcher.errors import TaxonomyError
from pipelines.sources.competentnl_graph import Graph, Text
from pipelines.sources.competentnl_terms import (
    CAPABILITY,
    ESSENTIAL,
    IMPORTANT,
    KNOWLEDGE,
    NORM,
    OCCUPATION,
    OPTIONAL,
    PRESCRIBES,
    RELATIONS,
    REQUIRES,
    SKOS,
    SOMEWHAT,
    TASK,
    TASKS,
    TYPE,
    local_name,
)

DEFINED = "https://linkeddata.competentnl.nl/def/competentnl#"
TRIPLES = (("s", "p", "o"), ("subject", "predicate", "object"))
CONCEPTS = {
    OCCUPATION: ("occupation", "occ", "beroep"),
    CAPABILITY: ("skill", "capability", "humancapability", "cap", "vaardigheid"),
    KNOWLEDGE: ("knowledge", "knowledgearea", "area", "kennisgebied"),
    TASK: ("task", "occupationtask", "taak"),
    NORM: ("norm", "educationalnorm", "education", "edu", "opleiding"),
}
CLASS_OF = {name: kind for kind, names in CONCEPTS.items() for name in names}
# What is told of a concept, behind its own name ("skillLabel") or alone when the row has one concept ("label").
PROPERTIES = {
    "label": "prefLabel",
    "preflabel": "prefLabel",
    "altlabel": "altLabel",
    "definition": "definition",
    "description": "definition",
    "notation": "notation",
    "broader": "broader",
}
RELATION = ("relation", "relationtype", "rel", "importance", "weight", "tasktype", "prescribestype")
WEIGHTS = {
    "essential": ESSENTIAL,
    "essentieel": ESSENTIAL,
    "important": IMPORTANT,
    "belangrijk": IMPORTANT,
    "somewhat": SOMEWHAT,
    "enigszins": SOMEWHAT,
    "optional": OPTIONAL,
    "optioneel": OPTIONAL,
}
HAVE = {(OCCUPATION, TASK): TASKS, **dict.fromkeys(((OCCUPATION, CAPABILITY), (OCCUPATION, KNOWLEDGE)), REQUIRES)}
HAVE |= dict.fromkeys(((NORM, CAPABILITY), (NORM, KNOWLEDGE)), PRESCRIBES)
MEND = "docs/taxonomy.md noemt de namen die gelezen worden"

Row = Mapping[str, str | Text]


def json_of(content: bytes, name: str) -> Any:
    """Return the JSON in a file; TaxonomyError names the line where it is broken."""
    try:
        return pydantic_core.from_json(content)
    except ValueError as error:
        line = re.search(r"line (\d+)", str(error))
        raise TaxonomyError(
            f"{name}, regel {line[1] if line else 1}: geen geldige JSON ({error}); download het bestand opnieuw."
        ) from None


def add_results(graph: Graph, document: Mapping[str, Any], name: str) -> None:
    """Take in all rows of an outcome.

    Raises:
        TaxonomyError: it has another shape, or a row names no concept that is known here; names the row.
    """
    bindings = document["results"].get("bindings") if isinstance(document["results"], dict) else None
    if not isinstance(bindings, list):
        raise TaxonomyError(f"{name}: results.bindings ontbreekt; bewaar de uitkomst als SPARQL-JSON.")
    for number, binding in enumerate(bindings, 1):
        try:
            row = {variable.lower(): _term(term) for variable, term in binding.items()}
        except (AttributeError, KeyError, TypeError):
            raise TaxonomyError(f"{name}, rij {number}: geen SPARQL-JSON; bewaar de uitkomst opnieuw.") from None
        triple = next((names for names in TRIPLES if names[0] in row and names[1] in row and names[2] in row), None)
        if triple is None:
            _add_row(graph, row, name, number)
        else:
            subject, predicate, value = (row[part] for part in triple)
            graph.add(_address(subject), _address(predicate), value, name)


def _term(term: Mapping[str, str]) -> str | Text:
    if term["type"] in ("literal", "typed-literal"):
        return Text(str(term["value"]), str(term.get("xml:lang", "")).lower())
    return f"_:{term['value']}" if term["type"] == "bnode" else str(term["value"])


def _address(term: str | Text) -> str:
    return term.value if isinstance(term, Text) else term


def _add_row(graph: Graph, row: Row, name: str, number: int) -> None:
    concepts = {variable: _address(term) for variable, term in row.items() if variable in CLASS_OF}
    if not concepts:
        raise TaxonomyError(
            f"{name}, rij {number}: geen variabele voor een begrip ({', '.join(sorted(row)) or 'leeg'}); {MEND}."
        )
    for variable, concept in concepts.items():
        graph.add(concept, TYPE, DEFINED + CLASS_OF[variable], name)
        for ending, term in PROPERTIES.items():
            value = row.get(variable + ending, row.get(ending) if len(concepts) == 1 else None)
            if value is not None:
                graph.add(concept, SKOS + term, value, name)
    for variable, concept in concepts.items():
        for other, skill in concepts.items():
            have = HAVE.get((CLASS_OF[variable], CLASS_OF[other]))
            if have is not None:
                graph.add(concept, DEFINED + _relation(row, have, name, number), skill, name)


def _relation(row: Row, have: Mapping[str, str], name: str, number: int) -> str:
    stated = next((_address(row[variable]) for variable in RELATION if variable in row), "")
    relation = local_name(stated) or stated
    relation = relation if relation in RELATIONS else have.get(WEIGHTS.get(stated.strip().lower(), ""), "")
    if relation not in have.values():
        told = f"'{stated}' is geen relatie" if stated else "de relatie ontbreekt"
        raise TaxonomyError(f"{name}, rij {number}: {told} ({', '.join(have.values())}); {MEND}.")
    return relation
