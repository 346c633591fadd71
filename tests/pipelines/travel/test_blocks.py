"""A matrix in blocks is the same whoever makes it, and goes on where it stopped."""

import numpy as np
import pytest

from pipelines.travel.blocks import BLOCK_ROWS, build_in_blocks

SIZE = 2 * BLOCK_ROWS + 7


class Counting:
    """Rows that count up, and stop the build at a block if that is asked."""

    def __init__(self, stop_at=None):
        self.stop_at, self.asked = stop_at, []

    def __call__(self, block):
        if block.start == self.stop_at:
            raise KeyboardInterrupt
        self.asked.append(block.start)
        rows = (np.arange(block.start, block.stop)[:, None] + np.arange(SIZE)) % 251
        return {"one": rows.astype(np.uint8), "two": (rows // 2).astype(np.uint8)}


def built(folder, rows, said=lambda _: None, *, threads=True, workers=2):
    build_in_blocks(folder, ["one", "two"], SIZE, rows, workers=workers, threads=threads, progress=said, title="ov")
    return np.load(folder / "one.npy"), np.load(folder / "two.npy")


@pytest.mark.parametrize("threads", [True, False])
def test_every_row_stands_where_it_belongs(tmp_path, threads):
    one, two = built(tmp_path, Counting(), threads=threads)

    assert (one == (np.arange(SIZE)[:, None] + np.arange(SIZE)) % 251).all()
    assert (two == one // 2).all()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.npy", "two.npy"]


def test_a_build_that_was_stopped_goes_on_where_it_was(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        built(tmp_path, Counting(stop_at=BLOCK_ROWS), workers=1)
    again, said = Counting(), []

    one, _ = built(tmp_path, again, said.append, workers=1)

    assert again.asked == [BLOCK_ROWS, 2 * BLOCK_ROWS]
    assert "ov: 1 van 3 delen waren al klaar" in said
    assert one[:, 0].tolist() == [row % 251 for row in range(SIZE)]


def test_a_build_that_was_whole_is_not_made_again(tmp_path):
    built(tmp_path, Counting())
    again = Counting()

    built(tmp_path, again)

    assert again.asked == []


def test_half_a_block_that_a_kill_left_behind_is_made_again(tmp_path):
    (tmp_path / ".partial-one.000000.part.npy-1").write_bytes(b"half")

    one, _ = built(tmp_path, Counting())

    assert one.shape == (SIZE, SIZE)
