from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import Location, Vacancy
from matcher.errors import HistoryError
from matcher.market import NO_OCCUPATION
from matcher.trend_counts import NO_EMPLOYER
from pipelines.history import SCHEMA, History, merged, read_history, rows_of, why_not, write_history
from pipelines.home import create_home
from tests.builders import concepts

ON = date(2026, 11, 23)
POSTED = date(2026, 3, 2)
COOK = Vacancy("v1", "Kok", employer="De Pan", location=Location("Delft"), published=POSTED, source="proef")


def rows(*vacancies, on=ON, archive=False, occupation="kok"):
    return rows_of(vacancies, [occupation] * len(vacancies), on, archive=archive)


def kept(*tables, on=ON):
    """The title, day of posting and day first seen of what a history of these tables holds."""
    table = merged(tables, on).to_pylist()
    epoch = date(1970, 1, 1)
    return [(row["title"], epoch + timedelta(row["day"]), epoch + timedelta(row["seen"])) for row in table]


def later(vacancy, days, **changes):
    return replace(vacancy, published=vacancy.published + timedelta(days), **changes)


def test_a_vacancy_that_is_seen_again_counts_once_with_its_first_day():
    first, second = rows(COOK, on=date(2026, 3, 20)), rows(COOK, on=date(2026, 4, 20))

    assert kept(second, first) == [("Kok", POSTED, date(2026, 3, 20))]


def test_the_same_text_under_another_id_within_a_quarter_is_the_same_vacancy():
    again = later(COOK, 90, id="v2", source="elders")

    assert kept(rows(again), rows(COOK)) == [("Kok", POSTED, ON)]


def test_the_same_text_a_quarter_later_is_a_new_vacancy():
    assert [day for _, day, _ in kept(rows(COOK, later(COOK, 91, id="v2")))] == [POSTED, POSTED + timedelta(91)]


def test_an_advertisement_whose_text_was_mended_is_the_same():
    mended = replace(COOK, description="Kom koken. Met spoed.")

    assert len(kept(rows(COOK), rows(mended))) == 1


def test_numbers_that_are_given_out_anew_are_other_vacancies():
    other = replace(COOK, title="Lasser", employer="De Staaf")

    assert len(kept(rows(COOK), rows(other))) == 2


def test_what_is_older_than_five_years_is_dropped():
    old = later(COOK, -1_500, id="v0", title="Smid")

    assert len(kept(rows(COOK, old), on=ON)) == 2
    assert kept(rows(COOK, old), on=date(2028, 1, 1)) == [("Kok", POSTED, ON)]


@pytest.mark.parametrize(
    ("posted", "reason"),
    [
        (None, "ontbreekt"),
        (date(2026, 11, 24), "ligt na 2026-11-23"),
        (date(1999, 12, 31), "ligt voor 2000"),
        (date(2021, 1, 1), "meer dan vijf jaar"),
    ],
)
def test_a_day_of_posting_that_cannot_be_used_is_said_and_left_out(posted, reason):
    assert reason in why_not(posted, ON)
    assert rows(replace(COOK, published=posted)).num_rows == 0


@pytest.mark.parametrize("posted", [ON, POSTED, ON - timedelta(5 * 366)])
def test_other_days_are_used(posted):
    assert not why_not(posted, ON)
    assert rows(replace(COOK, published=posted)).num_rows == 1


def test_what_was_open_for_long_when_first_seen_does_not_count_and_an_archive_does():
    def counted(*tables):
        return len(History(merged(tables, ON), "x").dated(concepts()).day)

    assert counted(rows(COOK, on=POSTED + timedelta(45))) == 1
    assert counted(rows(COOK, on=POSTED + timedelta(46))) == 0
    assert counted(rows(COOK, archive=True)) == 1
    assert counted(rows(COOK, on=ON), rows(COOK, archive=True)) == 1


def test_rows_become_numbers_for_occupations_sources_and_employers():
    table = merged(
        (
            rows(COOK, replace(COOK, id="v2", title="Souschef", employer=" de  PAN "), archive=True),
            rows(replace(COOK, id="v3", title="Chef", employer="", source="elders"), archive=True, occupation=""),
            rows(replace(COOK, id="v4", title="Baas"), archive=True, occupation="bestaat-niet"),
        ),
        ON,
    )
    found = History(table, "x").dated(concepts())
    titles = table["title"].to_pylist()
    at = {title: titles.index(title) for title in titles}

    assert found.occupation[at["Kok"]] == concepts().occupation_at["kok"]
    assert found.occupation[at["Chef"]] == found.occupation[at["Baas"]] == NO_OCCUPATION
    assert found.employer[at["Kok"]] == found.employer[at["Souschef"]] != NO_EMPLOYER
    assert found.employer[at["Chef"]] == NO_EMPLOYER
    assert found.source[at["Kok"]] == found.source[at["Souschef"]] != found.source[at["Chef"]]
    assert {str(each.dtype) for each in (found.day, found.occupation, found.source)} == {"int32"}


