import numpy as np
import pytest

from matcher.concepts import concepts_of
from matcher.domain import Occupation
from matcher.outlook import NO_OUTLOOKS, UNKNOWN, Basis, Outlook, Outlooks, Risk, Shortage, outlook_columns
from matcher.taxonomy import Taxonomy

HIGH, LOW = Outlook(Risk.HIGH, 3.6, 0.2, "tabel a"), Outlook(Risk.LOW, 3.3, 0.9, "tabel b")
TIGHT = Outlook(shortage=Shortage.TIGHT, shortage_source="UWV")


def concepts(*occupations):
    return concepts_of(Taxonomy("toets", "1", (), tuple(occupations)))


def only(outlooks, *more, occupation=None):
    """The outlook of one occupation of group 5120, among others."""
    columns = outlook_columns(outlooks, concepts(occupation or Occupation("kok", "kok", "5120"), *more))
    return columns, columns.every[0]


def test_without_a_table_everything_is_unknown():
    columns, kok = only(NO_OUTLOOKS)

    assert kok == Outlook()
    assert (columns.risk[0], columns.shortage[0], columns.source[0]) == (UNKNOWN, UNKNOWN, UNKNOWN)
    assert np.isnan(columns.score[0])
    assert (columns.known, columns.sources) == (0, ())
    assert not NO_OUTLOOKS


def test_what_is_said_of_the_occupation_goes_before_what_is_said_of_its_group():
    columns, kok = only(Outlooks({"kok": HIGH}, {"5120": LOW}))

    assert kok == HIGH
    assert columns.risk_basis[0] == Basis.OCCUPATION.ordinal
    assert columns.sources == ("tabel a",)


def test_a_group_speaks_for_an_occupation_that_no_table_names():
    columns, kok = only(Outlooks({"bakker": HIGH}, {"5120": LOW}))

    assert kok == LOW
    assert columns.risk_basis[0] == Basis.GROUP.ordinal
    assert (columns.risk[0], columns.score[0], columns.bottlenecks[0]) == (Risk.LOW.ordinal, 3.3, 0.9)


def test_the_occupation_above_speaks_for_one_that_falls_under_it_also_two_steps_up():
    souschef = Occupation("souschef", "souschef", "5120", broader=("tussen", "groep"))
    between = Occupation("tussen", "tussen", "5120", broader=("kok",))
    columns, found = only(
        Outlooks({"kok": HIGH}, {"5120": LOW}), between, Occupation("kok", "kok", "5120"), occupation=souschef
    )

    assert found == HIGH
    assert columns.risk_basis[0] == Basis.BROADER.ordinal


def test_risk_and_shortage_come_each_from_the_nearest_table_that_has_them():
    columns, kok = only(Outlooks({"kok": HIGH}, {"5120": LOW.over(TIGHT)}))

    assert (kok.risk, kok.source) == (Risk.HIGH, "tabel a")
    assert (kok.shortage, kok.shortage_source) == (Shortage.TIGHT, "UWV")
    assert columns.risk_basis[0] == Basis.OCCUPATION.ordinal
    assert columns.shortage_basis[0] == Basis.GROUP.ordinal


def test_a_taxonomy_without_isco_codes_has_only_what_is_said_of_occupations():
    outlooks = Outlooks({"kok": HIGH}, {"": LOW, "5120": LOW})
    columns = outlook_columns(outlooks, concepts(Occupation("kok", "kok", ""), Occupation("x", "x", "")))

    assert columns.every[0] == HIGH
    assert columns.every[1] == Outlook()


@pytest.mark.parametrize("kind", [Risk, Shortage])
def test_the_words_for_people_threaten_nobody(kind):
    for member in kind:
        assert "verdwijn" not in member.label
        assert member.label[0].islower()
