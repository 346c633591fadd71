import pytest

from matcher.codes import DayPart, Demand, DemandGrade, LanguageLevel, Mode, SkillLevel, Workplace
from pipelines.sources.lists import (
    folded_licences,
    parse_contract,
    parse_day_parts,
    parse_demands,
    parse_history,
    parse_language_level,
    parse_languages,
    parse_level,
    parse_licences,
    parse_modes,
    parse_own_skills,
    parse_route,
    parse_routes,
    parse_support,
    parse_workplace,
)
from pipelines.sources.numbers import ImpossibleError

LICENCES = folded_licences({"Rijbewijs-B": "rijbewijs-b", "VCA basis": "vca-basis", "vca, basis en vol": "beide"})


@pytest.mark.parametrize(
    "parser",
    [parse_contract, parse_route, parse_routes, parse_level, parse_language_level, parse_day_parts, parse_support],
)
def test_a_word_that_no_table_knows_stays_unknown_with_a_warning_that_names_it(parser):
    found, warning = parser("kwibus")
    assert not found
    assert "'kwibus'" in warning


@pytest.mark.parametrize(
    "parser", [parse_contract, parse_route, parse_level, parse_language_level, parse_day_parts, parse_support]
)
def test_not_applicable_is_no_reason_for_a_warning(parser):
    assert parser("n.v.t.")[1] == ""


def test_known_and_unknown_words_in_one_list_are_told_apart():
    found, warning = parse_day_parts("avond|schemer|zaterdag")
    assert found == {DayPart.EVENING, DayPart.SATURDAY}
    assert warning == "dagdeel niet herkend: 'schemer'"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("weekend", {DayPart.SATURDAY, DayPart.SUNDAY}),
        ("ma t/m vr", {DayPart.DAY}),
        ("dag, avond", {DayPart.DAY, DayPart.EVENING}),
        ("2-ploegendienst", {DayPart.EARLY, DayPart.DAY, DayPart.EVENING}),
    ],
)
def test_parts_of_the_week_have_many_words(text, parts):
    assert parse_day_parts(text) == (parts, "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hybride", (Workplace.HYBRID, None)),
        ("2 dagen thuis", (Workplace.HYBRID, 2)),
        ("0 dagen", (Workplace.ON_SITE, None)),
        ("op kantoor", (Workplace.ON_SITE, None)),
        ("ambulant", (Workplace.TRAVELLING, None)),
    ],
)
def test_the_place_of_work_may_tell_the_days_at_home(text, found):
    assert parse_workplace(text) == (found, "")


def test_eight_days_at_home_are_impossible():
    with pytest.raises(ImpossibleError):
        parse_workplace("8 dagen thuis")


def test_demands_have_grades_in_the_order_of_the_closed_list():
    found, warning = parse_demands("tillen:2|staan:zwaar|tillen:1")
    assert found == ((Demand.STANDING, DemandGrade.HEAVY), (Demand.LIFTING, DemandGrade.MODERATE))
    assert warning == ""


def test_a_demand_without_a_grade_or_with_a_strange_one_stays_unknown():
    found, warning = parse_demands("tillen|staan:9|vliegen:2")
    assert found == ()
    assert all(word in warning for word in ("'tillen'", "'staan:9'", "'vliegen:2'"))


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("fiets:30|ov:60|lopen", ((Mode.WALK, None), (Mode.BIKE, 30), (Mode.TRANSIT, 60))),
        ("e-bike, auto", ((Mode.EBIKE, None), (Mode.CAR, None))),
        ("fiets:30 minuten|auto:1 uur", ((Mode.BIKE, 30), (Mode.CAR, 60))),
        ("fiets:ja|auto:nee", ((Mode.BIKE, None),)),
        ("geen", ()),
    ],
)
def test_ways_to_travel_have_their_own_limits(text, modes):
    assert parse_modes(text) == (modes, "")


def test_an_unknown_way_to_travel_is_told():
    assert parse_modes("fiets|paard:20") == (((Mode.BIKE, None),), "vervoer niet herkend: 'paard'")


@pytest.mark.parametrize("limit", ["0", "-5", "481", "inf"])
def test_a_travel_limit_outside_1_to_480_minutes_is_impossible(limit):
    with pytest.raises(ImpossibleError):
        parse_modes(f"fiets:{limit}")


@pytest.mark.parametrize("text", ["nl:B1|ar:C1", "Nederlands B1, Arabisch C1", "Nederlands:B1|arabic: C1"])
def test_languages_are_known_by_code_and_by_name(text):
    assert parse_languages(text) == ((("nl", LanguageLevel.B1), ("ar", LanguageLevel.C1)), "")


def test_a_language_without_a_level_is_told():
    found, warning = parse_languages("nl:B1|Turks|Klingon:A1")
    assert found == (("nl", LanguageLevel.B1),)
    assert "'Turks', 'Klingon:A1'" in warning


def test_own_skills_may_have_a_level():
    assert parse_own_skills("kassa bedienen:ervaren|schoonmaken|lassen:1") == (
        (("kassa bedienen", SkillLevel.SKILLED), ("schoonmaken", None), ("lassen", SkillLevel.LEARNING)),
        "",
    )


def test_an_unknown_level_leaves_the_skill_without_one():
    found, warning = parse_own_skills("lassen:fantastisch")
    assert found == (("lassen", None),)
    assert "'fantastisch'" in warning


def test_earlier_work_has_years():
    assert parse_history("verkoopmedewerker:4|schoonmaker:0,5 jaar|kok|chauffeur:6 maanden") == (
        (("verkoopmedewerker", 4), ("schoonmaker", 0.5), ("kok", None), ("chauffeur", 0.5)),
        "",
    )


@pytest.mark.parametrize("years", ["-1", "71", "nan"])
def test_impossible_years_of_work_are_refused(years):
    with pytest.raises(ImpossibleError):
        parse_history(f"kok:{years}")


@pytest.mark.parametrize("text", ["rijbewijs B", "B", "RIJBEWIJS-B", "b|geen"])
def test_a_licence_is_known_by_id_label_and_category(text):
    assert parse_licences(text, LICENCES) == ({"rijbewijs-b"}, ())


def test_a_licence_whose_name_has_a_comma_is_one_licence():
    assert parse_licences("VCA, basis en vol", LICENCES) == ({"beide"}, ())


def test_unknown_licence_words_are_returned():
    assert parse_licences("VCA basis|vliegbrevet", LICENCES) == ({"vca-basis"}, ("vliegbrevet",))
