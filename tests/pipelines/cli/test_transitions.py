import json

import pytest

from matcher.outlook import Outlook, Outlooks, Risk
from matcher.transitions import LeftOut
from pipelines.home import Home
from pipelines.outlooks import keep_outlooks
from pipelines.service import open_service
from tests import cases
from tests.homes import ingest, is_one_line_error, region, springplank, write_catalogue

STEP_KEYS = {
    "trend",
    "occupation", "label", "isco", "direction", "wished", "carry", "likeness", "carried_skills", "partial_skills",
    "missing_skills", "papers", "usual_papers", "papers_known", "level", "demand", "wage", "outlook", "viable",
    "desirable", "safe", "kinds",
}  # fmt: skip
KEYS = {
    "client", "occupation", "municipality", "on", "taxonomy", "market", "thresholds", "own_work", "own_level",
    "wage_compared_with", "too_little_known", "wishes", "bijscholing", "omscholing", "counts", "left_out", "outlook",
}  # fmt: skip
LISTS = ("wishes", "bijscholing", "omscholing")
# ESCO has no levels: a catalogue of our own in which the level follows from ISCO.
SKILLS = "id,label,kind\na,soep koken,skill\nb,saus maken,skill\nc,afwassen,skill\n"
OCCUPATIONS = (
    "id,label,isco08,essential_skills\nkok,kok,5120,a|b\nhulp,keukenhulp,9412,a|c\nbaas,chef-kok,3434,a|b|c\n"
    "dokter,arts,2211,b|a\n"
)


COURSES = "id,label,type,teaches\nsoepcursus,leer soep koken,training,a\n"


def kitchen(folder):
    """A catalogue that states no levels."""
    return write_catalogue(folder / "eigen", SKILLS, OCCUPATIONS, COURSES)


