"""An EDU-DEX program as cells of our columns: everything that does not hang on one of its runs."""

from pipelines.sources.course_entry import fill_entry
from pipelines.sources.course_sheet import Sheet, hours_a_week
from pipelines.sources.edudex_xml import Element, by_language
from pipelines.sources.numbers import ImpossibleError, parse_weeks, plain_number
from pipelines.sources.ooapi_texts import phrases
from pipelines.sources.text import clean

LEVELS = {
    "mbo niveau 1": "mbo1", "mbo niveau 2": "mbo2", "mbo niveau 3": "mbo3", "mbo niveau 4": "mbo4", "mbo+": "mbo4",
    "lbo": "vmbo", "vbo": "vmbo", "vmbo": "vmbo", "mavo": "vmbo", "vmbo/mavo": "vmbo", "havo": "havo", "vwo": "vwo",
    "associate": "ad",
    "hbo": "hbo", "bachelor": "hbo", "post-hbo": "hbo", "propedeuse": "hbo",
    "wo": "wo", "master": "wo", "academic bachelor": "wo", "academic master": "wo", "post-academic": "wo", "phd": "wo",
}  # fmt: skip
NO_LEVEL = {"", "none", "mbo"}  # "mbo" by itself is none of the four
UNITS = {"year": "jaar", "month": "maanden", "week": "weken", "day": "dagen"}
ECTS_HOURS = 28.0  # by law: article 7.4 of the WHW
PAPERS = {
    "none": ("geen", ""),
    "certificate": ("", "certificaat"),
    "certificate on request": ("", "certificaat op verzoek"),
    "certificate of participation": ("bewijs-van-deelname", "bewijs van deelname"),
    "testimonial": ("", "getuigschrift"),
    "diploma": ("diploma", "diploma"),
    "module certificate": ("", "modulecertificaat"),
    "mbo-certificaat": ("mbo-certificaat", "mbo-certificaat"),
    "mbo-verklaring": ("praktijkverklaring", "mbo-verklaring"),
    **{f"mbo niveau {level}": ("diploma", f"mbo-diploma niveau {level}") for level in range(1, 5)},
}
# Degrees by their first letters; titles of professions and of associations are papers whose level is not known.
DEGREES = (("ad", "ad"), ("b", "hbo"), ("llb", "hbo"), ("ing.", "hbo"), ("m", "wo"), ("llm", "wo"), ("phd", "wo"))
NO_DEGREE = {"mr."}
EXAM_INCLUDED = "examination is part of the program"
ROUTES = {"bbl": "bbl", "bol": "bol"}
TAUGHT = ("competencies", "objectives")  # the subjects of texts that say what someone learns
ABOUT = ("description", "curriculum", "characteristics", "base courses", *TAUGHT)
ITEM_LENGTH = 160  # characters: longer is a sentence about the course and no item of a list
REQUIREMENTS = {
    "knowledge minimum": "voorkennis",
    "professional experience": "werkervaring",
    "previous education": "vooropleiding",
    "certified competences": "erkende competenties",
    "assessment interview": "toelatingsgesprek",
    "entry test": "toelatingstoets",
    "intake": "intake",
    "written request": "schriftelijk verzoek",
    "reference letter": "aanbevelingsbrief",
    "minimum age": "minimumleeftijd",
    "maximum age": "maximumleeftijd",
    "span of control": "leidinggevende functie",
    "revenue responsibility": "verantwoordelijkheid voor omzet",
}


def program_sheet(program: Element) -> Sheet:
    """Return the cells of a program."""
    sheet = Sheet()
    classification = program.first("programClassification")
    own, supplier = classification.word("programId"), classification.word("orgUnitId")
    sheet.put("id", f"{supplier}/{own}" if own and supplier else own, "programId")
    descriptions = program.first("programDescriptions")
    sheet.put("titel", text_in(descriptions.all("programName")), "programName")
    fill_level(sheet, program)
    fill_paper(sheet, program)
    fill_length(sheet, program)
    sheet.put("leert", taught_in(descriptions), "subjectText")
    sheet.put("omschrijving", description_in(descriptions), "programDescriptionText")
    fill_admission(sheet, program)
    return sheet


