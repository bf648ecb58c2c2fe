"""One window for each OS user and session: a second start hands over what it was asked and ends (AUTH-20)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 2000
_MOST = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a second start was asked: a launch address, files, or only to be shown."""

    address: str = field(default="", repr=False)  # a launch token is in it
    files: tuple[str, ...] = ()


def hand_over(place: str, wish: Wish) -> bool:
    """Give a wish to the window that runs already; False where none does.

    ``place`` is where the windows of this user and session meet, and nobody else's may.
    """
    socket = QLocalSocket()
    socket.connectToServer(place)
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(msgspec.json.encode(wish) + b"\n")
    socket.flush()
    # Written is not heard: a window that hangs must not swallow the wish.
    heard = bool(socket.bytesAvailable()) or socket.waitForReadyRead(_WAIT_MS)
    socket.disconnectFromServer()
    return heard


class SingleInstance(QObject):
    """The meeting place of the first window. ``wished(Wish)`` is emitted for each later start."""

    wished = Signal(object)

    def __init__(self, place: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._meet)

    def open(self) -> bool:
        """Begin to listen; False where that cannot be had, and then every start has a window of its own."""
        QLocalServer.removeServer(self._place)  # left behind by a window that was killed
        return self._server.listen(self._place)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _meet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda one=socket: self._hear(one))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _MOST:
            socket.abort()
        elif socket.canReadLine():
            wish = _wish_in(bytes(socket.readLine().data()))
            if wish is not None:
                socket.write(b"ok\n")
                socket.flush()
                self.wished.emit(wish)


def _wish_in(line: bytes) -> Wish | None:
    try:
        return msgspec.json.decode(line, type=Wish)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def wish_of(address: str, files: Sequence[str]) -> Wish:
    """Make a wish of what stands on the command line."""
    return Wish(address=address, files=tuple(files))
