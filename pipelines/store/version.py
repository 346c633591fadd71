"""Which migration a database has had, asked without Alembic."""

from sqlalchemy import Connection, inspect, text

LATEST = "0002"  # the last migration in migrations/versions; a test holds the two together


def version(connection: Connection) -> str | None:
    """Return the last migration of a database, None when it is new."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found
