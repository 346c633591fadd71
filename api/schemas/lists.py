"""A list of vacancies as it was shown: the matches, what comes near, what was left out, and what a coach changed."""

from typing import Any, Literal

from pydantic import ConfigDict, Field, JsonValue

from api.schemas.account import Verantwoording
from api.schemas.base import NULLABLE, SAID, Day, In, Moment, Out, Place, Said, Typed
from api.schemas.questions import Vraag
from api.schemas.refusal import Afgevallen, Belemmering
from matcher.eligibility import Refusal
from matcher.interventions import Intervention

InterventionCode = Literal["toevoegen", "toch-tonen", "opzij", "verplaatsen"]
# What goes with what in a change, for who reads the document; `pipelines/store/interventions.py` judges it.
OF_THE_MARKET: dict[str, JsonValue] = {"vacature": {"type": "string"}, "eigenVacature": {"type": "null"}}
EXPLAINED: dict[str, JsonValue] = {"toelichting": {"type": "string", "pattern": SAID}}
WAYS: list[JsonValue] = [
    {
        "properties": {
            "soort": {"const": "toevoegen"},
            "eigenVacature": {"type": "object"},
            "vacature": {"type": "null"},
        },
        "required": ["eigenVacature"],
    },
    {"properties": OF_THE_MARKET | {"soort": {"const": "toevoegen"}}, "required": ["vacature"]},
    {
        "properties": OF_THE_MARKET | EXPLAINED | {"soort": {"const": "toch-tonen"}},
        "required": ["vacature", "toelichting"],
    },
    {"properties": OF_THE_MARKET | {"soort": {"const": "opzij"}, "plek": {"type": "null"}}, "required": ["vacature"]},
    {
        "properties": OF_THE_MARKET | EXPLAINED | {"soort": {"const": "verplaatsen"}, "plek": {"type": "integer"}},
        "required": ["vacature", "toelichting", "plek"],
    },
]


class Ingreep(Out):
    """Eén verandering in een lijst, door een werkcoach."""

    change: str = Field(alias="nummer")
    kind: Intervention = Field(alias="soort")
    label: str = Field(alias="omschrijving")
    vacancy: str = Field(alias="vacature")
    note: str = Field(alias="toelichting", description="De werkzoekende leest dit ook.")
    position: int | None = Field(default=None, alias="plek")
    at: Moment = Field(alias="tijdstip")
    who: str = Field(alias="wie")
    in_effect: bool = Field(alias="werkt", description="Onwaar als het nu niets verandert.")


class Plaatsing(Out):
    """Hoe een vacature op haar plek kwam."""

    by: Literal["rangorde", "datum", "werkcoach"] = Field(alias="door")
    place: int | None = Field(default=None, alias="plekInRangorde")
    changes: list[Ingreep] = Field(alias="ingrepen")


class Suggestie(Verantwoording):
    """Een vacature op een lijst."""

    rank: int | None = Field(default=None, alias="plek", description="Niet er zonder automatische volgorde.")
    placed: Plaatsing | None = Field(default=None, alias="plaatsing")
    text: str | None = Field(default=None, alias="vacaturetekst", validation_alias="description")


class Ordening(Out):
    """In welke volgorde een lijst staat, en waarom."""

    automatic: bool = Field(alias="automatisch")
    switched_off: str | None = Field(default=None, alias="uitgezet", description="Door wie.")
    text: str = Field(alias="uitleg")


class Aantallen(Out):
    """Alle vacatures van de markt, in groepen die optellen."""

    market: int = Field(alias="markt")
    matches: int = Field(alias="passend")
    near_misses: int = Field(alias="bijnaPassend")
    unknown_travel: int = Field(alias="reistijdOnbekend")
    by_coach: int = Field(alias="doorWerkcoach")
    aside: int = Field(alias="opzij")
    left_out: int = Field(alias="afgevallen")


class EigenAantallen(Aantallen):
    """Dezelfde groepen in de eigen lijst, met wat u wegzette."""

    not_for_me: int = Field(alias="nietVoorMij")


class Reistijden(Out):
    """Waar de reistijden op rusten."""

    note: str | None = Field(default=None, alias="letOp")
    built: str | None = Field(default=None, alias="gebouwd")
    measured: list[str] = Field(alias="berekend", description="Welke reizen berekend zijn; de rest is geschat.")


