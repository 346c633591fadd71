"""A database that cannot grow, as when its disk is full."""

from contextlib import contextmanager

from sqlalchemy import event

from pipelines.store.connection import writing

# PostgreSQL has no limit to set: what its server answers when its disk is full is answered here when a table grows.
REFUSE = (
    "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$"
)


@contextmanager
def no_room(store, table):
    """The database cannot grow for as long as this lasts; PostgreSQL's not in this table."""
    if store.engine.dialect.name == "postgresql":
        with writing(store.engine) as connection:
            connection.exec_driver_sql(REFUSE)
            connection.exec_driver_sql(
                f"CREATE TRIGGER no_room BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION no_room()"
            )
        yield
        with writing(store.engine) as connection:
            connection.exec_driver_sql("DROP FUNCTION no_room CASCADE")
        return
    store.engine.dispose()  # SQLite's limit is of a connection, so that new ones are needed
    event.listen(store.engine, "connect", _limit)
    try:
        yield
    finally:
        event.remove(store.engine, "connect", _limit)
        store.engine.dispose()


def _limit(connection, _record):
    connection.execute("PRAGMA max_page_count = 1")  # less than there are: then it is as many as there are
