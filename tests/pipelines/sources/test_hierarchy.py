import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.sources.hierarchy import circle

EDGES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20)


@pytest.mark.parametrize(
    ("broader", "way"),
    [
        ({}, []),
        ({"kok": ["keuken"], "keuken": ["horeca"]}, []),
        ({"kok": ["keuken", "horeca"], "keuken": ["horeca"]}, []),
        ({"kok": ["kok"]}, ["kok"]),
        ({"a": ["kok"], "kok": ["keuken"], "keuken": ["horeca"], "horeca": ["kok"]}, ["kok", "keuken", "horeca"]),
    ],
    ids=["nothing", "a chain", "two ways up", "itself", "a circle beside a chain"],
)
def test_a_circle_is_told_as_the_way_round(broader, way):
    assert circle(broader) == way


def test_a_long_chain_is_no_trouble():
    assert circle({str(step): [str(step + 1)] for step in range(100_000)}) == []


@given(EDGES)
def test_what_is_told_is_a_way_round_and_nothing_is_told_where_concepts_can_be_put_in_order(edges):
    broader = {}
    for low, high in edges:
        broader.setdefault(str(low), []).append(str(high))

    way = circle(broader)

    assert all(high in broader[low] for low, high in zip(way, (*way[1:], *way[:1]), strict=True))
    left = {str(number) for number in range(8)}
    while top := {one for one in left if left.isdisjoint(broader.get(one, ()))}:
        left -= top
    assert bool(way) == bool(left)