def steps(*arguments):
    ran = springplank("transitions", *arguments, "--json")
    assert ran.status == 0, ran.err
    return json.loads(ran.out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


def every(document):
    return [step for name in LISTS for step in document[name]]


@pytest.fixture(scope="module")
def demo():
    return steps("c-0001", "--home", region(), "--top", 400)


@pytest.fixture(scope="module")
def packaged():
    return steps("magazijnmedewerker")


@pytest.fixture
def high(tmp_path):
    """A table in which nearly everything is at risk."""
    path = tmp_path / "risico.csv"
    groups = "".join(f"{code},High risk\n" for code in ("4321", "9333", "9334", "8344", "9321", "5223"))
    path.write_text(f"isco,risk_category\n{groups}9112,Low risk\n", "utf-8")
    return path


def test_from_an_occupation_no_client_no_home_and_no_table_are_needed(packaged):
    assert set(packaged) == KEYS
    assert (packaged["client"], packaged["occupation"]) == (None, "magazijnmedewerker")
    assert packaged["market"] is None
    assert packaged["own_work"][0]["outlook"]["risk"] == "onbekend"
    assert "orderpicker" in {step["label"] for step in packaged["bijscholing"]}
    for step in every(packaged):
        assert set(step) == STEP_KEYS
        assert (step["demand"], step["wage"]["hourly"]) == (None, None)
        assert (step["desirable"]["answer"], step["safe"]["answer"]) == ("onbekend", "onbekend")


def test_the_steps_of_a_client_are_complete_and_in_one_list_each(demo):
    found = [step["occupation"] for step in every(demo)]

    assert set(demo) == KEYS
    assert demo["client"] == "c-0001"
    assert len(found) == len(set(found)) == demo["counts"]["steps"]
    assert demo["counts"]["occupations"] == demo["counts"]["steps"] + sum(demo["left_out"].values())
    assert not set(found) & {one["occupation"] for one in demo["own_work"]}
    for name in ("bijscholing", "omscholing"):
        assert {step["direction"] for step in demo[name]} <= {name}
    assert demo["counts"]["viable"] == sum(step["viable"]["answer"] == "ja" for step in every(demo))


def test_a_skill_is_never_taken_along_and_missing_at_once(demo):
    for step in every(demo):
        parts = [
            {one["skill"] for one in step["carried_skills"]},
            {one["skill"] for one in step["partial_skills"]},
            set(step["missing_skills"]),
        ]
        assert sum(map(len, parts)) == len(set().union(*parts))
        assert 0 < step["carry"] <= 1


def test_pay_and_demand_are_those_of_the_market(demo):
    paid = [step for step in every(demo) if step["wage"]["hourly"] is not None]

    assert paid
    assert all(step["wage"]["vacancies"] >= step["wage"]["least_vacancies"] == 5 for step in paid)
    assert any(step["demand"] > 0 for step in every(demo))
    for step in every(demo):
        assert (step["wage"]["basis"] is None) == (step["wage"]["hourly"] is None)


def test_the_look_at_a_client_is_logged_and_one_at_an_occupation_is_nobody():
    with open_service(region()) as service:
        before = len(service.store.log.of("c-0002"))
        steps("c-0002", "--home", region())
        steps("kok", "--home", region())
        after = service.store.log.of("c-0002")

    assert len(after) == before + 1
    assert after[0].what == "transitions"


def test_anna_does_not_see_work_that_she_does_not_want_or_cannot_do():
    document = steps("anna", "--home", cases.home(), "--on", cases.ON, "--top", 400)

    assert "slager" not in {step["label"] for step in every(document)}
    assert document["left_out"][LeftOut.EXCLUDED.value] == 1
    assert document["left_out"][LeftOut.PHYSICAL.value] > 0
    assert document["own_work"][0]["label"] == "vakkenvuller"


def test_of_whom_nothing_is_known_no_order_is_made_up():
    document = steps("boris", "--home", cases.home(), "--on", cases.ON)
    ran = springplank("transitions", "boris", "--home", cases.home(), "--on", cases.ON)

    assert document["too_little_known"]
    assert every(document) == []
    assert "Er is te weinig bekend" in ran.out


def test_several_words_are_one_title_and_the_id_or_a_capital_will_do_too():
    named = [steps("helpende", "zorg", "en", "welzijn"), steps("HELPENDE zorg en welzijn"), steps("kok")]
    again = steps(named[0]["occupation"])

    assert named[0] == named[1] == again
    assert named[0]["own_work"][0]["label"] == "helpende zorg en welzijn"
    assert named[2]["occupation"] != named[0]["occupation"]


def test_a_title_that_is_no_label_is_linked():
    assert steps("ervaren magazijnmedewerker m/v")["occupation"] == "magazijnmedewerker"


def test_what_is_not_recognised_is_one_line_that_names_occupations_and_no_clients():
    ran = springplank("transitions", "xqzw 123", "--home", region())
    other = springplank("transitions", "c-9999", "--home", region())

    assert is_one_line_error(ran)
    assert "is niet herkend als beroep" in ran.err
    assert is_one_line_error(other)
    assert "c-00" not in other.err


def test_a_table_for_this_once_changes_the_outlook_and_nothing_of_the_home(high):
    plain = steps("c-0001", "--home", region())
    told = steps("c-0001", "--home", region(), "--outlook", high)

    assert plain["outlook"] == {"known": 0, "sources": []}
    assert told["outlook"]["sources"] == ["risico.csv"]
    assert told["outlook"]["known"] > 0
    assert steps("c-0001", "--home", region()) == plain


def test_a_table_of_the_home_counts_without_being_named(tmp_path):
    home = tmp_path / "huis"
    assert ingest(home, "--taxonomy", kitchen(tmp_path)).status == 0
    keep_outlooks(Home(home), Outlooks({}, {"9412": Outlook(Risk.LOW, source="t")}))

    found = {step["label"]: step for step in every(steps("kok", "--home", home))}
    assert found["keukenhulp"]["outlook"]["risk"] == "laag"
    assert found["keukenhulp"]["safe"]["answer"] == "ja"
    assert found["chef-kok"]["safe"]["answer"] == "onbekend"


def test_a_taxonomy_without_levels_has_them_from_isco_and_says_so(tmp_path):
    catalogue = kitchen(tmp_path)
    found = {step["label"]: step for step in every(steps("kok", "--taxonomy", catalogue))}

    assert found["chef-kok"]["level"] == {
        "label": "mbo 4 of associate degree (afgeleid van ISCO)",
        "derived": True,
        "steps_up": 1,
    }
    assert found["arts"]["viable"]["answer"] == "nee"
    assert found["arts"]["viable"]["reasons"][1] == {
        "kind": "niveau-te-hoog",
        "text": "het niveau is 2 niveaus hoger dan dat van u (hbo of wo (afgeleid van ISCO)); de grens is 1 niveau",
    }


def test_work_at_risk_is_told_kindly_and_safe_work_goes_first(high):
    ran = springplank("transitions", "magazijnmedewerker", "--outlook", high)
    document = steps("magazijnmedewerker", "--outlook", high, "--top", 50)
    risky = [step["safe"]["answer"] == "nee" for step in every(document) if step["viable"]["answer"] == "ja"]

    assert "De kans is groot dat werk als magazijnmedewerker verandert" in ran.out
    assert "verdwijn" not in ran.out
    assert any(risky)
    for name in ("bijscholing", "omscholing"):
        fails = [one["safe"]["answer"] == "nee" for one in document[name] if one["viable"]["answer"] == "ja"]
        assert fails == sorted(fails)


def test_the_thresholds_are_those_of_the_municipality(tmp_path):
    home = tmp_path / "huis"
    assert ingest(home, "--taxonomy", kitchen(tmp_path)).status == 0
    (home / "policy" / "proef.toml").write_text(
        'municipality = "Proefstad"\ntransition_carry = 0.9\ntransition_levels_up = 0\ntransition_wage_drop = 0.25\n'
        'transition_risk = "laag"\n',
        "utf-8",
    )
    document = steps("kok", "--home", home, "--municipality", "proefstad")

    assert document["municipality"] == "Proefstad"
    assert document["thresholds"] == {"carry": 0.9, "levels_up": 0, "wage_drop": 0.25, "risk": "laag"}
    assert {step["label"]: step["viable"]["answer"] for step in every(document)} == {
        "keukenhulp": "nee",
        "chef-kok": "nee",
        "arts": "nee",
    }


def test_people_read_what_goes_along_before_what_is_missing():
    out = springplank("transitions", "c-0001", "--home", region(), "--top", 2).out

    assert out.index("dit kunt u al") < out.index("niveau") < out.index("haalbaar:")
    assert "Bijscholing" in out
    assert "Omscholing" in out
    assert "vacatures nu" in out
    assert "niets-gemeen" not in out


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_that_was_asked_for_is_shown_of_each_direction(count):
    document = steps("magazijnmedewerker", "--top", count)

    assert len(document["omscholing"]) == count
    assert len(document["bijscholing"]) <= count


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("kok", "--top", "0"),
        ("kok", "--on", "morgen"),
        ("kok", "--municipality", "Delft"),
        ("kok", "--home", "x", "--taxonomy", "y"),
        (" ",),
    ],
)
def test_wrong_usage_ends_with_status_two(arguments):
    ran = springplank("transitions", *arguments)

    assert (ran.status, ran.out) == (2, "")


