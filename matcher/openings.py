"""What courses open: which reachable vacancies become a match by what a course teaches and by the papers it gives.

The ground is made once for a client; all courses are weighed against it in one sparse product, in blocks of vacancies.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.curriculum import Curriculum
from matcher.eligibility import BITS, Options, Refusal
from matcher.features import Floats
from matcher.fit import ROUNDING, Fit
from matcher.reach import Reached, Rows
from matcher.situation import Situation

Positions = NDArray[np.int64]

# What a course can mend; a vacancy that misses anything else stays closed whatever someone learns.
MENDABLE = BITS[Refusal.COVERAGE] | BITS[Refusal.LICENCE] | BITS[Refusal.DIPLOMA]
# Vacancies in one block of the product: what it makes of 2,000 courses then stays within the cache of a processor.
BLOCK = 512
# From this part of all pairs of an asked skill and a course on, the courses are multiplied as a dense table: there a
# small catalogue of skills lies, and it takes half the time. Of a large taxonomy nearly everything is empty.
DENSE_FROM = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """The reachable vacancies that miss nothing but skills or papers, one element each, and the present matches.

    `asked` is their skill matrix, `total` the weight of all that they ask, `need` the weight that is still missing for
    a match (0 or less: none), `absent` the papers that are missing, `minutes` the trip. `matches` are rows of the
    market with `match_cover`, the part of their skills that is covered.
    """

    situation: Situation
    rows: Rows
    asked: Any  # scipy.sparse.csr_array, float32
    total: Floats
    need: Floats
    absent: NDArray[np.uint64]
    minutes: NDArray[np.uint8]
    matches: Rows
    match_cover: Floats

    def opened(self, gain: Floats, papers: int) -> Positions:
        """Return the positions that become a match by this gain in weight, one element each, and these papers."""
        return np.flatnonzero((gain >= self.need) & ((self.absent & ~np.uint64(papers)) == 0))


NOTHING_ELSE = np.uint16(0)


def ground_of(situation: Situation, options: Options, fit: Fit, also: np.uint16 = NOTHING_ELSE) -> Ground:
    """Return the vacancies that a course could open for this client.

    `also` is a requirement (a bit of `Refusal`) that they all miss as well, for what would open if that were met.
    """
    market = situation.market
    only_mendable = (fit.missed != 0) & ((fit.missed & ~MENDABLE) == also)
    # Where the text raises a doubt, a course alone makes no match.
    at = np.flatnonzero(only_mendable & (options.doubtful == 0) & (options.reach.state == Reached.WITHIN))
    rows = options.rows[at]
    total = market.columns.essential_total[rows]
    threshold = np.float32(situation.policy.match_coverage) - ROUNDING
    return Ground(
        situation=situation,
        rows=rows,
        asked=market.essential[rows],
        total=total,
        need=(threshold - fit.cover[at]) * total,
        absent=market.columns.licences[rows] & ~np.uint64(situation.seeker.licences or 0),
        minutes=options.reach.minutes[at],
        matches=options.rows[fit.matches],
        match_cover=fit.cover[fit.matches],
    )


@dataclass(frozen=True, slots=True, eq=False)
class Openings:
    """What every course of a curriculum does for one client.

    `gains` (courses x skills) is the credit that a course adds. Course c opens the positions `at[start[c] : start[c +
    1]]` of the ground. `improves` counts the present matches that come to fit better, `lift` is by how much, as a mean
    part of their skills in [0, 1] (0 where it improves none).
    """

    ground: Ground
    curriculum: Curriculum
    gains: Any  # scipy.sparse.csr_array, float32
    start: NDArray[np.int64]
    at: NDArray[np.int32]
    improves: NDArray[np.int64]
    lift: Floats

    @property
    def opens(self) -> NDArray[np.int64]:
        """How many vacancies each course opens by itself."""
        return np.diff(self.start)

    @property
    def teaches_anything(self) -> NDArray[np.bool_]:
        """Which courses teach a skill, or give a paper, that the client does not have yet."""
        held = np.uint64(self.ground.situation.seeker.licences or 0)
        skills = sparse.csr_array(self.curriculum.taught @ (self.ground.situation.seeker.own < 1).astype(np.float32))
        new: NDArray[np.bool_] = (skills.toarray().ravel() > 0) | ((self.curriculum.papers & ~held) != 0)
        return new

    def count(self, which: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return how many of these positions of the ground each course opens."""
        before = np.concatenate([[0], np.cumsum(which[self.at])])
        counts: NDArray[np.int64] = before[self.start[1:]] - before[self.start[:-1]]
        return counts

    def of(self, course: int) -> Positions:
        """Return the positions in the ground that a course opens."""
        return self.at[self.start[course] : self.start[course + 1]].astype(np.int64)

    def gain_of(self, courses: Iterable[int]) -> Floats:
        """Return the credit per skill that these courses add together: of one skill the most counts."""
        gain = np.zeros(self.gains.shape[1], np.float32)
        for course in courses:
            start, stop = self.gains.indptr[course : course + 2]
            skills = self.gains.indices[start:stop]
            gain[skills] = np.maximum(gain[skills], self.gains.data[start:stop])
        return gain

    def papers_of(self, courses: Iterable[int]) -> int:
        """Return the mask of the papers that these courses give together."""
        return int(np.bitwise_or.reduce(self.curriculum.papers[list(courses)], initial=np.uint64(0)))

    def together(self, courses: Iterable[int]) -> Positions:
        """Return the positions that these courses open when someone takes them all."""
        every = list(courses)
        return self.ground.opened(self.ground.asked @ self.gain_of(every), self.papers_of(every))


