"""The ready service of one home: opens what is needed once, and answers in plain documents."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Self

from matcher.advise import Advice, advise
from matcher.codes import Mode
from matcher.commute import Estimates, Position, TravelTimes
from matcher.curriculum import Curriculum, curriculum_of
from matcher.domain import Client, Course, Location
from matcher.errors import NotFoundError, TravelError
from matcher.misses import Trip
from matcher.outlook import Outlooks
from matcher.policy import Policy
from matcher.purpose import Purpose
from matcher.ranker import PriorRanker, Ranker
from matcher.reach import ESTIMATES, Asked
from matcher.reskill import Reskilling, reskill
from matcher.trends import Trends
from pipelines.gazetteer import read_places, read_ranges
from pipelines.geocoding import Geocoder
from pipelines.history import load_trends
from pipelines.home import Home, open_home, taxonomy_cache
from pipelines.installed import InstalledTaxonomy, load_taxonomy
from pipelines.landscape import Landscape, landscape_of
from pipelines.linkers import Linkers, linkers
from pipelines.market import OpenMarket, current_id, current_taxonomy, open_market
from pipelines.outlooks import load_outlooks
from pipelines.policies import Policies, read_policies
from pipelines.postcodes import load_postcodes
from pipelines.settings import acting_user, now, today
from pipelines.store.access_log import Act, Actor
from pipelines.store.clients import StoredClient
from pipelines.store.engine import Store, store_of
from pipelines.travel.matrices import Matrices, open_matrices
from pipelines.travel.names import MATRIX_OF
from pipelines.travel.times import NetworkTimes, ZonesOf, cycles_to_stop


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked of a match list: `top` overrides the length of the policy, `on` the day of the home.

    `offset` is how many to pass over, for the next page.
    """

    top: int | None = None
    modes: tuple[Mode, ...] = ()
    max_minutes: int | None = None
    on: date | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class TravelData:
    """The travel times in service; `matrices` is None without any, and `note` says why when they cannot be used."""

    matrices: Matrices | None
    note: str = ""

    def note_on(self, on: date) -> str:
        """Return what is wrong with the travel times, or that their timetable has ended before this day; "" if not."""
        last = None if self.matrices is None else self.matrices.last_day
        if self.note or last is None or last >= on:
            return self.note
        return f"de dienstregeling achter de reistijden liep tot {last}; bouw ze opnieuw met springplank commute build"

    def day_of(self, trip: Trip) -> str:
        """Return of when the data of a travel time are, the service day or the date of the map; "" for estimates."""
        if self.matrices is None or trip.mode is None or trip.method in ESTIMATES:
            return ""
        matrix = self.matrices.of(MATRIX_OF[trip.mode])
        return "" if matrix is None else matrix.made.as_of


