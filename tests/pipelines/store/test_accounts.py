from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from matcher.domain import Client
from matcher.errors import ConflictError, InputError, NotFoundError, SignInError, UnavailableError
from matcher.purpose import Purpose
from matcher.roles import Role
from pipelines.leaving import forget_client, forget_in
from pipelines.store.access_log import AccessLog, Act, Actor
from pipelines.store.accounts import INVITATION_DAYS, check_roles, remove_account_of
from pipelines.store.clients import StoredClient
from pipelines.store.connection import reading, writing
from pipelines.store.tables import accounts

MONDAY = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
ISSUER = "https://inloggen.example.org"
COACH, CLIENT = frozenset({Role.COACH}), frozenset({Role.CLIENT})


@pytest.fixture(autouse=True)
def people(store):
    store.clients.upsert([StoredClient(Client("c-0001")), StoredClient(Client("c-0002"))], taxonomy="a1", at=MONDAY)


def coach(store, name="Oefencoach A"):
    return store.accounts.make(name, COACH, made_by="test", at=MONDAY)


def client(store, client_id="c-0001", made_by="test"):
    return store.accounts.make("Oefencliënt", CLIENT, client_id=client_id, made_by=made_by, at=MONDAY)


def act(what="account gewijzigd", who="test"):
    return Act(Actor(who), what, Purpose.MAINTENANCE, MONDAY)


def everything(store, table):
    with reading(store.engine) as connection:
        return [dict(row) for row in connection.execute(select(table)).mappings()]


def test_an_account_comes_back_as_it_was_made(store):
    made, _ = store.accounts.make("  Oefencoach   A ", {Role.COACH, Role.ANALYST}, made_by="test", at=MONDAY)

    found = store.accounts.get(made.id)
    assert found == made
    assert (found.name, found.roles) == ("Oefencoach A", {Role.COACH, Role.ANALYST})
    assert (found.client_id, found.active, found.made_at, found.linked) == (None, True, MONDAY, False)
    assert store.accounts.all() == (made,)


def test_ids_are_random_and_a_repr_shows_no_name(store):
    first, second = coach(store)[0], coach(store)[0]

    assert first.id != second.id
    assert repr(first) == f"Account({first.id})"


def test_the_table_holds_no_name_no_code_and_no_subject(store):
    made, code = coach(store, "Anneke Voorbeeld")
    other, other_code = coach(store, "Bart Voorbeeld")
    store.accounts.accept_invitation(other_code, ISSUER, "anneke@example.org", MONDAY)

    kept = repr(everything(store, accounts))
    assert made.id in kept
    assert other.id in kept
    for word in ("Anneke", "Bart", "anneke@", ISSUER, code, code.replace("-", "")):
        assert word not in kept


@pytest.mark.parametrize(
    ("roles", "client_id"),
    [
        (CLIENT, None),
        (COACH, "c-0001"),
        ({Role.CLIENT, Role.COACH}, "c-0001"),
        ({Role.CLIENT, Role.ADMINISTRATOR}, None),
        ({Role.ANALYST}, "c-0001"),
    ],
)
def test_nobody_advises_themselves(store, roles, client_id):
    with pytest.raises(ConflictError):
        store.accounts.make("Oefen", roles, client_id=client_id, made_by="test", at=MONDAY)

    assert store.accounts.all() == ()


def test_an_account_has_a_role(store):
    with pytest.raises(InputError, match="minstens één rol"):
        store.accounts.make("Oefen", (), made_by="test", at=MONDAY)


@given(st.frozensets(st.sampled_from(Role)), st.none() | st.just("c-0001"))
def test_whatever_passes_is_either_one_client_or_staff(roles, client_id):
    try:
        check_roles(roles, client_id)
    except (ConflictError, InputError):
        return
    assert roles
    assert (roles == CLIENT) == (client_id is not None)
    assert Role.CLIENT not in roles or len(roles) == 1


def test_roles_cannot_be_changed_into_what_does_not_go_together(store):
    staff, person = coach(store)[0], client(store)[0]

    for account, roles in ((staff, CLIENT), (staff, {Role.COACH, Role.CLIENT}), (person, COACH)):
        with pytest.raises(ConflictError):
            store.accounts.change(account.id, roles=roles, act=act())
    with pytest.raises(InputError):
        store.accounts.change(staff.id, roles=(), act=act())
    assert store.accounts.get(staff.id).roles == COACH
    assert store.accounts.get(person.id).roles == CLIENT


