import csv
import json
import random
import resource
import shutil
import subprocess

import pytest

from matcher.catalogue import licences
from matcher.guard import MASK, is_service_number
from pipelines.durable import PARTIAL, only_writer
from pipelines.home import open_home
from pipelines.market import current_id
from pipelines.reading_files import licence_words
from pipelines.sources.columns import CLIENT, COURSE, VACANCY
from pipelines.store.engine import store_of
from tests.homes import (
    COMMAND,
    SKILLS,
    content_of,
    environment,
    ingest,
    is_one_line_error,
    region,
    served,
    springplank,
    springplank_process,
    write_catalogue,
    write_csv,
    write_lines,
)

KOK, BEZORGER, HULP = (
    {"id": "v1", "titel": "Soepkok", "werkgever": "De Pan", "plaats": "Delft", "vaardigheden": "soep koken"},
    {"id": "v2", "titel": "Pizzabezorger", "werkgever": "Rondje", "plaats": "Leiden", "vaardigheden": "fietsen"},
    {"id": "v3", "titel": "Keukenhulp", "werkgever": "De Pan", "plaats": "Delft", "vaardigheden": "afwassen"},
)
GOOD = (KOK, BEZORGER, HULP)
SERVICE_NUMBER = "123456782"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A home with a small catalogue, three vacancies and two clients."""
    folder = tmp_path_factory.mktemp("begin")
    catalogue = write_catalogue(folder / "catalogus")
    vacancies = write_csv(folder / "werk.csv", GOOD)
    clients = write_lines(folder / "mensen.jsonl", [{"id": "c1", "plaats": "Delft"}, {"id": "c2", "uren_max": 20}])
    ran = ingest(folder / "huis", "--taxonomy", catalogue, "--vacancies", vacancies, "--clients", clients)
    assert ran.status == 0, ran.err
    return folder / "huis"


@pytest.fixture
def home(made, tmp_path):
    return shutil.copytree(made, tmp_path / "huis")


def source_of(ran, name=None):
    """What the report says of one file."""
    sources = ran.document["sources"]
    (found,) = sources if name is None else [source for source in sources if source["file"] == name]
    return found


def counts_of(ran, name=None):
    source = source_of(ran, name)
    return tuple(source[kind] for kind in ("read", "accepted", "refused", "merged"))


def adds_up(ran):
    return all(
        source["read"] == source["accepted"] + source["refused"] + source["merged"]
        for source in ran.document["sources"]
    )


def table(home, name="rejects.csv"):
    """The rows that the last import refused, or its warnings."""
    last = max(path for path in (home / "imports").iterdir() if path.is_dir())
    with (last / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ids(home):
    return sorted(served(home).display["id"].to_pylist())


def texts(home, column):
    opened = served(home)
    return dict(zip(opened.display["id"].to_pylist(), opened.display[column].to_pylist(), strict=True))


def without_imports(home):
    """Everything that is in service: not the lists of what was refused, and not the lock."""
    kept = content_of(home)
    return {path: data for path, data in kept.items() if path.parts[0] != "imports" and path.name != ".lock"}


def clients_of(home):
    with store_of(open_home(home)) as store:
        return {stored.client.id: stored for stored in store.clients.all()}


def courses_of(home):
    with store_of(open_home(home)) as store:
        return {course.id: course for course in store.courses.all()}


# Files that cannot be used at all: one line, and everything stays as it was.

HEADER = b"id,titel,plaats\n"
UNUSABLE = {
    "empty": b"",
    "white": b" \n\n\t\n",
    "mark-only": b"\xef\xbb\xbf",
    "header-only": HEADER,
    "header-and-blank-lines": HEADER + b"\n\n\n",
    "no-title": b"id,plaats\n1,Delft\n",
    "random": random.Random(7).randbytes(5_000),
    "zeros": bytes(4_000),
    "image": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "excel": b"PK\x03\x04" + bytes(range(256)) * 8,
    "database": b"SQLite format 3\x00" + bytes(4_000),
    "json-cut": b'[{"id": "1", "titel": "Kok"}, {"id": "2", "tit',
    "json-empty-list": b"[]",
    "json-empty-object": b"{}",
    "json-number": b"12",
    "json-lines-broken": b'{"id": "1", \n{"titel": \n',
    "page-without-postings": b"<!doctype html><html><body><p>Kok gezocht</p></body></html>",
    "all-rows-refused": b"id,titel,plaats\n,Kok,Delft\n2,,Leiden\n",
    "all-wages-negative": b"id,titel,salaris\n1,Kok,-12 per uur\n",
}


@pytest.mark.parametrize("content", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_a_file_that_cannot_be_used_is_one_line_and_leaves_everything_as_it_was(made, tmp_path, content):
    (tmp_path / "werk.csv").write_bytes(content)
    before = without_imports(made)

    ran = ingest(made, "--vacancies", tmp_path / "werk.csv")

    assert is_one_line_error(ran), ran
    assert "werk.csv" in ran.complaint[0]
    assert without_imports(made) == before
    assert ids(made) == ["v1", "v2", "v3"]


@pytest.mark.parametrize("content", [UNUSABLE["empty"], UNUSABLE["random"], UNUSABLE["all-rows-refused"]])
def test_so_it_is_with_a_process_of_its_own(home, tmp_path, content):
    (tmp_path / "werk.csv").write_bytes(content)
    before = without_imports(home)

    ran = springplank_process("ingest", "--home", home, "--vacancies", tmp_path / "werk.csv")

    assert is_one_line_error(ran), ran
    assert "Traceback" not in ran.err
    assert without_imports(home) == before


@pytest.mark.parametrize("kind", ["--vacancies", "--clients", "--courses"])
def test_a_missing_file_and_a_folder_are_told_for_every_kind(made, tmp_path, kind):
    before = without_imports(made)

    for path in (tmp_path / "er-is-niets.csv", tmp_path):
        ran = ingest(made, kind, path)
        assert is_one_line_error(ran), ran
        assert str(path) in ran.complaint[0]

    assert without_imports(made) == before


@pytest.mark.parametrize("kind", ["--clients", "--courses"])
@pytest.mark.parametrize("name", ["empty", "random", "json-cut", "json-empty-list", "page-without-postings"])
def test_clients_and_courses_from_a_file_that_cannot_be_used_change_nothing_either(made, tmp_path, kind, name):
    (tmp_path / "lijst").write_bytes(UNUSABLE[name])
    before = without_imports(made)

    assert is_one_line_error(ingest(made, kind, tmp_path / "lijst"))

    assert without_imports(made) == before


def test_one_bad_file_among_good_ones_stops_all_of_them(made, tmp_path):
    write_csv(tmp_path / "goed.csv", [{"id": "n1", "titel": "Nieuw werk"}])
    (tmp_path / "leeg.csv").touch()
    write_lines(tmp_path / "mensen.jsonl", [{"id": "c9"}])
    before = without_imports(made)

    ran = ingest(
        made,
        "--vacancies",
        tmp_path / "goed.csv",
        "--vacancies",
        tmp_path / "leeg.csv",
        "--clients",
        tmp_path / "mensen.jsonl",
    )

    assert is_one_line_error(ran)
    assert "leeg.csv" in ran.complaint[0]
    assert without_imports(made) == before


def test_clients_who_are_all_refused_stop_good_vacancies_too(made, tmp_path):
    write_csv(tmp_path / "goed.csv", [{"id": "n1", "titel": "Nieuw werk"}])
    write_lines(tmp_path / "mensen.jsonl", [{"id": "c9", "ladder": 11}, {"id": ""}])
    before = without_imports(made)

    ran = ingest(made, "--vacancies", tmp_path / "goed.csv", "--clients", tmp_path / "mensen.jsonl")

    assert is_one_line_error(ran)
    assert without_imports(made) == before
    assert [row["file"] for row in table(made)] == ["mensen.jsonl", "mensen.jsonl"]


def test_the_reasons_for_refusing_all_rows_are_kept_and_the_line_says_where(home, tmp_path):
    (tmp_path / "werk.csv").write_bytes(UNUSABLE["all-rows-refused"])

    ran = ingest(home, "--vacancies", tmp_path / "werk.csv")

    assert "rejects.csv" in ran.complaint[0]
    assert [(row["line"], row["field"]) for row in table(home)] == [("2", "id"), ("3", "titel")]


def test_a_file_that_cannot_be_read_makes_no_home(tmp_path):
    ran = ingest(tmp_path / "nieuw", "--vacancies", tmp_path / "er-is-niets.csv")

    assert is_one_line_error(ran)
    assert not (tmp_path / "nieuw").exists()


def test_somebody_elses_folder_is_no_home_and_is_left_alone(tmp_path):
    write_csv(tmp_path / "werk.csv", GOOD)
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "brief.txt").write_text("beste", "utf-8")

    ran = ingest(tmp_path / "map", "--vacancies", tmp_path / "werk.csv")

    assert is_one_line_error(ran)
    assert content_of(tmp_path / "map") == {(tmp_path / "map" / "brief.txt").relative_to(tmp_path / "map"): b"beste"}


# Rows that cannot be used, among rows that can.

IMPOSSIBLE = {
    "titel": ({"titel": ""}, "titel"),
    "no id": ({"id": ""}, "id"),
    "id of 300 characters": ({"id": "x" * 300}, "id"),
    "negative hours": ({"uren_min": "-8"}, "uren_min"),
    "hours above a week": ({"uren_max": "99"}, "uren_max"),
    "hours that are not a number": ({"uren_min": "NaN"}, "uren_min"),
    "infinite hours": ({"uren_max": "inf"}, "uren_max"),
    "more hours at least than at most": ({"uren_min": "32", "uren_max": "16"}, "uren_min"),
    "negative wage": ({"salaris": "-2500 per maand"}, "salaris"),
    "wage that is not a number": ({"salaris": "NaN"}, "salaris"),
    "infinite wage": ({"salaris": "inf"}, "salaris"),
    "wage of a millionaire": ({"salaris": "900000 per maand"}, "salaris"),
    "closed in 1900": ({"sluitingsdatum": "1900-01-01"}, "sluitingsdatum"),
    "31 February": ({"sluitingsdatum": "31-02-2027"}, "sluitingsdatum"),
    "the year 9999": ({"startdatum": "01-01-9999"}, "startdatum"),
    "coordinates in the Atlantic": ({"plaats": "", "breedtegraad": "40", "lengtegraad": "-30"}, "breedtegraad"),
    "coordinates that are not numbers": ({"breedtegraad": "NaN", "lengtegraad": "NaN"}, "breedtegraad"),
    "infinite coordinates": ({"breedtegraad": "inf", "lengtegraad": "4.36"}, "breedtegraad"),
    "metres of the national grid": ({"breedtegraad": "447000", "lengtegraad": "84000"}, "breedtegraad"),
}
WIDE = tuple(VACANCY)


def test_every_impossible_value_refuses_its_own_row_with_its_field_and_a_reason(home, tmp_path):
    rows = [{**KOK, "id": f"x{number}", **change} for number, (change, _) in enumerate(IMPOSSIBLE.values())]
    write_csv(tmp_path / "werk.csv", [KOK, *rows, HULP], WIDE)

    ran = ingest(home, "--vacancies", tmp_path / "werk.csv")

    assert ran.status == 0
    assert counts_of(ran) == (len(rows) + 2, 2, len(rows), 0)
    assert ids(home) == ["v1", "v3"]
    refused = table(home)
    assert list(refused[0]) == ["file", "line", "field", "reason", "row"]
    assert [int(row["line"]) for row in refused] == list(range(3, 3 + len(rows)))
    found = dict(zip(IMPOSSIBLE, [row["field"] for row in refused], strict=True))
    assert found == {name: field for name, (_, field) in IMPOSSIBLE.items()}
    assert all(row["file"] == "werk.csv" and row["reason"] and "Soepkok" in row["row"] for row in refused[1:])


def test_so_it_is_in_json(home, tmp_path):
    rows = [{**KOK, "id": f"x{number}", **change} for number, (change, _) in enumerate(IMPOSSIBLE.values())]
    numbers = [
        '{"id": "y1", "titel": "Kok", "uren_min": NaN}',
        '{"id": "y2", "titel": "Kok", "uren_max": Infinity}',
        '{"id": "y3", "titel": "Kok", "breedtegraad": -Infinity, "lengtegraad": 4}',
        '{"id": "y4", "titel": "Kok", "uren_min": 1e400}',
        '{"id": "y5", "titel": "Kok", "salaris_min": -14.5, "salaris_periode": "uur"}',
    ]
    path = write_lines(tmp_path / "werk.jsonl", [KOK, *rows])
    path.write_text(path.read_text("utf-8") + "\n".join(numbers) + "\n", "utf-8")

    ran = ingest(home, "--vacancies", path)

    assert counts_of(ran) == (len(rows) + 6, 1, len(rows) + 5, 0)
    assert ids(home) == ["v1"]
    assert len(table(home)) == len(rows) + 5


def test_a_place_in_the_sea_and_a_swapped_coordinate_are_used_with_a_warning(home, tmp_path):
    rows = [
        {**KOK, "id": "zee", "plaats": "Delft", "breedtegraad": "53.0", "lengtegraad": "3.1"},
        {**KOK, "id": "los-in-zee", "titel": "Visser", "plaats": "", "breedtegraad": "53.0", "lengtegraad": "3.1"},
        {**KOK, "id": "omgekeerd", "titel": "Bakker", "plaats": "", "breedtegraad": "4.36", "lengtegraad": "52.01"},
    ]
    write_csv(tmp_path / "werk.csv", rows, WIDE)

    ran = ingest(home, "--vacancies", tmp_path / "werk.csv")

    assert counts_of(ran) == (3, 3, 0, 0)
    areas = texts(home, "area")
    assert areas == {"zee": "Delft, Zuid-Holland", "los-in-zee": "", "omgekeerd": "Delft, Zuid-Holland"}
    assert {"2", "3", "4"} <= {row["line"] for row in table(home, "warnings.csv")}


def test_a_file_that_breaks_off_costs_its_last_row(home, tmp_path):
    whole = write_csv(tmp_path / "werk.csv", GOOD).read_bytes()
    (tmp_path / "werk.csv").write_bytes(whole[: whole.index(b"Keukenhulp") + 5])

    ran = ingest(home, "--vacancies", tmp_path / "werk.csv")

    assert counts_of(ran) == (3, 2, 1, 0)
    assert ids(home) == ["v1", "v2"]
    assert "v3,Keuk" in table(home)[0]["row"]


def test_json_lines_that_break_off_cost_their_last_row(home, tmp_path):
    path = write_lines(tmp_path / "werk.jsonl", GOOD)
    path.write_bytes(path.read_bytes()[:-12])

    ran = ingest(home, "--vacancies", path)

    assert counts_of(ran) == (3, 2, 1, 0)
    assert table(home)[0]["line"] == "3"


def test_a_stray_quote_costs_its_own_row_and_not_the_rest_of_the_file(home, tmp_path):
    path = write_csv(tmp_path / "werk.csv", GOOD)
    path.write_text(path.read_text("utf-8").replace("Pizzabezorger", '"Pizzabezorger'), "utf-8")

    ran = ingest(home, "--vacancies", path)

    assert ids(home) == ["v1", "v3"]
    assert adds_up(ran)
    assert source_of(ran)["refused"] >= 1


@pytest.mark.parametrize(("form", "size"), [("csv", 1_500_000), ("csv", 10_000_000), ("jsonl", 10_000_000)])
def test_a_field_of_ten_megabytes_costs_its_own_row(home, tmp_path, form, size):
    huge = {**BEZORGER, "omschrijving": "lang " * (size // 5)}
    path = tmp_path / f"werk.{form}"
    write_csv(path, [KOK, huge, HULP]) if form == "csv" else write_lines(path, [KOK, huge, HULP])

    ran = ingest(home, "--vacancies", path)

    assert counts_of(ran) == (3, 2, 1, 0)
    assert ids(home) == ["v1", "v3"]
    assert len(table(home)[0]["row"]) < 10_000


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"], ids=lambda name: name
)
def test_every_usual_encoding_gives_the_same_words(home, tmp_path, encoding):
    rows = [{**KOK, "titel": "Kok in café “Ça va” – € 15", "omschrijving": "Crème brûlée, naïef en één ijsje"}]
    path = write_csv(tmp_path / "werk.csv", rows, encoding=encoding)
    if encoding.endswith(("le", "be")):
        mark = "\ufeff".encode(encoding)
        path.write_bytes(mark + path.read_bytes())

    ran = ingest(home, "--vacancies", path)

    assert ran.status == 0
    assert texts(home, "title") == {"v1": rows[0]["titel"]}
    assert texts(home, "description") == {"v1": rows[0]["omschrijving"]}


def test_lines_of_two_encodings_in_one_file_are_read_each_in_its_own_and_counted(home, tmp_path):
    lines = ["id,titel", "a,café één", "b,crème brûlée", "c,gewoon"]
    mixed = [line.encode("cp1252" if number == 2 else "utf-8") for number, line in enumerate(lines)]
    (tmp_path / "werk.csv").write_bytes(b"\n".join(mixed) + b"\n")

    ran = ingest(home, "--vacancies", tmp_path / "werk.csv")

    assert texts(home, "title") == {"a": "café één", "b": "crème brûlée", "c": "gewoon"}
    assert any("1252" in warning and "1 keer" in warning for warning in source_of(ran)["warnings"])


def test_control_characters_and_a_null_byte_in_a_text_do_no_harm(home, tmp_path):
    (tmp_path / "werk.csv").write_bytes(b"id,titel\na,Kok\x00 in\x07 keuken\x1b[31m\n")

    ingest(home, "--vacancies", tmp_path / "werk.csv")

    assert texts(home, "title")["a"].isprintable()


# Duplicates.


def test_the_same_content_again_is_merged_under_any_id_and_in_any_file(home, tmp_path):
    write_csv(tmp_path / "een.csv", [KOK, KOK, {**KOK, "id": "kopie"}, BEZORGER])
    write_lines(tmp_path / "twee.jsonl", [KOK, {**BEZORGER, "id": "andere-kopie"}])

    ran = ingest(home, "--vacancies", tmp_path / "een.csv", "--vacancies", tmp_path / "twee.jsonl")

    assert counts_of(ran, "een.csv") == (4, 2, 0, 2)
    assert counts_of(ran, "twee.jsonl") == (2, 0, 0, 2)
    assert ids(home) == ["v1", "v2"]


def test_an_id_with_other_content_is_refused_in_the_same_file_and_kept_apart_in_another(home, tmp_path):
    write_csv(tmp_path / "een.csv", [KOK, {**HULP, "id": "v1"}])
    write_csv(tmp_path / "twee.csv", [{**BEZORGER, "id": "v1"}])

    ran = ingest(home, "--vacancies", tmp_path / "een.csv", "--vacancies", tmp_path / "twee.csv")

    assert counts_of(ran, "een.csv") == (2, 1, 1, 0)
    assert counts_of(ran, "twee.csv") == (1, 1, 0, 0)
    (refused,) = table(home)
    assert (refused["file"], refused["line"], refused["field"]) == ("een.csv", "3", "id")
    assert "Keukenhulp" in refused["row"]
    titles = texts(home, "title")
    assert len(titles) == 2
    assert titles["v1"] == "Soepkok"
    assert sorted(titles.values()) == ["Pizzabezorger", "Soepkok"]
    assert any(warning.startswith("regel 2, id: ") for warning in source_of(ran, "twee.csv")["warnings"])


def test_a_client_who_comes_twice_is_merged_and_two_people_with_one_id_are_not(home, tmp_path):
    rows = [{"id": "c5", "uren_max": 24}, {"id": "c5", "uren_max": 24}, {"id": "c5", "uren_max": 36}]
    write_lines(tmp_path / "mensen.jsonl", rows)

    ran = ingest(home, "--clients", tmp_path / "mensen.jsonl")

    assert counts_of(ran) == (3, 1, 1, 1)
    assert clients_of(home)["c5"].client.hours_max == 24
    assert table(home)[0]["line"] == "3"


def test_two_files_with_one_name_are_told_apart(home, tmp_path):
    for name, row in (("a", KOK), ("b", HULP)):
        (tmp_path / name).mkdir()
        write_csv(tmp_path / name / "werk.csv", [row])

    ran = ingest(home, "--vacancies", tmp_path / "a" / "werk.csv", "--vacancies", tmp_path / "b" / "werk.csv")

    assert len({source["file"] for source in ran.document["sources"]}) == 2
    assert ids(home) == ["v1", "v3"]


def test_a_formula_in_a_refused_row_is_harmless_in_the_list(home, tmp_path):
    formula = '=HYPERLINK("http://example.org";"klik")'
    write_csv(tmp_path / "werk.csv", [KOK, {"id": formula, "titel": ""}, {"id": "+1+1", "titel": ""}])

    ingest(home, "--vacancies", tmp_path / "werk.csv")

    raw = max((home / "imports").iterdir()) / "rejects.csv"
    with raw.open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


# The guard.


def holding(home, *words):
    """The files of a home in which one of these words stands, whatever its case."""
    found = {}
    for path, data in content_of(home).items():
        wide = data.lower()
        hits = [word for word in words if word.lower().encode() in wide or word.lower().encode("utf-16-le") in wide]
        if hits:
            found[str(path)] = hits
    return found


NOTATIONS = (SERVICE_NUMBER, "1234.56.782", "123 456 782", "1234-56-782")
# An id and a link are no texts: a number in them is one that a source gave to a vacancy.
NO_TEXT = ("id", "url")


def test_the_number_of_these_tests_is_one():
    assert is_service_number(SERVICE_NUMBER)


KINDS = {
    "--vacancies": (VACANCY, {"titel": "Soepkok"}),
    "--clients": (CLIENT, {}),
    "--courses": (COURSE, {"titel": "Soepcursus", "aanbieder": "De School"}),
}


@pytest.mark.parametrize("option", KINDS)
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_service_number_in_any_text_of_a_row_is_nowhere_in_the_home(home, tmp_path, option, form):
    columns, base = KINDS[option]
    texts_of_rows = [
        {"id": f"r{number}-{place}", **base, column: f"{base.get(column, '')} nummer {notation}, van mij"}
        for number, column in enumerate(column for column in columns if column not in NO_TEXT)
        for place, notation in enumerate(NOTATIONS)
    ]
    bare = [
        {"id": f"b{number}", **base, column: SERVICE_NUMBER}
        for number, column in enumerate(column for column in columns if column not in NO_TEXT)
    ]
    path = tmp_path / f"lijst.{form}"
    rows = [{"id": "goed", **base}, *texts_of_rows, *bare]
    write_csv(path, rows, tuple(columns)) if form == "csv" else write_lines(path, rows)

    ran = ingest(home, option, path)

    assert ran.status == 0, ran.err
    assert adds_up(ran)
    assert holding(home, *NOTATIONS) == {}
    assert not [notation for notation in NOTATIONS if notation in ran.out + ran.err]
    assert holding(home, MASK)


def test_a_client_whose_id_is_a_service_number_is_refused_and_the_number_is_gone(home, tmp_path):
    write_lines(tmp_path / "mensen.jsonl", [{"id": SERVICE_NUMBER}, {"id": int(SERVICE_NUMBER)}, {"id": "c7"}])

    ran = ingest(home, "--clients", tmp_path / "mensen.jsonl")

    assert counts_of(ran) == (3, 1, 2, 0)
    assert holding(home, SERVICE_NUMBER) == {}


def test_a_service_number_in_a_broken_row_is_gone_too(home, tmp_path):
    (tmp_path / "werk.csv").write_text(
        f'id,titel,omschrijving\n1,Kok,goed\n2,"Kok,bsn {SERVICE_NUMBER}\n3,Kok,nummer {SERVICE_NUMBER}\n4,Bakker,"af',
        "utf-8",
    )
    (tmp_path / "werk.jsonl").write_text(
        f'{{"id": "a", "titel": "Ober"}}\n{{"titel": "{SERVICE_NUMBER}\n["{SERVICE_NUMBER}"]\n', "utf-8"
    )

    ran = ingest(home, "--vacancies", tmp_path / "werk.csv", "--vacancies", tmp_path / "werk.jsonl")

    assert source_of(ran, "werk.csv")["refused"] >= 1
    assert source_of(ran, "werk.jsonl")["refused"] == 2
    assert holding(home, SERVICE_NUMBER) == {}


def test_a_service_number_as_the_name_of_a_column_is_gone_too(home, tmp_path):
    write_csv(tmp_path / "werk.csv", [KOK], (*KOK, SERVICE_NUMBER))
    write_lines(tmp_path / "werk.jsonl", [{**HULP, SERVICE_NUMBER: "x"}])

    ran = ingest(home, "--vacancies", tmp_path / "werk.csv", "--vacancies", tmp_path / "werk.jsonl")

    assert ran.status == 0
    assert SERVICE_NUMBER not in ran.out
    assert holding(home, SERVICE_NUMBER) == {}


def test_a_service_number_in_a_posting_is_gone_at_any_depth(home, tmp_path):
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": f"Soepkok {SERVICE_NUMBER}",
        "description": f"<p>Bel {SERVICE_NUMBER}</p>",
        "hiringOrganization": {"@type": "Organization", "name": f"De Pan {SERVICE_NUMBER}"},
        "jobLocation": {"@type": "Place", "address": {"addressLocality": f"Delft {SERVICE_NUMBER}"}},
        "skills": [f"soep koken {SERVICE_NUMBER}"],
        "applicationContact": {"@type": "ContactPoint", "name": f"Jan {SERVICE_NUMBER}"},
    }
    (tmp_path / "werk.jsonld").write_text(json.dumps([posting, posting | {"title": "", "x": SERVICE_NUMBER}]), "utf-8")

    ran = ingest(home, "--vacancies", tmp_path / "werk.jsonld")

    assert counts_of(ran) == (2, 1, 1, 0)
    assert holding(home, SERVICE_NUMBER) == {}


FORBIDDEN = (
    "BSN", "geslacht", "Geboortedatum", "leeftijd", "nationaliteit", "geboorteland", "religie", "diagnose", "schulden",
    "uitkering_sinds", "verzuim", "fraude_signaal", "sanctie", "maatregel", "sollicitatieplicht", "strafblad",
)  # fmt: skip
MARKS = tuple(f"zqxw{number:02}zq" for number in range(len(FORBIDDEN)))


@pytest.mark.parametrize("option", ["--vacancies", "--clients", "--courses"])
@pytest.mark.parametrize("form", ["csv", "jsonl", "nested"])
def test_a_forbidden_column_is_named_and_its_values_are_nowhere_in_the_home(home, tmp_path, option, form):
    values = dict(zip(FORBIDDEN, MARKS, strict=True))
    good, bad = {"id": "n1", "titel": "Soepkok", "plaats": "Delft"}, {"id": "", "titel": "", "plaats": "Leiden"}
    path = tmp_path / "lijst"
    if form == "csv":
        write_csv(path, [good | values, bad | values], (*good, *FORBIDDEN))
        broken = f'n3,"Kok,Delft,{",".join(MARKS)}\n'
    else:
        extra = values if form == "jsonl" else {"plaats": {"stad": "Delft", "persoon": [values]}}
        write_lines(path, [good | extra, bad | extra])
        broken = json.dumps({"id": "n3", **values})[:-2] + "\n"
    path.write_text(path.read_text("utf-8") + broken, "utf-8")

    ran = ingest(home, option, path)

    assert ran.status == 0, ran.err
    assert adds_up(ran)
    warnings = " ".join(source_of(ran)["warnings"]).casefold()
    assert [name for name in FORBIDDEN if name.casefold() not in warnings] == []
    assert holding(home, *MARKS) == {}
    assert not [mark for mark in MARKS if mark in ran.out + ran.err]


def test_words_about_a_persons_health_or_past_are_masked_in_a_profile(home, tmp_path):
    words = ("schuldsanering", "epilepsie", "detentie", "moslim")
    row = {"id": "c7", "wensen": [f"werk zonder {word}" for word in words], "werkervaring": ["kok na detentie:2"]}
    write_lines(tmp_path / "mensen.jsonl", [row, {"id": "", "wensen": list(words)}])

    ran = ingest(home, "--clients", tmp_path / "mensen.jsonl")

    assert counts_of(ran) == (2, 1, 1, 0)
    stored = {path: hits for path, hits in holding(home, *words).items() if not path.startswith("taxonomy")}
    assert stored == {}


# Counting, and doing the same again.


def test_what_was_read_is_accepted_refused_or_merged_for_every_file_of_the_demo(tmp_path):
    files = region() / "files"
    options = [
        part
        for kind, pattern in (("--vacancies", "vacatures*"), ("--clients", "klanten*"), ("--courses", "cursus*"))
        for path in sorted(files.glob(pattern))
        for part in (kind, path)
    ]

    ran = ingest(tmp_path / "huis", *options)

    assert len(ran.document["sources"]) == 9
    assert adds_up(ran)
    assert all(
        set(source) == {"file", "kind", "read", "accepted", "refused", "merged", "warnings"}
        for source in ran.document["sources"]
    )
    refused = table(tmp_path / "huis")
    for source in ran.document["sources"]:
        assert source["refused"] == sum(row["file"] == source["file"] for row in refused)
    accepted = sum(source["accepted"] for source in ran.document["sources"] if source["kind"] == "vacancies")
    assert len(served(tmp_path / "huis").market) == accepted
    assert sum(source["merged"] for source in ran.document["sources"]) > 0


def regional_rows():
    """Vacancies of the demo as a source would send them, each of them once."""
    there = set(served(region()).display["id"].to_pylist())
    lines = (region() / "files" / "vacatures_regio.jsonl").read_text("utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["id"] in there]


CLIENT_ROW = {
    "id": "c1",
    "plaats": "Delft",
    "postcode": "2611AB",
    "vervoer": ["fiets:60", "ov:90", "auto:90"],
    "vaardigheden": [
        "schoonmaken",
        "klanten helpen",
        "kassa bedienen",
        "op tijd komen",
        "samenwerken",
        "vakken vullen",
    ],
    "werkervaring": ["schoonmaker:3", "vakkenvuller:1"],
    "licenties": ["rijbewijs B"],
    "routes": ["regulier", "leerwerkplek"],
}


def list_of(home, *vacancy_files):
    """Read files into a new home and return the match list, as bytes."""
    clients = write_lines(home.parent / "mensen.jsonl", [CLIENT_ROW])
    options = [part for path in vacancy_files for part in ("--vacancies", path)]
    ran = ingest(home, *options, "--clients", clients)
    assert ran.status == 0, ran.err
    return springplank("match", "c1", "--home", home, "--on", "2026-11-23", "--top", 50, "--json").out


def ranked(text):
    document = json.loads(text)
    rows = [(row["vacancy"], row["score"]) for row in document["results"]]
    return rows, [row["vacancy"] for row in document["near_misses"]], document["left_out"], document["question"]


def test_the_same_files_give_the_same_market_and_the_same_list_byte_for_byte(tmp_path):
    path = write_lines(tmp_path / "werk.jsonl", regional_rows())

    one, other = (list_of(tmp_path / name, path) for name in ("een", "ander"))

    assert one == other
    assert len(json.loads(one)["results"]) >= 5
    assert content_of(tmp_path / "een" / "markets") == content_of(tmp_path / "ander" / "markets")


def test_reading_the_same_files_again_leaves_the_market_as_it_is(tmp_path):
    path = write_lines(tmp_path / "werk.jsonl", regional_rows()[:30])
    before = list_of(tmp_path / "huis", path), content_of(tmp_path / "huis" / "markets")

    after = list_of(tmp_path / "huis", path), content_of(tmp_path / "huis" / "markets")

    assert after == before


def test_the_files_of_the_demo_give_the_market_of_the_demo(tmp_path):
    written = served(region()).manifest["sources"]
    options = [part for source in written for part in ("--vacancies", region() / "files" / source["file"])]

    ingest(tmp_path / "huis", *options)

    assert served(tmp_path / "huis").market.id == served(region()).market.id


def test_the_order_of_the_vacancies_in_a_file_changes_no_list(tmp_path):
    rows = regional_rows()
    first = write_lines(tmp_path / "een.jsonl", rows)
    random.Random(3).shuffle(rows)
    second = write_lines(tmp_path / "twee.jsonl", rows)

    assert ranked(list_of(tmp_path / "een", first)) == ranked(list_of(tmp_path / "twee", second))


def test_the_order_of_the_files_changes_no_list(tmp_path):
    rows = regional_rows()
    first, second = (write_lines(tmp_path / name, rows[at::2]) for at, name in enumerate(("een.jsonl", "twee.jsonl")))

    assert ranked(list_of(tmp_path / "een", first, second)) == ranked(list_of(tmp_path / "twee", second, first))


def test_copies_of_vacancies_change_no_list(tmp_path):
    rows = regional_rows()
    first = write_lines(tmp_path / "een.jsonl", rows)
    second = write_lines(tmp_path / "twee.jsonl", [*rows, *(row | {"id": f"kopie-{row['id']}"} for row in rows)])

    assert ranked(list_of(tmp_path / "een", first)) == ranked(list_of(tmp_path / "twee", second))


# What an import replaces and what it leaves.


def test_vacancies_make_the_whole_new_market(home, tmp_path):
    write_csv(tmp_path / "werk.csv", [{"id": "n1", "titel": "Nieuw werk"}])

    ingest(home, "--vacancies", tmp_path / "werk.csv")

    assert ids(home) == ["n1"]
    assert sorted(clients_of(home)) == ["c1", "c2"]


def test_an_import_into_a_home_whose_database_is_gone_says_that_it_makes_a_new_one(home, tmp_path):
    write_lines(tmp_path / "mensen.jsonl", [{"id": "c3", "plaats": "Leiden"}])
    assert "de database" not in ingest(home, "--clients", tmp_path / "mensen.jsonl").err
    for left in home.glob("store.sqlite*"):
        left.unlink()

    assert "let op: de database van deze map is er niet" in ingest(home, "--clients", tmp_path / "mensen.jsonl").err
    assert sorted(clients_of(home)) == ["c3"]


def test_clients_are_added_or_replaced_and_the_market_stays(home, tmp_path):
    before = current_id(open_home(home))
    write_lines(tmp_path / "mensen.jsonl", [{"id": "c2", "uren_max": 36}, {"id": "c3", "plaats": "Leiden"}])

    ingest(home, "--clients", tmp_path / "mensen.jsonl")

    found = clients_of(home)
    assert sorted(found) == ["c1", "c2", "c3"]
    assert found["c2"].client.hours_max == 36
    assert found["c3"].position is not None
    assert current_id(open_home(home)) == before


def course_rows(provider):
    shared = {"titel": "Soepcursus", "leert": "soep koken|vrobben", "weken": 4}
    return [
        {"id": "k1", **shared, "aanbieder": provider, "plaats": "Delft", "startdatum": "01-03-2090"},
        {"id": "k1", **shared, "aanbieder": provider, "plaats": "Leiden", "startdatum": "01-04-2090"},
    ]


def test_the_courses_of_an_import_replace_the_offerings_of_the_one_before(home, tmp_path):
    for provider in ("Oude School", "Nieuwe School"):
        write_lines(tmp_path / "cursus.jsonl", course_rows(provider))
        ran = ingest(home, "--courses", tmp_path / "cursus.jsonl")
        assert counts_of(ran) == (2, 2, 0, 0)

    course = courses_of(home)["k1"]
    assert course.teaches == ("soep",)
    assert [one.provider for one in course.offerings] == ["Nieuwe School", "Nieuwe School"]


def test_two_courses_with_one_id_are_not_taken_for_one(home, tmp_path):
    rows = [{"id": "k1", "titel": title, "aanbieder": "De School"} for title in ("Soepcursus", "Fietscursus")]
    write_lines(tmp_path / "cursus.jsonl", rows)

    ran = ingest(home, "--courses", tmp_path / "cursus.jsonl")

    assert counts_of(ran) == (2, 1, 1, 0)
    assert [course.label for course in courses_of(home).values() if course.offerings] == ["Soepcursus"]


def test_a_course_whose_title_is_a_kind_of_the_catalogue_is_an_offering_of_it(tmp_path):
    catalogue = write_catalogue(
        tmp_path / "catalogus", courses="id,label,type,teaches\nkind,Soepcursus,training,soep\n"
    )
    write_lines(tmp_path / "cursus.jsonl", course_rows("De School"))

    ran = ingest(tmp_path / "huis", "--taxonomy", catalogue, "--courses", tmp_path / "cursus.jsonl")

    assert ran.status == 0, ran.err
    assert {key: len(course.offerings) for key, course in courses_of(tmp_path / "huis").items()} == {"kind": 2}


def test_a_home_without_courses_of_its_own_has_the_kinds_of_its_catalogue(tmp_path):
    catalogue = write_catalogue(
        tmp_path / "catalogus", courses="id,label,type,teaches\nkind,Soepcursus,training,soep\n"
    )

    ingest(tmp_path / "huis", "--taxonomy", catalogue)

    assert list(courses_of(tmp_path / "huis")) == ["kind"]


def test_every_import_is_logged_with_what_it_brought_and_who_did_it(home, tmp_path):
    write_csv(tmp_path / "werk.csv", GOOD)

    ran = ingest(home, "--vacancies", tmp_path / "werk.csv")

    with store_of(open_home(home)) as store:
        last = next(iter(store.imports.all()))
    assert json.loads(json.dumps(last.sources)) == ran.document["sources"]
    assert last.finished_at is not None
    assert last.acting_user


def test_a_new_home_is_made_from_nothing_but_files_and_warns_of_its_key(tmp_path):
    write_csv(tmp_path / "werk.csv", GOOD)

    ran = ingest(tmp_path / "huis", "--vacancies", tmp_path / "werk.csv")

    assert ran.status == 0
    assert str(tmp_path / "huis" / "key") in ran.err
    assert (tmp_path / "huis" / "key").stat().st_mode & 0o777 == 0o600
    assert ids(tmp_path / "huis") == ["v1", "v2", "v3"]


def test_nothing_to_read_is_told(tmp_path):
    ran = springplank("ingest", "--home", tmp_path / "huis")

    assert ran.status in (1, 2)
    assert not (tmp_path / "huis").exists()


def test_a_second_import_at_the_same_time_is_one_line_and_changes_nothing(home, tmp_path):
    write_csv(tmp_path / "werk.csv", [{"id": "n1", "titel": "Nieuw werk"}])
    before = without_imports(home)

    with only_writer(home):
        ran = ingest(home, "--vacancies", tmp_path / "werk.csv")

    assert is_one_line_error(ran)
    assert without_imports(home) == before
    assert ingest(home, "--vacancies", tmp_path / "werk.csv").status == 0


def test_a_full_disk_is_one_line_and_the_old_market_stays(home, tmp_path):
    write_csv(tmp_path / "werk.csv", [{**KOK, "id": f"n{n}", "titel": f"Kok {n}"} for n in range(400)])
    before = current_id(open_home(home))

    ran = subprocess.run(
        [COMMAND, "ingest", "--home", str(home), "--vacancies", str(tmp_path / "werk.csv")],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        # Files may not grow above this many bytes: enough for the database, too little for the texts of the market.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, 65_536)),
    )

    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert len([line for line in ran.stderr.splitlines() if line.startswith("springplank: ")]) == 1
    assert current_id(open_home(home)) == before
    assert ids(home) == ["v1", "v2", "v3"]


# Taxonomies.

OTHER_SKILLS = "id,label,kind,alt_labels\nbouillon,soep koken,skill,bouillon trekken\nvelo,fietsen,skill,\n"
OTHER_OCCUPATIONS = (
    "id,label,isco08,essential_skills\ncuisinier,soepkok,5120,bouillon\ncoursier,pizzabezorger,9621,velo\n"
)

OTHER_COURSES = "id,label,type,teaches\ncours,cours de soupe,training,bouillon\n"


@pytest.fixture
def other_catalogue(tmp_path):
    return write_catalogue(tmp_path / "andere", OTHER_SKILLS, OTHER_OCCUPATIONS, OTHER_COURSES)


def asked_by(home, vacancy):
    """The skills that a vacancy of the market in service asks, by id."""
    opened = served(home)
    columns = opened.market.columns
    row = opened.row_of(vacancy)
    found = columns.essential_skill[columns.essential_start[row] : columns.essential_start[row + 1]]
    return {opened.market.concepts.skills[skill].id for skill in found}


def test_a_home_works_with_the_catalogue_that_it_was_given(home):
    assert asked_by(home, "v1") == {"soep"}
    assert asked_by(home, "v3") == {"afwas", "soep"}


def test_another_taxonomy_links_the_vacancies_that_are_there_anew(home, other_catalogue):
    before = texts(home, "title"), texts(home, "employer"), texts(home, "area")

    ran = ingest(home, "--taxonomy", other_catalogue)

    assert ran.status == 0, ran.err
    assert ran.document == {"sources": []}
    assert (texts(home, "title"), texts(home, "employer"), texts(home, "area")) == before
    assert (asked_by(home, "v1"), asked_by(home, "v2")) == ({"bouillon"}, {"velo"})
    assert asked_by(home, "v3") == set()


def test_going_back_to_the_taxonomy_before_gives_the_same_links_again(home, other_catalogue, tmp_path):
    before = {name: asked_by(home, name) for name in ids(home)}
    first = write_catalogue(tmp_path / "catalogus")

    ingest(home, "--taxonomy", other_catalogue)
    ran = ingest(home, "--taxonomy", first)

    assert ran.status == 0
    assert {name: asked_by(home, name) for name in ids(home)} == before


def test_another_taxonomy_links_clients_anew_with_their_own_words(home, other_catalogue, tmp_path):
    row = {
        "id": "c8",
        "vaardigheden": ["soep koken:ervaren"],
        "werkervaring": ["soepkok:2"],
        "wensen": ["pizzabezorger"],
    }
    write_lines(tmp_path / "mensen.jsonl", [row])
    ingest(home, "--clients", tmp_path / "mensen.jsonl")
    before = clients_of(home)["c8"].client
    assert [skill.skill for skill in before.skills] == ["soep"]

    ingest(home, "--taxonomy", other_catalogue)

    after = clients_of(home)["c8"].client
    assert [(skill.phrase, skill.skill) for skill in after.skills] == [("soep koken", "bouillon")]
    assert [job.occupation for job in after.history] == ["cuisinier"]
    assert [wish.occupation for wish in after.wishes] == ["coursier"]
    assert sorted(clients_of(home)) == ["c1", "c2", "c8"]


def test_another_taxonomy_brings_its_own_courses_in_place_of_those_of_the_one_before(home, other_catalogue):
    assert list(courses_of(home)) == ["soepcursus"]

    ingest(home, "--taxonomy", other_catalogue)

    assert {key: course.teaches for key, course in courses_of(home).items()} == {"cours": ("bouillon",)}


def test_courses_that_were_read_in_stay_with_their_offerings_under_another_taxonomy(home, other_catalogue, tmp_path):
    write_lines(tmp_path / "cursus.jsonl", course_rows("De School"))
    ingest(home, "--courses", tmp_path / "cursus.jsonl")

    ingest(home, "--taxonomy", other_catalogue)

    course = courses_of(home)["k1"]
    assert len(course.offerings) == 2
    assert course.teaches == ("bouillon",)


def test_after_another_taxonomy_everything_still_answers(home, other_catalogue):
    ingest(home, "--taxonomy", other_catalogue)

    for command in (("match", "c1"), ("why", "c1", "v1"), ("reskill", "c1")):
        assert springplank(*command, "--home", home, "--json").status == 0


def test_new_vacancies_with_another_taxonomy_replace_the_old_ones(home, other_catalogue, tmp_path):
    write_csv(tmp_path / "werk.csv", [BEZORGER])

    ingest(home, "--taxonomy", other_catalogue, "--vacancies", tmp_path / "werk.csv")

    assert ids(home) == ["v2"]
    assert asked_by(home, "v2") == {"velo"}


def test_the_same_taxonomy_again_changes_nothing_in_service(home, tmp_path):
    same = write_catalogue(tmp_path / "catalogus")
    before = content_of(home / "markets"), content_of(home / "taxonomy")

    ran = ingest(home, "--taxonomy", same)

    assert ran.status == 0
    assert (content_of(home / "markets"), content_of(home / "taxonomy")) == before


def test_a_later_import_keeps_the_taxonomy_of_the_home(home, tmp_path):
    write_csv(tmp_path / "werk.csv", [KOK])

    ingest(home, "--vacancies", tmp_path / "werk.csv")

    assert asked_by(home, "v1") == {"soep"}


@pytest.mark.parametrize(
    "files", [{}, {"skills.csv": SKILLS}, {"skills.csv": SKILLS, "occupations.csv": "id,label\nx,y\n"}]
)
def test_a_folder_that_is_no_taxonomy_is_one_line_and_changes_nothing(made, tmp_path, files):
    folder = tmp_path / "geen-catalogus"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    before = without_imports(made)

    assert is_one_line_error(ingest(made, "--taxonomy", folder))

    assert without_imports(made) == before


def test_a_catalogue_with_more_papers_than_a_market_can_hold_is_one_line(made, tmp_path):
    papers = "id,label,kind\n" + "".join(f"p{n},papier {n},certificaat\n" for n in range(65))
    folder = write_catalogue(tmp_path / "catalogus", licences=papers)

    assert is_one_line_error(ingest(made, "--taxonomy", folder))


def test_stopping_between_the_new_taxonomy_and_the_new_market_leaves_the_old_market_in_service(
    home, other_catalogue, tmp_path, monkeypatch
):
    class Stopped(BaseException):
        """What no `except Exception` catches, as when the machine stops."""

    def stop(*_arguments, **_options):
        raise Stopped

    before = ids(home)
    write_lines(tmp_path / "cursus.jsonl", course_rows("De School"))
    write_lines(tmp_path / "mensen.jsonl", [{"id": "c1", "vaardigheden": ["soep koken"]}])
    ingest(home, "--courses", tmp_path / "cursus.jsonl", "--clients", tmp_path / "mensen.jsonl")
    with monkeypatch.context() as patch:
        patch.setattr("pipelines.ingest.publish", stop)
        with pytest.raises(Stopped):
            ingest(home, "--taxonomy", other_catalogue)

    assert springplank("match", "c1", "--home", home, "--json").status == 0

    ran = ingest(home, "--taxonomy", other_catalogue)
    assert ran.status == 0, ran.err
    assert ids(home) == before
    assert asked_by(home, "v1") == {"bouillon"}
    assert [skill.skill for skill in clients_of(home)["c1"].client.skills] == ["bouillon"]
    assert courses_of(home)["k1"].teaches == ("bouillon",)


# Small steps.


def test_a_licence_can_be_written_by_its_id_its_label_and_its_other_names():
    words = licence_words(licences())

    assert {words[name] for name in ("rijbewijs-b", "rijbewijs b (auto)", "autorijbewijs")} == {"rijbewijs-b"}
    assert set(words.values()) == {licence.id for licence in licences()}


def test_an_import_leaves_nothing_half_in_the_home(home, tmp_path):
    write_csv(tmp_path / "werk.csv", [KOK, {"id": "", "titel": "x"}])
    ingest(home, "--vacancies", tmp_path / "werk.csv")

    assert [path for path in home.rglob("*") if path.name.startswith(PARTIAL) or path.name == "new"] == []
