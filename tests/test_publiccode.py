"""What publiccode.yml says is complete by its standard (0.7) and agrees with the project."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
FOUND = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
MANDATORY = [
    "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description", "legal",
    "maintenance", "localisation",
]  # fmt: skip
TOP = {
    *MANDATORY, "softwareVersion", "releaseDate", "categories", "intendedAudience", "supports", "dependsOn",
    "organisation", "landingURL", "isBasedOn", "logo", "usedBy", "fundedBy", "roadmap", "applicationSuite",
}  # fmt: skip
SCOPES = {"employment", "local-authorities", "welfare", "society", "government"}
CONTACTS_NEEDED = {"internal": "contacts", "community": "contacts", "contract": "contractors"}


@pytest.mark.parametrize("key", MANDATORY)
def test_what_is_mandatory_is_there(key):
    assert FOUND[key]


def test_there_is_no_key_that_the_standard_does_not_know():
    assert set(FOUND) <= TOP


def test_values_are_those_of_the_closed_lists():
    assert FOUND["publiccodeYmlVersion"] == "0"
    assert FOUND["developmentStatus"] in ("concept", "development", "beta", "stable", "obsolete")
    assert FOUND["softwareType"] == "standalone/web"
    assert set(FOUND["platforms"]) <= {"web", "windows", "mac", "linux", "ios", "android"}
    assert set(FOUND["categories"]) <= {"hr", "applicant-tracking", "data-analytics"}
    assert set(FOUND["intendedAudience"]["scope"]) <= SCOPES
    assert FOUND["intendedAudience"]["countries"] == ["NL"]


def test_name_version_and_licence_are_those_of_the_project():
    assert FOUND["name"].casefold() == PROJECT["name"]
    assert FOUND["softwareVersion"] == PROJECT["version"]
    assert FOUND["legal"]["license"] == PROJECT["license"]
    assert FOUND["legal"]["mainCopyrightOwner"].casefold() in (ROOT / "LICENSE").read_text("utf-8").casefold()


def test_the_oldest_python_is_that_of_the_project():
    (python,) = [one for one in FOUND["dependsOn"]["open"] if one["name"] == "Python"]

    assert PROJECT["requires-python"] == f">={python['versionMin']}"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_described_in_dutch_and_english(language):
    described = FOUND["description"][language]

    assert 0 < len(described["shortDescription"]) <= 150
    assert 150 <= len(described["longDescription"]) <= 10_000
    assert len(described["features"]) > 3


def test_both_languages_name_equally_many_features():
    assert len({len(one["features"]) for one in FOUND["description"].values()}) == 1


def test_who_maintains_it_is_named_when_the_type_asks_for_it_and_else_not():
    maintenance = FOUND["maintenance"]
    needed = CONTACTS_NEEDED.get(maintenance["type"])

    assert maintenance["type"] in (*CONTACTS_NEEDED, "none")
    assert set(maintenance) == {"type", needed} - {None}


def test_as_long_as_the_source_stands_nowhere_its_address_is_one_that_belongs_to_nobody():
    assert re.fullmatch(r"https://[a-z.]+\.example/\S+\.git", FOUND["url"])


def test_languages_and_rules_are_named():
    assert FOUND["localisation"] == {"localisationReady": False, "availableLanguages": ["nl"]}
    assert [one["id"] for one in FOUND["supports"]] == ["alias:gdpr"]


@pytest.mark.parametrize("name", ["GOVERNANCE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE"])
def test_what_a_public_codebase_needs_is_there_and_its_links_lead_somewhere(name):
    text = (ROOT / name).read_text("utf-8")

    assert len(text) > 300
    assert [link for link in re.findall(r"\]\((?!https:)([^)#]+)\)", text) if not (ROOT / link).exists()] == []
