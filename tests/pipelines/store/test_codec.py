import json
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given, settings

from matcher.codes import CourseKind, DayPart, Demand, DemandGrade, LanguageLevel, Level, Mode, Route, SkillLevel
from matcher.domain import Client, Course, Location, Offering, OwnSkill, Point, Times
from matcher.errors import InputError
from matcher.guard import kept_out
from pipelines.store.codec import (
    client_from_document,
    client_to_document,
    course_from_document,
    course_to_document,
    to_json,
)
from tests.strategies import clients, courses

DELFT = Client(
    id="c-0001",
    municipality="Delft",
    home=Location("Delft", "2611AB", Point(52.0116, 4.3571)),
    modes=((Mode.BIKE, 30), (Mode.TRANSIT, None)),
    skills=(OwnSkill("koken voor groepen", "koken", SkillLevel.SKILLED),),
    level=Level.MBO2,
    languages=(("nl", LanguageLevel.B1), ("ar", LanguageLevel.C2)),
    licences=frozenset({"rijbewijs-b", "haccp"}),
    day_parts=frozenset({DayPart.DAY, DayPart.EARLY}),
    window=Times(510, 870),
    available_from=date(2026, 9, 1),
    limitations=((Demand.LIFTING, DemandGrade.LIGHT),),
    routes=frozenset({Route.REGULAR}),
)
HEFTRUCK = Course("heftruck", "Heftruckcertificaat", CourseKind.BRANCH, weeks=0.4, teaches=("heftruck-rijden",))


def through_json(document):
    return json.loads(to_json(document))


@settings(deadline=None)
@given(clients())
def test_any_profile_comes_back_exactly_as_it_was(client):
    back = client_from_document(through_json(client_to_document(client)))

    assert back == client


@settings(deadline=None)
@given(courses())
def test_any_course_comes_back_exactly_as_it_was_with_its_offerings(course):
    back = course_from_document(through_json(course_to_document(course)))

    assert back == course
    assert back.offerings == course.offerings  # left out of the comparison of courses


@settings(deadline=None)
@given(clients())
def test_a_profile_has_one_text_only(client):
    text = to_json(client_to_document(client))

    assert to_json(client_to_document(client_from_document(json.loads(text)))) == text


def test_codes_stand_by_their_code_dates_in_iso_and_sets_in_order():
    document = client_to_document(DELFT)

    assert document["version"] == 1
    assert document["modes"] == [["bike", 30], ["transit", None]]
    assert document["level"] == "mbo2"
    assert document["languages"] == [["nl", "B1"], ["ar", "C2"]]
    assert document["licences"] == ["haccp", "rijbewijs-b"]
    assert document["day_parts"] == ["dag", "vroeg"]
    assert document["available_from"] == "2026-09-01"
    assert document["limitations"] == [["tillen", "1"]]
    assert document["home"]["point"] == {"latitude": 52.0116, "longitude": 4.3571}


def test_keys_of_the_text_are_sorted_and_letters_stay_readable():
    assert to_json({"b": "café", "a": 1}) == '{"a":1,"b":"café"}'


def test_not_asked_and_none_stay_apart():
    document = client_to_document(Client("c-0002", licences=frozenset()))

    assert document["licences"] == []
    assert document["day_parts"] is None
    assert client_from_document(document).licences == frozenset()


def test_a_field_that_the_document_lacks_has_its_default():
    assert client_from_document({"version": 1, "id": "c-0003"}) == Client("c-0003")


def test_an_offering_keeps_that_it_was_invented():
    offering = Offering("ROC Delft (verzonnen)", Location("Delft"), start_date=date(2026, 10, 5), invented=True)
    course = Course("bhv", "BHV", CourseKind.TRAINING, offerings=(offering,))

    assert course_from_document(course_to_document(course)).offerings == (offering,)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("municipality", 5),
        ("level", "mbo9"),
        ("ladder", True),
        ("hours_max", "32"),
        ("available_from", "1 september"),
        ("modes", [["vliegtuig", 30]]),
        ("modes", [["bike"]]),
        ("licences", "rijbewijs-b"),
        ("window", 510),
        ("geheim", "x"),
    ],
)
def test_a_damaged_profile_is_refused_by_field_and_never_by_value(field, value):
    document = client_to_document(DELFT) | {field: value}

    with pytest.raises(InputError) as refused:
        client_from_document(document)

    assert str(refused.value) == f"profiel c-0001 is beschadigd in veld {field}; importeer het opnieuw"


def test_a_damaged_part_is_named_with_its_path():
    document = client_to_document(DELFT)
    document["home"]["point"]["latitude"] = "noord"

    with pytest.raises(InputError, match=r"veld home\.point\.latitude"):
        client_from_document(document)


def test_a_profile_without_an_id_is_refused():
    with pytest.raises(InputError, match="beschadigd in veld id"):
        client_from_document({"version": 1})


def test_a_document_of_a_later_version_is_refused():
    with pytest.raises(InputError, match="een cursus heeft versie 2, hier bekend is 1; werk Springplank bij"):
        course_from_document(course_to_document(HEFTRUCK) | {"version": 2})


def test_a_number_that_json_lacks_is_refused_on_writing():
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_json(client_to_document(Client("c-0004", hours_max=float("nan"))))


def test_every_field_is_written_and_none_is_a_forbidden_term():
    for value, document in ((DELFT, client_to_document(DELFT)), (HEFTRUCK, course_to_document(HEFTRUCK))):
        names = {field.name for field in fields(value)}

        assert document.keys() == names | {"version"}
        assert [name for name in names if kept_out(name)] == []
