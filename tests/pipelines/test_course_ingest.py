"""Courses read into a home by the real command, in every form that a file of courses can have."""

import csv
import json
import shutil
from datetime import date

import pytest

from matcher.codes import DayPart, Payer
from pipelines.home import open_home
from pipelines.store.engine import store_of
from tests.homes import empty_home, ingest, is_one_line_error, springplank, write_catalogue

DAY = date(2026, 11, 23)
CSV = (
    "id;titel;leert;aanbieder;plaats;startdatum;dagdelen;betaald_door;prijs\n"
    "k1;Soepcursus;soep koken;De School;Delft;1-3-2027|1-9-2027;avond;gemeente;€ 100\n"
)
LINES = json.dumps({
    "id": "k1", "titel": "Soepcursus", "leert": ["soep koken"], "aanbieder": "De School", "plaats": "Delft",
    "startdata": ["2027-03-01", "2027-09-01"], "dagdelen": ["avond"], "betaald_door": "gemeente", "prijs": 100,
})  # fmt: skip
LINKED = {
    "@context": "https://schema.org",
    "@type": "Course",
    "courseCode": "k1",
    "name": "Soepcursus",
    "teaches": "soep koken",
    "provider": {"name": "De School"},
    "offers": {"price": 100, "priceCurrency": "EUR"},
    "hasCourseInstance": [
        {
            "startDate": start,
            "location": {"address": {"addressLocality": "Delft"}},
            "courseSchedule": {"byDay": "Tuesday", "startTime": "19:00"},
        }
        for start in ("2027-03-01", "2027-09-01")
    ],
}
OOAPI = {
    "courses": [
        {
            "courseId": "k1",
            "primaryCode": {"codeType": "identifier", "code": "k1"},
            "name": [{"language": "nl-NL", "value": "Soepcursus"}],
            "learningOutcomes": [{"name": [{"language": "nl-NL", "value": "soep koken"}]}],
            "organisation": {"name": [{"language": "nl-NL", "value": "De School"}]},
        }
    ],
    "courseOfferings": [
        {
            "courseOfferingId": f"o{number}",
            "courseId": "k1",
            "name": [{"language": "nl-NL", "value": "Soepcursus"}],
            "state": "active",
            "startDateTime": f"{start}T19:00:00+01:00",
            "addresses": [{"addressType": "teaching", "city": "Delft", "countryCode": "NL"}],
            "organisation": {"name": [{"language": "nl-NL", "value": "De School"}]},
            "priceInformation": [{"costType": "total_costs", "amount": "100.00", "currency": "EUR"}],
        }
        for number, start in enumerate(("2027-03-01", "2027-09-01"))
    ],
}
RUN = """<programRun><id>{start}</id><status>application opened</status><startDate>{start}</startDate>
<location><city>Delft</city><country>nl</country></location>
<cost><amount>100.00</amount><costType>tuition fee</costType><currency>EUR</currency></cost></programRun>"""
EDUDEX = f"""<?xml version="1.0" encoding="UTF-8"?>
<program xmlns="http://studieData.nl/schema/edudex/program">
<programClassification><programId>k1</programId><orgUnitId>De School</orgUnitId></programClassification>
<programDescriptions><programName xml:lang="nl">Soepcursus</programName>
<programDescriptionText xml:lang="nl">U leert soep koken.</programDescriptionText></programDescriptions>
<programSchedule>{RUN.format(start="2027-03-01")}{RUN.format(start="2027-09-01")}</programSchedule>
</program>"""
PAGE = f'<!DOCTYPE html>\n<html><script type="application/ld+json">{json.dumps(LINKED)}</script></html>'
FORMS = {
    "csv": ("cursus.csv", CSV),
    "lines": ("cursus.jsonl", LINES),
    "document": ("cursus.json", json.dumps({"cursussen": [json.loads(LINES)]}, indent=1)),
    "schema.org": ("cursus.jsonld", json.dumps(LINKED)),
    "page": ("cursus.html", PAGE),
    "ooapi": ("cursus.json", json.dumps(OOAPI)),
    "ooapi on lines": ("cursus.jsonl", "\n".join(json.dumps(part) for parts in OOAPI.values() for part in parts)),
    "edudex": ("cursus.xml", EDUDEX),
    "utf-16": ("cursus.csv", CSV.encode("utf-16")),
    "windows": ("cursus.txt", CSV.replace(";", "\t").encode("cp1252")),
    "wrong name": ("cursus.csv", json.dumps(LINKED)),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A home with a small catalogue that stands at DAY."""
    folder = tmp_path_factory.mktemp("cursussen")
    empty_home(folder / "huis", DAY)
    assert ingest(folder / "huis", "--taxonomy", write_catalogue(folder / "catalogus")).status == 0
    return folder / "huis"


@pytest.fixture
def home(made, tmp_path):
    return shutil.copytree(made, tmp_path / "huis")


def read(home, content, name="cursus.csv"):
    path = home.parent / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return ingest(home, "--courses", path)


def courses_of(home):
    with store_of(open_home(home)) as store:
        return {course.id: course for course in store.courses.all()}


def told(ran):
    (source,) = ran.document["sources"]
    return " | ".join(source["warnings"])


def counts(ran):
    (source,) = ran.document["sources"]
    return tuple(source[kind] for kind in ("read", "accepted", "refused", "merged"))


@pytest.mark.parametrize(("name", "content"), FORMS.values(), ids=FORMS.keys())
def test_every_form_gives_the_same_course_with_its_offerings(home, name, content):
    ran = read(home, content, name)

    assert ran.status == 0, ran.err
    course = next(course for course in courses_of(home).values() if course.label == "Soepcursus")
    assert course.teaches == ("soep",)
    assert [(one.provider, one.location.place, one.start_date, one.price) for one in course.offerings] == [
        ("De School", "Delft", date(2027, 3, 1), 100),
        ("De School", "Delft", date(2027, 9, 1), 100),
    ]


def test_who_pays_and_when_the_lessons_are_come_along(home):
    read(home, CSV)

    offering = courses_of(home)["k1"].offerings[0]
    assert (offering.paid_by, offering.day_parts) == (Payer.MUNICIPALITY, {DayPart.EVENING})


def test_a_course_that_names_no_skills_is_read_from_its_text_with_the_words(home):
    read(home, "titel;omschrijving;aanbieder\nBij de soep;In deze cursus leert u soep koken. U kunt al fietsen.;X\n")

    (course,) = [course for course in courses_of(home).values() if course.offerings]
    assert course.teaches == ("soep",)
    assert course.words == (("soep", "soep koken"),)


def test_what_was_not_recognised_is_told_per_file(home):
    text = "titel;leert\nEen;soep koken|vrobben|snerpen\nTwee;knurpen\nDrie;\n"

    warnings = told(read(home, text))

    assert "3 leerdoelen niet herkend, bijvoorbeeld 'vrobben', 'snerpen', 'knurpen'" in warnings
    assert "2 opleiding(en) zonder herkende vaardigheid, bijvoorbeeld 'Twee', 'Drie'" in warnings


def test_starts_in_the_past_are_left_out_and_told(home):
    ran = read(home, "titel;aanbieder;startdatum\nSoep;X;1-1-2026|22-11-2026|23-11-2026\nVis;X;1-2-2026\n")

    assert counts(ran) == (2, 2, 0, 0)
    assert "startdatum: 3 starts zijn voorbij of gesloten voor aanmelding en zijn niet bewaard" in told(ran)
    kept = {course.label: course.offerings for course in courses_of(home).values()}
    assert [one.start_date for one in kept["Soep"]] == [DAY]
    assert kept["Vis"] == ()


def test_what_someone_can_still_step_into_is_kept(home):
    read(home, "titel;aanbieder;startdatum;instappen_tot\nSoep;X;1-1-2026;1-1-2027\n")

    (offering,) = next(course for course in courses_of(home).values() if course.label == "Soep").offerings
    assert offering.starts_from(DAY) == DAY


def test_a_start_for_which_it_is_too_late_to_apply_is_left_out_and_told(home):
    ran = read(
        home,
        "titel;aanbieder;startdatum;aanmelden_tot\nSoep;X;1-2-2027|1-3-2027;22-11-2026|23-11-2026\n"
        "Vis;X;1-2-2027;22-11-2026\nBrood;X;1-2-2027;\n",
    )

    assert "startdatum: 2 starts zijn voorbij of gesloten voor aanmelding en zijn niet bewaard" in told(ran)
    kept = {course.label: [(one.start_date, one.apply_by) for one in course.offerings] for course in
            courses_of(home).values()}  # fmt: skip
    assert kept["Soep"] == [(date(2027, 3, 1), DAY)]
    assert kept["Vis"] == []
    assert kept["Brood"] == [(date(2027, 2, 1), None)]


PAST = "titel;aanbieder;startdatum\nSoep;X;1-1-2026\nVis;X;1-2-2026\n"


@pytest.mark.parametrize("before", ["", PAST.replace("1-2-2026", "22-11-2026"), "titel;prijs\nBrood;10\n"])
def test_starts_in_the_past_leave_the_kinds_of_training_where_nothing_else_is_offered(home, before):
    if before:
        assert read(home, before, "eerder.csv").status == 0

    ran = read(home, PAST)

    assert (ran.status, counts(ran)) == (0, (2, 2, 0, 0))
    assert "startdatum: alle 2 bekende starts in dit bestand zijn voorbij of gesloten voor aanmelding" in told(ran)
    assert {"Soep", "Vis"} < {course.label for course in courses_of(home).values()}
    assert not any(course.offerings for course in courses_of(home).values())


def test_a_new_home_keeps_the_kinds_of_training_of_which_all_starts_are_over(made, tmp_path):
    empty_home(tmp_path / "nieuw", DAY)
    catalogue = made.parent / "catalogus"
    path = tmp_path / "oud.csv"
    path.write_text(PAST)

    assert ingest(tmp_path / "nieuw", "--taxonomy", catalogue, "--courses", path).status == 0
    assert {"Soep", "Vis"} < {course.label for course in courses_of(tmp_path / "nieuw").values()}


def test_a_file_of_nothing_but_starts_in_the_past_changes_nothing(home):
    read(home, CSV)
    before = courses_of(home)

    ran = read(home, "titel;aanbieder;startdatum\nSoep;X;1-1-2026\n", "oud.csv")

    assert is_one_line_error(ran)
    assert (
        "oud.csv: alle starts zijn op 23-11-2026 voorbij of gesloten voor aanmelding, er is niets veranderd" in ran.err
    )
    assert courses_of(home) == before


def test_another_taxonomy_reads_the_text_again(home, tmp_path):
    read(home, "titel;omschrijving;aanbieder\nKeuken;U leert soep koken en bouillon trekken.;X\n")
    other = write_catalogue(
        tmp_path / "ander",
        "id,label,kind\nbouillon,bouillon trekken,skill\nvelo,fietsen,skill\n",
        "id,label,isco08,essential_skills\ncuisinier,soepkok,5120,bouillon\n",
        "id,label,type,teaches\ncours,cours de velo,training,velo\n",
    )

    assert ingest(home, "--taxonomy", other).status == 0

    (course,) = [course for course in courses_of(home).values() if course.offerings]
    assert course.words == (("bouillon", "bouillon trekken"),)
    assert course.teaches == ("bouillon",)


@pytest.mark.parametrize("form", ["schema.org", "page", "edudex", "ooapi on lines"])
def test_a_day_that_does_not_exist_costs_one_offering_in_every_form_that_has_courses_of_its_own(home, form):
    name, content = FORMS[form]

    ran = read(home, content.replace("2027-03-01", "2027-02-31"), name)

    assert counts(ran) == (2, 2, 0, 0)
    assert "uitvoering weggelaten: datum '2027-02-31" in told(ran)
    course = next(course for course in courses_of(home).values() if course.label == "Soepcursus")
    assert [one.start_date for one in course.offerings] == [date(2027, 9, 1)]


def test_a_day_that_does_not_exist_costs_an_offering_of_ooapi_and_not_its_course(home):
    offerings = [offering | {"startDateTime": "2027-02-31T19:00:00+01:00"} for offering in OOAPI["courseOfferings"][:1]]

    ran = read(home, json.dumps(OOAPI | {"courseOfferings": offerings}), "cursus.json")

    assert counts(ran) == (1, 1, 0, 0)
    assert "startDate: uitvoering weggelaten: datum '2027-02-31T19:00:00+01:00' bestaat niet" in told(ran)
    assert courses_of(home)["k1"].offerings == ()


VACANCIES = '{"@type": "JobPosting", "title": "Kok"}'
BAD = {
    "empty": ("cursus.csv", ""),
    "blank": ("cursus.csv", "\n\n"),
    "only a header": ("cursus.csv", "titel;aanbieder\n"),
    "other columns": ("cursus.csv", "a;b\n1;2\n"),
    "vacancies": ("cursus.json", VACANCIES),
    "a web page": ("cursus.html", "<html><body>cursussen</body></html>"),
    "other xml": ("cursus.xml", '<?xml version="1.0"?><rss><item/></rss>'),
    "broken xml": ("cursus.xml", "<programs><program>"),
    "broken json": ("cursus.json", '[{"titel": '),
    "an empty list": ("cursus.json", "[]"),
    "an empty page of ooapi": ("cursus.json", '{"pageSize": 10, "pageNumber": 1, "items": []}'),
    "deep": ("cursus.json", '{"courses": ' + "[" * 50_000),
    "zip": ("cursus.csv", b"PK\x03\x04rest"),
    "binary": ("cursus.csv", bytes(range(256)) * 40),
    "without titles": ("cursus.jsonl", '{"id": "1"}\n{"id": "2"}\n'),
}


@pytest.mark.parametrize(("name", "content"), BAD.values(), ids=BAD.keys())
def test_a_file_that_cannot_be_used_is_one_line_and_changes_nothing(home, name, content):
    before = courses_of(home)

    ran = read(home, content, name)

    assert is_one_line_error(ran), ran.err
    assert name in ran.err
    assert courses_of(home) == before


def test_courses_given_as_vacancies_are_one_line(home):
    path = home.parent / "cursus.jsonld"
    path.write_text(json.dumps(LINKED))

    ran = ingest(home, "--vacancies", path)

    assert is_one_line_error(ran)
    assert "dit zijn opleidingen (Course)" in ran.err


def test_messy_rows_cost_only_themselves(home):
    text = (
        "titel;aanbieder;startdatum;weken;geslacht;bijzonders\n"
        "Goed;X;1-3-2027;2;v;a\n"
        ";X;1-3-2027;2;v;a\n"
        "Te lang;X;1-3-2027;9999;v;a\n"
        "Geen dag;X;31-02-2027;2;v;a\n"
        "Vage dag;X;najaar;2;v;a\n"
    ).encode("cp1252")

    ran = read(home, text)

    assert counts(ran) == (5, 2, 3, 0)
    warnings = told(ran)
    assert "geslacht: kolom niet gelezen" in warnings
    assert "bijzonders: kolom niet herkend" in warnings
    assert "datum 'najaar' niet herkend" in warnings
    last = max((home / "imports").iterdir())
    with (last / "rejects.csv").open(encoding="utf-8", newline="") as file:
        rejected = list(csv.DictReader(file))
    assert [row["line"] for row in rejected] == ["3", "4", "5"]
    assert "geslacht" not in json.dumps(rejected)


def test_a_place_that_cannot_be_found_is_told(home):
    assert "Xyzzyveen" in told(read(home, "titel;aanbieder;plaats\nSoep;X;Xyzzyveen\n"))


def test_courses_from_a_new_file_are_advised(home, tmp_path):
    people = tmp_path / "mensen.csv"
    people.write_text("id;vaardigheden\nc1;fietsen\n")
    work = tmp_path / "werk.csv"
    work.write_text("id;titel;vaardigheden\nv1;Soepkok;soep koken\n")
    read(home, CSV)
    assert ingest(home, "--clients", people, "--vacancies", work).status == 0

    assert springplank("reskill", "c1", "--home", home, "--json").status == 0
