"""Rows of a table, and timing."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """One measured thing; `promised` says what it should reach, "" when nothing was promised."""

    what: str
    value: str
    promised: str = ""


def print_table(title: str, rows: Sequence[Measured]) -> None:
    """Print rows as a Markdown table."""
    print(f"\n## {title}\n\n| what | measured | promised |\n|---|---|---|")
    for row in rows:
        print(f"| {row.what} | {row.value} | {row.promised} |", flush=True)


def seconds(work: Callable[[], object], times: int = 5) -> list[float]:
    """Return how long each of some runs took, after one that is not counted."""
    work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return taken


def spread(taken: Sequence[float], unit: str = "ms") -> str:
    """Return median, ninetieth percentile and maximum."""
    scale = {"ms": 1000.0, "s": 1.0}[unit]
    ordered = sorted(taken)
    ninety = ordered[min(len(ordered) - 1, round(0.9 * (len(ordered) - 1)))]
    middle = statistics.median(ordered)
    return f"{middle * scale:.1f} {unit} median, {ninety * scale:.1f} p90, {ordered[-1] * scale:.1f} max"
