from datetime import date

import pytest

from matcher.codes import CourseKind, DayPart, LanguageLevel, Level, Paper, Payer
from matcher.domain import Course, Location, Offering
from pipelines.sources.courses import CourseRow

FULL = (
    "id;titel;soort;niveau;weken;uren_per_week;prijs;prijs_min;prijs_max;leren_en_werken;instapniveau;instaptaal;"
    "instaplicenties;instapeis;leert;geeft_niveau;geeft_licenties;"
    "certificaat;bereidt_voor;aanbieder;plaats;postcode;online;startdatum;url;verzonnen;geeft_taal;papier;"
    "instappen_tot;aanmelden_tot;dagdelen;betaald_door;omschrijving\n"
    "k1;Heftruck;branchecertificaat;mbo1;2 dagen;8;€ 349,-;300;400;nee;geen;A2;B;minimaal 18 jaar;"
    "heftruck rijden|laden;;heftruck;heftruckcertificaat;magazijnmedewerker;"
    "Opleider X;Delft;2611 AB;nee;1-4-2026;www.example.org;ja;B1;branchecertificaat;1-5-2026;15-3-2026;"
    "dinsdagavond|zaterdag;O&O-fonds;U leert <b>veilig</b> rijden.\n"
)


def one(reading, **cells):
    cells = {"titel": "Heftruck"} | cells
    row = ";".join(f'"{value}"' for value in cells.values())
    return reading.courses(f"{';'.join(cells)}\n{row}\n")


def test_every_field_of_a_course_and_its_offering_is_read(reading):
    found = reading.courses(FULL)
    assert found.warnings == []
    assert found.values == [
        CourseRow(
            Course(
                id="k1",
                label="Heftruck",
                kind=CourseKind.BRANCH,
                level=Level.MBO1,
                weeks=pytest.approx(0.4),
                hours_per_week=8,
                price_min=300,
                price_max=400,
                entry_level=Level.NONE,
                entry_language=LanguageLevel.A2,
                entry_licences=("rijbewijs-b",),
                entry_note="minimaal 18 jaar",
                teaches=("heftruck rijden", "laden"),
                gives_licences=("heftruck",),
                certificate="heftruckcertificaat",
                prepares_for=("magazijnmedewerker",),
                gives_language=LanguageLevel.B1,
                paper=Paper.BRANCH,
                description="U leert veilig rijden.",
            ),
            (
                Offering(
                    "Opleider X",
                    Location("Delft", "2611AB"),
                    start_date=date(2026, 4, 1),
                    price=349,
                    url="https://www.example.org",
                    invented=True,
                    enter_until=date(2026, 5, 1),
                    day_parts=frozenset({DayPart.EVENING, DayPart.SATURDAY}),
                    paid_by=Payer.FUND,
                    apply_by=date(2026, 3, 15),
                ),
            ),
        )
    ]


def test_a_row_without_a_provider_is_a_kind_of_training_only(reading):
    found = one(reading, soort="training", prijs="350")
    assert found.values[0].offerings == ()
    assert (found.values[0].course.price_min, found.values[0].course.price_max) == (350, 350)


def test_the_single_price_of_a_row_with_a_provider_is_that_of_the_offering(reading):
    row = one(reading, aanbieder="X", prijs="350").values[0]
    assert row.offerings[0].price == 350
    assert row.course.price_min is None


def test_a_place_without_a_provider_is_told(reading):
    found = one(reading, plaats="Delft")
    assert found.values[0].offerings == ()
    assert "aanbieder ontbreekt" in found.warnings[0]


def test_rows_with_the_same_title_have_the_same_id_in_a_file_without_ids(reading):
    found = reading.courses("titel;aanbieder\nHeftruck;X\nHEFTRUCK ;Y\nVCA;X\n")
    first, second, third = (value.course.id for value in found.values)
    assert first == second != third


@pytest.mark.parametrize(
    "cell",
    ["2026-09-01|2027-02-01", "1-2-2027, 1-9-2026", "1 september 2026 en 1 februari 2027", "01-09-2026;01-02-2027"],
)
def test_every_start_in_a_row_is_an_offering_in_order(reading, cell):
    offerings = one(reading, aanbieder="X", startdatum=cell, prijs="10").values[0].offerings
    assert [(offering.start_date, offering.price) for offering in offerings] == [
        (date(2026, 9, 1), 10),
        (date(2027, 2, 1), 10),
    ]


