import numpy as np

from benchmarks import trends
from benchmarks.trends import STILL, World, measure_trends


def test_every_kind_of_world_and_size_gets_a_figure(monkeypatch):
    monkeypatch.setattr(trends, "WORLDS", 1)
    monkeypatch.setattr(trends, "_times", list)

    rows = measure_trends()

    assert len(rows) == len(STILL) + 2 * len(trends.SIZES)
    assert [row.promised for row in rows[: len(STILL)]] == ["at most 5"] * len(STILL)
    assert all(row.value[0].isdigit() for row in rows)


def test_an_invented_world_has_about_as_many_vacancies_as_it_says_and_what_rises_does():
    rng = np.random.default_rng(1)
    popular = np.full(trends.OCCUPATIONS, 1 / trends.OCCUPATIONS)

    for world in (World("bunches", 20_000, 1_000, bunch=2.5), World("alone", 20_000, 20_000)):
        found = trends.vacancies_in(world, popular, rng, rises=0)
        late = found.day >= trends.FIRST + 4 * trends.QUARTER_DAYS
        assert 15_000 < late.sum() < 25_000
        assert 15_000 < (~late).sum() < 25_000
    rose = [(found.occupation[side] == 0).sum() for side in (late, ~late)]
    assert 1.2 < rose[0] / rose[1] < 1.9
