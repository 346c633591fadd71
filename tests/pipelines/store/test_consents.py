from datetime import timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.consent import Consent
from matcher.domain import Client
from matcher.errors import NotFoundError
from pipelines.store.clients import StoredClient
from pipelines.store.consents import NEEDS, Given
from pipelines.store.engine import open_store
from tests.conftest import KEYS
from tests.shown import MONDAY, act

TUESDAY = MONDAY + timedelta(days=1)
PEOPLE = ("c-1", "c-2", "c-3")


def with_people(store, ids=PEOPLE):
    store.clients.upsert([StoredClient(Client(one)) for one in ids], taxonomy="a", at=MONDAY)
    return store


@pytest.fixture
def people(store):
    return with_people(store)


def say(store, client_id, kind, *, given, at=MONDAY):
    store.consents.set(client_id, kind, given, who="a-client", at=at)


def test_without_a_word_the_answer_is_no(people):
    assert people.consents.of("c-1") == {}
    assert all(people.consents.who_agreed(kind) == frozenset() for kind in Consent)


def test_the_last_answer_holds_and_every_one_is_kept(people):
    say(people, "c-1", Consent.PROPOSED, given=True)
    say(people, "c-2", Consent.PROPOSED, given=True)
    assert people.consents.who_agreed(Consent.PROPOSED) == {"c-1", "c-2"}

    say(people, "c-1", Consent.PROPOSED, given=False, at=TUESDAY)

    assert people.consents.who_agreed(Consent.PROPOSED) == {"c-2"}  # at once
    assert people.consents.of("c-1") == {Consent.PROPOSED: Given(given=False, at=TUESDAY, who="a-client")}
    assert people.consents.history("c-1") == (
        (Consent.PROPOSED, Given(given=True, at=MONDAY, who="a-client")),
        (Consent.PROPOSED, Given(given=False, at=TUESDAY, who="a-client")),
    )


def test_a_yes_to_one_thing_is_no_yes_to_another(people):
    say(people, "c-1", Consent.PROPOSED, given=True)
    assert people.consents.who_agreed(Consent.EXCHANGE) == frozenset()


def test_a_second_yes_counts_for_nothing_without_the_first(people):
    say(people, "c-1", Consent.EXCHANGE_CONTACT, given=True)
    assert people.consents.who_agreed(Consent.EXCHANGE_CONTACT) == frozenset()
    say(people, "c-1", Consent.EXCHANGE, given=True)
    assert people.consents.who_agreed(Consent.EXCHANGE_CONTACT) == {"c-1"}
    say(people, "c-1", Consent.EXCHANGE, given=False)
    assert people.consents.who_agreed(Consent.EXCHANGE_CONTACT) == frozenset()


def test_who_took_back_the_first_yes_and_gives_it_again_is_asked_the_second_anew(people):
    for kind in (Consent.EXCHANGE, Consent.EXCHANGE_CONTACT):
        say(people, "c-1", kind, given=True)
    say(people, "c-1", Consent.EXCHANGE, given=False)
    say(people, "c-1", Consent.EXCHANGE, given=True)

    assert people.consents.who_agreed(Consent.EXCHANGE) == {"c-1"}
    assert people.consents.who_agreed(Consent.EXCHANGE_CONTACT) == frozenset()
    assert not people.consents.of("c-1")[Consent.EXCHANGE_CONTACT].given


def test_what_a_coach_wrote_down_says_who_and_is_in_the_log_and_what_the_client_did_is_not(people):
    done = act("toestemming vastgelegd")
    people.consents.set("c-1", Consent.PROPOSED, given=True, who="a-coach", act=done, at=done.at)
    say(people, "c-1", Consent.PROPOSED, given=False)

    assert [given.who for _, given in people.consents.history("c-1")] == ["a-coach", "a-client"]
    assert [(one.who, one.what) for one in people.log.of("c-1")] == [("a-coach", "toestemming vastgelegd")]


def test_who_is_not_here_is_not_found_and_nothing_is_kept(people):
    for call in (
        lambda: people.consents.of("c-9"),
        lambda: people.consents.history("c-9"),
        lambda: say(people, "c-9", Consent.PROPOSED, given=True),
    ):
        with pytest.raises(NotFoundError):
            call()
    assert people.consents.who_agreed(Consent.PROPOSED) == frozenset()


ANSWERS = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(list(Consent)), st.booleans()), max_size=20)
NUMBERS = count(1)


@pytest.fixture(scope="module")
def lasting_store(tmp_path_factory):
    """One store for all examples: making one takes longer than asking."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('ja') / 'store.sqlite'}", KEYS) as store:
        yield store


@given(answers=ANSWERS)
@settings(max_examples=50)
def test_who_agreed_is_who_said_yes_last_to_it_and_to_what_it_needs(lasting_store, answers):
    store, example = lasting_store, next(NUMBERS)
    ids = [f"{one}-{example}" for one in PEOPLE]
    with_people(store, ids)
    last = {}
    for client_id, kind, yes in answers:
        say(store, f"{client_id}-{example}", kind, given=yes)
        last[f"{client_id}-{example}", kind] = yes
        if kind is Consent.EXCHANGE and not yes:
            last[f"{client_id}-{example}", Consent.EXCHANGE_CONTACT] = False
    for kind in Consent:
        needed = (kind, NEEDS.get(kind, kind))
        expected = {one for one in ids if all(last.get((one, which), False) for which in needed)}
        assert store.consents.who_agreed(kind) & set(ids) == expected
    assert sum(len(store.consents.history(one)) for one in ids) >= len(answers)