def openings_of(ground: Ground, curriculum: Curriculum) -> Openings:
    """Return what every course opens and improves; as exact as adding its skills and advising again."""
    gains = _gains(curriculum, ground.situation.seeker.credit)
    by_skill = sparse.csc_array(gains.T).tocsr()
    start, at = _opened(ground, curriculum, by_skill)
    improves, lift = _improved(ground, by_skill)
    return Openings(ground, curriculum, gains, start, at, improves, lift)


def _gains(curriculum: Curriculum, credit: Floats) -> Any:
    brings = curriculum.brings
    more = np.maximum(brings.data - credit[brings.indices], np.float32(0))
    gains = sparse.csr_array((more, brings.indices.copy(), brings.indptr.copy()), shape=brings.shape)
    gains.eliminate_zeros()
    return gains


def _opened(ground: Ground, curriculum: Curriculum, by_skill: Any) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return, course by course, the positions that it opens, as starts and positions."""
    courses = [np.zeros(0, np.int32)]
    positions = [np.zeros(0, np.int32)]
    lacking = np.flatnonzero(ground.need > 0)
    part = ground.asked[lacking]  # of what is needed: from 1 on it is enough
    part.data /= np.repeat(ground.need[lacking], np.diff(part.indptr))
    table = _dense_if_full(by_skill, part.indices)
    for begin in range(0, len(lacking), BLOCK):
        at, course = _enough(part[begin : begin + BLOCK] @ table)
        row = lacking[begin + at]
        free = (ground.absent[row] & ~curriculum.papers[course]) == 0
        courses.append(course[free].astype(np.int32))
        positions.append(row[free].astype(np.int32))
    for papers, lacking_papers in _by_papers_alone(ground, curriculum):
        giving = np.flatnonzero(curriculum.papers == papers).astype(np.int32)
        courses.append(np.repeat(giving, len(lacking_papers)))
        positions.append(np.tile(lacking_papers, len(giving)))
    by_course, position = np.concatenate(courses), np.concatenate(positions)
    start = np.concatenate([[0], np.cumsum(np.bincount(by_course, minlength=len(curriculum)))]).astype(np.int64)
    # Numbers of two bytes are sorted by their bits, several times as fast.
    small = by_course.astype(np.min_scalar_type(len(curriculum)))
    return start, position[np.argsort(small, kind="stable")]


def _enough(product: Any) -> tuple[Positions, Positions]:
    """Return the rows and columns of a product, sparse or dense, that are 1 or more."""
    if isinstance(product, np.ndarray):
        rows, columns = np.divmod(np.flatnonzero(product >= 1), product.shape[1])
        return rows, columns
    found = np.flatnonzero(product.data >= 1)
    return np.searchsorted(product.indptr, found, side="right") - 1, product.indices[found]


def _dense_if_full(by_skill: Any, asked: NDArray[np.int32]) -> Any:
    """Return the gains (skills x courses) in the form in which these asked skills are multiplied soonest."""
    courses = np.diff(by_skill.indptr)[asked]
    return by_skill.toarray() if len(courses) and courses.mean() >= DENSE_FROM * by_skill.shape[1] else by_skill


def _by_papers_alone(ground: Ground, curriculum: Curriculum) -> Iterable[tuple[np.uint64, NDArray[np.int32]]]:
    """Yield every combination of papers that courses give, with the vacancies that lack nothing else."""
    waiting = np.flatnonzero((ground.need <= 0) & (ground.absent != 0)).astype(np.int32)
    for papers in np.unique(curriculum.papers[curriculum.papers != 0]):
        yield papers, waiting[(ground.absent[waiting] & ~papers) == 0]


def _improved(ground: Ground, by_skill: Any) -> tuple[NDArray[np.int64], Floats]:
    """Return how many present matches come to fit better by each course, and by how much on average."""
    market, courses = ground.situation.market, by_skill.shape[1]
    product = sparse.csr_array(market.essential[ground.matches] @ by_skill)
    row = np.repeat(np.arange(len(ground.matches)), np.diff(product.indptr))
    total = market.columns.essential_total[ground.matches]
    better = np.minimum(product.data / total[row], np.float32(1) - ground.match_cover[row])
    count = np.bincount(product.indices[product.data > 0], minlength=courses)
    lift = np.bincount(product.indices, weights=better, minlength=courses)
    return count, np.divide(lift, count, out=np.zeros(courses), where=count > 0).astype(np.float32)
