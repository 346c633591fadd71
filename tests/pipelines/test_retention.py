from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select, update

from matcher.consent import Consent
from matcher.domain import Client
from matcher.errors import NotFoundError, SignInError
from matcher.purpose import Purpose
from matcher.record_kinds import RecordKind
from matcher.roles import Role
from pipelines.retention import Removed, keep_me, run_retention
from pipelines.retention_terms import Terms
from pipelines.store.access_log import Act, Actor
from pipelines.store.clients import StoredClient
from pipelines.store.connection import reading
from pipelines.store.records import NewRecord
from pipelines.store.sign_in_log import LOGIN, Tried
from pipelines.store.tables import accounts, clients, local_passwords
from tests.shown import MONDAY, unguarded

TERMS = Terms()
NOTHING = Removed()
TICK = timedelta(microseconds=1)


def day(number):
    return MONDAY + timedelta(days=number)


@pytest.fixture
def people(store):
    """One person, who can sign in."""
    store.clients.upsert([StoredClient(Client("c-1"))], taxonomy="a", at=MONDAY)
    let_in(store, "c-1")
    return store


def let_in(store, client_id, subject="iemand", **changes):
    """Give a client an account, past the log: that has lines of its own here."""
    same = {"id": f"a-{client_id}", "roles": "client", "client_id": client_id, "active": True, "sealed": b""}
    row = same | {"subject": subject and f"{subject} {client_id}", "made_at": MONDAY, "made_by": "beheer"}
    with store.engine.begin() as connection:
        connection.execute(insert(accounts).values(row | changes))


def change_account(store, **values):
    with store.engine.begin() as connection:
        connection.execute(update(accounts).values(values))


def look(store, at, role="werkcoach", purpose=Purpose.ADVICE_TO_CLIENT):
    store.log.note(Act(Actor("a-coach", role), "lijst bekeken", purpose, at), ["c-1"])


def own_list(store, at):
    return store.records.add(NewRecord("c-1", RecordKind.LIST, "client", {}, {}), at)


def ran(store, at, **options):
    return run_retention(store, TERMS, at, **options)


def test_lines_and_records_go_after_their_term_and_not_a_moment_before(people):
    look(people, MONDAY)
    own_list(people, MONDAY)

    assert ran(people, day(183)) == NOTHING
    done = ran(people, day(183) + TICK)
    assert (done.log_lines, done.records) == (1, 1)
    assert people.log.of("c-1") == ()
    assert people.log.verify().removed == people.records.verify().removed == 1
    assert ran(people, day(183) + TICK) == NOTHING


def test_tries_to_sign_in_go_after_thirty_days(people):
    people.sign_ins.failed([Tried("login", "iemand", LOGIN)], MONDAY)

    assert ran(people, day(30)) == NOTHING
    assert ran(people, day(31), dry_run=True).sign_ins == 1
    assert ran(people, day(31)).sign_ins == 1
    assert ran(people, day(31)) == NOTHING


def test_a_profile_goes_in_two_steps_each_at_its_own_moment(people):
    assert ran(people, day(730) - TICK) == NOTHING
    assert people.notices.of("c-1") is None

    assert ran(people, day(730)).told == 1
    notice = people.notices.of("c-1")
    assert (notice.told_at, notice.ends_at) == (day(730), day(760))
    assert ran(people, day(760) - TICK) == NOTHING
    assert people.clients.get("c-1")

    assert ran(people, day(760)).profiles == 1
    with pytest.raises(NotFoundError):
        people.clients.get("c-1")
    assert people.notices.of("c-1") is None
    assert ran(people, day(761)) == NOTHING


