"""What there is to say of one course for one client: what it opens, what that pays, and what they bring already."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.direction import CLOSE_WORK, Direction
from matcher.domain import Course
from matcher.features import Floats, by_occupation
from matcher.openings import Ground, Openings, Positions
from matcher.pay import Pay, hours_of, pay_of
from matcher.reach import Rows

# Where nothing is known of earlier work, a course is close to it from this similarity of skills (our choice, 2026-11).
# Under it a neighbour earns nothing at all.
CLOSE_SKILLS = 0.20
EXAMPLES = 3
# As many own skills as a sentence can hold.
MOST_CARRIED = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A course for one client; `at` is its index in the curriculum.

    `new_skills` are the skills that it teaches and the client does not fully master yet; `carries` the own skills that
    the work behind it asks most. `opens` counts the reachable vacancies that become a match by this course alone,
    `rows` are those rows of the market, wished-for work first and then what fits best, `examples` the first of them,
    and `wished` of them are like work that the client wants. `pay` and `hours` (least and most a week) are typical of
    what it opens, None where too few vacancies say. `improves` counts the
    present matches that fit better, by `lift` on average (a part of their skills, in [0, 1]). `momentum` is in
    [0.5, 2]: above 1 demand for what it teaches rises. Where it opens nothing alone, `partner` is the id of a course
    with which it opens `opens_together` that neither opens alone ("" when no such course was found).
    """

    course: Course
    at: int
    direction: Direction
    new_skills: tuple[int, ...]
    carries: tuple[int, ...]
    opens: int
    rows: tuple[int, ...]
    wished: int
    pay: Pay | None
    hours: tuple[float | None, float | None]
    improves: int
    lift: float
    momentum: float
    partner: str = ""
    opens_together: int = 0

    @property
    def examples(self) -> tuple[int, ...]:
        """The rows of the vacancies that fit best."""
        return self.rows[:EXAMPLES]


def suggestion_of(
    openings: Openings, course: int, momentum: float, *, partner: str = "", opens_together: int = 0
) -> Suggestion:
    """Return what there is to say of one course."""
    ground, curriculum = openings.ground, openings.curriculum
    opened = best_first(ground, openings.of(course), openings.gain_of((course,)))
    rows = ground.rows[opened]
    new = _new_skills(openings, course)
    return Suggestion(
        course=curriculum.courses[course],
        at=course,
        direction=_direction(ground, new, rows),
        new_skills=new,
        carries=carried(ground, opened),
        opens=len(opened),
        rows=tuple(rows.tolist()),
        wished=int(np.count_nonzero(wished_for(ground, rows))),
        pay=pay_of(ground.situation.market, rows),
        hours=hours_of(ground.situation.market, rows),
        improves=int(openings.improves[course]),
        lift=float(openings.lift[course]),
        momentum=momentum,
        partner=partner,
        opens_together=opens_together,
    )


def best_first(ground: Ground, opened: Positions, gain: Floats) -> Positions:
    """Return these positions: what someone wants, then by how much of their skills is covered after this gain.

    What is as good then stands by the shorter trip, then by id.
    """
    beyond = ground.asked[opened] @ gain - ground.need[opened]
    total = ground.total[opened]
    over = np.divide(beyond, total, out=np.zeros(len(opened), np.float32), where=total > 0)
    most = 1 - ground.situation.policy.match_coverage
    over = np.minimum(over, np.float32(most))
    rank = ground.situation.market.columns.id_rank[ground.rows[opened]]
    other = ~wished_for(ground, ground.rows[opened])
    order: Positions = opened[np.lexsort((rank, ground.minutes[opened], -over.round(6), other))]
    return order


def carried(ground: Ground, positions: Positions) -> tuple[int, ...]:
    """Return the own skills that these vacancies ask most, by weight: what someone brings already."""
    if not len(positions):
        return ()
    asked = np.asarray(ground.asked[positions].sum(axis=0)).ravel() * ground.situation.seeker.own
    most = np.argsort(-asked, kind="stable")[:MOST_CARRIED]
    return tuple(int(skill) for skill in most if asked[skill] > 0)


def _new_skills(openings: Openings, course: int) -> tuple[int, ...]:
    situation = openings.ground.situation
    at, own = situation.market.concepts.skill_at, situation.seeker.own
    taught = dict.fromkeys(at[skill] for skill in openings.curriculum.courses[course].teaches if skill in at)
    return tuple(skill for skill in taught if own[skill] < 1)


def wished_for(ground: Ground, rows: Rows) -> NDArray[np.bool_]:
    """Return which of these vacancies are like the work that someone wants."""
    likeness = by_occupation(ground.situation, rows, ground.situation.seeker.wished)
    near: NDArray[np.bool_] = likeness >= CLOSE_WORK  # NaN, where nothing is known of either, compares false
    return near


def _direction(ground: Ground, new: tuple[int, ...], rows: NDArray[np.int64]) -> Direction:
    """Return whether a course stays near what someone did: by the work that it opens, else by what it teaches."""
    seeker, columns = ground.situation.seeker, ground.situation.market.columns
    if seeker.experience is not None and len(rows):
        near = np.append(seeker.experience, np.float32(0))[columns.occupation[rows]]
        close = float(np.mean(near >= CLOSE_WORK)) > 1 / 2
    else:
        known = seeker.credit[list(new)]
        close = bool(len(known)) and float(known.mean()) >= CLOSE_SKILLS
    return Direction.BIJSCHOLING if close else Direction.OMSCHOLING
