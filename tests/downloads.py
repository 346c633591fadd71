"""Taxonomies as files for tests, written by ourselves: an ESCO download in each layout, CompetentNL in each format."""

import csv
import gzip
import io
import json
import zipfile

import pyoxigraph
from pyoxigraph import RdfFormat

OCCUPATION = "http://data.europa.eu/esco/occupation/"
SKILL = "http://data.europa.eu/esco/skill/"
ISCO = "http://data.europa.eu/esco/isco/C"
ABILITY, KNOWLEDGE = "skill/competence", "knowledge"
ESCO_FOLDER = "ESCO dataset - v{version} - classification - {language} - csv"

OCCUPATION_COLUMNS = (
    "conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels", "hiddenLabels", "status", "modifiedDate",
    "regulatedProfessionNote", "scopeNote", "definition", "inScheme", "description",
)  # fmt: skip
GROUP_COLUMNS = ("conceptType", "conceptUri", "code", "preferredLabel")
BROADER = ("conceptType", "conceptUri", "broaderType", "broaderUri")
FIRST = {
    "occupations": OCCUPATION_COLUMNS,
    "skills": (
        "conceptType", "conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels", "hiddenLabels", "status",
        "modifiedDate", "scopeNote", "definition", "inScheme", "description",
    ),
    "occupationSkillRelations": ("occupationUri", "relationType", "skillType", "skillUri"),
    "skillSkillRelations": (
        "originalSkillUri", "originalSkillType", "relationType", "relatedSkillType", "relatedSkillUri",
    ),
    "broaderRelationsOccPillar": BROADER,
    "broaderRelationsSkillPillar": BROADER,
    "ISCOGroups": (*GROUP_COLUMNS, "altLabels", "inScheme", "description"),
    "skillGroups": (
        "conceptType", "conceptUri", "preferredLabel", "altLabels", "hiddenLabels", "status", "modifiedDate",
        "scopeNote", "inScheme", "description", "code",
    ),
    "languageSkillsCollection": ("conceptType", "conceptUri", "preferredLabel", "status"),
    "transversalSkillsCollection": ("conceptType", "conceptUri", "preferredLabel", "status"),
}  # fmt: skip
SECOND = FIRST | {
    "occupations": (*OCCUPATION_COLUMNS, "code"),
    "ISCOGroups": (*GROUP_COLUMNS, "status", "altLabels", "inScheme", "description"),
}
THIRD = SECOND | {
    "occupations": (*OCCUPATION_COLUMNS, "code", "naceCode"),
    "occupationSkillRelations": (
        "occupationUri", "occupationLabel", "relationType", "skillType", "skillUri", "skillLabel",
    ),
    "broaderRelationsOccPillar": (*BROADER, "conceptLabel", "broaderLabel"),
    "broaderRelationsSkillPillar": (*BROADER, "conceptLabel", "broaderLabel"),
}  # fmt: skip
LAYOUTS = {"1.0.8": FIRST, "1.1.2": SECOND, "1.2.0": THIRD}

