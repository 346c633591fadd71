import json

from hypothesis import given
from hypothesis import strategies as st

from matcher.codes import Demand, DemandGrade, Mode, Route, Support
from matcher.domain import Client, Location, OwnSkill, Times, Wish
from pipelines.vum.deviations import deviations
from pipelines.vum.reading_profiles import read_werkzoekende
from pipelines.vum.shapes import WERKZOEKENDE, WERKZOEKENDE_MATCH
from pipelines.vum.writing_profiles import Desk, match_of_werkzoekende, werkzoekende_of
from tests.pipelines.vum.records import COOK, FOLDED, anything, werkzoekende
from tests.strategies import clients

DESK = Desk("Werkgeversservicepunt", "wsp@voorbeeld.nl", "015-1234567")
HOME = Location("Delft", "2611AB")


@given(clients(), st.booleans(), st.booleans(), st.text(max_size=30))
def test_any_client_of_ours_is_valid(client, contact, needs, exchange_id):
    document = werkzoekende_of(client, exchange_id=exchange_id, contact=contact, desk=DESK, needs=needs)

    assert deviations(document, WERKZOEKENDE) == ()
    match = match_of_werkzoekende(document)
    assert (match is not None) == (len(client.home.postcode) == 6)
    assert match is None or deviations(match, WERKZOEKENDE_MATCH) == ()


def test_what_most_profiles_say_comes_back_as_it_was():
    client, _ = read_werkzoekende(werkzoekende(), FOLDED)

    again = werkzoekende_of(client, exchange_id="w-1")

    assert again == werkzoekende(indicatieBeschikbaarheidContactgegevens=2)


def test_needs_come_back_only_when_they_are_asked_for():
    record = werkzoekende(eisAanWerk={"indicatieBegeleiding": 1})
    client, _ = read_werkzoekende(record, FOLDED)

    assert "eisAanWerk" not in werkzoekende_of(client, exchange_id="w-1")
    assert werkzoekende_of(client, exchange_id="w-1", needs=True)["eisAanWerk"] == {"indicatieBegeleiding": 1}


@given(anything(WERKZOEKENDE))
def test_reading_and_writing_twice_changes_nothing_more(record):
    once = werkzoekende_of(read_werkzoekende(record, FOLDED)[0], exchange_id="w")
    twice = werkzoekende_of(read_werkzoekende(once, FOLDED)[0], exchange_id="w")

    assert {**twice, "persoonlijkePresentatie": ""} == {**once, "persoonlijkePresentatie": ""}


def test_what_nobody_has_to_know_never_leaves():
    client = Client(
        id="geheim-1",
        name="Geheime Naam",
        municipality="Geheimstad",
        home=HOME,
        limitations=((Demand.LIFTING, DemandGrade.LIGHT),),
        support_needed=frozenset({Support.JOBCOACH}),
        routes=frozenset({Route.BESCHUT_WERK, Route.BANENAFSPRAAK, Route.DAGBESTEDING, Route.REGULAR}),
        exclusions=(Wish("geheim werk"),),
        skills=(OwnSkill("geheime woorden die niet herkend zijn"),),
        window=Times(510, 870),
        ladder=3,
    )

    document = werkzoekende_of(client, exchange_id="x1", desk=DESK)

    assert "eheim" not in json.dumps(document)
    assert document == {
        "idWerkzoekende": "x1",
        "contractvorm": [{"codeTypeOvereenkomst": "01"}],
        "indicatieBeschikbaarheidContactgegevens": 2,
        "mobiliteit": {"bemiddelingspostcode": "2611AB"},
    }


def test_only_a_second_yes_gives_the_desk():
    client = Client(id="a", home=HOME)

    document = werkzoekende_of(client, exchange_id="x1", contact=True, desk=DESK)

    assert document["indicatieBeschikbaarheidContactgegevens"] == 1
    assert document["contactpersoon"] == [
        {"naamContactpersoonAfdeling": DESK.name, "emailadres": DESK.mail, "telefoonnummer": DESK.phone}
    ]
    assert "contactpersoon" not in match_of_werkzoekende(document)


def test_recognised_skills_and_wishes_are_told_in_words_or_by_address():
    client = Client(
        id="a",
        home=HOME,
        skills=(OwnSkill("soep koken", "soep"), OwnSkill("iets anders")),
        wishes=(Wish("kok", COOK), Wish("tuinieren", "tuinman")),
    )

    document = werkzoekende_of(client, exchange_id="x1")

    assert document["persoonlijkePresentatie"] == "Wat ik kan: soep koken."
    assert document["bemiddelingsberoep"] == [{"codeBeroepsnaam": COOK}]
    assert document["arbeidsmarktkwalificatie"]["interesse"] == [{"naamInteresse": "tuinieren"}]


def test_the_longest_own_limit_is_given_and_none_when_one_way_has_none():
    def limit(*modes):
        return werkzoekende_of(Client(id="a", home=HOME, modes=modes), exchange_id="x")["mobiliteit"].get(
            "maximaleReistijd"
        )

    assert limit((Mode.BIKE, 30), (Mode.TRANSIT, 60)) == 60
    assert limit((Mode.BIKE, 30), (Mode.CAR, None)) is None
    assert limit() is None
