"""What holds for a taxonomy wherever it came from."""

from collections import Counter

import pytest

from matcher.taxonomy import Taxonomy
from pipelines.home import Home
from pipelines.installed import install_taxonomy, load_taxonomy
from pipelines.sources.hierarchy import circle
from pipelines.taxonomies import cached_catalogue, packaged_catalogue, read_catalogue_folder
from tests.downloads import LAYOUTS, write_competentnl, write_esco, zip_folder
from tests.homes import write_catalogue

SOURCES = {
    "own files": lambda folder: write_catalogue(folder / "eigen"),
    **{f"ESCO {version}": lambda folder, version=version: write_esco(folder, version) for version in LAYOUTS},
    "ESCO in a zip": lambda folder: zip_folder(write_esco(folder), "binnen/"),
    "ESCO, the least of it": lambda folder: write_esco(
        folder, files=("occupations", "skills", "occupationSkillRelations")
    ),
    **{
        f"CompetentNL in {ending}": lambda folder, ending=ending: write_competentnl(folder / f"cnl{ending}")
        for ending in (".ttl", ".nt.gz", ".rdf", ".jsonld", ".srj")
    },
}


@pytest.fixture(scope="module", params=SOURCES)
def source(request, tmp_path_factory):
    return SOURCES[request.param](tmp_path_factory.mktemp("bron"))


@pytest.fixture(scope="module")
def catalogue(source):
    return read_catalogue_folder(source)


def concepts(taxonomy: Taxonomy):
    return (*taxonomy.skills, *taxonomy.occupations, *taxonomy.groups)


def test_there_are_skills_and_occupations_with_skills(catalogue):
    assert catalogue.taxonomy.skills
    assert any(occupation.essential for occupation in catalogue.taxonomy.occupations)


def test_every_concept_has_an_id_of_its_own_and_a_name(catalogue):
    found = concepts(catalogue.taxonomy)

    assert [name for name, count in Counter(one.id for one in found).items() if count > 1] == []
    assert [one.id for one in found if not one.label.strip()] == []


def test_other_names_are_each_there_once_and_are_other_names(catalogue):
    for one in concepts(catalogue.taxonomy):
        assert len({one.label, *one.alt_labels}) == 1 + len(one.alt_labels)


def test_everything_that_is_named_exists(catalogue):
    taxonomy = catalogue.taxonomy
    skills = {skill.id for skill in taxonomy.skills}
    known = {one.id for one in concepts(taxonomy)}

    for occupation in taxonomy.occupations:
        assert skills.issuperset((*occupation.essential, *occupation.optional, *occupation.somewhat))
    assert {higher for one in concepts(taxonomy) for higher in one.broader} <= known
    assert {skill for relation in taxonomy.related for skill in (relation.skill, relation.related)} <= skills
    assert {match.concept for match in taxonomy.matches} <= known
    assert {skill for course in catalogue.courses for skill in course.teaches} <= skills


def test_a_skill_counts_by_one_weight_for_an_occupation(catalogue):
    for one in catalogue.taxonomy.occupations:
        weights = Counter((*set(one.essential), *set(one.optional), *set(one.somewhat)))
        assert [skill for skill, count in weights.items() if count > 1] == []


def test_nothing_stands_above_itself(catalogue):
    assert circle({one.id: one.broader for one in concepts(catalogue.taxonomy)}) == []


def test_reading_again_gives_the_same(source, catalogue):
    again = read_catalogue_folder(source)

    assert again == catalogue
    assert again.fingerprint() == catalogue.fingerprint()


def test_a_home_and_the_cache_give_it_back(source, catalogue, tmp_path):
    install_taxonomy(Home(tmp_path), catalogue)

    assert load_taxonomy(Home(tmp_path)).catalogue == catalogue
    for _ in range(2):
        assert cached_catalogue(source, tmp_path / "cache") == catalogue


def test_each_source_is_another_taxonomy_than_the_packaged_one(catalogue):
    assert catalogue.taxonomy.fingerprint() != packaged_catalogue().taxonomy.fingerprint()
