import zipfile

import pytest

from matcher.catalogue import FILES, catalogue, courses, licences, packaged, packaged_text
from matcher.errors import TaxonomyError
from pipelines.taxonomies import packaged_catalogue, read_catalogue_folder
from tests.downloads import write_competentnl, write_esco

SKILLS = "id,label,kind\nsoep,soep koken,skill\nheftruck,heftruck rijden,skill\n"
OCCUPATIONS = "id,label,isco08,essential_skills,licences_legal\nkok,soepkok,5120,soep|heftruck,rijbewijs-b\n"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "eigen catalogus"
    folder.mkdir()
    (folder / "skills.csv").write_text(SKILLS)
    (folder / "occupations.csv").write_text(OCCUPATIONS)
    return folder


def test_the_packaged_files_in_a_folder_are_the_packaged_catalogue(tmp_path):
    for name in FILES:
        (tmp_path / name).write_text(packaged_text(name), "utf-8")

    read = read_catalogue_folder(tmp_path)

    assert (read.taxonomy.skills, read.taxonomy.occupations) == (catalogue().skills, catalogue().occupations)
    assert (read.licences, read.courses, read.taxonomy.groups) == (licences(), courses(), catalogue().groups)
    assert packaged_catalogue() == packaged()


def test_a_folder_with_skills_and_occupations_alone_gets_licences_and_the_training_that_fits(folder):
    read = read_catalogue_folder(folder)

    assert read.taxonomy.name == "eigen catalogus"
    assert read.licences == licences()
    assert 0 < len(read.courses) < len(courses())
    assert {skill for course in read.courses for skill in course.teaches} <= {"soep", "heftruck"}


def test_own_courses_are_taken_as_they_are(folder):
    (folder / "courses.csv").write_text("id,label,type,teaches\nc1,soepcursus,training,soep\n")

    assert [course.label for course in read_catalogue_folder(folder).courses] == ["soepcursus"]


def test_other_files_and_a_link_to_the_folder_do_not_matter(folder, tmp_path):
    (folder / "LEESMIJ.txt").write_bytes(b"\xff\xfe\x00")
    link = tmp_path / "koppeling"
    link.symlink_to(folder)

    assert read_catalogue_folder(link).taxonomy == read_catalogue_folder(folder).taxonomy


def refusal(folder):
    with pytest.raises(TaxonomyError) as caught:
        read_catalogue_folder(folder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_an_esco_download_is_recognised_also_when_a_part_is_missing(tmp_path):
    (tmp_path / "occupations_nl.csv").write_text("conceptUri,preferredLabel\n")

    assert "skills_nl.csv ontbreekt" in refusal(tmp_path)


def test_an_esco_download_without_languages_in_its_names_is_no_catalogue_of_our_own(tmp_path):
    folder = write_esco(tmp_path)
    for path in list(folder.iterdir()):
        path.rename(path.with_name(path.name.replace("_nl", "")))

    assert read_catalogue_folder(folder).taxonomy.name == "ESCO"


def test_a_catalogue_of_our_own_goes_before_what_lies_in_a_folder_below(folder):
    write_esco(folder)
    write_competentnl(folder / "competentnl.ttl")

    assert read_catalogue_folder(folder).taxonomy.name == "eigen catalogus"


def test_a_folder_without_taxonomy_says_what_is_expected(tmp_path):
    assert "bevat geen taxonomie; verwacht is een map met een eigen catalogus (skills.csv, occ" in refusal(tmp_path)


def test_half_a_catalogue_says_what_is_missing(folder):
    (folder / "occupations.csv").unlink()

    assert "bevat skills.csv en niet occupations.csv" in refusal(folder)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("weg", "weg bestaat niet; verwacht is een map met een eigen catalogus"),
        ("eigen catalogus/skills.csv", "skills.csv is geen taxonomie; kies de map waarin het staat."),
        ("eigen catalogus/LEESMIJ.txt", "LEESMIJ.txt is geen taxonomie; verwacht is een map met"),
        ("half.zip", "half.zip is geen bruikbare zip"),
        ("los.zip", "los.zip bevat geen ESCO-download"),
        ("los.ttl", "los.ttl: geen beroepen van CompetentNL gevonden"),
    ],
)
def test_a_path_to_something_else_gets_one_line_that_helps(folder, name, expected):
    (folder / "LEESMIJ.txt").write_text("lees mij")
    (folder.parent / "half.zip").write_bytes(b"PK\x03\x04")
    with zipfile.ZipFile(folder.parent / "los.zip", "w") as archive:
        archive.writestr("los.txt", "niets")
    (folder.parent / "los.ttl").write_text("<http://a> <http://b> <http://c> .")

    assert expected in refusal(folder.parent / name)


def test_a_file_in_another_encoding_is_named_with_the_line(folder):
    (folder / "skills.csv").write_bytes(SKILLS.encode() + "d,cliënten helpen,skill\n".encode("cp1252"))

    assert "skills.csv, regel 4: geen UTF-8" in refusal(folder)


def test_a_field_that_never_ends_is_refused(folder):
    (folder / "skills.csv").write_text(SKILLS + 'd,"' + "x" * 200_000 + ",skill\n")

    assert "skills.csv, regel 4" in refusal(folder)
