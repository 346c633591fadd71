from dataclasses import replace
from functools import cache
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given

from matcher.advise import advise
from matcher.catalogue import courses as packaged_courses
from matcher.codes import CourseKind, LanguageLevel, Level, Mode, Route, SkillLevel, WagePeriod, Workplace
from matcher.domain import Course, Job, OwnSkill, Wage, Wish
from matcher.doors import Bar
from matcher.policy import Policy
from matcher.prospects import EXAMPLES, Direction
from matcher.question import Topic
from matcher.ranker import PriorRanker
from matcher.reskill import reskill
from matcher.trends import no_trends
from tests.builders import TODAY, concepts, job, market, person, travel
from tests.matcher import worlds

KNOWN = ("injecteren", "hagen-knippen")


def course(name="c", teaches=(), gives=(), **fields):
    return Course(
        name, f"cursus {name}", CourseKind.TRAINING, teaches=tuple(teaches), gives_licences=tuple(gives), **fields
    )


def advised(client, vacancies, courses, *, policy=None, position=None):
    """The advice on courses, and the id of every row."""
    made, ids = market(*vacancies)
    by = travel() if position is None else travel(position)
    return reskill(client, made, courses, travel=by, policy=policy or Policy(), on=TODAY), ids


def opens(client, vacancies, *courses, **kwargs):
    """How many vacancies each course opens by itself."""
    found, _ = advised(client, vacancies, courses, **kwargs)
    return {one.course.id: one.opens for one in found.suggestions}


def someone(**fields):
    return person(*KNOWN, **fields)


@cache
def nothing_on_offer():
    return market()[0]


def may_enter(client, one):
    """Whether someone meets what this course asks at the door."""
    made = nothing_on_offer()
    return reskill(client, made, [one], travel=travel(), policy=Policy(), on=TODAY).not_enterable == 0


# Opening


def test_a_course_opens_what_becomes_a_match_by_its_skills():
    jobs = [job("truck", essential=["heftruck-rijden"]), job("care", essential=["wassen-aankleden"])]

    assert opens(someone(), jobs, course("truck", ["heftruck-rijden"])) == {"truck": 1}


def test_what_is_a_match_already_is_not_opened():
    assert opens(someone(), [job(essential=["injecteren"])], course(teaches=["heftruck-rijden"])) == {}
    assert opens(someone(), [job(essential=["injecteren", "samenwerken"])], course(teaches=["samenwerken"])) == {}


def test_a_paper_opens_what_misses_only_that_paper():
    jobs = [
        job("fits", essential=["injecteren"], licences=frozenset({"heftruck"})),
        job("also vca", essential=["injecteren"], licences=frozenset({"heftruck", "vca-basis"})),
        job("no skills", essential=["tolken"], licences=frozenset({"heftruck"})),
    ]

    assert opens(someone(), jobs, course("truck", ["heftruck-rijden"], ["heftruck"])) == {"truck": 1}


def test_a_paper_that_includes_another_opens_that_too():
    vacancy = job(essential=["injecteren"], licences=frozenset({"vca-basis"}))

    assert opens(someone(), [vacancy], course("vol", ["veilig-werken"], ["vca-vol"])) == {"vol": 1}


def test_a_diploma_opens_work_that_the_law_keeps_for_who_has_it():
    vacancy = job(essential=["injecteren"], occupation="verzorgende-ig")

    assert opens(someone(), [vacancy], course("ig", ["wassen-aankleden"], ["verzorgende-ig"])) == {"ig": 1}
    assert opens(someone(), [vacancy], course("truck", ["heftruck-rijden"], ["heftruck"])) == {}


@pytest.mark.parametrize(
    "closed",
    [
        {"route": Route.DAGBESTEDING},
        {"hours_min": 60},
        {"closing_date": TODAY.replace(year=2020)},
        {"language": LanguageLevel.C2},
        {"km": 7},
        {"km": 60},
        {"position": "unknown"},
        {"workplace": Workplace.ON_SITE, "position": "unknown"},
    ],
    ids=str,
)
def test_a_course_opens_nothing_that_stays_closed_for_another_reason(closed):
    client = someone(hours_max=32, languages=(("nl", LanguageLevel.A2),))

    assert opens(client, [job(essential=["heftruck-rijden"], **closed)], course(teaches=["heftruck-rijden"])) == {}


def test_work_of_which_nothing_is_known_is_never_opened():
    assert opens(someone(), [job()], course(teaches=["heftruck-rijden"])) == {}


