import zipfile

import pytest

from matcher.errors import InputError
from tests.feeds import feed, opened, read, rides


def test_a_feed_at_the_top_of_a_zip_and_one_in_a_folder_are_the_same(tmp_path):
    at_the_top = rides(read(tmp_path))

    assert rides(read(tmp_path, inside="gtfs/")) == at_the_top
    assert at_the_top == [("t1", "A", "B", "8:00", "8:05"), ("t1", "B", "C", "8:05", "8:10")]


def test_a_zip_that_was_cut_off_is_refused(tmp_path):
    path = feed(tmp_path)
    path.write_bytes(path.read_bytes()[:-100])

    with pytest.raises(InputError, match=r"^feed\.zip is geen hele zip \(.*\); download het bestand opnieuw\.$"):
        opened(path)


def test_a_web_page_instead_of_a_zip_is_refused(tmp_path):
    path = tmp_path / "feed.zip"
    path.write_text("<html>404</html>")

    with pytest.raises(InputError, match="geen hele zip"):
        opened(path)


def test_a_damaged_table_is_refused_by_name(tmp_path):
    path = feed(tmp_path)
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("stop_times.txt").header_offset + 60
    content = bytearray(path.read_bytes())
    content[at : at + 8] = b"\xff" * 8
    path.write_bytes(bytes(content))

    with pytest.raises(InputError, match=r"^stop_times\.txt in feed\.zip is beschadigd"):
        opened(path)


def test_a_zip_with_a_password_is_refused(tmp_path):
    path = feed(tmp_path)
    content = path.read_bytes()
    # The first of the flag bits, in every entry and in the list at the end, says that a password is needed.
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        parts = content.split(mark)
        content = mark.join([parts[0], *(_marked(part, offset - 4) for part in parts[1:])])
    path.write_bytes(content)

    with pytest.raises(InputError, match="met een wachtwoord versleuteld; maak een zip zonder wachtwoord"):
        opened(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"weg\.zip is niet te lezen"):
        opened(tmp_path / "weg.zip")


@pytest.mark.parametrize("table", ["stops", "routes", "trips", "stop_times"])
def test_a_table_that_is_needed_is_missed_by_name(tmp_path, table):
    with pytest.raises(InputError, match=rf"^in feed\.zip ontbreekt {table}\.txt; kies een volledige GTFS-feed\.$"):
        read(tmp_path, **{table: None})


def test_a_feed_without_any_calendar_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"ontbreken calendar\.txt en calendar_dates\.txt"):
        read(tmp_path, calendar=None)


def test_a_zip_of_something_else_is_refused(tmp_path):
    path = tmp_path / "foto.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("foto.txt", "een foto")

    with pytest.raises(InputError, match=r"foto\.zip bevat geen GTFS"):
        opened(path)


def test_a_zip_with_two_feeds_is_refused(tmp_path):
    path = feed(tmp_path, inside="a/")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("b/stops.txt", "stop_id\n")

    with pytest.raises(InputError, match=r"meer dan een dienstregeling \(in a, b\)"):
        opened(path)


def _marked(part, at):
    return part[:at] + bytes([part[at] | 1]) + part[at + 1 :]
