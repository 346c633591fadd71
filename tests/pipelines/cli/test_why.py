import json
from functools import cache

import pytest

from matcher.codes import Mode
from matcher.eligibility import Refusal
from matcher.purpose import Purpose
from pipelines.home import open_home
from pipelines.store.engine import store_of
from tests import cases
from tests.homes import ingest, is_one_line_error, lasting, listed, region, springplank, write_lines

COUNTRY = 254


def why(client, vacancy, *options, home=None):
    ran = springplank("why", client, vacancy, "--home", home or region(), "--json", *options)
    assert ran.status == 0, ran.err
    return json.loads(ran.out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


@cache
def anna(vacancy):
    return why("anna", vacancy, "--on", cases.ON, home=cases.home())


@pytest.mark.parametrize(("vacancy", "case"), cases.CASES.items(), ids=cases.CASES)
def test_the_account_tells_how_a_vacancy_stands_to_someone_and_the_first_reason(vacancy, case):
    _, outcome, reason = case

    found = anna(vacancy)

    assert found["vacancy"] == vacancy
    assert found["outcome"] == outcome
    assert [miss["reason"] for miss in found["misses"]][:1] == ([reason] if reason else [])
    for miss in found["misses"]:
        assert miss["label"] == Refusal(miss["reason"]).label
        assert miss["text"]


@pytest.mark.parametrize("vacancy", cases.CASES)
def test_an_account_says_the_same_for_people(vacancy):
    found = anna(vacancy)

    ran = springplank("why", "anna", vacancy, "--home", cases.home(), "--on", cases.ON)

    shown = " ".join(ran.out.split())
    assert ran.status == 0
    assert " ".join(found["title"].split()) in shown
    assert all(" ".join(miss["text"].split()) in shown for miss in found["misses"])
    assert all(" ".join(reason.split()) in shown for reason in found["reasons_for"])
    assert all(one["because"] in shown for one in found["skills"])


@pytest.mark.parametrize("vacancy", [name for name in cases.CASES if name != "ver"])
def test_an_account_adds_up(vacancy):
    found = anna(vacancy)

    assert abs(found["score"] - found["base"] - sum(one["points"] for one in found["points"])) <= 1e-9
    coverage = found["coverage"]
    if coverage is None:
        assert vacancy == "kaal"
    else:
        essential = [one for one in found["skills"] if one["essential"]]
        weight = sum(one["weight"] for one in essential)
        credit = sum(one["weight"] * max(one["own"], one["credit"]) for one in essential)
        assert coverage == pytest.approx(credit / weight, abs=1e-4)


def test_a_match_covers_enough_and_a_near_miss_for_skills_does_not():
    assert anna("past")["coverage"] >= anna("past")["match_coverage"] > anna("ander-werk")["coverage"]


def test_a_vacancy_beyond_all_reach_is_explained_without_minutes():
    found = anna("ver")

    assert found["commute"]["minutes"] is None
    assert found["commute_by_mode"]["bike"] is None
    assert found["reasons_against"]


def test_every_way_to_travel_has_its_minutes():
    past, home, unknown = (anna(name)["commute_by_mode"] for name in ("past", "thuis", "ergens"))

    assert set(past) == {mode.value for mode in Mode}
    assert all(0 < minutes <= COUNTRY for minutes in past.values())
    assert past["bike"] < past["walk"]
    assert set(unknown.values()) == {None}
    assert set(home) == set(past)


def test_skills_tell_where_they_come_from_and_in_what_words():
    skills = {one["skill"]: one for one in anna("past")["skills"]}

    filled = skills["schappen vullen"]
    assert filled["essential"]
    assert filled["words"] == "schappen vullen"
    assert filled["own"] > 0
    assert 0 < filled["weight"] <= 1


def test_a_pair_is_explained_as_the_list_has_it():
    for row in listed("c-0001")["results"][:5] + listed("c-0001")["near_misses"][:3]:
        found = why("c-0001", row["vacancy"])
        assert found["outcome"] == ("match" if "rank" in row else "near_miss")
        assert {key: found[key] for key in row if key != "rank"} == {key: row[key] for key in row if key != "rank"}


def test_the_day_decides():
    assert anna("past")["outcome"] == "match"
    later = why("anna", "past", "--on", "2027-01-01", home=cases.home())
    assert (later["outcome"], later["misses"][0]["reason"]) == ("left_out", "gesloten")


def test_an_unknown_vacancy_and_an_unknown_client_are_one_line_each():
    for client, vacancy, named in (("anna", "v-99", "v-99"), ("niemand", "past", "niemand")):
        ran = springplank("why", client, vacancy, "--home", cases.home())
        assert is_one_line_error(ran)
        assert named in ran.complaint[0]


def test_looking_is_logged():
    why("dora", "past", home=cases.home())

    with store_of(open_home(cases.home())) as store:
        last = store.log.of("dora")[0]
    assert (last.what, last.purpose) == ("why", Purpose.ADVICE_TO_CLIENT)


def test_asking_twice_gives_the_same_bytes():
    one, other = (
        springplank("why", "anna", "past", "--home", cases.home(), "--on", cases.ON, "--json").out for _ in "ab"
    )

    assert one == other


# What the text says.

SAYS = (
    "Je tilt tot 25 kg en werkt 's avonds. Je werkt 16 tot 20 uur per week. Een beetje Nederlands is genoeg. Rijbewijs "
    "B is een pré. Dit is een leerwerkplek. Je krijgt een jobcoach."
)


@cache
def telling():
    """A home with one vacancy that says more in its text than in its fields."""
    fields = ("titel", "werkgever", "plaats", "postcode", "vaardigheden", "route", "startdatum")
    work = {name: cases.WORK[name] for name in fields} | {"id": "zegt", "omschrijving": SAYS, "belasting": ["staan:1"]}
    files = (write_lines(lasting() / "zegt.jsonl", [work]), write_lines(lasting() / "zegt-mensen.jsonl", [cases.ANNA]))
    ran = ingest(lasting() / "zegt", "--vacancies", files[0], "--clients", files[1])
    assert ran.status == 0, ran.err
    return lasting() / "zegt"


def test_what_only_the_text_says_is_told_with_its_words():
    found = {one["meaning"]: one for one in why("anna", "zegt", "--on", cases.ON, home=telling())["in_text"]}

    assert found["tillen en dragen (zwaar)"] == {
        "kind": "demand",
        "concept": "tillen",
        "meaning": "tillen en dragen (zwaar)",
        "words": "tilt tot 25 kg",
        "optional": False,
        "counts": True,
    }
    assert found["16 tot 20 uur"]["words"] == "16 tot 20 uur per week"
    assert found["rijbewijs B (auto)"]["optional"]
    assert not found["leerwerkplek"]["counts"]


def test_a_vacancy_that_only_its_text_makes_too_much_is_a_near_miss_with_a_question():
    found = why("anna", "zegt", "--on", cases.ON, home=telling())

    assert found["outcome"] == "near_miss"
    assert {miss["reason"] for miss in found["misses"]} == {"werktijden", "belastbaarheid"}
    assert (
        "vraag het na: alleen de tekst van de vacature noemt de werktijden en tillen en dragen"
        in found["reasons_against"]
    )
    assert "de tekst noemt leerwerkplek" in found["reasons_for"]
    assert found["hours"] == {"min": 16, "max": 20}


def test_people_read_the_words_of_the_text():
    ran = springplank("why", "anna", "zegt", "--home", telling(), "--on", cases.ON)

    shown = " ".join(ran.out.split())
    assert "tillen en dragen (zwaar): “tilt tot 25 kg”" in shown
    assert "leerwerkplek (vraag het na): “leerwerkplek”" in shown
    assert "rijbewijs B (auto) (pré, of niet zeker): “Rijbewijs B”" in shown
