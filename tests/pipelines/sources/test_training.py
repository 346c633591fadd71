from matcher.catalogue import courses, licences
from matcher.codes import LicenceKind, SkillKind
from matcher.domain import Licence, Occupation, Skill
from matcher.taxonomy import Taxonomy
from pipelines.sources.training import packaged_training

FORKLIFT = Taxonomy(
    "proef",
    "1",
    (
        Skill("s1", "heftruck rijden", SkillKind.SKILL),
        Skill("s2", "orchideeën kruisen", SkillKind.SKILL),
    ),
    (Occupation("o1", "heftruckchauffeur", "8344", essential=("s1",)),),
)


def test_training_teaches_the_skills_of_the_other_taxonomy():
    training = packaged_training(FORKLIFT)

    assert {skill for course in training.courses for skill in course.teaches} == {"s1"}
    assert {job for course in training.courses for job in course.prepares_for} == {"o1"}


def test_training_without_a_recognised_skill_is_left_out_and_counted():
    training = packaged_training(FORKLIFT)

    assert 0 < len(training.courses) < 30
    assert training.left_out == len(courses()) - len(training.courses)


def test_the_licences_are_the_packaged_ones():
    assert packaged_training(FORKLIFT).licences == licences()


def test_a_licence_that_the_catalogue_does_not_know_is_dropped():
    own = (Licence("rijbewijs-b", "rijbewijs B", LicenceKind.DRIVING),)

    training = packaged_training(FORKLIFT, own)

    assert training.licences == own
    assert {paper for course in training.courses for paper in course.gives_licences} == set()
    assert {paper for course in training.courses for paper in course.entry_licences} <= {"rijbewijs-b"}


def test_a_taxonomy_without_skills_has_no_training():
    training = packaged_training(Taxonomy("leeg", "", (), ()))

    assert (training.courses, training.left_out) == ((), len(courses()))
