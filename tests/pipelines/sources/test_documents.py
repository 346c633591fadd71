import json

import pytest

from pipelines.sources.documents import (
    NO_DOCUMENT,
    decode,
    document_items,
    document_value,
    form_of,
    line_items,
    nodes_of,
    page_items,
    value_items,
)
from pipelines.sources.rows import Tally

POSTING = {"@type": "JobPosting", "title": "Kok"}
WANTED = ("JobPosting",)


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("v.csv", "id;titel\n1;Kok\n", "csv"),
        ("v.txt", '{"id": 1}\n{"id": 2}\n', "lines"),
        ("v.csv", '{"id": 1}\n{"id": 2}\n', "lines"),
        ("v.txt", '[{"id": 1}]', "document"),
        ("v.json", '{\n "id": 1\n}', "document"),
        ("v.json", '{"vacatures": [{"id": 1}]}', "document"),
        ("v.jsonl", 'kapot\n{"id": 1}\n', "lines"),
        ("v.csv", "[id];[titel]\n1;Kok\n", "csv"),
        ("v.txt", "<!DOCTYPE html><html></html>", "page"),
        ("v.json", '\ufeff  [{"id": 1}]', "document"),
        ("v.xml", "<programs><program/></programs>", "page"),
        ("v.csv", "<?xml version='1.0'?><rss/>", "page"),
    ],
)
def test_the_contents_decide_what_a_file_is(tmp_path, name, content, form):
    assert form_of(tmp_path / name, content.encode()) == form


def test_a_json_file_in_utf_16_is_recognised(tmp_path):
    assert form_of(tmp_path / "v.json", '[{"id": 1}]'.encode("utf-16")) == "document"


def test_half_a_character_is_replaced_because_no_file_can_hold_it():
    value, problem = decode(r'{"a": "x\ud800y", "b": "\ud83d\ude00"}')
    assert problem == ""
    assert value["b"] == "\N{GRINNING FACE}"
    assert json.dumps(value, ensure_ascii=False).encode()
    assert "\ud800" not in value["a"]


@pytest.mark.parametrize("text", ["{", "nee", '{"a": }', "9" * 5_000, ""])
def test_broken_json_gives_a_problem(text):
    assert decode(text) == (None, "geen geldige JSON op deze regel")


def test_json_that_is_nested_too_deep_gives_a_problem():
    assert decode("[" * 100_000) == (None, "de gegevens zijn te diep genest")


def items_of(tmp_path, content):
    path = tmp_path / "v.jsonl"
    path.write_text(content)
    return list(line_items(path, b"{", Tally(), WANTED))


def test_a_broken_line_is_told_with_its_number_and_blank_lines_are_passed_over(tmp_path):
    found = items_of(tmp_path, '{"id": 1}\n\n{"id": \n  \n[1]\n{"id": 2}\n')
    assert [(item.line, item.record is not None) for item in found] == [(1, True), (3, False), (5, False), (6, True)]
    assert found[2].problem == "dit is geen JSON-object"


def test_a_line_over_two_million_characters_is_refused_and_the_next_is_read(tmp_path):
    for length in (2_000_000, 9_000_000):
        found = items_of(tmp_path, '{"id": "' + "x" * length + '"}\n{"id": 2}\n')
        assert [(item.line, item.problem) for item in found] == [
            (1, "de regel is langer dan twee miljoen tekens"),
            (2, ""),
        ]


def test_a_broken_line_with_a_forbidden_key_is_not_kept(tmp_path):
    assert items_of(tmp_path, '{"id": 1, "geslacht": "v"\n')[0].text == "[weggelaten]"
    assert items_of(tmp_path, '{"id": 1, "titel": "v"\n')[0].text == '{"id": 1, "titel": "v"'


@pytest.mark.parametrize(
    "value",
    [
        POSTING,
        {**POSTING, "@type": ["Thing", "schema:JobPosting"]},
        {**POSTING, "@type": "https://schema.org/JobPosting"},
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, POSTING]},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": POSTING}]},
        {"@type": "WebPage", "mainEntity": POSTING},
    ],
)
def test_a_posting_is_found_wherever_it_hangs(value):
    ((kind, found),) = nodes_of(value, WANTED)
    assert (kind, found["title"]) == ("JobPosting", "Kok")