ESCO = {
    "occupations": [
        {
            "conceptUri": f"{OCCUPATION}1",
            "iscoGroup": "5120",
            "preferredLabel": "soepkok",
            "altLabels": "soepman\nsoepvrouw\nsoepman",
            "hiddenLabels": "soepkoker\nsoepvrouw",
            "status": "released",
            "description": "Soepkokken koken soep,\nelke dag.",
            "definition": "niet deze",
            "code": "5120.1",
        },
        {
            "conceptUri": f"{OCCUPATION}2",
            "iscoGroup": "C9412",
            "preferredLabel": "soepsnijder",
            "altLabels": "snijder | hakker",
            "definition": "Wie groente voor soep snijdt.",
        },
        {"conceptUri": f"{OCCUPATION}3", "iscoGroup": "9412", "preferredLabel": "turfsteker", "status": "obsolete"},
        {"conceptUri": f"{OCCUPATION}4", "iscoGroup": "5120", "preferredLabel": "hulpsoepkok", "scopeNote": "Helpt."},
    ],
    "skills": [
        {
            "conceptUri": f"{SKILL}a",
            "preferredLabel": "soep koken",
            "skillType": ABILITY,
            "hiddenLabels": "soep maken",
            "description": "Water, groente en geduld.",
        },
        {
            "conceptUri": f"{SKILL}b",
            "preferredLabel": "kennis van soep",
            "skillType": KNOWLEDGE,
            "altLabels": "soepkennis",
        },
        {
            "conceptUri": f"{SKILL}c",
            "preferredLabel": "overleggen",
            "skillType": ABILITY,
            "reuseLevel": "transversal",
        },
        {"conceptUri": f"{SKILL}d", "preferredLabel": "Fries", "skillType": KNOWLEDGE, "reuseLevel": "transversal"},
        {"conceptUri": f"{SKILL}e", "preferredLabel": "turf steken", "skillType": "", "status": "obsolete"},
        {"conceptUri": f"{SKILL}f", "preferredLabel": "erwtensoep koken", "skillType": ABILITY},
    ],
    "occupationSkillRelations": [
        {"occupationUri": f"{OCCUPATION}1", "relationType": "essential", "skillUri": f"{SKILL}a"},
        {"occupationUri": f"{OCCUPATION}1", "relationType": "optional", "skillUri": f"{SKILL}b"},
        {"occupationUri": f"{OCCUPATION}1", "relationType": "optional", "skillUri": f"{SKILL}a"},
        {"occupationUri": f"{OCCUPATION}2", "relationType": "essential", "skillUri": f"{SKILL}c"},
        {"occupationUri": f"{OCCUPATION}2", "relationType": "optional", "skillUri": f"{SKILL}e"},
        {"occupationUri": f"{OCCUPATION}3", "relationType": "essential", "skillUri": f"{SKILL}a"},
    ],
    "skillSkillRelations": [
        {"originalSkillUri": f"{SKILL}a", "relationType": "essential", "relatedSkillUri": f"{SKILL}b"},
        {"originalSkillUri": f"{SKILL}f", "relationType": "optional", "relatedSkillUri": f"{SKILL}c"},
        {"originalSkillUri": f"{SKILL}f", "relationType": "optional", "relatedSkillUri": f"{SKILL}c"},
        {"originalSkillUri": f"{SKILL}a", "relationType": "optional", "relatedSkillUri": f"{SKILL}e"},
    ],
    "broaderRelationsOccPillar": [
        {"conceptUri": f"{ISCO}51", "broaderType": "ISCOGroup", "broaderUri": f"{ISCO}5"},
        {"conceptUri": f"{ISCO}512", "broaderType": "ISCOGroup", "broaderUri": f"{ISCO}51"},
        {"conceptUri": f"{ISCO}5120", "broaderType": "ISCOGroup", "broaderUri": f"{ISCO}512"},
        {"conceptUri": f"{OCCUPATION}1", "broaderType": "ISCOGroup", "broaderUri": f"{ISCO}5120"},
        {"conceptUri": f"{OCCUPATION}4", "broaderType": "Occupation", "broaderUri": f"{OCCUPATION}1"},
        {"conceptUri": f"{OCCUPATION}3", "broaderType": "Occupation", "broaderUri": f"{OCCUPATION}1"},
    ],
    "broaderRelationsSkillPillar": [
        {"conceptUri": f"{SKILL}S1.1", "broaderType": "SkillGroup", "broaderUri": f"{SKILL}S1"},
        {"conceptUri": f"{SKILL}a", "broaderType": "SkillGroup", "broaderUri": f"{SKILL}S1.1"},
        {"conceptUri": f"{SKILL}f", "broaderType": "KnowledgeSkillCompetence", "broaderUri": f"{SKILL}a"},
        {"conceptUri": f"{SKILL}f", "broaderType": "SkillGroup", "broaderUri": f"{SKILL}S1.1"},
        {"conceptUri": f"{SKILL}f", "broaderType": "SkillGroup", "broaderUri": f"{SKILL}S1"},
        {"conceptUri": f"{SKILL}e", "broaderType": "SkillGroup", "broaderUri": f"{SKILL}S1"},
        {"conceptUri": f"{SKILL}d", "broaderType": "SkillGroup", "broaderUri": f"{SKILL}S9"},
    ],
    "ISCOGroups": [
        {"conceptUri": f"{ISCO}5", "code": "5", "preferredLabel": "Dienstverlening", "description": "Wie dient."},
        {"conceptUri": f"{ISCO}51", "code": "51", "preferredLabel": "Persoonlijke diensten"},
        {"conceptUri": f"{ISCO}512", "code": "512", "preferredLabel": "Koks"},
        {"conceptUri": f"{ISCO}5120", "code": "5120", "preferredLabel": "Koks", "altLabels": "Keuken\nPannen"},
    ],
    "skillGroups": [
        {"conceptUri": f"{SKILL}S1", "preferredLabel": "maken", "code": "S1"},
        {"conceptUri": f"{SKILL}S1.1", "preferredLabel": "voedsel maken", "scopeNote": "Eten.", "code": "S1.1"},
        {"conceptUri": f"{SKILL}S9", "preferredLabel": "oud", "status": "obsolete", "code": "S9"},
    ],
    "languageSkillsCollection": [{"conceptUri": f"{SKILL}d", "preferredLabel": "Fries"}],
}  # fmt: skip


