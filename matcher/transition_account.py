"""The account of one step to other work: what goes along, what is missing, and which threshold fails, with numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from matcher.background import NO_WORK
from matcher.codes import Code
from matcher.direction import Direction
from matcher.domain import Licence
from matcher.outlook import UNKNOWN, Basis, Risk
from matcher.pay import LEAST_WAGES
from matcher.seeker import mask_of
from matcher.transitions import Answer, Transitions, own_wage
from matcher.wording import number, percent
from matcher.work_levels import level_text

ANSWERS, RISKS, BASES = tuple(Answer), tuple(Risk), tuple(Basis)


class Aspect(Code):
    """The three questions about a step."""

    VIABLE = ("haalbaar", "haalbaar")
    DESIRABLE = ("gunstig", "loon blijft op peil")
    SAFE = ("zeker", "werk met toekomst")


class FactKind(Code):
    """What a fact about a step is; the label names the values that it needs."""

    # Viable
    CARRY = ("genoeg-mee", "u neemt {carry} mee van wat u moet kunnen; {threshold} is genoeg")
    CARRY_SHORT = ("te-weinig-mee", "u neemt {carry} mee van wat u moet kunnen; haalbaar begint bij {threshold}")
    LEVEL = ("niveau-past", "het niveau past: {level}")
    LEVEL_HIGH = ("niveau-te-hoog", "het niveau is {steps} hoger dan dat van u ({level}); de grens is {allowed}")
    LEVEL_UNKNOWN = ("niveau-onbekend", "het niveau van dit werk of dat van u is niet bekend")
    # Desirable
    PAY = ("loon-past", "dit werk betaalt ongeveer {wage} per uur; werk als {work} ongeveer {own}")
    PAY_LESS = (
        "loon-lager",
        "dit werk betaalt ongeveer {wage} per uur, {drop} minder dan werk als {work} ({own}); de grens is {allowed}",
    )
    NO_MARKET = ("geen-vacatures", "zonder vacatures is het loon niet bekend")
    PAY_UNKNOWN = ("loon-onbekend", "te weinig vacatures noemen een loon: {count}, en dat moeten er {least} zijn")
    OWN_PAY_UNKNOWN = ("eigen-loon-onbekend", "van uw eigen werk is geen loon bekend om mee te vergelijken")
    # Safe
    RISK = ("vooruitzicht-past", "{outlook} ({basis})")
    RISK_HIGH = ("risico-te-hoog", "{outlook} ({basis}); de grens is {allowed}")
    SCORE_LOWER = ("risico-niet-hoger", "het risico is {score}, niet hoger dan de {own} van uw eigen werk ({basis})")
    SCORE_HIGHER = ("risico-hoger", "het risico is {score}, hoger dan de {own} van uw eigen werk ({basis})")
    RISK_UNKNOWN = ("vooruitzicht-onbekend", "geen tabel zegt hoe dit werk verandert")


# The facts that make an answer no, and those that keep it unknown.
AGAINST = frozenset(
    {FactKind.CARRY_SHORT, FactKind.LEVEL_HIGH, FactKind.PAY_LESS, FactKind.RISK_HIGH, FactKind.SCORE_HIGHER}
)
UNSURE = frozenset(
    {
        FactKind.LEVEL_UNKNOWN,
        FactKind.NO_MARKET,
        FactKind.PAY_UNKNOWN,
        FactKind.OWN_PAY_UNKNOWN,
        FactKind.RISK_UNKNOWN,
    }
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact with its values."""

    kind: FactKind
    values: Mapping[str, Any]

    @property
    def text(self) -> str:
        """The sentence in Dutch."""
        return self.kind.label.format(**self.values)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one question about a step, with the facts that it rests on."""

    aspect: Aspect
    answer: Answer
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """An essential skill that goes along for `credit`, in [0, 1]; `via` is the own skill behind it, or itself."""

    skill: int
    credit: float
    via: int


@dataclass(frozen=True, slots=True)
class TransitionAccount:
    """The account of one step. Every essential skill of the occupation is in one of the first three.

    `carried` someone has, wholly or in part, the surest first; `partly` a neighbour of it; `missing` neither, the most
    telling first. `papers` are ids that the law asks for and `usual_papers` those that are often asked, both as far as
    they are not there.
    """

    occupation: int
    direction: Direction
    carried: tuple[Taken, ...]
    partly: tuple[Taken, ...]
    missing: tuple[int, ...]
    papers: tuple[str, ...]
    usual_papers: tuple[str, ...]
    verdicts: tuple[Verdict, ...]


def transition_account(transitions: Transitions, occupation: int, licences: tuple[Licence, ...]) -> TransitionAccount:
    """Return the account of the step to this occupation; `licences` are those of the taxonomy, in their order."""
    background, concepts = transitions.background, transitions.chart.concepts
    start, stop = concepts.essential.indptr[occupation], concepts.essential.indptr[occupation + 1]
    asked = concepts.essential.indices[start:stop]
    asked = asked[np.argsort(-concepts.weight[asked], kind="stable")]
    held = background.own[asked] > 0
    lent = ~held & (background.credit[asked] > 0)
    return TransitionAccount(
        occupation=occupation,
        direction=Direction.BIJSCHOLING if transitions.close[occupation] else Direction.OMSCHOLING,
        carried=_taken(transitions, asked[held]),
        partly=_taken(transitions, asked[lent]),
        missing=tuple(int(skill) for skill in asked[~held & ~lent]),
        papers=_absent(concepts.occupations[occupation].licences_legal, background.licences, licences),
        usual_papers=_absent(concepts.occupations[occupation].licences_usual, background.licences, licences),
        verdicts=(
            _verdict(Aspect.VIABLE, transitions.viable[occupation], _viable(transitions, occupation)),
            _verdict(Aspect.DESIRABLE, transitions.desirable[occupation], _desirable(transitions, occupation)),
            _verdict(Aspect.SAFE, transitions.safe[occupation], _safe(transitions, occupation)),
        ),
    )


def _absent(papers: tuple[str, ...], held: int | None, licences: tuple[Licence, ...]) -> tuple[str, ...]:
    return tuple(paper for paper in papers if mask_of((paper,), licences) & ~(held or 0))


def _taken(transitions: Transitions, skills: Any) -> tuple[Taken, ...]:
    credit, via = transitions.background.credit, transitions.background.via
    order = np.argsort(-credit[skills], kind="stable")
    return tuple(Taken(int(skill), float(credit[skill]), int(via[skill])) for skill in skills[order])


def _verdict(aspect: Aspect, answer: Any, facts: Iterator[Fact]) -> Verdict:
    return Verdict(aspect, ANSWERS[int(answer)], tuple(facts))


def _viable(transitions: Transitions, at: int) -> Iterator[Fact]:
    carry, policy = float(transitions.carry[at]), transitions.policy
    shown = {"carry": _percent(carry, policy.transition_carry), "threshold": percent(policy.transition_carry, 1)}
    yield Fact(FactKind.CARRY_SHORT if transitions.short[at] else FactKind.CARRY, shown)
    steps = transitions.steps_up[at]
    level = level_text(int(transitions.chart.stated[at]), int(transitions.chart.skill_level[at]))
    if np.isnan(steps):
        yield Fact(FactKind.LEVEL_UNKNOWN, {})
    elif transitions.too_high[at]:
        allowed = _steps(policy.transition_levels_up)
        yield Fact(FactKind.LEVEL_HIGH, {"steps": _steps(int(steps)), "level": level, "allowed": allowed})
    else:
        yield Fact(FactKind.LEVEL, {"level": level})


def _desirable(transitions: Transitions, at: int) -> Iterator[Fact]:
    background, pay = transitions.background, transitions.pay
    if pay is None:
        yield Fact(FactKind.NO_MARKET, {})
        return
    wage, own = float(pay.wage[at]), own_wage(background, pay)
    if np.isnan(wage):
        yield Fact(FactKind.PAY_UNKNOWN, {"count": int(pay.count[at]), "least": LEAST_WAGES})
    elif np.isnan(own):
        yield Fact(FactKind.OWN_PAY_UNKNOWN, {})
    else:
        work = transitions.chart.concepts.occupations[background.main].label
        values = {"wage": hourly(wage), "own": hourly(own), "work": work}
        less = {"drop": percent(1 - wage / own, 1), "allowed": percent(transitions.policy.transition_wage_drop, 1)}
        yield Fact(FactKind.PAY_LESS, values | less) if transitions.pays_less[at] else Fact(FactKind.PAY, values)


def _safe(transitions: Transitions, at: int) -> Iterator[Fact]:
    outlook, main = transitions.chart.outlook, transitions.background.main
    if transitions.safe[at] == Answer.UNKNOWN.ordinal:
        yield Fact(FactKind.RISK_UNKNOWN, {})
        return
    basis = BASES[outlook.risk_basis[at]].label
    if outlook.risk[at] != UNKNOWN:
        values = {"outlook": RISKS[outlook.risk[at]].label, "basis": basis}
        allowed = {"allowed": transitions.policy.transition_risk.value}
        yield Fact(FactKind.RISK_HIGH, values | allowed) if transitions.risky[at] else Fact(FactKind.RISK, values)
    elif main != NO_WORK:
        kind = FactKind.SCORE_HIGHER if transitions.risky[at] else FactKind.SCORE_LOWER
        score, own = number(float(outlook.score[at])), number(float(outlook.score[main]))
        yield Fact(kind, {"score": score, "own": own, "basis": basis})


def hourly(wage: float) -> str:
    """Return gross pay an hour as Dutch people write it."""
    return f"€ {wage:.2f}".replace(".", ",")


def _steps(count: int) -> str:
    return f"{count} niveau" if count == 1 else f"{count} niveaus"


def _percent(share: float, threshold: float) -> str:
    """Return a part in whole percents, in tenths where rounding would put it on the wrong side of the threshold."""
    whole = round(share, 2)
    return percent(share, 1 if (whole >= threshold) != (share >= threshold) else 0)
