import csv

import pytest

from tests.address_server import address_server
from tests.homes import ingest, is_one_line_error, served, springplank, write_catalogue, write_csv

HEADER = ("id", "titel", "omschrijving", "adres", "postcode", "plaats", "bsn")
ROWS = [
    {"id": "a", "titel": "Soepkok", "adres": "Proefstraat 5", "postcode": "2650 AB", "plaats": "Oefendam", "bsn": "1"},
    {"id": "b", "titel": "Soepkok; vlug", "adres": "Proefstraat 5", "postcode": "2650AB", "plaats": "Oefendam"},
    {"id": "c", "titel": "Bezorger", "omschrijving": "een tekst\nvan twee", "adres": "Nergensweg 1", "plaats": "X"},
    {"id": "d", "titel": "Keukenhulp", "plaats": "Oefendam"},
]


@pytest.fixture(scope="module")
def running():
    with address_server() as server:
        yield server


@pytest.fixture
def server(running):
    running.asked.clear()
    running.status, running.body, running.score = 200, None, 12.0
    return running


@pytest.fixture
def source(tmp_path):
    return write_csv(tmp_path / "werk.csv", ROWS, HEADER)


def geocode(source, server, *more, name="uit.csv", **changes):
    cache = source.parent / "cache"
    return springplank(
        "geocode", source, "--out", source.parent / name, "--service", "pdok", "--server", server.url, "--cache", cache,
        *more, **changes,
    )  # fmt: skip


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_rows_come_out_with_coordinates(source, server):
    ran = geocode(source, server, "--yes")
    rows = rows_of(source.parent / "uit.csv")

    assert ran.status == 0, ran.err
    assert [row["id"] for row in rows] == ["a", "b", "c", "d"]
    assert [row["titel"] for row in rows] == [row["titel"] for row in ROWS]
    assert rows[2]["omschrijving"] == ROWS[2]["omschrijving"]
    assert [(row["breedtegraad"], row["lengtegraad"]) for row in rows] == [
        ("52.010000", "4.350000"), ("52.010000", "4.350000"), ("", ""), ("", ""),
    ]  # fmt: skip


def test_it_says_first_who_gets_the_addresses_and_counts_what_was_found(source, server):
    ran = geocode(source, server, "--yes")

    assert ran.err.startswith("· 2 adressen gaan naar")
    assert server.host in ran.err
    assert "persoonsgegeven" in ran.err
    assert "2 rijen hebben nu coördinaten" in ran.out
    assert "1 rij: niet of niet zeker gevonden" in ran.out
    assert "1 rij: zonder volledig adres; niet verstuurd" in ran.out


def test_an_address_is_sent_once_and_nothing_else_is(source, server):
    geocode(source, server, "--yes")
    again = geocode(source, server)

    assert [asked["q"] for asked in server.asked] == ["Proefstraat 5, 2650AB Oefendam", "Nergensweg 1, X"]
    assert again.status == 0, again.err


def test_a_column_that_springplank_may_not_use_does_not_come_out(source, server):
    ran = geocode(source, server, "--yes")

    assert "bsn" not in rows_of(source.parent / "uit.csv")[0]
    assert "Weggelaten kolommen" in ran.out
    assert "bsn" in ran.out


def test_without_leave_nothing_is_sent_and_nothing_written(source, server):
    ran = geocode(source, server)

    assert ran.status == 1
    assert "--yes" in ran.complaint[0]
    assert server.asked == []
    assert not (source.parent / "uit.csv").exists()


def test_a_service_that_stops_halfway_leaves_no_file_and_keeps_what_it_said(source, server):
    geocode(write_csv(source.parent / "een.csv", ROWS[:1], HEADER), server, "--yes", name="een-uit.csv")
    server.status = 503

    ran = geocode(source, server, "--yes")

    assert is_one_line_error(ran)
    assert not (source.parent / "uit.csv").exists()
    server.status = 200
    server.asked.clear()
    assert geocode(source, server, "--yes").status == 0
    assert [asked["q"] for asked in server.asked] == ["Nergensweg 1, X"]


def test_rows_with_coordinates_stay_as_they_are(tmp_path, server):
    header = ("id", "adres", "postcode", "lat", "lon")
    placed = {"id": "a", "adres": "Proefstraat 5", "postcode": "2650AB", "lat": "51,9", "lon": "4,2"}
    source = write_csv(tmp_path / "a.csv", [placed, {**placed, "id": "b", "lat": "", "lon": ""}], header)

    ran = geocode(source, server, "--yes")
    rows = rows_of(tmp_path / "uit.csv")

    assert "1 rij: had al coördinaten" in ran.out
    assert [(row["lat"], row["lon"]) for row in rows] == [("51,9", "4,2"), ("52.010000", "4.350000")]
    assert "breedtegraad" not in rows[0]


def test_what_comes_out_can_be_read_in(source, server):
    geocode(source, server, "--yes")
    folder = source.parent

    ran = ingest(
        folder / "huis", "--taxonomy", write_catalogue(folder / "catalogus"), "--vacancies", folder / "uit.csv"
    )

    assert ran.status == 0, ran.err
    assert served(folder / "huis").market.columns.exact.tolist().count(True) == 2


def test_the_separator_and_a_file_of_windows_are_kept_readable(tmp_path, server):
    source = tmp_path / "a.csv"
    source.write_text("id;straat;huisnummer;postcode;naam\n1;Proefstraat;5;2650AB;Café\n", "cp1252")

    geocode(source, server, "--yes")

    text = (tmp_path / "uit.csv").read_text("utf-8")
    assert text.splitlines()[0] == "id;straat;huisnummer;postcode;naam;breedtegraad;lengtegraad"
    assert "Café;52.010000;4.350000" in text


@pytest.mark.parametrize(
    "text",
    ["", '[{"id": 1}]', "id,titel\n1,kok\n", "%PDF-"],
    ids=["empty", "JSON", "no address", "a pdf"],
)
def test_a_file_that_cannot_be_used_is_one_line(tmp_path, server, text):
    source = tmp_path / "a.csv"
    source.write_text(text)

    ran = geocode(source, server, "--yes")

    assert is_one_line_error(ran), ran
    assert "a.csv" in ran.complaint[0]
    assert server.asked == []
    assert not (tmp_path / "uit.csv").exists()


def test_the_file_itself_is_never_overwritten(source, server):
    before = source.read_bytes()

    assert is_one_line_error(geocode(source, server, "--yes", name="werk.csv"))
    assert source.read_bytes() == before


def test_a_folder_that_is_not_there_is_one_line(source, server):
    ran = geocode(source, server, "--yes", name="geen/map/uit.csv")

    assert ran.status == 1
    assert "niet te schrijven" in ran.complaint[0]