def table(rows, columns):
    """Write rows as the text of a CSV file with these columns."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def esco_texts(version="1.2.0", language="nl", files=None):
    """The files of a download by name, in the layout of its version; `files` names those to take, else all."""
    layout = LAYOUTS[version]
    return {f"{name}_{language}.csv": table(ESCO[name], layout[name]) for name in files or ESCO}


def write_esco(parent, version="1.2.0", language="nl", files=None):
    """Write a download into a folder of its own, named as the official one, and return that folder."""
    folder = parent / ESCO_FOLDER.format(version=version, language=language)
    folder.mkdir()
    for name, text in esco_texts(version, language, files).items():
        (folder / name).write_text(text, "utf-8", newline="")
    return folder


def zip_folder(folder, inside=""):
    """Put the files of a folder in a zip beside it, under a folder inside, and return the zip."""
    path = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, f"{inside}{file.name}")
    return path


CNL = "https://linkeddata.competentnl.nl/"
PREFIXES = f"""@prefix cnlo: <{CNL}def/competentnl#> .
@prefix cnluwv: <{CNL}uwv/def/competentnl_uwv#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skill: <{CNL}id/human-capability/> .
@prefix area: <{CNL}id/knowledge-area/> .
@prefix occ: <{CNL}uwv/id/occupation/> .
@prefix task: <{CNL}uwv/id/task/> .
@prefix norm: <{CNL}id/educational-norm/> .
@prefix kern: <{CNL}uwv/id/kern/> .
@prefix esco: <http://data.europa.eu/esco/> .
"""
COMPETENTNL = """
skill:koken a cnlo:HumanCapability ; skos:prefLabel "eten koken"@nl, "cooking"@en ; skos:altLabel "koken"@nl ;
    skos:definition "Van grondstof tot maaltijd."@nl ; skos:broader skill:maken ; cnlo:exactMatchESCO <esco-a> ;
    prov:generatedAtTime "2025-09-01T10:00:00Z" .
