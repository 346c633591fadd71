"""Vacancies from CSV, JSON Lines, JSON, schema.org JobPosting and VUM."""

from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path

from matcher.codes import Contract, Route, Workplace
from matcher.domain import AskedSkill, Times, Vacancy, Wage
from pipelines.sources.dates import parse_date
from pipelines.sources.essentials import read_hours, read_id, read_location
from pipelines.sources.fields import Fields
from pipelines.sources.jobposting import posting_cells
from pipelines.sources.lists import (
    HOME_DAYS,
    LicenceParser,
    licence_parser,
    parse_contract,
    parse_day_parts,
    parse_demands,
    parse_language_level,
    parse_level,
    parse_route,
    parse_support,
    parse_workplace,
)
from pipelines.sources.numbers import Hours, parse_clock, parse_hours, parse_stretch
from pipelines.sources.places import parse_link
from pipelines.sources.reading import Reader, content_id, read_source
from pipelines.sources.rows import Source
from pipelines.sources.text import fold
from pipelines.sources.wages import Stated, make_wage, parse_period, parse_wage
from pipelines.sources.words import CONTRACT, YES_NO, find
from pipelines.vum.files import vum_vacancies

PLACES_LIMIT = 10_000
NO_WAGE = Stated()


def read_vacancies(path: Path, licences: Mapping[str, str]) -> Source[Vacancy]:
    """Return the vacancies in a file, row by row; `licences` maps a label, alias or id to the licence id.

    InputError when the file as a whole cannot be read. A file without ids gets ids from its contents.
    """
    build = partial(vacancy, licences=licence_parser(licences))
    nodes = {"JobPosting": lambda node: (posting_cells(node),)}
    whole = partial(vum_vacancies, licences)
    reader = Reader("vacancy", ("titel",), build, derive=content_id, nodes=nodes, linked="jobposting", whole=whole)
    return read_source(path, reader)


def vacancy(fields: Fields, licences: LicenceParser) -> Vacancy:
    """Return the vacancy in one record; ImpossibleError when a value in it cannot be true."""
    found_id = read_id(fields)
    title = fields.text("titel")
    if not title:
        fields.refuse("titel", "titel ontbreekt")
    location = read_location(fields)
    workplace, home_days = read_workplace(fields)
    hours_min, hours_max = read_hours(fields, hours_or_contract)
    return Vacancy(
        id=found_id,
        title=title,
        description=fields.text("omschrijving"),
        employer=fields.text("werkgever"),
        location=location,
        workplace=workplace,
        home_days=home_days,
        source_url=fields.parse("url", parse_link) or "",
        contact=read_contact(fields),
        occupation=fields.text("beroep"),
        skills=asked(fields.texts("vaardigheden"), fields.texts("vaardigheden_pre")),
        hours_min=hours_min,
        hours_max=hours_max,
        wage=read_wage(fields),
        contract=read_contract(fields),
        route=fields.parse("route", parse_route) or Route.REGULAR,
        level=fields.parse("niveau", parse_level),
        language=fields.parse("taalniveau", parse_language_level),
        licences=fields.parse("licenties", licences) or frozenset(),
        shifts=fields.parse("dagdelen", parse_day_parts) or frozenset(),
        times=read_times(fields),
        demands=fields.parse("belasting", parse_demands) or (),
        support=fields.parse("begeleiding", parse_support) or frozenset(),
        start_date=fields.parse("startdatum", parse_date),
        closing_date=fields.parse("sluitingsdatum", parse_date),
        published=fields.parse("publicatiedatum", parse_date),
        places=read_places(fields),
        source=fields.text("bron"),
    )


def asked(essential: tuple[str, ...], optional: tuple[str, ...]) -> tuple[AskedSkill, ...]:
    """Return the skills that are asked for, those that are no more than "een pré" last."""
    return (*map(asked_skill, essential), *map(pre_skill, optional))


@lru_cache(maxsize=16_384)
def asked_skill(phrase: str) -> AskedSkill:
    """Return a skill that is asked for."""
    return AskedSkill(phrase)


@lru_cache(maxsize=16_384)
def pre_skill(phrase: str) -> AskedSkill:
    """Return a skill that is "een pré"."""
    return AskedSkill(phrase, essential=False)


def read_workplace(fields: Fields) -> tuple[Workplace, float | None]:
    """Return where the work is done and the days at home; on site when nothing is said."""
    found, days = fields.parse("werkplek", parse_workplace) or (None, None)
    if found is Workplace.HYBRID and fold(fields.name("werkplek")) == "remote":
        found = Workplace.REMOTE if YES_NO.get(fold(fields.plain("werkplek"))) else found  # "remote: yes" is all of it
    own_days = fields.number("thuiswerkdagen", 0, HOME_DAYS)
    days = days if own_days is None else own_days
    return found or (Workplace.HYBRID if days else Workplace.ON_SITE), days


@lru_cache(maxsize=8_192)
def hours_or_contract(text: str) -> tuple[Hours, str]:
    """Return hours a week; a contract in this column ("vast") is no hours and no reason for a warning."""
    hours, warning = parse_hours(text)
    return hours, "" if find(text, CONTRACT) else warning


def read_contract(fields: Fields) -> Contract | None:
    """Return the contract, also when it stands in the column for hours ("dienstverband: vast")."""
    if fields.filled("contract"):
        return fields.parse("contract", parse_contract)
    return find(fields.plain("uren"), CONTRACT) if fields.filled("uren") else None


def read_contact(fields: Fields) -> str:
    """Return how to apply; several columns one after the other."""
    return ", ".join(fields.texts("contact"))


def read_wage(fields: Fields) -> Wage | None:
    """Return the wage; columns of their own go before the free text, and a period column before all."""
    low, high, free = (read_stated(fields, column) for column in ("salaris_min", "salaris_max", "salaris"))
    column = next((name for name in ("salaris_min", "salaris_max", "salaris") if fields.filled(name)), "")
    if not column:
        return None
    period = (
        fields.parse("salaris_periode", parse_period)
        or low.period
        or high.period
        or free.period
        or parse_period(fields.name(column))[0]
    )
    least, most = low.low or low.high, high.high or high.low
    if least is None and most is None:
        least, most = free.low, free.high
    return fields.parse(column, lambda _: make_wage(least, most, period))


def read_stated(fields: Fields, column: str) -> Stated:
    """Return the sums that a column states; a JSON number is written with cents, so that its point is decimal."""
    value = fields.raw(column)
    if type(value) is float:
        return fields.parse(column, lambda _: parse_wage(f"{value:.2f}")) or NO_WAGE
    return fields.parse(column, parse_wage) or NO_WAGE


def read_times(fields: Fields) -> Times | None:
    """Return the working times of a day."""
    start, end = fields.parse("begintijd", parse_clock), fields.parse("eindtijd", parse_clock)
    if start is not None and end is not None:
        return Times(start, end)
    if (start is None) != (end is None):
        fields.warn("begintijd", "begin- of eindtijd ontbreekt; de werktijden zijn niet gebruikt")
    return fields.parse("werktijden", parse_stretch)


def read_places(fields: Fields) -> int:
    """Return how many people are wanted, 1 when nothing is said."""
    number = fields.number("aantal", 0, PLACES_LIMIT)
    if number is not None and (number < 1 or number != int(number)):
        fields.warn("aantal", f"{number:g} plaatsen is gelezen als {max(1, int(number))}")
    return 1 if number is None else max(1, int(number))
