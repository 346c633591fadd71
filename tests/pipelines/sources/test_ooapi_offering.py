import pytest

from pipelines.sources.course_sheet import Sheet
from pipelines.sources.ooapi_document import read_document
from pipelines.sources.ooapi_offering import offering_sheet, price_of

TOTAL = {"costType": "total_costs", "amount": "340.84", "currency": "EUR"}


@pytest.mark.parametrize(
    ("costs", "text", "unread"),
    [
        ([TOTAL], "340.84", ()),
        ([TOTAL | {"costType": "total costs", "amount": 200}], "200.00", ()),
        ([TOTAL | {"amount": "1234.500"}], "1234.50", ()),
        ([TOTAL, {"costType": "stap_eligible", "amount": "1000"}], "340.84", ()),
        ([{"costType": "STAP eligible", "amount": "1000"}], "", ()),
        ([TOTAL, {"costType": "x-boeken", "amount": "50"}], "340.84", ()),
        ([{"costType": "x-les", "amount": "300"}, {"costType": "x-boeken", "amount": "50"}], "350.00", ()),
        ([TOTAL | {"amount": None, "amountWithoutVat": "100", "vatAmount": "21"}], "121.00", ()),
        ([TOTAL | {"amount": None, "displayAmount": [{"language": "nl-NL", "value": "€ 380,84"}]}], "€ 380,84", ()),
        ([TOTAL | {"currency": "USD"}], "", ("priceInformation (USD)",)),
        ([TOTAL, TOTAL | {"currency": "USD"}], "340.84", ("priceInformation (USD)",)),
        ([TOTAL, TOTAL], "340.84", ()),
        ([TOTAL, TOTAL | {"amount": "99"}], "", ("priceInformation (meer dan een totaal)",)),
        ([{"costType": "x-les", "amount": "300"}, {"costType": "x-boeken"}], "", ()),
        ([TOTAL | {"amount": "-5"}], "", ()),
        ([TOTAL | {"amount": "0"}], "0.00", ()),
        ("veel", "", ()),
        (None, "", ()),
    ],
)
def test_the_price_is_the_total_in_euro_and_never_what_is_eligible_for_stap(costs, text, unread):
    assert price_of({"priceInformation": costs}) == (text, unread)


def cells_of(offering, part=None, others=()):
    found, _ = offering_sheet(Sheet(), part or {}, offering, read_document(list(others)))
    return found.cells


@pytest.mark.parametrize(
    ("modes", "online"),
    [
        (["online"], True),
        ("distance-learning", True),
        (["online", "project_based"], True),
        (["online", "presential"], False),
        (["blended"], False),
        (["hybrid", "online"], False),
        (["on campus"], False),
        ([], False),
    ],
)
def test_only_what_is_fully_at_a_distance_is_online(modes, online):
    assert ("online" in cells_of({"modeOfDelivery": modes})) is online
    assert ("online" in cells_of({}, {"modesOfDelivery": modes})) is online


def test_how_an_offering_is_given_goes_before_how_its_course_is():
    assert "online" not in cells_of({"modesOfDelivery": ["presential"]}, {"modesOfDelivery": ["online"]})


@pytest.mark.parametrize(
    ("kinds", "place"),
    [
        (["postal", "visit", "teaching"], "teaching"),
        (["postal", "visit"], "visit"),
        (["invoicing", "deliveries", "postal"], "postal"),
        (["invoicing", "deliveries"], None),
        ([], None),
    ],
)
def test_the_address_for_teaching_goes_before_the_others(kinds, place):
    addresses = [{"addressType": kind, "city": kind} for kind in kinds]
    assert cells_of({"addresses": addresses}).get("plaats") == place


def test_an_offering_without_an_address_is_where_its_course_is():
    part = {"addresses": [{"addressType": "teaching", "city": "Delft", "postalCode": "2611AB"}]}
    assert cells_of({}, part) == {"plaats": "Delft", "postcode": "2611AB"}
    assert cells_of({"addresses": [{"addressType": "teaching"}]}, part)["plaats"] == "Delft"


def test_a_postcode_of_another_country_is_left_out():
    address = {"addressType": "visit", "city": "Aken", "postCode": "52062", "countryCode": "DE"}
    assert cells_of({"addresses": [address]}) == {"plaats": "Aken"}


ROOT = {"organisationId": "r", "organisationType": "root", "name": "ROC Delft"}
FACULTY = {"organisationId": "f", "organisationType": "faculty", "name": "Faculteit Zorg", "parentId": "r"}


