import pytest

from pipelines.sources.edudex_cost import DOUBTFUL, FOREIGN, IN_PARTS, price_of
from pipelines.sources.edudex_xml import Element


def cost(amount, **more):
    stated = {"amount": amount, "costType": "tuition fee", "currency": "EUR", "isRequiredCost": "true"} | more
    return Element("cost", content=[Element(name, content=[value]) for name, value in stated.items() if value])


@pytest.mark.parametrize(
    ("costs", "price", "doubt"),
    [
        ([cost("500.00")], "500.00", ""),
        ([cost("500", amountVAT="105.00")], "605.00", ""),
        ([cost("500", VATPercentage="21")], "605.00", ""),
        ([cost("500", currency="eur")], "500.00", ""),
        ([cost("500"), cost("49.95", costType="study material")], "549.95", ""),
        ([cost("500"), cost("49.95", costType="lunch", isRequiredCost="false")], "500.00", ""),
        ([cost("500"), cost("-50", costType="single payment discount")], "500.00", ""),
        ([cost("500"), cost("4000", payableBy="group")], "500.00", ""),
        ([cost("0")], "0.00", ""),
        ([cost("500", period="program")], "500.00", ""),
        ([cost("500", period="month")], "", IN_PARTS),
        ([cost("500", currency="USD")], "", FOREIGN),
        ([cost("500"), cost("op aanvraag", costType="examination")], "", ""),
        ([cost("-500")], "", ""),
        ([cost("nan")], "", ""),
        ([], "", ""),
    ],
)
def test_the_price_is_what_a_participant_must_pay_in_all_with_vat(costs, price, doubt):
    assert price_of(costs, "2026-03-01") == (price, doubt)


def test_of_costs_that_follow_each_other_those_of_the_first_day_count():
    costs = [
        cost("500", amountValidUntil="2026-06-30"),
        cost("550", amountValidFrom="2026-07-01"),
        cost("50", costType="examination"),
    ]
    assert price_of(costs, "2026-03-01") == ("550.00", "")
    assert price_of(costs, "2026-09-01") == ("600.00", "")
    assert price_of(costs, "") == ("", DOUBTFUL)
    assert price_of(costs[1:], "") == ("600.00", "")
