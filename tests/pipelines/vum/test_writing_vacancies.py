from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.codes import Contract, DayPart, LanguageLevel, Level, Route, WagePeriod, Workplace
from matcher.domain import Location, Vacancy, Wage
from pipelines.sources.wages import make_wage, parse_wage
from pipelines.vum.deviations import deviations
from pipelines.vum.reading_vacancies import read_vacature
from pipelines.vum.shapes import VACATURE, VACATURE_MATCH
from pipelines.vum.texts import cut, safe_id
from pipelines.vum.writing_vacancies import match_of_vacature, vacature_of, wage_text
from tests.pipelines.vum.records import COOK, FOLDED, SOUP, anything, vacature
from tests.strategies import asked_skills, days, hours, ids, locations, maybe, sets, some, wages

words = st.text(max_size=150)
vacancies = st.builds(
    Vacancy,
    id=ids,
    title=words,
    description=words,
    employer=words,
    location=locations,
    workplace=st.sampled_from(Workplace),
    source_url=words | st.just("https://voorbeeld.nl/" + "x" * 2000),
    contact=words | st.just("Jan, 06-12345678, 010 123 45 67, jan@voorbeeld.nl"),
    occupation=words | st.just(COOK),
    skills=some(asked_skills),
    hours_min=maybe(hours),
    hours_max=maybe(hours),
    wage=maybe(wages),
    contract=maybe(st.sampled_from(Contract)),
    route=st.sampled_from(Route),
    level=maybe(st.sampled_from(Level)),
    language=maybe(st.sampled_from(LanguageLevel)),
    licences=sets(words | st.sampled_from(["rijbewijs-b", "rijbewijs-xx", "vca-basis"])),
    shifts=sets(st.sampled_from(DayPart)),
    start_date=maybe(days),
    closing_date=maybe(days),
)


def again(document):
    """What is left of a record of the standard after being read and written."""
    return vacature_of(read_vacature(document, FOLDED)[0])


@given(vacancies)
def test_any_vacancy_of_ours_is_valid(vacancy):
    document = vacature_of(vacancy, occupation="x", skills=["y", SOUP])

    assert deviations(document, VACATURE) == ()
    match = match_of_vacature(document)
    assert (match is not None) == (len(vacancy.location.postcode) == 6)
    assert match is None or deviations(match, VACATURE_MATCH) == ()


def test_what_most_vacancies_say_comes_back_as_it_was():
    assert again(vacature()) == vacature()


@given(anything(VACATURE))
def test_reading_and_writing_twice_changes_nothing_more(record):
    once = again(record)
    twice = again(once)

    same = {name for name in once if name not in {"idVacature", "naamVacature", "omschrijvingVacature"}}
    assert {name: twice.get(name) for name in same} == {name: once[name] for name in same}


def test_texts_are_cut_between_words_and_ids_keep_apart():
    document = vacature_of(Vacancy("één/1", "woord " * 40, description="zin " * 900))

    assert len(document["naamVacature"]) <= 120
    assert document["naamVacature"].endswith("woord…")
    assert len(document["omschrijvingVacature"]) <= 2000
    assert safe_id("één/1") == document["idVacature"] != safe_id("één/2")
    assert safe_id("v-1") == "v-1"
    assert safe_id(safe_id("één/1")) != safe_id("één/1")
    assert cut("kort", 10) == "kort"


def test_skills_without_an_address_are_told_in_the_text_once():
    vacancy = replace(read_vacature(vacature(competentiebeheersing=[]), FOLDED)[0], description="U kookt soep.")
    asking = replace(vacancy, skills=read_vacature({"cursus": [{"naamCursus": "sushi"}]}, FOLDED)[0].skills)

    text = vacature_of(asking)["omschrijvingVacature"]

    assert text == "U kookt soep. Gevraagd: sushi."
    assert vacature_of(replace(asking, description=text))["omschrijvingVacature"] == text


def test_only_addresses_in_competentnl_leave():
    vacancy = Vacancy("a", "Kok", occupation="http://data.europa.eu/esco/occupation/1")

    assert "beroep" not in vacature_of(vacancy)
    assert vacature_of(vacancy, occupation=COOK)["beroep"] == {"codeBeroepsnaam": COOK}


def test_contact_and_house_are_only_in_the_whole_record():
    vacancy = Vacancy("a", "Kok", location=Location("Delft", "2611AB"), contact="Jan: 015-1234567, jan@voorbeeld.nl")

    document = vacature_of(vacancy)
    match = match_of_vacature(
        document | {"adres": {"postcode": "2611AB", "straatnaam": "Markt"}, "nummerVacature": "1"}
    )

    assert document["werkgever"]["contactpersoon"] == [
        {"emailadres": ["jan@voorbeeld.nl"], "telefoonnummer": ["015-1234567"]}
    ]
    assert match == {
        "idVacature": "a",
        "naamVacature": "Kok",
        "adres": {"postcode": "2611AB"},
        "contractvorm": [{"codeTypeOvereenkomst": "01"}],
    }


@pytest.mark.parametrize("route", [Route.BESCHUT_WERK, Route.BANENAFSPRAAK, Route.BASISBAAN])
def test_routes_without_a_code_are_not_called_regular_work(route):
    assert "contractvorm" not in vacature_of(Vacancy("a", "Kok", route=route))


sums = st.integers(min_value=1200, max_value=900_000).map(lambda cents: cents / 100)


@given(sums, sums, st.sampled_from(["both", "low", "high"]))
def test_a_wage_reads_back_as_it_was(one, other, stated):
    low, high = sorted((one, other))
    wage = Wage(low if stated != "high" else None, high if stated != "low" else None, WagePeriod.MONTH)

    read = parse_wage(wage_text(wage))[0]

    assert (read.low, read.high, read.period) == (wage.minimum, wage.maximum, wage.period)


@pytest.mark.parametrize("period", WagePeriod)
def test_every_period_reads_back(period):
    stated, _ = parse_wage(wage_text(Wage(100, 110, period)))

    assert stated.period is period
    assert make_wage(16.5, 18, WagePeriod.HOUR)[0] == Wage(16.5, 18, WagePeriod.HOUR)
