"""All that steps to other work are taken over: a taxonomy with its outlooks, and the market where there is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matcher.background import background_of, background_of_work
from matcher.commute import TravelTimes
from matcher.concepts import Concepts
from matcher.domain import Client, Licence
from matcher.eligibility import eligible
from matcher.errors import NotFoundError
from matcher.market import Market
from matcher.outlook import Outlooks
from matcher.pay import OccupationPay, open_demand, pay_per_occupation, reachable_demand
from matcher.policy import Policy
from matcher.reach import within_reach
from matcher.seeker import seek
from matcher.situation import Situation
from matcher.taxonomy import Catalogue
from matcher.transitions import Chart, Transitions, chart_of, transitions_of
from models.linking import Linker
from models.normalise import words
from pipelines.sources.text import quote

NEAR = 3  # occupations that are named when nothing is recognised
MOST_NAMED = 8  # of those that share a synonym


@dataclass(frozen=True, slots=True, eq=False)
class Landscape:
    """Made once for many steps; `market` and `pay` are None where no vacancies were read in."""

    taxonomy: str
    licences: tuple[Licence, ...]
    chart: Chart
    market: Market | None
    pay: OccupationPay | None

    @property
    def concepts(self) -> Concepts:
        """The taxonomy as arrays."""
        return self.chart.concepts

    def of_client(self, client: Client, policy: Policy, travel: TravelTimes, on: date) -> Transitions:
        """Return every occupation as a step for a client; demand is what they can reach and take on this day."""
        seeker, market = seek(client, self.concepts, self.licences), self.market
        background = background_of(seeker, self.concepts)
        if market is None:
            return transitions_of(background, self.chart, policy)
        reach = within_reach(client, market, travel, policy)
        demand = reachable_demand(market, eligible(Situation(seeker, market, policy, on), reach))
        return transitions_of(background, self.chart, policy, pay=self.pay, demand=demand)

    def of_work(self, occupation: int, policy: Policy, on: date) -> Transitions:
        """Return every occupation as a step for whoever does this one; demand is that of the whole market."""
        demand = None if self.market is None else open_demand(self.market, on)
        background = background_of_work(occupation, self.concepts, self.licences)
        return transitions_of(background, self.chart, policy, pay=self.pay, demand=demand)


def landscape_of(catalogue: Catalogue, concepts: Concepts, market: Market | None, outlooks: Outlooks) -> Landscape:
    """Return the landscape over these."""
    taxonomy = catalogue.taxonomy
    return Landscape(
        taxonomy=f"{taxonomy.name} {taxonomy.version}".strip(),
        licences=catalogue.licences,
        chart=chart_of(concepts, outlooks),
        market=market,
        pay=None if market is None else pay_per_occupation(market),
    )


def named_occupation(title: str, concepts: Concepts) -> int | None:
    """Return the occupation that has this as its id or as a label; None when none has.

    Its own name goes before a synonym. NotFoundError when it is a synonym of several, and names them.
    """
    if title in concepts.occupation_at:
        return concepts.occupation_at[title]
    asked = words(title)
    if not asked:
        return None
    called = [index for index, one in enumerate(concepts.occupations) if words(one.label) == asked]
    if not called:
        called = [
            index
            for index, one in enumerate(concepts.occupations)
            if any(words(label) == asked for label in one.alt_labels)
        ]
    if len(called) > 1:
        names = sorted(f"'{concepts.occupations[index].label}'" for index in called)
        raise NotFoundError(f"{quote(title)} kan meer dan één beroep zijn; noem {_or(names[:MOST_NAMED])}")
    return called[0] if called else None


def linked_occupation(title: str, concepts: Concepts, titles: Linker) -> int:
    """Return the occupation that a free title is recognised as; NotFoundError names what comes near."""
    ranking = titles.rank([title], NEAR)[0]
    if ranking.recognised:
        return concepts.occupation_at[ranking.matches[0].concept]
    near = [f"'{match.label}'" for match in ranking.matches if match.similarity > 0]
    hint = f"bedoelt u {_or(near)}?" if near else "noem een functietitel, zoals 'timmerman'"
    raise NotFoundError(f"{quote(title)} is niet herkend als beroep; {hint}")


def _or(names: Sequence[str]) -> str:
    return " of ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
