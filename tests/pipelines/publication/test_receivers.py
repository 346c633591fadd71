from matcher.consent import Consent
from matcher.roles import CasePart, Role
from pipelines.publication.receivers import RECEIVERS


def test_every_role_but_the_client_every_part_and_every_consent_lets_somebody_see_something():
    through = {one for receiver in RECEIVERS for one in receiver.through}

    assert through == {*Role, *CasePart, *Consent} - {Role.CLIENT}


def test_who_is_let_in_by_a_yes_sees_something_only_after_that_yes():
    for receiver in RECEIVERS:
        if asked := [one for one in receiver.through if isinstance(one, Consent)]:
            assert asked[0].label in receiver.when
            assert "Geen naam" in receiver.sees.replace("\n", " ")


def test_every_receiver_has_an_own_name_and_says_what_is_to_be_traced():
    assert len({one.name for one in RECEIVERS}) == len(RECEIVERS)
    assert all(one.sees and one.when and one.traced for one in RECEIVERS)
