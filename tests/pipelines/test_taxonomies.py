import json

import numpy as np
import pytest

from matcher.catalogue import FILES, catalogue, courses, licences, packaged, packaged_text
from matcher.concepts import Concepts, concepts_of
from matcher.errors import HomeError, TaxonomyError
from pipelines.home import Home
from pipelines.installed import MATRICES, forget_other_taxonomies, has_taxonomy
from pipelines.taxonomies import (
    install_taxonomy,
    linkers,
    load_taxonomy,
    packaged_catalogue,
    read_catalogue_folder,
)

SKILLS = "id,label,kind\nsoep,soep koken,skill\nheftruck,heftruck rijden,skill\n"
OCCUPATIONS = "id,label,isco08,essential_skills,licences_legal\nkok,soepkok,5120,soep|heftruck,rijbewijs-b\n"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "eigen catalogus"
    folder.mkdir()
    (folder / "skills.csv").write_text(SKILLS)
    (folder / "occupations.csv").write_text(OCCUPATIONS)
    return folder


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def test_the_packaged_files_in_a_folder_are_the_packaged_catalogue(tmp_path):
    for name in FILES:
        (tmp_path / name).write_text(packaged_text(name), "utf-8")

    read = read_catalogue_folder(tmp_path)

    assert (read.taxonomy.skills, read.taxonomy.occupations) == (catalogue().skills, catalogue().occupations)
    assert (read.licences, read.courses, read.groups) == (licences(), courses(), packaged().groups)
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


def test_an_esco_download_is_recognised(tmp_path):
    (tmp_path / "occupations_nl.csv").write_text("conceptUri,preferredLabel\n")

    assert "skills_nl.csv ontbreekt" in refusal(tmp_path)


def test_a_folder_without_taxonomy_says_what_is_expected(tmp_path):
    assert "bevat geen taxonomie; verwacht zijn de bestanden van een catalogus" in refusal(tmp_path)


def test_half_a_catalogue_says_what_is_missing(folder):
    (folder / "occupations.csv").unlink()

    assert "bevat skills.csv en niet occupations.csv" in refusal(folder)


@pytest.mark.parametrize("name", ["weg", "eigen catalogus/skills.csv"])
def test_what_is_no_folder_is_refused(folder, name):
    assert "geen map die gelezen kan worden" in refusal(folder.parent / name)


def test_a_file_in_another_encoding_is_named_with_the_line(folder):
    (folder / "skills.csv").write_bytes(SKILLS.encode() + "d,cliënten helpen,skill\n".encode("cp1252"))

    assert "skills.csv, regel 4: geen UTF-8" in refusal(folder)


def test_a_field_that_never_ends_is_refused(folder):
    (folder / "skills.csv").write_text(SKILLS + 'd,"' + "x" * 200_000 + ",skill\n")

    assert "skills.csv, regel 4" in refusal(folder)


def same_concepts(one: Concepts, other: Concepts) -> bool:
    same = all((getattr(one, name) != getattr(other, name)).nnz == 0 for name in MATRICES)
    return same and bool(np.array_equal(one.weight, other.weight)) and one.skill_at == other.skill_at


def test_an_installed_taxonomy_comes_back_as_it_was(home):
    install_taxonomy(home, packaged())

    loaded = load_taxonomy(home)

    assert loaded.catalogue == packaged()
    assert loaded.fingerprint == loaded.catalogue.fingerprint() == packaged().fingerprint()
    assert same_concepts(loaded.concepts, concepts_of(catalogue()))
    assert loaded.concepts.occupation_at == concepts_of(catalogue()).occupation_at


def test_installing_again_gives_the_same_files(home):
    install_taxonomy(home, packaged())
    before = {path.name: path.read_bytes() for path in home.taxonomy.iterdir()}

    install_taxonomy(home, packaged())

    assert {path.name: path.read_bytes() for path in home.taxonomy.iterdir()} == before