def test_starts_may_be_a_list_of_json(reading):
    found = reading.courses('[{"titel": "Lassen", "aanbieder": "X", "startdata": ["2026-09-01", "2027-02-01"]}]')
    assert len(found.values[0].offerings) == 2


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("1, 8 en 15 februari 2027", ["2027-02-01", "2027-02-08", "2027-02-15"]),
        ("1 feb, 1 mrt en 1 apr 2027", ["2027-02-01", "2027-03-01", "2027-04-01"]),
        ("ma 04-01-27 | do. 7 jan. 2027", ["2027-01-04", "2027-01-07"]),
        ("1-2-2027 / 1-9-2027", ["2027-02-01", "2027-09-01"]),
        ("1-2-2027 & 1-9-2027", ["2027-02-01", "2027-09-01"]),
        ("1/2/2027", ["2027-02-01"]),
    ],
)
def test_starts_in_one_cell_are_read_as_people_write_them(reading, cell, days):
    found = one(reading, aanbieder="X", startdatum=cell)
    assert [str(offering.start_date) for offering in found.values[0].offerings] == days
    assert found.warnings == []


def test_a_day_without_month_or_year_of_its_own_or_after_it_is_told(reading):
    for cell in ("1 en 8-2-2027", "3 februari en 3 maart", "januari 2027"):
        assert one(reading, aanbieder="X", startdatum=cell).warnings != []


def test_a_start_that_is_not_recognised_is_told_and_the_others_stay(reading):
    found = one(reading, aanbieder="X", startdatum="1-9-2026|najaar")
    assert [offering.start_date for offering in found.values[0].offerings] == [date(2026, 9, 1)]
    assert "najaar" in found.warnings[0]


def test_a_row_without_a_start_is_one_offering(reading):
    for cell in ("", "in overleg", "doorlopend", "doorlopende instroom", "flexibele start", "op aanvraag"):
        found = one(reading, aanbieder="X", startdatum=cell)
        assert [offering.start_date for offering in found.values[0].offerings] == [None]
        assert found.warnings == []


def test_the_last_day_to_begin_holds_for_the_starts_before_it(reading):
    found = one(reading, aanbieder="X", startdatum="2026-09-01|2027-02-01", instappen_tot="2026-12-01")
    assert [offering.enter_until for offering in found.values[0].offerings] == [date(2026, 12, 1), None]
    assert found.warnings == []


def test_a_last_day_to_begin_before_every_start_is_told_and_not_used(reading):
    found = one(reading, aanbieder="X", startdatum="2026-09-01", instappen_tot="2026-08-01")
    assert found.values[0].offerings[0].enter_until is None
    assert "ligt voor de start" in found.warnings[0]


@pytest.mark.parametrize(
    ("starts", "cell", "days"),
    [
        ("2026-09-01", "2026-08-01", ["2026-08-01"]),
        ("2026-09-01|2027-02-01", "2026-08-01", ["2026-08-01", "2026-08-01"]),
        ("2026-09-01|2027-02-01", "1-8-2026 en 1-1-2027", ["2026-08-01", "2027-01-01"]),
        ("", "t/m 1 augustus 2026", ["2026-08-01"]),
        ("2026-09-01", "2026-07-31T22:00:00Z", ["2026-07-31"]),
        ("2026-09-01", "n.v.t.", ["None"]),
        ("2026-09-01", "", ["None"]),
    ],
)
def test_the_last_day_to_apply_is_one_for_all_starts_or_one_for_each(reading, starts, cell, days):
    found = one(reading, aanbieder="X", startdatum=starts, inschrijfdeadline=cell)
    assert [str(offering.apply_by) for offering in found.values[0].offerings] == days
    assert found.warnings == []


def test_more_days_to_apply_than_starts_are_told_and_not_used(reading):
    found = one(reading, aanbieder="X", startdatum="2026-09-01", deadline="1-8-2026|1-1-2027")
    assert found.values[0].offerings[0].apply_by is None
    assert found.warnings == ["2 dagen om aan te melden bij 1 start(s): niet gelezen"]


def test_a_moment_in_a_table_is_the_day_in_the_netherlands(reading):
    (row,) = one(reading, aanbieder="X", startdatum="2027-08-31T22:00:00Z", instappen_tot="2027-09-30T22:00:00Z").values
    assert row.offerings[0].start_date == date(2027, 9, 1)
    assert row.offerings[0].enter_until == date(2027, 9, 30)


