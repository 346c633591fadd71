import zipfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import InputError
from pipelines.sources.postcodes import (
    BROKEN,
    GEONAMES_LICENCE,
    NO_COUNTRY,
    NO_NUMBER,
    NO_POSTCODE,
    OUTSIDE,
    OWN_LICENCE,
    read_postcode_file,
)
from tests.postcode_files import WEST, degrees, geonames_row, street, write_geonames, write_postcodes

LATITUDE, LONGITUDE = degrees(*WEST)


def written(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return read_postcode_file(path)


def codes(rows):
    return [f"{digits}{letters}" for digits, letters in zip(rows.digits.tolist(), rows.letters.tolist(), strict=True)]


def is_at_the_start(rows):
    return np.allclose([rows.x_km[0], rows.y_km[0]], WEST, atol=0.001)


# GeoNames.


def test_the_postal_format_of_geonames_has_no_header(tmp_path):
    rows = read_postcode_file(write_geonames(tmp_path / "NL.txt", [(2650, *WEST, "Berkel"), (2651, 85, 447)]))

    assert codes(rows) == ["2650", "2651"]
    assert rows.place.tolist() == ["Berkel", ""]
    assert is_at_the_start(rows)
    assert rows.source.name == "NL.txt"
    assert rows.source.licence == GEONAMES_LICENCE
    assert rows.left_out == {}


def test_a_quote_in_the_name_of_a_place_is_a_quote(tmp_path):
    rows = read_postcode_file(write_geonames(tmp_path / "NL.txt", [(2650, *WEST, '"t Dorp'), (2651, 85, 447, "x")]))

    assert rows.place.tolist() == ['"t Dorp', "x"]


def test_rows_of_other_countries_are_left_out_and_counted(tmp_path):
    lines = [geonames_row(2650, *WEST), geonames_row(2651, *WEST, country="BE")]

    assert written(tmp_path / "alle.txt", "\n".join(lines)).left_out == {NO_COUNTRY: 1}


def test_the_zip_that_geonames_offers_is_read_as_it_is(tmp_path):
    with zipfile.ZipFile(tmp_path / "NL.zip", "w") as archive:
        archive.writestr("readme.txt", "about this file")
        archive.writestr("NL.txt", geonames_row(2650, *WEST))

    rows = read_postcode_file(tmp_path / "NL.zip")

    assert codes(rows) == ["2650"]
    assert rows.source.name == "NL.zip"


def test_what_pgeocode_keeps_is_of_geonames_too(tmp_path):
    header = "country_code,postal_code,place_name,community_code,latitude,longitude,accuracy"
    rows = written(tmp_path / "NL.txt", f"{header}\nNL,2650,Berkel,,{LATITUDE},{LONGITUDE},\n")

    assert codes(rows) == ["2650"]
    assert rows.source.licence == GEONAMES_LICENCE


# Delimited files.


@pytest.mark.parametrize(
    "header",
    [
        "postcode,latitude,longitude",
        "PC6,lat,lon",
        "pc4,Breedtegraad,Lengtegraad",
        "Postal_Code,lat,lng",
    ],
)
def test_columns_are_known_by_their_dutch_and_english_names(tmp_path, header):
    rows = read_postcode_file(write_postcodes(tmp_path / "a.csv", [("2650AB", *WEST)], header))

    assert codes(rows) == ["2650AB"]
    assert is_at_the_start(rows)
    assert rows.source.licence == OWN_LICENCE


@pytest.mark.parametrize("header", ["pc6;rd_x;rd_y", "postcode;X;Y", "naam;x;y;pc4\nDorp;84000;447000;2650"])
def test_coordinates_of_the_national_grid_are_metres(tmp_path, header):
    text = header if "\n" in header else f"{header}\n2650AB;84000;447000"

    assert is_at_the_start(written(tmp_path / "a.csv", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2611 AB", "2611AB"),
        ("2611ab", "2611AB"),
        (" 2611 ", "2611"),
        ("NL-2611 AB", "2611AB"),
        ("2611.0", "2611"),
    ],
)
def test_a_postcode_may_be_written_in_many_ways(tmp_path, text, expected):
    assert codes(written(tmp_path / "a.csv", f"postcode;lat;lon\n{text};{LATITUDE};{LONGITUDE}")) == [expected]


def test_a_comma_may_be_the_decimal_sign(tmp_path):
    text = f"postcode;lat;lon;plaats\n2650;{LATITUDE};{LONGITUDE};Bergschenhoek".replace(".", ",")

    assert is_at_the_start(written(tmp_path / "a.csv", text))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encoding_is_found_out(tmp_path, encoding):
    rows = written(tmp_path / "a.csv", f"plaats,postcode,lat,lon\nBêrgum,2650,{LATITUDE},{LONGITUDE}\n", encoding)

    assert rows.place.tolist() == ["Bêrgum"]


def test_line_ends_of_windows_and_a_line_for_excel_are_passed_over(tmp_path):
    rows = written(tmp_path / "a.csv", f"sep=;\r\npostcode;lat;lon\r\n2650;{LATITUDE};{LONGITUDE}\r\n")

    assert codes(rows) == ["2650"]


def test_what_cannot_be_used_is_left_out_and_counted_by_the_reason(tmp_path):
    good = f"{LATITUDE},{LONGITUDE}"
    lines = ["postcode,lat,lon", f"2650,{good}", f"2651,{good}", f"2652,{good}", f"2653,{good}"]
    lines += [f"0123,{good}", f"26,{good}", "2654,,", "2655,nan,4", "2656,51.5,-0.12", f"2657,{good},te veel"]

    rows = written(tmp_path / "a.csv", "\n".join(lines))

    assert codes(rows) == ["2650", "2651", "2652", "2653"]
    assert rows.left_out == {BROKEN: 1, NO_POSTCODE: 2, NO_NUMBER: 2, OUTSIDE: 1}


@given(st.lists(st.text(max_size=12), max_size=8), st.sampled_from([",", ";", "\t"]))
def test_any_text_gives_rows_or_one_line(tmp_path_factory, cells, separator):
    path = tmp_path_factory.mktemp("any") / "a.csv"
    text = f"postcode{separator}lat{separator}lon\n2650{separator}{LATITUDE}{separator}{LONGITUDE}\n"
    path.write_text(text + separator.join(cells), "utf-8", errors="ignore")

    try:
        rows = read_postcode_file(path)
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert np.isfinite(rows.x_km).all()


# Files that are refused as a whole, each with one line.


def refusal(path):
    with pytest.raises(InputError) as caught:
        read_postcode_file(path)
    text = str(caught.value)
    assert str(path) in text
    assert "\n" not in text
    return text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "leeg"),
        (b" \n\n", "leeg"),
        (b"postcode,lat,lon\n", "kopregel"),
        (b"postcode,lat\n2650,52\n", "kolommen ontbreken"),
        (b"naam,telefoon\nJan,1\n", "gevonden"),
        (b"postcode,lat,lon\nabc,52,4\n", "geen enkele rij is bruikbaar"),
        (b"postcode,lat,lon\n2650,84000,447000\n", "geen enkele rij is bruikbaar"),
        (b"%PDF-1.7 abc", "pdf"),
        (b"\0" * 100, "geen leesbare tekst"),
        (b"PK\x03\x04broken", "beschadigd"),
    ],
    ids=range(10),
)
def test_a_file_that_cannot_be_used_says_why_in_one_line(tmp_path, content, said):
    (tmp_path / "a.csv").write_bytes(content)

    assert said in refusal(tmp_path / "a.csv")


