"""Signing in and out with a browser, at real providers, and what somebody tries who wants in without."""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

from matcher.roles import Role
from pipelines.publication.principle import PRINCIPLE_B1
from pipelines.store.sign_in_log import ADDRESS, LOGIN
from tests.api.sign_in.desks import at_provider, hidden, log_in, through_provider, world
from tests.providers import free_port, mock_provider

PASSWORD = "kade-lepel-raam"  # noqa: S105 (of an invented account)


def who(browser):
    answer = browser.get("/wie")
    return answer.json()["account"] if answer.status_code == 200 and answer.json() else None


def invited(browser, code):
    form = browser.get("/uitnodiging")
    return browser.post("/uitnodiging", data={"code": code, "form_token": hidden(form)})


def test_somebody_signs_in_at_the_provider_and_lands_where_they_wanted(served):
    account, _ = served.account(subject="somebody")
    answer = through_provider(served.browser, "/lijst?top=5")

    assert (answer.status_code, answer.headers["location"]) == (303, "/lijst?top=5")
    assert who(served.browser) == account.id


def test_the_provider_gets_a_fresh_proof_with_each_call_and_no_secret(served, provider):
    served.account(subject="somebody")
    through_provider(served.browser)
    through_provider(served.another_browser())
    sent = [entry for entry in provider.seen if "token" in entry][-2:]

    assert [entry["authorization"] for entry in sent] == [False, False]
    assert [entry["algorithm"] for entry in sent] == ["PS256", "PS256"]
    assert sent[0]["token"]["client_assertion"] != sent[1]["token"]["client_assertion"]
    assert all("client_secret" not in entry["token"] for entry in sent)


def test_state_nonce_and_verifier_are_new_each_time(served):
    begun = [served.browser.get("/inloggen/aanbieder").headers["location"] for _ in range(3)]
    asked = [parse_qs(urlsplit(location).query) for location in begun]

    for name in ("state", "nonce", "code_challenge"):
        assert len({one[name][0] for one in asked}) == 3


def test_who_has_no_account_is_asked_for_an_invitation_once(served):
    account, code = served.account()
    answer = through_provider(served.browser, "/lijst")
    assert (answer.status_code, answer.headers["location"]) == (303, "/uitnodiging")
    assert who(served.browser) is None

    answer = invited(served.browser, code.lower())
    assert (answer.status_code, answer.headers["location"]) == (303, "/lijst")
    assert who(served.browser) == account.id
    again = served.another_browser()
    assert through_provider(again).headers["location"] == "/"
    assert who(again) == account.id


def test_a_code_works_once(served, provider):
    _, code = served.account()
    through_provider(served.browser)
    invited(served.browser, code)
    provider.tell(claims={"sub": "somebody-else"})
    other = served.another_browser()
    through_provider(other)
    answer = invited(other, code)

    assert answer.status_code == 401
    assert "Deze code klopt niet" in answer.text
    assert who(other) is None


def test_a_code_is_worth_nothing_without_signing_in_first(served):
    _, code = served.account()
    assert invited(served.browser, code).status_code == 403
    through_provider(served.browser)
    form = served.browser.get("/uitnodiging")
    served.browser.cookies.delete("springplank-uitnodiging")
    answer = served.browser.post("/uitnodiging", data={"code": code, "form_token": hidden(form)})

    assert answer.status_code == 401
    assert "Meld u eerst aan" in answer.text
    assert who(served.browser) is None


def test_who_signed_in_may_take_ten_minutes_for_the_code(served):
    served.account()
    through_provider(served.browser)
    served.clock.forward(minutes=10)

    assert "Meld u eerst aan" in served.browser.get("/uitnodiging").text
    assert who(served.browser) is None


def test_codes_cannot_be_tried_one_after_the_other(served):
    _, code = served.account()
    through_provider(served.browser)
    statuses = [invited(served.browser, f"code-{number}").status_code for number in range(LOGIN.most)]

    assert statuses[: LOGIN.free] == [401] * LOGIN.free
    assert set(statuses[LOGIN.free :]) == {429}
    refused = invited(served.browser, code)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    assert who(served.browser) is None


