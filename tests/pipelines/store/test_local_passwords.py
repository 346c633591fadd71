from datetime import UTC, datetime
from time import perf_counter

import pytest
from sqlalchemy import insert, select

from matcher.errors import DeniedError
from pipelines.home import create_home
from pipelines.store.connection import reading, writing
from pipelines.store.local_passwords import HASHER, LocalPasswords
from pipelines.store.tables import local_passwords

MONDAY = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)


@pytest.fixture
def local(tmp_path, store):
    return LocalPasswords(create_home(tmp_path / "demo", demo=True), store.engine)


def test_a_login_with_its_password_is_its_account(local):
    local.put("coach-a", "a-1", "kade-lepel-raam")

    assert local.check("coach-a", "kade-lepel-raam") == "a-1"
    assert local.logins() == {"coach-a": "a-1"}


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("coach-a", "kade-lepel-raan"),
        ("coach-a", ""),
        ("coach-a", "kade-lepel-raam" + "x" * 5000),
        ("coach-b", "kade-lepel-raam"),
        ("", ""),
        ("' OR '1'='1", "kade-lepel-raam"),
    ],
)
def test_anything_else_is_nobody(local, login, password):
    local.put("coach-a", "a-1", "kade-lepel-raam")

    assert local.check(login, password) is None


def test_a_password_is_kept_as_argon2id_of_the_recommended_strength(local, store):
    local.put("coach-a", "a-1", "kade-lepel-raam")
    with reading(store.engine) as connection:
        (row,) = connection.execute(select(local_passwords)).all()

    assert row.hash.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert "lepel" not in row.hash


def test_a_new_password_takes_the_place_of_the_old_one(local):
    local.put("coach-a", "a-1", "oud")
    local.put("coach-a", "a-1", "nieuw")

    assert local.check("coach-a", "oud") is None
    assert local.check("coach-a", "nieuw") == "a-1"


def test_outside_a_demo_there_are_none_whatever_is_in_the_table(tmp_path, store):
    with writing(store.engine) as connection:
        row = {"login": "coach-a", "account_id": "a-1", "hash": HASHER.hash("geheim")}
        connection.execute(insert(local_passwords).values(row))

    with pytest.raises(DeniedError, match="alleen in een demo"):
        LocalPasswords(create_home(tmp_path / "echt"), store.engine)


def test_a_login_that_is_not_there_takes_as_long_as_a_wrong_password(local):
    local.put("coach-a", "a-1", "kade-lepel-raam")
    local.check("niemand", "x")  # the first time makes the hash that nobody has

    def fastest(login):
        times = []
        for _ in range(5):
            began = perf_counter()
            local.check(login, "fout")
            times.append(perf_counter() - began)
        return min(times)

    assert fastest("niemand") > fastest("coach-a") / 3


def test_a_damaged_hash_lets_nobody_in(local, store):
    with writing(store.engine) as connection:
        connection.execute(insert(local_passwords).values(login="coach-a", account_id="a-1", hash="geen hash"))

    assert local.check("coach-a", "geen hash") is None
