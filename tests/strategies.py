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
    LicenceKind,
    Mode,
    Origin,
    Route,
    SkillKind,
    SkillLevel,
    Support,
    WagePeriod,
    Workplace,
)
from matcher.domain import (
    AskedSkill,
    Client,
    Course,
    Group,
    Job,
    Licence,
    Location,
    Occupation,
    Offering,
    OwnSkill,
    Point,
    Skill,
    Times,
    Vacancy,
    Wage,
    Wish,
)
from matcher.taxonomy import Catalogue, Match, Related, Taxonomy

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


@st.composite
def taxonomies(draw: st.DrawFn) -> Taxonomy:
    """Give a taxonomy in which what is named exists, and nothing stands above itself: later concepts stand higher."""
    names = draw(st.lists(ids, min_size=3, max_size=12, unique=True))
    third = len(names) // 3
    skill_ids, occupation_ids, group_ids = names[:third], names[third : 2 * third], names[2 * third :]
    skills = st.sampled_from(skill_ids)

    def above(concepts: list[str], at: int) -> st.SearchStrategy[tuple[str, ...]]:
        return some(st.sampled_from([*concepts[at + 1 :], *group_ids]))

    def group_above(at: int) -> st.SearchStrategy[tuple[str, ...]]:
        higher = group_ids[at + 1 :]
        return some(st.sampled_from(higher)) if higher else st.just(())

    def described(name: str, broader: st.SearchStrategy[tuple[str, ...]]) -> dict[str, st.SearchStrategy[Any]]:
        own = {"id": st.just(name), "label": texts, "alt_labels": some(texts), "description": texts}
        return own | {"broader": broader}

    def skill(at: int, name: str) -> Skill:
        own = described(name, above(skill_ids, at))
        return draw(st.builds(Skill, **own, kind=st.sampled_from(SkillKind), group=texts))

    def occupation(at: int, name: str) -> Occupation:
        fields = {
            "isco": st.sampled_from(["", "5120"]),
            "sector": texts,
            "level": maybe(st.sampled_from(Level)),
            "licences_legal": some(texts),
            "licences_usual": some(texts),
            "shifts": sets(st.sampled_from(DayPart)),
            "demands": demands,
            **dict.fromkeys(("essential", "optional", "somewhat"), some(skills)),
        }
        return draw(st.builds(Occupation, **described(name, above(occupation_ids, at)), **fields))

    return Taxonomy(
        name=draw(texts),
        version=draw(texts),
        skills=tuple(skill(at, name) for at, name in enumerate(skill_ids)),
        occupations=tuple(occupation(at, name) for at, name in enumerate(occupation_ids)),
        groups=tuple(draw(st.builds(Group, **described(name, group_above(at)))) for at, name in enumerate(group_ids)),
        related=draw(some(st.builds(Related, skills, skills, st.booleans()))),
        matches=draw(some(st.builds(Match, st.sampled_from(names), st.sampled_from(["exact", "broad"]), texts))),
    )


def catalogues() -> st.SearchStrategy[Catalogue]:
    """Give a taxonomy with licences and courses; those of a catalogue have no offerings."""
    licences = st.builds(
        Licence, id=ids, label=texts, kind=st.sampled_from(LicenceKind), alt_labels=some(texts), includes=some(texts)
    )
    return st.builds(Catalogue, taxonomies(), some(licences), some(courses(offerings=st.just(()))))
