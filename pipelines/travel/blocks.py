"""A matrix made block by block, side by side, so that a build that was stopped goes on where it was."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from pipelines.durable import PARTIAL, replace_bytes

Rows = Mapping[str, NDArray[np.uint8]]
Progress = Callable[[str], None]
BLOCK_ROWS = 64
QUARTERS = 4  # how often progress is told


def build_in_blocks(
    folder: Path,
    names: Sequence[str],
    size: int,
    rows: Callable[[slice], Rows],
    *,
    workers: int,
    threads: bool,
    progress: Progress,
    title: str,
) -> None:
    """Make square matrices of `size` zones as `folder/<name>.npy`, uint8, from blocks of rows.

    `rows` gives, for a slice of origins, an array [origins, size] per name. A block that an earlier call finished is
    not made again. `title` is what progress calls them. `threads` says that `rows` lets go of the interpreter, so that
    nothing needs to be copied.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if all((folder / f"{name}.npy").exists() for name in names):
        progress(f"{title}: was al klaar")
        return
    blocks = [slice(begin, min(begin + BLOCK_ROWS, size)) for begin in range(0, size, BLOCK_ROWS)]
    missing = [block for block in blocks if not all(_block(folder, name, block).exists() for name in names)]
    if len(missing) < len(blocks):
        progress(f"{title}: {len(blocks) - len(missing)} van {len(blocks)} delen waren al klaar")
    pool = Parallel(n_jobs=workers, backend="threading" if threads else "loky", return_as="generator", max_nbytes="1M")
    made = pool(delayed(_make)(rows, block) for block in missing)
    for at, (block, part) in enumerate(zip(missing, made, strict=True), 1):
        for name in names:
            _write(_block(folder, name, block), part[name])
        if at * QUARTERS // len(missing) > (at - 1) * QUARTERS // len(missing):
            progress(f"{title}: {at * 100 // len(missing)}%")
    for name in names:
        _join(folder, name, size, blocks)
    for block in blocks:
        for name in names:
            _block(folder, name, block).unlink()


def _make(rows: Callable[[slice], Rows], block: slice) -> Rows:
    return rows(block)


def _join(folder: Path, name: str, size: int, blocks: Sequence[slice]) -> None:
    partial = folder / f"{PARTIAL}{name}.npy"
    whole = np.lib.format.open_memmap(partial, "w+", np.uint8, (size, size))
    for block in blocks:
        whole[block] = np.load(_block(folder, name, block), allow_pickle=False)
    whole.flush()
    partial.rename(folder / f"{name}.npy")


def _block(folder: Path, name: str, block: slice) -> Path:
    return folder / f"{name}.{block.start:06d}.part.npy"


def _write(path: Path, rows: NDArray[np.uint8]) -> None:
    content = BytesIO()
    np.save(content, rows)
    replace_bytes(path, content.getvalue())
