from datetime import date

import pytest

from matcher.codes import (
    DayPart,
    Demand,
    DemandGrade,
    LanguageLevel,
    Level,
    Mode,
    Origin,
    Route,
    SkillLevel,
    Support,
)
from matcher.domain import Client, Job, Location, OwnSkill, Times, Wish
from matcher.guard import MASK

FULL = (
    "Clientnummer;Gemeente;Postcode;Plaats;Vervoermiddelen;Max reistijd;Vaardigheden;Werkervaring;Niveau;Diploma's;"
    "Talen;Rijbewijs;Uren;Dagdelen;Beschikbaar van;Beschikbaar tot;Beschikbaar vanaf;Beperkingen;Begeleiding;"
    "Gewenste routes;Voorkeuren;Uitsluitingen;Trede\n"
    "c-1;Delft;2611 AB;Delft;fiets:30|ov;45;kassa bedienen:ervaren|schoonmaken;verkoopmedewerker:4|schoonmaker:2;mbo 2;"
    "vmbo;nl:B1|ar:C1;B;16-24 uur;dag;09:00;15:00;1-4-2026;tillen:1|staan:2;jobcoach;proefplaatsing|regulier;"
    "bakker|kok;callcenter;3\n"
)


def one(reading, **cells):
    cells = {"id": "c1"} | cells
    row = ";".join(f'"{value}"' for value in cells.values())
    return reading.clients(f"{';'.join(cells)}\n{row}\n")


def test_every_field_of_a_profile_is_read(reading):
    found = reading.clients(FULL)
    assert found.warnings == []
    assert found.notes == []
    assert found.values == [
        Client(
            id="c-1",
            municipality="Delft",
            home=Location("Delft", "2611AB"),
            modes=((Mode.BIKE, 30), (Mode.TRANSIT, 45)),
            skills=(
                OwnSkill("kassa bedienen", "", SkillLevel.SKILLED, Origin.STATED),
                OwnSkill("schoonmaken", "", None, Origin.STATED),
            ),
            history=(Job("verkoopmedewerker", "", 4), Job("schoonmaker", "", 2)),
            level=Level.MBO2,
            diplomas=("vmbo",),
            languages=(("nl", LanguageLevel.B1), ("ar", LanguageLevel.C1)),
            licences=frozenset({"rijbewijs-b"}),
            hours_min=16,
            hours_max=24,
            day_parts=frozenset({DayPart.DAY}),
            window=Times(540, 900),
            available_from=date(2026, 4, 1),
            limitations=((Demand.STANDING, DemandGrade.MODERATE), (Demand.LIFTING, DemandGrade.LIGHT)),
            support_needed=frozenset({Support.JOBCOACH}),
            routes=frozenset({Route.PROEFPLAATSING, Route.REGULAR}),
            wishes=(Wish("bakker"), Wish("kok")),
            exclusions=(Wish("callcenter"),),
            ladder=3,
        )
    ]


def test_a_profile_needs_no_more_than_an_id_and_nothing_else_is_made_up(reading):
    assert reading.clients("id\nc1\n").values == [Client("c1")]


def test_an_empty_cell_for_licences_means_none_and_no_column_means_that_nobody_asked(reading):
    assert one(reading, licenties="").values[0].licences == frozenset()
    assert one(reading, licenties="geen").values[0].licences == frozenset()
    assert one(reading).values[0].licences is None
    lines = '{"id":1,"licenties":[]}\n{"id":2}\n{"id":3,"licenties":null}\n'
    assert [value.licences for value in reading.clients(lines, "c.jsonl").values] == [frozenset(), None, None]


def test_empty_day_parts_mean_that_nobody_asked(reading):
    assert one(reading, dagdelen="").values[0].day_parts is None


def test_an_unknown_licence_is_kept_as_a_diploma_with_a_warning(reading):
    found = one(reading, licenties="B|vliegbrevet", diplomas="vmbo")
    assert found.values[0].licences == {"rijbewijs-b"}
    assert found.values[0].diplomas == ("vmbo", "vliegbrevet")
    assert "'vliegbrevet'; bewaard als diploma" in found.warnings[0]