@pytest.mark.parametrize(
    ("cells", "hours", "warning"),
    [
        ({"uren": "240", "weken": "10"}, 24, "240 uur is gelezen als de hele studielast: 24 uur per week"),
        ({"Studielast": "1600 uur", "duur": "P1Y"}, 30.8, "hele studielast: 30.8 uur per week"),
        ({"uren": "80", "weken": "10"}, 80, None),
        ({"uren": "81", "weken": "1"}, None, "81 uur is meer dan 80 in een week en is niet gelezen"),
        ({"uren": "240"}, None, "240 uur is meer dan 80 in een week en is niet gelezen"),
        ({"uren_per_week": "240", "weken": "10"}, None, "240 uur is meer dan 80 in een week en is niet gelezen"),
        ({"studielast": "4000", "weken": "10"}, None, "4000 uur is meer dan 80 in een week en is niet gelezen"),
    ],
)
def test_more_hours_than_a_week_has_are_those_of_the_whole_course_or_unknown(reading, cells, hours, warning):
    found = one(reading, **cells)
    assert found.refusals == [""]
    assert found.values[0].course.hours_per_week == hours
    assert (warning or "") in "".join(found.warnings)
    assert len(found.warnings) == (warning is not None)


def test_who_pays_belongs_to_the_offering_and_in_a_row_without_one_to_the_course(reading):
    row = one(reading, aanbieder="X", betaald_door="de werkgever").values[0]
    assert (row.course.paid_by, row.offerings[0].paid_by) == (None, Payer.EMPLOYER)
    assert one(reading, betaald_door="gemeente").values[0].course.paid_by is Payer.MUNICIPALITY


@pytest.mark.parametrize(
    ("cell", "payer"),
    [
        ("Gemeente Delft", Payer.MUNICIPALITY),
        ("kosteloos via de gemeente", Payer.MUNICIPALITY),
        ("werkzoekende zelf", Payer.PARTICIPANT),
        ("O&O-fonds Metaal", Payer.FUND),
        ("werkgever en O&O-fonds", None),
        ("UWV of gemeente", None),
        ("niet door de gemeente", None),
        ("deels de werkgever", None),
    ],
)
def test_who_pays_is_known_when_a_text_names_one_and_is_sure(reading, cell, payer):
    found = one(reading, aanbieder="X", betaald_door=cell)
    assert found.values[0].offerings[0].paid_by is payer
    assert len(found.warnings) == (payer is None)


@pytest.mark.parametrize(
    ("cells", "works"),
    [
        ({"soort": "bbl"}, True),
        ({"soort": "BBL-opleiding"}, True),
        ({"soort": "leerwerkplek"}, True),
        ({"soort": "bbl", "leren_en_werken": "nee"}, False),
        ({"soort": "bol"}, False),
        ({"soort": "training", "bbl": "ja"}, True),
        ({}, False),
    ],
)
def test_bbl_is_learning_while_working_unless_the_row_denies_it(reading, cells, works):
    assert one(reading, **cells).values[0].course.learn_and_earn is works


def test_a_list_of_a_werkbedrijf_straight_from_excel_is_read(reading):
    found = reading.courses(
        "sep=;\r\nOpleidingsnaam;Aanbieder/locatie;Startmoment;Lesdagen;Kosten (€);Duur in weken;BBL\r\n"
        "Heftruck;Rijschool Café;1-2-2027 en 1-3-2027;dinsdag- en donderdagavond;1.250,00;2 dgn;nee\r\n".encode(
            "cp1252"
        )
    )
    (row,) = found.values
    assert (row.course.label, row.course.weeks, row.course.learn_and_earn) == ("Heftruck", 0.4, False)
    assert [(str(one.start_date), one.provider, one.price, one.day_parts) for one in row.offerings] == [
        ("2027-02-01", "Rijschool Café", 1250, {DayPart.EVENING}),
        ("2027-03-01", "Rijschool Café", 1250, {DayPart.EVENING}),
    ]


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("papier", "mbo-certificaat Basiszorg", Paper.MBO_CERTIFICATE),
        ("papier", "Bewijs van deelname", Paper.ATTENDANCE),
        ("soort_certificaat", "mbo-diploma", Paper.DIPLOMA),
        ("papier", "praktijkverklaring", Paper.PRAKTIJKVERKLARING),
        ("papier", "geen", Paper.NONE),
        ("taalniveau_na", "A2", LanguageLevel.A2),
    ],
)
def test_the_paper_and_the_language_at_the_end_are_words_that_files_use(reading, column, cell, value):
    course = one(reading, **{column: cell}).values[0].course
    assert value in (course.paper, course.gives_language)


