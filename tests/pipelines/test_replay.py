"""On a copy of the demo region: what was shown is made again, and what changed since is said item by item."""

import json
import shutil
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from matcher.codes import Mode
from matcher.eligibility import Refusal
from matcher.errors import NotFoundError, TamperError, TaxonomyError
from matcher.features import COMMUTE
from matcher.interventions import Intervention
from matcher.ranker import PRIOR, PriorRanker
from matcher.record_kinds import RecordKind
from pipelines import recording
from pipelines.as_then import ServiceAsThen
from pipelines.documents import why_document
from pipelines.home import open_home
from pipelines.listed import Basis, list_document
from pipelines.market import current_id
from pipelines.own_order import intervene
from pipelines.recording import courses_record, list_record, shown_fingerprint
from pipelines.replay import WITH_PAGES, points_hold, replay_document
from pipelines.reskill_documents import Sought, reskill_document
from pipelines.service import Wanted
from pipelines.shown import (
    Viewer,
    courses_shown,
    left_out_shown,
    record_candidates,
    shown_to_client,
    shown_to_coach,
    why_shown,
)
from pipelines.store.client_keys import ClientKeys
from pipelines.store.connection import writing
from pipelines.store.tables import advice_records
from tests.homes import ingest, region, write_csv
from tests.shown import ANNA, MONDAY, WANTED, act, ids, service_with, unguarded

POLICY = 'municipality = "{}"\nmatch_coverage = 0.5\n'
NEW_WORK = [
    {"id": "nieuw-1", "titel": "Schoonmaker", "plaats": "Delft", "vaardigheden": "vloeren reinigen", "uren_max": "20"}
]


@pytest.fixture
def service(store):
    return service_with(store)


@pytest.fixture
def anna(service):
    return service.store.clients.get(ANNA)


@pytest.fixture
def home(tmp_path):
    """A home of our own, to change things in."""
    shutil.copytree(region(), tmp_path / "huis")
    return tmp_path / "huis"


def replayed(service, record, by_client=False):
    return replay_document(service, record, None if by_client else act("replay"))


def items(document):
    return [one["what"] for one in document["changed"]]


def test_with_everything_as_it_was_it_is_the_same_byte_for_byte(service, anna):
    record = shown_to_coach(service, anna, WANTED, act())["record"]

    document = replayed(service, record)

    assert document["verdict"] == "gelijk"
    assert document["changed"] == []
    assert document["reproduced"] is True
    assert document["points_hold"] is True
    assert document["now"] == {"in": [], "out": [], "moved": []}


def test_making_it_again_is_reading_someones_data(service, anna):
    record = shown_to_coach(service, anna, WANTED, act())["record"]
    replayed(service, record)

    assert [line.what for line in service.store.log.of(ANNA)] == ["replay", "lijst bekeken"]
    replayed(service, record, by_client=True)
    assert len(service.store.log.of(ANNA)) == 2


def test_every_kind_of_record_can_be_made_again(service, anna):
    viewer = Viewer.coach(act())
    vacancy = ids(shown_to_coach(service, anna, WANTED, act())["results"])[0]
    (candidate,) = record_candidates(service, [(anna, why_document(service, anna, vacancy))], act(), service.day)
    records = [
        why_shown(service, anna, vacancy, viewer)["record"],
        why_shown(service, anna, vacancy, viewer, Wanted(modes=(Mode.WALK,), max_minutes=20))["record"],
        left_out_shown(service, anna, Refusal.TRAVEL, act(), Wanted(top=5, offset=5, max_minutes=20))["record"],
        courses_shown(service, anna, Sought(), viewer)["record"],
        candidate,
    ]

    made = [replayed(service, one) for one in records]
    assert [one["verdict"] for one in made] == ["gelijk"] * 5
    assert {one["kind"] for one in made} == {kind.value for kind in RecordKind} - {"lijst"}


def test_course_advice_from_before_it_came_by_the_page_can_still_be_made_again(service, anna):
    document = reskill_document(service, anna, Sought(on=service.day))
    then = {name: value for name, value in document.items() if name not in WITH_PAGES}
    asked = {"plan": False, "euros": None, "weeks": None}
    new = courses_record(service, anna, "werkcoach", asked, then | {"for_wish": [], "improves": []})
    kept = replace(new, content=new.content | {"shown": shown_fingerprint(then)})

    record = service.store.records.add(kept, MONDAY, act())

    assert replayed(service, record)["verdict"] == "gelijk"


