"""The texts of an ESCO concept: its other labels and its description."""

import re

from pipelines.sources.esco_files import Row

BETWEEN_LABELS = re.compile(r"[\r\n|]+")
IN_USE = ("", "released")


def other_labels(row: Row) -> tuple[str, ...]:
    """Return the other labels and after them the hidden ones, each once and without the preferred one."""
    parts = (
        part.strip() for column in ("altLabels", "hiddenLabels") for part in BETWEEN_LABELS.split(row.text(column))
    )
    return tuple(dict.fromkeys(part for part in parts if part and part != row.text("preferredLabel")))


def described(row: Row) -> str:
    """Return the description, else the definition, else the note on scope; "" when there is none."""
    return row.text("description") or row.text("definition") or row.text("scopeNote")
