"""How quick the service answers many people at once: a real server with two workers, on loopback, for a minute.

Fifty people at once, each with a pause to read between two requests, reading and writing mixed. The load comes from the
same two cores, so the server is slower here than on a machine of its own.
"""

import asyncio
import random
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx

from benchmarks.tables import Measured, spread
from matcher.consent import Consent
from matcher.purpose import Purpose
from matcher.roles import CasePart, Role
from pipelines.demo.home import DemoPlan, make_demo
from pipelines.home import open_home
from pipelines.store.access_log import Act, Actor
from pipelines.store.engine import Store, store_of

PEOPLE = 2_000
COACHES, CLIENTS = 40, 10  # who are there at once
PAUSE_S = (1.0, 3.0)  # between an answer and the next request; a coach reads a list for longer
SECONDS = 60
WORKERS = 2
START_S = 60
COOKIE = "springplank"
MARKS = {"own": 0.6, "why": 0.75, "search": 0.85, "change": 0.95}  # shares of what a coach does, adding up


@dataclass(slots=True)
class Somebody:
    """Somebody who is signed in: a coach with a caseload, or a client."""

    role: Role
    token: str
    form_token: str
    people: tuple[str, ...] = ()
    seen: list[tuple[str, str]] = field(default_factory=list)


def measure_service(folder: Path, vacancies: int) -> list[Measured]:
    """Return the rows of one run against a demo home of this size with 2,000 clients."""
    home = folder / f"service-{vacancies}"
    make_demo(home, DemoPlan(vacancies, PEOPLE, 2026), cache=folder / "cache", progress=_tell)
    with store_of(open_home(home)) as store:
        everyone = people_of(store)
    with server(home, folder / "cache") as address:
        taken, wrong = asyncio.run(_load(address, everyone))
    total = sum(map(len, taken.values()))
    rows = [
        Measured(f"errors in {total:,} answers to {len(everyone)} people in {SECONDS} s", f"{wrong}", "0"),
        Measured("a match list, p95", f"{_p95(taken['match list']):.0f} ms", "under 150 ms"),
    ]
    rows += [Measured(name, spread(seconds, "ms"), "") for name, seconds in sorted(taken.items())]
    return rows


def people_of(store: Store) -> list[Somebody]:
    """Return people with sessions: coaches who share all clients, and clients who have an account."""
    ids = [stored.client.id for stored in store.clients.all()]
    found, at = [], datetime.now(UTC)
    share = len(ids) // COACHES
    for number in range(COACHES):
        account, _ = store.accounts.make(f"Meetcoach {number}", frozenset({Role.COACH}), made_by="meting", at=at)
        own = tuple(ids[number * share : (number + 1) * share])
        act = Act(Actor("meting"), "begeleider genoemd", Purpose.MAINTENANCE, at)
        for client_id in own:
            store.caseload.name(client_id, account.id, CasePart.COACH, act)
        session = store.sessions.begin(account.id, at)
        found.append(Somebody(Role.COACH, session.token, session.form_token, own))
    taken = {account.client_id for account in store.accounts.all()}
    free = [client_id for client_id in ids if client_id not in taken]
    for client_id in free[:CLIENTS]:
        account, _ = store.accounts.make(
            "Meetcliënt", frozenset({Role.CLIENT}), client_id=client_id, made_by="meting", at=at
        )
        store.consents.set(client_id, Consent.PROPOSED, given=True, who=account.id, at=at)
        session = store.sessions.begin(account.id, at)
        found.append(Somebody(Role.CLIENT, session.token, session.form_token, (client_id,)))
    return found


@contextmanager
def server(home: Path, cache: Path) -> Iterator[str]:
    """Run the real command on a free port and give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        str(Path(sys.executable).with_name("springplank")),
        *("serve", "--home", str(home), "--port", str(port), "--workers", str(WORKERS), "--cache", str(cache)),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + START_S
        while time.monotonic() < until and process.poll() is None:
            try:
                if httpx.get(f"{address}/v1/gereedheid").status_code == httpx.codes.OK:
                    break
            except httpx.TransportError:
                time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=START_S)


async def _load(address: str, everyone: list[Somebody]) -> tuple[dict[str, list[float]], int]:
    taken: dict[str, list[float]] = defaultdict(list)
    wrong = 0
    until = time.monotonic() + SECONDS
    limits = httpx.Limits(max_connections=len(everyone), max_keepalive_connections=len(everyone))

    async def be(one: Somebody, chance: random.Random) -> None:
        nonlocal wrong
        headers = {"X-Form-Token": one.form_token, "Origin": address}
        await asyncio.sleep(chance.uniform(0, PAUSE_S[1]))
        while time.monotonic() < until:
            name, method, path, body = _next(one, chance)
            start = time.perf_counter()
            answer = await client.request(
                method, f"/v1{path}", json=body, headers=headers, cookies={COOKIE: one.token}, timeout=START_S
            )
            taken[name].append(time.perf_counter() - start)
            if answer.status_code >= httpx.codes.BAD_REQUEST:
                wrong += 1
                _tell(f"{method} {path}: {answer.status_code} {answer.text[:200]}")
            elif name == "match list" and one.role is Role.COACH:
                client_id = path.split("/")[2]
                one.seen = [(client_id, row["vacature"]) for row in answer.json()["resultaten"]][:5] or one.seen
            await asyncio.sleep(chance.uniform(*PAUSE_S))

    async with httpx.AsyncClient(base_url=address, limits=limits) as client:
        await asyncio.gather(*(be(one, random.Random(number)) for number, one in enumerate(everyone)))  # noqa: S311
    return taken, wrong


def _next(one: Somebody, chance: random.Random) -> tuple[str, str, str, object]:  # noqa: PLR0911 (a table of acts)
    """Return what somebody does next: a name, a method, a path and a body."""
    if one.role is Role.CLIENT:
        if chance.random() < MARKS["own"]:
            return "match list", "GET", "/me/suggesties", None
        wishes = {"wensen": [chance.choice(["schoonmaker", "kok", "chauffeur"])], "nietGewenst": []}
        return "setting wishes", "PUT", "/me/wensen", wishes
    draw = chance.random()
    who = chance.choice(one.people)
    if draw < MARKS["own"] or not one.seen:
        return "match list", "GET", f"/werkzoekenden/{who}/suggesties", None
    client_id, vacancy = chance.choice(one.seen)
    if draw < MARKS["why"]:
        return "why", "GET", f"/werkzoekenden/{client_id}/suggesties/{vacancy}", None
    if draw < MARKS["search"]:
        return "searching the caseload", "POST", "/werkzoekenden/_zoek", {"zoekterm": who[-2:]}
    if draw < MARKS["change"]:
        body = {"soort": "opzij", "vacature": vacancy}
        return "putting aside", "POST", f"/werkzoekenden/{client_id}/ingrepen", body
    return "course advice", "GET", f"/werkzoekenden/{client_id}/scholing", None


def _p95(seconds: list[float]) -> float:
    ordered = sorted(seconds)
    return 1000 * ordered[int(0.95 * (len(ordered) - 1))]


def _tell(text: str) -> None:
    print(f"· {text}", file=sys.stderr)
