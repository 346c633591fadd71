import re

import pytest

from matcher.codes import SkillKind
from matcher.domain import Group, Occupation, Skill
from matcher.errors import TaxonomyError
from matcher.taxonomy import Catalogue, Related
from pipelines.sources.esco import esco_taxonomy, read_esco
from pipelines.sources.training import packaged_training
from tests.downloads import ISCO, LAYOUTS, OCCUPATION, SKILL, table, write_esco, zip_folder

BASIS = ("occupations", "skills", "occupationSkillRelations")
OCC_PILLAR, SKILL_PILLAR = "broaderRelationsOccPillar", "broaderRelationsSkillPillar"


@pytest.fixture
def download(tmp_path):
    return write_esco(tmp_path)


@pytest.fixture
def basis(tmp_path):
    """The three files that are enough."""
    return write_esco(tmp_path, files=BASIS)


def add(folder, name, rows):
    (folder / f"{name}_nl.csv").write_text(table(rows, tuple(rows[0])), "utf-8")


def change(folder, name, old, new):
    path = folder / f"{name}_nl.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def message(path):
    with pytest.raises(TaxonomyError) as caught:
        esco_taxonomy(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


# What comes out


def test_an_occupation_has_its_texts_its_code_its_skills_and_what_is_above_it(download):
    assert esco_taxonomy(download).occupations[0] == Occupation(
        id=f"{OCCUPATION}1",
        label="soepkok",
        isco="5120",
        alt_labels=("soepman", "soepvrouw", "soepkoker"),
        essential=(f"{SKILL}a",),
        optional=(f"{SKILL}b",),
        broader=(f"{ISCO}5120",),
        description="Soepkokken koken soep,\nelke dag.",
    )


def test_a_skill_has_its_texts_its_group_and_what_is_above_it(download):
    skills = {skill.label: skill for skill in esco_taxonomy(download).skills}

    assert skills["soep koken"] == Skill(
        id=f"{SKILL}a",
        label="soep koken",
        kind=SkillKind.SKILL,
        group=f"{SKILL}S1.1",
        alt_labels=("soep maken",),
        broader=(f"{SKILL}S1.1",),
        description="Water, groente en geduld.",
    )
    assert skills["erwtensoep koken"].broader == (f"{SKILL}a", f"{SKILL}S1.1", f"{SKILL}S1")
    assert skills["erwtensoep koken"].group == f"{SKILL}S1"


def test_groups_form_the_tree_of_isco_and_of_the_skills(download):
    assert esco_taxonomy(download).groups == (
        Group(f"{ISCO}5", "Dienstverlening", description="Wie dient."),
        Group(f"{ISCO}51", "Persoonlijke diensten", (f"{ISCO}5",)),
        Group(f"{ISCO}512", "Koks", (f"{ISCO}51",)),
        Group(f"{ISCO}5120", "Koks", (f"{ISCO}512",), ("Keuken", "Pannen")),
        Group(f"{SKILL}S1", "maken"),
        Group(f"{SKILL}S1.1", "voedsel maken", (f"{SKILL}S1",), description="Eten."),
    )


def test_an_occupation_may_stand_under_another(download):
    assert esco_taxonomy(download).occupations[2].broader == (f"{OCCUPATION}1",)


def test_relations_between_skills_are_kept_once(download):
    assert esco_taxonomy(download).related == (
        Related(f"{SKILL}a", f"{SKILL}b", essential=True),
        Related(f"{SKILL}f", f"{SKILL}c", essential=False),
    )


@pytest.mark.parametrize(
    ("label", "text"), [("soepsnijder", "Wie groente voor soep snijdt."), ("hulpsoepkok", "Helpt.")]
)
def test_without_a_description_the_definition_or_the_note_tells(download, label, text):
    descriptions = {one.label: one.description for one in esco_taxonomy(download).occupations}

    assert descriptions[label] == text


def test_retired_concepts_are_left_out_with_everything_that_names_them(download):
    taxonomy = esco_taxonomy(download)

    labels = {one.label for one in (*taxonomy.occupations, *taxonomy.skills, *taxonomy.groups)}
    assert labels.isdisjoint({"turfsteker", "turf steken", "oud"})
    assert taxonomy.occupations[1].optional == ()
    assert {skill.label: skill.broader for skill in taxonomy.skills}["Fries"] == ()


def test_skills_have_their_kind(download):
    assert {skill.label: skill.kind for skill in esco_taxonomy(download).skills} == {
        "soep koken": SkillKind.SKILL,
        "kennis van soep": SkillKind.KNOWLEDGE,
        "overleggen": SkillKind.TRANSVERSAL,
        "Fries": SkillKind.LANGUAGE,
        "erwtensoep koken": SkillKind.SKILL,
    }


def test_the_packaged_licences_and_the_training_that_fits_go_with_it(download):
    catalogue = read_esco(download)

    training = packaged_training(esco_taxonomy(download))
    assert catalogue == Catalogue(esco_taxonomy(download), training.licences, training.courses)


# Layouts, languages, folders and zips


@pytest.mark.parametrize("version", LAYOUTS)
def test_the_layouts_of_all_versions_say_the_same(tmp_path, version):
    newest = esco_taxonomy(write_esco(tmp_path))
    read = esco_taxonomy(write_esco(tmp_path, version, "en"))

    assert read.version == version
    assert (read.occupations, read.skills, read.groups) == (newest.occupations, newest.skills, newest.groups)


@pytest.mark.parametrize("inside", ["", "ESCO dataset - v1.1.2 - classification - nl - csv/"])
def test_the_zip_itself_is_read_as_the_folder_is(tmp_path, inside):
    folder = write_esco(tmp_path, "1.1.2")

    assert esco_taxonomy(zip_folder(folder, inside)) == esco_taxonomy(folder)


def test_a_folder_around_the_download_does_as_well(tmp_path):
    folder = write_esco(tmp_path)

    assert esco_taxonomy(tmp_path) == esco_taxonomy(folder)


@pytest.mark.parametrize(
    ("name", "version"),
    [("esco-1.2-nl", "1.2"), ("ESCO_v1_0_3", "1.0.3"), ("gegevens", "versie onbekend"), ("2026.11", "versie onbekend")],
)
def test_the_version_stands_in_the_name_of_the_folder(basis, name, version):
    assert esco_taxonomy(basis.rename(basis.with_name(name))).version == version


@pytest.mark.parametrize("name", ["ESCO dataset - v1.3.0 - classification - nl - csv", "esco-2.0-nl", "esco v1.20"])
def test_a_version_that_is_not_known_is_refused_with_those_that_are(basis, name):
    folder = basis.rename(basis.with_name(name))

    for path in (folder, zip_folder(folder)):
        assert re.search(
            r"versie \S+ van ESCO is hier niet bekend; gelezen worden ESCO v1\.0, v1\.1 en v1\.2", message(path)
        )


@pytest.mark.parametrize("language", ["en", "de"])
def test_any_language_is_read(tmp_path, language):
    assert len(esco_taxonomy(write_esco(tmp_path, language=language)).occupations) == 3


def test_dutch_is_read_where_there_are_several_languages(tmp_path):
    for language in ("en", "nl"):
        write_esco(tmp_path, language=language, files=BASIS)
    (english,) = tmp_path.glob("*- en -*")
    (english / "occupations_en.csv").write_text("conceptUri\nniet gelezen\n")

    assert esco_taxonomy(tmp_path).occupations[0].label == "soepkok"


def test_dutch_is_read_where_one_folder_has_several_languages(basis):
    (basis / "occupations_en.csv").write_text("conceptUri\nniet gelezen\n")

    assert esco_taxonomy(basis).occupations[0].label == "soepkok"


def test_relations_may_come_without_a_language(basis):
    (basis / "occupationSkillRelations_nl.csv").rename(basis / "occupationSkillRelations.csv")

    assert esco_taxonomy(basis).occupations[0].essential == (f"{SKILL}a",)


def test_several_languages_without_dutch_are_refused(tmp_path):
    for language in ("en", "de"):
        write_esco(tmp_path, language=language, files=BASIS)

    assert "in meer dan een taal (de, en)" in message(tmp_path)


def test_one_language_twice_is_refused(tmp_path):
    for version in LAYOUTS:
        write_esco(tmp_path, version, files=BASIS)

    assert "ESCO staat er meer dan eens in (ESCO dataset - v1.0.8" in message(tmp_path)


def test_a_byte_order_mark_is_no_part_of_a_column(basis):
    path = basis / "skills_nl.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert len(esco_taxonomy(basis).skills) == 5


# Downloads of which a part is missing


def test_occupations_skills_and_their_relations_are_enough(basis):
    taxonomy = esco_taxonomy(basis)

    assert (taxonomy.groups, taxonomy.related) == ((), ())
    assert {one.broader for one in (*taxonomy.skills, *taxonomy.occupations)} == {()}
    assert {skill.group for skill in taxonomy.skills} == {""}


def test_without_its_file_the_isco_tree_follows_from_the_codes(tmp_path):
    taxonomy = esco_taxonomy(write_esco(tmp_path, files=(*BASIS, "ISCOGroups")))

    assert [group.broader for group in taxonomy.groups] == [(), (f"{ISCO}5",), (f"{ISCO}51",), (f"{ISCO}512",)]
    assert [one.broader for one in taxonomy.occupations] == [(f"{ISCO}5120",), (), (f"{ISCO}5120",)]


def test_skill_groups_that_have_no_name_are_no_groups_and_still_keep_skills_together(tmp_path):
    taxonomy = esco_taxonomy(write_esco(tmp_path, files=(*BASIS, SKILL_PILLAR)))

    soup = {skill.label: skill for skill in taxonomy.skills}["erwtensoep koken"]
    assert (soup.group, soup.broader) == (f"{SKILL}S1", (f"{SKILL}a",))
    assert taxonomy.groups == ()


def test_an_isco_code_that_a_line_lacks_comes_from_the_hierarchy(basis):
    change(basis, "occupations", ",5120,", ",,")
    change(basis, "occupations", ",5120.1", ",")
    add(
        basis,
        OCC_PILLAR,
        [
            {"conceptUri": f"{OCCUPATION}1", "broaderUri": f"{OCCUPATION}2"},
            {"conceptUri": f"{OCCUPATION}2", "broaderUri": f"{ISCO}9412"},
            {"conceptUri": f"{OCCUPATION}4", "broaderUri": f"{ISCO}9412"},
        ],
    )

    assert {one.isco for one in esco_taxonomy(basis).occupations} == {"9412"}


def test_where_skills_have_no_address_relations_to_others_are_left_out(download):
    for name in ("skills", "occupationSkillRelations"):
        change(download, name, f"{SKILL}a", "urn:x-label:soep-koken")

    taxonomy = esco_taxonomy(download)

    assert taxonomy.occupations[0].essential == ("urn:x-label:soep-koken",)
    assert taxonomy.related == (Related(f"{SKILL}f", f"{SKILL}c", essential=False),)
    assert {skill.label: skill.broader for skill in taxonomy.skills}["erwtensoep koken"] == (
        f"{SKILL}S1.1",
        f"{SKILL}S1",
    )


# What is wrong is named


@pytest.mark.parametrize("name", BASIS)
def test_a_missing_file_is_named(basis, name):
    (basis / f"{name}_nl.csv").unlink()

    assert f"{name}_nl.csv ontbreekt in ESCO dataset" in message(basis)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("occupations", "preferredLabel"),
        ("skills", "skillType"),
        ("occupationSkillRelations", "skillUri"),
        ("skillSkillRelations", "relatedSkillUri"),
        (OCC_PILLAR, "broaderUri"),
        ("ISCOGroups", "preferredLabel"),
    ],
)
def test_columns_of_no_known_layout_are_named_with_the_versions_that_are_read(download, name, column):
    change(download, name, column, "anders")

    expected = f"{name}_nl.csv, regel 1: kolom {column} ontbreekt; gelezen worden ESCO v1.0, v1.1 en v1.2"
    assert expected in message(download)


