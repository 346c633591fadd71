import json

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from matcher.catalogue import catalogue, packaged
from matcher.codes import SkillKind
from matcher.concepts import Concepts, concepts_of
from matcher.domain import Occupation, Skill
from matcher.errors import HomeError, TaxonomyError
from matcher.taxonomy import Catalogue, Taxonomy
from pipelines.home import Home
from pipelines.installed import MATRICES, forget_other_taxonomies, has_taxonomy, install_taxonomy, load_taxonomy
from tests.strategies import catalogues

OTHER = Catalogue(
    Taxonomy("proef", "1", (Skill("soep", "soep koken", SkillKind.SKILL),), (Occupation("kok", "soepkok", "5120"),)),
    (),
    (),
)


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(catalogues())
def test_any_catalogue_comes_back_as_it_was(home, given_catalogue):
    install_taxonomy(home, given_catalogue)

    loaded = load_taxonomy(home)

    assert loaded.catalogue == given_catalogue
    assert loaded.fingerprint == given_catalogue.fingerprint()
    assert same_concepts(loaded.concepts, concepts_of(given_catalogue.taxonomy))
    forget_other_taxonomies(home, loaded.fingerprint)


def test_installing_again_gives_the_same_files(home):
    install_taxonomy(home, packaged())
    before = {path.name: path.read_bytes() for path in home.taxonomy.iterdir()}

    install_taxonomy(home, packaged())

    assert {path.name: path.read_bytes() for path in home.taxonomy.iterdir()} == before


def test_another_taxonomy_takes_the_place_of_the_first_which_stays_until_it_is_forgotten(home):
    install_taxonomy(home, packaged())
    first, second = load_taxonomy(home).fingerprint, OTHER.fingerprint()

    install_taxonomy(home, OTHER)

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


def test_what_an_interrupted_installation_left_behind_does_not_matter(home):
    install_taxonomy(home, packaged())
    (home.taxonomy / ".partial-concepts-0.json").write_bytes(b"half")
    (home.taxonomy / "arrays-0123456789abcdef.npz").write_bytes(b"of the next one, not in service yet")

    assert load_taxonomy(home).catalogue == packaged()
    install_taxonomy(home, OTHER)
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

    with pytest.raises(TaxonomyError, match="heeft versie 99 en niet 3"):
        load_taxonomy(home)


def test_a_folder_that_cannot_be_written_is_named(home):
    home.path.mkdir()
    home.taxonomy.write_text("een bestand")

    with pytest.raises(HomeError, match="niet te schrijven"):
        install_taxonomy(home, packaged())
