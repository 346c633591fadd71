import os

import pytest

from matcher.errors import InputError
from pipelines.sources.files import LINE_LIMIT, Lines, read_head
from pipelines.sources.rows import Tally


def lines_of(tmp_path, content, **options):
    path = tmp_path / "f.csv"
    path.write_bytes(content)
    tally = Tally()
    found = []
    with Lines(path, read_head(path), tally, **options) as lines:
        while (text := lines.read()) is not None:
            found.append(text)
    return found, tally


@pytest.mark.parametrize(
    "content",
    [
        "id;titel\n1;Café\n".encode(),
        "id;titel\r\n1;Café\r\n".encode(),
        "\ufeffid;titel\n1;Café\n".encode(),
        "id;titel\r\n1;Café\r\n".encode("utf-16"),
        b"\xfe\xff" + "id;titel\n1;Café\n".encode("utf-16-be"),
        "id;titel\n1;Café\n".encode("cp1252"),
        "id;titel\r1;Café\r".encode("cp1252"),
        "id;titel\r1;Café".encode(),
    ],
    ids=["utf-8", "crlf", "bom", "utf-16-le", "utf-16-be", "cp1252", "old-mac-cp1252", "old-mac-utf-8"],
)
def test_the_lines_are_the_same_in_every_encoding_and_with_every_line_end(tmp_path, content):
    assert lines_of(tmp_path, content)[0] == ["id;titel", "1;Café"]


def test_each_line_has_its_own_encoding_and_the_exceptions_are_counted(tmp_path):
    found, tally = lines_of(tmp_path, "één\n".encode() + "twéé – €\n".encode("cp1252") + b"drie\n")
    assert found == ["één", "twéé – €", "drie"]
    assert [note.reason for note in tally.notes()] == [
        "een regel met ongeldige UTF-8 is gelezen als Windows-1252: 1 keer"
    ]


def test_reading_a_line_again_does_not_count_it_again(tmp_path):
    path = tmp_path / "f.csv"
    path.write_bytes("één\n".encode("cp1252"))
    tally = Tally()
    with Lines(path, read_head(path), tally) as lines:
        start = lines.mark()
        lines.read()
        lines.back(start)
        assert lines.read() == "één"
        assert lines.number == 1
    assert sum(tally.counted.values()) == 1


def test_a_file_in_utf_16_is_told(tmp_path):
    _, tally = lines_of(tmp_path, "id\n1\n".encode("utf-16"))
    assert [note.reason for note in tally.notes()] == ["het bestand is gelezen als UTF-16"]


def test_nul_bytes_and_control_characters_are_gone_and_tabs_stay(tmp_path):
    assert lines_of(tmp_path, b"a\x00b\x07c\x1bd\x7fe\tf\n")[0] == ["abcde\tf"]


def test_a_carriage_return_inside_a_line_is_a_space(tmp_path):
    assert lines_of(tmp_path, b"een\rtwee\r\ndrie\n")[0] == ["een twee", "drie"]


def test_a_line_that_is_too_long_is_cut_and_the_next_is_read(tmp_path):
    path = tmp_path / "f.csv"
    path.write_bytes(b"x" * (2 * LINE_LIMIT + 10) + b"\nkort\n")
    with Lines(path, read_head(path), Tally()) as lines:
        assert len(lines.read()) < LINE_LIMIT
        assert lines.overlong
        assert lines.read() == "kort"
        assert (lines.overlong, lines.number) == (False, 2)


def test_the_last_line_says_whether_a_line_end_stood_behind_it(tmp_path):
    path = tmp_path / "f.csv"
    path.write_bytes(b"een\ntwee")
    with Lines(path, read_head(path), Tally()) as lines:
        lines.read()
        assert lines.ended
        lines.read()
        assert not lines.ended


@pytest.mark.parametrize("content", [b"", b"\n\n", b"  \r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n", b"\xff\xfe"])
def test_an_empty_file_is_an_error_that_says_so(tmp_path, content):
    path = tmp_path / "leeg.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"leeg\.csv: het bestand is leeg; lever .*"):
        read_head(path)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04" + bytes(50),
        b"%PDF-1.7 ...",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..",
        b"\x1f\x8b\x08...",
        b"PAR1....",
    ],
)
def test_a_binary_file_is_an_error_that_says_to_save_it_as_csv(tmp_path, content):
    path = tmp_path / "vacatures.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"sla het op als CSV"):
        read_head(path)


def test_bytes_that_are_mostly_nul_are_no_text(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"ab\x00\x00\x00\x00cd" * 20)
    with pytest.raises(InputError, match="geen leesbare tekst; sla het op als CSV"):
        read_head(path)


def test_a_missing_file_a_folder_and_a_device_are_errors_that_say_what_to_do(tmp_path):
    with pytest.raises(InputError, match="bestaat niet; controleer de naam"):
        read_head(tmp_path / "weg.csv")
    with pytest.raises(InputError, match="dit is een map; noem een bestand"):
        read_head(tmp_path)
    os.mkfifo(tmp_path / "pijp")
    with pytest.raises(InputError, match="geen gewoon bestand"):
        read_head(tmp_path / "pijp")


def test_a_path_that_leads_nowhere_is_an_error(tmp_path):
    ring = tmp_path / "ring.csv"
    ring.symlink_to(ring)
    with pytest.raises(InputError, match="kan niet worden gelezen"):
        read_head(ring)


def test_a_path_with_a_nul_in_it_is_an_error(tmp_path):
    with pytest.raises(InputError, match="kan niet worden gelezen"):
        read_head(tmp_path / "a\0b.csv")


def test_a_file_without_permission_is_an_error_that_asks_for_it(tmp_path):
    path = tmp_path / "dicht.csv"
    path.write_text("id;titel\n1;Kok\n")
    path.chmod(0)
    administrator = os.geteuid() == 0
    if administrator:  # the administrator may read everything, so read as somebody else
        os.seteuid(65_534)
    try:
        with pytest.raises(InputError, match="geen leesrecht op dit bestand; geef leesrecht"):
            read_head(path)
    finally:
        if administrator:
            os.seteuid(0)


def test_every_error_is_one_line(tmp_path):
    for path in (tmp_path, tmp_path / "weg.csv"):
        with pytest.raises(InputError) as caught:
            read_head(path)
        assert "\n" not in str(caught.value)
