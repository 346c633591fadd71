"""What a client said about a vacancy: "niet voor mij". It serves that client's own list, and nothing and nobody else.

Only the client's own routes and list may read it. It is never counted, and nothing that staff is shown depends on it.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, insert, select

from matcher.errors import NotFoundError
from matcher.guard import mask_personal
from pipelines.store.client_keys import ClientKeys
from pipelines.store.codec import to_json
from pipelines.store.connection import reading, writing
from pipelines.store.keyring import Keyring
from pipelines.store.store_keys import StoreKeys
from pipelines.store.tables import client_keys, feedback
from pipelines.store.written import LONGEST_ID, LONGEST_NOTE, Mistakes


@dataclass(frozen=True, slots=True, repr=False)
class NotForMe:
    """A vacancy that is not for this client; `reason` is theirs, "" when they gave none."""

    vacancy: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class FeedbackStore:
    """What clients said about vacancies; one line a vacancy. Every method raises NotFoundError for who is not here."""

    engine: Engine
    keyring: Keyring
    keys: StoreKeys

    def of(self, client_id: str) -> tuple[NotForMe, ...]:
        """Return what a client said, the latest first."""
        with reading(self.engine) as connection:
            box = ClientKeys(self.keyring).of(connection, client_id).box
            rows = connection.execute(select(feedback).where(feedback.c.client_id == client_id)).all()
        found = [json.loads(box.open(row.sealed, _place(client_id, row.slot))) for row in rows]
        said = [NotForMe(one["vacancy"], one["reason"], datetime.fromisoformat(one["at"])) for one in found]
        return tuple(sorted(said, key=lambda one: (one.at, one.vacancy), reverse=True))

    def put(self, client_id: str, vacancy: str, reason: str, at: datetime) -> None:
        """Say that a vacancy is not for this client, in the place of what was said of it before."""
        mistakes = Mistakes()
        mistakes.checked("vacature", vacancy, LONGEST_ID, needed=True)
        text = mask_personal(mistakes.checked("reden", reason, LONGEST_NOTE)).text
        mistakes.tell()
        slot = self._slot(client_id, vacancy)
        content = to_json({"vacancy": vacancy, "reason": text, "at": at.isoformat()}).encode()
        with writing(self.engine) as connection:
            # Two at the same moment wait for each other: there is one line a vacancy.
            held = select(client_keys.c.client_id).where(client_keys.c.client_id == client_id)
            connection.execute(held.with_for_update())
            key = ClientKeys(self.keyring).of(connection, client_id)
            connection.execute(delete(feedback).where(feedback.c.client_id == client_id, feedback.c.slot == slot))
            row = {"client_id": client_id, "slot": slot, "sealed": key.box.seal(content, _place(client_id, slot))}
            connection.execute(insert(feedback).values(row))

    def drop(self, client_id: str, vacancy: str) -> None:
        """Take it back; NotFoundError when it was not said."""
        which = feedback.c.client_id == client_id, feedback.c.slot == self._slot(client_id, vacancy)
        with writing(self.engine) as connection:
            ClientKeys(self.keyring).of(connection, client_id)
            if connection.execute(delete(feedback).where(*which)).rowcount == 0:
                raise NotFoundError(f"vacature {vacancy} staat niet bij wat niets voor u is; controleer het id")

    def _slot(self, client_id: str, vacancy: str) -> str:
        return self.keys.keyed(f"feedback/{client_id}", vacancy)


def _place(client_id: str, slot: str) -> str:
    return f"feedback/{client_id}/{slot}"