def test_a_page_of_what_was_left_out_says_what_changed_and_how_it_would_be_now(service, anna):
    shown = left_out_shown(service, anna, Refusal.TRAVEL, act(), Wanted(top=3))
    first, *others = ids(shown["results"])
    intervene(service, anna, Intervention.SHOW, first, note="gaat verhuizen", act=act())

    document = replayed(service, shown["record"])

    assert (document["verdict"], document["reproduced"]) == ("veranderd", True)
    assert items(document) == ["changes"]
    assert document["now"]["out"] == [first]
    assert len(document["now"]["in"]) == 1
    assert [one["vacancy"] for one in document["rows"]["results"]] == [first, *others]


def test_what_was_left_out_stands_by_date_whoever_switched_the_order_off(service, anna):
    record = left_out_shown(service, anna, Refusal.TRAVEL, act())["record"]
    service.store.clients.set_automatic(ANNA, automatic=False, act=act())

    assert replayed(service, record)["verdict"] == "gelijk"


def test_an_account_of_what_a_coach_wrote_down_can_be_made_again_and_after_it_was_taken_back(service, anna):
    made = intervene(service, anna, Intervention.ADD, own={"title": "Hulp in de keuken"}, act=act())
    record = why_shown(service, anna, made.vacancy, Viewer.client(MONDAY))["record"]
    assert replayed(service, record, by_client=True)["verdict"] == "gelijk"

    service.store.interventions.undo(ANNA, made.id, act())
    document = replayed(service, record, by_client=True)

    assert (document["verdict"], document["reproduced"]) == ("veranderd", True)
    assert items(document) == ["changes"]


def test_an_account_says_what_was_changed_for_its_own_vacancy_alone(service, anna):
    first, second, *_ = ids(shown_to_coach(service, anna, WANTED, act())["results"])
    record = why_shown(service, anna, first, Viewer.coach(act()))["record"]
    intervene(service, anna, Intervention.ASIDE, second, act=act())
    assert replayed(service, record)["verdict"] == "gelijk"

    intervene(service, anna, Intervention.ASIDE, first, act=act())
    document = replayed(service, record)
    assert (document["verdict"], document["reproduced"]) == ("veranderd", True)
    assert items(document) == ["changes"]


def test_a_list_without_order_and_with_changes_can_be_made_again(service, anna):
    intervene(service, anna, Intervention.ADD, own={"title": "Hulp in de keuken"}, act=act())
    service.store.clients.set_automatic(ANNA, automatic=False, act=act())
    record = shown_to_coach(service, service.store.clients.get(ANNA), WANTED, act())["record"]

    assert replayed(service, record)["verdict"] == "gelijk"


def test_a_change_by_hand_or_in_the_profile_since_is_said(service, anna):
    shown = shown_to_coach(service, anna, WANTED, act())
    vacancy = ids(shown["results"])[0]
    made = intervene(service, anna, Intervention.ASIDE, vacancy, record=shown["record"], act=act())
    service.store.clients.change(replace(anna, client=replace(anna.client, wishes=())), ["wishes"], act())

    document = replayed(service, shown["record"])

    assert document["verdict"] == "veranderd"
    assert items(document) == [*(["profile.wishes"] if anna.client.wishes else []), "changes"]
    assert document["reproduced"] is True
    assert vacancy in document["now"]["out"]
    assert [one["id"] for one in document["changes_made"]] == [made.id]


def test_another_policy_is_said_field_by_field(store, home):
    service = service_with(store, open_home(home))
    anna = service.store.clients.get(ANNA)
    record = shown_to_coach(service, anna, WANTED, act())["record"]
    for file in (home / "policy").glob("*.toml"):
        file.unlink()
    (home / "policy" / "eigen.toml").write_text(POLICY.format(anna.client.municipality), "utf-8")

    document = replayed(service_with(store, open_home(home)), record)

    changed = {one["what"]: (one["then"], one["now"]) for one in document["changed"]}
    assert changed["policy.match_coverage"] == (0.6, 0.5)
    assert set(items(document)) <= {f"policy.{name}" for name in document["facts"]["policy"]}
    assert document["reproduced"] is True


def test_other_weights_are_said_feature_by_feature(service, anna):
    record = shown_to_coach(service, anna, WANTED, act())["record"]
    service.ranker = PriorRanker({**PRIOR, COMMUTE: -0.5})

    document = replayed(service, record)

    assert document["changed"] == [{"what": "weights.commute_minutes", "then": -0.2, "now": -0.5}]
    assert document["verdict"] == "veranderd"
    assert document["reproduced"] is True
    assert document["points_hold"] is True


