from datetime import UTC, datetime, timedelta

import pytest

from matcher.errors import NotFoundError
from matcher.purpose import Purpose
from pipelines.store.imports import ImportRecord

START = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
END = START + timedelta(seconds=12)
SOURCE = {"file": "vacatures.csv", "kind": "vacancies", "read": 5, "accepted": 4, "refused": 1, "merged": 0}


def test_an_import_tells_when_by_whom_and_what_each_source_brought(store):
    number = store.imports.start(purpose=Purpose.MAINTENANCE, acting_user="beheer", at=START)
    store.imports.finish(number, sources=[SOURCE], at=END)

    assert list(store.imports.all()) == [ImportRecord(number, START, END, Purpose.MAINTENANCE, "beheer", (SOURCE,))]


def test_an_interrupted_import_shows_that_it_never_ended(store):
    number = store.imports.start(purpose=Purpose.MAINTENANCE, acting_user="beheer", at=START)

    assert list(store.imports.all()) == [ImportRecord(number, START, None, Purpose.MAINTENANCE, "beheer", ())]


def test_the_latest_import_comes_first(store):
    first = store.imports.start(purpose=Purpose.MAINTENANCE, acting_user="beheer", at=START)
    second = store.imports.start(purpose=Purpose.MAINTENANCE, acting_user="beheer", at=END)

    assert [record.id for record in store.imports.all()] == [second, first]


def test_an_import_that_never_began_cannot_end(store):
    with pytest.raises(NotFoundError, match="import 7 is hier niet begonnen; controleer het nummer"):
        store.imports.finish(7, sources=[], at=END)
