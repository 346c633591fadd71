from hypothesis import given
from hypothesis import strategies as st

from models.texts.plain import BULLET, plain_text


@given(st.text())
def test_the_plain_text_of_anything_is_as_long_as_the_text(text):
    assert len(plain_text(text)) == len(text)


@given(st.text(st.sampled_from("<>/&;# pliéBR\n€•İŉ\u0301x")))
def test_markup_keeps_the_length_too(text):
    assert len(plain_text(text)) == len(text)


def test_capitals_and_accents_go():
    assert plain_text("Eén PRÉ ÜBER") == "een pre uber"


def test_curly_quotes_and_dashes_become_plain_ones():
    assert plain_text("’s avonds – “ja”…") == '\'s avonds - "ja".'


def test_tags_become_space_and_those_of_a_line_a_line_end():
    assert plain_text("<b>a</b><br>b") == "   a    \n   b"
    assert plain_text("<li>a</li>") == f"\n  {BULLET}a\n    "


def test_a_comparison_is_no_tag():
    assert plain_text("3 < 4 en 5 > 2") == "3 < 4 en 5 > 2"


def test_an_entity_is_the_letter_or_sign_that_it_stands_for():
    assert plain_text("pr&eacute;")[:3] == "pre"
    assert plain_text("a&nbsp;b") == "a      b"
    assert plain_text("&bull;x") == f"{BULLET}     x"


def test_pictures_become_space_and_other_scripts_stay():
    assert plain_text("hoi 😀 да") == "hoi   да"
