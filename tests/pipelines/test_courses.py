from dataclasses import replace
from functools import cache

from matcher.catalogue import packaged
from matcher.codes import CourseKind
from matcher.domain import Course, Offering
from pipelines.courses import combine, renewed
from pipelines.installed import InstalledTaxonomy
from pipelines.sources.courses import CourseRow
from pipelines.taxonomies import linkers
from tests.builders import concepts
from tests.homes import lasting

KNOWN = next(course for course in packaged().courses if course.weeks and "weeks" in course.estimated)


@cache
def tools():
    return linkers(packaged(), lasting() / "cache")


def row(*providers, key="eigen", label="Vrobben voor beginners", **fields):
    return CourseRow(Course(key, label, CourseKind.TRAINING, **fields), tuple(map(Offering, providers)))


def combined(*rows, kept=()):
    return {course.id: course for course in combine(rows, kept, installed(), tools()).courses}


def installed():
    return InstalledTaxonomy(packaged(), concepts(), packaged().fingerprint())


def test_without_an_import_or_another_taxonomy_courses_stay_as_they_are():
    present = [replace(KNOWN, offerings=(Offering("A"),))]

    assert renewed(present, [], installed(), None, tools()) is None


def test_without_any_course_those_of_the_catalogue_are_taken():
    found = renewed([], [], installed(), None, tools())

    assert {course.id for course in found.courses} == {course.id for course in packaged().courses}


def test_an_import_replaces_the_offerings_that_were_there():
    present = [replace(KNOWN, offerings=(Offering("A"),)), row("B").course]
    found = renewed(present, [row("C", key=KNOWN.id, label="x")], installed(), None, tools())

    offered = {course.id: course.offerings for course in found.courses if course.offerings}
    assert offered == {KNOWN.id: (Offering("C"),)}
    assert "eigen" not in {course.id for course in found.courses}


def test_under_another_taxonomy_courses_of_the_catalogue_before_go_and_imported_ones_stay():
    old = InstalledTaxonomy(replace(packaged(), courses=(Course("oud", "Oud", CourseKind.TRAINING),)), concepts(), "x")
    present = [Course("oud", "Oud", CourseKind.TRAINING), replace(row("B").course, offerings=(Offering("B"),))]
    found = renewed(present, [], installed(), old, tools())

    assert {course.id for course in found.courses} == {"eigen", *(course.id for course in packaged().courses)}
    assert next(course for course in found.courses if course.id == "eigen").offerings == (Offering("B"),)


def figures(course):
    return [(one.provider, one.weeks, one.hours_per_week) for one in course.offerings]


def test_an_offering_has_weeks_and_hours_of_its_own_only_where_they_differ_from_those_of_the_first_row():
    found = combined(
        row("A", weeks=10, hours_per_week=8), row("B", weeks=10, hours_per_week=4), row("C", weeks=5), row("D")
    )["eigen"]

    assert (found.weeks, found.hours_per_week) == (10, 8)
    assert figures(found) == [("A", None, None), ("B", None, 4), ("C", 5, None), ("D", None, None)]


def test_a_course_of_the_catalogue_keeps_its_estimates_and_the_offering_has_the_real_figures():
    found = combined(row("A", key=KNOWN.id, label="x", weeks=KNOWN.weeks + 3, hours_per_week=KNOWN.hours_per_week))

    assert found[KNOWN.id].weeks == KNOWN.weeks
    assert figures(found[KNOWN.id]) == [("A", KNOWN.weeks + 3, None)]


def test_a_row_with_the_title_of_a_kind_in_the_catalogue_is_an_offering_of_it():
    found = combined(row("A", key="99", label=KNOWN.label.upper()))

    assert "99" not in found
    assert [one.provider for one in found[KNOWN.id].offerings] == ["A"]


def test_several_offerings_of_a_row_all_count_and_rows_of_one_id_are_one_course():
    found = combined(row("A", "B"), row("C"))

    assert [one.provider for one in found["eigen"].offerings] == ["A", "B", "C"]
    assert len(found) == len(packaged().courses) + 1


def test_courses_that_stay_keep_their_offerings_and_those_of_the_catalogue_come_with_their_own_figures():
    kept = Course("99", KNOWN.label, CourseKind.TRAINING, weeks=KNOWN.weeks + 1, offerings=(Offering("A"),))
    found = combined(kept=[kept])

    assert figures(found[KNOWN.id]) == [("A", KNOWN.weeks + 1, None)]


def test_only_courses_that_are_of_no_catalogue_are_linked():
    rows = [row("A", teaches=("ramen wassen",)), row("B", key=KNOWN.id, label=KNOWN.label, teaches=("vrobben",))]
    found = combine(rows, [], installed(), tools())

    assert [one.course.id for one in found.linked] == ["eigen"]
    assert found.linked[0].course.teaches == ("ramen-wassen",)
