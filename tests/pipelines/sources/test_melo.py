import pytest

from matcher.errors import InputError
from pipelines.sources.melo import ANNOTATED, EXACT, EXACT_OR_CLOSE, read_melo, read_pairs

QUERIES = "Q1\tSoepkok\nQ2\tFietskoerier\n"
CORPUS = "C1\tsoepkok\nC2\tkok van soep\nC3\tpizzabezorger\n"
ANNOTATIONS = "Q1\t0\tC1\t1\nQ1\t0\tC2\t1\nQ2\t0\tC3\t1\n"

PAIRS = (
    "vdab_id,vdab_nl,rel,esco_url,esco_nl\n"
    "K-1,Soep maken,skos:exactMatch,e/1,soep koken\n"
    "K-1,Soep maken,skos:closeMatch,e/2,bouillon trekken\n"
    "K-2,Fietsen,skos:closeMatch,e/3,fietsen\n"
    "K-3,Afwassen,skos:broadMatch,e/2,bouillon trekken\n"
)
ELEMENTS = "esco_url,esco_nl\ne/1,soep koken\ne/2,bouillon trekken\ne/3,fietsen\n"


@pytest.fixture
def melo(tmp_path):
    """Write the three files and read them."""

    def read(queries=QUERIES, corpus=CORPUS, annotations=ANNOTATIONS):
        files = []
        for name, text in (("queries", queries), ("corpus_elements", corpus), ("annotations", annotations)):
            files.append(tmp_path / f"{name}.tsv")
            files[-1].write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_melo(*files)

    return read


@pytest.fixture
def pairs(tmp_path):
    """Write the two files and read them."""

    def read(pairs=PAIRS, corpus=ELEMENTS):
        files = tmp_path / "pairs.csv", tmp_path / "corpus.csv"
        for file, text in zip(files, (pairs, corpus), strict=True):
            file.write_bytes(text.encode())
        return read_pairs(*files)

    return read


def texts(trial):
    return [query.text for query in trial.queries]


# Three files.


def test_the_three_files_become_positions_in_the_corpus(melo):
    trial = melo()

    assert trial.elements == ("C1", "C2", "C3")
    assert trial.labels == ("soepkok", "kok van soep", "pizzabezorger")
    assert [(query.id, query.text) for query in trial.queries] == [("Q1", "Soepkok"), ("Q2", "Fietskoerier")]
    (judgement,) = trial.judgements
    assert (judgement.name, judgement.relevant) == (ANNOTATED, ({0, 1}, {2}))
    assert trial.left_out == ()


def test_a_query_that_is_a_label_is_known_whatever_its_capitals(melo):
    assert melo().label_hits() == (True, False)
    assert melo(queries="Q1\t PIZZABEZORGER \nQ2\tsoep\n").label_hits() == (True, False)


def test_repeated_labels_are_elements_of_their_own_in_the_order_of_the_file(melo):
    trial = melo(corpus="C3\tkok\nC2\tkok\nC1\tkok\n")

    assert trial.elements == ("C3", "C2", "C1")
    assert trial.judgements[0].relevant == ({2, 1}, {0})


def test_line_ends_of_windows_a_mark_in_front_and_blank_lines_are_no_matter(melo):
    plain = melo()

    files = (b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode() + b"\r\n" for text in (QUERIES, CORPUS, ANNOTATIONS))

    assert melo(*files) == plain
    assert melo(QUERIES.rstrip("\n")) == plain


def test_a_quotation_mark_is_a_character_like_any_other(melo):
    trial = melo(queries='Q1\t"Soepkok\nQ2\tkok "de" ketel\n')

    assert texts(trial) == ['"Soepkok', 'kok "de" ketel']


def test_only_a_line_feed_ends_a_line(melo):
    assert texts(melo(queries="Q1\tsoep\x0b\x1c\x85\u2028kok\nQ2\tx\n"))[0] == "soep\x0b\x1c\x85\u2028kok"


def test_a_query_without_a_good_answer_is_left_out_and_named(melo):
    trial = melo(annotations="Q2\t0\tC3\t1\nQ1\t0\tC1\t0\n")

    assert texts(trial) == ["Fietskoerier"]
    assert trial.left_out == ("Q1",)


