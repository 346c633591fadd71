import zipfile
from datetime import date

import pytest

from matcher.errors import InputError
from tests.feeds import feed, lines, opened, plain, read, rides, stop_times

TIMES = plain(stop_times({"t1": "A 8:00, B 8:05, C 8:10"}))
EXPECTED = [("t1", "A", "B", "8:00", "8:05"), ("t1", "B", "C", "8:05", "8:10")]


def times(text):
    return {"stop_times": text.encode()}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeff" + TIMES, id="a byte order mark"),
        pytest.param(TIMES.replace("\n", "\r\n"), id="lines of Windows"),
        pytest.param(TIMES.rstrip("\n"), id="no end of the last line"),
        pytest.param(TIMES.replace(",", " , "), id="spaces around everything"),
        pytest.param(TIMES.replace("A", '"A"').replace("trip_id", '"trip_id"'), id="quotes"),
        pytest.param(TIMES.replace(",B,", ', "B" ,'), id="spaces around quotes"),
        pytest.param(TIMES.replace("\n", "\n\n"), id="blank lines"),
        pytest.param(TIMES + "  \n", id="a last line of spaces"),
        pytest.param(TIMES.replace(",3\n", ",3,\n"), id="a comma too many"),
        pytest.param(TIMES.replace("08", "8"), id="hours of one digit"),
    ],
)
def test_the_ways_in_which_programs_write_a_table_are_all_read(tmp_path, text):
    assert rides(read(tmp_path, **times(text))) == EXPECTED


def test_columns_may_come_in_any_order_with_others_between_them(tmp_path):
    mixed = """
        stop_id, stop_sequence, timepoint, departure_time, arrival_time, trip_id, colour
        A,       1,             1,         8:00:00,        8:00:00,      t1,      red
        B,       2,             1,         8:05:00,        8:05:00,      t1,      red
        C,       3,             1,         8:10:00,        8:10:00,      t1,      red
    """

    assert rides(read(tmp_path, stop_times=mixed)) == EXPECTED


def test_a_line_that_stops_early_has_its_last_values_empty(tmp_path):
    short = """
        trip_id, arrival_time, departure_time, stop_id, stop_sequence, pickup_type
        t1,      8:00:00,      8:00:00,        A,       1,             0
        t1,      8:05:00,      8:05:00,        B,       2,             0
        t1,      8:10:00,      8:10:00,        C,       3
    """

    assert rides(read(tmp_path, stop_times=short)) == EXPECTED


def test_a_value_in_quotes_may_hold_commas_quotes_and_line_ends(tmp_path):
    stops = b'stop_id,stop_name,stop_lat,stop_lon\nA,"Markt, ""hoek""",52.0,4.3\nB,"Twee\nregels",52.01,4.3\n'

    read_back = read(tmp_path, runs={"t1": "A 8:00, B 8:05"}, stops=stops)

    assert list(read_back.stops.name) == ['Markt, "hoek"', "Twee\nregels"]


def test_a_stop_may_be_called_na(tmp_path):
    path = feed(tmp_path, runs={"t1": "NA 8:00, null 8:05"}, stops={"NA": (52.0, 4.3), "null": (52.01, 4.3)})

    assert rides(opened(path)) == [("t1", "NA", "null", "8:00", "8:05")]


def test_a_line_with_too_many_values_is_refused_by_number(tmp_path):
    with pytest.raises(InputError, match=r"^stop_times\.txt in feed\.zip, regel 3: 6 velden waar 5 kolommen zijn;"):
        read(tmp_path, **times(TIMES.replace("B,2", "B,2,x")))


def test_lines_are_counted_over_blank_ones_and_texts_of_two_lines(tmp_path):
    stops = b'stop_id,stop_name,stop_lat,stop_lon\n\nA,"Twee\nregels",52.0,4.3\nB,Halte B,abc,4.3\n'

    with pytest.raises(InputError, match=r'^stops\.txt in feed\.zip, regel 5: kolom stop_lat: "abc" is geen getal;'):
        read(tmp_path, runs={"t1": "A 8:00, B 8:05"}, stops=stops)


def test_an_error_in_a_line_of_another_length_has_its_own_number(tmp_path):
    with pytest.raises(InputError, match='regel 3: kolom departure_time: "abc" is geen tijd'):
        read(tmp_path, **times(TIMES.replace("8:05:00,B,2", "abc,B,2,")))


