from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.codes import CourseKind, DayPart, LanguageLevel, Level, Paper
from matcher.domain import Location, Point
from matcher.errors import InputError
from pipelines.sources.course_cells import CourseCells
from pipelines.sources.edudex import edudex_cells, is_edudex
from pipelines.sources.rows import Tally

PROGRAM = """
  <editor>feed@example.org</editor>
  <expires>2026-12-31</expires>
  <format>EDU-DEX 1.0</format>
  <programAdmission>
    <applicationOpen>true</applicationOpen>
    <requiredLevel>vmbo</requiredLevel>
    <startDateDetermination>{determination}</startDateDetermination>
  </programAdmission>
  <programClassification>
    <applicationRequirement>
      <requirementType>knowledge minimum</requirementType>
      <requirementSummary xml:lang="nl">Nederlands op niveau A2</requirementSummary>
    </applicationRequirement>
    <applicationRequirement><requirementType>intake</requirementType></applicationRequirement>
    <degree>certificate</degree>
    <orgUnitId>opleiderx</orgUnitId>
    <programDuration unit="week">10</programDuration>
    <programForm>part-time</programForm>
    <programId>HEF-1</programId>
    <programLevel>mbo niveau 2</programLevel>
    <programLocation id="d">Delft</programLocation>
    <programType>training</programType>
  </programClassification>
  <programContacts><contactData><contactName>Jo Voorbeeld</contactName></contactData></programContacts>
  <programCurriculum><studyLoad period="program">60</studyLoad></programCurriculum>
  <programDescriptions>
    <programName xml:lang="en">Forklift driver</programName>
    <programName xml:lang="nl">Heftruckchauffeur</programName>
    <programSummaryText xml:lang="nl">Kort</programSummaryText>
    <programDescriptionText xml:lang="nl">U leert veilig rijden.</programDescriptionText>
    <subjectText>
      <subject>competencies</subject>
      <descriptionHtml xml:lang="nl"><![CDATA[<ul><li>heftruck rijden</li><li>laden en lossen</li></ul>]]>
      </descriptionHtml>
    </subjectText>
    <webLink xml:lang="nl">https://example.org/heftruck</webLink>
  </programDescriptions>
  <programExternalAcknowledgements>
    <industryExamOrCertificate>
      <organization><orgUnitId>branche</orgUnitId></organization>
      <examCode>H1</examCode>
      <examOffer>examination is part of the program</examOffer>
    </industryExamOrCertificate>
  </programExternalAcknowledgements>
  <programSchedule>{schedule}</programSchedule>
"""
COST = """<cost><amount>{amount}</amount><amountIsFinal>true</amountIsFinal><costType>tuition fee</costType>
  <currency>EUR</currency><isRequiredCost>true</isRequiredCost></cost>"""
GENERAL = f"<genericProgramRun>{COST.format(amount='500.00')}</genericProgramRun>"
RUN = """<programRun>
  <id>r1</id><status>{status}</status>
  <startDate isFinal="true">{start}</startDate><endDate isFinal="true">2026-05-11</endDate>
  <location><id>d</id><address>Straat 1</address><city>Delft</city><zipcode>2611 AB</zipcode><country>nl</country>
    <geoCode>52.0116,4.3571</geoCode></location>
  <courseDay><id>1</id><date>{start}</date><startTime>19:00:00</startTime><endTime>21:30:00</endTime></courseDay>
  <courseDay><id>2</id><date>2026-03-14</date></courseDay>
  {more}
</programRun>"""


def run(start="2026-03-03", status="application opened", more=""):
    return RUN.format(start=start, status=status, more=more)


def program(schedule="", determination="fixed starting date", change=("", "")):
    """The inside of one program with this schedule, and one text in it changed into another."""
    text = PROGRAM.format(schedule=schedule or run() + GENERAL, determination=determination)
    assert change[0] in text
    return text.replace(*change)


def single(inside):
    return f'<program xmlns="http://studieData.nl/schema/edudex/program">{inside}</program>'


@pytest.fixture
def rows_of(tmp_path):
    """Return a function that writes a file and gives its rows and the tally."""

    def read(text):
        path = tmp_path / "feed.xml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        tally = Tally()
        return list(edudex_cells(path, tally)), tally

    return read


