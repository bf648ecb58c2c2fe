"""Which of Windows' messages means what; the messages themselves come on Windows alone."""

import pytest
from PySide6.QtWidgets import QWidget

from viewer.ui.window.windows_session import (
    LEFT,
    LOCKED,
    UNLOCKED,
    WM_POWERBROADCAST,
    WM_QUERYENDSESSION,
    WM_WTSSESSION_CHANGE,
    WindowsSession,
    _library,
    meant,
)


class Libraries:
    """Windows' libraries, as far as they are asked."""

    def __init__(self, answer=1):
        self.answer = answer

    def __call__(self, _name):
        return self

    def WTSRegisterSessionNotification(self, _handle, _which):  # noqa: N802 - its name there
        return self.answer

    def LockWorkStation(self):  # noqa: N802 - its name there
        return self.answer


@pytest.mark.parametrize(
    ("message", "parameter", "means"),
    [
        (WM_WTSSESSION_CHANGE, 7, LOCKED), (WM_WTSSESSION_CHANGE, 8, UNLOCKED), (WM_WTSSESSION_CHANGE, 6, LEFT),
        (WM_WTSSESSION_CHANGE, 2, LOCKED), (WM_WTSSESSION_CHANGE, 4, LOCKED), (WM_WTSSESSION_CHANGE, 1, ""),
        (WM_POWERBROADCAST, 4, LOCKED), (WM_POWERBROADCAST, 18, ""), (WM_QUERYENDSESSION, 0, LEFT), (0x100, 7, ""),
    ],
)  # fmt: skip
def test_each_message(message, parameter, means):
    assert meant(message, parameter) == means


def test_only_an_unlocking_after_a_lock_is_told(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    session = WindowsSession(window, Libraries())
    assert session.tells_unlock
    assert session.lock_workstation()
    with qtbot.assertNotEmitted(session.unlocked):
        session.hear(WM_WTSSESSION_CHANGE, 8)
    with qtbot.waitSignal(session.locked):
        session.hear(WM_WTSSESSION_CHANGE, 7)
    with qtbot.waitSignal(session.unlocked):
        session.hear(WM_WTSSESSION_CHANGE, 8)
    with qtbot.waitSignal(session.left):
        session.hear(WM_QUERYENDSESSION, 0)
    assert session._filter.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)


def test_where_windows_does_not_register_nothing_unlocks(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    session = WindowsSession(window, Libraries(0))
    assert not session.tells_unlock
    assert not session.lock_workstation()


def test_elsewhere_there_are_no_such_libraries(monkeypatch):
    monkeypatch.delattr("ctypes.WinDLL", raising=False)
    assert _library("user32") is None
