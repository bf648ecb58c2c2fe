"""Linux: what logind and the screen saver say of the person's session, over D-Bus (PRIV-03).

Only logind's ``LockedHint`` counts as the user's unlocking: the screen locker sets it after it has asked for
the password, and the system bus vouches for who speaks. A screen saver's word may come from any program of
the session, and may end without a password: it locks and never unlocks.
"""

import os
from dataclasses import dataclass

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusObjectPath, QDBusVariant
from typing_extensions import override

from viewer.ui.window.os_session import OsSession

_LOGIND = "org.freedesktop.login1"
_MANAGER_PATH = "/org/freedesktop/login1"
_MANAGER = f"{_LOGIND}.Manager"
_SESSION = f"{_LOGIND}.Session"
_OWN = f"{_MANAGER_PATH}/session/auto"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)
_ANSWER_MS = 1000


@dataclass(frozen=True, slots=True)
class Buses:
    """The system's bus and the session's."""

    system: QDBusConnection
    session: QDBusConnection


class LogindSession(OsSession):
    """Listens to the session that this program was started in. Where there is no bus it says nothing."""

    def __init__(self, parent: QObject | None = None, buses: Buses | None = None) -> None:
        super().__init__(parent)
        self._buses = buses or Buses(QDBusConnection.systemBus(), QDBusConnection.sessionBus())
        self._path = ""
        self._hint: bool | None = None
        if self._buses.system.isConnected():
            self._path = self._find()
        if self._path:
            self._hint = self._read_hint()
            self._listen()
        if self._buses.session.isConnected():
            for name, path in _SAVERS:
                self._hear(self._buses.session, ("", path, name, "ActiveChanged"), "saver(bool)")

    @property
    @override
    def tells_unlock(self) -> bool:
        """Whether logind knows the session and gives its ``LockedHint``."""
        return self._hint is not None

    @override
    def lock_workstation(self) -> bool:
        """Ask logind, else the screen saver."""
        if self._path and self._call(_LOGIND, self._path, _SESSION, "Lock") is not None:
            return True
        name, path = _SAVERS[0]
        return (
            self._buses.session.isConnected()
            and _answer(_message(name, path, name, "Lock"), self._buses.session) is not None
        )

    def _find(self) -> str:
        """Return the path of our session, "" where logind knows none."""
        number = os.environ.get("XDG_SESSION_ID", "") or self._get(_OWN, "Id")
        found = self._call(_LOGIND, _MANAGER_PATH, _MANAGER, "GetSession", number) if number else None
        path = found[0] if found else ""
        return path.path() if isinstance(path, QDBusObjectPath) else str(path)

    def _read_hint(self) -> bool | None:
        hint = self._get(self._path, "LockedHint")
        return hint if isinstance(hint, bool) else None

    def _get(self, path: str, name: str) -> object:
        found = self._call(_LOGIND, path, _PROPERTIES, "Get", _SESSION, name)
        value = found[0] if found else None
        return value.variant() if isinstance(value, QDBusVariant) else value

    def _listen(self) -> None:
        manager = (_LOGIND, _MANAGER_PATH, _MANAGER)
        for signal, slot in (
            ((_LOGIND, self._path, _SESSION, "Lock"), "asked_to_lock()"),
            ((_LOGIND, self._path, _PROPERTIES, "PropertiesChanged"), "changed(QDBusMessage)"),
            ((*manager, "PrepareForSleep"), "sleeps(bool)"),
            ((*manager, "SessionRemoved"), "removed(QDBusMessage)"),
        ):
            self._hear(self._buses.system, signal, slot)

    def _hear(self, bus: QDBusConnection, signal: tuple[str, str, str, str], slot: str) -> None:
        bus.connect(*signal, self, SLOT(slot))  # type: ignore[call-overload]  # PySide takes the text alone

    def _call(
        self, service: str, path: str, interface: str, method: str, *args: object
    ) -> list[object] | None:
        return _answer(_message(service, path, interface, method, *args), self._buses.system)

    @Slot()
    def asked_to_lock(self) -> None:
        """Logind asks the session to lock."""
        self.locked.emit()

    @Slot(QDBusMessage)
    def changed(self, message: QDBusMessage) -> None:
        """Something of the session changed: what it is now is read, never taken from the message."""
        if message.arguments()[:1] != [_SESSION] or self._hint is None:
            return
        before, self._hint = self._hint, bool(self._read_hint())
        if self._hint and not before:
            self.locked.emit()
        elif before and not self._hint:
            self.unlocked.emit()

    @Slot(bool)
    def sleeps(self, begins: bool) -> None:  # noqa: FBT001 - the signal's own shape
        """The machine is about to sleep, or has woken."""
        if begins:
            self.locked.emit()

    @Slot(QDBusMessage)
    def removed(self, message: QDBusMessage) -> None:
        """A session has ended; ours?"""
        path = message.arguments()[1:2]
        if path and (path[0].path() if isinstance(path[0], QDBusObjectPath) else path[0]) == self._path:
            self.left.emit()

    @Slot(bool)
    def saver(self, on: bool) -> None:  # noqa: FBT001 - the signal's own shape
        """The screen saver came, or went."""
        if on:
            self.locked.emit()


def _message(service: str, path: str, interface: str, method: str, *args: object) -> QDBusMessage:
    made = QDBusMessage.createMethodCall(service, path, interface, method)
    made.setArguments(list(args))
    return made


def _answer(message: QDBusMessage, bus: QDBusConnection) -> list[object] | None:
    """What came back within a second; None for an error or nothing."""
    from PySide6.QtDBus import QDBus

    reply = bus.call(message, QDBus.CallMode.Block, _ANSWER_MS)
    if reply.type() is not QDBusMessage.MessageType.ReplyMessage:
        return None
    return list(reply.arguments())
