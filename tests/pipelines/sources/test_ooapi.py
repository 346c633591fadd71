import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.codes import CourseKind, LanguageLevel, Level, Paper
from matcher.domain import Location, Point
from pipelines.sources.course_cells import CourseCells
from pipelines.sources.ooapi import is_ooapi, ooapi_cells
from pipelines.sources.ooapi_document import index_of
from pipelines.sources.rows import Tally

SCHOOL = {
    "organisationId": "org-1",
    "organisationType": "institute",
    "name": [{"language": "nl-NL", "value": "Vakschool Delft"}],
    "primaryCode": {"codeType": "institution_code", "code": "99ZZ"},
}
OUTCOME = {
    "learningOutcomeId": "lo-1",
    "primaryCode": {"codeType": "identifier", "code": "LO1"},
    "name": [{"language": "nl", "value": "Maaltijden bereiden"}],
    "otherCodes": [{"codeType": "x-esco", "code": "http://data.europa.eu/esco/skill/abc"}],
}
PROGRAMME_V6 = {
    "programmeId": "pr-1",
    "primaryCode": {"codeType": "programme_code", "code": "25180"},
    "programmeType": "programme",
    "name": [{"language": "en-GB", "value": "Cook"}, {"language": "nl-NL", "value": "Kok"}],
    "abbreviation": "KOK",
    "description": [{"language": "nl-NL", "value": "U leert **koken** in een [echte keuken](https://example.org)."}],
    "teachingLanguages": ["nl-NL"],
    "studyLoad": [{"studyLoadUnit": "sbu", "value": 1600}],
    "duration": "P2Y",
    "modeOfStudy": "dual_training",
    "level": "secondary_vocational_education_2",
    "levelOfQualification": "eqf_2",
    "qualificationAwarded": "vocational_diploma",
    "formalDocument": "diploma",
    "admissionRequirements": [{"language": "nl", "value": "Vmbo-diploma. Taalniveau Nederlands B1."}],
    "learningOutcomeIds": ["lo-1", "lo-onbekend-2"],
    "learningOutcomes": [{"learningOutcomeId": "lo-3", "name": [{"language": "nl", "value": "Hygiënisch werken"}]}],
    "organisationId": "org-1",
    "link": "https://example.org/kok",
}
OFFERING_V6 = {
    "programmeOfferingId": "po-1",
    "primaryCode": {"codeType": "offering_code", "code": "KOK-26"},
    "name": [{"language": "nl-NL", "value": "Kok, start september"}],
    "state": "active",
    "programmeId": "pr-1",
    "startDateTime": "2026-09-01T09:00:00+02:00",
    "endDateTime": "2028-07-01T17:00:00+02:00",
    "modesOfDelivery": ["presential", "work_based"],
    "addresses": [
        {"addressType": "postal", "postCode": "3500 AA", "city": "Utrecht"},
        {
            "addressType": "teaching",
            "postCode": "2611 AB",
            "city": "Delft",
            "countryCode": "NL",
            "geolocation": {"latitude": 52.0116, "longitude": 4.3571},
        },
    ],
    "priceInformation": [
        {"costType": "stap_eligible", "amount": "1000.00", "currency": "EUR"},
        {"costType": "total_costs", "amount": "650.5", "currency": "EUR"},
    ],
    "enrolmentPeriods": [{"startDateTime": "2026-01-01T00:00:00Z", "endDateTime": "2026-06-01T00:00:00Z"}],
}
COURSE_V5 = {
    "courseId": "c-1",
    "primaryCode": {"codeType": "identifier", "code": "NT2-2"},
    "name": [{"language": "nl-NL", "value": "Staatsexamen NT2 programma II"}],
    "abbreviation": "NT2",
    "description": "Nederlands voor wie wil studeren.",
    "teachingLanguage": "nld",
    "level": "nt2-2",
    "studyLoad": {"studyLoadUnit": "contacttime", "value": 60},
    "duration": "P10W",
    "modeOfDelivery": ["online"],
    "learningOutcomes": [
        [{"language": "en", "value": "writing"}, {"language": "nl", "value": "schrijven in het Nederlands"}],
        [{"language": "nl", "value": "<ul><li>gesprekken voeren</li><li>luisteren</li></ul>"}],
    ],
    "organization": {"organizationId": "o-9", "organizationType": "root", "name": "Taalschool Rotterdam"},
    "validFrom": "2026-01-01",
    "validTo": "2026-12-31",
}
OFFERING_V5 = {
    "offeringId": "of-1",
    "offeringType": "course",
    "primaryCode": {"codeType": "offeringCode", "code": "NT2-2-A"},
    "name": [{"language": "nl-NL", "value": "NT2 II, groep A"}],
    "course": "c-1",
    "startDate": "2026-03-02",
    "endDate": "2026-05-15",
    "flexibleEntryPeriodStart": "2026-03-02",
    "flexibleEntryPeriodEnd": "2026-03-16",
    "addresses": [{"addressType": "visit", "postalCode": "3011 AA", "city": "Rotterdam"}],
    "priceInformation": [{"costType": "total costs", "amount": "295.00", "currency": "EUR"}],
    "consumers": [{"consumerKey": "rio", "registrationStatus": "open", "requiredPermissionRegistration": "no"}],
}


