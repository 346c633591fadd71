"""`springplank serve` as whoever runs it sees it: what it needs, a new market without a restart, and how it stops."""

import signal
import socket
import threading
import time

import httpx
import pytest
import uvicorn

from api.server import Prompt
from tests.api.people import OWN, World, home_to_change, person_for, store_at
from tests.homes import empty_home, ingest, is_one_line_error, springplank_process, write_csv
from tests.servers import END_S, server

LONGEST_S = 30


def ready(address):
    return httpx.get(f"{address}/v1/gereedheid").json()


def test_a_new_market_is_served_by_every_worker_without_a_restart(tmp_path):
    home = home_to_change(tmp_path / "huis")
    with server(home, workers=2) as running:
        # Over a connection of its own: so each request can go to whichever worker is free.
        assert httpx.get(f"{running.address}/v1/gezondheid").headers["connection"] == "close"
        before = ready(running.address)
        rows = [{"id": title, "titel": title, "plaats": "Delft"} for title in ("Kok", "Tuinman")]
        assert ingest(home, "--vacancies", write_csv(tmp_path / "nieuw.csv", rows)).status == 0

        end = time.monotonic() + LONGEST_S
        seen = [before["markt"]]
        while set(seen[-12:]) != {seen[-1]} or seen[-1] == before["markt"]:  # a dozen in a row: of both workers
            assert time.monotonic() < end, running.said()
            seen.append(ready(running.address)["markt"])
            time.sleep(0.05)

        after = ready(running.address)
        assert before["vacatures"] > 500
        assert after == {"status": "gereed", "markt": seen[-1], "vacatures": 2}  # nothing to look out for (`letOp`)
        assert running.process.poll() is None


def test_stopping_lets_what_runs_be_finished_and_leaves_nothing_running(tmp_path):
    home = home_to_change(tmp_path / "huis")
    with store_at(home) as store:
        client = person_for(store, OWN)
    body = b'{"wensen": ["kok"], "nietGewenst": []}'

    with server(home, TMPDIR=str(tmp_path)) as running:
        host, port = running.address.removeprefix("http://").split(":")
        headers = client.headers(Origin=running.address) | {
            "Host": f"{host}:{port}",
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            "Connection": "close",
        }
        head = "PUT /v1/me/wensen HTTP/1.1\r\n" + "".join(f"{name}: {text}\r\n" for name, text in headers.items())
        with socket.create_connection((host, int(port)), LONGEST_S) as line:
            line.sendall(f"{head}\r\n".encode() + body[:10])
            time.sleep(0.5)  # so that it is under way
            running.process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            line.sendall(body[10:])
            answer = line.makefile("rb").read()
        assert running.process.wait(END_S) == 0

        assert answer.startswith(b"HTTP/1.1 200"), answer
        assert b'"kok"' in answer
        with pytest.raises(httpx.ConnectError):
            ready(running.address)
        assert "Traceback" not in running.said()
    assert list(tmp_path.glob("springplank-metrics-*")) == []


def test_a_folder_that_is_no_home_is_refused_in_a_line(tmp_path):
    ran = springplank_process("serve", "--home", tmp_path / "nergens")

    assert is_one_line_error(ran), ran.err


def test_real_people_are_not_served_with_the_key_that_lies_beside_them(tmp_path):
    ran = springplank_process("serve", "--home", empty_home(tmp_path / "huis"))

    assert is_one_line_error(ran), ran.err
    assert "SPRINGPLANK_KEY_FILE" in ran.err


def test_a_database_that_is_away_is_told_in_a_line(tmp_path):
    away = {"SPRINGPLANK_DATABASE_URL": "postgresql+psycopg://niemand:geheim@127.0.0.1:1/niets"}

    ran = springplank_process("serve", "--home", home_to_change(tmp_path / "huis"), **away)

    assert is_one_line_error(ran), ran.err
    assert "geheim" not in ran.err


def test_a_port_that_is_taken_is_told_in_a_line(tmp_path):
    home = home_to_change(tmp_path / "huis")
    with server(home) as running:
        ran = springplank_process("serve", "--home", home, "--port", running.address.rpartition(":")[2])

    assert is_one_line_error(ran), ran.err
    assert "--port" in ran.err


def test_a_document_that_cannot_be_written_is_told_in_a_line(tmp_path):
    ran = springplank_process("openapi", "--out", tmp_path / "nergens" / "springplank.json")

    assert is_one_line_error(ran), ran.err


def test_the_last_part_of_an_answer_never_waits_for_the_other_side():
    held = []

    class Watched(Prompt):
        def connection_made(self, transport):
            super().connection_made(transport)
            held.append(transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    async def answer(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    with socket.socket() as line:  # as uvicorn opens it for several workers: asyncio does not know it for one of TCP
        line.bind(("127.0.0.1", 0))
        served = uvicorn.Server(uvicorn.Config(answer, http=Watched, log_config=None, lifespan="off"))
        running = threading.Thread(target=served.run, args=([line],), daemon=True)
        running.start()
        host, port = line.getsockname()
        end = time.monotonic() + LONGEST_S
        while not served.started:
            assert time.monotonic() < end
            time.sleep(0.02)
        assert httpx.get(f"http://{host}:{port}/").status_code == 204
        served.should_exit = True
        running.join(LONGEST_S)

    assert held
    assert all(held)
    assert not running.is_alive()


def test_a_server_has_opened_its_market_before_anybody_asks(tmp_path):
    world = World(home_to_change(tmp_path / "huis"))
    with world.http:  # as a server begins and ends
        shown = world.app.state.context.metrics.text().decode()
    (line,) = [line for line in shown.splitlines() if line.startswith("springplank_market_vacancies")]
    assert float(line.split()[-1]) > 500


def test_a_setting_that_no_worker_could_start_with_is_refused_before_anything_listens(tmp_path):
    home = home_to_change(tmp_path / "huis")
    with (home / "springplank.toml").open("a", encoding="utf-8") as file:
        file.write('\n[contact]\nname = "Team Werk"\n')

    ran = springplank_process("serve", "--home", home, "--port", "8", "--workers", "2")

    assert is_one_line_error(ran), ran
    assert "[contact] url" in ran.err
