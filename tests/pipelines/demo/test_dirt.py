from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import Point
from pipelines.demo.dice import Dice, Weighted
from pipelines.demo.dirt import OF_PLACE, SHARES, Dirt, as_html, misspell, slip, swapped, throw

WORDS = st.text("abcdeghijklmnoprstuvwz", min_size=3, max_size=20)


def test_every_kind_of_dirt_has_a_share():
    assert set(SHARES) == set(Dirt)
    assert all(0 < share < 0.5 for share in SHARES.values())


@given(WORDS, st.integers(0, 50))
def test_a_slip_changes_a_word_by_no_more_than_two_letters(word, seed):
    wrong = slip(word, Dice(seed, "tik"))

    assert wrong != word
    assert abs(len(wrong) - len(word)) <= 1


@given(st.lists(WORDS, min_size=1, max_size=6), st.integers(0, 50))
def test_a_misspelt_text_differs_in_one_word(words, seed):
    wrong = misspell(" ".join(words), Dice(seed, "tik")).split(" ")

    assert sum(old != new for old, new in zip(words, wrong, strict=True)) == 1


def test_a_text_without_words_stays_as_it_is():
    assert misspell("12 - 34", Dice(1, "tik")) == "12 - 34"


def test_an_advertisement_says_its_place_in_one_way():
    dice = Dice(4, "vuil")

    assert all(len(throw(dice).intersection(OF_PLACE)) <= 1 for _ in range(2000))


def test_swapping_turns_latitude_and_longitude_round():
    assert swapped(Point(52.0, 4.3)) == Point(4.3, 52.0)


def test_html_keeps_lists_and_escapes_what_means_something_else():
    assert as_html(("Koffie & thee", "- zagen\n- boren")) == (
        "<p>Koffie &amp; thee</p><ul><li>zagen</li><li>boren</li></ul>"
    )


@given(st.integers(0, 1000), st.integers(0, 8))
def test_some_are_all_different(seed, count):
    drawn = Dice(seed, "trek").some("abcde", count)

    assert len(drawn) == len(set(drawn)) == min(count, 5)


def test_weights_say_how_often_something_is_drawn():
    dice, heads = Dice(1, "munt"), Weighted((("kop", 3.0), ("munt", 1.0)))
    found = [heads.draw(dice) for _ in range(4000)]

    assert 0.72 < found.count("kop") / 4000 < 0.78


def test_subjects_have_their_own_chance():
    assert Dice(1, "klanten").random() != Dice(1, "vacatures").random()
    assert Dice(1, "klanten").random() == Dice(1, "klanten").random()
