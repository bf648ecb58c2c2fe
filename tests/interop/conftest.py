"""The interop suite: pinned servers that are not ours, one table at the end, NOT RUN for what cannot be had."""

import shutil
from pathlib import Path

import pytest

from tests.interop.had import NotHad
from tests.interop.ledger import Ledger
from tests.interop.patients import ROOT

_LEDGER = pytest.StashKey[Ledger]()
_LONGEST_S = 900


def pytest_configure(config):
    config.stash[_LEDGER] = Ledger()


def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(pytest.mark.timeout(_LONGEST_S))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A server that cannot be had is said in the table; its tests are skipped."""
    if call.excinfo is not None and isinstance(call.excinfo.value, NotHad):
        error = call.excinfo.value
        item.config.stash[_LEDGER].not_run(error.what, f"wanted by {item.path.stem}", error.why)
    return (yield)


@pytest.fixture(scope="session")
def ledger(pytestconfig):
    """The table to which every proof adds its lines."""
    return pytestconfig.stash[_LEDGER]


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Make a folder for a server's files, removed at the end; it holds throw-away keys and databases."""
    made = []

    def make(name: str) -> Path:
        made.append(tmp_path_factory.mktemp(name))
        return made[-1]

    yield make
    for one in made:
        shutil.rmtree(one, ignore_errors=True)


def pytest_terminal_summary(terminalreporter, config):
    lines = config.stash[_LEDGER].lines()
    terminalreporter.section("there = received + said")
    for line in lines:
        terminalreporter.write_line(line)
    (ROOT / "out").mkdir(exist_ok=True)
    (ROOT / "out" / "interop.txt").write_text("\n".join(lines) + "\n", "utf-8")
