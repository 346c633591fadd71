"""What all tests share: profiles for Hypothesis, and the rule that a skip is a failure when everything must run."""

import pytest
from hypothesis import HealthCheck, settings

from pipelines.store.engine import open_store
from pipelines.store.keyring import Keyring
from tests import databases

# Two cores are shared by the workers, so how long one example takes says nothing.
UNSURE = [HealthCheck.too_slow, HealthCheck.filter_too_much]
settings.register_profile("springplank", deadline=None, suppress_health_check=UNSURE)
settings.load_profile("springplank")
KEYS = Keyring((b"k" * 32,))


def pytest_addoption(parser):
    parser.addoption("--no-skips", action="store_true", help="count a skipped test as a failure")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    outcome = yield
    report = outcome.get_result()
    if item.config.getoption("--no-skips") and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, and nothing may be skipped here: {report.longrepr}"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """The address of an empty database, of either sort."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.sqlite'}"
        return
    with databases.shared().database() as empty:
        yield empty


@pytest.fixture
def store(address):
    """An empty store on either database."""
    with open_store(address, KEYS) as opened:
        yield opened
