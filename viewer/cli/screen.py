"""Which screen there is: found out in a child process, since a dead DISPLAY aborts Qt."""

import os
import subprocess
import sys
from dataclasses import dataclass
from enum import Enum, auto

_PROBE_S = 60
CANNOT_LOAD = 3  # what viewer.ui.window.probe ends with; it is run, never imported: no Qt here


class Screen(Enum):
    """What can be shown here."""

    REAL = auto()
    OFFSCREEN = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """``why`` says in words what is missing; "" where a real screen was found."""

    screen: Screen
    why: str = ""


def find_screen(*, offscreen: bool = False) -> Found:
    """Probe the real screen, then none at all. ``offscreen``: do not try a real one."""
    why = "asked for" if offscreen else ""
    if not offscreen:
        why = _no_screen_named()
        if not why:
            code, said = _probe()
            if code == 0:
                return Found(Screen.REAL)
            why = f"the screen cannot be used ({said})"
    code, said = _probe("offscreen")
    if code == 0:
        return Found(Screen.OFFSCREEN, why)
    missing = "a system library that Qt needs is missing" if code == CANNOT_LOAD else "Qt does not start here"
    return Found(Screen.NONE, f"{missing} ({said})")


def program(*arguments: str) -> list[str]:
    """The command line of this program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-I", "-m", "viewer", *arguments]


def _no_screen_named() -> str:
    unix = sys.platform not in {"win32", "darwin"}
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return "no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)" if unix and not named else ""


def _probe(*platform: str) -> tuple[int, str]:
    command = [sys.executable, "-I", "-m", "viewer.ui.window.probe", *platform]
    if getattr(sys, "frozen", False):
        command = [sys.executable, "--probe", *platform]
    try:
        done = subprocess.run(  # nosec B603 # noqa: S603 - our own program
            command, capture_output=True, text=True, timeout=_PROBE_S, check=False
        )
    except subprocess.TimeoutExpired:
        return 1, "it did not answer"
    lines = done.stderr.strip().splitlines()
    return done.returncode, lines[0] if lines else f"it ended with {done.returncode}"
