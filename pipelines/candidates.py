"""Who fits a vacancy and agreed to be proposed, for a coach: names of their own caseload only, elsewhere a number.

What someone said of vacancies is not read here. Everyone who is shown gets a record, and stands in the log. See
docs/people.md for who sees what.
"""

from dataclasses import dataclass
from functools import cache

from matcher.candidates import Candidate, candidate
from matcher.consent import Consent
from matcher.errors import NotFoundError
from matcher.market import market_of_one
from pipelines.documents import Document, account_document, vacancy_document
from pipelines.listed import MUNICIPALITY, OF_POINTS, SWITCHED_OFF
from pipelines.service import Service
from pipelines.shown import off_by, record_candidates
from pipelines.store.access_log import Act
from pipelines.store.accounts import Account
from pipelines.store.clients import StoredClient
from pipelines.store.switches import AUTOMATIC_ORDER

NUMBER_LENGTH = 12  # hex digits: 48 bits, so two of a hundred thousand people share one in one of 50,000 homes
NO_NUMBER = "dit nummer is bij deze vacature van niemand in uw caseload; controleer het nummer en de vacature"
BY_POINTS = "wie de meeste punten heeft eerst; bij gelijke punten beslist een vaste loting per vacature"
BY_LOT = "een vaste loting per vacature; punten tellen niet mee"
NO_POINTS = "van deze mensen staat de volgorde op punten uit; zij passen net zo goed en staan op een vaste loting"
NOT_COUNTED = "begeleiding telt hier bij niemand mee: wat iemand nodig heeft is niet uit de punten te lezen"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Found:
    """Somebody who fits. `lot` is their neutral place among equals, `off` who switched their order by points off."""

    stored: StoredClient
    candidate: Candidate
    lot: str
    off: str

    @property
    def place(self) -> tuple[float, str]:
        """What the order by points goes by."""
        return -self.candidate.score, self.lot


def candidates(service: Service, vacancy: str, asking: Account, act: Act, top: int) -> Document:
    """Return the best `top` who fit a vacancy and agreed to be proposed, with points and reasons.

    Who has no order by points stands in `unordered`, at most as many, by lot; when the municipality switched it off
    that is everybody, and they stand in `results`. NotFoundError when the vacancy is not in the market.
    """
    row = service.row(vacancy)
    found = _fitting(service, vacancy, row)
    automatic = service.store.switches.is_on(AUTOMATIC_ORDER)
    ordered = sorted((one for one in found if not one.off), key=lambda one: one.place)
    by_lot = sorted((one for one in found if one.off), key=lambda one: one.lot)
    first, apart = (ordered, by_lot) if automatic else (by_lot, [])
    listings = {
        "results": _Writer(service, vacancy, asking, first[:top], act).rows(),
        "unordered": _Writer(service, vacancy, asking, apart[:top], act).rows(),
    }
    return {
        "vacancy": vacancy_document(service.market.in_lists([row])[0]),
        "at": act.at.isoformat(),
        "on": service.day.isoformat(),
        "market": service.market.market.id,
        "ranker": service.ranker.name if automatic else None,
        "order": {
            "automatic": automatic,
            "switched_off": None if automatic else SWITCHED_OFF[MUNICIPALITY][1],
            "text": BY_POINTS if automatic else BY_LOT,
        },
        "not_counted": NOT_COUNTED,
        "without_order": NO_POINTS,
        "total": len(found),
        **listings,
    }


def number_of(service: Service, vacancy: str, client_id: str) -> str:
    """Return what stands for somebody at one vacancy: at another it is another, so that nobody can put lists together.

    Who is on the list for light work and never on that for heavy work would otherwise tell what they cannot manage.
    """
    return service.store.keys.keyed("candidate", f"{vacancy}\0{client_id}")[:NUMBER_LENGTH]


def whose_number(service: Service, vacancy: str, number: str, asking: Account) -> str:
    """Return the client of the own caseload whom a number at a vacancy stands for, when a colleague asks about it.

    NotFoundError when it is nobody's of the own caseload, whoever it may be elsewhere.
    """
    for client_id in service.store.caseload.of_coach(asking.id):
        if number_of(service, vacancy, client_id) == number.strip().lower():
            return client_id
    raise NotFoundError(NO_NUMBER)


def _fitting(service: Service, vacancy: str, row: int) -> list[_Found]:
    """Return everyone who agreed and whom the vacancy fits, in no order."""
    one = market_of_one(service.market.market, row)
    agreed = service.store.consents.who_agreed(Consent.PROPOSED)
    switched_on = service.store.switches.is_on(AUTOMATIC_ORDER)
    keyed, on, policy = service.store.keys.keyed, service.day, cache(service.policies.of)
    found = []
    for stored in service.store.clients.these(agreed):
        fits = candidate(
            stored.client,
            one,
            travel=service.travel_of(stored),
            ranker=service.ranker,
            policy=policy(stored.client.municipality),
            on=on,
        )
        if fits is not None:
            lot = keyed("candidate-order", f"{vacancy}\0{stored.client.id}")
            off = off_by(service, stored) if switched_on else MUNICIPALITY
            found.append(_Found(stored, fits, lot, off))
    return found


class _Writer:
    """Writes one listing, and keeps a record of everyone in it."""

    def __init__(self, service: Service, vacancy: str, asking: Account, shown: list[_Found], act: Act) -> None:
        self.service, self.vacancy, self.shown, self.act = service, vacancy, shown, act
        self.own = frozenset(service.store.caseload.of_coach(asking.id))
        self.coaches = self._coaches()

    def rows(self) -> list[Document]:
        """Return what is shown of everyone; who is not of the own caseload has no name, id or record number there."""
        documents = [self._document(rank, one) for rank, one in enumerate(self.shown, 1)]
        told = [(one.stored, document) for one, document in zip(self.shown, documents, strict=True)]
        records = record_candidates(self.service, told, self.act, self.service.day) if told else ()
        return [
            document | {"record": record if document["own"] else None}
            for document, record in zip(documents, records, strict=True)
        ]

    def _document(self, rank: int, one: _Found) -> Document:
        client = one.stored.client
        own = client.id in self.own
        account = one.candidate.account() if own else one.candidate.account_for_others()
        document = account_document(one.candidate.situation, account, self.service.travel_data.day_of(account.trip))
        if one.off:
            document = {name: value for name, value in document.items() if name not in OF_POINTS}
        else:
            document["rank"] = rank
        return {
            "vacancy": self.vacancy,
            "candidate": number_of(self.service, self.vacancy, client.id),
            "own": own,
            "client": client.id if own else None,
            "name": client.name if own else None,
            "responsible": self.coaches.get(client.id, ""),
            **document,
        }

    def _coaches(self) -> dict[str, str]:
        """Return the name of the coach who is responsible for each of them; without one there is none."""
        accounts = self.service.store.caseload.responsible([one.stored.client.id for one in self.shown])
        names = {account_id: self._name(account_id) for account_id in set(accounts.values())}
        return {client_id: names[account_id] for client_id, account_id in accounts.items()}

    def _name(self, account_id: str) -> str:
        try:
            return self.service.store.accounts.get(account_id).name
        except NotFoundError:
            return ""
