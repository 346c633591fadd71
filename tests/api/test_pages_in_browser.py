"""The pages of signing in as people meet them: in a real browser, at the real service, with a keyboard, on a phone."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlsplit

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from tests import browsers
from tests.accessible import faults, show, sticks_out
from tests.api.sites import HOSTILE, KNOWN, NEW, SECRET, Site, demo_site, municipality_site

PHONE, DESK = 320, 1280  # CSS pixels; the first is also what is left of the second at 400 % (WCAG 1.4.10)
# What readers may do with a page: twice as large (WCAG 1.4.4), and letters further apart (1.4.12).
LARGE = "html { font-size: 200%; }"
SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
STYLE = "const own = new CSSStyleSheet(); own.replaceSync(arguments[0]); document.adoptedStyleSheets = [own];"
WRONG_CODE = "AAAA-BBBB"
ARRIVED = "return window.left !== arguments[0] && document.readyState === 'complete'"
NUMBERS = count(1)


@pytest.fixture(scope="module")
def driver():
    with browsers.browser() as started:
        yield started


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    browsers.needed()
    with demo_site(tmp_path_factory.mktemp("demo")) as site:
        yield site


@pytest.fixture(scope="module")
def municipality(tmp_path_factory):
    browsers.needed()
    with municipality_site(tmp_path_factory.mktemp("municipality")) as site:
        yield site


def field(driver, name):
    return driver.find_element("id", name)


def words(driver):
    """What there is to read on the page."""
    return driver.find_element("tag name", "body").text


def following(driver, do):
    """Do something that leads to another page, and wait for all of that page."""
    driver.execute_script("window.left = arguments[0]", leaving := next(NUMBERS))
    do()
    # The driver may be asked in the middle of leaving, and then says that it does not know.
    WebDriverWait(driver, browsers.LONGEST_S, ignored_exceptions=[WebDriverException]).until(
        lambda one: one.execute_script(ARRIVED, leaving)
    )


def send(driver):
    following(driver, driver.find_element("tag name", "button").click)


def sign_in(driver, site, login="coach-a", password=None):
    driver.delete_all_cookies()
    driver.get(f"{site.address}/inloggen")
    field(driver, "gebruikersnaam").send_keys(login)
    field(driver, "wachtwoord").send_keys(site.password if password is None else password)
    send(driver)


def mistaken(driver, site):
    sign_in(driver, site, f"naam-{next(NUMBERS)}", "fout")  # each time another: trying the same one slows down


def signed_out(driver, site):
    sign_in(driver, site)
    send(driver)


def at(path, do: Callable = lambda *_: None):
    """How to get to an address, after something else."""

    def go(driver, site):
        driver.delete_all_cookies()
        do(driver, site)
        driver.get(site.address + path)

    return go


def wrong_code(driver, site):
    at("/inloggen/aanbieder")(driver, site)
    field(driver, "code").send_keys(WRONG_CODE)
    send(driver)


# Where it is, how to get there, its title, and how the service answers.
PAGES = {
    "aanmelden": ("demo", at("/inloggen"), "Aanmelden", 200),
    "verkeerd wachtwoord": ("demo", mistaken, "Fout: Aanmelden", 401),
    "welkom": ("demo", sign_in, "Welkom", 200),
    "uitloggen": ("demo", at("/uitloggen", sign_in), "Uitloggen", 200),
    "uitgelogd": ("demo", signed_out, "U bent uitgelogd", 200),
    "geen uitnodiging nodig": ("demo", at("/uitnodiging"), "Uw uitnodiging", 200),
    "niet gevonden": ("demo", at("/inloggen/aanbieder"), "Fout: Niet gevonden", 404),
    "aanmelden bij de aanbieder": ("municipality", at("/inloggen"), "Aanmelden", 200),
    "uitnodiging zonder aanmelden": ("municipality", at("/uitnodiging"), "Uw uitnodiging", 200),
    "uitnodiging": ("municipality", at("/inloggen/aanbieder"), "Uw uitnodiging", 200),
    "verkeerde code": ("municipality", wrong_code, "Fout: Uw uitnodiging", 401),
    "mislukt bij de aanbieder": ("municipality", at("/inloggen/terug"), "Fout: Aanmelden is niet gelukt", 401),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A page that the browser shows now, what it complained of on the way, and where it went for it."""

    driver: object
    site: Site
    title: str
    status: int
    complaints: tuple[str, ...]
    asked: tuple[str, ...]


