"""One virtual screen for all of them; each test starts the program on it anew."""

import os
import sys
from pathlib import Path

import pytest

from tests.end_to_end.program import Program
from tests.end_to_end.screen import Screen, missing


def pytest_collection_modifyitems(items):
    """The offscreen platform warns that it has no window manager; every other Qt warning fails a test.

    What the whole program happens to pass through is not counted as covered: each part has tests of its own.
    """
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="session")
def screen():
    if sys.platform != "linux":
        pytest.skip("the virtual screen is of Linux")
    if missing():
        pytest.skip(f"not installed here: {', '.join(missing())}")
    with Screen() as made:
        yield made


@pytest.fixture
def program(screen):
    """Start the program with these options; it is ended with the test."""
    running = []

    def start(*options, env=None):
        running.append(Program(screen, *options, env=env).__enter__())
        return running[-1]

    yield start
    for one in running:
        one.__exit__()


@pytest.fixture
def pictures(tmp_path):
    """Where screenshots go; a folder named by TRIBUTARY_PICTURES keeps them to be looked at."""
    kept = os.environ.get("TRIBUTARY_PICTURES")
    if not kept:
        return tmp_path
    Path(kept).mkdir(parents=True, exist_ok=True)
    return Path(kept)
