import csv
import json
import os
import re
import subprocess
import sys
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from matcher.codes import Route, Workplace
from matcher.errors import InputError
from matcher.guard import kept_out
from pipelines.demo import write_region

DAY = date(2026, 11, 23)
COUNT = 3000
# A Dutch number of ten digits, or one with the country in front.
PHONE = re.compile(r"(?<![\d.,])(?:\+31|0031|0[1-9])[ -]?(?:\d[ -]?){8}(?!\d)")


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    return write_region(tmp_path_factory.mktemp("streek"), vacancies=COUNT, clients=60, day=DAY)


def table(path, encoding, separator):
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def vacancies(region):
    service_point, agency, own, site = region.vacancies
    return table(service_point, "cp1252", ";"), table(agency, "utf-8-sig", ","), lines(own), lines(site)


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_same_arguments_give_the_same_bytes(tmp_path):
    write_region(tmp_path / "een", vacancies=400, clients=30, day=DAY)
    write_region(tmp_path / "twee", vacancies=400, clients=30, day=DAY)

    assert contents(tmp_path / "een") == contents(tmp_path / "twee")


def test_the_order_of_sets_in_a_run_does_not_reach_the_files(tmp_path):
    code = (
        "import sys; from datetime import date; from pathlib import Path; from pipelines.demo import write_region; "
        "write_region(Path(sys.argv[1]), vacancies=300, clients=30, day=date(2026, 11, 23))"
    )
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / seed)], check=True, env=environment)

    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_another_seed_gives_other_files(tmp_path):
    write_region(tmp_path / "een", vacancies=100, clients=20, day=DAY, seed=1)
    write_region(tmp_path / "twee", vacancies=100, clients=20, day=DAY, seed=2)
    one, two = contents(tmp_path / "een"), contents(tmp_path / "twee")

    assert one.keys() == two.keys()
    assert all(one[name] != two[name] for name in one)


def test_more_clients_change_nothing_about_vacancies_and_courses(tmp_path):
    few = write_region(tmp_path / "weinig", vacancies=200, clients=5, day=DAY)
    many = write_region(tmp_path / "veel", vacancies=200, clients=50, day=DAY)

    for one, two in zip(few.vacancies + few.courses, many.vacancies + many.courses, strict=True):
        assert one.read_bytes() == two.read_bytes()


def test_more_vacancies_only_add_to_the_end_of_the_files(tmp_path):
    few = write_region(tmp_path / "weinig", vacancies=200, clients=0, day=DAY)
    many = write_region(tmp_path / "veel", vacancies=300, clients=0, day=DAY)

    for one, two in zip(few.vacancies, many.vacancies, strict=True):
        assert two.read_bytes().startswith(one.read_bytes())


def test_the_files_hold_as_many_vacancies_and_clients_as_asked(region):
    assert sum(len(rows) for rows in vacancies(region)) == COUNT
    assert len(table(region.clients[0], "utf-8", ";")) + len(lines(region.clients[1])) == 60


def test_every_vacancy_says_that_its_source_is_invented(region):
    service_point, agency, own, site = vacancies(region)
    sources = {row["Bron"] for row in service_point} | {row["source"] for row in agency} | {row["bron"] for row in own}
    sources |= {row["identifier"]["name"] for row in site}

    assert len(sources) == 4
    assert all(source.startswith("verzonnen demo ") for source in sources)


def test_every_address_is_on_the_domain_for_examples(region):
    for path in region.vacancies + region.courses:
        text = path.read_bytes().decode("cp1252" if "servicepunt" in path.name else "utf-8")
        domains = set(re.findall(r"https?://([\w.-]+)", text)) | set(re.findall(r"[\w.+-]+@([\w-]+\.[\w-]+)", text))

        assert domains <= {"example.org", "schema.org"}


def test_no_file_holds_what_looks_like_a_phone_number(region):
    for path in region.vacancies + region.clients + region.courses:
        text = path.read_bytes().decode("cp1252" if "servicepunt" in path.name else "utf-8")

        assert PHONE.search(text) is None, path.name


def test_ids_are_unique_except_for_exact_duplicates(region):
    for rows, key in zip(vacancies(region), ("Vacaturenummer", "job_id", "id", "identifier"), strict=True):
        by_id = {}
        for row in rows:
            assert by_id.setdefault(str(row[key]), row) == row


