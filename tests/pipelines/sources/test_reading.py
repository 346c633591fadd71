import csv
import io
import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matcher.errors import InputError
from matcher.guard import MASK
from pipelines.sources.clients import read_clients
from pipelines.sources.columns import CLIENT, COURSE, VACANCY
from pipelines.sources.courses import read_courses
from pipelines.sources.reading import content_id
from pipelines.sources.rows import Parsed
from pipelines.sources.vacancies import read_vacancies

KINDS = [(read_vacancies, VACANCY), (read_clients, CLIENT), (read_courses, COURSE)]


def test_a_column_that_is_kept_out_is_gone_named_and_counted(reading):
    found = reading.vacancies("id;titel;BSN;Geslacht\n1;Kok;123456782;v\n2;Kok;;m\n")
    assert found.values[0].title == "Kok"
    assert dict(found.rows[0].row.values) == {"id": "1", "titel": "Kok"}
    assert "123456782" not in found.rows[0].row.raw
    assert found.notes == [
        ("BSN", "kolom niet gelezen, want die hoort hier niet (burgerservicenummer); 1 waarde(n) weggelaten"),
        ("Geslacht", "kolom niet gelezen, want die hoort hier niet (geslacht); 2 waarde(n) weggelaten"),
    ]


def test_keys_of_json_that_are_kept_out_are_gone_at_every_depth(reading):
    line = json.dumps({"id": 1, "titel": "Kok", "bsn": 1, "extra": {"geslacht": "v", "x": [{"leeftijd": 4, "y": 5}]}})
    found = reading.vacancies(line + "\n" + line, "v.jsonl")
    assert found.rows[0].row.values == {"id": 1, "titel": "Kok", "extra": {"x": [{"y": 5}]}}
    assert {name for name, reason in found.notes if "hoort hier niet" in reason} == {"bsn", "geslacht", "leeftijd"}
    assert "geslacht" not in found.rows[0].row.raw


def test_a_ragged_row_of_a_file_with_forbidden_columns_is_not_kept_because_anything_may_be_anywhere(reading):
    assert reading.vacancies("id;titel;geslacht\n1;Kok;v;x\n").rows[0].row.raw == MASK
    assert reading.vacancies("id;titel;plaats\n1;Kok;v;x\n").rows[0].row.raw == "1;Kok;v;x"


def test_a_key_that_is_not_known_is_named_once(reading):
    found = reading.vacancies(
        '{"id": 1, "titel": "Kok", "kleur": 1}\n{"id": 2, "titel": "Kok", "kleur": 2}\n', "v.jsonl"
    )
    assert found.notes == [("kleur", "kolom niet herkend en niet gelezen")]


def test_an_unknown_column_is_named_once(reading):
    assert reading.vacancies("id;titel;kleur\n1;Kok;rood\n2;Kok;\n").notes == [
        ("kleur", "kolom niet herkend en niet gelezen")
    ]


def test_the_later_name_fills_in_where_the_earlier_is_empty(reading):
    found = reading.vacancies("id;functie;titel\n1;Bakker;Kok\n2;Bakker;\n")
    assert [value.title for value in found.values] == ["Kok", "Bakker"]
    as_json = reading.vacancies(
        '{"id":1,"functie":"Bakker","titel":"Kok"}\n{"id":2,"functie":"Bakker","titel":""}\n', "v.jsonl"
    )
    assert [value.title for value in as_json.values] == ["Kok", "Bakker"]


def test_columns_that_are_joined_all_count(reading):
    text = "id;titel;rijbewijs;certificaten\n1;Kok;B;VCA-diploma\n2;Kok;;heftruck\n"
    assert [value.licences for value in reading.vacancies(text).values] == [{"rijbewijs-b", "vca-basis"}, {"heftruck"}]
    line = '{"id":1,"titel":"Kok","rijbewijs":"B","certificaten":["VCA-diploma"]}\n{"id":2,"titel":"Kok"}\n'
    assert reading.vacancies(line, "v.jsonl").values[0].licences == {"rijbewijs-b", "vca-basis"}


def test_the_kind_of_a_file_is_told(reading):
    assert reading.vacancies("id;titel\n1;Kok\n").source.kind == "csv"
    assert reading.vacancies('[{"id":1,"titel":"Kok"}]').source.kind == "jsonl"
    assert reading.vacancies('{"@type":"JobPosting","title":"Kok"}').source.kind == "jobposting"


