import json
from datetime import date

import pytest

from matcher.codes import Contract, Level, Route, WagePeriod, Workplace
from matcher.domain import AskedSkill, Location, Point, Times, Vacancy, Wage

POSTING = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "Kok",
    "description": "<p>Warme &amp; drukke keuken</p>",
    "responsibilities": "Koken voor bewoners.",
    "identifier": {"@type": "PropertyValue", "name": "De Pan", "value": "vp-7"},
    "hiringOrganization": {"@type": "Organization", "name": "De Pan"},
    "jobLocation": {
        "@type": "Place",
        "address": {"addressLocality": "Delft", "postalCode": "2611 AB", "addressCountry": "NL"},
        "geo": {"latitude": 52.0116, "longitude": "4.3571"},
    },
    "employmentType": ["PART_TIME", "TEMPORARY"],
    "workHours": "24-32 uur per week",
    "baseSalary": {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "value": {"@type": "QuantitativeValue", "minValue": 2300, "maxValue": 2800.5, "unitText": "MONTH"},
    },
    "datePosted": "2026-03-01T09:00:00+01:00",
    "validThrough": "2026-04-30",
    "jobStartDate": "1 april 2026",
    "skills": [{"@type": "DefinedTerm", "name": "koken"}, "bakken, braden"],
    "qualifications": {"@type": "EducationalOccupationalCredential", "name": "VCA-diploma"},
    "educationRequirements": {"credentialCategory": "high school"},
    "occupationalCategory": {"codeValue": "5120", "name": "Koks"},
    "totalJobOpenings": 2,
    "applicationContact": {"name": "Jo", "email": "jo@example.org"},
    "url": "https://example.org/7",
    "industry": "horeca",
}


def one(reading, **properties):
    """Return what becomes of one posting with these properties; None takes one away."""
    posting = {key: value for key, value in (POSTING | properties).items() if value is not None}
    return reading.vacancies(json.dumps(posting), "v.jsonld")


def test_every_property_that_fits_is_read(reading):
    found = one(reading)
    assert found.source.kind == "jobposting"
    assert found.warnings == []
    assert found.notes == [("industry", "kolom niet herkend en niet gelezen")]
    assert found.values == [
        Vacancy(
            id="vp-7",
            title="Kok",
            description="Warme & drukke keuken Koken voor bewoners. VCA-diploma",
            employer="De Pan",
            location=Location("Delft", "2611AB", Point(52.0116, 4.3571)),
            source_url="https://example.org/7",
            contact="Jo, jo@example.org",
            occupation="5120",
            skills=(AskedSkill("koken"), AskedSkill("bakken, braden")),
            hours_min=24,
            hours_max=32,
            wage=Wage(2300, 2800.5, WagePeriod.MONTH),
            contract=Contract.TEMPORARY,
            level=Level.MBO2,
            licences=frozenset({"vca-basis"}),
            start_date=date(2026, 4, 1),
            closing_date=date(2026, 4, 30),
            published=date(2026, 3, 1),
            places=2,
        )
    ]


def test_names_with_a_prefix_or_an_address_are_the_same_names(reading):
    def renamed(value, prefix):
        if isinstance(value, dict):
            return {key if key.startswith("@") else prefix + key: renamed(item, prefix) for key, item in value.items()}
        return [renamed(item, prefix) for item in value] if isinstance(value, list) else value

    plain = one(reading).values
    for prefix in ("schema:", "http://schema.org/", "https://schema.org/"):
        posting = renamed(POSTING, prefix) | {"@type": [f"{prefix}JobPosting"]}
        assert reading.vacancies(json.dumps(posting), "v.json").values == plain


def test_values_may_be_wrapped_in_lists_and_value_objects(reading):
    wrapped = {
        key: [{"@value": value}] if isinstance(value, str) and key[0] != "@" else value
        for key, value in POSTING.items()
    }
    assert reading.vacancies(json.dumps(wrapped), "v.json").values == one(reading).values


def test_postings_come_one_a_line_in_a_graph_in_a_list_and_in_a_page(reading):
    plain = one(reading).values[0]
    text = json.dumps(POSTING)
    assert reading.vacancies(f"{text}\n{text}\n", "v.jsonl").values == [plain, plain]
    assert reading.vacancies(json.dumps({"@graph": [POSTING, POSTING]}), "v.json").values == [plain, plain]
    assert reading.vacancies(json.dumps([POSTING]), "v.json").values == [plain]
    page = f'<!doctype html><html><script type="application/ld+json">{text}</script></html>'
    assert reading.vacancies(page, "v.html").values == [plain]


def test_a_line_without_a_posting_is_refused(reading):
    found = reading.vacancies(f'{json.dumps(POSTING)}\n{{"@type": "Organization", "name": "X"}}\n', "v.jsonl")
    assert found.refusals == ["", "geen JobPosting gevonden"]


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [("abc", "abc"), (77, "77"), ([{"value": "a"}, {"value": "b"}], "a")],
)
def test_an_identifier_is_a_text_a_number_or_a_property_value(reading, identifier, expected):
    assert one(reading, identifier=identifier).values[0].id == expected


