"""How an occupation is likely to fare: its risk of automation and its shortage of people, from tables given by path.

Nothing is estimated here. What no table names is unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.codes import Code
from matcher.concepts import Concepts
from matcher.domain import Occupation

UNKNOWN = -1  # in an array of codes


class Risk(Code):
    """How likely it is that machines and computers take over a good part of the work, from low to high.

    In the tables of Nesta (Mapping Career Causeways, 2020) high is the highest quarter of risk with the lowest quarter
    of tasks that are hard to take over, low the reverse, and "Other" is all between.
    """

    LOW = ("laag", "de kans is klein dat dit werk sterk verandert door nieuwe techniek")
    MEDIUM = ("midden", "een deel van dit werk kan veranderen door nieuwe techniek")
    HIGH = ("hoog", "de kans is groot dat dit werk verandert door nieuwe techniek")


class Shortage(Code):
    """How many vacancies there are against people who look for work, in the words of UWV, from tight to loose."""

    VERY_TIGHT = ("zeer-krap", "werkgevers zoeken heel veel mensen voor dit werk")
    TIGHT = ("krap", "werkgevers zoeken veel mensen voor dit werk")
    AVERAGE = ("gemiddeld", "er zijn ongeveer evenveel vacatures als mensen die dit werk zoeken")
    LOOSE = ("ruim", "er zijn meer mensen die dit werk zoeken dan vacatures")
    VERY_LOOSE = ("zeer-ruim", "er zijn veel meer mensen die dit werk zoeken dan vacatures")


class Basis(Code):
    """For what a table states an outlook."""

    OCCUPATION = ("beroep", "voor dit beroep")
    BROADER = ("hoofdberoep", "voor het beroep waar dit onder valt")
    GROUP = ("beroepsgroep", "voor de beroepsgroep (ISCO)")


@dataclass(frozen=True, slots=True)
class Outlook:
    """What tables say of one occupation or unit group.

    `score` is the table's own number for the risk, higher is riskier, on a scale that only numbers of the same `source`
    share. `bottlenecks` in [0, 1] is the part of the tasks that is hard to take over. `source` names table and year
    behind the risk, `shortage_source` behind the shortage; "" without one.
    """

    risk: Risk | None = None
    score: float | None = None
    bottlenecks: float | None = None
    source: str = ""
    shortage: Shortage | None = None
    shortage_source: str = ""

    @property
    def has_risk(self) -> bool:
        """Whether anything is known of the risk."""
        return self.risk is not None or self.score is not None

    def over(self, other: "Outlook") -> "Outlook":
        """Return this outlook, with the risk or the shortage of another where this one has none."""
        risk = self if self.has_risk else other
        shortage = self if self.shortage is not None else other
        return Outlook(
            risk.risk, risk.score, risk.bottlenecks, risk.source, shortage.shortage, shortage.shortage_source
        )


NOTHING_KNOWN = Outlook()


@dataclass(frozen=True, slots=True)
class Outlooks:
    """All that the tables say: by the id of an occupation, and by four-digit ISCO-08 unit group."""

    by_occupation: Mapping[str, Outlook]
    by_isco: Mapping[str, Outlook]

    def __bool__(self) -> bool:
        return bool(self.by_occupation or self.by_isco)


NO_OUTLOOKS = Outlooks({}, {})


@dataclass(frozen=True, slots=True, eq=False)
class OutlookColumns:
    """The outlook of every occupation of a taxonomy, one element each.

    `risk` and `shortage` are ordinals of `Risk` and `Shortage`, `risk_basis` and `shortage_basis` of `Basis`, -1
    unknown; `score` and `bottlenecks` NaN unknown. `source` is an index in `sources`, -1 without a risk.
    """

    every: tuple[Outlook, ...]
    risk: NDArray[np.int8]
    score: NDArray[np.float64]
    bottlenecks: NDArray[np.float64]
    source: NDArray[np.int32]
    risk_basis: NDArray[np.int8]
    shortage: NDArray[np.int8]
    shortage_basis: NDArray[np.int8]
    sources: tuple[str, ...]

    @property
    def known(self) -> int:
        """Of how many occupations anything is known."""
        return int(np.count_nonzero((self.risk_basis != UNKNOWN) | (self.shortage_basis != UNKNOWN)))


def outlook_columns(outlooks: Outlooks, concepts: Concepts) -> OutlookColumns:
    """Return the outlook of every occupation: its own, else that of the occupation above it, else of its unit group.

    Risk and shortage are looked for apart, as they often come from different tables. The estimates of Nesta are for
    the highest occupations of ESCO, and are meant to hold for those under them too.
    """
    found = [_of(occupation, outlooks, concepts) for occupation in concepts.occupations]
    every = tuple(outlook for outlook, _, _ in found)
    sources = tuple(sorted({outlook.source for outlook in every if outlook.has_risk}))
    at = {source: index for index, source in enumerate(sources)}
    return OutlookColumns(
        every=every,
        risk=_ordinals([outlook.risk for outlook in every]),
        score=_numbers([outlook.score for outlook in every]),
        bottlenecks=_numbers([outlook.bottlenecks for outlook in every]),
        source=np.array([at[outlook.source] if outlook.has_risk else UNKNOWN for outlook in every], np.int32),
        risk_basis=_ordinals([basis for _, basis, _ in found]),
        shortage=_ordinals([outlook.shortage for outlook in every]),
        shortage_basis=_ordinals([basis for _, _, basis in found]),
        sources=sources,
    )


def _of(occupation: Occupation, outlooks: Outlooks, concepts: Concepts) -> tuple[Outlook, Basis | None, Basis | None]:
    """Return what is known of one occupation, and for what the risk and the shortage were stated."""
    outlook, risk, shortage = NOTHING_KNOWN, None, None
    for basis, one in _from_near(occupation, outlooks, concepts):
        if one.has_risk and not outlook.has_risk:
            risk = basis
        if one.shortage is not None and outlook.shortage is None:
            shortage = basis
        outlook = outlook.over(one)
    return outlook, risk, shortage


def _from_near(occupation: Occupation, outlooks: Outlooks, concepts: Concepts) -> list[tuple[Basis, Outlook]]:
    """Return every outlook that holds for an occupation, the nearest first."""
    levels = [(Basis.OCCUPATION, occupation.id)]
    waiting, seen = list(occupation.broader), {occupation.id}
    while waiting:
        above = waiting.pop(0)
        if above in concepts.occupation_at and above not in seen:
            seen.add(above)
            levels.append((Basis.BROADER, above))
            waiting.extend(concepts.occupations[concepts.occupation_at[above]].broader)
    found = [(basis, outlooks.by_occupation[name]) for basis, name in levels if name in outlooks.by_occupation]
    if occupation.isco and occupation.isco in outlooks.by_isco:
        found.append((Basis.GROUP, outlooks.by_isco[occupation.isco]))
    return found


def _ordinals(codes: list[Risk | None] | list[Shortage | None] | list[Basis | None]) -> NDArray[np.int8]:
    return np.array([UNKNOWN if code is None else code.ordinal for code in codes], np.int8)


def _numbers(values: list[float | None]) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in values], np.float64)
