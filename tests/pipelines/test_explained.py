"""The account of one pair knows the list: where a coach put it, and what a coach wrote down themselves."""

import pytest

from matcher.codes import Mode
from matcher.eligibility import Refusal
from matcher.errors import NotFoundError
from matcher.interventions import Intervention
from matcher.roles import Role
from pipelines.explained import check_known, titles_of
from pipelines.own_order import intervene
from pipelines.service import Wanted
from pipelines.shown import Viewer, left_out_shown, shown_to_client, shown_to_coach, why_shown
from tests.shown import ANNA, MONDAY, WANTED, act, ids, service_with

OWN = {"title": "Hulp in de keuken", "employer": "De Oefenkeuken", "text": "Vier ochtenden."}
LISTINGS = ("results", "near_misses", "beyond_limit", "unknown_travel", "aside")


@pytest.fixture
def service(store):
    return service_with(store)


@pytest.fixture
def anna(service):
    return service.store.clients.get(ANNA)


def why(service, vacancy, wanted=WANTED, viewer=None):
    return why_shown(service, service.store.clients.get(ANNA), vacancy, viewer or Viewer.coach(act()), wanted)


def test_every_vacancy_stands_in_its_account_as_in_the_list(service, anna):
    shown = shown_to_coach(service, anna, WANTED, act())
    first, second, *_ = ids(shown["results"])
    (left_out,) = ids(left_out_shown(service, anna, Refusal.TRAVEL, act(), Wanted(top=1))["results"])
    near = ids(shown["near_misses"])[0]
    intervene(service, anna, Intervention.SHOW, left_out, note="gaat verhuizen", act=act())
    intervene(service, anna, Intervention.MOVE, second, note="deze baas ken ik", position=1, act=act())
    intervene(service, anna, Intervention.ASIDE, first, act=act())
    intervene(service, anna, Intervention.ADD, own=OWN, act=act())

    listed = shown_to_coach(service, anna, WANTED, act())

    rows = [row for listing in LISTINGS for row in listed[listing]]
    assert {first, second, left_out, near} < set(ids(rows))
    for row in rows:
        assert why(service, row["vacancy"])["placed"] == row.get("placed"), row["vacancy"]
    found = why(service, left_out)
    assert (found["outcome"], found["placed"]["by"], found["placed"]["place"]) == ("left_out", "werkcoach", None)
    assert [why(service, vacancy)["placed"]["place"] for vacancy in (first, second)] == [1, 2]


@pytest.mark.parametrize("viewer", [None, Viewer.client(MONDAY)], ids=["coach", "client"])
def test_of_what_a_coach_wrote_down_it_says_what_is_known_and_no_points(service, anna, viewer):
    made = intervene(service, anna, Intervention.ADD, own=OWN, note="vraag naar Noor", act=act())

    found = why(service, made.vacancy, viewer=viewer)

    assert (found["title"], found["employer"], found["description"]) == tuple(OWN.values())
    assert found["outcome"] == "not_judged"
    assert not {"score", "base", "points"} & found.keys()
    (change,) = found["placed"]["changes"]
    assert (change["who"], change["note"], change["at"]) == ("a-coach", "vraag naar Noor", made.at.isoformat())


def test_what_was_taken_back_is_there_no_more_and_anothers_never_was(service, anna):
    made = intervene(service, anna, Intervention.ADD, own=OWN, act=act())
    other = service.store.clients.get("c-0002")
    with pytest.raises(NotFoundError, match=made.vacancy):
        why_shown(service, other, made.vacancy, Viewer.coach(act()))
    with pytest.raises(NotFoundError, match=made.vacancy):
        check_known(service, "c-0002", made.vacancy)

    check_known(service, ANNA, made.vacancy)
    service.store.interventions.undo(ANNA, made.id, act())
    with pytest.raises(NotFoundError, match=made.vacancy):
        why(service, made.vacancy)
    with pytest.raises(NotFoundError, match=made.vacancy):
        check_known(service, ANNA, made.vacancy)


def test_the_account_takes_what_the_list_was_asked_for(service, anna):
    asked = Wanted(top=8, modes=(Mode.WALK,), max_minutes=10)
    plain = ids(shown_to_coach(service, anna, WANTED, act())["results"])
    narrow = ids(shown_to_coach(service, anna, asked, act())["results"])
    gone = next(vacancy for vacancy in plain if vacancy not in narrow)

    assert why(service, gone)["outcome"] == "match"
    found = why(service, gone, asked)
    assert found["outcome"] != "match"
    assert found["commute"]["limit"] in {None, 10}
    assert found["placed"] is None


def test_without_an_order_by_points_it_stands_by_date(service):
    service.store.clients.set_automatic(ANNA, automatic=False, act=act(role=Role.COACH))
    vacancy = ids(shown_to_coach(service, service.store.clients.get(ANNA), WANTED, act())["results"])[0]

    assert why(service, vacancy)["placed"] == {"by": "datum", "place": None, "changes": []}


def test_a_client_says_no_to_what_a_coach_wrote_down_and_the_coach_sees_no_difference(service, anna):
    made = intervene(service, anna, Intervention.ADD, own=OWN, act=act())
    before = [shown_to_coach(service, anna, WANTED, act()), why(service, made.vacancy)]
    service.store.feedback.put(ANNA, made.vacancy, "te vroeg", MONDAY)

    own = shown_to_client(service, anna, WANTED, MONDAY)
    assert made.vacancy not in {vacancy for listing in LISTINGS for vacancy in ids(own[listing])}
    assert [(one["vacancy"], one["title"]) for one in own["not_for_me"]] == [(made.vacancy, "Hulp in de keuken")]
    assert titles_of(service, ANNA, [made.vacancy]) == {made.vacancy: "Hulp in de keuken"}
    after = [shown_to_coach(service, anna, WANTED, act()), why(service, made.vacancy)]
    for one in (*before, *after):
        del one["record"], one["at"]
    assert after == before
