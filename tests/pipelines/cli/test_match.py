import json
import subprocess
from datetime import date, timedelta

import pytest

from matcher.codes import Mode
from matcher.eligibility import Refusal
from matcher.features import FEATURES
from matcher.purpose import Purpose
from pipelines.home import open_home
from pipelines.settings import today
from pipelines.store.engine import store_of
from tests import cases
from tests.homes import (
    COMMAND,
    DAY,
    environment,
    ingest,
    is_one_line_error,
    listed,
    region,
    springplank,
    springplank_process,
    write_lines,
)

CLIENTS = tuple(f"c-{number:04}" for number in range(1, 13))
RESULT_KEYS = {
    "rank", "vacancy", "title", "employer", "place", "route", "hours", "wage", "closing_date", "source_url", "score",
    "base", "points", "commute", "matched_skills", "missing_skills", "reasons_for", "reasons_against",
}  # fmt: skip


def match(client, *options, home=None, **changes):
    ran = springplank("match", client, "--home", home or region(), "--json", *options, **changes)
    assert ran.status == 0, ran.err
    return json.loads(ran.out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


def ids(document, listing="results"):
    return [row["vacancy"] for row in document[listing]]


def every_row(document):
    return [row for name in ("results", "near_misses", "beyond_limit", "unknown_travel") for row in document[name]]


def anna(*options):
    return match("anna", "--on", cases.ON, *options, home=cases.home())


# The contract.


@pytest.mark.parametrize("client", CLIENTS)
def test_a_list_has_all_its_parts(client):
    document = listed(client)

    assert {"client", "market", "ranker", "results", "near_misses", "left_out", "unknown_travel", "question"} <= set(
        document
    )
    assert document["client"] == client
    for row in document["results"]:
        assert set(row) >= RESULT_KEYS
        assert set(row["commute"]) >= {"minutes", "mode", "method"}
        assert all(set(one) >= {"feature", "label", "value", "unit", "points"} for one in row["points"])
    for row in every_row(document):
        assert set(row) >= RESULT_KEYS - {"rank"}


@pytest.mark.parametrize("client", CLIENTS)
def test_the_score_is_the_base_plus_the_points_that_are_shown(client):
    for row in every_row(listed(client)):
        assert abs(row["score"] - row["base"] - sum(one["points"] for one in row["points"])) <= 1e-9
        assert [one["feature"] for one in row["points"]] == [feature.name for feature in FEATURES]


@pytest.mark.parametrize("client", CLIENTS)
def test_results_stand_in_order_of_score_with_ranks_from_1(client):
    results = listed(client)["results"]

    assert [row["rank"] for row in results] == list(range(1, len(results) + 1))
    assert [row["score"] for row in results] == sorted((row["score"] for row in results), reverse=True)
    assert len(set(ids(listed(client)))) == len(results)


@pytest.mark.parametrize("client", CLIENTS)
def test_every_result_has_a_reason_for_it(client):
    for row in listed(client)["results"]:
        assert row["reasons_for"]
        assert all(isinstance(reason, str) and reason for reason in row["reasons_for"] + row["reasons_against"])


@pytest.mark.parametrize("client", CLIENTS)
def test_no_result_lies_beyond_the_limit_of_its_way_to_travel(client):
    for row in listed(client)["results"]:
        trip = row["commute"]
        assert trip["method"] != "unknown"
        assert trip["minutes"] <= trip["limit"] or trip["method"] == "no-travel"


@pytest.mark.parametrize("client", CLIENTS)
def test_every_vacancy_of_the_market_is_counted_once(client):
    counts = listed(client)["counts"]

    assert counts["market"] == counts["matches"] + counts["near_misses"] + counts["unknown_travel"] + counts["left_out"]
    assert counts["left_out"] == sum(listed(client)["left_out"].values())
    assert set(listed(client)["left_out"]) <= {refusal.value for refusal in Refusal}
    assert all(number > 0 for number in listed(client)["left_out"].values())


@pytest.mark.parametrize("client", CLIENTS)
def test_the_listings_share_no_vacancy(client):
    shown = [row["vacancy"] for row in every_row(listed(client))]

    assert len(set(shown)) == len(shown)


def test_the_demo_region_gives_lists_worth_testing():
    assert sum(len(listed(client)["results"]) for client in CLIENTS) > 15
    assert sum(len(listed(client)["near_misses"]) for client in CLIENTS) > 30
    assert any(listed(client)["unknown_travel"] for client in CLIENTS)
    assert any(row["wage"] for client in CLIENTS for row in listed(client)["results"])


def test_every_way_in_which_a_vacancy_can_stand_to_a_client_is_told():
    document = anna()
    expected = {
        outcome: {name for name, (_, found, _) in cases.CASES.items() if found == outcome}
        for outcome in ("match", "near_miss", "unknown_travel")
    }

    assert set(ids(document)) == expected["match"]
    assert set(ids(document, "near_misses")) == expected["near_miss"]
    assert set(ids(document, "unknown_travel")) == expected["unknown_travel"]
    left_out = [reason for _, outcome, reason in cases.CASES.values() if outcome == "left_out"]
    assert document["left_out"] == {reason: left_out.count(reason) for reason in left_out}
    for row in document["near_misses"]:
        assert [miss["reason"] for miss in row["misses"]] == [cases.CASES[row["vacancy"]][2]]


def test_facts_of_the_vacancy_are_shown_as_they_are():
    (row,) = (row for row in anna()["results"] if row["vacancy"] == "past")

    assert (row["title"], row["employer"], row["place"]) == ("Vakkenvuller", "Winkel [De Hoek]", "Delft")
    assert row["hours"] == {"min": 16, "max": 20}
    assert (row["wage"]["min"], row["wage"]["max"], row["wage"]["period"]) == (14.5, 14.5, "uur")
    assert (row["route"], row["closing_date"]) == ("regulier", "2026-12-31")
    assert row["source_url"] == "https://example.org/werk"
    assert row["commute"]["mode"] == "bike"
    assert len(row["matched_skills"]) >= len(cases.STACKING)
    assert row["missing_skills"] == []


# Options.


@pytest.mark.parametrize("top", [1, 2, 5])
def test_top_gives_the_first_of_the_same_list(top):
    client = max(CLIENTS, key=lambda name: len(listed(name)["results"]))
    everything = match(client, "--top", 100)
    assert len(everything["results"]) >= 5

    assert ids(match(client, "--top", top)) == ids(everything)[:top]


def test_without_top_the_list_is_as_long_as_the_municipality_chose():
    assert len(listed("c-0001")["results"]) == min(20, listed("c-0001")["counts"]["matches"])


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("walk", ("lopen", "te voet", "LOPEND")),
        ("bike", ("fiets", "Fiets ")),
        ("ebike", ("e-bike", "elektrische fiets")),
        ("transit", ("ov", "OV", "openbaar vervoer", "public_transport")),
        ("car", ("auto",)),
    ],
)
def test_a_way_to_travel_can_be_named_in_dutch(code, words):
    expected = match("c-0001", "--mode", code)

    assert {row["commute"]["mode"] for row in expected["results"]} <= {code, None}
    for word in words:
        assert match("c-0001", "--mode", word) == expected


