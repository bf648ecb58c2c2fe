"""Demo servers and engines as real processes; both end with the test."""

import pytest

from tests.engine.window import engine
from viewer.demo.handle import start_demo


@pytest.fixture
def demo():
    with start_demo() as servers:
        yield servers


@pytest.fixture
def window(tmp_path):
    with engine(tmp_path) as talking:
        yield talking
