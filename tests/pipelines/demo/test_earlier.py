import csv
from collections import Counter
from datetime import date

import pytest

from matcher.catalogue import catalogue, licences
from pipelines.demo import write_region
from pipelines.demo.earlier import HEADER, earlier
from pipelines.demo.trades import Trades

DAY = date(2026, 11, 23)
TRADES = Trades(catalogue(), licences())


@pytest.fixture(scope="module")
def rows():
    return [dict(zip(HEADER, cells, strict=True)) for cells in earlier(6_000, trades=TRADES, seed=3, day=DAY)]


def day_of(row):
    day, month, year = map(int, row["Geplaatst"].split("-"))
    return date(year, month, day)


def test_they_are_of_three_years_and_older_than_those_of_the_demo_itself(rows):
    days = [day_of(row) for row in rows]

    assert max(days) <= date(2026, 10, 8)
    assert date(2023, 10, 8) <= min(days) < date(2023, 11, 8)


def test_some_work_is_asked_more_and_more_and_some_less_and_less(rows):
    sector = {name: trade.sector for trade in TRADES.all for name in trade.names}
    counts = {
        half: Counter(sector[row["Functie"]] for row in rows if (day_of(row) >= date(2025, 4, 1)) is half)
        for half in (False, True)
    }

    assert counts[True]["energietransitie"] > 1.5 * counts[False]["energietransitie"]
    assert counts[True]["administratie"] < 0.9 * counts[False]["administratie"]


def test_they_say_that_they_are_invented_and_have_ids_of_their_own(rows):
    assert {row["Bron"] for row in rows} == {"verzonnen demo werkgeversservicepunt"}
    assert len({row["Vacaturenummer"] for row in rows}) == len(rows)


def test_the_first_are_the_same_however_many_there_are(rows):
    few = [dict(zip(HEADER, cells, strict=True)) for cells in earlier(50, trades=TRADES, seed=3, day=DAY)]

    assert few == rows[:50]


def test_the_demo_writes_them_beside_its_other_files(tmp_path):
    written = write_region(tmp_path, vacancies=20, clients=1, day=DAY)

    with written.history[0].open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 60
