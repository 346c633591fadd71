"""From gaps to courses: which kind of training, alone or with another, turns reachable work into a match."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.codes import Code
from matcher.commute import TravelTimes
from matcher.domain import Client, Course
from matcher.eligibility import BITS, Options, Refusal, eligible
from matcher.features import Floats
from matcher.fit import Fit, covered, fit_of
from matcher.market import Market
from matcher.policy import Policy
from matcher.reach import Reached, Rows, within_reach
from matcher.seeker import mask_of, with_more
from matcher.situation import Situation, situation_of

Positions = NDArray[np.int64]

# Work counts as close to what someone did from this similarity of occupations, or of skills where nothing is known of
# earlier work (our choice, 2026-11). Under that of skills a neighbour earns nothing at all.
CLOSE_WORK = 0.30
CLOSE_SKILLS = 0.20
EXAMPLES = 3
# Pairs are only tried for the courses that come nearest to opening something: all pairs would be thousands.
PAIR_TRIALS = 24
PAIR_PARTNERS = 8
# What a course can mend; a vacancy that misses anything else stays closed whatever someone learns.
MENDABLE = BITS[Refusal.COVERAGE] | BITS[Refusal.LICENCE] | BITS[Refusal.DIPLOMA]


class Direction(Code):
    """What sort of step a course is."""

    BIJSCHOLING = ("bijscholing", "verder in werk dat u kent")
    OMSCHOLING = ("omscholing", "een stap naar ander werk")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A course for one client. `new_skills` are indices of skills that the client does not fully master yet.

    `opens` counts the reachable vacancies that become a match by this course alone, `examples` are rows of the best of
    them. Where it opens nothing alone: `improves` counts the present matches that fit better, and `partner` is the id
    of a course with which it opens `opens_together` that neither opens alone ("" when no such course was found).
    """

    course: Course
    direction: Direction
    new_skills: tuple[int, ...]
    opens: int
    examples: tuple[int, ...]
    improves: int = 0
    partner: str = ""
    opens_together: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Reskilling:
    """Courses that open something, most first, and those that only improve; `not_enterable` counts closed courses."""

    situation: Situation
    suggestions: tuple[Suggestion, ...]
    improves: tuple[Suggestion, ...]
    not_enterable: int


def reskill(
    client: Client,
    market: Market,
    courses: Sequence[Course],
    *,
    travel: TravelTimes,
    policy: Policy,
    on: date,
) -> Reskilling:
    """Return which courses open what, over everything within reach and not only what a list shows."""
    situation = situation_of(client, market, policy, on)
    options = eligible(situation, within_reach(client, market, travel, policy))
    ground = _ground(situation, options, fit_of(situation, options))
    enterable = [course for course in courses if can_enter(situation, course)]
    changes = [change for course in enterable if (change := _change(situation, course)) is not None]
    weighed = list(_weigh(ground, changes))
    opening = [one for one in weighed if one.opens]
    return Reskilling(
        situation=situation,
        suggestions=tuple(sorted(opening, key=_most_first)),
        improves=tuple(_improving(ground, changes, weighed)),
        not_enterable=len(courses) - len(enterable),
    )


def can_enter(situation: Situation, course: Course) -> bool:
    """Return whether someone meets what a course asks at the door; what nobody asked the client yet is no bar."""
    client, held = situation.client, situation.seeker.licences
    asked = mask_of(course.entry_licences, situation.market.licences)
    level = client.level is None or course.entry_level is None or client.level >= course.entry_level
    language = client.dutch is None or course.entry_language is None or client.dutch >= course.entry_language
    return level and language and (held is None or not asked & ~held)


@dataclass(frozen=True, slots=True, eq=False)
class _Change:
    """What a course changes: the skills it adds, the papers it gives, and the credit per skill that it brings."""

    course: Course
    skills: tuple[int, ...]
    papers: int
    credit: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Ground:
    """The reachable vacancies that miss nothing but skills or papers, one element each, and the present matches.

    `asked` is their skill matrix, `total` the weight of all that they ask, `cover` the part that is covered now,
    `absent` the papers that are missing.
    """

    situation: Situation
    rows: Rows
    asked: Any
    total: Floats
    cover: Floats
    absent: NDArray[np.uint64]
    minutes: NDArray[np.uint8]
    matches: Rows


def _ground(situation: Situation, options: Options, fit: Fit) -> _Ground:
    market = situation.market
    only_mendable = (fit.missed != 0) & ((fit.missed & ~MENDABLE) == 0)
    # Where the text raises a doubt, a course alone makes no match.
    at = np.flatnonzero(only_mendable & (options.doubtful == 0) & (options.reach.state == Reached.WITHIN))
    rows = options.rows[at]
    held = np.uint64(situation.seeker.licences or 0)
    return _Ground(
        situation=situation,
        rows=rows,
        asked=market.essential[rows],
        total=market.columns.essential_total[rows],
        cover=fit.cover[at],
        absent=market.columns.licences[rows] & ~held,
        minutes=options.reach.minutes[at],
        matches=options.rows[fit.matches],
    )


def _change(situation: Situation, course: Course) -> _Change | None:
    """Return what a course changes for this client; None when it teaches nothing that is new to them."""
    concepts, seeker = situation.market.concepts, situation.seeker
    taught = [concepts.skill_at[skill] for skill in course.teaches if skill in concepts.skill_at]
    new = tuple(skill for skill in taught if seeker.own[skill] < 1.0)
    papers = mask_of(course.gives_licences, situation.market.licences)
    if not new and not (papers & ~(seeker.licences or 0)):
        return None
    more = with_more(seeker, new, papers, concepts)
    return _Change(course, new, papers, more.credit - seeker.credit)