def test_several_ways_to_travel_give_the_best_of_each():
    both = match("c-0001", "--mode", "fiets", "--mode", "ov", "--top", 200)
    alone = {mode: match("c-0001", "--mode", mode, "--top", 200) for mode in ("fiets", "ov")}

    assert set(ids(both)) == set(ids(alone["fiets"])) | set(ids(alone["ov"]))
    assert match("c-0001", "--mode", "ov", "--mode", "fiets", "--mode", "ov", "--top", 200) == both


@pytest.mark.parametrize("client", CLIENTS[:2])
@pytest.mark.parametrize("minutes", [1, 25])
def test_fewer_minutes_only_narrow_the_list(client, minutes):
    everything = match(client, "--top", 200)
    narrow = match(client, "--top", 200, "--max-minutes", minutes)

    assert set(ids(narrow)) <= set(ids(everything))
    assert all(row["commute"]["minutes"] <= minutes for row in narrow["results"])
    within = [row["vacancy"] for row in everything["results"] if row["commute"]["minutes"] <= minutes]
    assert set(within) <= set(ids(narrow))
    assert narrow["beyond_limit"] == []


@pytest.mark.parametrize("client", CLIENTS[:3])
def test_more_minutes_than_the_own_limit_show_the_extra_rows_apart(client):
    everything = match(client, "--top", 200)
    wide = match(client, "--top", 200, "--max-minutes", 120)

    assert wide["results"] == everything["results"]
    for row in wide["beyond_limit"]:
        assert row["commute"]["limit"] < row["commute"]["minutes"] <= 120
        assert row["vacancy"] not in ids(wide)


def test_somebody_has_work_beyond_the_own_limit():
    assert any(match(client, "--max-minutes", 120)["beyond_limit"] for client in CLIENTS)


def test_more_minutes_show_what_lay_on_the_border_or_beyond_it():
    document = anna("--max-minutes", 40)

    assert set(ids(document)) == {"past", "thuis"}
    assert "grens" in ids(document, "beyond_limit") + ids(document, "near_misses")


def test_a_demo_stands_at_its_own_day_and_another_day_can_be_asked():
    assert listed("c-0001")["on"] == DAY
    later = (date.fromisoformat(DAY) + timedelta(days=21)).isoformat()

    document = match("c-0001", "--on", later, "--top", 200)

    assert document["on"] == later
    assert document["left_out"]["gesloten"] > listed("c-0001")["left_out"]["gesloten"]
    assert all(row["closing_date"] is None or row["closing_date"] >= later for row in document["results"])


def test_on_the_closing_day_itself_one_can_still_respond():
    assert "past" in ids(match("anna", "--on", "2026-12-31", home=cases.home()))
    assert "past" not in ids(match("anna", "--on", "2027-01-01", home=cases.home()))


def test_an_ordinary_home_stands_at_today():
    before = today().isoformat()
    found = match("anna", home=cases.ordinary_home())["on"]

    assert found in (before, today().isoformat())


