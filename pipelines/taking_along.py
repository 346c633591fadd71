"""Everything that is kept about a client, in one file to take along: for that client alone.

In Dutch words, with whatever is not known left empty. The records of advice stand in it as they were kept, but for the
words of a profile, which are those of the rest of the file.
"""

import json
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

from matcher.consent import Consent
from matcher.roles import Role
from pipelines.documents import Document
from pipelines.explained import titles_of
from pipelines.profile_fields import CALLED
from pipelines.retention_terms import terms_of
from pipelines.service import Service
from pipelines.store.access_log import SYSTEM, Access
from pipelines.store.clients import position_document
from pipelines.store.codec import client_to_document
from pipelines.store.consents import Given
from pipelines.store.engine import Store
from pipelines.store.interventions import Change
from pipelines.store.objections import Objection
from pipelines.store.own_vacancy import CALLED as OF_A_VACANCY
from pipelines.store.profile_history import ProfileChange
from pipelines.store.records import Record

# How the fields of a profile and of what a coach wrote down are called: as in the interface.
WORDS = {
    **CALLED,
    "id": "nummer",
    "version": "versie",
    "municipality": "gemeente",
    "ladder": "participatieladder",
    "automatic": "automatischeVolgorde",
    "place": "plaats",
    "point": "punt",
    "postcode": "postcode",
    "latitude": "breedtegraad",
    "longitude": "lengtegraad",
    "phrase": "woorden",
    "skill": "herkendAls",
    "origin": "hoeBekend",
    "title": "functie",
    "occupation": "herkendAls",
    "years": "jaren",
    "text": "woorden",
    "start": "vanMinuut",
    "end": "totMinuut",
    "x_km": "kilometersOost",
    "y_km": "kilometersNoord",
    "spread_km": "onzekerheidKilometers",
    "precision": "nauwkeurigheid",
}

# The parts of a record that hold a profile.
OF_A_PROFILE = frozenset({"profile", "position"})

# The terms, in days.
WORDS_OF_TERMS = {
    "log_days": "dagenInzagenEnVerslagen",
    "profile_days": "dagenProfielNaLaatsteContact",
    "notice_days": "dagenNaBericht",
    "sign_in_days": "dagenAanmeldpogingen",
    "import_days": "dagenGeweigerdeRegels",
}


def everything_of(service: Service, client_id: str) -> str:
    """Return all that is kept about a client as JSON; NotFoundError when they are not here."""
    store = service.store
    stored, notice = store.clients.get(client_id), store.notices.of(client_id)
    known = _Names(store)
    document = {
        "profiel": in_dutch(client_to_document(stored.client))
        | {
            "plekOpDeKaart": in_dutch(position_document(stored.position)),
            "automatischeVolgorde": stored.automatic,
            "volgordeGezetDoor": stored.order_by or None,
            "gecorrigeerd": [WORDS[name] for name in stored.corrected],
        },
        "geschiedenis": [_corrected(known, one) for one in store.history.of(client_id)],
        "toestemmingen": [_consent(known, *one) for one in store.consents.history(client_id)],
        "nietVoorMij": _not_for_me(service, client_id),
        "wijzigingenInMijnLijst": [_change(known, one) for one in store.interventions.of(client_id)],
        "bezwaren": [_objection(known, one) for one in store.objections.of(client_id)],
        "begeleiders": [
            {"naam": known.name(one.account_id), "rol": one.part.label, "sinds": _moment(one.since)}
            for one in store.caseload.of_client(client_id)
        ],
        "inzagen": [_access(known, one) for one in store.log.of(client_id)],
        "verslagen": [_record(one) for one in store.records.of(client_id)],
        "bewaartermijn": {
            **{WORDS_OF_TERMS[name]: days for name, days in asdict(terms_of(service.home)).items()},
            "bericht": None
            if notice is None
            else {"moment": _moment(notice.told_at), "gaatWegVanaf": _moment(notice.ends_at)},
        },
        "account": _account(store, client_id),
    }
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)


