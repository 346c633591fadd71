"""Profiles that go: who can sign in is told first, and every contact takes that back.

Who cannot sign in cannot be told here: their profile stays as long after its term as that of others, and is counted
apart. Nobody else is told: a list of profiles that go is a list of people with whom there was no contact.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, select

from pipelines.last_contact import last_contacts
from pipelines.leaving import forget_in
from pipelines.retention_terms import ALLOWED, Terms
from pipelines.store.chain import AHEAD
from pipelines.store.engine import Store
from pipelines.store.notices import Notice, give_notice, held_notices, withdraw_notice
from pipelines.store.tables import accounts, local_passwords

LONGEST_NOTICE = timedelta(days=ALLOWED["notice_days"][1])


@dataclass(slots=True)
class Profiles:
    """How many were told, could not be told, heard that it is off, and went; `unread` of those went without notice."""

    told: int = 0
    untold: int = 0
    withdrawn: int = 0
    gone: int = 0
    unread: int = 0


def forget_profiles(store: Store, connection: Connection, terms: Terms, at: datetime) -> Profiles:
    """Tell, take back and remove in the transaction of the caller, and return how many of each.

    A notice that nobody can read has `told_at` at its end: as soon as its person can sign in they get a new one, with
    the whole term.
    """
    done = Profiles()
    notices, readers = held_notices(connection), _able_to_read(connection)
    due, ends = at - timedelta(days=terms.profile_days), at + timedelta(days=terms.notice_days)
    for client_id, contact in last_contacts(connection, at).items():
        given, reads = notices.get(client_id), client_id in readers
        if given is not None and (_is_answered(given, contact, due) or _is_of_a_wrong_clock(given, at)):
            withdraw_notice(connection, client_id)
            done.withdrawn += 1
            given = None
        if given is None:
            if contact <= due:
                give_notice(connection, client_id, Notice(at if reads else ends, ends))
                done.told += reads
                done.untold += not reads
        elif reads and not _is_told(given):
            _replace(connection, client_id, Notice(at, ends))
            done.told += 1
        elif given.ends_at <= at:
            forget_in(store, connection, client_id)
            done.gone += 1
            done.unread += not reads
        elif not reads and _is_told(given):  # their account was blocked or is gone: who gets one again is told again
            _replace(connection, client_id, Notice(given.ends_at, given.ends_at))
    return done


def _able_to_read(connection: Connection) -> frozenset[str]:
    """Return the clients with an account that is not blocked and that somebody can sign in with."""
    known = or_(accounts.c.subject.is_not(None), local_passwords.c.login.is_not(None))
    query = select(accounts.c.client_id).outerjoin(local_passwords, local_passwords.c.account_id == accounts.c.id)
    return frozenset(connection.scalars(query.where(accounts.c.client_id.is_not(None), accounts.c.active, known)))


def _is_told(given: Notice) -> bool:
    return given.told_at < given.ends_at


def _is_answered(given: Notice, contact: datetime, due: datetime) -> bool:
    return contact > due or contact > given.told_at


def _is_of_a_wrong_clock(given: Notice, at: datetime) -> bool:
    """Return whether this can only have been given by a clock that stood too late: no contact would come after it."""
    return (_is_told(given) and given.told_at > at + AHEAD) or given.ends_at > at + LONGEST_NOTICE + AHEAD


def _replace(connection: Connection, client_id: str, notice: Notice) -> None:
    withdraw_notice(connection, client_id)
    give_notice(connection, client_id, notice)