def text_in(elements: list[Element]) -> str:
    """Return the text of the language that comes first, without markup."""
    return next((text for element in by_language(elements) if (text := clean(element.text))), "")


def level_of(word: str) -> str:
    """Return our code of a level, "" for none, and the word itself when it is not one of EDU-DEX."""
    found = word.lower()
    return "" if found in NO_LEVEL else LEVELS.get(found, word)


def fill_level(sheet: Sheet, program: Element) -> None:
    """Fill the level, and the sort where the program says by which route it goes."""
    classification = program.first("programClassification")
    level = level_of(classification.word("programLevel"))
    sheet.put("niveau", level, "programLevel")
    registration = program.first("programExternalAcknowledgements", "creboRegistration")
    route = registration.word("learningPath").lower()
    forms = [form.word().lower() for form in classification.all("programForm")]
    degree = classification.word("degree").lower()
    sheet.put("leren_en_werken", "ja" if route == "bbl" or "dual" in forms else "", "programForm")
    sheet.put("soort", ROUTES.get(route), "learningPath")
    if degree == "mbo-certificaat":
        sheet.put("soort", "mbo-certificaat", "degree")
    elif degree == "mbo-verklaring":
        sheet.put("soort", "praktijkverklaring", "degree")
    elif level.startswith("mbo") and ("dual" in forms or degree == "mbo niveau 1"):
        sheet.put("soort", "bbl" if "dual" in forms else "entree", "degree")
    elif registration.children or degree.startswith("mbo niveau") or classification.word("programType") == "mbo module":
        sheet.put("soort", "mbo", "programType")
    elif has_exam(program):
        sheet.put("soort", "branchecertificaat", "industryExamOrCertificate")


def has_exam(program: Element) -> bool:
    """Return whether the exam of a branch is a part of the program."""
    exams = program.first("programExternalAcknowledgements").all("industryExamOrCertificate")
    return any(exam.word("examOffer").lower() == EXAM_INCLUDED for exam in exams)


def fill_paper(sheet: Sheet, program: Element) -> None:
    """Fill the paper, and the level that it gives when it is a recognised diploma."""
    classification = program.first("programClassification")
    stated = classification.word("degree")
    degree = stated.lower()
    if degree in PAPERS:
        paper, name = PAPERS[degree]
        if not paper and has_exam(program):
            paper = "branchecertificaat"
        sheet.put("papier", paper, "degree")
        sheet.put("certificaat", name, "degree")
        level = sheet.cells.get("niveau", "")
        recognised = degree == "diploma" and registered(program)
        if degree.startswith("mbo niveau"):
            sheet.put("geeft_niveau", LEVELS[degree], "degree")
        elif recognised and level in LEVELS.values():
            sheet.put("geeft_niveau", level, "degree")
        return
    level = degree_level(degree)
    sheet.put("papier", "diploma" if level else "", "degree")
    sheet.put("certificaat", stated, "degree")
    own = sheet.cells.get("niveau", "")
    if own in (level, "wo") or registered(program):  # some masters are titles of an association only
        sheet.put("geeft_niveau", "wo" if level and own == "wo" else level, "degree")


def degree_level(degree: str) -> str:
    """Return the level of a degree such as "BSc" or "M Ed", "" when it is no degree of a school."""
    first = degree.partition(" ")[0]
    if degree in NO_DEGREE:
        return ""
    for start, level in DEGREES:
        if first == start or (first.startswith(start) and start in ("b", "m", "llb", "llm")):
            return level
    return ""


def registered(program: Element) -> bool:
    """Return whether a program is in the registers of mbo (crebo) or of higher education (croho)."""
    found = program.first("programExternalAcknowledgements")
    classification = program.first("programClassification")
    return bool(
        found.all("creboRegistration", "crohoRegistration")
        or classification.word("creboCode")
        or classification.word("crohoCode")
    )