def page(*items):
    return {"pageSize": 10, "pageNumber": 1, "hasPreviousPage": False, "hasNextPage": False, "items": list(items)}


def cells_of(value):
    """The rows of a value, and the tally."""
    tally = Tally()
    return list(ooapi_cells(value, tally)), tally


def one(part, **changes):
    """The only row of a part with other properties; None takes one away."""
    changed = {name: value for name, value in (part | changes).items() if value is not None}
    (row,), _ = cells_of([changed])
    return row.cells


BUNDLE_V6 = {"programmes": page(PROGRAMME_V6), "programmeOfferings": [OFFERING_V6], "learningOutcomes": [OUTCOME],
             "organisations": [SCHOOL]}  # fmt: skip


def test_a_programme_of_v6_with_an_offering_beside_it_is_one_row():
    (row,), tally = cells_of(BUNDLE_V6)
    assert row.problem == ""
    assert dict(row.cells) == {
        "id": "pr-1",
        "titel": "Kok",
        "omschrijving": "U leert koken in een echte keuken.",
        "niveau": "mbo2",
        "papier": "diploma",
        "certificaat": "mbo-diploma",
        "geeft_niveau": "mbo2",
        "leren_en_werken": "ja",
        "soort": "bbl",
        "weken": 104.0,
        "uren_per_week": 15.4,
        "instapeis": "Vmbo-diploma. Taalniveau Nederlands B1.",
        "instaptaal": "B1",
        "instapniveau": "mbo2",
        "leert": ["Hygiënisch werken", "http://data.europa.eu/esco/skill/abc"],
        "aanbieder": "Vakschool Delft",
        "plaats": "Delft",
        "postcode": "2611 AB",
        "breedtegraad": 52.0116,
        "lengtegraad": 4.3571,
        "prijs": "650.50",
        "url": "https://example.org/kok",
        "startdatum": "2026-09-01T09:00:00+02:00",
        "aanmelden_tot": "2026-06-01",
    }
    assert tally.notes() == ()


def test_a_course_of_v5_with_its_offering_inside_is_one_row():
    (row,), tally = cells_of([COURSE_V5 | {"courseOfferings": [OFFERING_V5]}])
    assert dict(row.cells) == {
        "id": "c-1",
        "titel": "Staatsexamen NT2 programma II",
        "omschrijving": "Nederlands voor wie wil studeren.",
        "geeft_taal": "B2",
        "soort": "taal",
        "weken": 10.0,
        "uren_per_week": 6.0,
        "leert": ["schrijven in het Nederlands", "gesprekken voeren", "luisteren"],
        "aanbieder": "Taalschool Rotterdam",
        "plaats": "Rotterdam",
        "postcode": "3011 AA",
        "online": "ja",
        "prijs": "295.00",
        "startdatum": "2026-03-02",
        "instappen_tot": "2026-03-16",
    }
    assert row.named["aanbieder"] == "organisation"
    assert tally.notes() == ()


EXPANDED = {key: value for key, value in OFFERING_V5.items() if key != "course"} | {"course": COURSE_V5}


@pytest.mark.parametrize(
    "value",
    [
        [COURSE_V5, OFFERING_V5],
        [OFFERING_V5, COURSE_V5],
        page(OFFERING_V5, COURSE_V5),
        [page(COURSE_V5), page(OFFERING_V5)],
        {"courses": [COURSE_V5], "offerings": [OFFERING_V5]},
        COURSE_V5 | {"offerings": page(OFFERING_V5)},
        COURSE_V5 | {"courseOfferings": [{key: item for key, item in OFFERING_V5.items() if key != "course"}]},
        [COURSE_V5 | {"courseOfferings": [OFFERING_V5]}, OFFERING_V5],
        [EXPANDED],
        EXPANDED,
    ],
)
def test_an_offering_is_found_wherever_it_stands(value):
    (expected,), _ = cells_of(COURSE_V5 | {"courseOfferings": [OFFERING_V5]})
    assert is_ooapi(value)
    rows, tally = cells_of(value)
    assert [row.cells for row in rows] == [expected.cells]
    assert tally.notes() == ()


