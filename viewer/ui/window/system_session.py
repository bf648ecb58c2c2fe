"""Which part follows the session of the system that this runs on."""

import sys

from PySide6.QtWidgets import QWidget

from viewer.ui.window.os_session import OsSession


def os_session_of(window: QWidget, platform: str = sys.platform) -> OsSession:
    """Return what follows the session of this system, for a top-level window."""
    if platform == "win32":
        from viewer.ui.window.windows_session import WindowsSession  # pragma: no cover - Windows alone

        return WindowsSession(window)  # pragma: no cover
    if platform.startswith("linux"):
        from viewer.ui.window.logind_session import LogindSession

        return LogindSession(window)
    return OsSession(window)  # macOS reports it to Objective-C alone: a PIN, or the end of the session
