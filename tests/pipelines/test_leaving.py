from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select

from matcher.consent import Consent
from matcher.domain import Client, Location
from matcher.errors import KeyringError, NotFoundError
from matcher.interventions import Intervention
from matcher.purpose import Purpose
from matcher.record_kinds import RecordKind
from matcher.roles import CasePart, Role
from pipelines.leaving import OF_A_CLIENT, forget_client, forget_strays
from pipelines.replay import replay_document
from pipelines.retention import run_retention
from pipelines.retention_terms import Terms
from pipelines.shown import shown_to_coach
from pipelines.store.access_log import Act, Actor
from pipelines.store.clients import StoredClient
from pipelines.store.connection import reading, writing
from pipelines.store.notices import Notice, give_notice
from pipelines.store.records import NewRecord
from pipelines.store.store_keys import NAMES
from pipelines.store.tables import accounts, client_keys, clients, consents, keys, metadata, sessions
from tests.conftest import KEYS
from tests.shown import ANNA, MONDAY, WANTED, act, ids, service_with

WHO, OTHER = "c-zij-0417", "c-ander"
NAME = "Oefennaam Zeldzaam"


@pytest.fixture
def people(store):
    """Two people, each with something in every table."""
    both = [StoredClient(Client(one, name=NAME, home=Location("Delft", "2611AB"))) for one in (WHO, OTHER)]
    store.clients.upsert(both, taxonomy="a", at=MONDAY)
    coach, _ = store.accounts.make("Oefencoach", [Role.COACH], made_by="beheer", at=MONDAY)
    for stored in both:
        client_id = stored.client.id
        own, _ = store.accounts.make("Eigen account", [Role.CLIENT], client_id=client_id, made_by="beheer", at=MONDAY)
        store.sessions.begin(own.id, MONDAY)
        store.clients.change(stored, ["name"], Act(Actor(own.id, "client"), "", Purpose.ADVICE_TO_CLIENT, MONDAY))
        store.caseload.name(client_id, coach.id, CasePart.COACH, act())
        store.consents.set(client_id, Consent.PROPOSED, True, who=own.id, at=MONDAY)  # noqa: FBT003 (the answer)
        store.objections.add(client_id, "lijst", f"Bezwaar van {NAME}", MONDAY)
        store.feedback.put(client_id, "v-1", "te ver", MONDAY)
        store.interventions.add(client_id, Intervention.ASIDE, "v-1", note="Overlegd.", act=act())
        store.records.add(NewRecord(client_id, RecordKind.LIST, "werkcoach", {}, {"name": NAME}), MONDAY, act())
        with writing(store.engine) as connection:
            give_notice(connection, client_id, Notice(MONDAY, MONDAY))
    return store


def rows_of(store, client_id):
    """How many rows each table has with this id in it."""
    found = {}
    with reading(store.engine) as connection:
        for table in metadata.sorted_tables:
            column = table.c.id if table is clients else table.c.get("client_id")
            if column is not None:
                query = select(func.count()).select_from(table).where(column == client_id)
                found[table.name] = connection.scalar(query)
    return found


def everything(store):
    with reading(store.engine) as connection:
        return {table.name: connection.execute(select(table)).all() for table in metadata.sorted_tables}


def test_who_leaves_is_in_no_table_any_more_and_the_others_are(people):
    assert set(rows_of(people, WHO)) == {
        *(table.name for table in OF_A_CLIENT),
        "clients",
        "client_keys",
        "accounts",
    }
    assert all(rows_of(people, WHO).values())

    forget_client(people, WHO)

    assert not any(rows_of(people, WHO).values())
    assert all(rows_of(people, OTHER).values())
    assert WHO not in repr(everything(people))
    with reading(people.engine) as connection:
        assert connection.scalar(select(func.count()).select_from(sessions)) == 1
        assert connection.scalar(select(func.count()).select_from(accounts)) == 2
    assert people.clients.get(OTHER).client.name == NAME


def test_lines_and_records_stay_and_nobody_can_read_or_place_them(people):
    before = people.log.verify(), people.records.verify()
    (record,) = people.records.of(WHO)

    forget_client(people, WHO)

    assert (people.log.verify(), people.records.verify()) == before
    assert people.log.of(WHO) == ()
    left = people.records.get(record.id)
    assert (left.client_id, left.content) == (None, None)


def test_the_pseudonym_in_the_log_belongs_to_nobody(people):
    forget_client(people, WHO)
    people.clients.upsert([StoredClient(Client(WHO))], taxonomy="a", at=MONDAY)

    assert people.log.of(WHO) == ()
    assert people.records.of(WHO) == ()
    assert people.consents.of(WHO) == {}
    assert people.feedback.of(WHO) == ()


def test_who_is_not_here_cannot_leave_and_nothing_changes(people):
    before = everything(people)
    for client_id in ("c-niemand", f"{WHO}' OR '1'='1"):
        with pytest.raises(NotFoundError):
            forget_client(people, client_id)

    assert everything(people) == before
    forget_client(people, WHO)
    with pytest.raises(NotFoundError):
        forget_client(people, WHO)