def test_the_market_before_is_still_there_and_the_one_before_that_is_not(store, home, tmp_path):
    service = service_with(store, open_home(home))
    anna = service.store.clients.get(ANNA)
    shown = shown_to_coach(service, anna, WANTED, act())
    then = current_id(service.home)

    assert ingest(home, "--vacancies", write_csv(tmp_path / "een.csv", NEW_WORK)).status == 0
    document = replayed(service_with(store, open_home(home)), shown["record"])
    assert document["changed"] == [{"what": "market", "then": then, "now": current_id(service.home)}]
    assert document["reproduced"] is True
    assert set(document["now"]["out"]) == set(ids(shown["results"]))

    again = [row | {"id": "nieuw-2"} for row in NEW_WORK]
    assert ingest(home, "--vacancies", write_csv(tmp_path / "twee.csv", again)).status == 0
    document = replayed(service_with(store, open_home(home)), shown["record"])
    assert document["reproduced"] is None
    assert then in document["why_not"]
    assert document["points_hold"] is True
    assert document["verdict"] == "veranderd"


def test_another_version_is_said(service, anna, monkeypatch):
    record = shown_to_coach(service, anna, WANTED, act())["record"]
    monkeypatch.setattr(recording, "ALGORITHM_VERSION", "9.0.0")

    assert replayed(service, record)["changed"] == [{"what": "algorithm_version", "then": "1.0.0", "now": "9.0.0"}]


def test_a_list_that_does_not_follow_from_its_record_is_unexplained(service, anna):
    basis = Basis(anna, replace(WANTED, on=service.day), "werkcoach")
    shown = list_document(service, basis)
    new = list_record(service, basis, shown | {"municipality": "elders"})

    document = replayed(service, service.store.records.add(new, MONDAY, act()))

    assert document["reproduced"] is False
    assert document["verdict"] == "onverklaard"


def test_points_that_do_not_follow_from_the_weights_are_seen(service, anna):
    record = service.store.records.get(shown_to_coach(service, anna, WANTED, act())["record"])
    content = json.loads(json.dumps(record.content))
    assert points_hold(record.facts, content)

    content["rows"]["results"][0]["points"][0] += 0.25
    assert not points_hold(record.facts, content)
    content = json.loads(json.dumps(record.content))
    content["rows"]["results"].reverse()
    assert not points_hold(record.facts, content)


def test_who_left_is_said_to_be_removed(service, anna):
    record = shown_to_coach(service, anna, WANTED, act())["record"]
    with writing(service.store.engine) as connection:
        ClientKeys(service.store.keyring).destroy(connection, ANNA)

    document = replayed(service, record)

    assert document["verdict"] == "verwijderd"
    assert document["client"] is None
    assert not {"facts", "rows", "now"} & document.keys()


def test_what_a_client_saw_is_made_again_for_others_without_its_rows(service, anna):
    first = ids(shown_to_client(service, anna, WANTED, MONDAY)["results"])[0]
    service.store.feedback.put(ANNA, first, "te ver", MONDAY)
    record = shown_to_client(service, anna, WANTED, MONDAY)["record"]

    for_coach = replayed(service, record)
    assert (for_coach["verdict"], for_coach["reproduced"]) == ("gelijk", True)
    assert (for_coach["rows"], for_coach["now"]) == (None, None)
    assert first not in json.dumps(for_coach)
    own = replayed(service, record, by_client=True)
    assert own["rows"]["results"]
    assert own["now"] == {"in": [], "out": [], "moved": []}


def test_for_others_the_answer_is_the_same_whatever_the_client_said_since(service, anna):
    record = shown_to_client(service, anna, WANTED, MONDAY)["record"]
    before = replayed(service, record)
    service.store.feedback.put(ANNA, "iets", "te ver", MONDAY)

    assert replayed(service, record) == before


def test_a_changed_record_is_not_made_again(service, anna):
    record = shown_to_coach(service, anna, WANTED, act())["record"]
    unguarded(service.store, "advice_records")
    with service.store.engine.begin() as connection:
        sealed = connection.scalar(select(advice_records.c.sealed))
        connection.execute(update(advice_records).values(sealed=sealed[:-1] + bytes([sealed[-1] ^ 1])))

    with pytest.raises(TamperError):
        replayed(service, record)


def test_a_record_that_is_none_is_not_found(service):
    with pytest.raises(NotFoundError):
        replayed(service, "abc")


def test_a_taxonomy_that_is_no_longer_kept_is_said_so_and_nobody_is_told_to_mend_it(service, anna):
    record = service.store.records.get(shown_to_coach(service, anna, WANTED, act())["record"])

    with pytest.raises(TaxonomyError, match="niet meer bewaard"):
        _ = ServiceAsThen(service, record.facts | {"taxonomy": "0" * 16}).taxonomy