def test_all_that_is_reachable_counts_and_not_only_what_a_list_shows():
    jobs = [job(f"v{n:02}", essential=["heftruck-rijden"], km=n / 10) for n in range(40)]
    policy = Policy(list_length=3, near_length=0)

    found, ids = advised(someone(), jobs, [course("truck", ["heftruck-rijden"])], policy=policy)

    (suggestion,) = found.suggestions
    assert suggestion.opens == 40
    assert [ids[row] for row in suggestion.examples] == ["v00", "v01", "v02"]
    assert len(suggestion.examples) == EXAMPLES


def test_examples_are_the_vacancies_that_fit_best_then_the_nearest():
    jobs = [
        job("half", essential=["heftruck-rijden", "tolken"], weight=1.0, km=0),
        job("far", essential=["heftruck-rijden"], km=4),
        job("near", essential=["heftruck-rijden"], km=1),
    ]

    found, ids = advised(someone(), jobs, [course("truck", ["heftruck-rijden"])], policy=Policy(match_coverage=0.5))

    assert [ids[row] for row in found.suggestions[0].examples] == ["near", "far", "half"]


def test_of_what_a_course_opens_the_work_that_someone_wants_comes_first():
    jobs = [
        job("near", essential=["heftruck-rijden"], km=1, occupation="heftruckchauffeur"),
        job("wished", essential=["heftruck-rijden", "tolken"], weight=1.0, km=4, occupation="zorgassistent"),
    ]
    client = someone(wishes=(Wish("zorg", "zorgassistent"),))

    found, ids = advised(client, jobs, [course("truck", ["heftruck-rijden"])], policy=Policy(match_coverage=0.5))

    assert [ids[row] for row in found.suggestions[0].rows] == ["wished", "near"]


def test_suggestions_come_in_order_of_what_they_open_then_the_shortest():
    jobs = [job(f"t{n}", essential=["heftruck-rijden"]) for n in range(3)] + [job("c", essential=["wassen-aankleden"])]
    found, _ = advised(
        someone(),
        jobs,
        [
            course("care", ["wassen-aankleden"], weeks=1),
            course("long", ["heftruck-rijden"], weeks=20),
            course("unknown", ["heftruck-rijden"]),
            course("short", ["heftruck-rijden"], weeks=2),
        ],
    )

    assert [one.course.id for one in found.suggestions] == ["short", "long", "unknown", "care"]


def test_a_course_opens_the_same_for_who_never_was_asked_for_papers():
    vacancy = job(essential=["injecteren"], licences=frozenset({"heftruck"}))

    assert opens(someone(licences=None), [vacancy], course("truck", ["heftruck-rijden"], ["heftruck"])) == {"truck": 1}


# What is new


def test_new_skills_are_those_that_someone_does_not_fully_master():
    client = replace(
        someone(), skills=(OwnSkill("x", "injecteren"), OwnSkill("y", "heftruck-rijden", SkillLevel.LEARNING))
    )
    vacancies = [job(essential=["heftruck-rijden", "laden-lossen"], weight=1.0)]

    found, _ = advised(client, vacancies, [course("truck", ["injecteren", "heftruck-rijden", "laden-lossen"])])

    names = concepts().skills
    assert {names[skill].id for skill in found.suggestions[0].new_skills} == {"heftruck-rijden", "laden-lossen"}


def test_a_course_in_what_someone_has_is_not_suggested():
    vacancies = [job(essential=["injecteren", "heftruck-rijden"], weight=1.0)]

    found, _ = advised(someone(), vacancies, [course("same", KNOWN), course("nothing")])

    assert not found.suggestions
    assert not found.improves


def test_a_paper_that_someone_holds_already_is_nothing_new():
    client = someone(licences=frozenset({"vca-vol"}))
    vacancies = [job(essential=["injecteren"], licences=frozenset({"vca-basis", "heftruck"}))]

    found, _ = advised(client, vacancies, [course("vca", KNOWN, ["vca-basis"])])

    assert not found.suggestions
    assert not found.improves


def test_a_skill_that_the_taxonomy_does_not_know_teaches_nothing():
    found, _ = advised(someone(), [job(essential=["heftruck-rijden"])], [course("magic", ["toveren"])])

    assert not found.suggestions
    assert not found.improves


# Who may enter


