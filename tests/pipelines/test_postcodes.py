import numpy as np
import pyarrow as pa
import pytest

from matcher.errors import HomeError, InputError
from pipelines.gazetteer import MEAN_DISTANCE_IN_DISC
from pipelines.home import Home
from pipelines.postcode_table import ABOUT
from pipelines.postcodes import (
    ASTRAY,
    SCATTERED,
    USUAL_RADIUS_KM,
    install_postcodes,
    load_postcodes,
    read_postcodes,
)
from tests.homes import content_of, lasting
from tests.postcode_files import FIRST, WEST, letters, street, write_geonames, write_postcodes


def read(*paths):
    return read_postcodes(paths, cache=lasting() / "cache")


def from_geonames(folder, rows, name="NL.txt"):
    return read(write_geonames(folder / name, rows))


def place_of(table, code):
    """The position of a four-digit postcode in kilometres from the start of the street."""
    at = table.pc4.codes.tolist().index(str(code))
    return round(float(table.pc4.x_km[at]) - WEST[0], 3), round(float(table.pc4.y_km[at]) - WEST[1], 3)


def spread_of(table, code):
    return float(table.pc4.spread_km[table.pc4.codes.tolist().index(str(code))])


# Four digits.


def test_every_postcode_gets_a_position_and_a_spread(tmp_path):
    table = from_geonames(tmp_path, street())

    assert table.pc4.codes.tolist() == [str(FIRST + index) for index in range(9)]
    assert place_of(table, FIRST + 3) == (3, 0)
    assert (table.pc4.spread_km > 0).all()
    assert not table.pc4.flagged.any()
    assert table.doubts == {}


def test_a_wrong_row_is_passed_over_and_that_is_told(tmp_path):
    table = from_geonames(tmp_path, [*street(), (FIRST + 4, WEST[0] + 90, WEST[1])])

    assert place_of(table, FIRST + 4) == (4, 0)
    assert table.pc4.codes[table.pc4.flagged].tolist() == [str(FIRST + 4)]
    assert "86 km" in table.note(str(FIRST + 4))
    assert table.note(str(FIRST)) == ""


def test_a_postcode_that_cannot_be_settled_has_no_position_and_a_note(tmp_path):
    table = from_geonames(tmp_path, [*street(), (FIRST + 4, WEST[0] + 4, WEST[1] + 12)])

    assert str(FIRST + 4) not in table.pc4.codes
    assert table.unsettled == (str(FIRST + 4),)
    assert "onbekend" in table.note(str(FIRST + 4))


def test_a_second_file_is_compared_with_the_first(tmp_path):
    shifted = [(code, x_km, y_km + (3 if code == FIRST + 2 else 0.5)) for code, x_km, y_km in street()]

    table = read(write_geonames(tmp_path / "NL.txt", street()), write_postcodes(tmp_path / "eigen.csv", shifted))

    assert list(table.doubts) == [str(FIRST + 2)]
    assert "3,0 km" in table.note(str(FIRST + 2))
    assert [source.name for source in table.sources] == ["NL.txt", "eigen.csv"]


def test_the_packaged_ranges_know_where_a_town_is(tmp_path):
    assert from_geonames(tmp_path, [(2611, WEST[0] + 60, WEST[1])]).unsettled == ("2611",)
    assert from_geonames(tmp_path, [(2611, *WEST)]).unsettled == ()


def test_the_spread_follows_from_how_far_the_neighbours_are(tmp_path):
    near = from_geonames(tmp_path, street(), "dicht.txt")
    far = from_geonames(tmp_path, [(code, WEST[0] + 3 * (x_km - WEST[0]), y_km) for code, x_km, y_km in street()])

    assert spread_of(far, FIRST + 4) == pytest.approx(3 * spread_of(near, FIRST + 4), rel=0.01)
    assert 0.5 < spread_of(near, FIRST + 4) < 2


def test_a_postcode_alone_gets_the_usual_spread(tmp_path):
    table = from_geonames(tmp_path, street(1))

    assert spread_of(table, FIRST) == pytest.approx(MEAN_DISTANCE_IN_DISC * USUAL_RADIUS_KM)
    assert 1 < spread_of(table, FIRST) < 2


# Letters.


def test_postcodes_with_letters_keep_their_own_position_and_make_that_of_the_four_digits(tmp_path):
    table = read(write_postcodes(tmp_path / "pc6.csv", letters(101)))

    assert len(table.pc6.codes) == 101
    assert table.pc6.codes[0] == f"{FIRST}AA"
    assert table.pc6.x_km[0] == pytest.approx(WEST[0], abs=0.001)
    assert place_of(table, FIRST) == pytest.approx((0, 0.5), abs=0.002)


def test_the_spread_is_the_average_distance_between_them(tmp_path):
    table = read(write_postcodes(tmp_path / "pc6.csv", letters(101)))

    assert spread_of(table, FIRST) == pytest.approx(102 / 3 * 0.01, rel=0.01)  # n points on a line: (n + 1) / 3 steps


def test_a_row_of_the_four_digits_holds_when_it_lies_among_them(tmp_path):
    paths = write_postcodes(tmp_path / "a.csv", letters(101)), write_geonames(tmp_path / "NL.txt", street(1))

    assert place_of(read(*paths), FIRST) == (0, 0)


def test_the_postcodes_with_letters_correct_a_row_of_the_four_digits(tmp_path):
    wrong = write_geonames(tmp_path / "NL.txt", [(FIRST, WEST[0] + 12, WEST[1])])

    table = read(write_postcodes(tmp_path / "a.csv", letters(101)), wrong)

    assert place_of(table, FIRST) == pytest.approx((0, 0.5), abs=0.002)
    assert "12 km" in table.note(str(FIRST))


