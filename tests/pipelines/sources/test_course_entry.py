import pytest

from pipelines.sources.course_entry import fill_entry, language_in, level_in, spoken_in
from pipelines.sources.course_sheet import Sheet


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Taalniveau Nederlands B1", "B1"),
        ("U spreekt Nederlands op niveau A2.", "A2"),
        ("Nederlands (minimaal B1)", "B1"),
        ("NT2 niveau A2/B1", "A2"),
        ("Dutch at level B2 is required", "B2"),
        ("Rekenen 1F en Nederlands 2F", "B1"),
        ("Engels B2, Nederlands B1", "B1"),
        ("Engels B2", ""),
        ("rijbewijs B1", ""),
        ("Bij voorkeur Nederlands B1", ""),
        ("Nederlands hoeft niet op B1", ""),
        ("Goede kennis van het Nederlands", ""),
        ("", ""),
    ],
)
def test_a_level_of_dutch_is_read_only_where_it_is_plainly_asked(text, level):
    assert language_in(text) == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Een vmbo-diploma", "mbo2"),
        ("Diploma mbo niveau 3", "mbo3"),
        ("mbo-4, havo of vwo", "mbo4"),
        ("MBO2-diploma of gelijkwaardig", "mbo2"),
        ("mbo opleiding niveau 2", "mbo2"),
        ("U heeft een hbo-diploma", "hbo"),
        ("startkwalificatie", "mbo2"),
        ("vmbo-diploma of toelatingstoets", ""),
        ("vmbo-diploma, of een toelatingstoets", ""),
        ("mbo 4 werk- en denkniveau", ""),
        ("werk- en denkniveau mbo 4", ""),
        ("Bij voorkeur mbo 2", ""),
        ("Geen mbo-2 nodig", ""),
        ("Ad hoc in overleg, op woensdag (wo)", ""),
        ("mbo", ""),
        ("minimaal 18 jaar", ""),
    ],
)
def test_a_level_of_education_is_read_only_where_it_is_plainly_asked(text, level):
    assert level_in(text) == level


def test_the_text_itself_is_kept_without_markup():
    sheet = Sheet()
    fill_entry(sheet, "<p>Vmbo-diploma &amp; taal B1</p>", "eis")
    assert sheet.cells == {"instapeis": "Vmbo-diploma & taal B1", "instaptaal": "B1", "instapniveau": "mbo2"}
    fill_entry(empty := Sheet(), "", "eis")
    assert empty.cells == {}


@pytest.mark.parametrize(
    ("languages", "text"),
    [
        ([], ""),
        (["", ""], ""),
        (["nl-NL"], ""),
        (["nld"], ""),
        (["en", "nl"], ""),
        (["eng"], "de voertaal is Engels"),
        (["en-GB", "de"], "de voertaal is Engels of Duits"),
        (["Pools"], "de voertaal is pools"),
    ],
)
def test_another_language_than_dutch_is_said(languages, text):
    assert spoken_in(languages) == text


def test_another_language_stands_behind_what_is_asked():
    sheet = Sheet()
    fill_entry(sheet, "Een vmbo-diploma", "admissionRequirements", ["eng"])
    assert sheet.cells == {"instapeis": "Een vmbo-diploma; de voertaal is Engels", "instapniveau": "mbo2"}
