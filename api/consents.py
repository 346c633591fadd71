"""Consents and objections as they are shown."""

from api.schemas.caseload import Bezwaar, Bezwaren, Toestemming, Toestemmingen
from matcher.consent import Consent
from pipelines.store.engine import Store


def consents_of(store: Store, client_id: str) -> Toestemmingen:
    """Return every consent there is, given or not."""
    said = store.consents.of(client_id)
    return Toestemmingen(
        consents=[
            Toestemming(
                kind=kind,
                label=kind.label,
                given=kind in said and said[kind].given,
                at=said[kind].at if kind in said else None,
                who=store.accounts.name_of(said[kind].who) if kind in said else None,
            )
            for kind in Consent
        ]
    )


def objections_of(store: Store, client_id: str) -> Bezwaren:
    """Return the objections of a client with their answers."""
    return Bezwaren(
        objections=[
            Bezwaar(
                id=one.id,
                at=one.at,
                about=one.about,
                text=one.text,
                answer=one.answer or None,
                answered_at=one.answered_at,
                answered_by=None if one.answered_by is None else store.accounts.name_of(one.answered_by),
            )
            for one in store.objections.of(client_id)
        ]
    )
