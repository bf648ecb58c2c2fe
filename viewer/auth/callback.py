"""The page on this computer to which the browser comes back: once, at one address (AUTH-07)."""

import os
import socket
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import TCPServer, ThreadingMixIn
from threading import Event, Lock
from time import monotonic

from typing_extensions import override

from viewer.errors import Cancelled, FetchError, SignInNeeded
from viewer.source.protocols import Cancel

LOOPBACK = "127.0.0.1"
PATH = "/callback"
_LOOK_S = 0.1
_SPEAK_S = 5
_PAGE = (
    "<!DOCTYPE html><html lang='en-GB'><head><meta charset='utf-8'><title>Tributary</title></head>"
    "<body><h1>{}</h1><p>{}</p></body></html>"
)
_BACK = _PAGE.format(
    "Return to Tributary", "You can close this tab. Tributary shows whether you are signed in."
)
_NOTHING = _PAGE.format("There is nothing here", "You can close this tab.")
_SAFE = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'",
    "Referrer-Policy": "no-referrer",
    "Connection": "close",
}


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"
    timeout = _SPEAK_S
    server_version = "Tributary"
    sys_version = ""

    @override
    def setup(self) -> None:
        self.server.keep(self.request)
        super().setup()

    @override
    def finish(self) -> None:
        self.server.let_go(self.request)
        super().finish()

    @override
    def log_message(self, *_: object) -> None:
        """Nothing is logged: the address holds the code."""

    def do_GET(self) -> None:
        """Take the one callback; everything else is not here."""
        right_host = self.headers.get("Host", "") == f"{LOOPBACK}:{self.server.server_port}"
        target = self.requestline.split(" ")[1]  # ``path`` has lost a second slash already
        right_place = right_host and target.partition("?")[0] == PATH
        if not right_place or not self._is_page() or not self.server.is_first():
            self._say(404, _NOTHING)
            return
        self._say(200, _BACK)
        self.server.came = target
        self.server.arrived.set()

    def _is_page(self) -> bool:
        """Whether the browser itself goes there: what another page loads must not use the callback up."""
        wanted = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
        return all(self.headers.get(name, value) == value for name, value in wanted.items())

    def _say(self, status: int, page: str) -> None:
        body = page.encode()
        self.send_response(status)
        for name, value in {**_SAFE, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingMixIn, HTTPServer):
    """A thread for each connection: browsers open some that say nothing, and those must not stop ours."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # on Windows it would let another program take the port
    timeout = _LOOK_S

    def __init__(self, port: int) -> None:
        self.came = ""
        self.arrived = Event()
        self._lock = Lock()
        self._taken = False
        self._open: set[socket.socket] = set()
        super().__init__((LOOPBACK, port), _Handler)

    @override
    def server_bind(self) -> None:
        exclusive = getattr(
            socket, "SO_EXCLUSIVEADDRUSE", None
        )  # Windows': else a later program may share it
        if exclusive is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, exclusive, 1)
        TCPServer.server_bind(self)  # not HTTPServer's: that asks the name service who this computer is
        self.server_name, self.server_port = LOOPBACK, self.socket.getsockname()[1]

    def is_first(self) -> bool:
        """Whether this is the first callback; from now on it has been."""
        with self._lock:
            first, self._taken = not self._taken, True
            return first

    def keep(self, connection: socket.socket) -> None:
        with self._lock:
            self._open.add(connection)

    def let_go(self, connection: socket.socket) -> None:
        with self._lock:
            self._open.discard(connection)

    def end(self) -> None:
        self.server_close()
        with self._lock:
            for connection in self._open:
                _shut(connection)

    @override
    def handle_error(self, *_: object) -> None:
        """A browser that goes away is no news, and what it asked for is never printed."""


class Listener:
    """Listens from the start, so that a quick browser is not missed; ``wait`` answers it."""

    def __init__(self, source: str, port: int) -> None:
        self.source = source
        try:
            self._server = _Server(port)
        except OSError:
            advice = "Close the other program or sign-in, or set another port for this source."
            raise FetchError(source, f"port {port} for the sign-in is in use", advice) from None

    @property
    def redirect(self) -> str:
        """The address to which the browser is sent back; ``127.0.0.1``, never a name (RFC 8252)."""
        return f"http://{LOOPBACK}:{self._server.server_port}{PATH}"

    def wait(self, cancel: Cancel, limit_s: float) -> str:
        """Return the path and query of the one callback. Raises Cancelled, SignInNeeded after the limit."""
        end = monotonic() + limit_s
        try:
            while not self._server.arrived.is_set():
                if cancel.is_set():
                    raise Cancelled(self.source, "the sign-in was stopped", "Sign in again when you like.")
                if monotonic() > end:
                    raise SignInNeeded(self.source, "nobody signed in in the browser in time")
                self._answer_one()
        finally:
            self.close()
        return self._server.came

    def close(self) -> None:
        """Stop listening; safe to call twice and from another thread."""
        self._server.end()

    def _answer_one(self) -> None:
        try:
            self._server.handle_request()
        except (OSError, ValueError):  # closed by another thread in the middle of waiting
            raise Cancelled(self.source, "the sign-in was stopped", "Sign in again when you like.") from None


def _shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it has ended already
