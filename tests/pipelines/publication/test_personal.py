import dataclasses

from matcher.domain import Client
from pipelines.publication.personal import PROFILE, Use


def test_every_field_of_a_profile_is_accounted_for_once():
    assert sorted(field.name for field in PROFILE) == sorted(field.name for field in dataclasses.fields(Client))


def test_every_field_says_why_it_is_needed_in_words_of_its_own():
    assert all(field.label and field.why for field in PROFILE)
    assert len({field.label for field in PROFILE}) == len(PROFILE)


def test_what_is_never_counted_is_said_to_be_only_shown():
    uses = {field.name: field.use for field in PROFILE}

    assert uses["ladder"] is Use.SHOWN
    assert uses["name"] is Use.IDENTITY


def test_what_can_say_something_of_health_is_marked():
    assert {field.name for field in PROFILE if field.delicate} == {"limitations", "support_needed", "routes"}
