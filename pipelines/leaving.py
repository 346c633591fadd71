"""Somebody leaves: everything of them goes at once, and their key with it.

What is left are lines of the two chains under a pseudonym that no longer belongs to anybody. Nobody can read what was
sealed in them, and the chains still add up.
"""

from sqlalchemy import Connection, delete, select

from pipelines.store.accounts import remove_account_of
from pipelines.store.client_keys import ClientKeys
from pipelines.store.clients import remove_client
from pipelines.store.connection import overwrite_traces, writing
from pipelines.store.engine import Store
from pipelines.store.tables import (
    accounts,
    caseload,
    client_keys,
    consents,
    feedback,
    interventions,
    objections,
    profile_history,
    retention_notices,
)

# Everything with a client's id in it, beside the profile, the key and the account.
OF_A_CLIENT = (profile_history, feedback, interventions, objections, consents, caseload, retention_notices)


def forget_client(store: Store, client_id: str) -> None:
    """Remove a client with all that is kept about them, whole or not at all; NotFoundError when they are not here."""
    with writing(store.engine) as connection:
        forget_in(store, connection, client_id)
    overwrite_traces(store.engine)


def forget_in(store: Store, connection: Connection, client_id: str) -> None:
    """Remove a client in the transaction of the caller, who calls `overwrite_traces` afterwards."""
    held = select(client_keys.c.client_id).where(client_keys.c.client_id == client_id)
    connection.execute(held.with_for_update())  # two who remove the same client wait for each other
    remove_client(connection, client_id)
    for table in OF_A_CLIENT:
        connection.execute(delete(table).where(table.c.client_id == client_id))
    remove_account_of(connection, client_id)
    ClientKeys(store.keyring).destroy(connection, client_id)


def forget_strays(connection: Connection) -> int:
    """Remove what was written at the very moment that its client left, and return how many rows that were."""
    here = select(client_keys.c.client_id)
    removed = sum(
        connection.execute(delete(table).where(table.c.client_id.not_in(here))).rowcount for table in OF_A_CLIENT
    )
    gone = connection.scalars(select(accounts.c.client_id).where(accounts.c.client_id.not_in(here))).all()
    for client_id in gone:
        remove_account_of(connection, client_id)
    return removed + len(gone)
