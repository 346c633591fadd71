import json
from datetime import date

import pytest

from matcher.codes import CourseKind, DayPart, LanguageLevel, Level, Paper
from matcher.domain import Course, Location, Offering, Point
from matcher.errors import InputError
from pipelines.sources.courses import CourseRow

PLACE = {
    "@type": "Place",
    "address": {"addressLocality": "Delft", "postalCode": "2611 AB"},
    "geo": {"latitude": 52.0116, "longitude": "4.3571"},
}
COURSE = {
    "@context": "https://schema.org",
    "@type": "Course",
    "name": "Lassen voor beginners",
    "courseCode": "LAS-1",
    "description": "<p>Een praktische cursus.</p>",
    "provider": {"@type": "Organization", "name": "Vakschool (verzonnen)"},
    "educationalCredentialAwarded": {
        "@type": "EducationalOccupationalCredential",
        "name": "Lascertificaat niveau 1",
        "credentialCategory": "branchecertificaat",
    },
    "coursePrerequisites": ["U heeft Nederlands op niveau A2.", "mbo 1"],
    "teaches": [{"@type": "DefinedTerm", "name": "mig/mag-lassen"}, "tekeningen lezen, ook in 3D"],
    "educationalLevel": "mbo 2",
    "timeRequired": "P10W",
    "inLanguage": "nl-NL",
    "totalHistoricalEnrollment": 300,
    "url": "https://example.org/lassen",
    "offers": {"@type": "Offer", "price": 950, "priceCurrency": "EUR", "category": "Paid"},
    "hasCourseInstance": [
        {
            "@type": "CourseInstance",
            "courseMode": "onsite",
            "startDate": "2027-02-01",
            "endDate": "2027-03-28",
            "location": PLACE,
            "courseWorkload": "PT120H",
            "instructor": {"@type": "Person", "name": "Docent"},
        },
        {
            "@type": "CourseInstance",
            "courseMode": ["online", "part-time"],
            "courseSchedule": {
                "@type": "Schedule",
                "byDay": ["https://schema.org/Tuesday", "https://schema.org/Saturday"],
                "startTime": "19:00",
                "endTime": "21:30",
                "repeatFrequency": "P1W",
                "repeatCount": 12,
                "startDate": "2027-03-02",
            },
            "offers": {"price": "595.00", "priceCurrency": "EUR"},
            "url": "https://example.org/lassen/online",
        },
    ],
}


def read(reading, node, name="o.jsonld"):
    return reading.courses(json.dumps(node), name)


def one(reading, **properties):
    """What becomes of the course with these properties and no instances; None takes one away."""
    found = read(
        reading, {k: v for k, v in (COURSE | {"hasCourseInstance": None} | properties).items() if v is not None}
    )
    (row,) = found.rows
    return row.value, found


def given(reading, **properties):
    """The offering of a course with one instance with these properties."""
    found = read(reading, COURSE | {"hasCourseInstance": {"@type": "CourseInstance", **properties}})
    (row,) = found.values
    return row, found


def test_every_property_that_fits_is_read_and_every_instance_is_an_offering(reading):
    found = read(reading, COURSE)
    assert found.source.kind == "schema.org"
    assert found.refusals == ["", ""]
    assert (found.warnings, found.notes) == ([], [])
    course = Course(
        id="LAS-1",
        label="Lassen voor beginners",
        kind=CourseKind.TRAINING,
        level=Level.MBO2,
        weeks=10,
        hours_per_week=12,
        entry_level=Level.MBO1,
        entry_language=LanguageLevel.A2,
        entry_note="U heeft Nederlands op niveau A2.; mbo 1",
        teaches=("mig/mag-lassen", "tekeningen lezen, ook in 3D"),
        certificate="Lascertificaat niveau 1",
        paper=Paper.BRANCH,
        description="Een praktische cursus.",
    )
    first, second = found.values
    assert first == CourseRow(
        course,
        (
            Offering(
                "Vakschool (verzonnen)",
                Location("Delft", "2611AB", Point(52.0116, 4.3571)),
                start_date=date(2027, 2, 1),
                price=950,
                url="https://example.org/lassen",
            ),
        ),
    )
    assert second.offerings == (
        Offering(
            "Vakschool (verzonnen)",
            online=True,
            start_date=date(2027, 3, 2),
            price=595,
            url="https://example.org/lassen/online",
            day_parts=frozenset({DayPart.EVENING, DayPart.SATURDAY}),
        ),
    )
    assert (second.course.id, second.course.weeks, second.course.hours_per_week) == ("LAS-1", 12, 5)


def test_a_course_without_instances_is_an_offering_of_its_provider_without_a_start(reading):
    row, _ = one(reading)
    assert row.course.weeks == 10
    assert row.offerings == (Offering("Vakschool (verzonnen)", price=950, url="https://example.org/lassen"),)


