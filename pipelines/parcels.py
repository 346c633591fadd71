"""Handing many small values from one process to another.

joblib looks at every value apart on its way back, which takes longer than reading a file does; as one parcel of bytes
they go at the speed of plain pickle. Only between our own processes: a parcel from outside is never opened.
"""

import gc
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def packed(value: object) -> bytes:
    """Return a value as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpacked(parcel: bytes) -> Any:
    """Return the value of a parcel that one of our own processes made."""
    with no_collection():
        return pickle.loads(parcel)  # noqa: S301 - made by our own process, moments ago


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep the garbage collector away: an import makes millions of objects, no cycles, and it visits them all."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
