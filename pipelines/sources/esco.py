"""ESCO as a catalogue, from the official CSV download (v1.0 to v1.2, any language, a folder or the zip itself).

This service uses the ESCO classification of the European Commission.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from matcher.codes import SkillKind
from matcher.domain import Group, Occupation, Skill
from matcher.errors import TaxonomyError
from matcher.taxonomy import Catalogue, Related, Taxonomy
from pipelines.sources.esco_files import EscoFiles, Row, find_esco
from pipelines.sources.esco_texts import IN_USE, described, other_labels
from pipelines.sources.esco_tree import Above, Register, climb, read_groups, read_tree
from pipelines.sources.training import packaged_training

NAME = "ESCO"
ISCO = re.compile(r"(?:.*/)?C?(\d{4})(?:\..*)?")
SKILL_TYPES = {"knowledge": SkillKind.KNOWLEDGE, "skill/competence": SkillKind.SKILL, "": SkillKind.SKILL}
ESSENTIAL, OPTIONAL = "essential", "optional"
# Some downloads give these in place of an address that their maker did not know.
NO_ADDRESS = "urn:"

Rows = dict[str, Row | None]  # by address; None for a concept that ESCO has retired
Groups = Mapping[str, tuple[Row, Group] | None]


def read_esco(path: Path) -> Catalogue:
    """Return the catalogue of an ESCO download, see `esco_taxonomy`.

    ESCO has no licences and no training: the licences are the packaged ones, and of the packaged kinds of training
    those that teach a recognised skill, see `packaged_training`. No occupation has a licence by law.
    """
    taxonomy = esco_taxonomy(path)
    training = packaged_training(taxonomy)
    return Catalogue(taxonomy, training.licences, training.courses)


def esco_taxonomy(path: Path) -> Taxonomy:
    """Return the taxonomy of an ESCO download; concepts that ESCO has retired are left out.

    The group of a skill is the skill group above it, "" where the download has no `broaderRelationsSkillPillar`.

    Raises:
        TaxonomyError: a file or column is missing, the version is not known, or a line is broken, points nowhere or
            closes a circle; names file and line.
    """
    files = find_esco(path)
    if files is None:
        raise TaxonomyError(f"{path} bevat geen ESCO-download; kies de map of zip met occupations_nl.csv.")
    occupation_rows = _concepts(files, "occupations", ("conceptUri", "preferredLabel"))
    skill_rows = _concepts(files, "skills", ("conceptUri", "preferredLabel", "skillType"))
    isco, skill_groups = read_groups(files, "ISCOGroups"), read_groups(files, "skillGroups")
    for name, rows in (("occupations", occupation_rows), ("skills", skill_rows)):
        if not rows:
            raise TaxonomyError(
                f"{path}: {files.file(name)} bevat geen enkele regel onder de kop; download ESCO opnieuw."
            )
    addressed = not any(uri.startswith(NO_ADDRESS) for uri in skill_rows)
    occupations = Register(_in_use(occupation_rows), files.file("occupations"))
    skills = Register(_in_use(skill_rows), files.file("skills"))

    in_tree = _with_groups(files, occupations, isco, "ISCOGroups")
    above_occupations = read_tree(files, "broaderRelationsOccPillar", in_tree)
    if not files.has("broaderRelationsOccPillar"):
        above_occupations = _tree_by_code(isco, occupation_rows)
    above_skills = read_tree(
        files, "broaderRelationsSkillPillar", _with_groups(files, skills, skill_groups, "skillGroups", whole=addressed)
    )
    essential, optional = _read_relations(files, occupations, skills)
    codes = {uri: found[0].text("code") for uri, found in isco.items() if found}
    return Taxonomy(
        NAME,
        files.version,
        skills=_skills(files, skill_rows, above_skills, skill_groups),
        occupations=tuple(
            Occupation(
                id=uri,
                label=row.needed("preferredLabel"),
                isco=_isco(row, uri, above_occupations, codes),
                alt_labels=other_labels(row),
                essential=tuple(essential.get(uri, ())),
                optional=tuple(skill for skill in optional.get(uri, ()) if skill not in essential.get(uri, ())),
                broader=_broader(above_occupations, uri, occupation_rows, isco),
                description=described(row),
            )
            for uri, row in occupation_rows.items()
            if row is not None
        ),
        groups=(*_groups(isco, above_occupations), *_groups(skill_groups, above_skills)),
        related=_read_related(files, replace(skills, whole=addressed)),
    )


def _concepts(files: EscoFiles, name: str, columns: tuple[str, ...]) -> Rows:
    found: Rows = {}
    for row in files.rows(name, columns):
        uri = row.needed("conceptUri")
        if uri in found:
            raise row.error("conceptUri", f"'{uri}' staat er twee keer in")
        found[uri] = row if row.text("status") in IN_USE else None
    return found


def _in_use(concepts: Mapping[str, object | None]) -> dict[str, bool]:
    return {uri: found is not None for uri, found in concepts.items()}


def _with_groups(files: EscoFiles, concepts: Register, groups: Groups, name: str, *, whole: bool = True) -> Register:
    """Return the register of concepts and groups; a download without the file of the groups lacks those."""
    both = {**_in_use(groups), **concepts.concepts}
    return Register(both, f"{concepts.file} of {files.file(name)}", whole and files.has(name))


def _tree_by_code(isco: Groups, occupations: Rows) -> Above:
    """Return the tree that the codes of ISCO themselves tell: 5120 stands under 512, an occupation under its code."""
    by_code = {found[0].text("code"): uri for uri, found in isco.items() if found}
    stated = [(found[0].text("code")[:-1], uri) for uri, found in isco.items() if found]
    stated += [(match[1], uri) for uri, row in occupations.items() if row and (match := _isco_match(row))]
    return {uri: {by_code[code]: True} for code, uri in stated if code in by_code}


def _isco_match(row: Row) -> re.Match[str] | None:
    return ISCO.fullmatch(row.text("iscoGroup") or row.text("code"))


def _isco(row: Row, uri: str, above: Above, codes: Mapping[str, str]) -> str:
    """Return the ISCO unit group that the line states, else the nearest above the occupation."""
    stated = _isco_match(row)
    if stated is None:
        higher = (codes.get(one, one) for one in climb(above, uri) if one in codes or "/isco/" in one)
        stated = next(filter(None, map(ISCO.fullmatch, higher)), None)
    if stated is None:
        raise row.error("iscoGroup", "geen ISCO-code van vier cijfers, hier niet en niet in de hiërarchie")
    return stated[1]


def _broader(above: Above, uri: str, concepts: Mapping[str, object | None], groups: Groups) -> tuple[str, ...]:
    return tuple(higher for higher in above.get(uri, ()) if concepts.get(higher) or groups.get(higher))


def _groups(groups: Groups, above: Above) -> Iterable[Group]:
    return (replace(found[1], broader=_broader(above, uri, {}, groups)) for uri, found in groups.items() if found)


def _skills(files: EscoFiles, rows: Rows, above: Above, groups: Groups) -> tuple[Skill, ...]:
    languages = _collection(files, "languageSkillsCollection")
    transversal = _collection(files, "transversalSkillsCollection")
    skills = []
    for uri, row in rows.items():
        if row is not None:
            kind = SKILL_TYPES.get(row.text("skillType"))
            if kind is None:
                raise row.error("skillType", f"'{row.text('skillType')}' is onbekend (knowledge of skill/competence)")
            if uri in languages:
                kind = SkillKind.LANGUAGE
            elif uri in transversal or row.text("reuseLevel") == "transversal":
                kind = SkillKind.TRANSVERSAL
            skills.append(
                Skill(
                    id=uri,
                    label=row.needed("preferredLabel"),
                    kind=kind,
                    group=_group(above.get(uri, {})),
                    alt_labels=other_labels(row),
                    broader=_broader(above, uri, rows, groups),
                    description=described(row),
                )
            )
    return tuple(skills)


def _group(above: Mapping[str, bool]) -> str:
    """Return the group above a skill: of several the first by address, and a skill group before a broader skill."""
    return min(above, key=lambda higher: (not above[higher], higher), default="")


def _collection(files: EscoFiles, name: str) -> frozenset[str]:
    if not files.has(name):
        return frozenset()
    return frozenset(row.needed("conceptUri") for row in files.rows(name, ("conceptUri",)))


Skills = dict[str, dict[str, None]]  # per occupation, in the order of the file and each once


def _read_relations(files: EscoFiles, occupations: Register, skills: Register) -> tuple[Skills, Skills]:
    """Return essential and optional skills per occupation."""
    relations: dict[str, Skills] = {ESSENTIAL: {}, OPTIONAL: {}}
    for row in files.rows("occupationSkillRelations", ("occupationUri", "relationType", "skillUri")):
        kind = relations.get(row.text("relationType"))
        if kind is None:
            raise _unknown_relation(row)
        occupation, skill = occupations.find(row, "occupationUri"), skills.find(row, "skillUri")
        if occupation and skill:
            kind.setdefault(occupation, {})[skill] = None
    return relations[ESSENTIAL], relations[OPTIONAL]


def _read_related(files: EscoFiles, skills: Register) -> tuple[Related, ...]:
    """Return the relations between skills, each once; none without the file."""
    name = "skillSkillRelations"
    if not files.has(name):
        return ()
    found: dict[Related, None] = {}
    for row in files.rows(name, ("originalSkillUri", "relationType", "relatedSkillUri")):
        kind = row.text("relationType")
        if kind not in (ESSENTIAL, OPTIONAL):
            raise _unknown_relation(row)
        skill, related = skills.find(row, "originalSkillUri"), skills.find(row, "relatedSkillUri")
        if skill and related:
            found[Related(skill, related, kind == ESSENTIAL)] = None
    return tuple(found)


def _unknown_relation(row: Row) -> TaxonomyError:
    return row.error("relationType", f"'{row.text('relationType')}' is onbekend ({ESSENTIAL} of {OPTIONAL})")
