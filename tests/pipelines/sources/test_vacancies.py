from datetime import date

import pytest

from matcher.codes import (
    Contract,
    DayPart,
    Demand,
    DemandGrade,
    LanguageLevel,
    Level,
    Route,
    Support,
    WagePeriod,
    Workplace,
)
from matcher.domain import AskedSkill, Location, Point, Times, Vacancy, Wage
from matcher.guard import MASK

FULL = (
    "Vacaturenummer;Functietitel;Beschrijving;Bedrijf;Standplaats;PC6;Breedte;Lengte;Werkvorm;Dagen thuis;Link;"
    "Contactpersoon;E-mail;ISCO;Competenties;Pré;Uren van;Uren tot;Salaris;Contractvorm;Regeling;Opleidingsniveau;"
    "Nederlands;Rijbewijs;Diensten;Aanvang;Eindtijd;Fysieke belasting;Ondersteuning;Ingangsdatum;"
    "Reageren voor;Geplaatst op;Aantal vacatures;Bron\n"
    "V-1;Kok m/v;<p>Warme keuken</p>;De Pan;Delft;2611 ab;52,0116;4,3571;hybride;1;www.example.org/1;Jo;jo@example.org;"
    "5120;koken|bakken;talen;24;32;€ 14,80 - € 16,20 per uur;Tijdelijk;leerwerkplek;MBO 2;A2;B;avond|weekend;"
    "16:00;23.30;staan:3|tillen:2;jobcoach;1 april 2026;30-04-2026;2026-03-01;2;werkgevers\n"
)


def one(reading, **cells):
    """Return what becomes of one vacancy with these cells."""
    cells = {"id": "1", "titel": "Kok"} | cells
    row = ";".join(f'"{value}"' for value in cells.values())
    return reading.vacancies(f"{';'.join(cells)}\n{row}\n")


def test_every_field_of_a_vacancy_is_read(reading):
    found = reading.vacancies(FULL)
    assert found.warnings == []
    assert found.notes == []
    assert found.values == [
        Vacancy(
            id="V-1",
            title="Kok m/v",
            description="Warme keuken",
            employer="De Pan",
            location=Location("Delft", "2611AB", Point(52.0116, 4.3571)),
            workplace=Workplace.HYBRID,
            home_days=1,
            source_url="https://www.example.org/1",
            contact="Jo, jo@example.org",
            occupation="5120",
            skills=(AskedSkill("koken"), AskedSkill("bakken"), AskedSkill("talen", essential=False)),
            hours_min=24,
            hours_max=32,
            wage=Wage(14.8, 16.2, WagePeriod.HOUR),
            contract=Contract.TEMPORARY,
            route=Route.LEERWERKPLEK,
            level=Level.MBO2,
            language=LanguageLevel.A2,
            licences=frozenset({"rijbewijs-b"}),
            shifts=frozenset({DayPart.EVENING, DayPart.SATURDAY, DayPart.SUNDAY}),
            times=Times(960, 1410),
            demands=((Demand.STANDING, DemandGrade.HEAVY), (Demand.LIFTING, DemandGrade.MODERATE)),
            support=frozenset({Support.JOBCOACH}),
            start_date=date(2026, 4, 1),
            closing_date=date(2026, 4, 30),
            published=date(2026, 3, 1),
            places=2,
            source="werkgevers",
        )
    ]


def test_a_vacancy_needs_no_more_than_an_id_and_a_title(reading):
    found = reading.vacancies("id;titel\n1;Kok\n")
    assert found.values == [Vacancy("1", "Kok")]
    assert found.warnings == []


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("titel", "", "titel ontbreekt"),
        ("titel", "<p></p>", "titel ontbreekt"),
        ("id", "", "id ontbreekt"),
        ("id", "x" * 201, "id is langer dan 200 tekens"),
        ("id", "a\nb", "id bevat stuurtekens"),
        ("id", "a\tb", "id bevat stuurtekens"),
        ("uren_min", "nan", "geen eindig getal"),
        ("uren_max", "inf", "geen eindig getal"),
        ("uren_min", "-1", "-1 ligt niet tussen 0 en 80"),
        ("uren_max", "81", "81 ligt niet tussen 0 en 80"),
        ("uren", "99", "99 uur per week is meer dan 80"),
        ("salaris_min", "-5", "een loon kan niet negatief zijn"),
        ("salaris", "nan", "geen eindig bedrag"),
        ("salaris", "€ 16 - € 14 per uur", "het laagste loon (16) is meer dan het hoogste (14)"),
        ("salaris", "€ 500 per uur", "500 euro per uur kan geen loon zijn; controleer bedrag en periode"),
        ("sluitingsdatum", "31-02-2026", "datum '31-02-2026' bestaat niet"),
        ("startdatum", "1-1-1900", "datum '1-1-1900' ligt niet tussen 1990 en 2100"),
        ("publicatiedatum", "1-1-2101", "datum '1-1-2101' ligt niet tussen 1990 en 2100"),
        ("thuiswerkdagen", "8", "8 ligt niet tussen 0 en 7"),
        ("aantal", "-1", "-1 ligt niet tussen 0 en 10000"),
    ],
)
def test_an_impossible_value_refuses_the_row_and_names_field_and_reason(reading, column, value, reason):
    found = one(reading, **{column: value})
    assert found.values == [None]
    refusal = found.rows[0].refusal
    assert (refusal.line, refusal.field, refusal.reason) == (2, column, reason)


