"""Rankings in the run format of TREC, `query Q0 element rank score tag`, for trec_eval and the tools beside it."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matcher.errors import InputError
from pipelines.durable import PARTIAL, sync

# trec_eval passes over the rank and sorts by score, equals by the name of the element; so equal scores are written a
# little apart: far below what tells two elements apart, and so that a float of 32 bits, which it reads, can hold it.
STEP = 1e-6
Ranking = tuple[NDArray[np.integer], NDArray[np.floating]]  # positions in the corpus and scores, best first


def check_writable(path: Path) -> None:
    """Raise InputError when a run cannot be written here, before the work is done that it would hold."""
    if path.exists() and not path.is_file():
        raise InputError(f"{path}: dit is geen gewoon bestand; noem een bestand voor de ranking.")
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise InputError(f"{path}: in {path.parent} kan niet worden geschreven; maak de map of kies een andere.")


def write_run(
    path: Path, queries: Sequence[str], elements: Sequence[str], rankings: Sequence[Ranking], tag: str
) -> None:
    """Write one ranking per query in one step: a run that is stopped leaves what stood there.

    `queries` and `elements` are ids without white space. Scores fall strictly, so that they say the same as the ranks.
    """
    partial = path.with_name(f"{PARTIAL}{path.name}-{os.getpid()}")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            for query, ranking in zip(queries, rankings, strict=True):
                file.writelines(_lines(query, elements, ranking, tag))
        sync(partial)
        partial.replace(path)
        sync(path.parent)
    except OSError as error:
        raise InputError(f"{path}: de ranking kan niet worden geschreven ({error.strerror}).") from error
    finally:
        partial.unlink(missing_ok=True)


def _lines(query: str, elements: Sequence[str], ranking: Ranking, tag: str) -> Iterator[str]:
    positions, scores = ranking
    for rank, (position, score) in enumerate(zip(positions.tolist(), falling(scores), strict=True), 1):
        yield f"{query} Q0 {elements[position]} {rank} {score:.9g} {tag}\n"


def falling(scores: NDArray[np.floating]) -> list[float]:
    """Return scores that fall at every step, also as floats of 32 bits; those that fall already stay as they are."""
    found: list[float] = []
    for score in scores.astype(np.float32):
        if found and score >= found[-1]:
            step = max(STEP, 2 * float(np.spacing(np.float32(abs(found[-1])))))
            found.append(float(np.float32(found[-1] - step)))
        else:
            found.append(float(score))
    return found