@pytest.mark.parametrize(
    ("client", "entry", "may"),
    [
        ({}, {}, True),
        ({"level": Level.MBO1}, {"entry_level": Level.MBO2}, False),
        ({"level": Level.MBO2}, {"entry_level": Level.MBO2}, True),
        ({"level": None}, {"entry_level": Level.MBO2}, True),
        ({"level": Level.NONE}, {"entry_level": Level.NONE}, True),
        ({"languages": (("nl", LanguageLevel.A1),)}, {"entry_language": LanguageLevel.A2}, False),
        ({"languages": (("nl", LanguageLevel.B1),)}, {"entry_language": LanguageLevel.A2}, True),
        ({"languages": (("ar", LanguageLevel.C2),)}, {"entry_language": LanguageLevel.B2}, True),
        ({"licences": frozenset()}, {"entry_licences": ("rijbewijs-b",)}, False),
        ({"licences": frozenset({"rijbewijs-b"})}, {"entry_licences": ("rijbewijs-b",)}, True),
        ({"licences": frozenset({"rijbewijs-b"})}, {"entry_licences": ("rijbewijs-b", "heftruck")}, False),
    ],
)
def test_who_meets_what_a_course_asks_at_the_door_may_enter(client, entry, may):
    assert may_enter(someone(**client), course(**entry)) is may


def test_a_licence_that_includes_the_one_that_is_asked_opens_the_door():
    assert may_enter(someone(licences=frozenset({"rijbewijs-be"})), course(entry_licences=("rijbewijs-b",)))
    assert may_enter(someone(licences=frozenset({"rijbewijs-c"})), course(entry_licences=("rijbewijs-b",)))


def test_papers_that_nobody_asked_for_yet_are_no_bar():
    assert may_enter(someone(licences=None), course(entry_licences=("rijbewijs-b",)))


def test_a_course_that_someone_cannot_enter_is_counted_and_not_suggested():
    found, _ = advised(
        someone(level=Level.MBO1),
        [job(essential=["heftruck-rijden"])],
        [course("hbo", ["heftruck-rijden"], entry_level=Level.HBO), course("open", ["heftruck-rijden"])],
    )

    assert [one.course.id for one in found.suggestions] == ["open"]
    assert found.not_enterable == 1


def test_a_course_that_would_open_work_and_cannot_be_begun_yet_says_why():
    jobs = [job(f"v{n}", essential=["heftruck-rijden"]) for n in range(3)]
    courses = [
        course("hbo", ["heftruck-rijden"], entry_level=Level.HBO, entry_language=LanguageLevel.B2),
        course("useless", ["tolken"], entry_level=Level.HBO),
        course("open", ["heftruck-rijden"]),
    ]

    found, _ = advised(someone(level=Level.MBO1, languages=(("nl", LanguageLevel.A2),)), jobs, courses)

    (one,) = found.not_yet
    assert (one.course.id, one.opens) == ("hbo", 3)
    assert found.doors.bars_of(one.at) == (Bar.LEVEL, Bar.LANGUAGE)
    assert found.barred == {Bar.LEVEL: 2}


def test_an_entreeopleiding_is_no_course_for_later_of_who_has_more_already():
    entree = Course("e", "entree", CourseKind.ENTREE, teaches=("heftruck-rijden",))

    found, _ = advised(someone(level=Level.MBO2), [job(essential=["heftruck-rijden"])], [entree])

    assert not found.suggestions
    assert not found.not_yet
    assert found.barred == {Bar.QUALIFIED: 1}


# Improving


def test_a_course_that_opens_nothing_and_improves_matches_stands_apart():
    jobs = [job(f"v{n}", essential=["injecteren", "hagen-knippen", "tolken"], weight=1.0) for n in range(3)]

    found, _ = advised(someone(), jobs, [course("tolk", ["tolken"])])

    assert not found.suggestions
    (one,) = found.improves
    assert (one.course.id, one.opens, one.improves, one.examples, one.partner) == ("tolk", 0, 3, (), "")


def test_two_courses_that_open_something_together_name_each_other():
    vacancy = job(essential=["heftruck-rijden", "wassen-aankleden"], weight=1.0)

    found, _ = advised(
        person("kassa-bedienen"),
        [vacancy],
        [course("truck", ["heftruck-rijden"]), course("care", ["wassen-aankleden"])],
    )

    assert not found.suggestions
    assert {(one.course.id, one.partner, one.opens_together) for one in found.improves} == {
        ("truck", "care", 1),
        ("care", "truck", 1),
    }


