"""The texts of vacancies as an Arrow table: what people are shown, and all that is needed to link them anew."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from matcher.codes import (
    Contract,
    DayPart,
    Demand,
    DemandGrade,
    LanguageLevel,
    Level,
    Route,
    Support,
    WagePeriod,
    Workplace,
)
from matcher.domain import AskedSkill, Location, Point, Times, Vacancy, Wage
from pipelines.compile import LinkedVacancy

ASKED = pa.struct([("phrase", pa.string()), ("weight", pa.float64()), ("essential", pa.bool_())])
EVIDENCE = pa.struct([("skill", pa.int32()), ("words", pa.string())])
# What a text says but for skills; `counts` when it fills in what no field says.
IN_TEXT = pa.struct(
    [
        ("kind", pa.string()),
        ("concept", pa.string()),
        ("value", pa.list_(pa.float64())),
        ("words", pa.string()),
        ("optional", pa.bool_()),
        ("counts", pa.bool_()),
    ]
)
SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("title", pa.string()),
        ("description", pa.large_string()),
        ("employer", pa.string()),
        ("place", pa.string()),
        ("postcode", pa.string()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("workplace", pa.string()),
        ("home_days", pa.float64()),
        ("source_url", pa.string()),
        ("contact", pa.string()),
        ("occupation", pa.string()),
        ("skills", pa.list_(ASKED)),
        ("hours_min", pa.float64()),
        ("hours_max", pa.float64()),
        ("wage_min", pa.float64()),
        ("wage_max", pa.float64()),
        ("wage_period", pa.string()),
        ("contract", pa.string()),
        ("route", pa.string()),
        ("level", pa.int8()),
        ("language", pa.int8()),
        ("licences", pa.list_(pa.string())),
        ("shifts", pa.list_(pa.string())),
        ("start_minute", pa.int16()),
        ("end_minute", pa.int16()),
        ("demands", pa.list_(pa.string())),
        ("demand_grades", pa.list_(pa.int8())),
        ("support", pa.list_(pa.string())),
        ("start_date", pa.date32()),
        ("closing_date", pa.date32()),
        ("published", pa.date32()),
        ("places", pa.int32()),
        ("source", pa.string()),
        # What was found, beside what the source says.
        ("area", pa.string()),
        ("note", pa.string()),
        ("evidence", pa.list_(EVIDENCE)),
        ("in_text", pa.list_(IN_TEXT)),
        ("found_hours_min", pa.float64()),
        ("found_hours_max", pa.float64()),
    ]
)

# What a list shows of a vacancy; all but these stays on disk while lists are made.
IN_LISTS = (
    *("id", "title", "employer", "place", "postcode", "area", "workplace", "route", "contract"),
    *("hours_min", "hours_max", "found_hours_min", "found_hours_max", "wage_min", "wage_max", "wage_period"),
    *("closing_date", "source", "source_url", "contact"),
)


def display_table(linked: Sequence[LinkedVacancy]) -> pa.Table:
    """Return one row per vacancy, in the same order."""
    vacancies = [item.vacancy for item in linked]
    columns = _of_the_work(vacancies) | _of_the_place(vacancies) | _of_the_terms(vacancies)
    columns |= {
        "area": [item.located.area for item in linked],
        "note": [item.located.note for item in linked],
        "evidence": [[(asked.skill, asked.words) for asked in item.asked if asked.words] for item in linked],
        "in_text": [_in_text(item) for item in linked],
        "found_hours_min": [item.text.hours[0] for item in linked],
        "found_hours_max": [item.text.hours[1] for item in linked],
    }
    return pa.table([pa.array(columns[field.name], field.type) for field in SCHEMA], schema=SCHEMA)


def _in_text(item: LinkedVacancy) -> list[tuple[Any, ...]]:
    return [
        (one.kind, one.concept, list(one.value), one.words, one.optional, counts) for one, counts in item.text.mentions
    ]


def hours_of(row: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Return the hours a week of a row, lowest and highest: those of the source, else those found in its text."""
    stated = row["hours_min"], row["hours_max"]
    return (row["found_hours_min"], row["found_hours_max"]) if stated == (None, None) else stated


