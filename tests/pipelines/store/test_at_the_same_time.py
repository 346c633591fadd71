"""Two things at the same moment, such as an import while somebody leaves: neither undoes what the other did."""

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from matcher.codes import Level
from matcher.consent import Consent
from matcher.domain import Client
from matcher.errors import NotFoundError
from matcher.roles import CasePart, Role
from pipelines.leaving import forget_client, forget_in, forget_strays
from pipelines.store import clients as clients_module
from pipelines.store.client_keys import BATCH
from pipelines.store.clients import StoredClient
from pipelines.store.connection import reading, writing
from pipelines.store.tables import client_keys, clients
from tests.shown import MONDAY, act

LATER = MONDAY + timedelta(days=1)
A_WHILE = 0.5  # seconds in which whoever does not wait would have been done


@pytest.fixture
def people(store):
    both = [StoredClient(Client(one, municipality="Delft")) for one in ("c-1", "c-2")]
    store.clients.upsert(both, taxonomy="a", at=MONDAY)
    return store


@pytest.fixture
def beside():
    with ThreadPoolExecutor(1) as threads:
        yield threads


def read_in(store):
    news = [StoredClient(Client(one, municipality="Leiden")) for one in ("c-1", "c-2")]
    return store.clients.upsert(news, taxonomy="a", at=LATER)


def test_what_a_coach_corrects_during_an_import_stays(people, beside, monkeypatch):
    keep, imports = clients_module.keep_version, []

    def in_the_middle(*arguments):
        keep(*arguments)
        imports.append(beside.submit(read_in, people))
        assert not wait(imports, A_WHILE).done

    monkeypatch.setattr(clients_module, "keep_version", in_the_middle)
    people.clients.change(StoredClient(Client("c-1", name="Oefennaam")), ["name"], act())

    assert imports[0].result(60).changed == 2
    profile = people.clients.get("c-1")
    assert (profile.client.name, profile.client.municipality, profile.corrected) == ("Oefennaam", "Leiden", ("name",))


def test_who_leaves_during_an_import_comes_back_with_a_key_that_fits(people, beside):
    with writing(people.engine) as connection:
        forget_in(people, connection, "c-1")
        imported = beside.submit(read_in, people)
        assert not wait([imported], A_WHILE).done

    assert (imported.result(60).added, imported.result(60).changed) == (1, 1)
    assert [one.client.id for one in people.clients.all()] == ["c-1", "c-2"]
    assert people.log.of("c-1") == ()


def test_who_leaves_while_profiles_are_linked_anew_stays_away_and_what_is_corrected_stays(people):
    first = people.clients.get("c-2").client
    people.clients.change(StoredClient(replace(first, name="Eerste")), ["name"], act())
    linked = []

    def link(client):
        if not linked:
            forget_client(people, "c-1")
            people.clients.change(StoredClient(replace(first, name="Tweede")), ["name"], act())
        linked.append(client.id)
        return replace(client, level=Level.MBO4)

    people.clients.relink(link, taxonomy="b")

    (left,) = people.clients.all()
    assert (left.client.id, left.client.name, left.client.level) == ("c-2", "Tweede", Level.MBO4)
    assert people.clients.taxonomies() == {"b"}
    assert linked == ["c-1", "c-2", "c-2"]  # the last one anew, as it was changed
    assert [one.before.name for one in people.history.of("c-2")] == ["Eerste", ""]


WRITTEN = {
    "a consent": lambda store: store.consents.set("c-1", Consent.PROPOSED, given=True, who="a-1", at=LATER),
    "an objection": lambda store: store.objections.add("c-1", "lijst", "klopt niet", LATER),
    "a coach": lambda store: store.caseload.name("c-1", coach_of(store), CasePart.COACH, act()),
    "not for me": lambda store: store.feedback.put("c-1", "v-1", "te ver", LATER),
}


def coach_of(store):
    return next(one.id for one in store.accounts.all() if Role.COACH in one.roles)


@pytest.mark.parametrize("what", WRITTEN)
def test_what_is_written_about_who_leaves_at_that_moment_is_not_kept(people, beside, what):
    people.accounts.make("Oefencoach", [Role.COACH], made_by="beheer", at=MONDAY)
    with writing(people.engine) as connection:
        forget_in(people, connection, "c-1")
        written = beside.submit(WRITTEN[what], people)
        assert not wait([written], A_WHILE).done

    with pytest.raises(NotFoundError):
        written.result(60)
    with writing(people.engine) as connection:
        assert forget_strays(connection) == 0


def test_who_leaves_waits_for_an_import_and_is_gone_then(people, beside):
    leaving = []

    def leave():
        with writing(people.engine) as connection:
            forget_in(people, connection, "c-1")

    def rows():
        yield StoredClient(Client("c-1", municipality="Leiden"))
        yield from (StoredClient(Client(f"d-{number}")) for number in range(BATCH - 1))
        leaving.append(beside.submit(leave))  # the first batch is written by now, and not kept yet
        assert not wait(leaving, A_WHILE).done

    people.clients.upsert(rows(), taxonomy="a", at=LATER)

    leaving[0].result(60)
    with pytest.raises(NotFoundError):
        people.clients.get("c-1")
    with reading(people.engine) as connection:
        here = set(connection.scalars(select(clients.c.id)))
        assert set(connection.scalars(select(client_keys.c.client_id))) == here
    assert "c-1" not in here
    assert len(here) == BATCH
