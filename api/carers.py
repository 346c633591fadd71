"""Who takes care of a client, with the names that they go by at work."""

from api.schemas.management import Begeleider, Begeleiders
from pipelines.store.engine import Store


def carers_of(store: Store, client_id: str) -> Begeleiders:
    """Return who takes care of a client, in the order of their parts."""
    called = store.accounts.name_of
    carers = [
        Begeleider(account_id=one.account_id, name=called(one.account_id), part=one.part, since=one.since)
        for one in store.caseload.of_client(client_id)
    ]
    return Begeleiders(carers=sorted(carers, key=lambda one: (one.part.ordinal, one.name)))
