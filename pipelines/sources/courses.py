"""Courses and their offerings, from whichever of the forms that a file of courses can have."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from matcher.codes import CourseKind, Level, Paper, Payer
from matcher.domain import Course, Offering
from pipelines.sources.course_ld import NODES
from pipelines.sources.course_sheet import WEEKS_LIMIT, hours_a_week
from pipelines.sources.dates import parse_dutch_day
from pipelines.sources.documents import NO_DOCUMENT
from pipelines.sources.durations import hours_of, weeks_of
from pipelines.sources.edudex import edudex_cells, is_edudex
from pipelines.sources.essentials import read_id, read_location
from pipelines.sources.fields import Fields
from pipelines.sources.files import read_head
from pipelines.sources.lesson_times import parse_lessons
from pipelines.sources.lists import (
    LicenceParser,
    licence_parser,
    one,
    parse_language_level,
    parse_level,
    parse_yes,
    unknown,
)
from pipelines.sources.numbers import HOURS_LIMIT, ImpossibleError, parse_price, parse_weeks, plain_number
from pipelines.sources.ooapi import is_ooapi, ooapi_cells
from pipelines.sources.ooapi_document import Index, index_of
from pipelines.sources.places import parse_link
from pipelines.sources.reading import ID_LENGTH, Form, Reader, content_id, read_cells, read_source, value_in
from pipelines.sources.rows import Source, Tally
from pipelines.sources.text import ITEM, clean, fold, pieces, quote
from pipelines.sources.words import COURSE, NO_WORD, paper_of, payer_of

PRICE_LIMIT = 100_000.0  # euro: more is a number from another column
# Columns about an offering; without a provider there is none.
OFFER = (
    "plaats", "postcode", "breedtegraad", "lengtegraad", "startdatum", "instappen_tot", "aanmelden_tot", "dagdelen",
    "online",
)  # fmt: skip
# Names for hours of study that do not say of what: in the tables of schools often of the whole course.
WHOLE_LOAD = {"uren", "studielast"}
BETWEEN_DATES = re.compile(r"\s+(?:en|of|&|\+|/)\s+")
# What a day leaves to the one after it: "1, 8 en 15 februari 2027", "1 feb en 1 mrt 2027".
SHORT_DATE = re.compile(r"\d{1,2}(?:[-/. ]*([a-z]{3,9})\.?)?", re.IGNORECASE)
SHARED = re.compile(r"\d{1,2}[-/. ]*([a-z]{3,9}\.?)[-/. ]*'?(\d{4}|\d{2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One row: a course whose `teaches` and `prepares_for` are still free phrases, and the offerings in it, if any.

    There is one offering for every start that the row names.
    """

    course: Course
    offerings: tuple[Offering, ...] = ()


def ooapi(index: Index | None = None) -> Form:
    """Return the form of OOAPI, in which a file refers to itself, or to all that is in `index`."""
    return Form("ooapi", is_ooapi, partial(ooapi_cells, index=index))


def read_together(paths: Sequence[Path]) -> Index | None:
    """Return what the OOAPI among the files of one import can refer to; None for a single file, which has it all."""
    if len(paths) <= 1:
        return None
    values = (value_in(path, ooapi(), "course") for path in paths)
    return index_of(value for value in values if value is not NO_DOCUMENT)


def read_courses(path: Path, licences: Mapping[str, str], index: Index | None = None) -> Source[CourseRow]:
    """Return the courses in a file, row by row; `licences` maps a label, alias or id to the licence id.

    The contents say what the file is: CSV, our own JSON, OOAPI, EDU-DEX, or schema.org in JSON-LD or a web page.
    InputError when the file as a whole cannot be read. Rows of one title have one id in a file without ids. OOAPI looks
    up in `index` what it refers to, and may have no row at all.
    """
    build = partial(course_row, licences=licence_parser(licences))
    forms = (ooapi(index),)
    reader = Reader("course", ("titel",), build, derive=title_id, nodes=NODES, linked="schema.org", forms=forms)
    if is_edudex(read_head(path)):
        tally = Tally()
        return read_cells(path, "edudex", edudex_cells(path, tally), reader, tally)
    return read_source(path, reader)


def title_id(cells: Mapping[str, Any]) -> str:
    """Return an id that hangs on the title alone: rows with one title are offerings of one course."""
    title = cells.get("titel")
    if not isinstance(title, str):
        return content_id(cells)
    return hashlib.sha256(fold(clean(title)).encode()).hexdigest()[:ID_LENGTH]


