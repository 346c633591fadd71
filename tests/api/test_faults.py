"""What people see when the database goes away, or its disk is full: a problem that says so, and then service again."""

import threading
import time
from collections import Counter
from contextlib import contextmanager

import httpx
import pytest

from pipelines.home import open_home
from pipelines.store.engine import store_of
from tests import databases, full_disks
from tests.api.people import COOKIE, OWN, World, home_to_change, person_for, settings_of_tests
from tests.homes import DAY, springplank
from tests.servers import server

ASKERS = 4
LONGEST_S = 30  # that service may take to come back; it takes about a second
AWAY = "urn:springplank:probleem:tijdelijk-niet-beschikbaar"
WISHES = {"wensen": ["kok"], "nietGewenst": []}


def small_home(folder, **settings):
    """A demo home whose people are in the database of the settings."""
    made = springplank("demo", "--out", folder, "--vacancies", 60, "--clients", 4, "--date", DAY, **settings)
    assert made.status == 0, made.err
    return folder


class Askers:
    """People who go on asking, reading and writing, while something happens to the database."""

    def __init__(self, address, headers):
        self.address, self.headers = address, headers
        self.answers, self.broken = [], []
        self.kept = []  # the wishes that were acknowledged
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(ASKERS)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join(LONGEST_S)

    def _ask(self, number):
        with httpx.Client(base_url=self.address, headers=self.headers, timeout=LONGEST_S) as http:
            for turn in range(10**6):
                if self._stop.is_set():
                    return
                try:
                    if number == 0:
                        wish = f"wens {turn}"
                        answer = http.put("/v1/me/wensen", json=WISHES | {"wensen": [wish]})
                        if answer.is_success:
                            self.kept.append(wish)
                    else:
                        answer = http.get(("/v1/me", "/v1/me/suggesties", "/v1/me/inzagen")[number - 1])
                    self.answers.append(answer)
                except httpx.TransportError as error:
                    self.broken.append(error)

    def until(self, status):
        """Wait until the next answers all have this status."""
        end = time.monotonic() + LONGEST_S
        while True:
            seen = len(self.answers)
            while len(self.answers) < seen + 3 * ASKERS:
                assert time.monotonic() < end, Counter(one.status_code for one in self.answers)
                time.sleep(0.02)
            if {one.status_code for one in self.answers[seen:]} == {status}:
                return


@contextmanager
def served_on_postgresql(folder):
    """A server of PostgreSQL of our own, a home on it, and the real service with two workers."""
    with databases.own() as postgres:
        settings = {"SPRINGPLANK_DATABASE_URL": postgres.new_database()}
        home = small_home(folder, **settings)
        with settings_of_tests(**settings), store_of(open_home(home)) as store:
            client = person_for(store, OWN)
        with server(home, workers=2, **settings) as running:
            headers = {
                "Cookie": f"{COOKIE}={client.token}",
                "X-Form-Token": client.form_token,
                "Origin": running.address,
            }
            yield postgres, running, headers


@pytest.mark.slow
@pytest.mark.parametrize("at_once", [False, True], ids=["in order", "killed"])
def test_postgresql_that_stops_gives_problems_and_service_returns_without_a_restart(tmp_path, at_once):
    with served_on_postgresql(tmp_path / "huis") as (postgres, running, headers):
        with Askers(running.address, headers) as askers:
            askers.until(200)
            with postgres.away(at_once=at_once):
                askers.until(503)
                ready, alive = (httpx.get(f"{running.address}/v1/{one}") for one in ("gereedheid", "gezondheid"))
                page = httpx.get(running.address, headers={"Cookie": headers["Cookie"]})
            askers.until(200)
        last = httpx.get(f"{running.address}/v1/me/wensen", headers=headers).json()

        assert running.process.poll() is None
        assert askers.broken == []
        assert {one.status_code for one in askers.answers} == {200, 503}
        refused = [one for one in askers.answers if one.status_code == 503]
        assert {one.json()["type"] for one in refused} == {AWAY}
        assert all(one.headers["Retry-After"] and "API-Version" in one.headers for one in refused)
        assert all("database" in one.json()["detail"] for one in refused)
        assert (ready.status_code, alive.status_code) == (503, 200)
        assert page.status_code == 503
        assert page.headers["Content-Type"].startswith("text/html")
        assert last["wensen"] == askers.kept[-1:]
        for secret in (headers["X-Form-Token"], "wens 1", "Traceback", "psycopg", OWN):
            assert secret not in running.said()


@pytest.fixture(params=["sqlite", "postgresql"])
def served(request, tmp_path):
    if request.param == "sqlite":
        found = World(home_to_change(tmp_path / "huis"))
        yield found
        found.close()
        return
    with databases.shared().database() as address:
        settings = {"SPRINGPLANK_DATABASE_URL": address}
        found = World(small_home(tmp_path / "huis", **settings), **settings)
        yield found
        found.close()


def test_a_full_disk_is_told_and_nothing_is_half_done(served):
    before = served.ask(served.client, "GET", "/v1/me").json()
    longer = {"weergavenaam": "Oefennaam", "wensen": [f"wens {number} {'x' * 150}" for number in range(20)]}

    with full_disks.no_room(served.store, "profile_history"):
        answers = [served.ask(served.client, "PATCH", "/v1/me", json=longer) for _ in range(2)]
        read = served.ask(served.client, "GET", "/v1/me")

    for answer in answers:
        assert answer.status_code == 503, answer.text
        assert answer.json()["type"] == AWAY
        assert "schijf" in answer.json()["detail"]
        assert answer.headers["Retry-After"]
    assert read.json() == before
    assert served.ask(served.client, "PATCH", "/v1/me", json=longer).status_code == 200
    assert served.ask(served.client, "GET", "/v1/me").json()["weergavenaam"] == "Oefennaam"


def test_a_list_is_not_shown_when_it_cannot_be_recorded_and_logged(served):
    address = f"/v1/werkzoekenden/{OWN}/suggesties"
    with full_disks.no_room(served.store, "advice_records"):
        answers = [served.ask(served.coach, "GET", f"{address}?aantal=50") for _ in range(3)]
    logged = [one.what for one in served.store.log.of(OWN)]

    refused = [one for one in answers if one.status_code == 503]
    assert refused
    assert all("schijf" in one.json()["detail"] for one in refused)
    assert len([one for one in logged if "suggesties" in one or "lijst" in one]) == len(answers) - len(refused)
    assert served.ask(served.coach, "GET", address).status_code == 200