@pytest.mark.parametrize(
    ("offering", "part", "others", "provider"),
    [
        ({"organisationId": "r"}, {}, [ROOT], "ROC Delft"),
        ({"organization": "r"}, {}, [ROOT], "ROC Delft"),
        ({"organisation": ROOT}, {}, [], "ROC Delft"),
        ({}, {"organisationId": "r"}, [ROOT], "ROC Delft"),
        ({"organisationId": "f"}, {}, [FACULTY, ROOT], "ROC Delft"),
        ({"organisationId": "f"}, {}, [FACULTY], "Faculteit Zorg"),
        ({"organisationId": "f"}, {}, [FACULTY | {"parentId": "f"}], "Faculteit Zorg"),
        ({"organisationId": "weg"}, {}, [ROOT], None),
        ({"organization": {"organizationId": "x"}}, {}, [], None),
        ({}, {}, [ROOT], None),
    ],
)
def test_the_provider_is_the_school_whose_name_the_document_has(offering, part, others, provider):
    assert cells_of(offering, part, others).get("aanbieder") == provider


@pytest.mark.parametrize(
    ("offering", "part", "start", "until"),
    [
        ({"startDate": "2026-03-01"}, {}, "2026-03-01", None),
        ({"startDateTime": "2026-03-01T09:00:00Z"}, {"validTo": "2026-12-31"}, "2026-03-01T09:00:00Z", None),
        ({"startDate": "2026-01-01", "flexibleEntryPeriodStart": "2026-03-01", "flexibleEntryPeriodEnd": "2026-06-01"},
         {}, "2026-03-01", "2026-06-01"),
        ({"startDate": "2026-03-01", "flexibleEntryPeriodEndDateTime": "2026-06-01"}, {}, "2026-03-01", "2026-06-01"),
        ({"flexibleEntryPeriodStart": "2026-03-01", "endDate": "2026-09-01"}, {}, "2026-03-01", "2026-09-01"),
        ({"flexibleEntryPeriodStart": "2026-03-01"}, {}, None, None),
        ({}, {"validTo": "2026-12-31"}, None, "2026-12-31"),
        ({}, {"validTo": "2026-12-31", "lastPossibleOfferingStartDateTime": "2026-10-01"}, None, "2026-10-01"),
        ({}, {"validTo": "2026-09-30T22:00:00Z"}, None, "2026-09-30"),
        ({}, {"lastPossibleOfferingStartDateTime": "2026-09-30T22:00:00Z"}, None, "2026-10-01"),
        ({}, {}, None, None),
    ],
)  # fmt: skip
def test_the_days_on_which_someone_can_begin(offering, part, start, until):
    cells = cells_of(offering, part)
    assert (cells.get("startdatum"), cells.get("instappen_tot")) == (start, until)


def test_weeks_follow_from_the_days_when_the_course_does_not_say():
    days = {"startDate": "2026-03-02", "endDate": "2026-04-12"}
    part = {"studyLoad": [{"studyLoadUnit": "ects", "value": 3}]}
    assert cells_of(days, part)["weken"] == 6.0
    assert cells_of(days, part)["uren_per_week"] == 14.0
    stated = Sheet({"weken": 10.0}, {"weken": "duration"})
    assert offering_sheet(stated, part, days, read_document([]))[0].cells["weken"] == 10.0


def test_hours_that_do_not_fit_between_the_days_are_not_made_up():
    cells = cells_of(
        {"startDate": "2026-03-02", "endDate": "2026-03-02"}, {"studyLoad": {"studyLoadUnit": "ects", "value": 30}}
    )
    assert cells["weken"] == 0.14
    assert "uren_per_week" not in cells


@pytest.mark.parametrize(
    ("offering", "day", "unread"),
    [
        ({"enrollEndDate": "2026-06-01"}, "2026-06-01", ()),
        ({"enrollEndDate": ""}, None, ()),
        ({"enrolmentPeriods": [{"endDateTime": "2026-05-31T22:00:00Z"}]}, "2026-05-31", ()),
        ({"enrolmentPeriods": [{"endDateTime": "2026-06-01"}, {"endDateTime": "2026-03-01"}]}, "2026-06-01", ()),
        ({"enrolmentPeriods": [{"endDateTime": "2026-06-01"}, {"startDateTime": "2026-07-01"}]}, None, ()),
        ({"enrolmentPeriods": []}, None, ()),
        ({"enrolmentPeriods": "altijd"}, None, ()),
        ({"enrolmentPeriods": [{"endDateTime": "9999-12-31"}]}, None, ("enrolmentPeriods '9999-12-31'",)),
        ({"enrollEndDate": "2026-02-31"}, None, ("enrollEndDate '2026-02-31'",)),
        ({}, None, ()),
    ],
)
def test_the_last_day_to_apply_is_the_end_of_the_last_period(offering, day, unread):
    sheet, told = offering_sheet(Sheet(), {}, offering, read_document([]))
    assert (sheet.cells.get("aanmelden_tot"), told) == (day, unread)