def test_the_rows_of_a_course_have_one_id_and_title():
    later = OFFERING_V5 | {"offeringId": "of-2", "flexibleEntryPeriodStart": None, "flexibleEntryPeriodEnd": None,
                           "startDate": "2026-09-07"}  # fmt: skip
    rows, _ = cells_of([COURSE_V5, OFFERING_V5, later])
    assert [(row.line, row.cells["id"], row.cells["titel"]) for row in rows] == [
        (2, "c-1", "Staatsexamen NT2 programma II"),
        (3, "c-1", "Staatsexamen NT2 programma II"),
    ]
    assert [row.cells["startdatum"] for row in rows] == ["2026-03-02", "2026-09-07"]
    assert rows[0].record["offeringId"] == "of-1"


def test_a_course_without_an_offering_is_a_kind_of_training():
    rows, _ = cells_of(page(COURSE_V5))
    assert [row.line for row in rows] == [1]
    assert "aanbieder" not in rows[0].cells
    assert "startdatum" not in rows[0].cells


def test_an_offering_of_an_unknown_course_goes_by_its_own_name_and_has_no_id():
    (row,), _ = cells_of([OFFERING_V5 | {"course": "elders", "organization": {"name": "Taalschool"}}])
    assert row.cells["titel"] == "NT2 II, groep A"
    assert row.cells["aanbieder"] == "Taalschool"
    assert "id" not in row.named


def test_an_offering_without_a_provider_leaves_its_course_and_is_counted():
    course = {key: value for key, value in COURSE_V5.items() if key != "organization"}
    rows, tally = cells_of([course | {"organization": "onbekend"}, OFFERING_V5])
    assert [(row.cells["id"], "plaats" in row.cells) for row in rows] == [("c-1", False)]
    assert tally.counted == {"uitvoering weggelaten, de aanbieder staat in geen bestand van deze import": 1}
    orphans, tally = cells_of([OFFERING_V5])
    assert [dict(row.cells) for row in orphans] == [{"titel": "NT2 II, groep A"}]
    assert tally.counted.total() == 1


@pytest.mark.parametrize(
    ("changes", "counted"),
    [
        ({"state": "concept"}, "uitvoering weggelaten, nog in concept"),
        ({"state": "cancelled"}, "uitvoering weggelaten, afgelast"),
        ({"state": "inactive"}, "uitvoering weggelaten, niet actief"),
        ({"consumer": {"registrationStatus": "closed"}}, "uitvoering weggelaten, inschrijving gesloten"),
        ({"consumers": [{"registrationStatus": "closed"}]}, "uitvoering weggelaten, inschrijving gesloten"),
    ],
)  # fmt: skip
def test_what_is_not_offered_is_left_out_and_counted(changes, counted):
    rows, tally = cells_of(BUNDLE_V6 | {"programmeOfferings": [OFFERING_V6 | changes]})
    assert ["aanbieder" in row.cells for row in rows] == [False]
    assert tally.counted == {counted: 1}
    assert cells_of([OFFERING_V6 | changes])[0] == []


def test_a_broken_record_is_told_and_the_others_are_read():
    rows, _ = cells_of(page(7, {"foo": 1}, COURSE_V5, [], {"courseId": None, "name": 5}))
    assert [(row.line, row.problem) for row in rows] == [
        (1, "dit is geen JSON-object"),
        (2, "dit onderdeel is geen cursus, opleiding of uitvoering"),
        (3, ""),
        (4, ""),
    ]
    assert rows[3].cells == {}
    assert rows[3].named == {"titel": "name"}


def test_a_course_that_comes_twice_is_read_once_and_counted():
    rows, tally = cells_of([COURSE_V5, COURSE_V5 | {"name": "Anders"}])
    assert [row.cells["titel"] for row in rows] == ["Staatsexamen NT2 programma II"]
    assert tally.counted.total() == 1


