import csv
import re

import pytest

from matcher.codes import SkillKind
from matcher.errors import TaxonomyError
from pipelines.sources.esco import read_esco

OCCUPATION = "http://data.europa.eu/esco/occupation/"
SKILL = "http://data.europa.eu/esco/skill/"
ISCO = "http://data.europa.eu/esco/isco/"

OCCUPATIONS = [
    {
        "conceptUri": f"{OCCUPATION}1",
        "iscoGroup": "5120",
        "preferredLabel": "soepkok",
        "altLabels": "soepman\nsoepvrouw",
    },
    {
        "conceptUri": f"{OCCUPATION}2",
        "iscoGroup": "C9412",
        "preferredLabel": "soepsnijder",
        "altLabels": "snijder | hakker",
    },
    {"conceptUri": f"{OCCUPATION}3", "iscoGroup": "9412", "preferredLabel": "turfsteker", "status": "obsolete"},
]
ABILITY, KNOWLEDGE = "skill/competence", "knowledge"
SKILLS = [
    {"conceptUri": f"{SKILL}a", "preferredLabel": "soep koken", "skillType": ABILITY},
    {"conceptUri": f"{SKILL}b", "preferredLabel": "kennis van soep", "skillType": KNOWLEDGE, "altLabels": "soepkennis"},
    {"conceptUri": f"{SKILL}c", "preferredLabel": "overleggen", "skillType": ABILITY, "reuseLevel": "transversal"},
    {"conceptUri": f"{SKILL}d", "preferredLabel": "Fries", "skillType": KNOWLEDGE, "reuseLevel": "transversal"},
    {"conceptUri": f"{SKILL}e", "preferredLabel": "turf steken", "skillType": "", "status": "obsolete"},
]
RELATIONS = [
    {"occupationUri": f"{OCCUPATION}1", "relationType": "essential", "skillUri": f"{SKILL}a"},
    {"occupationUri": f"{OCCUPATION}1", "relationType": "optional", "skillUri": f"{SKILL}b"},
    {"occupationUri": f"{OCCUPATION}1", "relationType": "optional", "skillUri": f"{SKILL}a"},
    {"occupationUri": f"{OCCUPATION}2", "relationType": "essential", "skillUri": f"{SKILL}c"},
    {"occupationUri": f"{OCCUPATION}2", "relationType": "optional", "skillUri": f"{SKILL}e"},
    {"occupationUri": f"{OCCUPATION}3", "relationType": "essential", "skillUri": f"{SKILL}a"},
]
COLUMNS = {
    "occupations": ("conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels", "status", "code"),
    "skills": ("conceptType", "conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels", "status"),
    "occupationSkillRelations": ("occupationUri", "occupationLabel", "relationType", "skillUri"),
}


def write(folder, name, rows, columns=None):
    columns = columns or COLUMNS.get(name.split("_")[0]) or tuple(rows[0])
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", restval="")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def download(tmp_path):
    folder = tmp_path / "ESCO dataset - v1.2.0 - classification - nl - csv"
    folder.mkdir()
    write(folder, "occupations_nl", OCCUPATIONS)
    write(folder, "skills_nl", SKILLS)
    write(folder, "occupationSkillRelations_nl", RELATIONS)
    return folder


def change(download, name, old, new):
    path = download / f"{name}.csv"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def message(download):
    with pytest.raises(TaxonomyError) as caught:
        read_esco(download)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_download_becomes_occupations_with_their_skills(download):
    taxonomy = read_esco(download).taxonomy

    assert (taxonomy.name, taxonomy.version) == ("ESCO", "1.2.0")
    cook, cutter = taxonomy.occupations
    assert (cook.id, cook.label, cook.isco) == (f"{OCCUPATION}1", "soepkok", "5120")
    assert cook.alt_labels == ("soepman", "soepvrouw")
    assert cook.essential == (f"{SKILL}a",)
    assert (cutter.isco, cutter.alt_labels) == ("9412", ("snijder", "hakker"))
    assert cutter.essential == (f"{SKILL}c",)


