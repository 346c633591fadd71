"""A trend as people read it, and as a document: what was compared, what came out, and how sure that is."""

import math
from typing import Any

from matcher.trend_counts import FIRST_YEAR, QUARTERS, Compared
from matcher.trends import EVERYWHERE, Movement, Moves, Trends
from matcher.wording import number, percent

NEAR_ONE = 0.1  # so near to "as much" one decimal would show no difference
ORDINALS = ("eerste", "tweede", "derde", "vierde")
MANY_TIMES = 10  # beyond this, how many times says nothing to anybody
TOO_FEW = "te weinig vacatures om te zeggen of hier meer of minder vraag naar komt"
TOO_LITTLE = "te weinig geschiedenis om te zeggen of hier meer of minder vraag naar komt"


def trend_document(trends: Trends, skill: int) -> dict[str, Any]:
    """Return the trend of a skill as a document; `change` and `high` are null where there is no such number."""
    return _document(trends, trends.skills, skill)


def occupation_trend_document(trends: Trends, occupation: int) -> dict[str, Any]:
    """Return the trend of an occupation as a document."""
    return _document(trends, trends.occupations, occupation)


def trend_words(trends: Trends, moves: Moves, index: int) -> str:
    """Return a trend in plain Dutch, without a capital or a full stop; `moves` are the skills or occupations."""
    movement = moves.movement_of(index)
    if trends.compared is None or movement is Movement.TOO_LITTLE:
        return TOO_LITTLE
    now, before = _periods(trends.compared)
    between = _between(float(moves.low[index]), float(moves.high[index]))
    if movement is Movement.UNCERTAIN:
        unclear = f"in {now} niet duidelijk meer of minder gevraagd dan {before}: {between} keer zo veel"
        return unclear if between else TOO_FEW
    if movement is Movement.STABLE and moves.share[index] >= EVERYWHERE:
        return f"in bijna alle vacatures gevraagd, in {now} en ook {before}; meer kan het bijna niet worden"
    if movement is Movement.STABLE:
        return f"in {now} ongeveer even veel gevraagd als {before} ({between} keer zo veel)"
    return f"in {now} {_moved(moves, index, before, between)}"


def _moved(moves: Moves, index: int, before: str, between: str) -> str:
    change = float(moves.change[index])
    if moves.movement_of(index) is Movement.FADING:
        least, most = (percent(1 - float(bound[index])) for bound in (moves.high, moves.low))
        return f"ongeveer {percent(1 - change)} minder gevraagd dan {before} (tussen {least} en {most} minder)"
    if math.isinf(change):
        return f"wel gevraagd en {before} niet ({between} keer zo veel)"
    return f"{_times(change)} keer zo veel gevraagd als {before} ({between})"


def _between(low: float, high: float) -> str:
    """Return an interval; "" when it is so wide that it says nothing."""
    if high <= MANY_TIMES:
        return f"tussen {_times(low)} en {_times(high)}"
    return f"minstens {_times(low)}" if low >= 1 / MANY_TIMES else ""


def compared_words(trends: Trends) -> str:
    """Return a sentence on what was compared, or on why nothing could be."""
    if trends.compared is None:
        return f"Over de vraag van nu en later is niets te zeggen: {trends.note}."
    now, before = (_span(quarters) for quarters in (trends.compared.now, trends.compared.before))
    season = "" if trends.compared.seasons else " Het seizoen kan meespelen."
    return f"Vergeleken: vacatures van {now} met die van {before}, als deel van alle vacatures en per bron.{season}"


def _document(trends: Trends, moves: Moves, index: int) -> dict[str, Any]:
    movement = moves.movement_of(index)
    return {
        "movement": movement.value,
        "label": movement.label,
        "change": _finite(float(moves.change[index])),
        "low": round(float(moves.low[index]), 3),
        "high": _finite(float(moves.high[index])),
        "now": int(moves.now[index]),
        "before": int(moves.before[index]),
        "everywhere": bool(moves.share[index] >= EVERYWHERE),
        "text": trend_words(trends, moves, index),
    }


def _finite(value: float) -> float | None:
    return round(value, 3) if math.isfinite(value) else None


def _times(value: float) -> str:
    return number(round(value, 2 if abs(value - 1) < NEAR_ONE else 1))


def _periods(compared: Compared) -> tuple[str, str]:
    """Return what stands after "in" for now, and after "als" for before."""
    if not compared.seasons:
        return "het laatste halfjaar", "in het halfjaar ervoor"
    if len(compared.now) == QUARTERS:
        return "het laatste jaar", "het jaar ervoor"
    if len(compared.now) == 1:
        return _quarter(compared.now[0]), "in hetzelfde kwartaal een jaar eerder"
    return f"{len(compared.now)} kwartalen van het laatste jaar", "in dezelfde kwartalen een jaar eerder"


def _span(quarters: tuple[int, ...]) -> str:
    """Return the quarters, which stand with the latest first."""
    first, last = quarters[-1], quarters[0]
    if first == last:
        return _quarter(last)
    if last - first + 1 == len(quarters):
        return f"{_quarter(first)} tot en met {_quarter(last)}"
    names = [_quarter(one) for one in reversed(quarters)]
    return f"{', '.join(names[:-1])} en {names[-1]}"


def _quarter(quarter: int) -> str:
    return f"het {ORDINALS[quarter % QUARTERS]} kwartaal van {FIRST_YEAR + quarter // QUARTERS}"
