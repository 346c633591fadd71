import pytest

from models.learned import fit_cached
from models.linking import Link, Linker


def fitted():
    return Linker().fit([("1", "kok"), ("2", "afwasser")])


def refuses():
    pytest.fail("er is opnieuw geleerd")


def test_what_was_learned_is_not_learned_again(tmp_path):
    fit_cached(fitted, "titels", tmp_path)

    again = fit_cached(refuses, "titels", tmp_path)

    assert again.link(["Kok"]) == [Link("Kok", "1", "kok", 1.0)]


def test_another_key_is_another_linker(tmp_path):
    fit_cached(fitted, "titels", tmp_path)

    other = fit_cached(lambda: Linker().fit([("9", "kok")]), "andere titels", tmp_path)

    assert other.link(["kok"])[0].concept == "9"


@pytest.mark.parametrize("content", [b"", b"half", b"\x80\x04K\x01."], ids=["empty", "text", "another object"])
def test_a_damaged_file_is_learned_and_written_anew(tmp_path, content):
    fit_cached(fitted, "titels", tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(content)

    assert fit_cached(fitted, "titels", tmp_path).link(["kok"])[0].concept == "1"
    assert fit_cached(refuses, "titels", tmp_path).link(["kok"])[0].concept == "1"


def test_a_cut_file_is_learned_anew(tmp_path):
    fit_cached(fitted, "titels", tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-100])

    assert fit_cached(fitted, "titels", tmp_path).link(["kok"])[0].concept == "1"


def test_nothing_half_stays_behind(tmp_path):
    fit_cached(fitted, "titels", tmp_path)

    assert [path.suffix for path in tmp_path.iterdir()] == [".joblib"]


def test_a_folder_that_cannot_be_written_only_costs_the_learning(tmp_path):
    taken = tmp_path / "cache"
    taken.write_text("een bestand")

    assert fit_cached(fitted, "titels", taken).link(["kok"])[0].concept == "1"