@pytest.mark.parametrize(
    ("claims", "header"),
    [
        ({"iss": "https://ander.example.org"}, {}),
        ({"aud": "ander"}, {}),
        ({"nonce": "n" * 43}, {}),
        ({"nonce": None}, {}),
        ({"exp": 1}, {}),
        ({"nbf": 4_000_000_000}, {}),
        ({"iat": 4_000_000_000}, {}),
        ({"azp": "ander"}, {}),
        ({"represents": {"sub": "ander"}}, {}),
        ({"sub": None}, {}),
        ({}, {"kid": "verzonnen"}),
        ({}, {"typ": "logout+jwt"}),
    ],
)
def test_an_id_token_that_is_not_good_signs_nobody_in(served, provider, claims, header):
    served.account(subject="somebody")
    provider.tell(claims=claims, header=header)
    answer = through_provider(served.browser)

    assert answer.status_code == 401
    assert "Aanmelden is niet gelukt" in answer.text
    assert who(served.browser) is None
    assert re.search('springplank-aanmelden=(?:"")?;', answer.headers["set-cookie"])


@pytest.mark.parametrize("raw", ["x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJzb21lYm9keSJ9.", "a" * 20000])
def test_what_is_no_id_token_signs_nobody_in(served, provider, raw):
    served.account(subject="somebody")
    provider.tell(raw=raw)

    assert through_provider(served.browser).status_code == 401


def test_the_level_must_be_one_that_was_asked_for(tmp_path, provider):
    found = world(tmp_path, issuer=provider.issuer, acr_values=["hoog"])
    provider.client_keys = found.desk.provider.client_key.public_set()
    provider.tell()
    found.account(subject="somebody")
    answer = through_provider(found.browser)
    assert answer.status_code == 401
    assert "te laag niveau" in answer.text

    provider.tell(claims={"acr": "hoog"})
    assert through_provider(found.browser).status_code == 303
    found.store.close()


def test_the_way_back_belongs_to_the_browser_that_began(served):
    served.account(subject="somebody")
    begun = served.browser.get("/inloggen/aanbieder")
    back = at_provider(begun.headers["location"])
    victim = served.another_browser()

    assert victim.get(back).status_code == 401  # no try of its own: the code of another is planted
    victim.get("/inloggen/aanbieder")
    assert victim.get(back).status_code == 401  # a try of its own, with another state
    assert who(victim) is None


def test_the_way_back_works_once_even_with_its_cookie(served, provider):
    served.account(subject="somebody")
    begun = served.browser.get("/inloggen/aanbieder")
    kept = begun.headers["set-cookie"].partition(";")[0]
    back = at_provider(begun.headers["location"])
    assert served.browser.get(back).status_code == 303
    assert "springplank-aanmelden" not in served.browser.cookies

    asked = sum("token" in entry for entry in provider.seen)
    assert served.another_browser().get(back, headers={"Cookie": kept}).status_code == 401
    assert sum("token" in entry for entry in provider.seen) == asked  # the code did not even leave


def test_the_way_back_ends_after_ten_minutes(served):
    served.account(subject="somebody")
    begun = served.browser.get("/inloggen/aanbieder")
    back = at_provider(begun.headers["location"])
    served.clock.forward(minutes=10)

    assert served.browser.get(back).status_code == 401


@pytest.mark.parametrize(
    "change",
    [
        {"state": "x" * 43},
        {"state": None},
        {"code": None},
        {"code": "verzonnen"},
        {"iss": "https://ander.example.org"},
        {"iss": None},
        {"error": "access_denied"},
    ],
)
def test_a_changed_way_back_signs_nobody_in(served, change):
    served.account(subject="somebody")
    back = urlsplit(at_provider(served.browser.get("/inloggen/aanbieder").headers["location"]))
    query = {name: value[0] for name, value in parse_qs(back.query).items()} | change
    query = {name: value for name, value in query.items() if value is not None}

    assert served.browser.get(f"{back.path}?{urlencode(query)}").status_code == 401
    assert who(served.browser) is None


@pytest.mark.parametrize("name", ["state", "code", "iss"])
def test_the_same_parameter_twice_signs_nobody_in(served, name):
    served.account(subject="somebody")
    back = at_provider(served.browser.get("/inloggen/aanbieder").headers["location"])

    assert served.browser.get(f"{back}&{name}=x").status_code == 401


def test_who_comes_back_with_nothing_again_and_again_is_stopped(served):
    statuses = [served.browser.get("/inloggen/terug?code=x&state=y").status_code for _ in range(ADDRESS.free + 1)]

    assert statuses == [401] * ADDRESS.free + [429]


def test_who_refuses_at_the_provider_reads_so_in_plain_words(served, provider):
    begun = served.browser.get("/inloggen/aanbieder").headers["location"]
    state = parse_qs(urlsplit(begun).query)["state"][0]
    hostile = {"state": state, "iss": provider.issuer, "error": "x", "error_description": "<script>alert(1)</script>"}
    answer = served.browser.get("/inloggen/terug", params=hostile)

    assert answer.status_code == 401
    assert "De aanbieder heeft u niet aangemeld" in answer.text
    assert "script" not in answer.text