def test_lessons_and_tests_are_no_offerings_and_are_counted():
    parts = [{"componentId": "x", "course": "c-1"}, {"offeringId": "y", "offeringType": "component", "course": "c-1"}]
    rows, tally = cells_of([COURSE_V5, *parts])
    assert len(rows) == 1
    assert tally.counted == {"onderdeel van een cursus (les of toets) overgeslagen": 2}


def test_what_a_specification_of_v5_says_holds_for_its_programme():
    specification = {
        "educationSpecificationId": "es-1",
        "educationSpecificationType": "program",
        "level": "secondary vocational education 4",
        "formalDocument": "diploma",
        "studyLoad": {"studyLoadUnit": "sbu", "value": 520},
    }
    programme = {"programId": "p-1", "name": "Kok", "duration": "P1Y", "educationSpecification": "es-1"}
    for value in ([programme, specification], [programme | {"educationSpecification": specification}]):
        (row,), _ = cells_of(value)
        assert (row.cells["niveau"], row.cells["geeft_niveau"], row.cells["uren_per_week"]) == ("mbo4", "mbo4", 10.0)


def test_unread_properties_are_told_once():
    _, tally = cells_of([COURSE_V5 | {"assessment": "toets", "coordinators": [{"displayName": "x"}]}, OFFERING_V5])
    assert list(tally.unknown) == ["assessment"]


def test_people_in_a_course_do_not_come_into_the_list_of_refusals():
    course = COURSE_V5 | {"instructors": [{"displayName": "Jo"}], "coordinators": [{"mail": "jo@example.org"}]}
    rows, _ = cells_of([course, OFFERING_V5 | {"course": course}])
    assert "jo" not in json.dumps([row.record for row in rows]).casefold()


@pytest.mark.parametrize(
    "value",
    [
        page(),
        COURSE_V5,
        OFFERING_V6,
        [SCHOOL, COURSE_V5],
        SCHOOL,
        [SCHOOL],
        [[COURSE_V5], [SCHOOL]],
        page(SCHOOL),
        {"organisations": [SCHOOL], "learningOutcomes": page(OUTCOME)},
        {"data": [PROGRAMME_V6]},
        {"programs": page(PROGRAMME_V6)},
    ],
)
def test_ooapi_is_recognised(value):
    assert is_ooapi(value)


@pytest.mark.parametrize(
    "value",
    [
        None,
        3,
        "courseId",
        [],
        {},
        [1, "a", None],
        [{"titel": "Heftruck", "courseId": "k1", "name": "x"}],
        {"courseId": "k1", "title": "Heftruck"},
        {"cursussen": [{"cursus_id": "k1", "naam": "Heftruck"}]},
        {"@type": "Course", "courseId": "1", "name": "x"},
        {"@graph": [{"courseId": "1", "name": "x"}]},
        {"items": [{"titel": "x"}]},
        [{"organisationId": "org-1", "naam": "School"}],
        [{"organisationId": "org-1"}],
        {"cursussen": [{"naam": "Heftruck"}], "aanbieders": [SCHOOL]},
        [SCHOOL, {"titel": "Heftruck"}],
        {"items": 3, "pageSize": 3, "pageNumber": 1},
    ],
)
def test_other_json_is_not(value):
    assert not is_ooapi(value)


def test_cells_of_ooapi_are_read_without_a_warning(reading):
    found = reading.courses(json.dumps(BUNDLE_V6), "ooapi.json")
    assert found.warnings == []
    assert found.refusals == [""]
    (row,) = found.values
    assert row.course.kind is CourseKind.BBL
    assert (row.course.level, row.course.gives_level, row.course.entry_level) == (Level.MBO2, Level.MBO2, Level.MBO2)
    assert row.course.entry_language is LanguageLevel.B1
    assert row.course.paper is Paper.DIPLOMA
    assert row.course.teaches == ("Hygiënisch werken", "http://data.europa.eu/esco/skill/abc")
    (offering,) = row.offerings
    assert offering.location == Location("Delft", "2611AB", Point(52.0116, 4.3571))
    assert (offering.start_date, offering.price) == (date(2026, 9, 1), 650.5)


def test_flexible_entry_is_read_as_the_days_on_which_someone_can_begin(reading):
    found = reading.courses(json.dumps([COURSE_V5, OFFERING_V5]), "ooapi.json")
    assert found.warnings == []
    (offering,) = found.values[0].offerings
    assert (offering.start_date, offering.enter_until) == (date(2026, 3, 2), date(2026, 3, 16))
    assert found.values[0].course.gives_language is LanguageLevel.B2


# Any JSON, and JSON that has the names of OOAPI with anything in them.

