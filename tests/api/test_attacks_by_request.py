"""Requests that are too large, too deep, half or nonsense: a clear refusal each, and never an error of ours."""

import gzip
import json
from datetime import UTC, datetime

import pytest

from api.frame import MOST_BYTES
from tests.api.attacks import JSON, address, is_problem, operations, somebody_for, tables
from tests.api.people import World, home_to_change
from tests.api.test_access_matrix import CLOSED, MATRIX
from tests.homes import lasting

LATER = datetime(2100, 1, 1, tzinfo=UTC)
OBJECTIONS = "/v1/me/bezwaren"
WITH_BODY = [key for key, operation in operations() if "requestBody" in operation]


@pytest.fixture(scope="module")
def served():
    found = World(home_to_change(lasting() / "attacks-by-request"))
    found.service()  # which notes the models in use, once
    yield found
    found.close()


def send(served, content, key=("POST", OBJECTIONS), **headers):
    return served.ask(somebody_for(served, key), key[0], address(served, key), content=content, headers=JSON | headers)


# Too much.


def parts(size):
    """A body in parts, which a client sends without saying how long it is."""
    yield b'{"over": "'
    for _ in range(size // 8192):
        yield b"x" * 8192


@pytest.mark.parametrize("key", WITH_BODY, ids=str)
def test_too_large_a_body_is_refused_whether_it_says_so_or_not(served, key):
    address(served, key)  # makes what it is about
    before = tables(served)

    assert is_problem(send(served, b"x" * (MOST_BYTES + 1), key), 413)
    assert is_problem(send(served, b"{}", key, **{"Content-Length": str(10**12)}), 413)
    assert is_problem(send(served, b"{}", key, **{"Content-Length": "9" * 5000}), 413)
    in_parts = send(served, parts(2 * MOST_BYTES), key)
    assert "content-length" not in in_parts.request.headers
    assert is_problem(in_parts, 413)
    assert is_problem(send(served, parts(2 * MOST_BYTES), key, **{"Content-Length": "2"}), 413)

    assert tables(served) == before


def test_a_body_in_parts_that_fits_is_read(served):
    whole = (part for part in (b'{"over": "mijn', b' niveau", "te', b'kst": "in delen"}'))

    assert send(served, whole).status_code == 201


@pytest.mark.parametrize("path", ["/inloggen", "/uitnodiging", "/uitloggen"])
def test_a_form_that_is_too_large_is_refused(served, path):
    form = {"Content-Type": "application/x-www-form-urlencoded"}

    for content in (b"code=" + b"x" * MOST_BYTES, b"a=1&" * 20_000, b"&" * 100_000, b"=" * 100_000):
        answer = served.http.post(path, content=content, headers=form)
        assert answer.status_code in {400, 403, 413} or (path == "/uitloggen" and answer.status_code == 200)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("multipart/form-data", b"--x\r\n"),
        ("multipart/form-data; boundary=x", b"--x\r\nniets"),
        ("multipart/form-data; boundary=x", b"--x\r\n" * 20_000),
        ("multipart/form-data; boundary=" + "x" * 5000, b"--x\r\n"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="code"; filename="../../a.txt"\r\n\r\nniets\r\n--x--\r\n',
        ),
    ],
    ids=range(5),
)
@pytest.mark.parametrize("path", ["/inloggen", "/uitnodiging", "/uitloggen"])
def test_a_form_in_parts_that_is_none_is_refused(served, path, kind, content):
    answer = served.http.post(path, content=content, headers={"Content-Type": kind})

    assert answer.status_code in {400, 403} or (path == "/uitloggen" and answer.status_code == 200)
    assert "Traceback" not in answer.text


# Not what was asked.