def _weigh(ground: _Ground, changes: Sequence[_Change]) -> Iterator[Suggestion]:
    """Yield every course with what it opens, all in one sparse product of vacancies and courses."""
    if not changes:
        return
    brought = sparse.csr_array(np.stack([change.credit for change in changes], axis=1))
    gains = sparse.csc_array(ground.asked @ brought)
    improved = sparse.csc_array(ground.situation.market.essential[ground.matches] @ brought)
    for column, change in enumerate(changes):
        start, stop = gains.indptr[column], gains.indptr[column + 1]
        opened, cover = _opened(ground, change.papers, gains.indices[start:stop], gains.data[start:stop])
        yield Suggestion(
            course=change.course,
            direction=_direction(ground, change, opened),
            new_skills=change.skills,
            opens=len(opened),
            examples=_examples(ground, opened, cover),
            improves=int(np.count_nonzero(improved.data[improved.indptr[column] : improved.indptr[column + 1]] > 0)),
        )


def _opened(ground: _Ground, papers: int, gaining: NDArray[np.int32], gain: Floats) -> tuple[Positions, Floats]:
    """Return which vacancies of the ground become a match, and what part of their skills is covered then."""
    mended = (ground.absent != 0) & ((ground.absent & ~np.uint64(papers)) == 0)
    candidates = np.union1d(gaining, np.flatnonzero(mended)).astype(np.int64)
    free = (ground.absent[candidates] & ~np.uint64(papers)) == 0
    extra = np.zeros(len(ground.rows), np.float32)
    extra[gaining] = gain
    total = ground.total[candidates]
    share = np.divide(extra[candidates], total, out=np.zeros(len(candidates), np.float32), where=total > 0)
    cover = np.minimum(ground.cover[candidates] + share, np.float32(1))
    opens = free & covered(cover, ground.situation.policy.match_coverage)
    return candidates[opens], cover[opens]


def _examples(ground: _Ground, opened: Positions, cover: Floats) -> tuple[int, ...]:
    rank = ground.situation.market.columns.id_rank[ground.rows[opened]]
    order = np.lexsort((rank, ground.minutes[opened], -cover))
    return tuple(int(row) for row in ground.rows[opened[order[:EXAMPLES]]])


def _direction(ground: _Ground, change: _Change, opened: Positions) -> Direction:
    """Return whether a course stays near what someone did: by the work that it opens, else by what it teaches."""
    seeker, columns = ground.situation.seeker, ground.situation.market.columns
    if seeker.experience is not None and len(opened):
        near = np.append(seeker.experience, np.float32(0))[columns.occupation[ground.rows[opened]]]
        close = float(np.mean(near >= CLOSE_WORK)) > 1 / 2
    else:
        known = seeker.credit[list(change.skills)]
        close = bool(len(known)) and float(known.mean()) >= CLOSE_SKILLS
    return Direction.BIJSCHOLING if close else Direction.OMSCHOLING


def _improving(ground: _Ground, changes: Sequence[_Change], weighed: Sequence[Suggestion]) -> Iterator[Suggestion]:
    """Yield the courses that open nothing alone but make matches better, or open something with one other course."""
    by_id = {change.course.id: change for change in changes}
    alone = {one.course.id: one for one in weighed}
    idle = sorted((one for one in weighed if not one.opens), key=_most_first)
    helpful = sorted(weighed, key=_most_first)
    helpful_ids = [one.course.id for one in helpful]
    tried = 0
    for one in sorted(idle, key=lambda one: not by_id[one.course.id].papers):  # papers are what most often needs a pair
        partner, together = "", 0
        if tried < PAIR_TRIALS:
            tried += 1
            completing = _completing(ground, by_id[one.course.id], by_id)
            ranked = (other for other in (*completing, *helpful_ids) if other != one.course.id)
            others = [alone[other] for other in islice(dict.fromkeys(ranked), PAIR_PARTNERS)]
            for other in others:
                count = _open_together(ground, by_id[one.course.id], by_id[other.course.id])
                extra = count - alone[other.course.id].opens
                if extra > together:
                    partner, together = other.course.id, extra
        if one.improves or together:
            yield Suggestion(one.course, one.direction, one.new_skills, 0, (), one.improves, partner, together)


def _completing(ground: _Ground, change: _Change, by_id: dict[str, _Change]) -> Iterator[str]:
    """Yield the courses that give the papers which a vacancy still misses after this one."""
    for absent in np.unique(ground.absent):
        rest = int(absent) & ~change.papers
        if rest and int(absent) & change.papers:
            yield from (other for other, found in by_id.items() if found.papers and not rest & ~found.papers)


def _open_together(ground: _Ground, first: _Change, second: _Change) -> int:
    situation = ground.situation
    both = with_more(
        situation.seeker, {*first.skills, *second.skills}, first.papers | second.papers, situation.market.concepts
    )
    gain = ground.asked @ (both.credit - situation.seeker.credit)
    gaining = np.flatnonzero(gain).astype(np.int32)
    opened, _ = _opened(ground, first.papers | second.papers, gaining, gain[gaining])
    return len(opened)


def _most_first(one: Suggestion) -> tuple[int, int, float, str]:
    weeks = one.course.weeks if one.course.weeks is not None else float("inf")
    return (-one.opens, -one.improves, weeks, one.course.id)
