"""Whether a window can be shown, asked in a process of its own."""

import subprocess
import sys

from viewer.ui.window.probe import CANNOT_LOAD, main


def probed(*arguments):
    return subprocess.run([sys.executable, "-I", "-m", "viewer.ui.window.probe", *arguments], check=False, timeout=60, capture_output=True).returncode  # fmt: skip


def test_offscreen_can_always_be_shown():
    assert probed("offscreen") == 0


def test_a_platform_that_is_none_ends_the_probe_and_not_the_program():
    assert probed("nothing-of-this-name") != 0


def test_a_missing_library_is_told_from_a_dead_display(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "PySide6.QtWidgets", None)

    assert main([]) == CANNOT_LOAD
    assert capsys.readouterr().err
