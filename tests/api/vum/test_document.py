import json

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from matcher.guard import kept_out, may_not_leave
from tests.api.vum.asking import HEADERS, app_of, client_of, filled

PROFILE = "werkzoekendeProfielen/{idWerkzoekende}"
EVERYWHERE = filled()
EVERYWHERE.distance_km = lambda *_: 0.0  # so that every question finds something
APP = app_of(EVERYWHERE, searches=1_000_000, profile_details=1_000_000, vacancy_details=1_000_000)
DOCUMENT = client_of(filled()).get("/openapi.json").json()
# The contract has no 404: an id that is not there is a 400 in VUM, also one of the right form.
NO_SUCH_ID = {"checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", 400]}}}
DETAILS = [{"include-path": f"/{kind}"} | NO_SUCH_ID for kind in ("vacatures/{idVacature}", PROFILE)]
CONFIG = schemathesis.Config.from_dict({"seed": 1, "operations": DETAILS})
SCHEMA = schemathesis.openapi.from_asgi("/openapi.json", APP, config=CONFIG)


def names_in(value):
    """Every name of a field, parameter, schema or header, at any depth."""
    if isinstance(value, list):
        return {name for item in value for name in names_in(item)}
    if not isinstance(value, dict):
        return set()
    own = set(value.get("properties", {})) | ({value["name"]} if isinstance(value.get("name"), str) else set())
    return own | {name for item in value.values() for name in names_in(item)}


def test_the_document_has_the_four_operations_and_their_statuses():
    operations = {(path, method) for path, item in DOCUMENT["paths"].items() for method in item}

    assert operations == {
        ("/vacatures/matches", "post"),
        ("/vacatures/{idVacature}", "get"),
        ("/werkzoekendeProfielen/matches", "post"),
        ("/werkzoekendeProfielen/{idWerkzoekende}", "get"),
    }
    for item in DOCUMENT["paths"].values():
        for operation in item.values():
            assert set(operation["responses"]) == {"200", "400", "401", "429", "500", "503"}
            assert "content" not in operation["responses"]["401"]
            assert {one["name"] for one in operation["parameters"] if one["in"] == "header"} == HEADERS.keys()


def test_no_name_in_the_document_may_not_leave():
    names = names_in(DOCUMENT["paths"]) | names_in(DOCUMENT["components"])

    assert len(names) > 80
    assert {name for name in names if may_not_leave(name) or kept_out(name)} == set()
    assert "indicatieLdrRegistratie" not in json.dumps(DOCUMENT)


@SCHEMA.parametrize()
@settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_app_keeps_to_its_document(case):
    case.call_and_validate()


@pytest.mark.parametrize(
    ("path", "name", "there"),
    [("/vacatures/{idVacature}", "idVacature", "v-1"), (f"/{PROFILE}", "idWerkzoekende", "x-bram")],
)
def test_a_record_that_is_there_keeps_to_it_too(path, name, there):
    case = SCHEMA[path]["GET"].Case(path_parameters={name: there}, headers=dict(HEADERS))

    assert case.call_and_validate().status_code == 200


@pytest.mark.parametrize("asked", ["vacatures", "werkzoekendeProfielen"])
def test_the_document_is_the_same_for_everyone(asked):
    stranger = client_of(filled(), connection=None)
    stranger.headers.clear()

    assert stranger.get("/openapi.json").json() == DOCUMENT
    assert f"/{asked}/matches" in DOCUMENT["paths"]