@pytest.mark.parametrize("name", ["Nergenshuizen", ""])
def test_a_municipality_without_a_policy_of_its_own_is_one_line_that_names_those_with_one(name):
    ran = springplank("transitions", "kok", "--home", region(), f"--municipality={name}")

    assert is_one_line_error(ran)
    assert "Delft" in ran.err


def test_a_number_of_steps_that_is_none_is_told_in_dutch():
    assert "geen aantal" in springplank("transitions", "kok", "--top", "0").err


def test_a_step_that_is_too_far_now_is_not_said_to_be_so_for_ever():
    shown = springplank("transitions", "c-0001", "--home", region(), "--top", 400).out

    assert "haalbaar: nu nog niet" in shown
    assert "haalbaar: nee" not in shown


def test_the_policy_of_another_municipality_is_not_for_a_client():
    assert springplank("transitions", "c-0001", "--home", region(), "--municipality", "Delft").status == 2


@pytest.mark.parametrize("option", ["--outlook", "--taxonomy", "--home"])
def test_a_path_that_is_not_there_is_one_line(option, tmp_path):
    assert is_one_line_error(springplank("transitions", "kok", option, tmp_path / "weg"))


def test_the_same_question_has_the_same_answer():
    first, second = (springplank("transitions", "c-0003", "--home", region(), "--json").out for _ in range(2))

    assert first == second


def test_a_home_without_vacancies_has_steps_and_no_pay_or_demand(tmp_path):
    people = tmp_path / "mensen.csv"
    people.write_text("id,vaardigheden,werkervaring\nanna,soep koken,kok\n", "utf-8")
    home = tmp_path / "huis"
    assert ingest(home, "--taxonomy", kitchen(tmp_path), "--clients", people).status == 0

    document = steps("anna", "--home", home)
    out = springplank("transitions", "anna", "--home", home).out

    assert document["market"] is None
    assert {step["label"] for step in every(document)} == {"keukenhulp", "chef-kok", "arts"}
    assert all(step["desirable"]["reasons"][0]["kind"] == "geen-vacatures" for step in every(document))
    assert "Loon en vacatures: onbekend; er zijn nog geen vacatures ingelezen." in out


def test_damaged_outlooks_of_a_home_are_one_line(tmp_path):
    home = tmp_path / "huis"
    assert ingest(home, "--taxonomy", kitchen(tmp_path)).status == 0
    (home / "outlook.json").write_text("{", "utf-8")

    assert is_one_line_error(springplank("transitions", "kok", "--home", home))
