"""Steps to other work as plain documents: what the command prints as JSON, and what pages will be filled from."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from matcher.direction import Direction
from matcher.outlook import UNKNOWN, Basis
from matcher.pay import LEAST_WAGES
from matcher.transition_account import Aspect, TransitionAccount, Verdict, transition_account
from matcher.transitions import Answer, Transitions, own_wage, varied
from matcher.trend_words import occupation_trend_document
from matcher.trends import Trends
from matcher.work_levels import NO_LEVEL, NO_SKILL_LEVEL, level_text
from pipelines.landscape import Landscape

Document = dict[str, Any]

SHOWN = 5  # steps of each direction, when nobody says how many
NOT_KNOWN = "onbekend"
BASES = tuple(Basis)
KEYS = {Aspect.VIABLE: "viable", Aspect.DESIRABLE: "desirable", Aspect.SAFE: "safe"}


def transitions_document(
    landscape: Landscape,
    transitions: Transitions,
    *,
    client: str | None,
    on: date,
    top: int = SHOWN,
    trends: Trends | None = None,
) -> Document:
    """Return the steps: those that were wished for, and of each direction the best `top`; none is in two lists.

    `kinds` are labels of other occupations of the same family that stand lower in the order; `trend` is how demand for
    the occupation moves, null without `trends`.
    """
    background, chart = transitions.background, transitions.chart
    steps = transitions.order if background.has_skills else transitions.order[:0]
    order = [int(at) for at in steps]
    wishes = [at for at in background.wishes if at in set(order)]
    rest = [at for at in order if at not in wishes]
    close = {
        Direction.BIJSCHOLING: [at for at in rest if transitions.close[at]],
        Direction.OMSCHOLING: [at for at in rest if not transitions.close[at]],
    }

    def document(at: int, others: Sequence[int] = ()) -> Document:
        return step_document(landscape, transitions, at) | {
            "kinds": [chart.concepts.occupations[other].label for other in others],
            "trend": None if trends is None else occupation_trend_document(trends, at),
        }

    def documents(chosen: Sequence[int]) -> list[Document]:
        return [document(at, others) for at, others in varied(transitions, chosen)[:top]]

    return {
        "client": client,
        "occupation": None if client is not None else chart.concepts.occupations[background.main].id,
        "municipality": transitions.policy.municipality or None,
        "on": on.isoformat(),
        "taxonomy": landscape.taxonomy,
        "market": None if landscape.market is None else landscape.market.id,
        "thresholds": _thresholds(transitions),
        "own_work": [own_work_document(transitions, at) for at in background.done],
        "own_level": level_text(background.stated, background.skill_level) or None,
        "wage_compared_with": None if background.main < 0 else chart.concepts.occupations[background.main].label,
        "too_little_known": not background.has_skills,
        "wishes": [document(at) for at in wishes],
        "bijscholing": documents(close[Direction.BIJSCHOLING]),
        "omscholing": documents(close[Direction.OMSCHOLING]),
        "counts": {
            "occupations": len(chart.concepts.occupations),
            "steps": len(order),
            "bijscholing": len(close[Direction.BIJSCHOLING]),
            "omscholing": len(close[Direction.OMSCHOLING]),
            **_yes_counts(transitions, order),
        },
        "left_out": {reason.value: count for reason, count in transitions.left_out.items()},
        "outlook": {"known": chart.outlook.known, "sources": list(chart.outlook.sources)},
    }


def _yes_counts(transitions: Transitions, order: Sequence[int]) -> Document:
    """Return for how many of these steps each answer is yes, and for how many all three are."""
    answers = {
        Aspect.VIABLE: transitions.viable,
        Aspect.DESIRABLE: transitions.desirable,
        Aspect.SAFE: transitions.safe,
    }
    yes = {KEYS[aspect]: found[order] == Answer.YES.ordinal for aspect, found in answers.items()}
    every = np.logical_and.reduce(list(yes.values()))
    return {key: int(np.count_nonzero(found)) for key, found in (yes | {"all_three": every}).items()}


def _thresholds(transitions: Transitions) -> Document:
    policy = transitions.policy
    return {
        "carry": policy.transition_carry,
        "levels_up": policy.transition_levels_up,
        "wage_drop": policy.transition_wage_drop,
        "risk": policy.transition_risk.value,
    }


def own_work_document(transitions: Transitions, at: int) -> Document:
    """Return an occupation that someone does or did, with its outlook."""
    occupation = transitions.chart.concepts.occupations[at]
    return {
        "occupation": occupation.id,
        "label": occupation.label,
        "isco": occupation.isco or None,
        "outlook": outlook_document(transitions, at),
    }


def step_document(landscape: Landscape, transitions: Transitions, at: int) -> Document:
    """Return one step with everything that belongs to it."""
    concepts, chart = landscape.concepts, transitions.chart
    account = transition_account(transitions, at, landscape.licences)
    occupation = concepts.occupations[at]
    stated, skill_level = int(chart.stated[at]), int(chart.skill_level[at])
    steps = transitions.steps_up[at]
    return {
        "occupation": occupation.id,
        "label": occupation.label,
        "isco": occupation.isco or None,
        "direction": account.direction.value,
        "wished": bool(transitions.wished[at]),
        "carry": _rounded(transitions.carry[at]),
        "likeness": _rounded(transitions.background.likeness[at]),
        **_skills(landscape, account),
        "papers": [paper.label for paper in landscape.licences if paper.id in account.papers],
        "usual_papers": [paper.label for paper in landscape.licences if paper.id in account.usual_papers],
        "papers_known": transitions.background.licences is not None,
        "level": {
            "label": level_text(stated, skill_level) or NOT_KNOWN,
            "derived": stated == NO_LEVEL and skill_level != NO_SKILL_LEVEL,
            "steps_up": None if np.isnan(steps) else int(steps),
        },
        "demand": None if transitions.demand is None else int(transitions.demand[at]),
        "wage": wage_document(transitions, at),
        "outlook": outlook_document(transitions, at),
        **{KEYS[verdict.aspect]: _verdict(verdict) for verdict in account.verdicts},
    }


def _skills(landscape: Landscape, account: TransitionAccount) -> Document:
    names = landscape.concepts.skills
    return {
        "carried_skills": [
            {"skill": names[one.skill].label, "credit": _rounded(one.credit)} for one in account.carried
        ],
        "partial_skills": [
            {"skill": names[one.skill].label, "through": names[one.via].label, "credit": _rounded(one.credit)}
            for one in account.partly
        ],
        "missing_skills": [names[skill].label for skill in account.missing],
    }


def wage_document(transitions: Transitions, at: int) -> Document:
    """Return what the work usually pays, euro an hour gross, on how many vacancies that rests, and one's own."""
    pay = transitions.pay
    wage = np.nan if pay is None else pay.wage[at]
    own = own_wage(transitions.background, pay)
    basis = None if pay is None or np.isnan(wage) else Basis.GROUP if pay.of_group[at] else Basis.OCCUPATION
    return {
        "hourly": None if np.isnan(wage) else float(wage),
        "own_hourly": None if np.isnan(own) else own,
        "vacancies": 0 if pay is None else int(pay.count[at]),
        "least_vacancies": LEAST_WAGES,
        "basis": None if basis is None else basis.value,
    }


def outlook_document(transitions: Transitions, at: int) -> Document:
    """Return how an occupation is likely to fare, "onbekend" where no table says."""
    outlook = transitions.chart.outlook
    one = outlook.every[at]
    risk_basis, shortage_basis = outlook.risk_basis[at], outlook.shortage_basis[at]
    return {
        "risk": NOT_KNOWN if one.risk is None else one.risk.value,
        "risk_score": one.score,
        "bottlenecks": one.bottlenecks,
        "risk_basis": None if risk_basis == UNKNOWN else BASES[risk_basis].value,
        "risk_source": one.source or None,
        "shortage": NOT_KNOWN if one.shortage is None else one.shortage.value,
        "shortage_basis": None if shortage_basis == UNKNOWN else BASES[shortage_basis].value,
        "shortage_source": one.shortage_source or None,
    }


def _verdict(verdict: Verdict) -> Document:
    return {
        "answer": verdict.answer.value,
        "label": verdict.aspect.label,
        "reasons": [{"kind": fact.kind.value, "text": fact.text} for fact in verdict.facts],
    }


def _rounded(value: Any) -> float:
    return round(float(value), 4)
