"""The tables of a home that say how occupations are likely to fare: read, joined, kept in one file, opened again."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from matcher.errors import HomeError, InputError
from matcher.outlook import NO_OUTLOOKS, NOTHING_KNOWN, Outlook, Outlooks, Risk, Shortage
from pipelines.durable import replace_text
from pipelines.home import Home
from pipelines.sources.outlook import OutlookRow, read_outlook

SCHEMA_VERSION = 1
MEND = "lees de tabellen opnieuw in met springplank ingest --home MAP --outlook BESTAND"


def joined(tables: Iterable[Iterable[OutlookRow]]) -> Outlooks:
    """Return all that these tables say; of two tables about one thing the later counts, the earlier fills in."""
    by_occupation: dict[str, Outlook] = {}
    by_isco: dict[str, Outlook] = {}
    for table in tables:
        for row in table:
            found = by_occupation if row.occupation else by_isco
            found[row.key] = row.outlook.over(found.get(row.key, NOTHING_KNOWN))
    return Outlooks(by_occupation, by_isco)


def read_tables(paths: Sequence[Path]) -> Outlooks:
    """Return what the tables at these paths say, for this once; rows that cannot be used are passed over.

    Raises:
        InputError: a file cannot be read, or no row of it can be used.
    """
    return joined([_table(path) for path in paths])


def _table(path: Path) -> list[OutlookRow]:
    parsed = list(read_outlook(path).rows)
    rows = [one.value for one in parsed if one.value is not None]
    if not rows:
        why = next((f" (regel {one.refusal.line}: {one.refusal.reason})" for one in parsed if one.refusal), "")
        raise InputError(
            f"{path}: geen enkele regel is bruikbaar{why}. Nodig is een kolom isco of beroep, en een kolom"
            " risk_category, risk of krapte"
        )
    return rows


def keep_outlooks(home: Home, outlooks: Outlooks) -> None:
    """Put these outlooks in service in place of the ones before, in one step; call it under the lock of the home."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "by_occupation": _documents(outlooks.by_occupation),
        "by_isco": _documents(outlooks.by_isco),
    }
    replace_text(home.outlook, json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False))


def load_outlooks(home: Home) -> Outlooks:
    """Return the outlooks in service, none when no table was read in; HomeError when they are damaged."""
    try:
        document = json.loads(home.outlook.read_bytes())
        if document["schema_version"] != SCHEMA_VERSION:
            raise HomeError(f"{home.outlook} is van een andere versie van Springplank; {MEND}")
        return Outlooks(
            {key: _outlook(value) for key, value in document["by_occupation"].items()},
            {key: _outlook(value) for key, value in document["by_isco"].items()},
        )
    except FileNotFoundError:
        return NO_OUTLOOKS
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise HomeError(f"{home.outlook} is beschadigd; {MEND}") from error


def _documents(outlooks: Mapping[str, Outlook]) -> dict[str, Any]:
    return {key: asdict(outlook) for key, outlook in sorted(outlooks.items())}


def _outlook(document: Mapping[str, Any]) -> Outlook:
    found = Outlook(**document)
    return replace(
        found,
        risk=None if found.risk is None else Risk.of(found.risk),
        shortage=None if found.shortage is None else Shortage.of(found.shortage),
    )
