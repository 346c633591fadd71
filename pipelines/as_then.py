"""The home as a record says that it was: the market, taxonomy, policy and ranking of then, as far as they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from matcher.domain import Client
from matcher.errors import HomeError, MarketError, TaxonomyError
from matcher.features import FEATURES, Features
from matcher.policy import Policy
from matcher.ranker import PriorRanker, Scored
from pipelines.documents import Document
from pipelines.installed import InstalledTaxonomy, load_taxonomy
from pipelines.market import OpenMarket, is_kept, open_snapshot
from pipelines.service import Service
from pipelines.store.codec import policy_from_document

GONE = "de taxonomie van toen is niet meer bewaard; een map bewaart er één"


@dataclass(frozen=True, slots=True)
class RankerAsThen:
    """The weights in a record, under the name that they had."""

    name: str
    ranker: PriorRanker

    def score(self, features: Features) -> Scored:
        """Return the points with those weights."""
        return self.ranker.score(features)


class ServiceAsThen(Service):
    """A home in use with what a record says in the place of what is in service now."""

    def __init__(self, now: Service, facts: Document) -> None:
        super().__init__(now.home, ranker_as_then(facts), now.cache, now.store)
        self.now, self.facts = now, facts
        self.policy_then = policy_from_document(facts["policy"])

    @cached_property
    def taxonomy(self) -> InstalledTaxonomy:
        """The taxonomy of then; TaxonomyError when it is not kept."""
        if self.now.taxonomy.fingerprint == self.facts["taxonomy"]:
            return self.now.taxonomy
        try:
            return load_taxonomy(self.home, self.facts["taxonomy"])
        except HomeError:  # nothing is missing that somebody should mend
            raise TaxonomyError(GONE) from None

    @cached_property
    def market(self) -> OpenMarket:
        """The market of then; MarketError when it is not kept."""
        identity, taxonomy = self.facts["market"], self.taxonomy
        if self.now.market.market.id == identity:
            return self.now.market
        if not is_kept(self.home, identity):
            raise MarketError(f"markt {identity} is niet meer bewaard; alleen de laatste twee markten zijn er nog")
        return open_snapshot(self.home, identity, taxonomy.concepts, taxonomy.catalogue.licences, taxonomy.fingerprint)

    def policy(self, client: Client) -> Policy:
        """Return the policy of then."""
        del client
        return self.policy_then


def ranker_as_then(facts: Document) -> RankerAsThen:
    """Return the ranking in the facts of a record."""
    weights: Mapping[str, float] = facts["weights"]
    return RankerAsThen(
        facts["ranker"], PriorRanker({feature: weights.get(feature.name, 0.0) for feature in FEATURES}, facts["base"])
    )
