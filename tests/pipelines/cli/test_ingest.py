from pathlib import Path

import pytest

from tests.homes import (
    ingest,
    is_one_line_error,
    served,
    springplank,
    springplank_process,
    write_catalogue,
    write_csv,
    write_lines,
)

ROWS = [{"id": "a", "titel": "Soepkok"}, {"id": "a2", "titel": "Soepkok"}, {"id": "b", "titel": ""}]


@pytest.fixture
def files(tmp_path):
    write_catalogue(tmp_path / "catalogus")
    write_csv(tmp_path / "werk.csv", [*ROWS, {"id": "c", "titel": "Bezorger", "plaats": "Xyzzyveen"}])
    write_lines(tmp_path / "mensen.jsonl", [{"id": "c1"}, {"id": "c2", "geslacht": "v"}])
    write_lines(tmp_path / "cursus.jsonl", [{"id": "k1", "titel": "Soep", "leert": ["soep koken"]}])
    return tmp_path


def options(folder):
    pairs = (
        ("taxonomy", "catalogus"),
        ("vacancies", "werk.csv"),
        ("clients", "mensen.jsonl"),
        ("courses", "cursus.jsonl"),
    )
    return [part for option, name in pairs for part in (f"--{option}", folder / name)]


def test_the_report_holds_the_sources_and_no_totals(files):
    document = ingest(files / "huis", *options(files)).document

    assert set(document) == {"sources"}
    assert [
        (one["file"], one["kind"], one["read"], one["accepted"], one["refused"], one["merged"])
        for one in document["sources"]
    ] == [
        ("werk.csv", "vacancies", 4, 2, 1, 1),
        ("mensen.jsonl", "clients", 2, 2, 0, 0),
        ("cursus.jsonl", "courses", 1, 1, 0, 0),
    ]
    assert any("Xyzzyveen" in warning for warning in document["sources"][0]["warnings"])
    assert any("geslacht" in warning for warning in document["sources"][1]["warnings"])


def test_the_text_tells_the_same_with_the_warnings_and_where_the_rest_stands(files):
    ran = springplank("ingest", "--home", files / "huis", *options(files))

    shown = " ".join(ran.out.split())
    assert ran.status == 0
    assert "werk.csv vacatures 4 2 1 1" in shown
    assert "mensen.jsonl profielen 2 2 0 0" in shown
    assert "cursus.jsonl opleidingen 1 1 0 0" in shown
    assert "Xyzzyveen" in shown
    (folder,) = (files / "huis" / "imports").iterdir()
    assert folder.name in shown


def test_progress_goes_to_the_error_stream_so_that_the_report_can_be_piped(files):
    ran = ingest(files / "huis", *options(files))

    assert ran.document
    assert ran.complaint == []
    assert len(ran.err.splitlines()) > 3


def test_an_option_may_be_given_more_than_once(files):
    write_csv(files / "meer.csv", [{"id": "z", "titel": "Keukenhulp"}])

    ran = ingest(files / "huis", *options(files), "--vacancies", files / "meer.csv")

    assert [one["file"] for one in ran.document["sources"]][:2] == ["werk.csv", "meer.csv"]
    assert len(served(files / "huis").market) == 3


def test_what_is_learned_goes_to_the_cache_that_is_named_else_to_that_of_the_environment_and_never_into_the_home(files):
    ingest(files / "huis", *options(files), SPRINGPLANK_CACHE=str(files / "cache"))
    made = sorted((files / "cache").iterdir())

    ingest(files / "ander", *options(files), "--cache", files / "cache", SPRINGPLANK_CACHE=str(files / "leeg"))

    assert {path.suffix for path in made} == {".pickle", ".json"}
    assert sorted((files / "cache").iterdir()) == made
    assert not (files / "leeg").exists()
    assert [path for home in ("huis", "ander") for path in (files / home).rglob("*.pickle")] == []


def test_a_name_that_looks_like_markup_is_shown_as_it_is(files):
    odd = files / "[red]werk[b].csv"
    odd.write_text("id,titel,[bold]x\na,Soepkok,1\n", "utf-8")

    ran = springplank("ingest", "--home", files / "huis", "--vacancies", odd)

    assert ran.status == 0
    assert "[red]werk[b].csv" in ran.out
    assert "[bold]x" in ran.out


def test_a_home_in_the_environment_is_filled(files):
    ran = springplank("ingest", *options(files), SPRINGPLANK_HOME=str(files / "huis"))

    assert ran.status == 0
    assert len(served(files / "huis").market) == 2


@pytest.mark.parametrize(
    ("name", "value"), [("SPRINGPLANK_WORKERS", "veel"), ("SPRINGPLANK_DATABASE_URL", "geen-adres")]
)
def test_a_setting_that_cannot_be_used_is_one_line_that_names_it(files, name, value):
    ran = ingest(files / "huis", *options(files), **{name: value})

    assert is_one_line_error(ran)
    assert name in ran.complaint[0]


def test_people_may_live_in_a_database_of_their_own(files):
    address = f"sqlite:///{files / 'elders.sqlite'}"

    ran = ingest(files / "huis", *options(files), SPRINGPLANK_DATABASE_URL=address)

    assert ran.status == 0
    assert (files / "elders.sqlite").exists()
    assert not (files / "huis" / "store.sqlite").exists()
    assert springplank("match", "c1", "--home", files / "huis", "--json", SPRINGPLANK_DATABASE_URL=address).status == 0


def test_a_process_of_its_own_reads_files_by_names_that_are_not_absolute(files):
    wanted = [part.name if isinstance(part, Path) else part for part in options(files)]

    ran = springplank_process("ingest", "--home", "huis", *wanted, "--json", cwd=files)

    assert ran.status == 0, ran.err
    assert len(ran.document["sources"]) == 3
