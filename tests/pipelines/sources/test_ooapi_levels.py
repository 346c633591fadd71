import pytest

from pipelines.sources.course_sheet import Sheet
from pipelines.sources.ooapi_levels import fill_levels


def cells_of(*, programme=True, **part):
    sheet = Sheet()
    fill_levels(sheet, part, programme=programme)
    return sheet.cells


@pytest.mark.parametrize(
    ("part", "level"),
    [
        ({"level": "secondary vocational education 3"}, "mbo3"),
        ({"level": "secondary_vocational_education_4"}, "mbo4"),
        ({"level": "secondary_vocational_education", "levelOfQualification": "2"}, "mbo2"),
        ({"level": "pre_vocational"}, "vmbo"),
        ({"level": "associate degree"}, "ad"),
        ({"level": "bachelor"}, "hbo"),
        ({"level": "bachelor", "sector": "university education"}, "wo"),
        ({"level": "bachelor", "consumer": {"sector": "university_education"}}, "wo"),
        ({"level": "master"}, "wo"),
        ({"levelOfQualification": "eqf_0"}, "geen"),
        ({"levelOfQualification": "eqf_1"}, "mbo1"),
        ({"levelOfQualification": "4+"}, "vwo"),
        ({"levelOfQualification": "nlqf_4plus"}, "vwo"),
        ({"levelOfQualification": 5}, "ad"),
        ({"level": "undefined", "levelOfQualification": "eqf_6"}, "hbo"),
        ({"level": "undivided"}, None),
        ({"level": "nt2_1"}, None),
        ({"level": "secondary_vocational_education"}, None),
        ({}, None),
        ({"level": "x-eigen woord"}, "x-eigen woord"),
    ],
)
def test_the_level_in_either_spelling_is_one_of_ours(part, level):
    assert cells_of(**part).get("niveau") == level


@pytest.mark.parametrize(("level", "after"), [("nt2-1", "B1"), ("nt2_2", "B2")])
def test_dutch_as_a_second_language_gives_a_level_of_dutch(level, after):
    assert cells_of(level=level, programme=False) == {"geeft_taal": after, "soort": "taal"}


@pytest.mark.parametrize(
    ("part", "paper", "name", "gives"),
    [
        ({"qualificationAwarded": "vocational_diploma", "level": "secondary_vocational_education_2"},
         "diploma", "mbo-diploma", "mbo2"),
        ({"formalDocument": "diploma", "level": "secondary_vocational_education_2"}, "diploma", "diploma", "mbo2"),
        ({"formalDocument": "certificate", "level": "secondary_vocational_education_2"},
         "mbo-certificaat", "certificaat", None),
        ({"formalDocument": "certificate"}, None, "certificaat", None),
        ({"formalDocument": "micro_credential_certificate"}, None, "microcredential", None),
        ({"qualificationAwarded": "BSc", "level": "bachelor"}, "diploma", "BSc", "hbo"),
        ({"qualificationAwarded": "BSc", "sector": "university education"}, "diploma", "BSc", "wo"),
        ({"qualificationAwarded": "AD"}, "diploma", "AD", "ad"),
        ({"formalDocument": "testimonial", "level": "master"}, "diploma", "getuigschrift", "wo"),
        ({"formalDocument": "testimonial"}, None, "getuigschrift", None),
        ({"qualificationAwarded": "None"}, "geen", None, None),
        ({"formalDocument": "no official document"}, "geen", None, None),
        ({"qualificationAwarded": "none", "formalDocument": "certificate"}, None, "certificaat", None),
        ({"formalDocument": "school_advice"}, None, None, None),
        ({"formalDocument": "diploma", "level": "bachelor", "programmeType": "minor"}, "diploma", "diploma", None),
        ({"formalDocument": "diploma", "level": "bachelor", "consumers": [{"consumerKey": "rio", "type": "private"}]},
         "diploma", "diploma", None),
        ({}, None, None, None),
    ],
)  # fmt: skip
def test_a_whole_recognised_programme_gives_its_level_and_nothing_less_does(part, paper, name, gives):
    cells = cells_of(**part)
    assert (cells.get("papier"), cells.get("certificaat"), cells.get("geeft_niveau")) == (paper, name, gives)


def test_a_course_never_gives_a_level():
    cells = cells_of(programme=False, formalDocument="diploma", level="secondary_vocational_education_2")
    assert "geeft_niveau" not in cells


MBO = {"level": "secondary_vocational_education_2"}


@pytest.mark.parametrize(
    ("part", "programme", "sort", "working"),
    [
        (MBO | {"modeOfStudy": "dual training"}, True, "bbl", "ja"),
        (MBO | {"modesOfDelivery": ["presential", "work_based"]}, True, "bbl", "ja"),
        ({"level": "bachelor", "modeOfStudy": "dual_training"}, True, None, "ja"),
        (MBO | {"modeOfStudy": "full_time"}, True, "mbo", None),
        (MBO | {"formalDocument": "certificate"}, True, "mbo-certificaat", None),
        ({"level": "secondary_vocational_education_1"}, True, "entree", None),
        ({"level": "secondary_vocational_education_1"}, False, "mbo", None),
        ({"level": "master"}, True, None, None),
    ],
)
def test_the_sort_follows_from_level_and_way_of_learning(part, programme, sort, working):
    cells = cells_of(programme=programme, **part)
    assert (cells.get("soort"), cells.get("leren_en_werken")) == (sort, working)
