"""A database of the first version, with people and lines in the log, is moved to that of the service."""

from datetime import timedelta

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, select, text
from sqlalchemy.engine import make_url

from matcher.commute import Position, Precision
from matcher.domain import Client, Location, OwnSkill
from matcher.errors import HomeError
from matcher.purpose import Purpose
from pipelines.store.access_log import SYSTEM
from pipelines.store.clients import StoredClient
from pipelines.store.codec import client_to_document, to_json
from pipelines.store.connection import connect, reading, writing
from pipelines.store.engine import open_store
from pipelines.store.tables import access_log, client_keys
from pipelines.store.version import LATEST, version
from tests.conftest import KEYS
from tests.shown import MONDAY

HERE = Position(84.25, 447.5, Precision.EXACT)
PEOPLE = {
    "c-1": (Client("c-1", "Delft", Location("Delft", "2611AB"), skills=(OwnSkill("zeldzaam vlechtwerk"),)), HERE),
    "c-2": (Client("c-2", "Leiden", Location("Leiden", "2311CD"), diplomas=("oefendiploma",)), None),
}
CLEAR = (b"zeldzaam vlechtwerk", b"2611AB", b"2311CD", b"oefendiploma", b"84.25")
LOOKS = (("ana", "match", "c-1"), ("bas", "why", "c-2"), ("ana", "match", "c-weg"), ("ana", "reskill", "c-1"))
PLACE = ("x_km", "y_km", "spread_km", "precision")


@pytest.fixture
def first(address):
    """The address of a database as the first version left it."""
    engine = connect(make_url(address))
    config = Config()
    config.set_main_option("script_location", "pipelines.store:migrations")
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for client, position in PEOPLE.values():
            document = client_to_document(client)
            del document["name"]  # profiles had none then
            place = (
                dict.fromkeys(PLACE)
                if position is None
                else {
                    "x_km": position.x_km,
                    "y_km": position.y_km,
                    "spread_km": position.spread_km,
                    "precision": position.precision.value,
                }
            )
            row = {"id": client.id, "town": client.municipality, "profile": to_json(document), "at": stamp(0)} | place
            connection.execute(
                text(
                    "INSERT INTO clients (id, municipality, profile, x_km, y_km, spread_km, precision, taxonomy,"
                    " updated_at) VALUES (:id, :town, :profile, :x_km, :y_km, :spread_km, :precision, 'a1', :at)"
                ),
                row,
            )
        for number, (who, what, client_id) in enumerate(LOOKS, 1):
            connection.execute(
                text(
                    "INSERT INTO access_log (id, at, who, what, client_id, purpose)"
                    " VALUES (:id, :at, :who, :what, :client_id, 'advies-aan-client')"
                ),
                {"id": number, "at": stamp(number), "who": who, "what": what, "client_id": client_id},
            )
        connection.execute(text("INSERT INTO courses (id, document) VALUES ('k', '{}')"))
    engine.dispose()
    return address


def stop(*_):
    raise HomeError("halverwege gestopt")


def stamp(hours):
    return (MONDAY + timedelta(hours=hours)).isoformat(timespec="microseconds")


def test_the_profiles_are_the_same_as_before(first):
    with open_store(first, KEYS) as store:
        assert list(store.clients.all()) == [StoredClient(client, position) for client, position in PEOPLE.values()]
        assert store.clients.taxonomies() == {"a1"}
        assert store.clients.municipalities() == {"Delft": 1, "Leiden": 1}
        with reading(store.engine) as connection:
            assert version(connection) == LATEST
            assert connection.scalar(text("SELECT updated_at FROM clients WHERE id = 'c-1'")) == stamp(0)
            assert connection.scalar(text("SELECT count(*) FROM courses")) == 1


def test_the_lines_of_the_log_are_in_a_chain_that_adds_up_and_name_nobody(first):
    with open_store(first, KEYS) as store:
        assert store.log.verify().lines == 3  # not the one of who was no longer here
        latest, earliest = store.log.of("c-1")
        assert (earliest.who, earliest.what, latest.what) == ("ana", "match", "reskill")
        assert (earliest.at, earliest.role, earliest.purpose) == (
            MONDAY + timedelta(hours=1),
            SYSTEM,
            Purpose.ADVICE_TO_CLIENT,
        )
        assert [one.who for one in store.log.of("c-2")] == ["bas"]
        with reading(store.engine) as connection:
            assert "c-" not in repr(connection.execute(select(access_log.c.whose)).all())


def test_every_client_has_a_key_of_their_own(first):
    with open_store(first, KEYS) as store, reading(store.engine) as connection:
        rows = connection.execute(select(client_keys)).all()

    assert {row.client_id for row in rows} == set(PEOPLE)
    assert len({KEYS.unwrap(row.wrapped, f"client_keys/{row.client_id}").key for row in rows}) == len(PEOPLE)


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_nothing_personal_is_left_to_be_read_in_the_files(first, tmp_path):
    def files():
        return b"".join(path.read_bytes() for path in sorted(tmp_path.glob("store.sqlite*")))

    assert all(one in files() for one in (*CLEAR[:4], b"c-weg"))

    with open_store(first, KEYS) as store:
        assert store.clients.count() == len(PEOPLE)
        assert not [one for one in (*CLEAR, b"c-weg") if one in files()]  # and not only once the service stops
    assert not [one for one in (*CLEAR, b"c-weg") if one in files()]


def test_a_move_that_breaks_halfway_leaves_everything_as_it_was(first, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("pipelines.store.chain.Chain.append", stop)
        with pytest.raises(HomeError, match="halverwege"):
            open_store(first, KEYS)

    engine = connect(make_url(first))
    with reading(engine) as connection:
        assert version(connection) == "0001"
        assert "client_keys" not in inspect(connection).get_table_names()
        assert connection.scalar(text("SELECT count(*) FROM access_log")) == len(LOOKS)
    engine.dispose()
    with open_store(first, KEYS) as store:
        assert store.log.verify().lines == 3
        assert store.clients.count() == len(PEOPLE)
