import stat
from datetime import UTC, datetime

import pytest

from matcher.domain import Client
from matcher.errors import DeniedError
from matcher.roles import CasePart, Role
from pipelines.demo.accounts import ACCOUNTS, FILE, demo_accounts
from pipelines.home import create_home
from pipelines.keys import keyring_of
from pipelines.store.clients import StoredClient
from pipelines.store.connection import reading
from pipelines.store.engine import open_store
from pipelines.store.local_passwords import LocalPasswords
from pipelines.store.tables import caseload
from tests.homes import DAY, springplank


@pytest.fixture
def home(tmp_path):
    made = create_home(tmp_path / "demo", demo=True)
    with open_store(made, keyring_of(made)) as store:
        people = [StoredClient(Client(f"c-{number:04}")) for number in range(1, 8)]
        store.clients.upsert(people, taxonomy="a1", at=datetime.now(UTC))
    return made


def signed_in(home, login, password):
    with open_store(home, keyring_of(home)) as store:
        account_id = LocalPasswords(home, store.engine).check(login, password)
        return None if account_id is None else store.accounts.get(account_id)


def rows(home):
    with open_store(home, keyring_of(home)) as store, reading(store.engine) as connection:
        return connection.execute(caseload.select()).all()


def test_there_is_somebody_for_every_role_with_a_name_that_says_it_is_invented(home):
    password = demo_accounts(home)
    found = {account.login: signed_in(home, account.login, password) for account in ACCOUNTS}

    assert {role for account in found.values() for role in account.roles} == set(Role)
    assert all(account.name.startswith("Oefen") for account in found.values())
    assert found["client"].client_id == "c-0001"


def test_every_client_has_one_coach_and_the_first_a_stand_in(home):
    password = demo_accounts(home)
    first, second = (signed_in(home, login, password).id for login in ("coach-a", "coach-b"))
    coaches = {row.client_id: row.account_id for row in rows(home) if row.part == CasePart.COACH}
    stand_ins = [(row.client_id, row.account_id) for row in rows(home) if row.part == CasePart.SHADOW]

    assert len(coaches) == 7
    assert set(coaches.values()) == {first, second}
    assert coaches["c-0001"] == first
    assert stand_ins == [("c-0001", second)]
    with open_store(home, keyring_of(home)) as store:
        assert "caseload van de demo" in {line.what for line in store.log.of("c-0007")}
        store.log.verify()


def test_the_password_is_kept_for_its_owner_and_stays(home):
    password = demo_accounts(home)
    before = rows(home)
    path = home.path / FILE

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert password in path.read_text("utf-8")
    assert demo_accounts(home) == password
    assert rows(home) == before


def test_without_the_file_there_is_a_new_password_for_the_same_accounts(home):
    password = demo_accounts(home)
    before = signed_in(home, "coach-a", password).id
    (home.path / FILE).unlink()
    again = demo_accounts(home)

    assert again != password
    assert signed_in(home, "coach-a", password) is None
    assert signed_in(home, "coach-a", again).id == before
    assert len(rows(home)) == 8


def test_each_demo_has_a_password_of_its_own(tmp_path):
    passwords = set()
    for number in range(3):
        home = create_home(tmp_path / str(number), demo=True)
        with open_store(home, keyring_of(home)) as store:
            store.clients.upsert([StoredClient(Client("c-0001"))], taxonomy="a1", at=datetime.now(UTC))
        passwords.add(demo_accounts(home))

    assert len(passwords) == 3
    assert all(len(password.replace("-", "")) == 12 for password in passwords)


def test_outside_a_demo_there_are_no_such_accounts(tmp_path):
    home = create_home(tmp_path / "echt")
    with pytest.raises(DeniedError):
        demo_accounts(home)

    assert not (home.path / FILE).exists()
    with open_store(home, keyring_of(home)) as store:
        assert store.accounts.all() == ()


def test_the_command_shows_them_at_its_end_and_again_the_next_time(tmp_path):
    wanted = ("demo", "--out", tmp_path / "demo", "--vacancies", 30, "--clients", 2, "--date", DAY)
    first, second = springplank(*wanted), springplank(*wanted)
    tail = first.out[first.out.index("Aanmelden in de dienst") :]

    assert (first.status, second.status) == (0, 0)
    assert second.out.endswith(tail)
    password = tail.rpartition("wachtwoord van allemaal: ")[2].strip()
    assert password in (tmp_path / "demo" / FILE).read_text("utf-8")
    assert all(account.login in tail for account in ACCOUNTS)
    assert len(tail.splitlines()) == len(ACCOUNTS) + 2
