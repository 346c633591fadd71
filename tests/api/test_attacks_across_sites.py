"""Another site, another person or a forged header behind a browser that is signed in: nothing changes."""

import pytest

from api.sign_in.form_token import SAME
from matcher.roles import Role
from tests.api.attacks import KEPT_BY_READING, LEAVE, address, good_body, is_problem, somebody_for, tables
from tests.api.people import BASE, COOKIE, World, home_to_change
from tests.api.sign_in.desks import hidden
from tests.api.test_access_matrix import CLOSED, MATRIX, people
from tests.homes import lasting

SAFE = frozenset({"GET"})
CHANGING = [key for key in CLOSED if key[0] not in SAFE]
READING = [key for key in MATRIX if key[0] in SAFE]
LOGIN, PASSWORD = "oefenanalist", "kade-lepel-raam"
ELSEWHERE = "https://kwaad.example"


@pytest.fixture(scope="module")
def served():
    found = World(home_to_change(lasting() / "attacks-across-sites"))
    found.app.state.sign_in.local.put(LOGIN, found.analyst.account_id, PASSWORD)
    yield found
    found.close()


def forged(served, key):
    """What another site can let a browser send, by what is wrong with it."""
    who = somebody_for(served, key)
    other = next(one for one in people(served).values() if one is not who)
    cookie, token = {"Cookie": f"{COOKIE}={who.token}"}, {"X-Form-Token": who.form_token}
    good = cookie | token
    return {
        "no token": cookie | {"Origin": BASE},
        "an empty token": cookie | {"Origin": BASE, "X-Form-Token": ""},
        "the token of somebody else": cookie | {"Origin": BASE, "X-Form-Token": other.form_token},
        "the session as token": cookie | {"Origin": BASE, "X-Form-Token": who.token},
        "another site": good | {"Origin": ELSEWHERE},
        "another port": good | {"Origin": f"{BASE}:8443"},
        "a name that begins like ours": good | {"Origin": f"{BASE}.kwaad.example"},
        "another scheme": good | {"Origin": BASE.replace("http:", "https:")},
        "a sandbox": good | {"Origin": "null"},
        "cross-site": good | {"Origin": BASE, "Sec-Fetch-Site": "cross-site"},
        "same-site": good | {"Origin": BASE, "Sec-Fetch-Site": "same-site"},
        "cross-site without an origin": good | {"Sec-Fetch-Site": "cross-site"},
    }


@pytest.mark.parametrize("key", CHANGING, ids=str)
def test_no_other_site_changes_anything(served, key):
    path, body, before = address(served, key), good_body(served, key), tables(served)

    for wrong, headers in forged(served, key).items():
        more = {} if body is None else {"json": body}
        answer = served.http.request(key[0], path, headers=headers, **more)
        assert is_problem(answer, 403), wrong

    assert tables(served) == before


@pytest.mark.slow
@pytest.mark.parametrize("key", CHANGING, ids=str)
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_form_of_another_site_is_no_json(served, key, kind):
    """A browser sends these without asking, and `{"x": 1, "y": "="}` can be the name of a field."""
    path, body, before = address(served, key), good_body(served, key), tables(served)
    who = somebody_for(served, key)
    content = served.http.build_request("POST", "/", json=body).content
    sent = {"Cookie": f"{COOKIE}={who.token}", "Content-Type": kind}

    assert is_problem(served.http.request(key[0], path, headers=sent, content=content), 403)
    if body is not None:  # and with every token right it is still no JSON
        assert is_problem(served.ask(who, *(key[0], path), headers={"Content-Type": kind}, content=content), 400)

    assert tables(served) == before


@pytest.mark.parametrize("key", [key for key in CHANGING if key != LEAVE], ids=str)
def test_our_own_page_changes_it(served, key):
    """The same request as above, with nothing wrong with it: what is refused there is refused for that."""
    body = good_body(served, key)
    answer = served.ask(
        somebody_for(served, key),
        key[0],
        address(served, key),
        headers={"Sec-Fetch-Site": SAME},
        **({} if body is None else {"json": body}),
    )

    assert answer.is_success or is_problem(answer, 404), answer.text