def test_the_file_of_a_source_is_its_path(reading, tmp_path):
    assert reading.vacancies("id;titel\n1;Kok\n").source.file == str(tmp_path / "v.csv")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("v.csv", "id;titel\n", "alleen een kopregel"),
        ("v.csv", "id;titel", "alleen een kopregel"),
        ("v.csv", "id;titel\n;;\n\n", "alleen een kopregel"),
        ("v.csv", "id;wat\n1;Kok\n", "kolom titel ontbreekt; gevonden: 'id', 'wat'"),
        ("v.json", "{kapot", "geen geldige JSON"),
        ("v.json", "[]", "geen enkel leesbaar object"),
        ("v.json", "[1, 2]", "geen enkel leesbaar object"),
        ("v.json", '"tekst"', "geen geldige JSON"),
        ("v.jsonl", "kapot\nstuk\n", "geen geldige JSON"),
        ("v.html", "<html><body>Kok</body></html>", "geen leesbare JobPosting"),
        ("v.jsonld", '{"@type": "Organization"}', "geen enkel leesbaar object"),
    ],
)
def test_a_file_that_cannot_be_read_as_a_whole_is_one_line_that_names_it(reading, name, content, message):
    with pytest.raises(InputError, match=message) as caught:
        reading.vacancies(content, name)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_clients_need_ids_and_courses_titles(reading):
    with pytest.raises(InputError, match="kolom id ontbreekt"):
        reading.clients("gemeente\nDelft\n")
    with pytest.raises(InputError, match="kolom titel ontbreekt"):
        reading.courses("aanbieder\nX\n")


def test_vacancies_in_place_of_clients_are_an_error(reading):
    with pytest.raises(InputError, match="dit zijn vacatures"):
        reading.clients('{"@type": "JobPosting", "title": "Kok"}', "c.json")


def test_an_object_that_is_nested_too_deep_is_refused(reading):
    deep = '{"id":1,"titel":"Kok","x":' + "[" * 900 + "]" * 900 + "}"
    found = reading.vacancies(f'{deep}\n{{"id":2,"titel":"Bakker"}}\n', "v.jsonl")
    assert found.values[1].title == "Bakker"
    assert len(found.rows) == 2
    assert isinstance(found.rows[0].row.raw, str)


def test_an_id_from_the_contents_is_the_same_for_the_same_contents_in_any_format():
    assert content_id({"titel": "Kok", "uren": "32"}) == content_id({"uren": 32, "titel": "Kok"})
    assert content_id({"titel": "Kok"}) != content_id({"titel": "Bakker"})


def test_a_huge_file_is_not_read_whole(tmp_path):
    path = tmp_path / "groot.csv"
    with path.open("w") as file:
        file.write("id;titel\n" + "1;Kok\n" * 20_000)
        file.truncate(200_000_000_000)  # sparse: 200 GB that takes no room, and no memory could hold
    first = next(read_vacancies(path, {}).rows)
    path.unlink()
    assert first.value.title == "Kok"


@pytest.mark.parametrize(("reader", "table"), KINDS)
def test_csv_and_json_lines_with_the_same_contents_give_equal_values(reading, reader, table):
    cells = {
        "id": "7",
        "titel": "Kok & co",
        "omschrijving": "<p>Warm</p>",
        "plaats": "Delft",
        "postcode": "2611 AB",
        "breedtegraad": "52.0116",
        "lengtegraad": "4.3571",
        "uren_min": "24",
        "uren_max": "32.5",
        "salaris_min": "14.55",
        "salaris_max": "16",
        "salaris_periode": "uur",
        "vaardigheden": "koken, bakken|snijden",
        "licenties": "B|vliegbrevet",
        "dagdelen": "dag|avond",
        "belasting": "tillen:2|staan:3",
        "belastbaarheid": "tillen:1",
        "talen": "nl:B1",
        "vervoer": "fiets:30|ov:60",
        "werkervaring": "kok:4",
        "startdatum": "2026-03-03",
        "aanbieder": "School",
        "weken": "6",
        "prijs": "350.5",
        "online": "ja",
        "aantal": "2",
        "ladder": "3",
        "niveau": "mbo 2",
        "leert": "koken",
        "wensen": "kok",
    }
    cells = {column: value for column, value in cells.items() if column in table}
    numbers = {
        "id",
        "breedtegraad",
        "lengtegraad",
        "uren_min",
        "uren_max",
        "salaris_min",
        "salaris_max",
        "weken",
        "prijs",
        "aantal",
        "ladder",
    }
    pairs = {"belasting", "belastbaarheid", "talen", "vervoer", "werkervaring"}

    def typed(column, value):
        if column in numbers:
            return json.loads(value)
        if column in pairs:
            return {
                name: json.loads(last) if last.isdigit() else last
                for name, _, last in (pair.partition(":") for pair in value.split("|"))
            }
        if column == "online":
            return True
        return value.split("|") if "|" in value else value

    table_text = io.StringIO()
    csv.writer(table_text).writerows([cells.keys(), cells.values()])
    name = {read_vacancies: "vacancies", read_clients: "clients", read_courses: "courses"}[reader]
    from_csv = getattr(reading, name)(table_text.getvalue())
    line = json.dumps({column: typed(column, value) for column, value in cells.items()})
    from_lines = getattr(reading, name)(f"{line}\n{line}\n", "x.jsonl")
    from_array = getattr(reading, name)(f"[{line}]", "x.json")
    assert from_csv.values[0] is not None
    assert from_csv.values[0] == from_lines.values[0] == from_array.values[0]
    assert from_csv.warnings == from_array.warnings


