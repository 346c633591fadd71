import pytest

from tests.pipelines.vum.fake_source import FakeSource
from tests.pipelines.vum.source_contract import SourceContract


class TestFakeSource(SourceContract):
    @pytest.fixture
    def held(self):
        found = FakeSource()
        found.source = found
        return found
