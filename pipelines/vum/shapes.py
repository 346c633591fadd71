"""The objects of VUM v3 with their lengths, patterns and codes, as a source gives them.

Source: the contracts VUM-Bron-Vacatures and VUM-Bron-WerkzoekendeProfielen 3.0.0 and the VUM Gegevensstandaard 1.5 (May
2026). The registration in the register of target groups is left out on purpose: the guard keeps it out.
"""

from pipelines.vum import codes
from pipelines.vum.forms import Day, Form, Items, Shape, Text, Whole

POSTCODE = r"^[0-9]{4}[a-zA-Z]{2}$"
SAFE_ID = r"^[a-zA-Z0-9_.-]{0,200}$"

LONG, NAME, COURSE_NAME = Text(2000), Text(500), Text(120)
ADDRESS = Text(200)  # an address (URI) in CompetentNL
DATE = Day()
INDICATION = Whole(values=codes.INDICATION)
OF_PAPER = Whole(values=codes.INDICATION_OF_PAPER)
HOURS = Whole(0, 99)
REACH = Whole(0, 999)
LANGUAGE = Whole(values=codes.LANGUAGE_LEVELS)
MAIL, PHONE, CONTACT_NAME = Text(320), Text(14), Text(35)

ADRES = Shape(
    "Adres",
    {
        "postcode": Text(pattern=POSTCODE),
        "straatnaam": Text(24),
        "huisnummer": Whole(0, 99_999),
        "huisnummertoevoeging": Text(6),
    },
    ("postcode",),
)
ARBEIDSVOORWAARDEN = Shape(
    "ArbeidsVoorwaarden",
    {
        "datumAanvangWerkzaamheden": DATE,
        "datumEindeWerkzaamheden": DATE,
        "omschrijvingArbeidsvoorwaarden": LONG,
        "salarisIndicatie": Text(100),
    },
)
BEROEP = Shape("Beroep", {"codeBeroepsnaam": ADDRESS})
COMPETENTIE = Shape("Competentiebeheersing", {"codeCompetentie": ADDRESS})
CONTACT_OF_EMPLOYER = Shape(
    "ContactpersoonAfdeling",
    {"naamContactpersoonAfdeling": CONTACT_NAME, "emailadres": Items(MAIL), "telefoonnummer": Items(PHONE)},
)
CONTACT_OF_PERSON = Shape(
    "ContactpersoonWerkzoekende",
    {"naamContactpersoonAfdeling": CONTACT_NAME, "emailadres": MAIL, "telefoonnummer": PHONE},
)
CONTRACTVORM = Shape(
    "Contractvorm",
    {
        "codeTypeArbeidscontract": Text(values=codes.CONTRACT_KINDS),
        "codeTypeOvereenkomst": Text(values=codes.AGREEMENT_KINDS),
    },
)
CURSUS_FIELDS: dict[str, Form] = {
    "naamCursus": COURSE_NAME,
    "toelichtingCursus": LONG,
    "indicatieCertificaat": OF_PAPER,
}
CURSUS = Shape("Cursus", CURSUS_FIELDS)
CURSUS_OF_PERSON = Shape(
    "CursusWerkzoekende",
    CURSUS_FIELDS
    | {
        "datumAanvangVolgenCursus": DATE,
        "datumEindeVolgenCursus": DATE,
        "datumCertificaat": DATE,
        "naamOpleidingsinstituut": NAME,
    },
)
EIS_AAN_WERK = Shape(
    "EisAanWerk",
    {
        "indicatieAanpassingWerkomgeving": INDICATION,
        "indicatieBegeleiding": INDICATION,
        "indicatieWerkvariatie": INDICATION,
    },
)
FLEXIBILITEIT_FIELDS: dict[str, Form] = {
    "datumEindeBeschikbaarVoorWerk": DATE,
    "indicatieOnregelmatigWerkOfPloegendienst": INDICATION,
}
FLEXIBILITEIT = Shape("Flexibiliteit", FLEXIBILITEIT_FIELDS)
FLEXIBILITEIT_OF_PERSON = Shape(
    "FlexibiliteitWerkzoekende", FLEXIBILITEIT_FIELDS | {"datumAanvangBeschikbaarVoorWerk": DATE}
)
INTERESSE = Shape("Interesse", {"naamInteresse": Text(120)})
MOBILITEIT = Shape(
    "Mobiliteit",
    {"bemiddelingspostcode": Text(pattern=POSTCODE), "maximaleReisafstand": REACH, "maximaleReistijd": REACH},
    ("bemiddelingspostcode",),
)
OPLEIDING_FIELDS: dict[str, Form] = {
    "codeOpleidingsnaam": Text(pattern=r"^[0-9]{1,10}$"),
    "codeNiveauOpleiding": Whole(values=codes.EDUCATION_LEVELS),
    "indicatieDiploma": OF_PAPER,
    "toelichtingOpleiding": LONG,
}
OPLEIDING = Shape("Opleiding", OPLEIDING_FIELDS)
OPLEIDING_OF_PERSON = Shape(
    "OpleidingWerkzoekende",
    OPLEIDING_FIELDS
    | {
        "codeStatusOpleiding": Whole(values=codes.EDUCATION_STATES),
        "datumAanvangVolgenOpleiding": DATE,
        "datumEindeVolgenOpleiding": DATE,
        "datumDiploma": DATE,
        "naamOpleidingsinstituut": NAME,
    },
)
RIJBEWIJS = Shape("Rijbewijs", {"codeSoortRijbewijs": Text(values=codes.DRIVING_LICENCES)})
SECTOR = Shape("SectorBeroepsEnBedrijfsleven", {"codeSbi": Whole(0, 99_999)})
WEBADRES = Shape("Webadres", {"codeWebadres": Whole(values=codes.LINK_KINDS), "url": Text(1000)})
SOLLICITATIEWIJZE = Shape(
    "Sollicitatiewijze", {"codeSollicitatiewijze": Text(values=codes.WAYS_TO_APPLY), "webadres": WEBADRES}
)
TAALBEHEERSING = Shape(
    "Taalbeheersing",
    {
        "codeTaal": Text(pattern=r"^[a-z]{3}$"),
        "codeNiveauTaalbeheersingLezen": LANGUAGE,
        "codeNiveauTaalbeheersingLuisteren": LANGUAGE,
        "codeNiveauTaalbeheersingMondeling": LANGUAGE,
        "codeNiveauTaalbeheersingSchriftelijk": LANGUAGE,
    },
)
VERVOERMIDDEL = Shape(
    "Vervoermiddel",
    {
        "codeVervoermiddel": Whole(values=codes.VEHICLES),
        "indicatieBeschikbaarVoorUitvoeringWerk": INDICATION,
        "indicatieBeschikbaarVoorWoonWerkverkeer": INDICATION,
    },
)
WERKERVARING = Shape("Werkervaring", {"aantalJarenWerkzaamInBeroep": HOURS})
WERKERVARING_OF_PERSON = Shape(
    "WerkervaringWerkzoekende",
    {
        "beroep": BEROEP,
        "datumAanvangWerkzaamheden": DATE,
        "datumEindeWerkzaamheden": DATE,
        "naamOrganisatie": Text(70),
        "toelichtingWerkervaring": LONG,
    },
)
MP_WERKGEVER_FIELDS: dict[str, Form] = {
    "handelsnaamOrganisatie": NAME,
    "sector": Items(SECTOR),
    "webadres": Items(WEBADRES),
}
MP_WERKGEVER = Shape("MPWerkgever", MP_WERKGEVER_FIELDS)
WERKGEVER = Shape("Werkgever", MP_WERKGEVER_FIELDS | {"contactpersoon": Items(CONTACT_OF_EMPLOYER)})
WERKTIJDEN = Shape(
    "Werktijden",
    {
        "aantalWerkurenPerWeekMaximaal": HOURS,
        "aantalWerkurenPerWeekMinimaal": HOURS,
        "indicatieKantoortijden": INDICATION,
    },
)

