"""Whether the clock can be right, before the nightly job removes anything: what is gone does not come back.

One night with a clock that stands years ahead would remove the whole log, and everybody's notice would end.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Text, func, select, type_coerce

from matcher.errors import HomeError, SettingError
from pipelines.durable import replace_text
from pipelines.home import Home
from pipelines.last_contact import moment_of
from pipelines.store.chain import AHEAD
from pipelines.store.connection import reading
from pipelines.store.engine import Store
from pipelines.store.tables import Moment, metadata

# Half of the shortest notice that can be set: whoever was told can still read it for a week when a jump of the clock
# goes unseen, and a service that was away for longer asks somebody to look first.
LONGEST_GAP = timedelta(days=7)
TO_COME = ("ends_at", "invited_until")  # the moments that may lie ahead
NEVER = datetime.min.replace(tzinfo=UTC)


def check_clock(home: Home, store: Store, at: datetime) -> None:
    """Refuse a moment that is too far from when the job last ran; SettingError says what to do.

    Before the first time, it is compared with the newest moment in the database that is not later.
    """
    last = last_run(home)
    if last is None:
        with reading(store.engine) as connection:
            last, what = _newest(connection, at), "het nieuwste in de database is van"
    else:
        what = "deze taak draaide het laatst op"
    if not last - AHEAD <= at <= last + LONGEST_GAP:
        raise SettingError(
            f"de klok staat op {at:%Y-%m-%d} en {what} {last:%Y-%m-%d}, er ging niets weg van logboek, verslagen en "
            f"profielen; zet de klok goed, of geef --on {at:%Y-%m-%d} als het echt die dag is"
        )


def last_run(home: Home) -> datetime | None:
    """Return when the job last ran to its end, None when it never did; HomeError when that cannot be read."""
    try:
        return datetime.fromisoformat(_file(home).read_text("ascii").strip()).astimezone(UTC)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise HomeError(f"{_file(home)} is niet te lezen; geef --on met de dag van vandaag") from error


def note_run(home: Home, at: datetime) -> None:
    """Keep that the job ran to its end."""
    replace_text(_file(home), f"{at.astimezone(UTC).isoformat()}\n")


def _file(home: Home) -> Path:
    return home.path / "retention-ran"


def _newest(connection: Connection, at: datetime) -> datetime:
    limit, found = Moment().process_bind_param(at, connection.dialect), NEVER
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Moment) and column.name not in TO_COME:
                text = type_coerce(column, Text())
                newest = moment_of(connection.scalar(select(func.max(text)).where(text <= limit)))
                found = found if newest is None else max(found, newest)
    return found
