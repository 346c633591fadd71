"""What importing does to the history of a home, with the real command."""

import csv
import shutil
from datetime import date, timedelta

import pytest

from matcher.trends import Lacking
from pipelines.history import read_history
from pipelines.home import open_home
from pipelines.service import open_service
from pipelines.settings import today
from tests.homes import (
    content_of,
    ingest,
    is_one_line_error,
    lasting,
    served,
    springplank,
    write_catalogue,
    write_csv,
    write_lines,
)

HEADER = ("id", "titel", "werkgever", "plaats", "geplaatst", "bron")
RECENT = today() - timedelta(days=10)
OTHER_SKILLS = "id,label,kind,alt_labels\nbouillon,soep koken,skill,\n"
OTHER_OCCUPATIONS = "id,label,isco08,essential_skills\ncuisinier,soepkok,5120,bouillon\n"
OTHER_COURSES = "id,label,type,teaches\ncours,cours de soupe,training,bouillon\n"


def row(number, title, posted, **fields):
    posted = posted.isoformat() if isinstance(posted, date) else posted
    return {
        "id": f"v{number}",
        "titel": title,
        "werkgever": f"Werkgever {number}",
        "plaats": "Delft",
        "geplaatst": posted,
        "bron": "proef",
    } | fields


def write(path, *rows):
    return write_csv(path, rows, header=HEADER)


