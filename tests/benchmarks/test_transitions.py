import numpy as np

from benchmarks import transitions
from benchmarks.transitions import CASES, catalogue_in, measure_transitions, nearest, print_cases, share, text_vectors
from matcher.catalogue import packaged
from matcher.transitions import chart_of
from tests.builders import concepts


def test_without_data_the_packaged_catalogue_is_measured(tmp_path, monkeypatch):
    monkeypatch.setattr(transitions, "PEOPLE", 2)
    rows = measure_transitions(None, tmp_path)

    assert catalogue_in(None) == packaged()
    assert len(rows) == 7
    assert all(row.value.endswith(("%", "s", "max")) for row in rows)


def test_the_nearest_are_others_and_differ_by_method():
    ways = [nearest(chart_of(concepts())), nearest(chart_of(concepts()), by_carry=True)]
    ways += [text_vectors(concepts(), described=described) for described in (False, True)]

    for way in ways:
        assert way.shape == (len(concepts().occupations), transitions.NEAREST)
        assert not (way == np.arange(len(way))[:, None]).any()
    assert not (ways[0] == ways[2]).all()


def test_the_share_is_that_of_neighbours_in_the_same_major_group():
    same = np.array([[index] * 10 for index in range(len(concepts().occupations))])

    assert share(concepts(), same) == "100.0%"


def test_the_cases_are_printed_as_a_table(monkeypatch):
    monkeypatch.setattr(transitions, "CASES", ("magazijnmedewerker", "bestaat niet"))
    lines = []
    print_cases(None, [], lines.append)

    assert len(lines) == 2 + transitions.SHOWN
    assert {line.count("|") for line in lines} == {9}
    assert lines[2].startswith("| **magazijnmedewerker** | ")
    assert lines[2].endswith(" | onbekend | ja |")
    assert any("| orderpicker | bijscholing | 66% |" in line for line in lines)
    assert len(CASES) == 10
