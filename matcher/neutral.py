"""An order that nobody's profile has a part in: what was published last comes first, and equals stand by their id.

For who wants no automatic order. What someone can do, wants or is near to moves nothing here; without a date of
publication a vacancy comes last.
"""

import numpy as np

from matcher.advise import Listing
from matcher.eligibility import Options
from matcher.features import features
from matcher.fit import Positions
from matcher.market import NO_DAY, Market
from matcher.ranker import Ranker
from matcher.reach import Rows
from matcher.situation import Situation


def newest_first(market: Market, rows: Rows) -> Positions:
    """Return the order of these rows, as positions in them."""
    published = market.columns.published[rows].astype(np.int64)
    newest = np.where(published == NO_DAY, -np.inf, published)
    return np.lexsort((market.columns.id_rank[rows], -newest))


def unordered(
    situation: Situation, options: Options, ranker: Ranker, at: Positions, *, offset: int, length: int
) -> Listing:
    """Return a part of the vacancies at these positions in that order; the points are there for the reasons alone."""
    chosen = at[newest_first(situation.market, options.rows[at])[offset : offset + length]]
    return Listing(ranker.score(features(situation, options, chosen)), total=len(at))
