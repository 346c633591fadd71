import pytest

from matcher.catalogue import packaged
from matcher.codes import DayPart, LanguageLevel, Mode, Route
from matcher.domain import Client, Job, Location, Times
from matcher.policy import Policy
from matcher.question import FEW_SKILLS, Question, Topic
from tests.builders import HOME, advice, job, person

SKILLS = ("injecteren", "hagen-knippen", "kassa-bedienen")
# Someone who was asked everything.
ASKED = {
    "routes": frozenset({Route.REGULAR}),
    "languages": (("nl", LanguageLevel.C1),),
    "day_parts": frozenset(DayPart),
    "hours_min": 8,
    "hours_max": 40,
    "licences": frozenset(),
}


def question(*jobs, skills=SKILLS, position=..., **fields):
    kwargs = {} if position is ... else {"position": position}
    return advice(person(*skills, **(ASKED | fields)), *jobs, **kwargs)[0].question


def jobs(count, **fields):
    return [job(f"v{n}", essential=SKILLS, **fields) for n in range(count)]


def test_who_was_asked_everything_gets_no_question():
    assert question(*jobs(5)) is None
    assert question() is None


@pytest.mark.parametrize("known", range(FEW_SKILLS))
def test_with_few_skills_and_no_earlier_work_the_question_is_what_someone_can_do(known):
    found = question(*jobs(4), skills=SKILLS[:known])

    assert found == Question(Topic.SKILLS, 4, too_little=True)
    assert found.text == "Welk werk heeft u gedaan, betaald of onbetaald, en wat kunt u goed?"


def test_too_little_counts_the_vacancies_that_are_open_to_someone():
    found = question(*jobs(3), job("closed", route=Route.BASISBAAN), job("far", km=60), skills=())

    assert found.changes == 3


def test_with_earlier_work_few_skills_are_not_too_few():
    assert question(*jobs(4), skills=(), history=(Job("kok", "kok"),)) is None


def test_a_home_that_nobody_knows_is_asked_for_when_a_match_hangs_on_it():
    found = question(*jobs(6), home=Location(), position=None)

    assert found == Question(Topic.HOME, 6, too_little=False)
    assert "postcode" in found.text


def test_a_home_is_not_asked_for_when_it_is_the_vacancies_that_have_no_place():
    assert question(*jobs(6, position="unknown")) is None


def test_papers_are_asked_for_and_the_paper_that_decides_most_is_named():
    found = question(
        *jobs(2),
        job("b1", essential=SKILLS, licences=frozenset({"rijbewijs-b"})),
        job("b2", essential=SKILLS, licences=frozenset({"rijbewijs-b", "heftruck"})),
        job("h1", essential=SKILLS, licences=frozenset({"vca-basis"})),
        licences=None,
    )

    assert (found.topic, found.changes, found.detail) == (Topic.LICENCES, 2, "rijbewijs B (auto)")


def test_a_diploma_that_the_law_asks_is_asked_for_too():
    # The question is "Welk rijbewijs, certificaat of diploma heeft u?".
    found = question(job("guard", essential=SKILLS, licences=frozenset({"dlp"})), licences=None)

    assert found is not None
    assert (found.topic, found.changes) == (Topic.LICENCES, 1)


def test_papers_are_not_asked_for_again_by_who_has_none():
    assert question(job(essential=SKILLS, licences=frozenset({"rijbewijs-b"}))) is None


def test_papers_are_not_asked_for_where_the_skills_are_missing_too():
    assert question(job(essential=["tolken"], licences=frozenset({"heftruck"})), licences=None) is None


def test_modes_are_asked_for_where_a_trip_lies_on_the_border():
    # 70 minutes by public transport, against a limit of 60 that the municipality set.
    found = question(*jobs(3, km=35), job("near", essential=SKILLS), modes=())

    assert (found.topic, found.changes) == (Topic.MODES, 3)
    assert question(*jobs(3, km=35), modes=((Mode.TRANSIT, 60),)) is None


