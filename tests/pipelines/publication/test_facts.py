import pytest

from matcher.errors import NotFoundError, PolicyError, SettingError
from matcher.policy import Policy
from pipelines.home import create_home, open_home
from pipelines.publication.facts import facts_of
from pipelines.retention_terms import Terms
from tests import cases
from tests.homes import region
from tests.publication import home_with


def test_without_a_home_the_policy_has_its_defaults():
    facts = facts_of("Delft")

    assert facts.policy == Policy(municipality="Delft")
    assert facts.terms == Terms()
    assert facts.installation is None


def test_the_terms_are_those_of_the_home(tmp_path):
    home = home_with(tmp_path, "[retention]\nlog-days = 400\nsign-in-days = 7\n")

    assert facts_of("Delft", home).terms == Terms(log_days=400, sign_in_days=7)


def test_a_term_that_cannot_be_is_told(tmp_path):
    home = home_with(tmp_path, "[retention]\nlog-days = 30\n")

    with pytest.raises(SettingError, match="log-days"):
        facts_of("Delft", home)


def test_a_new_home_has_an_example_policy_and_nothing_else(tmp_path):
    facts = facts_of("den bosch", create_home(tmp_path / "huis"))

    assert facts.municipality.name == "'s-Hertogenbosch"
    assert facts_of("Delft", open_home(tmp_path / "huis")).policy.default_minutes == 90
    assert facts.installation.example_policy
    assert (facts.installation.demo, facts.installation.taxonomy, facts.installation.sources) == (False, "", ())


def test_a_municipality_without_a_file_has_the_defaults_in_a_home_too(tmp_path):
    facts = facts_of("Den Haag", create_home(tmp_path / "huis"))

    assert facts.policy == Policy(municipality="'s-Gravenhage")
    assert not facts.installation.example_policy


def test_the_files_of_the_market_are_named_with_what_is_used_of_them():
    facts = facts_of("Delft", open_home(cases.home()))

    assert facts.installation.taxonomy
    assert facts.installation.sources
    assert all(used >= 0 and "/" not in file for file, used in facts.installation.sources)
    assert not facts.installation.demo


def test_a_demo_says_that_it_is_one():
    installation = facts_of("Delft", open_home(region())).installation

    assert installation.demo
    assert sum(used for _, used in installation.sources) > 500


def test_a_slip_of_the_keyboard_is_told_with_and_without_a_home(tmp_path):
    for home in (None, create_home(tmp_path / "huis")):
        with pytest.raises(NotFoundError, match="bedoelt u Delft"):
            facts_of("Delf", home)


def test_a_policy_that_cannot_be_read_is_told(tmp_path):
    home = create_home(tmp_path / "huis")
    (home.policy / "delft.toml").write_text('municipality = "Delft"\nlist_length = 0\n', "utf-8")

    with pytest.raises(PolicyError, match="list_length"):
        facts_of("Delft", home)
