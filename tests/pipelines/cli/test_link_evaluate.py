import json

import numpy as np
import pytest

from pipelines.cli import link
from tests.homes import is_one_line_error, springplank, write_catalogue
from tests.linkers import shared, word_linkers

# By shared words: Q1 finds its answer first, Q2 second behind an equal one, Q3 not before C5; nothing answers Q4.
QUERIES = "Q1\tSoepkok\nQ2\tkok zoekt\nQ3\tiemand van soep\nQ4\tglazenwasser\n"
CORPUS = "C1\tsoepkok\nC2\tkok worst\nC3\tkok vis\nC4\tsoep\nC5\tiemand\n"
ANNOTATIONS = "Q1\t0\tC1\t1\nQ2\t0\tC3\t1\nQ3\t0\tC5\t1\nQ3\t0\tC3\t1\n"
PAIRS = (
    "vdab_id,vdab_nl,rel,esco_url,esco_nl\n"
    "K-1,soep maken,skos:exactMatch,e/1,soep koken\n"
    "K-1,soep maken,skos:closeMatch,e/2,vis maken\n"
    "K-2,fietsen,skos:closeMatch,e/3,fietsen\n"
    "K-3,zingen,skos:narrowMatch,e/3,fietsen\n"
)
ELEMENTS = "esco_url,esco_nl\ne/2,vis maken\ne/1,soep koken\ne/3,fietsen\n"


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A folder with a catalogue and files of both shapes, and linking by shared words."""
    monkeypatch.setattr(link, "linkers", word_linkers)
    write_catalogue(tmp_path / "catalogus")
    for name, text in {
        "queries.tsv": QUERIES,
        "corpus_elements.tsv": CORPUS,
        "annotations.tsv": ANNOTATIONS,
        "pairs.csv": PAIRS,
        "corpus.csv": ELEMENTS,
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def melo(files, *options):
    named = {"--queries": "queries.tsv", "--corpus": "corpus_elements.tsv", "--annotations": "annotations.tsv"}
    return evaluate(files, named, *options)


def pairs(files, *options):
    return evaluate(files, {"--pairs": "pairs.csv", "--corpus": "corpus.csv"}, *options)


def evaluate(files, named, *options):
    paths = [part for option, name in named.items() for part in (option, files / name)]
    return springplank("link-evaluate", *paths, "--taxonomy", files / "catalogus", *options)


def figures(part):
    return part["queries"], part["mrr"], part["success_at_1"], part["success_at_5"], part["success_at_10"]


# Three files.


def test_measures_over_all_queries_and_without_those_that_are_a_label(files):
    found = melo(files, "--json").document

    # Ranks 1, 2 and 2: C3 stands behind C2, which shares as much with "kok zoekt", and C5 behind C4.
    assert figures(found["overall"]) == (3, round((1 + 1 / 2 + 1 / 2) / 3, 4), round(1 / 3, 4), 1, 1)
    assert figures(found["without_label_hits"]) == (2, 0.5, 0, 1, 1)
    assert (found["queries"], found["left_out"], found["corpus"]) == (3, 1, 5)
    assert (found["kind"], found["taxonomy"]["name"]) == ("occupation", "catalogus")


def test_every_figure_has_an_interval_around_it(files):
    part = melo(files, "--json").document["overall"]

    for name in ("mrr", "success_at_1", "success_at_5", "success_at_10"):
        low, high = part[f"{name}_interval"]
        assert 0 <= low <= part[name] <= high <= 1
    assert part["mrr_interval"] == [0.5, 1]


def test_the_order_of_equal_scores_is_that_of_the_file_whatever_is_relevant(files):
    (files / "corpus_elements.tsv").write_text("C3\tkok vis\nC2\tkok worst\nC1\tsoepkok\nC4\tsoep\nC5\tiemand\n")

    assert figures(melo(files, "--json").document["overall"])[1] == round((1 + 1 + 1 / 2) / 3, 4)


def test_repeated_labels_are_apart_and_the_first_stays_first(files):
    (files / "corpus_elements.tsv").write_text("C4\tsoepkok\nC2\tsoepkok\nC1\tsoepkok\nC3\tkok vis\nC5\tiemand\n")
    (files / "annotations.tsv").write_text("Q1\t0\tC1\t1\n")

    assert melo(files, "--json").document["overall"]["mrr"] == round(1 / 3, 4)


def test_without_queries_that_are_no_label_there_is_no_figure(files):
    (files / "annotations.tsv").write_text("Q1\t0\tC1\t1\n")

    rest = melo(files, "--json").document["without_label_hits"]

    assert (rest["queries"], rest["mrr"], rest["mrr_interval"]) == (0, None, [None, None])
    assert "–" in melo(files).out


def test_for_people_there_is_a_table_and_what_was_left_out(files):
    ran = melo(files)

    shown = " ".join(ran.out.split())
    assert ran.status == 0
    assert "5 labels doorzocht, geleerd van catalogus" in shown
    assert "1 vragen zonder goed antwoord zijn niet meegeteld (Q4)" in shown
    assert "0,667 (0,500–1,000)" in shown
    assert "bij de eerste 10" in shown


def test_asking_twice_gives_the_same_bytes(files):
    assert melo(files, "--json").out == melo(files, "--json").out


# Pairs.


def test_pairs_are_measured_on_exact_and_on_exact_and_close(files):
    found = pairs(files, "--json").document

    # "soep maken" shares a word with both: "vis maken" (close) comes first in the file, "soep koken" (exact) second.
    assert figures(found["exact"]["overall"]) == (1, 0.5, 0, 1, 1)
    assert figures(found["exact_or_close"]["overall"]) == (2, 1, 1, 1, 1)
    assert figures(found["exact_or_close"]["without_label_hits"]) == (1, 1, 1, 1, 1)
    assert (found["kind"], found["queries"], found["left_out"]) == ("skill", 2, 1)


def test_pairs_for_people(files):
    shown = " ".join(pairs(files).out.split())

    assert "exact en bijna (close)" in shown
    assert "0,500" in shown


def test_the_kind_can_be_named(files, monkeypatch):
    asked = []

    def spied(*arguments, **named):
        made = word_linkers(*arguments, **named)
        for kind, linker in (("occupation", made.titles), ("skill", made.skills)):
            monkeypatch.setattr(linker, "search", spy(kind, linker.search), raising=False)
        return made

    def spy(kind, search):
        return lambda *arguments: asked.append(kind) or search(*arguments)

    monkeypatch.setattr(link, "linkers", spied)
    documents = [
        ran.document
        for ran in (
            melo(files, "--json"),
            pairs(files, "--json"),
            melo(files, "--json", "--kind", "skill"),
            pairs(files, "--json", "--kind", "occupation"),
        )
    ]

    assert asked == ["occupation", "skill", "skill", "occupation"] == [found["kind"] for found in documents]


# The ranking.


def test_the_ranking_gives_the_same_measure_to_who_reads_it_by_score(files):
    ran = melo(files, "--json", "--run", files / "run")

    relevant = {}
    for line in ANNOTATIONS.splitlines():
        query, _, element, _ = line.split("\t")
        relevant.setdefault(query, set()).add(element)
    rows = {}
    for line in (files / "run").read_text().splitlines():
        query, zero, element, rank, score, tag = line.split(" ")
        assert (zero, tag) == ("Q0", "springplank")
        rows.setdefault(query, []).append((np.float32(score), element, int(rank)))
    reciprocal = []
    for query, found in rows.items():
        by_score = sorted(found, reverse=True)
        assert [rank for _, _, rank in by_score] == list(range(1, 6))
        reciprocal.append(next(1 / rank for _, element, rank in by_score if element in relevant[query]))
    assert list(rows) == ["Q1", "Q2", "Q3"]
    assert round(sum(reciprocal) / 3, 4) == ran.document["overall"]["mrr"]


def test_the_ranking_holds_every_phrase_of_the_pairs_once(files):
    ran = pairs(files, "--run", files / "run")

    lines = (files / "run").read_text().splitlines()
    assert [line.split()[0] for line in lines] == ["K-1"] * 3 + ["K-2"] * 3
    assert lines[0].startswith("K-1 Q0 e/2 1 0.33333")
    assert "run" in ran.out


def test_of_more_than_a_thousand_elements_the_first_thousand_are_written(files):
    many = "".join(f"D{number}\tkok {number}\n" for number in range(1_500))
    (files / "corpus_elements.tsv").write_text(CORPUS + many)

    melo(files, "--run", files / "run")

    ranks = [line.split()[3] for line in (files / "run").read_text().splitlines()]
    assert ranks == [str(rank) for rank in range(1, 1001)] * 3


@pytest.mark.parametrize("place", [".", "geen/map/run"])
def test_a_ranking_that_cannot_be_written_is_told_before_the_work(files, place, monkeypatch):
    monkeypatch.setattr(link, "linkers", lambda *_, **__: pytest.fail("there was work before the check"))

    ran = melo(files, "--run", files / place)

    assert is_one_line_error(ran)
    assert str(files / place) in ran.complaint[0]


def test_what_stood_there_is_replaced(files):
    (files / "run").write_text("oud\n")

    assert melo(files, "--run", files / "run").status == 0

    assert "oud" not in (files / "run").read_text()
    assert [path.name for path in files.iterdir() if path.name.startswith(".")] == []


# What can go wrong.


@pytest.mark.parametrize(
    "named",
    [
        {"--corpus": "corpus.csv"},
        {"--corpus": "corpus.csv", "--queries": "queries.tsv"},
        {"--corpus": "corpus.csv", "--annotations": "annotations.tsv"},
        {"--corpus": "corpus.csv", "--pairs": "pairs.csv", "--queries": "queries.tsv"},
        {"--pairs": "pairs.csv"},
        {"--corpus": "corpus.csv", "--pairs": "pairs.csv", "--kind": "text"},
    ],
    ids=" ".join,
)
def test_files_that_do_not_go_together_are_wrong_usage(files, named):
    ran = evaluate(files, named)

    assert (ran.status, ran.out) == (2, "")


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("queries.tsv", "Q1 kok\n", "queries.tsv, regel 1"),
        ("annotations.tsv", "Q1\t0\tC1\t1\nQ1\t0\tC9\t1\n", "annotations.tsv, regel 2"),
        ("corpus_elements.tsv", "C1\tkok\nC1\tober\n", "corpus_elements.tsv, regel 2"),
    ],
)
def test_a_broken_file_is_one_line_that_names_file_and_line(files, name, text, place):
    (files / name).write_text(text)

    ran = melo(files)

    assert is_one_line_error(ran)
    assert place in ran.complaint[0]


def test_a_missing_taxonomy_is_one_line(files):
    ran = springplank(
        "link-evaluate", "--pairs", files / "pairs.csv", "--corpus", files / "corpus.csv", "--taxonomy", files / "niets"
    )

    assert is_one_line_error(ran)
    assert "niets" in ran.complaint[0]


def test_it_is_told_what_takes_time(files):
    ran = melo(files, "--json")

    assert "er valt niets te leren" in ran.err
    assert json.loads(ran.out)


def test_shared_words_are_what_these_tests_take_them_for():
    assert shared("Soepkok", "soepkok") == 1
    assert shared("kok zoekt", "kok vis") == shared("kok zoekt", "kok worst") == pytest.approx(1 / 3)
