import json

import pytest

from matcher.pay import LEAST_WAGES
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
    return {client: reskill(client, "--plan") for client in CLIENTS}


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
        weighed = [one["opens"] * one["momentum"] for one in document["suggestions"]]
        assert weighed == pytest.approx(sorted(weighed, reverse=True), rel=1e-3)
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
    boris = reskill("boris", "--plan", "--on", cases.ON, home=cases.home())

    assert boris["too_little_known"]
    assert (
        boris["suggestions"] == boris["improves"] == boris["language"] == boris["recognition"] == boris["plans"] == []
    )


def test_who_we_know_nothing_of_is_asked_a_question_and_not_told_that_nothing_opens():
    ran = springplank("reskill", "boris", "--on", cases.ON, "--home", cases.home())

    assert ran.status == 0
    assert "Welk werk heeft u gedaan, betaald of onbetaald, en wat kunt u goed?" in " ".join(ran.out.split())
    assert "Geen enkele cursus" not in ran.out


def test_where_no_home_is_known_it_is_asked_for_and_no_trip_is_promised():
    cem = reskill("cem", "--on", cases.ON, home=cases.home())

    assert cem["question"]["about"] == "woonplaats"
    assert all(offer["minutes"] is None for one in cem["suggestions"] for offer in one["offerings"])


def test_the_three_courses_that_open_most_work_like_a_wish_are_told_first(advised):
    wishing = [document for document in advised.values() if any(one["wished"] for one in document["suggestions"])]

    assert len(wishing) >= 2
    for document in advised.values():
        wished = sorted((one for one in document["suggestions"] if one["wished"]), key=lambda one: -one["wished"])
        assert document["for_wish"] == wished[:3]


def test_in_the_text_what_someone_wants_stands_first_and_only_there(advised):
    client = next(client for client, document in advised.items() if document["for_wish"])
    shown = " ".join(springplank("reskill", client, "--home", region()).out.split())

    first = advised[client]["for_wish"][0]["title"]
    begin = shown.index("Past bij wat u graag wilt")
    following = min(at for kind in ("(bijscholing)", "(omscholing)") if (at := shown.find(kind)) > 0)
    assert begin < shown.index(f"1. {first}") < following
    assert f". {first}" not in shown[following:]


@pytest.mark.parametrize("client", CLIENTS[:2])
def test_the_text_shows_the_courses_that_open_most(advised, client):
    ran = springplank("reskill", client, "--home", region())

    shown = " ".join(ran.out.split())
    assert ran.status == 0
    assert not ran.err
    for kind in ("bijscholing", "omscholing"):
        suggested = [one for one in advised[client]["suggestions"] if one["kind"] == kind]
        for one in suggested[:SHOWN]:
            assert " ".join(one["title"].split()) in shown
    assert shown.index("Dit kunt u al") < shown.index("u leert")


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


# What a course opens, in full


def test_every_vacancy_that_a_course_opens_is_named(advised):
    for document in advised.values():
        for one in document["suggestions"]:
            assert len(set(one["vacancies"])) == one["opens"]
            assert [example["vacancy"] for example in one["examples"]] == one["vacancies"][:3]


def test_wage_and_hours_of_what_opens_are_plausible(advised):
    found = [one for document in advised.values() for one in (*document["suggestions"], *document["plans"])]
    waged = [one for one in found if one["wage"]]

    assert waged
    for one in waged:
        assert 5 < one["wage"]["low"] <= one["wage"]["median"] <= one["wage"]["high"] < 60
        assert LEAST_WAGES <= one["wage"]["known"] <= one["opens"]


def test_no_suggested_offering_has_begun_or_is_out_of_reach(advised):
    for client, document in advised.items():
        limits = listed(client)["travel"]
        assert limits is not None
        for one in document["suggestions"] + document["improves"]:
            for offering in one["offerings"]:
                assert offering["begins"] is None or offering["begins"] >= document["on"]
                assert offering["online"] or offering["minutes"] is None or offering["minutes"] <= 240


def test_what_is_not_suggested_is_counted_by_its_reason(advised):
    for document in advised.values():
        assert sum(document["barred"].values()) == document["not_enterable"]
        assert set(document["barred"]) <= {
            "niveau", "taal", "rijbewijs-of-certificaat", "al-een-diploma", "uren", "begonnen", "lestijden", "reistijd",
        }  # fmt: skip


def test_what_would_open_most_and_cannot_be_begun_yet_is_told_with_the_reason(advised):
    found = [one for document in advised.values() for one in document["not_yet"]]

    assert found
    for one in found:
        assert one["opens"] > 0
        assert one["bars"]
    for document in advised.values():
        assert not {one["course"] for one in document["not_yet"]} & {one["course"] for one in document["suggestions"]}


# Plans


def test_without_asking_there_are_no_plans(anna):
    assert anna["plans"] is None


def test_a_client_sees_two_or_three_different_plans(advised):
    for document in advised.values():
        courses = [frozenset(step["course"] for step in plan["steps"]) for plan in document["plans"]]
        assert len(courses) <= 3
        assert len(courses) >= min(2, len(document["suggestions"]))
        assert len(set(courses)) == len(courses)
        assert {aim for plan in document["plans"] for aim in plan["aims"]} >= {"meeste-deuren"}


def test_the_steps_of_a_plan_follow_each_other_and_add_up(advised):
    for document in advised.values():
        for plan in document["plans"]:
            assert sum(step["adds"] for step in plan["steps"]) == plan["opens"] == len(set(plan["vacancies"]))
            days = [day for step in plan["steps"] for day in (step["begins"], step["ends"]) if day]
            assert days == sorted(days)


def test_a_plan_opens_at_least_as_much_as_the_course_that_opens_most(advised):
    for document in advised.values():
        alone = max(one["opens"] for one in document["suggestions"])
        assert max(plan["opens"] for plan in document["plans"]) >= alone


def test_a_budget_and_a_number_of_weeks_hold_for_courses_and_plans():
    tight = reskill("c-0001", "--plan", "--budget", "300", "--weeks", "26")
    wide = reskill("c-0001", "--plan", "--budget", "3000", "--weeks", "260")

    assert tight["over_limits"] > wide["over_limits"]
    for plan in tight["plans"]:
        assert plan["euros"] <= 300
        assert plan["weeks"] <= 26
    assert max((plan["opens"] for plan in tight["plans"]), default=0) <= max(plan["opens"] for plan in wide["plans"])
    assert {one["course"] for one in tight["suggestions"]} <= {one["course"] for one in wide["suggestions"]}


def test_plans_are_shown_as_possibilities_and_not_as_a_verdict():
    shown = " ".join(springplank("reskill", "c-0001", "--home", region(), "--plan").out.split())

    assert "Plannen om uit te kiezen" in shown
    assert "geen besluit" in shown
    assert "opent het meeste werk" in shown


@pytest.mark.parametrize("option", ["--budget", "--weeks"])
@pytest.mark.parametrize("value", ["-1", "veel", "nan", "inf", ""])
def test_an_amount_that_is_none_is_wrong_usage(option, value):
    ran = springplank("reskill", "anna", "--home", cases.home(), f"{option}={value}")

    assert ran.status == 2
    assert "Traceback" not in ran.err


def test_an_amount_may_be_written_as_dutch_people_do():
    assert reskill("anna", "--budget", "€ 99,50", home=cases.home())["budget"] == 99.5