@pytest.mark.parametrize("back", ["//kwaad.example", "/\\kwaad.example", "https://kwaad.example", "/uitloggen"])
def test_nobody_is_sent_to_another_site_afterwards(served, back):
    served.account(subject="somebody")

    assert through_provider(served.browser, back).headers["location"] == "/"


@pytest.mark.parametrize("back", ["//kwaad.example", "/\\kwaad.example", "https://kwaad.example", "\t//kwaad.example"])
def test_a_changed_form_sends_nobody_to_another_site_either(demo, back):
    form = demo.browser.get("/inloggen")
    data = {"gebruikersnaam": "coach-a", "wachtwoord": PASSWORD, "naar": back, "form_token": hidden(form)}

    assert demo.browser.post("/inloggen", data=data).headers["location"] == "/"


def test_a_session_from_before_is_never_taken_over(served):
    served.account(subject="somebody")
    planted = "planted-by-somebody-else"
    served.browser.cookies.set("springplank", planted)
    through_provider(served.browser)
    mine = served.browser.cookies.get("springplank", domain="localhost.local")
    assert mine != planted
    assert len(mine) >= 43

    through_provider(served.browser)
    again = served.browser.cookies.get("springplank", domain="localhost.local")
    assert again != mine
    assert served.store.sessions.find(mine, served.clock()) is None
    assert served.store.sessions.find(again, served.clock()) is not None


def test_the_cookies_are_for_us_alone(served):
    served.account(subject="somebody")
    begun = served.browser.get("/inloggen/aanbieder").headers["set-cookie"]
    session = through_provider(served.browser).headers.get_list("set-cookie")[0]

    for cookie in (begun, session):
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie
    assert "Max-Age=600" in begun
    assert "Max-Age" not in session


def test_over_https_cookies_have_the_prefix_that_nobody_else_can_set(tmp_path, provider):
    base = "https://springplank.example.org"
    found = world(tmp_path, issuer=provider.issuer, base=base)
    provider.client_keys = found.desk.provider.client_key.public_set()
    provider.tell()
    found.account(subject="somebody")
    answer = through_provider(found.browser)
    session = answer.headers.get_list("set-cookie")[0]

    assert session.startswith("__Host-springplank=")
    assert "Secure" in session
    assert who(found.browser) is not None
    value = session.partition("=")[2].partition(";")[0]
    plain = found.another_browser()
    assert plain.get("/wie", headers={"Cookie": f"springplank={value}"}).json() is None
    found.store.close()


def test_signing_out_ends_the_session_and_goes_on_to_the_provider(served, provider):
    served.account(subject="somebody")
    through_provider(served.browser)
    token = served.browser.cookies.get("springplank", domain="localhost.local")
    answer = served.browser.post("/uitloggen", data={"form_token": hidden(served.browser.get("/"))})

    assert answer.status_code == 200
    assert answer.headers["refresh"].startswith(f"0; url={provider.issuer}/end?client_id=springplank&")
    assert "uitgelogd" in answer.text
    assert served.store.sessions.find(token, served.clock()) is None
    assert who(served.browser) is None


@pytest.mark.parametrize("form_token", ["", "x"])
def test_nobody_is_signed_out_by_another_site(served, form_token):
    account, _ = served.account(subject="somebody")
    through_provider(served.browser)
    assert served.browser.post("/uitloggen", data={"form_token": form_token}).status_code == 403
    good = hidden(served.browser.get("/uitloggen"))
    elsewhere = {"Origin": "https://kwaad.example"}
    assert served.browser.post("/uitloggen", data={"form_token": good}, headers=elsewhere).status_code == 403
    assert served.browser.get("/uitloggen").status_code == 200

    assert who(served.browser) == account.id


def test_the_provider_can_read_our_public_key(served):
    (key,) = served.browser.get("/inloggen/sleutels").json()["keys"]

    assert key["kty"] == "RSA"
    assert "d" not in key


def test_with_a_provider_and_no_demo_no_password_is_taken(served):
    form = served.browser.get("/inloggen")
    data = {"gebruikersnaam": "coach-a", "wachtwoord": PASSWORD, "form_token": hidden(form)}

    assert "wachtwoord" not in form.text
    assert served.browser.post("/inloggen", data=data).status_code == 404