def test_a_skill_that_is_essential_and_optional_is_essential(download):
    cook = read_esco(download).taxonomy.occupations[0]

    assert (cook.essential, cook.optional) == ((f"{SKILL}a",), (f"{SKILL}b",))


def test_retired_concepts_are_left_out_with_their_relations(download):
    taxonomy = read_esco(download).taxonomy

    assert {occupation.label for occupation in taxonomy.occupations} == {"soepkok", "soepsnijder"}
    assert "turf steken" not in {skill.label for skill in taxonomy.skills}
    assert taxonomy.occupations[1].optional == ()


def test_skills_have_their_kind(download):
    write(download, "languageSkillsCollection_nl", [{"conceptUri": f"{SKILL}d", "preferredLabel": "Fries"}])

    kinds = {skill.label: skill.kind for skill in read_esco(download).taxonomy.skills}

    assert kinds == {
        "soep koken": SkillKind.SKILL,
        "kennis van soep": SkillKind.KNOWLEDGE,
        "overleggen": SkillKind.TRANSVERSAL,
        "Fries": SkillKind.LANGUAGE,
    }


def test_the_skill_group_above_a_skill_is_its_group(download):
    rows = [
        {"conceptUri": f"{SKILL}a", "broaderType": "KnowledgeSkillCompetence", "broaderUri": f"{SKILL}A0"},
        {"conceptUri": f"{SKILL}a", "broaderType": "SkillGroup", "broaderUri": f"{SKILL}S6.2"},
        {"conceptUri": f"{SKILL}a", "broaderType": "SkillGroup", "broaderUri": f"{SKILL}S6.1"},
    ]
    write(download, "broaderRelationsSkillPillar_nl", rows)
    write(download, "skillGroups_nl", [{"conceptUri": f"{SKILL}S6.1", "preferredLabel": "voedsel bereiden"}])

    catalogue = read_esco(download)

    assert [skill.group for skill in catalogue.taxonomy.skills] == [f"{SKILL}S6.1", "", "", ""]
    assert catalogue.groups == ((f"{SKILL}S6.1", "voedsel bereiden"),)


def test_without_the_hierarchy_skills_have_no_group(download):
    catalogue = read_esco(download)

    assert {skill.group for skill in catalogue.taxonomy.skills} == {""}
    assert catalogue.groups == ()


def test_an_isco_code_that_a_line_lacks_comes_from_the_hierarchy(download):
    change(download, "occupations_nl", ",5120,", ",,")
    rows = [
        {"conceptUri": f"{OCCUPATION}1", "broaderUri": f"{OCCUPATION}2"},
        {"conceptUri": f"{OCCUPATION}2", "broaderUri": f"{ISCO}C9412"},
    ]
    write(download, "broaderRelationsOccPillar_nl", rows)

    assert read_esco(download).taxonomy.occupations[0].isco == "9412"


def test_a_circle_in_the_hierarchy_is_named(download):
    change(download, "occupations_nl", ",5120,", ",,")
    rows = [
        {"conceptUri": f"{OCCUPATION}1", "broaderUri": f"{OCCUPATION}2"},
        {"conceptUri": f"{OCCUPATION}2", "broaderUri": f"{OCCUPATION}1"},
    ]
    write(download, "broaderRelationsOccPillar_nl", rows)

    assert re.search(r"broaderRelationsOccPillar_nl\.csv, regel \d.*staat boven zichzelf", message(download))


@pytest.mark.parametrize("language", ["en", "de"])
def test_any_language_is_read(download, language):
    for path in list(download.iterdir()):
        path.rename(path.with_name(path.name.replace("_nl", f"_{language}")))

    assert len(read_esco(download).taxonomy.occupations) == 2


