"""From a client to advice: what fits this person on this day, why, and what was left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.commute import TravelTimes
from matcher.domain import Client
from matcher.eligibility import Options, Refusal, eligible
from matcher.features import by_occupation, features
from matcher.fit import Fit, fit_of
from matcher.market import Market
from matcher.policy import Policy
from matcher.question import Question, most_useful_question
from matcher.ranker import Ranker, Scored
from matcher.reach import NOTHING_SPECIAL, Asked, within_reach
from matcher.situation import Situation, situation_of

Positions = NDArray[np.int64]
REFUSALS = tuple(Refusal)

# For the record of what people were shown: the version goes up with everything that can change a list by itself.
ALGORITHM = "springplank-advise"
ALGORITHM_VERSION = "1.0.0"


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """Vacancies, best first, with their points. `total` counts those that are not shown too."""

    scored: Scored
    total: int

    def __len__(self) -> int:
        return len(self.scored.score)


@dataclass(frozen=True, slots=True, eq=False)
class Advice:
    """What there is for one client.

    `matches` are within the limits and fit; `near` miss one thing by little, or have too little in common; `unknown`
    would be a match if only the travel time were known; `beyond` would be a match but for the limit, and are there only
    if that was asked. `left_out` counts the other vacancies by the first reason: together with the totals of the four
    listings (three without `beyond`) it adds up to the market. `question` is what to ask when too little is known.
    """

    situation: Situation
    options: Options
    fit: Fit
    matches: Listing
    near: Listing
    unknown: Listing
    beyond: Listing
    left_out: Mapping[Refusal, int]
    question: Question | None


def advise(
    client: Client,
    market: Market,
    *,
    travel: TravelTimes,
    ranker: Ranker,
    policy: Policy,
    on: date,
    asked: Asked = NOTHING_SPECIAL,
) -> Advice:
    """Return what fits this client on this day, why, and what was left out."""
    situation = situation_of(client, market, policy, on)
    reach = within_reach(client, market, travel, policy, asked)  # commute first: it removes most of the market
    options = eligible(situation, reach)  # hard requirements, each refusal with its reason
    fit = fit_of(situation, options)  # enough of the essential skills, or nearly
    return Advice(
        situation=situation,
        options=options,
        fit=fit,
        matches=top(situation, options, ranker, fit.matches, policy.list_length),
        near=nearest(situation, options, ranker, fit),
        unknown=top(situation, options, ranker, fit.unknown, policy.list_length),
        beyond=top(situation, options, ranker, fit.beyond, policy.list_length),
        left_out=_left_out(options, fit),
        question=most_useful_question(situation, options, fit),
    )


def top(situation: Situation, options: Options, ranker: Ranker, at: Positions, length: int) -> Listing:
    """Return the best of the options at these positions; ties go to the shorter trip, then to the id."""
    scored = ranker.score(features(situation, options, at))
    best = _first(length, -scored.score, options.reach.minutes[at], _id_rank(situation, options, at))
    return Listing(scored.chosen(best), total=len(at))


def nearest(situation: Situation, options: Options, ranker: Ranker, fit: Fit) -> Listing:
    """Return near misses: of those with too little in common only the ones with most, or a market would be listed."""
    length = situation.policy.near_length
    minutes, rank = options.reach.minutes[fit.short], _id_rank(situation, options, fit.short)
    wish = by_occupation(situation, options.rows[fit.short], situation.seeker.wished)
    nearest = fit.short[_first(length, -fit.cover[fit.short], -np.nan_to_num(wish), minutes, rank)]
    listing = top(situation, options, ranker, np.concatenate([fit.narrow, nearest]), length)
    return Listing(listing.scored, total=len(fit.narrow) + len(fit.short))


def _first(count: int, *keys: NDArray[Any]) -> Positions:
    """Return the positions of the `count` smallest, ordered by the keys in turn; only they are sorted."""
    main = keys[0]
    many = len(main) > count
    chosen = np.flatnonzero(main <= np.partition(main, count)[count]) if many else np.arange(len(main))
    order = np.lexsort([key[chosen] for key in reversed(keys)])
    first: Positions = chosen[order[:count]]
    return first


def _id_rank(situation: Situation, options: Options, at: Positions) -> NDArray[np.uint32]:
    return situation.market.columns.id_rank[options.rows[at]]


def _left_out(options: Options, fit: Fit) -> dict[Refusal, int]:
    """Count every vacancy that stands in no listing under the first reason that keeps it out."""
    listed = np.zeros(len(options.rows), bool)
    for at in (fit.matches, fit.narrow, fit.short, fit.unknown):
        listed[at] = True
    combinations = np.bincount(fit.missed[~listed], minlength=1)
    counts = dict.fromkeys(Refusal, 0)
    for bits in np.flatnonzero(combinations):
        first = (int(bits) & -int(bits)).bit_length() - 1
        counts[REFUSALS[first]] += int(combinations[bits])
    counts[Refusal.TRAVEL] += options.beyond
    return {refusal: count for refusal, count in counts.items() if count}