def test_the_field_is_named_as_the_file_names_it(reading):
    found = reading.vacancies("id;titel;Reageren voor\n1;Kok;31-02-2026\n")
    assert found.rows[0].refusal.field == "Reageren voor"


def test_least_hours_above_the_most_refuse_the_row(reading):
    assert one(reading, uren_min="32", uren_max="24").refusals == ["de minste uren (32) zijn meer dan de meeste (24)"]


def test_a_lowest_wage_above_the_highest_refuses_the_row(reading):
    found = one(reading, salaris_min="16,20", salaris_max="14,50", salaris_periode="uur")
    assert found.refusals == ["het laagste loon (16.2) is meer dan het hoogste (14.5)"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("dagdelen", "schemer"),
        ("niveau", "hoog"),
        ("route", "kwibus"),
        ("contract", "kwibus"),
        ("licenties", "vliegbrevet"),
        ("begeleiding", "kwibus"),
        ("belasting", "vliegen:2"),
        ("uren", "flink wat"),
        ("taalniveau", "redelijk"),
        ("werkplek", "kwibus"),
        ("postcode", "B-2000"),
        ("breedtegraad", "noord"),
        ("url", "javascript:x"),
        ("startdatum", "voorjaar"),
        ("begintijd", "vroeg"),
        ("werktijden", "overdag"),
        ("salaris_min", "450"),
        ("thuiswerkdagen", "soms"),
        ("aantal", "veel"),
    ],
)
def test_an_unrecognised_word_is_a_warning_and_the_field_stays_unknown(reading, column, value):
    found = one(reading, **{column: value})
    assert found.values == [Vacancy("1", "Kok")]
    (note,) = found.rows[0].warnings
    assert (note.line, note.field) == (2, column)
    assert note.reason


@pytest.mark.parametrize("value", ["per direct", "z.s.m.", "in overleg"])
def test_at_once_is_no_date_and_no_warning(reading, value):
    found = one(reading, startdatum=value)
    assert found.values[0].start_date is None
    assert found.warnings == []


def test_a_file_without_ids_gets_ids_from_its_contents_and_a_note(reading):
    found = reading.vacancies("titel;plaats\nKok;Delft\nKok;Leiden\nKok;Delft\n")
    ids = [value.id for value in found.values]
    assert ids[0] == ids[2] != ids[1]
    assert found.notes == [("", "een rij zonder id kreeg een id naar de inhoud: 3 keer")]
    again = reading.vacancies('{"plaats":"Delft","titel":"Kok"}\n{"titel":"Kok","id":"x"}\n', "v.jsonl")
    assert [value.id for value in again.values] == [ids[0], "x"]


def test_an_id_that_is_null_is_missing(reading):
    assert reading.vacancies('{"id":null,"titel":"Kok"}\n{"id":1,"titel":"Kok"}', "v.jsonl").refusals == [
        "id ontbreekt",
        "",
    ]


@pytest.mark.parametrize("value", ["true", "[1]", "{}", '{"a":1}', '"\\u0007x"'])
def test_an_id_in_json_is_a_text_or_a_number(reading, value):
    found = reading.vacancies(f'{{"id":{value},"titel":"Kok"}}\n{{"id":1.0,"titel":"Kok"}}\n', "v.jsonl")
    assert found.values[0] is None
    assert found.values[1].id == "1"


@pytest.mark.parametrize(
    "cell",
    [
        '"uren_min":NaN',
        '"salaris_min":Infinity',
        '"aantal":1e999',
        '"startdatum":NaN',
        '"werkgever":[NaN]',
        '"plaats":NaN',
    ],
)
def test_a_json_number_that_is_not_finite_refuses_the_row(reading, cell):
    found = reading.vacancies(f'{{"id":1,"titel":"Kok",{cell}}}\n{{"id":2,"titel":"Kok"}}\n', "v.jsonl")
    assert found.refusals == ["geen eindig getal", ""]


def test_a_json_wage_has_a_decimal_point_and_no_thousands(reading):
    line = '{"id":1,"titel":"Kok","salaris_min":14.555,"salaris_max":2450,"salaris_periode":"uur"}\n'
    assert "2450 euro per uur" in reading.vacancies(line * 2, "v.jsonl").refusals[0]
    line = '{"id":1,"titel":"Kok","salaris_min":14.555,"salaris_periode":"uur"}\n'
    assert reading.vacancies(line * 2, "v.jsonl").values[0].wage.minimum == pytest.approx(14.555, abs=0.006)


