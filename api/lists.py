"""Documents of lists as their schemas want them: mappings become lists, with words beside the codes."""

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from api.schemas.lists import AfgevallenLijst, EigenLijst, Ingreep, Lijst
from api.schemas.why import Outcome, Waarom
from matcher.codes import Method
from matcher.eligibility import Refusal
from pipelines.documents import Document
from pipelines.explained import NOT_JUDGED
from pipelines.store.engine import Store
from pipelines.store.interventions import Change

SomeList = TypeVar("SomeList", Lijst, EigenLijst)
OUTCOMES: Mapping[str, Outcome] = {
    "match": "past",
    "near_miss": "past-bijna",
    "unknown_travel": "reistijd-onbekend",
    "left_out": "valt-af",
    NOT_JUDGED: "niet-beoordeeld",
}


def list_of(store: Store, document: Document, kind: type[SomeList]) -> SomeList:
    """Return a list as it goes out."""
    named = _named(store, document)
    return kind.model_validate(
        named | {"left_out": _left_out(document["left_out"]), "travel": _travel(document["travel"])}
    )


def why_of(store: Store, document: Document) -> Waarom:
    """Return the account of one pair as it goes out."""
    named = _Names(store).row(document)
    by_mode = [
        {"mode": mode, "minutes": minutes}
        for mode, minutes in document["commute_by_mode"].items()
        if minutes is not None
    ]
    return Waarom.model_validate(named | {"by_mode": by_mode, "outcome": OUTCOMES[document["outcome"]]})


def change_of(change: Change, name: str) -> Ingreep:
    """Return one change as it goes out, just made by somebody of this name."""
    return Ingreep(
        change=change.id,
        kind=change.kind,
        label=change.kind.label,
        vacancy=change.vacancy,
        note=change.note,
        position=change.position,
        at=change.at,
        who=name,
        in_effect=True,
    )


def left_out_of(document: Document) -> AfgevallenLijst:
    """Return a page of what was left out as it goes out."""
    return AfgevallenLijst.model_validate(document)


def _left_out(counts: dict[str, int]) -> list[Document]:
    rows = [{"reason": reason, "label": Refusal.of(reason).label, "count": count} for reason, count in counts.items()]
    return sorted(rows, key=lambda row: -row["count"])


def _travel(travel: Document) -> Document:
    measured = [
        f"{name}: {Method.of(matrix['method']).label}" + (f", {matrix['day']}" if matrix["day"] else "")
        for name, matrix in travel["matrices"].items()
    ]
    return {"note": travel["note"], "built": travel["built"], "measured": measured}


def _named(store: Store, document: Document) -> Document:
    """Return the document with the names of coaches in place of their accounts."""
    names = _Names(store)
    return document | {
        "results": [names.row(one) for one in document["results"]],
        "aside": [names.row(one) for one in document["aside"]],
        "changes": [names.change(one) for one in document["changes"]],
    }


class _Names:
    """Puts the names of coaches in place of their accounts; each is looked up once."""

    def __init__(self, store: Store) -> None:
        self.name_of = cache(store.accounts.name_of)

    def row(self, one: Document) -> Document:
        """Return a row, or the account of a pair, with the names of who changed its place."""
        placed: Any = one.get("placed")
        if not placed or not placed["changes"]:
            return one
        return one | {"placed": placed | {"changes": [self.change(change) for change in placed["changes"]]}}

    def change(self, change: Document) -> Document:
        """Return a change with the name of who made it."""
        return change | {"who": self.name_of(change["who"])}
