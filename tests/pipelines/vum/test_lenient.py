import pytest
from hypothesis import given

from pipelines.vum.deviations import deviations
from pipelines.vum.lenient import regular
from pipelines.vum.shapes import VACATURE, WERKZOEKENDE
from tests.pipelines.vum.records import anything, vacature


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        ("codeWerkEnDenkniveauMinimaal", 4, "4"),
        ("werktijden", {"aantalWerkurenPerWeekMaximaal": "32"}, {"aantalWerkurenPerWeekMaximaal": 32}),
        ("werktijden", {"aantalWerkurenPerWeekMaximaal": 32.0}, {"aantalWerkurenPerWeekMaximaal": 32}),
        ("contractvorm", [{"codeTypeOvereenkomst": 2}], [{"codeTypeOvereenkomst": "02"}]),
        ("contractvorm", {"codeTypeArbeidscontract": "b"}, [{"codeTypeArbeidscontract": "B"}]),
        ("sluitingsdatumVacature", "2027-02-01T00:00:00Z", "2027-02-01"),
        ("sluitingsdatumVacature", 20270201, "2027-02-01"),
        ("sector", [{"codeSbi": 1}], {"codeSbi": 1}),
        ("idVacature", 17, "17"),
    ],
)
def test_what_means_the_same_is_mended(field, value, read):
    found = regular(vacature(**{field: value}), VACATURE)

    assert found[field] == read
    assert deviations(found, VACATURE) == ()


@pytest.mark.parametrize("empty", [None, "", [], {}, {"salarisIndicatie": ""}, {"salarisIndicatie": None}])
def test_what_is_empty_is_absent(empty):
    assert "arbeidsVoorwaarden" not in regular(vacature(arbeidsVoorwaarden=empty), VACATURE)


@pytest.mark.parametrize("value", [True, "veel", 1.5, [1], {"a": 1}, float("inf")])
def test_what_cannot_be_mended_stays_for_the_check_to_find(value):
    found = regular(vacature(werktijden={"aantalWerkurenPerWeekMaximaal": value}), VACATURE)

    assert [one.path for one in deviations(found, VACATURE)] == ["werktijden.aantalWerkurenPerWeekMaximaal"]


@given(anything(WERKZOEKENDE))
def test_what_keeps_to_the_standard_still_does(record):
    left = deviations(regular(record, WERKZOEKENDE), WERKZOEKENDE)

    assert {one.what for one in left} <= {"ontbreekt"}  # of what was empty
