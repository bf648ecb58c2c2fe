"""A server on loopback that sends exactly the bytes it is told to, and counts who came."""

import socket
import threading
from collections.abc import Callable

_WAIT_S = 5.0


class Scripted:
    """``answer`` gives the whole answer, head and all, to a request's bytes; the connection then ends."""

    guard = None
    _only: "Scripted | None" = None

    @classmethod
    def only(cls) -> "Scripted":
        """The one server of this process."""
        if cls._only is None:
            cls._only = cls()
        return cls._only

    def __init__(self) -> None:
        self.answer: Callable[[bytes], bytes] = lambda _request: b""
        self.met = 0
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listening.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}/fhir"
        if self.guard is not None:
            self.guard.ports.add(self.port)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            connection, _ = self._listening.accept()
            self.met += 1
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(_WAIT_S)
            try:
                connection.sendall(self.answer(_request(connection)))
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(65536):
                    pass
            except OSError:
                return  # whoever asked has gone: that is what some cases are about


def _request(connection: socket.socket) -> bytes:
    held = b""
    while b"\r\n\r\n" not in held:
        piece = connection.recv(65536)
        if not piece:
            return held
        held += piece
    return held
