import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import InputError
from pipelines.vum.asked import SEARCHED_PROFILE, SEARCHED_VACANCY, question
from tests.pipelines.vum.records import COOK, vacature, werkzoekende

BAKER = COOK.replace("C01", "BA1")


def holds(asked, record=None):
    return question(asked, SEARCHED_VACANCY)(vacature() if record is None else record)


def of_person(asked, record=None):
    return question(asked, SEARCHED_PROFILE)(werkzoekende() if record is None else record)


def dutch(**levels):
    asked = {f"codeNiveauTaalbeheersing{name}": {"$gte": least} for name, least in levels.items()}
    element = {"codeTaal": {"$eq": "nld"}} | asked
    return {"taalbeheersing": {"$all": [{"$elemMatch": element}]}}


def occupations(*wanted):
    return {"bemiddelingsberoep": {"$elemMatch": {"$or": [{"beroep.codeBeroepsnaam": {"$eq": one}} for one in wanted]}}}


def licences(*wanted):
    return {"$all": [{"$elemMatch": {"codeSoortRijbewijs": {"$eq": code}}} for code in wanted]}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, True),
        ({"beroep.codeBeroepsnaam": {"$eq": COOK}}, True),
        ({"beroep.codeBeroepsnaam": {"$eq": BAKER}}, False),
        ({"codeWerkEnDenkniveauMinimaal": {"$gte": "3", "$lt": "7"}}, True),
        ({"codeWerkEnDenkniveauMinimaal": {"$gte": "5", "$lt": "7"}}, False),
        ({"codeWerkEnDenkniveauMinimaal": {"$lt": "4"}}, False),
        ({"codeWerkEnDenkniveauMinimaal": {"$eq": 4}}, True),
        ({"datumAanvangWerkzaamheden": {"$gte": "2027-01-04"}}, True),
        ({"datumAanvangWerkzaamheden": {"$gte": "2027-01-05"}}, False),
        ({"flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst": {"$eq": 2}}, True),
        ({"rijbewijs": licences("B")}, True),
        ({"rijbewijs": licences("B", "C")}, False),
        (dutch(Mondeling=3), True),
        (dutch(Mondeling=4), False),
        (dutch(Schriftelijk=2), False),
        ({"werktijden.aantalWerkurenPerWeekMaximaal": {"$gte": 32}}, True),
        ({"werktijden.aantalWerkurenPerWeekMaximaal": {"$gte": 33}}, False),
        ({"werktijden.aantalWerkurenPerWeekMinimaal": {"$lte": 24}}, True),
        ({"werktijden.aantalWerkurenPerWeekMinimaal": {"$lte": 23}}, False),
        ({"werktijden": {"aantalWerkurenPerWeekMinimaal": {"$lte": 23}}}, False),
        ({"werktijden.aantalWerkurenPerWeekMinimaal": 23}, False),
    ],
)  # fmt: skip
def test_the_conditions_of_a_vacancy(asked, found):
    assert holds(asked) is found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (occupations(BAKER, COOK), True),
        (occupations(BAKER), False),
        ({"contractvorm": {"$elemMatch": {"$or": [{"codeTypeArbeidscontract": {"$eq": "O"}}]}}}, False),
        ({"arbeidsmarktkwalificatie.rijbewijs": licences("B")}, True),
        ({"datumAanvangBeschikbaarVoorWerk": {"$lte": "2027-01-04"}}, True),
        ({"datumAanvangBeschikbaarVoorWerk": {"$lte": "2027-01-03"}}, False),
        ({"werktijden.indicatieKantoortijden": {"$eq": 1}}, False),
    ],
)  # fmt: skip
def test_the_conditions_of_a_profile(asked, found):
    assert of_person(asked) is found


@pytest.mark.parametrize(
    "asked",
    [
        {"schoenmaat": {"$eq": 43}},
        {"arbeidsmarktkwalificatie.competentiebeheersing": {"$eq": "x"}},
        {"persoonlijkePresentatie": {"$eq": "x"}},
        {"rijbewijs": {"$regex": ".*"}},
        {"$where": "sleep(1000)"},
        {"$or": [{"codeWerkEnDenkniveauMinimaal": {"$eq": "1"}}]},
        {"codeWerkEnDenkniveauMinimaal": {"$ne": "4"}},
        {"rijbewijs": {"$all": [{"$elemMatch": {"kleur": {"$eq": "rood"}}}]}},
        {"rijbewijs": {"$all": []}},
        {"rijbewijs": {}},
        {"rijbewijs": []},
        {"rijbewijs": None},
        {"codeWerkEnDenkniveauMinimaal": ""},
        {"codeWerkEnDenkniveauMinimaal": {"$eq": ""}},
        {"codeWerkEnDenkniveauMinimaal": {"$eq": {"$gt": 1}}},
        {"werktijden": {}},
    ],
)
def test_what_is_not_known_or_empty_is_left_out(asked):
    assert holds(asked)
    assert of_person(asked)


def test_the_tests_of_one_element_count_together():
    record = vacature(
        taalbeheersing=[
            {"codeTaal": "nld", "codeNiveauTaalbeheersingMondeling": 1},
            {"codeTaal": "eng", "codeNiveauTaalbeheersingMondeling": 4},
        ]
    )
    asked = {"codeTaal": {"$eq": "nld"}, "codeNiveauTaalbeheersingMondeling": {"$gte": 3}}

    assert not holds({"taalbeheersing": {"$all": [{"$elemMatch": asked}]}}, record)


def test_what_a_record_does_not_say_meets_no_condition():
    assert not holds({"rijbewijs": licences("B")}, vacature(rijbewijs=None))
    assert not holds({"werktijden.aantalWerkurenPerWeekMaximaal": {"$gte": 1}}, {"idVacature": "kaal"})


def nested(depth):
    asked = {"$eq": "x"}
    for _ in range(depth):
        asked = {"a": asked}
    return asked


@pytest.mark.parametrize(
    "asked",
    [nested(5000), {"rijbewijs": licences(*["B"] * 1000)}, {"codeTaal": "x" * 2000}, {str(n): 1 for n in range(1000)}],
    ids=["deep", "long list", "long value", "many attributes"],
)
def test_a_question_that_is_too_large_is_refused(asked):
    with pytest.raises(InputError, match="vraag"):
        question(asked, SEARCHED_VACANCY)


NAMES = [*SEARCHED_VACANCY, "$eq", "$gte", "$all", "$or", "$elemMatch", "codeTaal", "x"]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*SEARCHED_VACANCY, "$eq", "$gte", "$all", "$or", "$elemMatch", "codeTaal", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*SEARCHED_VACANCY, "werktijden", "$or"]), json_values, max_size=4))
def test_any_question_has_an_answer(asked):
    assert holds(asked) in (True, False)
