import io
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.cli import lines
from pipelines.cli.lines import MOST_LINES, batches
from pipelines.sources.files import LINE_LIMIT


class Drip:
    """A stream that gives its bytes in these portions."""

    def __init__(self, *portions):
        self.portions = iter(portions)

    def read1(self, _size):
        return next(self.portions, b"")


def read(*portions):
    """The lines of a stream and what was said about them."""
    said = []
    return [line for batch in batches(Drip(*portions), said.append) for line in batch], said


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", []),
        (b"\n", [""]),
        (b"kok", ["kok"]),
        (b"kok\n", ["kok"]),
        (b"kok\r\nober\r\n", ["kok", "ober"]),
        (b"kok\n\n\nober", ["kok", "", "", "ober"]),
        (b"kok\rober\n", ["kok\rober"]),
        (b"kok\r", ["kok\r"]),
        (b"\xef\xbb\xbfkok\n\xef\xbb\xbfober\n", ["kok", "\ufeffober"]),
        (
            "a\x00b\x0bc\x0cd\x1ce\x1df\x1eg\x85h\u2028i\u2029j\n".encode(),
            ["a\x00b\x0bc\x0cd\x1ce\x1df\x1eg\x85h\u2028i\u2029j"],
        ),
        ("👩‍🍳 厨师 повар\n".encode(), ["👩‍🍳 厨师 повар"]),
    ],
    ids=repr,
)
def test_lines_end_at_a_line_feed_and_nowhere_else(data, expected):
    assert read(data) == (expected, [])


@given(
    texts=st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"])), max_size=20),
    size=st.integers(1, 7),
)
def test_every_line_comes_through_in_order_however_it_is_cut_in_portions(texts, size):
    texts = ["eerste", *(text.removesuffix("\r") for text in texts)]
    data = "".join(f"{text}\n" for text in texts).encode()

    found, said = read(*(data[at : at + size] for at in range(0, len(data), size)))

    assert (found, said) == (texts, [])


@given(data=st.binary(max_size=200))
def test_any_bytes_give_as_many_lines_as_there_are(data):
    found, _ = read(data)

    assert len(found) == data.count(b"\n") + (not data.endswith(b"\n") and data != b"")


def test_bytes_that_are_no_utf8_are_replaced_and_the_first_line_is_named_once():
    found, said = read(b"kok\ncaf\xe9\nober\n\xff\n")

    assert found == ["kok", "caf\ufffd", "ober", "\ufffd"]
    assert len(said) == 1
    assert said[0].startswith("regel 2 is geen geldige UTF-8")


def test_line_numbers_go_on_over_batches():
    _, said = read(b"kok\n" * (2 * MOST_LINES + 3) + b"\xff\n")

    assert said[0].startswith(f"regel {2 * MOST_LINES + 4} ")


def test_batches_are_no_larger_than_promised():
    found = list(batches(io.BytesIO(b"kok\n" * (2 * MOST_LINES + 1)), print))

    assert [len(batch) for batch in found] == [MOST_LINES, MOST_LINES, 1]


def test_a_batch_comes_as_soon_as_there_is_a_line():
    portions = (b"kok\nob", b"er\n", *itertools.repeat(b"kelner\n", 10))

    first = next(batches(Drip(*portions), print))

    assert first == ["kok"]


def test_a_stream_without_end_is_read_as_it_goes():
    endless = itertools.chain(itertools.repeat(b"kok\n" * 100))
    stream = Drip()
    stream.portions = endless

    assert sum(len(batch) for batch in itertools.islice(batches(stream, print), 50)) == 5000


def test_a_line_of_a_hundred_thousand_characters_is_a_line():
    long = "schoonmaker " * 10_000

    assert read(f"{long}\nkok\n".encode()) == ([long, "kok"], [])


def test_a_line_beyond_all_measure_is_cut_and_the_next_is_whole(monkeypatch):
    monkeypatch.setattr(lines, "LINE_LIMIT", 10)

    found, said = read(b"012345", b"678901", b"23456\nkok\n", b"0123456789\n", b"0123456789a")

    assert found == ["0123456789", "kok", "0123456789", "0123456789"]
    assert len(said) == 1
    assert said[0].startswith("regel 1 is langer dan")
    assert LINE_LIMIT >= 1_000_000
