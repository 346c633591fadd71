"""What a caseload misses, as a plain document: which skills and papers open work for most people. See docs/gaps.md."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from time import monotonic
from typing import Any

import numpy as np

from matcher.caseload import count_caseload, lessons_of
from matcher.codes import Grade, LanguageLevel, Level, WagePeriod
from matcher.commute import TravelTimes
from matcher.curriculum import curriculum_of
from matcher.domain import Client, Course
from matcher.errors import NotFoundError
from matcher.gaps import Gap, Gaps, KnownCourse, gaps_of
from matcher.groups import LEAST_PEOPLE, STEP, Band, Headcount, to_half
from matcher.market import EPOCH, Market
from matcher.policy import Policy
from pipelines.policies import municipalities, names_for, policy_for
from pipelines.service import Service
from pipelines.store.clients import StoredClient

Document = dict[str, Any]

WHAT = "gaps"  # as it stands in the access log
UNKNOWN = "onbekend"
# Seconds between two lines about how far it is; a short run says nothing.
BETWEEN_LINES = 2.0
# How far is said in tenths: a finer part would tell how many people there are.
TENTHS = 10


def gaps_document(
    service: Service, municipality: str, on: date | None = None, say: Callable[[str], None] = lambda _: None
) -> Document:
    """Return which skills and papers are missing most among the people of a municipality, most helpful first.

    Every profile that is read stands in the access log. `say` is told how far it is when it takes long. NotFoundError,
    which tells no number, when there are fewer than ten people to tell of.
    """
    written = service.store.clients.municipalities()
    names = names_for(service.home, municipality, written) if municipality.strip() else frozenset()
    if sum(written[name] for name in names) < LEAST_PEOPLE:
        raise _nothing_to_tell(service, municipality)
    policy, on = policy_for(service.home, municipality), on or service.day
    market, courses = service.market.market, service.courses
    caseload = count_caseload(
        _one_by_one(service, service.caseload(names, WHAT), say),
        market,
        lessons_of(market),
        curriculum_of(courses, market),
        policy=policy,
        on=on,
    )
    found = gaps_of(caseload, market, on)
    if found is None:
        raise _nothing_to_tell(service, municipality)
    return _document(found, market, courses, policy, on)


def _nothing_to_tell(service: Service, municipality: str) -> NotFoundError:
    """Return the same refusal for no profiles as for nine, so that it does not tell which."""
    known = municipalities(service.home)
    if names_for(service.home, municipality, known):
        return NotFoundError(
            f"over {municipality} is geen overzicht te maken: daarvoor zijn minstens tien profielen nodig waarvan "
            "vaardigheden of eerder werk bekend zijn; lees ze in met springplank ingest"
        )
    if not municipality.strip():
        return NotFoundError("er is geen gemeente genoemd; geef --municipality GEMEENTE")
    instead = f"er is beleid voor {', '.join(known)}" if known else "controleer de naam"
    return NotFoundError(f"geen gemeente {municipality} met minstens tien profielen in deze gegevens; {instead}")


def _one_by_one(
    service: Service, people: Sequence[StoredClient], say: Callable[[str], None]
) -> Iterator[tuple[Client, TravelTimes]]:
    since, said = monotonic(), ""
    for done, stored in enumerate(people):
        line = f"{done * TENTHS // len(people) * (100 // TENTHS)}% van de profielen is bekeken"
        if line != said and monotonic() - since >= BETWEEN_LINES:
            since, said = monotonic(), line
            say(line)
        yield stored.client, service.travel_of(stored)


def _document(found: Gaps, market: Market, courses: Sequence[Course], policy: Policy, on: date) -> Document:
    return {
        "municipality": policy.municipality,
        "on": on.isoformat(),
        "market": market.id,
        "open_vacancies": int(np.count_nonzero(market.columns.closes >= (on - EPOCH).days)),
        "people": found.people,
        "least_people": LEAST_PEOPLE,
        "rounded_down_to": STEP,
        "gaps": [{"rank": rank} | _gap(one, market, courses, on) for rank, one in enumerate(found.gaps, 1)],
    }


def _gap(one: Gap, market: Market, courses: Sequence[Course], on: date) -> Document:
    concepts = market.concepts
    named = market.licences[one.paper] if one.paper is not None else concepts.skills[one.skill or 0]
    pay = one.pay
    return {
        "kind": "skill" if one.paper is None else "licence",
        "id": named.id,
        "label": named.label,
        "missing": _headcount(one.missing),
        "helped": _headcount(one.helped),
        "first_match": _headcount(one.first),
        "asked_by": one.asked,
        "vacancies": one.vacancies if one.helped else None,
        "per_person": one.per_person,
        "work": [
            {
                "occupation": concepts.occupations[work.occupation].id,
                "label": concepts.occupations[work.occupation].label,
                "vacancies": work.vacancies,
            }
            for work in one.work
        ],
        "wage": pay
        and {
            "low": to_half(pay.low),
            "middle": to_half(pay.middle),
            "high": to_half(pay.high),
            "period": WagePeriod.HOUR.value,
            "currency": "EUR",
        },
        "level": None if one.level is None else one.level.code,
        "people_by_level": [_band(band, Level) for band in one.levels],
        "people_by_dutch": [_band(band, LanguageLevel) for band in one.languages],
        "courses": [_course(known, courses, on) for known in one.courses],
    }


def _headcount(found: Headcount | None) -> Document | None:
    return None if found is None else {"at_least": found.at_least, "nearly_all": found.nearly_all}


def _band(band: Band, scale: type[Grade]) -> Document:
    def code(step: int | None) -> str | None:
        return None if step is None else UNKNOWN if step < 0 else scale.ranked(step).code

    return {"from": code(band.first), "to": code(band.last), "at_least": band.at_least}


def _course(known: KnownCourse, courses: Sequence[Course], on: date) -> Document:
    course = courses[known.course]
    return {
        "course": course.id,
        "title": course.label,
        "type": course.kind.value,
        "weeks": course.weeks,
        "entry_level": None if course.entry_level is None else course.entry_level.code,
        "entry_dutch": None if course.entry_language is None else course.entry_language.code,
        "may_enter": _headcount(known.may_enter),
        "offerings": sum(not offering.is_over(on) for offering in course.offerings),
    }
