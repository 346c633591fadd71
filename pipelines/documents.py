"""Advice as plain documents: what the commands print as JSON, and what pages will be filled from."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from matcher.advise import Advice, Listing
from matcher.codes import Mode
from matcher.explain import Account, SkillAccount, account_of
from matcher.features import features
from matcher.fit import Fit
from matcher.kinship import kinship_text
from matcher.left_out import looked_at
from matcher.question import Question
from matcher.reach import minutes_to
from matcher.situation import Situation
from pipelines.display import hours_of
from pipelines.from_text import meaning
from pipelines.service import Service, Wanted
from pipelines.store.clients import StoredClient

Document = dict[str, Any]


def match_document(service: Service, stored: StoredClient, wanted: Wanted) -> Document:
    """Return a client's match list with everything that belongs to it."""
    advice = service.advice(stored, wanted)
    return {
        **advice_document(service, stored, advice),
        "results": [row | {"rank": rank} for rank, row in enumerate(rows_of(service, advice, advice.matches), 1)],
        "near_misses": rows_of(service, advice, advice.near),
        "beyond_limit": rows_of(service, advice, advice.beyond),
        "unknown_travel": rows_of(service, advice, advice.unknown),
        "left_out": {refusal.value: count for refusal, count in advice.left_out.items()},
        "counts": {
            "market": len(service.market.market),
            "matches": advice.matches.total,
            "near_misses": advice.near.total,
            "unknown_travel": advice.unknown.total,
            "left_out": sum(advice.left_out.values()),
        },
        "question": question_document(advice.question),
        "travel": travel_document(service, advice.situation.on),
    }


def advice_document(service: Service, stored: StoredClient, advice: Advice) -> Document:
    """Return for whom and when a list is, and what it rests on."""
    return {
        "client": stored.client.id,
        "municipality": stored.client.municipality,
        "on": advice.situation.on.isoformat(),
        "market": service.market.market.id,
        "ranker": service.ranker.name,
        "match_coverage": advice.situation.policy.match_coverage,
    }


def travel_document(service: Service, on: date) -> Document:
    """Return what travel times rest on: per matrix its method, files, day and window, and what is wrong, if anything.

    A way of travelling that is not named is estimated.
    """
    data = service.travel_data
    matrices = {} if data.matrices is None else data.matrices.by_name
    return {
        "note": data.note_on(on) or None,
        "built": None if data.matrices is None else data.matrices.built,
        "matrices": {
            name: {
                "method": matrix.made.method.value,
                "day": matrix.made.as_of or None,
                "window": None if matrix.made.window is None else list(matrix.made.window),
                "percentile": matrix.made.percentile,
                "sources": [dict(source) for source in matrix.made.sources],
            }
            for name, matrix in sorted(matrices.items())
        },
    }


def rows_of(service: Service, advice: Advice, listing: Listing) -> list[Document]:
    """Return the vacancies of a listing, best first."""
    accounts = [
        account_of(advice.situation, advice.options, advice.fit.missed, listing.scored, index)
        for index in range(len(listing))
    ]
    texts = service.market.in_lists([account.row for account in accounts])
    return [
        vacancy_document(text) | account_document(advice.situation, account, service.travel_data.day_of(account.trip))
        for text, account in zip(texts, accounts, strict=True)
    ]


def vacancy_document(text: Mapping[str, Any]) -> Document:
    """Return what is shown of a vacancy itself."""
    return {
        "vacancy": text["id"],
        "title": text["title"],
        "employer": text["employer"],
        "place": place_of(text),
        "postcode": text["postcode"],
        "workplace": text["workplace"],
        "route": text["route"],
        "contract": text["contract"],
        "hours": hours_document(text),
        "wage": wage_document(text),
        "closing_date": iso(text["closing_date"]),
        "source": text["source"],
        "source_url": text["source_url"],
        "contact": text["contact"],
    }


def place_of(text: Mapping[str, Any]) -> str:
    """Return the place as its source names it, else that of its area, which may be a postcode."""
    area = str(text["area"]).partition(",")[0]
    return text["place"] or (f"postcode {area}" if area.isdecimal() else area)


def hours_document(text: Mapping[str, Any]) -> Document:
    """Return the hours a week, those found in the text when no field has them."""
    low, high = hours_of(text)
    return {"min": low, "max": high}


def wage_document(text: Mapping[str, Any]) -> Document | None:
    """Return gross pay with its period, None when the vacancy names none."""
    if text["wage_period"] is None:
        return None
    return {"min": text["wage_min"], "max": text["wage_max"], "period": text["wage_period"], "currency": "EUR"}


