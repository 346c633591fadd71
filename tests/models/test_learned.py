import os
import pickle

import pytest

from models.learned import KEPT, fit_cached
from models.linkers import Pair
from models.linking import Link, Linker
from tests.models.teachings import SMALL


def linker(*labels):
    return Linker(settings=SMALL).fit(labels)


def fitted():
    return Pair(linker(("1", "kok"), ("2", "afwasser")), linker(("s1", "soep koken")))


def refuses():
    pytest.fail("er is opnieuw geleerd")


def test_what_was_learned_is_not_learned_again(tmp_path):
    fit_cached(fitted, "koken", tmp_path)

    again = fit_cached(refuses, "koken", tmp_path)

    assert again.titles.link(["Kok"]) == [Link("Kok", "1", "kok", 1.0)]
    assert again.skills.link(["Soep koken"]) == [Link("Soep koken", "s1", "soep koken", 1.0)]


def test_what_was_learned_answers_as_it_did_before_it_was_kept(tmp_path):
    phrases, labels = ["kokkin", "afwassen", "soep"], ["kok", "xyz", "afwasser", "kok"]
    before = fit_cached(fitted, "koken", tmp_path)
    before.titles.search(phrases, labels, 4)

    after = fit_cached(refuses, "koken", tmp_path)

    assert after.titles.rank(phrases, 2) == before.titles.rank(phrases, 2)
    for one, other in zip(*(made.titles.search(phrases, labels, 4) for made in (before, after)), strict=True):
        assert [array.tolist() for array in one] == [array.tolist() for array in other]


def test_another_key_is_another_linker(tmp_path):
    fit_cached(fitted, "koken", tmp_path)

    other = fit_cached(lambda: Pair(linker(("9", "kok")), linker()), "andere koks", tmp_path)

    assert other.titles.link(["kok"])[0].concept == "9"


@pytest.mark.parametrize("content", [b"", b"half", b"\x80\x04K\x01."], ids=["empty", "text", "another object"])
def test_a_damaged_file_is_learned_and_written_anew(tmp_path, content):
    fit_cached(fitted, "koken", tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(content)

    assert fit_cached(fitted, "koken", tmp_path).titles.link(["kok"])[0].concept == "1"
    assert fit_cached(refuses, "koken", tmp_path).titles.link(["kok"])[0].concept == "1"


@pytest.mark.parametrize("half", [None, "linker"])
def test_a_pair_of_which_one_cannot_link_is_learned_anew(tmp_path, half):
    fit_cached(fitted, "koken", tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(pickle.dumps(Pair(linker(("1", "kok")), Linker() if half else None)))

    assert fit_cached(fitted, "koken", tmp_path).skills.link(["soep koken"])[0].concept == "s1"


@pytest.mark.parametrize("kind", ["titles", "skills"])
def test_what_an_earlier_version_learned_is_learned_anew(tmp_path, kind):
    made = fit_cached(fitted, "koken", tmp_path)
    (file,) = tmp_path.iterdir()
    learned = {name for name in vars(made.titles) if name.endswith("_")}

    assert learned == set(Linker.LEARNED)
    for name in learned:
        older = pickle.loads(pickle.dumps(made))  # noqa: S301
        delattr(getattr(older, kind), name)
        file.write_bytes(pickle.dumps(older))
        assert fit_cached(lambda: made, "koken", tmp_path) is made, name


def test_a_cut_file_is_learned_anew(tmp_path):
    fit_cached(fitted, "koken", tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-100])

    assert fit_cached(fitted, "koken", tmp_path).titles.link(["kok"])[0].concept == "1"


def test_a_file_that_others_may_write_is_not_opened(tmp_path):
    fit_cached(fitted, "koken", tmp_path)
    (file,) = tmp_path.iterdir()
    file.chmod(0o666)
    learned = []

    fit_cached(lambda: learned.append("anew") or fitted(), "koken", tmp_path)

    assert learned == ["anew"]


def test_nothing_half_stays_behind(tmp_path):
    fit_cached(fitted, "koken", tmp_path)

    assert [path.suffix for path in tmp_path.iterdir()] == [".pickle"]


def test_only_the_last_few_are_kept_and_files_of_others_stay(tmp_path):
    (tmp_path / "places.json").write_text("{}")
    made = fitted()
    for number in range(KEPT + 2):
        fit_cached(lambda: made, f"taxonomie {number}", tmp_path)
        for path in tmp_path.glob("*.pickle"):
            os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 10))

    assert len(list(tmp_path.glob("*.pickle"))) == KEPT
    assert (tmp_path / "places.json").exists()
    for number in range(2, KEPT + 2):
        fit_cached(refuses, f"taxonomie {number}", tmp_path)


def test_a_folder_that_cannot_be_written_only_costs_the_learning(tmp_path):
    taken = tmp_path / "cache"
    taken.write_text("een bestand")

    assert fit_cached(fitted, "koken", taken).titles.link(["kok"])[0].concept == "1"
