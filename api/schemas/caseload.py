"""The caseload of a coach, consents and objections."""

from typing import Literal

from pydantic import Field

from api.schemas.base import In, Moment, Out, Said, Typed, Whole
from matcher.consent import Consent
from matcher.roles import CasePart

ConsentCode = Literal["voorgesteld-worden", "vum-uitwisseling", "vum-contact"]


class InCaseload(Out):
    """Eén werkzoekende in de eigen caseload."""

    id: str = Field(alias="nummer")
    name: str = Field(alias="weergavenaam")
    municipality: str = Field(alias="gemeente")
    place: str = Field(alias="woonplaats")
    part: CasePart = Field(alias="uwRol")
    automatic: bool = Field(alias="automatischeVolgorde")


class Caseload(Out):
    """Een deel van de eigen caseload, op naam."""

    people: list[InCaseload] = Field(alias="werkzoekenden")
    total: int = Field(alias="totaal", ge=0)


class Zoekvraag(In):
    """Waarnaar u zoekt in uw eigen caseload. In de inhoud, niet in het adres: adressen worden bewaard door proxy's."""

    term: Typed = Field(
        alias="zoekterm", description="Een deel van naam, nummer of woonplaats.", min_length=1, max_length=100
    )
    top: Whole = Field(default=50, alias="aantal", ge=1, le=500)
    offset: Whole = Field(default=0, alias="vanaf", ge=0, le=1_000_000)


class VolgordeZetten(In):
    """Of de lijst van deze persoon op punten gezet wordt."""

    automatic: bool = Field(alias="automatisch")


class Volgorde(Out):
    """Of de lijst van deze persoon op punten gezet wordt."""

    automatic: bool = Field(alias="automatisch")


class Toestemming(Out):
    """Eén toestemming, met wat er het laatst over gezegd is."""

    kind: Consent = Field(alias="soort")
    label: str = Field(alias="omschrijving")
    given: bool = Field(alias="gegeven")
    at: Moment | None = Field(default=None, alias="tijdstip", description="Niet er als er nooit iets over gezegd is.")
    who: str | None = Field(default=None, alias="vastgelegdDoor")


class Toestemmingen(Out):
    """Waar iemand ja tegen zei. Zonder ja is het nee."""

    consents: list[Toestemming] = Field(alias="toestemmingen")


class ToestemmingZetten(In):
    """Ja of nee."""

    given: bool = Field(alias="gegeven")


class Bezwaar(Out):
    """Waar iemand het niet mee eens is."""

    id: str = Field(alias="nummer")
    at: Moment = Field(alias="tijdstip")
    about: str = Field(alias="over")
    text: str = Field(alias="tekst")
    answer: str | None = Field(default=None, alias="antwoord")
    answered_at: Moment | None = Field(default=None, alias="beantwoordTijdstip")
    answered_by: str | None = Field(default=None, alias="beantwoordDoor")


class Bezwaren(Out):
    """Alle bezwaren, het laatste eerst."""

    objections: list[Bezwaar] = Field(alias="bezwaren")


class BezwaarMaken(In):
    """Waar u het niet mee eens bent."""

    about: Said = Field(
        alias="over",
        description="Een veld van uw profiel, een suggestie, of het gebruik van uw gegevens.",
        min_length=1,
        max_length=200,
    )
    text: Said = Field(alias="tekst", min_length=1, max_length=2000)


class BezwaarBeantwoorden(In):
    """Wat u erover afgesproken heeft."""

    answer: Said = Field(alias="antwoord", min_length=1, max_length=2000)
