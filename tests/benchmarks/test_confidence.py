from dataclasses import replace

from benchmarks.confidence import FOREIGN, measure_confidence, without_synonyms
from matcher.catalogue import packaged
from models.teaching import outside

OWN = packaged().taxonomy


def test_a_synonym_that_is_held_out_is_gone_and_belongs_to_one_occupation():
    fewer, held = without_synonyms(OWN, 30)

    assert 20 < len(held) <= 30
    labels = {one.id: (one.label, *one.alt_labels) for one in fewer.occupations}
    assert all(synonym not in those for _, synonym in held for those in labels.values())
    assert all(synonym in next(one for one in OWN.occupations if one.id == id_).alt_labels for id_, synonym in held)


def test_phrases_to_refuse_are_none_that_linking_learned_from():
    assert not set(outside()) & set(FOREIGN.read_text("utf-8").split("\n")) - {""}


def test_every_promise_gets_a_figure():
    few = replace(OWN, name="een paar", occupations=OWN.occupations[:12], skills=(), related=())
    few = replace(few, occupations=tuple(replace(one, essential=(), optional=()) for one in few.occupations))

    rows = measure_confidence(few)

    assert [row.promised for row in rows] == ["", "under .05", "at least 95", "at most 3"]
    assert all(row.value[0].isdigit() for row in rows)