def test_routes_are_asked_for_where_another_sort_of_place_would_be_a_match():
    found = question(*jobs(2, route=Route.BASISBAAN), routes=frozenset())

    assert (found.topic, found.changes) == (Topic.ROUTES, 2)
    assert question(*jobs(2, route=Route.BASISBAAN)) is None


def test_dutch_is_asked_for_where_matches_ask_more_than_a2():
    found = question(
        *jobs(3, language=LanguageLevel.B1), job("a2", essential=SKILLS, language=LanguageLevel.A2), languages=()
    )

    assert (found.topic, found.changes) == (Topic.LANGUAGE, 3)


def test_times_are_asked_for_where_matches_ask_more_than_the_daytime():
    evening, daytime = frozenset({DayPart.DAY, DayPart.EVENING}), frozenset({DayPart.DAY})
    vacancies = (
        *jobs(2, shifts=evening),
        job("day", essential=SKILLS, shifts=daytime),
        job("silent", essential=SKILLS),
    )

    found = question(*vacancies, day_parts=None)

    assert (found.topic, found.changes) == (Topic.TIMES, 2)
    assert question(*jobs(2, shifts=daytime), day_parts=None, window=Times(510, 870)) is None


def test_hours_are_asked_for_where_matches_ask_more_than_half_a_week():
    found = question(*jobs(2, hours_min=32), job("few", essential=SKILLS, hours_min=16), hours_min=None, hours_max=None)

    assert (found.topic, found.changes) == (Topic.HOURS, 2)
    assert question(*jobs(2, hours_min=32), hours_min=None) is None


def test_of_several_questions_the_one_that_decides_for_most_is_asked():
    vacancies = (
        *(job(f"l{n}", essential=SKILLS, language=LanguageLevel.B1) for n in range(3)),
        *(job(f"h{n}", essential=SKILLS, hours_min=32) for n in range(4)),
        *(job(f"r{n}", essential=SKILLS, route=Route.BASISBAAN) for n in range(2)),
    )

    found = question(*vacancies, languages=(), hours_min=None, hours_max=None, routes=frozenset())

    assert (found.topic, found.changes, found.too_little) == (Topic.HOURS, 4, False)


def test_a_question_that_changes_nothing_is_not_asked():
    nobody_asked = Client("c", home=HOME, skills=person(*SKILLS).skills)

    assert advice(nobody_asked, *jobs(3))[0].question is None


def test_what_was_asked_and_could_not_be_located_is_not_called_silent():
    assert question(*jobs(3), home=Location("Verweggistan"), position=None) is None


def test_the_count_never_passes_the_number_of_vacancies():
    for fields in ({"licences": None}, {"modes": ()}, {"routes": frozenset()}, {"languages": ()}, {"day_parts": None}):
        found = question(
            *jobs(3, km=35, route=Route.LEERWERKPLEK, language=LanguageLevel.B2, shifts=frozenset({DayPart.NIGHT})),
            *(job(f"w{n}", essential=SKILLS, licences=frozenset({"heftruck"})) for n in range(3)),
            **fields,
        )
        assert found is None or 0 < found.changes <= 6


def test_every_question_is_one_dutch_question():
    for topic in Topic:
        assert topic.label.endswith("?")
        assert topic.label.count("?") == 1
        assert Question(topic, 1, too_little=False).text == topic.label


def test_the_paper_in_a_question_is_called_by_its_label():
    for paper in packaged().licences[:5]:
        found = question(job(essential=SKILLS, licences=frozenset({paper.id})), licences=None)
        assert found.detail == paper.label


def test_the_question_follows_the_policy_for_what_is_enough():
    vacancy = job(essential=["injecteren", "tolken"], weight=1.0, route=Route.BASISBAAN)

    def asked(coverage):
        client = person(*SKILLS, **(ASKED | {"routes": frozenset()}))
        return advice(client, vacancy, policy=Policy(match_coverage=coverage))[0].question

    assert asked(0.5).topic is Topic.ROUTES
    assert asked(0.51) is None
