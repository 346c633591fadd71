import pytest

from tests.api.sign_in.desks import world
from tests.providers import strict_provider


@pytest.fixture(scope="session")
def running_provider():
    with strict_provider() as provider:
        yield provider


@pytest.fixture
def provider(running_provider):
    running_provider.tell()
    return running_provider


@pytest.fixture
def served(tmp_path, provider):
    """A home with the strict provider, which knows the key of this service."""
    found = world(tmp_path, issuer=provider.issuer)
    provider.client_keys = found.desk.provider.client_key.public_set()
    provider.tell()
    yield found
    found.store.close()


@pytest.fixture
def demo(tmp_path):
    """A demo with one local account."""
    found = world(tmp_path, demo=True)
    account, _ = found.account()
    found.desk.local.put("coach-a", account.id, "kade-lepel-raam")
    found.accounts["coach-a"] = account
    yield found
    found.store.close()
