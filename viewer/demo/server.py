"""Decides how the demo's answers travel: HTTP/1.1, keep-alive, gzip, sign-in, and the faults on the way."""

import gzip
import socket
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from typing_extensions import override

from viewer.demo.answers import Answers, Reply, Request, gone, request_from
from viewer.demo.faults import Fault, FaultBoard, FaultKind
from viewer.demo.outcome import outcome
from viewer.demo.sign_in import ANNOUNCED_AT

LOOPBACK = "127.0.0.1"
_HTML = b"<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body>Wi-Fi</body></html>"
_GZIP_FROM = 512  # bytes; below it, compressing costs more than it saves
_MOST_BODY = 1 << 20
_BREAKS_GLASS = "v3-ActReason#BTG"


class Listener(ThreadingHTTPServer):
    """One endpoint's open port. It can die (nobody listens, connections are cut) and be revived."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, answers: Answers, port: int = 0) -> None:
        super().__init__((LOOPBACK, port), Handler)
        self.answers = answers
        self.faults = FaultBoard()
        self.ended = threading.Event()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        answers.base = f"http://{LOOPBACK}:{self.server_port}{answers.site.path}"

    def keep(self, connection: socket.socket) -> None:
        """Remember an open connection, so that dying can cut it."""
        with self._lock:
            self._open.add(connection)

    def let_go(self, connection: socket.socket) -> None:
        """Forget a connection that has ended."""
        with self._lock:
            self._open.discard(connection)

    def die(self) -> None:
        """Stop listening and cut every connection, also those that hang."""
        self.ended.set()
        self.shutdown()
        self.server_close()
        with self._lock:
            for connection in self._open:
                cut(connection)

    @override
    def handle_error(self, *_: object) -> None:
        """A client that goes away, or that we cut off, is no news; what a request held is never printed."""


def cut(connection: socket.socket) -> None:
    """End a connection at once, in the middle of whatever it carries."""
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it has ended already


class Handler(BaseHTTPRequestHandler):
    """One connection to one demo endpoint."""

    server: Listener
    protocol_version = "HTTP/1.1"
    server_version = "tributary-demo"
    sys_version = ""
    wbufsize = -1  # head and body leave in one packet
    disable_nagle_algorithm = True
    timeout = 60

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
        """Nothing is logged: a request line holds a patient's number."""

    def do_GET(self) -> None:
        """Answer GET. Where the sign-in is, everybody may ask."""
        answers = self.server.answers
        if answers.guard.authority and self.path == answers.site.path + ANNOUNCED_AT:
            self._send_raw(200, "application/json", answers.guard.announcement)
            return
        self._answer(b"")

    def do_POST(self) -> None:
        """Answer POST: the operation or _search."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _MOST_BODY:
            self.close_connection = True
            self._send(Reply(413, outcome("too-long", "a body of known, small length is needed")))
            return
        self._answer(self.rfile.read(int(length)))

    def _answer(self, body: bytes) -> None:
        answers = self.server.answers
        request = request_from(self.command, self.path, answers.site.path, body)
        if request is None:
            self._send_raw(404, "text/html", b"<html><body>404 Not Found</body></html>")
            return
        request = replace(request, headers={name.lower(): value for name, value in self.headers.items()})
        faults = self.server.faults.hitting(*answers.label(request))
        if any(self._suffers(fault, request) for fault in faults):
            return
        if not answers.guard.lets_in(self.headers):
            self._refuse()
            return
        self._send(answers.reply(request))

    def _refuse(self) -> None:
        challenge = self.server.answers.guard.challenge
        extra = {"WWW-Authenticate": challenge} if challenge else {}
        self._send(self.server.answers.refusal(), extra)

    def _suffers(self, fault: Fault, request: Request) -> bool:
        """Do what the fault does; True if that was the answer."""
        if fault.kind == FaultKind.SLOW:
            return self.server.ended.wait(fault.ms / 1000)  # True: it died while we waited
        if fault.kind == FaultKind.EMERGENCY and _BREAKS_GLASS in request.headers.get("category", ""):
            return False
        if fault.kind == FaultKind.HANG:
            self.server.ended.wait()
            self.close_connection = True
        elif fault.kind in {FaultKind.CUT, FaultKind.DIE}:
            self._cut_in_the_middle(self.server.answers.reply(request))
            if fault.kind == FaultKind.DIE:
                self.server.die()
        elif fault.kind == FaultKind.HTML:
            self._send_raw(200, "text/html; charset=utf-8", _HTML)
        elif fault.kind == FaultKind.EXPIRED:
            return self._expire(request)
        else:
            extra = {"Retry-After": str(fault.retry_after)} if fault.kind == FaultKind.BUSY else {}
            self._send(_REFUSALS[fault.kind](fault), extra)
        return True

    def _expire(self, request: Request) -> bool:
        if self.server.answers.site.page_link not in dict(request.query):
            return False
        self._send(gone())
        return True

    def _cut_in_the_middle(self, reply: Reply) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", self._media_type())
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body[: len(reply.body) // 2])
        self.wfile.flush()
        self.close_connection = True
        cut(self.connection)

    def _media_type(self) -> str:
        version = self.server.answers.site.fhir_version.rsplit(".", 1)[0]
        stated = "" if version == "3.0" else f"; fhirVersion={version}"  # the parameter came with R4
        return f"application/fhir+json{stated}; charset=utf-8"

    def _send(self, reply: Reply, extra: dict[str, str] | None = None) -> None:
        self._send_raw(reply.status, self._media_type(), reply.body, {**reply.headers, **(extra or {})})

    def _send_raw(self, status: int, media: str, body: bytes, extra: dict[str, str] | None = None) -> None:
        headers = {"Content-Type": media, "Cache-Control": "no-store", **(extra or {})}
        if len(body) >= _GZIP_FROM and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, compresslevel=1)
            headers["Content-Encoding"] = "gzip"
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()


def _busy(_fault: Fault) -> Reply:
    return Reply(429, outcome("throttled", "too many requests; wait and ask again"))


def _fail(fault: Fault) -> Reply:
    return Reply(fault.status, outcome("exception", "the server failed"))


def _deny(fault: Fault) -> Reply:
    code = "login" if fault.status == 401 else "forbidden"  # noqa: PLR2004
    return Reply(fault.status, outcome(code, "you are not permitted to see this"))


def _withhold(_fault: Fault) -> Reply:
    return Reply(200, outcome("suppressed", "the records are withheld"))


_REFUSALS = {
    FaultKind.BUSY: _busy,
    FaultKind.FAIL: _fail,
    FaultKind.DENY: _deny,
    FaultKind.EMERGENCY: _deny,
    FaultKind.WITHHOLD: _withhold,
}
