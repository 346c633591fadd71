import pytest
from hypothesis import given

from matcher.catalogue import packaged
from matcher.taxonomy import Catalogue, Taxonomy
from pipelines.catalogue_columns import NOT_PACKED, pack, unpack
from tests.strategies import catalogues


@given(catalogues())
def test_a_catalogue_comes_back_as_it_was_with_the_same_fingerprint(catalogue):
    back = unpack(pack(catalogue))

    assert back == catalogue
    assert back.fingerprint() == catalogue.fingerprint()
    assert pack(back) == pack(catalogue)


@pytest.mark.parametrize(
    "catalogue", [packaged(), Catalogue(Taxonomy("leeg", "", (), ()), (), ())], ids=["packaged", "empty"]
)
def test_the_packaged_catalogue_and_an_empty_one_come_back_too(catalogue):
    assert unpack(pack(catalogue)) == catalogue


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-2],
        lambda _: b"{}",
        lambda _: b"[]",
        lambda content: content.replace(b'"kind":["', b'"kind":["x', 1),
        lambda content: content.replace(b'"essential":[[', b'"essential":[[99999,', 1),
        lambda content: content.replace(b'"isco":["', b'"isco":["5120","', 1),
    ],
    ids=["cut", "another document", "a list", "an unknown kind", "a skill that is not there", "a column too long"],
)
def test_what_was_not_packed_so_is_told_by_one_of_the_named_errors(damage):
    content = damage(pack(packaged()))

    with pytest.raises(NOT_PACKED):
        unpack(content)
