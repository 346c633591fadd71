"""Courses over HTTP: a page at a time, what someone wants first, and a record that gives the same page again."""

import pytest

from pipelines.reskill_documents import FOR_WISH, USUAL
from tests.api.people import OWN, World, home_to_change
from tests.homes import lasting, springplank

COURSES = f"/v1/werkzoekenden/{OWN}/scholing"
PAGES = {"suggesties": "suggestiesTotaal", "verbeteren": "verbeterenTotaal"}


@pytest.fixture(scope="module")
def served():
    found = World(home_to_change(lasting() / "cursussen"))
    yield found
    found.close()


def get(served, who, address):
    answer = served.ask(who, "GET", address)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture(scope="module")
def everything(served):
    return get(served, served.coach, f"{COURSES}?aantal=100")


def ids(rows):
    return [row["cursus"] for row in rows]


@pytest.mark.parametrize("client", [False, True], ids=["coach", "client"])
@pytest.mark.parametrize("listing", PAGES)
def test_all_courses_that_are_counted_can_be_read_a_page_at_a_time(served, everything, listing, client):
    who, address = (served.client, "/v1/me/scholing") if client else (served.coach, COURSES)
    total = everything[PAGES[listing]]
    pages = [get(served, who, f"{address}?aantal=7&vanaf={offset}") for offset in range(0, total, 7)]

    assert USUAL < total <= 100
    assert [row for page in pages for row in ids(page[listing])] == ids(everything[listing])
    assert {page[PAGES[listing]] for page in pages} == {total}
    assert get(served, who, f"{address}?vanaf={total}")[listing] == []


def test_who_does_not_say_how_many_gets_as_many_as_a_conversation_holds(served, everything):
    page = get(served, served.coach, COURSES)

    for listing in PAGES:
        assert ids(page[listing]) == ids(everything[listing])[:USUAL]
    assert page["bijWens"] == everything["bijWens"]


def test_what_somebody_wants_stands_on_every_page_whatever_else_opens_more(served, everything):
    wished = sorted((one for one in everything["suggesties"] if one["gewenst"]), key=lambda one: -one["gewenst"])

    assert wished
    for offset in (0, 50):
        page = get(served, served.coach, f"{COURSES}?aantal=1&vanaf={offset}")
        assert page["bijWens"] == wished[:FOR_WISH]


@pytest.mark.parametrize("wrong", ["aantal=0", "aantal=101", "vanaf=-1", "aantal=tien"])
def test_a_page_that_cannot_be_is_refused(served, wrong):
    answer = served.ask(served.coach, "GET", f"{COURSES}?{wrong}")

    assert answer.status_code == 400
    assert wrong.partition("=")[0] in answer.text


def test_a_page_of_courses_can_be_made_again_from_its_record(served):
    page = get(served, served.coach, f"{COURSES}?aantal=3&vanaf=4&plannen=true")

    ran = springplank("replay", page["verslag"], "--home", served.folder)

    assert ran.status == 0, ran.err
    assert "byte voor byte hetzelfde" in " ".join(ran.out.split())
