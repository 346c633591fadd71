import pytest

from api.vum import limits
from api.vum.limits import Limits
from matcher.errors import TooManyError


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_a_search_is_forgotten_after_a_minute():
    clock = Clock()
    found = Limits(details=1, searches=1, clock=clock)
    found.searched("a")

    with pytest.raises(TooManyError) as refused:
        found.searched("a")
    clock.now = refused.value.wait
    found.searched("a")


def test_parties_do_not_count_for_one_another():
    found = Limits(details=1, searches=5)
    found.detailed("a")
    found.detailed("b")

    with pytest.raises(TooManyError):
        found.detailed("a")


def test_who_asked_longest_ago_is_forgotten_first(monkeypatch):
    monkeypatch.setattr(limits, "MOST_PARTIES", 2)
    found = Limits(details=1, searches=5)
    for party in ("a", "b", "c"):
        found.detailed(party)

    with pytest.raises(TooManyError):
        found.detailed("c")
    found.detailed("a")
