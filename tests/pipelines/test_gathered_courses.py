from datetime import date

import pytest

from matcher.codes import CourseKind
from matcher.domain import Course, Offering
from matcher.errors import InputError
from pipelines.duplicates import Arrival
from pipelines.gathered_courses import GatheredCourses
from pipelines.sources.courses import CourseRow

TODAY = date(2026, 11, 23)
BEFORE, LATER = date(2026, 11, 22), date(2027, 3, 1)


def row(*starts, label="Lassen", key="k1", **fields):
    offerings = tuple(Offering("School", start_date=start, **fields) for start in starts)
    return CourseRow(Course(key, label, CourseKind.TRAINING), offerings)


def course(*offerings):
    return Course("k9", "Breien", CourseKind.TRAINING, offerings=offerings)


PRESENT = [course(), course(Offering("School"))]


def gathered(*rows, file="a.csv"):
    found = GatheredCourses(TODAY)
    for one in rows:
        found.add(one, file)
    return found


def starts_of(found):
    return [offering.start_date for one in found.rows for offering in one.offerings]


def test_a_start_that_is_over_is_left_out_and_one_of_today_or_unknown_stays():
    found = gathered(row(BEFORE, TODAY), row(LATER, None))

    assert starts_of(found) == [TODAY, LATER, None]
    assert found.past_of("a.csv").reason == "1 start is voorbij of gesloten voor aanmelding en is niet bewaard"


def test_what_someone_can_still_step_into_is_not_over():
    found = gathered(row(BEFORE, enter_until=LATER), row(BEFORE, enter_until=BEFORE))

    assert starts_of(found) == [BEFORE]
    assert found.past["a.csv"] == 1


def test_what_nobody_can_apply_for_any_more_is_over():
    found = gathered(row(LATER, apply_by=BEFORE), row(LATER, apply_by=TODAY), row(None, apply_by=BEFORE))

    assert starts_of(found) == [LATER]
    assert found.past["a.csv"] == 2


def test_a_course_of_which_all_starts_are_over_stays_a_kind_of_training():
    found = gathered(row(BEFORE), row(LATER, label="Zagen", key="k2"))

    assert [(one.course.label, len(one.offerings)) for one in found.rows] == [("Lassen", 0), ("Zagen", 1)]
    found.refuse_past(PRESENT)


def test_starts_that_are_over_are_counted_per_file():
    found = gathered(row(BEFORE, date(2026, 1, 1)), row(LATER))
    found.add(row(BEFORE, label="Zagen", key="k2"), "b.csv")

    assert found.past_of("a.csv").reason == "2 starts zijn voorbij of gesloten voor aanmelding en zijn niet bewaard"
    assert found.past_of("b.csv").reason == (
        "de enige bekende start in dit bestand is voorbij of gesloten voor aanmelding; "
        "de opleidingen blijven als soort cursus, zonder aanbod"
    )
    assert found.past_of("c.csv") is None
    assert found.file_of_id == {"k1": "a.csv", "k2": "b.csv"}


def test_the_same_row_twice_is_one_and_a_title_under_the_id_of_another_clashes():
    found = GatheredCourses(TODAY)

    assert found.add(row(BEFORE, LATER), "a.csv") is Arrival.NEW
    assert found.add(row(BEFORE, LATER), "b.csv") is Arrival.SAME
    assert found.add(row(LATER, label="Zagen"), "a.csv") is Arrival.CLASH
    assert len(found.rows) == 1
    assert found.past.total() == 1


@pytest.mark.parametrize(
    "rows",
    [
        (row(BEFORE), row(BEFORE, label="Zagen", key="k2")),
        (row(), row(BEFORE)),
        (row(LATER, apply_by=BEFORE),),
    ],
)
def test_nothing_but_starts_that_are_over_is_refused_where_it_would_empty_what_is_offered(rows):
    found = gathered(*rows)

    with pytest.raises(InputError, match=r"a\.csv: alle starts zijn op 23-11-2026 voorbij of gesloten"):
        found.refuse_past(PRESENT)
    for present in ([], [course()], [course(Offering("School", start_date=BEFORE))]):
        found.refuse_past(present)


@pytest.mark.parametrize("rows", [(), (row(),), (row(BEFORE), row(None)), (row(BEFORE, LATER),)])
def test_any_other_import_is_not(rows):
    gathered(*rows).refuse_past(PRESENT)
