"""The demo does its job on any machine: window, picture and text, or text alone."""

import subprocess
from types import SimpleNamespace

import pytest

from viewer.cli import demo
from viewer.cli.screen import Found, Screen


@pytest.fixture
def machine(monkeypatch):
    """A machine whose screens and window end as told; every command that is started is noted."""
    noted = SimpleNamespace(commands=[], screens=[], ends=[])

    def run(command, **_):
        noted.commands.append(command)
        end = noted.ends.pop(0)
        if end is None:
            raise subprocess.TimeoutExpired(command, 1)
        return subprocess.CompletedProcess(command, end)

    monkeypatch.setattr(demo, "find_screen", lambda **_: noted.screens.pop(0))
    monkeypatch.setattr(demo.subprocess, "run", run)
    return noted


def test_as_text_it_prints_the_record_of_a_fictional_patient(run):
    code, out, err = run("demo", "--text")

    assert code in {0, 3}
    assert "HOLROYD" in out
    assert "Reading Riverside Surgery" in err


def test_a_fault_that_is_none_is_refused_before_anything_starts(run):
    assert run("demo", "--text", "--fault", "gp=explode")[0] == 2


def test_a_real_screen_gets_the_window_and_nothing_is_printed(run, machine):
    machine.screens, machine.ends = [Found(Screen.REAL)], [0]

    code, out, _ = run("demo", "--fault", "gp=fail")

    assert (code, out) == (0, "")
    assert machine.commands[0][-2:] == ["--fault", "gp=fail"]


def test_a_window_that_dies_is_followed_by_picture_and_text(run, machine, tmp_path):
    machine.screens, machine.ends = [Found(Screen.REAL), Found(Screen.OFFSCREEN, "asked for")], [-6, 0]
    picture = tmp_path / "x.png"
    picture.write_bytes(b"png")

    code, out, err = run("demo", "--patient", "9990024103", "--screenshot", picture)

    assert code == 0
    assert "BAXENDALE" in out
    assert "The window ended with -6" in err
    assert f"Saved: {picture}" in err


@pytest.mark.parametrize("end", [None, 1])
def test_a_picture_that_cannot_be_made_does_not_stop_the_text(run, machine, tmp_path, end):
    machine.screens, machine.ends = [Found(Screen.OFFSCREEN, "no screen here")], [end]

    code, out, err = run("demo", "--screenshot", tmp_path / "x.png")

    assert code == 0
    assert "HOLROYD" in out
    assert "could not be made" in err


def test_where_qt_cannot_load_the_record_is_printed_and_it_is_said_what_is_missing(run, machine):
    machine.screens = [Found(Screen.NONE, "a system library that Qt needs is missing (libGL)")]

    code, out, err = run("demo")

    assert code == 0
    assert "HOLROYD" in out
    assert "libGL" in err
