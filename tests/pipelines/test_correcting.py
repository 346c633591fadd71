from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from api.profile import WORDS
from api.schemas.profile_change import ProfielWijziging
from matcher.codes import Mode, Origin, Route, SkillLevel
from matcher.errors import ConflictError, InputErrors, NotFoundError
from matcher.roles import Role
from pipelines import correcting
from pipelines.correcting import correct
from pipelines.profile_fields import CALLED, READERS
from pipelines.store.clients import ClientStore
from tests.shown import ANNA, act, service_with


@pytest.fixture
def service(store):
    return service_with(store)


def by_coach():
    return act("profiel verbeterd")


def by_herself():
    return act("profiel verbeterd", role=Role.CLIENT)


def changed(service, act_=None, **fields):
    return correct(service, ANNA, fields, act_ or by_coach())


def corrected_meanwhile(service, monkeypatch, **fields):
    """Let the client correct these fields once, right after the profile was read to be corrected by somebody else."""
    read, waiting = ClientStore.get, [fields]

    def read_and_wait(store, client_id):
        found = read(store, client_id)
        while waiting:
            changed(service, by_herself(), **waiting.pop())
        return found

    monkeypatch.setattr(ClientStore, "get", read_and_wait)


def test_words_are_linked_and_a_new_home_is_found_on_the_map(service):
    before = service.store.clients.get(ANNA)
    after = changed(service, wishes=["kok"], home={"place": "Rijswijk", "postcode": "2288 ab"}, name="Verzonnen Peer")
    assert [wish.occupation for wish in after.client.wishes] == ["kok"]
    assert after.client.home.postcode == "2288AB"
    assert after.position != before.position
    assert after.client.name == "Verzonnen Peer"
    assert after.corrected == ("home", "name", "wishes")
    assert service.store.clients.get(ANNA) == after
    (version,) = service.store.history.of(ANNA)
    assert (version.fields, version.before) == (("home", "name", "wishes"), before.client)


def test_every_field_can_be_set_and_emptied(service):
    after = changed(
        service,
        modes=[{"mode": "transit", "minutes": 50}, {"mode": "walk", "minutes": None}],
        skills=[{"phrase": "vakken vullen", "level": "ervaren"}],
        licences=["Rijbewijs B"],
        window={"start": 480, "end": 900},
        available_from=date(2026, 12, 1),
        routes=["regulier"],
        limitations=[{"demand": "tillen", "most": "1"}],
    ).client
    assert after.modes == ((Mode.WALK, None), (Mode.TRANSIT, 50))
    assert [(one.phrase, one.level) for one in after.skills if one.origin is Origin.STATED] == [
        ("vakken vullen", SkillLevel.SKILLED)
    ]
    assert after.licences == {"rijbewijs-b"}
    assert after.routes == {Route.REGULAR}
    empty = changed(service, **dict.fromkeys(READERS)).client
    assert empty == replace(type(empty)(ANNA), municipality=empty.municipality, ladder=empty.ladder)


def test_nothing_is_written_when_nothing_changes(service):
    before = service.store.clients.get(ANNA)
    client = before.client
    same = {
        "wishes": [wish.text for wish in client.wishes],
        "skills": [{"phrase": one.phrase, "level": one.level and one.level.code} for one in client.skills],
        "diplomas": list(client.diplomas),
        "home": {"place": client.home.place, "postcode": client.home.postcode},
        "hours_min": client.hours_min,
    }
    for fields in ({}, same):
        assert correct(service, ANNA, fields, by_coach()) == before
    assert service.store.history.of(ANNA) == ()
    assert [one.what for one in service.store.log.of(ANNA)] == ["profiel bekeken"] * 2  # which the coach did


def test_what_staff_changes_is_logged_and_what_the_client_changes_is_not(service):
    changed(service, by_herself(), wishes=["kok"])
    assert service.store.log.of(ANNA) == ()
    changed(service, by_coach(), wishes=["tuinman"])
    assert [one.what for one in service.store.log.of(ANNA)] == ["profiel verbeterd"]
    assert len(service.store.history.of(ANNA)) == 2


def test_all_mistakes_are_told_together_and_nothing_is_written(service):
    with pytest.raises(InputErrors) as told:
        changed(
            service,
            home={"place": "Delft", "postcode": "99"},
            modes=[{"mode": "paard"}, {"mode": "bike", "minutes": 9000}],
            licences=["vliegbrevet"],
            hours_max=float("nan"),
            ladder=3,
            name=7,
        )
    assert {place for place, _ in told.value.mistakes} == {
        "woonplaats.postcode", "vervoer.0", "vervoer.1", "bewijzen.0", "urenMaximaal", "ladder", "weergavenaam",
    }  # fmt: skip
    assert service.store.history.of(ANNA) == ()