BROKEN = [
    ("occupations", "soepkok", "", "occupations_nl.csv, regel 2, kolom preferredLabel: mag niet leeg zijn"),
    ("occupations", f"{OCCUPATION}2", f"{OCCUPATION}1", "occupations_nl.csv, regel 7, kolom conceptUri: "),
    ("occupations", ",C9412,", ",51,", "occupations_nl.csv, regel 7, kolom iscoGroup: geen ISCO-code"),
    ("occupations", "soepkok,", "soepkok,,,", "occupations_nl.csv, regel 2: 17 velden waar 15 kolommen zijn"),
    ("occupations", "turfsteker", '"turfsteker', "occupations_nl.csv, regel 8: geen geldige CSV"),
    ("skills", "skill/competence", "kunstje", "skills_nl.csv, regel 2, kolom skillType: 'kunstje' is onbekend"),
    ("skills", f"{SKILL}b", f"{SKILL}a", "skills_nl.csv, regel 3, kolom conceptUri: "),
    ("occupationSkillRelations", f"{SKILL}b", f"{SKILL}z", "Relations_nl.csv, regel 3, kolom skillUri: '"),
    (
        "occupationSkillRelations",
        f"{OCCUPATION}2",
        "x",
        "regel 5, kolom occupationUri: 'x' staat niet in occupations_nl",
    ),
    ("occupationSkillRelations", "essential", "nuttig", "regel 2, kolom relationType: 'nuttig' is onbekend"),
    ("skillSkillRelations", f"{SKILL}c", f"{SKILL}z", "skillSkillRelations_nl.csv, regel 3, kolom relatedSkillUri: "),
    ("skillSkillRelations", f",{SKILL}e", ",", "skillSkillRelations_nl.csv, regel 5, kolom relatedSkillUri: mag niet"),
    ("skillSkillRelations", "optional", "soms", "skillSkillRelations_nl.csv, regel 3, kolom relationType: 'soms'"),
    (OCC_PILLAR, f"{ISCO}512,", f"{ISCO}599,", f"{OCC_PILLAR}_nl.csv, regel 3, kolom conceptUri: "),
    (SKILL_PILLAR, f"{SKILL}S9", f"{SKILL}S8", f"{SKILL_PILLAR}_nl.csv, regel 8, kolom broaderUri: "),
    ("ISCOGroups", "Dienstverlening", "", "ISCOGroups_nl.csv, regel 2, kolom preferredLabel: mag niet leeg zijn"),
    ("skillGroups", f"{SKILL}S1.1", f"{SKILL}S1", "skillGroups_nl.csv, regel 3, kolom conceptUri: "),
]


