import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import InputError
from models.retrieval import first_rank
from pipelines.trec import check_writable, falling, write_run

ELEMENTS = ("C1", "C2", "C3", "C4")
SCORES = st.lists(st.floats(-100, 100, width=32), min_size=1, max_size=50).map(lambda one: sorted(one, reverse=True))


def ranking(*positions, scores):
    return np.array(positions, np.int32), np.array(scores, np.float32)


def read_as_trec_eval_does(path):
    """Elements per query by score as 32 bits, equals by name from the end: the rank in the file is not looked at."""
    found = {}
    for line in path.read_text().splitlines():
        query, _, element, _, score, _ = line.split()
        found.setdefault(query, []).append((np.float32(score), element))
    return {query: [element for _, element in sorted(rows, reverse=True)] for query, rows in found.items()}


def test_a_run_has_a_line_for_every_element(tmp_path):
    path = tmp_path / "run"

    write_run(path, ("Q1", "Q2"), ELEMENTS, [ranking(2, 0, scores=[0.75, 0.5]), ranking(1, scores=[1])], "ons")

    assert path.read_text() == "Q1 Q0 C3 1 0.75 ons\nQ1 Q0 C1 2 0.5 ons\nQ2 Q0 C2 1 1 ons\n"


def test_equal_scores_keep_their_order_for_a_reader_that_goes_by_score(tmp_path):
    path = tmp_path / "run"

    write_run(path, ("Q1",), ELEMENTS, [ranking(0, 3, 1, 2, scores=[0.5, 0.5, 0.5, 0])], "ons")

    assert read_as_trec_eval_does(path) == {"Q1": ["C1", "C4", "C2", "C3"]}


@given(scores=SCORES)
def test_scores_fall_at_every_step(scores):
    found = np.array(falling(np.array(scores, np.float32)), np.float32)

    assert (np.diff(found) < 0).all()


@given(scores=st.lists(st.floats(0, 1, width=32), unique=True, max_size=40).map(lambda one: sorted(one, reverse=True)))
def test_scores_that_fall_stay_as_they_are(scores):
    assert falling(np.array(scores, np.float32)) == scores


def test_a_thousand_elements_without_any_likeness_stay_close_together():
    found = falling(np.zeros(1000, np.float32))

    assert found[0] == 0
    assert found[-1] > -0.01


@given(positions=st.permutations(range(4)), steps=st.lists(st.sampled_from([0.0, 0.25]), min_size=4, max_size=4))
def test_the_reciprocal_rank_of_the_file_is_that_of_the_ranking(tmp_path_factory, positions, steps):
    path = tmp_path_factory.mktemp("run") / "run"
    scores = 1 - np.cumsum(steps)

    write_run(path, ("Q1",), ELEMENTS, [ranking(*positions, scores=scores)], "ons")

    for relevant in range(4):
        rank = read_as_trec_eval_does(path)["Q1"].index(ELEMENTS[relevant]) + 1
        assert rank == first_rank(np.array(positions), {relevant})


def test_a_run_that_fails_leaves_what_stood_there(tmp_path):
    path = tmp_path / "run"
    path.write_text("eerder\n")

    with pytest.raises(IndexError):
        write_run(path, ("Q1",), ELEMENTS, [ranking(0, 9, scores=[1, 0.5])], "ons")

    assert path.read_text() == "eerder\n"
    assert list(tmp_path.iterdir()) == [path]


def test_where_no_run_can_be_written_is_said_beforehand(tmp_path):
    for path in (tmp_path, tmp_path / "geen" / "run"):
        with pytest.raises(InputError, match=str(path)):
            check_writable(path)
    check_writable(tmp_path / "run")
