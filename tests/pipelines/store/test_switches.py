from datetime import UTC, datetime

import pytest

from matcher.errors import NotFoundError
from pipelines.store.switches import AUTOMATIC_ORDER, Switched

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_what_was_never_switched_is_on(store):
    assert store.switches.is_on(AUTOMATIC_ORDER)
    assert store.switches.of(AUTOMATIC_ORDER) == Switched(on=True)


def test_a_switch_stays_as_it_was_put_and_says_by_whom(store):
    store.switches.set(AUTOMATIC_ORDER, on=False, who="a-1", at=MONDAY)
    assert store.switches.of(AUTOMATIC_ORDER) == Switched(on=False, at=MONDAY, who="a-1")

    store.switches.set(AUTOMATIC_ORDER, on=True, who="a-2", at=MONDAY)
    assert store.switches.of(AUTOMATIC_ORDER) == Switched(on=True, at=MONDAY, who="a-2")


def test_a_switch_that_is_none_is_not_there(store):
    with pytest.raises(NotFoundError, match="automatische-volgorde"):
        store.switches.is_on("licht")
    with pytest.raises(NotFoundError):
        store.switches.set("licht", on=False, who="a-1", at=MONDAY)