@pytest.fixture(scope="module", params=PAGES)
def page(request, driver):
    """Each page in turn, opened once for all that is asked of it."""
    where, go, title, status = PAGES[request.param]
    site = request.getfixturevalue(where)
    show(driver, DESK)
    browsers.forget(driver)
    go(driver, site)
    return Seen(driver, site, title, status, tuple(browsers.complaints(driver)), tuple(browsers.asked(driver)))


def test_a_page_says_first_what_it_is_and_whether_something_went_wrong(page):
    heading = page.driver.find_element("tag name", "h1").text

    assert page.driver.title == f"{page.title} | Springplank"
    assert page.title.removeprefix("Fout: ") == heading
    alerts = page.driver.find_elements("css selector", "[role=alert]")
    assert len(alerts) == page.title.startswith("Fout: ")
    assert all(alert == page.driver.switch_to.active_element for alert in alerts)


def test_a_page_of_a_demo_says_so_where_everybody_sees_it_and_no_other_page_does(page):
    notes = page.driver.find_elements("css selector", "[role=note]")

    assert [note.text.startswith("Dit is een demo.") for note in notes] == [True] * (page.site.provider is None)
    assert all(note.is_displayed() and note.rect["y"] + note.rect["height"] < 200 for note in notes)


def test_a_page_breaks_no_rule_of_accessibility_that_a_browser_can_check(page):
    assert faults(page.driver) == []


def test_everything_that_can_be_used_has_a_name_for_who_cannot_see_it(page):
    used = page.driver.find_elements("css selector", "a, button, input:not([type=hidden])")

    assert all(one.accessible_name for one in used)
    assert {one.aria_role for one in used} <= {"link", "button", "textbox", "none", "generic"}


@pytest.mark.parametrize("own_style", ["", LARGE, SPACED], ids=["as it is", "large", "spaced"])
def test_nobody_has_to_scroll_sideways_on_a_phone(page, own_style):
    show(page.driver, 2 * PHONE if own_style == LARGE else PHONE)
    page.driver.execute_script(STYLE, own_style)
    try:
        assert sticks_out(page.driver) == []
        assert faults(page.driver) == []
    finally:
        page.driver.execute_script(STYLE, "")
        show(page.driver, DESK)


def test_the_browser_has_nothing_to_complain_of(page):
    about_status = f"Failed to load resource: the server responded with a status of {page.status} "
    others = [one for one in page.complaints if page.status == 200 or about_status not in one]

    assert others == []


def test_a_page_asks_nothing_of_anybody_else(page):
    hosts = {urlsplit(address).netloc for address in page.asked}

    assert hosts - {page.site.provider and urlsplit(page.site.provider.issuer).netloc} == {
        urlsplit(page.site.address).netloc
    }


def test_no_script_can_read_a_cookie_and_none_goes_along_from_another_site(page):
    cookies = page.driver.get_cookies()

    assert all(one["httpOnly"] and one["sameSite"] == "Lax" for one in cookies)
    assert page.driver.execute_script("return document.cookie") == ""


# What somebody does.


@pytest.fixture
def newcomer(municipality):
    """The municipality, where the provider now signs in somebody who is nobody else in these tests."""
    municipality.provider.tell(claims={"sub": NEW})
    yield municipality
    municipality.provider.tell()


@pytest.fixture
def coach(driver, municipality):
    """A coach whom the provider knows, signed in at the municipality."""
    municipality.provider.tell(claims={"sub": KNOWN})
    at("/inloggen/aanbieder")(driver, municipality)
    yield municipality
    municipality.provider.tell()


