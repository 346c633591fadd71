"""The tables, as the migrations leave them. Only what both SQLite and PostgreSQL know."""

from datetime import UTC, datetime

from sqlalchemy import Column, Dialect, Enum, Float, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeDecorator

from matcher.purpose import Purpose


class Moment(TypeDecorator[datetime]):
    """A moment as ISO text in UTC, always to the microsecond, so that the order of the text is the order of time."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Return the text for a moment; ValueError when it does not say in which time zone it is."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

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

# A name for every constraint: without one, a later migration cannot name what it changes.
metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s", "ix": "ix_%(column_0_label)s"})

# The fields of a Position of matcher.commute, all four or none.
clients = Table(
    "clients",
    metadata,
    Column("id", Text, primary_key=True),
    Column("municipality", Text, nullable=False),
    Column("profile", Text, nullable=False),
    Column("x_km", Float),
    Column("y_km", Float),
    Column("spread_km", Float),
    Column("precision", Text),
    Column("taxonomy", Text, nullable=False),
    Column("updated_at", Moment, nullable=False),
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

# Staff and systems only; a client's own reading is never in it. No foreign key: the log outlives the profile.
access_log = Table(
    "access_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("client_id", Text, nullable=False, index=True),
    Column("purpose", PURPOSE, nullable=False),
)