@pytest.mark.parametrize(("name", "old", "new", "expected"), BROKEN)
def test_a_broken_line_is_named_with_its_file(download, name, old, new, expected):
    change(download, name, old, new)

    assert expected in message(download)


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        (OCC_PILLAR, f"{OCCUPATION}1,ISCOGroup,{ISCO}5120", f"{OCCUPATION}1,Occupation,{OCCUPATION}4", 6),
        (OCC_PILLAR, f"{ISCO}51,ISCOGroup,{ISCO}5,", f"{ISCO}51,ISCOGroup,{ISCO}5120,", 4),
        (SKILL_PILLAR, f"{SKILL}a,SkillGroup,{SKILL}S1.1", f"{SKILL}a,KnowledgeSkillCompetence,{SKILL}f", 4),
        (SKILL_PILLAR, f"{SKILL}S1.1,SkillGroup,{SKILL}S1,", f"{SKILL}S1.1,SkillGroup,{SKILL}S1.1,", 2),
    ],
    ids=["occupations", "ISCO groups", "skills", "a skill group under itself"],
)
def test_a_circle_in_the_hierarchy_is_named_with_the_line_that_closes_it(download, name, old, new, line):
    change(download, name, old, new)

    assert re.search(rf"{name}_nl\.csv, regel {line}, kolom broaderUri: .*staat boven zichzelf", message(download))


def test_a_file_that_is_not_utf8_is_named_with_the_line(basis):
    path = basis / "skills_nl.csv"
    path.write_bytes(path.read_bytes().replace(b"overleggen", b"overl\xe9ggen"))

    assert "skills_nl.csv, regel 4: geen UTF-8" in message(basis)


def test_an_empty_file_is_named(basis):
    (basis / "skills_nl.csv").write_text("")

    assert "skills_nl.csv: het bestand is leeg" in message(basis)


def test_a_file_that_cannot_be_read_is_named(basis):
    (basis / "skills_nl.csv").unlink()
    (basis / "skills_nl.csv").symlink_to("/proc/self/mem")

    assert "skills_nl.csv is niet te lezen" in message(basis)


def test_a_folder_without_esco_is_refused(tmp_path):
    (tmp_path / "vacatures.csv").write_text("id,titel\n")

    assert "bevat geen ESCO-download" in message(tmp_path)
