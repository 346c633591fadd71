"""Profiles of clients from CSV, JSON Lines, JSON and VUM."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from matcher.codes import LanguageLevel, Mode
from matcher.domain import Client, Job, OwnSkill, Times, Wish
from pipelines.sources.dates import parse_date
from pipelines.sources.essentials import is_person_number, read_hours, read_id, read_location
from pipelines.sources.fields import Fields
from pipelines.sources.lists import (
    folded_licences,
    parse_day_parts,
    parse_history,
    parse_language_level,
    parse_languages,
    parse_level,
    parse_licences,
    parse_limitations,
    parse_modes,
    parse_own_skills,
    parse_routes,
    parse_support,
    parse_travel_limit,
    parse_yes,
    unknown,
)
from pipelines.sources.numbers import DAY_MINUTES, ImpossibleError, parse_clock, plain_number
from pipelines.sources.reading import Reader, read_source
from pipelines.sources.rows import Source
from pipelines.sources.text import fold
from pipelines.sources.words import NO_WORD
from pipelines.vum.files import vum_profiles

T = TypeVar("T")

# Primary schools run from about 8:30 to 14:30 on ordinary days: what is left between bringing and fetching a child.
SCHOOL_DAY = Times(8 * 60 + 30, 14 * 60 + 30)
NAME_LIMIT = 100  # characters, as in the interface
LADDER = (1, 6)  # steps of the participatieladder


def read_clients(path: Path, licences: Mapping[str, str]) -> Source[Client]:
    """Return the profiles in a file, row by row; `licences` maps a label, alias or id to the licence id.

    InputError when the file as a whole cannot be read. Free text comes without service numbers and the guard's terms.
    """
    build = partial(client, licences=folded_licences(licences))
    return read_source(path, Reader("client", ("id",), build, whole=partial(vum_profiles, licences)))


def client(fields: Fields, licences: Mapping[str, str]) -> Client:
    """Return the profile in one record; ImpossibleError when a value in it cannot be true."""
    found_id = read_id(fields)
    if is_person_number(found_id):
        fields.refuse("id", "dit id is een burgerservicenummer; gebruik een eigen nummer zonder betekenis")
    hours_min, hours_max = read_hours(fields)
    papers, diplomas = read_papers(fields, licences)
    return Client(
        id=found_id,
        name=read_name(fields),
        municipality=fields.text("gemeente"),
        home=read_location(fields),
        modes=read_modes(fields),
        skills=tuple(
            OwnSkill(phrase, "", level) for phrase, level in read_pairs(fields, "vaardigheden", parse_own_skills)
        ),
        history=tuple(Job(title, "", years) for title, years in read_pairs(fields, "werkervaring", parse_history)),
        level=fields.parse("niveau", parse_level),
        diplomas=diplomas,
        languages=read_languages(fields),
        licences=papers,
        hours_min=hours_min,
        hours_max=hours_max,
        day_parts=fields.parse("dagdelen", parse_day_parts) or None,
        window=read_window(fields),
        available_from=fields.parse("beschikbaar_vanaf", parse_date),
        limitations=fields.parse("belastbaarheid", parse_limitations) or (),
        support_needed=fields.parse("begeleiding", parse_support) or frozenset(),
        routes=fields.parse("routes", parse_routes) or frozenset(),
        wishes=tuple(Wish(text) for text in fields.texts("wensen")),
        exclusions=tuple(Wish(text) for text in fields.texts("uitsluitingen")),
        ladder=read_ladder(fields),
    )


def read_name(fields: Fields) -> str:
    """Return how someone is called, at most `NAME_LIMIT` characters; first and last name fill in for it."""
    parts = (fields.text(column) for column in ("voornaam", "achternaam"))
    name = fields.text("naam") or " ".join(part for part in parts if part)
    if len(name) > NAME_LIMIT:
        fields.warn("naam", f"de naam is ingekort tot {NAME_LIMIT} tekens")
    return name[:NAME_LIMIT].strip()


def read_pairs(fields: Fields, column: str, parser: Callable[[str], tuple[tuple[T, ...], str]]) -> tuple[T, ...]:
    """Return phrases with what stands behind them; masked before they are taken apart."""
    items = fields.texts(column)
    try:
        found, warning = parser("|".join((*items, "")))
    except ImpossibleError as error:
        fields.refuse(column, error.reason)
    if warning:
        fields.warn(column, warning)
    return found


def read_papers(fields: Fields, licences: Mapping[str, str]) -> tuple[frozenset[str] | None, tuple[str, ...]]:
    """Return licences (None when the file does not have the column: nobody asked) and diplomas.

    A word that the licence list does not know is kept as a diploma.
    """
    diplomas = tuple(text for text in fields.texts("diplomas") if fold(text) not in NO_WORD)
    if not fields.has("licenties"):
        return None, diplomas
    found, missed = parse_licences("|".join((*fields.texts("licenties"), "")), licences)
    if missed:
        fields.warn("licenties", f"{unknown('certificaat of rijbewijs', missed)}; bewaard als diploma")
    return found, tuple(dict.fromkeys((*diplomas, *missed)))


def read_modes(fields: Fields) -> tuple[tuple[Mode, int | None], ...]:
    """Return ways to travel; the general limit holds for those that have none of their own."""
    modes = fields.parse("vervoer", parse_modes) or ()
    limit = fields.parse("maximale_reistijd", parse_travel_limit)
    if not modes and fields.filled("vervoer") and fold(fields.plain("vervoer")) not in NO_WORD:
        # Without it the default would hold, and that may be longer than what someone wrote here.
        fields.refuse("vervoer", "vervoer en reistijd niet begrepen; schrijf bijvoorbeeld fiets:30|ov:60")
    if limit is not None and not modes:
        fields.warn("maximale_reistijd", "geen vervoer genoemd; de reistijd geldt voor lopen en openbaar vervoer")
        return ((Mode.WALK, limit), (Mode.TRANSIT, limit))
    return tuple((mode, own or limit) for mode, own in modes)


def read_languages(fields: Fields) -> tuple[tuple[str, LanguageLevel], ...]:
    """Return languages with their level; a level of Dutch may stand in a column of its own."""
    languages = dict(fields.parse("talen", parse_languages) or ())
    dutch = fields.parse("taalniveau", parse_language_level)
    if dutch is not None:
        languages.setdefault("nl", dutch)
    return tuple(languages.items())


def read_window(fields: Fields) -> Times | None:
    """Return the stretch of a weekday that is free; own times go before school hours, an open end is the day's."""
    start, end = fields.parse("beschikbaar_van", parse_clock), fields.parse("beschikbaar_tot", parse_clock)
    if start is not None or end is not None:
        return Times(start or 0, DAY_MINUTES if end is None else end)
    return SCHOOL_DAY if fields.parse("schooltijden", parse_yes) else None


def read_ladder(fields: Fields) -> int | None:
    """Return the step on the participatieladder; refusal when it is not 1 to 6."""
    step = fields.parse("ladder", parse_step)
    if step is not None and not LADDER[0] <= step <= LADDER[1]:
        fields.refuse("ladder", f"trede {step:g} ligt niet tussen {LADDER[0]} en {LADDER[1]}")
    if step is not None and step != int(step):
        fields.warn("ladder", "de participatieladder heeft hele treden")
        return None
    return None if step is None else int(step)


def parse_step(text: str) -> tuple[float | None, str]:
    """Return the number of a step: "3" or "trede 3"."""
    number = plain_number(re.sub(r"^\s*trede\s*", "", text, flags=re.IGNORECASE))
    return number, "" if number is not None or fold(
        text
    ) in NO_WORD else "trede niet herkend; schrijf een getal van 1 tot 6"
