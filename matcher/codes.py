"""The closed lists of the domain: each member has an English name, a stable code and a Dutch label for people."""

from enum import IntEnum, StrEnum
from typing import Self


class Code(StrEnum):
    """A closed list whose value is the code in files and whose `label` is what people read.

    `ordinal` is the position in the list: the number that stands for a member in a column or a bit mask.
    """

    label: str
    ordinal: int

    def __new__(cls, code: str, label: str) -> Self:
        """Make the member a string that equals its code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.ordinal = len(cls.__members__)
        return member

    @classmethod
    def of(cls, code: str) -> Self:
        """Return the member with this code; KeyError when there is none."""
        for member in cls:
            if member.value == code:
                return member
        raise KeyError(code)


class Grade(IntEnum):
    """An ordered closed list; `code` stands in files, `label` is what people read."""

    code: str
    label: str

    def __new__(cls, rank: int, code: str, label: str) -> Self:
        """Make the member an integer that compares by rank."""
        member = int.__new__(cls, rank)
        member._value_ = rank
        member.code = code
        member.label = label
        return member

    @classmethod
    def of(cls, code: str) -> Self:
        """Return the member with this code; KeyError when there is none."""
        for member in cls:
            if member.code == code:
                return member
        raise KeyError(code)

    @classmethod
    def ranked(cls, rank: int) -> Self:
        """Return the member with this rank; ValueError when there is none."""
        for member in cls:
            if member == rank:
                return member
        raise ValueError(rank)


class Level(Grade):
    """Level of work and education, ordered as the NLQF orders the Dutch diplomas."""

    NONE = (0, "geen", "geen startniveau")
    MBO1 = (1, "mbo1", "mbo 1 (entree)")
    MBO2 = (2, "mbo2", "mbo 2 of vmbo")
    MBO3 = (3, "mbo3", "mbo 3")
    MBO4 = (4, "mbo4", "mbo 4, havo of vwo")
    AD = (5, "ad", "associate degree")
    HBO = (6, "hbo", "hbo")
    WO = (7, "wo", "wo")


class LanguageLevel(Grade):
    """Level of a language by the European framework (CEFR); NONE is below A1."""

    NONE = (0, "A0", "nog geen A1")
    A1 = (1, "A1", "A1")
    A2 = (2, "A2", "A2")
    B1 = (3, "B1", "B1")
    B2 = (4, "B2", "B2")
    C1 = (5, "C1", "C1")
    C2 = (6, "C2", "C2")


class SkillKind(Code):
    """What sort of thing a skill is; the names follow ESCO, tasks of an occupation are those of CompetentNL."""

    SKILL = ("skill", "vaardigheid")
    KNOWLEDGE = ("knowledge", "kennis")
    TRANSVERSAL = ("transversal", "algemene vaardigheid")
    LANGUAGE = ("language", "taal")
    TASK = ("task", "taak")


class SkillLevel(Grade):
    """How well someone masters a skill."""

    LEARNING = (1, "lerend", "ik leer dit nog")
    BASIC = (2, "basis", "ik kan dit met hulp")
    SKILLED = (3, "ervaren", "ik kan dit zelfstandig")
    EXPERT = (4, "gevorderd", "ik kan dit anderen leren")


class Origin(Code):
    """Where a skill of a vacancy or a client comes from."""

    STATED = ("stated", "genoemd")
    TEXT = ("text", "gevonden in de tekst")
    OCCUPATION = ("occupation", "hoort bij het beroep")
    HISTORY = ("history", "uit eerder werk")
    DIPLOMA = ("diploma", "uit een diploma of certificaat")
    INFORMAL = ("informal", "geleerd buiten werk en school")


class Route(Code):
    """The kinds of work that lead to participation; a client and coach choose, the software never assigns."""

    REGULAR = ("regulier", "reguliere baan")
    LEERWERKPLEK = ("leerwerkplek", "leerwerkplek")
    PROEFPLAATSING = ("proefplaatsing", "proefplaatsing")
    WERKERVARINGSPLAATS = ("werkervaringsplaats", "werkervaringsplaats")
    BASISBAAN = ("basisbaan", "basisbaan")
    BESCHUT_WERK = ("beschut-werk", "beschut werk")
    BANENAFSPRAAK = ("banenafspraak", "baan binnen de banenafspraak")
    VOLUNTEERING = ("vrijwilligerswerk", "vrijwilligerswerk")
    DAGBESTEDING = ("dagbesteding", "dagbesteding")
    OWN_BUSINESS = ("eigen-bedrijf", "eigen bedrijf")


class Workplace(Code):
    """Where the work is done."""

    ON_SITE = ("op-locatie", "op locatie")
    HYBRID = ("hybride", "deels thuis")
    REMOTE = ("thuis", "helemaal thuis")
    TRAVELLING = ("onderweg", "op wisselende plekken")


class Contract(Code):
    """What kind of agreement is offered."""

    PERMANENT = ("vast", "vast contract")
    TEMPORARY = ("tijdelijk", "tijdelijk contract")
    AGENCY = ("uitzend", "uitzendcontract")
    ON_CALL = ("oproep", "oproepcontract")
    APPRENTICESHIP = ("leer-arbeid", "leer-arbeidsovereenkomst")
    FREELANCE = ("zzp", "zzp-opdracht")
    NONE = ("geen", "geen arbeidscontract")


class WagePeriod(Code):
    """The period that a wage is stated for."""

    HOUR = ("uur", "per uur")
    DAY = ("dag", "per dag")
    WEEK = ("week", "per week")
    FOUR_WEEKS = ("4-weken", "per vier weken")
    MONTH = ("maand", "per maand")
    YEAR = ("jaar", "per jaar")


class DayPart(Code):
    """The parts of the week in which work can fall."""

    EARLY = ("vroeg", "vroege ochtend (voor 7 uur)")
    DAY = ("dag", "overdag op werkdagen")
    EVENING = ("avond", "avond")
    NIGHT = ("nacht", "nacht")
    SATURDAY = ("zaterdag", "zaterdag")
    SUNDAY = ("zondag", "zondag")


class Demand(Code):
    """What work asks of body and mind; axes after the usual list of functional capabilities, never a diagnosis."""

    SITTING = ("zitten", "lang zitten")
    STANDING = ("staan", "lang staan")
    WALKING = ("lopen", "veel lopen")
    LIFTING = ("tillen", "tillen en dragen")
    PUSHING = ("duwen-trekken", "duwen en trekken")
    BENDING = ("bukken-knielen", "bukken en knielen")
    REACHING = ("reiken", "reiken en boven de schouders werken")
    HEIGHTS = ("klimmen-hoogte", "klimmen en werken op hoogte")
    FINE_MOTOR = ("fijne-motoriek", "fijn werk met de handen")
    SCREEN = ("beeldscherm", "werken achter een beeldscherm")
    NOISE = ("lawaai", "werken in lawaai")
    STIMULI = ("prikkels", "veel prikkels en drukte")
    PACE = ("werktempo", "hoog werktempo")
    OUTDOORS = ("buitenwerk", "buiten werken")
    TEMPERATURE = ("warmte-kou", "warmte of kou")
    DUST = ("stof-chemie", "stof en chemische middelen")
    PEOPLE = ("mensencontact", "veel contact met mensen")
    ALONE = ("alleen-werken", "alleen werken")


class DemandGrade(Grade):
    """How much of a demand there is in the work, or how much of it a person can manage."""

    NONE = (0, "0", "niet")
    LIGHT = (1, "1", "licht")
    MODERATE = (2, "2", "matig")
    HEAVY = (3, "3", "zwaar")


class Support(Code):
    """Guidance and adjustments that a workplace offers or a person needs."""

    JOBCOACH = ("jobcoach", "een jobcoach")
    BUDDY = ("werkbegeleider", "een vaste werkbegeleider")
    ADAPTED_PLACE = ("aangepaste-werkplek", "een aangepaste werkplek")
    ADAPTED_TASKS = ("aangepaste-taken", "aangepaste taken")
    LOW_STIMULUS = ("prikkelarm", "een rustige werkplek met weinig prikkels")
    OWN_PACE = ("eigen-tempo", "werken in eigen tempo")
    FLEXIBLE_HOURS = ("flexibele-uren", "flexibele werktijden")
    LANGUAGE_HELP = ("taalhulp", "hulp bij de Nederlandse taal")
    TRANSPORT = ("vervoer", "vervoer van en naar het werk")


class Mode(Code):
    """Ways to travel to work."""

    WALK = ("walk", "lopend")
    BIKE = ("bike", "met de fiets")
    EBIKE = ("ebike", "met de e-bike")
    TRANSIT = ("transit", "met het openbaar vervoer")
    CAR = ("car", "met de auto")


class Method(Code):
    """How a travel time was obtained."""

    ESTIMATE_EXACT = ("estimate-exact", "schatting op het adres")
    ESTIMATE_PC4 = ("estimate-pc4", "schatting op de postcode of de plaats")
    NETWORK_STREET = ("network-street", "berekend over het wegennet")
    TIMETABLE = ("timetable", "berekend uit de dienstregeling")
    NO_TRAVEL = ("no-travel", "geen reis nodig")
    UNKNOWN = ("unknown", "reistijd onbekend")


class LicenceKind(Code):
    """What sort of paper a licence is."""

    DRIVING = ("rijbewijs", "rijbewijs")
    CERTIFICATE = ("certificaat", "certificaat")
    DIPLOMA = ("diploma", "diploma of registratie")


class CourseKind(Code):
    """The kinds of training."""

    TRAINING = ("training", "training")
    BRANCH = ("branchecertificaat", "branchecertificaat")
    LICENCE = ("licentie", "rijbewijs of licentie")
    MBO_CERTIFICATE = ("mbo-certificaat", "mbo-certificaat")
    PRAKTIJKVERKLARING = ("praktijkverklaring", "praktijkverklaring")
    ENTREE = ("entree", "entreeopleiding")
    BBL = ("bbl", "leren en werken (bbl)")
    BOL = ("bol", "opleiding op school (bol)")
    LANGUAGE = ("taal", "taalcursus")
    BASIC = ("basisvaardigheden", "basisvaardigheden")
    MBO = ("mbo", "mbo-opleiding of een deel ervan")


class Payer(Code):
    """Who pays for a training."""

    PARTICIPANT = ("deelnemer", "de deelnemer")
    MUNICIPALITY = ("gemeente", "de gemeente")
    EMPLOYER = ("werkgever", "de werkgever")
    UWV = ("uwv", "UWV")
    FUND = ("fonds", "een opleidingsfonds")
    STATE = ("rijk", "het rijk")


class Paper(Code):
    """What sort of proof a training ends with."""

    DIPLOMA = ("diploma", "diploma")
    MBO_CERTIFICATE = ("mbo-certificaat", "mbo-certificaat")
    PRAKTIJKVERKLARING = ("praktijkverklaring", "praktijkverklaring")
    BRANCH = ("branchecertificaat", "branchecertificaat")
    LICENCE = ("licentie", "rijbewijs of licentie")
    ATTENDANCE = ("bewijs-van-deelname", "bewijs van deelname")
    NONE = ("geen", "geen papier")
