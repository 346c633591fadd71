"""ESCO as a catalogue, from the official CSV download (v1.0 to v1.2, any language).

This service uses the ESCO classification of the European Commission.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from matcher.codes import SkillKind
from matcher.domain import Occupation, Skill
from matcher.errors import TaxonomyError
from matcher.taxonomy import Catalogue, Taxonomy
from pipelines.sources.esco_files import EscoFiles, Row, find_esco
from pipelines.sources.training import packaged_training

NAME = "ESCO"
UNKNOWN_VERSION = "versie onbekend"
VERSION = re.compile(r"\d+\.\d+(?:\.\d+)?")  # the columns do not tell it, the folder of the download does
ISCO = re.compile(r"(?:.*/)?C?(\d{4})(?:\..*)?")
BETWEEN_LABELS = re.compile(r"[\r\n|]+")
SKILL_TYPES = {"knowledge": SkillKind.KNOWLEDGE, "skill/competence": SkillKind.SKILL, "": SkillKind.SKILL}
ESSENTIAL, OPTIONAL = "essential", "optional"
IN_USE = ("", "released")


def read_esco(folder: Path) -> Catalogue:
    """Return the catalogue of an ESCO download; concepts that ESCO has retired are left out.

    ESCO has no licences and no training: the licences are the packaged ones, and of the packaged kinds of training
    those that teach a recognised skill, see `packaged_training`. No occupation has a licence by law. The group of a
    skill is the skill group above it, "" where the download has no `broaderRelationsSkillPillar`.

    Raises:
        TaxonomyError: a file or column is missing, or a line is broken or points nowhere; names file and line.
    """
    files = find_esco(folder)
    if files is None:
        raise TaxonomyError(f"{folder} bevat geen ESCO-download; kies de map met occupations_nl.csv en skills_nl.csv.")
    skills = _read_skills(files)
    essential, optional, occupations = _read_relations(files, _read_occupations(files), skills)
    taxonomy = Taxonomy(
        name=NAME,
        version=_version(folder),
        skills=tuple(skill for skill in skills.values() if skill is not None),
        occupations=tuple(
            Occupation(
                id=uri,
                label=row.needed("preferredLabel"),
                isco=isco,
                alt_labels=_labels(row),
                essential=tuple(essential[uri]),
                optional=tuple(skill for skill in optional[uri] if skill not in essential[uri]),
            )
            for uri, (row, isco) in occupations.items()
        ),
    )
    training = packaged_training(taxonomy)
    return Catalogue(taxonomy, training.licences, training.courses, _group_labels(files, taxonomy))


def _read_occupations(files: EscoFiles) -> dict[str, tuple[Row, str] | None]:
    """Return the line and ISCO unit group of each occupation; None for one that is not in use."""
    found: dict[str, tuple[Row, str] | None] = {}
    above: dict[str, str] | None = None
    for row in files.rows("occupations", ("conceptUri", "preferredLabel")):
        uri = row.needed("conceptUri")
        if uri in found:
            raise row.error("conceptUri", f"'{uri}' staat er twee keer in")
        found[uri] = None
        if row.text("status") in IN_USE:
            isco = ISCO.fullmatch(row.text("iscoGroup") or row.text("code"))
            if isco is None:
                above = _isco_above(files) if above is None else above
                isco = ISCO.fullmatch(above.get(uri, ""))
            if isco is None:
                raise row.error("iscoGroup", "geen ISCO-code van vier cijfers, hier niet en niet in de hiërarchie")
            found[uri] = (row, isco[1])
    return found


def _isco_above(files: EscoFiles) -> dict[str, str]:
    """Return the ISCO group above each occupation as its address; empty without the file of the hierarchy."""
    name = "broaderRelationsOccPillar"
    if not files.has(name):
        return {}
    codes = {}
    if files.has("ISCOGroups"):
        codes = {row.text("conceptUri"): row.text("code") for row in files.rows("ISCOGroups", ("conceptUri", "code"))}
    broader: dict[str, str] = {}
    last: dict[str, Row] = {}
    for row in files.rows(name, ("conceptUri", "broaderUri")):
        uri, above = row.needed("conceptUri"), row.needed("broaderUri")
        if uri not in broader or "/isco/" in above:
            broader[uri], last[uri] = above, row
    found = {}
    for uri in broader:
        passed = [uri]
        while "/isco/" not in passed[-1] and passed[-1] in broader:
            higher = broader[passed[-1]]
            if higher in passed:
                raise last[passed[-1]].error("broaderUri", f"'{higher}' staat boven zichzelf")
            passed.append(higher)
        found[uri] = codes.get(passed[-1], passed[-1])
    return found


def _read_skills(files: EscoFiles) -> dict[str, Skill | None]:
    """Return the skills; None for one that is not in use."""
    languages = _collection(files, "languageSkillsCollection")
    transversal = _collection(files, "transversalSkillsCollection")
    groups = _groups(files)
    found: dict[str, Skill | None] = {}
    for row in files.rows("skills", ("conceptUri", "preferredLabel", "skillType")):
        uri = row.needed("conceptUri")
        if uri in found:
            raise row.error("conceptUri", f"'{uri}' staat er twee keer in")
        found[uri] = None
        if row.text("status") in IN_USE:
            kind = SKILL_TYPES.get(row.text("skillType"))
            if kind is None:
                raise row.error("skillType", f"'{row.text('skillType')}' is onbekend (knowledge of skill/competence)")
            if uri in languages:
                kind = SkillKind.LANGUAGE
            elif uri in transversal or row.text("reuseLevel") == "transversal":
                kind = SkillKind.TRANSVERSAL
            found[uri] = Skill(uri, row.needed("preferredLabel"), kind, groups.get(uri, ""), _labels(row))
    return found


Skills = dict[str, dict[str, None]]  # per occupation, in the order of the file and each once


def _read_relations(
    files: EscoFiles, occupations: Mapping[str, tuple[Row, str] | None], skills: Mapping[str, Skill | None]
) -> tuple[Skills, Skills, dict[str, tuple[Row, str]]]:
    """Return essential and optional skills per occupation in use, and those occupations."""
    in_use = {uri: found for uri, found in occupations.items() if found is not None}
    relations: dict[str, Skills] = {kind: {uri: {} for uri in in_use} for kind in (ESSENTIAL, OPTIONAL)}
    for row in files.rows("occupationSkillRelations", ("occupationUri", "relationType", "skillUri")):
        occupation, skill = row.values["occupationUri"].strip(), row.values["skillUri"].strip()
        if occupation not in occupations:
            raise row.error("occupationUri", f"'{occupation}' staat niet in het bestand met beroepen")
        if skill not in skills:
            raise row.error("skillUri", f"'{skill}' staat niet in het bestand met vaardigheden")
        kind = relations.get(row.values["relationType"].strip())
        if kind is None:
            raise row.error("relationType", f"'{row.text('relationType')}' is onbekend ({ESSENTIAL} of {OPTIONAL})")
        if occupation in in_use and skills[skill] is not None:
            kind[occupation][skill] = None
    return relations[ESSENTIAL], relations[OPTIONAL], in_use


def _groups(files: EscoFiles) -> dict[str, str]:
    """Return the group above each skill: of several the first by address, and a skill group before a broader skill."""
    name = "broaderRelationsSkillPillar"
    if not files.has(name):
        return {}
    best: dict[str, tuple[bool, str]] = {}
    for row in files.rows(name, ("conceptUri", "broaderUri")):
        candidate = (row.text("broaderType") not in ("", "SkillGroup"), row.needed("broaderUri"))
        uri = row.needed("conceptUri")
        best[uri] = min(best.get(uri, candidate), candidate)
    return {uri: group for uri, (_, group) in best.items()}


def _group_labels(files: EscoFiles, taxonomy: Taxonomy) -> tuple[tuple[str, str], ...]:
    """Return the groups that skills are in, with their labels as far as the download gives them."""
    labels = {skill.id: skill.label for skill in taxonomy.skills}
    if files.has("skillGroups"):
        rows = files.rows("skillGroups", ("conceptUri", "preferredLabel"))
        labels |= {row.needed("conceptUri"): row.text("preferredLabel") for row in rows}
    used = sorted({skill.group for skill in taxonomy.skills if skill.group})
    return tuple((group, labels[group]) for group in used if labels.get(group))


def _collection(files: EscoFiles, name: str) -> frozenset[str]:
    if not files.has(name):
        return frozenset()
    return frozenset(row.needed("conceptUri") for row in files.rows(name, ("conceptUri",)))


def _labels(row: Row) -> tuple[str, ...]:
    """Return the other labels, each once and without the preferred one."""
    parts = (part.strip() for part in BETWEEN_LABELS.split(row.text("altLabels")))
    return tuple(dict.fromkeys(part for part in parts if part and part != row.text("preferredLabel")))


def _version(folder: Path) -> str:
    found = VERSION.search(folder.resolve().name)
    return found[0] if found else UNKNOWN_VERSION