def course_row(fields: Fields, licences: LicenceParser) -> CourseRow:
    """Return the course and offering in one record; ImpossibleError when a value in it cannot be true.

    Such a value of an offering costs that offering alone where the course stands by itself.
    """
    found_id = read_id(fields)
    label = fields.text("titel")
    if not label:
        fields.refuse("titel", "titel ontbreekt")
    try:
        offerings = read_offerings(fields)
        is_offering = bool(offerings)
    except ImpossibleError as error:
        if not fields.part:
            raise
        fields.lose("uitvoering weggelaten", error)
        offerings, is_offering = (), True  # so that its price is not taken for that of the course
    weeks = read_amount(fields, "weken", parse_length, WEEKS_LIMIT)
    kind = fields.parse("soort", parse_kind) or CourseKind.TRAINING
    works = fields.parse("leren_en_werken", parse_yes)
    price_min, price_max = read_prices(fields, has_offering=is_offering)
    course = Course(
        id=found_id,
        label=label,
        kind=kind,
        level=fields.parse("niveau", parse_course_level),
        weeks=weeks,
        hours_per_week=read_study_hours(fields, weeks),
        price_min=price_min,
        price_max=price_max,
        learn_and_earn=kind is CourseKind.BBL if works is None else works,
        entry_level=fields.parse("instapniveau", parse_level),
        entry_language=fields.parse("instaptaal", parse_language_level),
        entry_licences=tuple(sorted(fields.parse("instaplicenties", licences) or ())),
        entry_note=fields.text("instapeis"),
        teaches=fields.texts("leert"),
        gives_level=fields.parse("geeft_niveau", parse_course_level),
        gives_licences=tuple(sorted(fields.parse("geeft_licenties", licences) or ())),
        certificate=fields.text("certificaat"),
        prepares_for=fields.texts("bereidt_voor"),
        gives_language=fields.parse("geeft_taal", parse_language_level),
        paper=read_paper(fields, kind),
        paid_by=None if is_offering else fields.parse("betaald_door", parse_payer),
        description=read_description(fields),
    )
    return CourseRow(course, offerings)


@lru_cache(maxsize=1_024)
def parse_course_level(text: str) -> tuple[Level | None, str]:
    """Return the level of a training; a bare 1 to 4 is that of mbo, as in the register of qualifications."""
    bare = text.strip().casefold().removeprefix("niveau").strip()
    return parse_level(f"mbo {bare}" if bare in {"1", "2", "3", "4"} else text)


@lru_cache(maxsize=1_024)
def parse_kind(text: str) -> tuple[CourseKind | None, str]:
    """Return the kind of training."""
    return one(text, COURSE, "soort opleiding")


@lru_cache(maxsize=1_024)
def parse_paper(text: str) -> tuple[Paper | None, str]:
    """Return the sort of proof; "certificaat" or "getuigschrift" alone can be anything, and gives a warning."""
    found = paper_of(text)
    known = found is not None or fold(text) in NO_WORD
    return found, "" if known else unknown("soort papier", [text])


@lru_cache(maxsize=1_024)
def parse_payer(text: str) -> tuple[Payer | None, str]:
    """Return who pays; a text that names nobody, or more than one, gives a warning."""
    found = payer_of(text)
    known = found is not None or fold(text) in NO_WORD
    return found, "" if known else unknown("wie betaalt", [text])


@lru_cache(maxsize=4_096)
def parse_length(text: str) -> tuple[float | None, str]:
    """Return a length in weeks, also of an ISO 8601 duration ("P10W")."""
    weeks = weeks_of(text)
    return parse_weeks(text) if weeks is None else (weeks, "")


@lru_cache(maxsize=4_096)
def parse_study_hours(text: str) -> tuple[float | None, str]:
    """Return hours of study a week, also of an ISO 8601 duration ("PT4H")."""
    hours = hours_of(text)
    hours = plain_number(text) if hours is None else hours
    return hours, "" if hours is not None else f"{quote(text)} is geen getal"


@lru_cache(maxsize=4_096)
def parse_days(text: str, *, ends: bool = False) -> tuple[tuple[date, ...], str]:
    """Return the days that a cell names, one or a list of them, each once and in order; `ends` as `parse_dutch_day`.

    Those that are not recognised give a warning; ImpossibleError when one of them does not exist.
    """
    whole, warning = parse_dutch_day(text, ends=ends)
    if whole is not None or not warning:
        return (() if whole is None else (whole,)), warning
    parts = [part.strip() for piece in pieces(text) for part in BETWEEN_DATES.split(piece)]
    found = [parse_dutch_day(part, ends=ends) for part in in_full(parts)]
    days = sorted({day for day, _ in found if day is not None})
    return tuple(days), "; ".join(told for _, told in found if told)


def in_full(parts: Sequence[str]) -> list[str]:
    """Return days as a list writes them, each with the month and the year that it shares with the one after it."""
    whole: list[str] = []
    month = year = ""
    for part in reversed(parts):
        short = SHORT_DATE.fullmatch(part)
        if short and year:
            month = short[1] or month
            whole.append(f"{part.split(short[1])[0] if short[1] else part} {month} {year}")
            continue
        shared = SHARED.search(part)
        month, year = (shared[1], shared[2]) if shared else ("", "")
        whole.append(part)
    return whole[::-1]


def read_amount(
    fields: Fields, column: str, parser: Callable[[str], tuple[float | None, str]], most: float
) -> float | None:
    """Return a number from 0 to `most`; refusal outside it."""
    number = fields.parse(column, parser)
    if number is not None and not 0 <= number <= most:
        fields.refuse(column, f"{number:g} ligt niet tussen 0 en {most:g}")
    return number