CELLS = {
    "id": "opleiderx/HEF-1",
    "titel": "Heftruckchauffeur",
    "niveau": "mbo2",
    "soort": "branchecertificaat",
    "papier": "branchecertificaat",
    "certificaat": "certificaat",
    "weken": "10 weken",
    "uren_per_week": 6.0,
    "leert": ["heftruck rijden", "laden en lossen"],
    "omschrijving": "U leert veilig rijden.",
    "instapniveau": "vmbo",
    "instapeis": "Nederlands op niveau A2. intake",
    "instaptaal": "A2",
    "aanbieder": "opleiderx",
    "startdatum": "2026-03-03",
    "dagdelen": "avond|zaterdag",
    "prijs": "500.00",
    "url": "https://example.org/heftruck",
    "plaats": "Delft",
    "postcode": "2611 AB",
    "breedtegraad": "52.0116",
    "lengtegraad": "4.3571",
}


def test_a_program_with_a_run_is_one_row(rows_of):
    (row,), tally = rows_of(single(program()))
    assert dict(row.cells) == CELLS
    assert (row.line, row.problem) == (1, "")
    assert row.named["niveau"] == "programLevel"
    assert tally.notes() == ()


@pytest.mark.parametrize(
    "wrap",
    [
        "<program>{}</program>",
        '<?xml version="1.0" encoding="utf-8"?>\n<!-- een feed -->\n<programs><program>{}</program></programs>',
        '<programsList xmlns="http://elders.nl/lijst"><x><program>{}</program></x></programsList>',
        '<p:program xmlns:p="http://studieData.nl/schema/edudex/program">{}</p:program>',
        "<edudexDirectory><programResource><resourceUrl>u</resourceUrl></programResource><program>{}</program></edudexDirectory>",
    ],
)
def test_the_namespace_and_what_stands_around_a_program_do_not_matter(rows_of, wrap):
    text = wrap.format(program())
    assert is_edudex(text.encode())
    (row,), _ = rows_of(text)
    assert row.cells == CELLS


def test_prefixes_inside_and_other_capitals_do_not_matter(rows_of):
    name = "<e:ProgramDescriptions><e:PROGRAMNAME>Kok</e:PROGRAMNAME></e:ProgramDescriptions>"
    text = f'<e:program xmlns:e="urn:x">{name}</e:program>'
    (row,), _ = rows_of(text)
    assert row.cells == {"titel": "Kok"}


def test_every_open_run_is_an_offering_of_the_same_course(rows_of):
    rows, tally = rows_of(
        single(program(run() + run("2026-06-02") + run(status="application closed") + run(status="canceled") + GENERAL))
    )
    assert [(row.cells["id"], row.cells["startdatum"]) for row in rows] == [
        ("opleiderx/HEF-1", "2026-03-03"),
        ("opleiderx/HEF-1", "2026-03-14"),
    ]
    assert tally.counted == {
        "uitvoering weggelaten, inschrijving gesloten": 1,
        "uitvoering weggelaten, afgelast": 1,
    }


def test_programs_are_numbered_in_their_order(rows_of):
    rows, _ = rows_of(f"<programs>{''.join(f'<program>{program()}</program>' for _ in range(3))}</programs>")
    assert [row.line for row in rows] == [1, 2, 3]


@pytest.mark.parametrize(
    ("change", "counted"),
    [
        (("<format>", "<inPublication>false</inPublication><format>"), "programma weggelaten, niet gepubliceerd"),
        (("<format>", "<clientId><orgUnitId>bedrijf</orgUnitId></clientId><format>"),
         "programma weggelaten, alleen voor een vaste klant"),
        (("<format>", "<programBasicProfile><offer>customized offer</offer></programBasicProfile><format>"),
         "programma weggelaten, alleen voor een vaste klant"),
    ],
)  # fmt: skip
def test_a_program_that_is_not_for_anyone_is_left_out_and_counted(rows_of, change, counted):
    rows, tally = rows_of(single(program(change=change)))
    assert rows == []
    assert tally.counted == {counted: 1}


