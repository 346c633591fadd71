"""What may never enter and what may never leave, in one place. See docs/guard.md for the principle.

Springplank advises. It never takes, prepares or feeds a decision on a sanction, a fraud suspicion or a right to a
benefit; so such facts are not read, not kept and not given.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

MASK = "[weggelaten]"


class Kept(StrEnum):
    """Why a column is kept out; the value is what an importer tells the person who sent the file."""

    SERVICE_NUMBER = "burgerservicenummer"
    SEX = "geslacht"
    AGE = "geboortedatum of leeftijd"
    ORIGIN = "nationaliteit of herkomst"
    RELIGION = "godsdienst of levensovertuiging"
    HEALTH = "diagnose of gezondheid"
    DEBT = "schulden"
    BENEFIT = "uitkeringsverleden"
    ATTENDANCE = "aanwezigheid of verzuim"
    ENFORCEMENT = "fraude, sanctie, verplichting of handhaving"


# Whole words of a column name. Short words are only here: as a part of another word they mean something else.
WORDS = {
    "bsn": Kept.SERVICE_NUMBER,
    "ssn": Kept.SERVICE_NUMBER,
    "sofi": Kept.SERVICE_NUMBER,
    "sex": Kept.SEX,
    "sexe": Kept.SEX,
    "sekse": Kept.SEX,
    "gender": Kept.SEX,
    "age": Kept.AGE,
    "dob": Kept.AGE,
    "birthday": Kept.AGE,
    "origin": Kept.ORIGIN,
    "race": Kept.ORIGIN,
    "ras": Kept.ORIGIN,
    "debt": Kept.DEBT,
    "debts": Kept.DEBT,
    "benefit": Kept.BENEFIT,
    "noshow": Kept.ATTENDANCE,
    "verzuim": Kept.ATTENDANCE,
    "fine": Kept.ENFORCEMENT,
    "fines": Kept.ENFORCEMENT,
    "penalty": Kept.ENFORCEMENT,
    "boete": Kept.ENFORCEMENT,
    "boetes": Kept.ENFORCEMENT,
    "maatregel": Kept.ENFORCEMENT,
    "maatregelen": Kept.ENFORCEMENT,
    "compliance": Kept.ENFORCEMENT,
    "obligation": Kept.ENFORCEMENT,
    "obligations": Kept.ENFORCEMENT,
}

# Parts of a column name, after everything but letters is taken out: long enough to mean one thing.
PARTS = {
    "burgerservice": Kept.SERVICE_NUMBER,
    "sofinummer": Kept.SERVICE_NUMBER,
    "citizenservice": Kept.SERVICE_NUMBER,
    "socialsecurity": Kept.SERVICE_NUMBER,
    "geslacht": Kept.SEX,
    "geboortedat": Kept.AGE,
    "geboortejaar": Kept.AGE,
    "birthdate": Kept.AGE,
    "dateofbirth": Kept.AGE,
    "birthyear": Kept.AGE,
    "yearofbirth": Kept.AGE,
    "leeftijd": Kept.AGE,
    "nationalit": Kept.ORIGIN,
    "herkomst": Kept.ORIGIN,
    "afkomst": Kept.ORIGIN,
    "etnis": Kept.ORIGIN,
    "etnic": Kept.ORIGIN,
    "ethnic": Kept.ORIGIN,
    "geboorteland": Kept.ORIGIN,
    "geboorteplaats": Kept.ORIGIN,
    "countryofbirth": Kept.ORIGIN,
    "migratieachtergrond": Kept.ORIGIN,
    "verblijfsstatus": Kept.ORIGIN,
    "religi": Kept.RELIGION,
    "godsdienst": Kept.RELIGION,
    "geloof": Kept.RELIGION,
    "levensovertuiging": Kept.RELIGION,
    "diagnos": Kept.HEALTH,
    "ziekte": Kept.HEALTH,
    "medisch": Kept.HEALTH,
    "medical": Kept.HEALTH,
    "medicatie": Kept.HEALTH,
    "gezondheid": Kept.HEALTH,
    "healthcondition": Kept.HEALTH,
    "doelgroepregist": Kept.HEALTH,
    "ldrregistratie": Kept.HEALTH,
    "schuld": Kept.DEBT,
    "uitkering": Kept.BENEFIT,
    "bijstandsduur": Kept.BENEFIT,
    "benefithistory": Kept.BENEFIT,
    "benefitsince": Kept.BENEFIT,
    "aanwezigheid": Kept.ATTENDANCE,
    "attendance": Kept.ATTENDANCE,
    "opkomst": Kept.ATTENDANCE,
    "fraud": Kept.ENFORCEMENT,
    "sanct": Kept.ENFORCEMENT,
    "handhav": Kept.ENFORCEMENT,
    "tegenprestatie": Kept.ENFORCEMENT,
    "sollicitatieplicht": Kept.ENFORCEMENT,
    "arbeidsverplichting": Kept.ENFORCEMENT,
    "inlichtingenplicht": Kept.ENFORCEMENT,
    "nalev": Kept.ENFORCEMENT,
    "strafblad": Kept.ENFORCEMENT,
    "justitie": Kept.ENFORCEMENT,
    "detentie": Kept.ENFORCEMENT,
    "criminalrecord": Kept.ENFORCEMENT,
    "manvrouw": Kept.SEX,
    "gender": Kept.SEX,
    "sekse": Kept.SEX,
    "datumgeboorte": Kept.AGE,
    "jaarvangeboorte": Kept.AGE,
    "geboren": Kept.AGE,
    "gebdatum": Kept.AGE,
    "staatsburgerschap": Kept.ORIGIN,
    "citizenship": Kept.ORIGIN,
    "huidskleur": Kept.ORIGIN,
    "verblijfsvergunning": Kept.ORIGIN,
    "residencepermit": Kept.ORIGIN,
    "placeofbirth": Kept.ORIGIN,
    "birthcountry": Kept.ORIGIN,
    "birthplace": Kept.ORIGIN,
    "countryoforigin": Kept.ORIGIN,
    "aandoening": Kept.HEALTH,
    "handicap": Kept.HEALTH,
    "disability": Kept.HEALTH,
    "illness": Kept.HEALTH,
    "wsnp": Kept.DEBT,
    "debtamount": Kept.DEBT,
    "bijstand": Kept.BENEFIT,
    "benefitduration": Kept.BENEFIT,
    "noshow": Kept.ATTENDANCE,
    "verzuim": Kept.ATTENDANCE,
    "absen": Kept.ATTENDANCE,
    "presentie": Kept.ATTENDANCE,
    "boete": Kept.ENFORCEMENT,
    "penalt": Kept.ENFORCEMENT,
    "verplichting": Kept.ENFORCEMENT,
    "obligation": Kept.ENFORCEMENT,
    "arbeidsplicht": Kept.ENFORCEMENT,
    "compliance": Kept.ENFORCEMENT,
}

# Words about a person that free text of a profile must not keep. Only these and service numbers are claimed.
TERMS = (
    r"adhd|add|autis\w+|asperger|depressi(?:e|ef|eve)|burn-?out|ptss|schizofreni\w+|psychose\w*|psychotisch\w*|borderline"
    r"|bipolair\w*|epilepsie|diabetes|reuma\w*|artrose|fibromyalgie|kanker|hiv|aids|verslaafd|verslaving\w*|alcoholist\w*"
    r"|zwakbegaafd|verstandelijke beperking|wajong|wsnp|schuldsanering|schulden|schuldhulpverlening|faillissement"
    r"|strafblad|gedetineerd|detentie|reclassering|enkelband|fraude(?:ur)?|sanctie\w*|uitkeringsfraude"
    r"|moslima?|christen|hindoe|boeddhist|jood|joods(?:e)?|homoseksue\w+|transgender"
)
# "begeleiden van kinderen met autisme" is a skill and about others.
ABOUT_OTHERS = re.compile(
    r"\b(?:mensen|kinderen|jongeren|ouderen|cliënten|clienten|patiënten|bewoners|volwassenen|leerlingen|kennis|omgaan|hulp"
    r"|begeleiding|begeleiden|werken|ondersteuning)\s+(?:\w+\s+){0,3}(?:met|van|bij|over|rond)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
TERM = re.compile(rf"\b(?:{TERMS})\b", re.IGNORECASE)
# Eight digits are a number whose leading zero was lost. In groups only as people write a service number: 3-3-3, 4-2-3
# or 4-5 with one sort of separator; a date, a wage or working hours has other groups.
RUN = re.compile(r"(?<!\d)(?<!\d[.,])\d{8,9}(?!\d)")
BETWEEN = r"[.-]|[^\S\n]{1,2}"
GROUPS = rf"\d{{3}}({BETWEEN})\d{{3}}\1\d{{3}}|\d{{4}}({BETWEEN})\d{{2}}\2\d{{3}}|\d{{4}}(?:{BETWEEN})\d{{5}}"
GROUPED = re.compile(rf"(?<!\d)(?<!\d[ .-])(?:{GROUPS})(?![ .-]?\d)")
# What stands before the last eight or nine digits of a telephone number.
DIALLING = re.compile(r"(?:\+\d{2}|\b00\d{2}|\b0\d{1,3}|\(0\)|\(0\d{1,3}\))[\s()-]*\d?[\s()-]*$")
DIALLING_LENGTH = 16


# Enforcement and supervision, in both languages, as a part of any name that leaves: a field, parameter, column or code.
LEAVING = re.compile(
    r"sanct|fraud|complian|nalev|handhav|oblig|verplicht|plicht\b|boete|penalt|maatregel|punish|straf|toezicht|supervis"
    r"|attendance|aanwezig|verzuim|no_?show|inactiv|suspic|verdenk|recht_op|entitle|benefit|uitkering|misbruik|controle"
)

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Masked:
    """A text after masking, and how many places were masked."""

    text: str
    count: int


def kept_out(column: str) -> Kept | None:
    """Return why a column of this name may not be read, None when it may. Case and punctuation do not matter."""
    words = re.findall(r"[a-z]+", CAMEL.sub(" ", column).lower())
    for word in words:
        if word in WORDS:
            return WORDS[word]
        if word.startswith("bsn"):
            return Kept.SERVICE_NUMBER
    joined = "".join(words)
    if joined == "mv":
        return Kept.SEX
    starts = set(accumulate(map(len, words), initial=0))
    for part, why in PARTS.items():
        # Within a word anywhere; over several words ("country of birth") only from the beginning of one.
        if any(part in word for word in words) or any(joined.startswith(part, start) for start in starts):
            return why
    return None


def may_not_leave(name: str) -> str:
    """Return why nothing of this name may leave (a field, parameter, column or code), "" when it may."""
    why = kept_out(name)
    if why is not None:
        return why.value
    found = LEAVING.search(CAMEL.sub("_", name).casefold())
    return "" if found is None else found[0]


def is_service_number(digits: str) -> bool:
    """Return whether eight or nine digits pass the elfproef: weights 9 to 2 and -1, modulo 11."""
    digits = digits.zfill(9)
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and int(digits) > 0


def mask_numbers(text: str) -> Masked:
    """Mask citizen service numbers; other numbers stay."""
    total = 0
    while True:  # a number that is masked can uncover the next, so until there is none
        masked = _mask_once(text)
        if not masked.count:
            return Masked(text, total)
        text, total = masked.text, total + masked.count


def _mask_once(text: str) -> Masked:
    count = 0

    def hide(found: re.Match[str]) -> str:
        nonlocal count
        before = text[max(0, found.start() - DIALLING_LENGTH) : found.start()]
        if DIALLING.search(before) or not is_service_number(re.sub(r"\D", "", found.group())):
            return found.group()
        count += 1
        return MASK

    for pattern in (RUN, GROUPED):
        text = pattern.sub(hide, text)
    return Masked(text, count)


def mask_personal(text: str) -> Masked:
    """Mask service numbers and the listed terms in what a profile says about a person."""
    numbers = mask_numbers(text)
    count = numbers.count

    def hide(found: re.Match[str]) -> str:
        nonlocal count
        if ABOUT_OTHERS.search(found.string[: found.start()]):
            return found.group()
        count += 1
        return MASK

    return Masked(TERM.sub(hide, numbers.text), count)