def test_whose_number_it_is_makes_no_id(reading):
    found = one(reading, identifier={"name": "De Pan"}).values[0]
    assert found.id not in ("De Pan", "vp-7")
    assert (
        one(reading, **{"identifier": None, "@id": "https://example.org/#7"}).values[0].id == "https://example.org/#7"
    )


@pytest.mark.parametrize(
    ("salary", "wage"),
    [
        ("€ 15 per uur", Wage(15, 15, WagePeriod.HOUR)),
        ({"currency": "EUR", "value": {"value": 15.5, "unitText": "HOUR"}}, Wage(15.5, 15.5, WagePeriod.HOUR)),
        ({"currency": "EUR", "value": 30_000, "unitText": "YEAR"}, Wage(30_000, 30_000, WagePeriod.YEAR)),
        ({"minValue": "2.300,00", "unitText": "MONTH"}, Wage(2300, None, WagePeriod.MONTH)),
        ([{"value": {"value": 120, "unitCode": "DAY"}}], Wage(120, 120, WagePeriod.DAY)),
    ],
)
def test_a_salary_has_many_forms(reading, salary, wage):
    assert one(reading, baseSalary=salary).values[0].wage == wage


def test_a_salary_in_another_currency_is_left_out_and_told(reading):
    found = one(reading, baseSalary={"currency": "USD", "value": {"value": 15, "unitText": "HOUR"}})
    assert found.values[0].wage is None
    assert ("baseSalary", "kolom niet herkend en niet gelezen") in found.notes


@pytest.mark.parametrize(
    ("types", "field", "value"),
    [
        ("FULL_TIME", "hours_min", 36),
        ("PART_TIME", "hours_max", 35),
        (["FULL_TIME", "PART_TIME"], "hours_max", 40),
        ("CONTRACTOR", "contract", Contract.FREELANCE),
        ("PER_DIEM", "contract", Contract.ON_CALL),
        ("VOLUNTEER", "route", Route.VOLUNTEERING),
        ("Vast contract", "contract", Contract.PERMANENT),
        ("https://schema.org/FULL_TIME", "hours_max", 40),
    ],
)
def test_the_kind_of_employment_tells_hours_contract_or_route(reading, types, field, value):
    assert getattr(one(reading, employmentType=types, workHours=None).values[0], field) == value


def test_a_kind_of_employment_that_fits_nothing_is_told(reading):
    assert one(reading, employmentType="INTERN").warnings == ["contract niet herkend: 'INTERN'"]
    assert one(reading, employmentType="OTHER").warnings == []


def test_work_hours_may_be_the_times_of_a_day(reading):
    found = one(reading, workHours="08:30-17:00", employmentType="FULL_TIME").values[0]
    assert found.times == Times(510, 1020)
    assert found.hours_min == 36


def test_telecommute_is_remote_work(reading):
    assert one(reading, jobLocationType="TELECOMMUTE", jobLocation=None).values[0].workplace is Workplace.REMOTE


@pytest.mark.parametrize(
    ("place", "location"),
    [
        ("Delft", Location("Delft")),
        ({"address": "2611 AB Delft"}, Location("Delft", "2611AB")),
        ({"name": "Delft"}, Location("Delft")),
        ({"address": {"addressRegion": "Zuid-Holland"}}, Location("Zuid-Holland")),
        (
            {"address": [{"addressLocality": "Delft"}], "latitude": 52.01, "longitude": 4.36},
            Location("Delft", "", Point(52.01, 4.36)),
        ),
    ],
)
def test_a_location_has_many_forms(reading, place, location):
    assert one(reading, jobLocation=place).values[0].location == location


def test_of_more_locations_the_first_counts_and_the_others_are_told(reading):
    found = one(reading, jobLocation=[{"address": "Delft"}, {"address": "Leiden"}])
    assert found.values[0].location == Location("Delft")
    assert ("jobLocation na de eerste", "kolom niet herkend en niet gelezen") in found.notes


@pytest.mark.parametrize(
    ("education", "level"),
    [
        ("bachelor degree", Level.HBO),
        ({"credentialCategory": "associate degree"}, Level.AD),
        (["MBO 3/4"], Level.MBO3),
        ([{"credentialCategory": "bachelor degree"}, {"credentialCategory": "high school"}], Level.MBO2),
        ("no requirements", Level.NONE),
    ],
)
def test_the_lowest_education_counts(reading, education, level):
    assert one(reading, educationRequirements=education).values[0].level == level


def test_an_impossible_value_is_named_by_its_property(reading):
    refusal = one(reading, validThrough="2026-02-31").rows[0].refusal
    assert (refusal.field, refusal.reason) == ("validThrough", "datum '2026-02-31' bestaat niet")
    assert one(reading, title=None).rows[0].refusal.field == "title"
    assert one(reading, baseSalary={"value": float("nan"), "unitText": "HOUR"}).rows[0].refusal.field == "baseSalary"


def test_forbidden_properties_are_gone_at_every_depth(reading):
    found = one(reading, hiringOrganization={"name": "De Pan", "bsn": "123456782"}, gender="v")
    assert {name for name, reason in found.notes if "hoort hier niet" in reason} == {"bsn", "gender"}
    assert "123456782" not in found.rows[0].row.raw
