import pytest
from hypothesis import given

from pipelines.vum.deviations import MOST, deviations
from pipelines.vum.shapes import VACATURE, WERKZOEKENDE
from tests.pipelines.vum.records import anything, vacature, werkzoekende


def told(record, shape=VACATURE):
    return {(one.path, one.what) for one in deviations(record, shape)}


def test_records_that_keep_to_the_standard_have_none():
    assert told(vacature()) == set()
    assert told(werkzoekende(), WERKZOEKENDE) == set()


@pytest.mark.parametrize(
    ("field", "value", "path", "what"),
    [
        ("naamVacature", "x" * 121, "naamVacature", "121 tekens"),
        ("nummerVacature", "x" * 12, "nummerVacature", "12 tekens"),
        ("adres", {"postcode": "2611 AB"}, "adres.postcode", "andere vorm"),
        ("adres", {"postcode": "2611AB\n"}, "adres.postcode", "andere vorm"),
        ("adres", {}, "adres.postcode", "ontbreekt"),
        ("adres", [], "adres", "geen object"),
        ("codeWerkEnDenkniveauMinimaal", "8", "codeWerkEnDenkniveauMinimaal", "onbekende code"),
        ("codeWerkEnDenkniveauMinimaal", 4, "codeWerkEnDenkniveauMinimaal", "geen tekst"),
        ("rijbewijs", {"codeSoortRijbewijs": "B"}, "rijbewijs", "geen lijst"),
        ("rijbewijs", [{"codeSoortRijbewijs": "X"}], "rijbewijs[0].codeSoortRijbewijs", "onbekende code"),
        ("sluitingsdatumVacature", "2027-02-30", "sluitingsdatumVacature", "geen bestaande dag"),
        ("sluitingsdatumVacature", "20270230", "sluitingsdatumVacature", "geen bestaande dag"),
        ("werktijden", {"indicatieKantoortijden": 3}, "werktijden.indicatieKantoortijden", "onbekende code"),
        ("werktijden", {"indicatieKantoortijden": True}, "werktijden.indicatieKantoortijden", "geen geheel getal"),
        ("sector", {"codeSbi": 100_000}, "sector.codeSbi", "buiten de grenzen"),
        ("schoenmaat", 43, "schoenmaat", "onbekend veld"),
    ],
)  # fmt: skip
def test_each_departure_is_named_with_its_path(field, value, path, what):
    assert told(vacature(**{field: value})) == {(path, what)}


def test_a_required_id_is_missed():
    record = vacature()
    del record["idVacature"]

    assert told(record) == {("idVacature", "ontbreekt")}


def test_what_is_told_never_repeats_the_value():
    (found,) = deviations(werkzoekende(persoonlijkePresentatie=["Jan de Geheime"]), WERKZOEKENDE)

    assert "Geheime" not in f"{found} {found.path}"


def test_a_record_that_is_all_wrong_is_told_no_more_than_so_often():
    assert len(deviations(vacature(rijbewijs=[{"x": 1}] * 1000), VACATURE)) == MOST


@given(anything(VACATURE))
def test_whatever_the_shape_allows_has_none(record):
    assert deviations(record, VACATURE) == ()