def test_somebody_signs_in_sees_who_they_are_and_signs_out(driver, demo):
    sign_in(driver, demo)
    assert "U bent aangemeld als Oefencoach A." in words(driver)
    assert "Uw rol is: werkcoach." in words(driver)
    session = driver.get_cookie("springplank")
    assert (session["httpOnly"], session["sameSite"], session["path"]) == (True, "Lax", "/")
    assert "expiry" not in session  # it goes when the browser does

    send(driver)
    assert driver.find_element("tag name", "h1").text == "U bent uitgelogd"
    assert driver.get_cookie("springplank") is None
    driver.get(demo.address)
    assert urlsplit(driver.current_url).path == "/inloggen"


def test_a_wrong_password_is_told_in_words_and_the_name_stays(driver, demo):
    sign_in(driver, demo, "coach-b", "fout")
    alert = driver.switch_to.active_element

    assert alert.get_attribute("role") == "alert"
    assert "Deze naam en dit wachtwoord horen niet bij elkaar; probeer het opnieuw." in alert.text
    assert (field(driver, "gebruikersnaam").get_property("value"), field(driver, "wachtwoord").text) == ("coach-b", "")
    alert.find_element("tag name", "a").send_keys(Keys.ENTER)
    assert driver.switch_to.active_element == field(driver, "gebruikersnaam")
    field(driver, "wachtwoord").send_keys(demo.password)
    send(driver)
    assert "Oefencoach B" in words(driver)


def test_somebody_with_an_invitation_comes_in_by_the_provider_and_leaves_there(driver, newcomer):
    at("/inloggen")(driver, newcomer)
    assert "demo" not in words(driver).lower()
    following(driver, driver.find_element("link text", "Aanmelden bij de aanbieder").click)
    field(driver, "code").send_keys(WRONG_CODE)
    send(driver)
    assert "Deze code klopt niet" in driver.switch_to.active_element.text
    assert field(driver, "code").get_property("value") == WRONG_CODE  # to mend, not to type again
    field(driver, "code").clear()
    field(driver, "code").send_keys(newcomer.code.lower())
    send(driver)
    assert "U bent aangemeld als Oefencoach A." in words(driver)

    send(driver)
    WebDriverWait(driver, browsers.LONGEST_S).until(lambda one: one.current_url.startswith(newcomer.provider.issuer))
    driver.get(newcomer.address)
    assert urlsplit(driver.current_url).path == "/inloggen"


def test_with_a_keyboard_alone_one_gets_past_the_top_in_and_out(driver, demo):
    def press(*keys):
        ActionChains(driver).send_keys(*keys).perform()
        return driver.switch_to.active_element

    driver.delete_all_cookies()
    driver.get(f"{demo.address}/inloggen")
    skip = press(Keys.TAB)
    assert (skip.text, skip.rect["y"] >= 0, faults(driver)) == ("Naar de inhoud", True, [])
    assert press(Keys.ENTER).tag_name == "main"
    for name in ("gebruikersnaam", "wachtwoord"):
        assert (press(Keys.TAB).get_attribute("id"), faults(driver)) == (name, [])
        press("coach-a" if name == "gebruikersnaam" else demo.password)
    following(driver, lambda: press(Keys.ENTER))
    assert "Welkom" in driver.title

    assert press(Keys.TAB).text == "Naar de inhoud"
    assert (press(Keys.TAB).text, faults(driver)) == ("Uitloggen", [])
    following(driver, lambda: press(Keys.SPACE))
    assert "U bent uitgelogd" in driver.title


@pytest.mark.usefixtures("coach")
def test_over_https_the_session_cannot_be_planted_or_sent_in_the_clear(driver):
    session = driver.get_cookie("__Host-springplank")

    assert (session["secure"], session["httpOnly"], session["sameSite"], session["path"]) == (True, True, "Lax", "/")
    assert [one["name"] for one in driver.get_cookies()] == ["__Host-springplank"]


