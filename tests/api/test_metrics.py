"""The metrics: whole with one worker and with two, true about the market, and never about what one person does."""

import logging
import shutil
import socket
import time

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from api.frame import Frame
from api.metrics import ANY, OTHER, OWN, Metrics, is_own
from matcher.roles import Role
from tests.api.people import BASE, TestClient, World, home_to_change, person, store_at
from tests.api.test_access_matrix import MATRIX, ME, ask
from tests.homes import lasting
from tests.servers import server

ASKED = 20  # each over a connection of its own, so that both workers answer some
LONGEST_S = 30
OF_CLIENTS = [key for key, (roles, _) in MATRIX.items() if roles == ME and key != ("DELETE", "/v1/me")]
ANSWERS, SECONDS, FRESH = (
    "springplank_requests_total",
    "springplank_request_seconds_count",
    "springplank_market_up_to_date",
)


@pytest.fixture(scope="module")
def served():
    found = World(home_to_change(lasting() / "gemeten"))
    yield found
    found.close()


@pytest.fixture(scope="module")
def vacancy(served):
    return served.ask(served.client, "GET", "/v1/me/suggesties").json()["resultaten"][0]["vacature"]


def values_in(text):
    """Every number in the metrics, by its name and labels; when something was made is no number of ours."""
    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {(one.name, *sorted(one.labels.items())): one.value for one in samples if not one.name.endswith("_created")}


def measured(served):
    return values_in(served.app.state.context.metrics.text().decode())


def counted(values, route, **labels):
    """How many answers were counted of a route."""
    wanted = set({"route": route, **labels}.items())
    return sum(value for (name, *found), value in values.items() if name == ANSWERS and wanted <= set(found))


def changes(served, act):
    """Which counts an act changes, and by how much; seconds differ each time."""
    before = measured(served)
    answer = act()
    after = measured(served)
    found = {name: value - before.get(name, 0) for name, value in after.items() if name[0] in (ANSWERS, SECONDS)}
    return answer, {name: value for name, value in found.items() if value}


# What clients do.


@pytest.mark.parametrize("key", OF_CLIENTS, ids=" ".join)
def test_whatever_a_client_does_counts_as_the_same(served, vacancy, key):
    answer, found = changes(served, lambda: ask(served, served.client, key, vacancy))

    group = f"{answer.status_code // 100}xx"
    assert group in {"2xx", "4xx"}
    assert found == {
        (ANSWERS, ("method", ANY), ("route", OWN), ("status", group)): 1,
        (SECONDS, ("route", OWN)): 1,
    }


def test_leaving_and_a_page_that_is_not_there_for_them_count_as_the_same_too(tmp_path):
    leaver = World(home_to_change(tmp_path / "huis"))
    try:
        left, found = changes(leaver, lambda: leaver.ask(leaver.client, "DELETE", OWN))
        wrong, other = changes(leaver, lambda: leaver.ask(leaver.other_client, "DELETE", f"{OWN}/wensen"))
    finally:
        leaver.close()

    assert (left.status_code, wrong.status_code) == (204, 405)
    assert set(found) == {(ANSWERS, ("method", ANY), ("route", OWN), ("status", "2xx")), (SECONDS, ("route", OWN))}
    assert set(other) == {(ANSWERS, ("method", ANY), ("route", OWN), ("status", "4xx")), (SECONDS, ("route", OWN))}


def test_own_is_what_is_for_clients_alone():
    assert {path for (_, path), (roles, _) in MATRIX.items() if Role.CLIENT in roles} == {
        path for _, path in MATRIX if is_own(path)
    }
    assert not is_own("/v1/metrieken")


# What else is counted.


def test_a_route_is_counted_by_its_whole_template(served, vacancy):
    path = "/v1/vacatures/{vacatureId}"

    _, found = changes(served, lambda: served.ask(served.coach, "GET", f"/v1/vacatures/{vacancy}"))

    assert found[ANSWERS, ("method", "GET"), ("route", path), ("status", "200")] == 1


def test_what_is_mounted_is_counted_by_its_whole_template(tmp_path):
    home = home_to_change(tmp_path / "huis")
    config = home / "springplank.toml"
    table = '[vum]\nsource = true\nown = "00000002222222220000"\nheader = "X-Client-OIN"\nproxies = ["10.0.0.0/8"]\n'
    config.write_text(config.read_text("utf-8") + table + 'parties = ["00000009999999990000"]\n', "utf-8")
    source = World(home)
    try:
        _, found = changes(source, lambda: source.ask(None, "GET", "/vum/v3/vacatures/v-1"))
    finally:
        source.close()

    assert (SECONDS, ("route", "/vum/v3/vacatures/{vacancy_id}")) in found


