"""The tables of the service; clients move into sealed columns and the access log into a chain."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import context, op

from pipelines.settings import now
from pipelines.store.access_log import FIELDS
from pipelines.store.chain import START, Chain, head_of
from pipelines.store.client_keys import ClientKeys
from pipelines.store.keyring import Keyring
from pipelines.store.store_keys import StoreKeys, make_keys
from pipelines.store.tables import Moment, access_log

revision = "0002"
down_revision = "0001"

CHAINS = ("access_log", "advice_records")
# In the order of the characters themselves, whatever language PostgreSQL was made for.
ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
CLIENTS = sa.table(
    "clients",
    *(sa.column(name) for name in ("id", "municipality", "sealed", "taxonomy", "automatic")),
    sa.column("updated_at", sa.Text()),
)


def upgrade() -> None:
    """Make the tables, move what is there, and let lines of a chain only be added."""
    keyring: Keyring = context.config.attributes["keyring"]
    connection = op.get_bind()
    people = connection.execute(sa.text("SELECT * FROM clients")).mappings().all()
    looks = connection.execute(sa.text("SELECT * FROM access_log ORDER BY id")).mappings().all()
    op.drop_table("access_log")
    op.drop_table("clients")
    _create_tables()
    heads = sa.table("chain_heads", sa.column("chain"), sa.column("seq"), sa.column("mac"))
    make_keys(connection, keyring, now())
    keys = StoreKeys.opened(connection, keyring)
    for name in CHAINS:
        head = {"chain": name, "seq": 0, "mac": head_of(keys, name, 0, START)}
        connection.execute(sa.insert(heads).values(head))
    _move_people(connection, keyring, people)
    _move_looks(connection, keyring, keys, looks)
    for name in CHAINS:
        _only_add(connection, name)


def _move_people(connection: sa.Connection, keyring: Keyring, people: Any) -> None:
    keys = ClientKeys(keyring).made(connection, [row["id"] for row in people])
    for row in people:
        place = {name: row[name] for name in ("x_km", "y_km", "spread_km", "precision")}
        content = {
            "base": json.loads(row["profile"]),
            "own": {},
            "position": None if row["x_km"] is None else place,
        }
        plain = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
        sealed = keys[row["id"]].box.seal(plain, f"clients/{row['id']}")
        same = {name: row[name] for name in ("id", "municipality", "taxonomy", "updated_at")}
        connection.execute(sa.insert(CLIENTS).values(same | {"sealed": sealed, "automatic": True}))


def _move_looks(connection: sa.Connection, keyring: Keyring, keys: StoreKeys, looks: Any) -> None:
    made = ClientKeys(keyring)
    pseudonyms = made.pseudonyms(connection, {row["client_id"] for row in looks})
    lines = [
        {
            "at": Moment().process_result_value(row["at"], connection.dialect),
            "who": row["who"],
            "role": "systeem",
            "what": row["what"],
            "whose": pseudonyms[row["client_id"]],
            "purpose": row["purpose"],
        }
        for row in looks
        if row["client_id"] in pseudonyms  # of who is no longer here nothing can be told to anybody
    ]
    Chain(access_log, FIELDS, keys).append(connection, lines)


def _only_add(connection: sa.Connection, name: str) -> None:
    """Let the database itself refuse to change a line, or to remove one that no checkpoint covers."""
    kept = f"OLD.seq > COALESCE((SELECT MAX(upto) FROM checkpoints WHERE chain = '{name}'), 0)"  # noqa: S608 (our own names)
    if connection.dialect.name == "sqlite":
        refuse = f"SELECT RAISE(ABORT, '{name} only grows')"
        op.execute(f"CREATE TRIGGER {name}_unchanged BEFORE UPDATE ON {name} BEGIN {refuse}; END")
        op.execute(f"CREATE TRIGGER {name}_kept BEFORE DELETE ON {name} WHEN {kept} BEGIN {refuse}; END")
        return
    op.execute(
        f"CREATE FUNCTION {name}_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' AND NOT ({kept}) THEN RETURN OLD; END IF; "
        f"RAISE EXCEPTION '{name} only grows'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name}_kept BEFORE UPDATE OR DELETE ON {name} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}_only_grows()"
    )


def _create_tables() -> None:
    op.create_table(
        "keys",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_keys"),
    )
    op.create_table(
        "client_keys",
        sa.Column("client_id", ID, nullable=False),
        sa.Column("pseudonym", sa.Text(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", name="pk_client_keys"),
        sa.UniqueConstraint("pseudonym", name="uq_client_keys_pseudonym"),
    )
    op.create_table(
        "clients",
        sa.Column("id", ID, nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("taxonomy", sa.Text(), nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_clients"),
    )
    op.create_table(
        "profile_history",
        sa.Column("client_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "number", name="pk_profile_history"),
    )
    op.create_table(
        "access_log",
        sa.Column("seq", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("whose", sa.Text(), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_access_log"),
    )
    op.create_index("ix_access_log_whose", "access_log", ["whose"])
    op.create_table(
        "advice_records",
        sa.Column("seq", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("whose", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("shown_to", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_advice_records"),
        sa.UniqueConstraint("id", name="uq_advice_records_id"),
    )
    op.create_index("ix_advice_records_whose", "advice_records", ["whose"])
    op.create_table(
        "chain_heads",
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("chain", name="pk_chain_heads"),
    )
    op.create_table(
        "checkpoints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("upto", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_checkpoints"),
    )
    op.create_table(
        "accounts",
        sa.Column("id", ID, nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("client_id", ID),
        sa.Column("subject", sa.Text()),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("invitation", sa.Text()),
        sa.Column("invited_until", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("client_id", name="uq_accounts_client_id"),
        sa.UniqueConstraint("subject", name="uq_accounts_subject"),
        sa.UniqueConstraint("invitation", name="uq_accounts_invitation"),
    )
    op.create_table(
        "local_passwords",
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("login", name="pk_local_passwords"),
    )
    op.create_table(
        "sessions",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("form_token", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_sessions"),
    )
    op.create_index("ix_sessions_account_id", "sessions", ["account_id"])
    op.create_table(
        "sign_in_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("good", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_events"),
    )
    op.create_index("ix_sign_in_events_about", "sign_in_events", ["about"])
    op.create_index("ix_sign_in_events_at", "sign_in_events", ["at"])
    op.create_table(
        "caseload",
        sa.Column("client_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("named_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "account_id", name="pk_caseload"),
    )
    op.create_index("ix_caseload_account_id", "caseload", ["account_id"])
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
    )
    op.create_index("ix_consents_client_id", "consents", ["client_id"])
    op.create_table(
        "feedback",
        sa.Column("client_id", ID, nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "slot", name="pk_feedback"),
    )
    op.create_table(
        "interventions",
        sa.Column("id", ID, nullable=False),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("record", sa.Text()),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("undone_at", sa.Text()),
        sa.Column("undone_by", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_interventions"),
    )
    op.create_index("ix_interventions_client_id", "interventions", ["client_id"])
    op.create_table(
        "objections",
        sa.Column("id", ID, nullable=False),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("answered_at", sa.Text()),
        sa.Column("answered_by", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_objections"),
    )
    op.create_index("ix_objections_client_id", "objections", ["client_id"])
    op.create_table(
        "switches",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("on", sa.Boolean(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_switches"),
    )
    op.create_table(
        "retention_notices",
        sa.Column("client_id", ID, nullable=False),
        sa.Column("told_at", sa.Text(), nullable=False),
        sa.Column("ends_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", name="pk_retention_notices"),
    )
    op.create_table(
        "model_uses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_model_uses"),
    )