headers = st.sampled_from(
    [
        b"",
        b"id;titel;uren;salaris\n",
        b"id,titel,bsn,lat,lon\n",
        b'{"id":1,"titel":"x"}\n',
        b'[{"@type":"JobPosting","title":',
        b"\xff\xfe",
        b"id\ttitel\taanbieder\tprijs\n",
        b"<html><script type='application/ld+json'>",
        b"id;vervoer;talen;ladder\n",
    ]
)
pieces = st.lists(
    st.one_of(
        st.binary(max_size=20),
        st.sampled_from(
            [
                b'"',
                b";",
                b"\n",
                b"\r",
                b",",
                b"\t",
                b"\0",
                b"{",
                b"}",
                b"[",
                b":",
                b'"@type":"JobPosting"',
                b"NaN",
                b"-1",
                b"31-02-2026",
                b"99",
                b'"uren":',
                b'"id":null',
                b"\\ud800",
                b"fiets:30|",
                "é".encode(),
            ]
        ),
    ),
    max_size=25,
)


@settings(max_examples=300)
@given(headers, pieces)
@example(b"id;titel\n", [b"\xb2" * 9, b";x\n"])
@example(b"", ["²²²²²²²²;1\n".encode()])
def test_any_bytes_are_an_input_error_or_rows_and_never_anything_else(tmp_path_factory, head, parts):
    path = tmp_path_factory.mktemp("bytes") / "f"
    path.write_bytes(head + b"".join(parts))
    for reader, _ in KINDS:
        try:
            rows = list(reader(path, {"rijbewijs b": "rijbewijs-b"}).rows)
        except InputError as found:
            rows, error = [], str(found)
        else:
            error = ""
        assert bool(rows) != bool(error)
        assert "\n" not in error
        for row in rows:
            assert isinstance(row, Parsed)
            assert (row.value is None) == (row.refusal is not None)
            assert row.refusal is None or row.refusal.reason
            assert row.row.raw.encode() is not None


values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.lists(st.text(max_size=5), max_size=3),
    st.dictionaries(st.text(max_size=5), st.one_of(st.integers(), st.text(max_size=5)), max_size=3),
)


@settings(max_examples=200)
@given(st.sampled_from(KINDS), st.data())
def test_every_record_gives_one_row_whatever_its_values_are(tmp_path_factory, kind, data):
    reader, table = kind
    records = data.draw(
        st.lists(
            st.dictionaries(st.sampled_from(sorted(table)), values, min_size=1, max_size=6), min_size=1, max_size=5
        )
    )
    path = tmp_path_factory.mktemp("json") / "f.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records))
    assert len(list(reader(path, {}).rows)) == len(records)


cells = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=8)


@given(
    st.lists(
        st.lists(cells, min_size=4, max_size=4).filter(lambda row: any(map(str.strip, row))), min_size=1, max_size=6
    )
)
def test_every_record_of_a_table_gives_one_row(tmp_path_factory, rows):
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows([["id", "titel", "uren", "salaris"], *rows])
    path = tmp_path_factory.mktemp("csv") / "f.csv"
    path.write_bytes(text.getvalue().encode())
    try:
        found = list(read_vacancies(path, {}).rows)
    except InputError:
        assert all(not "".join(filter(str.isprintable, cell)).strip() for row in rows for cell in row)
        return
    assert len(found) == sum(1 for row in rows if any(cell.translate(NO_CONTROLS) for cell in row))


NO_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])
