from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest
from hypothesis import given

from matcher import domain
from matcher.codes import LanguageLevel, Level, Mode
from matcher.domain import Client, Course, Location, OwnSkill, Vacancy
from tests import strategies

VALUES = [value for value in vars(domain).values() if isinstance(value, type) and value.__module__ == domain.__name__]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_every_value_is_frozen_and_slotted(value):
    assert is_dataclass(value)
    assert value.__dataclass_params__.frozen
    assert "__slots__" in vars(value)
    assert value.__doc__


def test_a_value_cannot_be_changed():
    client = Client("c-1")

    with pytest.raises(FrozenInstanceError):
        client.level = Level.MBO2


@given(strategies.clients())
def test_the_text_form_of_a_client_is_its_id_and_nothing_else(client):
    assert repr(client) == f"Client({client.id})"
    assert str(client) == f"Client({client.id})"
    assert f"{(client,)}" == f"(Client({client.id}),)"


def test_nobody_reads_a_home_or_a_skill_in_a_log():
    client = Client("c-1", home=Location("Delft", "2611AB"), skills=(OwnSkill("lassen"),), modes=((Mode.BIKE, 20),))

    assert "2611" not in repr([client])
    assert "lassen" not in f"{client!r} {client}"


@given(strategies.clients(), strategies.vacancies(), strategies.courses())
def test_values_are_equal_by_what_they_hold_and_can_be_kept_in_sets(client, vacancy, course):
    for value in (client, vacancy, course):
        same = type(value)(**{field.name: getattr(value, field.name) for field in fields(value)})
        assert value == same
        assert len({value, same}) == 1


def test_the_level_of_dutch_is_that_of_the_languages():
    assert Client("c").dutch is None
    assert Client("c", languages=(("ar", LanguageLevel.C2),)).dutch is None
    assert Client("c", languages=(("ar", LanguageLevel.C2), ("nl", LanguageLevel.A2))).dutch is LanguageLevel.A2
    assert Client("c", languages=(("nl", LanguageLevel.NONE),)).dutch is LanguageLevel.NONE


def test_only_an_id_and_a_title_are_sure_of_a_vacancy_and_only_an_id_of_a_client():
    assert Vacancy("v", "kok").places == 1
    assert Client("c").licences is None, "nobody asked yet"
    assert Course("c", "cursus", domain.CourseKind.TRAINING).offerings == ()


def test_a_client_has_no_field_that_the_guard_keeps_out_and_a_vacancy_neither():
    from_the_issue = {"ladder", "limitations", "support_needed", "window", "exclusions"}

    assert from_the_issue <= {field.name for field in fields(Client)}
    for value in (Client, Vacancy, Course):
        assert not {field.name for field in fields(value)} & {
            "diagnosis",
            "birth_date",
            "sex",
            "nationality",
            "sanction",
        }
