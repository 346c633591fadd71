"""What is typed in a page or its address stays text, nothing in it is worked out, and nobody is sent elsewhere."""

from datetime import UTC, datetime

import pytest

from tests.api.people import BASE, World, home_to_change
from tests.api.sign_in.desks import hidden
from tests.homes import lasting

LATER = datetime(2100, 1, 1, tzinfo=UTC)
LOGIN, PASSWORD = "oefencoach", "kade-lepel-raam"
MARKUP = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'><svg/onload=alert(1)>", "</title><b>x")
SUMS = ("{{7*7}}", "${7*7}", "{% print(7*7) %}", "{{config}}", "{{''.__class__.__mro__}}", "<%= 7*7 %>", "#{7*7}")


@pytest.fixture(scope="module")
def served():
    found = World(home_to_change(lasting() / "attacks-on-pages"))
    yield found
    found.close()


def pages_with(served, text):
    """Every page that could show this text."""
    shown = served.http.get("/inloggen", params={"naar": f"/{text}"})
    data = {"gebruikersnaam": text, "wachtwoord": text, "naar": f"/{text}", "form_token": hidden(shown)}
    visit = {"Cookie": shown.headers["set-cookie"].partition(";")[0], "Origin": BASE}
    served.http.cookies.clear()
    yield shown
    yield served.http.post("/inloggen", data=data, headers=visit)
    yield served.http.post("/uitnodiging", data=data | {"code": text}, headers=visit)
    yield served.http.post("/inloggen", data=data | {"form_token": text})
    yield served.http.get("/uitnodiging", params={"code": text, "naar": text})
    yield served.http.get("/inloggen/terug", params={"state": text, "code": text, "iss": text, "error": text})
    yield served.http.get(f"/{text.replace('/', '%2F')}")
    yield served.http.get("/uitnodiging", headers={"Cookie": f"springplank-uitnodiging={text}".encode()})


@pytest.mark.parametrize("text", [*MARKUP, *SUMS])
def test_what_is_typed_in_a_page_stays_text(served, text):
    served.store.sign_ins.forget_before(LATER)
    for answer in pages_with(served, text):
        assert answer.status_code < 500
        assert text not in answer.text.replace(hidden(answer, "naar"), "") or not text.startswith(("<", '"', "'"))
        assert not [tag for tag in ("<script", "<img", "<svg", "<b>x") if tag in answer.text]
        assert "49" not in without_tokens(answer)
        assert "SPRINGPLANK" not in answer.text


def without_tokens(answer):
    """A page but for what is random in it, and the address of its style."""
    text = answer.text.replace(hidden(answer), "")
    return "\n".join(line for line in text.splitlines() if "/stijl/" not in line)


@pytest.mark.parametrize("text", [*MARKUP, *SUMS])
def test_the_name_of_an_account_stays_text_on_its_page(served, text):
    path = f"/v1/accounts/{served.analyst.account_id}"
    assert served.ask(served.manager, "PATCH", path, json={"naam": text}).json()["naam"] == text

    page = served.ask(served.analyst, "GET", "/")

    assert page.status_code == 200
    assert escaped(text) in page.text
    assert not [tag for tag in ("<script", "<img", "<svg", "<b>x") if tag in page.text]
    assert "49" not in without_tokens(page)


def escaped(text):
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&#34;"), ("'", "&#39;")):
        text = text.replace(sign, name)
    return text


@pytest.mark.parametrize(
    "back",
    [
        "//kwaad.example", "/\\kwaad.example", "https:kwaad.example", "https:/kwaad.example", "javascript:alert(1)",
        "/\t/kwaad.example", "/\n/kwaad.example", "\x01https://kwaad.example", "/%0d%0aSet-Cookie: a=b", "///kwaad",
        "/./\\kwaad.example", "data:text/html,x", "@kwaad.example", ".kwaad.example", "\u2215\u2215kwaad.example",
    ],
)  # fmt: skip
def test_nobody_is_sent_elsewhere_after_signing_in(served, back):
    served.store.sign_ins.forget_before(LATER)
    served.app.state.sign_in.local.put(LOGIN, served.other_coach.account_id, PASSWORD)
    shown = served.http.get("/inloggen", params={"naar": back})
    visit = {"Cookie": shown.headers["set-cookie"].partition(";")[0], "Origin": BASE}
    served.http.cookies.clear()
    data = {"gebruikersnaam": LOGIN, "wachtwoord": PASSWORD, "form_token": hidden(shown)}

    for where in (back, hidden(shown, "naar")):
        answer = served.http.post("/inloggen", data=data | {"naar": where}, headers=visit)
        assert answer.status_code == 303
        assert answer.headers["location"] in {"/", "/%0d%0aSet-Cookie:%20a=b"}
        assert "a=b" not in answer.headers.get("set-cookie", "")