NONSENSE = {
    "nothing": b"",
    "a space": b" ",
    "null": b"null",
    "a list": b"[]",
    "a text": b'"x"',
    "a number": b"1",
    "half": b'{"over": "a"',
    "two": b'{"over": "a", "tekst": "b"}{}',
    "a comment": b'{"over": "a", /* */ "tekst": "b"}',
    "single quotes": b"{'over': 'a', 'tekst': 'b'}",
    "no utf-8": b'{"over": "\xff", "tekst": "b"}',
    "half a surrogate": b'{"over": "\\ud800", "tekst": "b"}',
    "a name that is half a surrogate": b'{"over": "a", "tekst": "b", "\\udfff": 1}',
    "a name that is long": b'{"over": "a", "tekst": "b", "' + b"x" * 100_000 + b'": 1}',
    "many names": json.dumps({f"n{number}": number for number in range(10_000)}).encode(),
    "deep": b"[" * 100_000,
    "deep and closed": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"a":' * 40_000 + b"1" + b"}" * 40_000,
    "deep in a field": b'{"over": ' + b"[" * 900 + b"]" * 900 + b', "tekst": "b"}',
    "many digits": b'{"over": ' + b"9" * 5000 + b', "tekst": "b"}',
    "a huge power": b'{"over": 1e400, "tekst": "b"}',
    "not a number": b'{"over": NaN, "tekst": "b"}',
    "without end": b'{"over": -Infinity, "tekst": "b"}',
    "many texts": json.dumps({"over": ["x"] * 50_000, "tekst": "b"}).encode(),
    "a prototype": b'{"over": "a", "tekst": "b", "__proto__": {"rollen": ["analist"]}}',
    "more than may be set": b'{"over": "a", "tekst": "b", "antwoord": "ja", "werkzoekende": "c-0002"}',
    "compressed": gzip.compress(b'{"over": "a", "tekst": "b"}'),
    "a bomb": gzip.compress(b" " * 50_000_000),
}


@pytest.mark.parametrize("what", NONSENSE)
@pytest.mark.parametrize("key", [("POST", OBJECTIONS), ("PATCH", "/v1/me"), ("POST", "/v1/accounts")], ids=str)
def test_nonsense_is_refused_as_a_problem(served, what, key):
    before = tables(served)

    for headers in ({}, {"Content-Encoding": "gzip"}):
        answer = send(served, NONSENSE[what], key, **headers)
        assert is_problem(answer, 400), answer.text
        assert len(answer.content) < 32 * 1024  # nobody makes us send more than they sent

    assert tables(served) == before


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400", "-1e400", "9" * 400, "9" * 5000, "-0.5"])
@pytest.mark.parametrize("field", ["urenMinimaal", "urenMaximaal"])
def test_a_number_that_is_none_is_refused(served, field, number):
    key = ("PATCH", "/v1/me")

    assert is_problem(send(served, f'{{"{field}": {number}}}'.encode(), key), 400)
    way = f'{{"vervoer": [{{"vervoer": "bike", "hoogstensMinuten": {number}}}]}}'
    assert is_problem(send(served, way.encode(), key), 400)


def test_of_a_name_that_comes_twice_the_last_counts_and_is_checked(served):
    assert is_problem(send(served, b'{"over": "a", "tekst": "b", "tekst": 1}'), 400)
    back = send(served, b'{"over": "a", "tekst": "de eerste", "tekst": "de laatste"}').text

    assert "de laatste" in back
    assert "de eerste" not in back


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-be", "utf-32", "utf-8-sig"])
def test_another_coding_is_read_right_or_refused(served, coding):
    """RFC 8259 asks for UTF-8; what is read in another coding is checked like the rest."""
    said = {"Content-Type": f"application/json; charset={coding}"}
    answer = send(served, '{"over": "a", "tekst": "caf\u00e9 <b>"}'.encode(coding), **said)
    assert answer.status_code == 201 or is_problem(answer, 400)
    if answer.status_code == 201:
        assert "caf\u00e9 <b>" in answer.text
    for wrong in ("a\x00b", "\x1b[2J"):
        assert is_problem(send(served, json.dumps({"over": wrong, "tekst": "b"}).encode(coding), **said), 400)


# Addresses and methods.


