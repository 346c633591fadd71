import json

import pytest

from matcher.errors import HomeError, InputError
from matcher.outlook import NO_OUTLOOKS, Outlook, Outlooks, Risk, Shortage
from pipelines.home import Home, create_home
from pipelines.outlooks import joined, keep_outlooks, load_outlooks, read_tables
from pipelines.sources.outlook import OutlookRow
from tests.homes import content_of, ingest, is_one_line_error, springplank, write_catalogue

RISKS = "isco,risk_category,risk\n5120,High risk,3.6\n9621,Low risk,3.2\n"
TIGHT = "isco,spanning,bron\n5120,krap,UWV\n"
HIGH = Outlook(Risk.HIGH, 3.6, None, "risico.csv")


@pytest.fixture
def files(tmp_path):
    """Tables by their names."""
    texts = {"risico.csv": RISKS, "krapte.csv": TIGHT, "leeg.csv": "isco,risk\nx,y\n"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    return {name: tmp_path / name for name in texts}


@pytest.fixture
def home(tmp_path):
    """A home with the smallest catalogue and no vacancies."""
    ran = ingest(tmp_path / "huis", "--taxonomy", write_catalogue(tmp_path / "catalogus"))
    assert ran.status == 0, ran.err
    return tmp_path / "huis"


def test_tables_about_other_things_are_joined():
    found = joined(
        [
            [OutlookRow("", "5120", HIGH)],
            [OutlookRow("", "5120", Outlook(shortage=Shortage.TIGHT, shortage_source="u"))],
        ]
    )

    assert found.by_isco["5120"] == HIGH.over(Outlook(shortage=Shortage.TIGHT, shortage_source="u"))


def test_of_two_tables_about_one_thing_the_later_counts():
    low = Outlook(Risk.LOW, 3.0, None, "later")

    assert joined([[OutlookRow("", "5120", HIGH)], [OutlookRow("", "5120", low)]]).by_isco == {"5120": low}


def test_a_row_about_an_occupation_says_nothing_of_its_group():
    assert joined([[OutlookRow("kok", "5120", HIGH)]]) == Outlooks({"kok": HIGH}, {})


def test_what_is_kept_comes_back_the_same(tmp_path):
    home = create_home(tmp_path / "huis")
    outlooks = Outlooks(
        {"kok": HIGH.over(Outlook(shortage=Shortage.VERY_LOOSE, shortage_source="ë"))}, {"9621": Outlook(score=1.5)}
    )
    assert load_outlooks(home) == NO_OUTLOOKS
    keep_outlooks(home, outlooks)

    assert load_outlooks(home) == outlooks


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema_version": 2}', '{"schema_version": 1, "by_occupation": {"a": {"x": 1}}}']
)
def test_a_damaged_file_is_one_clear_error(tmp_path, text):
    home = Home(tmp_path)
    home.outlook.write_text(text)

    with pytest.raises(HomeError, match="lees de tabellen opnieuw in met springplank ingest"):
        load_outlooks(home)


def test_tables_are_read_for_once_and_one_without_a_usable_row_is_refused(files):
    assert read_tables([files["risico.csv"], files["krapte.csv"]]).by_isco["5120"].shortage is Shortage.TIGHT
    with pytest.raises(InputError, match=r"leeg\.csv: geen enkele regel is bruikbaar \(regel 2: er staat geen beroep"):
        read_tables([files["leeg.csv"]])


def test_ingest_puts_tables_in_service_in_place_of_the_ones_before(home, files):
    first = ingest(home, "--outlook", files["risico.csv"], "--outlook", files["krapte.csv"])
    assert first.status == 0, first.err
    assert [(one["kind"], one["read"], one["accepted"]) for one in first.document["sources"]] == [
        ("outlook", 2, 2),
        ("outlook", 1, 1),
    ]
    assert load_outlooks(Home(home)).by_isco["5120"].risk is Risk.HIGH

    second = ingest(home, "--outlook", files["krapte.csv"])
    assert second.status == 0, second.err
    assert load_outlooks(Home(home)) == Outlooks({}, {"5120": Outlook(shortage=Shortage.TIGHT, shortage_source="UWV")})


def test_an_import_of_something_else_leaves_them(home, files, tmp_path):
    assert ingest(home, "--outlook", files["risico.csv"]).status == 0
    people = tmp_path / "mensen.csv"
    people.write_text("id,vaardigheden\nanna,soep koken\n")
    assert ingest(home, "--clients", people).status == 0

    assert len(load_outlooks(Home(home)).by_isco) == 2


def test_rows_that_are_refused_are_kept_with_line_and_reason_and_doubles_counted(home, tmp_path):
    table = tmp_path / "rommel.csv"
    table.write_text("isco,risk_category\n5120,High risk\n5120,High risk\n5120,Low risk\n51,High risk\n", "utf-8")
    ran = ingest(home, "--outlook", table)

    (source,) = ran.document["sources"]
    assert (source["read"], source["accepted"], source["refused"], source["merged"]) == (4, 1, 2, 1)
    (rejects,) = (home / "imports").glob("*/rejects.csv")
    lines = rejects.read_text().splitlines()
    assert lines[1].startswith("rommel.csv,4,id,5120 staat al eerder in deze tabel met andere waarden")
    assert lines[2].startswith("rommel.csv,5,isco,er staat geen beroep")
    assert load_outlooks(Home(home)).by_isco["5120"].risk is Risk.HIGH


def test_a_table_that_is_not_there_changes_nothing(home, files, tmp_path):
    assert ingest(home, "--outlook", files["risico.csv"]).status == 0
    before = content_of(home)

    assert is_one_line_error(
        springplank("ingest", "--home", home, "--outlook", tmp_path / "weg.csv", "--outlook", files["krapte.csv"])
    )
    assert content_of(home) == before


def test_a_set_of_tables_of_which_no_row_can_be_used_changes_nothing(home, files):
    assert ingest(home, "--outlook", files["risico.csv"]).status == 0
    kept = (home / "outlook.json").read_bytes()
    ran = springplank("ingest", "--home", home, "--outlook", files["leeg.csv"])

    assert is_one_line_error(ran)
    assert (home / "outlook.json").read_bytes() == kept


def test_the_file_is_plain_to_read(home, files):
    ingest(home, "--outlook", files["risico.csv"])
    document = json.loads((home / "outlook.json").read_text("utf-8"))

    assert document["by_isco"]["5120"]["risk"] == "hoog"
