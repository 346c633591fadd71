import re
from datetime import UTC, datetime

import pytest

from matcher.domain import Client
from matcher.roles import Role
from pipelines.home import create_home
from pipelines.keys import keyring_of
from pipelines.settings import acting_user
from pipelines.store.clients import StoredClient
from pipelines.store.engine import open_store
from tests.homes import is_one_line_error, springplank

ISSUER = "http://127.0.0.1:9400"
CODE = re.compile(r"^  ([A-Z2-7]{4}(?:-[A-Z2-7]{4}){7})$", re.MULTILINE)


@pytest.fixture
def home(tmp_path):
    made = create_home(tmp_path / "home")
    with store_of(made) as store:
        store.clients.upsert([StoredClient(Client("c-0001"))], taxonomy="a1", at=datetime.now(UTC))
    return made


def store_of(home):
    return open_store(home, keyring_of(home))


def run(home, *words):
    return springplank("account", *words, "--home", home.path)


def configure(home):
    (home.path / "geheim").write_text("x", "utf-8")
    with home.config_file.open("a", encoding="utf-8") as file:
        file.write(
            f'[sign-in]\nissuer = "{ISSUER}"\nclient-id = "springplank"\nsecret-file = "geheim"\n'
            'base-url = "http://localhost:8000"\n'
        )


def test_the_first_administrator_can_be_made_and_comes_in_with_the_code(home):
    configure(home)
    ran = run(home, "add", "--name", "Oefenbeheerder", "--role", "functioneel-beheerder")

    assert (ran.status, ran.err) == (0, "")
    assert "http://localhost:8000/uitnodiging" in ran.out
    (code,) = CODE.findall(ran.out)
    with store_of(home) as store:
        (account,) = store.accounts.all()
        assert account.roles == {Role.ADMINISTRATOR}
        linked = store.accounts.accept_invitation(code, ISSUER, "s-1", datetime.now(UTC))
        assert linked.id == account.id


def test_the_code_is_shown_once(home):
    (code,) = CODE.findall(run(home, "add", "--name", "Oefencoach", "--role", "werkcoach").out)

    assert code not in run(home, "list").out
    assert code not in run(home, "list", "--json").out


def test_a_client_gets_an_account_and_that_is_logged(home):
    assert run(home, "add", "--name", "Oefencliënt", "--role", "cliënt", "--client", "c-0001").status == 0

    with store_of(home) as store:
        assert [line.what for line in store.log.of("c-0001")] == ["account gemaakt"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--role", "client"), "geef het id"),
        (("--role", "client", "--client", "c-0009"), "c-0009"),
        (("--role", "werkcoach", "--client", "c-0001"), "laat het id"),
        (("--role", "client", "--role", "werkcoach", "--client", "c-0001"), "apart account"),
        (("--role", "werkcoach", "--subject", "x"), "--subject"),
    ],
)
def test_what_does_not_go_together_is_one_line(home, words, said):
    ran = run(home, "add", "--name", "Oefen", *words)

    assert is_one_line_error(ran), ran
    assert said in ran.complaint[0]
    with store_of(home) as store:
        assert store.accounts.all() == ()


def test_a_role_that_is_none_is_wrong_usage(home):
    ran = run(home, "add", "--name", "Oefen", "--role", "opzichter")

    assert ran.status == 2
    assert "functioneel-beheerder" in ran.err


def test_a_system_is_linked_at_once(home):
    configure(home)
    ran = run(home, "add", "--name", "Oefensysteem", "--role", "werkcoach", "--subject", "systeem-7")

    assert ran.status == 0
    assert CODE.findall(ran.out) == []
    with store_of(home) as store:
        assert store.accounts.by_subject(ISSUER, "systeem-7") is not None


def test_accounts_are_listed_with_what_they_are(home):
    assert "nog geen accounts" in run(home, "list").out
    run(home, "add", "--name", "Oefencoach [A]", "--role", "werkcoach", "--role", "analist")
    run(home, "add", "--name", "Oefencliënt", "--role", "client", "--client", "c-0001")
    lines = run(home, "list").out.splitlines()
    first, second = run(home, "list", "--json").document["accounts"]

    assert lines[0] == f"{first['id']}  Oefencoach [A], analist, werkcoach: uitgenodigd"
    assert lines[1] == f"{second['id']}  Oefencliënt, cliënt (c-0001): uitgenodigd"
    assert first["roles"] == ["analist", "werkcoach"]
    assert (second["client"], second["active"], second["linked"]) == ("c-0001", True, False)


