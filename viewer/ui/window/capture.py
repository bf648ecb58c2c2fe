"""Keeps a window out of screen captures and recordings, where the system has a way to (PRIV-22)."""

from ctypes import CDLL

from PySide6.QtWidgets import QWidget

_SHOWN, _LEFT_OUT = 0x00, 0x11  # WDA_NONE, WDA_EXCLUDEFROMCAPTURE: Windows 10, version 2004, and later

WORDS = (
    "Screen captures and sharing: on Windows the lock page is left out of them, and the whole window where "
    "policy asks for that. Linux and macOS have no such way here: cover the window (F9) before you share."
)


def user_library() -> CDLL | None:
    """Return Windows' library of windows, None on every other system."""
    import ctypes

    made = getattr(ctypes, "WinDLL", None)
    return None if made is None else made("user32")


def leave_out(window: QWidget, library: CDLL | None, *, hidden: bool) -> bool:
    """Keep a top-level window out of captures, or let it in again; False where the system cannot."""
    if library is None:
        return False
    return bool(library.SetWindowDisplayAffinity(int(window.winId()), _LEFT_OUT if hidden else _SHOWN))
