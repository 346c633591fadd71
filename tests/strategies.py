"""Arbitrary values of the domain for property tests: any text, and numbers within what the domain says they can be.

Each function takes fields to hold fast: `clients(modes=st.just(()))`.
"""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from matcher.codes import (
    Contract,
    CourseKind,
    DayPart,
    Demand,
    DemandGrade,
    LanguageLevel,
    Level,
    Mode,
    Origin,
    Route,
    SkillLevel,
    Support,
    WagePeriod,
    Workplace,
)
from matcher.domain import (
    AskedSkill,
    Client,
    Course,
    Job,
    Location,
    Offering,
    OwnSkill,
    Point,
    Times,
    Vacancy,
    Wage,
    Wish,
)

texts = st.text(max_size=12)
ids = st.text(min_size=1, max_size=12)
days = st.dates(min_value=date(1970, 1, 1), max_value=date(2100, 12, 31))
hours = st.floats(min_value=0, max_value=60)
amounts = st.floats(min_value=0, max_value=1e6)
minutes_of_day = st.integers(min_value=0, max_value=1440)


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(min_value=low, max_value=high)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def some(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=3).map(tuple)


def sets(values: st.SearchStrategy[Any]) -> st.SearchStrategy[frozenset[Any]]:
    return st.frozensets(values, max_size=4)


def pairs(first: st.SearchStrategy[Any], second: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Give a tuple of pairs in which each first part comes once."""
    return st.dictionaries(first, second, max_size=3).map(lambda found: tuple(found.items()))


points = st.builds(Point, numbers(-90, 90), numbers(-180, 180))
locations = st.builds(Location, place=texts, postcode=st.sampled_from(["", "2611", "2611AB"]), point=maybe(points))
times = st.builds(Times, minutes_of_day, minutes_of_day)
wages = st.builds(Wage, amounts, maybe(amounts), st.sampled_from(WagePeriod)) | st.builds(
    Wage, st.none(), amounts, st.sampled_from(WagePeriod)
)
demands = pairs(st.sampled_from(Demand), st.sampled_from(DemandGrade))
wishes = st.builds(Wish, text=texts, occupation=texts)
own_skills = st.builds(
    OwnSkill,
    phrase=texts,
    skill=texts,
    level=maybe(st.sampled_from(SkillLevel)),
    origin=st.sampled_from(Origin),
)
jobs = st.builds(Job, title=texts, occupation=texts, years=maybe(hours))
asked_skills = st.builds(
    AskedSkill,
    phrase=texts,
    weight=st.floats(min_value=0, max_value=1, exclude_min=True),
    essential=st.booleans(),
)
offerings = st.builds(
    Offering,
    provider=texts,
    location=locations,
    online=st.booleans(),
    start_date=maybe(days),
    price=maybe(amounts),
    url=texts,
    invented=st.booleans(),
)


def clients(**fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Client]:
    fields = {
        "id": ids,
        "municipality": texts,
        "home": locations,
        "modes": pairs(st.sampled_from(Mode), maybe(st.integers(min_value=1, max_value=240))),
        "skills": some(own_skills),
        "history": some(jobs),
        "level": maybe(st.sampled_from(Level)),
        "diplomas": some(texts),
        "languages": pairs(st.sampled_from(["nl", "ar", "pl"]), st.sampled_from(LanguageLevel)),
        "licences": maybe(sets(texts)),
        "hours_min": maybe(hours),
        "hours_max": maybe(hours),
        "day_parts": maybe(sets(st.sampled_from(DayPart))),
        "window": maybe(times),
        "available_from": maybe(days),
        "limitations": demands,
        "support_needed": sets(st.sampled_from(Support)),
        "routes": sets(st.sampled_from(Route)),
        "wishes": some(wishes),
        "exclusions": some(wishes),
        "ladder": maybe(st.integers(min_value=1, max_value=6)),
    }
    return st.builds(Client, **fields | fixed)


def courses(**fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Course]:
    fields = {
        "id": ids,
        "label": texts,
        "kind": st.sampled_from(CourseKind),
        "level": maybe(st.sampled_from(Level)),
        "weeks": maybe(numbers(0, 250)),
        "hours_per_week": maybe(hours),
        "price_min": maybe(amounts),
        "price_max": maybe(amounts),
        "learn_and_earn": st.booleans(),
        "entry_level": maybe(st.sampled_from(Level)),
        "entry_language": maybe(st.sampled_from(LanguageLevel)),
        "entry_licences": some(texts),
        "entry_note": texts,
        "teaches": some(texts),
        "gives_level": maybe(st.sampled_from(Level)),
        "gives_licences": some(texts),
        "certificate": texts,
        "prepares_for": some(texts),
        "estimated": some(texts),
        "offerings": some(offerings),
    }
    return st.builds(Course, **fields | fixed)


def vacancies(**fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Vacancy]:
    fields = {
        "id": ids,
        "title": texts,
        "description": texts,
        "employer": texts,
        "location": locations,
        "workplace": st.sampled_from(Workplace),
        "home_days": maybe(numbers(0, 5)),
        "source_url": texts,
        "contact": texts,
        "occupation": texts,
        "skills": some(asked_skills),
        "hours_min": maybe(hours),
        "hours_max": maybe(hours),
        "wage": maybe(wages),
        "contract": maybe(st.sampled_from(Contract)),
        "route": st.sampled_from(Route),
        "level": maybe(st.sampled_from(Level)),
        "language": maybe(st.sampled_from(LanguageLevel)),
        "licences": sets(texts),
        "shifts": sets(st.sampled_from(DayPart)),
        "times": maybe(times),
        "demands": demands,
        "support": sets(st.sampled_from(Support)),
        "start_date": maybe(days),
        "closing_date": maybe(days),
        "published": maybe(days),
        "places": st.integers(min_value=1, max_value=50),
        "source": texts,
    }
    return st.builds(Vacancy, **fields | fixed)