@pytest.mark.parametrize("name", ["", "   ", "a" * 101, "regel\x00einde", "om\u202ekering"])
def test_a_name_can_be_read(store, name):
    with pytest.raises(InputError, match="naam"):
        coach(store, name)


def test_a_client_has_one_account(store):
    client(store)

    with pytest.raises(ConflictError, match="al een account"):
        client(store)
    assert len(store.accounts.all()) == 1


def test_who_is_no_client_gets_no_account_as_one(store):
    with pytest.raises(NotFoundError, match="c-0009"):
        client(store, "c-0009")

    assert store.accounts.all() == ()


def test_that_a_client_gets_an_account_is_in_the_log_with_who_made_it(store):
    manager, _ = store.accounts.make("Oefenbeheerder", {Role.ADMINISTRATOR}, made_by="root", at=MONDAY)
    client(store, "c-0001", made_by=manager.id)
    client(store, "c-0002", made_by="root")

    (line,) = store.log.of("c-0001")
    assert (line.who, line.role, line.what) == (manager.id, "functioneel-beheerder", "account gemaakt")
    (line,) = store.log.of("c-0002")
    assert (line.who, line.role) == ("root", "systeem")


@pytest.mark.parametrize(
    "change",
    [
        lambda found, account_id, what: found.change(account_id, active=False, act=what),
        lambda found, account_id, what: found.change(account_id, name="Oefencliënt B", act=what),
        lambda found, account_id, what: found.invite(account_id, what),
        lambda found, account_id, what: found.link(account_id, ISSUER, "sub-1", what),
    ],
    ids=["blocking", "another name", "a new invitation", "linking"],
)
def test_what_happens_to_the_account_of_a_client_is_in_the_log_and_that_of_staff_is_not(store, change):
    person, staff = client(store)[0], coach(store)[0]
    change(store.accounts, staff.id, act("bij een medewerker"))
    if store.accounts.get(staff.id).linked:  # who is linked has one account
        store.accounts.invite(staff.id, act("bij een medewerker"))
    change(store.accounts, person.id, act("bij een cliënt", who="root"))

    assert [(line.who, line.what) for line in store.log.of("c-0001")] == [
        ("root", "bij een cliënt"),
        ("test", "account gemaakt"),
    ]
    assert store.log.verify().lines == 2


def test_a_change_that_cannot_be_logged_is_not_made(store, monkeypatch):
    person, code = client(store)
    store.accounts.accept_invitation(code, ISSUER, "sub-1", MONDAY)
    session = store.sessions.begin(person.id, MONDAY)
    before = everything(store, accounts)

    def full(*_):
        raise UnavailableError("vol")

    monkeypatch.setattr("pipelines.store.chain.Chain.append", full)
    for change in (
        lambda: store.accounts.invite(person.id, act()),
        lambda: store.accounts.link(person.id, ISSUER, "sub-2", act()),
        lambda: store.accounts.change(person.id, active=False, act=act()),
    ):
        with pytest.raises(UnavailableError):
            change()

    assert everything(store, accounts) == before
    assert store.sessions.find(session.token, MONDAY) is not None


def test_an_account_that_is_made_while_its_client_leaves_is_not_left_behind(store):
    """On PostgreSQL two do this side by side; SQLite has one writer at a time by itself."""
    with ThreadPoolExecutor(1) as beside:
        with writing(store.engine) as connection:
            forget_in(store, connection, "c-0001")
            made = beside.submit(client, store)
            assert not wait([made], 0.5).done
        with pytest.raises(NotFoundError, match="c-0001"):
            made.result(60)

    assert store.accounts.all() == ()


def test_a_client_who_leaves_waits_for_the_account_that_is_being_made_and_takes_it_along(store, monkeypatch):
    real, noted, leaves = AccessLog.note_in, Event(), Event()

    def slow(*arguments):
        real(*arguments)
        noted.set()
        leaves.wait(1)

    monkeypatch.setattr(AccessLog, "note_in", slow)
    with ThreadPoolExecutor(2) as beside:
        made = beside.submit(client, store)
        assert noted.wait(60)
        left = beside.submit(forget_client, store, "c-0001")
        assert not wait([left], 0.5).done
        leaves.set()
        assert made.result(60)
        left.result(60)

    assert store.accounts.all() == ()