def test_another_taxonomy_takes_the_place_of_the_first_which_stays_until_it_is_forgotten(home, folder):
    install_taxonomy(home, packaged())
    first, second = load_taxonomy(home).fingerprint, read_catalogue_folder(folder).fingerprint()

    install_taxonomy(home, read_catalogue_folder(folder))

    assert [occupation.id for occupation in load_taxonomy(home).catalogue.taxonomy.occupations] == ["kok"]
    assert load_taxonomy(home, first).catalogue == packaged()
    forget_other_taxonomies(home, second)
    assert load_taxonomy(home, second).fingerprint == load_taxonomy(home).fingerprint
    assert len(list(home.taxonomy.iterdir())) == 4
    with pytest.raises(HomeError):
        load_taxonomy(home, first)


def test_a_home_without_taxonomy_says_how_to_get_one(home):
    assert not has_taxonomy(home)
    with pytest.raises(HomeError, match="nog geen taxonomie; lees de taxonomie opnieuw in met `springplank ingest"):
        load_taxonomy(home)


def test_what_an_interrupted_installation_left_behind_does_not_matter(home, folder):
    install_taxonomy(home, packaged())
    (home.taxonomy / ".partial-concepts-0.json").write_bytes(b"half")
    (home.taxonomy / "arrays-0123456789abcdef.npz").write_bytes(b"of the next one, not in service yet")

    assert load_taxonomy(home).catalogue == packaged()
    install_taxonomy(home, read_catalogue_folder(folder))
    forget_other_taxonomies(home, load_taxonomy(home).fingerprint)
    assert len(list(home.taxonomy.iterdir())) == 4


@pytest.mark.parametrize("start", ["concepts", "arrays", "manifest"])
@pytest.mark.parametrize(
    "damage",
    [lambda path: path.write_bytes(path.read_bytes()[:-7]), lambda path: path.write_bytes(b"\x00" * 100)],
    ids=["cut", "zeros"],
)
def test_a_damaged_file_is_an_error_that_says_what_to_do(home, start, damage):
    install_taxonomy(home, packaged())
    (file,) = home.taxonomy.glob(f"{start}*")
    damage(file)

    with pytest.raises(TaxonomyError, match=r"beschadigd.*lees de taxonomie opnieuw in"):
        load_taxonomy(home)


def test_a_missing_data_file_is_named(home):
    install_taxonomy(home, packaged())
    (file,) = home.taxonomy.glob("arrays*")
    file.unlink()

    with pytest.raises(TaxonomyError, match=f"{file.name} ontbreekt"):
        load_taxonomy(home)


def test_files_of_another_version_are_refused(home):
    install_taxonomy(home, packaged())
    path = home.taxonomy / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "schema_version": 99}))

    with pytest.raises(TaxonomyError, match="heeft versie 99 en niet 1"):
        load_taxonomy(home)


def test_a_folder_that_cannot_be_written_is_named(home):
    home.path.mkdir()
    home.taxonomy.write_text("een bestand")

    with pytest.raises(HomeError, match="niet te schrijven"):
        install_taxonomy(home, packaged())


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


def test_linkers_read_titles_phrases_and_texts(cache):
    tools = linkers(packaged(), cache)

    assert tools.titles.link(["Kok Zoetermeer"])[0].concept == "kok"
    assert tools.skills.link(["orderpicken"])[0].concept == "orders-verzamelen"
    assert [one.concept for one in tools.reader.read("Rijbewijs B is een pré")] == ["rijbewijs-b"]


def test_linkers_that_were_learned_anew_give_the_same_answers_as_those_in_the_cache(cache):
    titles = ["Kok Zoetermeer", "schoonmkaer", "blauwe fiets"]
    linkers(packaged(), cache)
    cached = linkers(packaged(), cache).titles.link(titles)
    for file in cache.glob("linker-*"):
        file.unlink()

    assert linkers(packaged(), cache).titles.link(titles) == cached


def test_each_taxonomy_has_its_own_place_in_the_cache(cache, folder):
    linkers(packaged(), cache)

    tools = linkers(read_catalogue_folder(folder), cache)

    assert tools.titles.link(["soepkok"])[0].concept == "kok"
    assert tools.titles.link(["barista"])[0].concept == ""


def test_the_title_of_a_job_is_not_read_as_its_licence(cache):
    assert linkers(packaged(), cache).reader.read("Wij zoeken een evenementenbeveiliger.") == ()