def test_a_provider_that_is_away_is_said_in_plain_words(tmp_path):
    found = world(tmp_path, issuer=f"http://127.0.0.1:{free_port()}")
    answer = found.browser.get("/inloggen/aanbieder")

    assert answer.status_code == 503
    assert "niet bereikbaar" in answer.text
    assert found.browser.get("/wie", headers={"Authorization": "Bearer eyJhbGciOiJSUzI1NiJ9.e30.AA"}).status_code == 503
    found.store.close()


def test_in_a_demo_somebody_signs_in_with_a_local_account(demo):
    answer = log_in(demo.browser, " Coach-A ", PASSWORD, "/lijst")

    assert (answer.status_code, answer.headers["location"]) == (303, "/lijst")
    assert who(demo.browser) == demo.accounts["coach-a"].id


@pytest.mark.parametrize("page", ["/", "/inloggen", "/uitnodiging", "/uitloggen"])
def test_every_page_of_a_demo_says_that_it_is_one(demo, page):
    log_in(demo.browser, "coach-a", PASSWORD)

    assert "Dit is een demo" in demo.browser.get(page).text
    assert "Dit is een demo" in demo.browser.post("/uitloggen", data={"form_token": "x"}).text


def test_no_page_outside_a_demo_says_so(served):
    assert "demo" not in served.browser.get("/inloggen").text.lower()


@pytest.mark.parametrize("login", ["coach-a", "niemand", "", "' OR 1=1 --", "<script>"])
def test_a_wrong_password_says_the_same_for_everybody(demo, login):
    answer = log_in(demo.browser, login, "fout")

    assert answer.status_code == 401
    assert "horen niet bij elkaar" in answer.text
    assert "<script>" not in answer.text
    assert who(demo.browser) is None


def test_guessing_is_slowed_down_and_then_the_right_password_is_refused_too(demo):
    statuses = [log_in(demo.browser, "coach-a", f"fout-{number}").status_code for number in range(LOGIN.free)]
    assert statuses == [401] * LOGIN.free
    refused = log_in(demo.browser, "coach-a", PASSWORD)
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "1"
    demo.clock.forward(seconds=2)
    assert log_in(demo.browser, "coach-a", PASSWORD).status_code == 303

    for _ in range(LOGIN.most - LOGIN.free):
        demo.clock.forward(seconds=61)
        log_in(demo.browser, "coach-a", "fout")
    demo.clock.forward(seconds=61)
    refused = log_in(demo.another_browser(), "coach-a", PASSWORD)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 60
    demo.clock.forward(minutes=15)
    assert log_in(demo.another_browser(), "coach-a", PASSWORD).status_code == 303


def test_one_address_that_tries_many_names_is_stopped_and_another_is_not(demo, monkeypatch):
    monkeypatch.setattr(demo.desk.local.__class__, "check", lambda *_: None)  # argon2 is slow on purpose
    here = demo.another_browser(client=("192.0.2.7", 5000))
    statuses = []
    for number in range(ADDRESS.most + 3):
        statuses.append(log_in(here, f"naam-{number}", "fout").status_code)
        demo.clock.forward(seconds=5)

    assert statuses == [401] * ADDRESS.most + [429] * 3
    monkeypatch.undo()
    there = demo.another_browser(client=("198.51.100.1", 5000))
    assert log_in(here, "coach-a", PASSWORD).status_code == 429
    assert log_in(there, "coach-a", PASSWORD).status_code == 303


def test_a_header_cannot_make_somebody_come_from_elsewhere(demo, monkeypatch):
    monkeypatch.setattr(demo.desk.local.__class__, "check", lambda *_: None)
    here = demo.another_browser(client=("192.0.2.7", 5000))
    statuses = []
    for number in range(ADDRESS.free + 1):
        here.headers["X-Forwarded-For"] = f"198.51.100.{number}"
        statuses.append(log_in(here, f"naam-{number}", "fout").status_code)

    assert statuses[-1] == 429


