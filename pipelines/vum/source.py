"""What the source role of VUM needs of whoever holds the records: a small protocol, so that it can be tested apart."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pipelines.vum.forms import Document

OIN = re.compile(r"[0-9]{20}")  # an Organisatie-identificatienummer, as Logius gives them out


class Handed(StrEnum):
    """What of a profile was handed over; the value is what a person reads in their log."""

    MATCH = "zoekresultaat"
    DETAIL = "heel profiel"


@dataclass(frozen=True, slots=True)
class Party:
    """Who asks, and through whose connection.

    controller: the organisation that is responsible, as the question names it: mostly an OIN. Known for certain when it
        is the connection itself; otherwise it is the word of the connection.
    processor: whom the question names as the processor; nothing is decided by it.
    connection: the OIN of the certificate that the question came in with.
    suwi: whether it takes part in SUWI (municipalities, UWV and SVB).
    """

    controller: str
    processor: str
    connection: str
    suwi: bool = False

    @property
    def carried(self) -> bool:
        """Whether somebody else asks than whose connection it is."""
        return self.controller != self.connection


class VumSource(Protocol):
    """Holds the vacancies that may be given away, and the profiles of people who agreed to this exchange.

    A profile is known by an id of its own for the exchange, never by that of the client. It is there from the moment of
    someone's yes, and gone from the moment that it is taken back: nothing is remembered between two calls. It says that
    someone can be reached, and through which desk, only with the second yes. Documents are valid and not changed by
    who reads them. UnavailableError when the records cannot be reached just now.
    """

    def vacancies(self) -> Iterable[tuple[str, Document]]:
        """Return every vacancy: its `idVacature` and the Vacature."""

    def vacancy(self, vacancy_id: str) -> Document | None:
        """Return the Vacature with this id, None when there is none."""

    def profiles(self) -> Iterable[tuple[str, Document]]:
        """Return the profile of everyone who agrees to the exchange now: its `idWerkzoekende` and the Werkzoekende."""

    def profile(self, profile_id: str) -> Document | None:
        """Return the Werkzoekende with this id, None when there is none or the person does not agree now."""

    def handed_over(self, profile_ids: Sequence[str], party: Party, what: Handed) -> None:
        """Note, per person, that their profile goes to a party; called before anything leaves.

        When it cannot be noted this raises, and then nothing leaves. NotFoundError when someone took back their yes in
        the meantime: then nothing leaves either.
        """

    def distance_km(self, one: str, other: str) -> float | None:
        """Return the straight line between two postcodes in kilometres, None when one is not known."""