KNOWN = sorted({*PROGRAMME_V6, *OFFERING_V6, *COURSE_V5, *OFFERING_V5, *SCHOOL, *OUTCOME, "items", "codeType", "code",
                "language", "value", "studyLoadUnit", "costType", "amount", "addressType", "geolocation", "latitude",
                "programmes", "courseOfferings", "parent", "course", "educationSpecification", "consumer"})  # fmt: skip
WORDS = st.one_of(
    st.text(max_size=6),
    st.sampled_from(["nl", "P2Y", "PT40H", "-P1D", "mbo", "nt2-1", "online", "total_costs", "teaching", "c-1", "12.5"]),
    st.sampled_from(["2026-01-01", "2026-02-31", "0000-00-00", "99999999999999999999", "component", "diploma"]),
)  # fmt: skip
ANY = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.text(max_size=6), inner, max_size=4),
        st.dictionaries(st.sampled_from(KNOWN), inner, max_size=8),
    ),
    max_leaves=30,
)


@given(ANY)
def test_any_json_gives_rows_or_problems_and_never_an_error(value):
    tally = Tally()
    assert is_ooapi(value) in (True, False)
    for row in ooapi_cells(value, tally):
        assert isinstance(row, CourseCells)
        assert bool(row.problem) == (not row.named)
        assert all(cell not in (None, "", [], {}) for cell in row.cells.values())
        assert set(row.cells) <= set(row.named)
        assert isinstance(row.cells.get("titel", ""), str)
    assert all(note.reason for note in tally.notes())


@given(ANY, ANY)
def test_any_two_files_are_read_beside_each_other_without_an_error(one_file, other_file):
    index = index_of([one_file, other_file])
    for value in (one_file, other_file):
        tally = Tally()
        rows = list(ooapi_cells(value, tally, index))
        assert all(isinstance(row, CourseCells) for row in rows)
        assert bool(rows) != any("geen opleidingen of uitvoeringen" in remark for remark in tally.remarks)


def in_files(*values):
    """The rows of every value, each a file of one import."""
    index = index_of(values)
    return [list(ooapi_cells(value, Tally(), index)) for value in values]


def test_an_offering_in_another_file_has_the_cells_of_its_course():
    (expected,), _ = cells_of([COURSE_V5, OFFERING_V5])
    courses, offerings = in_files([COURSE_V5], [OFFERING_V5])
    assert [(row.cells["id"], "aanbieder" in row.cells) for row in courses] == [("c-1", False)]
    assert [(row.line, row.cells) for row in offerings] == [(1, expected.cells)]
    assert in_files([OFFERING_V5], [COURSE_V5])[0] == offerings


def test_a_course_that_stands_by_itself_goes_before_what_an_offering_holds_of_it():
    short = {"courseId": "c-1", "name": "NT2"}
    for inside in (short, {"courseId": "c-1"}):
        (row,) = in_files([OFFERING_V5 | {"course": inside}], [COURSE_V5])[0]
        assert row.cells["titel"] == "Staatsexamen NT2 programma II"
    (row,) = in_files([OFFERING_V5 | {"course": short, "organization": SCHOOL}], [SCHOOL])[0]
    assert row.cells["titel"] == "NT2"


def test_a_reference_that_was_filled_in_with_no_more_than_its_id_does_not_hide_the_school():
    offering = OFFERING_V6 | {"organisation": {"organisationId": "org-1"}, "organisationId": None}
    (row,), _ = cells_of([offering, PROGRAMME_V6 | {"organisationId": "org-1"}, SCHOOL])
    assert row.cells["aanbieder"] == "Vakschool Delft"


@pytest.mark.parametrize("name", ["geolocation", "geoLocation"])
def test_feeds_have_the_coordinates_under_two_spellings(name):
    address = {"addressType": "teaching", "city": "Delft", name: {"latitude": 52.01, "longitude": 4.36}}
    rows, _ = cells_of(COURSE_V5 | {"offerings": [OFFERING_V5 | {"addresses": [address]}]})
    assert (rows[0].cells["breedtegraad"], rows[0].cells["lengtegraad"]) == (52.01, 4.36)


def test_a_course_in_another_language_says_so_in_what_it_asks():
    assert one(COURSE_V5, teachingLanguage="eng")["instapeis"] == "de voertaal is Engels"
    assert "instapeis" not in one(COURSE_V5)
    assert "instapeis" not in one(COURSE_V5, teachingLanguages=["en-GB", "nl-NL"], teachingLanguage=None)
