import pytest

from tests import caseloads
from tests.homes import is_one_line_error, region, springplank

TOP = {
    "municipality", "on", "market", "open_vacancies", "people", "least_people", "rounded_down_to", "gaps",
}  # fmt: skip
GAP = {
    "rank", "kind", "id", "label", "missing", "helped", "first_match", "asked_by", "vacancies", "per_person", "work",
    "wage", "level", "people_by_level", "people_by_dutch", "courses",
}  # fmt: skip


def gaps(*options, municipality="Den Bosch", home=None):
    return springplank(
        "gaps", "--municipality", municipality, "--home", home or caseloads.home(), "--on", caseloads.ON, *options
    )


def words(ran):
    return " ".join(ran.out.split())


def test_the_document_has_its_keys():
    document = gaps("--json").document

    assert set(document) == TOP
    assert document["gaps"]
    assert all(set(one) == GAP for one in document["gaps"])


def test_the_text_says_what_is_missing_what_opens_and_what_is_left_out():
    ran = gaps()

    assert (ran.status, ran.err) == (0, "")
    shown = words(ran)
    assert "Wat ontbreekt in 's-Hertogenbosch, 23 november 2026" in shown
    assert "minstens 15 mensen" in shown
    assert "soep koken helpt 10 mensen of meer" in shown
    assert "soepkok (5)" in shown
    assert "keukenhulp (< 5)" in shown
    assert "loon per uur: meestal € 15, in het midden € 15" in shown
    assert "Soep voor koks (geen groep van tien kan instappen)" in shown
    assert "geen cursus bekend die dit leert" in shown
    assert "Wat over minder dan tien mensen gaat, staat hier niet bij." in shown


def test_the_text_fits_a_hundred_columns():
    assert max(map(len, gaps().out.splitlines())) <= 100


def test_top_makes_the_list_shorter_in_both_forms():
    assert [one["id"] for one in gaps("--top", 1, "--json").document["gaps"]] == ["soep"]
    assert "afwassen" not in gaps("--top", 1).out


def test_the_demo_has_gaps_or_too_few_people_and_never_a_number_under_ten():
    seen = 0
    for municipality in ("Delft", "Leiden", "Den Bosch", "Zoetermeer", "Maassluis"):
        ran = gaps("--json", municipality=municipality, home=region())
        assert ran.status == 0 or is_one_line_error(ran)
        seen += ran.status
    assert seen  # a dozen people over five municipalities


@pytest.mark.parametrize("municipality", ["Vlaardingen", "Leiden", "Nergenshuizen", " "])
def test_too_few_people_or_none_is_one_line_without_a_number(municipality):
    ran = gaps(municipality=municipality)

    assert is_one_line_error(ran)
    assert not [character for character in ran.err if character.isdigit()]


@pytest.mark.parametrize("options", [("--top", 0), ("--top", "veel"), ("--on", "morgen")])
def test_wrong_usage_is_told(options):
    ran = gaps(*options)

    assert (ran.status, ran.out) == (2, "")


def test_the_municipality_must_be_named():
    ran = springplank("gaps", "--home", caseloads.home())

    assert (ran.status, ran.out) == (2, "")
    assert "--municipality" in ran.err


def test_asking_twice_gives_the_same_bytes():
    assert gaps("--json").out == gaps("--json").out