VACATURE_FIELDS: dict[str, Form] = {
    "idVacature": Text(pattern=SAFE_ID),
    "adres": ADRES,
    "arbeidsVoorwaarden": ARBEIDSVOORWAARDEN,
    "beroep": BEROEP,
    "codeWerkEnDenkniveauMinimaal": Text(values=frozenset(map(str, codes.WORK_LEVELS))),
    "contractvorm": Items(CONTRACTVORM),
    "cursus": Items(CURSUS),
    "flexibiliteit": FLEXIBILITEIT,
    "competentiebeheersing": Items(COMPETENTIE),
    "naamVacature": Text(120),
    "omschrijvingVacature": LONG,
    "opleiding": Items(OPLEIDING),
    "rijbewijs": Items(RIJBEWIJS),
    "sector": SECTOR,
    "sluitingsdatumVacature": DATE,
    "sollicitatiewijze": Items(SOLLICITATIEWIJZE),
    "taalbeheersing": Items(TAALBEHEERSING),
    "vervoermiddel": Items(VERVOERMIDDEL),
    "werkervaring": Items(WERKERVARING),
    "werktijden": WERKTIJDEN,
}
VACATURE = Shape(
    "Vacature", VACATURE_FIELDS | {"nummerVacature": Text(11), "werkgever": WERKGEVER}, required=("idVacature",)
)
VACATURE_MATCH = Shape(
    "MPVacatureMatch", VACATURE_FIELDS | {"werkgever": MP_WERKGEVER}, required=("adres", "idVacature")
)

KWALIFICATIE = Shape(
    "Arbeidsmarktkwalificatie",
    {
        "codeWerkEnDenkniveauWerkzoekende": Whole(values=frozenset(codes.WORK_LEVELS)),
        "cursus": Items(CURSUS_OF_PERSON),
        "competentiebeheersing": Items(COMPETENTIE),
        "interesse": Items(INTERESSE),
        "opleiding": Items(OPLEIDING_OF_PERSON),
        "rijbewijs": Items(RIJBEWIJS),
        "taalbeheersing": Items(TAALBEHEERSING),
        "werkervaring": Items(WERKERVARING_OF_PERSON),
    },
)
PROFILE_FIELDS: dict[str, Form] = {
    "idWerkzoekende": Text(pattern=SAFE_ID),
    "arbeidsmarktkwalificatie": KWALIFICATIE,
    "bemiddelingsberoep": Items(BEROEP),
    "contractvorm": Items(CONTRACTVORM),
    "flexibiliteit": FLEXIBILITEIT_OF_PERSON,
    "indicatieBeschikbaarheidContactgegevens": Whole(values=codes.YES_OR_NO),
    "mobiliteit": MOBILITEIT,
    "sector": Items(SECTOR),
    "vervoermiddel": Items(VERVOERMIDDEL),
    "werktijden": WERKTIJDEN,
}
WERKZOEKENDE = Shape(
    "Werkzoekende",
    PROFILE_FIELDS
    | {
        "contactpersoon": Items(CONTACT_OF_PERSON),
        "eisAanWerk": EIS_AAN_WERK,
        "emailadres": Items(MAIL),
        "persoonlijkePresentatie": LONG,
        "telefoonnummer": Items(PHONE),
        "webadres": Items(WEBADRES),
    },
)
WERKZOEKENDE_MATCH = Shape("MPWerkzoekendeMatch", PROFILE_FIELDS, required=("mobiliteit", "idWerkzoekende"))
