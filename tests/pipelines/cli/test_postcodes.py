import socket

import pytest

from matcher.commute import Precision
from pipelines.home import open_home
from pipelines.postcodes import load_postcodes
from pipelines.store.engine import store_of
from tests.homes import (
    content_of,
    ingest,
    is_one_line_error,
    served,
    springplank,
    springplank_process,
    write_catalogue,
    write_csv,
    write_lines,
)
from tests.postcode_files import FIRST, WEST, letters, street, write_geonames, write_postcodes


@pytest.fixture
def files(tmp_path):
    write_geonames(tmp_path / "NL.txt", [*street(), (FIRST + 4, WEST[0] + 90, WEST[1]), (FIRST, 0, 0), ("0", *WEST)])
    write_postcodes(tmp_path / "pc6.csv", letters(20, code=FIRST + 1, at=(WEST[0] + 1, WEST[1])))
    write_catalogue(tmp_path / "catalogus")
    write_csv(tmp_path / "werk.csv", [{"id": "a", "titel": "Soepkok", "postcode": f"{FIRST + 1}AB"}])
    write_lines(tmp_path / "mensen.jsonl", [{"id": "c1", "postcode": str(FIRST + 4)}])
    return tmp_path


def install(files, *arguments, **changes):
    return springplank("postcodes", "--home", files / "huis", *arguments, **changes)


def read_in(files):
    return ingest(
        files / "huis", "--taxonomy", files / "catalogus", "--vacancies", files / "werk.csv",
        "--clients", files / "mensen.jsonl",
    )  # fmt: skip


def test_a_new_home_is_made_and_the_table_is_in_it(files):
    ran = install(files, "--file", files / "NL.txt", "--file", files / "pc6.csv")

    assert ran.status == 0, ran.err
    assert len(load_postcodes(open_home(files / "huis")).pc4.codes) == 9
    assert "sleutel" in ran.err


def test_the_report_counts_and_names_the_worst(files):
    shown = " ".join(install(files, "--file", files / "NL.txt", "--file", files / "pc6.csv").out.split())

    assert "9 postcodes van vier cijfers en 20 met letters" in shown
    assert "1 met een twijfelachtige plek, 0 zonder plek" in shown
    assert f"postcode {FIRST + 4}: de gegeven plekken liggen 86 km uit elkaar" in shown
    assert "bron: NL.txt, GeoNames (geonames.org), CC BY 4.0" in shown
    assert "Weggelaten: 1 regel, buiten Nederland" in shown
    assert "ingest" not in shown


def test_the_same_as_json(files):
    document = install(files, "--file", files / "NL.txt", "--json").document

    assert (document["pc4"], document["pc6"], document["flagged"], document["unknown"]) == (9, 0, 1, 0)
    assert [(one["postcode"], one["km"]) for one in document["doubts"]] == [(str(FIRST + 4), 86.0)]
    assert document["left_out"] == {"buiten Nederland": 1, "geen Nederlandse postcode": 1}
    assert document["sources"][0]["name"] == "NL.txt"
    assert document["ingest_again"] is False


def test_what_is_read_in_afterwards_is_located_by_the_table(files):
    install(files, "--file", files / "NL.txt", "--file", files / "pc6.csv")
    ran = read_in(files)

    market = served(files / "huis").market
    assert market.areas.code.tolist() == [str(FIRST + 1)]
    assert market.columns.exact.tolist() == [True]
    with store_of(open_home(files / "huis")) as store:
        assert store.clients.get("c1").position.precision is Precision.PC4
    assert any("86 km uit elkaar" in warning for source in ran.document["sources"] for warning in source["warnings"])


def test_a_home_that_is_in_use_is_told_to_read_in_again(files):
    read_in(files)

    assert "springplank ingest" in install(files, "--file", files / "NL.txt").out
    assert install(files, "--file", files / "NL.txt", "--json").document["ingest_again"] is True

    read_in(files)
    with store_of(open_home(files / "huis")) as store:
        assert store.clients.get("c1").position is not None


def test_a_damaged_table_stops_an_import_with_one_line_and_a_new_one_mends_it(files):
    install(files, "--file", files / "NL.txt")
    damaged = files / "huis" / "travel" / "postcodes.arrow"
    damaged.write_bytes(damaged.read_bytes()[:200])

    assert is_one_line_error(read_in(files))
    assert install(files, "--file", files / "NL.txt").status == 0
    assert read_in(files).status == 0


@pytest.mark.parametrize(
    "text",
    ["", "postcode,lat,lon\n", "naam\nJan\n", f"postcode,lat,lon\n{FIRST},4.35,52.01\n{FIRST + 1},4.36,52.01\n"],
    ids=["empty", "only a header", "other columns", "exchanged"],
)
def test_a_file_that_cannot_be_used_is_one_line_and_changes_nothing(files, text):
    install(files, "--file", files / "NL.txt")
    before = content_of(files / "huis")
    (files / "fout.csv").write_text(text)

    ran = install(files, "--file", files / "NL.txt", "--file", files / "fout.csv")

    assert is_one_line_error(ran)
    assert "fout.csv" in ran.complaint[0]
    assert content_of(files / "huis") == before


def test_a_file_that_cannot_be_used_makes_no_home(files):
    assert is_one_line_error(install(files, "--file", files / "weg.csv"))
    assert not (files / "huis").exists()


def test_without_a_file_or_a_download_it_is_wrong_usage(files):
    ran = install(files)

    assert ran.status == 2
    assert not (files / "huis").exists()


# Downloading, which tests do only as far as a machine that refuses.


def closed_port():
    """An address at which nobody listens."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{sock.getsockname()[1]}"


def download(files, **changes):
    refused = closed_port()
    return springplank_process(
        "postcodes", "--home", files / "huis", "--download", "--json",
        PGEOCODE_DATA_DIR=str(files / "pgeocode"), HTTPS_PROXY=refused, https_proxy=refused, NO_PROXY="", no_proxy="",
        **changes,
    )  # fmt: skip


def test_without_a_connection_a_download_is_one_line(files):
    ran = download(files)

    assert is_one_line_error(ran), ran
    assert "--file" in ran.complaint[0]
    assert not (files / "huis").exists()


def test_what_pgeocode_already_has_is_used_without_a_connection(files):
    (files / "pgeocode").mkdir()
    write_postcodes(files / "pgeocode" / "NL.txt", street(), "postal_code,latitude,longitude")

    ran = download(files)

    assert ran.status == 0, ran.err
    assert ran.document["pc4"] == 9


def test_a_damaged_download_is_one_line_that_names_the_file(files):
    (files / "pgeocode").mkdir()
    (files / "pgeocode" / "NL.txt").write_bytes(b"\xff\xfe\xff" * 9)

    ran = download(files)

    assert is_one_line_error(ran), ran
    assert "pgeocode" in ran.complaint[0]
    assert "NL.txt" in ran.complaint[0]