def test_signing_in_from_a_page_of_another_site_is_refused(demo):
    form = demo.browser.get("/inloggen")
    data = {"gebruikersnaam": "coach-a", "wachtwoord": PASSWORD, "form_token": hidden(form)}

    for headers in ({"Origin": "https://kwaad.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert demo.browser.post("/inloggen", data=data, headers=headers).status_code == 403
    assert demo.browser.post("/inloggen", data=data | {"form_token": "x"}).status_code == 403
    assert demo.another_browser().post("/inloggen", data=data).status_code == 403  # the visit of another browser
    assert demo.browser.post("/inloggen", data=data).status_code == 303


def test_a_name_with_html_in_it_stays_a_name(demo):
    made, _ = demo.account('<b>Oefen</b> & "co"', Role.ANALYST)
    demo.desk.local.put("raar", made.id, PASSWORD)
    log_in(demo.browser, "raar", PASSWORD)
    page = demo.browser.get("/").text

    assert "<b>" not in page
    assert "&lt;b&gt;Oefen&lt;/b&gt; &amp; &#34;co&#34;" in page


@pytest.mark.parametrize("back", ['/"><script>alert(1)</script>', "/' onload='x", "/<b>"])
def test_where_to_go_back_to_is_escaped(demo, back):
    page = demo.browser.get("/inloggen", params={"naar": back}).text

    assert "<script" not in page
    assert "<b>" not in page
    assert '"><' not in page.replace('">\n', "")


PAGES = ("/", "/inloggen", "/uitnodiging", "/uitloggen", "/inloggen/terug", "/inloggen?naar=" + "a" * 5000)


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_one_heading_labels_a_language_and_no_inline_script_or_style(demo, path):
    log_in(demo.browser, "coach-a", PASSWORD)
    page = demo.browser.get(path).text

    assert '<html lang="nl">' in page
    assert page.count("<h1>") == page.count("<main ") == 1
    assert re.search(r"<title>[^<]+ \| Springplank</title>", page)
    assert not re.search(r"<script|<style|style=|\son\w+=|javascript:", page)
    for field in re.findall(r'<input id="([^"]+)"', page):
        assert f'<label for="{field}">' in page
    assert PRINCIPLE_B1 in page


def test_a_page_lets_browsers_say_that_its_forms_are_ours_and_is_not_kept(demo):
    headers = demo.browser.get("/inloggen").headers

    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


def test_start_tells_who_is_signed_in_and_sends_nobody_else_on(demo):
    assert demo.browser.get("/").headers["location"] == "/inloggen"
    log_in(demo.browser, "coach-a", PASSWORD)
    page = demo.browser.get("/").text

    assert "Oefencoach A" in page
    assert "werkcoach" in page
    assert PRINCIPLE_B1 in page


def test_after_signing_out_of_a_demo_there_is_nowhere_to_go_on_to(demo):
    log_in(demo.browser, "coach-a", PASSWORD)
    answer = demo.browser.post("/uitloggen", data={"form_token": hidden(demo.browser.get("/"))})

    assert answer.status_code == 200
    assert "refresh" not in answer.headers
    assert who(demo.browser) is None
    assert demo.browser.get("/uitloggen").headers["location"] == "/inloggen"


def test_in_a_demo_there_is_no_provider(demo):
    assert demo.browser.get("/inloggen/aanbieder").status_code == 404
    assert demo.browser.get("/inloggen/sleutels").status_code == 404


def test_too_long_a_field_is_a_page_that_says_so(demo):
    answer = demo.browser.post("/inloggen", data={"gebruikersnaam": "x" * 600})

    assert answer.status_code == 400
    assert "Er klopt iets niet" in answer.text


@pytest.fixture(scope="module")
def mock():
    with mock_provider() as issuer:
        yield issuer


def test_it_works_with_a_provider_that_others_made(tmp_path, mock):
    secret = tmp_path / "geheim"
    secret.write_text("a-secret-of-a-test\n", "utf-8")
    found = world(tmp_path, issuer=mock, secret_file=str(secret))
    account, code = found.account()

    def sign_in(browser, person):
        location = browser.get("/inloggen/aanbieder").headers["location"]
        answer = httpx.post(location, data={"sub": person}, follow_redirects=False, trust_env=False)
        back = urlsplit(answer.headers["location"])
        return browser.get(f"{back.path}?{back.query}")

    assert sign_in(found.browser, "anneke").headers["location"] == "/uitnodiging"
    assert invited(found.browser, code).status_code == 303
    assert who(found.browser) == account.id
    again, stranger = found.another_browser(), found.another_browser()
    assert sign_in(again, "anneke").headers["location"] == "/"
    assert who(again) == account.id
    assert sign_in(stranger, "bart").headers["location"] == "/uitnodiging"
    assert who(stranger) is None
    refused = httpx.post(
        stranger.get("/inloggen/aanbieder").headers["location"],
        data={"action": "deny"},
        follow_redirects=False,
        trust_env=False,
    )
    back = urlsplit(refused.headers["location"])
    assert stranger.get(f"{back.path}?{back.query}").status_code == 401
    answer = found.browser.post("/uitloggen", data={"form_token": hidden(found.browser.get("/"))})
    assert httpx.get(answer.headers["refresh"].partition("url=")[2], trust_env=False).status_code == 200
    found.store.close()
