import numpy as np
import pytest

from matcher.concepts import concepts_of
from matcher.domain import Occupation
from matcher.errors import NotFoundError
from matcher.outlook import NO_OUTLOOKS
from matcher.policy import Policy
from matcher.taxonomy import Catalogue, Taxonomy
from pipelines.landscape import landscape_of, linked_occupation, named_occupation
from tests.builders import TODAY, concepts, job, market, person, travel
from tests.linkers import WordLinker

OCCUPATIONS = (
    Occupation("uri/kok", "kok", "5120", alt_labels=("keukenmedewerker", "kok/chef")),
    Occupation("uri/hulp", "keukenhulp", "9412", alt_labels=("keukenmedewerker", "kok")),
    Occupation("uri/los", "Kabelaar", "7422"),
)
KITCHEN = concepts_of(Taxonomy("keuken", "1", (), OCCUPATIONS))


def packaged_landscape(*jobs):
    catalogue = Catalogue(Taxonomy("toets", "1", (), ()), (), ())
    return landscape_of(catalogue, concepts(), market(*jobs)[0] if jobs else None, NO_OUTLOOKS)


@pytest.mark.parametrize(
    ("title", "occupation"),
    [
        ("uri/hulp", 1),
        ("kok", 0),
        ("KOK", 0),
        (" Kabelaar ", 2),
        ("kok/chef", 0),
        ("chef", None),
        ("", None),
        ("!", None),
    ],
)
def test_an_id_or_a_label_names_an_occupation_and_its_own_name_goes_first(title, occupation):
    assert named_occupation(title, KITCHEN) == occupation


def test_a_synonym_of_several_is_no_guess():
    with pytest.raises(
        NotFoundError, match="'keukenmedewerker' kan meer dan één beroep zijn; noem 'keukenhulp' of 'kok'"
    ):
        named_occupation("keukenmedewerker", KITCHEN)


def test_a_free_title_is_linked_and_one_that_is_not_recognised_names_what_is_near():
    titles = WordLinker([(one.id, one.label) for one in OCCUPATIONS])

    assert linked_occupation("kok gezocht", KITCHEN, titles) == 0
    with pytest.raises(NotFoundError, match=r"is niet herkend als beroep; bedoelt u 'kok'\?"):
        linked_occupation("een heel goede kok gezocht", KITCHEN, titles)
    with pytest.raises(NotFoundError, match="noem een functietitel"):
        linked_occupation("c-0001", KITCHEN, titles)


def test_without_a_market_nothing_is_known_of_pay_and_demand():
    steps = packaged_landscape().of_client(person("scannen-wms"), Policy(), travel(), TODAY)

    assert (steps.pay, steps.demand) == (None, None)


def test_demand_is_that_within_reach_for_a_client_and_that_of_the_market_for_an_occupation():
    landscape = packaged_landscape(
        job("hier", occupation="orderpicker"), job("ver", occupation="orderpicker", km=80), job("los")
    )
    at = concepts().occupation_at["orderpicker"]

    assert landscape.of_client(person("scannen-wms"), Policy(), travel(), TODAY).demand[at] == 1
    assert landscape.of_work(at, Policy(), TODAY).demand[at] == 2
    assert np.isnan(landscape.pay.wage[at])
