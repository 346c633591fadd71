"""Handing many small values from one process to another.

joblib looks at every value apart on its way back, which takes longer than reading a file does; as one parcel of bytes
they go at the speed of plain pickle. Only between our own processes: a parcel from outside is never opened.
"""

import gc
import pickle
from typing import Any


def packed(value: object) -> bytes:
    """Return a value as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpacked(parcel: bytes) -> Any:
    """Return the value of a parcel that one of our own processes made."""
    was_on = gc.isenabled()
    gc.disable()  # it would look at everything made so far, over and over
    try:
        return pickle.loads(parcel)  # noqa: S301 - made by our own process, moments ago
    finally:
        if was_on:
            gc.enable()
