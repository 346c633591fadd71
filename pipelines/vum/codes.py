"""The code lists of the VUM Gegevensstandaard 1.5, and how we read and write each of them.

Source: VUM Gegevensstandaard 1.5 and the contracts 3.0.0 (ibnext/vum-docs, May 2026). How a code of theirs stands to a
value of ours is our own choice; docs/vum.md says why.
"""

from matcher.codes import Contract, LanguageLevel, Level, Mode, Route

YES, NO, NOT_APPLICABLE = 1, 2, 8
NO_LANGUAGE = 1  # "geen beheersing"
INDICATION = frozenset({0, 1, 2})
INDICATION_OF_PAPER = frozenset({0, 1, 2, 8})
YES_OR_NO = frozenset({1, 2})

WORK_LEVELS = range(8)
EDUCATION_LEVELS = frozenset({1, 2, 3, 4, 5, 6, 9})
EDUCATION_STATES = frozenset({0, 1, 2, 3})
LANGUAGE_LEVELS = frozenset({0, 1, 2, 3, 4, 8})
CONTRACT_KINDS = frozenset({"B", "O"})
AGREEMENT_KINDS = frozenset({"01", "02", "03", "04"})
VEHICLES = frozenset({1, 2, 3, 4, 5, 9})
WAYS_TO_APPLY = frozenset({"1", "2", "3", "4"})
LINK_KINDS = frozenset({1, 2, 3, 4})
DRIVING_LICENCES = frozenset({
    "AM", "A1", "A2", "A", "B", "B+", "BE", "C1", "C", "C1E", "CE", "D1", "D", "D1E", "DE", "T",
})  # fmt: skip

EMPLOYER_LINK, APPLICATION_LINK = 3, 4

# The lowest that a vacancy can mean by a code, so that nobody is turned away by our reading. "mbo, havo of vwo" stands
# above vmbo in their list, and our mbo 2 is "mbo 2 of vmbo": so it is the step after that.
ASKED_LEVEL = {1: Level.NONE, 2: Level.NONE, 3: Level.MBO2, 4: Level.MBO3, 5: Level.AD, 6: Level.WO}
# The highest that a person can mean by it, for the same reason.
OWN_LEVEL = {1: Level.NONE, 2: Level.NONE, 3: Level.MBO2, 4: Level.MBO4, 5: Level.HBO, 6: Level.WO}
# "geen startniveau" says nothing of having had no school at all, so it is written as "basisniveau".
LEVEL_CODE = {
    Level.NONE: 2,
    Level.MBO1: 3,
    Level.MBO2: 3,
    Level.MBO3: 4,
    Level.MBO4: 4,
    Level.AD: 5,
    Level.HBO: 5,
    Level.WO: 6,
}
# What a level of education asks, where a vacancy names no level of work: again the lowest.
EDUCATION_LEVEL = {
    1: Level.NONE,
    2: Level.MBO2,
    3: Level.MBO3,
    4: Level.MBO1,
    5: Level.AD,
    6: Level.WO,
}
EDUCATION_NAME = {1: "basisonderwijs", 2: "vmbo", 3: "havo of vwo", 4: "mbo", 5: "hbo", 6: "wo"}

# "redelijk", "goed" and "uitstekend" are no steps of the European framework. Where a word can mean two
# steps ("goed"), a vacancy is read as asking the lower and a person as having the upper one.
ASKED_LANGUAGE = {1: LanguageLevel.NONE, 2: LanguageLevel.A2, 3: LanguageLevel.B1, 4: LanguageLevel.C1}
OWN_LANGUAGE = {1: LanguageLevel.NONE, 2: LanguageLevel.A2, 3: LanguageLevel.B2, 4: LanguageLevel.C1}
LANGUAGE_CODE = {
    LanguageLevel.NONE: 1,
    LanguageLevel.A1: 2,
    LanguageLevel.A2: 2,
    LanguageLevel.B1: 3,
    LanguageLevel.B2: 3,
    LanguageLevel.C1: 4,
    LanguageLevel.C2: 4,
}

# A bromfiets, a motor and "anders" are no way to travel that we have minutes for.
MODE_OF = {1: Mode.CAR, 3: Mode.BIKE, 5: Mode.TRANSIT}
VEHICLE_NAME = {2: "bromfiets", 4: "motor", 9: "ander vervoer"}
VEHICLE_OF = {Mode.CAR: 1, Mode.BIKE: 3, Mode.EBIKE: 3, Mode.TRANSIT: 5}

CONTRACT_OF = {"B": Contract.TEMPORARY, "O": Contract.PERMANENT}
CONTRACT_CODE = {
    Contract.PERMANENT: "O",
    Contract.TEMPORARY: "B",
    Contract.AGENCY: "B",
    Contract.ON_CALL: "B",
}
ROUTE_OF = {
    "01": Route.REGULAR,
    "02": Route.LEERWERKPLEK,
    "03": Route.VOLUNTEERING,
    "04": Route.WERKERVARINGSPLAATS,
}
# The other routes have no code. Some of them also say something of a person's health: those never leave.
AGREEMENT_OF = {route: code for code, route in ROUTE_OF.items()}

# Licences that have no paper of their own with us are read as the lesser one that they include (Reglement rijbewijzen:
# C1E, D1E and DE cover C1, D1 and D; B+ is B with a code on it).
LESSER_LICENCE = {"B+": "B", "C1E": "C1", "D1E": "D1", "DE": "D"}

# ISO 639-3, as they write languages, and ISO 639-1 or the three letters that we use. Source: iso639-3.sil.org.
LANGUAGE_OF = {
    "nld": "nl", "eng": "en", "deu": "de", "fra": "fr", "spa": "es", "por": "pt", "ita": "it", "pol": "pl", "tur": "tr",
    "ara": "ar", "arb": "ar", "ary": "ar", "ber": "ber", "rif": "ber", "tir": "ti", "som": "so", "fas": "fa",
    "pes": "fa", "prs": "prs", "pus": "ps", "kur": "ku", "kmr": "ku", "ckb": "ku", "ukr": "uk", "rus": "ru",
    "ron": "ro", "bul": "bg", "hun": "hu", "ell": "el", "srp": "sr", "amh": "am", "hrv": "hr", "bos": "bs", "sqi": "sq",
    "zho": "zh", "cmn": "zh", "hin": "hi", "urd": "ur", "pan": "pa", "tam": "ta", "vie": "vi", "tha": "th", "ind": "id",
    "pap": "pap", "srn": "srn", "swa": "sw", "swh": "sw", "fry": "fy", "ces": "cs", "slk": "sk", "lit": "lt",
    "lav": "lv", "hye": "hy", "kat": "ka", "heb": "he", "jpn": "ja", "kor": "ko", "tgl": "tl", "dse": "dse",
}  # fmt: skip
LANGUAGE_CODE_OF = {ours: theirs for theirs, ours in reversed(LANGUAGE_OF.items())}
DUTCH = "nld"