def years(per_quarter):
    """Two years and more of vacancies: of each title so many in a quarter, by how many quarters ago."""
    return [
        row(f"{title}-{ago}-{number}", title, today() - timedelta(days=46 + 91 * ago + number % 80))
        for title, counts in per_quarter.items()
        for ago, count in enumerate(counts)
        for number in range(count)
    ]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A home with a small catalogue and a market of three dated vacancies."""
    folder = tmp_path_factory.mktemp("begin")
    catalogue = write_catalogue(folder / "catalogus")
    posted = (("Soepkok", RECENT), ("Pizzabezorger", RECENT), ("Keukenhulp", RECENT))
    vacancies = write(folder / "werk.csv", *(row(number, *pair) for number, pair in enumerate(posted)))
    ran = ingest(folder / "huis", "--taxonomy", catalogue, "--vacancies", vacancies)
    assert ran.status == 0, ran.err
    return folder / "huis"


@pytest.fixture
def home(made, tmp_path):
    return shutil.copytree(made, tmp_path / "huis")


def without_imports(home):
    """Everything that is in service: not the lists of what was refused, and not the lock."""
    kept = content_of(home)
    return {path: data for path, data in kept.items() if path.parts[0] != "imports" and path.name != ".lock"}


def history(home):
    return read_history(open_home(home)).rows.to_pylist()


def titles(home):
    return sorted(row["title"] for row in history(home))


def trends(home):
    with open_service(home, cache=lasting() / "cache") as service:
        return service.trends, service.taxonomy.concepts


def told(ran):
    """What was said of the history, "" when nothing was."""
    return next((line[2:] for line in ran.err.splitlines() if line.startswith("· Geschiedenis: ")), "")


def reasons(home):
    last = max(path for path in (home / "imports").iterdir() if path.is_dir())
    with (last / "rejects.csv").open(encoding="utf-8", newline="") as file:
        return [(row["line"], row["field"], row["reason"]) for row in csv.DictReader(file)]


def kept_rows(home):
    last = max(path for path in (home / "imports").iterdir() if path.is_dir())
    with (last / "rejects.csv").open(encoding="utf-8", newline="") as file:
        return [row["row"] for row in csv.DictReader(file)]


def test_the_vacancies_of_a_market_are_remembered_with_what_they_were_linked_to(made):
    assert {(row["title"], row["occupation"], row["source"]) for row in history(made)} == {
        ("Soepkok", "soepkok", "proef"),
        ("Pizzabezorger", "bezorger", "proef"),
        ("Keukenhulp", "keukenhulp", "proef"),
    }
    assert {row["day"] for row in history(made)} == {(RECENT - date(1970, 1, 1)).days}


def test_a_vacancy_that_left_the_market_stays_in_the_history(home, tmp_path):
    ran = ingest(home, "--vacancies", write(tmp_path / "nieuw.csv", row(9, "Soepkok", RECENT)))

    assert told(ran) == "Geschiedenis: 4 vacatures, waarvan 1 nieuw."
    assert served(home).display["id"].to_pylist() == ["v9"]
    assert titles(home) == ["Keukenhulp", "Pizzabezorger", "Soepkok", "Soepkok"]


def test_the_same_market_once_more_adds_nothing(home, tmp_path):
    before = (home / "history").read_bytes()
    same = write(
        tmp_path / "werk.csv",
        *(row(number, title, RECENT) for number, title in enumerate(("Soepkok", "Pizzabezorger", "Keukenhulp"))),
    )

    assert told(ingest(home, "--vacancies", same)) == "Geschiedenis: 3 vacatures, waarvan 0 nieuw."
    assert (home / "history").read_bytes() == before


def test_vacancies_of_a_market_without_a_usable_day_do_not_count_and_that_is_said(home, tmp_path):
    rows = (
        row(7, "Soepkok", ""),
        row(8, "Soepkok", today() + timedelta(3)),
        row(9, "Soepkok", "1995-01-01"),
        row(10, "Soepkok", RECENT),
    )
    path = write(tmp_path / "nieuw.csv", *rows)

    assert (
        told(ingest(home, "--vacancies", path))
        == "Geschiedenis: 4 vacatures, waarvan 1 nieuw. 3 zonder bruikbare dag van plaatsing tellen niet mee."
    )
    assert len(served(home).market) == 4
    shown = springplank("ingest", "--home", home, "--vacancies", path).out
    assert "Geschiedenis: 4 vacatures, waarvan 0 nieuw. 3 zonder bruikbare dag van plaatsing tellen niet mee." in shown


def test_other_imports_leave_the_history_alone(home, tmp_path):
    before = (home / "history").read_bytes()

    ran = ingest(home, "--clients", write_lines(tmp_path / "mensen.jsonl", [{"id": "c1"}]))

    assert told(ran) == ""
    assert (home / "history").read_bytes() == before


# Older vacancies.


def test_older_vacancies_go_into_the_history_and_not_into_the_market(home, tmp_path):
    before = served(home).market.id
    path = write(
        tmp_path / "oud.csv", row(50, "Soep koken, kok m/v", today() - timedelta(400)), row(51, "Keukenhulp", RECENT)
    )

    ran = ingest(home, "--history", path)

    (source,) = ran.document["sources"]
    assert (source["kind"], source["read"], source["accepted"]) == ("history", 2, 2)
    assert told(ran) == "Geschiedenis: 5 vacatures, waarvan 2 nieuw."
    assert served(home).market.id == before
    assert "eerdere vacatures" in springplank("ingest", "--home", home, "--history", path).out


def test_a_home_can_begin_with_a_history(tmp_path):
    path = write(tmp_path / "oud.csv", row(1, "Kok", today() - timedelta(400)))

    ran = ingest(tmp_path / "huis", "--history", path, "--taxonomy", write_catalogue(tmp_path / "catalogus"))

    assert ran.status == 0, ran.err
    assert titles(tmp_path / "huis") == ["Kok"]


def test_a_messy_file_is_read_as_far_as_it_can_and_the_rest_is_kept_with_a_reason(home, tmp_path):
    path = write(
        tmp_path / "oud.csv",
        row(60, "Soepkok", today() - timedelta(300)),
        row(61, "Soepkok", ""),
        row(62, "Soepkok", "31-02-2025"),
        row(63, "Soepkok", today() + timedelta(1)),
        row(64, "Soepkok", "1999-12-31"),
        row(65, "Soepkok", today() - timedelta(3_000)),
        row(66, "", today() - timedelta(300)),
        row(67, "Iets wat niemand kent xyzzy", today() - timedelta(300)),
        row(60, "Soepkok", today() - timedelta(300)),
    )

    ran = ingest(home, "--history", path)

    (source,) = ran.document["sources"]
    assert (source["read"], source["accepted"], source["refused"], source["merged"]) == (9, 2, 6, 1)
    assert [line for line, _, _ in reasons(home)] == ["3", "4", "5", "6", "7", "8"]
    assert [field for _, field, _ in reasons(home)].count("publicatiedatum") == 4
    assert "ontbreekt" in reasons(home)[0][2]
    assert all("Soepkok" in raw for raw in kept_rows(home)[:5])
    assert told(ran) == "Geschiedenis: 5 vacatures, waarvan 2 nieuw."
    assert {row["occupation"] for row in history(home) if "xyzzy" in row["title"]} == {""}


@pytest.mark.parametrize("content", [b"", b"id,titel\n", b"id,titel,geplaatst\n1,Kok,\n2,Kok,2999-01-01\n", bytes(900)])
def test_a_file_of_which_nothing_can_be_used_is_one_line_and_leaves_everything_as_it_was(home, tmp_path, content):
    (tmp_path / "oud.csv").write_bytes(content)
    before = without_imports(home)

    ran = ingest(home, "--history", tmp_path / "oud.csv")

    assert is_one_line_error(ran), ran
    assert "oud.csv" in ran.complaint[0]
    assert without_imports(home) == before


def test_a_bad_history_stops_a_good_market_as_any_file_does(home, tmp_path):
    (tmp_path / "oud.csv").touch()
    before = without_imports(home)

    assert is_one_line_error(
        ingest(
            home,
            "--vacancies",
            write(tmp_path / "nieuw.csv", row(9, "Soepkok", RECENT)),
            "--history",
            tmp_path / "oud.csv",
        )
    )

    assert without_imports(home) == before


# Damage.


def test_a_damaged_history_begins_anew_and_that_is_said(home, tmp_path):
    (home / "history").write_bytes(b"kapot")

    ran = ingest(home, "--vacancies", write(tmp_path / "nieuw.csv", row(9, "Soepkok", RECENT)))

    assert ran.status == 0
    assert told(ran).startswith("Geschiedenis: 1 vacature, waarvan 1 nieuw. Let op: ")
    assert "beschadigd" in told(ran)
    assert titles(home) == ["Soepkok"]


def test_a_damaged_history_is_no_reason_to_stop_advising(home):
    (home / "history").write_bytes(b"kapot")

    found, concepts = trends(home)

    assert "beschadigd" in found.note
    assert found.compared is None
    assert set(found.skills.factor) == {1.0}
    assert len(found.skills.factor) == len(concepts.skills)


def test_a_home_without_a_history_says_so(home):
    (home / "history").unlink()

    assert trends(home)[0].note == Lacking.NO_HISTORY.label


# Trends.


@pytest.fixture
def with_years(home, tmp_path):
    """A home in which soup is asked three times as much as a year ago, and deliveries as much."""
    path = write(tmp_path / "oud.csv", *years({"Soepkok": [90] * 4 + [30] * 5, "Pizzabezorger": [150] * 9}))
    ran = ingest(home, "--history", path)
    assert ran.status == 0, ran.err
    return home


def test_a_history_of_two_years_shows_what_rises(with_years):
    found, concepts = trends(with_years)
    cook, soup = concepts.occupation_at["soepkok"], concepts.skill_at["soep"]

    assert found.compared.seasons
    assert found.occupations.movement_of(cook).value == "stijgend"
    assert found.skills.movement_of(soup).value == "stijgend"
    assert found.skill_factor[soup] > 1.3
    assert found.skill_factor[concepts.skill_at["fietsen"]] < 1


def test_what_was_long_open_when_it_was_first_read_in_makes_no_history(home, tmp_path):
    path = write(tmp_path / "alles.csv", *years({"Soepkok": [90] * 4 + [30] * 5, "Pizzabezorger": [150] * 9}))

    ran = ingest(home, "--vacancies", path)

    assert "vacatures, waarvan 1.860 nieuw" in told(ran)
    assert trends(home)[0].compared is None


def test_with_another_taxonomy_the_history_is_linked_anew(with_years, tmp_path):
    other = write_catalogue(tmp_path / "andere", OTHER_SKILLS, OTHER_OCCUPATIONS, OTHER_COURSES)
    before = [row["title"] for row in history(with_years)]

    ran = ingest(with_years, "--taxonomy", other)

    assert ran.status == 0, ran.err
    assert [row["title"] for row in history(with_years)] == before
    by_title = {row["title"]: row["occupation"] for row in history(with_years)}
    assert by_title["Soepkok"] == "cuisinier"
    assert set(by_title.values()) <= {"cuisinier", ""}
    found, concepts = trends(with_years)
    assert found.skills.movement_of(concepts.skill_at["bouillon"]).value == "stijgend"


def test_a_history_of_another_taxonomy_is_not_used(with_years, tmp_path):
    kept = (with_years / "history").read_bytes()
    ingest(
        with_years, "--taxonomy", write_catalogue(tmp_path / "andere", OTHER_SKILLS, OTHER_OCCUPATIONS, OTHER_COURSES)
    )
    (with_years / "history").write_bytes(kept)

    assert "andere taxonomie" in trends(with_years)[0].note