def test_a_few_postcodes_with_letters_do_not_speak_for_the_whole(tmp_path):
    paths = write_postcodes(tmp_path / "a.csv", letters(3, step_km=3)), write_geonames(tmp_path / "NL.txt", street(9))

    table = read(*paths)

    assert place_of(table, FIRST) == (0, 0)
    assert table.doubts == {}


def test_one_on_several_places_is_left_out_and_counted(tmp_path):
    rows = [*letters(20), (f"{FIRST}AB", WEST[0] + 5, WEST[1])]

    table = read(write_postcodes(tmp_path / "a.csv", rows))

    assert f"{FIRST}AB" not in table.pc6.codes
    assert len(table.pc6.codes) == 19
    assert table.left_out == {SCATTERED: 1}


def test_one_far_from_the_others_is_left_out_and_counted(tmp_path):
    table = read(write_postcodes(tmp_path / "a.csv", [*letters(20), (f"{FIRST}XZ", WEST[0] + 50, WEST[1])]))

    assert f"{FIRST}XZ" not in table.pc6.codes
    assert table.left_out == {ASTRAY: 1}


def test_the_same_postcode_twice_on_one_street_is_one(tmp_path):
    table = read(write_postcodes(tmp_path / "a.csv", [*letters(20), *letters(20)]))

    assert len(table.pc6.codes) == 20
    assert table.left_out == {}


def test_the_order_of_the_rows_does_not_matter(tmp_path):
    rows = letters(40)

    there, back = (read(write_postcodes(tmp_path / f"{n}.csv", part)) for n, part in enumerate((rows, rows[::-1])))

    assert there.pc6.codes.tolist() == back.pc6.codes.tolist()
    assert np.array_equal(there.pc6.y_km, back.pc6.y_km)
    assert np.array_equal(there.pc4.spread_km, back.pc4.spread_km)


def test_no_file_at_all_is_an_error():
    with pytest.raises(InputError, match="--file"):
        read_postcodes([])


# In a home.


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path)


@pytest.fixture
def table(tmp_path):
    (tmp_path / "bron").mkdir()
    rows = [*street(), (FIRST + 4, WEST[0] + 90, WEST[1]), (FIRST + 5, WEST[0] + 5, WEST[1] + 12), ("x", *WEST)]
    return read(
        write_geonames(tmp_path / "bron" / "NL.txt", rows), write_postcodes(tmp_path / "bron" / "a.csv", letters(20))
    )


def test_a_home_without_a_table_has_none(home):
    assert load_postcodes(home) is None
    assert load_postcodes(Home(home.path / "nergens")) is None


def test_what_was_installed_is_read_back_as_it_was(home, table):
    install_postcodes(home, table)
    found = load_postcodes(home)

    for part in ("pc4", "pc6"):
        for name in ("codes", "x_km", "y_km"):
            assert np.array_equal(getattr(getattr(found, part), name), getattr(getattr(table, part), name))
    assert np.array_equal(found.pc4.spread_km, table.pc4.spread_km)
    assert np.array_equal(found.pc4.flagged, table.pc4.flagged)
    assert found.doubts == table.doubts
    assert found.unsettled == table.unsettled == (str(FIRST + 5),)
    assert (found.sources, found.left_out, found.read_on) == (table.sources, table.left_out, table.read_on)


def test_a_second_table_takes_the_place_of_the_first_and_leaves_nothing_beside_it(home, table, tmp_path):
    install_postcodes(home, table)
    install_postcodes(home, from_geonames(tmp_path / "bron", street(2), "nieuw.txt"))

    assert len(load_postcodes(home).pc4.codes) == 2
    assert [path.name for path in home.travel.iterdir()] == ["postcodes.arrow"]


def test_the_same_files_make_the_same_bytes(home, table):
    install_postcodes(home, table)
    before = content_of(home.travel)
    install_postcodes(home, table)

    assert content_of(home.travel) == before


def test_any_change_of_the_file_is_noticed(home, table):
    install_postcodes(home, table)
    whole = home.postcodes.read_bytes()
    at = whole.index(np.float64(load_postcodes(home).pc4.x_km[2]).tobytes())

    for damaged in (b"", whole[:100], whole[: len(whole) // 2], whole[:at] + b"\1" + whole[at + 1 :]):
        home.postcodes.write_bytes(damaged)
        with pytest.raises(HomeError, match=r"postcodes\.arrow .*springplank postcodes") as caught:
            load_postcodes(home)
        assert "\n" not in str(caught.value)


def test_another_arrow_file_and_another_version_are_refused(home, table):
    install_postcodes(home, table)
    arrow = pa.ipc.open_file(home.postcodes.read_bytes()).read_all()
    about = arrow.schema.metadata[ABOUT]

    for metadata, said in (
        ({}, "geen tabel"),
        ({ABOUT: b"[]"}, "geen tabel"),
        ({ABOUT: about.replace(b'"schema_version": 1', b'"schema_version": 9')}, "andere versie"),
        ({ABOUT: about.replace(b"NL.txt", b"BE.txt")}, "beschadigd"),
    ):
        other = arrow.replace_schema_metadata(metadata)
        with pa.OSFile(str(home.postcodes), "wb") as file, pa.ipc.new_file(file, other.schema) as writer:
            writer.write_table(other)
        with pytest.raises(HomeError, match=said):
            load_postcodes(home)
