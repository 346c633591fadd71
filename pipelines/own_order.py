"""What the changes of coaches come to in a list, and making one: only when there is something to change."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from matcher.errors import ConflictError
from matcher.interventions import Intervention
from matcher.rearranged import Put
from matcher.roles import Role
from pipelines.service import Service, Wanted
from pipelines.store.access_log import Act
from pipelines.store.clients import StoredClient
from pipelines.store.interventions import Change, in_force
from pipelines.store.records import no_record

TRIED = "wijziging van de lijst geprobeerd"
INTO_THE_LIST = frozenset({Intervention.ADD, Intervention.SHOW})


@dataclass(frozen=True, slots=True, repr=False)
class ByHand:
    """What holds: the vacancies with a place by hand, in the order in which they got it, and those put aside.

    `changes` are those of each vacancy, the first one first. `idle` are the ids of changes that do nothing now: of a
    vacancy that is in the market no more, or moved while it is not in the list.
    """

    puts: tuple[Put[str], ...]
    aside: tuple[str, ...]
    changes: Mapping[str, tuple[Change, ...]]
    idle: frozenset[str]

    def last(self, vacancy: str) -> Change:
        """Return the last change of a vacancy."""
        return self.changes[vacancy][-1]


def by_hand(changes: Sequence[Change], here: Collection[str], matches: Collection[str]) -> ByHand:
    """Return what these changes come to; `here` are the vacancies in the market, `matches` those among the matches."""
    own: dict[str, list[Change]] = {}
    for change in in_force(changes):
        own.setdefault(change.vacancy, []).append(change)
    puts, aside, idle = [], [], set()
    for vacancy, made in sorted(own.items(), key=lambda item: (item[1][-1].at, item[1][-1].id)):
        written = any(change.own is not None for change in made)
        if vacancy not in here and not written:
            idle |= {change.id for change in made}
        elif made[-1].kind is Intervention.ASIDE:
            aside.append(vacancy)
        elif vacancy in matches or any(change.kind in INTO_THE_LIST for change in made):
            places = [change.position for change in made if change.position is not None]
            puts.append(Put(vacancy, places[-1] if places else None))
        else:
            idle |= {change.id for change in made if change.kind is Intervention.MOVE}
    return ByHand(tuple(puts), tuple(aside), {vacancy: tuple(made) for vacancy, made in own.items()}, frozenset(idle))


def intervene(
    service: Service,
    stored: StoredClient,
    kind: Intervention,
    vacancy: str = "",
    *,
    note: str = "",
    position: int | None = None,
    own: Mapping[str, Any] | None = None,
    record: str | None = None,
    act: Act,
) -> Change:
    """Change a client's list, and log who did.

    NotFoundError when the vacancy or the record is not there; ConflictError when the change would do nothing.
    """
    client_id = stored.client.id
    if own is None:
        try:
            _check_useful(service, stored, kind, vacancy)
        except ConflictError:  # it tells what is in the list, so it is a look as well
            service.store.log.note(replace(act, what=TRIED), [client_id])
            raise
    if record is not None:
        found = service.store.records.get(record)
        if found.client_id != client_id or found.shown_to == Role.CLIENT:
            raise no_record(record)
    return service.store.interventions.add(
        client_id, kind, vacancy, note=note, position=position, own=own, record=record, act=act
    )


def _check_useful(service: Service, stored: StoredClient, kind: Intervention, vacancy: str) -> None:
    changes = [change for change in service.store.interventions.of(stored.client.id) if change.vacancy == vacancy]
    held = in_force(changes)
    if any(change.own is not None for change in held):
        if kind is Intervention.ADD:  # it would take the place of what was written down
            raise ConflictError(f"vacature {vacancy} is al toegevoegd; verplaats haar, of toon haar toch")
        return  # a vacancy of a coach can be moved and put aside like any other
    is_match = service.row(vacancy) in set(matching_rows(service, stored))
    if kind is Intervention.SHOW and is_match:
        raise ConflictError(f"vacature {vacancy} past al en staat in de lijst; verplaats haar als zij te laag staat")
    if kind is Intervention.MOVE and not is_match and not any(change.kind in INTO_THE_LIST for change in held):
        raise ConflictError(f"vacature {vacancy} staat niet in de lijst; toon haar eerst toch, of voeg haar toe")


def matching_rows(service: Service, stored: StoredClient) -> Sequence[int]:
    """Return the rows of the vacancies that match a client on the day of the home."""
    advice = service.advice(stored, Wanted(top=1))
    rows: list[int] = np.asarray(advice.options.rows[advice.fit.matches]).tolist()
    return rows
