"""An encoder of short texts: a sum of learned n-gram vectors and one residual layer.

A text is the weighted sum of the vectors of its n-grams (Bojanowski et al., 2017, TACL 5), bent by one layer with a
shortcut (He et al., 2016), at length 1, so that a product of two texts is the cosine between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.grams import Grams
from models.threads import one_thread

Floats = NDArray[np.float32]
AT_ONCE = 4096  # texts: 4 MB of vectors


@dataclass(frozen=True, slots=True, eq=False)
class Encoder:
    """What was learned: `table` (n_ngrams, size), and a layer.

    The layer is `inner` (size, width), `bias` (width,) and `outer` (width, size).
    """

    grams: Grams
    table: Floats
    inner: Floats
    bias: Floats
    outer: Floats

    @property
    def size(self) -> int:
        """The length of a vector."""
        return int(self.table.shape[1])

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return vectors (n_texts, size) of length 1; zeros for a text without a single known n-gram."""
        vectors = np.zeros((len(texts), self.size), np.float32)
        for start in range(0, len(texts), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            vectors[part] = self._encoded(texts[part])
        return vectors

    def _encoded(self, texts: Sequence[str]) -> Floats:
        with one_thread():
            sums: Floats = self.grams.transform(texts) @ self.table
            bent = sums + np.maximum(sums @ self.inner + self.bias, 0) @ self.outer
        bent[~sums.any(axis=1)] = 0
        lengths = np.linalg.norm(bent, axis=1, keepdims=True)
        encoded: Floats = bent / np.where(lengths > 0, lengths, 1)
        return encoded