def test_a_course_without_a_provider_is_a_kind_of_training_with_its_price(reading):
    row, found = one(reading, provider=None)
    assert row.offerings == ()
    assert row.course.price_min == 950
    assert found.warnings == []


def test_names_may_carry_a_prefix_and_courses_may_hang_in_a_list_or_graph(reading):
    node = {"@type": "schema:Course", "schema:name": "Koken", "schema:provider": {"schema:name": "X"}}
    for value in (
        node,
        [node],
        {"@graph": [{"@type": "WebSite"}, node]},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": node}]},
    ):
        found = read(reading, value)
        assert [row.course.label for row in found.values] == ["Koken"]
        assert found.values[0].offerings[0].provider == "X"


def test_the_courses_of_a_web_page_are_read(reading):
    page = f'<!DOCTYPE html><html><body><script type="application/ld+json">{json.dumps(COURSE)}</script></body></html>'
    found = reading.courses(page, "o.html")
    assert [row.line for row in (one.row for one in found.rows)] == [1, 1]
    assert len(found.values) == 2


def test_courses_may_stand_one_on_a_line(reading):
    text = "\n".join(json.dumps({"@type": "Course", "name": name}) for name in ("Koken", "Bakken"))
    assert [row.course.label for row in reading.courses(text, "o.jsonl").values] == ["Koken", "Bakken"]


def test_an_id_is_the_number_else_the_address_else_of_the_title(reading):
    bare = {"courseCode": None}
    assert one(reading, identifier={"name": "ons nummer", "value": "77"})[0].course.id == "77"
    assert one(reading, **bare, **{"@id": "https://example.org/#c"})[0].course.id == "https://example.org/#c"
    assert len(one(reading, **bare)[0].course.id) == 16


@pytest.mark.parametrize(
    ("properties", "price"),
    [
        ({"offers": {"price": "1.250,00"}}, 1250),
        ({"offers": {"price": 0, "priceCurrency": "EUR"}}, 0),
        ({"offers": [{"category": "Free"}]}, 0),
        ({"offers": {"priceSpecification": {"price": 80, "priceCurrency": "EUR"}}}, 80),
        ({"offers": None, "isAccessibleForFree": True}, 0),
        ({"offers": None}, None),
    ],
)
def test_a_price_is_in_euro(reading, properties, price):
    assert one(reading, **properties)[0].offerings[0].price == price


def test_a_price_in_other_money_is_not_read_and_told(reading):
    row, found = one(reading, offers={"price": 10, "priceCurrency": "USD"})
    assert row.offerings[0].price is None
    assert [name for name, _ in found.notes] == ["offers in een andere munt dan euro"]


def test_a_range_of_prices_belongs_to_the_course(reading):
    course = one(reading, offers={"@type": "AggregateOffer", "lowPrice": 100, "highPrice": 200})[0].course
    assert (course.price_min, course.price_max) == (100, 200)


@pytest.mark.parametrize(
    ("mode", "place", "online"),
    [
        ("online", PLACE, True),
        ("blended", PLACE, False),
        (["blended", "online"], PLACE, False),
        ("https://example.org/modes#Online", None, True),
        (None, {"@type": "VirtualLocation", "url": "https://example.org"}, True),
        (None, [{"@type": "VirtualLocation"}, PLACE], False),
        ("full-time", PLACE, False),
    ],
)
def test_online_is_what_needs_no_trip_at_all(reading, mode, place, online):
    row, found = given(reading, courseMode=mode, location=place)
    assert row.offerings[0].online is online
    assert found.notes == []
    if not online:
        assert row.offerings[0].location.place == "Delft"


def test_the_mode_may_say_in_which_part_of_the_week(reading):
    row, _ = given(reading, courseMode=["onsite", "avond"])
    assert row.offerings[0].day_parts == {DayPart.EVENING}


@pytest.mark.parametrize(
    ("workload", "hours"),
    [("4 uur per week", 4), ("6 hours of study per week", 6), ("PT22H", 2.2), ("PT900H", None), ("veel", None)],
)
def test_the_workload_is_hours_a_week_and_a_bare_duration_is_that_of_the_whole_course(reading, workload, hours):
    row, found = given(reading, courseWorkload=workload)
    assert row.course.hours_per_week == hours
    assert ("courseWorkload" in " ".join(note.field for note in found.source.notes)) is (hours is None)


def test_a_bare_workload_says_nothing_when_the_length_is_unknown(reading):
    instance = {"@type": "CourseInstance", "courseWorkload": "PT22H"}
    (row,) = read(reading, COURSE | {"timeRequired": "PT22H", "hasCourseInstance": instance}).values
    assert (row.course.weeks, row.course.hours_per_week) == (None, None)


