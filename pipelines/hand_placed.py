"""What is shown of what coaches changed: who put a vacancy where it stands, why, and vacancies of their own."""

from collections.abc import Iterable
from typing import Any

from pipelines.documents import Document
from pipelines.own_order import ByHand
from pipelines.store.interventions import Change, in_force

COACH = "werkcoach"


def placed_document(hand: ByHand, vacancy: str, place: int | None) -> Document:
    """Return that a coach gave a vacancy its place; `place` is the one that the ranking gives it, if it gives one."""
    return {"by": COACH, "place": place, "changes": [change_document(hand, one) for one in hand.changes[vacancy]]}


def changes_document(hand: ByHand) -> list[Document]:
    """Return every change that was not undone, in the order in which they were made."""
    made = sorted((one for changes in hand.changes.values() for one in changes), key=lambda one: (one.at, one.id))
    return [change_document(hand, change) for change in made]


def change_document(hand: ByHand, change: Change) -> Document:
    """Return one change; `in_effect` False says that it does nothing now."""
    return {
        "change": change.id,
        "kind": change.kind.value,
        "label": change.kind.label,
        "vacancy": change.vacancy,
        "note": change.note,
        "position": change.position,
        "at": change.at.isoformat(),
        "who": change.who,
        "in_effect": change.id not in hand.idle,
    }


def written_by_hand(changes: Iterable[Change]) -> dict[str, Change]:
    """Return by id the vacancies that coaches wrote down and that were not taken back, with the change that says so."""
    return {change.vacancy: change for change in in_force(changes) if change.own is not None}


def own_row(change: Change) -> Document:
    """Return a vacancy that a coach wrote down, with the keys that any row has; the rules know nothing of it."""
    own: dict[str, Any] = change.own or {}
    return {
        "vacancy": change.vacancy,
        "title": own["title"],
        "employer": own["employer"],
        "place": own["place"],
        "postcode": "",
        "workplace": None,
        "route": None,
        "contract": None,
        "hours": {"min": own["hours_min"], "max": own["hours_max"]},
        "wage": None,
        "closing_date": own["closing_date"],
        "source": COACH,
        "source_url": own["link"],
        "contact": own["contact"],
        "description": own["text"],
        "score": None,
        "base": None,
        "points": [],
        "commute": None,
        "matched_skills": [],
        "missing_skills": [],
        "partial_skills": [],
        "reasons_for": [],
        "reasons_against": [],
        "misses": [],
    }
