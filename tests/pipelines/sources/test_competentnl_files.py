import gzip

import pytest

from matcher.errors import TaxonomyError
from pipelines.sources import competentnl_files
from pipelines.sources.competentnl_files import rdf_files, read_graph
from tests.downloads import CNL, TURTLE, write_competentnl


def refusal(path, content):
    path.write_bytes(content)
    with pytest.raises(TaxonomyError) as caught:
        read_graph(rdf_files(path))
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.ttl", b"@prefix a: <http://a/> .\na:b a:c a:d\n", "a.ttl, regel 3: geen geldige Turtle"),
        ("a.ttl", b'@prefix a: <http://a/> .\na:b a:c "\xe9" .\n', "a.ttl, regel 2: geen geldige Turtle"),
        ("a.nt", b"<http://a> <http://b> <http://c> .\n\n<http://a> b .\n", "a.nt, regel 3: geen geldige N-Triples"),
        ("a.rdf", b"<rdf:RDF>", "a.rdf: geen geldige RDF/XML"),
        ("a.jsonld", b'{"@id": "http://a",\n,}', "a.jsonld, regel 2: geen geldige JSON-LD"),
        ("a.json", b'{"@id": "http://a",\n,}', "a.json, regel 2: geen geldige JSON"),
        ("a.json", b"", "a.json, regel 1: geen geldige JSON"),
        ("a.json", b"\xff", "a.json, regel 1: geen geldige JSON"),
        ("a.json", b'{"@context": "https://elders.example/c.jsonld"}', "a.json: de @context staat op internet"),
        ("a.json", b'{"results": {"rows": []}}', "a.json: results.bindings ontbreekt"),
        ("a.srj", b"[]", 'a.srj: geen uitkomst van een SPARQL-vraag ("results" ontbreekt)'),
        ("a.ttl.gz", b"geen gz", "a.ttl.gz is geen bruikbaar gz-bestand"),
        ("a.ttl.gz", gzip.compress(TURTLE.encode())[:-20], "a.ttl.gz is geen bruikbaar gz-bestand"),
    ],
)
def test_a_broken_file_is_named_with_the_line_where_it_breaks(tmp_path, name, content, expected):
    assert expected in refusal(tmp_path / name, content)


@pytest.mark.parametrize("entity", ['b "&a;&a;"', "b 'x' \"", 'b SYSTEM "/etc/passwd"', f'b "{"x" * 501}"', '% b "x"'])
def test_xml_that_can_grow_without_end_is_refused(tmp_path, entity):
    content = f'<?xml version="1.0"?>\n<!DOCTYPE r [\n<!ENTITY a "http://a">\n<!ENTITY {entity}>\n]><r/>'

    assert "a.rdf, regel 4: een entiteit die kan uitdijen" in refusal(tmp_path / "a.rdf", content.encode())


def test_entities_that_stand_for_a_namespace_are_read(tmp_path):
    (tmp_path / "a.rdf").write_text(
        f'<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [ <!ENTITY cnlo "{CNL}def/competentnl#"> ]>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="http://a">'
        '<rdf:type rdf:resource="&cnlo;Occupation"/></rdf:Description></rdf:RDF>'
    )

    assert read_graph(rdf_files(tmp_path)).of_class("Occupation") == ["http://a"]


def test_a_gz_that_unpacks_to_more_than_a_taxonomy_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(competentnl_files, "LARGEST", 1024**2)

    assert "a.ttl.gz is groter dan 1 MB" in refusal(tmp_path / "a.ttl.gz", gzip.compress(b"#\n" * 1024**2))


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "a.ttl").symlink_to("/proc/self/mem")

    with pytest.raises(TaxonomyError, match=r"a\.ttl is niet te lezen"):
        read_graph(rdf_files(tmp_path))


def test_of_a_folder_only_what_can_hold_it_is_read(tmp_path):
    for name in ("b.ttl", "a.nt.gz", "LEESMIJ.md", ".c.ttl", "d.csv", "e.gz"):
        (tmp_path / name).touch()

    assert [file.name for file in rdf_files(tmp_path)] == ["a.nt.gz", "b.ttl"]


def test_results_may_have_a_byte_order_mark(tmp_path):
    path = write_competentnl(tmp_path / "a.srj")
    plain = read_graph([path])
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert read_graph([path]) == plain
