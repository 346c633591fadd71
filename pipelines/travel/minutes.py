"""From seconds to the minutes of a matrix."""

from typing import Any

import numpy as np

from matcher.commute import UNREACHABLE, Minutes


def whole_minutes(seconds: Any) -> Minutes:
    """Return whole minutes, rounded half up; 255 above 254 and for what is never reached (`NEVER`, infinite)."""
    minutes = np.floor(np.asarray(seconds, float) / 60 + 0.5)
    rounded: Minutes = np.where(minutes < UNREACHABLE, minutes, UNREACHABLE).astype(np.uint8)
    return rounded
