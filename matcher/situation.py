"""What a pass is about: one client against one market on one day, under one policy."""

from dataclasses import dataclass
from datetime import date

from matcher.domain import Client
from matcher.market import Market
from matcher.policy import Policy
from matcher.seeker import Seeker, seek


@dataclass(frozen=True, slots=True)
class Situation:
    """One client, as a seeker in the terms of the market, with what else the rules look at."""

    seeker: Seeker
    market: Market
    policy: Policy
    on: date

    @property
    def client(self) -> Client:
        """The person."""
        return self.seeker.client


def situation_of(client: Client, market: Market, policy: Policy, on: date) -> Situation:
    """Return the situation of this client."""
    return Situation(seek(client, market.concepts, market.licences), market, policy, on)
