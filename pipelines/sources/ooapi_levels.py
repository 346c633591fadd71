"""Levels and papers of OOAPI as our codes: what a course is at, what someone has after it, and what sort it is."""

from pipelines.sources.course_sheet import Sheet
from pipelines.sources.ooapi_texts import Node, code, codes, nodes, word

LEVELS = {
    "pre_vocational": "vmbo",
    "secondary_vocational_education_1": "mbo1",
    "secondary_vocational_education_2": "mbo2",
    "secondary_vocational_education_3": "mbo3",
    "secondary_vocational_education_4": "mbo4",
    "associate_degree": "ad",
    "bachelor": "hbo",
    "master": "wo",
    "doctoral": "wo",
    "post_doctoral": "wo",
}
# "Nederlands als tweede taal": programma I ends at B1 (mbo), programma II at B2 (hbo and wo).
DUTCH_AFTER = {"nt2_1": "B1", "nt2_2": "B2"}
# The European and Dutch frameworks: mbo 1 to 4 are 1 to 4, vwo is the Dutch 4+, the associate degree is 5.
FRAMEWORK = {
    "0": "geen", "1": "mbo1", "2": "mbo2", "3": "mbo3", "4": "mbo4", "4+": "vwo", "4plus": "vwo",
    "5": "ad", "6": "hbo", "7": "wo", "8": "wo",
}  # fmt: skip
SAYS_NOTHING = {"", "undefined", "undivided", "secondary_vocational_education", *DUTCH_AFTER}
DEGREES = {
    "associate_degree": "ad", "ad": "ad",
    "bachelor": "hbo", "ba": "hbo", "bsc": "hbo", "llb": "hbo",
    "master": "wo", "ma": "wo", "msc": "wo", "llm": "wo",
    "doctoral": "wo", "phd": "wo",
}  # fmt: skip
DIPLOMAS = {"diploma", "vocational_diploma", *DEGREES}
CERTIFICATES = {"certificate", "micro_credential_certificate"}
# What people call each paper; one that is not here goes by the word of the source.
PAPER_NAMES = {
    "diploma": "diploma",
    "vocational_diploma": "mbo-diploma",
    "certificate": "certificaat",
    "micro_credential_certificate": "microcredential",
    "testimonial": "getuigschrift",
    "associate_degree": "associate degree",
    "bachelor": "bachelor",
    "master": "master",
    "doctoral": "doctoraat",
}
NO_PAPER = {"", "none", "no_official_document", "school_advice"}
MBO = ("mbo1", "mbo2", "mbo3", "mbo4")
HIGHER = ("ad", "hbo", "wo")
# What stands beside a paper of its own: a minor has the level of its programme and gives no diploma.
WHOLE = {"", "programme", "program"}


def consumers_of(part: Node) -> list[Node]:
    """Return what a part says to its readers, such as RIO: a list in v5, one object in v6."""
    return [*nodes(part.get("consumers")), *nodes(part.get("consumer"))]


def fill_levels(sheet: Sheet, part: Node, *, programme: bool) -> None:
    """Fill level, sort, paper and what someone has after the course."""
    stated = code(part.get("level"))
    level = level_of(part)
    sheet.put("niveau", level or ("" if stated in SAYS_NOTHING else word(part.get("level"))), "level")
    sheet.put("geeft_taal", DUTCH_AFTER.get(stated), "level")
    awarded, document = code(part.get("qualificationAwarded")), code(part.get("formalDocument"))
    name = "qualificationAwarded" if awarded not in NO_PAPER else "formalDocument"
    paper = paper_of(awarded, document, level)
    sheet.put("papier", paper, name)
    sheet.put("certificaat", paper_name(part, name), name)
    whole = programme and is_whole(part)
    if paper == "diploma" and whole:
        sheet.put("geeft_niveau", in_sector(DEGREES.get(awarded, level), part), name)
    working = is_learning_at_work(part)
    sheet.put("leren_en_werken", "ja" if working else "", "modeOfStudy")
    sheet.put("soort", sort_of(stated, level, paper, whole=whole, working=working), "level")


def level_of(part: Node) -> str:
    """Return our code of the level of a course, "" when it states none that we have."""
    framework = word(part.get("levelOfQualification")).lower().removeprefix("nlqf").removeprefix("eqf").strip("_- ")
    return in_sector(LEVELS.get(code(part.get("level"))) or FRAMEWORK.get(framework, ""), part)


def in_sector(level: str, part: Node) -> str:
    """Return the level, wo in place of hbo for a bachelor at a university."""
    sectors = [part.get("sector"), *(consumer.get("sector") for consumer in consumers_of(part))]
    return "wo" if level == "hbo" and "university_education" in codes(sectors) else level


def is_whole(part: Node) -> bool:
    """Return whether a programme leads to a recognised diploma by itself: no minor or track, and no private one."""
    kinds = {code(part.get("programmeType")), code(part.get("programType"))}
    private = {code(consumer.get("type")) for consumer in consumers_of(part)}
    private.add(code(part.get("educationSpecificationType")))
    return kinds <= WHOLE and not private & {"private", "privateprogram", "private_program"}


def paper_of(awarded: str, document: str, level: str) -> str:
    """Return our code of the sort of proof, "" when that is not known: a certificate can be of any sort outside mbo."""
    if awarded in DIPLOMAS or document == "diploma" or (document == "testimonial" and level in HIGHER):
        return "diploma"
    if CERTIFICATES & {awarded, document}:
        return "mbo-certificaat" if level in MBO else ""
    nothing = awarded in NO_PAPER and document in NO_PAPER
    return "geen" if nothing and {"none", "no_official_document"} & {awarded, document} else ""


def paper_name(part: Node, name: str) -> str:
    """Return what the paper is called, "" when there is none."""
    found = code(part.get(name))
    return "" if found in NO_PAPER else PAPER_NAMES.get(found, word(part.get(name)))


def is_learning_at_work(part: Node) -> bool:
    """Return whether someone learns while working."""
    modes = [*codes(part.get("modesOfDelivery")), *codes(part.get("modeOfDelivery"))]
    return code(part.get("modeOfStudy")) == "dual_training" or "work_based" in modes


def sort_of(stated: str, level: str, paper: str, *, whole: bool, working: bool) -> str:
    """Return our word for the sort of course, "" for what is a training like any other."""
    if stated in DUTCH_AFTER:
        return "taal"
    if level not in MBO:
        return ""
    if working:
        return "bbl"
    if paper == "mbo-certificaat":
        return "mbo-certificaat"
    return "entree" if whole and level == "mbo1" else "mbo"
