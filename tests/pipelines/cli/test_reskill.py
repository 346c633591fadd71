import json

import pytest

from tests import cases
from tests.homes import is_one_line_error, listed, region, springplank

CLIENTS = ("c-0001", "c-0002", "c-0003", "c-0005", "c-0008")
COURSE_KEYS = {"course", "kind", "weeks", "teaches", "opens", "examples"}
SHOWN = 5


def reskill(client, *options, home=None):
    ran = springplank("reskill", client, "--home", home or region(), "--json", *options)
    assert ran.status == 0, ran.err
    return json.loads(ran.out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


@pytest.fixture(scope="module")
def anna():
    return reskill("anna", "--on", cases.ON, home=cases.home())


@pytest.fixture(scope="module")
def advised():
    return {client: reskill(client) for client in CLIENTS}


def test_every_suggestion_has_its_parts_and_opens_something(advised):
    assert sum(len(document["suggestions"]) for document in advised.values()) > 20
    for document in advised.values():
        for one in document["suggestions"]:
            assert set(one) >= COURSE_KEYS
            assert one["kind"] in ("bijscholing", "omscholing")
            assert one["opens"] >= 1
            assert 1 <= len(one["examples"]) <= one["opens"]
            assert one["teaches"] or one["gives"]


def test_the_course_that_opens_most_stands_first(advised):
    for document in advised.values():
        opens = [one["opens"] for one in document["suggestions"]]
        assert opens == sorted(opens, reverse=True)
        courses = [one["course"] for one in document["suggestions"] + document["improves"]]
        assert len(set(courses)) == len(courses)


def test_what_opens_nothing_alone_stands_apart(advised):
    improving = [one for document in advised.values() for one in document["improves"]]

    assert improving
    for one in improving:
        assert one["opens"] == 0
        assert one["improves"] > 0 or (one["together_with"] and one["opens_together"] > 0)


def test_examples_are_vacancies_that_are_no_match_yet(advised):
    for client, document in advised.items():
        matches = {
            row["vacancy"]
            for row in springplank("match", client, "--home", region(), "--top", 500, "--json").document["results"]
        }
        for one in document["suggestions"]:
            for example in one["examples"]:
                assert example["vacancy"] not in matches
                account = springplank("why", client, example["vacancy"], "--home", region(), "--json").document
                assert {miss["reason"] for miss in account["misses"]} <= {
                    "te-weinig-aansluiting",
                    "rijbewijs-of-certificaat",
                    "diploma",
                }
            break


def test_a_missing_certificate_points_to_the_course_that_gives_it(anna):
    opening = {one["course"]: one for one in anna["suggestions"]}

    vca = opening["cursus-vca-basis"]
    assert [example["vacancy"] for example in vca["examples"]] == ["certificaat"]
    assert vca["opens"] == 1
    assert vca["weeks"] == 1
    assert any("VCA" in paper for paper in vca["gives"])


def test_no_course_opens_what_lies_out_of_reach_or_is_closed_for_another_reason(anna):
    opened = {example["vacancy"] for one in anna["suggestions"] for example in one["examples"]}

    assert not opened & {"ver", "grens", "ergens", "gesloten", "route", "uitgesloten", "uren", "nacht", "taal", "zwaar"}


def test_an_offering_is_one_that_can_still_be_started_and_reached(anna):
    (vca,) = (one for one in anna["suggestions"] if one["course"] == "cursus-vca-basis")

    assert [one["provider"] for one in vca["offerings"]][:2] == ["Thuis", "Eerst"]
    assert {one["provider"] for one in vca["offerings"]} == {"Eerst", "Straks", "Thuis", "Altijd", "Ergens"}
    assert vca["offering_note"] == ""


def test_a_kind_of_course_without_an_offering_says_so_and_invents_nothing(anna):
    without = [one for one in anna["suggestions"] + anna["improves"] if one["course"] != "cursus-vca-basis"]

    assert without
    for one in without:
        assert one["offerings"] == []
        assert "onbekend" in one["offering_note"]


def test_who_we_know_nothing_of_is_promised_nothing_by_a_course_that_asks_more():
    boris = reskill("boris", "--on", cases.ON, home=cases.home())

    assert all(one["opens"] >= 1 for one in boris["suggestions"])


@pytest.mark.parametrize("client", CLIENTS[:2])
def test_the_text_shows_the_courses_that_open_most(advised, client):
    ran = springplank("reskill", client, "--home", region())

    shown = " ".join(ran.out.split())
    assert ran.status == 0
    assert not ran.err
    for one in advised[client]["suggestions"][:SHOWN]:
        assert " ".join(one["title"].split()) in shown


def test_the_day_of_the_demo_holds_and_another_can_be_asked(advised):
    assert advised["c-0001"]["on"] == listed("c-0001")["on"]
    assert reskill("c-0001", "--on", "2027-06-01")["on"] == "2027-06-01"


def test_an_unknown_client_is_one_line():
    assert is_one_line_error(springplank("reskill", "niemand", "--home", cases.home()))


def test_asking_twice_gives_the_same_bytes():
    one, other = (springplank("reskill", "c-0002", "--home", region(), "--json").out for _ in "ab")

    assert one == other


def test_a_cache_that_cannot_be_written_is_no_reason_to_fail(tmp_path):
    (tmp_path / "bezet").touch()

    ran = springplank(
        "reskill", "anna", "--home", cases.home(), "--on", cases.ON, "--json", SPRINGPLANK_CACHE=str(tmp_path / "bezet")
    )

    assert ran.status == 0, ran.err