def test_several_starts_are_an_offering_each(reading):
    days = ["2027-02-01", "2027-09-01"]
    assert [str(one.start_date) for one in given(reading, startDate=days)[0].offerings] == days
    program = COURSE | {"@type": "EducationalOccupationalProgram", "hasCourseInstance": None, "startDate": days}
    (row,) = read(reading, program).values
    assert [str(one.start_date) for one in row.offerings] == days


@pytest.mark.parametrize(
    ("category", "gives"), [("diploma", Level.MBO2), ("certificaat", None), ("bewijs van deelname", None)]
)
def test_the_level_of_a_credential_is_that_of_the_course_and_only_a_diploma_gives_it(reading, category, gives):
    credential = {"name": "Kok", "credentialCategory": category, "educationalLevel": "mbo niveau 2"}
    course = one(reading, educationalCredentialAwarded=credential, educationalLevel=None)[0].course
    assert (course.level, course.gives_level) == (Level.MBO2, gives)


def test_html_that_was_escaped_as_a_whole_is_read_as_html(reading):
    text = "&lt;p&gt;U leert lassen&lt;/p&gt;&lt;br /&gt;en slijpen &amp; boren"
    assert one(reading, description=text)[0].course.description == "U leert lassen en slijpen & boren"


@pytest.mark.parametrize(
    ("schedule", "weeks", "parts"),
    [
        ({"repeatFrequency": "Weekly", "repeatCount": "8"}, 8, None),
        ({"repeatFrequency": "Daily", "repeatCount": 10}, 2, None),
        ({"startDate": "2027-01-04", "endDate": "2027-01-31", "byDay": "Monday"}, 4, None),
        ({"byDay": "Monday", "startTime": "09:00"}, 10, {DayPart.DAY}),
        ({"byDay": ["Sunday"], "startTime": "20:00"}, 10, {DayPart.SUNDAY}),
    ],
)
def test_a_schedule_tells_length_and_part_of_the_week(reading, schedule, weeks, parts):
    row, _ = given(reading, courseSchedule=schedule)
    assert row.course.weeks == weeks
    assert row.offerings[0].day_parts == parts


def test_the_days_of_an_instance_give_the_length_where_the_course_says_none(reading):
    days = {"startDate": "2027-02-01", "endDate": "2027-03-28"}
    stated = read(reading, COURSE | {"hasCourseInstance": days})
    unstated = read(reading, COURSE | {"hasCourseInstance": days, "timeRequired": "PT40H"})
    own = read(reading, COURSE | {"hasCourseInstance": days | {"duration": "P4W"}})
    assert [found.values[0].course.weeks for found in (stated, unstated, own)] == [10, 8, 4]


def test_an_instance_that_does_not_go_on_is_no_offering_and_told(reading):
    row, found = given(reading, eventStatus="https://schema.org/EventCancelled", startDate="2027-02-01", location=PLACE)
    assert row.offerings == ()
    assert found.notes == [("hasCourseInstance die niet doorgaat", "kolom niet herkend en niet gelezen")]


def test_another_language_than_dutch_is_a_demand(reading):
    assert one(reading, inLanguage="en", coursePrerequisites=None)[0].course.entry_note == "de voertaal is Engels"
    assert one(reading, inLanguage=["nl", "en"], coursePrerequisites=None)[0].course.entry_note == ""


def test_words_for_beginners_are_no_level(reading):
    row, found = one(reading, educationalLevel="Beginner")
    assert row.course.level is None
    assert found.warnings == []


def test_the_subject_is_what_is_taught_when_nothing_else_is(reading):
    assert one(reading, teaches=None, about="lassen")[0].course.teaches == ("lassen",)
    assert one(reading, about="techniek")[0].course.teaches[0] == "mig/mag-lassen"


def test_unknown_properties_are_named_once_and_what_the_guard_keeps_out_is_dropped(reading):
    node = COURSE | {"financialAidEligible": "ja", "typicalAgeRange": "18-", "eventAttendanceMode": "x"}
    found = read(reading, [node, node])
    assert sorted(name for name, _ in found.notes) == ["eventAttendanceMode", "financialAidEligible", "typicalAgeRange"]


@pytest.mark.parametrize("other", [[], [{"startDate": "2027-03-01"}]])
def test_a_bad_start_costs_its_own_offering_and_not_the_course(reading, other):
    found = read(reading, COURSE | {"hasCourseInstance": [{"startDate": "2027-02-30"}, *other]})
    assert found.refusals == [""] * (1 + len(other))
    assert found.warnings == ["uitvoering weggelaten: datum '2027-02-30' bestaat niet"]
    assert found.rows[0].warnings[0].field == "hasCourseInstance"
    assert found.values[0].course.label == "Lassen voor beginners"
    assert found.values[0].course.price_min is None
    assert [len(row.offerings) for row in found.values] == [0, *([1] * len(other))]