def test_the_home_may_come_from_the_environment():
    from_option = match("c-0001")

    ran = springplank("match", "c-0001", "--json", SPRINGPLANK_HOME=str(region()))

    assert ran.document == from_option


def test_the_option_goes_before_the_environment(tmp_path):
    assert match("c-0001", SPRINGPLANK_HOME=str(tmp_path)) == listed("c-0001")


# Who is not there, and who is told what.


def test_an_unknown_client_is_one_line_that_names_no_other():
    ran = springplank("match", "c-0o01", "--home", region())

    assert is_one_line_error(ran)
    assert "c-0o01" in ran.complaint[0]
    assert "c-0001" not in ran.complaint[0]


def test_a_home_without_vacancies_is_one_line_that_says_how_to_get_them(tmp_path):
    ingest(tmp_path / "huis", "--clients", write_lines(tmp_path / "mensen.jsonl", [{"id": "c1"}]))

    ran = springplank("match", "c1", "--home", tmp_path / "huis")

    assert is_one_line_error(ran)
    assert "springplank ingest" in ran.complaint[0]


def test_who_says_too_little_gets_a_question_and_no_arbitrary_list():
    boris = match("boris", "--on", cases.ON, home=cases.home())

    assert boris["results"] == []
    assert boris["question"]["too_little_known"] is True
    assert boris["question"]["about"] == "vaardigheden"
    assert boris["question"]["text"].endswith("?")


def test_whose_home_is_not_known_sees_work_apart_and_is_asked_for_it():
    cem = match("cem", "--on", cases.ON, home=cases.home())

    assert ids(cem) == ["thuis"]
    assert len(cem["unknown_travel"]) > 5
    assert cem["question"]["about"] == "woonplaats"
    assert all(row["commute"]["minutes"] is None for row in cem["unknown_travel"])


def test_looking_at_a_list_is_logged_with_who_and_what_for():
    match("dora", home=cases.home())

    with store_of(open_home(cases.home())) as store:
        last = store.log.of("dora")[0]
    assert (last.what, last.purpose) == ("match", Purpose.ADVICE_TO_CLIENT)
    assert last.who


# What people read.


def text(client, *options, home=None):
    ran = springplank("match", client, "--home", home or region(), *options)
    assert ran.status == 0, ran.err
    assert not ran.err
    return ran.out


@pytest.mark.parametrize("client", CLIENTS[:3])
def test_the_text_shows_every_result_with_its_id_and_what_was_left_out(client):
    document, shown = listed(client), " ".join(text(client).split())

    for row in document["results"] + document["near_misses"]:
        assert row["vacancy"] in shown
        assert " ".join(row["title"].split()) in shown
    for reason in document["left_out"]:
        assert Refusal(reason).label in shown
    assert document["market"] in shown


def test_square_brackets_in_a_vacancy_are_shown_and_not_obeyed():
    shown = text("anna", "--on", cases.ON, home=cases.home())

    assert "Winkel [De Hoek]" in shown


def test_a_text_that_looks_like_markup_breaks_nothing(tmp_path):
    odd = "[/bold] [red]Vakkenvuller[/] [link=https://example.org]x[/link] \\[x]"
    work = cases.WORK | {"id": "[/]", "titel": odd, "werkgever": "[/dim]", "plaats": "Delft", "contact": "[/]"}
    write_lines(
        tmp_path / "werk.jsonl", [work, work | {"id": "b", "uren_min": 26, "uren_max": 28, "titel": f"{odd} b"}]
    )
    people = write_lines(tmp_path / "mensen.jsonl", [cases.ANNA | {"id": "[bold]anna", "gemeente": "[/x]"}])
    ingest(tmp_path / "huis", "--vacancies", tmp_path / "werk.jsonl", "--clients", people)

    shown = " ".join(text("[bold]anna", "--on", cases.ON, home=tmp_path / "huis").split())
    why = springplank("why", "[bold]anna", "[/]", "--home", tmp_path / "huis", "--on", cases.ON)

    assert odd in shown
    assert "[/dim]" in shown
    assert "[bold]anna" in shown
    assert why.status == 0
    assert odd in " ".join(why.out.split())


def test_the_step_on_the_ladder_is_in_no_list():
    assert "ladder" not in json.dumps(anna()).casefold()


# As a process of its own.


def test_a_process_prints_the_same_bytes_as_another():
    here = springplank("match", "c-0001", "--home", region(), "--json")
    there = springplank_process("match", "c-0001", "--home", region(), "--json", LC_ALL="C")

    assert there.status == 0
    assert (there.out, there.err) == (here.out, "")
    assert springplank("match", "c-0001", "--home", region(), "--json").out == here.out


def test_who_reads_no_further_than_the_first_line_gets_no_error():
    with subprocess.Popen(
        [COMMAND, "match", "c-0001", "--home", region(), "--json"],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        first = process.stdout.readline()
        process.stdout.close()
        complaint = process.stderr.read()

    assert first == "{\n"
    assert complaint == ""
    assert process.returncode in (0, 1)


def test_every_mode_of_the_domain_can_be_asked():
    for mode in Mode:
        assert match("c-0001", "--mode", mode.value, "--top", 1)["client"] == "c-0001"