@pytest.mark.slow
@pytest.mark.parametrize("key", READING, ids=str)
@pytest.mark.parametrize("role", Role)
def test_reading_changes_nothing(served, key, role):
    before = tables(served, without=KEPT_BY_READING)

    served.ask(people(served)[role], "GET", address(served, key))

    assert tables(served, without=KEPT_BY_READING) == before


@pytest.mark.slow
@pytest.mark.parametrize("key", CHANGING, ids=str)
@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-Method-Override", "_method"])
def test_no_header_makes_a_change_of_what_reads(served, key, name):
    before = tables(served, without=KEPT_BY_READING)
    path = address(served, key)

    served.ask(somebody_for(served, key), "GET", path, headers={name: key[0]})
    served.ask(somebody_for(served, key), "GET", f"{path}?_method={key[0]}")

    assert tables(served, without=KEPT_BY_READING) == before


# The forms of the pages.

FORMS = ("/inloggen", "/uitnodiging", "/uitloggen")


def filled_form(served, path):
    """A form of ours, filled well, with the cookies that go with it."""
    who = served.coach
    if path == "/uitloggen":
        return {"form_token": who.form_token}, {"Cookie": f"{COOKIE}={who.token}", "Origin": BASE}
    shown = served.http.get("/inloggen")
    visit = shown.headers["set-cookie"].partition(";")[0]
    served.http.cookies.clear()
    data = {"gebruikersnaam": LOGIN, "wachtwoord": PASSWORD, "code": "AAAA", "form_token": hidden(shown)}
    return data, {"Cookie": visit, "Origin": BASE}


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    "wrong",
    [{"Origin": ELSEWHERE}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}],
    ids=str,
)
def test_a_form_on_another_site_does_nothing(served, path, wrong):
    data, headers = filled_form(served, path)
    before = tables(served)

    answer = served.http.post(path, data=data, headers=headers | wrong)

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert tables(served) == before


@pytest.mark.parametrize("path", FORMS)
def test_a_form_without_its_token_does_nothing(served, path):
    data, headers = filled_form(served, path)
    before = tables(served)

    for token in ("", "x", served.other_coach.form_token, None):
        sent = {name: value for name, value in (data | {"form_token": token}).items() if value is not None}
        answer = served.http.post(path, data=sent, headers=headers)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
    assert served.http.get(path, params=data, headers=headers).status_code == 200  # the page, and nothing done

    assert tables(served) == before


# What a proxy would say, when nobody set one.

FORGED = {
    "Host": "kwaad.example",
    "X-Forwarded-Host": "kwaad.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Prefix": "/kwaad.example",
    "X-Forwarded-For": "203.0.113.7",
    "Forwarded": "host=kwaad.example;proto=https",
    "X-Original-URL": "/v1/accounts",
    "X-Rewrite-URL": "/v1/accounts",
}


@pytest.mark.parametrize("name", FORGED)
@pytest.mark.parametrize(
    "path", ["/", "/inloggen", "/uitloggen", "/uitnodiging", "/niets", "/v1/me", "/v1/openapi.json"]
)
def test_no_header_changes_a_link_a_cookie_or_who_someone_is(served, path, name):
    for who in (None, served.client):
        plain = served.ask(who, "GET", path)
        answer = served.ask(who, "GET", path, headers={name: FORGED[name]})

        assert answer.status_code == plain.status_code
        assert answer.headers.get("location") == plain.headers.get("location")
        assert FORGED["Host"] not in answer.text + str(answer.headers)
        assert cookie_of(answer) == cookie_of(plain)


def cookie_of(answer):
    """A cookie but for its value."""
    return answer.headers.get("set-cookie", "").partition(";")[2]


@pytest.mark.parametrize("name", FORGED)
def test_who_signs_in_is_sent_nowhere_else_by_a_header(served, name):
    data, headers = filled_form(served, "/inloggen")
    sent = headers | {name: FORGED[name]} | ({"Origin": f"http://{FORGED[name]}"} if name == "Host" else {})
    answer = served.http.post("/inloggen", data=data, headers=sent)

    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    assert "omain" not in answer.headers["set-cookie"]
    assert "Secure" not in answer.headers["set-cookie"]