def test_a_reference_to_another_node_is_filled_in():
    graph = {
        "@graph": [
            {**POSTING, "hiringOrganization": {"@id": "#o"}, "jobLocation": [{"@id": "#p"}], "url": {"@id": "#x"}},
            {"@id": "#o", "name": "Bakkerij"},
            {"@id": "#p", "address": "Delft"},
        ]
    }
    ((_, found),) = nodes_of(graph, WANTED)
    assert found["hiringOrganization"]["name"] == "Bakkerij"
    assert found["jobLocation"][0]["address"] == "Delft"
    assert found["url"] == {"@id": "#x"}


def test_references_are_followed_inside_a_node_too_but_never_round_in_circles():
    graph = {
        "@graph": [
            {"@type": "Course", "@id": "#c", "name": "Lassen", "hasCourseInstance": {"@id": "#i"}},
            {"@id": "#i", "location": {"@id": "#p"}, "superEvent": {"@id": "#i"}},
            {"@id": "#p", "address": {"@id": "#a"}, "event": [{"@id": "#i"}]},
            {"@id": "#a", "addressLocality": "Delft"},
        ]
    }
    ((_, found),) = nodes_of(graph, ("Course",))
    place = found["hasCourseInstance"]["location"]
    assert place["address"]["addressLocality"] == "Delft"
    assert place["event"] == [{"@id": "#i"}]


def test_a_node_of_a_wanted_type_inside_another_is_no_record_of_its_own():
    value = {"@type": "EducationalOccupationalProgram", "name": "Zorg", "hasCourse": {"@type": "Course", "name": "Bed"}}
    assert [kind for kind, _ in nodes_of(value, ("Course", "EducationalOccupationalProgram"))] == [
        "EducationalOccupationalProgram"
    ]


def test_nodes_are_found_however_deep_they_hang():
    value = POSTING
    for _ in range(5_000):
        value = {"@type": "WebPage", "mainEntity": [value]}
    assert len(nodes_of(value, WANTED)) == 1


def test_other_nodes_in_a_list_are_passed_over_and_counted():
    tally = Tally()
    found = list(value_items([{"@type": "WebSite"}, POSTING, {"id": 1}, 7], tally, WANTED))
    assert [item.kind for item in found] == ["JobPosting", "", ""]
    assert found[2].problem == "dit is geen JSON-object"
    assert [note.reason for note in tally.notes()] == ["onderdeel overgeslagen, geen JobPosting gevonden: 1 keer"]


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ([{"id": 1}, {"id": 2}], 2),
        ({"vacatures": [{"id": 1}, {"id": 2}], "aantal": 2}, 2),
        ({"id": 1, "x": [{"a": 1}]}, 1),
    ],
)
def test_a_list_may_be_wrapped_in_an_object_and_a_record_may_hold_a_list(tmp_path, value, count):
    path = tmp_path / "v.json"
    path.write_text(json.dumps(value, indent=1))
    found = document_items(path, document_value(path, Tally()), Tally(), WANTED)
    assert [item.line for item in found] == list(range(1, count + 1))


def test_a_document_with_a_mistake_is_no_document(tmp_path):
    path = tmp_path / "v.json"
    path.write_text('[{"id": 1},')
    assert document_value(path, Tally()) is NO_DOCUMENT


def test_the_blocks_of_a_page_are_read_with_the_line_where_they_begin(tmp_path):
    path = tmp_path / "v.html"
    path.write_text(
        "<html>\n<script>var x = {}</script>\n"
        f'<script type="application/ld+json">{json.dumps(POSTING)}</script>\n'
        '<script type="application/ld+json">{kapot</script></html>'
    )
    found = page_items(path, Tally(), WANTED)
    assert [(item.line, item.kind, item.problem) for item in found] == [
        (3, "JobPosting", ""),
        (4, "", "geen geldige JSON op deze regel"),
    ]
