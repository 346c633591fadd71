"""A profile as its person and their coach read it: with labels for what was recognised."""

from api.schemas.person import (
    Belastbaarheid,
    EigenVaardigheid,
    Geschiedenis,
    Profiel,
    Taal,
    Tijden,
    Vervoer,
    Wens,
    Werkervaring,
    Wijziging,
    Woonplaats,
)
from matcher.domain import Wish
from pipelines.service import Service
from pipelines.store.clients import StoredClient
from pipelines.store.profile_history import ProfileChange


def profile_of(service: Service, stored: StoredClient) -> Profiel:
    """Return everything that a profile says."""
    client, labels = stored.client, _Labels(service)
    return Profiel(
        id=client.id,
        name=client.name,
        municipality=client.municipality,
        home=Woonplaats(place=client.home.place, postcode=client.home.postcode),
        modes=[Vervoer(mode=mode, minutes=minutes) for mode, minutes in client.modes],
        skills=[
            EigenVaardigheid(
                phrase=one.phrase,
                skill=labels.skill(one.skill),
                level=None if one.level is None else one.level.code,
                origin=one.origin,
            )
            for one in client.skills
        ],
        history=[
            Werkervaring(title=one.title, occupation=labels.occupation(one.occupation), years=one.years)
            for one in client.history
        ],
        level=None if client.level is None else client.level.code,
        diplomas=list(client.diplomas),
        languages=[Taal(language=language, level=level.code) for language, level in client.languages],
        licences=None if client.licences is None else [labels.paper(one) for one in sorted(client.licences)],
        hours_min=client.hours_min,
        hours_max=client.hours_max,
        day_parts=None if client.day_parts is None else sorted(client.day_parts, key=lambda one: one.ordinal),
        window=None if client.window is None else Tijden(start=client.window.start, end=client.window.end),
        available_from=client.available_from,
        limitations=[Belastbaarheid(demand=demand, most=most.code) for demand, most in client.limitations],
        support_needed=sorted(client.support_needed, key=lambda one: one.ordinal),
        routes=sorted(client.routes, key=lambda one: one.ordinal),
        wishes=[labels.wish(one) for one in client.wishes],
        exclusions=[labels.wish(one) for one in client.exclusions],
        ladder=client.ladder,
        automatic=stored.automatic,
        corrected=[WORDS.get(name, name) for name in stored.corrected],
    )


def history_of(changes: tuple[ProfileChange, ...], names: dict[str, str]) -> Geschiedenis:
    """Return the changes of a profile; `names` are how accounts are called at work."""
    return Geschiedenis(
        changes=[
            Wijziging(
                at=one.at,
                who=names.get(one.who, one.who),
                role=one.role,
                fields=[WORDS.get(name, name) for name in one.fields],
            )
            for one in changes
        ]
    )


# The name of each field on the wire.
WORDS = {name: str(field.alias) for name, field in Profiel.model_fields.items()}


class _Labels:
    """The labels of what was recognised, None for what was not."""

    def __init__(self, service: Service) -> None:
        concepts = service.market.market.concepts
        self.concepts = concepts
        self.papers = {paper.id: paper.label for paper in service.market.market.licences}

    def skill(self, identity: str) -> str | None:
        index = self.concepts.skill_at.get(identity)
        return None if index is None else str(self.concepts.skills[index].label)

    def occupation(self, identity: str) -> str | None:
        index = self.concepts.occupation_at.get(identity)
        return None if index is None else str(self.concepts.occupations[index].label)

    def paper(self, identity: str) -> str:
        return self.papers.get(identity, identity)

    def wish(self, wish: Wish) -> Wens:
        return Wens(text=wish.text, occupation=self.occupation(wish.occupation))
