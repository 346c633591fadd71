"""What Alembic runs to migrate: on the connection, and inside the transaction, that `upgrade` hands over."""

from alembic import context

from pipelines.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