@pytest.mark.parametrize(
    ("offers", "day"),
    [
        ({"validThrough": "2027-01-15"}, date(2027, 1, 15)),
        ({"price": 5, "validThrough": "2027-01-31T23:00:00Z"}, date(2027, 1, 31)),
        ([{"validThrough": "2026-12-01"}, {"validThrough": "2027-01-15"}], date(2027, 1, 15)),
        ([{"validThrough": "2026-12-01"}, {"price": 5}], None),
        ({"validThrough": "zolang de voorraad strekt"}, None),
        ({"validThrough": "2027-02-30"}, None),
    ],
)
def test_the_last_day_to_apply_is_until_when_the_instance_itself_is_on_offer(reading, offers, day):
    row, found = given(reading, startDate="2027-02-01", offers=offers)
    assert row.offerings[0].apply_by == day
    assert found.warnings == []
    (row,) = read(reading, COURSE | {"offers": offers, "hasCourseInstance": {"startDate": "2027-02-01"}}).values
    assert row.offerings[0].apply_by is None


def test_moments_of_an_instance_are_days_in_the_netherlands(reading):
    days = {"startDate": "2027-08-31T22:00:00Z", "endDate": "2027-09-28T22:00:00Z"}
    (row,) = read(reading, COURSE | {"timeRequired": None, "hasCourseInstance": days}).values
    assert (row.offerings[0].start_date, row.course.weeks) == (date(2027, 9, 1), 4)


def test_a_course_without_a_name_is_refused(reading):
    assert read(reading, {"@type": "Course", "description": "x"}).refusals == ["titel ontbreekt"]


def test_a_program_is_read(reading):
    program = {
        "@type": "EducationalOccupationalProgram",
        "@id": "https://example.org/helpende",
        "name": "Helpende zorg en welzijn",
        "provider": {"name": "School (verzonnen)"},
        "timeToComplete": "P2Y",
        "programPrerequisites": {"credentialCategory": "diploma", "name": "vmbo-diploma"},
        "occupationalCategory": [{"@type": "CategoryCode", "codeValue": "5321", "name": "helpende"}],
        "occupationalCredentialAwarded": {"name": "mbo-diploma Helpende"},
        "educationalProgramMode": "in-person",
        "programType": "BBL",
        "timeOfDay": "evening",
        "startDate": "2027-09-01",
        "applicationDeadline": "2027-06-30",
        "trainingSalary": {"currency": "EUR", "median": 1800},
        "offers": {"price": 0},
    }
    found = read(reading, program)
    row = found.values[0]
    assert (found.notes, found.warnings) == ([], [])
    assert row.course == Course(
        id="https://example.org/helpende",
        label="Helpende zorg en welzijn",
        kind=CourseKind.BBL,
        weeks=104,
        learn_and_earn=True,
        entry_level=Level.MBO2,
        entry_note="vmbo-diploma",
        certificate="mbo-diploma Helpende",
        paper=Paper.DIPLOMA,
        prepares_for=("helpende",),
    )
    assert row.offerings == (
        Offering(
            "School (verzonnen)",
            start_date=date(2027, 9, 1),
            price=0,
            day_parts=frozenset({DayPart.EVENING}),
            apply_by=date(2027, 6, 30),
        ),
    )


def test_courses_given_as_vacancies_and_vacancies_given_as_courses_are_told(reading):
    page = '<html><script type="application/ld+json">{}</script></html>'
    for text, name in (
        (json.dumps(COURSE), "v.json"),
        (json.dumps(COURSE), "v.jsonl"),
        (page.format(json.dumps(COURSE)), "v.html"),
    ):
        with pytest.raises(InputError, match=r"opleidingen \(Course\); lees dit bestand in als opleidingen"):
            reading.vacancies(text, name)
    posting = json.dumps({"@type": "JobPosting", "title": "Kok"})
    for text, name in ((posting, "o.json"), (posting, "o.jsonl"), (page.format(posting), "o.html")):
        with pytest.raises(InputError, match=r"vacatures \(JobPosting\); lees dit bestand in als vacatures"):
            reading.courses(text, name)


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("<html><body>Onze cursussen</body></html>", "o.html", "geen leesbare Course"),
        ("<rss><channel><title>Cursussen</title></channel></rss>", "o.xml", "XML"),
        ('<?xml version="1.0"?><catalogus/>', "o.xml", "XML"),
        ('{"@type": "WebSite", "name": "x"}', "o.json", "geen enkel leesbaar object"),
        ("[]", "o.json", "geen enkel"),
        ("", "o.json", "leeg"),
    ],
)
def test_a_file_without_a_course_is_told_in_one_line(reading, text, name, reason):
    with pytest.raises(InputError, match=reason) as told:
        reading.courses(text, name)
    assert "\n" not in str(told.value)