def test_an_interrupted_removal_removes_nothing(people, monkeypatch):
    before = everything(people)
    monkeypatch.setattr("pipelines.leaving.remove_account_of", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        forget_client(people, WHO)

    assert everything(people) == before


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_the_files_hold_nothing_of_who_left_and_no_key_either(people, tmp_path):
    with reading(people.engine) as connection:
        key = connection.execute(select(client_keys).where(client_keys.c.client_id == WHO)).one()
        sealed = connection.scalar(select(clients.c.sealed).where(clients.c.id == WHO))
    traces = [WHO.encode(), key.wrapped, key.wrapped[13:29], sealed[:40], sealed[-40:]]
    here = b"".join(path.read_bytes() for path in tmp_path.glob("store.sqlite*"))
    assert all(trace in here for trace in traces)

    forget_client(people, WHO)

    left = b"".join(path.read_bytes() for path in tmp_path.glob("store.sqlite*"))
    assert OTHER.encode() in left
    assert not [trace for trace in traces if trace in left]
    assert NAME.encode() not in left


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_who_reads_an_earlier_moment_holds_up_nobody_and_the_nightly_job_overwrites_it_after_all(people, tmp_path):
    files = lambda: b"".join(path.read_bytes() for path in tmp_path.glob("store.sqlite*"))  # noqa: E731
    with reading(people.engine) as connection:
        wrapped = connection.scalar(select(client_keys.c.wrapped).where(client_keys.c.client_id == WHO))
        forget_client(people, WHO)
        assert people.clients.get(OTHER)

    run_retention(people, Terms(), MONDAY)
    assert wrapped not in files()


def test_with_the_master_key_nothing_in_the_database_opens_what_was_sealed_of_who_left(people):
    with reading(people.engine) as connection:
        sealed = connection.scalar(select(clients.c.sealed).where(clients.c.id == WHO))
    assert NAME.encode() in opened_with_any_key(people, sealed)

    forget_client(people, WHO)

    assert opened_with_any_key(people, sealed) is None
    with reading(people.engine) as connection:
        others = connection.scalar(select(clients.c.sealed).where(clients.c.id == OTHER))
    assert NAME.encode() in opened_with_any_key(people, others, OTHER)


def opened_with_any_key(store, sealed, client_id=WHO):
    """What was sealed for a client, opened with any of the keys in the database; None when none of them does."""
    with reading(store.engine) as connection:
        rows = [(row.wrapped, f"client_keys/{row.client_id}") for row in connection.execute(select(client_keys))]
        rows += [(row.wrapped, f"keys/{row.name}") for row in connection.execute(select(keys))]
    assert len(rows) > len(NAMES)  # those of the store itself, and that of at least one client
    for wrapped, place in rows:
        with suppress(KeyringError):
            return KEYS.unwrap(wrapped, place).open(sealed, f"clients/{client_id}")
    return None


def test_what_was_written_at_the_very_moment_of_leaving_goes_with_the_nightly_job(people):
    forget_client(people, WHO)
    stray = {"client_id": WHO, "kind": Consent.PROPOSED.value, "given": True, "at": MONDAY, "who": "a-1"}
    with writing(people.engine) as connection:
        connection.execute(insert(consents).values(stray))

    run_retention(people, Terms(), MONDAY + timedelta(days=1))

    assert not any(rows_of(people, WHO).values())
    assert all(count for name, count in rows_of(people, OTHER).items() if name != "retention_notices")
    with writing(people.engine) as connection:
        assert forget_strays(connection) == 0


def test_an_account_that_was_made_at_the_very_moment_of_leaving_goes_too(people):
    forget_client(people, WHO)
    own, other = (one for one in people.accounts.all() if one.client_id in (None, OTHER))
    with writing(people.engine) as connection:
        row = connection.execute(select(accounts).where(accounts.c.client_id == OTHER)).one()._asdict()
        stray = row | {"id": "a-stray", "client_id": WHO, "subject": None, "invitation": "x"}
        connection.execute(insert(accounts).values(stray))
        session = connection.execute(select(sessions)).one()._asdict()
        connection.execute(insert(sessions).values(session | {"token": "y", "account_id": "a-stray"}))
        assert forget_strays(connection) == 1

    assert {one.id for one in people.accounts.all()} == {own.id, other.id}
    with reading(people.engine) as connection:
        assert connection.scalar(select(func.count()).select_from(sessions)) == 1


def test_replay_says_removed_for_what_was_shown_of_who_left(store):
    service = service_with(store)
    shown = shown_to_coach(service, store.clients.get(ANNA), WANTED, act())
    assert ids(shown["results"])

    forget_client(store, ANNA)

    document = replay_document(service, shown["record"], act("replay"))
    assert (document["verdict"], document["client"]) == ("verwijderd", None)
    assert store.records.verify().lines == 1
