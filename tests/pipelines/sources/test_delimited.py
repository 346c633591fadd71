import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st

from pipelines.sources.delimited import BROKEN, CUT_OFF, TOO_LONG, UNCLOSED, Records, read_header
from pipelines.sources.files import Lines
from pipelines.sources.rows import Tally


def records_of(tmp_path, content, separator=";", prose=frozenset({1})):
    """Return what is found behind the header, which gives the width."""
    path = tmp_path / "f.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with Lines(path, b"id", Tally()) as lines:
        width = len(lines.read().split(separator))
        return list(Records(lines, separator, width, prose))


def header_of(tmp_path, content):
    path = tmp_path / "f.csv"
    path.write_text(content)
    known = {"id", "titel", "plaats", "uren"}
    with Lines(path, b"id", Tally()) as lines:
        return read_header(lines, lambda names: len(known & set(names)))


def test_the_separator_is_the_one_that_gives_most_known_names(tmp_path):
    assert header_of(tmp_path, "id;titel;plaats\n") == (["id", "titel", "plaats"], ";")
    assert header_of(tmp_path, "id,titel,plaats\n") == (["id", "titel", "plaats"], ",")
    assert header_of(tmp_path, "id\ttitel\tplaats\n") == (["id", "titel", "plaats"], "\t")
    assert header_of(tmp_path, "id;titel;a,b,c,d\n") == (["id", "titel", "a,b,c,d"], ";")


def test_a_quoted_name_may_hold_a_separator_or_a_line_end(tmp_path):
    assert header_of(tmp_path, 'id;"titel";"uren\nper week";"a;b"\n') == (["id", "titel", "uren\nper week", "a;b"], ";")


def test_blank_lines_and_the_line_that_excel_writes_stand_before_the_header(tmp_path):
    assert header_of(tmp_path, "\n  \nsep=,\nid,titel\n") == (["id", "titel"], ",")


def test_a_record_has_its_line_and_fields(tmp_path):
    first, second = records_of(tmp_path, "id;titel\n1;Kok\n\n2;Bakker\n")
    assert (first.line, first.fields) == (2, ["1", "Kok"])
    assert (second.line, second.fields) == (4, ["2", "Bakker"])


def test_a_quoted_field_may_hold_separators_quotes_and_line_ends(tmp_path):
    first, second = records_of(tmp_path, 'id;titel\n1;"Kok; ""chef""\nen meer"\n2;Bakker\n')
    assert first.fields == ["1", 'Kok; "chef"\nen meer']
    assert (second.line, second.fields) == (4, ["2", "Bakker"])


def test_a_quote_inside_a_word_is_an_ordinary_sign(tmp_path):
    assert records_of(tmp_path, 'id;titel\n1;Monteur 5" buis\n')[0].fields == ["1", 'Monteur 5" buis']


def test_rows_of_nothing_but_separators_are_blank(tmp_path):
    assert [record.line for record in records_of(tmp_path, "id;titel\n;\n1;Kok\n;;\n")] == [3]


def test_a_stray_quote_costs_its_own_line_only(tmp_path):
    found = records_of(tmp_path, 'id;titel\n1;"Kok\n2;Bakker\n3;Hovenier\n')
    assert [(record.line, record.problem) for record in found] == [(2, UNCLOSED), (3, ""), (4, "")]


def test_two_stray_quotes_do_not_swallow_what_stands_between_them(tmp_path):
    found = records_of(tmp_path, 'id;titel\n1;"Kok\n2;Bakker\n3;"Hovenier\n4;Schilder\n')
    assert [(record.line, record.problem) for record in found] == [(2, UNCLOSED), (3, ""), (4, UNCLOSED), (5, "")]


def test_a_stray_quote_that_a_later_quote_seems_to_close_swallows_nothing(tmp_path):
    found = records_of(tmp_path, 'id;titel\n1;"Kok\n2;"Bakker\n3;Buis 5" lang\n4;Monteur 5"\n5;Schilder\n')
    assert [record.line for record in found] == [2, 3, 4, 5, 6]
    assert [record.problem for record in found] == [UNCLOSED, UNCLOSED, "", "", ""]


def test_a_quoted_stretch_that_does_not_fit_the_header_is_no_record(tmp_path):
    found = records_of(tmp_path, 'id;titel\n1;"Kok\n2;Bakker\n3;";x;y\n4;Kok\n')
    assert [(record.line, record.problem) for record in found] == [(2, UNCLOSED), (3, ""), (4, UNCLOSED), (5, "")]


