"""EDU-DEX, the exchange format of private providers of training: programs with their runs, as cells of our columns.

docs/courses.md says which elements are known, what each is read as, and how sure we are of it.
"""

from collections.abc import Iterator
from pathlib import Path

from pipelines.sources.course_cells import CourseCells
from pipelines.sources.edudex_program import program_sheet
from pipelines.sources.edudex_run import run_sheets
from pipelines.sources.edudex_xml import ADDRESS, NOTHING, ROOTS, Element, Program, read_programs, root_of, shown
from pipelines.sources.rows import Tally

TOO_DEEP = "een deel van dit programma is te diep genest en is niet gelezen"
NOT_PUBLISHED = "programma weggelaten, niet gepubliceerd"
FOR_A_CLIENT = "programma weggelaten, alleen voor een vaste klant"
READ = {
    "program", "programdescriptions", "programname", "programsummarytext", "programsummaryhtml",
    "programdescriptiontext", "programdescriptionhtml", "subjecttext", "subject", "summarytext", "summaryhtml",
    "descriptiontext", "descriptionhtml", "weblink", "coursesitelink", "programclassification", "programid",
    "orgunitid", "programlevel", "programform", "programtype", "programduration", "programlocation", "degree",
    "credits", "crebocode", "crohocode", "fullyonline", "offereduntil", "applicationrequirement", "requirementtype",
    "requirementsummary", "requirementdescription", "programadmission", "applicationopen", "requiredlevel",
    "startdatedetermination", "programcurriculum", "studyload", "programschedule", "programrun", "genericprogramrun",
    "startdate", "enddate", "date", "isfinal", "status", "opento", "courseday", "dayoftheweek", "starttime", "endtime",
    "module", "genericmodule", "contacthourspartofday", "location", "city", "zipcode", "country", "geocode", "id",
    "cost", "amount", "amountvat", "vatpercentage", "costtype", "currency", "period", "isrequiredcost", "payableby",
    "amountvalidfrom", "amountvaliduntil", "programexternalacknowledgements", "creboregistration", "learningpath",
    "crohoregistration", "industryexamorcertificate", "examoffer", "programbasicprofile", "expires", "inpublication",
    "clientid", "instructionlanguage", "applicationdeadline",
}  # fmt: skip
# Who made the file and for which catalogues, how full a group is, pictures, details of registers; not told, and neither
# is what stands inside them.
PASSED_OVER = {
    "format", "generator", "lastedited", "includeincatalog", "includeinexternalcatalog", "programcontacts", "media",
    "searchword", "maxnumberofparticipants", "minnumberofparticipants", "numberofcontactsessions",
    "applicationtype", "paymentdue", "studychoicecheck", "instructionmode", "programuuid",
    "superprogramid", "superprogramuuid", "offeredsince", "pricecategory", "salaryscalebbra", "theme", "accreditation",
    "targetfunctionrijksoverheid", "targetprofession", "targetsector", "targetsectorsbi", "themerijksoverheidlevel1",
    "leerrijkopenfor", "programcompetences", "nlqfregistration", "industryregistration", "rioregistration",
    "programfree", "programrunfree", "genericprogramrunfree", "amountisfinal", "costbreakdownavailable", "vatcode",
    "vatcountry", "name", "header1", "daynumber", "weeknumber", "duration", "course", "address", "locationname",
}  # fmt: skip
# Parts of which only some children are read; the others are the details of a register.
REGISTERS = {"creboregistration", "crohoregistration", "industryexamorcertificate", "programbasicprofile", "clientid"}


def is_edudex(head: bytes) -> bool:
    """Return whether the first bytes of a file are XML whose root is that of an EDU-DEX file, in any namespace."""
    name, attributes = root_of(head)
    return name.lower() in ROOTS or (bool(name) and ADDRESS in attributes.lower())


def edudex_cells(path: Path, tally: Tally) -> Iterator[CourseCells]:
    """Yield one row for every program without a run that is open, and one for every open run of the others.

    InputError when the file is not well-formed XML, has a DOCTYPE, or holds no program at all. What the guard keeps out
    is dropped while reading; programs and runs that are not for anyone are left out and counted.
    """
    for program, institutes in read_programs(path, tally):
        yield from program_rows(program, institutes, tally)


def program_rows(program: Program, institutes: dict[str, str], tally: Tally) -> Iterator[CourseCells]:
    """Yield the rows of one program."""
    element = program.element
    record = {"program": element.record()}
    if program.too_deep:
        yield CourseCells(program.number, {}, {}, record, TOO_DEEP)
        return
    if reason := left_out(element):
        tally.counted[reason] += 1
        return
    tell(element, tally)
    course = program_sheet(element)
    rows = 0
    for sheet in run_sheets(course, element, institutes, tally):
        rows += 1
        yield sheet.row(program.number, record)
    if not rows:
        yield course.row(program.number, record)


def left_out(program: Element) -> str:
    """Return why a program is not for anyone, "" when it is."""
    if program.word("inPublication").lower() in ("false", "0"):
        return NOT_PUBLISHED
    own = program.first("clientId")
    custom = program.word("programBasicProfile", "offer").lower() == "customized offer"
    return FOR_A_CLIENT if custom or own is not NOTHING else ""


def tell(program: Element, tally: Tally) -> None:
    """Tell which elements of a program are not read."""
    waiting = [program]
    while waiting:
        element = waiting.pop()
        name = element.key
        if name in PASSED_OVER:
            continue
        if name not in READ:
            tally.ignore(shown(element.name))
        elif name not in REGISTERS and not name.endswith("html"):
            waiting.extend(element.children)