def test_a_skill_and_a_paper_from_two_courses_open_together():
    vacancy = job(essential=["heftruck-rijden"], licences=frozenset({"vca-basis"}))

    found, _ = advised(
        someone(), [vacancy], [course("truck", ["heftruck-rijden"]), course("vca", ["veilig-werken"], ["vca-basis"])]
    )

    assert {(one.course.id, one.partner) for one in found.improves} == {("truck", "vca"), ("vca", "truck")}


def test_what_a_partner_opens_alone_does_not_count_as_opened_together():
    jobs = [
        job("alone", essential=["heftruck-rijden"]),
        job("both", essential=["heftruck-rijden", "tolken"], weight=1.0),
    ]

    found, _ = advised(
        person("injecteren"),
        jobs,
        [course("truck", ["heftruck-rijden"]), course("tolk", ["tolken"])],
        policy=Policy(match_coverage=0.9),
    )

    assert [(one.course.id, one.opens) for one in found.suggestions] == [("truck", 1)]
    assert [(one.course.id, one.partner, one.opens_together) for one in found.improves] == [("tolk", "truck", 1)]


# Bijscholing or omscholing


@pytest.mark.parametrize(
    ("earlier", "work", "direction"),
    [
        ("magazijnmedewerker", "orderpicker", Direction.BIJSCHOLING),
        ("magazijnmedewerker", "kapper", Direction.OMSCHOLING),
    ],
)
def test_a_course_towards_work_like_earlier_work_is_bijscholing_and_else_omscholing(earlier, work, direction):
    client = person(history=(Job(earlier, earlier),))
    vacancy = job(essential=["tolken"], occupation=work)

    found, _ = advised(client, [vacancy], [course("tolk", ["tolken"])])

    assert found.suggestions[0].direction is direction


@pytest.mark.parametrize(
    ("skill", "direction"), [("reachtruck-rijden", Direction.BIJSCHOLING), ("haar-knippen", Direction.OMSCHOLING)]
)
def test_without_earlier_work_the_skills_that_are_taught_decide(skill, direction):
    found, _ = advised(person("heftruck-rijden"), [job(essential=[skill])], [course("x", [skill])])

    assert found.suggestions[0].direction is direction


# Better Dutch


def test_what_better_dutch_would_open_is_counted_apart():
    jobs = [
        job("speaks", essential=["injecteren"], language=LanguageLevel.B1),
        job("more", essential=["injecteren"], language=LanguageLevel.C1),
        job("also skill", essential=["heftruck-rijden"], language=LanguageLevel.B1),
        job("fits", essential=["injecteren"]),
    ]
    nt2 = course("nt2", ["nederlands-spreken"], gives_language=LanguageLevel.B1)
    client = someone(languages=(("nl", LanguageLevel.A2),))

    found, _ = advised(client, jobs, [nt2, course("truck", ["heftruck-rijden"])])

    assert [(one.course.id, one.opens, count) for one, count in found.by_language] == [("nt2", 0, 1)]
    assert not found.suggestions


@pytest.mark.parametrize("spoken", [(), (("nl", LanguageLevel.B2),)], ids=["not asked", "higher already"])
def test_better_dutch_opens_nothing_for_who_was_not_asked_or_speaks_it(spoken):
    jobs = [job("speaks", essential=["injecteren"], language=LanguageLevel.B1)]
    nt2 = course("nt2", ["nederlands-spreken"], gives_language=LanguageLevel.B1)

    assert advised(someone(languages=spoken), jobs, [nt2])[0].by_language == ()


# What work behind a course is like


def test_the_wage_and_hours_of_what_a_course_opens_are_typical_ones():
    jobs = [
        job(
            f"v{n}",
            essential=["heftruck-rijden"],
            wage=Wage(15.0 + n, None, WagePeriod.HOUR),
            hours_min=20.0 + n,
            hours_max=30.0,
        )
        for n in range(5)
    ]

    found, _ = advised(someone(), jobs, [course("truck", ["heftruck-rijden"])])

    (one,) = found.suggestions
    assert (one.pay.low, one.pay.middle, one.pay.high, one.pay.known) == (16, 17, 18, 5)
    assert one.hours == (22, 30)


def test_of_a_few_vacancies_with_a_wage_nothing_typical_is_said():
    jobs = [job(f"v{n}", essential=["heftruck-rijden"], wage=Wage(15.0, None, WagePeriod.HOUR)) for n in range(4)]

    assert advised(someone(), jobs, [course("truck", ["heftruck-rijden"])])[0].suggestions[0].pay is None