def test_a_method_of_ones_own_making_is_not_written_down(served):
    for number in range(3):
        answer = served.ask(None, f"JANSEN-{number}", "/v1/gezondheid")
        assert answer.status_code == 405
    _, found = changes(served, lambda: served.ask(None, "JANSEN-9", "/v1/nergens"))

    assert found[ANSWERS, ("method", OTHER), ("route", "onbekend"), ("status", "404")] == 1
    assert "JANSEN" not in str(measured(served))


class Route:
    def __init__(self, path):
        self.path = path


@pytest.mark.parametrize(
    ("method", "route", "line"),
    [
        ("JANSEN-1", "/v1/vacatures/_zoek", "unforeseen KeyError in anders /v1/vacatures/_zoek"),
        ("GET", "/v1/me/wensen", "unforeseen KeyError in GET /v1/me/wensen"),
        ("PUT", "/v1/me/niet-voor-mij/{vacatureId}", "unforeseen KeyError in alle /v1/me"),
        ("PUT", "/v1/me/wensen", "unforeseen KeyError in alle /v1/me"),
        ("JANSEN-1", "/v1/me", "unforeseen KeyError in alle /v1/me"),
    ],
)
def test_a_line_about_a_fault_names_no_word_and_no_change_of_a_client(method, route, line, caplog):
    async def fails(scope, _receive, _send):
        scope["route"] = Route(route)
        raise KeyError("mis")

    with caplog.at_level(logging.ERROR, "springplank.api"):
        answer = TestClient(Frame(fails, Metrics(), {}), base_url=BASE).request(method, "/ergens")

    assert answer.status_code == 500
    assert [one.message for one in caplog.records if one.name == "springplank.api"] == [line]


def test_a_home_without_a_market_is_measured_too(tmp_path):
    home = home_to_change(tmp_path / "huis")
    shutil.rmtree(home / "markets")
    empty = World(home)
    try:
        answer = empty.ask(empty.manager, "GET", "/v1/metrieken")
    finally:
        empty.close()

    assert answer.status_code == 200
    assert values_in(answer.text)["springplank_market_vacancies",] == 0
    assert values_in(answer.text)[FRESH,] == 0


# The real command.


def scraped(address, manager):
    answer = httpx.get(f"{address}/v1/metrieken", headers=manager.headers(), timeout=LONGEST_S, trust_env=False)
    assert answer.status_code == 200, answer.text
    return values_in(answer.text)


def as_told(address, manager, expected):
    """Scrape often enough to be answered by every worker, and say what all of them tell."""
    end = time.monotonic() + LONGEST_S  # an answer is counted once it has left, so the last may be missing yet
    while counted(scraped(address, manager), "/v1/gereedheid") < expected:
        assert time.monotonic() < end, scraped(address, manager)
        time.sleep(0.05)
    return [scraped(address, manager) for _ in range(ASKED)]


def say(address, line):
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), LONGEST_S) as connection:
        connection.sendall(f"{line}\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
        return connection.makefile("rb").read()


@pytest.mark.parametrize("workers", [pytest.param(1, marks=pytest.mark.slow), 2])
def test_a_real_service_tells_all_that_it_did_and_whether_its_market_is_up_to_date(workers, tmp_path):
    home = home_to_change(tmp_path / "huis")
    with store_at(home) as store:
        manager = person(store, "Oefenbeheerder", Role.ADMINISTRATOR)
    with server(home, workers=workers, TMPDIR=str(tmp_path)) as running:
        address = running.address
        ready = [httpx.get(f"{address}/v1/gereedheid", trust_env=False).json() for _ in range(ASKED)]
        assert say(address, "JANSEN-1 /v1/gezondheid HTTP/1.1").startswith(b"HTTP/1.1 405")

        told = as_told(address, manager, ASKED)

        assert {counted(one, "/v1/gereedheid", method="GET", status="200") for one in told} == {ASKED}
        assert {counted(one, "/v1/gezondheid", method=OTHER) for one in told} == {1}
        assert {one[SECONDS, ("route", "/v1/gereedheid")] for one in told} == {ASKED}
        assert {one[("springplank_market_vacancies",)] for one in told} == {ready[0]["vacatures"]}
        assert {one[(FRESH,)] for one in told} == {1}
        assert "JANSEN" not in str(told)
        counting = list(tmp_path.glob("springplank-metrics-*/counter_*.db"))
        assert len(counting) == (0 if workers == 1 else workers)

        pointer = home / "markets" / "current"
        kept = shutil.copy(pointer, tmp_path / "kept")
        replace(pointer, "0" * 16)
        assert {scraped(address, manager)[(FRESH,)] for _ in range(ASKED)} == {0}
        shutil.move(kept, pointer)
        assert {scraped(address, manager)[(FRESH,)] for _ in range(ASKED)} == {1}
    assert list(tmp_path.glob("springplank-metrics-*")) == []


def replace(path, content):
    new = path.with_name("next")
    new.write_text(content, "utf-8")
    new.replace(path)
