from matcher.codes import CourseKind
from matcher.domain import Course
from pipelines.course_linking import LinkedCourse
from pipelines.unlinked import EXAMPLE, of_courses, of_vacancies
from tests.builders import job


def course(key, *unlinked, teaches=()):
    return LinkedCourse(Course(key, f"Cursus {key}", CourseKind.TRAINING, teaches=teaches), unlinked)


def reasons(told):
    return [(file, note.line, note.reason) for file, note in told]


def test_what_a_course_teaches_and_nobody_knows_is_told_per_file_the_commonest_first():
    linked = [course("a", "x", "y", teaches=("s",)), course("b", "y", teaches=("s",)), course("c", "z", teaches=("s",))]

    assert reasons(of_courses(linked, {"a": "een.csv", "b": "een.csv", "c": "twee.csv"})) == [
        ("een.csv", 0, "3 leerdoelen niet herkend, bijvoorbeeld 'y', 'x'"),
        ("twee.csv", 0, "1 leerdoelen niet herkend, bijvoorbeeld 'z'"),
    ]


def test_occupations_that_nobody_knows_are_told():
    linked = LinkedCourse(Course("a", "A", CourseKind.TRAINING, teaches=("s",)), unlinked_titles=("5120 Kok",))
    assert reasons(of_courses([linked], {"a": "een.csv"})) == [
        ("een.csv", 0, "1 beroepen niet herkend, bijvoorbeeld '5120 Kok'")
    ]


def test_courses_without_any_skill_are_counted():
    assert reasons(of_courses([course("a"), course("b", teaches=("s",))], {"a": "een.csv", "b": "een.csv"})) == [
        ("een.csv", 0, "1 opleiding(en) zonder herkende vaardigheid, bijvoorbeeld 'Cursus a'")
    ]


def test_courses_of_no_file_and_files_with_all_recognised_tell_nothing():
    assert reasons(of_courses([course("a"), course("b", teaches=("s",))], {"b": "een.csv"})) == []


def test_an_example_is_cut():
    ((_, note),) = of_courses([course("a", "x" * 500, teaches=("s",))], {"a": "een.csv"})
    assert note.reason.count("x") == EXAMPLE


def test_titles_of_vacancies_that_nobody_knows_are_told_per_file():
    linked = [job("v1", title="Kok"), job("v2", title="Kok"), job("v3", occupation="helpende")]

    assert reasons(of_vacancies(linked, {"v1": "een.csv", "v2": "een.csv", "v3": "een.csv"})) == [
        ("een.csv", 0, "2 titels niet herkend, bijvoorbeeld 'Kok'")
    ]
