"""Course advice: what a course teaches, opens and asks, and plans of several."""

from pydantic import Field

from api.schemas.base import Day, Out
from api.schemas.questions import Vraag
from api.schemas.vacancy import Uren
from matcher.codes import CourseKind, DayPart, Mode, Paper, Payer, Route
from matcher.direction import Direction


class Prijs(Out):
    """Wat een cursus kost, in euro."""

    min: float | None = Field(default=None, alias="minimaal")
    max: float | None = Field(default=None, alias="maximaal")
    currency: str = Field(alias="munt")


class Instap(Out):
    """Wat er nodig is om te beginnen."""

    level: str | None = Field(default=None, alias="niveau")
    language: str | None = Field(default=None, alias="taalniveau")
    licences: list[str] = Field(alias="bewijzen")
    note: str = Field(alias="toelichting")


class Uurloon(Out):
    """Bruto euro per uur van de vacatures die het noemen."""

    low: float = Field(alias="laag")
    median: float = Field(alias="midden")
    high: float = Field(alias="hoog")
    known: int = Field(alias="aantalBekend")


class Voorbeeld(Out):
    """Een vacature als voorbeeld."""

    vacancy: str = Field(alias="vacature")
    title: str = Field(alias="titel")
    employer: str = Field(alias="werkgever")
    place: str = Field(alias="plaats")
    route: Route = Field(alias="route")


class Aanbod(Out):
    """Een cursus bij een aanbieder."""

    provider: str = Field(alias="aanbieder")
    place: str = Field(alias="plaats")
    online: bool = Field(alias="online")
    start_date: Day | None = Field(default=None, alias="startdatum")
    begins: Day | None = Field(default=None, alias="begintOpDatum")
    enter_until: Day | None = Field(default=None, alias="instromenTotDatum")
    apply_by: Day | None = Field(default=None, alias="aanmeldenVoorDatum")
    weeks: float | None = Field(default=None, alias="weken")
    hours_per_week: float | None = Field(default=None, alias="urenPerWeek")
    day_parts: list[DayPart] | None = Field(default=None, alias="dagdelen")
    price: float | None = Field(default=None, alias="prijs")
    paid_by: Payer | None = Field(default=None, alias="betaaldDoor")
    url: str = Field(alias="url")
    invented: bool = Field(alias="verzonnen", description="Waar in een demo: dit aanbod bestaat niet.")
    minutes: int | None = Field(default=None, alias="reistijd")
    mode: Mode | None = Field(default=None, alias="vervoer")


class InWoorden(Out):
    """Een vaardigheid met de woorden waarin zij gevonden is."""

    skill: str = Field(alias="vaardigheid")
    words: str = Field(alias="woorden")


class Cursusadvies(Out):
    """Een soort cursus, met wat zij opent."""

    course: str = Field(alias="cursus")
    title: str = Field(alias="titel")
    type: CourseKind = Field(alias="soort")
    level: str | None = Field(default=None, alias="niveau")
    weeks: float | None = Field(default=None, alias="weken")
    hours_per_week: float | None = Field(default=None, alias="urenPerWeek")
    price: Prijs = Field(alias="prijs")
    paid_by: Payer | None = Field(default=None, alias="betaaldDoor")
    estimated: list[str] = Field(alias="geschat", description="Welke gegevens onze schatting zijn.")
    learn_and_earn: bool = Field(alias="lerenEnWerken")
    paper: Paper = Field(alias="bewijs")
    certificate: str = Field(alias="naamBewijs")
    entry: Instap = Field(alias="instap")
    kind: Direction = Field(alias="richting")
    carries: list[str] = Field(alias="neemtMee")
    teaches: list[str] = Field(alias="leert")
    taught_words: list[InWoorden] = Field(alias="gevondenInTekst")
    gives: list[str] = Field(alias="geeft")
    opens: int = Field(alias="opent", description="Hoeveel vacatures erbij komen binnen de eigen reistijd.")
    wished: int = Field(alias="gewenst", description="Hoeveel daarvan werk zijn dat iemand wil.")
    vacancies: list[str] = Field(alias="vacatures")
    examples: list[Voorbeeld] = Field(alias="voorbeelden")
    improves: int = Field(alias="verbetert", description="Hoeveel vacatures beter gaan passen.")
    wage: Uurloon | None = Field(default=None, alias="loon")
    hours: Uren = Field(alias="uren")
    offerings: list[Aanbod] = Field(alias="aanbod")
    offerings_total: int = Field(alias="aantalAanbod")
    offering_note: str = Field(alias="toelichtingAanbod")
    gives_language: str | None = Field(default=None, alias="geeftTaalniveau")
    opens_with_language: int | None = Field(default=None, alias="opentMetTaal")
    together_with: str | None = Field(default=None, alias="samenMet")
    together_with_title: str | None = Field(default=None, alias="samenMetTitel")
    opens_together: int | None = Field(default=None, alias="opentSamen")


