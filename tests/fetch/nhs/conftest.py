"""National services over real HTTP: the demo's simulators, and a fake server for what they never do."""

import pytest

from tests.fetch.nhs.national import National
from tests.fetch.nhs.simulated import Simulated
from viewer.demo.folder import shelves
from viewer.demo.nhs.register import SIMULATORS
from viewer.demo.town import Town


@pytest.fixture(scope="session")
def held():
    return shelves()


@pytest.fixture
def national(held, fetching):
    town = Town(held, {}, SIMULATORS)
    yield National(town, fetching.QUICK)
    town.close()


@pytest.fixture
def spine(held):
    running = Simulated(held)
    yield running
    running.close()