WRONG = {
    "a missing tab": ({"queries": "Q1\tkok\nQ2 bezorger\n"}, "queries.tsv, regel 2: 1 velden waar er 2 horen"),
    "a tab too many": ({"corpus": "C1\tkok\tvan soep\n"}, "corpus_elements.tsv, regel 1: 3 velden waar er 2 horen"),
    "an empty query": ({"queries": "Q1\t \n"}, "queries.tsv, regel 1: een veld is leeg"),
    "an empty id": ({"corpus": "C1\tkok\n\tkok\n"}, "corpus_elements.tsv, regel 2: een veld is leeg"),
    "a repeated query": ({"queries": QUERIES + "Q1\tkok\n"}, "queries.tsv, regel 3: id 'Q1' staat er twee keer in"),
    "a repeated element": ({"corpus": CORPUS + "C2\tkok\n"}, "regel 4: id 'C2' staat er twee keer in"),
    "an id with a space": ({"corpus": "C 1\tkok\n"}, "corpus_elements.tsv, regel 1: id 'C 1' bevat een spatie"),
    "three columns of annotations": ({"annotations": "Q1\t0\tC1\n"}, "annotations.tsv, regel 1: 3 velden waar er 4"),
    "an unknown query": (
        {"annotations": "Q9\t0\tC1\t1\n"},
        "annotations.tsv, regel 1: vraag 'Q9' staat niet in queries",
    ),
    "an unknown element": (
        {"annotations": "Q1\t0\tC9\t1\n"},
        "annotations.tsv, regel 1: element 'C9' staat niet in corp",
    ),
    "a grade that is none": ({"annotations": "Q1\t0\tC1\tja\n"}, "annotations.tsv, regel 1: 'ja' is geen oordeel"),
    "a repeated answer": ({"annotations": ANNOTATIONS + "Q1\t0\tC1\t0\n"}, "annotations.tsv, regel 4: vraag 'Q1' met"),
    "no answers at all": ({"annotations": "Q1\t0\tC1\t0\n"}, "annotations.tsv: geen enkele vraag heeft"),
    "an empty file": ({"annotations": "\n"}, "annotations.tsv: het bestand is leeg"),
    "bytes that are no UTF-8": ({"queries": b"Q1\tkok\nQ2\tcaf\xe9\n"}, "queries.tsv, regel 2: geen UTF-8"),
    "a zip": ({"queries": b"PK\x03\x04...."}, "queries.tsv: dit is een Excel-"),
}


@pytest.mark.parametrize(("changed", "message"), WRONG.values(), ids=WRONG.keys())
def test_a_broken_file_is_one_line_that_says_where(melo, changed, message):
    with pytest.raises(InputError) as error:
        melo(**changed)

    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"queries\.tsv: dit bestand bestaat niet"):
        read_melo(tmp_path / "queries.tsv", tmp_path / "c", tmp_path / "a")


# Pairs.


def test_pairs_are_judged_twice(pairs):
    trial = pairs()

    assert texts(trial) == ["Soep maken", "Fietsen"]
    assert [query.id for query in trial.queries] == ["K-1", "K-2"]
    assert [(one.name, one.relevant) for one in trial.judgements] == [
        (EXACT, ({0}, set())),
        (EXACT_OR_CLOSE, ({0, 1}, {2})),
    ]


def test_a_phrase_with_only_broad_or_narrow_pairs_is_left_out(pairs):
    assert pairs().left_out == ("K-3",)


def test_a_phrase_under_two_ids_is_one_query(pairs):
    trial = pairs(PAIRS + "K-9,Fietsen,exactMatch,e/1,soep koken\n")

    assert [query.id for query in trial.queries] == ["K-1", "K-2"]
    assert trial.judgements[0].relevant == ({0}, {0})


def test_columns_are_found_by_name_and_fields_may_be_quoted(pairs):
    trial = pairs(
        'rel,esco_nl,esco_url,vdab_nl,vdab_id,extra\r\nexactMatch,soep,e/1,"Soep, ""maken""\nen proeven",K-1,x\r\n',
        "\ufeffesco_nl,esco_url\r\nsoep koken,e/1\r\n",
    )

    assert texts(trial) == ['Soep, "maken"\nen proeven']


WRONG_PAIRS = {
    "a missing column": ({"pairs": PAIRS.replace("rel,", "relatie,")}, "pairs.csv, regel 1: kolom rel ontbreekt"),
    "missing columns of the corpus": ({"corpus": "a,b\n"}, "corpus.csv, regel 1: kolom esco_url, esco_nl ontbreekt"),
    "a missing field": ({"pairs": PAIRS + "K-4,Dweilen\n"}, "pairs.csv, regel 6: 2 velden waar 5 kolommen zijn"),
    "an empty phrase": ({"pairs": PAIRS + "K-4,,exactMatch,e/1,soep\n"}, "pairs.csv, regel 6: kolom vdab_nl is leeg"),
    "an unknown relation": ({"pairs": PAIRS.replace("skos:broad", "skos:bred")}, "regel 5: relatie 'skos:bredMatch'"),
    "an unknown element": ({"pairs": PAIRS.replace("e/3", "e/9")}, "pairs.csv, regel 4: element 'e/9' staat niet in"),
    "a repeated element": ({"corpus": ELEMENTS + "e/1,soep\n"}, "corpus.csv, regel 5: element 'e/1' staat er twee"),
    "an id of two phrases": ({"pairs": PAIRS.replace("K-2", "K-1")}, "pairs.csv, regel 4: 'K-1' hoorde eerder bij"),
    "two relations for a pair": (
        {"pairs": PAIRS + "K-2,Fietsen,exactMatch,e/3,fietsen\n"},
        "pairs.csv, regel 6: 'Fietsen' met element 'e/3' staat er eerder in als closeMatch",
    ),
    "an open quote": ({"pairs": PAIRS + 'K-4,"Dweilen,exactMatch,e/1,soep\n'}, "pairs.csv, regel 6: geen geldige CSV"),
    "no exact or close pair": ({"pairs": PAIRS.replace("exact", "broad").replace("close", "narrow")}, "geen enkele"),
}


@pytest.mark.parametrize(("changed", "message"), WRONG_PAIRS.values(), ids=WRONG_PAIRS.keys())
def test_broken_pairs_are_one_line_that_says_where(pairs, changed, message):
    with pytest.raises(InputError) as error:
        pairs(**changed)

    assert message in str(error.value)
    assert "\n" not in str(error.value)
