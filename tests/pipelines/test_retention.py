from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from matcher.consent import Consent
from matcher.domain import Client
from matcher.errors import NotFoundError, SettingError, SignInError
from matcher.purpose import Purpose
from matcher.record_kinds import RecordKind
from matcher.roles import Role
from pipelines.home import create_home
from pipelines.retention import Removed, keep_me, run_retention
from pipelines.retention_terms import Terms, terms_of
from pipelines.store.access_log import Act, Actor
from pipelines.store.clients import StoredClient
from pipelines.store.connection import reading
from pipelines.store.records import NewRecord
from pipelines.store.sign_in_log import LOGIN, Tried
from pipelines.store.tables import clients
from tests.shown import MONDAY

TERMS = Terms()
NOTHING = Removed(0, 0, 0, 0, 0, 0)
TICK = timedelta(microseconds=1)


def day(number):
    return MONDAY + timedelta(days=number)


@pytest.fixture
def people(store):
    store.clients.upsert([StoredClient(Client("c-1"))], taxonomy="a", at=MONDAY)
    return store


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
    assert dry == Removed(1, 1, 0, 1, 0, 0)
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
        return [sum(getattr(one, name) for one in done) for name in ("log_lines", "told", "profiles")]

    assert jobs(day(730)) == [20, 29, 0]
    assert jobs(day(760)) == [0, 0, 29]
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


@pytest.fixture
def home(tmp_path):
    return create_home(tmp_path / "home")


def written(home, text):
    with home.config_file.open("a", encoding="utf-8") as file:
        file.write(f"[retention]\n{text}\n")
    return home


def test_without_a_table_the_terms_are_the_defaults(home):
    assert terms_of(home) == Terms(183, 730, 30, 30, 30)


def test_terms_can_be_set(home):
    text = "log-days = 400\nprofile-days = 365\nnotice-days = 60\nsign-in-days = 7\nimport-days = 90"

    assert terms_of(written(home, text)) == Terms(400, 365, 60, 7, 90)


@pytest.mark.parametrize(
    "text",
    [
        "log-days = 182",
        "sign-in-days = 31",
        "sign-in-days = 0",
        "notice-days = 13",
        "import-days = 91",
        "profile-days = 1e3",
        "profile-days = true",
        'log-days = "200"',
        "log_days = 200",
    ],
)
def test_a_term_that_cannot_be_is_one_line_that_names_it(home, text):
    with pytest.raises(SettingError) as caught:
        terms_of(written(home, text))

    assert text.partition(" ")[0] in str(caught.value)
    assert "\n" not in str(caught.value)


def test_old_moments_stay_readable_in_the_order_of_time(people):
    with people.engine.begin() as connection:
        connection.execute(update(clients).values(updated_at=day(-1000)))

    assert ran(people, MONDAY).told == 1


def test_another_taxonomy_is_no_news_of_anybody(people):
    profile = people.clients.get("c-1")
    people.clients.upsert([profile], taxonomy="b", at=day(700))
    people.clients.relinked([profile], taxonomy="c")

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

    assert sum(one.told for one in done) == sum(one.log_lines for one in done) == len(ids)
    assert store.log.verify().removed == len(ids)
