from matcher.domain import Location
from pipelines.vum.deviations import deviations
from pipelines.vum.earlier import renewed
from pipelines.vum.reading_profiles import read_werkzoekende
from pipelines.vum.reading_vacancies import read_vacature
from pipelines.vum.shapes import VACATURE
from tests.pipelines.vum.records import FOLDED, vacature, werkzoekende

OLD_ADDRESS = {"adres": {"adresNederland": {"postcode": "2611AB", "woonplaatsnaam": "Delft"}}}


def test_a_record_of_v3_stays_as_it_is():
    assert renewed(vacature()) == vacature()
    assert renewed(werkzoekende()) == werkzoekende()


def test_a_vacancy_of_v2_is_read_with_its_words():
    old = {
        "idVacature": "oud-1",
        "werkgever": {"handelsnaamOrganisatie": "Bakkerij Voorbeeld", "adresHouding": [OLD_ADDRESS]},
        "beroep": {"beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": "bakker"}},
        "vakvaardigheid": [{"omschrijving": "brood bakken"}],
        "gedragscompetentie": [{"codeGedragscompetentie": "1", "omschrijvingGedragscompetentie": "samenwerken"}],
    }

    found, _ = read_vacature(old, FOLDED)

    assert (found.title, found.occupation) == ("bakker", "bakker")
    assert found.location == Location("Delft", "2611AB")
    assert [skill.phrase for skill in found.skills] == ["brood bakken", "samenwerken"]


def test_the_code_of_an_education_moves_and_its_name_explains_it():
    names = {"opleidingsnaamGecodeerd": {"codeOpleidingsnaam": "12345", "omschrijvingOpleidingsnaam": "bakker (mbo)"}}

    found = renewed({"idVacature": "o", "opleiding": [{"indicatieDiploma": 1, "opleidingsnaam": names}]})

    assert found["opleiding"] == [
        {"indicatieDiploma": 1, "codeOpleidingsnaam": "12345", "toelichtingOpleiding": "bakker (mbo)"}
    ]
    assert deviations(found, VACATURE) == ()


def test_a_profile_of_v2_is_read_with_its_words():
    old = werkzoekende(
        bemiddelingsberoep=[{"beroepsnaamGecodeerd": {"codeBeroepsnaam": "99", "omschrijvingBeroepsnaam": "bakker"}}],
        arbeidsmarktkwalificatie={
            "vakvaardigheid": [{"omschrijving": "brood bakken"}],
            "werkervaring": [{"beroep": {"beroepsnaamOngecodeerd": {"naamBeroepOngecodeerd": "banketbakker"}}}],
        },
    )

    found, _ = read_werkzoekende(old, FOLDED)

    assert [wish.text for wish in found.wishes] == ["bakker"]
    assert [job.title for job in found.history] == ["banketbakker"]
    assert [skill.phrase for skill in found.skills] == ["brood bakken"]
