from datetime import date

import pytest

from matcher.codes import CourseKind, LanguageLevel, Level
from matcher.domain import Course, Location, Offering
from pipelines.sources.courses import CourseRow

FULL = (
    "id;titel;soort;niveau;weken;uren_per_week;prijs;prijs_min;prijs_max;leren_en_werken;instapniveau;instaptaal;"
    "instaplicenties;instapeis;leert;geeft_niveau;geeft_licenties;"
    "certificaat;bereidt_voor;aanbieder;plaats;postcode;online;startdatum;url;verzonnen\n"
    "k1;Heftruck;branchecertificaat;mbo1;2 dagen;8;€ 349,-;300;400;nee;geen;A2;B;minimaal 18 jaar;"
    "heftruck rijden|laden;;heftruck;heftruckcertificaat;magazijnmedewerker;"
    "Opleider X;Delft;2611 AB;nee;1-4-2026;www.example.org;ja\n"
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
            ),
            Offering(
                "Opleider X",
                Location("Delft", "2611AB"),
                start_date=date(2026, 4, 1),
                price=349,
                url="https://www.example.org",
                invented=True,
            ),
        )
    ]


def test_a_row_without_a_provider_is_a_kind_of_training_only(reading):
    found = one(reading, soort="training", prijs="350")
    assert found.values[0].offering is None
    assert (found.values[0].course.price_min, found.values[0].course.price_max) == (350, 350)


def test_the_single_price_of_a_row_with_a_provider_is_that_of_the_offering(reading):
    row = one(reading, aanbieder="X", prijs="350").values[0]
    assert row.offering.price == 350
    assert row.course.price_min is None


def test_a_place_without_a_provider_is_told(reading):
    found = one(reading, plaats="Delft")
    assert found.values[0].offering is None
    assert "aanbieder ontbreekt" in found.warnings[0]


def test_rows_with_the_same_title_have_the_same_id_in_a_file_without_ids(reading):
    found = reading.courses("titel;aanbieder\nHeftruck;X\nHEFTRUCK ;Y\nVCA;X\n")
    first, second, third = (value.course.id for value in found.values)
    assert first == second != third


def test_learning_while_working_and_online_are_yes_or_no(reading):
    row = one(reading, leren_en_werken="ja", aanbieder="X", online="ja").values[0]
    assert row.course.learn_and_earn
    assert row.offering.online


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"titel": ""}, "titel ontbreekt"),
        ({"prijs": "-5"}, "een prijs kan niet negatief zijn"),
        ({"prijs_min": "400", "prijs_max": "300"}, "de laagste prijs (400) is meer dan de hoogste (300)"),
        ({"weken": "-1"}, "-1 ligt niet tussen 0 en 520"),
        ({"weken": "600"}, "600 ligt niet tussen 0 en 520"),
        ({"uren_per_week": "90"}, "90 ligt niet tussen 0 en 80"),
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
    ],
)
def test_an_unrecognised_word_is_a_warning(reading, cells):
    found = one(reading, **cells)
    assert found.values[0].course.kind is CourseKind.TRAINING
    assert len(found.warnings) == 1