class Lijst(Out):
    """Een lijst zoals zij getoond is; het verslag bewaart haar zo."""

    record: str = Field(alias="verslag", description="Het nummer van het adviesverslag.")
    at: Moment = Field(alias="tijdstip")
    client: str = Field(alias="werkzoekende")
    municipality: str = Field(alias="gemeente")
    on: Day = Field(alias="peildatum")
    market: str = Field(alias="markt")
    ranker: str | None = Field(default=None, alias="rangschikker")
    match_coverage: float = Field(alias="aansluitingVanaf", description="Vanaf welk deel iets past.")
    order: Ordening = Field(alias="volgorde")
    results: list[Suggestie] = Field(alias="resultaten")
    near_misses: list[Suggestie] = Field(alias="bijnaPassend")
    beyond_limit: list[Suggestie] = Field(alias="bovenGrens", description="Alleen op verzoek.")
    unknown_travel: list[Suggestie] = Field(alias="reistijdOnbekend")
    aside: list[Suggestie] = Field(alias="opzij")
    changes: list[Ingreep] = Field(alias="ingrepen")
    left_out: list[Afgevallen] = Field(alias="afgevallen")
    counts: Aantallen = Field(alias="aantallen")
    question: Vraag | None = Field(default=None, alias="vraag")
    travel: Reistijden = Field(alias="reistijden")


class NietVoorMijRij(Out):
    """Een vacature die u wegzette."""

    vacancy: str = Field(alias="vacature")
    title: str | None = Field(default=None, alias="titel")
    reason: str | None = Field(default=None, alias="reden")
    at: Moment = Field(alias="tijdstip")


class EigenLijst(Lijst):
    """Uw eigen lijst."""

    counts: EigenAantallen = Field(alias="aantallen")
    not_for_me: list[NietVoorMijRij] = Field(alias="nietVoorMij", description="Alleen u ziet dit.")


class AfgevallenRij(Verantwoording):
    """Een vacature die afviel."""

    reason: Belemmering = Field(alias="reden")


class AfgevallenLijst(Out):
    """De vacatures die om één reden afvielen, de nieuwste eerst; het verslag bewaart de bladzijde zo."""

    record: str = Field(alias="verslag", description="Het nummer van het adviesverslag.")
    at: Moment = Field(alias="tijdstip")
    client: str = Field(alias="werkzoekende")
    on: Day = Field(alias="peildatum")
    market: str = Field(alias="markt")
    reason: Refusal = Field(alias="reden")
    label: str = Field(alias="omschrijving")
    total: int = Field(alias="totaal")
    results: list[AfgevallenRij] = Field(alias="resultaten")


class EigenVacature(In):
    """Een vacature die in geen bron staat, maar die u kent."""

    title: Said = Field(alias="titel", min_length=1, max_length=200)
    employer: Typed = Field(default="", alias="werkgever", max_length=200)
    place: Typed = Field(default="", alias="plaats", max_length=100)
    link: Typed = Field(default="", alias="link", description="Een webadres.", max_length=500)
    contact: Typed = Field(default="", alias="contact", max_length=300)
    text: Typed = Field(default="", alias="vacaturetekst", max_length=5000)
    hours_min: float | None = Field(default=None, alias="urenMinimaal", gt=0, le=60, json_schema_extra=NULLABLE)
    hours_max: float | None = Field(default=None, alias="urenMaximaal", gt=0, le=60, json_schema_extra=NULLABLE)
    closing_date: Day | None = Field(default=None, alias="sluitingsdatum", json_schema_extra=NULLABLE)

    def document(self) -> dict[str, Any]:
        """Return it as plain values under our own names."""
        return self.model_dump(mode="json")


class IngreepMaken(In):
    """Wat u in de lijst verandert. Bij toch-tonen en verplaatsen hoort een toelichting; verplaatsen vraagt een plek."""

    model_config = ConfigDict(json_schema_extra={"anyOf": WAYS})

    kind: InterventionCode = Field(alias="soort")
    vacancy: Typed | None = Field(
        default=None,
        alias="vacature",
        description="Een vacature van de markt of van de lijst.",
        min_length=1,
        max_length=200,
        json_schema_extra=NULLABLE,
    )
    own: EigenVacature | None = Field(
        default=None, alias="eigenVacature", description="Alleen bij toevoegen.", json_schema_extra=NULLABLE
    )
    note: Typed = Field(default="", alias="toelichting", max_length=1000)
    position: Place | None = Field(default=None, alias="plek", json_schema_extra=NULLABLE)
    record: Typed | None = Field(
        default=None,
        alias="verslag",
        description="De lijst die u voor u had.",
        max_length=100,
        json_schema_extra=NULLABLE,
    )


class Ingrepen(Out):
    """Wat er in de lijst veranderd is, ook wat teruggenomen is."""

    changes: list[Ingreep] = Field(alias="ingrepen")
