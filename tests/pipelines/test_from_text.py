import pytest

from matcher.codes import DayPart, Demand, DemandGrade, LanguageLevel, Level, Route, Support
from matcher.domain import Times, Vacancy
from matcher.market import InText
from pipelines.from_text import NOTHING, from_text, meaning, text_of
from tests.readers import reader

TEXT = (
    "Je werkt 24-32 uur per week, 's avonds. Je hebt mbo 2 en spreekt goed Nederlands. Je tilt tot 25 kg. Je krijgt "
    "een jobcoach. Dit is een leerwerkplek."
)


def vacancy(**fields):
    return Vacancy(**{"id": "v1", "title": "Functie", "description": TEXT} | fields)


def read(one):
    return from_text(one, reader().read(text_of(one)))


def test_a_text_fills_in_what_no_field_says():
    found = read(vacancy())

    assert found.hours == (24, 32)
    assert found.level is Level.MBO2
    assert found.language is LanguageLevel.B1
    assert found.shifts == {DayPart.EVENING}
    assert found.demands == ((Demand.LIFTING, DemandGrade.HEAVY),)
    assert found.support == {Support.JOBCOACH}
    assert found.routes == {Route.LEERWERKPLEK}
    assert found.known == InText.HOURS | InText.SHIFTS | InText.LEVEL | InText.LANGUAGE | InText.SUPPORT


@pytest.mark.parametrize(
    ("fields", "empty"),
    [
        ({"hours_min": 8}, "hours"),
        ({"hours_max": 40}, "hours"),
        ({"level": Level.NONE}, "level"),
        ({"language": LanguageLevel.A2}, "language"),
        ({"shifts": frozenset({DayPart.DAY})}, "shifts"),
        ({"times": Times(480, 960)}, "shifts"),
        ({"demands": ((Demand.LIFTING, DemandGrade.LIGHT),)}, "demands"),
        ({"support": frozenset({Support.BUDDY})}, "support"),
        ({"route": Route.LEERWERKPLEK}, "routes"),
    ],
)
def test_a_field_goes_before_the_text(fields, empty):
    found = read(vacancy(**fields))

    assert getattr(found, empty) == getattr(NOTHING, empty)
    assert len([name for name in ("hours", "level", "language", "shifts", "demands", "support", "routes")
                if getattr(found, name) != getattr(NOTHING, name)]) == 6  # fmt: skip


def test_demands_are_compared_one_by_one():
    other = read(vacancy(demands=((Demand.NOISE, DemandGrade.HEAVY),)))

    assert other.demands == ((Demand.LIFTING, DemandGrade.HEAVY),)


def test_what_the_text_leaves_open_fills_nothing_in():
    found = read(
        vacancy(description="Mbo 3 is een pré. Je werkt soms in het weekend. Een beetje Nederlands of Engels.")
    )

    assert (found.level, found.shifts, found.language) == (None, frozenset(), None)
    assert all(not counts for _, counts in found.mentions)


def test_of_several_levels_the_lowest_is_enough_and_of_several_weights_the_heaviest_counts():
    found = read(vacancy(description="Je hebt mbo 4. Je hebt mbo 2. Je tilt soms. Je tilt tot 25 kg."))

    assert found.level is Level.MBO2
    assert found.demands == ((Demand.LIFTING, DemandGrade.HEAVY),)


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("Je werkt 16 tot 24 uur per week. Uitbreiden tot 32 uur per week kan.", (None, 32)),
        ("24 uur per week of 36 uur per week", (24, 36)),
        ("minimaal 20 uur per week", (20, None)),
        ("gezellig", (None, None)),
    ],
)
def test_of_several_hours_the_widest_holds(description, expected):
    assert read(vacancy(description=description)).hours == expected


def test_a_title_tells_hours_too():
    assert read(vacancy(title="Kok 24-32 uur", description="")).hours == (24, 32)


def test_no_diploma_and_no_dutch_needed_are_known():
    found = read(vacancy(description="Geen diploma nodig. Nederlands is niet nodig."))

    assert (found.level, found.language) == (Level.NONE, LanguageLevel.NONE)


def test_every_mention_but_skills_is_kept_with_whether_it_counts():
    found = read(
        vacancy(level=Level.MBO3, description="Je gaat schappen vullen. Je hebt mbo 2 en rijbewijs B. BHV is een pré.")
    )

    assert [(one.words, counts) for one, counts in found.mentions] == [
        ("mbo 2", False),
        ("rijbewijs B", True),
        ("BHV", False),
    ]


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        (("hours", "24-32", (24.0, 32.0)), "24 tot 32 uur"),
        (("hours", "24-", (24.0, None)), "24 uur"),
        (("language", "B1", ()), "Nederlands op B1"),
        (("language", "A0", ()), "geen Nederlands nodig"),
        (("education", "geen", ()), "geen diploma nodig"),
        (("education", "mbo2", ()), "mbo 2 of vmbo"),
        (("shift", "nacht", ()), "nacht"),
        (("demand", "tillen", (3.0,)), "tillen en dragen (zwaar)"),
        (("support", "jobcoach", ()), "een jobcoach"),
        (("route", "beschut-werk", ()), "beschut werk"),
        (("route", "social-return", ()), "plek binnen social return (SROI)"),
        (("licence", "bhv", ()), "BHV-certificaat"),
    ],
)
def test_a_mention_can_be_said_in_dutch(mention, expected):
    assert meaning(*mention, {"bhv": "BHV-certificaat"}) == expected
