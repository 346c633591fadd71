"""A party that asks a source of VUM, over HTTP in this process."""

import warnings

from api.vum.app import create_vum_app
from api.vum.limits import Terms
from tests.pipelines.vum.fake_source import FakeSource, opening, person

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it asks for the successor of httpx, which is not needed to run us
    from fastapi.testclient import TestClient

ASKER, ANSWERER, CARRIER = "00000001234567890000", "00000002222222220000", "00000003333333330000"
HEADERS = {
    "API-Version": "3.0.0",
    "X-VUM-berichtVersie": "3.0.0",
    "X-VUM-fromParty": ASKER,
    "X-VUM-toParty": ANSWERER,
    "X-VUM-viaParty": CARRIER,
    "X-VUM-SUWIparty": "true",
}
AREA = {"postcode": "2611AB", "afstand": 10}
VUM = "00000009999999990000"  # the exchange itself, as the certificate names it: neither of the parties in the headers


def filled():
    """A source with a few vacancies, and clients of whom some agreed."""
    source = FakeSource()
    for vacancy_id, postcode in (("v-1", "2611AB"), ("v-2", "2631CD"), ("v-3", "2801EF"), ("v-4", "")):
        source.add_vacancy(opening(vacancy_id, postcode, hours_max=32))
    for client_id, postcode in (("anna", "2611AB"), ("bram", "2631CD"), ("cora", "2611AB"), ("dirk", "2801EF")):
        source.add_client(person(client_id, postcode))
    source.agree("anna")
    source.agree("bram", contact=True)
    source.agree("dirk")
    return source


def app_of(source, *, connection=VUM, **terms):
    """The app as the exchange reaches it, or who else has this connection; None for a stranger."""
    agreed = {"carriers": frozenset({VUM}), "suwi_parties": frozenset({ASKER})} | terms
    return create_vum_app(source, lambda _request: connection, Terms(**agreed))


def client_of(source, **terms):
    return TestClient(app_of(source, **terms), raise_server_exceptions=False, headers=dict(HEADERS))


def search(client, what="werkzoekendeProfielen", headers=None, **asked):
    return client.post(f"/{what}/matches", json={"vraagObject": {"selectiegebied": AREA} | asked}, headers=headers)
