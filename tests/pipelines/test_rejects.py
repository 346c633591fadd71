import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.rejects import HEADER, REJECTS, SHOWN, WARNINGS, Remarks
from pipelines.sources.rows import Note


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def refused(*reasons, text="1,kok"):
    remarks = Remarks()
    for line, reason in enumerate(reasons, start=2):
        remarks.refuse("werk.csv", Note(line, "titel", reason), text)
    return remarks


def test_every_refused_row_stands_there_with_its_file_line_field_and_reason(tmp_path):
    refused("titel ontbreekt", "titel is te lang").write(tmp_path / "keer")

    assert read(tmp_path / "keer" / REJECTS) == [
        ["file", "line", "field", "reason", "row"],
        ["werk.csv", "2", "titel", "titel ontbreekt", "1,kok"],
        ["werk.csv", "3", "titel", "titel is te lang", "1,kok"],
    ]
    assert read(tmp_path / "keer" / WARNINGS) == [list(HEADER)]


def test_a_row_with_line_ends_and_quotes_comes_back_whole(tmp_path):
    text = '1,"kok\r\nin ""De Linde""",Delft'
    refused("titel ontbreekt", text=text).write(tmp_path / "keer")

    assert read(tmp_path / "keer" / REJECTS)[1][-1] == text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " ="])
def test_a_cell_that_a_spreadsheet_would_calculate_is_only_shown(tmp_path, start):
    refused("=1+1", text=f'{start}HYPERLINK("http://example.org")').write(tmp_path / "keer")

    (_, row) = read(tmp_path / "keer" / REJECTS)

    assert row[3] == "'=1+1"
    assert row[4].startswith(f"'{start}")


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_no_cell_ever_starts_a_formula(tmp_path_factory, texts):
    folder = tmp_path_factory.mktemp("keer") / "keer"
    remarks = Remarks()
    for text in texts:
        remarks.refuse(text, Note(1, text, text), text)
        remarks.warn(text, Note(1, text, text))
    remarks.write(folder)

    for name in (REJECTS, WARNINGS):
        cells = [cell for row in read(folder / name) for cell in row]
        assert len(cells) == len(HEADER) * (len(texts) + 1)
        assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]


@given(st.lists(st.text('=+-@;,\t\r\n "a1', max_size=12), min_size=1, max_size=5))
def test_no_cell_starts_a_formula_in_a_spreadsheet_that_cuts_at_other_signs(tmp_path_factory, texts):
    folder = tmp_path_factory.mktemp("keer") / "keer"
    remarks = Remarks()
    for text in texts:
        remarks.refuse("werk.csv", Note(1, "titel", "titel ontbreekt"), text)
    remarks.write(folder)

    lines = (folder / REJECTS).read_text("utf-8").splitlines()
    for sign in ";\t":
        cells = [cell for line in lines for cell in line.split(sign)]
        assert not [cell for cell in cells if cell.lstrip(' "').startswith(("=", "+", "-", "@"))]


def test_warnings_of_one_kind_are_told_once_with_the_first_line_and_the_count():
    remarks = Remarks()
    for line in (4, 7, 9):
        remarks.warn("werk.csv", Note(line, "loon", "geen periode"))
    remarks.warn("werk.csv", Note(0, "", "gelezen als UTF-16"))
    remarks.warn("ander.csv", Note(1, "loon", "geen periode"))

    first, second = remarks.summary("werk.csv")

    assert (first, second) == ("gelezen als UTF-16", "regel 4, loon: geen periode (3 keer)")
    assert len(remarks.summary("ander.csv")) == 1
    assert remarks.summary("geen.csv") == ()


def test_a_report_tells_a_bounded_number_of_kinds_and_how_many_more_there_are(tmp_path):
    remarks = Remarks()
    for line in range(1, SHOWN + 6):
        remarks.warn("werk.csv", Note(line, f"kolom {line}", "niet herkend"))

    told = remarks.summary("werk.csv")
    remarks.write(tmp_path / "keer")

    assert len(told) == SHOWN + 1
    assert "5" in told[-1]
    assert WARNINGS in told[-1]
    assert len(read(tmp_path / "keer" / WARNINGS)) == SHOWN + 6


def test_an_import_whose_list_fails_halfway_leaves_no_folder(tmp_path):
    remarks = refused("titel ontbreekt")
    remarks.rejects.append(None)

    with pytest.raises(TypeError):
        remarks.write(tmp_path / "keer")

    assert list(tmp_path.iterdir()) == []
