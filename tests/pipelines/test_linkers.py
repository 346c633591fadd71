from dataclasses import replace

import pytest

from matcher.catalogue import licences, packaged
from matcher.codes import SkillKind
from matcher.domain import Occupation, Skill
from matcher.taxonomy import Catalogue, Taxonomy
from models import linkers as learning
from models.contrastive import Concept
from pipelines import linkers as linking
from pipelines.gazetteer import read_places
from pipelines.linkers import linkers
from tests.homes import lasting

KITCHEN = Catalogue(
    Taxonomy(
        "keuken",
        "1.0",
        (Skill("soep", "soep koken", SkillKind.SKILL, alt_labels=("soep maken",)),),
        (
            Occupation("soepkok", "soepkok", "5120", alt_labels=("soepmaker",), essential=("soep",)),
            Occupation("hulp", "keukenhulp", "9412", alt_labels=("afwasser",)),
        ),
    ),
    licences(),
    (),
)


@pytest.fixture
def few_common_words(monkeypatch):
    """Learning takes a moment; what the words of all taxonomies add is judged elsewhere."""
    for module in (learning, linking):
        monkeypatch.setattr(module, "common_words", lambda _: (Concept(("soep", "bouillon")),))
    monkeypatch.setattr(linking, "read_places", lambda _: read_places(lasting() / "cache"))


def learned(cache):
    return sorted(path.name for path in cache.glob("linkers-*"))


def test_linkers_read_titles_phrases_and_texts():
    tools = linkers(packaged(), lasting() / "cache")

    assert tools.titles.link(["Kok Zoetermeer"])[0].concept == "kok"
    assert tools.skills.link(["orderpicken"])[0].concept == "orders-verzamelen"
    assert [one.concept for one in tools.reader.read("Rijbewijs B is een pré")] == ["rijbewijs-b"]


def test_the_title_of_a_job_is_not_read_as_its_licence():
    assert linkers(packaged(), lasting() / "cache").reader.read("Wij zoeken een evenementenbeveiliger.") == ()


def test_a_taxonomy_of_a_few_words_learns_what_others_mean_by_them(tmp_path):
    tools = linkers(KITCHEN, tmp_path)

    assert tools.titles.link(["medewerker spoelkeuken"])[0].concept == "hulp"
    assert tools.titles.link(["piloot"])[0].concept == ""


@pytest.mark.usefixtures("few_common_words")
class TestKeeping:
    def test_what_was_learned_anew_gives_the_same_answers_as_what_was_kept(self, tmp_path):
        titles = ["Soepkok Zoetermeer", "soepmaakster", "keuknehulp", "blauwe fiets"]
        linkers(KITCHEN, tmp_path)
        kept = linkers(KITCHEN, tmp_path).titles.rank(titles, 2)
        (file,) = learned(tmp_path)
        (tmp_path / file).unlink()

        assert linkers(KITCHEN, tmp_path).titles.rank(titles, 2) == kept
        assert learned(tmp_path) == [file]

    def test_each_taxonomy_has_its_own_place_in_the_cache(self, tmp_path):
        other = replace(KITCHEN.taxonomy.occupations[0], id="cuisinier")
        french = replace(KITCHEN, taxonomy=replace(KITCHEN.taxonomy, occupations=(other,)))

        found = [linkers(one, tmp_path).titles.link(["soepkok"])[0].concept for one in (KITCHEN, french, KITCHEN)]

        assert found == ["soepkok", "cuisinier", "soepkok"]
        assert len(learned(tmp_path)) == 2

    @pytest.mark.parametrize("part", ["common_words", "outside", "read_places"])
    def test_other_common_words_or_places_are_learned_from_anew(self, tmp_path, monkeypatch, part):
        linkers(KITCHEN, tmp_path)

        monkeypatch.setattr(linking, part, lambda *_: ())
        linkers(KITCHEN, tmp_path)

        assert len(learned(tmp_path)) == 2

    def test_licences_and_courses_do_not_matter_to_what_is_learned(self, tmp_path):
        linkers(KITCHEN, tmp_path)

        linkers(replace(KITCHEN, licences=()), tmp_path)

        assert len(learned(tmp_path)) == 1

    def test_what_goes_on_is_told_in_steps_and_only_when_there_is_something_to_learn(self, tmp_path):
        told, again = [], []

        linkers(KITCHEN, tmp_path, told.append)
        linkers(KITCHEN, tmp_path, again.append)

        percents = [int(line.removeprefix("leren koppelen aan keuken 1.0, eenmalig: ").rstrip("%")) for line in told]
        assert percents == sorted(set(percents))
        assert all(percent % linking.STEP == 0 for percent in percents)
        assert percents[-1] == 100
        assert again == []

    def test_a_place_that_is_a_word_of_a_title_is_not_dropped(self, tmp_path):
        potter = Occupation("plateel", "plateelbakker Delft", "7314")
        with_delft = replace(KITCHEN.taxonomy, occupations=(*KITCHEN.taxonomy.occupations, potter))

        found = [
            linkers(replace(KITCHEN, taxonomy=taxonomy), tmp_path).titles.link(["Soepkok Delft"])[0].similarity
            for taxonomy in (KITCHEN.taxonomy, with_delft)
        ]

        assert found[0] == 1
        assert found[1] < 1
