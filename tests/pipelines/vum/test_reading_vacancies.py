from datetime import date

import pytest
from hypothesis import given

from matcher.codes import Contract, DayPart, LanguageLevel, Level, Route, WagePeriod
from matcher.domain import AskedSkill, Location, Wage
from pipelines.vum.reading_vacancies import UNTITLED, read_vacature
from pipelines.vum.shapes import VACATURE
from tests.pipelines.vum.records import COOK, FOLDED, SOUP, anything, vacature


def read(**fields):
    return read_vacature(vacature(**fields), FOLDED)


def test_a_whole_vacancy_is_read_without_a_warning():
    found, telling = read()

    assert telling == []
    assert (found.id, found.title, found.employer) == ("v-1", "Kok in een verpleeghuis", "Zorggroep Voorbeeld")
    assert found.description == "U kookt soep voor tachtig bewoners. Arbeidsvoorwaarden: Cao VVT."
    assert found.location == Location("", "2611AB")
    assert (found.occupation, found.skills) == (COOK, (AskedSkill(SOUP),))
    assert (found.hours_min, found.hours_max) == (24, 32)
    assert found.wage == Wage(2500, 3000, WagePeriod.MONTH)
    assert (found.contract, found.route) == (Contract.PERMANENT, Route.REGULAR)
    assert (found.level, found.language) == (Level.MBO3, LanguageLevel.B1)
    assert found.licences == {"rijbewijs-b"}
    assert found.shifts == {DayPart.DAY}
    assert (found.start_date, found.closing_date) == (date(2027, 1, 4), date(2027, 2, 1))


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"naamVacature": None}, "naamVacature"),
        ({"naamVacature": "x" * 200}, "naamVacature"),
        ({"idVacature": ""}, "idVacature"),
        ({"beroep": {"codeBeroepsnaam": "0000000001"}}, "beroep.codeBeroepsnaam"),
        ({"competentiebeheersing": [{"codeCompetentie": "0000000001"}]}, "codeCompetentie"),
        ({"adres": {"postcode": "0000AA"}}, "adres.postcode"),
        ({"rijbewijs": [{"codeSoortRijbewijs": "A2"}]}, "rijbewijs"),
        ({"rijbewijs": [{"codeSoortRijbewijs": "Z"}]}, "rijbewijs[0].codeSoortRijbewijs"),
        ({"sluitingsdatumVacature": "0001-01-01"}, "sluitingsdatumVacature"),
        ({"arbeidsVoorwaarden": {"salarisIndicatie": "-5 euro"}}, "arbeidsVoorwaarden.salarisIndicatie"),
        ({"werktijden": {"aantalWerkurenPerWeekMaximaal": 92}}, "werktijden.aantalWerkurenPerWeekMaximaal"),
        ({"werkgever": "Zorggroep"}, "werkgever"),
        ({"lievelingskleur": "groen"}, "lievelingskleur"),
    ],
)  # fmt: skip
def test_what_we_cannot_use_is_told_and_the_vacancy_is_read(fields, path):
    found, telling = read(**fields)

    assert path in {where for where, _ in telling}
    assert found.id
    assert found.title


def test_a_vacancy_without_a_title_says_so_and_keeps_its_text():
    found, _ = read(naamVacature="")

    assert found.title == UNTITLED
    assert "soep" in found.description


def test_reversed_hours_and_days_are_told():
    found, telling = read(
        werktijden={"aantalWerkurenPerWeekMinimaal": 40, "aantalWerkurenPerWeekMaximaal": 8},
        arbeidsVoorwaarden={"datumAanvangWerkzaamheden": "2027-05-01", "datumEindeWerkzaamheden": "2026-05-01"},
    )

    assert (found.hours_min, found.hours_max, found.start_date) == (8, 40, date(2027, 5, 1))
    assert {path for path, _ in telling} == {
        "werktijden.aantalWerkurenPerWeekMinimaal",
        "arbeidsVoorwaarden.datumEindeWerkzaamheden",
    }


@pytest.mark.parametrize(
    ("code", "route"),
    [("02", Route.LEERWERKPLEK), ("03", Route.VOLUNTEERING), ("04", Route.WERKERVARINGSPLAATS)],
)
def test_the_agreement_is_the_route(code, route):
    assert read(contractvorm=[{"codeTypeOvereenkomst": code}])[0].route is route


def test_regular_work_goes_first_among_several_agreements():
    forms = [{"codeTypeOvereenkomst": "03"}, {"codeTypeOvereenkomst": "01"}]

    found, telling = read(contractvorm=forms)

    assert found.route is Route.REGULAR
    assert [path for path, _ in telling] == ["contractvorm"]


def test_of_the_four_skills_of_dutch_the_lowest_is_asked():
    skills = {"codeNiveauTaalbeheersingLezen": 4, "codeNiveauTaalbeheersingSchriftelijk": 2}

    assert read(taalbeheersing=[{"codeTaal": "nld", **skills}])[0].language is LanguageLevel.A2


def test_another_language_is_a_skill():
    asked = [
        {"codeTaal": "eng", "codeNiveauTaalbeheersingMondeling": 2},
        {"codeTaal": "deu", "codeNiveauTaalbeheersingLezen": 1},
    ]

    found, _ = read(taalbeheersing=asked, competentiebeheersing=[])

    assert (found.language, found.skills) == (None, (AskedSkill("Engels spreken"),))


def test_a_licence_without_a_paper_of_ours_is_the_lesser_one():
    found, telling = read(rijbewijs=[{"codeSoortRijbewijs": "DE"}, {"codeSoortRijbewijs": "B+"}])

    assert found.licences == {"rijbewijs-d", "rijbewijs-b"}
    assert telling == [("rijbewijs", "rijbewijs DE is gelezen als rijbewijs D")]


def test_a_search_result_has_the_id_of_the_exchange():
    result = vacature(vumID="vum.1")
    del result["idVacature"]

    found, telling = read_vacature(result, FOLDED)

    assert found.id == "vum.1"
    assert ("idVacature", "ontbreekt; de standaard staat toe: dit veld is verplicht") in telling


def test_an_id_from_the_contents_stays_the_same():
    assert read(idVacature=None)[0].id == read(idVacature=None)[0].id
    assert read(idVacature=None)[0].id != read(idVacature=None, naamVacature="Bakker")[0].id


def test_a_text_is_cleaned_and_masked():
    found, telling = read(omschrijvingVacature="<p>Kok</p> bel 111222333")

    assert found.description.startswith("Kok bel [weggelaten]")
    assert ("omschrijvingVacature", "1 keer persoonlijke gegevens weggelaten uit de tekst") in telling


@given(anything(VACATURE))
def test_whatever_the_contract_allows_is_read(record):
    found, _ = read_vacature(record, FOLDED)

    assert found.id
    assert found.title
    assert found.hours_max is None or 0 <= found.hours_max <= 80
