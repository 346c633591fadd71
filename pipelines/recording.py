"""What a record of advice holds, and keeping one. See docs/records.md.

The facts are about no person: what made the advice and under which rules. The content is personal: for whom, what was
asked, and the inputs and outcome of each row that was shown.
"""

from dataclasses import asdict
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from matcher.advise import ALGORITHM, ALGORITHM_VERSION
from matcher.codes import Mode
from matcher.eligibility import Refusal
from matcher.policy import Policy
from matcher.record_kinds import RecordKind
from matcher.roles import Role
from pipelines.documents import Document
from pipelines.listed import Basis
from pipelines.models_in_use import models_in_use
from pipelines.service import Service, Wanted
from pipelines.store.clients import StoredClient, position_document, position_of
from pipelines.store.codec import client_from_document, client_to_document, policy_to_document, to_json
from pipelines.store.feedback import NotForMe
from pipelines.store.interventions import Change
from pipelines.store.records import NewRecord
from pipelines.store.switches import AUTOMATIC_ORDER

# The listings of a list of which the rows are kept.
LISTINGS = ("results", "near_misses", "beyond_limit", "unknown_travel", "aside")
# What is kept of a course that was shown.
OF_A_COURSE = ("course", "opens", "together_with", "opens_together")
# What is different every time and says nothing of the advice.
OF_THE_RECORD = frozenset({"record", "at"})


def facts_of(service: Service, policy: Policy, on: date) -> Document:
    """Return what made the advice of a day and under which rules: names, versions, fingerprints and thresholds."""
    ranking = models_in_use(service.ranker, None)[0]
    document = policy_to_document(policy)
    matrices = service.travel_data.matrices
    return {
        "algorithm": ALGORITHM,
        "algorithm_version": ALGORITHM_VERSION,
        "application_version": application_version(),
        "on": on.isoformat(),
        "market": service.market.market.id,
        "taxonomy": service.taxonomy.fingerprint,
        "policy": document,
        "policy_fingerprint": fingerprint_of(document),
        "ranker": ranking.version,
        "ranker_fingerprint": ranking.fingerprint,
        "base": ranking.base,
        "weights": {weight.feature: weight.points for weight in ranking.weights},
        "features": [weight.feature for weight in ranking.weights],
        "travel": None if matrices is None else matrices.folder.name,
        "switches": {AUTOMATIC_ORDER: service.store.switches.is_on(AUTOMATIC_ORDER)},
        "imports": service.store.imports.last_finished(),
    }


@cache
def application_version() -> str:
    """Return the version of this software."""
    return version("springplank")


def fingerprint_of(document: Document) -> str:
    """Return what is the same for the same document only: SHA-256 of its JSON, in hex digits."""
    return sha256(to_json(document).encode()).hexdigest()


def shown_fingerprint(document: Document) -> str:
    """Return the fingerprint of what was shown, without the number and moment of the record."""
    return fingerprint_of({name: value for name, value in document.items() if name not in OF_THE_RECORD})


def list_record(service: Service, basis: Basis, document: Document) -> NewRecord:
    """Return the record of a list."""
    content = basis_document(basis) | {
        "rows": {listing: [kept_row(row) for row in document[listing]] for listing in LISTINGS},
        "shown": shown_fingerprint(document),
    }
    if basis.shown_to == Role.CLIENT:
        content["said"] = [asdict(one) | {"at": one.at.isoformat()} for one in basis.said]
    on = date.fromisoformat(document["on"])
    return _record(service, basis.stored, RecordKind.LIST, basis.shown_to, content, on=on)


def why_record(service: Service, basis: Basis, document: Document) -> NewRecord:
    """Return the record of the account of one pair; of the changes by hand the basis has only those of its vacancy."""
    asked = {"vacancy": document["vacancy"]}
    return _page_record(service, RecordKind.WHY, basis, document, asked=asked, rows=[document])


def left_out_record(service: Service, basis: Basis, refusal: Refusal, document: Document) -> NewRecord:
    """Return the record of a page of what was left out for one reason."""
    asked = {"reason": refusal.value}
    return _page_record(service, RecordKind.LEFT_OUT, basis, document, asked=asked, rows=document["results"])


