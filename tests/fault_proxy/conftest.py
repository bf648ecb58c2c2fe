"""What the tests of the proxy stand on: a demo behind it, and one scene of it."""

import pytest

from tests.fault_proxy.ground import Ground, scene


@pytest.fixture(scope="module")
def ground():
    with Ground() as made:
        yield made


@pytest.fixture
def place(ground):
    made = scene(ground)
    with made.closing:
        yield made
