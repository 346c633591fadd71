"""Text that is no text but an attack, in every place where the interface takes text; a new place is attacked too."""

import json
from datetime import UTC, datetime

import pytest

from matcher.purpose import Purpose
from matcher.roles import Role
from pipelines.store.access_log import Act, Actor
from tests.api.attacks import (
    JSON,
    address,
    good_body,
    is_problem,
    parameters,
    parts_of_paths,
    somebody_for,
    strings_in,
    tables,
    text_places,
)
from tests.api.people import FOREIGN, OWN, World, home_to_change
from tests.api.test_access_matrix import CLOSED, MATRIX
from tests.homes import lasting

QUERIES = (
    "' OR '1'='1", '"; DROP TABLE clients; --', "%' --", "1' UNION SELECT sealed FROM clients --",
    "1); DELETE FROM accounts; --", "' || (SELECT wrapped FROM keys) || '", "\\' OR 1=1 #", "$1 :id ? %s %(x)s {0}",
)  # fmt: skip
PAGES = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</title><b>", "javascript:alert(1)", "&lt;i&gt;",
    "{{7*7}}", "${7*7}", "{% print 7*7 %}", "#{7*7}", "<%= 7*7 %>",
)  # fmt: skip
SIGNS = (
    "\U0001f9d1\u200d\U0001f373 kok", "\u202etxet", "\u0645\u0637\u0639\u0645", "\u30b3\u30c3\u30af", "cafe\u0301",
    "%00", "../../store.sqlite", "=1+1", "O'Brien & zn. \"De Linde\" \\ <3",
)  # fmt: skip
TOO_WEIRD = ("a\x00b", "\x1b[2J", "\x7f", "x" * 6000)
SURROGATE = b'"\\ud800"'
# Places that know what can stand there, and take no other text.
CHOSEN = frozenset({"postcode", "taal", "beschikbaarVanafDatum", "sluitingsdatum", "vacature", "kandidaat", "link"})
CHOSEN |= {"verslag", "werkzoekende", "bewijzen"}
PROFILE = frozenset({"/v1/me", "/v1/me/wensen", "/v1/werkzoekenden/{werkzoekendeId}"})
ASKED = frozenset({"zoekterm", "_zoek"})  # what is looked for does not stand in the answer
PATHS = (
    "..", ".", "../../store.sqlite", "..%2f..%2fstore.sqlite", "..\\..\\store.sqlite", "/etc/passwd",
    "%2e%2e%2fstore.sqlite", "....//", "C:\\store.sqlite", "file:///etc/passwd", "springplank.toml", "a\x00b", "%00",
)  # fmt: skip
OF_FILES = ("SQLite format", "root:", "[sign-in]", "demo = true")


@pytest.fixture(scope="module")
def served():
    found = World(home_to_change(lasting() / "attacks-in-text"))
    yield found
    found.close()


@pytest.fixture(scope="module")
def foreign(served):
    """What nobody here may see: the name of the client of another coach, and of their account."""
    return {FOREIGN, served.store.clients.get(FOREIGN).client.name}


def send(served, place, text):
    """Send an attack in its place, in a request that is good but for that."""
    body = place.body(text, good_body(served, place.key))
    if place.keys == ("woonplaats", "plaats"):
        body["woonplaats"]["postcode"] = "2611"  # with it, a place that nobody knows is let in
    return served.ask(somebody_for(served, place.key), place.key[0], address(served, place.key), json=body)


def is_chosen(place):
    return bool(CHOSEN & set(place.keys))


def check_answer(answer, foreign):
    """No error of ours, nothing of others, and an answer that no browser takes for a page, or a page that is ours."""
    assert answer.status_code < 500, answer.text
    if answer.headers["content-type"] == "text/html; charset=utf-8":
        assert not [tag for tag in PAGES[:3] if tag in answer.text]
        assert "script-src" not in answer.headers["content-security-policy"]
    else:
        assert answer.headers["content-type"] in {"application/json", "application/problem+json"}
        assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer.headers["content-security-policy"].startswith("default-src 'none';")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert not [name for name in foreign if name in answer.text]


def test_the_document_has_places_for_text_of_every_role():
    roles = {role for place in text_places() for role in MATRIX[place.key][0]}

    assert roles >= {Role.CLIENT, Role.COACH, Role.ADMINISTRATOR}
    assert len(text_places()) > 30
    assert OWN_VACANCY


@pytest.mark.slow
@pytest.mark.parametrize("place", text_places(), ids=str)
def test_no_text_is_a_query_a_page_or_an_error_of_ours(served, foreign, place):
    before = tables(served)
    taken = set()

    for whole in (*QUERIES, *PAGES, *SIGNS):
        text = whole[: place.longest]
        answer = send(served, place, text)
        check_answer(answer, foreign)
        if answer.is_success:
            taken.add(text)
            check_kept(place, text, answer)

    after = tables(served)
    assert is_chosen(place) or len(taken) > 15, "hardly anything was let in, so hardly anything was tried"
    assert {name for name, rows in after.items() if len(rows) < len(before[name])} == set()
    for name in ("keys", "client_keys", "courses", "imports", "local_passwords", "switches"):
        assert after[name] == before[name]
    assert of_others(after) == of_others(before)


def check_kept(place, text, answer):
    """What was let in is read back as it was sent; a profile keeps no tags and no invisible signs."""
    back = strings_in(answer.json())
    if place.key[1] in PROFILE:
        assert is_chosen(place) or not text.isprintable() or {"<", "&"} & set(text) or text in back, back
        assert not [one for one in back if "<script" in one or "<img" in one]
    elif not ASKED & {*place.keys, *place.key[1].split("/")} and "eigenVacature" not in place.keys:
        assert text in back