def test_each_source_has_its_own_notation(region):
    service_point, agency, own, site = vacancies(region)

    assert re.fullmatch(r"\d\d-\d\d-\d{4}|", service_point[0]["Geplaatst"])
    assert any(re.fullmatch(r"\d\d?,\d\d", row["Salaris min"]) for row in service_point)
    assert any(re.fullmatch(r"5\d,\d{5}", row["Breedtegraad"]) for row in service_point)
    assert any(re.fullmatch(r"\d\d? [a-z]+ \d{4}", row["closing_date"]) for row in agency)
    assert any(re.fullmatch(r"€ \d\d,\d\d - € \d\d,\d\d per uur", row["salaris"]) for row in agency)
    assert any(row["hours"].endswith(" uur") for row in agency)
    assert any(isinstance(row.get("vaardigheden"), list) for row in own)
    assert any(row.get("salaris_periode") == "maand" for row in own)
    assert all(row["@type"] == "JobPosting" for row in site)


def test_the_dirt_stands_in_the_files(region):
    service_point, agency, own, _ = vacancies(region)
    everything = "".join(
        path.read_bytes().decode("cp1252" if "servicepunt" in path.name else "utf-8") for path in region.vacancies
    )

    assert "=HYPERLINK(" in everything
    assert re.search(r"31-02-20\d\d|20\d\d-02-31|31 februari 20\d\d", everything)
    assert any(row["Uren max"] == "99" for row in service_point) or any(row["hours"] == "99" for row in agency)
    assert "€ -" in everything or any(row["Salaris min"].startswith("-") for row in service_point)
    assert any(row["job_title"].endswith("  ") for row in agency)
    assert any("<li>" in row["Omschrijving"] for row in service_point)
    assert any("plaats" not in row and "postcode" not in row for row in own)
    assert any(row["Functie"].isupper() for row in service_point)


def test_codes_in_the_plain_file_are_codes_of_the_domain(region):
    own = vacancies(region)[2]

    assert {row["route"] for row in own} <= {route.value for route in Route}
    assert {row["werkplek"] for row in own} <= {workplace.value for workplace in Workplace}


def test_only_the_first_clients_file_has_a_column_that_the_guard_keeps_out(region):
    columns = table(region.clients[0], "utf-8", ";")[0].keys()
    keys = {key for client in lines(region.clients[1]) for key in client}

    assert [column for column in columns if kept_out(column)] == ["geslacht"]
    assert not [key for key in keys if kept_out(key)]


def test_the_readme_says_that_all_is_invented_with_seed_and_day(region):
    text = (region.vacancies[0].parent / "README.txt").read_text("utf-8")

    assert "verzonnen" in text
    assert "23 november 2026" in text
    assert "2026" in text


def test_progress_ends_at_the_number_of_vacancies(tmp_path):
    told = []
    write_region(tmp_path, vacancies=2500, clients=0, day=DAY, progress=told.append)

    assert told == [1000, 2000, 2500]


def test_memory_does_not_grow_with_the_number_of_vacancies(tmp_path):
    write_region(tmp_path, vacancies=10, clients=0, day=DAY)

    def peak(count):
        tracemalloc.start()
        write_region(tmp_path, vacancies=count, clients=0, day=DAY)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(2000) < 1.3 * peak(500)


def test_a_region_without_vacancies_or_clients_has_files_with_headers_only(tmp_path):
    found = write_region(tmp_path, vacancies=0, clients=0, day=DAY)

    assert all(path.exists() for path in found.vacancies + found.clients + found.courses)
    assert [len(rows) for rows in vacancies(found)] == [0, 0, 0, 0]


def test_a_negative_number_is_refused_with_one_line(tmp_path):
    with pytest.raises(InputError, match="geef aantallen van 0 of meer"):
        write_region(tmp_path, vacancies=-1, day=DAY)


def test_a_folder_that_is_a_file_is_refused_with_one_line(tmp_path):
    file = Path(tmp_path / "bestand")
    file.write_text("")

    with pytest.raises(InputError, match="kies een andere map"):
        write_region(file, vacancies=1, day=DAY)
