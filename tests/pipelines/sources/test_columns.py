import pytest

from matcher.errors import InputError
from matcher.guard import Kept, kept_out
from pipelines.sources.columns import CLIENT, COURSE, VACANCY, demand, lay_out, recognise

TABLES = [("vacancy", VACANCY), ("client", CLIENT), ("course", COURSE)]


@pytest.mark.parametrize(("kind", "table"), TABLES)
def test_every_name_in_a_table_leads_to_its_column(kind, table):
    for column, aliases in table.items():
        for name in (column, *aliases):
            assert recognise(name, kind).column == column, name


@pytest.mark.parametrize("table", [VACANCY, CLIENT, COURSE], ids=["vacancy", "client", "course"])
def test_no_name_in_a_table_is_kept_out_by_the_guard(table):
    assert [name for column, aliases in table.items() for name in (column, *aliases) if kept_out(name)] == []


@pytest.mark.parametrize("name", ["Vacature-ID", "VACATURE_ID", "vacature id", "vacatureID", " Vacature Id "])
def test_case_spaces_and_punctuation_of_a_name_do_not_matter(name):
    assert recognise(name, "vacancy").column == "id"


def test_accents_of_a_name_do_not_matter():
    assert recognise("Pré", "vacancy").column == "vaardigheden_pre"


def test_a_column_that_the_guard_keeps_out_is_never_recognised():
    assert recognise("BSN", "client").kept is Kept.SERVICE_NUMBER
    assert recognise("BSN", "client").column == ""


def test_of_two_names_for_one_column_the_earlier_in_the_table_counts_last():
    layout = lay_out(["functie", "id", "titel"], "vacancy")
    assert layout.named["titel"] == "titel"
    assert [index for column, index in layout.picks if column == "titel"] == [0, 2]
    assert layout.doubles == ("kolom functie telt alleen waar titel leeg is: beide zijn 'titel'",)


def test_of_columns_that_are_joined_none_is_a_double():
    layout = lay_out(["id", "titel", "rijbewijs", "certificaten"], "vacancy")
    assert layout.doubles == ()
    assert layout.joins == (("licenties", 3),)


def test_nameless_and_repeated_columns_get_names_of_their_own():
    assert lay_out(["id", "", "x", "x"], "vacancy").names == ("id", "kolom 2", "x", "x (2)")


def test_a_missing_column_is_an_error_that_names_what_is_there_and_what_is_needed():
    with pytest.raises(InputError, match=r"f\.csv: kolom titel ontbreekt; gevonden: 'nummer', 'wat'.*docs/formats\.md"):
        demand("f.csv", lay_out(["nummer", "wat"], "vacancy"), ("titel",))


def test_a_row_of_data_in_place_of_a_header_is_not_repeated_with_its_service_number():
    with pytest.raises(InputError) as caught:
        demand("f.csv", lay_out(["Jan", "123456782"], "client"), ("id",))
    assert "123456782" not in str(caught.value)