OWN_VACANCY = [place for place in text_places() if place.keys[0] == "eigenVacature" and not is_chosen(place)]


@pytest.mark.parametrize("place", OWN_VACANCY, ids=str)
def test_a_vacancy_of_a_coach_is_shown_as_it_was_written(served, place):
    act = Act(Actor(served.coach.account_id, Role.COACH), "test", Purpose.ADVICE_TO_CLIENT, datetime.now(UTC))
    for change in served.store.interventions.of(OWN):
        if change.undone_at is None:  # so many were added that the list is full
            served.store.interventions.undo(OWN, change.id, act)

    for text in (PAGES[0], QUERIES[0], SIGNS[0]):
        made = send(served, place, text).json()["vacature"]
        shown = served.ask(served.coach, "GET", f"/v1/werkzoekenden/{OWN}/suggesties").json()
        (row,) = [one for one in shown["resultaten"] if one["vacature"] == made]

        assert text in strings_in(row)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//kwaad.example"])
def test_a_link_that_a_browser_would_run_is_refused(served, link):
    body = {"soort": "toevoegen", "eigenVacature": {"titel": "kok", "link": link}}

    assert is_problem(served.ask(served.coach, "POST", f"/v1/werkzoekenden/{OWN}/ingrepen", json=body), 400)


def of_others(rows):
    """The rows about every client but the one who is attacked."""
    names = ("clients", "profile_history", "consents", "objections", "feedback", "interventions")
    return {name: [row for row in rows[name] if f"'{OWN}'" not in row] for name in names}


@pytest.mark.slow
@pytest.mark.parametrize("place", text_places(), ids=str)
def test_signs_that_mean_nothing_and_too_much_text_are_refused(served, place):
    before = tables(served)

    for text in TOO_WEIRD:
        assert is_problem(send(served, place, text), 400), text[:10]
    broken = json.dumps(place.body("KAPOT", good_body(served, place.key))).encode().replace(b'"KAPOT"', SURROGATE)
    answer = served.ask(
        somebody_for(served, place.key), place.key[0], address(served, place.key), content=broken, headers=JSON
    )
    assert is_problem(answer, 400)

    assert tables(served) == before


@pytest.mark.parametrize("text", QUERIES)
@pytest.mark.parametrize("path", ["/v1/werkzoekenden/_zoek", "/v1/vacatures/_zoek"])
def test_a_query_finds_nothing_that_is_not_written_like_that(served, path, text):
    everything = served.ask(served.coach, "POST", path, json={"zoekterm": "c-0001" if "werk" in path else ""}).json()

    assert everything["totaal"] >= 1
    assert served.ask(served.coach, "POST", path, json={"zoekterm": text}).json()["totaal"] == 0


@pytest.mark.parametrize("sign", ["%", "_", ".*", "*"])
def test_a_sign_for_anything_finds_nobody(served, sign):
    found = served.ask(served.coach, "POST", "/v1/werkzoekenden/_zoek", json={"zoekterm": sign}).json()

    assert found["totaal"] == 0


# In the address.


@pytest.mark.slow
@pytest.mark.parametrize(("key", "name"), parts_of_paths(), ids=str)
def test_no_part_of_an_address_is_a_path_or_a_query(served, foreign, key, name):
    before = tables(served)

    for text in (*PATHS, *QUERIES, *PAGES, *SIGNS):
        body = good_body(served, key)
        answer = served.ask(
            somebody_for(served, key),
            key[0],
            address(served, key, **{name: text}),
            **({} if body is None else {"json": body}),
        )
        check_answer(answer, foreign)
        assert not [words for words in OF_FILES if words in answer.text]
        if not key[1].startswith("/v1"):
            assert answer.status_code in {400, 403, 404}, (text, answer.status_code)
            continue
        forgotten = key[0] == "DELETE" and answer.status_code == 204  # what is not there is gone already
        assert forgotten or is_problem(answer, 400, 404, 405), (text, answer.status_code)

    assert changed_by_attack(before, tables(served)) == set()


def changed_by_attack(before, after):
    return {name for name in after if after[name] != before[name]}


@pytest.mark.parametrize("path", PATHS)
def test_no_address_is_a_file(served, path):
    for start in ("/", "/v1/", "/static/", "/v1/modellen/"):
        answer = served.ask(served.analyst, "GET", start + path.replace("\x00", "%00"))

        assert answer.status_code in {303, 400, 404} or (start + path).endswith((".", "..")), answer.status_code
        assert not [words for words in OF_FILES if words in answer.text]


@pytest.mark.parametrize(("key", "name"), parameters(), ids=str)
def test_no_parameter_is_a_query(served, foreign, key, name):
    for text in (*QUERIES[:3], *PAGES[:2], *SIGNS[:2], "9" * 5000, "1e400", "NaN", "-1", "0x1", "\u0661", "1_0", " 1"):
        path = address(served, key).partition("?")[0]
        answer = served.http.get(path, params={name: text}, headers=somebody_for(served, key).headers())
        check_answer(answer, foreign)
        assert answer.is_success or is_problem(answer, 400), text


@pytest.mark.parametrize("key", CLOSED, ids=str)
def test_what_something_is_for_is_a_word_and_no_query(served, key):
    for text in (QUERIES[0], PAGES[0], PAGES[5]):
        answer = served.ask(somebody_for(served, key), key[0], address(served, key), headers={"Doelbinding": text})
        assert is_problem(answer, 400, 403), text
        assert text not in strings_in(answer.json())