@pytest.mark.parametrize("number", ["123456782", "111222333", "1234.56.782", "123 456 782", "c-123456782"])
def test_an_id_that_is_a_service_number_refuses_the_row_without_repeating_it(reading, number):
    found = one(reading, id=number)
    assert found.values == [None]
    refusal = found.rows[0].refusal
    assert "burgerservicenummer" in refusal.reason
    assert number not in refusal.reason + found.rows[0].row.raw


def test_an_eight_digit_service_number_is_one_too(reading):
    assert "burgerservicenummer" in one(reading, id="10000008").refusals[0]
    assert one(reading, id="10000009").refusals == [""]


@pytest.mark.parametrize("step", ["0", "7", "-1"])
def test_a_step_outside_the_ladder_refuses_the_row(reading, step):
    assert one(reading, ladder=step).refusals == [f"trede {step} ligt niet tussen 1 en 6"]


def test_a_step_may_have_its_word_and_a_strange_one_is_a_warning(reading):
    assert one(reading, ladder="trede 4").values[0].ladder == 4
    found = one(reading, ladder="hoog")
    assert found.values[0].ladder is None
    assert "trede niet herkend" in found.warnings[0]
    assert one(reading, ladder="2,5").values[0].ladder is None


@pytest.mark.parametrize(
    "column", ["vaardigheden", "werkervaring", "wensen", "uitsluitingen", "diplomas", "plaats", "gemeente"]
)
def test_free_text_about_a_person_is_masked_and_counted(reading, column):
    found = one(reading, **{column: "heeft adhd en 123456782"})
    shown = repr([getattr(found.values[0], name) for name in Client.__dataclass_fields__])
    assert "adhd" not in shown
    assert "123456782" not in shown
    assert MASK in shown
    assert found.warnings == ["2 keer persoonlijke gegevens weggelaten uit de tekst"]


def test_no_warning_repeats_what_is_masked(reading):
    for column in ("dagdelen", "licenties", "talen", "belastbaarheid", "begeleiding", "vervoer", "niveau", "routes"):
        found = one(reading, **{column: "adhd 123456782"})
        told = " ".join(found.warnings)
        assert told
        assert "adhd" not in told
        assert "123456782" not in told


def test_the_raw_text_of_a_profile_is_masked(reading):
    found = one(reading, ladder="9", wensen="heeft adhd")
    assert "adhd" not in found.rows[0].row.raw


def test_a_general_travel_limit_holds_for_ways_without_their_own(reading):
    found = one(reading, vervoer="fiets:20|auto", maximale_reistijd="45").values[0]
    assert found.modes == ((Mode.BIKE, 20), (Mode.CAR, 45))


def test_a_travel_limit_without_ways_to_travel_holds_for_walking_and_public_transport(reading):
    found = one(reading, maximale_reistijd="45")
    assert found.values[0].modes == ((Mode.WALK, 45), (Mode.TRANSIT, 45))
    assert "geen vervoer genoemd" in found.warnings[0]


def test_ways_to_travel_and_limits_are_read_from_a_sentence(reading):
    found = one(reading, vervoer="fiets 20 min; ov max 45 minuten").values[0]
    assert found.modes == ((Mode.BIKE, 20), (Mode.TRANSIT, 45))


def test_ways_to_travel_that_nobody_understands_refuse_the_row_rather_than_widen_a_limit(reading):
    assert "vervoer en reistijd niet begrepen" in one(reading, vervoer="overleggen met begeleider").refusals[0]


def test_a_limitation_in_words_or_kilos_is_read_with_care(reading):
    found = one(reading, belastbaarheid="tillen max 10 kg|niet lang staan").values[0]
    assert dict(found.limitations) == {Demand.LIFTING: DemandGrade.LIGHT, Demand.STANDING: DemandGrade.LIGHT}


