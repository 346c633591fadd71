import pytest

from pipelines.sources.edudex_program import program_sheet
from pipelines.sources.edudex_xml import Element


def element(name, *children, text="", **texts):
    below = [Element(key, content=[value]) for key, value in texts.items()]
    return Element(name, content=[*children, *below, *([text] if text else [])])


def cells_of(*parts, **classification):
    return program_sheet(element("program", element("programClassification", **classification), *parts)).cells


CREBO = element("programExternalAcknowledgements", element("creboRegistration", creboCode="25180"))


def route(word):
    return element(
        "programExternalAcknowledgements", element("creboRegistration", creboCode="25180", learningPath=word)
    )


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("mbo niveau 3", "mbo3"),
        ("mbo+", "mbo4"),
        ("vmbo/mavo", "vmbo"),
        ("havo", "havo"),
        ("associate", "ad"),
        ("post-hbo", "hbo"),
        ("bachelor", "hbo"),
        ("academic bachelor", "wo"),
        ("PhD", "wo"),
        ("none", None),
        ("mbo", None),
        ("", None),
        ("expert", "expert"),
    ],
)
def test_every_level_of_the_list_is_one_of_ours(word, level):
    assert cells_of(programLevel=word).get("niveau") == level


@pytest.mark.parametrize(
    ("degree", "level", "parts", "expected"),
    [
        ("none", "none", (), ("geen", None, None)),
        ("certificate", "none", (), (None, "certificaat", None)),
        ("certificate of participation", "none", (), ("bewijs-van-deelname", "bewijs van deelname", None)),
        ("mbo niveau 2", "mbo niveau 2", (), ("diploma", "mbo-diploma niveau 2", "mbo2")),
        ("mbo-certificaat", "mbo niveau 2", (), ("mbo-certificaat", "mbo-certificaat", None)),
        ("mbo-verklaring", "mbo niveau 1", (), ("praktijkverklaring", "mbo-verklaring", None)),
        ("diploma", "mbo niveau 3", (), ("diploma", "diploma", None)),
        ("diploma", "mbo niveau 3", (CREBO,), ("diploma", "diploma", "mbo3")),
        ("Ad", "associate", (), ("diploma", "Ad", "ad")),
        ("BSc", "bachelor", (), ("diploma", "BSc", "hbo")),
        ("BSc", "academic bachelor", (), ("diploma", "BSc", "wo")),
        ("M Ed", "master", (), ("diploma", "M Ed", "wo")),
        ("MRE", "none", (), ("diploma", "MRE", None)),
        ("EMITA", "post-academic", (), (None, "EMITA", None)),
        ("", "none", (), (None, None, None)),
    ],
)
def test_only_a_recognised_diploma_gives_a_level(degree, level, parts, expected):
    cells = cells_of(*parts, degree=degree, programLevel=level)
    assert (cells.get("papier"), cells.get("certificaat"), cells.get("geeft_niveau")) == expected


@pytest.mark.parametrize(
    ("parts", "classification", "sort", "working"),
    [
        ((route("BBL"),), {}, "bbl", "ja"),
        ((route("BOL"),), {}, "bol", None),
        ((route("OVO"),), {}, "mbo", None),
        ((), {"programForm": "dual", "programLevel": "mbo niveau 2"}, "bbl", "ja"),
        ((), {"programForm": "dual", "programLevel": "hbo"}, None, "ja"),
        ((), {"degree": "mbo niveau 1", "programLevel": "mbo niveau 1"}, "entree", None),
        ((), {"degree": "mbo niveau 3"}, "mbo", None),
        ((), {"degree": "mbo-certificaat"}, "mbo-certificaat", None),
        ((), {"degree": "mbo-verklaring"}, "praktijkverklaring", None),
        ((), {"programType": "mbo module"}, "mbo", None),
        ((), {"programType": "training", "programLevel": "mbo niveau 2"}, None, None),
    ],
)
def test_the_sort_is_only_said_where_the_program_says_it(parts, classification, sort, working):
    cells = cells_of(*parts, **classification)
    assert (cells.get("soort"), cells.get("leren_en_werken")) == (sort, working)


def with_duration(unit, text, *parts):
    duration = Element("programDuration", {"unit": unit}, [text])
    return program_sheet(element("program", element("programClassification", duration), *parts)).cells


def load(period, text):
    return element("programCurriculum", Element("studyLoad", {"period": period}, [text]))


@pytest.mark.parametrize(
    ("unit", "text", "parts", "weeks", "hours"),
    [
        ("week", "10", (load("program", "60"),), "10 weken", 6.0),
        ("week", "10", (load("week", "8"),), "10 weken", 8.0),
        ("month", "3", (), "3 maanden", None),
        ("year", "2", (), "2 jaar", None),
        ("day", "2", (load("program", "16"),), "2 dagen", 16.0),
        ("hour", "24", (), None, None),
        ("", "10", (), None, None),
        ("", "zes weken", (), "zes weken", None),
        ("week", "-3", (), "-3", None),
    ],
)
def test_length_and_load_become_weeks_and_hours_a_week(unit, text, parts, weeks, hours):
    cells = with_duration(unit, text, *parts)
    assert (cells.get("weken"), cells.get("uren_per_week")) == (weeks, hours)


def test_a_credit_is_28_hours_by_law():
    credit = Element("credits", {"system": "ECTS"}, ["5"])
    duration = Element("programDuration", {"unit": "week"}, ["10"])
    cells = program_sheet(element("program", element("programClassification", duration, credit))).cells
    assert cells["uren_per_week"] == 14.0


def subject(name, text):
    return element("subjectText", subject=name, descriptionText=text)


def test_a_list_of_competencies_is_taught_and_running_text_describes():
    long = "U leert in deze cursus alles wat nodig is. " * 5
    cells = cells_of(
        element("programDescriptions", subject("competencies", "- rijden\n- laden"), subject("objectives", long),
                subject("teachers", "Jo"), programDescriptionText="Een cursus.")
    )  # fmt: skip
    assert cells["leert"] == ["rijden", "laden"]
    assert cells["omschrijving"] == f"Een cursus. {long.strip()}"


def test_demands_are_told_in_words_and_read_where_they_are_plain():
    demand = element("applicationRequirement", requirementType="previous education", requirementSummary="mbo 2-diploma")
    bare = element("applicationRequirement", requirementType="entry test")
    program = element(
        "program",
        element("programClassification", demand, bare),
        element("programDescriptions", subject("admission", "Taalniveau Nederlands B1.")),
    )
    cells = program_sheet(program).cells
    assert cells["instapeis"] == "mbo 2-diploma. toelatingstoets. Taalniveau Nederlands B1"
    assert (cells["instapniveau"], cells["instaptaal"]) == ("mbo2", "B1")


def test_several_levels_at_which_someone_may_enter_are_all_named():
    admission = element(
        "programAdmission", element("requiredLevel", text="havo"), element("requiredLevel", text="mbo+")
    )
    assert program_sheet(element("program", admission)).cells == {"instapniveau": "havo / mbo4"}


def test_another_language_is_part_of_what_is_asked():
    assert cells_of(instructionLanguage="en")["instapeis"] == "de voertaal is Engels"
    assert "instapeis" not in cells_of(instructionLanguage="nl")
