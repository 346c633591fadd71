import numpy as np
import pytest

from benchmarks import linking
from benchmarks.baselines import BASELINES, weighted_ratio
from benchmarks.linking import measure_linking
from matcher.catalogue import packaged
from models.retrieval import rank_by_score
from tests.linkers import word_linkers

LABELS = ("pizzabezorger", "kok van soep", "kok", "glazenwasser")


@pytest.fixture
def data(tmp_path, monkeypatch):
    """Small data of every shape, in folders whose names say nothing, and linking by shared words."""
    monkeypatch.setattr(linking, "linkers", lambda catalogue, cache: word_linkers(catalogue, cache, print))
    monkeypatch.setattr(linking, "read_catalogue_folder", lambda _: packaged())
    monkeypatch.setattr(linking, "measure_confidence", lambda _: [])
    monkeypatch.setattr(linking, "by_likeness", lambda _: weighted_ratio)
    monkeypatch.setattr(linking, "TITLES", 20)
    monkeypatch.setattr(linking, "TEXTS", 5)
    skill = packaged().taxonomy.skills[0].label
    for name, text in {
        "a/occupations_nl.csv": "",
        "b/c/queries.tsv": "Q1\tKok\nQ2\tkok soep\n",
        "b/c/corpus_elements.tsv": "".join(f"C{number}\t{label}\n" for number, label in enumerate(LABELS)),
        "b/c/annotations.tsv": "Q1\t0\tC2\t1\nQ2\t0\tC1\t1\n",
        "d/pairs.csv": f"vdab_id,vdab_nl,rel,esco_url,esco_nl\nK1,{skill},exactMatch,e/1,{skill}\n",
        "d/corpus.csv": f"esco_url,esco_nl\ne/2,zingen\ne/1,{skill}\n",
    }.items():
        file = tmp_path / "data" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path / "data"


@pytest.mark.parametrize("name", BASELINES)
def test_a_plain_method_finds_the_label_itself_and_takes_anything(name):
    scores = BASELINES[name](("KOK", "glazenwasser", "", "👩‍🍳 \x00"), LABELS)

    assert scores.shape == (4, 4)
    assert np.isfinite(scores).all()
    assert rank_by_score(scores[0], {2}) == rank_by_score(scores[1], {3}) == 1


def test_the_score_beside_which_speed_is_measured_is_that_of_extract_one():
    assert weighted_ratio(("Kok!",), LABELS)[0].argmax() == 2


def test_every_method_is_measured_on_all_data_there_are(data, tmp_path):
    rows = {row.what: row.value for row in measure_linking(data, tmp_path / "work")}

    for name in (*BASELINES, "Springplank"):
        assert rows[f"{name}, 4 labels, annotated"].startswith("MRR ")
        assert rows[f"{name}, 2 labels, exact"].startswith("MRR 1.000 ")
        assert rows[f"{name}, 2 labels, exact_or_close"].startswith("MRR 1.000 ")
    assert rows["Springplank, 4 labels, annotated"] == (
        "MRR 1.000 (1.000 to 1.000), success@1/5/10 1.000 / 1.000 / 1.000 (2); "
        "without exact labels MRR 1.000 (1.000 to 1.000), success@1/5/10 1.000 / 1.000 / 1.000 (1)"
    )


def test_speed_is_measured_beside_extract_one_over_the_same_list(data, tmp_path):
    rows = measure_linking(data, tmp_path / "work")

    beside = [row for row in rows if row.what.startswith("so ours is")]
    assert [row.promised for row in beside] == [linking.PROMISED_SEARCH] * 2
    assert all("times faster, at MRR 1.000 against" in row.value for row in beside)
    skills = len(packaged().taxonomy.skills)
    assert any(row.what == f"one search, {skills:,} labels, exact" for row in rows)
    assert any("20 different titles" in row.what for row in rows)


def test_without_a_taxonomy_it_says_so(tmp_path):
    (row,) = measure_linking(tmp_path, tmp_path)

    assert "no occupations" in row.value