class Service:
    """One home in use. Everything is opened when it is first needed; close it, or use it in a `with`.

    A `store` that is given stays open: it belongs to whoever gave it.
    """

    def __init__(
        self, home: Home, ranker: Ranker | None = None, cache: Path | None = None, store: Store | None = None
    ) -> None:
        self.home = home
        self.ranker: Ranker = PriorRanker() if ranker is None else ranker
        self.cache = cache
        self.given_store = store
        # Lists are worked out one after the other: threads share one interpreter, and side by side each list would
        # take as long as all together.
        self.turn = Lock()
        self.learning = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if "store" in self.__dict__ and self.given_store is None:
            self.store.close()

    @cached_property
    def store(self) -> Store:
        """The people."""
        return store_of(self.home) if self.given_store is None else self.given_store

    @cached_property
    def taxonomy(self) -> InstalledTaxonomy:
        """The taxonomy that the market in service belongs to."""
        return load_taxonomy(self.home, current_taxonomy(self.home))

    @cached_property
    def market(self) -> OpenMarket:
        """The market in service."""
        taxonomy = self.taxonomy
        return open_market(self.home, taxonomy.concepts, taxonomy.catalogue.licences, taxonomy.fingerprint)

    @cached_property
    def trends(self) -> Trends:
        """How demand moves, on the day of this home; without a usable history nothing is known, and it says why."""
        return load_trends(self.home, self.taxonomy, self.day)

    def trends_on(self, on: date) -> Trends:
        """Return how demand had moved by another day."""
        return self.trends if on == self.day else load_trends(self.home, self.taxonomy, on)

    @cached_property
    def geocoder(self) -> Geocoder:
        """Where places are: only needed for what was not located when it was read in."""
        return Geocoder(read_places(taxonomy_cache(self.cache)), read_ranges(), load_postcodes(self.home))

    @cached_property
    def linkers(self) -> Linkers:
        """What reads people's words for the taxonomy in service; learning them for the first time takes a while."""
        with self.learning:  # once, also when somebody asks while it is learned ahead
            known: Linkers | None = self.__dict__.get("linkers")
            return known or linkers(self.taxonomy.catalogue, taxonomy_cache(self.cache))

    def take_over(self, other: "Service") -> None:
        """Use what another service of this home already reads words with, when it is for the same taxonomy."""
        if "linkers" in other.__dict__ and other.taxonomy.fingerprint == self.taxonomy.fingerprint:
            self.linkers = other.linkers

    @cached_property
    def travel_data(self) -> TravelData:
        """The travel times that were built, if any; damaged ones are not used, and that is said."""
        try:
            matrices = open_matrices(self.home)
        except TravelError as error:
            return TravelData(None, f"{error}; tot die tijd wordt de reistijd geschat")
        return TravelData(matrices)

    def travel_of(self, stored: StoredClient) -> TravelTimes:
        """Return travel times for one client, whose home was located when the profile was read in."""

        def locate(home: Location) -> Position | None:
            return stored.position if home == stored.client.home else None

        client = stored.client
        if self._zones_of is None:
            return Estimates(locate)
        return NetworkTimes(
            locate, self._zones_of, bike_to_stop=cycles_to_stop(client), longest_walk=dict(client.modes).get(Mode.WALK)
        )

    @cached_property
    def _zones_of(self) -> ZonesOf | None:
        matrices = self.travel_data.matrices
        return None if matrices is None else ZonesOf(matrices)

    @property
    def day(self) -> date:
        """The day this home stands at: that of a demo, else today."""
        return self.home.config.day or today()

    def client(self, client_id: str, what: str) -> StoredClient:
        """Return a profile, and log who read it and for what."""
        stored = self.store.clients.get(client_id)
        self.store.log.note(self.act(what), [client_id])
        return stored

    def caseload(self, names: Collection[str], what: str) -> tuple[StoredClient, ...]:
        """Return the profiles whose municipality has one of these names, and log of each who read it and for what."""
        found = tuple(self.store.clients.of_municipality(names))
        ids = [stored.client.id for stored in found]
        self.store.log.note(self.act(what), ids)
        return found

    def act(self, what: str) -> Act:
        """Return what the user of this system does now with the data of clients."""
        return Act(Actor(acting_user()), what, Purpose.ADVICE_TO_CLIENT, now())

    def policy(self, client: Client) -> Policy:
        """Return the policy of the client's municipality."""
        return self.policies.of(client.municipality)

    @cached_property
    def policies(self) -> Policies:
        """The policies of the municipalities in this home."""
        return read_policies(self.home)

    def advice(self, stored: StoredClient, wanted: Wanted, policy: Policy | None = None) -> Advice:
        """Return the advice for one client."""
        policy = self.policy(stored.client) if policy is None else policy
        if wanted.top is not None:
            policy = replace(policy, list_length=wanted.top)
        return advise(
            stored.client,
            self.market.market,
            travel=self.travel_of(stored),
            ranker=self.ranker,
            policy=policy,
            on=wanted.on or self.day,
            asked=Asked(wanted.modes, wanted.max_minutes),
        )

    def reskilling(self, stored: StoredClient, on: date | None = None) -> Reskilling:
        """Return what courses would open for one client."""
        on = on or self.day
        return reskill(
            stored.client,
            self.market.market,
            self.curriculum,
            travel=self.travel_of(stored),
            policy=self.policy(stored.client),
            on=on,
            trends=self.trends_on(on),
        )

    @cached_property
    def curriculum(self) -> Curriculum:
        """The courses in the terms of the market, with where their offerings are."""
        return curriculum_of(self.courses, self.market.market, lambda place: self.geocoder.locate(place).position)

    @cached_property
    def landscape(self) -> Landscape:
        """What steps to other work are taken over, with the outlooks of the home."""
        return self.landscape_with(load_outlooks(self.home))

    def landscape_with(self, outlooks: Outlooks) -> Landscape:
        """Return the same with other outlooks, for this once."""
        market = None if current_id(self.home) is None else self.market.market
        return landscape_of(self.taxonomy.catalogue, self.taxonomy.concepts, market, outlooks)

    @cached_property
    def courses(self) -> Sequence[Course]:
        """The kinds of training with their offerings."""
        return self.store.courses.all()

    def row(self, vacancy: str) -> int:
        """Return the row of a vacancy; NotFoundError when it is not in the market."""
        row = self.market.row_of(vacancy)
        if row is None:
            raise NotFoundError(f"geen vacature met id {vacancy} in markt {self.market.market.id}; controleer het id")
        return row


def open_service(home: Path, cache: Path | None = None) -> Service:
    """Return the service of the home in this folder."""
    return Service(open_home(home), cache=cache)
