"""The open sockets of one source, so that neither a cancel nor a time limit waits for a slow server."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from errno import ECONNABORTED
from threading import Event, Lock, Timer, local
from weakref import WeakSet


class OpenSockets:
    """Sockets, not connections: an answer that ends its connection is still read from the socket."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._sockets: WeakSet[socket.socket] = WeakSet()
        self._here = local()
        self._ended = False

    def use(self, sock: socket.socket | None) -> None:
        """Note that this thread is about to read from a socket."""
        if sock is None:
            return
        with self._lock:
            self._sockets.add(sock)
            ended = self._ended
        if ended:
            _shut(sock)  # a thread that was just connecting: it would hold its place for a whole time limit
        turn: _Turn | None = getattr(self._here, "turn", None)
        if turn is not None:
            turn.use(sock)

    def still(self) -> None:
        """Raise OSError where this thread's time is over, or everything is."""
        turn: _Turn | None = getattr(self._here, "turn", None)
        if self._ended or (turn is not None and turn.late.is_set()):
            raise OSError(ECONNABORTED, "shut")

    def shut(self) -> None:
        """Shut every socket, also those to come: a thread that waits on one wakes with an error."""
        with self._lock:
            self._ended = True
            sockets = list(self._sockets)
        for sock in sockets:
            _shut(sock)

    @contextmanager
    def time_limit(self, seconds: float) -> Iterator[Event]:
        """Shut what this thread uses if it takes longer; the event then says so.

        A socket's own timeout starts anew with every byte, so a server that drips could hold us for days.
        """
        self._here.turn = turn = _Turn()
        timer = Timer(seconds, turn.end)
        timer.daemon = True
        timer.start()
        try:
            yield turn.late
        finally:
            timer.cancel()
            self._here.turn = None


class _Turn:
    """One exchange of one thread; whichever of ``use`` and ``end`` comes last shuts the socket."""

    def __init__(self) -> None:
        self.late = Event()
        self._sock: socket.socket | None = None

    def use(self, sock: socket.socket) -> None:
        self._sock = sock
        if self.late.is_set():
            _shut(sock)

    def end(self) -> None:
        self.late.set()
        if self._sock is not None:
            _shut(self._sock)


def _shut(sock: socket.socket) -> None:
    inner = getattr(sock, "socket", sock)  # urllib3's TLS within a proxy's TLS holds the real one
    try:
        # Not TLS's own shutdown: that first takes the encryption away, and another thread that is about to
        # write would then write its request, with the sign-in, in plain text.
        socket.socket.shutdown(inner, socket.SHUT_RDWR)
    except OSError:
        return  # already closed by the other side, which is what was wanted