def candidate_record(
    service: Service, stored: StoredClient, document: Document, shown_to: str, *, on: date
) -> NewRecord:
    """Return the record of one client in a list of candidates for a vacancy: it is about that client alone.

    `document` has the keys of a row and the vacancy: what was shown of this client.
    """
    content = person_document(stored) | {
        "asked": {"vacancy": document["vacancy"], "on": on.isoformat(), "points": "points" in document},
        "rows": {"results": [kept_row(document)]},
        "shown": shown_fingerprint(document),
    }
    return _record(service, stored, RecordKind.CANDIDATES, shown_to, content, on=on)


def courses_record(
    service: Service, stored: StoredClient, shown_to: str, asked: Document, document: Document
) -> NewRecord:
    """Return the record of course advice; `asked` is what was asked, as plain values."""
    content = person_document(stored) | {
        "asked": asked | {"on": document["on"]},
        "rows": {
            listing: [{key: one[key] for key in OF_A_COURSE if key in one} for one in document[listing]]
            for listing in ("for_wish", "suggestions", "improves")
        },
        "shown": shown_fingerprint(document),
    }
    on = date.fromisoformat(document["on"])
    return _record(service, stored, RecordKind.COURSES, shown_to, content, on=on)


def person_document(stored: StoredClient) -> Document:
    """Return the profile as it was, with where the home is."""
    return {
        "profile": client_to_document(stored.client),
        "position": position_document(stored.position),
        "automatic": stored.automatic,
        "order_by": stored.order_by,
    }


def basis_document(basis: Basis) -> Document:
    """Return what a list is made from, as plain values, without what the client said."""
    return person_document(basis.stored) | {
        "asked": wanted_document(basis.wanted),
        "off_by": basis.off_by,
        "changes": [change.document() for change in basis.changes],
    }


def person_of(content: Document) -> StoredClient:
    """Return the profile in a record."""
    return StoredClient(
        client_from_document(content["profile"]),
        position_of(content["position"]),
        content["automatic"],
        order_by=content["order_by"],
    )


def basis_of(content: Document, shown_to: str) -> Basis:
    """Return what the list, page or account in a record was made from."""
    return Basis(
        person_of(content),
        wanted_of(content["asked"]),
        shown_to,
        content["off_by"],
        tuple(Change.of(document) for document in content["changes"]),
        tuple(map(_said, content.get("said", ()))),
    )


def _said(one: Document) -> NotForMe:
    return NotForMe(one["vacancy"], one["reason"], datetime.fromisoformat(one["at"]))


def wanted_document(wanted: Wanted) -> Document:
    """Return what was asked, as plain values."""
    return {
        "top": wanted.top,
        "offset": wanted.offset,
        "modes": [mode.value for mode in wanted.modes],
        "max_minutes": wanted.max_minutes,
        "on": None if wanted.on is None else wanted.on.isoformat(),
    }


def wanted_of(document: Document) -> Wanted:
    """Return what was asked."""
    on = document["on"]
    return Wanted(
        document["top"],
        tuple(Mode.of(mode) for mode in document["modes"]),
        document["max_minutes"],
        None if on is None else date.fromisoformat(on),
        document["offset"],
    )


def kept_row(row: Document) -> Document:
    """Return the inputs and the outcome of a row: values and points in the order of the features of the facts."""
    trip = row["commute"] or {}
    kept = {
        "vacancy": row["vacancy"],
        "minutes": trip.get("minutes"),
        "mode": trip.get("mode"),
        "method": trip.get("method"),
        "misses": [miss["reason"] for miss in row["misses"]],
    }
    if "rank" in row:
        kept["rank"] = row["rank"]
    if row.get("placed"):
        kept["by"] = row["placed"]["by"]
    if row.get("points"):
        kept["score"] = row["score"]
        kept["values"] = [one["value"] for one in row["points"]]
        kept["points"] = [one["points"] for one in row["points"]]
    return kept


def _page_record(
    service: Service, kind: RecordKind, basis: Basis, document: Document, *, asked: Document, rows: list[Document]
) -> NewRecord:
    content = basis_document(basis)
    content |= {
        "asked": content["asked"] | asked,
        "rows": {"results": [kept_row(row) for row in rows]},
        "shown": shown_fingerprint(document),
    }
    on = date.fromisoformat(document["on"])
    return _record(service, basis.stored, kind, basis.shown_to, content, on=on)


def _record(
    service: Service, stored: StoredClient, kind: RecordKind, shown_to: str, content: Document, *, on: date
) -> NewRecord:
    facts = facts_of(service, service.policy(stored.client), on)
    return NewRecord(stored.client.id, kind, shown_to, facts, content)