@pytest.mark.parametrize(
    "path",
    [
        "/v1", "/v1/", "/v1/me/", "//v1/me", "/v1//me", "/v1/me//wensen", "/v1/ME", "/V1/me", "/v1/me;a=1", "/v1/me%00",
        "/v1/me%20", "/v1/me/%2e%2e/accounts", "/v1/./me%2f", "/v2/me", "/me", "/docs", "/redoc",
        "/openapi.json", "/.env", "/.git/config", "/springplank.toml", "/store.sqlite", "/metrics", "/admin",
        "/inloggen/", "/templates/start.html", "/<script>alert(1)</script>", "/v1/{{7*7}}", "/%", "/%ff%fe",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_not_found(served, path):
    for who in (None, served.client, served.manager):
        answer = served.ask(who, "GET", path)

        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert ("API-Version" in answer.headers) == path.startswith(("/v1", "/v1/"))
        assert "<script" not in answer.text
        assert "49" not in answer.text


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "FOO"])
@pytest.mark.parametrize("path", ["/v1/me", "/v1/openapi.json", "/v1/accounts", "/inloggen", "/"])
def test_a_method_that_is_none_is_refused_and_changes_nothing(served, path, method):
    before = tables(served)
    answer = served.ask(served.client, method, path, headers={"Access-Control-Request-Method": "DELETE"})

    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"
    assert "allow" in answer.headers
    assert "access-control-allow-methods" not in answer.headers
    assert "access-control-allow-credentials" not in answer.headers
    assert tables(served) == before


@pytest.mark.parametrize("key", CLOSED, ids=str)
def test_no_other_site_may_read_what_is_closed(served, key):
    if key[0] != "GET":
        return
    answer = served.ask(
        somebody_for(served, key), "GET", address(served, key), headers={"Origin": "https://kwaad.example"}
    )

    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("accept", ["application/xml", "text/html", "*/*;q=0", "x" * 5000, "\u00e9".encode("latin-1")])
def test_whatever_is_asked_for_what_comes_is_json(served, accept):
    found = served.ask(served.client, "GET", "/v1/me/wensen", headers={"Accept": accept})
    missing = served.ask(served.client, "GET", "/v1/niets", headers={"Accept": accept})

    assert found.headers["content-type"] == "application/json"
    assert is_problem(missing, 404)


@pytest.mark.parametrize(
    "headers",
    [
        {f"X-{number}": "x" for number in range(2000)},
        {"X-Long": "x" * 200_000},
        {"Cookie": "; ".join(f"a{number}=b" for number in range(5000))},
        {"Cookie": "springplank=" + "x" * 100_000},
        {"Cookie": b"springplank=\xff\xfe; =; ;;"},
        {"Authorization": "Bearer " + "x" * 100_000},
        {"Authorization": b"Bearer \xff"},
        {"X-Form-Token": b"\xff" * 1000},
        {"Range": "bytes=0-" + ",0-" * 10_000},
        {"Doelbinding": b"\xff"},
    ],
    ids=range(10),
)
def test_strange_headers_are_no_error_of_ours(served, headers):
    served.store.sign_ins.forget_before(LATER)  # bad tokens are tried on purpose, and slow down who tries
    for path in ("/v1/me", "/v1/gezondheid", "/", "/inloggen"):
        answer = served.http.get(path, headers=headers)

        assert answer.status_code in {200, 303, 400, 401, 403}
        assert "API-Version" in answer.headers or not path.startswith("/v1")


def test_a_long_question_is_no_error_of_ours(served):
    for question in ("x=" + "9" * 50_000, "&".join(["aantal=5"] * 5000), "%" * 5000, "aantal=%ff", "aantal[]=5"):
        answer = served.ask(served.client, "GET", f"/v1/me/inzagen?{question}")
        assert answer.status_code == 200 or is_problem(answer, 400)


def test_every_route_with_a_body_is_in_the_matrix():
    assert set(WITH_BODY) <= set(MATRIX)
    assert len(WITH_BODY) > 15