CONTACTS = {
    "a coach who looks": look,
    "a list of their own": own_list,
    "a consent": lambda store, at: store.consents.set("c-1", Consent.PROPOSED, True, who="a-1", at=at),  # noqa: FBT003
    "an objection": lambda store, at: store.objections.add("c-1", "lijst", "Dit klopt niet.", at),
    "a correction": lambda store, at: store.clients.change(
        StoredClient(Client("c-1", name="Oefen")),
        ["name"],
        Act(Actor("a-1", "client"), "", Purpose.ADVICE_TO_CLIENT, at),
    ),
    "news from an import": lambda store, at: store.clients.upsert(
        [StoredClient(Client("c-1", municipality="Delft"))], taxonomy="a", at=at
    ),
    "saying so": lambda store, at: keep_me(store, "c-1", at),
}


@pytest.mark.parametrize("contact", CONTACTS.values(), ids=CONTACTS)
def test_any_contact_after_the_notice_takes_it_back_and_the_term_begins_anew(people, contact):
    ran(people, day(730))
    contact(people, day(745))

    done = ran(people, day(760))
    assert (done.profiles, people.notices.of("c-1")) == (0, None)
    assert people.clients.get("c-1")
    assert ran(people, day(745 + 729)).told == 0
    assert ran(people, day(745 + 730)).told == 1


def test_what_a_system_reads_and_a_list_for_an_employer_are_no_contact(people):
    ran(people, day(730))
    look(people, day(745), role="systeem")
    look(people, day(746), purpose=Purpose.ADVICE_TO_EMPLOYER)

    assert ran(people, day(760)).profiles == 1


@pytest.mark.parametrize("contact", [look, own_list])
def test_a_contact_counts_on_when_its_line_is_gone(people, contact):
    contact(people, day(100))
    for night in range(101, 830, 60):
        assert ran(people, day(night)).told == 0

    assert people.log.of("c-1") == people.records.of("c-1") == ()
    assert ran(people, day(830)).told == 1


def test_of_a_contact_whose_line_goes_no_more_than_the_day_stays(people):
    look(people, day(100))
    ran(people, day(300))

    with reading(people.engine) as connection:
        kept = connection.scalar(select(clients.c.updated_at))
    assert kept == day(100).replace(hour=0, minute=0, second=0, microsecond=0)


def test_a_dry_run_says_the_same_and_changes_nothing(people):
    look(people, MONDAY)
    own_list(people, MONDAY)
    before = people.log.verify(), people.records.verify()

    dry = ran(people, day(730), dry_run=True)
    assert dry == Removed(log_lines=1, records=1, told=1)
    assert (people.log.verify(), people.records.verify()) == before
    assert people.notices.of("c-1") is None
    assert ran(people, day(730)) == dry


def test_jobs_at_the_same_time_do_the_work_once(people):
    others = [StoredClient(Client(f"c-{number}")) for number in range(2, 30)]
    people.clients.upsert(others, taxonomy="a", at=MONDAY)
    for number in range(20):
        look(people, day(number), role="systeem")

    def jobs(at):
        with ThreadPoolExecutor(4) as pool:
            done = list(pool.map(lambda _: ran(people, at), range(4)))
        names = "log_lines", "told", "untold", "profiles", "unread"
        return [sum(getattr(one, name) for one in done) for name in names]

    assert jobs(day(730)) == [20, 1, 28, 0, 0]
    assert jobs(day(760)) == [0, 0, 0, 29, 28]
    assert people.log.verify().removed == 20
    assert people.clients.count() == 0


def test_lines_are_added_while_old_ones_go(people):
    for number in range(20):
        look(people, day(number))

    def step(number):
        if number % 4:
            look(people, day(400 + number))
        else:
            ran(people, day(184 + number))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(step, range(40)))

    verified = people.log.verify()
    assert verified.seq == 20 + 30
    assert verified.lines + verified.removed == 20 + 30


def test_keeping_who_is_not_here_is_not_found(people):
    with pytest.raises(NotFoundError):
        keep_me(people, "c-9", MONDAY)


def test_the_job_says_numbers_alone(people):
    ran(people, day(730))

    assert "c-1" not in repr(ran(people, day(760)))


