"""Forgetting in time: the job that removes what was kept long enough, and tells people before their profile goes.

It says how much it removed, never whose.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, func, select, update

from matcher.errors import TamperError
from pipelines.forgetting import forget_profiles
from pipelines.last_contact import carry_over
from pipelines.leaving import forget_strays
from pipelines.retention_terms import Terms
from pipelines.store.chain import Chain
from pipelines.store.clients import not_here
from pipelines.store.connection import overwrite_traces, reading, writing
from pipelines.store.engine import Store
from pipelines.store.notices import withdraw_notice
from pipelines.store.store_keys import CHECKPOINT
from pipelines.store.tables import clients, keys, sign_in_events


@dataclass(frozen=True, slots=True)
class Removed:
    """What the job did, in totals.

    Lines, records and tries to sign in that went; people who were told that their profile goes, and who could not be
    told because they cannot sign in; notices taken back; profiles that went, and how many of those without a notice
    that somebody could read. `broken` says of each chain that does not add up what is wrong: nothing of it went.
    """

    log_lines: int = 0
    records: int = 0
    sign_ins: int = 0
    told: int = 0
    untold: int = 0
    withdrawn: int = 0
    profiles: int = 0
    unread: int = 0
    broken: tuple[str, ...] = ()


def keep_me(store: Store, client_id: str, at: datetime) -> None:
    """Let a client say that their profile must stay: a notice is taken back and the term begins anew.

    NotFoundError when they are not here.
    """
    with writing(store.engine) as connection:
        withdraw_notice(connection, client_id)
        change = update(clients).where(clients.c.id == client_id).values(updated_at=at)
        if connection.execute(change).rowcount == 0:
            raise not_here(client_id)


def run_retention(
    store: Store, terms: Terms, at: datetime, *, dry_run: bool = False, over_damage: bool = False
) -> Removed:
    """Remove what was kept long enough, and return totals; with `dry_run` only say what would go.

    `at` is this very moment, for it is when people are told; another one only with `dry_run`. Can be done again at any
    time, also after an interruption. A profile goes in two steps: first its person is told, and it goes when the
    notice ended without any contact since. Each part goes by itself: a chain that does not add up keeps its lines, and
    the rest goes on. `over_damage` lets old lines go that do not add up.
    """
    sign_ins = forget_short(store, terms, at, dry_run=dry_run)
    old = at - timedelta(days=terms.log_days)
    with _done(store.engine, dry_run=dry_run) as connection:
        carry_over(connection, old, at)
    lines: list[int] = []
    broken: list[str] = []
    for chain in (store.log.chain, store.records.chain):
        try:
            with _done(store.engine, dry_run=dry_run) as connection:
                lines.append(_old_lines(connection, chain, old, at, over_damage=over_damage))
        except TamperError as error:
            lines.append(0)
            broken.append(str(error))
    with _done(store.engine, dry_run=dry_run) as connection:
        _alone(connection)
        done = forget_profiles(store, connection, terms, at)
        forget_strays(connection)
    if not dry_run:
        overwrite_traces(store.engine)
    log_lines, records = lines
    totals = done.told, done.untold, done.withdrawn, done.gone, done.unread
    return Removed(log_lines, records, sign_ins, *totals, broken=tuple(broken))


def forget_short(store: Store, terms: Terms, at: datetime, *, dry_run: bool = False) -> int:
    """Remove tries to sign in that are old, and sessions and invitations that ended; return how many tries.

    Nobody misses those when the clock was wrong, and the tries may never stay longer.
    """
    before = at - timedelta(days=terms.sign_in_days)
    if dry_run:
        query = select(func.count()).select_from(sign_in_events).where(sign_in_events.c.at < before)
        with reading(store.engine) as connection:
            return connection.scalar(query) or 0
    store.sessions.forget_ended(at)
    store.accounts.forget_invitations(at)
    return store.sign_ins.forget_before(before)


def _old_lines(connection: Connection, chain: Chain, old: datetime, at: datetime, *, over_damage: bool) -> int:
    _alone(connection)
    return chain.remove_before(connection, old, at, over_damage=over_damage)


def _alone(connection: Connection) -> None:
    """Wait for another job: two would each sign for the same lines, and tell the same people."""
    connection.execute(select(keys.c.name).where(keys.c.name == CHECKPOINT).with_for_update()).all()


@contextmanager
def _done(engine: Engine, *, dry_run: bool) -> Iterator[Connection]:
    """Give a connection whose changes are kept at the end, or taken back when it was only to see what they are."""
    with writing(engine) as connection:
        yield connection
        transaction = connection.get_transaction()
        if dry_run and transaction is not None:
            transaction.rollback()