def test_the_hours_are_held_against_those_that_stay(service):
    changed(service, hours_min=10, hours_max=20)
    with pytest.raises(InputErrors, match="meer dan"):
        changed(service, hours_min=30)
    assert changed(service, hours_min=30, hours_max=None).client.hours_max is None


def test_free_text_is_masked(service):
    after = changed(service, wishes=["kok, ik heb 111222333 en autisme"], name="Peer 111222333").client
    assert "111222333" not in str((after.wishes, after.name))
    assert "autisme" not in after.wishes[0].text


def test_a_diploma_brings_skills_along(service):
    before = service.store.clients.get(ANNA).client
    after = changed(service, diplomas=["mbo 2 diploma kok"])
    assert set(after.client.skills) != set(before.skills)
    assert after.corrected == ("diplomas",)
    assert {one.phrase for one in after.client.skills if one.origin is Origin.STATED} == {
        one.phrase for one in before.skills if one.origin is Origin.STATED
    }


def test_a_diploma_that_is_taken_away_takes_its_skills_along_whatever_else_was_corrected(service):
    changed(service, diplomas=[], skills=[{"phrase": "vakken vullen"}])
    without = service.store.clients.get(ANNA).client.skills
    with_it = changed(service, diplomas=["mbo 2 diploma kok"]).client.skills
    assert {one.origin for one in with_it if one not in without} == {Origin.DIPLOMA}
    assert changed(service, diplomas=[]).client.skills == without


def test_what_two_correct_at_once_is_checked_against_each_other(service, monkeypatch):
    changed(service, hours_min=10, hours_max=20)
    corrected_meanwhile(service, monkeypatch, hours_max=12)
    with pytest.raises(InputErrors, match="meer dan"):
        changed(service, hours_min=18)

    client = service.store.clients.get(ANNA).client
    assert (client.hours_min, client.hours_max) == (10, 12)


def test_what_two_correct_at_once_is_all_kept_with_what_follows_from_it(service, monkeypatch):
    corrected_meanwhile(service, monkeypatch, diplomas=["mbo 2 diploma kok"])
    after = changed(service, skills=[{"phrase": "vakken vullen"}])

    assert (after.client.diplomas, after.corrected) == (("mbo 2 diploma kok",), ("diplomas", "skills"))
    assert [one.phrase for one in after.client.skills if one.origin is Origin.STATED] == ["vakken vullen"]
    assert any(one.phrase == "mbo 2 diploma kok" for one in after.client.skills)


def test_a_profile_that_others_change_all_the_time_is_told_after_some_tries(service, monkeypatch):
    tries = []

    def never(_store, stored, *_, **__):
        tries.append(stored)
        raise ConflictError("zojuist ook veranderd")

    monkeypatch.setattr(ClientStore, "change", never)
    with pytest.raises(ConflictError):
        changed(service, name="Verzonnen Peer")
    assert len(tries) == correcting.TRIES


def test_a_profile_that_is_not_here_is_not_found(service):
    with pytest.raises(NotFoundError):
        correct(service, "c-9999", {"name": "Peer"}, by_coach())


def test_only_what_was_sent_is_a_change():
    sent = '{"weergavenaam": null, "woonplaats": {"plaats": "Delft"}, "beschikbaarVanafDatum": "2026-12-01"}'
    assert ProfielWijziging.model_validate_json(sent).fields() == {
        "available_from": date(2026, 12, 1),
        "home": {"place": "Delft", "postcode": ""},
        "name": None,
    }
    for refused in ('{"participatieladder": 3}', '{"gemeente": "Delft"}', '{"urenMinimaal": "8"}', '{"niveau": "x"}'):
        with pytest.raises(ValidationError):
            ProfielWijziging.model_validate_json(refused)


def test_the_interface_names_every_field_that_can_be_corrected_as_the_profile_does():
    wire = {name: field.alias for name, field in ProfielWijziging.model_fields.items()}
    assert wire == dict(CALLED) == {name: WORDS[name] for name in READERS}


def test_a_place_that_nobody_knows_is_asked_again_unless_there_is_a_postcode(service):
    before = service.store.clients.get(ANNA)

    with pytest.raises(InputErrors) as caught:
        correct(service, ANNA, {"home": {"place": "Nergenshuizen", "postcode": ""}}, by_herself())

    assert [place for place, _ in caught.value.mistakes] == ["woonplaats"]
    assert service.store.clients.get(ANNA) == before
    after = changed(service, by_herself(), home={"place": "Nergenshuizen", "postcode": "2611"})
    assert after.position is not None
