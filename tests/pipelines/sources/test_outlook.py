import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import InputError
from matcher.outlook import Outlook, Risk, Shortage
from pipelines.sources.columns import OUTLOOK
from pipelines.sources.outlook import OutlookRow, parse_isco, parse_shortage, read_outlook

# In the shape of the estimates of Nesta, with invented numbers.
GROUPS = (
    "isco_code,isco_unit_group,risk,prevalence,risk_category\n"
    "5120,Cooks,3.47,0.61,Other\n9112,Cleaners,3.28,0.88,Low risk\n5223,Shop sales assistants,3.61,0.21,High risk\n"
)
OCCUPATIONS = (
    "id,occupation,isco_code,risk,prevalence,risk_category,risk_nonphysical,concept_uri\n"
    "7,cook,5120,3.5,0.5,Other,3.6,http://example.org/esco/kok\n"
)
# In the shape of a table of tightness.
TIGHTNESS = "ISCO-08;Spanning;Bron;Jaar\n5120;zeer krap;UWV;2026\n9112;0,5;UWV;2026\n"


@pytest.fixture
def read(tmp_path):
    def reading(content, name="tabel.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read_outlook(path).rows)

    return reading


def values(rows):
    return [row.value for row in rows]


def test_estimates_per_unit_group_are_read(read):
    assert values(read(GROUPS)) == [
        OutlookRow("", "5120", Outlook(Risk.MEDIUM, 3.47, 0.61, "tabel.csv")),
        OutlookRow("", "9112", Outlook(Risk.LOW, 3.28, 0.88, "tabel.csv")),
        OutlookRow("", "5223", Outlook(Risk.HIGH, 3.61, 0.21, "tabel.csv")),
    ]


def test_estimates_per_occupation_are_about_the_address_and_not_the_number_of_the_row(read):
    (row,) = values(read(OCCUPATIONS))

    assert (row.occupation, row.isco, row.key) == ("http://example.org/esco/kok", "5120", "http://example.org/esco/kok")
    assert row.outlook.risk is Risk.MEDIUM


def test_tightness_is_read_in_words_and_in_numbers_with_its_source_and_year(read):
    assert values(read(TIGHTNESS)) == [
        OutlookRow("", "5120", Outlook(shortage=Shortage.VERY_TIGHT, shortage_source="UWV 2026")),
        OutlookRow("", "9112", Outlook(shortage=Shortage.LOOSE, shortage_source="UWV 2026")),
    ]


def test_one_row_may_say_both(read):
    (row,) = values(read("beroep,risico_categorie,krapte\nkok,hoog,ruim\n"))

    assert (row.key, row.outlook.risk, row.outlook.shortage) == ("kok", Risk.HIGH, Shortage.LOOSE)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5120", "5120"),
        (" C5120 ", "5120"),
        ("5120.0", "5120"),
        ("ISCO-08 5120", "5120"),
        ("http://data.europa.eu/esco/isco/C5120", "5120"),
        ("110", "0110"),
        ("0310", "0310"),
        ("512", None),
        ("51200", None),
        ("kok", None),
        ("", None),
    ],
)
def test_codes_of_isco_are_read_as_people_write_them(text, code):
    found, warning = parse_isco(text)

    assert found == code
    assert bool(warning) == (code is None)


@pytest.mark.parametrize(
    ("number", "shortage"),
    [
        ("12", Shortage.VERY_TIGHT),
        ("4,01", Shortage.VERY_TIGHT),
        ("4", Shortage.TIGHT),
        ("1.51", Shortage.TIGHT),
        ("1,5", Shortage.AVERAGE),
        ("0,67", Shortage.AVERAGE),
        ("0.66", Shortage.LOOSE),
        ("0,25", Shortage.LOOSE),
        ("0.24", Shortage.VERY_LOOSE),
        ("0", Shortage.VERY_LOOSE),
        ("Zeer Krap", Shortage.VERY_TIGHT),
        ("zeer-ruim", Shortage.VERY_LOOSE),
    ],
)
def test_tightness_has_the_bounds_of_uwv(number, shortage):
    assert parse_shortage(number) == (shortage, "")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",3.4,0.5,Other,", "er staat geen beroep (id of URI) en geen ISCO-08-code van vier cijfers"),
        ("51,3.4,0.5,Other,", "er staat geen beroep (id of URI) en geen ISCO-08-code van vier cijfers"),
        ("5120,,,,", "er staat geen risico en geen krapte die wordt herkend"),
        ("5120,,0.4,misschien,geen idee", "er staat geen risico en geen krapte die wordt herkend"),
        ("5120,-1,,,", "-1 ligt niet tussen 0 en 100"),
        ("5120,nan,,,", "geen eindig getal"),
        ("5120,3.4,45,,", "45 ligt niet tussen 0 en 1"),
        ("5120,,,,-2", "een spanning van -2 kan niet"),
    ],
)
def test_a_row_that_says_nothing_or_cannot_be_true_is_refused_with_its_line(read, row, reason):
    good, bad = read(f"isco,risk,prevalence,risk_category,krapte\n9112,3.4,,,\n{row}\n")

    assert good.value is not None
    assert bad.value is None
    assert (bad.refusal.line, bad.refusal.reason) == (3, reason)


def test_a_word_that_is_not_known_is_a_warning_where_the_rest_can_be_used(read):
    (row,) = read("isco,risk_category,krapte\n5120,misschien,krap\n")

    assert row.value.outlook == Outlook(shortage=Shortage.TIGHT, shortage_source="tabel.csv")
    assert [note.reason for note in row.warnings] == [
        "'misschien' is geen risicoklasse; bekend zijn laag, midden en hoog"
    ]


@pytest.mark.parametrize("content", [GROUPS.encode("utf-16"), GROUPS.encode("utf-8-sig"), GROUPS.replace(",", "\t")])
def test_the_encoding_and_the_separator_do_not_matter(read, content):
    assert [row.key for row in values(read(content))] == ["5120", "9112", "5223"]


def test_a_table_that_is_no_text_or_has_no_rows_is_one_clear_error(read):
    with pytest.raises(InputError, match="zipbestand"):
        read(b"PK\x03\x04rest")
    with pytest.raises(InputError, match="alleen een kopregel"):
        read("isco,risk\n")
    with pytest.raises(InputError, match="leeg"):
        read("")


def test_the_page_has_every_column_with_all_its_names():
    page = (Path(__file__).parents[3] / "docs" / "transitions.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([a-z]+)` \| ([^|]*) \|", page, re.MULTILINE))

    assert {column: tuple(re.findall(r"`([^`]+)`", names)) for column, names in rows.items()} == dict(OUTLOOK)


@given(st.text(max_size=30))
def test_no_cell_makes_it_stumble(text):
    code, _ = parse_isco(text)

    assert code is None or (len(code) == 4 and code.isdecimal())
