"""Documents of lists as their schemas want them: mappings become lists, with words beside the codes."""

from typing import Any, TypeVar

from api.schemas.account import Waarom
from api.schemas.lists import AfgevallenLijst, EigenLijst, Ingreep, Lijst
from matcher.codes import Method
from matcher.eligibility import Refusal
from pipelines.documents import Document
from pipelines.store.engine import Store
from pipelines.store.interventions import Change

SomeList = TypeVar("SomeList", Lijst, EigenLijst)


def list_of(store: Store, document: Document, kind: type[SomeList]) -> SomeList:
    """Return a list as it goes out."""
    named = _named(store, document)
    return kind.model_validate(
        named | {"left_out": _left_out(document["left_out"]), "travel": _travel(document["travel"])}
    )


def why_of(document: Document) -> Waarom:
    """Return the account of one pair as it goes out."""
    by_mode = [
        {"mode": mode, "minutes": minutes}
        for mode, minutes in document["commute_by_mode"].items()
        if minutes is not None
    ]
    return Waarom.model_validate(document | {"by_mode": by_mode})


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
    names: dict[str, str] = {}

    def name(change: Document) -> Document:
        who = change["who"]
        if who not in names:
            names[who] = store.accounts.name_of(who)
        return change | {"who": names[who]}

    def row(one: Document) -> Document:
        placed: Any = one.get("placed")
        if not placed or not placed["changes"]:
            return one
        return one | {"placed": placed | {"changes": [name(change) for change in placed["changes"]]}}

    return document | {
        "results": [row(one) for one in document["results"]],
        "aside": [row(one) for one in document["aside"]],
        "changes": [name(change) for change in document["changes"]],
    }
