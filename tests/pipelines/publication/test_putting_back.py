"""What docs/security.md says to run after a backup was put back, run as it stands there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from matcher.consent import Consent
from matcher.domain import Client
from matcher.roles import Role
from pipelines.home import create_home
from pipelines.store.clients import StoredClient
from pipelines.store.connection import reading, writing
from pipelines.store.engine import store_of
from pipelines.store.notices import Notice, give_notice
from pipelines.store.tables import client_keys, clients, retention_notices, sessions
from tests.homes import LONGEST
from tests.shown import MONDAY

DOCS = Path(__file__).parents[3] / "docs" / "security.md"
STAYED, LEFT = "c-bleef", "c-ging"


@pytest.fixture
def home(tmp_path):
    """A home as a backup has it: two people who agreed, one of whom left later, signed in, told and invited."""
    home = create_home(tmp_path / "huis")
    with store_of(home, make=True) as store:
        store.clients.upsert([StoredClient(Client(one)) for one in (STAYED, LEFT)], taxonomy="a", at=MONDAY)
        for one in (STAYED, LEFT):
            own, _ = store.accounts.make("Oefen", [Role.CLIENT], client_id=one, made_by="beheer", at=MONDAY)
            store.sessions.begin(own.id, MONDAY)
            store.consents.set(one, Consent.PROPOSED, True, who=own.id, at=MONDAY)  # noqa: FBT003 (the answer)
            with writing(store.engine) as connection:
                give_notice(connection, one, Notice(MONDAY, MONDAY))
    return home


def run_block(home, tmp_path, here):
    """Run the block of the page with a list of who is here."""
    (block,) = re.findall(r"```python\n(.+?)```", DOCS.read_text("utf-8"), re.DOTALL)
    script, names = tmp_path / "after_backup.py", tmp_path / "here.txt"
    script.write_text(block, "utf-8")
    names.write_text(here, "utf-8")
    command = [sys.executable, script, home.path, names]
    return subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)


def count(store, table):
    with reading(store.engine) as connection:
        return connection.scalar(select(func.count()).select_from(table))


@pytest.mark.parametrize("times", [1, 2])
def test_who_left_is_gone_again_and_no_session_invitation_notice_or_yes_is_left(home, tmp_path, times):
    for _ in range(times):
        ran = run_block(home, tmp_path, f"{STAYED}\nc-nieuw\n")
        assert ran.returncode == 0, ran.stderr

    with store_of(home) as store:
        assert [one.client.id for one in store.clients.all()] == [STAYED]
        assert [one.client_id for one in store.accounts.all()] == [STAYED]
        assert [count(store, table) for table in (clients, client_keys, sessions, retention_notices)] == [1, 1, 0, 0]
        assert [one.invited_until for one in store.accounts.all()] == [None]
        assert store.consents.who_agreed(Consent.PROPOSED) == frozenset()
        answers = [given.given for _, given in store.consents.history(STAYED)]
        assert answers == [True, False]
        noted = [one.what for one in store.log.of(STAYED)]
        assert noted.count("toestemming ingetrokken na een reservekopie") == 1
        store.log.verify()


def test_an_empty_list_removes_nobody(home, tmp_path):
    ran = run_block(home, tmp_path, "")

    assert ran.returncode == 1
    assert "nothing was changed" in ran.stderr
    with store_of(home) as store:
        assert count(store, clients) == count(store, sessions) == 2
