import re
from pathlib import Path

import pytest

from pipelines.sources import edudex, ooapi_course, ooapi_offering
from pipelines.sources.columns import COURSE

PAGE = (Path(__file__).parents[3] / "docs" / "courses.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
OOAPI, EDUDEX = SECTIONS["OOAPI v5 and v6"], SECTIONS["EDU-DEX"]


def named_in(section):
    return set(re.findall(r"`([\w-]+)`", section))


@pytest.mark.parametrize("read", [ooapi_course.READ, ooapi_offering.READ])
def test_the_page_has_every_property_of_ooapi_that_is_read(read):
    assert read - named_in(OOAPI) == set()


def test_the_page_has_every_element_of_edudex_that_is_read():
    around = {"programdescriptions", "programclassification", "programadmission", "programcurriculum"}
    around |= {"programschedule", "programexternalacknowledgements", "isfinal", "id"}
    assert edudex.READ - around - {name.lower() for name in named_in(EDUDEX)} == set()


@pytest.mark.parametrize("section", [OOAPI, EDUDEX])
def test_what_the_page_says_that_is_read_are_columns_of_ours(section):
    columns = {name for cell in re.findall(r"^\|[^|]*\| (?!read as|---)([^|]*)\|", section, re.MULTILINE)
               for name in re.findall(r"`([a-z_]+)`", cell)}  # fmt: skip
    assert len(columns & set(COURSE)) > 20
