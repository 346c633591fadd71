"""The tables, as the migrations leave them. Only what both SQLite and PostgreSQL know.

A `sealed` column holds what is personal, sealed under the key of the client (see keyring.py); what stands beside it in
the clear is there to be searched for, and says nothing about a person by itself.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    Enum,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

from matcher.purpose import Purpose


def stamp(moment: datetime) -> str:
    """Return a moment as it is kept; ValueError when it does not say in which time zone it is."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


class Moment(TypeDecorator[datetime]):
    """A moment as ISO text in UTC, always to the microsecond, so that the order of the text is the order of time."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Return the text for a moment; ValueError when it does not say in which time zone it is."""
        del dialect
        return None if value is None else stamp(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Return the moment, aware and in UTC."""
        del dialect
        return None if value is None else datetime.fromisoformat(value)


# As text with the code of the purpose; a value outside the closed list is refused on the way in and on the way out.
PURPOSE = Enum(
    Purpose,
    native_enum=False,
    length=40,
    validate_strings=True,
    values_callable=lambda kind: [member.value for member in kind],
)

# In the order of the characters themselves, as SQLite and Python have it, whatever language PostgreSQL was made for.
ID = Text().with_variant(Text(collation="C"), "postgresql")

# A name for every constraint: without one, a later migration cannot name what it changes.
metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

# Keys of the store itself, each sealed under a master key: that of the logs, of checkpoints, of accounts.
keys = Table(
    "keys",
    metadata,
    Column("name", Text, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("made_at", Moment, nullable=False),
)

# One key a client; removing the row makes all that is sealed under it unreadable. The pseudonym stands in the logs.
client_keys = Table(
    "client_keys",
    metadata,
    Column("client_id", ID, primary_key=True),
    Column("pseudonym", Text, nullable=False, unique=True),
    Column("wrapped", LargeBinary, nullable=False),
)

# `sealed` holds the profile as imported, what was corrected since, and where the home is. `automatic` False: no order
# by points for this client.
clients = Table(
    "clients",
    metadata,
    Column("id", ID, primary_key=True),
    Column("municipality", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("taxonomy", Text, nullable=False),
    Column("automatic", Boolean, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

# What a profile was before each change, and who changed it: `who` is an account, or a user of the system. `number`
# counts the changes of a client, from 1.
profile_history = Table(
    "profile_history",
    metadata,
    Column("client_id", ID, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

courses = Table(
    "courses",
    metadata,
    Column("id", Text, primary_key=True),
    Column("document", Text, nullable=False),
)

imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("purpose", PURPOSE, nullable=False),
    Column("acting_user", Text, nullable=False),
    Column("summary", Text, nullable=False),
)

# Staff and systems only; a client's own reading is never in it. No foreign key: the log outlives the profile. `mac`
# ties each line to the one before.
access_log = Table(
    "access_log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("whose", Text, nullable=False, index=True),
    Column("purpose", PURPOSE, nullable=False),
    Column("mac", LargeBinary, nullable=False),
)

# Every list that was shown, for as long as the log is kept. `facts` is not about a person; `digest` is that of
# `sealed`, so the chain holds when the key of the client is gone.
advice_records = Table(
    "advice_records",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("whose", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("shown_to", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("mac", LargeBinary, nullable=False),
)

# Where each chain ends: without it, lines cut off at the end would not be missed.
chain_heads = Table(
    "chain_heads",
    metadata,
    Column("chain", Text, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("mac", LargeBinary, nullable=False),
)

# What the retention job removed: up to and with line `upto`, whose mac the next line follows on.
checkpoints = Table(
    "checkpoints",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chain", Text, nullable=False),
    Column("upto", Integer, nullable=False),
    Column("removed", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("mac", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

# `subject` is a keyed hash of issuer and subject at the provider; `sealed` holds how someone is called at work.
accounts = Table(
    "accounts",
    metadata,
    Column("id", ID, primary_key=True),
    Column("roles", Text, nullable=False),
    Column("client_id", ID, unique=True),
    Column("subject", Text, unique=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("invitation", Text, unique=True),
    Column("invited_until", Moment),
)

# Only in a demo home.
local_passwords = Table(
    "local_passwords",
    metadata,
    Column("login", Text, primary_key=True),
    Column("account_id", ID, nullable=False),
    Column("hash", Text, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token", Text, primary_key=True),
    Column("account_id", ID, nullable=False, index=True),
    Column("form_token", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
)

# For the security of signing in alone: at most thirty days, and no role reads them. `about` is a keyed hash.
sign_in_events = Table(
    "sign_in_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("about", Text, nullable=False, index=True),
    Column("good", Boolean, nullable=False),
)

caseload = Table(
    "caseload",
    metadata,
    Column("client_id", ID, primary_key=True),
    Column("account_id", ID, primary_key=True, index=True),
    Column("part", Text, nullable=False),
    Column("since", Moment, nullable=False),
    Column("named_by", Text, nullable=False),
)

# Every yes and every no; the last one of a kind holds.
consents = Table(
    "consents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("client_id", ID, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("given", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
)

# What a client said about a vacancy, for their own list alone. `slot` is a keyed hash of the vacancy: one line each.
feedback = Table(
    "feedback",
    metadata,
    Column("client_id", ID, primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

# What coaches changed in a list; `record` is the list that they had before them.
interventions = Table(
    "interventions",
    metadata,
    Column("id", ID, primary_key=True),
    Column("client_id", ID, nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("record", Text),
    Column("sealed", LargeBinary, nullable=False),
    Column("undone_at", Moment),
    Column("undone_by", Text),
)

# What a client does not agree with, and what was answered.
objections = Table(
    "objections",
    metadata,
    Column("id", ID, primary_key=True),
    Column("client_id", ID, nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("answered_at", Moment),
    Column("answered_by", Text),
)

# For the whole home: at most one line a switch, none means on.
switches = Table(
    "switches",
    metadata,
    Column("name", Text, primary_key=True),
    Column("on", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
)

# Until when someone can say that their profile must stay; only that person reads it.
retention_notices = Table(
    "retention_notices",
    metadata,
    Column("client_id", ID, primary_key=True),
    Column("told_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
)

# Which model came into use when.
model_uses = Table(
    "model_uses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("name", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
)
