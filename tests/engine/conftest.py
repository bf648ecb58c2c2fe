"""Demo servers for a whole module (faults cleared after each test), engines and conversations for one test."""

import pytest

from tests.engine.keeping import file, session, vault  # noqa: F401 - fixtures of records that are kept
from tests.engine.talk import Talk
from tests.engine.window import engine
from viewer.demo.handle import start_demo


@pytest.fixture(scope="module")
def servers():
    with start_demo() as running:
        yield running


@pytest.fixture
def demo(servers):
    yield servers
    for site in servers.ids:
        servers.control(site, {"kind": "none"})


@pytest.fixture
def window(tmp_path):
    with engine(tmp_path) as talking:
        yield talking


@pytest.fixture
def talk(tmp_path):
    talking = Talk(tmp_path)
    yield talking
    talking.end()
