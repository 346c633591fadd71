"""Seeded chance: the same seed and subject always give the same throws, whatever else was thrown."""

from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Dice:
    """Throws for one subject. Its own stream: more throws for clients never change a vacancy."""

    __slots__ = ("between", "random")

    def __init__(self, seed: int, subject: str) -> None:
        stream = Random(f"{seed}/{subject}")
        self.random = stream.random
        self.between = stream.uniform

    def chance(self, share: float) -> bool:
        """Return whether something with this share in [0, 1] happens."""
        return self.random() < share

    def whole(self, low: int, high: int) -> int:
        """Return a whole number, both ends included."""
        return low + int(self.random() * (high - low + 1))

    def pick(self, options: Sequence[T]) -> T:
        """Return one option, all equally likely; there is at least one."""
        return options[int(self.random() * len(options))]

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """Return at most `count` different options, in the order in which they were drawn."""
        rest = list(options)
        take, random = rest.pop, self.random
        left = len(rest)
        return [take(int(random() * size)) for size in range(left, left - count if count < left else 0, -1)]

    def one_of_some(self, options: Sequence[Sequence[T]], count: int) -> list[T]:
        """Return one of each of at most `count` different options."""
        rest = list(options)
        take, random = rest.pop, self.random
        left = len(rest)
        drawn = [take(int(random() * size)) for size in range(left, left - count if count < left else 0, -1)]
        return [each[int(random() * len(each))] for each in drawn]


class Weighted(Generic[T]):
    """Options with weights, to draw from again and again."""

    __slots__ = ("last", "options", "total", "upto")

    def __init__(self, pairs: Iterable[tuple[T, float]]) -> None:
        pairs = tuple(pairs)
        self.options = tuple(option for option, _ in pairs)
        self.upto = list(accumulate(weight for _, weight in pairs))
        self.total = self.upto[-1]
        self.last = len(self.options) - 1

    def draw(self, dice: Dice) -> T:
        """Return one option, as likely as its weight says."""
        return self.options[bisect(self.upto, dice.random() * self.total, 0, self.last)]
