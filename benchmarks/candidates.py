"""How long the candidates for a vacancy take when everybody of a municipality agreed to be proposed."""

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from benchmarks.tables import Measured, spread
from matcher.consent import Consent
from matcher.purpose import Purpose
from matcher.roles import Role
from pipelines.candidates import candidates
from pipelines.demo.home import DemoPlan, make_demo
from pipelines.service import open_service
from pipelines.store.access_log import Act, Actor

PEOPLE = 2_000
VACANCIES = 40  # drawn from the whole market
SEED = 1


def measure_candidates(folder: Path, vacancies: int) -> list[Measured]:
    """Return the rows for a demo home of this size with 2,000 clients; it takes a record and a log line of each."""
    home, at = folder / f"service-{vacancies}", datetime.now(UTC)
    make_demo(home, DemoPlan(vacancies, PEOPLE, 2026), cache=folder / "cache", progress=_tell)
    with open_service(home, cache=folder / "cache") as service:
        ids = [stored.client.id for stored in service.store.clients.all()]
        agreed = service.store.consents.who_agreed(Consent.PROPOSED)
        for client_id in ids:
            if client_id not in agreed:
                service.store.consents.set(client_id, Consent.PROPOSED, given=True, who="meting", at=at)
        coach, _ = service.store.accounts.make("Meetcoach", [Role.COACH], made_by="meting", at=at)
        act = Act(Actor(coach.id, Role.COACH), "voorgesteld bij een vacature", Purpose.ADVICE_TO_EMPLOYER, at)
        market = service.market.market
        rows = np.random.default_rng(SEED).choice(len(market), VACANCIES, replace=False)
        texts = service.market.texts([int(row) for row in rows])
        taken = []
        for text in (texts[0], *texts):
            start = time.perf_counter()
            candidates(service, text["id"], coach, act, top=20)
            taken.append(time.perf_counter() - start)
    what = f"candidates for a vacancy of {len(market):,}, {len(ids):,} clients who all agreed"
    return [Measured(what, spread(taken[1:]), "under 1 s")]


def _tell(text: str) -> None:
    print(f"· {text}", file=sys.stderr)
