import pytest

from api.vum import limits
from api.vum.limits import Limits
from matcher.errors import TooManyError
from pipelines.vum.source import Party


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def party(name, connection="c"):
    return Party(name, "verwerker", connection)


def counted(act, names, connection="c"):
    """How many of these parties were let through before the first refusal."""
    for done, name in enumerate(names):
        try:
            act(party(name, connection))
        except TooManyError:
            return done
    return len(names)


def test_a_search_is_forgotten_after_a_minute():
    clock = Clock()
    found = Limits(details=1, searches=1, carried=1, clock=clock)
    found.searched(party("a"))

    with pytest.raises(TooManyError) as refused:
        found.searched(party("a"))
    clock.now = refused.value.wait
    found.searched(party("a"))


def test_parties_do_not_count_for_one_another():
    found = Limits(details=1, searches=5, carried=9)
    found.detailed(party("a"))
    found.detailed(party("b"))

    with pytest.raises(TooManyError):
        found.detailed(party("a"))


@pytest.mark.parametrize("kind", ["searched", "detailed"])
def test_other_names_give_no_more_than_the_connection_may_have(kind):
    found = Limits(details=2, searches=2, carried=3)
    act = getattr(found, kind)

    assert counted(act, [f"partij-{number}" for number in range(100)]) == 2 * 3
    assert counted(act, ["partij-0"], connection="another") == 1


def test_a_connection_has_room_again_after_a_minute():
    clock = Clock()
    found = Limits(details=1, searches=1, carried=1, clock=clock)
    found.detailed(party("a"))

    with pytest.raises(TooManyError, match="via deze verbinding") as refused:
        found.detailed(party("b"))
    clock.now = refused.value.wait
    found.detailed(party("b"))


def test_what_is_refused_to_one_party_takes_nothing_from_the_others():
    found = Limits(details=1, searches=1, carried=2)

    assert counted(found.searched, ["a", "a"]) == 1
    assert counted(found.searched, ["a"]) == 0
    assert counted(found.searched, ["b"]) == 1


def test_who_asked_longest_ago_is_forgotten_first(monkeypatch):
    monkeypatch.setattr(limits, "MOST_PARTIES", 3)  # the connection itself, and two parties
    found = Limits(details=1, searches=5, carried=9)
    for name in ("a", "b", "c"):
        found.detailed(party(name))

    with pytest.raises(TooManyError):
        found.detailed(party("c"))
    found.detailed(party("a"))
