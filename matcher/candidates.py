"""From a vacancy to people: who of them fits it, by the same rules, features and points as in their own lists.

What someone cannot manage, which support they need and their step on the ladder are no business of who has work. The
support that someone needs is left out of the points of everybody here, so that it cannot be read from a score.
"""

from dataclasses import dataclass, replace
from datetime import date

from matcher.commute import TravelTimes
from matcher.domain import Client
from matcher.eligibility import Options, any_fits, eligible
from matcher.explain import Account, account_of
from matcher.features import features
from matcher.fit import Fit, fit_of
from matcher.market import Market
from matcher.policy import Policy
from matcher.ranker import Ranker, Scored
from matcher.reach import Reached, next_door, within_reach
from matcher.reasons import Reason, ReasonKind
from matcher.situation import Situation, situation_of

# Reasons from which limitations, needed support, chosen routes or someone's own limit for the trip could be read; some
# routes are there for health alone.
OF_THE_PERSON = frozenset(
    {
        ReasonKind.SUPPORT,
        ReasonKind.NO_SUPPORT,
        ReasonKind.PHYSICAL,
        ReasonKind.ASK_PHYSICAL,
        ReasonKind.ASK_TEXT,
        ReasonKind.ROUTE,
        ReasonKind.TEXT_ROUTE,
        ReasonKind.ASK_ROUTE,
        ReasonKind.NEAR,
        ReasonKind.FAR,
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """That a vacancy is a match for one person: what it follows from, and the points."""

    situation: Situation
    options: Options
    fit: Fit
    scored: Scored

    @property
    def score(self) -> float:
        """All points together."""
        return float(self.scored.score[0])

    def account(self) -> Account:
        """Return why; `row` is that of the market in `situation`."""
        return account_of(self.situation, self.options, self.fit.missed, self.scored, 0)

    def account_for_others(self) -> Account:
        """Return why, for who does not take care of this person: without `OF_THE_PERSON` and without their own words.

        It is the same whatever they cannot manage, which support they need, where they stand on the ladder and how
        long they want to travel: the trip itself is there, their limit is not.
        """
        seeker = replace(self.situation.seeker, client=_in_known_words(self.situation))
        situation = replace(self.situation, seeker=seeker)
        account = account_of(situation, self.options, self.fit.missed, self.scored, 0)
        reasons_for, reasons_against = _open(account.reasons_for), _open(account.reasons_against)
        trip = replace(account.trip, limit=None)
        return replace(account, trip=trip, reasons_for=reasons_for, reasons_against=reasons_against, missed=())


def as_proposed(client: Client) -> Client:
    """Return the person as the points of a candidate look at them: without the support that they need."""
    return replace(client, support_needed=frozenset())


def candidate(
    client: Client, one: Market, *, travel: TravelTimes, ranker: Ranker, policy: Policy, on: date
) -> Candidate | None:
    """Return why the only vacancy of a market is a match for a client, None when it is none.

    It is one exactly when it is in the `matches` of `advise`, with the same points but for needed support: 0 for all.
    """
    # What costs least to find out goes first: most people miss a hard requirement, whatever they can do and the trip.
    if not any_fits(_without_skills(client, one, policy, on), next_door(len(one))):
        return None
    client = as_proposed(client)
    reach = within_reach(client, one, travel, policy)
    if not (reach.state == Reached.WITHIN).any():
        return None
    situation = situation_of(client, one, policy, on)
    options = eligible(situation, reach)
    fit = fit_of(situation, options)
    if not len(fit.matches):
        return None
    return Candidate(situation, options, fit, ranker.score(features(situation, options, fit.matches)))


def _without_skills(client: Client, one: Market, policy: Policy, on: date) -> Situation:
    """Return the situation as far as hard requirements look at it: what someone can do costs most to work out."""
    return situation_of(replace(client, skills=(), history=(), wishes=()), one, policy, on)


def _in_known_words(situation: Situation) -> Client:
    """Return the client with occupations by the names of the taxonomy: someone's own words may tell more than work."""
    client, concepts = situation.client, situation.market.concepts

    def known(occupation: str) -> str:
        at = concepts.occupation_at.get(occupation)
        return "" if at is None else concepts.occupations[at].label

    return replace(
        client,
        history=tuple(replace(job, title=known(job.occupation)) for job in client.history),
        wishes=tuple(replace(wish, text=known(wish.occupation)) for wish in client.wishes),
    )


def _open(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    return tuple(reason for reason in reasons if reason.kind not in OF_THE_PERSON)
