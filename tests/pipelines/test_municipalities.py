import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import NotFoundError
from pipelines.home import create_home
from pipelines.municipalities import Municipality, all_municipalities, listed, municipality_named
from pipelines.policies import municipalities


def test_there_are_three_hundred_and_forty_two_of_them_each_once():
    names = [one.name for one in all_municipalities()]

    assert len(names) == len(set(names)) == 342
    assert len({one.slug for one in all_municipalities()}) == 342


def test_every_one_is_found_by_each_of_its_names():
    for one in all_municipalities():
        for name in (one.name, *one.other_names, one.organisation, one.name.upper(), f"  {one.name} "):
            assert municipality_named(name) == one


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("Den Bosch", "Gemeente 's-Hertogenbosch"),
        ("’s-hertogenbosch", "Gemeente 's-Hertogenbosch"),
        ("s Hertogenbosch", "Gemeente 's-Hertogenbosch"),
        ("den haag", "Gemeente 's-Gravenhage"),
        ("gemeente Delft", "Gemeente Delft"),
        ("Sudwest-Fryslan", "Gemeente Súdwest-Fryslân"),
        ("Bergen (NH.)", "Gemeente Bergen (NH)"),
    ],
)
def test_the_way_to_write_it_does_not_matter(text, organisation):
    assert municipality_named(text).organisation == organisation


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Delf", "Delft"),
        ("Zoetermer", "Zoetermeer"),
        ("Maasluis", "Maassluis"),
        ("Lijden", "Leiden"),
        ("Utrech", "Utrecht"),
    ],
)
def test_a_slip_of_the_keyboard_names_what_was_probably_meant(text, meant):
    with pytest.raises(NotFoundError, match=rf"'{text}'; bedoelt u .*{meant}.*\?$"):
        municipality_named(text)


def test_a_name_that_two_have_names_both():
    with pytest.raises(NotFoundError, match=r"Bergen \(L\) of Bergen \(NH\)\?$"):
        municipality_named("Bergen")


@pytest.mark.parametrize("text", ["Antwerpen-Zuid-Oost", "123", "xyzzy"])
def test_a_name_that_is_like_none_says_what_to_do(text):
    with pytest.raises(NotFoundError, match="controleer de naam"):
        municipality_named(text)


@pytest.mark.parametrize("text", ["", "  "])
def test_no_name_at_all_asks_for_one(text):
    with pytest.raises(NotFoundError, match="--municipality"):
        municipality_named(text)


@given(st.text())
def test_any_text_is_a_municipality_or_one_clear_line(text):
    try:
        found = municipality_named(text)
    except NotFoundError:
        return
    assert found in all_municipalities()


def test_a_municipality_that_is_newer_than_the_list_has_a_name_and_a_slug_all_the_same():
    new = listed("Nieuw-Één")

    assert new == Municipality("Nieuw-Één")
    assert (new.organisation, new.slug) == ("Gemeente Nieuw-Één", "nieuw-een")


def test_every_example_policy_is_of_a_municipality_of_the_list(tmp_path):
    named = municipalities(create_home(tmp_path / "huis"))

    assert len(named) == 5
    assert [municipality_named(name).name for name in named] == list(named)