@pytest.mark.parametrize(
    "change",
    [
        ("<applicationOpen>true", "<applicationOpen>false"),
        ("<id>r1</id>", "<openTo>client only</openTo>"),
        ("<status>application opened", "<status>application closed"),
        ("<orgUnitId>opleiderx</orgUnitId>", ""),
    ],
)
def test_a_program_whose_runs_are_not_open_stays_a_kind_of_training(rows_of, change):
    (row,), tally = rows_of(single(program(change=change)))
    assert row.cells["titel"] == "Heftruckchauffeur"
    assert not row.cells.keys() & {"aanbieder", "startdatum", "plaats", "prijs", "url"}
    assert tally.counted.total() == 1


@pytest.mark.parametrize(
    ("determination", "change", "until"),
    [
        ("direct start", ("", ""), "2026-12-31"),
        ("agreed starting date", ("", ""), "2026-12-31"),
        ("agreed starting date", ("<degree>", "<offeredUntil>2026-09-01</offeredUntil><degree>"), "2026-09-01"),
        ("agreed starting date", ("<expires>2026-12-31</expires>", ""), None),
        ("fixed starting date", ("", ""), None),
    ],
)
def test_someone_can_begin_on_request_for_as_long_as_the_file_holds(rows_of, determination, change, until):
    (row,), _ = rows_of(single(program(GENERAL, determination, change)))
    assert row.cells.get("instappen_tot") == until
    assert "startdatum" not in row.cells
    assert (row.cells["plaats"], row.cells["prijs"]) == ("Delft", "500.00")


def test_without_dates_a_program_is_offered_at_each_of_its_places(rows_of):
    more = ("<programType>", "<programLocation>Leiden</programLocation><programType>")
    rows, _ = rows_of(single(program(GENERAL, "direct start", more)))
    assert [row.cells["plaats"] for row in rows] == ["Delft", "Leiden"]


def test_the_name_of_the_institute_goes_before_its_id(rows_of):
    institute = (
        "<instituteData><orgUnitId>opleiderx</orgUnitId><instituteName>Opleider X</instituteName></instituteData>"
    )
    (row,), _ = rows_of(f"<programs>{institute}<program>{program()}</program></programs>")
    assert row.cells["aanbieder"] == "Opleider X"


def test_people_are_not_read_and_not_in_the_list_of_refusals(rows_of):
    (row,), _ = rows_of(single(program()))
    assert "Voorbeeld" not in str(row.record)
    assert "feed@example.org" not in str(row.record)
    assert row.record["program"]["programClassification"]["programDuration"] == {"@unit": "week", "": "10"}


def test_what_the_guard_keeps_out_is_dropped_and_counted(rows_of):
    change = ("<format>", '<maximumAge>27</maximumAge><x geslacht="v"><bsn>123456782</bsn></x><format>')
    (row,), tally = rows_of(single(program(change=change)))
    assert {name: count for (name, _), count in tally.kept_out.items()} == {"maximumAge": 1, "geslacht": 1, "bsn": 1}
    assert list(tally.unknown) == ["x"]
    assert "123456782" not in str(row.record)


def test_unread_elements_are_told_once(rows_of):
    change = ("<format>", "<nieuwElement>1</nieuwElement><format>")
    _, tally = rows_of(f"<programs>{f'<program>{program(change=change)}</program>' * 2}</programs>")
    assert list(tally.unknown) == ["nieuwElement"]