def fill_length(sheet: Sheet, program: Element) -> None:
    """Fill weeks and hours of study a week."""
    duration = program.first("programClassification", "programDuration")
    unit = duration.attributes.get("unit", "").lower()
    length = number_in(duration.word())
    text = f"{length:g} {UNITS[unit]}" if length is not None and unit in UNITS else ""
    sheet.put("weken", text or (duration.word() if length is None else ""), "programDuration")
    sheet.put("uren_per_week", weekly_load(program), "studyLoad")
    weeks = parse_weeks(text)[0] if text else None
    sheet.put("uren_per_week", hours_a_week(study_hours(program), weeks), "studyLoad")


def weekly_load(program: Element) -> float | None:
    """Return hours of study a week as the program states them."""
    loads = program.first("programCurriculum").all("studyLoad")
    return next((number_in(load.word()) for load in loads if load.attributes.get("period", "").lower() == "week"), None)


def study_hours(program: Element) -> float | None:
    """Return the hours of the whole program: the load, else the credits, else a duration in hours."""
    for load in program.first("programCurriculum").all("studyLoad"):
        if load.attributes.get("period", "").lower() in ("", "program"):
            return number_in(load.word())
    classification = program.first("programClassification")
    for credit in classification.all("credits"):
        points = number_in(credit.word("credits") or credit.word())
        if credit.attributes.get("system", "").upper() == "ECTS" and points is not None:
            return points * ECTS_HOURS
    duration = classification.first("programDuration")
    return number_in(duration.word()) if duration.attributes.get("unit", "").lower() == "hour" else None


def number_in(text: str) -> float | None:
    """Return a number of zero or more, None for anything else."""
    try:
        number = plain_number(text)
    except ImpossibleError:
        return None
    return number if number is not None and number >= 0 else None


def subject_texts(descriptions: Element, *subjects: str) -> list[str]:
    """Return the texts about some subjects, the long one of each before the short one."""
    found = []
    for subject in descriptions.all("subjectText"):
        if subject.word("subject").lower() in subjects:
            for name in ("descriptionHtml", "descriptionText", "summaryHtml", "summaryText"):
                texts = by_language(subject.all(name))
                if texts:
                    found.append(texts[0].text)
                    break
    return found


def taught_in(descriptions: Element) -> list[str]:
    """Return what someone learns, where the program gives it as a list; running text goes to the description."""
    found = [items for text in subject_texts(descriptions, *TAUGHT) if is_list(items := phrases(text))]
    return list(dict.fromkeys(item for items in found for item in items))


def is_list(items: list[str]) -> bool:
    """Return whether these are the items of a list and no running text."""
    return len(items) > 1 and all(len(item) <= ITEM_LENGTH for item in items)


def description_in(descriptions: Element) -> str:
    """Return what the program says of itself: its description, else its summary, and the texts about its contents."""
    names = ("programDescriptionText", "programDescriptionHtml", "programSummaryText", "programSummaryHtml")
    main = next((text for name in names if (text := text_in(descriptions.all(name)))), "")
    more = [clean(text) for text in subject_texts(descriptions, *ABOUT) if not is_list(phrases(text))]
    return " ".join(dict.fromkeys(text for text in (main, *more) if text))


def fill_admission(sheet: Sheet, program: Element) -> None:
    """Fill what someone needs to begin."""
    asked = [level for one in program.first("programAdmission").all("requiredLevel") if (level := level_of(one.word()))]
    sheet.put("instapniveau", " / ".join(asked), "requiredLevel")
    texts = [
        text
        for one in program.first("programClassification").all("applicationRequirement")
        if (text := requirement_in(one))
    ]
    texts += subject_texts(program.first("programDescriptions"), "admission")
    spoken = [one.word() for one in program.first("programClassification").all("instructionLanguage")]
    fill_entry(sheet, ". ".join(text.strip(" .") for text in texts), "applicationRequirement", spoken)


def requirement_in(requirement: Element) -> str:
    """Return one demand in words, else what sort of demand it is."""
    words = text_in(requirement.all("requirementSummary")) or text_in(requirement.all("requirementDescription"))
    return words or REQUIREMENTS.get(requirement.word("requirementType").lower(), requirement.word("requirementType"))
