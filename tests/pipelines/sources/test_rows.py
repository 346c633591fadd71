import pytest

from matcher.guard import MASK, Kept
from pipelines.sources.rows import Note, Row, Tally, safe_cell


@pytest.mark.parametrize("formula", ["=1+1", "+31612345678", "-1", "@SUM(A1)", "  =1+1", "\tkok"])
def test_a_formula_is_made_harmless_with_an_apostrophe(formula):
    assert safe_cell(formula) == f"'{formula}"


@pytest.mark.parametrize("text", ["", "Kok", "1-2", "a=b", "'=1"])
def test_an_ordinary_text_stays_as_it_is(text):
    assert safe_cell(text) == text


def test_the_raw_text_of_a_row_is_the_record_as_written():
    assert Row(4, {"id": "1", "titel": "Kok"}, "1;Kok").raw == "1;Kok"


def test_without_the_record_the_raw_text_is_made_from_the_values_that_may_be_read():
    assert Row(4, {"id": 1, "titel": "Kok"}).raw == '{"id": 1, "titel": "Kok"}'


def test_the_raw_text_holds_no_service_number():
    assert Row(1, {}, "Jan;123456782;Delft").raw == f"Jan;{MASK};Delft"


def test_the_raw_text_of_a_person_holds_no_listed_terms():
    text = "c1;heeft adhd"
    assert Row(1, {}, text).raw == text
    assert Row(1, {}, text, personal=True).raw == f"c1;heeft {MASK}"


def test_the_raw_text_is_at_most_two_thousand_characters():
    assert len(Row(1, {}, "x" * 50_000).raw) == 2_000


def test_a_service_number_on_the_edge_of_the_raw_text_is_not_cut_into_something_unmasked():
    raw = Row(1, {}, "x " * 997 + "123456782").raw
    assert "12345" not in raw
    assert len(raw) == 2_000


def test_the_tally_names_what_was_kept_out_with_why_and_how_many_values():
    tally = Tally()
    tally.drop("bsn", Kept.SERVICE_NUMBER, 2)
    tally.drop("bsn", Kept.SERVICE_NUMBER, 1)
    assert tally.notes() == (
        Note(0, "bsn", "kolom niet gelezen, want die hoort hier niet (burgerservicenummer); 3 waarde(n) weggelaten"),
    )


def test_the_tally_remembers_a_bounded_number_of_names():
    tally = Tally()
    for number in range(1_000):
        tally.ignore(f"kolom{number}")
        tally.drop(f"bsn{number}", Kept.SERVICE_NUMBER, 1)
    assert len(tally.notes()) == 400


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1;=1+1;Kok", "1;'=1+1;Kok"),
        ('2; =HYPERLINK("http://example.org")', '2; \'=HYPERLINK("http://example.org")'),
        ("Kok\n-2+3\t@SUM(A1)", "Kok\n'-2+3\t'@SUM(A1)"),
        ("=1;=2", "'=1;'=2"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        (";=1", ";'=1"),
        ('1;"=1+1&";Kok', '1;"\'=1+1&";Kok'),
        ("kok;1-2;a=b", "kok;1-2;a=b"),
    ],
)
def test_a_formula_after_a_sign_that_a_spreadsheet_cuts_at_is_made_harmless_too(text, shown):
    assert safe_cell(text) == shown
