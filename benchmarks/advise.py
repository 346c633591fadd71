"""How long `advise` takes, how long opening a market takes, and how much memory that needs."""

import json
import subprocess
import sys
import time
from dataclasses import fields
from itertools import islice
from pathlib import Path

import numpy as np

from benchmarks.tables import Measured, spread
from matcher.advise import advise
from matcher.market import Columns, Market, market_of
from matcher.ranker import PriorRanker
from matcher.reskill import reskill
from pipelines.demo.home import DemoPlan, make_demo
from pipelines.market import open_market
from pipelines.service import Service, open_service
from pipelines.store.clients import StoredClient

PEOPLE = 60
CACHE = "cache"


def measure_advise(folder: Path, vacancies: int) -> list[Measured]:
    """Return the rows for a demo market of this size and for ten times as much."""
    home = demo_home(folder, vacancies)
    alone = json.loads(_in_own_process("memory", home))
    with open_service(home, cache=folder / CACHE) as service:
        people = list(islice(service.store.clients.all(), PEOPLE))
        market = service.market.market
        rows = [
            Measured(f"opening a market of {len(market):,}", spread(alone["opening"], "s"), "under 0.5 s at 100,000"),
            Measured(
                f"resident memory at {len(market):,}, after advice for {PEOPLE} clients",
                f"{alone['megabytes']:.0f} MB",
                "under 500 MB",
            ),
            Measured(
                f"`advise` over {len(market):,}, {PEOPLE} clients",
                spread(time_advise(service, market, people)),
                "under 15 ms median",
            ),
        ]
        tenfold = enlarged(market, 10)
        taken = time_advise(service, tenfold, people)
        rows.append(
            Measured(f"`advise` over {len(tenfold):,} (each vacancy ten times)", spread(taken), "under 150 ms median")
        )
        rows.append(
            Measured(
                f"`reskill` over {len(market):,} and {len(service.courses)} courses",
                spread(time_reskill(service, people[:20])),
                "",
            )
        )
    return rows


def demo_home(folder: Path, vacancies: int) -> Path:
    """Return a demo home of this size, made when it is not there."""
    home = folder / f"demo-{vacancies}"
    make_demo(
        home,
        DemoPlan(vacancies, 400, 2026),
        cache=folder / CACHE,
        progress=lambda text: print(f"· {text}", file=sys.stderr),
    )
    return home


def time_advise(service: Service, market: Market, people: list[StoredClient]) -> list[float]:
    """Return how long the advice for each person took; the first is done twice and counted once."""
    ranker, taken = PriorRanker(), []
    for stored in (people[0], *people):
        travel, policy = service.travel_of(stored), service.policy(stored.client)
        start = time.perf_counter()
        advise(stored.client, market, travel=travel, ranker=ranker, policy=policy, on=service.day)
        taken.append(time.perf_counter() - start)
    return taken[1:]


def time_reskill(service: Service, people: list[StoredClient]) -> list[float]:
    """Return how long the course advice for each person took."""
    taken = []
    for stored in people:
        policy = service.policy(stored.client)
        start = time.perf_counter()
        reskill(
            stored.client,
            service.market.market,
            service.courses,
            travel=service.travel_of(stored),
            policy=policy,
            on=service.day,
        )
        taken.append(time.perf_counter() - start)
    return taken


def enlarged(market: Market, times: int) -> Market:
    """Return a market in which every vacancy stands this many times, under ids in random order."""
    columns = market.columns
    rows = np.repeat(np.arange(len(market)), times)
    made = {}
    for field in fields(Columns):
        values = getattr(columns, field.name)
        kind, _, part = field.name.partition("_")
        if kind in ("essential", "optional") and part != "total":
            continue
        made[field.name] = np.ascontiguousarray(values[:, rows]) if values.ndim > 1 else values[rows]
    for kind in ("essential", "optional"):
        start = getattr(columns, f"{kind}_start")
        lengths = np.diff(start)[rows]
        made[f"{kind}_start"] = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        offset = np.arange(lengths.sum()) - np.repeat(made[f"{kind}_start"][:-1], lengths)
        at = np.repeat(start[:-1][rows], lengths) + offset
        made |= {f"{kind}_{part}": getattr(columns, f"{kind}_{part}")[at] for part in ("skill", "weight", "origin")}
    made["id_rank"] = np.random.default_rng(2026).permutation(len(rows)).astype(np.uint32)
    return market_of("enlarged", Columns(**made), market.areas, market.concepts, market.licences)


def _in_own_process(what: str, home: Path) -> str:
    command = [sys.executable, "-m", "benchmarks.advise", what, str(home)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _memory(home: Path) -> None:
    """Print, as JSON, how long opening took and the most memory that this process held."""
    with open_service(home) as service:
        taxonomy = service.taxonomy
        opening = []
        for _ in range(5):
            start = time.perf_counter()
            open_market(service.home, taxonomy.concepts, taxonomy.catalogue.licences, taxonomy.fingerprint)
            opening.append(time.perf_counter() - start)
        time_advise(service, service.market.market, list(islice(service.store.clients.all(), PEOPLE)))
    print(json.dumps({"opening": opening, "megabytes": _most_held() / 1024}))


def _most_held() -> int:
    """Return the most kilobytes that this program held; getrusage would count what its parent held before it began."""
    status = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


if __name__ == "__main__":
    _memory(Path(sys.argv[2]))