def test_old_moments_stay_readable_in_the_order_of_time(people):
    with people.engine.begin() as connection:
        connection.execute(update(clients).values(updated_at=day(-1000)))

    assert ran(people, MONDAY).told == 1


def test_another_taxonomy_is_no_news_of_anybody(people):
    profile = people.clients.get("c-1")
    people.clients.upsert([profile], taxonomy="b", at=day(700))
    people.clients.relink(lambda client: client, taxonomy="c")

    assert people.clients.taxonomies() == {"c"}
    assert ran(people, day(730)).told == 1


def test_an_invitation_that_ended_goes(people):
    account, code = people.accounts.make("Oefencoach", [Role.COACH], made_by="beheer", at=MONDAY)

    ran(people, day(13))
    assert people.accounts.get(account.id).invited_until == day(14)
    ran(people, day(14))
    assert people.accounts.get(account.id).invited_until is None
    with pytest.raises(SignInError):
        people.accounts.accept_invitation(code, "https://aanbieder.example", "iemand", MONDAY)


def test_several_jobs_at_the_same_time_tell_everybody_once(store):
    ids = [f"c-{number}" for number in range(40)]
    store.clients.upsert([StoredClient(Client(one)) for one in ids], taxonomy="a", at=MONDAY)
    for one in ids:
        store.log.note(Act(Actor("a-coach", "werkcoach"), "gezien", Purpose.MAINTENANCE, MONDAY), [one])

    with ThreadPoolExecutor(3) as beside:
        done = list(beside.map(lambda _: ran(store, day(730)), range(3)))

    assert sum(one.untold for one in done) == sum(one.log_lines for one in done) == len(ids)
    assert store.log.verify().removed == len(ids)


NO_WAY_IN = {
    "no account": None,
    "an invitation that nobody used": {"subject": None},
    "an account that is blocked": {"active": False},
}


@pytest.mark.parametrize("account", NO_WAY_IN.values(), ids=NO_WAY_IN)
def test_who_cannot_sign_in_is_not_counted_as_told_and_goes_after_the_same_time(store, account):
    store.clients.upsert([StoredClient(Client("c-1"))], taxonomy="a", at=MONDAY)
    if account is not None:
        let_in(store, "c-1", **account)

    assert ran(store, day(730)) == Removed(untold=1)
    assert ran(store, day(760) - TICK) == NOTHING
    assert ran(store, day(760)) == Removed(profiles=1, unread=1)
    assert store.clients.count() == 0


def test_who_can_sign_in_meanwhile_is_told_with_the_whole_term(store):
    store.clients.upsert([StoredClient(Client("c-1"))], taxonomy="a", at=MONDAY)
    ran(store, day(730))
    let_in(store, "c-1")

    assert ran(store, day(759)) == Removed(told=1)
    assert (store.notices.of("c-1").told_at, store.notices.of("c-1").ends_at) == (day(759), day(789))
    assert ran(store, day(789) - TICK) == NOTHING
    assert ran(store, day(789)) == Removed(profiles=1)


def test_who_has_a_password_of_a_demo_can_sign_in(store):
    store.clients.upsert([StoredClient(Client("c-1"))], taxonomy="a", at=MONDAY)
    let_in(store, "c-1", subject=None)
    with store.engine.begin() as connection:
        connection.execute(insert(local_passwords).values(login="oefen", account_id="a-c-1", hash="-"))

    assert ran(store, day(730)) == Removed(told=1)


def test_whose_account_was_blocked_after_the_notice_is_told_again_when_it_is_open(people):
    ran(people, day(730))
    change_account(people, active=False)
    assert ran(people, day(740)) == NOTHING
    change_account(people, active=True)

    assert ran(people, day(750)) == Removed(told=1)
    assert people.notices.of("c-1").ends_at == day(780)