def in_dutch(value: Any) -> Any:
    """Return a document of a profile with Dutch keys; KeyError for a field that has no Dutch name yet."""
    if isinstance(value, dict):
        return {WORDS[name]: in_dutch(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [in_dutch(inner) for inner in value]
    return value


def _with_our_words(content: Document | None) -> Document | None:
    """Return what a record holds, its profile in Dutch; a field that a profile no longer has keeps its name."""

    def told(value: Any) -> Any:
        if isinstance(value, dict):
            return {WORDS.get(name, name): told(inner) for name, inner in value.items()}
        return [told(inner) for inner in value] if isinstance(value, list) else value

    if content is None:
        return None
    return {name: told(inner) if name in OF_A_PROFILE else inner for name, inner in content.items()}


def role_label(role: str) -> str:
    """Return how a role is called."""
    return SYSTEM if role == SYSTEM else Role.of(role).label


class _Names:
    """How accounts are called at work, each looked up once; whoever has no account any more by their number."""

    def __init__(self, store: Store) -> None:
        self._of = cache(store.accounts.name_of)

    def name(self, who: str | None) -> str | None:
        return None if who is None else self._of(who)


def _not_for_me(service: Service, client_id: str) -> list[Document]:
    said = service.store.feedback.of(client_id)
    titles = titles_of(service, client_id, [one.vacancy for one in said])
    return [
        {
            "vacature": one.vacancy,
            "titel": titles.get(one.vacancy),
            "reden": one.reason or None,
            "moment": _moment(one.at),
        }
        for one in said
    ]


def _corrected(known: _Names, one: ProfileChange) -> Document:
    return {
        "moment": _moment(one.at),
        "wie": known.name(one.who),
        "rol": role_label(one.role),
        "velden": [WORDS[name] for name in one.fields],
        "daarvoor": in_dutch(client_to_document(one.before)),
    }


def _consent(known: _Names, kind: Consent, given: Given) -> Document:
    return {
        "soort": kind.value,
        "betekenis": kind.label,
        "ja": given.given,
        "moment": _moment(given.at),
        "wie": known.name(given.who),
    }


def _objection(known: _Names, one: Objection) -> Document:
    return {
        "nummer": one.id,
        "moment": _moment(one.at),
        "waarover": one.about,
        "tekst": one.text,
        "antwoord": one.answer or None,
        "beantwoord": _moment(one.answered_at),
        "beantwoordDoor": known.name(one.answered_by),
    }


def _access(known: _Names, one: Access) -> Document:
    return {
        "moment": _moment(one.at),
        "wie": known.name(one.who),
        "rol": role_label(one.role),
        "wat": one.what,
        "waarvoor": one.purpose.label,
    }


def _record(one: Record) -> Document:
    return {
        "nummer": one.id,
        "moment": _moment(one.at),
        "soort": one.kind.label,
        "getoondAan": role_label(one.shown_to),
        "regels": one.facts,
        "inhoud": _with_our_words(one.content),
    }


def _change(known: _Names, one: Change) -> Document:
    return {
        "nummer": one.id,
        "moment": _moment(one.at),
        "wie": known.name(one.who),
        "wat": one.kind.label,
        "vacature": one.vacancy,
        "eigenVacature": None if one.own is None else {OF_A_VACANCY[name]: value for name, value in one.own.items()},
        "plaats": one.position,
        "toelichting": one.note or None,
        "verslag": one.record,
        "ongedaanGemaakt": _moment(one.undone_at),
        "ongedaanGemaaktDoor": known.name(one.undone_by),
    }


def _account(store: Store, client_id: str) -> Document | None:
    found = next((one for one in store.accounts.all() if one.client_id == client_id), None)
    if found is None:
        return None
    return {
        "nummer": found.id,
        "naam": found.name,
        "gemaakt": _moment(found.made_at),
        "aan": found.active,
        "gekoppeld": found.linked,
        "uitnodigingTot": _moment(found.invited_until),
    }


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")