def read_study_hours(fields: Fields, weeks: float | None) -> float | None:
    """Return hours of study a week; more than a week can hold stays unknown, or is the load of the whole course.

    The last only where the file does not say that they are a week, and that load fits in the weeks. Both are told.
    """
    hours = fields.parse("uren_per_week", parse_study_hours)
    if hours is None or hours <= HOURS_LIMIT:
        if hours is not None and hours < 0:
            fields.refuse("uren_per_week", f"{hours:g} ligt niet tussen 0 en {HOURS_LIMIT:g}")
        return hours
    a_week = hours_a_week(hours, weeks) if fold(fields.name("uren_per_week")) in WHOLE_LOAD else None
    if a_week is None or a_week > HOURS_LIMIT:
        fields.warn("uren_per_week", f"{hours:g} uur is meer dan {HOURS_LIMIT:g} in een week en is niet gelezen")
        return None
    fields.warn("uren_per_week", f"{hours:g} uur is gelezen als de hele studielast: {a_week:g} uur per week")
    return a_week


def read_prices(fields: Fields, *, has_offering: bool) -> tuple[float | None, float | None]:
    """Return the lowest and highest price; the single price is the course's own only in a row without an offering."""
    low = read_amount(fields, "prijs_min", parse_price, PRICE_LIMIT)
    high = read_amount(fields, "prijs_max", parse_price, PRICE_LIMIT)
    if low is not None and high is not None and low > high:
        fields.refuse("prijs_min", f"de laagste prijs ({low:g}) is meer dan de hoogste ({high:g})")
    if low is None and high is None and not has_offering:
        low = high = read_amount(fields, "prijs", parse_price, PRICE_LIMIT)
    return low, high


def read_paper(fields: Fields, kind: CourseKind) -> Paper | None:
    """Return the sort of proof as stated, else where its name says so ("mbo-certificaat Basiszorg").

    What a branch or an authority calls a diploma is none of a school.
    """
    stated = fields.parse("papier", parse_paper)
    if stated is not None or fields.filled("papier"):
        return stated
    found = paper_of(fields.text("certificaat"))
    no_school = kind in (CourseKind.BRANCH, CourseKind.LICENCE)
    return None if found is Paper.DIPLOMA and no_school else found


def read_description(fields: Fields) -> str:
    """Return the text, with the items and paragraphs that it has on lines of their own."""
    value = fields.raw("omschrijving")
    if isinstance(value, str) and ("\n" in value or ITEM.search(value)):
        return "\n".join(fields.texts("omschrijving"))
    return fields.text("omschrijving")


def read_offerings(fields: Fields) -> tuple[Offering, ...]:
    """Return the offerings in the row, one for every start, one without a start when none is named.

    There are none without a provider.
    """
    provider = fields.text("aanbieder")
    if not provider:
        if any(fields.filled(column) for column in OFFER):
            fields.warn("aanbieder", "plaats en startdatum zijn niet bewaard: de aanbieder ontbreekt")
        return ()
    starts = fields.parse("startdatum", parse_days) or (None,)
    enter_until = read_last_entry(fields, starts)
    apply_by = read_last_applications(fields, starts)
    offering = Offering(
        provider=provider,
        location=read_location(fields),
        online=fields.parse("online", parse_yes) or False,
        price=read_amount(fields, "prijs", parse_price, PRICE_LIMIT),
        url=fields.parse("url", parse_link) or "",
        invented=fields.parse("verzonnen", parse_yes) or False,
        day_parts=fields.parse("dagdelen", parse_lessons) or None,
        paid_by=fields.parse("betaald_door", parse_payer),
    )
    return tuple(
        replace(
            offering,
            start_date=start,
            enter_until=None if is_before(enter_until, start) else enter_until,
            apply_by=last,
        )
        for start, last in zip(starts, apply_by, strict=True)
    )


def read_last_applications(fields: Fields, starts: Sequence[date | None]) -> Sequence[date | None]:
    """Return the last day to apply for every start: one for all, or as many as there are starts, in order."""
    found = fields.parse("aanmelden_tot", partial(parse_days, ends=True)) or ()
    if len(found) <= 1:
        return [*found, None][:1] * len(starts)
    if len(found) == len(starts):
        return found
    fields.warn("aanmelden_tot", f"{len(found)} dagen om aan te melden bij {len(starts)} start(s): niet gelezen")
    return [None] * len(starts)


def read_last_entry(fields: Fields, starts: Sequence[date | None]) -> date | None:
    """Return the last day on which someone can begin; not used, with a warning, when it is before every start."""
    last = fields.parse("instappen_tot", partial(parse_dutch_day, ends=True))
    if last is not None and all(is_before(last, start) for start in starts):
        fields.warn("instappen_tot", "de laatste dag om in te stappen ligt voor de start en is niet gebruikt")
        return None
    return last


def is_before(last: date | None, start: date | None) -> bool:
    """Return whether both days are known and the last day to begin lies before the start."""
    return last is not None and start is not None and last < start
