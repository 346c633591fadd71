"""What a run of an EDU-DEX program costs its participant, in all and with VAT."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from pipelines.sources.course_sheet import as_day
from pipelines.sources.edudex_xml import Element
from pipelines.sources.numbers import ImpossibleError, plain_number

EURO = {"", "eur"}
WHOLE = {"", "program"}  # any other period is a part of the price
DISCOUNT = "single payment discount"
NO, GROUP = "false", "group"
FOREIGN = "een prijs in een andere munt dan euro is niet gelezen"
IN_PARTS = "een prijs per periode is niet gelezen, want het totaal staat er niet"
DOUBTFUL = "prijzen die na elkaar gelden zijn niet gelezen, want de startdatum staat er niet"


def price_of(costs: Sequence[Element], start: str) -> tuple[str, str]:
    """Return the price of all required costs in euro as text, "" when its total is not sure; then also why, in Dutch.

    `start` is the day on which the run begins: of costs that hold for a while, those of that day count.
    """
    asked = [cost for cost in costs if is_asked(cost)]
    if not asked:
        return "", ""
    if any(cost.word("currency").lower() not in EURO for cost in asked):
        return "", FOREIGN
    if any(cost.word("period").lower() not in WHOLE for cost in asked):
        return "", IN_PARTS
    current = [cost for cost in asked if holds_on(cost, as_day(start))]
    kinds = Counter(cost.word("costType").lower() for cost in current)
    if as_day(start) is None and any(bounded(cost) and kinds[cost.word("costType").lower()] > 1 for cost in current):
        return "", DOUBTFUL
    sums = [amount_of(cost) for cost in current]
    known = [amount for amount in sums if amount is not None]
    return (f"{sum(known):.2f}", "") if known and len(known) == len(sums) else ("", "")


def is_asked(cost: Element) -> bool:
    """Return whether a participant cannot do without this cost; a discount for paying at once is not counted."""
    return (
        cost.word("isRequiredCost").lower() != NO
        and cost.word("costType").lower() != DISCOUNT
        and cost.word("payableBy").lower() != GROUP
    )


def bounded(cost: Element) -> bool:
    """Return whether a cost holds for a while only."""
    return bool(cost.word("amountValidFrom") or cost.word("amountValidUntil"))


def holds_on(cost: Element, day: date | None) -> bool:
    """Return whether a cost holds on a day; an unknown day rules out nothing."""
    first, last = as_day(cost.word("amountValidFrom")), as_day(cost.word("amountValidUntil"))
    return day is None or ((first is None or first <= day) and (last is None or day <= last))


def amount_of(cost: Element) -> float | None:
    """Return one cost with its VAT, None when it is no sum; EDU-DEX states VAT beside the amount."""
    amount, tax = in_euro(cost.word("amount")), in_euro(cost.word("amountVAT"))
    if amount is None:
        return None
    if tax is None:
        tax = amount * (in_euro(cost.word("VATPercentage")) or 0.0) / 100
    return amount + tax


def in_euro(text: str) -> float | None:
    """Return a sum of zero or more, None for anything else."""
    try:
        number = plain_number(text)
    except ImpossibleError:
        return None
    return number if number is not None and number >= 0 else None
