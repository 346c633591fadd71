"""Which place a vacancy has among all that match, whether it is shown there or not."""

import numpy as np
from numpy.typing import NDArray

from matcher.eligibility import Options
from matcher.features import features
from matcher.fit import Positions
from matcher.ranker import Ranker
from matcher.situation import Situation


def places_of(situation: Situation, options: Options, ranker: Ranker, at: Positions) -> NDArray[np.int64]:
    """Return the place of each of the options at these positions among them, 1 for the best; ties as in `top`."""
    score = ranker.score(features(situation, options, at)).score
    ids = situation.market.columns.id_rank[options.rows[at]]
    order = np.lexsort((ids, options.reach.minutes[at], -score))
    places = np.empty(len(at), np.int64)
    places[order] = np.arange(1, len(at) + 1)
    return places
