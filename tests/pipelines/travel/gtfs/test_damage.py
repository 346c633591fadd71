"""Whatever is wrong with a feed, it is read or refused in words: nothing else ever comes out of it."""

import zipfile

from hypothesis import example, given
from hypothesis import strategies as st

from matcher.errors import InputError
from tests.feeds import feed, lines, opened

TABLES = {
    "stops": lines(
        "stop_id, stop_name, stop_lat, stop_lon, location_type, parent_station",
        "S, Delft, 52.0067, 4.3564, 1,",
        "A, Perron, , , 0, S",
        "B, Markt, 52.0116, 4.3571, 0,",
        "C, Wijk, 52.0153, 4.3702, 0,",
    ),
    "trips": lines("trip_id, route_id, service_id, block_id", "t1, 37, daily, x", "t2, 37, daily, x"),
    "calendar_dates": lines("service_id, date, exception_type", "daily, 20261203, 2"),
    "frequencies": lines("trip_id, start_time, end_time, headway_secs", "t2, 9:00:00, 9:30:00, 600"),
    "transfers": lines("from_stop_id, to_stop_id, transfer_type, min_transfer_time", "S, B, 2, 120", "C, C, 1,"),
    "feed_info": lines("feed_version", "7"),
}
RUNS = {"t1": "A 8:00, B, C 8:10", "t2": "C 8:12, B 8:20"}
NAMES = ("stops", "routes", "trips", "stop_times", "calendar", "calendar_dates", "frequencies", "transfers")
PIECES = st.sampled_from([b"", b",", b'"', b"\n", b"\r", b" ", b"\xff", b"\x00", b"-", b"99999999", b"t2", b"A", b";"])


def outcome(path):
    """None when the feed was read, else the message with which it was refused."""
    try:
        opened(path)
    except InputError as error:
        return str(error)
    return None


def rewritten(path, table, change):
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    contents[f"{table}.txt"] = change(contents[f"{table}.txt"])
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)


@given(
    table=st.sampled_from(NAMES),
    at=st.integers(0, 400),
    length=st.integers(0, 12),
    piece=PIECES,
)
@example(table="stops", at=0, length=0, piece=b"")
def test_a_table_with_anything_else_in_it_is_read_or_refused_in_one_line(tmp_path_factory, table, at, length, piece):
    path = feed(tmp_path_factory.mktemp("feed"), runs=RUNS, **TABLES)

    def change(content):
        place = at % (len(content) + 1)
        return content[:place] + piece + content[place + length :]

    rewritten(path, table, change)

    message = outcome(path)

    assert message is None or (message.endswith(".") and "feed.zip" in message)


@given(at=st.integers(0, 4000), value=st.integers(0, 255))
def test_a_zip_with_another_byte_in_it_is_read_or_refused(tmp_path_factory, at, value):
    path = feed(tmp_path_factory.mktemp("feed"), runs=RUNS, **TABLES)
    content = bytearray(path.read_bytes())
    content[at % len(content)] = value
    path.write_bytes(bytes(content))

    message = outcome(path)

    assert message is None or message.endswith(".")