def test_a_limitation_that_names_no_demand_is_told_not_to_count(reading):
    assert "telt niet mee" in one(reading, belastbaarheid="snel moe").warnings[0]


def test_several_papers_in_one_phrase_are_all_read(reading):
    found = one(reading, licenties="VCA en rijbewijs B (2 jaar)").values[0]
    assert found.licences == {"rijbewijs-b"}
    assert found.diplomas == ("VCA",)  # this list of licences has no VCA


def test_an_impossible_travel_limit_refuses_the_row(reading):
    assert "minuten reistijd" in one(reading, vervoer="fiets", maximale_reistijd="0").refusals[0]


def test_ways_to_travel_may_be_an_object_or_a_list_in_json(reading):
    ways = ('{"fiets":30,"ov":null}', '["fiets:30","ov"]', '[{"mode":"fiets","minuten":30},"ov"]')
    lines = "".join(f'{{"id":{number},"vervoer":{way}}}\n' for number, way in enumerate(ways))
    assert {value.modes for value in reading.clients(lines, "c.jsonl").values} == {
        ((Mode.BIKE, 30), (Mode.TRANSIT, None))
    }


def test_school_hours_are_a_window_unless_own_times_are_given(reading):
    assert one(reading, schooltijden="ja").values[0].window == Times(510, 870)
    assert one(reading, schooltijden="nee").values[0].window is None
    assert one(reading, schooltijden="ja", beschikbaar_van="10:00").values[0].window == Times(600, 1440)
    assert one(reading, beschikbaar_tot="12:00").values[0].window == Times(0, 720)


def test_dutch_may_stand_in_a_column_of_its_own(reading):
    assert one(reading, taalniveau="A2", talen="ar:C1").values[0].languages == (
        ("ar", LanguageLevel.C1),
        ("nl", LanguageLevel.A2),
    )
    assert one(reading, taalniveau="A2", talen="nl:B1").values[0].dutch is LanguageLevel.B1


def test_earlier_work_and_skills_may_be_objects_in_json(reading):
    skills = '[{"naam":"koken","niveau":"ervaren"},"bakken, braden"]'
    line = f'{{"id":1,"werkervaring":[{{"titel":"kok","jaren":4}}],"vaardigheden":{skills}}}\n'
    found = reading.clients(line * 2, "c.jsonl").values[0]
    assert found.history == (Job("kok", "", 4),)
    assert found.skills == (OwnSkill("koken", "", SkillLevel.SKILLED), OwnSkill("bakken, braden"))


def test_forbidden_columns_of_a_profile_are_dropped_and_named(reading):
    found = reading.clients("id;BSN;geboortedatum;nationaliteit;schulden;wensen\nc1;123456782;1-1-1980;x;ja;kok\n")
    assert [name for name, _ in found.notes] == ["BSN", "geboortedatum", "nationaliteit", "schulden"]
    assert found.values == [Client("c1", wishes=(Wish("kok"),))]


def test_a_very_long_text_about_a_person_is_cut_and_told(reading):
    found = one(reading, wensen="heel veel " * 1_000)
    assert "ingekort tot 5000" in found.warnings[0]
    assert len(found.values[0].wishes[0].text) <= 5_000


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ({"naam": "Verzonnen Peer"}, "Verzonnen Peer"),
        ({"weergavenaam": "Peer"}, "Peer"),
        ({"roepnaam": "Peer"}, "Peer"),
        ({"name": "Peer"}, "Peer"),
        ({"voornaam": "Verzonnen", "achternaam": "Appel"}, "Verzonnen Appel"),
        ({"achternaam": "Appel"}, "Appel"),
        ({"naam": "Peer", "voornaam": "Verzonnen", "achternaam": "Appel"}, "Peer"),
        ({"naam": "Peer 111222333"}, "Peer [weggelaten]"),
        ({"naam": "Peer" * 40}, "Peer" * 25),
        ({}, ""),
    ],
)
def test_a_profile_has_the_name_that_its_file_gives(reading, cells, name):
    assert [client.name for client in one(reading, **cells).values] == [name]
