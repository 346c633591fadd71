"""What only a client has: who looked, what is not for me, and what happens with my data."""

from pydantic import Field

from api.schemas.base import NULLABLE, In, Line, Moment, Out, Typed
from matcher.record_kinds import RecordKind
from matcher.roles import Role


class Inzage(Out):
    """Eén keer dat iemand uw gegevens las of veranderde."""

    at: Moment = Field(alias="tijdstip")
    who: str = Field(alias="wie")
    role: str = Field(alias="rol")
    what: str = Field(alias="wat")
    purpose: str = Field(alias="waarvoor")


class Inzagen(Out):
    """Wie uw gegevens las of veranderde, de laatste eerst. Wat u zelf deed staat er niet in."""

    accesses: list[Inzage] = Field(alias="inzagen")
    total: int = Field(alias="totaal")


class NietVoorMij(Out):
    """Een vacature die u niet wilt. Alleen u ziet dit."""

    vacancy: str = Field(alias="vacature")
    title: str | None = Field(default=None, alias="titel", description="Niet er als de vacature weg is.")
    reason: str | None = Field(default=None, alias="reden")
    at: Moment = Field(alias="tijdstip")


class NietVoorMijLijst(Out):
    """Wat u niet wilt. Alleen u ziet dit; het verandert alleen uw eigen lijst."""

    not_for_me: list[NietVoorMij] = Field(alias="nietVoorMij")


class NietVoorMijZetten(In):
    """Waarom niet; dat hoeft niet."""

    reason: Typed | None = Field(default=None, alias="reden", max_length=500, json_schema_extra=NULLABLE)


class Wensen(Out):
    """Het werk dat u wilt, en het werk dat u niet wilt."""

    wishes: list[str] = Field(alias="wensen")
    exclusions: list[str] = Field(alias="nietGewenst")


class WensenZetten(In):
    """Het werk dat u wilt en niet wilt, in uw eigen woorden."""

    wishes: list[Line] = Field(alias="wensen", max_length=20)
    exclusions: list[Line] = Field(alias="nietGewenst", max_length=20)


class Bewaartermijn(Out):
    """Hoe lang uw gegevens blijven. Is er een bericht, dan gaan ze weg op dat tijdstip, tenzij u ze wilt bewaren."""

    days: int = Field(alias="dagen", description="Hoe lang een profiel blijft na het laatste contact.")
    ends_at: Moment | None = Field(default=None, alias="eindeTijdstip")


class Verslag(Out):
    """Eén lijst die u of uw werkcoach zag."""

    id: str = Field(alias="nummer")
    at: Moment = Field(alias="tijdstip")
    kind: RecordKind = Field(alias="soort")
    shown_to: Role = Field(alias="getoondAan")


class Verslagen(Out):
    """De lijsten die over u gemaakt zijn, de laatste eerst."""

    records: list[Verslag] = Field(alias="verslagen")
