"""Course advice as plain documents: suggestions, plans, and what can be recognised."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from matcher.codes import Payer
from matcher.domain import Course, Offering
from matcher.doors import Doors
from matcher.market import EPOCH, NO_DAY
from matcher.pay import Pay
from matcher.plans import Limits, Plan, plans_of
from matcher.prospects import EXAMPLES, Suggestion
from matcher.reach import MODES, NO_MODE
from matcher.recognition import Recognition, paper_of, recognitions
from matcher.reskill import Reskilling
from matcher.timeline import NO_OFFER, Step, timelines_of
from matcher.trend_words import compared_words, trend_document
from pipelines.documents import Document, iso, place_of, question_document
from pipelines.service import Service
from pipelines.store.clients import StoredClient

# As many offerings as a person can compare; the next start comes first.
OFFERINGS_SHOWN = 5
# Courses of a page for who did not say how many: as many as two people go through in a conversation, our choice.
USUAL = 10
NOTHING_OFFERED = "soort cursus; aanbod in uw regio onbekend"
NO_LIMITS = Limits()
# Own skills that a conversation begins with.
TALENTS = 6
# Courses that open most work like a wish; they stand first, before the others.
FOR_WISH = 3
# Courses that cannot be begun now and would open most: what a coach may want to work towards.
NOT_YET = 10


@dataclass(frozen=True, slots=True)
class Sought:
    """What was asked: plans or not, what a course or plan may take, and the day (None: that of the home).

    At most `top` courses (None: all) after the first `offset`, of those that open work and of those that help alike.
    """

    plan: bool = False
    limits: Limits = NO_LIMITS
    on: date | None = None
    top: int | None = None
    offset: int = 0

    @property
    def page(self) -> slice:
        """The part of the courses that was asked."""
        return slice(self.offset, None if self.top is None else self.offset + self.top)


def reskill_document(service: Service, stored: StoredClient, sought: Sought) -> Document:
    """Return which courses would open most for a client, and what they bring already.

    Of whom nothing is known, no course is better than another: then there is a question, and no course.
    """
    advice = service.reskilling(stored, sought.on)
    writer = _Writer(service, advice)
    return {
        "client": stored.client.id,
        "on": advice.situation.on.isoformat(),
        "market": service.market.market.id,
        "budget": sought.limits.euros,
        "weeks": sought.limits.weeks,
        "too_little_known": not advice.something_known,
        "question": question_document(advice.question),
        "talents": writer.skills(talents_of(advice)),
        **(_courses(writer, sought) if advice.something_known else _no_courses(sought)),
        "not_enterable": advice.not_enterable,
        "barred": {bar.value: count for bar, count in advice.barred.items()},
        "trend_note": None if advice.trends is None else compared_words(advice.trends),
    }


def _no_courses(sought: Sought) -> Document:
    keys = ("for_wish", "suggestions", "improves", "language", "not_yet", "recognition")
    totals = {"suggestions_total": 0, "improves_total": 0, "over_limits": 0}
    return {key: [] for key in keys} | totals | {"plans": [] if sought.plan else None}


def _courses(writer: "_Writer", sought: Sought) -> Document:
    advice = writer.advice
    opening = advice.suggestions.order
    fitting = [course for course in opening if _fits(advice, course, sought.limits)]
    allowed = set(fitting)
    wished = [course for course in advice.for_wish.order if course in allowed]
    improving = advice.improves
    helpers = [one for one in improving.order if _fits(advice, one.course, sought.limits)]
    return {
        "for_wish": [writer.suggestion(advice.suggestion(course)) for course in wished[:FOR_WISH]],
        "suggestions": [writer.suggestion(advice.suggestion(course)) for course in fitting[sought.page]],
        "suggestions_total": len(fitting),
        "improves": [writer.helping(improving.make(one)) for one in helpers[sought.page]],
        "improves_total": len(helpers),
        "language": [
            writer.suggestion(one) | {"gives_language": _code(one.course.gives_language), "opens_with_language": count}
            for one, count in advice.by_language
            if _fits(advice, one.at, sought.limits)
        ],
        "not_yet": [writer.not_yet(course) for course in advice.not_yet.order[:NOT_YET]],
        "recognition": [writer.recognition(one) for one in recognitions(advice.openings)],
        "plans": [writer.plan(one) for one in plans_of(advice, sought.limits)] if sought.plan else None,
        "over_limits": len(opening) - len(fitting),
    }


def talents_of(advice: Reskilling) -> list[int]:
    """Return the own skills that the reachable market asks most: where a conversation begins."""
    own = advice.situation.seeker.own
    ground = advice.openings.ground
    asked = np.asarray(ground.asked.sum(axis=0)).ravel()
    asked += np.asarray(advice.situation.market.essential[ground.matches].sum(axis=0)).ravel()
    order = np.argsort(-(asked * own), kind="stable")[:TALENTS]
    return [int(skill) for skill in order if own[skill] > 0]


def _fits(advice: Reskilling, course: int, limits: Limits) -> bool:
    return any(limits.allow(way) for way in timelines_of(advice.doors, (course,), advice.situation.on))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes parts of one advice."""

    service: Service
    advice: Reskilling

    def skills(self, skills: Iterable[int]) -> list[str]:
        names = self.advice.situation.market.concepts.skills
        return [names[skill].label for skill in skills]

    def suggestion(self, one: Suggestion) -> Document:
        course, doors = one.course, self.advice.doors
        papers = [paper.label for paper in self.advice.situation.market.licences if paper.id in course.gives_licences]
        ways_in = doors.ways_in(one.at)
        return (
            _course(course)
            | {
                "kind": one.direction.value,
                "carries": self.skills(one.carries),
                "teaches": self.skills(one.new_skills) or papers,  # a licence course may add no skill
                "taught_words": self._words(course),
                "gives": papers,
                "opens": one.opens,
                "wished": one.wished,
                "vacancies": self._ids(one.rows),
                "examples": self._examples(one.examples),
                "improves": one.improves,
                "lift": round(one.lift, 4),
                "wage": _wage(one.pay),
                "hours": {"min": one.hours[0], "max": one.hours[1]},
                "momentum": round(one.momentum, 3),
                "trends": self._trends(one.new_skills),
                "offerings": [_offering(doors, int(index)) for index in ways_in[:OFFERINGS_SHOWN]],
                "offerings_total": len(ways_in),
                "offering_note": "" if len(ways_in) else NOTHING_OFFERED,
            }
        )

    def helping(self, one: Suggestion) -> Document:
        title = next((course.label for course in self.service.courses if course.id == one.partner), None)
        return self.suggestion(one) | {
            "together_with": one.partner or None,
            "together_with_title": title,
            "opens_together": one.opens_together,
        }

    def not_yet(self, course: int) -> Document:
        openings = self.advice.openings
        kind = openings.curriculum.courses[course]
        return {
            "course": kind.id,
            "title": kind.label,
            "opens": int(openings.opens[course]),
            "bars": [bar.value for bar in self.advice.doors.bars_of(course)],
            "entry": _entry(kind),
        }

    def recognition(self, one: Recognition) -> Document:
        return {
            "course": one.course.id,
            "title": one.course.label,
            "way": one.way.value,
            "paper": one.course.certificate or paper_of(one.course).label,
            "has": self.skills(one.has),
            "misses": self.skills(one.misses),
            "informal": self.skills(one.informal),
            "share": round(one.share, 4),
            "opens": one.opens,
        }

    def plan(self, one: Plan) -> Document:
        courses = self.advice.openings.curriculum.courses
        return {
            "aims": [aim.value for aim in one.aims],
            "steps": [
                self._step(step, courses[step.course], adds)
                for step, adds in zip(one.timeline.steps, one.adds, strict=True)
            ],
            "opens": one.opens,
            "vacancies": self._ids(one.rows),
            "examples": self._examples(one.rows[:EXAMPLES]),
            "carries": self.skills(one.carries),
            "weeks": None if one.timeline.weeks is None else round(one.timeline.weeks, 1),
            "euros": one.timeline.euros,
            "dates_known": one.timeline.sure,
            "wish": None if one.wish is None else round(one.wish, 2),
            "wage": _wage(one.pay),
            "hours": {"min": one.hours[0], "max": one.hours[1]},
        }

    def _step(self, step: Step, course: Course, adds: int) -> Document:
        return {
            "course": course.id,
            "title": course.label,
            "type": course.kind.value,
            "adds": adds,
            "begins": iso(step.begins),
            "ends": iso(step.ends),
            "euros": step.euros,
            "offering": None if step.offer == NO_OFFER else _offering(self.advice.doors, step.offer),
            "offering_note": NOTHING_OFFERED if step.offer == NO_OFFER else "",
        }

    def _ids(self, rows: Sequence[int]) -> list[str]:
        return list(self.service.market.ids(rows))

    def _examples(self, rows: Sequence[int]) -> list[Document]:
        return [
            {
                "vacancy": text["id"],
                "title": text["title"],
                "employer": text["employer"],
                "place": place_of(text),
                "route": text["route"],
            }
            for text in self.service.market.in_lists(rows)
        ]

    def _words(self, course: Course) -> list[Document]:
        """Return the words in the text of a course that its skills were found in, where nothing states them."""
        at = self.advice.situation.market.concepts.skill_at
        return [{"skill": self.skills([at[skill]])[0], "words": words} for skill, words in course.words if skill in at]

    def _trends(self, skills: Iterable[int]) -> list[Document]:
        """Return the trends of skills for which demand surely rises or fades."""
        trends = self.advice.trends
        if trends is None:
            return []
        names = self.advice.situation.market.concepts.skills
        return [
            {"skill": names[skill].label} | trend_document(trends, skill)
            for skill in skills
            if trends.skill_factor[skill] != 1
        ]


