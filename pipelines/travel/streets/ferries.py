"""How long a ferry takes: its crossing as it states it, and the wait for it."""

import re
from dataclasses import dataclass

from pipelines.travel.streets.access import Tags

KEYS = frozenset({"duration", "interval"})
# Assumptions: a river ferry that does not state its crossing, and one that does not state how often it goes. Many Dutch
# ferries over rivers go every 20 minutes or oftener by day, so the wait is 10 on average.
ASSUMED_KMH = 10.0
ASSUMED_INTERVAL_SECONDS = 20 * 60.0
# Longer than any crossing in the Netherlands (Den Helder, Harlingen and Lauwersoog to the islands): a slip of the pen.
MOST_SECONDS = 4 * 3600.0

CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3})(?::(\d{2}))?")
ISO = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?")


@dataclass(frozen=True, slots=True)
class Crossing:
    """Seconds of the whole crossing, None when the ferry does not state it, and seconds of waiting on average."""

    seconds: float | None
    wait_seconds: float


def crossing(tags: Tags) -> Crossing:
    """Return how long a ferry takes and is waited for."""
    interval = parse_seconds(tags.get("interval", "")) or ASSUMED_INTERVAL_SECONDS
    return Crossing(parse_seconds(tags.get("duration", "")), interval / 2)


def parse_seconds(written: str) -> float | None:
    """Return seconds of "20" (minutes), "0:20", "0:20:00" or "PT20M"; None for anything else, 0 and over four hours."""
    parts = CLOCK.fullmatch(written) or ISO.fullmatch(written)
    if parts is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in parts.groups())
    total = 3600.0 * hours + 60.0 * minutes + seconds
    return total if 0 < total <= MOST_SECONDS else None