def test_back_after_signing_out_shows_nothing_of_the_session(driver, demo):
    sign_in(driver, demo)
    assert "Oefencoach A" in words(driver)
    send(driver)
    following(driver, driver.back)

    assert urlsplit(driver.current_url).path == "/inloggen"
    assert "Oefencoach" not in driver.page_source


def test_back_from_the_provider_after_signing_out_shows_nothing_of_the_session(driver, coach):
    assert "Oefencoach B" in words(driver)
    send(driver)
    WebDriverWait(driver, browsers.LONGEST_S).until(lambda one: one.current_url.startswith(coach.provider.issuer))
    following(driver, driver.back)

    assert urlsplit(driver.current_url).path == "/inloggen"
    assert "Oefencoach" not in driver.page_source


def test_html_in_a_name_is_shown_as_text(driver, demo):
    sign_in(driver, demo, "vijandig", SECRET)

    assert f"U bent aangemeld als {HOSTILE}." in words(driver)
    assert driver.find_elements("css selector", "img, b") == []
    assert driver.title == "Welkom | Springplank"
    sign_in(driver, demo, HOSTILE, "fout")
    assert field(driver, "gebruikersnaam").get_property("value") == HOSTILE.lower()
    assert driver.find_elements("css selector", "img, b") == []


# The nets themselves: each must hold something.


@pytest.mark.parametrize(
    "intruder",
    [
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'document.title = 1'}))",
        "document.body.insertAdjacentHTML('beforeend', '<p style=color:red>rood</p>')",
        "document.body.insertAdjacentHTML('beforeend', '<img src=https://example.org/x.png>')",
        "document.body.insertAdjacentHTML('beforeend', '<iframe src=/></iframe>')",
    ],
)
def test_what_gets_into_a_page_all_the_same_is_stopped_by_the_browser(driver, demo, intruder):
    at("/inloggen")(driver, demo)
    browsers.forget(driver)
    driver.execute_script(intruder)

    assert any("Content Security Policy" in one for one in browsers.complaints(driver))
    assert driver.title == "Aanmelden | Springplank"


@pytest.mark.parametrize(
    ("worse", "fault"),
    [
        ("document.documentElement.lang = ''", "no language"),
        ("document.querySelector('h2').outerHTML = '<h3>Te diep</h3>'", "a heading that leaves out a level"),
        ("document.querySelector('h2').outerHTML = '<h1>Nog een</h1>'", "not one main heading"),
        ("document.querySelector('.skip').remove()", "no way past the top"),
        ("document.querySelector('label').remove()", "a field without a label"),
        ("document.querySelector('#wachtwoord').id = 'gebruikersnaam'", "an id that stands there twice"),
        ("document.querySelector('#wachtwoord').removeAttribute('autocomplete')", "a field that does not say"),
        (
            "document.querySelector('#wachtwoord').setAttribute('aria-describedby', 'weg')",
            "aria-describedby of nothing",
        ),
        ("document.querySelector('#wachtwoord').style.borderColor = '#ccc'", "a pale field"),
        ("document.querySelector('main p').style.color = '#888'", "pale text"),
        (
            "document.querySelector('button').style.padding = document.querySelector('button').style.minHeight = 0",
            "hard to hit",
        ),
        ("document.querySelector('button').tabIndex = 5", "an order of its own"),
        ("const b = document.querySelector('button'); b.style.outline = 'none'; b.focus()", "nothing shows the focus"),
    ],
)
def test_a_page_that_breaks_a_rule_is_found(driver, demo, worse, fault):
    at("/inloggen")(driver, demo)
    assert faults(driver) == []
    driver.execute_script(worse)

    assert any(one.startswith(fault) for one in faults(driver))


def test_what_sticks_out_is_found(driver, demo):
    at("/inloggen")(driver, demo)
    show(driver, PHONE)
    driver.execute_script("document.querySelector('h1').style.width = '400px'")

    assert len(sticks_out(driver)) == 1
    show(driver, DESK)
