"""OOAPI as schools export it, a file for each endpoint or page, read into a home by the real command."""

import csv
import json
import shutil
from datetime import date
from itertools import permutations

import pytest

from pipelines.home import open_home
from pipelines.store.engine import store_of
from tests.homes import empty_home, ingest, is_one_line_error, write_catalogue

DAY = date(2026, 11, 23)


def text(value):
    return [{"language": "nl-NL", "value": value}]


def page(*items, number=1, more=False):
    return {"pageSize": 2, "pageNumber": number, "hasPreviousPage": number > 1, "hasNextPage": more, "items": [*items]}


def course(key, name, **more):
    return {"courseId": key, "primaryCode": {"codeType": "identifier", "code": key}, "name": text(name), **more}


def offering(key, of, start, **more):
    return {
        "courseOfferingId": key,
        "primaryCode": {"codeType": "offering_code", "code": key},
        "courseId": of,
        "name": text(f"groep {key}"),
        "state": "active",
        "startDateTime": start,
        "addresses": [{"addressType": "teaching", "city": "Delft", "countryCode": "NL"}],
        **more,
    }


SCHOOL = {"organisationId": "s", "organisationType": "root", "name": text("De School"), "primaryCode": {"code": "1"}}
FACULTY = {"organisationId": "f", "organisationType": "faculty", "name": text("Faculteit"), "parentId": "s"}
OUTCOME = {"learningOutcomeId": "lo1", "primaryCode": {"code": "lo1"}, "name": text("soep koken")}
SOUP = course("k1", "Soepcursus", organisationId="f", learningOutcomeIds=["lo1"], duration="P6W")
BREAD = course("k2", "Broodcursus", organisationId="s")
FIRST = offering("o1", "k1", "2027-02-28T23:00:00Z")
SECOND = offering("o2", "k1", "2027-08-31T22:00:00Z", enrolmentPeriods=[{"endDateTime": "2027-07-31T22:00:00Z"}])
LOAF = offering("o3", "k2", "2027-03-01T19:00:00+01:00")
FILES = {
    "courses.json": page(SOUP, BREAD),
    "offerings.json": page(FIRST, SECOND, LOAF),
    "organisations.json": page(SCHOOL, FACULTY),
    "outcomes.json": [OUTCOME],
}
EXPECTED = {
    "Soepcursus": [
        ("De School", "Delft", date(2027, 3, 1), None),
        ("De School", "Delft", date(2027, 9, 1), date(2027, 7, 31)),
    ],
    "Broodcursus": [("De School", "Delft", date(2027, 3, 1), None)],
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A home with a small catalogue that stands at DAY."""
    folder = tmp_path_factory.mktemp("ooapi")
    empty_home(folder / "huis", DAY)
    assert ingest(folder / "huis", "--taxonomy", write_catalogue(folder / "catalogus")).status == 0
    return folder / "huis"


@pytest.fixture
def home(made, tmp_path):
    return shutil.copytree(made, tmp_path / "huis")


def read(home, files):
    """Read values as files into a home with one command, in this order."""
    given = []
    for name, value in files.items():
        (home.parent / name).write_text(value if isinstance(value, str) else json.dumps(value))
        given += ["--courses", home.parent / name]
    return ingest(home, *given)


def courses_of(home):
    with store_of(open_home(home)) as store:
        return [one for one in store.courses.all() if one.id != "soepcursus"]


def offered(home):
    return {
        one.label: [(each.provider, each.location.place, each.start_date, each.apply_by) for each in one.offerings]
        for one in courses_of(home)
    }


def counts(ran):
    """What was read, accepted, refused and merged of each file."""
    numbers = ("read", "accepted", "refused", "merged")
    return {source["file"]: tuple(source[kind] for kind in numbers) for source in ran.document["sources"]}


def told(ran, file):
    return next(" | ".join(source["warnings"]) for source in ran.document["sources"] if source["file"] == file)


def remarked(home):
    with (max((home / "imports").iterdir()) / "rejects.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("order", list(permutations(FILES))[::5])
def test_the_files_of_the_endpoints_are_read_as_one_in_whatever_order(home, order):
    ran = read(home, {name: FILES[name] for name in order})

    assert ran.status == 0, ran.err
    assert offered(home) == EXPECTED
    soup, bread = sorted(courses_of(home), key=lambda one: one.id)
    assert (soup.id, soup.teaches, soup.weeks) == ("k1", ("soep",), 6)
    assert bread.id == "k2"
    assert counts(ran) == {
        "courses.json": (2, 2, 0, 0),
        "offerings.json": (3, 3, 0, 0),
        "organisations.json": (0, 0, 0, 0),
        "outcomes.json": (0, 0, 0, 0),
    }
    assert "alleen organisaties om in op te zoeken" in told(ran, "organisations.json")
    assert "alleen leeruitkomsten om in op te zoeken" in told(ran, "outcomes.json")


def test_the_same_contents_in_one_file_give_the_same_courses(home, made, tmp_path):
    other = shutil.copytree(made, tmp_path / "ander")
    assert read(home, FILES).status == 0
    assert read(other, {"alles.json": [*FILES.values()]}).status == 0

    assert courses_of(home) == courses_of(other)


def test_pages_of_one_endpoint_are_read_together_and_what_stands_in_two_of_them_is_merged(home):
    pages = {
        "courses-1.json": page(SOUP, more=True),
        "courses-2.json": page(SOUP, BREAD, number=2),
        "offerings-1.json": page(FIRST, SECOND, more=True),
        "offerings-2.json": page(SECOND, LOAF, number=2, more=True),
        "offerings-3.json": page(number=3),
        "organisations.jsonl": "\n".join(map(json.dumps, (SCHOOL, FACULTY))),
        "outcomes.json": {"learningOutcomes": [OUTCOME]},
    }

    ran = read(home, pages)

    assert ran.status == 0, ran.err
    assert offered(home) == EXPECTED
    assert counts(ran) == {
        "courses-1.json": (1, 1, 0, 0),
        "courses-2.json": (2, 1, 0, 1),
        "offerings-1.json": (2, 2, 0, 0),
        "offerings-2.json": (2, 1, 0, 1),
        "offerings-3.json": (0, 0, 0, 0),
        "organisations.jsonl": (0, 0, 0, 0),
        "outcomes.json": (0, 0, 0, 0),
    }
    assert "geen opleidingen of uitvoeringen in dit bestand" in told(ran, "offerings-3.json")


def test_v5_and_programmes_find_each_other_across_files(home):
    programme = {
        "programId": "p1",
        "primaryCode": {"codeType": "programCode", "code": "p1"},
        "name": text("Soepkok"),
        "organization": "s",
        "educationSpecification": "es1",
    }
    offered_v5 = {
        "offeringId": "o1",
        "offeringType": "program",
        "primaryCode": {"codeType": "offeringCode", "code": "o1"},
        "name": text("Soepkok september"),
        "program": "p1",
        "startDate": "2027-09-01",
        "enrollEndDate": "2027-07-01",
    }
    specification = {"educationSpecificationId": "es1", "level": "secondary vocational education 2"}
    school = {"organizationId": "s", "organizationType": "root", "name": "ROC"}
    assert read(
        home,
        {
            "offerings.json": page(offered_v5),
            "specifications.json": page(specification),
            "organizations.json": {"organizations": [school]},
            "programs.json": {"programs": page(programme)},
        },
    ).status == 0  # fmt: skip

    (found,) = courses_of(home)
    assert (found.id, found.label, found.level.code) == ("p1", "Soepkok", "mbo2")
    assert [(one.provider, one.start_date, one.apply_by) for one in found.offerings] == [
        ("ROC", date(2027, 9, 1), date(2027, 7, 1))
    ]


def test_an_offering_by_itself_and_inside_its_course_in_another_file_is_one(home):
    inside = SOUP | {"courseOfferings": [{key: item for key, item in FIRST.items() if key != "addresses"}]}

    ran = read(home, FILES | {"courses.json": page(inside, BREAD)})

    assert counts(ran)["courses.json"] == (2, 2, 0, 0)
    assert offered(home) == EXPECTED


def test_an_offering_that_only_names_its_course_and_school_gets_them_from_the_file_that_has_them(home):
    stub = FIRST | {"course": {"courseId": "k1"}, "organisation": {"organisationId": "s"}}

    read(home, {"offerings.json": page(stub), "courses.json": page(SOUP), "organisations.json": page(SCHOOL)})

    assert offered(home) == {"Soepcursus": EXPECTED["Soepcursus"][:1]}


def test_what_is_left_out_or_has_no_course_is_told_at_its_own_file(home):
    cancelled = FIRST | {"state": "cancelled"}
    nowhere = offering("o9", "k9", "2027-03-01", organisationId="s")
    orphan = offering("o8", "k8", "2027-03-01", organisationId="weg")

    ran = read(home, FILES | {"offerings.json": page(cancelled, nowhere, orphan)})

    assert counts(ran)["offerings.json"] == (2, 2, 0, 0)
    assert "uitvoering weggelaten, afgelast: 1 keer" in told(ran, "offerings.json")
    assert "de aanbieder staat in geen bestand van deze import: 1 keer" in told(ran, "offerings.json")
    assert "afgelast" not in told(ran, "courses.json")
    assert offered(home)["Soepcursus"] == []
    assert offered(home)["groep o9"] == [("De School", "Delft", date(2027, 3, 1), None)]


def test_lines_and_refusals_point_at_the_file_and_the_record(home):
    wrong = offering("o4", "k1", "2027-02-31")
    alone = offering("o5", "elders", "2027-02-31", organisationId="s")
    endless = course("k3", "Lange cursus", duration="P90Y")

    ran = read(
        home, FILES | {"courses.json": page(SOUP, BREAD, endless, 7), "offerings.json": page(LOAF, wrong, alone)}
    )

    assert counts(ran)["courses.json"] == (4, 2, 2, 0)
    assert counts(ran)["offerings.json"] == (3, 1, 1, 1)  # what is left of the wrong one is the course itself
    found = {(row["file"], row["line"], row["reason"]) for row in remarked(home)}
    assert ("courses.json", "3", "4680 ligt niet tussen 0 en 520") in found
    assert ("courses.json", "4", "dit is geen JSON-object") in found
    assert ("offerings.json", "3", "datum '2027-02-31' bestaat niet") in found
    assert "uitvoering weggelaten: datum '2027-02-31' bestaat niet" in told(ran, "offerings.json")
    assert offered(home) == EXPECTED | {"Soepcursus": []}


def test_what_the_guard_keeps_out_of_one_file_is_not_found_by_another(home):
    read(home, FILES | {"courses.json": page(SOUP | {"geslacht": "v", "gender": "v"}, BREAD)})

    assert offered(home) == EXPECTED
    assert "gender" not in json.dumps([row for row in remarked(home) if row["file"] == "offerings.json"])


def test_ooapi_is_read_beside_other_forms(home):
    ran = read(home, {"eigen.csv": "titel;aanbieder\nVis;X\n", "leeg.jsonl": '{"titel": "Vlees"}\n'} | FILES)

    assert ran.status == 0, ran.err
    assert offered(home) == EXPECTED | {"Vis": [("X", "", None, None)], "Vlees": []}


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"org.json": page(SCHOOL)}, "org.json: geen opleidingen of uitvoeringen in dit bestand, alleen organisaties"),
        ({"org.json": [SCHOOL]}, "alleen organisaties om in op te zoeken"),
        ({"lo.json": OUTCOME}, "alleen leeruitkomsten om in op te zoeken"),
        ({"org.json": [SCHOOL], "lo.json": page(OUTCOME)}, "alleen organisaties om in op te zoeken; "),
        ({"leeg.json": page()}, "leeg.json: geen opleidingen of uitvoeringen in dit bestand"),
        ({"of.json": page(FIRST | {"state": "cancelled", "courseId": "weg"})}, "afgelast"),
    ],
)
def test_files_without_a_single_course_or_offering_are_one_line_and_change_nothing(home, files, what):
    assert read(home, FILES).status == 0

    ran = read(home, files)

    assert is_one_line_error(ran), ran.err
    assert what in ran.err
    assert "lever er het bestand met opleidingen bij" in ran.err
    assert offered(home) == EXPECTED


def test_offerings_that_are_all_over_do_not_empty_what_is_offered(home):
    assert read(home, FILES).status == 0
    old = FILES | {"offerings.json": page(offering("o1", "k1", "2026-01-05"))}

    ran = read(home, old)

    assert is_one_line_error(ran)
    assert "offerings.json: alle starts zijn op 23-11-2026 voorbij of gesloten" in ran.err
    assert offered(home) == EXPECTED


def test_a_file_that_is_broken_stops_the_whole_import(home):
    ran = read(home, FILES | {"organisations.json": '{"items": ' + "[" * 50_000})

    assert is_one_line_error(ran)
    assert "organisations.json" in ran.err