@pytest.mark.parametrize(
    ("cells", "paper"),
    [
        ({"certificaat": "branchecertificaat heftruck"}, Paper.BRANCH),
        ({"certificaat": "MBO-certificaat", "soort": "mbo"}, Paper.MBO_CERTIFICATE),
        ({"certificaat": "VCA-diploma"}, Paper.BRANCH),
        ({"certificaat": "mbo-diploma Kok"}, Paper.DIPLOMA),
        ({"certificaat": "diploma Vakman", "soort": "branchecertificaat"}, None),
        ({"certificaat": "getuigschrift"}, None),
        ({"certificaat": "mbo-diploma Kok", "papier": "certificaat"}, None),
        ({"certificaat": "mbo-diploma Kok", "papier": "geen"}, Paper.NONE),
        ({}, None),
    ],
)
def test_the_name_of_a_paper_says_what_sort_it_is_where_the_row_does_not(reading, cells, paper):
    assert one(reading, **cells).values[0].course.paper is paper


def test_parts_of_the_week_not_stated_are_not_known(reading):
    assert one(reading, aanbieder="X").values[0].offerings[0].day_parts is None


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("maandagochtend en vrijdagmiddag", {DayPart.DAY}),
        ("dinsdag 19:00-21:30", {DayPart.EVENING}),
        ("overdag|zaterdag 9.30 - 12.30 uur", {DayPart.DAY, DayPart.SATURDAY}),
        ("maandag t/m vrijdag", {DayPart.DAY}),
        ("weekend", {DayPart.SATURDAY, DayPart.SUNDAY}),
    ],
)
def test_parts_of_the_week_come_from_words_and_from_times(reading, cell, parts):
    found = one(reading, aanbieder="X", lesmoment=cell)
    assert found.values[0].offerings[0].day_parts == parts
    assert found.warnings == []


def test_a_part_of_the_week_that_is_not_recognised_is_told(reading):
    found = one(reading, aanbieder="X", lesmoment="avond en nu en dan")
    assert found.values[0].offerings[0].day_parts == {DayPart.EVENING}
    assert found.warnings == ["dagdeel niet herkend: 'nu', 'dan'"]


def test_a_text_keeps_its_items_and_paragraphs_on_lines(reading):
    lined = one(reading, omschrijving="<p>U leert:</p><ul><li>lassen</li><li>slijpen, zagen</li></ul>")
    assert lined.values[0].course.description == "U leert:\nlassen\nslijpen, zagen"
    assert one(reading, omschrijving="a\nb, c").values[0].course.description == "a\nb, c"
    assert one(reading, omschrijving="a, b; c").values[0].course.description == "a, b; c"


def test_a_length_may_be_an_iso_duration(reading):
    course = one(reading, duur="P10W", uren_per_week="PT4H").values[0].course
    assert (course.weeks, course.hours_per_week) == (10, 4)


def test_learning_while_working_and_online_are_yes_or_no(reading):
    row = one(reading, leren_en_werken="ja", aanbieder="X", online="ja").values[0]
    assert row.course.learn_and_earn
    assert row.offerings[0].online


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"titel": ""}, "titel ontbreekt"),
        ({"prijs": "-5"}, "een prijs kan niet negatief zijn"),
        ({"prijs_min": "400", "prijs_max": "300"}, "de laagste prijs (400) is meer dan de hoogste (300)"),
        ({"weken": "-1"}, "-1 ligt niet tussen 0 en 520"),
        ({"weken": "600"}, "600 ligt niet tussen 0 en 520"),
        ({"uren_per_week": "-9"}, "-9 ligt niet tussen 0 en 80"),
        ({"aanbieder": "X", "aanmelden_tot": "31-02-2026"}, "datum '31-02-2026' bestaat niet"),
        ({"aanbieder": "X", "startdatum": "31-02-2026"}, "datum '31-02-2026' bestaat niet"),
        ({"prijs": "nan"}, "geen eindig bedrag"),
        ({"prijs": "1000000"}, "1e+06 ligt niet tussen 0 en 100000"),
    ],
)
def test_an_impossible_value_refuses_the_row(reading, cells, reason):
    assert one(reading, plaatsing="x", **cells).refusals == [reason]


@pytest.mark.parametrize(
    "cells",
    [
        {"soort": "kwibus"},
        {"niveau": "hoog"},
        {"weken": "lang"},
        {"leren_en_werken": "misschien"},
        {"prijs": "op aanvraag"},
        {"weken": "40 uur"},
        {"papier": "certificaat"},
        {"betaald_door": "een oom"},
        {"geeft_taal": "vlot"},
    ],
)
def test_an_unrecognised_word_is_a_warning(reading, cells):
    found = one(reading, **cells)
    assert found.values[0].course.kind is CourseKind.TRAINING
    assert len(found.warnings) == 1
