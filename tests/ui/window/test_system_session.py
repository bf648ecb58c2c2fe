"""Which part follows the session of which system; one that says nothing unlocks nothing."""

from PySide6.QtWidgets import QWidget

from viewer.ui.window.logind_session import LogindSession
from viewer.ui.window.os_session import OsSession
from viewer.ui.window.system_session import os_session_of


def test_linux_has_its_own_and_macos_says_nothing(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    assert isinstance(os_session_of(window, "linux"), LogindSession)
    silent = os_session_of(window, "darwin")
    assert type(silent) is OsSession
    assert not silent.tells_unlock
    assert not silent.lock_workstation()
