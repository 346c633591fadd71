import pytest

from models.texts.slips import Slips

SLIPS = Slips(["glasbewassing", "controleren", "desinfecteren", "verzamelen", "verzamelaar", "vullen"])


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("glasbewasing", "glasbewassing"),
        ("glasbewasssing", "glasbewassing"),
        ("glasbewaslsing", "glasbewassing"),
        ("controlerne", ""),
        ("controloren", "controleren"),
        ("desinfetceren", "desinfecteren"),
        ("verzmaelen", "verzamelen"),
    ],
)
def test_one_wrong_letter_in_a_long_word_is_mended(word, meant):
    assert SLIPS.mended(word) == meant


@pytest.mark.parametrize("word", ["controleren", "vulen", "controleert", "hlasbewassing", "glasbwassin", "xyz", ""])
def test_known_short_and_other_words_are_left_alone(word):
    assert SLIPS.mended(word) == ""


def test_between_two_words_nothing_is_chosen():
    assert Slips(["abcdefghij", "abcdexghij"]).mended("abcdeyghij") == ""
