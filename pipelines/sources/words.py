"""The words for the closed lists of the domain, as Dutch and English files write them.

Every table is from folded words to a member. What no table knows stays unknown and is told; nothing is guessed.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeVar

from matcher.codes import (
    Code,
    Contract,
    CourseKind,
    DayPart,
    Demand,
    DemandGrade,
    Grade,
    LanguageLevel,
    Level,
    Mode,
    Paper,
    Payer,
    Route,
    SkillLevel,
    Support,
    Workplace,
)
from pipelines.sources.text import fold

T = TypeVar("T")
C = TypeVar("C", bound=Code)
G = TypeVar("G", bound=Grade)


def codes(members: type[C], **more: str) -> Mapping[str, C]:
    """Return the table of a closed list: its codes, labels and names, and more words by member, separated by `|`."""
    table = {fold(word): member for member in members for word in (member.label, member.name, member.value)}
    return table | {fold(word): members[name] for name, words in more.items() for word in words.split("|")}


def grades(members: type[G], **more: str) -> Mapping[str, G]:
    """Return the table of an ordered list, like `codes`."""
    table = {fold(word): member for member in members for word in (member.label, member.name, member.code)}
    return table | {fold(word): members[name] for name, words in more.items() for word in words.split("|")}


NO_WORD = frozenset({"", "geen", "nee", "n v t", "nvt", "none", "no", "niet van toepassing", "in overleg", "onbekend"})
YES_NO = {
    **dict.fromkeys(("ja", "j", "yes", "y", "true", "waar", "1", "x", "wel"), True),
    **dict.fromkeys(("nee", "n", "no", "false", "onwaar", "0", "niet", "geen"), False),
}

WORKPLACE = codes(
    Workplace,
    ON_SITE="onsite|kantoor|op kantoor|nee|no|false|niet|vaste locatie|ter plaatse",
    HYBRID="hybrid|deels|gedeeltelijk|ja|yes|true|deels op locatie|gedeeltelijk thuis|deels thuiswerken|soms",
    REMOTE="volledig thuis|volledig remote|volledig|100 remote|telecommute|telewerken|thuiswerk|thuiswerken|op afstand",
    TRAVELLING="ambulant|wisselend|wisselende locaties|op pad|bij klanten|traveling|diverse locaties|buitendienst",
)
CONTRACT = codes(
    Contract,
    PERMANENT="permanent|onbepaald|vaste aanstelling|vast dienstverband|vaste baan",
    TEMPORARY="temporary|bepaald|jaarcontract|tijdelijke aanstelling|contract|seizoenswerk|seizoen",
    AGENCY="uitzendbasis|uitzendkracht|agency|detachering|payroll|uitzendwerk|uitzendbureau",
    ON_CALL="oproepkracht|nulurencontract|0 urencontract|0 uren|nul uren|min max contract|per diem|oproepbasis|on call",
    APPRENTICESHIP="leerarbeidsovereenkomst|bbl|bbl contract|leerwerkovereenkomst|apprenticeship",
    FREELANCE="freelancer|contractor|zelfstandige|zelfstandig|opdracht|interim",
    NONE="vrijwilligersovereenkomst|stageovereenkomst|zonder contract",
)
CONTRACT_SIGNS = (  # in this order, for texts such as "tijdelijk met uitzicht op vast"
    (Contract.PERMANENT, r"onbepaalde tijd|direct vast"),
    (
        Contract.TEMPORARY,
        r"bepaalde tijd|uitzicht op vast|jaarcontract|\btijdelijk|\btemporary|\d+ maanden|zwangerschapsvervang",
    ),
    (Contract.AGENCY, r"uitzend|detacher|payroll"),
    (Contract.ON_CALL, r"oproep|nul ?uren|\b0 ?uren|min ?max"),
    (Contract.APPRENTICESHIP, r"\bbbl\b|leer arbeids|leer ?werk"),
    (Contract.FREELANCE, r"\bzzp|freelance"),
    (Contract.PERMANENT, r"\bvaste?\b|\bpermanent\b"),
)
ROUTE = codes(
    Route,
    REGULAR="regular|baan|regulier werk|betaald werk|vacature|betaald|reguliere vacature|gewoon werk|werk",
    LEERWERKPLEK="leerwerkbaan|leer werkplek|leerwerktraject|leerbaan|bbl|bbl plek|leren en werken",
    PROEFPLAATSING="proefplaats|trial",
    WERKERVARINGSPLAATS="werkervaringsplek|work experience|wep|ervaringsplaats",
    BASISBAAN="maatschappelijke baan|parallelle baan",
    BESCHUT_WERK="beschut|beschutte werkplek|beschutte plek|sociale werkvoorziening|sw",
    BANENAFSPRAAK="garantiebaan|participatiebaan banenafspraak|afspraakbaan",
    VOLUNTEERING="vrijwilliger|vrijwillig|volunteer|volunteering|vrijwilligers werk|vrijwilligersfunctie",
    DAGBESTEDING="arbeidsmatige dagbesteding|dagactiviteiten",
    OWN_BUSINESS="ondernemen|ondernemer|zelfstandig ondernemer|own business|bbz",
)
LEVELS = grades(
    Level,
    NONE="basisonderwijs|lo|geen opleiding|geen diploma|niet nodig|none|ongeschoold|lager onderwijs",
    MBO1="entree|mbo 1|mbo entree|praktijkonderwijs|pro|vmbo bb|assistent",
    MBO2="mbo 2|vmbo|mavo|vmbo kb|vmbo tl|vmbo gl|lbo|vbo|vmbo t|basisberoepsopleiding|high school|startkwalificatie",
    MBO3="mbo 3|vakopleiding",
    MBO4="mbo 4|havo|vwo|middenkader|gymnasium|atheneum|havo vwo",
    AD="associate|associate degree",
    HBO="bachelor|bachelor degree|hbo bachelor|hogeschool|hts|heao",
    WO="universiteit|universitair|master|postgraduate degree|wo master|university",
)
LEVEL_SIGN = re.compile(
    r"\bmbo (?:niveau |werk en denkniveau )?([1-4])\b|\bniveau ([1-4])\b|\b(vmbo|mavo|lbo|havo|vwo|hbo|wo|ad)\b"
)
LEVEL_RANGE = re.compile(r"\bmbo (?:niveau )?([1-4])(?: (?:of |tot |en |t m )?[1-4])\b")
LANGUAGE = grades(
    LanguageLevel,
    NONE="geen|niet nodig|alfa|alfa a|alfa b|alfa c",
    A2="1f",
    B1="2f",
    B2="3f",
    C1="4f|vloeiend",
    C2="moedertaal|native",
)
LANGUAGE_SIGN = re.compile(r"\b([abc][012])\b|\b([1-4]f)\b")
SKILL = grades(
    SkillLevel,
    LEARNING="1|leer|leerling|beginner|beginnend|in opleiding|learning",
    BASIC="2|basic|basiskennis|redelijk|met hulp|enige ervaring",
    SKILLED="3|skilled|goed|zelfstandig|ervaring|kan dit|vaardig",
    EXPERT="4|expert|zeer goed|uitstekend|zeer ervaren|specialist",
)
DEMAND = codes(
    Demand,
    SITTING="zittend werk|langdurig zitten|sitting",
    STANDING="staand werk|langdurig staan|standing",
    WALKING="lopend werk|walking|langdurig lopen",
    LIFTING="zwaar tillen|dragen|lifting|sjouwen",
    PUSHING="duwen|trekken|pushing",
    BENDING="bukken|knielen|hurken|knielen en bukken|bending",
    REACHING="reaching|boven schouderhoogte werken|bovenhands werken",
    HEIGHTS="klimmen|hoogte|werken op hoogte|heights|ladder",
    FINE_MOTOR="fijne motoriek|handvaardigheid|precisiewerk",
    SCREEN="beeldschermwerk|computer|screen",
    NOISE="geluid|noise|herrie",
    STIMULI="drukte|stimuli|prikkelrijk",
    PACE="tempo|hoog tempo|werkdruk|pace",
    OUTDOORS="buiten|outdoors|buiten werken|weer",
    TEMPERATURE="warmte|kou|hitte|koude|temperature",
    DUST="stof|chemie|chemische stoffen|dust",
    PEOPLE="klantcontact|contact met mensen|people|klanten",
    ALONE="solo|zelfstandig werken|alone",
)
DEMAND_GRADE = grades(
    DemandGrade,
    NONE="geen|nee|none",
    LIGHT="weinig|soms|light|een beetje|beperkt",
    MODERATE="gemiddeld|regelmatig|moderate|normaal",
    HEAVY="veel|vaak|heavy|hoog|ja",
)
SUPPORT = codes(
    Support,
    BUDDY="begeleider|buddy|mentor|vaste begeleider|begeleiding op de werkplek|praktijkbegeleider|leermeester",
    ADAPTED_PLACE="aangepaste plek|werkplekaanpassing|aanpassing werkplek",
    ADAPTED_TASKS="jobcarving|taken op maat|aangepast takenpakket|functiecreatie",
    LOW_STIMULUS="rustige werkplek|prikkelarme werkplek|weinig prikkels|rustige plek",
    OWN_PACE="eigen tempo|rustig tempo|geen tempodruk",
    FLEXIBLE_HOURS="flexibele werktijden|flexibel|flexibele tijden|opbouw in uren|uren opbouwen",
    LANGUAGE_HELP="taalcoach|taalmaatje|taalondersteuning|taal op de werkvloer|hulp bij taal",
    TRANSPORT="vervoer geregeld|busje|woon werkvervoer|reiskosten vergoed",
)
MODE = codes(
    Mode,
    WALK="lopen|te voet|voet|wandelen|walking",
    BIKE="fiets|fietsen|bicycle|cycling",
    EBIKE="e bike|elektrische fiets|e fiets|efiets|speedpedelec",
    TRANSIT="ov|openbaar vervoer|trein|bus|tram|metro|public transport|trein bus",
    CAR="auto|eigen auto|eigen vervoer",
)
COURSE = codes(
    CourseKind,
    TRAINING="cursus|workshop|course|cursus training",
    BRANCH="branche certificaat|certificaat|vakcertificaat",
    LICENCE="licence|rijbewijs|licentie|rijopleiding",
    MBO_CERTIFICATE="mbo certificaat|deelcertificaat",
    PRAKTIJKVERKLARING="praktijkleren|mbo praktijkverklaring",
    ENTREE="entree opleiding|entreeopleiding|mbo 1",
    BBL="beroepsbegeleidende leerweg|bbl opleiding|leerwerktraject|leerwerkplek|leerwerkbaan|leren en werken",
    BOL="beroepsopleidende leerweg|bol opleiding|dagopleiding",
    LANGUAGE="nt2|taalles|inburgering|taaltraining|taalcursus",
    BASIC="basisvaardigheid|rekenen|digitale vaardigheden",
    MBO="mbo opleiding|mbo kwalificatie|keuzedeel|basisberoepsopleiding|vakopleiding|middenkaderopleiding"
    "|specialistenopleiding|bol bbl|bbl bol",
)
PAYER = codes(
    Payer,
    PARTICIPANT="zelf|u zelf|cursist|student|deelnemer zelf|eigen rekening|eigen kosten|particulier|participant",
    MUNICIPALITY="werkbedrijf|sociale dienst|gemeentelijk budget|re integratiebudget|participatiebudget|municipality",
    EMPLOYER="werkgevers|leerbedrijf|uw werkgever|employer",
    UWV="uwv scholing|uwv scholingsbudget|scholingsbudget uwv",
    FUND="opleidingsfonds|o o fonds|oo fonds|oof|sectorfonds|branchefonds|scholingsfonds|fund",
    STATE="overheid|rijksoverheid|ministerie|ocw|bekostigd|rijksbekostigd|bekostigd onderwijs|state|government",
)
# What else says who pays ("gemeente Delft"); a text that names more than one, or is not sure, says nothing.
PAYER_SIGNS = (
    (Payer.PARTICIPANT, r"\b(?:zelf|deelnemer|cursist)\b"),
    (Payer.MUNICIPALITY, r"\b(?:gemeente|werkbedrijf)\b"),
    (Payer.EMPLOYER, r"\b(?:werkgever|leerbedrijf)\b"),
    (Payer.UWV, r"\buwv\b"),
    (Payer.FUND, r"fonds\b"),
    (Payer.STATE, r"\b(?:rijk|overheid|rijksoverheid|ministerie)\b"),
)
NOT_SURE = re.compile(r"\b(?:niet|geen|deels|gedeeltelijk|mits|soms|eventueel|mogelijk)\b")
PAPER = codes(
    Paper,
    DIPLOMA="mbo diploma|vakdiploma|vocational diploma",
    MBO_CERTIFICATE="certificaat mbo|deelcertificaat",
    PRAKTIJKVERKLARING="mbo praktijkverklaring|mbo verklaring|praktijkleren",
    BRANCH="branche certificaat|vakcertificaat|branche erkend certificaat|branche erkend",
    LICENCE="licence|license|rijbewijs|licentie",
    ATTENDANCE="deelnamebewijs|deelnamecertificaat|attendance|certificate of attendance",
    NONE="nee|no|none|geen bewijs|geen certificaat|geen diploma|no official document",
)
# In this order, for names such as "mbo-certificaat Basiszorg": a bare "certificaat" can be anything, and stays unknown.
PAPER_SIGNS = (
    (Paper.PRAKTIJKVERKLARING, r"\bpraktijkverklaring"),
    (Paper.MBO_CERTIFICATE, r"\bmbo (?:deel)?certificaat\b"),
    (
        Paper.ATTENDANCE,
        r"\b(?:bewijs|certificaat|verklaring) van deel(?:name|neming)\b|\bdeelnamebewijs",
    ),
    (Paper.LICENCE, r"\brijbewijs"),
    (Paper.BRANCH, r"\bbranche ?(?:erkend )?(?:certificaat|diploma)|\b(?:vca|svh|bhv|ehbo) (?:certificaat|diploma)\b"),
    (Paper.DIPLOMA, r"\b(?:mbo |vak|basis)?diploma\b"),
)
WEEK = frozenset({DayPart.DAY})
WEEKEND = frozenset({DayPart.SATURDAY, DayPart.SUNDAY})
ROUND_THE_CLOCK = frozenset({DayPart.EARLY, DayPart.DAY, DayPart.EVENING, DayPart.NIGHT})
TWO_SHIFTS = ROUND_THE_CLOCK - {DayPart.NIGHT}
WEEK_WORDS = (
    "overdag|dagdienst|kantooruren|kantoortijden|doordeweeks|werkdagen|ochtend|ochtenden|middag|middagen|maandag|dinsdag"
    "|woensdag|donderdag|vrijdag|ma|di|wo|do|vr|ma vr|ma t m vr|maandag t m vrijdag|maandag tot en met vrijdag|daytime"
)
# "Dinsdagavond", as courses have it.
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
DAYTIMES = ("ochtend", "ochtenden", "middag", "middagen")
EVENINGS = ("avond", "avonden")
DAY_PARTS: Mapping[str, frozenset[DayPart]] = {
    **{word: frozenset({part}) for word, part in codes(
        DayPart,
        EARLY="vroege ochtend|vroege dienst|ochtenddienst|early",
        EVENING="avonden|avonddienst|late dienst|laat|s avonds|evenings",
        NIGHT="nachten|nachtdienst|s nachts|nights",
        SATURDAY="za|zaterdagen|zaterdagdienst",
        SUNDAY="zo|zondagen|zondagdienst",
    ).items()},
    **dict.fromkeys(WEEK_WORDS.split("|"), WEEK),
    **dict.fromkeys((f"{day}{part}" for day in WEEKDAYS for part in DAYTIMES), WEEK),
    **dict.fromkeys((f"{day}{part}" for day in WEEKDAYS for part in EVENINGS), frozenset({DayPart.EVENING})),
    **dict.fromkeys((f"zaterdag{part}" for part in (*DAYTIMES, *EVENINGS)), frozenset({DayPart.SATURDAY})),
    **dict.fromkeys((f"zondag{part}" for part in (*DAYTIMES, *EVENINGS)), frozenset({DayPart.SUNDAY})),
    **dict.fromkeys(("weekend", "weekenden", "weekenddienst", "in het weekend", "za zo", "weekends"), WEEKEND),
    **dict.fromkeys(("2 ploegen", "tweeploegen", "tweeploegendienst", "2 ploegendienst"), TWO_SHIFTS),
    **dict.fromkeys(("3 ploegen", "drieploegen", "drieploegendienst", "3 ploegendienst"), ROUND_THE_CLOCK),
    **dict.fromkeys(("5 ploegen", "vijfploegendienst", "5 ploegendienst", "volcontinu"), ROUND_THE_CLOCK | WEEKEND),
}  # fmt: skip
LANGUAGES = {
    fold(word): code
    for code, words in {
        "nl": "nederlands|dutch|nl|nt2", "en": "engels|english", "de": "duits|german", "fr": "frans|french",
        "es": "spaans|spanish", "pt": "portugees", "it": "italiaans", "pl": "pools|polish",
        "tr": "turks|turkish", "ar": "arabisch|arabic|marokkaans", "ber": "berbers|tamazight|tarifit|riffijns",
        "ti": "tigrinya", "so": "somalisch|somali", "fa": "farsi|perzisch", "prs": "dari",
        "ps": "pasjtoe|pashto", "ku": "koerdisch", "uk": "oekraiens", "ru": "russisch", "ro": "roemeens",
        "bg": "bulgaars", "hu": "hongaars", "el": "grieks", "sr": "servisch", "am": "amhaars",
        "hr": "kroatisch", "bs": "bosnisch", "sq": "albanees", "zh": "chinees|mandarijn", "hi": "hindi",
        "ur": "urdu", "pa": "punjabi", "ta": "tamil", "vi": "vietnamees", "th": "thais|thai",
        "id": "indonesisch", "pap": "papiaments|papiamento", "srn": "sranan|sranantongo|surinaams",
        "sw": "swahili", "fy": "fries", "cs": "tsjechisch", "sk": "slowaaks", "lt": "litouws", "lv": "lets",
        "hy": "armeens", "ka": "georgisch", "he": "hebreeuws", "ja": "japans", "ko": "koreaans",
        "tl": "tagalog|filipijns", "dse": "nederlandse gebarentaal",
    }.items()
    for word in (code, *words.split("|"))
}  # fmt: skip


def find(text: str, table: Mapping[str, T]) -> T | None:
    """Return what a table has for a word, None when it does not know it."""
    return table.get(fold(text))


@lru_cache(maxsize=1_024)
def contract_of(text: str) -> Contract | None:
    """Return the contract that a word or a short text names."""
    words = fold(text)
    return CONTRACT.get(words) or next((found for found, sign in CONTRACT_SIGNS if re.search(sign, words)), None)


@lru_cache(maxsize=1_024)
def payer_of(text: str) -> Payer | None:
    """Return who pays by a word or a short text; None when it names nobody, or more than one."""
    words = fold(text)
    if words in PAYER or NOT_SURE.search(words):
        return PAYER.get(words)
    found = [payer for payer, sign in PAYER_SIGNS if re.search(sign, words)]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=1_024)
def paper_of(text: str) -> Paper | None:
    """Return the sort of proof that a word or the name of a paper says that it is."""
    words = fold(text)
    return PAPER.get(words) or next((found for found, sign in PAPER_SIGNS if re.search(sign, words)), None)


@lru_cache(maxsize=1_024)
def level_of(text: str) -> Level | None:
    """Return the lowest level that a text names: "mbo 3/4" asks mbo 3."""
    words = fold(text)
    words = re.sub(r"\bmbo([1-4])\b", r"mbo \1", words)
    if words in LEVELS:
        return LEVELS[words]
    found: list[Any] = []
    if pair := LEVEL_RANGE.search(words):
        found.append(LEVELS[f"mbo {pair[1]}"])
    for match in LEVEL_SIGN.finditer(words):
        number = match[1] or match[2]
        found.append(LEVELS[f"mbo {number}"] if number else LEVELS[match[3]])
    return min(found, default=None)


@lru_cache(maxsize=1_024)
def language_level_of(text: str) -> LanguageLevel | None:
    """Return the lowest language level that a text names."""
    words = fold(text)
    if words in LANGUAGE:
        return LANGUAGE[words]
    return min((LANGUAGE[match[1] or match[2]] for match in LANGUAGE_SIGN.finditer(words)), default=None)