def test_a_missing_file_and_a_folder_say_so(tmp_path):
    assert "bestaat niet" in refusal(tmp_path / "weg.csv")
    assert "map" in refusal(tmp_path)


def test_a_zip_without_one_table_says_so(tmp_path):
    for names in ((), ("a.csv", "b.csv"), ("xl/book.xml",)):
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            for name in (*names, "leesmij"):
                archive.writestr(name, "x")

        assert "niet precies één tabel" in refusal(tmp_path / "a.zip")


def test_a_zip_that_was_cut_off_says_so(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("NL.txt", "\n".join(geonames_row(*row) for row in street(200, 3000)))
    whole = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(whole[: len(whole) // 2])

    assert "beschadigd" in refusal(tmp_path / "a.zip")


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("postcode,longitude,latitude", "breedtegraad en lengtegraad"),
        ("postcode,lon,lat", "breedtegraad en lengtegraad"),
    ],
)
def test_exchanged_degrees_are_refused_with_the_columns_by_name(tmp_path, header, columns):
    said = refusal(write_postcodes(tmp_path / "a.csv", street(), header))

    assert "verwisseld" in said
    assert columns in said


def test_exchanged_metres_are_refused(tmp_path):
    (tmp_path / "a.csv").write_text("pc4,rd_x,rd_y\n2650,447000,84000\n2651,447000,85000\n")

    assert "verwisseld" in refusal(tmp_path / "a.csv")


def test_a_geonames_file_with_its_coordinates_exchanged_is_refused(tmp_path):
    lines = [line.split("\t") for line in (geonames_row(*row) for row in street())]
    text = "\n".join("\t".join([*line[:9], line[10], line[9], line[11]]) for line in lines)
    (tmp_path / "NL.txt").write_text(text)

    assert "verwisseld" in refusal(tmp_path / "NL.txt")


def test_a_single_exchanged_row_is_only_left_out(tmp_path):
    path = write_postcodes(tmp_path / "a.csv", street())
    path.write_text(path.read_text() + f"2699,{LONGITUDE},{LATITUDE}\n")

    assert read_postcode_file(path).left_out == {OUTSIDE: 1}


def test_a_quote_that_is_never_closed_is_refused_and_cuts_nothing_off(tmp_path):
    rows = "".join(f"26{number},{LATITUDE},{LONGITUDE},Delft\n" for number in range(10, 60))

    with pytest.raises(InputError, match="aanhalingsteken wordt niet gesloten"):
        written(tmp_path / "p.csv", 'postcode,lat,lon,plaats\n2609,52.0,4.3,"X1\n' + rows)


def test_rows_that_are_all_too_long_are_told_of_as_such(tmp_path):
    with pytest.raises(InputError, match="alle 2 regels hebben een ander aantal velden"):
        written(tmp_path / "p.csv", "postcode,lat,lon\n2611,52.0,4.3,\n2612,52.0,4.3,\n")