def test_an_empty_history_has_no_rows_that_count():
    assert len(History(merged((SCHEMA.empty_table(),), ON), "x").dated(concepts()).day) == 0


VACANCIES = st.lists(
    st.builds(
        lambda number, title, days: Vacancy(
            f"v{number}", title, published=POSTED + timedelta(days), employer="De Pan", source="proef"
        ),
        st.integers(1, 4),
        st.sampled_from(["Kok", "Lasser", "Kapper"]),
        st.integers(0, 260),
    ),
    max_size=14,
)


@given(VACANCIES, VACANCIES)
def test_merging_once_more_changes_nothing_and_loses_nothing(first, second):
    once = merged((rows(*first), rows(*second)), ON)

    assert merged((once,), ON).equals(once)
    assert merged((once, rows(*second), rows(*first)), ON).equals(once)
    assert set(once["title"].to_pylist()) == {vacancy.title for vacancy in (*first, *second)}
    days = {}
    for row in once.to_pylist():
        days.setdefault(row["content"], []).append(row["day"])
    assert all(b - a >= 91 for each in days.values() for a, b in pairwise(each))


# The file.


@pytest.fixture
def home(tmp_path):
    return create_home(tmp_path / "huis")


def test_what_is_written_is_read(home):
    table = merged((rows(COOK, later(COOK, 200, id="v2")),), ON)

    write_history(home, History(table, "abc"))

    assert read_history(home).rows.equals(table)
    assert read_history(home).rows.schema.equals(SCHEMA)
    assert read_history(home).taxonomy == "abc"


def test_the_same_history_is_the_same_bytes_in_whatever_order_it_came(home):
    one, two = rows(COOK), rows(later(COOK, 200, id="v2", source="elders", title="Chef"))

    write_history(home, History(merged((one, two), ON), "abc"))
    first = home.history.read_bytes()
    write_history(home, History(merged((two, one), ON), "abc"))

    assert home.history.read_bytes() == first


def test_a_home_without_a_history_has_none(home):
    assert read_history(home) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[:0],
        lambda content: content[:-1],
        lambda content: content[:100],
        lambda content: content[:-40] + bytes([content[-40] ^ 1]) + content[-39:],
        lambda content: b"0" + content[1:],
        lambda content: content + b"\0",
        lambda content: b"geen geschiedenis" * (len(content) > 0),
    ],
    ids=["empty", "one byte short", "cut", "one bit", "another digest", "one byte more", "something else"],
)
def test_a_damaged_history_is_refused_with_what_happens_next(home, spoil):
    write_history(home, History(merged((rows(COOK),), ON), "abc"))
    home.history.write_bytes(spoil(home.history.read_bytes()))

    with pytest.raises(HistoryError, match=r"history is beschadigd.*begint opnieuw"):
        read_history(home)


def test_a_history_that_cannot_be_opened_is_refused_as_well(home):
    home.history.mkdir()

    with pytest.raises(HistoryError, match="niet te lezen"):
        read_history(home)


def test_a_history_of_another_version_is_refused(home, monkeypatch):
    monkeypatch.setattr("pipelines.history.SCHEMA_VERSION", 99)
    write_history(home, History(merged((rows(COOK),), ON), "abc"))
    monkeypatch.undo()

    with pytest.raises(HistoryError, match="andere versie"):
        read_history(home)


def test_a_row_takes_little_room(home):
    many = 20_000
    titles = [f"functie {number % 500}" for number in range(many)]
    columns = {
        "content": list(range(many)),
        "advert": list(range(many)),
        "day": [20_000 + number % 1_000 for number in range(many)],
        "seen": [20_000] * many,
        "employer": [number % 900 for number in range(many)],
        "source": ["proef"] * many,
        "title": titles,
        "named": [""] * many,
        "occupation": ["kok"] * many,
    }
    table = pa.table([pa.array(columns[field.name], field.type) for field in SCHEMA], schema=SCHEMA)

    write_history(home, History(merged((table,), ON), "abc"))

    assert home.history.stat().st_size < 40 * many
