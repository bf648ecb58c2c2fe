"""Which screen there is: probed in a child, because a dead display aborts Qt."""

import subprocess
import sys

import pytest

from viewer.cli import screen
from viewer.cli.screen import CANNOT_LOAD, Screen, find_screen, program
from viewer.ui.window import probe


@pytest.fixture
def no_display(monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)


def test_the_probe_and_its_caller_mean_the_same_number():
    assert CANNOT_LOAD == probe.CANNOT_LOAD


def test_without_a_display_there_is_still_a_picture(no_display):
    found = find_screen()

    assert found.screen is Screen.OFFSCREEN
    assert "DISPLAY" in found.why


def test_a_dead_display_is_found_out_without_taking_us_along(no_display, monkeypatch):
    monkeypatch.setenv("DISPLAY", "127.0.0.1:99")

    found = find_screen()

    assert found.screen is Screen.OFFSCREEN
    assert "cannot be used" in found.why


def test_a_picture_can_be_asked_for():
    assert find_screen(offscreen=True).why == "asked for"


def answers(monkeypatch, *answered):
    rest = list(answered)

    def run(command, **_):
        code, said = rest.pop(0)
        if code is None:
            raise subprocess.TimeoutExpired(command, 1)
        return subprocess.CompletedProcess(command, code, "", said)

    monkeypatch.setattr(screen.subprocess, "run", run)
    monkeypatch.setenv("DISPLAY", ":0")


def test_a_screen_that_works_is_used(monkeypatch):
    answers(monkeypatch, (0, ""))

    assert find_screen().screen is Screen.REAL


def test_where_qt_cannot_load_the_missing_library_is_named(monkeypatch):
    answers(
        monkeypatch,
        (CANNOT_LOAD, "libGL.so.1: no such file\nmore"),
        (CANNOT_LOAD, "libGL.so.1: no such file"),
    )

    found = find_screen()

    assert found.screen is Screen.NONE
    assert "system library" in found.why
    assert "libGL.so.1" in found.why


def test_a_probe_that_hangs_or_says_nothing_is_no_screen(monkeypatch):
    answers(monkeypatch, (None, ""), (-6, ""))

    assert find_screen().why == "Qt does not start here (it ended with -6)"


def test_the_program_calls_itself_isolated_or_frozen(monkeypatch):
    assert program("open") == [sys.executable, "-I", "-m", "viewer", "open"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert program("open") == [sys.executable, "open"]
    answers(monkeypatch, (0, ""))
    assert find_screen().screen is Screen.REAL