def test_a_program_that_is_nested_too_deep_is_a_problem_and_the_next_one_is_read(rows_of):
    deep = "<a>" * 5_000 + "</a>" * 5_000
    rows, _ = rows_of(f"<programs><program>{deep}</program><program>{program()}</program></programs>")
    assert [row.problem for row in rows] == ["een deel van dit programma is te diep genest en is niet gelezen", ""]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<program><a></program>", "geen geldige XML (regel 1)"),
        ("<program>", "geen geldige XML"),
        ("<program>&weg;</program>", "geen geldige XML"),
        (b"<program>\xff\xfe</program>", "geen geldige XML"),
        ('<?xml version="1.0" encoding="klingon"?><program/>', "geen geldige XML"),
        ('<!DOCTYPE program [<!ENTITY a "b">]><program>&a;</program>', "DOCTYPE"),
        ('<!DOCTYPE program SYSTEM "http://example.org/x.dtd"><program/>', "DOCTYPE"),
        ("<edudexDirectory><programResource/></edudexDirectory>", "geen enkel programma"),
        ("<programs/>", "geen enkel programma"),
    ],
)
def test_a_file_that_cannot_be_used_says_so_and_what_to_do(rows_of, text, words):
    with pytest.raises(InputError, match=r"feed\.xml: ") as caught:
        rows_of(text)
    assert words in str(caught.value)
    assert "; lever" in str(caught.value)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(InputError, match="bestaat niet"):
        list(edudex_cells(tmp_path / "weg.xml", Tally()))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_the_encoding_that_the_file_states_is_used(rows_of, encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?>{single(program(change=("veilig", "één keer")))}'
    (row,), _ = rows_of(text.encode(encoding))
    assert row.cells["omschrijving"] == "U leert één keer rijden."
    assert is_edudex(text.encode(encoding)) is True


@pytest.mark.parametrize(
    "head",
    [
        b"<program>",
        b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x -->\n<?pi y?><e:Program xmlns:e="urn:x">',
        b"<!DOCTYPE program [<!ENTITY a 'b'>]>\n<programs>",
        b'<instituteData xmlns="http://studieData.nl/schema/edudex/institute">',
        b"<edudexDirectory>",
    ],
)
def test_edudex_is_recognised(head):
    assert is_edudex(head)


@pytest.mark.parametrize(
    "head", [b"", b"id;titel", b"{}", b"<html><program>", b"<rss>", b"<!-- <program> -->", b"<", b"\xff\xfe", b"<?xml"]
)
def test_other_files_are_not(head):
    assert not is_edudex(head)


def test_cells_of_edudex_are_read_without_a_warning(reading):
    found = reading.courses(single(program()), "feed.xml")
    assert found.warnings == []
    assert found.refusals == [""]
    (row,) = found.values
    assert row.course.kind is CourseKind.BRANCH
    assert (row.course.weeks, row.course.hours_per_week, row.course.level) == (10, 6, Level.MBO2)
    assert (row.course.paper, row.course.gives_level) == (Paper.BRANCH, None)
    assert (row.course.entry_level, row.course.entry_language) == (Level.MBO2, LanguageLevel.A2)
    (offering,) = row.offerings
    assert offering.location == Location("Delft", "2611AB", Point(52.0116, 4.3571))
    assert (offering.start_date, offering.price) == (date(2026, 3, 3), 500)
    assert offering.day_parts == {DayPart.EVENING, DayPart.SATURDAY}


NAMES = st.sampled_from([
    "program", "programSchedule", "programRun", "genericProgramRun", "programClassification", "programDescriptions",
    "programName", "programLocation", "location", "city", "cost", "amount", "currency", "startDate", "endDate", "date",
    "courseDay", "module", "startTime", "endTime", "programDuration", "studyLoad", "degree", "expires", "orgUnitId",
    "subjectText", "subject", "descriptionText", "requiredLevel", "geoCode", "amountValidFrom", "onbekend", "bsn",
    "instituteData", "instituteName", "credits", "contactHoursPartOfDay", "programLevel", "programAdmission",
])  # fmt: skip
VALUES = st.one_of(
    st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="<&\x7f"), max_size=8),
    st.sampled_from(["2026-03-03", "2026-02-31", "nan", "-5", "12.50", "19:00", "99:99", "evening", "MSc", "1e9"]),
)
ELEMENTS = st.recursive(
    VALUES,
    lambda inner: st.builds(
        lambda name, unit, parts: f'<{name} unit="{unit}" period="{unit}">{"".join(parts)}</{name}>',
        NAMES,
        st.sampled_from(["week", "hour", "program", "", "eeuw"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=40,
)


@given(st.lists(ELEMENTS, max_size=6))
def test_any_contents_give_rows_or_one_clear_error(tmp_path_factory, parts):
    path = tmp_path_factory.getbasetemp() / "willekeurig.xml"
    path.write_text(f"<programs><program>{''.join(parts)}</program></programs>", "utf-8")
    tally = Tally()
    for row in edudex_cells(path, tally):
        assert isinstance(row, CourseCells)
        assert all(cell not in (None, "", [], {}) for cell in row.cells.values())
        assert set(row.cells) <= set(row.named)
    assert all(note.reason for note in tally.notes())
