import pytest

from pipelines.sources.edudex_days import dates_of, lesson_days, parts_of, stated_parts
from pipelines.sources.edudex_xml import Element


def element(name, *children, **texts):
    return Element(name, content=[*children, *(Element(key, content=[value]) for key, value in texts.items())])


def day(date="", start="", end="", weekday=""):
    return element("courseDay", date=date, startTime=start, endTime=end, dayOfTheWeek=weekday)


@pytest.mark.parametrize(
    ("days", "parts"),
    [
        ([day("2026-03-03", "09:00:00", "17:00:00")], ["dag"]),
        ([day("2026-03-03", "19:00", "21:30")], ["avond"]),
        ([day("2026-03-03", "19:00:00+01:00")], ["avond"]),
        ([day("2026-03-03", "17:00")], ["avond"]),
        ([day("2026-03-03", "16:59", "18:30")], ["dag"]),
        ([day("2026-03-03", "13:00", "21:00")], ["dag", "avond"]),
        ([day("2026-03-03", "06:30", "10:00")], ["vroeg", "dag"]),
        ([day("2026-03-03", "06:30")], ["vroeg"]),
        ([day("2026-03-07")], ["zaterdag"]),
        ([day("2026-03-08", "19:00")], ["zondag"]),
        ([day(weekday="Saturday")], ["zaterdag"]),
        ([day(weekday="Tuesday", start="19:00")], ["avond"]),
        ([day("2026-03-03", "19:00"), day("2026-03-07")], ["avond", "zaterdag"]),
        ([day("2026-03-03", "19:00"), day("2026-03-04")], []),
        ([day("2026-03-03")], []),
        ([day("2026-02-31")], []),
        ([day("2026-03-03", "laat")], []),
        ([], []),
    ],
)
def test_parts_of_the_week_follow_from_days_that_all_say_when_they_are(days, parts):
    assert parts_of(days) == parts


def test_stated_parts_go_by_their_own_words():
    run = Element("programRun", content=[element("contactHoursPartOfDay")])
    assert stated_parts(run) == []
    run.content += [Element("contactHoursPartOfDay", content=[word]) for word in ("weekend", "evening", "iets anders")]
    assert stated_parts(run) == ["avond", "zaterdag", "zondag"]


def test_days_stand_in_a_run_and_in_its_modules():
    module = element("module", day("2026-03-10"), element("startDate", date="2026-03-02"))
    run = element("programRun", day("2026-03-12"), module)
    assert [found.word("date") for found in lesson_days(run)] == ["2026-03-12", "2026-03-10"]
    assert dates_of(run) == ["2026-03-02", "2026-03-10", "2026-03-12"]


def test_a_module_of_a_general_run_can_be_a_day_itself():
    run = element("genericProgramRun", element("genericModule", dayOfTheWeek="Monday", startTime="18:00"))
    assert parts_of(lesson_days(run)) == ["avond"]