def test_an_invitation_links_whoever_signed_in_once(store):
    made, code = coach(store)

    assert store.accounts.by_subject(ISSUER, "sub-1") is None
    linked = store.accounts.accept_invitation(code, ISSUER, "sub-1", MONDAY)
    assert linked.id == made.id
    assert linked.linked
    assert linked.invited_until is None
    assert store.accounts.by_subject(ISSUER, "sub-1") == linked
    with pytest.raises(SignInError):
        store.accounts.accept_invitation(code, ISSUER, "sub-2", MONDAY)
    assert store.accounts.by_subject(ISSUER, "sub-2") is None


def test_a_subject_belongs_to_its_issuer(store):
    _, code = coach(store)
    store.accounts.accept_invitation(code, ISSUER, "sub-1", MONDAY)

    assert store.accounts.by_subject("https://ander.example.org", "sub-1") is None
    assert store.accounts.by_subject(f"{ISSUER}\nsub", "-1") is None


def test_a_code_may_be_typed_in_any_way(store):
    made, code = coach(store)
    typed = f"  {code.lower().replace('-', ' ')}\n"

    assert store.accounts.accept_invitation(typed, ISSUER, "sub-1", MONDAY).id == made.id


def test_a_code_has_more_than_128_random_bits(store):
    codes = {coach(store)[1] for _ in range(20)}

    assert len(codes) == 20
    assert all(len(code.replace("-", "")) * 5 >= 128 for code in codes)


def test_a_code_ends_after_its_days(store):
    made, code = coach(store)
    end = MONDAY + timedelta(days=INVITATION_DAYS)

    assert made.invited_until == end
    with pytest.raises(SignInError):
        store.accounts.accept_invitation(code, ISSUER, "sub-1", end)
    assert store.accounts.accept_invitation(code, ISSUER, "sub-1", end - timedelta(seconds=1)).id == made.id


@pytest.mark.parametrize("code", ["", "-", "AAAA-BBBB", "%", "' OR 1=1 --", "é" * 40])
def test_any_other_code_is_refused_the_same_way(store, code):
    coach(store)

    with pytest.raises(SignInError, match="deze code klopt niet"):
        store.accounts.accept_invitation(code, ISSUER, "sub-1", MONDAY)


def test_the_code_of_a_blocked_account_is_refused(store):
    made, code = coach(store)
    store.accounts.change(made.id, active=False, act=act())
    store.accounts.change(made.id, active=True, act=act())

    with pytest.raises(SignInError):
        store.accounts.accept_invitation(code, ISSUER, "sub-1", MONDAY)


def test_who_has_an_account_does_not_get_another(store):
    _, code = coach(store)
    _, other_code = coach(store, "Oefencoach B")
    store.accounts.accept_invitation(code, ISSUER, "sub-1", MONDAY)

    with pytest.raises(ConflictError, match="al een account"):
        store.accounts.accept_invitation(other_code, ISSUER, "sub-1", MONDAY)
    assert store.accounts.accept_invitation(other_code, ISSUER, "sub-2", MONDAY)


def test_a_new_invitation_unlinks_and_signs_out(store):
    made, code = coach(store)
    store.accounts.accept_invitation(code, ISSUER, "sub-1", MONDAY)
    session = store.sessions.begin(made.id, MONDAY)
    again = store.accounts.invite(made.id, act())

    assert store.accounts.by_subject(ISSUER, "sub-1") is None
    assert store.sessions.find(session.token, MONDAY) is None
    assert store.accounts.accept_invitation(again, ISSUER, "sub-3", MONDAY).id == made.id


def test_a_system_is_linked_beforehand(store):
    made, code = coach(store, "Oefensysteem")
    store.accounts.link(made.id, ISSUER, "system-7", act())

    assert store.accounts.by_subject(ISSUER, "system-7").id == made.id
    with pytest.raises(SignInError):
        store.accounts.accept_invitation(code, ISSUER, "sub-1", MONDAY)