def test_text_that_is_no_utf_8_is_refused_by_line(tmp_path):
    stops = "stop_id,stop_name,stop_lat,stop_lon\nA,Plein,52.0,4.3\nB,Café,52.01,4.3\n".encode("cp1252")

    with pytest.raises(InputError, match=r"^stops\.txt in feed\.zip, regel 3: geen UTF-8; sla het bestand op als CSV"):
        read(tmp_path, runs={"t1": "A 8:00, B 8:05"}, stops=stops)


@pytest.mark.parametrize("column", ["trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence"])
def test_a_column_that_is_needed_is_missed_by_name(tmp_path, column):
    with pytest.raises(InputError, match=rf"^stop_times\.txt in feed\.zip, regel 1: kolom {column} ontbreekt;"):
        read(tmp_path, **times(TIMES.replace(column, "anders")))


def test_a_column_that_is_there_twice_is_refused(tmp_path):
    with pytest.raises(InputError, match="regel 1: kolom stop_id staat er twee keer"):
        read(tmp_path, **times(TIMES.replace("arrival_time", "stop_id")))


@pytest.mark.parametrize("table", ["stops", "routes", "trips", "stop_times", "calendar"])
def test_a_table_with_a_header_alone_is_refused(tmp_path, table):
    with_header = {
        "stops": "stop_id, stop_lat, stop_lon",
        "routes": "route_id, route_type",
        "trips": "trip_id, route_id, service_id",
        "stop_times": TIMES.splitlines()[0],
        "calendar": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
    }

    with pytest.raises(InputError, match=rf"^{table}\.txt in feed\.zip heeft geen enkele regel;"):
        read(tmp_path, **{table: with_header[table]})


@pytest.mark.parametrize("table", ["stops", "routes", "trips", "stop_times"])
def test_a_table_with_nothing_in_it_is_refused(tmp_path, table):
    with pytest.raises(InputError, match=rf"^{table}\.txt in feed\.zip is leeg;"):
        read(tmp_path, **{table: b""})


@pytest.mark.parametrize("table", ["transfers", "frequencies", "feed_info", "calendar_dates"])
def test_an_empty_file_for_what_a_feed_does_not_have_is_no_table(tmp_path, table):
    assert rides(read(tmp_path, **{table: b""})) == rides(read(tmp_path))


def test_names_of_tables_may_be_in_capitals(tmp_path):
    path = feed(tmp_path, calendar_dates="service_id, date, exception_type\ndaily, 20261202, 2")
    with zipfile.ZipFile(path) as archive:
        tables = {name.upper(): archive.read(name) for name in archive.namelist()}
    loud = tmp_path / "HARD.ZIP"
    with zipfile.ZipFile(loud, "w") as archive:
        for name, content in tables.items():
            archive.writestr(name, content)

    assert rides(opened(loud)) == rides(opened(path))
    with pytest.raises(InputError, match="2 december 2026"):
        opened(loud, date(2026, 12, 2))


def test_a_quote_that_is_never_closed_is_refused_by_line(tmp_path):
    trips = b'trip_id,route_id,service_id,trip_headsign\nt1,37,daily,Wijk\nt2,37,daily,"Wijk\nt3,37,daily,Wijk\n'

    with pytest.raises(
        InputError, match=r"^trips\.txt in feed\.zip, regel 3: een aanhalingsteken wordt niet gesloten;"
    ):
        read(tmp_path, trips=trips)


def test_a_lone_quote_inside_a_name_is_part_of_it(tmp_path):
    stops = b'stop_id,stop_name,stop_lat,stop_lon\nA,Hoek 5" pijp,52.0,4.3\nB,Plein,52.01,4.3\n'

    assert read(tmp_path, runs={"t1": "A 8:00, B 8:05"}, stops=stops).stops.name[0] == 'Hoek 5" pijp'


def test_a_table_without_any_column_that_is_read_says_nothing(tmp_path):
    read_back = read(tmp_path, feed_info=lines("feed_lang", "nl"), transfers=lines("colour", "red"))

    assert rides(read_back) == EXPECTED
    assert read_back.sources[0].version == ""
