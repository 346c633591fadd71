import pytest

from pipelines.vum.contact_data import without_contact_data, without_contact_fields


@pytest.mark.parametrize(
    "way",
    [
        "06-12345678", "0612345678", "06 12 34 56 78", "+31 6 12345678", "0031612345678", "+31(0)15-2123456",
        "(015) 212 34 56", "015-2123456", "jan@voorbeeld.nl", "jan.de+werk@mail.voorbeeld.nl",
        "https://www.voorbeeld.nl/in/jan", "www.voorbeeld.nl",
    ],
)  # fmt: skip
def test_a_way_to_reach_someone_is_taken_out(way):
    found = without_contact_data(f"Bel of mail {way} graag")

    assert found.text == "Bel of mail [weggelaten] graag"
    assert found.count == 1


@pytest.mark.parametrize(
    "text", ["5 jaar ervaring", "van 2018 tot 2023", "24 tot 32 uur", "€ 2.500,00", "Excel & Word", "ISO 9001"]
)
def test_other_numbers_stay(text):
    assert without_contact_data(text).text == text


def test_long_runs_cost_no_time():
    without_contact_data("a" * 100_000 + "@" + "0" * 100_000)


def test_fields_to_reach_someone_are_dropped_and_counted():
    record = {"idWerkzoekende": "a", "telefoonnummer": ["06"], "emailadres": [], "webadres": [{"url": "x"}]}

    assert without_contact_fields(record) == ({"idWerkzoekende": "a"}, 2)
