"""A command run in this process: its exit code, its results, its progress; and small files to run it on."""

import io
import json

import pytest

from viewer.cli import main
from viewer.cli.streams import Streams
from viewer.engine import setting as settings
from viewer.store.vault import KeyringVault, MemoryVault


class Answers(io.StringIO):
    """Standard input, piped in or at a terminal."""

    def __init__(self, typed, *, terminal):
        super().__init__(typed)
        self.isatty = lambda: terminal


@pytest.fixture
def run():
    def running(*argv, typed="", terminal=False):
        streams = Streams(io.StringIO(), io.StringIO(), Answers(typed, terminal=terminal))
        code = main([str(one) for one in argv], streams)
        return code, streams.results.getvalue(), streams.progress.getvalue()

    return running


@pytest.fixture
def files(tmp_path):
    """Write resources as one Bundle; returns the path."""

    def writing(name, *resources):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        entries = [{"resource": resource} for resource in resources]
        path.write_text(
            json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}), "utf-8"
        )
        return path

    return writing


@pytest.fixture
def own_home(tmp_path, monkeypatch):
    """Settings and state of this test alone."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


class Keyring(MemoryVault):
    """A keyring that keeps secrets for as long as a test runs."""

    lasting = True
    words = KeyringVault.words


@pytest.fixture
def keyring(own_home, monkeypatch):
    """A computer with a keyring."""
    found = Keyring()
    monkeypatch.setattr(settings, "vault", lambda: found)
    return found


@pytest.fixture
def no_keyring(own_home, monkeypatch):
    """A computer without one: a command's secrets end with it."""
    monkeypatch.setattr(settings, "vault", MemoryVault)
