"""What every source of VUM must do, whatever it keeps its records in.

A test class derives from `SourceContract` and gives a fixture `held` with a fresh, empty source and these doings:
`source` (the `VumSource`), `add_vacancy(Vacancy)`, `add_client(Client)`, `agree(client_id, contact=bool)`,
`withdraw(client_id)` and `noted()`: a list of (client id, OIN of the asking party, Handed) of every handing over.
"""

import re

import pytest

from matcher.codes import Demand, DemandGrade, Route, Support
from matcher.domain import OwnSkill
from matcher.errors import SpringplankError
from pipelines.vum.deviations import deviations
from pipelines.vum.shapes import VACATURE, WERKZOEKENDE
from pipelines.vum.source import Handed, Party
from tests.pipelines.vum.fake_source import opening, person

CONTACT = ("contactpersoon", "emailadres", "telefoonnummer", "webadres")
PARTY = Party("00000001234567890000", "00000009876543210000", "00000009999999990000", suwi=True)


class SourceContract:
    """The tests; each says what it expects."""

    def test_a_vacancy_is_found_by_the_id_that_it_is_given_with(self, held):
        held.add_vacancy(opening("één/1"))
        held.add_vacancy(opening("v-2", postcode=""))

        found = dict(held.source.vacancies())

        assert len(found) == 2
        for vacancy_id, document in found.items():
            assert document["idVacature"] == vacancy_id
            assert deviations(document, VACATURE) == ()
            assert held.source.vacancy(vacancy_id) == document

    @pytest.mark.parametrize("unknown", ["", "weg", "../../etc/passwd", "' OR 1=1 --", "x" * 5000, "\0"])
    def test_what_is_not_there_is_not_found(self, held, unknown):
        held.add_vacancy(opening("v-1"))
        held.add_client(person("anna"))
        held.agree("anna")

        assert held.source.vacancy(unknown) is None
        assert held.source.profile(unknown) is None

    def test_nobody_is_in_it_who_did_not_agree(self, held):
        held.add_client(person("anna"))

        assert list(held.source.profiles()) == []
        assert held.source.profile("anna") is None

    def test_a_profile_has_an_id_of_its_own_that_stays(self, held):
        held.add_client(person("anna"))
        held.agree("anna")

        ((profile_id, document),) = held.source.profiles()

        assert re.fullmatch(r"[a-zA-Z0-9_.-]{1,200}", profile_id)
        assert profile_id != "anna"
        assert document["idWerkzoekende"] == profile_id
        assert deviations(document, WERKZOEKENDE) == ()
        assert held.source.profile(profile_id) == document
        assert held.source.profile("anna") is None
        assert [one for one, _ in held.source.profiles()] == [profile_id]

    def test_a_yes_that_is_taken_back_counts_at_once(self, held):
        held.add_client(person("anna"))
        held.agree("anna", contact=True)
        ((profile_id, _),) = held.source.profiles()

        held.withdraw("anna")

        assert list(held.source.profiles()) == []
        assert held.source.profile(profile_id) is None

    def test_only_a_second_yes_says_that_someone_can_be_reached(self, held):
        for client_id, contact in (("anna", False), ("bram", True)):
            held.add_client(person(client_id))
            held.agree(client_id, contact=contact)

        says = {
            document["indicatieBeschikbaarheidContactgegevens"]: [name for name in CONTACT if name in document]
            for _, document in held.source.profiles()
        }

        assert says.keys() == {1, 2}
        assert says[2] == []

    def test_what_nobody_has_to_know_is_not_in_it(self, held):
        held.add_client(
            person(
                "anna",
                name="Geheime Naam",
                limitations=((Demand.LIFTING, DemandGrade.LIGHT),),
                support_needed=frozenset({Support.JOBCOACH}),
                routes=frozenset({Route.BESCHUT_WERK}),
                skills=(OwnSkill("geheime woorden"),),
                ladder=3,
            )
        )
        held.agree("anna", contact=True)

        ((_, document),) = held.source.profiles()

        assert document.keys() <= {
            "idWerkzoekende",
            "mobiliteit",
            "indicatieBeschikbaarheidContactgegevens",
            "contactpersoon",
        }
        assert "eheim" not in str(document)

    def test_every_handing_over_is_noted_for_each_person(self, held):
        for client_id in ("anna", "bram"):
            held.add_client(person(client_id))
            held.agree(client_id)
        profile_ids = [profile_id for profile_id, _ in held.source.profiles()]

        held.source.handed_over(profile_ids, PARTY, Handed.MATCH)
        held.source.handed_over(profile_ids[:1], PARTY, Handed.DETAIL)

        noted = held.noted()
        assert sorted(noted[:2]) == [(name, PARTY.controller, Handed.MATCH) for name in ("anna", "bram")]
        assert [what for _, _, what in held.noted()] == [Handed.MATCH, Handed.MATCH, Handed.DETAIL]

    def test_nothing_is_handed_over_when_it_cannot_be_noted_for_all(self, held):
        for client_id in ("anna", "bram"):
            held.add_client(person(client_id))
            held.agree(client_id)
        profile_ids = [profile_id for profile_id, _ in held.source.profiles()]
        held.withdraw("bram")

        with pytest.raises(SpringplankError):
            held.source.handed_over(profile_ids, PARTY, Handed.MATCH)

        assert held.noted() == []

    def test_a_distance_is_the_same_both_ways_and_unknown_for_what_is_no_postcode(self, held):
        there, back = held.source.distance_km("2611AB", "2801EF"), held.source.distance_km("2801EF", "2611AB")

        assert there == pytest.approx(back)
        assert 15 < there < 35
        assert held.source.distance_km("2611AB", "0000ZZ") is None