def _course(course: Course) -> Document:
    return {
        "course": course.id,
        "title": course.label,
        "type": course.kind.value,
        "level": _code(course.level),
        "weeks": course.weeks,
        "hours_per_week": course.hours_per_week,
        "price": {"min": course.price_min, "max": course.price_max, "currency": "EUR"},
        "paid_by": _payer(course.paid_by),
        "estimated": list(course.estimated),
        "learn_and_earn": course.learn_and_earn,
        "paper": paper_of(course).value,
        "certificate": course.certificate,
        "entry": _entry(course),
    }


def _entry(course: Course) -> Document:
    return {
        "level": _code(course.entry_level),
        "language": _code(course.entry_language),
        "licences": list(course.entry_licences),
        "note": course.entry_note,
    }


def _offering(doors: Doors, index: int) -> Document:
    offers = doors.curriculum.offers
    offering: Offering = offers.offerings[index]
    known = doors.begins[index] != NO_DAY
    reached = doors.mode[index] != NO_MODE
    return {
        "provider": offering.provider,
        "place": offering.location.place,
        "online": offering.online,
        "start_date": iso(offering.start_date),
        "begins": iso(EPOCH + timedelta(days=int(doors.begins[index]))) if known else None,
        "enter_until": iso(offering.enter_until),
        "apply_by": iso(offering.apply_by),
        "weeks": offering.weeks,
        "hours_per_week": offering.hours_per_week,
        "day_parts": None if offering.day_parts is None else sorted(part.value for part in offering.day_parts),
        "price": offering.price,
        "paid_by": _payer(offering.paid_by),
        "url": offering.url,
        "invented": offering.invented,
        "minutes": int(doors.minutes[index]) if reached else None,
        "mode": MODES[int(doors.mode[index])].value if reached else None,
    }


def _wage(pay: Pay | None) -> Document | None:
    """Return gross euro an hour, None where too few vacancies say."""
    return None if pay is None else {"low": pay.low, "median": pay.middle, "high": pay.high, "known": pay.known}


def _code(grade: Any) -> str | None:
    return None if grade is None else grade.code


def _payer(payer: Payer | None) -> str | None:
    return None if payer is None else payer.value
