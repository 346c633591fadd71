"""The stylesheet and the icon: where they are, how long they stay, and whether the colours can be told apart."""

import re

import pytest

from api.app import create_app
from api.style import CONTENT, ICON, SHEET, address
from pipelines.home import create_home
from pipelines.store.engine import store_of
from tests.api.people import BASE, TestClient, settings_of_tests

CSS = CONTENT[SHEET].decode()
TOKENS = dict(re.findall(r"^  (--springplank-[a-z-]+): ([^;]+);", CSS, re.MULTILINE))
COLOURS = {name.removeprefix("--springplank-"): value for name, value in TOKENS.items() if value.startswith("#")}
TEXT, SHAPE = 4.5, 3.0  # WCAG 2.2, success criteria 1.4.3 and 1.4.11
# What stands on what, or beside it, and how much they must differ.
PAIRS = [
    ("page-color", "page-background-color", TEXT),
    ("page-color", "frame-background-color", TEXT),
    ("page-color", "demo-background-color", TEXT),
    ("page-color", "mistake-background-color", TEXT),
    ("link-color", "page-background-color", TEXT),
    ("link-color", "mistake-background-color", TEXT),
    ("mistake-color", "mistake-background-color", TEXT),
    ("button-color", "button-background-color", TEXT),
    ("button-color", "button-hover-background-color", TEXT),
    ("button-background-color", "page-background-color", SHAPE),
    ("field-border-color", "page-background-color", SHAPE),
    ("mistake-color", "page-background-color", SHAPE),
    ("demo-border-color", "demo-background-color", SHAPE),
    ("demo-border-color", "page-background-color", SHAPE),
    ("focus-color", "page-background-color", SHAPE),
    ("focus-color", "frame-background-color", SHAPE),
    ("focus-color", "mistake-background-color", SHAPE),
]


@pytest.fixture(scope="module")
def http(tmp_path_factory):
    """A demo that is served, with the layer around it that sets headers."""
    home = create_home(tmp_path_factory.mktemp("style") / "home", demo=True)
    with settings_of_tests():
        store_of(home, make=True).close()
        app = create_app(home.path)
    yield TestClient(app, base_url=BASE)
    app.state.context.store.close()


def brightness(colour):
    """The relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)  # the palest grey that just will do


@pytest.mark.parametrize(("one", "other", "least"), PAIRS)
def test_colours_that_are_used_together_can_be_told_apart(one, other, least):
    assert contrast(COLOURS[one], COLOURS[other]) >= least


def test_every_colour_is_a_token_that_is_measured():
    assert {name for pair in PAIRS for name in pair[:2]} == set(COLOURS)
    outside = CSS.partition("}")[2]  # the tokens stand in the first rule
    assert not re.search(r"#|rgb|hsl|color: (?!var|inherit)|solid (?!var|transparent)", outside)


def test_every_token_is_used_and_every_one_that_is_used_is_there():
    assert set(re.findall(r"var\((--[a-z-]+)\)", CSS)) == set(TOKENS)


def test_nothing_comes_from_elsewhere_and_nothing_moves():
    assert not re.search(r"url\(|@import|@font-face|transition|animation|scroll-behavior", CSS)


@pytest.mark.parametrize(("name", "kind"), [(SHEET, "text/css; charset=utf-8"), (ICON, "image/svg+xml")])
def test_a_browser_may_keep_what_pages_look_like_for_good(http, name, kind):
    answer = http.get(address(name))

    assert answer.status_code == 200
    assert answer.content == CONTENT[name]
    assert answer.headers["content-type"] == kind
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("path", [f"/stijl/0123456789abcdef/{SHEET}", address("anders.css"), address("..%2fstyle.py")])
def test_another_version_or_file_is_not_there_and_is_not_kept(http, path):
    answer = http.get(path)

    assert answer.status_code == 404
    assert answer.headers["cache-control"] == "no-store"


def test_pages_link_to_the_version_that_is_served(http):
    page = http.get("/inloggen").text

    assert f'<link rel="stylesheet" href="{address(SHEET)}">' in page
    assert f'href="{address(ICON)}"' in page
