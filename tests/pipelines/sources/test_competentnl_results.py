import json

import pytest

from matcher.errors import TaxonomyError
from pipelines.sources.competentnl import read_competentnl
from tests.downloads import CNL

A, B, S, K, T, N = (f"{CNL}id/{name}" for name in ("o/a", "o/b", "s/s", "k/k", "t/t", "n/n"))


def uri(value):
    return {"type": "uri", "value": value}


def text(value, language="nl"):
    return {"type": "literal", "value": value, "xml:lang": language}


ROWS = [
    {"occupation": uri(A), "occupationLabel": text("soepkok"), "skill": uri(S), "skillLabel": text("koken"),
     "relation": uri(f"{CNL}def/competentnl#requiresHATEssential")},
    {"occupation": uri(B), "occupationLabel": text("snijder"), "skill": uri(S), "importance": text("Belangrijk")},
    {"beroep": uri(A), "kennisgebied": uri(K), "kennisgebiedLabel": text("soepleer"), "relation": text("enigszins")},
    {"occ": uri(A), "task": uri(T), "taskLabel": text("roeren"), "taskType": text("Optioneel")},
    {"norm": uri(N), "normLabel": text("Kok 2"), "skill": uri(S), "relation": text("essential")},
    {"occupation": uri(A), "altLabel": text("soepman"), "definition": text("Kookt soep."), "notation": text("5120")},
]  # fmt: skip


def document(rows):
    return {"head": {"vars": []}, "results": {"bindings": rows}}


def read(path, rows):
    path.write_text(json.dumps(document(rows)))
    return read_competentnl(path)


def test_rows_of_concepts_and_relations_become_a_taxonomy(tmp_path):
    catalogue = read(tmp_path / "uitkomst.json", ROWS)

    cook, cutter = catalogue.taxonomy.occupations
    assert (cook.label, cook.alt_labels, cook.description, cook.isco) == (
        "soepkok",
        ("soepman",),
        "Kookt soep.",
        "5120",
    )
    assert (cook.essential, cook.optional, cook.somewhat) == ((S,), (T,), (K,))
    assert (cutter.essential, cutter.optional) == ((), (S,))
    assert {skill.id: skill.label for skill in catalogue.taxonomy.skills} == {S: "koken", K: "soepleer", T: "roeren"}
    assert (catalogue.courses[0].label, catalogue.courses[0].teaches) == ("Kok 2", (S,))


def test_a_query_in_parts_may_be_saved_in_parts(tmp_path):
    whole = read(tmp_path / "geheel.json", ROWS)
    folder = tmp_path / "delen"
    folder.mkdir()
    for number, row in enumerate(ROWS):
        (folder / f"{number}.srj").write_text(json.dumps(document([row])))

    assert read_competentnl(folder) == whole


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"wie": uri(A), "wat": text("x")}, "rij 7: geen variabele voor een begrip (wat, wie); docs/taxonomy.md"),
        ({}, "rij 7: geen variabele voor een begrip (leeg)"),
        ({"occupation": uri(A), "skill": uri(S)}, "rij 7: de relatie ontbreekt (requiresHATEssential, "),
        ({"occupation": uri(A), "task": uri(T), "relation": text("belangrijk")}, "rij 7: 'belangrijk' is geen relatie"),
        ({"occupation": A}, "rij 7: geen SPARQL-JSON"),
        ("x", "rij 7: geen SPARQL-JSON"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(tmp_path, row, expected):
    with pytest.raises(TaxonomyError) as caught:
        read(tmp_path / "uitkomst.json", [*ROWS, row])

    assert f"uitkomst.json, {expected}" in str(caught.value)