def test_dutch_is_read_where_there_are_several_languages(download):
    write(download, "occupations_en", [{**OCCUPATIONS[0], "preferredLabel": "soup cook"}])

    assert read_esco(download).taxonomy.occupations[0].label == "soepkok"


def test_relations_may_come_without_a_language(download):
    (download / "occupationSkillRelations_nl.csv").rename(download / "occupationSkillRelations.csv")

    assert read_esco(download).taxonomy.occupations[0].essential == (f"{SKILL}a",)


def test_several_languages_without_dutch_are_refused(download):
    for path in list(download.iterdir()):
        path.rename(path.with_name(path.name.replace("_nl", "_en")))
    write(download, "occupations_de", OCCUPATIONS)

    assert "in meer dan een taal (de, en)" in message(download)


def test_a_byte_order_mark_is_no_part_of_a_column(download):
    path = download / "skills_nl.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert len(read_esco(download).taxonomy.skills) == 4


@pytest.mark.parametrize("name", ["skills", "occupationSkillRelations"])
def test_a_missing_file_is_named(download, name):
    (download / f"{name}_nl.csv").unlink()

    assert f"{name}_nl.csv ontbreekt" in message(download)


@pytest.mark.parametrize(
    ("name", "column"),
    [("occupations_nl", "preferredLabel"), ("skills_nl", "skillType"), ("occupationSkillRelations_nl", "skillUri")],
)
def test_a_missing_column_is_named_with_its_file(download, name, column):
    change(download, name, column, "anders")

    assert f"{name}.csv, regel 1: kolom {column} ontbreekt" in message(download)


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("occupations_nl", "soepkok", "", "occupations_nl.csv, regel 3, kolom preferredLabel: mag niet leeg zijn"),
        ("occupations_nl", f"{OCCUPATION}2", f"{OCCUPATION}1", "occupations_nl.csv, regel 4, kolom conceptUri: "),
        ("occupations_nl", ",5120,", ",51,", "occupations_nl.csv, regel 3, kolom iscoGroup: geen ISCO-code"),
        ("occupations_nl", "soepkok,", "soepkok,,,,", "occupations_nl.csv, regel 3: 10 velden waar 7 kolommen zijn"),
        ("occupations_nl", "turfsteker", '"turfsteker', "occupations_nl.csv, regel 5: geen geldige CSV"),
        ("skills_nl", "skill/competence", "kunstje", "skills_nl.csv, regel 2, kolom skillType: 'kunstje' is onbekend"),
        ("skills_nl", f"{SKILL}b", f"{SKILL}a", "skills_nl.csv, regel 3, kolom conceptUri: "),
        ("skills_nl", f"{SKILL}b", f"{SKILL}z", "occupationSkillRelations_nl.csv, regel 3, kolom skillUri: "),
        ("occupationSkillRelations_nl", f"{OCCUPATION}2", "x", "regel 5, kolom occupationUri: 'x' staat niet"),
        ("occupationSkillRelations_nl", "essential", "nuttig", "regel 2, kolom relationType: 'nuttig' is onbekend"),
    ],
)
def test_a_broken_line_is_named_with_its_file(download, name, old, new, expected):
    change(download, name, old, new)

    assert expected in message(download)


def test_a_file_that_is_not_utf8_is_named_with_the_line(download):
    path = download / "skills_nl.csv"
    path.write_bytes(path.read_bytes().replace(b"overleggen", b"overl\xe9ggen"))

    assert "skills_nl.csv, regel 4: geen UTF-8" in message(download)


def test_an_empty_file_is_named(download):
    (download / "skills_nl.csv").write_text("")

    assert "skills_nl.csv: het bestand is leeg" in message(download)


def test_a_folder_without_esco_is_refused(tmp_path):
    (tmp_path / "vacatures.csv").write_text("id,titel\n")

    assert "bevat geen ESCO-download" in message(tmp_path)
