"""Correcting a profile: what somebody says of themselves, or a coach of them, is checked, linked and kept."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from matcher.codes import Origin
from matcher.domain import Client, OwnSkill
from matcher.errors import ConflictError, InputErrors
from matcher.roles import Role
from pipelines.linking import link_client
from pipelines.profile_fields import CALLED, read_fields
from pipelines.reading_files import licence_words
from pipelines.service import Service
from pipelines.sources.lists import folded_licences
from pipelines.store.access_log import Act
from pipelines.store.clients import StoredClient
from pipelines.store.profile_content import BRING_SKILLS, LINKED

LOOKED = "profiel bekeken"
UNKNOWN_PLACE = "deze plaats kennen we niet; controleer hoe u haar schrijft, of vul een postcode in"
# How often a correction is checked again because the profile was changed meanwhile, each time by somebody else.
TRIES = 5


def correct(service: Service, client_id: str, fields: Mapping[str, Any], act: Act) -> StoredClient:
    """Correct fields of a profile and return it as it is then; what it was is kept, with who changed it.

    `fields` are plain values by the names of `Client`; None empties a field, and what is not named stays. Free text is
    masked, words are linked to the taxonomy of the home and a new home is found on the map. When nothing changes,
    nothing is written of it. In the log stands that staff changed it, or just saw it; never what the client does.

    InputErrors names everything that cannot be, all of it together; NotFoundError when the profile is not here;
    ConflictError when others changed it all the time.
    """
    new = read_fields(fields, _papers(service))
    for _ in range(TRIES - 1):
        with suppress(ConflictError):
            return _corrected(service, client_id, new, act)
    return _corrected(service, client_id, new, act)


def _corrected(service: Service, client_id: str, new: Mapping[str, Any], act: Act) -> StoredClient:
    """Check and keep the fields once; ConflictError when the profile was changed between the two."""
    stored = service.store.clients.get(client_id)
    new = _checked(stored.client, new)
    changed = _with(stored, new, service)
    home = changed.client.home
    if home != stored.client.home and home.place and not home.postcode and changed.position is None:
        raise InputErrors([(CALLED["home"], UNKNOWN_PLACE)])  # else every vacancy would be of unknown travel time
    names = sorted(name for name in new if _said(changed.client, name) != _said(stored.client, name))
    if not names:
        if act.actor.role != Role.CLIENT:  # they get the profile to see all the same
            service.store.log.note(replace(act, what=LOOKED), [client_id])
        return stored
    linked_to = service.taxonomy.fingerprint
    service.store.clients.change(changed, names, act, before=stored.client, taxonomy=linked_to)
    return service.store.clients.get(client_id)


def _papers(service: Service) -> Mapping[str, str]:
    return folded_licences(licence_words(service.taxonomy.catalogue.licences))


def _checked(client: Client, new: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the fields; InputErrors when the hours, with those that stay, cannot be."""
    low, high = new.get("hours_min", client.hours_min), new.get("hours_max", client.hours_max)
    if low is not None and high is not None and low > high and {"hours_min", "hours_max"} & new.keys():
        where = "hours_min" if "hours_min" in new else "hours_max"
        raise InputErrors([(CALLED[where], f"de minste uren ({low:g}) zijn meer dan de meeste ({high:g})")])
    home = new.get("home")
    if home is not None and (home.place, home.postcode) == (client.home.place, client.home.postcode):
        return {**new, "home": client.home}  # with its point on the map, which nobody types
    return new


def _with(stored: StoredClient, new: Mapping[str, Any], service: Service) -> StoredClient:
    """Return the profile with these fields, linked and located as far as they ask for it."""
    before = stored.client
    changes = dict(new)
    if "skills" in changes:
        changes["skills"] = _stated(before, changes["skills"])
    client = replace(before, **changes)
    asked = {name for name in LINKED & changes.keys() if _words(getattr(client, name)) != _words(getattr(before, name))}
    client = replace(client, **{name: getattr(before, name) for name in (LINKED & changes.keys()) - asked})
    if asked:
        linked = _linked(client, service)
        taken = (asked | {"skills"}) if asked & BRING_SKILLS else asked
        client = replace(client, **{name: getattr(linked, name) for name in taken})
    if client.home == before.home:
        return replace(stored, client=client)
    return replace(stored, client=client, position=service.geocoder.locate(client.home).position)


def _stated(before: Client, given: tuple[OwnSkill, ...]) -> tuple[OwnSkill, ...]:
    """Return the skills that someone states; what follows from a diploma or a sentence comes back with those."""
    stated = {one.phrase for one in before.skills if one.origin is Origin.STATED}
    derived = {one.phrase for one in before.skills} - stated
    return tuple(one for one in given if one.phrase not in derived)


def _said(client: Client, name: str) -> Any:
    """Return a field as it is kept; of skills only those that someone states."""
    if name != "skills":
        return getattr(client, name)
    return [one for one in client.skills if one.origin is Origin.STATED]


def _words(value: tuple[Any, ...]) -> list[Any]:
    """Return what people said, without what it was linked to or what follows from it."""
    said = [one for one in value if not isinstance(one, OwnSkill) or one.origin is Origin.STATED]
    links = {"OwnSkill": "skill", "Job": "occupation", "Wish": "occupation"}
    return [replace(one, **{links[kind]: ""}) if (kind := type(one).__name__) in links else one for one in said]


def _linked(client: Client, service: Service) -> Client:
    tools = service.linkers
    return link_client(
        client,
        concepts=service.taxonomy.concepts,
        titles=tools.titles,
        skills=tools.skills,
        reader=tools.reader,
    )