class NogNiet(Out):
    """Een cursus waar nu nog iets voor nodig is."""

    course: str = Field(alias="cursus")
    title: str = Field(alias="titel")
    opens: int = Field(alias="opent")
    bars: list[str] = Field(alias="drempels")
    entry: Instap = Field(alias="instap")


class Erkenning(Out):
    """Wat iemand al kan en kan laten erkennen."""

    course: str = Field(alias="cursus")
    title: str = Field(alias="titel")
    way: str = Field(alias="manier")
    paper: str = Field(alias="bewijs")
    has: list[str] = Field(alias="heeft")
    misses: list[str] = Field(alias="mist")
    informal: list[str] = Field(alias="buitenWerkGeleerd")
    share: float = Field(alias="deel")
    opens: int = Field(alias="opent")


class Stap(Out):
    """Een stap van een plan."""

    course: str = Field(alias="cursus")
    title: str = Field(alias="titel")
    type: CourseKind = Field(alias="soort")
    adds: int = Field(alias="voegtToe")
    begins: Day | None = Field(default=None, alias="begintOpDatum")
    ends: Day | None = Field(default=None, alias="klaarOpDatum")
    euros: float | None = Field(default=None, alias="euro")
    offering: Aanbod | None = Field(default=None, alias="aanbod")
    offering_note: str = Field(alias="toelichtingAanbod")


class Plan(Out):
    """Een paar cursussen na elkaar."""

    aims: list[str] = Field(alias="doelen")
    steps: list[Stap] = Field(alias="stappen")
    opens: int = Field(alias="opent")
    vacancies: list[str] = Field(alias="vacatures")
    examples: list[Voorbeeld] = Field(alias="voorbeelden")
    carries: list[str] = Field(alias="neemtMee")
    weeks: float | None = Field(default=None, alias="weken")
    euros: float | None = Field(default=None, alias="euro")
    dates_known: bool = Field(alias="zekerGepland")
    wage: Uurloon | None = Field(default=None, alias="loon")
    hours: Uren = Field(alias="uren")


class Scholing(Out):
    """Welke cursussen het meeste werk openen, en wat iemand al meebrengt."""

    client: str = Field(alias="werkzoekende")
    on: Day = Field(alias="peildatum")
    market: str = Field(alias="markt")
    record: str | None = Field(default=None, alias="verslag", description="Het nummer van het adviesverslag.")
    budget: float | None = Field(default=None, alias="budget")
    weeks: float | None = Field(default=None, alias="weken")
    too_little_known: bool = Field(alias="teWeinigBekend")
    question: Vraag | None = Field(default=None, alias="vraag")
    talents: list[str] = Field(alias="talenten", description="Wat iemand al kan en veel gevraagd is.")
    for_wish: list[Cursusadvies] = Field(
        alias="bijWens", description="De paar cursussen die het meeste werk openen dat iemand zelf wil."
    )
    suggestions: list[Cursusadvies] = Field(alias="suggesties", description="Wat het meeste werk opent eerst.")
    suggestions_total: int = Field(alias="suggestiesTotaal")
    improves: list[Cursusadvies] = Field(
        alias="verbeteren", description="Wat alleen niets opent, en wel iets beter laat passen of samen iets opent."
    )
    improves_total: int = Field(alias="verbeterenTotaal")
    language: list[Cursusadvies] = Field(alias="taal")
    not_yet: list[NogNiet] = Field(alias="nogNiet")
    recognition: list[Erkenning] = Field(alias="erkenning")
    plans: list[Plan] | None = Field(default=None, alias="plannen")
    over_limits: int = Field(alias="bovenGrens", description="Hoeveel er niet passen bij budget of weken.")
    trend_note: str | None = Field(default=None, alias="toelichtingTrends")