def test_a_file_cut_off_inside_quotes_loses_only_the_last_row(tmp_path):
    found = records_of(tmp_path, 'id;titel\n1;Kok\n2;"Bak')
    assert [(record.line, record.problem) for record in found] == [(2, ""), (3, UNCLOSED)]


def test_a_file_cut_off_halfway_a_row_refuses_that_row(tmp_path):
    found = records_of(tmp_path, "id;titel;plaats\n1;Kok;Delft\n2;Bak")
    assert [(record.line, record.problem) for record in found] == [(2, ""), (3, CUT_OFF)]


def test_a_row_with_too_many_fields_is_refused_with_both_counts(tmp_path):
    (record,) = records_of(tmp_path, "id;titel\n1;Kok;Delft\n")
    assert record.fields is None
    assert "3 velden en de kopregel 2" in record.problem


def test_empty_fields_too_many_are_no_matter(tmp_path):
    assert records_of(tmp_path, "id;titel\n1;Kok;; \n")[0].fields == ["1", "Kok"]


def test_missing_last_fields_are_read_as_empty_with_a_warning(tmp_path):
    first, second = records_of(tmp_path, "id;titel;plaats;uren\n1;Kok\n2;Bakker;Delft;32\n")
    assert first.fields == ["1", "Kok", "", ""]
    assert "2 velden en de kopregel 4" in first.warning
    assert second.warning == ""


def test_a_row_broken_by_a_line_end_without_quotes_is_refused_in_all_its_pieces(tmp_path):
    text = "id;titel;plaats;uren\n1;Kok met\n\nveel ervaring\nen plezier;Delft;32\n2;Bakker;Leiden;24\n"
    found = records_of(tmp_path, text)
    assert [(record.line, record.problem) for record in found] == [(2, BROKEN), (4, BROKEN), (5, BROKEN), (6, "")]


def test_short_rows_that_do_not_break_in_a_text_are_whole(tmp_path):
    found = records_of(tmp_path, "id;titel;plaats;uren\n1;Kok;Delft\n2;Bakker\n3;Kok;Delft;24\n")
    assert [record.problem for record in found] == ["", "", ""]


def test_many_short_rows_one_after_the_other_all_come_out_in_order(tmp_path):
    rows = "".join(f"{number};Kok\n" for number in range(500))
    found = records_of(tmp_path, f"id;titel;plaats;uren;route\n{rows}")
    assert [record.fields[0] for record in found] == [str(number) for number in range(500)]


def test_a_field_over_a_million_characters_is_refused_and_reading_goes_on(tmp_path):
    long = "x" * 1_000_001
    for field in (long, f'"{long}"'):
        found = records_of(tmp_path, f"id;titel\n1;{field}\n2;Kok\n")
        assert [(record.line, record.problem) for record in found] == [(2, TOO_LONG), (3, "")]


def test_a_record_over_four_million_characters_is_refused_also_when_each_field_is_shorter(tmp_path):
    field = '"' + "regel\n" * 150_000 + '"'
    found = records_of(tmp_path, f"a;b;c;d;e\n{';'.join([field] * 5)}\n1;2;3;4;5\n")
    assert [record.problem for record in found] == [TOO_LONG, ""]


def test_a_field_of_almost_a_million_characters_is_read(tmp_path):
    (record,) = records_of(tmp_path, f'id;titel\n1;"{"x" * 999_000}"\n')
    assert len(record.fields[1]) == 999_000


def test_a_field_of_ten_megabytes_is_refused_on_one_line_and_on_many(tmp_path):
    for field in ("x" * 10_000_000, "regel\n" * 1_700_000):
        found = records_of(tmp_path, f'id;titel\n1;"{field}"\n2;Kok\n')
        assert [record.problem for record in found] == [TOO_LONG, ""]


cells = st.text(st.sampled_from("ab;,\"'\n é"), max_size=12)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=8))
@example([["a", '"', "\n"], ["", "", ""]])
def test_whatever_csv_writes_is_read_back_record_by_record(tmp_path_factory, rows):
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows([["id", "titel", "plaats"], *rows])
    found = records_of(tmp_path_factory.mktemp("csv"), text.getvalue())
    assert [record.fields for record in found] == [row for row in rows if any(row)]


@given(st.text(st.sampled_from('a;"\n'), max_size=60))
def test_whatever_the_quotes_do_no_line_is_lost(tmp_path_factory, text):
    found = records_of(tmp_path_factory.mktemp("csv"), f"id;titel\n{text}\n", prose=frozenset())
    kept = "".join(record.text for record in found)
    lines = [line for line in text.split("\n") if line.strip(';" ')]
    assert all(line in kept for line in lines)
