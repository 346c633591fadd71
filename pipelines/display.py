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
    ]
)


def display_table(linked: Sequence[LinkedVacancy]) -> pa.Table:
    """Return one row per vacancy, in the same order."""
    rows = [_row(item) for item in linked]
    columns = [pa.array([row[name] for row in rows], SCHEMA.field(name).type) for name in SCHEMA.names]
    return pa.table(columns, schema=SCHEMA)


def _row(item: LinkedVacancy) -> dict[str, Any]:
    vacancy = item.vacancy
    point, wage, times = vacancy.location.point, vacancy.wage, vacancy.times
    demands = sorted(vacancy.demands)
    return {
        "id": vacancy.id,
        "title": vacancy.title,
        "description": vacancy.description,
        "employer": vacancy.employer,
        "place": vacancy.location.place,
        "postcode": vacancy.location.postcode,
        "latitude": None if point is None else point.latitude,
        "longitude": None if point is None else point.longitude,
        "workplace": vacancy.workplace.value,
        "home_days": vacancy.home_days,
        "source_url": vacancy.source_url,
        "contact": vacancy.contact,
        "occupation": vacancy.occupation,
        "skills": [(skill.phrase, skill.weight, skill.essential) for skill in vacancy.skills],
        "hours_min": vacancy.hours_min,
        "hours_max": vacancy.hours_max,
        "wage_min": None if wage is None else wage.minimum,
        "wage_max": None if wage is None else wage.maximum,
        "wage_period": None if wage is None else wage.period.value,
        "contract": None if vacancy.contract is None else vacancy.contract.value,
        "route": vacancy.route.value,
        "level": None if vacancy.level is None else int(vacancy.level),
        "language": None if vacancy.language is None else int(vacancy.language),
        "licences": sorted(vacancy.licences),
        "shifts": sorted(part.value for part in vacancy.shifts),
        "start_minute": None if times is None else times.start,
        "end_minute": None if times is None else times.end,
        "demands": [demand.value for demand, _ in demands],
        "demand_grades": [int(grade) for _, grade in demands],
        "support": sorted(kind.value for kind in vacancy.support),
        "start_date": vacancy.start_date,
        "closing_date": vacancy.closing_date,
        "published": vacancy.published,
        "places": vacancy.places,
        "source": vacancy.source,
        "area": item.located.area,
        "note": item.located.note,
        "evidence": [(asked.skill, asked.words) for asked in item.asked if asked.words],
    }


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
