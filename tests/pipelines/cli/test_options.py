import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from pipelines.cli.options import visible
from tests.homes import is_one_line_error, region, springplank

TURNED = "\N{RIGHT-TO-LEFT OVERRIDE}"


@given(st.text())
@example("x\x1b[31m\r\x07")
@example(f"{TURNED}\u2028\udc80")
def test_what_is_shown_is_one_line_without_a_character_that_steers_the_screen(text):
    shown = visible(text)

    assert len(shown.splitlines()) <= 1
    assert not {unicodedata.category(one) for one in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert visible(shown) == shown


@given(st.text(st.characters(categories=["L", "N", "P", "Sc", "Zs"], max_codepoint=0x24F)))
def test_what_people_write_is_shown_as_it_is(text):
    assert visible(text) == text


def test_an_error_shows_what_was_typed_and_the_screen_stays_as_it_is():
    for typed in ("x\x1b[31m", "x\nspringplank: alles is goed", f"x{TURNED}"):
        ran = springplank("account", "block", typed, "--home", region())

        assert is_one_line_error(ran), ran
        assert ran.complaint == [f"springplank: geen account met id {visible(typed)}; zie springplank account list"]
        assert ascii(typed)[1:-1] in ran.err
