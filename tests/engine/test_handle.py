"""The handle starts the engine and ends it, gently or at once, and twice is no harm."""

import sys

from viewer.engine import handle as module
from viewer.engine.handle import start_engine


def test_it_is_killed_at_once_and_twice_is_no_harm():
    engine = start_engine()
    assert engine.poll() is None
    assert engine.place() == ""

    engine.kill()
    engine.kill()

    assert engine.poll() == -9


def test_one_that_does_not_end_by_itself_is_ended():
    engine = start_engine()

    engine.finish(0.01)

    assert engine.poll() == -9


def test_a_frozen_program_starts_itself(monkeypatch):
    assert module._command() == [sys.executable, "-I", "-m", "viewer.engine"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert module._command() == [sys.executable, "--engine"]