def _of_the_work(vacancies: Sequence[Vacancy]) -> dict[str, list[Any]]:
    demands = [one.demands for one in vacancies]
    return {
        "id": [one.id for one in vacancies],
        "title": [one.title for one in vacancies],
        "description": [one.description for one in vacancies],
        "occupation": [one.occupation for one in vacancies],
        "skills": [[(asked.phrase, asked.weight, asked.essential) for asked in one.skills] for one in vacancies],
        "level": [_rank(one.level) for one in vacancies],
        "language": [_rank(one.language) for one in vacancies],
        "licences": [sorted(one.licences) for one in vacancies],
        "demands": [[demand.value for demand, _ in pairs] for pairs in demands],
        "demand_grades": [[int(grade) for _, grade in pairs] for pairs in demands],
        "support": [sorted(kind.value for kind in one.support) for one in vacancies],
        "route": [one.route.value for one in vacancies],
    }


def _of_the_place(vacancies: Sequence[Vacancy]) -> dict[str, list[Any]]:
    points = [one.location.point for one in vacancies]
    return {
        "employer": [one.employer for one in vacancies],
        "place": [one.location.place for one in vacancies],
        "postcode": [one.location.postcode for one in vacancies],
        "latitude": [None if point is None else point.latitude for point in points],
        "longitude": [None if point is None else point.longitude for point in points],
        "workplace": [one.workplace.value for one in vacancies],
        "home_days": [one.home_days for one in vacancies],
        "source": [one.source for one in vacancies],
        "source_url": [one.source_url for one in vacancies],
        "contact": [one.contact for one in vacancies],
        "places": [one.places for one in vacancies],
    }


def _of_the_terms(vacancies: Sequence[Vacancy]) -> dict[str, list[Any]]:
    wages = [one.wage for one in vacancies]
    times = [one.times for one in vacancies]
    return {
        "hours_min": [one.hours_min for one in vacancies],
        "hours_max": [one.hours_max for one in vacancies],
        "wage_min": [None if wage is None else wage.minimum for wage in wages],
        "wage_max": [None if wage is None else wage.maximum for wage in wages],
        "wage_period": [None if wage is None else wage.period.value for wage in wages],
        "contract": [None if one.contract is None else one.contract.value for one in vacancies],
        "shifts": [sorted(part.value for part in one.shifts) for one in vacancies],
        "start_minute": [None if time is None else time.start for time in times],
        "end_minute": [None if time is None else time.end for time in times],
        "start_date": [one.start_date for one in vacancies],
        "closing_date": [one.closing_date for one in vacancies],
        "published": [one.published for one in vacancies],
    }


def _rank(grade: int | None) -> int | None:
    return None if grade is None else int(grade)


def vacancy_of(row: Mapping[str, Any]) -> Vacancy:
    """Return the vacancy that a row was made from: exactly, so that it can be linked to another taxonomy."""
    point = None if row["latitude"] is None else Point(row["latitude"], row["longitude"])
    return Vacancy(
        id=row["id"],
        title=row["title"],
        description=row["description"],
        employer=row["employer"],
        location=Location(row["place"], row["postcode"], point),
        workplace=Workplace.of(row["workplace"]),
        home_days=row["home_days"],
        source_url=row["source_url"],
        contact=row["contact"],
        occupation=row["occupation"],
        skills=tuple(AskedSkill(skill["phrase"], skill["weight"], skill["essential"]) for skill in row["skills"]),
        hours_min=row["hours_min"],
        hours_max=row["hours_max"],
        wage=wage_of(row),
        contract=None if row["contract"] is None else Contract.of(row["contract"]),
        route=Route.of(row["route"]),
        level=None if row["level"] is None else Level.ranked(row["level"]),
        language=None if row["language"] is None else LanguageLevel.ranked(row["language"]),
        licences=frozenset(row["licences"]),
        shifts=frozenset(DayPart.of(part) for part in row["shifts"]),
        times=None if row["start_minute"] is None else Times(row["start_minute"], row["end_minute"]),
        demands=tuple(
            (Demand.of(demand), DemandGrade.ranked(grade))
            for demand, grade in zip(row["demands"], row["demand_grades"], strict=True)
        ),
        support=frozenset(Support.of(kind) for kind in row["support"]),
        start_date=row["start_date"],
        closing_date=row["closing_date"],
        published=row["published"],
        places=row["places"],
        source=row["source"],
    )


def wage_of(row: Mapping[str, Any]) -> Wage | None:
    """Return the wage of a row, None when it names none."""
    if row["wage_period"] is None:
        return None
    return Wage(row["wage_min"], row["wage_max"], WagePeriod.of(row["wage_period"]))