def test_what_someone_brings_to_the_work_behind_a_course_is_named():
    jobs = [job("v", essential=["heftruck-rijden", "injecteren"], weight=1.0)]

    found, _ = advised(someone(), jobs, [course("truck", ["heftruck-rijden"])], policy=Policy(match_coverage=0.9))

    assert [concepts().skills[skill].id for skill in found.suggestions[0].carries] == ["injecteren"]


def test_how_much_of_what_a_course_opens_is_like_a_wish_is_counted():
    jobs = [job(f"c{n}", essential=["wassen-aankleden"], occupation="zorgassistent") for n in range(2)]
    jobs.append(job("k", essential=["wassen-aankleden"], occupation="kapper"))
    care = course("care", ["wassen-aankleden"])

    def wished(**fields):
        return advised(someone(**fields), jobs, [care])[0].suggestions[0].wished

    assert wished(wishes=(Wish("zorg", "zorgassistent"),)) == 2
    assert wished(wishes=(Wish("iets met ruimtevaart"),)) == wished() == 0


def test_the_courses_for_a_wish_are_those_that_open_most_of_that_work():
    jobs = [job(f"c{n}", essential=["wassen-aankleden"], occupation="zorgassistent") for n in range(2)]
    jobs += [job(f"d{n}", essential=["laden-lossen"], occupation="zorgassistent") for n in range(3)]
    jobs += [job(f"k{n}", essential=["heftruck-rijden"], occupation="kapper") for n in range(5)]
    courses = [course(skill, [skill]) for skill in ("heftruck-rijden", "wassen-aankleden", "laden-lossen")]
    wanting = someone(wishes=(Wish("zorg", "zorgassistent"),))

    found, _ = advised(wanting, jobs, courses)

    assert [one.course.id for one in found.suggestions] == ["heftruck-rijden", "laden-lossen", "wassen-aankleden"]
    assert [(one.course.id, one.wished) for one in found.for_wish] == [("laden-lossen", 3), ("wassen-aankleden", 2)]
    assert not advised(someone(), jobs, courses)[0].for_wish


# Too little known


def test_of_whom_neither_skill_nor_wish_is_known_too_little_is_known():
    jobs, truck = [job("t", essential=["heftruck-rijden"])], course("truck", ["heftruck-rijden"])

    nobody, wishing, able = (
        advised(who, jobs, [truck])[0]
        for who in (person(), person(wishes=(Wish("zorg", "zorgassistent"),)), person("injecteren"))
    )

    assert [one.something_known for one in (nobody, wishing, able)] == [False, True, True]
    assert nobody.question.topic is Topic.SKILLS
    assert nobody.question.too_little


# What is coming


def test_of_two_courses_that_open_as_much_the_one_for_rising_skills_comes_first():
    jobs = [job("t", essential=["heftruck-rijden"]), job("c", essential=["tolken"])]
    factor = np.ones(len(concepts().skills))
    factor[concepts().skill_at["tolken"]] = 1.5
    factor[concepts().skill_at["heftruck-rijden"]] = 0.7
    unknown = no_trends(concepts())
    trends = replace(unknown, skills=replace(unknown.skills, factor=factor))
    made, _ = market(*jobs)
    courses = [course("fading", ["heftruck-rijden"], weeks=1), course("rising", ["tolken"], weeks=9)]

    def order(trends):
        found = reskill(someone(), made, courses, travel=travel(), policy=Policy(), on=TODAY, trends=trends)
        return [(one.course.id, one.opens, round(one.momentum, 3)) for one in found.suggestions]

    assert order(trends) == [("rising", 1, 1.5), ("fading", 1, 0.7)]
    assert order(unknown) == [("fading", 1, 1.0), ("rising", 1, 1.0)]


# Edges


def test_without_courses_or_vacancies_nothing_is_suggested():
    assert not advised(someone(), [job(essential=["heftruck-rijden"])], [])[0].suggestions
    empty, _ = advised(someone(), [], [course("truck", ["heftruck-rijden"])])
    assert not empty.suggestions
    assert not empty.improves
    assert empty.not_enterable == 0


