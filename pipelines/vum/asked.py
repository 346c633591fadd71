"""A question of the exchange (`vraagObject`) as a test on documents: the Mongo-style operators of VUM and no others.

Attributes and operators that are not known are accepted and left out, as the standard demands, and so is what is empty.
The result is then wider than was asked; who asked applies their criteria again. A question is bounded in size and
depth before anything is done with it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from matcher.errors import InputError
from pipelines.vum.lenient import is_empty

Test = Callable[[Any], bool]  # on a document, on an element of a list, or on a value

MOST_PARTS = 500  # conditions, lists and values in one question; a real one has some tens
MOST_DEPTH = 12  # levels; the deepest of the contract is 6
LONGEST = 1_000  # characters of a value; the longest that can be asked for is 200
LARGEST = 1e15  # below this every whole number is a float of its own
WHOLE = re.compile(r"-?[0-9]{1,9}")
OPERATOR = "$"

# Query path to data path. Only what the standard marks as searchable: nothing else of a record can be found out.
SEARCHED_VACANCY = {
    "beroep.codeBeroepsnaam": "beroep.codeBeroepsnaam",
    "codeWerkEnDenkniveauMinimaal": "codeWerkEnDenkniveauMinimaal",
    "datumAanvangWerkzaamheden": "arbeidsVoorwaarden.datumAanvangWerkzaamheden",
    "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst": "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst",
    "rijbewijs": "rijbewijs",
    "taalbeheersing": "taalbeheersing",
    "werktijden.aantalWerkurenPerWeekMaximaal": "werktijden.aantalWerkurenPerWeekMaximaal",
    "werktijden.aantalWerkurenPerWeekMinimaal": "werktijden.aantalWerkurenPerWeekMinimaal",
}
SEARCHED_PROFILE = {
    "bemiddelingsberoep": "bemiddelingsberoep",
    "contractvorm": "contractvorm",
    "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst": "flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst",
    "arbeidsmarktkwalificatie.rijbewijs": "arbeidsmarktkwalificatie.rijbewijs",
    "arbeidsmarktkwalificatie.taalbeheersing": "arbeidsmarktkwalificatie.taalbeheersing",
    "datumAanvangBeschikbaarVoorWerk": "flexibiliteit.datumAanvangBeschikbaarVoorWerk",
    "werktijden.indicatieKantoortijden": "werktijden.indicatieKantoortijden",
    "werktijden.aantalWerkurenPerWeekMaximaal": "werktijden.aantalWerkurenPerWeekMaximaal",
    "werktijden.aantalWerkurenPerWeekMinimaal": "werktijden.aantalWerkurenPerWeekMinimaal",
}
# Within an element of a list.
SEARCHED_IN_LIST = {
    "beroep.codeBeroepsnaam": "codeBeroepsnaam",
    "codeBeroepsnaam": "codeBeroepsnaam",
    "codeTypeArbeidscontract": "codeTypeArbeidscontract",
    "codeSoortRijbewijs": "codeSoortRijbewijs",
    "codeTaal": "codeTaal",
    "codeNiveauTaalbeheersingMondeling": "codeNiveauTaalbeheersingMondeling",
    "codeNiveauTaalbeheersingSchriftelijk": "codeNiveauTaalbeheersingSchriftelijk",
}


def question(asked: Mapping[str, Any], searched: Mapping[str, str]) -> Test:
    """Return the test on a document that a question stands for; everything passes one that asks nothing.

    `searched` is `SEARCHED_VACANCY` or `SEARCHED_PROFILE`. InputError when the question is too large or too deep.
    """
    check_size(asked)
    return _all([test for test in _conditions(asked, searched) if test is not None])


def check_size(asked: Any) -> None:
    """Refuse a question that is larger or deeper than any that means something."""
    left, parts = [(asked, 0)], 0
    while left:  # no recursion: that is what is being checked
        value, depth = left.pop()
        parts += 1
        if parts > MOST_PARTS or depth > MOST_DEPTH:
            raise InputError(f"de vraag is te groot; ten hoogste {MOST_PARTS} onderdelen, {MOST_DEPTH} diep")
        if isinstance(value, str) and len(value) > LONGEST:
            raise InputError(f"een waarde in de vraag is langer dan {LONGEST} tekens")
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        left.extend((item, depth + 1) for item in inner)


def _conditions(asked: Mapping[str, Any], searched: Mapping[str, str], start: str = "") -> Iterable[Test | None]:
    """Yield a test for every attribute that is known; attributes may stand in one another or be joined by points."""
    for name, wanted in asked.items():
        path = f"{start}{name}"
        if path in searched:
            condition = _condition(wanted)
            if condition is not None:
                yield _at(searched[path].split("."), condition)
        elif isinstance(wanted, dict) and not any(key.startswith(OPERATOR) for key in wanted):
            yield from _conditions(wanted, searched, f"{path}.")


def _at(steps: list[str], test: Test) -> Test:
    """Return a test on what stands at a path; a value that is absent meets no condition."""

    def passes(document: Any) -> bool:
        found = document
        for step in steps:
            if not isinstance(found, dict):
                return False
            found = found.get(step)
        return found is not None and test(found)

    return passes


def _all(tests: list[Test]) -> Test:
    return lambda value: all(test(value) for test in tests)


def _condition(wanted: Any) -> Test | None:
    """Return the test on a value that a condition stands for, None when it asks nothing that is known.

    A bare value is read as `$eq`, although the standard always writes operators out: it can mean nothing else.
    """
    if is_empty(wanted) or isinstance(wanted, list):
        return None
    if not isinstance(wanted, dict):
        return _compared("$eq", wanted)
    tests = [test for name, operand in wanted.items() if (test := _operator(name, operand)) is not None]
    return _all(tests) if tests else None


def _operator(name: str, operand: Any) -> Test | None:
    if is_empty(operand):
        return None
    if name in COMPARISONS:
        return None if isinstance(operand, dict | list) else _compared(name, operand)
    if name == "$elemMatch":
        return _some_element(operand)
    if name == "$all" and isinstance(operand, list):
        tests = [test for one in operand if (test := _in_list(one)) is not None]
        return _all(tests) if tests else None
    if name == "$or" and isinstance(operand, list):
        return _any([test for one in operand if (test := _condition(one)) is not None])
    return None


def _any(tests: list[Test]) -> Test | None:
    return (lambda value: any(test(value) for test in tests)) if tests else None


def _in_list(wanted: Any) -> Test | None:
    """Return the test on a list that one part of `$all` stands for: an `$elemMatch`, or a value that is in it."""
    if isinstance(wanted, dict):
        return _condition(wanted)
    if is_empty(wanted) or isinstance(wanted, list):
        return None
    equal = _compared("$eq", wanted)
    return lambda values: isinstance(values, list) and any(equal(value) for value in values)


def _some_element(wanted: Any) -> Test | None:
    """Return the test that some element of a list meets all of these; None when none of them is known."""
    if not isinstance(wanted, dict):
        return None
    tests = [*_conditions(wanted, SEARCHED_IN_LIST)]
    options = wanted.get("$or")
    if isinstance(options, list):
        tests.append(_any([test for option in options if (test := _element(option)) is not None]))
    known = [test for test in tests if test is not None]
    if not known:
        return None
    element = _all(known)
    return lambda values: isinstance(values, list) and any(element(value) for value in values)


def _element(wanted: Any) -> Test | None:
    if not isinstance(wanted, dict):
        return None
    tests = [test for test in _conditions(wanted, SEARCHED_IN_LIST) if test is not None]
    return _all(tests) if tests else None


COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "$eq": lambda found, wanted: bool(found == wanted),
    "$gte": lambda found, wanted: bool(found >= wanted),
    "$lte": lambda found, wanted: bool(found <= wanted),
    "$lt": lambda found, wanted: bool(found < wanted),
}


def _compared(name: str, operand: Any) -> Test:
    """Return the test on one value; numbers are compared as numbers, also where either is written as text."""
    compare, number = COMPARISONS[name], _number(operand)

    def passes(found: Any) -> bool:
        own = _number(found)
        if own is not None and number is not None:
            return compare(own, number)
        return isinstance(found, str) and isinstance(operand, str) and compare(found, operand)

    return passes


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if abs(value) < LARGEST else None
    return float(value) if isinstance(value, str) and WHOLE.fullmatch(value) else None
