from collections import Counter
from datetime import date, timedelta

import pytest

from matcher.catalogue import catalogue, courses, licences
from matcher.codes import Demand, Route
from pipelines.demo.clients import clients, first_client
from pipelines.demo.offerings import offerings
from pipelines.demo.profile import COLUMNS
from pipelines.demo.region import CORES
from pipelines.demo.trades import Trades

DAY = date(2026, 11, 23)
TRADES = Trades(catalogue(), licences())


@pytest.fixture(scope="module")
def people():
    return tuple(clients(1000, trades=TRADES, seed=3, day=DAY))


def by_phrase():
    return {phrase: skill.id for skill in catalogue().skills for phrase in (skill.label, *skill.alt_labels)}


def coverages(skills):
    """Return the share of the essential skills that these cover, per occupation."""
    return {
        occupation.id: len(skills & set(occupation.essential)) / len(occupation.essential)
        for occupation in catalogue().occupations
    }


def skills_of_first_client():
    first = first_client(DAY)
    known = by_phrase()
    named = {
        name.lower(): occupation
        for occupation in catalogue().occupations
        for name in (occupation.label, *occupation.alt_labels)
    }
    skills = {known[skill.rpartition(":")[0]] for skill in first.skills}
    return skills.union(*(named[job.partition(":")[0]].essential for job in first.history))


def test_the_first_client_is_the_same_whatever_the_seed():
    one = next(clients(1, trades=TRADES, seed=1, day=DAY))
    two = next(clients(5, trades=TRADES, seed=2, day=DAY))

    assert one == two == first_client(DAY)


def test_the_first_client_lives_in_delft_and_travels_by_bike_and_transit():
    first = first_client(DAY)

    assert (first.id, first.municipality, first.postcode) == ("c-0001", "Delft", "2624")
    assert first.modes == ("fiets:30", "ov:45")
    assert first.licences == ()


def test_the_first_client_has_work_that_fits_and_work_that_nearly_fits():
    found = coverages(skills_of_first_client()).values()

    assert sum(share >= 0.6 for share in found) >= 6
    assert sum(0.4 <= share < 0.6 for share in found) >= 6


def test_courses_offered_in_delft_open_work_for_the_first_client():
    skills = skills_of_first_client()
    before = coverages(skills)
    offered = offerings(courses(), catalogue(), seed=1, day=DAY)
    in_delft = {row.course.id: row.course for row in offered if row.place and row.place.name == "Delft"}
    opened = {
        course.id: {job for job, share in coverages(skills | set(course.teaches)).items() if before[job] < 0.6 <= share}
        for course in in_delft.values()
    }

    assert "heftruckchauffeur" in opened["heftruck-cursus"]
    assert "zorgassistent" in opened["praktijkverklaring-zorg"]
    assert "helpende" in opened["mbo-certificaat-basiszorg"]
    assert "medewerker-groenvoorziening" in opened["praktijkverklaring-groen"]


def test_ids_count_up_from_one(people):
    assert [person.id for person in people[:3]] == ["c-0001", "c-0002", "c-0003"]
    assert people[-1].id == "c-1000"


def test_the_first_profiles_do_not_depend_on_how_many_are_asked(people):
    assert tuple(clients(50, trades=TRADES, seed=3, day=DAY)) == people[:50]


def test_people_live_in_all_five_municipalities(people):
    found = Counter(person.municipality for person in people)

    assert set(found) == {core.name for core in CORES}
    assert min(found.values()) > 50


def test_some_profiles_are_nearly_empty(people):
    thin = sum(not person.skills and not person.history and not person.level for person in people)

    assert 40 < thin < 130


def test_routes_and_limitations_are_codes_of_the_domain(people):
    assert {route for person in people for route in person.routes} <= {route.value for route in Route}
    limits = {limit.partition(":")[0] for person in people for limit in person.limitations}
    assert limits <= {demand.value for demand in Demand}


def test_skills_are_phrases_of_the_catalogue(people):
    known = by_phrase()

    assert all(skill in known or skill.rpartition(":")[0] in known for person in people for skill in person.skills)


def test_the_day_moves_the_day_from_which_people_can_start(people):
    later = tuple(clients(100, trades=TRADES, seed=3, day=DAY + timedelta(days=30)))

    for old, new in zip(people[:100], later, strict=True):
        assert bool(old.available) == bool(new.available)
        if old.available:
            assert date.fromisoformat(new.available) - date.fromisoformat(old.available) == timedelta(days=30)


def test_a_profile_fills_every_column_and_shows_only_its_id(people):
    assert all(len(person.cells()) == len(COLUMNS) for person in people)
    assert repr(people[1]) == "Profile(c-0002)"


def test_everyone_has_a_name_that_says_it_is_invented(people):
    assert len({person.name for person in people}) == len(people)
    assert all(person.name.startswith("Verzonnen ") for person in people)