def account_document(situation: Situation, account: Account, day: str = "") -> Document:
    """Return why a vacancy stands where it stands; `day` is of when the data of the travel time are, "" for none."""
    names = situation.market.concepts.skills
    essential = [one for one in account.skills if one.essential]
    return {
        "score": account.score,
        "base": account.base,
        "points": [
            {
                "feature": one.feature.name,
                "label": one.feature.label,
                "value": one.value,
                "unit": one.feature.unit,
                "points": one.points,
            }
            for one in account.points
        ],
        "commute": {
            "minutes": account.trip.minutes,
            "mode": None if account.trip.mode is None else account.trip.mode.value,
            "method": account.trip.method.value,
            "day": day or None,
            "limit": account.trip.limit,
            "by_bike": account.trip.by_bike,
            "on_foot": account.trip.on_foot,
            "range": None if account.trip.range is None else list(account.trip.range),
            "p80": account.trip.mostly,
            "mark": None if account.trip.mark is None else account.trip.mark.value,
        },
        "matched_skills": [names[one.skill].label for one in account.skills if one.own > 0],
        "missing_skills": [names[one.skill].label for one in essential if one.own == 0],
        "partial_skills": [
            {"skill": names[one.skill].label, "through": names[one.via].label, "credit": one.credit}
            for one in essential
            if one.own == 0 and one.credit > 0
        ],
        "reasons_for": [reason.text for reason in account.reasons_for],
        "reasons_against": [reason.text for reason in account.reasons_against],
        "misses": [
            {"reason": refusal.value, "label": refusal.label, "text": why.text} for refusal, why in account.missed
        ],
    }


def question_document(question: Question | None) -> Document | None:
    """Return the most useful question; None when the profile is silent on nothing that matters."""
    if question is None:
        return None
    return {
        "about": question.topic.value,
        "text": question.text,
        "detail": question.detail,
        "decides": question.changes,
        "too_little_known": question.too_little,
    }


def why_document(service: Service, stored: StoredClient, vacancy: str, on: date | None = None) -> Document:
    """Return the full account of one pair, also when the vacancy is left out."""
    service.row(vacancy)  # what is not there is said before anything is worked out
    return advised_document(service, stored, service.advice(stored, Wanted(on=on)), vacancy)


def advised_document(service: Service, stored: StoredClient, advice: Advice, vacancy: str) -> Document:
    """Return the full account of one pair, from the advice for that client."""
    row = service.row(vacancy)
    options, fit, at = looked_at(advice.situation, advice.options, advice.fit, np.array([row]))
    text = service.market.texts([row])[0]
    document = {
        "client": stored.client.id,
        "on": advice.situation.on.isoformat(),
        "market": service.market.market.id,
        "ranker": service.ranker.name,
        **vacancy_document(text),
        "commute_by_mode": _by_mode(service, stored, row),
        "match_coverage": advice.situation.policy.match_coverage,
    }
    scored = service.ranker.score(features(advice.situation, options, at))
    account = account_of(advice.situation, options, fit.missed, scored, 0)
    return document | {
        "outcome": _outcome(fit, int(at[0])),
        **account_document(advice.situation, account, service.travel_data.day_of(account.trip)),
        "coverage": _number(fit.cover[at[0]]),
        "skills": [_skill_document(advice.situation, one, text["evidence"]) for one in account.skills],
        "in_text": in_text_document(service, text),
        "description": text["description"],
    }


def in_text_document(service: Service, text: Mapping[str, Any]) -> list[Document]:
    """Return what the text says but for skills, with its words, and whether that counts beside the fields."""
    papers = {paper.id: paper.label for paper in service.market.market.licences}
    return [
        {
            "kind": one["kind"],
            "concept": one["concept"],
            "meaning": meaning(one["kind"], one["concept"], one["value"], papers),
            "words": one["words"],
            "optional": one["optional"],
            "counts": one["counts"],
        }
        for one in text["in_text"]
    ]


def _outcome(fit: Fit, at: int) -> str:
    groups = {"match": fit.matches, "near_miss": np.concatenate([fit.narrow, fit.short]), "unknown_travel": fit.unknown}
    return next((name for name, members in groups.items() if at in members), "left_out")


def _skill_document(situation: Situation, one: SkillAccount, evidence: Sequence[Mapping[str, Any]]) -> Document:
    concepts = situation.market.concepts
    names, lent = concepts.skills, one.via >= 0 and one.own == 0
    return {
        "skill": names[one.skill].label,
        "essential": one.essential,
        "weight": one.weight,
        "source": one.origin.value,
        "words": next((found["words"] for found in evidence if found["skill"] == one.skill), ""),
        "own": one.own,
        "credit": one.credit,
        "through": names[one.via].label if lent else "",
        "because": kinship_text(concepts, names[one.via].id, names[one.skill].id) if lent else "",
    }


def _by_mode(service: Service, stored: StoredClient, row: int) -> dict[str, int | None]:
    travel = service.travel_of(stored)
    market = service.market.market
    return {mode.value: minutes_to(market, travel, stored.client.home, mode, row) for mode in Mode}


def iso(day: date | None) -> str | None:
    """Return a date as ISO text, None when there is none."""
    return None if day is None else day.isoformat()


def _number(value: np.floating[Any]) -> float | None:
    return None if np.isnan(value) else float(value)
