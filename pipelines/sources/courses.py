"""Courses and their offerings from CSV, JSON Lines and JSON."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from matcher.codes import CourseKind
from matcher.domain import Course, Offering
from pipelines.sources.dates import parse_date
from pipelines.sources.essentials import read_id, read_location
from pipelines.sources.fields import Fields
from pipelines.sources.lists import LicenceParser, licence_parser, one, parse_language_level, parse_level, parse_yes
from pipelines.sources.numbers import HOURS_LIMIT, parse_price, parse_weeks
from pipelines.sources.places import parse_link
from pipelines.sources.reading import ID_LENGTH, Reader, content_id, read_source
from pipelines.sources.rows import Source
from pipelines.sources.text import clean, fold
from pipelines.sources.words import COURSE

WEEKS_LIMIT = 520.0  # ten years: longer than any training
PRICE_LIMIT = 100_000.0  # euro: more is a number from another column
OFFER = ("plaats", "postcode", "breedtegraad", "lengtegraad", "startdatum", "online")  # columns about an offering


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One row: a course whose `teaches` and `prepares_for` are still free phrases, and the offering in it, if any."""

    course: Course
    offering: Offering | None


def read_courses(path: Path, licences: Mapping[str, str]) -> Source[CourseRow]:
    """Return the courses in a file, row by row; `licences` maps a label, alias or id to the licence id.

    InputError when the file as a whole cannot be read. Rows of one title have one id in a file without ids.
    """
    build = partial(course_row, licences=licence_parser(licences))
    return read_source(path, Reader("course", ("titel",), build, derive=title_id))


def title_id(cells: Mapping[str, Any]) -> str:
    """Return an id that hangs on the title alone: rows with one title are offerings of one course."""
    title = cells.get("titel")
    if not isinstance(title, str):
        return content_id(cells)
    return hashlib.sha256(fold(clean(title)).encode()).hexdigest()[:ID_LENGTH]


def course_row(fields: Fields, licences: LicenceParser) -> CourseRow:
    """Return the course and offering in one record; ImpossibleError when a value in it cannot be true."""
    found_id = read_id(fields)
    label = fields.text("titel")
    if not label:
        fields.refuse("titel", "titel ontbreekt")
    offering = read_offering(fields)
    price_min, price_max = read_prices(fields, has_offering=offering is not None)
    course = Course(
        id=found_id,
        label=label,
        kind=fields.parse("soort", parse_kind) or CourseKind.TRAINING,
        level=fields.parse("niveau", parse_level),
        weeks=read_amount(fields, "weken", parse_weeks, WEEKS_LIMIT),
        hours_per_week=fields.number("uren_per_week", 0, HOURS_LIMIT),
        price_min=price_min,
        price_max=price_max,
        learn_and_earn=fields.parse("leren_en_werken", parse_yes) or False,
        entry_level=fields.parse("instapniveau", parse_level),
        entry_language=fields.parse("instaptaal", parse_language_level),
        entry_licences=tuple(sorted(fields.parse("instaplicenties", licences) or ())),
        entry_note=fields.text("instapeis"),
        teaches=fields.texts("leert"),
        gives_level=fields.parse("geeft_niveau", parse_level),
        gives_licences=tuple(sorted(fields.parse("geeft_licenties", licences) or ())),
        certificate=fields.text("certificaat"),
        prepares_for=fields.texts("bereidt_voor"),
    )
    return CourseRow(course, offering)


@lru_cache(maxsize=1_024)
def parse_kind(text: str) -> tuple[CourseKind | None, str]:
    """Return the kind of training."""
    return one(text, COURSE, "soort opleiding")


def read_amount(
    fields: Fields, column: str, parser: Callable[[str], tuple[float | None, str]], most: float
) -> float | None:
    """Return a number from 0 to `most`; refusal outside it."""
    number = fields.parse(column, parser)
    if number is not None and not 0 <= number <= most:
        fields.refuse(column, f"{number:g} ligt niet tussen 0 en {most:g}")
    return number


def read_prices(fields: Fields, *, has_offering: bool) -> tuple[float | None, float | None]:
    """Return the lowest and highest price; the single price is the course's own only in a row without an offering."""
    low = read_amount(fields, "prijs_min", parse_price, PRICE_LIMIT)
    high = read_amount(fields, "prijs_max", parse_price, PRICE_LIMIT)
    if low is not None and high is not None and low > high:
        fields.refuse("prijs_min", f"de laagste prijs ({low:g}) is meer dan de hoogste ({high:g})")
    if low is None and high is None and not has_offering:
        low = high = read_amount(fields, "prijs", parse_price, PRICE_LIMIT)
    return low, high


def read_offering(fields: Fields) -> Offering | None:
    """Return the offering in the row, None without a provider."""
    provider = fields.text("aanbieder")
    if not provider:
        if any(fields.filled(column) for column in OFFER):
            fields.warn("aanbieder", "plaats en startdatum zijn niet bewaard: de aanbieder ontbreekt")
        return None
    return Offering(
        provider=provider,
        location=read_location(fields),
        online=fields.parse("online", parse_yes) or False,
        start_date=fields.parse("startdatum", parse_date),
        price=read_amount(fields, "prijs", parse_price, PRICE_LIMIT),
        url=fields.parse("url", parse_link) or "",
        invented=fields.parse("verzonnen", parse_yes) or False,
    )