def test_blocking_signs_out_and_unblocking_lets_in_again(home):
    run(home, "add", "--name", "Oefencliënt", "--role", "client", "--client", "c-0001")
    (account,) = run(home, "list", "--json").document["accounts"]
    with store_of(home) as store:
        session = store.sessions.begin(account["id"], datetime.now(UTC))
    assert "geblokkeerd" in run(home, "block", account["id"]).out

    with store_of(home) as store:
        assert store.sessions.find(session.token, datetime.now(UTC)) is None
        assert store.log.of("c-0001")[0].what == "account geblokkeerd"
    assert run(home, "list").out.rstrip().endswith(": geblokkeerd")
    assert is_one_line_error(run(home, "invite", account["id"]))
    assert run(home, "unblock", account["id"]).status == 0
    (code,) = CODE.findall(run(home, "invite", account["id"]).out)
    assert code
    assert run(home, "list").out.rstrip().endswith(": uitgenodigd")


def test_a_new_invitation_for_a_client_leaves_a_line_that_the_client_can_read(home):
    run(home, "add", "--name", "Oefencliënt", "--role", "client", "--client", "c-0001")
    run(home, "add", "--name", "Oefencoach", "--role", "werkcoach")
    person, staff = run(home, "list", "--json").document["accounts"]
    before = springplank("log", "verify", "--home", home.path, "--json").document["access_log"]["lines"]

    assert "inzagen" in run(home, "invite", person["id"]).out
    assert "inzagen" not in run(home, "invite", staff["id"]).out

    with store_of(home) as store:
        line = store.log.of("c-0001")[0]
        assert (line.who, line.role) == (acting_user(), "systeem")
        assert line.what == "nieuwe uitnodiging voor het account gegeven"
    assert springplank("log", "verify", "--home", home.path, "--json").document["access_log"]["lines"] == before + 1


@pytest.mark.parametrize("subject", ["", " ", "systeem-7"])
def test_an_account_with_a_subject_that_cannot_be_is_not_made(home, subject):
    configure(home)
    assert run(home, "add", "--name", "Oefen A", "--role", "werkcoach", "--subject", "systeem-7").status == 0

    ran = run(home, "add", "--name", "Oefen B", "--role", "werkcoach", "--subject", subject)

    assert is_one_line_error(ran), ran
    with store_of(home) as store:
        assert [account.name for account in store.accounts.all()] == ["Oefen A"]


@pytest.mark.parametrize("command", ["block", "unblock", "invite"])
def test_an_account_that_is_not_there_is_one_line(home, command):
    ran = run(home, command, "a-weg")

    assert is_one_line_error(ran)
    assert "a-weg" in ran.complaint[0]


def test_after_a_move_to_another_provider_an_account_is_linked_to_who_it_is_there(home):
    configure(home)
    run(home, "add", "--name", "Oefencliënt", "--role", "client", "--client", "c-0001", "--subject", "oud")
    (person,) = run(home, "list", "--json").document["accounts"]

    ran = run(home, "link", person["id"], "--subject", "nieuw")

    assert ran.status == 0, ran.err
    assert "inzagen" in ran.out
    with store_of(home) as store:
        assert store.accounts.by_subject(ISSUER, "nieuw").id == person["id"]
        assert store.accounts.by_subject(ISSUER, "oud") is None
        assert store.log.of("c-0001")[0].what == "account gekoppeld aan iemand van de aanbieder"


@pytest.mark.parametrize("subject", ["", " x", "bezet"])
def test_a_link_that_cannot_be_leaves_the_account_as_it_was(home, subject):
    configure(home)
    for name in ("bezet", "eigen"):
        run(home, "add", "--name", f"Oefen {name}", "--role", "werkcoach", "--subject", name)
    own = next(one for one in run(home, "list", "--json").document["accounts"] if one["name"] == "Oefen eigen")

    assert is_one_line_error(run(home, "link", own["id"], "--subject", subject))

    with store_of(home) as store:
        assert store.accounts.by_subject(ISSUER, "eigen").id == own["id"]


def test_nobody_is_linked_while_no_provider_is_set_or_to_an_account_that_is_not_there(home):
    assert is_one_line_error(run(home, "link", "a-1", "--subject", "x"))
    configure(home)
    assert is_one_line_error(run(home, "link", "a-1", "--subject", "x"))
