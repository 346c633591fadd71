"""Nothing that leaves carries a sanction, fraud, obligation or compliance field, or what the guard keeps out."""

import dataclasses
import json

import pytest
from typer.main import get_command

from api.command import app
from matcher.domain import Client, Course, Offering, Vacancy
from matcher.features import FEATURES
from matcher.guard import may_not_leave
from matcher.market import COLUMN_NAMES
from matcher.policy import Policy
from pipelines.display import SCHEMA
from pipelines.market import MANIFEST
from pipelines.rejects import HEADER
from pipelines.store.tables import metadata
from tests import caseloads, cases
from tests.closed_lists import closed_lists
from tests.homes import ingest, region, springplank, write_lines

# Arrays of a market, reviewed: where the skill of a vacancy comes from, and nothing about a person.
REVIEWED = frozenset({"essential_origin", "optional_origin", "essential_origin.npy", "optional_origin.npy"})


def caught(name):
    """Why a name may not leave, "" when it may."""
    if name in REVIEWED:
        return ""
    return may_not_leave(name)


def keys_of(value):
    """Every key of a JSON value, at any depth."""
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys_of(inner)}
    if isinstance(value, list):
        return {key for inner in value for key in keys_of(inner)}
    return set()


def not_allowed(names):
    return {name: why for name in sorted(names) if (why := caught(name))}


@pytest.mark.parametrize(
    "name", ["sanction", "fraude_score", "isCompliant", "obligations", "verplichtingen", "bsn", "geslacht"]
)
def test_these_names_would_be_caught(name):
    assert caught(name)


DOCUMENTS = {
    "match": ("match", "anna", "--on", cases.ON),
    "match beyond the limit": ("match", "anna", "--on", cases.ON, "--max-minutes", "200"),
    "match with a question": ("match", "boris", "--on", cases.ON),
    "match without a home": ("match", "cem", "--on", cases.ON),
    "reskill": ("reskill", "anna", "--on", cases.ON),
    "transitions": ("transitions", "anna", "--on", cases.ON),
    "transitions from work": ("transitions", "vakkenvuller", "--on", cases.ON),
    **{f"why {name}": ("why", "anna", name, "--on", cases.ON) for name in ("past", "ver", "rijbewijs", "ander-werk")},
}


@pytest.mark.parametrize("arguments", DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_no_document_has_a_key_that_may_not_leave(arguments):
    document = springplank(*arguments, "--home", cases.home(), "--json").document

    assert len(keys_of(document)) > 20
    assert not_allowed(keys_of(document)) == {}


@pytest.mark.parametrize("client", ["c-0001", "c-0002", "c-0003"])
@pytest.mark.parametrize("command", ["match", "reskill"])
def test_no_document_of_the_demo_has_one_either(command, client):
    document = springplank(command, client, "--home", region(), "--json").document

    assert not_allowed(keys_of(document)) == {}


def test_the_document_about_a_caseload_has_none():
    home = caseloads.home()
    asked = ("gaps", "--municipality", "Den Bosch", "--on", caseloads.ON)
    document = springplank(*asked, "--home", home, "--json").document

    assert len(keys_of(document)) > 20
    assert not_allowed(keys_of(document)) == {}


def test_the_report_of_an_import_has_none(tmp_path):
    path = write_lines(tmp_path / "werk.jsonl", [{"id": "a", "titel": "Kok", "fraude": "ja"}, {"id": ""}])

    document = ingest(tmp_path / "huis", "--vacancies", path).document

    assert keys_of(document) == {"sources", "file", "kind", "read", "accepted", "refused", "merged", "warnings"}
    assert not_allowed(keys_of(document)) == {}


def test_no_table_or_column_of_the_database_is_one():
    names = {name for table in metadata.tables.values() for name in (table.name, *table.columns.keys())}

    assert len(names) > 15
    assert not_allowed(names) == {}


def test_no_feature_of_the_ranking_is_one():
    names = {text for feature in FEATURES for text in (feature.name, feature.label)}

    assert len(names) == 2 * len(FEATURES)
    assert not_allowed(names) == {}


def test_no_column_of_a_market_or_of_its_texts_is_one():
    assert not_allowed({*COLUMN_NAMES, *SCHEMA.names}) == {}


def test_the_manifest_of_a_market_has_none():
    (manifest,) = (region() / "markets").glob(f"*/{MANIFEST}")

    assert not_allowed(keys_of(json.loads(manifest.read_bytes()))) == {}


def test_the_list_of_refused_rows_has_its_own_five_columns():
    assert HEADER == ("file", "line", "field", "reason", "row")
    assert not_allowed(HEADER) == {}


def test_no_command_option_or_argument_is_one():
    groups = get_command(app).commands
    commands = groups | {name: one for group in groups.values() for name, one in getattr(group, "commands", {}).items()}
    names = {
        name
        for command in commands.values()
        for parameter in command.params
        for name in (parameter.name, *parameter.opts)
    }

    assert len(names) > 20
    assert not_allowed(names | set(commands)) == {}


@pytest.mark.parametrize("kind", [Client, Vacancy, Course, Offering, Policy], ids=lambda kind: kind.__name__)
def test_no_field_of_a_value_is_one(kind):
    assert not_allowed({field.name for field in dataclasses.fields(kind)}) == {}


@pytest.mark.parametrize("kind", closed_lists(), ids=lambda kind: kind.__name__)
def test_no_member_of_a_closed_list_is_one(kind):
    assert not_allowed({str(getattr(member, "code", member.value)) for member in kind}) == {}


def test_nothing_of_a_client_that_is_not_for_the_list_is_in_it():
    document = springplank("match", "anna", "--on", cases.ON, "--home", cases.home(), "--json").document

    assert not keys_of(document) & {
        "ladder",
        "step",
        "participatieladder",
        "home",
        "postcode_client",
        "age",
        "name",
        "seen",
        "clicked",
    }