def test_from_an_unknown_home_only_work_at_home_is_opened():
    jobs = [
        job("near", essential=["heftruck-rijden"]),
        job("home", essential=["heftruck-rijden"], workplace=Workplace.REMOTE),
    ]
    made, ids = market(*jobs)

    found = reskill(
        someone(), made, [course("truck", ["heftruck-rijden"])], travel=travel(None), policy=Policy(), on=TODAY
    )

    assert [[ids[row] for row in one.examples] for one in found.suggestions] == [["home"]]


def test_the_limit_of_the_client_holds_for_what_a_course_opens():
    jobs = [job(f"v{km}", essential=["heftruck-rijden"], km=km) for km in (1, 2, 4)]

    assert opens(someone(modes=((Mode.WALK, 30),)), jobs, course("truck", ["heftruck-rijden"])) == {"truck": 2}


def test_the_packaged_courses_open_work_for_someone_without_anything():
    jobs = [
        job(f"v{n}", occupation.essential, occupation=occupation.id)
        for n, occupation in enumerate(concepts().occupations[:60])
    ]

    found, _ = advised(person(), jobs, packaged_courses())

    assert len(found.suggestions) >= 10
    assert found.suggestions[0].opens >= 2
    assert found.not_enterable == sum(bool(one.entry_licences) for one in packaged_courses())


# Against advising again


def matched(client, made, policy, *courses):
    """The rows that match for the same person after these courses, by advising anew."""
    taught = tuple(OwnSkill(skill, skill) for one in courses for skill in one.teaches)
    given = frozenset(paper for one in courses for paper in one.gives_licences)
    licences = client.licences if client.licences is None and not given else (client.licences or frozenset()) | given
    later = replace(client, skills=(*client.skills, *taught), licences=licences)
    found = advise(later, made, travel=travel(), ranker=PriorRanker(), policy=policy, on=TODAY)
    return set(found.options.rows[found.fit.matches].tolist()), found


@given(worlds.clients, worlds.vacancies(1), worlds.courses(), worlds.policies)
def test_what_a_course_opens_is_what_advising_again_finds(client, jobs, courses, policy):
    made, _ = market(*jobs)
    before, first = matched(client, made, policy)

    found = reskill(client, made, courses, travel=travel(), policy=policy, on=TODAY)

    expected = {}
    for one in courses:
        if may_enter(client, one):
            opened = matched(client, made, policy, one)[0] - before
            expected |= {one.id: len(opened)} if opened else {}
    assert {one.course.id: one.opens for one in found.suggestions} == expected
    assert found.not_enterable == sum(not may_enter(client, one) for one in courses)
    order = [(-one.opens, -one.improves) for one in found.suggestions]
    assert order == sorted(order)
    for one in found.suggestions:
        after, again = matched(client, made, policy, one.course)
        assert set(one.examples) <= after - before
        assert len(one.examples) == min(one.opens, EXAMPLES)
        assert first.options.beyond == again.options.beyond


@given(worlds.clients, worlds.vacancies(1), worlds.courses(), worlds.policies)
def test_what_a_course_improves_or_opens_with_another_is_what_advising_again_finds(client, jobs, courses, policy):
    made, _ = market(*jobs)
    before, first = matched(client, made, policy)
    by_id = {one.id: one for one in courses}

    found = reskill(client, made, courses, travel=travel(), policy=policy, on=TODAY)

    later = {one.id: matched(client, made, policy, one) for one in courses if may_enter(client, one)}
    alone = {name: rows for name, (rows, _) in later.items()}
    both = {
        frozenset(pair): matched(client, made, policy, by_id[pair[0]], by_id[pair[1]])[0]
        for pair in combinations(alone, 2)
    }
    improving = {one.course.id: one for one in found.improves}
    assert not set(improving) & {one.course.id for one in found.suggestions}
    for name, after in alone.items():
        better = improves(first, later[name][1], made, before)
        gains = {other: len(both[frozenset((name, other))] - alone[other]) for other in alone if other != name}
        most = max(gains.values(), default=0)
        if after - before:
            assert name not in improving
        elif better or most:
            assert improving[name].improves == better
            assert improving[name].opens == 0
            assert improving[name].opens_together == most
            assert gains.get(improving[name].partner, 0) == most
        else:
            assert name not in improving


def improves(first, again, made, matches):
    """How many of the matches ask a skill that earns more than before."""
    gained = again.situation.seeker.credit > first.situation.seeker.credit
    starts, skills = made.columns.essential_start, made.columns.essential_skill
    return sum(bool(np.any(gained[skills[starts[row] : starts[row + 1]]])) for row in matches)
