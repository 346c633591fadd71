"""What belongs to somebody in a served home, made anew for who asks: so that a test can undo, answer or remove it."""

from datetime import UTC, datetime

from matcher.interventions import Intervention
from matcher.roles import CasePart, Role
from pipelines.vacancy_search import search_vacancies
from tests.api.people import act

OWN_VACANCY = {"title": "Hulp in de keuken van het buurthuis"}


def vacancy_of(world):
    """The newest vacancy of the market; without a request, which would be counted."""
    return search_vacancies(world.service(), "", top=1)["results"][0]["vacancy"]


def vacancy_put_away(world, client_id):
    """A vacancy of which this client said that it is not for them."""
    vacancy = vacancy_of(world)
    world.store.feedback.put(client_id, vacancy, "", datetime.now(UTC))
    return vacancy


def own_vacancy(world, client_id):
    """A vacancy that a coach wrote down for this client, and that is in no market."""
    return world.store.interventions.add(client_id, Intervention.ADD, own=OWN_VACANCY, act=act()).vacancy


def change_of(world, client_id):
    """A change of the list of this client."""
    return world.store.interventions.add(client_id, Intervention.ASIDE, vacancy_of(world), act=act()).id


def objection_of(world, client_id):
    """An objection that this client made."""
    return world.store.objections.add(client_id, "mijn niveau", "dat klopt niet", datetime.now(UTC)).id


def record_of(world, who, address):
    """The record of a list that somebody just looked at."""
    return world.ask(who, "GET", address).json()["verslag"]


def spare_coach(world, client_id=None):
    """The account of a coach whom no test needs, named for this client."""
    at = datetime.now(UTC)
    account, _ = world.store.accounts.make("Oefencoach D", frozenset({Role.COACH}), made_by="test", at=at)
    if client_id is not None:
        world.store.caseload.name(client_id, account.id, CasePart.COACH, act())
    return account.id
