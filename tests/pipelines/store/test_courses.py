import pytest

from matcher.codes import CourseKind
from matcher.domain import Course, Location, Offering
from matcher.errors import InputError

OFFERING = Offering("ROC Leiden (verzonnen)", Location("Leiden"), price=450.0, invented=True)
VCA = Course("vca", "VCA Basis", CourseKind.BRANCH, weeks=0.2, gives_licences=("vca-basis",), offerings=(OFFERING,))
BHV = Course("bhv", "Bedrijfshulpverlening", CourseKind.TRAINING)


def test_courses_come_back_by_id_with_their_offerings(store):
    assert store.courses.replace_all([VCA, BHV]) == 2
    assert store.courses.all() == (BHV, VCA)
    assert store.courses.all()[1].offerings == (OFFERING,)


def test_new_courses_take_the_place_of_all_old_ones(store):
    store.courses.replace_all([VCA])
    store.courses.replace_all([BHV])

    assert store.courses.all() == (BHV,)


def test_replacing_by_nothing_leaves_nothing(store):
    store.courses.replace_all([VCA])

    assert store.courses.replace_all([]) == 0
    assert store.courses.all() == ()


def test_a_course_that_comes_twice_is_refused_and_the_old_courses_stay(store):
    store.courses.replace_all([VCA])

    with pytest.raises(InputError, match="cursus bhv komt twee keer voor; geef elke cursus een eigen id"):
        store.courses.replace_all([BHV, BHV])

    assert store.courses.all() == (VCA,)


def test_a_crash_while_courses_are_read_leaves_the_old_ones(store):
    store.courses.replace_all([VCA])

    def breaks():
        yield BHV
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.courses.replace_all(breaks())

    assert store.courses.all() == (VCA,)
