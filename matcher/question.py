"""The one question whose answer would change the list most: asked where a profile is silent."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matcher.codes import Code, DayPart, LanguageLevel
from matcher.eligibility import BITS, Options, Refusal
from matcher.fit import Fit, covered
from matcher.reach import Reached
from matcher.situation import Situation

# With fewer recognised skills than this, and no earlier work, a list says more about chance than about the person.
FEW_SKILLS = 3


class Topic(Code):
    """What to ask about; the label is the question."""

    HOME = ("woonplaats", "Wat is de postcode van uw woonplaats?")
    SKILLS = ("vaardigheden", "Welk werk heeft u gedaan, betaald of onbetaald, en wat kunt u goed?")
    LICENCES = ("licenties", "Welk rijbewijs, certificaat of diploma heeft u?")
    MODES = ("vervoer", "Hoe kunt u naar het werk reizen, en hoe lang mag dat duren?")
    ROUTES = ("routes", "Welke soorten plekken wilt u overwegen, zoals een leerwerkplek of vrijwilligerswerk?")
    LANGUAGE = ("talen", "Hoe goed spreekt en leest u Nederlands?")
    TIMES = ("dagdelen", "Op welke dagen en tijden kunt u werken?")
    HOURS = ("uren", "Hoeveel uur per week kunt en wilt u werken?")


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask, and for how many vacancies the answer decides. `too_little` means: without it there is no list."""

    topic: Topic
    changes: int
    too_little: bool
    detail: str = ""

    @property
    def text(self) -> str:
        """The question in Dutch."""
        return self.topic.label


def most_useful_question(situation: Situation, options: Options, fit: Fit) -> Question | None:
    """Return the question that decides for most vacancies; None when the profile is silent on nothing that matters."""
    thin = _thin(situation)
    candidates = [
        Question(topic, changes, too_little=False, detail=detail)
        for topic, changes, detail in _silent(situation, options, fit)
    ]
    if thin:
        open_ones = int(np.count_nonzero(options.fits()))
        return Question(Topic.SKILLS, open_ones, too_little=True)
    candidates = [question for question in candidates if question.changes > 0]
    return max(candidates, key=lambda question: question.changes, default=None)


def _thin(situation: Situation) -> bool:
    known = int(np.count_nonzero(situation.seeker.own))
    return situation.seeker.experience is None and known < FEW_SKILLS


def _silent(situation: Situation, options: Options, fit: Fit) -> Iterator[tuple[Topic, int, str]]:
    """Yield what the profile does not say, with the number of vacancies that hang on it."""
    client, columns = situation.client, situation.market.columns
    enough = covered(fit.cover, situation.policy.match_coverage)
    matching = options.rows[fit.matches]
    if not (client.home.place or client.home.postcode or client.home.point):
        yield Topic.HOME, len(fit.unknown), ""
    if client.licences is None:
        only = (options.missed & ~(BITS[Refusal.LICENCE] | BITS[Refusal.DIPLOMA])) == 0
        absent = columns.licences[options.rows[only & enough & (options.missed != 0)]]
        bit, count = _most_asked(absent, len(situation.market.licences))
        yield Topic.LICENCES, count, situation.market.licences[bit].label if count else ""
    if not client.modes:
        border = (options.missed == BITS[Refusal.TRAVEL]) & (options.reach.state == Reached.BORDER)
        yield Topic.MODES, int(np.count_nonzero(border & enough)), ""
    if not client.routes:
        yield Topic.ROUTES, int(np.count_nonzero((options.missed == BITS[Refusal.ROUTE]) & enough)), ""
    if client.dutch is None:
        yield Topic.LANGUAGE, int(np.count_nonzero(columns.language[matching] > int(LanguageLevel.A2))), ""
    if client.day_parts is None and client.window is None:
        unusual = np.uint8(0xFF ^ (1 << DayPart.DAY.ordinal))
        yield Topic.TIMES, int(np.count_nonzero(columns.shifts[matching] & unusual)), ""
    if client.hours_max is None and client.hours_min is None:
        yield Topic.HOURS, int(np.count_nonzero(columns.hours_min[matching] > FEW_HOURS)), ""


# Half of a full working week (36 hours): more than this is where hours begin to be an obstacle.
FEW_HOURS = 18


def _most_asked(absent: np.ndarray, licences: int) -> tuple[int, int]:
    counts = [int(np.count_nonzero(absent & np.uint64(1 << bit))) for bit in range(licences)]
    best = int(np.argmax(counts)) if counts else 0
    return best, counts[best] if counts else 0
