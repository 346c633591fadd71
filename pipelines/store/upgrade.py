"""Bringing a database to the tables of this version, in one transaction."""

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from matcher.errors import HomeError
from pipelines.store.connection import Lock, alone, overwrite_traces, writing
from pipelines.store.keyring import Keyring
from pipelines.store.version import version


def upgrade(engine: Engine, shown: str, keyring: Keyring) -> None:
    """Run the migrations that this database misses; `shown` is its name in messages, `keyring` seals what is personal.

    HomeError when it comes from a newer version. Another process may be doing the same: the one that waits for the lock
    finds nothing left to do.
    """
    config = Config()
    config.set_main_option("script_location", "pipelines.store:migrations")
    with writing(engine) as connection:
        alone(connection, Lock.UPGRADE)
        found = version(connection)
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if found is not None and found not in known:
            raise HomeError(f"database {shown} is van een nieuwere Springplank ({found}); werk Springplank eerst bij")
        config.attributes["connection"] = connection
        config.attributes["keyring"] = keyring
        command.upgrade(config, "head")
    overwrite_traces(engine)  # what was moved into sealed columns may not stay readable in the file