def test_who_was_linked_before_another_was_is_signed_out(store):
    made, _ = coach(store)
    store.accounts.link(made.id, ISSUER, "sub-1", act())
    session = store.sessions.begin(made.id, MONDAY)
    store.accounts.link(made.id, ISSUER, "system-7", act())

    assert store.sessions.find(session.token, MONDAY) is None


def test_an_account_for_a_known_subject_has_no_invitation(store):
    made = store.accounts.make_known("Oefensysteem", COACH, issuer=ISSUER, subject="s-7", made_by="test", at=MONDAY)

    assert store.accounts.all() == (made,)
    assert store.accounts.by_subject(ISSUER, "s-7") == made
    assert (made.linked, made.invited_until) == (True, None)


@pytest.mark.parametrize(("subject", "refusal"), [("taken", ConflictError), ("", InputError), (" ", InputError)])
def test_an_account_for_a_subject_that_cannot_be_is_not_made(store, subject, refusal):
    other, _ = coach(store)
    store.accounts.link(other.id, ISSUER, "taken", act())
    with pytest.raises(refusal):
        store.accounts.make_known(
            "Oefen", CLIENT, issuer=ISSUER, subject=subject, client_id="c-0001", made_by="test", at=MONDAY
        )

    assert [account.id for account in store.accounts.all()] == [other.id]
    assert store.log.verify().lines == 0


@pytest.mark.parametrize("subject", ["", " ", "\t", " s-7", "s-7\n"])
def test_a_subject_that_nobody_can_have_is_refused(store, subject):
    made, code = coach(store)
    with pytest.raises(InputError, match="leeg of heeft een spatie"):
        store.accounts.link(made.id, ISSUER, subject, act())

    assert store.accounts.accept_invitation(code, ISSUER, "sub-1", MONDAY).id == made.id


def test_blocking_ends_every_session_at_once(store):
    made, other = coach(store)[0], coach(store)[0]
    sessions = [store.sessions.begin(made.id, MONDAY) for _ in range(3)]
    stays = store.sessions.begin(other.id, MONDAY)
    store.accounts.change(made.id, active=False, act=act())

    assert [store.sessions.find(session.token, MONDAY) for session in sessions] == [None] * 3
    assert store.sessions.find(stays.token, MONDAY) is not None
    store.accounts.change(made.id, active=True, act=act())
    assert [store.sessions.find(session.token, MONDAY) for session in sessions] == [None] * 3


def test_other_roles_end_the_sessions_and_another_name_does_not(store):
    made, _ = coach(store)
    session = store.sessions.begin(made.id, MONDAY)
    store.accounts.change(made.id, name="Oefencoach Z", act=act())
    assert store.accounts.get(made.id).name == "Oefencoach Z"
    assert store.sessions.find(session.token, MONDAY) is not None

    store.accounts.change(made.id, roles={Role.ANALYST}, act=act())
    assert store.sessions.find(session.token, MONDAY) is None


def test_an_account_that_is_not_there_is_not_found(store):
    for ask in (
        lambda: store.accounts.get("a-1"),
        lambda: store.accounts.change("a-1", active=False, act=act()),
        lambda: store.accounts.invite("a-1", act()),
        lambda: store.accounts.link("a-1", ISSUER, "x", act()),
    ):
        with pytest.raises(NotFoundError, match="a-1"):
            ask()


def test_the_account_of_who_leaves_goes_with_its_sessions(store):
    person, staff = client(store)[0], coach(store)[0]
    session = store.sessions.begin(person.id, MONDAY)
    with writing(store.engine) as connection:
        remove_account_of(connection, "c-0001")
        remove_account_of(connection, "c-0002")  # who has none

    assert [account.id for account in store.accounts.all()] == [staff.id]
    assert store.sessions.find(session.token, MONDAY) is None


def test_nobody_who_manages_accounts_is_a_coach_as_well(store):
    with pytest.raises(ConflictError, match="beheer"):
        store.accounts.make("Oefenbeheerder", {Role.COACH, Role.ADMINISTRATOR}, made_by="test", at=MONDAY)
    made, _ = store.accounts.make("Oefencoach", {Role.COACH}, made_by="test", at=MONDAY)
    with pytest.raises(ConflictError, match="beheer"):
        store.accounts.change(made.id, roles={Role.COACH, Role.ADMINISTRATOR}, act=act())
    assert store.accounts.get(made.id).roles == {Role.COACH}
