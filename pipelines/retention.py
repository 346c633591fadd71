"""Forgetting in time: the job that removes what was kept long enough, and tells people before their profile goes.

It says how much it removed, never whose.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, func, select, update

from pipelines.last_contact import carry_over, last_contacts
from pipelines.leaving import forget_in, forget_strays
from pipelines.retention_terms import Terms
from pipelines.store.clients import not_here
from pipelines.store.connection import overwrite_traces, reading, writing
from pipelines.store.engine import Store
from pipelines.store.notices import Notice, give_notice, held_notices, withdraw_notice
from pipelines.store.store_keys import CHECKPOINT
from pipelines.store.tables import clients, keys, sign_in_events


@dataclass(frozen=True, slots=True)
class Removed:
    """What the job did, in totals: lines and records removed, people told, notices taken back, profiles removed."""

    log_lines: int
    records: int
    sign_ins: int
    told: int
    withdrawn: int
    profiles: int


def keep_me(store: Store, client_id: str, at: datetime) -> None:
    """Let a client say that their profile must stay: a notice is taken back and the term begins anew.

    NotFoundError when they are not here.
    """
    with writing(store.engine) as connection:
        withdraw_notice(connection, client_id)
        change = update(clients).where(clients.c.id == client_id).values(updated_at=at)
        if connection.execute(change).rowcount == 0:
            raise not_here(client_id)


def run_retention(store: Store, terms: Terms, at: datetime, *, dry_run: bool = False) -> Removed:
    """Remove what was kept long enough at a moment, and return totals; with `dry_run` only say what would go.

    Can be done again at any time, also after an interruption. A profile goes in two steps: first its person is told,
    and it goes when the notice ended without any contact since.
    """
    old = at - timedelta(days=terms.log_days)
    with _done(store.engine, dry_run=dry_run) as connection:
        carry_over(connection, old)
    with _done(store.engine, dry_run=dry_run) as connection:
        _alone(connection)
        log_lines = store.log.chain.remove_before(connection, old, at)
        records = store.records.chain.remove_before(connection, old, at)
    with _done(store.engine, dry_run=dry_run) as connection:
        _alone(connection)
        told, withdrawn, profiles = _profiles(store, connection, terms, at)
        forget_strays(connection)
    sign_ins = _sign_ins(store, at - timedelta(days=terms.sign_in_days), dry_run=dry_run)
    if not dry_run:
        store.sessions.forget_ended(at)
        store.accounts.forget_invitations(at)
        overwrite_traces(store.engine)
    return Removed(log_lines, records, sign_ins, told, withdrawn, profiles)


def _alone(connection: Connection) -> None:
    """Wait for another job: two would each sign for the same lines, and tell the same people."""
    connection.execute(select(keys.c.name).where(keys.c.name == CHECKPOINT).with_for_update()).all()


def _profiles(store: Store, connection: Connection, terms: Terms, at: datetime) -> tuple[int, int, int]:
    """Tell, take back and remove, and return how many of each."""
    notices = held_notices(connection)
    notice = Notice(at, at + timedelta(days=terms.notice_days))
    told = withdrawn = profiles = 0
    for client_id, contact in last_contacts(connection).items():
        given = notices.get(client_id)
        if given is None:
            if contact <= at - timedelta(days=terms.profile_days):
                give_notice(connection, client_id, notice)
                told += 1
        elif contact > given.told_at:
            withdraw_notice(connection, client_id)
            withdrawn += 1
        elif given.ends_at <= at:
            forget_in(store, connection, client_id)
            profiles += 1
    return told, withdrawn, profiles


def _sign_ins(store: Store, before: datetime, *, dry_run: bool) -> int:
    if not dry_run:
        return store.sign_ins.forget_before(before)
    query = select(func.count()).select_from(sign_in_events).where(sign_in_events.c.at < before)
    with reading(store.engine) as connection:
        return connection.scalar(query) or 0


@contextmanager
def _done(engine: Engine, *, dry_run: bool) -> Iterator[Connection]:
    """Give a connection whose changes are kept at the end, or taken back when it was only to see what they are."""
    with writing(engine) as connection:
        yield connection
        transaction = connection.get_transaction()
        if dry_run and transaction is not None:
            transaction.rollback()
