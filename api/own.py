"""The clients of a coach: only their own caseload. Somebody else's client is answered like one that is not here."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from api.access import Caller, Coach
from api.context import Here
from api.schemas.base import ClientPath
from pipelines.store.clients import StoredClient, not_here
from pipelines.store.engine import Store


@dataclass(frozen=True, slots=True, repr=False)
class OwnClient:
    """A client in the caseload of the coach who asks. `read` logs, `client_id` alone does not."""

    caller: Caller
    client_id: str
    store: Store

    def read(self, what: str) -> StoredClient:
        """Return the profile, and log that this coach read it and for what."""
        self.store.log.note(self.caller.act(what), [self.client_id])
        return self.store.clients.get(self.client_id)

    def noted(self, what: str) -> str:
        """Return the id, and log what this coach does."""
        self.store.log.note(self.caller.act(what), [self.client_id])
        return self.client_id


def own_client(caller: Coach, here: Here, client_id: ClientPath) -> OwnClient:
    """Return a client of this coach; NotFoundError for anybody else's, in the words of who is not here."""
    if not here.store.caseload.sees(caller.account.id, client_id):
        raise not_here(client_id)
    return OwnClient(caller, client_id, here.store)


Own = Annotated[OwnClient, Depends(own_client)]
