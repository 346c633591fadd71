from datetime import timedelta

import pytest
from sqlalchemy import select

from matcher.domain import Client
from matcher.errors import ConflictError, InputErrors, KeyringError, NotFoundError
from matcher.interventions import Intervention
from pipelines.store.clients import StoredClient
from pipelines.store.connection import reading
from pipelines.store.interventions import Change, in_force
from pipelines.store.tables import interventions
from tests.shown import MONDAY, act


@pytest.fixture
def people(store):
    store.clients.upsert([StoredClient(Client("c-1")), StoredClient(Client("c-2"))], taxonomy="a", at=MONDAY)
    return store


def moved(store, position, vacancy="v-1"):
    return store.interventions.add(
        "c-1", Intervention.MOVE, vacancy, note="past goed", position=position, act=act("lijst gewijzigd")
    )


def test_a_change_comes_back_as_it_was_made_and_is_logged(people):
    done = act("lijst gewijzigd")
    made = people.interventions.add(
        "c-1", Intervention.SHOW, "v-1", note="u gaat verhuizen", position=2, record="abc", act=done
    )

    assert people.interventions.of("c-1") == (made,)
    assert (made.who, made.at, made.position, made.record) == ("a-coach", done.at, 2, "abc")
    assert Change.of(made.document()) == Change(
        **{name: getattr(made, name) for name in made.document()} | {"record": None}
    )
    (line,) = people.log.of("c-1")
    assert (line.who, line.what) == ("a-coach", "lijst gewijzigd")


def test_a_later_change_of_the_same_vacancy_and_kind_holds_and_undoing_it_brings_the_first_back(people):
    first, second = moved(people, 3), moved(people, 5)
    other = moved(people, 1, "v-2")

    assert in_force(people.interventions.of("c-1")) == (second, other)

    people.interventions.undo("c-1", second.id, act("lijst teruggezet"))
    assert in_force(people.interventions.of("c-1")) == (first, other)
    assert len(people.interventions.of("c-1")) == 3  # nothing is edited away
    assert people.interventions.of("c-1")[1].undone_by == "a-coach"
    assert len(people.log.of("c-1")) == 4


@pytest.mark.parametrize("changed", [{"at": MONDAY - timedelta(days=9)}, {"who": "a-ander"}])
def test_who_changed_a_list_and_when_cannot_be_changed_beside_it(people, changed):
    moved(people, 3)
    with people.engine.begin() as connection:
        connection.execute(interventions.update().values(**changed))

    with pytest.raises(KeyringError):
        people.interventions.of("c-1")


def test_undoing_twice_or_in_the_list_of_another_is_said(people):
    made = moved(people, 1)
    with pytest.raises(NotFoundError):
        people.interventions.undo("c-2", made.id, act())
    people.interventions.undo("c-1", made.id, act())
    with pytest.raises(ConflictError):
        people.interventions.undo("c-1", made.id, act())
    assert people.log.of("c-2") == ()


def test_a_vacancy_of_a_coach_gets_an_id_of_its_own(people):
    own = {"title": "Hulp in de keuken", "link": "https://voorbeeld.nl/1", "hours_min": 8, "closing_date": "2026-12-01"}
    made = people.interventions.add("c-1", Intervention.ADD, own=own, act=act())

    assert made.vacancy == f"eigen-{made.id}"
    assert made.own["title"] == "Hulp in de keuken"
    assert made.own["hours_min"] == 8.0
    assert made.own["closing_date"] == "2026-12-01"
    assert people.interventions.of("c-1")[0].own == made.own


def test_neither_vacancy_nor_note_nor_kind_can_be_read_in_the_table(people):
    moved(people, 1, "v-geheim")
    with reading(people.engine) as connection:
        row = connection.execute(select(interventions)).one()

    for word in (b"geheim", b"past goed", b"verplaatsen"):
        assert word not in row.sealed


def test_terms_that_a_profile_may_not_keep_are_masked_in_a_note(people):
    made = people.interventions.add("c-1", Intervention.SHOW, "v-1", note="ondanks adhd", act=act())

    assert made.note == "ondanks [weggelaten]"


@pytest.mark.parametrize(
    ("kind", "more", "words"),
    [
        (Intervention.SHOW, {"vacancy": "v-1"}, "toelichting"),
        (Intervention.MOVE, {"vacancy": "v-1", "position": 1}, "toelichting"),
        (Intervention.MOVE, {"vacancy": "v-1", "note": "x"}, "plek"),
        (Intervention.MOVE, {"vacancy": "v-1", "note": "x", "position": 0}, "plek"),
        (Intervention.MOVE, {"vacancy": "v-1", "note": "x", "position": 501}, "plek"),
        (Intervention.ASIDE, {"vacancy": "v-1", "position": 1}, "plek"),
        (Intervention.ASIDE, {}, "vacature"),
        (Intervention.SHOW, {"own": {"title": "x"}, "note": "x"}, "eigenVacature"),
        (Intervention.ADD, {"vacancy": "v-1", "note": "x" * 1001}, "toelichting"),
    ],
)
def test_a_change_that_does_not_say_what_it_must_is_refused(people, kind, more, words):
    with pytest.raises(InputErrors) as caught:
        people.interventions.add("c-1", kind, act=act(), **more)
    assert {field for field, _ in caught.value.mistakes} == {words}
    assert people.interventions.of("c-1") == ()
    assert people.log.of("c-1") == ()


def test_all_that_is_wrong_with_a_vacancy_of_ones_own_is_said_together(people):
    own = {
        "title": " ",
        "link": "javascript:alert(1)",
        "hours_min": 40,
        "hours_max": 20,
        "closing_date": "morgen",
        "loon": 3,
    }
    with pytest.raises(InputErrors) as caught:
        people.interventions.add("c-1", Intervention.ADD, own=own, act=act())

    fields = {"titel", "link", "urenMinimaal", "sluitingsdatum", "loon"}
    assert {field for field, _ in caught.value.mistakes} == {f"eigenVacature.{field}" for field in fields}


@pytest.mark.parametrize("link", ["https://", "voorbeeld.nl", "http://[x", "https://a b.nl", "data:text/html,x"])
def test_a_link_is_a_web_address(people, link):
    with pytest.raises(InputErrors, match="link"):
        people.interventions.add("c-1", Intervention.ADD, own={"title": "x", "link": link}, act=act())


def test_who_is_not_here_is_not_found_and_nothing_is_kept(people):
    with pytest.raises(NotFoundError):
        people.interventions.of("c-9")
    with pytest.raises(NotFoundError):
        people.interventions.add("c-9", Intervention.ASIDE, "v-1", act=act())
    with reading(people.engine) as connection:
        assert connection.execute(select(interventions)).all() == []


def test_changes_in_force_stand_in_the_order_in_which_they_were_made():
    changes = [
        Change(f"{number}", Intervention.MOVE, f"v-{number}", "", 1, None, MONDAY + timedelta(minutes=-number), "a")
        for number in range(3)
    ]

    assert [change.id for change in in_force(changes)] == ["2", "1", "0"]


def test_everything_that_is_wrong_with_a_change_is_said_together(people):
    with pytest.raises(InputErrors) as caught:
        people.interventions.add("c-1", Intervention.MOVE, " ", own={"title": ""}, act=act())

    said = {field for field, _ in caught.value.mistakes}
    assert said == {"eigenVacature", "plek", "toelichting", "eigenVacature.titel"}