def test_whose_account_is_gone_when_the_notice_ends_is_counted_as_gone_without_it(people):
    ran(people, day(730))
    with people.engine.begin() as connection:
        connection.execute(delete(accounts))

    assert ran(people, day(760)) == Removed(profiles=1, unread=1)


@pytest.mark.parametrize("contact", CONTACTS.values(), ids=CONTACTS)
def test_a_contact_keeps_who_cannot_sign_in_as_well(store, contact):
    store.clients.upsert([StoredClient(Client("c-1"))], taxonomy="a", at=MONDAY)
    ran(store, day(730))
    contact(store, day(745))

    assert (ran(store, day(760)).profiles, store.notices.of("c-1")) == (0, None)


def test_a_notice_of_a_clock_that_stood_too_late_is_taken_back(people):
    others = [StoredClient(Client("c-2"))]
    people.clients.upsert(others, taxonomy="a", at=MONDAY)
    jump = day(365 * 70)
    assert (ran(people, jump).told, people.clients.count()) == (1, 2)
    look(people, day(1))

    assert ran(people, day(2)) == Removed(withdrawn=2)
    assert people.notices.of("c-1") is people.notices.of("c-2") is None
    again = ran(people, jump + timedelta(days=60))
    assert (again.told, again.untold, again.profiles) == (1, 1, 0)


def test_one_line_of_a_clock_that_stood_too_late_keeps_nothing(people):
    look(people, day(365 * 70))
    for number in range(5):
        look(people, day(number))

    assert ran(people, day(183) + TICK).log_lines == 2
    assert ran(people, day(190)).log_lines == 4
    assert people.log.verify().removed == 6
    assert ran(people, day(734)).told == 1


def test_a_line_that_lies_ahead_goes_no_sooner_than_the_line_after_it(people):
    look(people, MONDAY)
    look(people, day(365 * 70))
    look(people, day(100))

    assert ran(people, day(200)).log_lines == 1
    assert ran(people, day(283)).log_lines == 0
    assert ran(people, day(284)).log_lines == 2


def test_a_profile_that_was_changed_ahead_of_time_counts_from_the_night_that_saw_it(people):
    keep_me(people, "c-1", day(365 * 70))

    assert ran(people, day(1)) == NOTHING
    assert ran(people, day(730)) == NOTHING
    assert ran(people, day(731)).told == 1


def spoilt(people, value="iemand anders", column="who"):
    """Two old lines and a record in each chain, of which the second line of the log was changed."""
    look(people, MONDAY)
    look(people, day(1))
    look(people, day(2))
    own_list(people, MONDAY)
    people.sign_ins.failed([Tried("login", "iemand", LOGIN)], MONDAY)
    unguarded(people, "access_log")
    with people.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE access_log SET {column} = '{value}' WHERE seq = 2")  # noqa: S608 (our own words)


@pytest.mark.parametrize(("column", "value"), [("who", "iemand anders"), ("at", "gisteren"), ("at", "2020-99-99")])
def test_a_chain_that_does_not_add_up_keeps_its_lines_and_the_rest_goes_on(people, column, value):
    spoilt(people, value, column)

    done = ran(people, day(800))
    assert (done.log_lines, done.records, done.sign_ins, done.told) == (0, 1, 1, 1)
    assert len(done.broken) == 1
    assert done.broken[0].startswith("access_log: regel 2 ")
    assert ran(people, day(830)).profiles == 1
    with people.engine.connect() as connection:
        assert len(connection.exec_driver_sql("SELECT seq FROM access_log").all()) == 3


def test_over_damage_old_lines_go_and_no_young_ones_and_the_chain_adds_up_again(people):
    spoilt(people)

    done = ran(people, day(184) + TICK, over_damage=True)
    assert (done.log_lines, done.broken) == (2, ())
    assert ran(people, day(184) + TICK, over_damage=True).log_lines == 0
    assert (people.log.verify().lines, people.log.verify().removed) == (1, 2)
