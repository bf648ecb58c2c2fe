"""Windows: the messages that say that the session was locked, unlocked or is being left (PRIV-03).

Nothing of this has run on Windows yet; which message means what is tested everywhere.
"""

from collections.abc import Callable
from ctypes import CDLL, c_void_p

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from viewer.ui.window.os_session import OsSession

WM_QUERYENDSESSION, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0011, 0x0218, 0x02B1
_SUSPEND = 0x0004
_LOCK, _UNLOCK, _LOGOFF = 0x7, 0x8, 0x6
_DISCONNECTED = (0x2, 0x4)  # console and remote: somebody else may sit there next
_THIS_SESSION = 0

LOCKED, UNLOCKED, LEFT = "locked", "unlocked", "left"


def meant(message: int, parameter: int) -> str:
    """Return what a window message means for us: one of the three words, "" for nothing."""
    if message == WM_WTSSESSION_CHANGE:
        known = {_LOCK: LOCKED, _UNLOCK: UNLOCKED, _LOGOFF: LEFT} | dict.fromkeys(_DISCONNECTED, LOCKED)
        return known.get(parameter, "")
    if message == WM_POWERBROADCAST and parameter == _SUSPEND:
        return LOCKED
    return LEFT if message == WM_QUERYENDSESSION else ""


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, hear: Callable[[int, int], None]) -> None:
        super().__init__()
        self._hear = hear

    @override
    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        if kind == b"windows_generic_MSG":  # pragma: no cover - Windows alone
            from ctypes.wintypes import MSG

            said = MSG.from_address(int(message))
            self._hear(int(said.message), int(said.wParam))
        return False, 0


class WindowsSession(OsSession):
    """Registered for the messages of its session with the window's own handle.

    ``library`` gives Windows' libraries by name; where registering fails nothing is said, nor unlocked.
    """

    def __init__(self, window: QWidget, library: Callable[[str], CDLL | None] | None = None) -> None:
        super().__init__(window)
        self._library = library or _library
        self._was_locked = False
        wts = self._library("wtsapi32")
        self._registered = bool(
            wts and wts.WTSRegisterSessionNotification(c_void_p(int(window.winId())), _THIS_SESSION)
        )
        self._filter = _Filter(self.hear)
        if (application := QCoreApplication.instance()) is not None:
            application.installNativeEventFilter(self._filter)

    def hear(self, message: int, parameter: int) -> None:
        """Take in one message of a window."""
        what = meant(message, parameter)
        if what == LOCKED:
            self._was_locked = True
            self.locked.emit()
        elif what == UNLOCKED and self._was_locked:
            self._was_locked = False
            self.unlocked.emit()
        elif what == LEFT:
            self.left.emit()

    @property
    @override
    def tells_unlock(self) -> bool:
        """Whether Windows took the registration."""
        return self._registered

    @override
    def lock_workstation(self) -> bool:
        """Ask Windows to lock."""
        user = self._library("user32")
        return bool(user and user.LockWorkStation())


def _library(name: str) -> CDLL | None:
    import ctypes

    made = getattr(ctypes, "WinDLL", None)  # there on Windows alone
    return None if made is None else made(name)
