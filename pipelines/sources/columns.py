"""The columns that readers know, with every name that files give them. Case, accents and punctuation do not matter.

The first name is the one that our own files use; when a file has several names of one column, the earlier in the list
counts and the later fills in where that is empty. In the columns of `JOINED` all values count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from matcher.errors import InputError
from matcher.guard import Kept, kept_out
from pipelines.sources.text import fold, quote

Table = Mapping[str, tuple[str, ...]]

WHERE = {
    "plaats": ("place", "city", "woonplaats", "standplaats", "locatie", "location", "werklocatie", "plaatsnaam"),
    "postcode": ("zip", "zipcode", "postal_code", "pc", "pc4", "pc6"),
    "breedtegraad": ("lat", "latitude", "breedte"),
    "lengtegraad": ("lon", "lng", "longitude", "lengte"),
}
HOURS = {
    "uren_min": ("min_uren", "minimum_uren", "uren_van", "hours_min", "min_hours"),
    "uren_max": ("max_uren", "maximum_uren", "uren_tot", "hours_max", "max_hours"),
    "uren": ("hours", "uren_per_week", "werkuren", "aantal_uren", "hours_per_week", "urenpw", "dienstverband"),
}
LEVEL = ("level", "opleidingsniveau", "werk_en_denkniveau", "education_level", "opleiding_niveau", "denkniveau")
LICENCES = (
    "licences", "licenses", "rijbewijs", "rijbewijzen", "certificaten", "certificaat", "certificates",
    "vereiste_diplomas",
)  # fmt: skip

VACANCY: Table = MappingProxyType({
    "id": (
        "vacatureid", "vacature_id", "referentie", "referentienummer", "vacaturenummer", "identifier", "job_id",
        "external_id", "vacancy_id", "vacaturenr", "vacature_nr",
    ),
    "titel": (
        "title", "vacaturetitel", "functietitel", "functienaam", "functie", "job_title", "naam", "vacature",
        "beroepsnaam",
    ),
    "omschrijving": (
        "description", "beschrijving", "vacaturetekst", "functieomschrijving", "omschrijving_functie", "tekst", "body",
        "toelichting",
    ),
    "werkgever": ("employer", "bedrijf", "organisatie", "company", "bedrijfsnaam", "organization", "werkgevernaam"),
    **WHERE,
    "plaats": (*WHERE["plaats"], "gemeente"),
    "werkplek": ("workplace", "thuiswerken", "remote", "werkvorm"),
    "thuiswerkdagen": ("home_days", "dagen_thuis"),
    "url": ("source_url", "link", "bron_url", "vacature_url", "apply_url", "website"),
    "contact": ("contactpersoon", "email", "e_mail", "telefoon", "telefoonnummer", "sollicitatie"),
    "beroep": ("occupation", "beroepscode", "isco", "isco08", "isco_code", "esco", "esco_uri"),
    "vaardigheden": (
        "skills", "competenties", "eisen", "functie_eisen", "vereiste_vaardigheden", "required_skills",
    ),
    "vaardigheden_pre": ("optional_skills", "pre", "wensen", "nice_to_have", "gewenste_vaardigheden"),
    **HOURS,
    "salaris_min": ("salary_min", "min_salary", "min_salaris", "minimum_salaris", "loon_min", "salaris_van"),
    "salaris_max": ("salary_max", "max_salary", "max_salaris", "maximum_salaris", "loon_max", "salaris_tot"),
    "salaris_periode": ("salary_period", "salaris_eenheid", "loonperiode", "salary_unit", "periode"),
    "salaris": ("salary", "loon", "salarisindicatie", "wage", "beloning", "bruto_salaris", "uurloon", "maandloon"),
    "contract": (
        "contractvorm", "contracttype", "soort_contract", "contract_type", "type_dienstverband", "employment_type",
    ),
    "route": ("soort", "type_plek", "regeling", "soort_plek"),
    "niveau": LEVEL,
    "taalniveau": ("language_level", "nederlands", "taaleis", "taalniveau_nederlands"),
    "licenties": (*LICENCES, "diplomas"),
    "dagdelen": ("shifts", "diensten", "werkdagen", "day_parts"),
    "begintijd": ("starttijd", "start_time", "aanvang", "tijd_van"),
    "eindtijd": ("end_time", "tijd_tot"),
    "werktijden": ("working_hours", "werktijd"),
    "belasting": ("physical", "demands", "fysieke_belasting", "belastingen"),
    "begeleiding": ("support", "aanpassingen", "ondersteuning"),
    "startdatum": ("ingangsdatum", "start_date", "per", "beschikbaar_per", "begindatum"),
    "sluitingsdatum": (
        "closing_date", "reageren_voor", "valid_through", "einddatum_vacature", "reageren_tot", "sluit_op", "deadline",
        "sluitdatum", "closes_at", "closesat",
    ),
    "publicatiedatum": (
        "published", "date_posted", "geplaatst", "plaatsingsdatum", "geplaatst_op", "published_at", "publishedat",
    ),
    "aantal": ("places", "aantal_plaatsen", "aantal_plekken", "aantal_vacatures", "openings"),
    "bron": ("source", "bronnaam"),
})  # fmt: skip

CLIENT: Table = MappingProxyType({
    "id": (
        "client", "client_id", "clientnummer", "clientid", "klantnr", "klantnummer", "klant_id", "profiel_id",
        "profile_id", "kandidaat_id",
    ),
    "naam": ("weergavenaam", "roepnaam", "name", "display_name", "volledige_naam"),
    "voornaam": ("first_name", "voornamen", "given_name"),
    "achternaam": ("last_name", "familienaam", "surname", "family_name"),
    "gemeente": ("municipality",),
    **WHERE,
    "vervoer": ("modes", "vervoermiddelen", "vervoersmiddelen", "vervoermiddel", "transport"),
    "maximale_reistijd": ("max_minutes", "reistijd", "max_reistijd", "maximale_reistijd_minuten"),
    "vaardigheden": ("skills", "competenties"),
    "werkervaring": ("work_history", "history", "ervaring", "arbeidsverleden", "experience"),
    "niveau": LEVEL,
    "diplomas": ("diploma_s", "diploma", "opleidingen", "opleiding"),
    "talen": ("languages", "taal", "talenkennis"),
    "taalniveau": ("language_level", "nederlands", "taalniveau_nederlands"),
    "licenties": LICENCES,
    **HOURS,
    "dagdelen": ("shifts", "day_parts", "beschikbare_dagdelen"),
    "beschikbaar_van": ("available_from_time", "tijd_van"),
    "beschikbaar_tot": ("available_until_time", "tijd_tot"),
    "schooltijden": ("school_hours", "onder_schooltijd"),
    "beschikbaar_vanaf": ("available_from", "beschikbaar_per", "startdatum"),
    "belastbaarheid": ("beperkingen", "belemmeringen", "limitations", "functionele_mogelijkheden"),
    "begeleiding": ("support_needed", "support", "ondersteuning"),
    "routes": ("gewenste_routes", "route"),
    "wensen": ("wishes", "voorkeuren", "gewenste_beroepen", "wens", "wensberoep", "wensberoepen"),
    "uitsluitingen": ("exclusions", "niet", "geen_interesse", "niet_willen", "wil_niet"),
    "ladder": ("participatieladder", "trede", "trede_p_ladder", "p_ladder"),
})  # fmt: skip

COURSE: Table = MappingProxyType({
    "id": ("cursusid", "cursus_id", "course_id", "opleidingscode", "cursuscode", "crebo", "crebocode", "crebonummer"),
    "titel": (
        "title", "naam", "cursus", "label", "cursusnaam", "opleiding", "course", "opleidingsnaam", "naam_opleiding",
        "naam_cursus", "opleidingstitel", "cursustitel", "training", "kwalificatie", "naam_kwalificatie",
    ),
    "soort": ("kind", "type", "cursussoort", "soort_opleiding", "opleidingssoort", "leerweg"),
    "niveau": (*LEVEL, "cursusniveau"),
    "weken": ("weeks", "duur", "duur_weken", "looptijd", "duur_in_weken", "aantal_weken", "doorlooptijd"),
    "uren_per_week": ("hours_per_week", "studielast", "uren", "studiebelasting_per_week", "lesuren_per_week"),
    "prijs": (
        "price", "kosten", "cursusgeld", "prijs_eur", "kosten_eur", "prijs_in_euro", "prijs_in_euro_s",
        "kosten_in_euro", "cursusprijs",
    ),
    "prijs_min": ("price_min", "prijs_van", "price_min_eur"),
    "prijs_max": ("price_max", "prijs_tot", "price_max_eur"),
    "leren_en_werken": ("learn_and_earn", "bbl_traject", "bbl", "leren_werken", "leerwerkplek"),
    "instapniveau": ("entry_level", "vooropleiding", "instroomniveau"),
    "instaptaal": ("entry_language", "taaleis", "taalniveau_instap", "minimaal_taalniveau"),
    "instaplicenties": ("entry_licences",),
    "instapeis": ("entry_note", "toelatingseis", "toelatingseisen"),
    "leert": ("teaches", "vaardigheden", "skills", "leerdoelen", "leeruitkomsten"),
    "geeft_niveau": ("gives_level",),
    "geeft_licenties": ("gives_licences", "gives_licenses"),
    "geeft_taal": ("gives_language", "taalniveau_na", "eindniveau_taal"),
    "certificaat": ("certificate", "diploma"),
    "papier": ("paper", "soort_papier", "soort_certificaat", "soort_bewijs", "bewijs", "credential_type"),
    "bereidt_voor": ("prepares_for", "beroepen"),
    "aanbieder": (
        "provider", "opleider", "school", "instituut", "naam_aanbieder", "onderwijsinstelling", "opleidingsinstituut",
        "uitvoerder", "aanbieder_locatie",
    ),
    **WHERE,
    "plaats": (*WHERE["plaats"], "vestiging", "lesplaats", "leslocatie", "cursuslocatie"),
    "online": ("op_afstand", "afstandsonderwijs"),
    "startdatum": (
        "start_date", "begindatum", "start", "startdata", "startdatums", "start_dates", "startmomenten", "startmoment",
        "startdatum_s", "instroom", "instroommoment", "instroommomenten", "instroomdata",
    ),
    "instappen_tot": ("enter_until", "instroom_tot", "instappen_tot_en_met", "laatste_instap", "instroom_tot_en_met"),
    "aanmelden_tot": (
        "apply_by", "aanmelden_voor", "aanmelden_tot_en_met", "aanmelddeadline", "uiterste_aanmelddatum",
        "inschrijven_tot", "inschrijven_voor", "inschrijven_tot_en_met", "inschrijfdeadline", "inschrijving_tot",
        "sluitingsdatum_inschrijving", "sluiting_inschrijving", "sluitingsdatum", "deadline", "application_deadline",
    ),
    "dagdelen": (
        "shifts", "day_parts", "dagdeel", "lesmoment", "lesmomenten", "lestijden", "lesdagen", "cursusdagen", "lesdag",
        "lestijd",
    ),
    "betaald_door": ("paid_by", "wie_betaalt", "betaler", "financiering", "bekostiging", "vergoed_door", "payer"),
    "url": ("link", "website", "source_url"),
    "verzonnen": ("invented",),
    "omschrijving": ("description", "beschrijving", "toelichting", "cursusomschrijving", "inhoud"),
})  # fmt: skip

OUTLOOK: Table = MappingProxyType({
    "beroep": (
        "concept_uri", "esco_uri", "uri", "beroep_id", "occupation_id", "occupation_uri", "beroepscode", "esco", "id",
    ),
    "isco": ("isco08", "isco_code", "isco_08", "isco08_code", "isco4", "isco_groep", "unit_group", "iscogroup"),
    "risicoklasse": ("risk_category", "risico_categorie", "automation_risk_category", "risk_class"),
    "risico": ("risk", "automation_risk", "automatiseringsrisico", "risk_score", "kans_op_automatisering"),
    "knelpunttaken": ("prevalence", "bottlenecks", "bottleneck_share", "aandeel_knelpunttaken"),
    "krapte": (
        "spanning", "spanningsindicator", "shortage", "typering", "krapte_typering", "labour_market_tightness",
        "tightness", "typering_spanning", "arbeidsmarktspanning",
    ),
    "bron": ("source", "bronnaam"),
    "jaar": ("year", "peiljaar", "peildatum", "period", "peilmoment"),
})  # fmt: skip

JOINED = frozenset({
    "contact", "vaardigheden", "vaardigheden_pre", "licenties", "diplomas", "wensen", "begeleiding", "uitsluitingen",
})  # fmt: skip
PROSE = frozenset({"omschrijving", "titel", "contact", "werkgever", "instapeis", "wensen", "werkervaring"})


@dataclass(frozen=True, slots=True)
class Known:
    """What a column is read as, how far it stands in the list of names (0 first), and why it is kept out, if it is."""

    column: str = ""
    place: int = 0
    kept: Kept | None = None


@lru_cache(maxsize=16)
def names_of(kind: str) -> Mapping[str, Known]:
    """Return every folded name of the columns of "vacancy", "client", "course" or "outlook"."""
    table = {"vacancy": VACANCY, "client": CLIENT, "course": COURSE, "outlook": OUTLOOK}[kind]
    return {
        fold(name).replace(" ", ""): Known(column, place)
        for column, aliases in table.items()
        for place, name in reversed(list(enumerate((column, *aliases))))
    }


@lru_cache(maxsize=8_192)
def recognise(name: str, kind: str) -> Known:
    """Return what a column of this name is read as; the guard goes first."""
    kept = kept_out(name)
    if kept:
        return Known(kept=kept)
    return names_of(kind).get(fold(name).replace(" ", ""), Known())


@dataclass(frozen=True, slots=True)
class Layout:
    """How the columns of one delimited file are read.

    `names` are the file's own, made unique. `picks` are (column, index) with the names that count most last;
    `joins` are further (column, index) whose values are added. `kept` gives per index why a column is kept out.
    """

    names: tuple[str, ...]
    named: Mapping[str, str]
    picks: tuple[tuple[str, int], ...]
    joins: tuple[tuple[str, int], ...]
    kept: Mapping[int, Kept]
    unknown: tuple[str, ...]
    doubles: tuple[str, ...]

    @property
    def prose(self) -> frozenset[int]:
        """The indices of columns whose text may hold line ends."""
        known = {index: column for column, index in (*self.picks, *self.joins)}
        return frozenset(index for index in range(len(self.names)) if known.get(index, "titel") in PROSE)


def lay_out(header: Sequence[str], kind: str) -> Layout:
    """Return how the columns of this header are read."""
    names = unique(header)
    found = [(index, recognise(name, kind)) for index, name in enumerate(header)]
    ranked = sorted(((known.place, index, known.column) for index, known in found if known.column), reverse=True)
    first = {column: index for _, index, column in ranked}
    double = [(column, index) for _, index, column in reversed(ranked) if first[column] != index]
    return Layout(
        names=names,
        named={column: names[index] for column, index in first.items()},
        picks=tuple((column, index) for _, index, column in ranked if column not in JOINED or first[column] == index),
        joins=tuple((column, index) for column, index in double if column in JOINED),
        kept={index: known.kept for index, known in found if known.kept},
        unknown=tuple(names[index] for index, known in found if not known.column and not known.kept and header[index]),
        doubles=tuple(
            f"kolom {names[index]} telt alleen waar {names[first[column]]} leeg is: beide zijn '{column}'"
            for column, index in double
            if column not in JOINED
        ),
    )


def unique(header: Sequence[str]) -> tuple[str, ...]:
    """Return the names with a number behind the second of the same, and a number for the nameless."""
    seen: dict[str, int] = {}
    names = []
    for index, name in enumerate(header, start=1):
        shown = name or f"kolom {index}"
        seen[shown] = seen.get(shown, 0) + 1
        names.append(shown if seen[shown] == 1 else f"{shown} ({seen[shown]})")
    return tuple(names)


def demand(file: object, layout: Layout, needed: Sequence[str]) -> None:
    """Raise InputError when a needed column is missing; the message names what is there."""
    missing = [column for column in needed if column not in layout.named]
    if missing:
        shown = ", ".join(quote(name) for name in layout.names[:12])
        raise InputError(
            f"{file}: kolom {' en '.join(missing)} ontbreekt; gevonden: {shown}. "
            f"Noem de kolom zo in de kopregel (docs/formats.md geeft alle namen)."
        )
