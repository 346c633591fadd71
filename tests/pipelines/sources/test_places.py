import pytest

from matcher.domain import Point
from pipelines.sources.numbers import ImpossibleError
from pipelines.sources.places import make_point, parse_degrees, parse_link, parse_postcode, split_place


@pytest.mark.parametrize("text", ["2611 AB", "2611ab", "2611AB", " 2611  Ab ", "NL-2611 AB", "2611-AB"])
def test_a_postcode_has_one_form(text):
    assert parse_postcode(text) == ("2611AB", "")


def test_four_digits_are_a_postcode_too():
    assert parse_postcode("2611") == ("2611", "")
    assert parse_postcode("2611.0") == ("2611", "")


@pytest.mark.parametrize("text", ["0611 AB", "26111", "B-2000", "SW1A 1AA", "2611 ABC", "Delft"])
def test_anything_else_is_no_dutch_postcode(text):
    found, warning = parse_postcode(text)
    assert found == ""
    assert "geen Nederlandse postcode" in warning


def test_a_postcode_before_a_place_is_taken_apart():
    assert split_place("2611 AB Delft") == ("Delft", "2611AB")
    assert split_place("Den Haag") == ("Den Haag", "")


@pytest.mark.parametrize(("text", "degrees"), [("52.0116", 52.0116), ("52,0116", 52.0116), ("4.35°", 4.35), ("-3", -3)])
def test_degrees_have_a_point_or_a_comma_and_never_thousands(text, degrees):
    assert parse_degrees(text) == (degrees, "")


def test_degrees_that_are_no_number_give_a_warning_and_infinite_ones_are_impossible():
    assert parse_degrees("noord")[0] is None
    assert parse_degrees("noord")[1]
    with pytest.raises(ImpossibleError):
        parse_degrees("nan")


def test_a_point_in_the_netherlands_is_kept():
    assert make_point(52.01, 4.36, other=False) == (Point(52.01, 4.36), "")


def test_a_swapped_point_is_put_right_with_a_warning():
    point, warning = make_point(4.36, 52.01, other=False)
    assert point == Point(52.01, 4.36)
    assert "verwisseld" in warning


@pytest.mark.parametrize(("latitude", "longitude"), [(0, 0), (40.4, -3.7), (52.0, 12.0), (60.0, 5.0)])
def test_a_point_far_away_is_left_out_when_something_else_tells_the_place(latitude, longitude):
    point, warning = make_point(latitude, longitude, other=True)
    assert point is None
    assert "buiten Nederland" in warning


def test_a_point_far_away_is_impossible_when_nothing_else_tells_the_place():
    with pytest.raises(ImpossibleError, match="postcode of plaats ontbreekt"):
        make_point(40.4, -3.7, other=False)


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 4), (52, 181), (84_000, 447_000)])
def test_a_point_nowhere_on_earth_is_impossible(latitude, longitude):
    with pytest.raises(ImpossibleError, match="nergens op aarde"):
        make_point(latitude, longitude, other=True)


@pytest.mark.parametrize(
    ("text", "link"),
    [("https://example.org/v/1", "https://example.org/v/1"), ("www.example.org/1", "https://www.example.org/1")],
)
def test_a_link_is_a_web_address(text, link):
    assert parse_link(text) == (link, "")


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "zie de site", 'https://x.nl/"><script>'])
def test_anything_else_is_no_link(text):
    found, warning = parse_link(text)
    assert found == ""
    assert "geen webadres" in warning