def test_a_service_number_in_any_free_text_is_masked_with_a_warning(reading):
    for column in ("titel", "omschrijving", "werkgever", "plaats", "contact", "vaardigheden", "beroep", "bron"):
        found = one(reading, **{"titel": "Kok", column: "Vraag 123456782"})
        assert "123456782" not in repr(found.values[0])
        assert MASK in repr(found.values[0])
        assert found.warnings == ["1 keer persoonlijke gegevens weggelaten uit de tekst"]


def test_a_swapped_point_is_put_right_with_a_warning(reading):
    found = one(reading, breedtegraad="4,36", lengtegraad="52,01")
    assert found.values[0].location.point == Point(52.01, 4.36)
    assert "verwisseld" in found.warnings[0]


def test_a_point_far_away_is_left_out_when_the_place_is_known_and_else_refuses_the_row(reading):
    found = one(reading, plaats="Delft", breedtegraad="0", lengtegraad="0")
    assert found.values[0].location == Location("Delft")
    assert "buiten Nederland" in found.warnings[0]
    assert "postcode of plaats ontbreekt" in one(reading, breedtegraad="0", lengtegraad="0").refusals[0]
    assert "nergens op aarde" in one(reading, plaats="Delft", breedtegraad="84000", lengtegraad="447000").refusals[0]


def test_half_a_point_is_not_used_and_told(reading):
    found = one(reading, plaats="Delft", breedtegraad="52,01", lengtegraad="")
    assert found.values[0].location == Location("Delft")
    assert "lengtegraad ontbreekt" in found.warnings[0]


def test_a_postcode_before_the_place_counts(reading):
    assert one(reading, plaats="2611 AB Delft").values[0].location == Location("Delft", "2611AB")


def test_hours_of_their_own_columns_go_before_the_text(reading):
    found = one(reading, uren_min="24", uren="40 uur").values[0]
    assert (found.hours_min, found.hours_max) == (24, None)


def test_a_contract_in_the_column_for_hours_is_a_contract(reading):
    found = one(reading, dienstverband="Vast contract")
    assert found.values[0].contract is Contract.PERMANENT
    assert found.warnings == []


def test_the_period_of_a_wage_may_stand_in_its_own_column_in_a_text_or_in_the_name(reading):
    month = Wage(2300, 2800, WagePeriod.MONTH)
    assert one(reading, salaris_min="2.300", salaris_max="2.800", salaris_periode="maand").values[0].wage == month
    assert one(reading, salaris_min="2.300", salaris_max="2.800", salaris="bruto per maand").values[0].wage == month
    assert one(reading, maandloon="2.300 - 2.800").values[0].wage == month
    assert one(reading, maandloon="2.300 - 2.800").warnings == []


def test_a_period_that_is_missing_is_inferred_with_a_warning(reading):
    found = one(reading, salaris="€ 15,20")
    assert found.values[0].wage == Wage(15.2, 15.2, WagePeriod.HOUR)
    assert "naar de hoogte gelezen als per uur" in found.warnings[0]


def test_working_times_may_stand_in_one_column(reading):
    assert one(reading, werktijden="08:30-17:00").values[0].times == Times(510, 1020)


def test_half_of_the_working_times_is_not_used_and_told(reading):
    found = one(reading, begintijd="08:30", eindtijd="")
    assert found.values[0].times is None
    assert "eindtijd ontbreekt" in found.warnings[0]


def test_remote_yes_is_all_of_it_and_thuiswerken_yes_a_part(reading):
    assert one(reading, remote="yes").values[0].workplace is Workplace.REMOTE
    assert one(reading, thuiswerken="ja").values[0].workplace is Workplace.HYBRID
    assert one(reading, thuiswerken="nee").values[0].workplace is Workplace.ON_SITE


def test_days_at_home_make_work_hybrid(reading):
    found = one(reading, thuiswerkdagen="2").values[0]
    assert (found.workplace, found.home_days) == (Workplace.HYBRID, 2)


def test_no_places_are_read_as_one_with_a_warning(reading):
    found = one(reading, aantal="0")
    assert found.values[0].places == 1
    assert found.warnings == ["0 plaatsen is gelezen als 1"]


def test_a_formula_stays_text(reading):
    assert one(reading, titel="=1+1").values[0].title == "=1+1"


def test_a_value_that_is_far_too_long_for_its_column_is_not_read(reading):
    found = one(reading, salaris="1" * 5_000)
    assert found.values == [Vacancy("1", "Kok")]
    assert "langer dan 4000 tekens" in found.warnings[0]


def test_json_may_hold_objects_where_a_table_has_text(reading):
    objects = (
        '"werkgever":{"naam":"De Pan"},"vaardigheden":[{"name":"koken"}],"belasting":[{"naam":"tillen","graad":2}]'
    )
    line = f'{{"id":1,"titel":"Kok",{objects}}}\n'
    found = reading.vacancies(line * 2, "v.jsonl").values[0]
    assert found.employer == "De Pan"
    assert found.skills == (AskedSkill("koken"),)
    assert found.demands == ((Demand.LIFTING, DemandGrade.MODERATE),)
