"""What holds for any changes by hand: nothing is lost or double, and everything adds up."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import Location
from matcher.eligibility import Refusal
from matcher.interventions import Intervention
from matcher.policy import Policy
from matcher.roles import Role
from pipelines.documents import match_document
from pipelines.left_out import left_out_document
from pipelines.listed import MUNICIPALITY, OF_POINTS, Basis, list_document
from pipelines.recording import basis_of, list_record
from pipelines.service import Wanted
from pipelines.store.feedback import NotForMe
from pipelines.store.interventions import Change
from tests.homes import DAY
from tests.shown import MONDAY, WANTED, ids, people, region_service

COACH, CLIENT = Role.COACH.value, Role.CLIENT.value
LISTINGS = ("results", "near_misses", "beyond_limit", "unknown_travel", "aside")
OWN = {
    "title": "Hulp in de keuken",
    "employer": "",
    "place": "",
    "link": "",
    "contact": "",
    "text": "",
} | dict.fromkeys(("hours_min", "hours_max", "closing_date"))


@cache
def most():
    """The person with the most matches."""
    day = Wanted(on=date.fromisoformat(DAY))
    return max(range(len(people())), key=lambda one: region_service().advice(people()[one], day).matches.total)


def basis(person=None, *, shown_to=COACH, wanted=WANTED, **more):
    return Basis(
        people()[most() if person is None else person], replace(wanted, on=date.fromisoformat(DAY)), shown_to, **more
    )


def listed(**more):
    return list_document(region_service(), basis(**more))


@cache
def pool():
    """Vacancies of every sort for the first person: what matches, nearly does, is left out, and what is not there."""
    document = listed(wanted=Wanted(top=500))
    market = region_service().market
    every = market.ids(range(len(market.market)))
    shown = [*ids(document["results"])[:10], *ids(document["near_misses"])[:4]]
    return (*shown, *[one for one in every if one not in shown][:40], "bestaat-niet", "eigen-1")


def change(number, kind, vacancy, position=None):
    own = OWN if vacancy.startswith("eigen-") and kind is Intervention.ADD else None
    return Change(f"{number:03}", kind, vacancy, "", position, own, MONDAY + timedelta(seconds=number), "a-coach")


@st.composite
def some_changes(draw):
    made = []
    for number in range(draw(st.integers(0, 8))):
        kind = draw(st.sampled_from(list(Intervention)))
        position = draw(st.integers(1, 12)) if kind is Intervention.MOVE else None
        made.append(change(number, kind, draw(st.sampled_from(pool())), position))
    return tuple(made)


some_words = st.sets(st.deferred(lambda: st.sampled_from(pool())), max_size=4).map(
    lambda vacancies: tuple(NotForMe(vacancy, "", MONDAY) for vacancy in sorted(vacancies))
)
off = st.sampled_from(["", "", CLIENT, COACH, MUNICIPALITY])


def adds_up(document):
    counts = document["counts"]
    return counts["market"] == sum(number for name, number in counts.items() if name != "market")


@given(some_changes(), some_words, off)
def test_nothing_is_lost_or_double_and_the_counts_add_up(changes, said, off_by):
    document = listed(shown_to=CLIENT, changes=changes, said=said, off_by=off_by)

    shown = [vacancy for listing in LISTINGS for vacancy in ids(document[listing])]
    assert len(shown) == len(set(shown))
    assert adds_up(document)
    assert not {one.vacancy for one in said} & set(shown)
    assert set(ids(document["not_for_me"])) == {one.vacancy for one in said}
    assert len(document["results"]) == min(
        WANTED.top, document["counts"]["matches"] + document["counts"]["by_coach"] + own_ones(document)
    )


def own_ones(document):
    """How many vacancies of coaches are in the list, or would be on a next page."""
    added = {one["vacancy"]: one["kind"] for one in document["changes"] if one["vacancy"].startswith("eigen-")}
    gone = {*ids(document["aside"]), *ids(document.get("not_for_me", ()))}
    effective = {one["vacancy"] for one in document["changes"] if one["in_effect"]}
    return len([vacancy for vacancy in added if vacancy in effective and vacancy not in gone])


@given(some_changes(), off)
def test_a_list_for_a_coach_says_nothing_of_what_the_client_said(changes, off_by):
    document = listed(changes=changes, off_by=off_by)

    assert "not_for_me" not in document
    assert "not_for_me" not in document["counts"]
    assert adds_up(document)


@given(some_changes(), some_words, off)
def test_a_list_can_be_made_again_from_its_record(changes, said, off_by):
    one = basis(shown_to=CLIENT, changes=changes, said=said, off_by=off_by)
    record = list_record(region_service(), one, list_document(region_service(), one))

    again = basis_of(record.content, CLIENT)

    assert list_document(region_service(), again) == list_document(region_service(), one)


@pytest.mark.parametrize("person", range(12))
@pytest.mark.parametrize("wanted", [Wanted(), Wanted(top=3), Wanted(top=5, max_minutes=90)], ids=["policy", "3", "far"])
def test_without_changes_it_is_the_list_of_the_ranking(person, wanted):
    found = listed(person=person, wanted=wanted)
    expected = match_document(region_service(), people()[person], replace(wanted, on=date.fromisoformat(DAY)))

    rows = [{name: value for name, value in row.items() if name != "placed"} for row in found["results"]]
    assert rows == expected["results"]
    near = expected["near_misses"]
    assert found["near_misses"] == (near if wanted.top is None else near[: wanted.top])
    for name in ("beyond_limit", "unknown_travel", "left_out", "question", "travel", "ranker"):
        assert found[name] == expected[name]
    assert expected["counts"].items() <= found["counts"].items()
    assert {row["placed"]["by"] for row in found["results"]} <= {"rangorde"}


def test_what_was_moved_stands_where_it_was_put_and_says_where_it_came_from():
    plain = ids(listed()["results"])
    found = listed(changes=(change(1, Intervention.MOVE, plain[6], 2),))["results"]

    assert ids(found) == [plain[0], plain[6], *plain[1:6], plain[7]]
    assert [row["rank"] for row in found] == list(range(1, 9))
    assert found[1]["placed"]["place"] == 7
    assert found[1]["placed"]["changes"][0]["label"] == "door de werkcoach verplaatst"


def test_what_was_moved_from_behind_the_list_says_where_it_came_from_too():
    every = ids(listed(wanted=Wanted(top=100))["results"])
    found = listed(wanted=Wanted(top=5), changes=(change(1, Intervention.MOVE, every[7], 1),))["results"]

    assert ids(found) == [every[7], *every[:4]]
    assert found[0]["placed"]["place"] == 8


def test_what_is_put_aside_makes_room_and_stays_to_be_seen():
    every = ids(listed(wanted=Wanted(top=100))["results"])
    found = listed(changes=(change(1, Intervention.ASIDE, every[0]),))

    assert ids(found["results"]) == every[1:9]
    assert ids(found["aside"]) == [every[0]]
    assert found["counts"]["aside"] == 1


def test_a_near_miss_that_is_put_aside_makes_room_there():
    before = listed()
    found = listed(changes=(change(1, Intervention.ASIDE, ids(before["near_misses"])[0]),))

    assert ids(found["near_misses"])[:-1] == ids(before["near_misses"])[1:]
    assert found["counts"]["near_misses"] == before["counts"]["near_misses"] - 1


@pytest.mark.parametrize("reason", [Refusal.TRAVEL, Refusal.ROUTE, Refusal.LICENCE])
def test_what_was_left_out_is_shown_after_all_with_what_it_misses(reason):
    before = listed()
    page = left_out_document(region_service(), basis(wanted=Wanted(top=1)), reason)
    (row,) = page["results"]
    found = listed(changes=(change(1, Intervention.SHOW, row["vacancy"]),))

    assert ids(found["results"]) == [row["vacancy"], *ids(before["results"])[:7]]
    assert reason.value in {miss["reason"] for miss in found["results"][0]["misses"]}
    assert found["results"][0]["placed"]["place"] is None
    assert found["counts"]["by_coach"] == 1
    assert found["left_out"][reason.value] == before["left_out"][reason.value] - 1


def test_a_vacancy_of_a_coach_stands_in_the_list_with_the_keys_of_any_row():
    found = listed(changes=(change(1, Intervention.ADD, "eigen-1"),))["results"]

    assert found[0]["vacancy"] == "eigen-1"
    assert found[0]["title"] == "Hulp in de keuken"
    assert found[1].keys() - found[0].keys() == set()
    assert found[0]["score"] is None


def test_the_last_word_on_a_vacancy_holds():
    first, *_ = ids(listed()["results"])
    aside, add, move = (
        change(1, Intervention.ASIDE, first),
        change(2, Intervention.ADD, first),
        change(3, Intervention.MOVE, first, 4),
    )

    assert ids(listed(changes=(aside, add))["results"])[0] == first
    assert ids(listed(changes=(aside, move))["results"])[3] == first
    assert ids(listed(changes=(aside, add, move))["results"])[3] == first
    assert ids(listed(changes=(add, replace(aside, id="9", at=MONDAY + timedelta(seconds=9))))["aside"]) == [first]


def test_a_change_that_does_nothing_now_says_so():
    near = ids(listed()["near_misses"])[0]
    changes = (change(1, Intervention.MOVE, near, 1), change(2, Intervention.SHOW, "bestaat-niet"))
    found = listed(changes=changes)

    assert [one["in_effect"] for one in found["changes"]] == [False, False]
    assert found["results"] == listed()["results"]
    assert found["near_misses"] == listed()["near_misses"]


# Without an order by points


@pytest.mark.parametrize(
    ("off_by", "for_client", "for_coach"),
    [
        (CLIENT, "door u", "door de cliënt"),
        (COACH, "door uw werkcoach", "door de werkcoach"),
        (MUNICIPALITY, "door de gemeente", "door de gemeente"),
    ],
)
def test_a_list_without_order_says_who_switched_it_off_and_has_no_points(off_by, for_client, for_coach):
    client, coach = listed(off_by=off_by, shown_to=CLIENT), listed(off_by=off_by)

    assert client["order"]["switched_off"] == for_client
    assert coach["order"]["switched_off"] == for_coach
    assert client["ranker"] is None
    rows = [row for listing in LISTINGS for row in client[listing]]
    assert rows
    assert not [name for row in rows for name in (*OF_POINTS, "rank") if name in row]


def test_all_pages_together_are_the_same_vacancies_in_the_order_of_publication():
    ranked = listed(wanted=Wanted(top=500))
    pages = [listed(off_by=CLIENT, wanted=Wanted(top=7, offset=offset)) for offset in range(0, 500, 7)]

    for listing in ("results", "near_misses", "unknown_travel"):
        found = [row for page in pages for row in page[listing]]
        assert len(found) == len(set(ids(found)))
        assert set(ids(ranked[listing])) <= set(ids(found))
    results = [row for page in pages for row in page["results"]]
    assert sorted(ids(results)) == sorted(ids(ranked["results"]))
    published = {text["id"]: text["published"] for text in texts(ids(results))}
    days = [published[vacancy] or date.min for vacancy in ids(results)]
    assert days == sorted(days, reverse=True)


def texts(vacancies):
    market = region_service().market
    return market.texts(list(market.rows_of(vacancies).values()))


def test_which_ones_are_shown_does_not_depend_on_what_counts_for_points():
    one = basis(off_by=CLIENT)
    wishes = replace(one.stored.client, wishes=(), level=None)
    other = replace(one, stored=replace(one.stored, client=wishes))
    first, second = (list_document(region_service(), each)["results"] for each in (one, other))

    assert ids(first) == ids(second)


def test_a_page_of_a_ranked_list_goes_on_where_the_one_before_stopped():
    every = listed(wanted=Wanted(top=20))["results"]
    second = listed(wanted=Wanted(top=8, offset=8))["results"]

    assert second == every[8:16]


# Pages of everything that is counted


def pages(listing, steps, **more):
    """The vacancies on pages of a listing, one page after the other."""
    return [ids(listed(wanted=replace(step, on=date.fromisoformat(DAY)), **more)[listing]) for step in steps]


def joined(parts):
    return [vacancy for part in parts for vacancy in part]


@cache
def nearest_of_all():
    """The person with the most near misses."""
    day = Wanted(on=date.fromisoformat(DAY))
    return max(range(len(people())), key=lambda one: region_service().advice(people()[one], day).near.total)


@pytest.mark.parametrize("off_by", ["", CLIENT])
@pytest.mark.parametrize("length", [1, 3, 7, 25, 100])
def test_all_near_misses_that_are_counted_can_be_read_a_page_at_a_time(length, off_by):
    more = {"person": nearest_of_all(), "off_by": off_by}
    total = listed(**more)["counts"]["near_misses"]
    steps = [Wanted(top=length, offset=offset) for offset in range(0, total + length, length)]
    found = joined(pages("near_misses", steps, **more))

    assert total > 10
    assert len(found) == len(set(found)) == total
    assert found == joined(pages("near_misses", [Wanted(top=500)], **more))


def test_the_pages_that_the_municipality_chose_join_too_and_begin_with_the_nearest():
    person = nearest_of_all()
    first = listed(person=person, wanted=Wanted())
    steps = [Wanted(offset=offset) for offset in range(0, 500, 20)]
    parts = pages("near_misses", steps, person=person)

    assert [len(part) for part in parts[:2]] == [10, min(20, first["counts"]["near_misses"] - 10)]
    assert joined(parts) == joined(pages("near_misses", [Wanted(top=500)], person=person))


def test_near_misses_without_those_put_aside_join_as_well():
    person = nearest_of_all()
    every = joined(pages("near_misses", [Wanted(top=500)], person=person))
    more = {"person": person, "changes": (change(1, Intervention.ASIDE, every[0]),)}
    found = joined(pages("near_misses", [Wanted(top=4, offset=offset) for offset in range(0, 500, 4)], **more))

    assert sorted(found) == sorted(every[1:])
    assert listed(**more)["counts"]["near_misses"] == len(every) - 1


def test_a_municipality_that_shows_no_near_misses_shows_none_on_any_page(monkeypatch):
    monkeypatch.setattr(type(region_service()), "policy", lambda *_: Policy(near_length=0))

    for step in (Wanted(), Wanted(top=100), Wanted(top=5, offset=5)):
        assert listed(person=nearest_of_all(), wanted=step)["near_misses"] == []


def somebody_without_an_address():
    """The person with the most matches, of whom nobody knows where they live."""
    stored = people()[most()]
    return replace(stored, client=replace(stored.client, home=Location()), position=None)


@pytest.mark.parametrize("off_by", ["", CLIENT])
@pytest.mark.parametrize(
    ("listing", "minutes", "stored"),
    [("unknown_travel", None, somebody_without_an_address), ("beyond_limit", 200, lambda: people()[most()])],
)
def test_what_has_no_travel_time_and_what_is_beyond_the_limit_have_pages_too(listing, minutes, stored, off_by):
    asked = Wanted(top=500, max_minutes=minutes, on=date.fromisoformat(DAY))
    one = Basis(stored(), asked, COACH, off_by)
    every = ids(list_document(region_service(), one)[listing])
    steps = [replace(asked, top=1, offset=offset) for offset in range(len(every) + 1)]
    parts = [ids(list_document(region_service(), replace(one, wanted=step))[listing]) for step in steps]

    assert len(every) > 1
    assert joined(parts) == every