skill:maken a cnlo:HumanCapability ; skos:prefLabel "maken"@nl ; skos:narrower skill:proeven .
skill:proeven a cnlo:HumanCapability ; skos:prefLabel "proeven"@nl .
skill:oud a cnlo:HumanCapability ; skos:prefLabel "turf steken"@nl ; prov:invalidatedAtTime "2025-01-01T00:00:00Z" .
area:soep a cnlo:KnowledgeArea, cnlo:HumanCapability ; skos:prefLabel "soepleer" .
task:roeren a cnluwv:OccupationTask ; skos:prefLabel "in de soep roeren"@nl .
task:proef a cnluwv:OccupationTask ; skos:prefLabel "keuken vegen"@nl .
occ:kok a cnlo:Occupation ; skos:prefLabel "soepkok"@nl ; skos:notation "5120" ;
    skosxl:altLabel [ skosxl:literalForm "soepman"@nl ], [ skosxl:literalForm "soup cook"@en ] ;
    cnluwv:specialization [ skosxl:literalForm "erwtensoepkok"@nl ] ;
    skos:definition "Wie soep kookt."@nl ; skos:broader kern:keuken ;
    cnlo:requiresHATEssential skill:koken, area:soep ;
    cnlo:requiresHATImportant skill:maken, skill:koken ;
    cnlo:requiresHATSomewhat skill:proeven, skill:maken, skill:oud ;
    cnluwv:isCharacterizedByOccupationTask_Essential task:roeren ;
    cnluwv:isCharacterizedByOccupationTask_Optional task:proef ;
    cnluwv:broadMatchTaxonomyItemESCOBeroep <esco-1> ;
    cnluwv:broadMatchTaxonomyItemONETBeroep <http://onet.example/1> .
occ:snijder a cnlo:Occupation ; skos:prefLabel "soepsnijder"@nl ; cnlo:requiresHATEssential skill:proeven ;
    cnlo:closeMatchESCO <http://data.europa.eu/esco/isco/C9412> .
occ:oud a cnlo:Occupation ; skos:prefLabel "turfsteker"@nl ; cnlo:requiresHATEssential skill:oud ;
    prov:invalidatedAtTime "2025-01-01T00:00:00Z" .
kern:keuken a skos:Concept ; skos:prefLabel "keukenwerk"@nl ; skos:broader kern:horeca .
kern:horeca a skos:Concept ; skos:prefLabel "horeca"@nl .
norm:kok2 a cnlo:EducationalNorm ; skos:prefLabel "Kok (niveau 2)"@nl ;
    cnlo:prescribesHATImportant area:soep ; cnlo:prescribesHATEssential skill:koken ;
    cnlo:prescribesHATSomewhat skill:proeven .
norm:leeg a cnlo:EducationalNorm ; skos:prefLabel "zonder vaardigheden"@nl .
""".replace("<esco-a>", "<http://data.europa.eu/esco/skill/a>").replace(
    "<esco-1>", "<http://data.europa.eu/esco/occupation/1>"
)
TURTLE = PREFIXES + COMPETENTNL
RDF_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
}


def triples(turtle=TURTLE):
    """The triples of a Turtle text."""
    return [quad.triple for quad in pyoxigraph.parse(input=turtle.encode(), format=RdfFormat.TURTLE)]


def write_competentnl(path, turtle=TURTLE):
    """Write the triples of a Turtle text in the format that the name of the file asks, and return the path."""
    name = path.name.removesuffix(".gz")
    ending = name[name.rindex(".") :]
    content = turtle.encode()
    if ending == ".srj":
        content = json.dumps(results(turtle)).encode()
    elif ending != ".ttl":
        content = pyoxigraph.serialize(triples(turtle), format=RDF_FORMATS[ending])
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def results(turtle=TURTLE):
    """The triples as the outcome of `SELECT ?s ?p ?o`, in SPARQL's JSON."""
    return {
        "head": {"vars": ["s", "p", "o"]},
        "results": {
            "bindings": [
                {"s": term(one.subject), "p": term(one.predicate), "o": term(one.object)} for one in triples(turtle)
            ]
        },
    }


def term(value):
    """A term of RDF in SPARQL's JSON."""
    if isinstance(value, pyoxigraph.Literal):
        return {"type": "literal", "value": value.value} | ({"xml:lang": value.language} if value.language else {})
    kind = "uri" if isinstance(value, pyoxigraph.NamedNode) else "bnode"
    return {"type": kind, "value": value.value}
