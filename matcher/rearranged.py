"""How an order changes by hand: what was given a place stands there, the rest keeps its order around it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Put(Generic[Item]):
    """Something that was put in a list by hand; `position` is its place, 1 for the top, None for above the rest."""

    item: Item
    position: int | None = None


def rearranged(order: Iterable[Item], puts: Sequence[Put[Item]]) -> Iterator[Item]:
    """Give everything once: `order` is what has no place by hand, best first; `puts` in the order they were made.

    Of two with the same place the last one has it, and the other goes one down, as far as is needed. What was put
    without a place comes first, in the order in which it was put. Places behind the end are at the end.
    """
    places: dict[int, Item] = {}
    for put in reversed(puts):
        if put.position is None:
            continue
        place = put.position
        while place in places:
            place += 1
        places[place] = put.item
    rest = chain((put.item for put in puts if put.position is None), order)
    place = 1
    for item in rest:
        while place in places:
            yield places.pop(place)
            place += 1
        yield item
        place += 1
    yield from (places[left] for left in sorted(places))
