"""A service over the demo region whose people stand in a store of the test's own, on either database."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count

from matcher.purpose import Purpose
from matcher.roles import Role
from pipelines.home import open_home
from pipelines.keys import keyring_of
from pipelines.service import Service, Wanted
from pipelines.store.access_log import Act, Actor
from pipelines.store.engine import open_store
from tests.homes import DAY, lasting, region

MONDAY = datetime.fromisoformat(f"{DAY}T09:00:00").replace(tzinfo=UTC)
ANNA = "c-0001"
MOMENTS = count(1)
WANTED = Wanted(top=8)


def act(what="lijst bekeken", who="a-coach", role=Role.COACH):
    """Something a coach does, each a second after the one before."""
    at = MONDAY + timedelta(seconds=next(MOMENTS))
    return Act(Actor(who, role.value), what, Purpose.ADVICE_TO_CLIENT, at)


@cache
def people():
    """The profiles of the demo region."""
    home = open_home(region())
    with open_store(home, keyring_of(home)) as store:
        return tuple(store.clients.all())


@cache
def region_service():
    """The market and all else of the demo region, opened once; its store is only read."""
    return Service(open_home(region()), cache=lasting() / "cache")


def service_with(store, home=None):
    """A service with these people in this store; the market of the demo region is opened once for all."""
    store.clients.upsert(people(), taxonomy=region_service().taxonomy.fingerprint, at=MONDAY)
    service = Service(region_service().home if home is None else home, cache=lasting() / "cache", store=store)
    if home is None:
        service.taxonomy, service.market = region_service().taxonomy, region_service().market
    return service


@contextmanager
def nothing_read_of(store, name):
    """Fail when a property of the store is asked for."""
    kind = type(store)
    before = getattr(kind, name)

    def refuse(_self):
        raise AssertionError(f"{name} was read")

    setattr(kind, name, property(refuse))
    try:
        yield
    finally:
        setattr(kind, name, before)


def unguarded(store, table):
    """Take away what stops updates and removals of a chain, as whoever owns the database can."""
    with store.engine.begin() as connection:
        if store.engine.dialect.name == "sqlite":
            connection.exec_driver_sql(f"DROP TRIGGER {table}_unchanged")
            connection.exec_driver_sql(f"DROP TRIGGER {table}_kept")
        else:
            connection.exec_driver_sql(f"DROP TRIGGER {table}_kept ON {table}")


def ids(rows):
    return [row["vacancy"] for row in rows]
