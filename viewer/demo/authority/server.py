"""Decides how the demo's sign-in service is reached: HTTP on loopback, on a port of its own."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from typing_extensions import override

from viewer.demo.authority.proofs import Client
from viewer.demo.authority.service import FHIR, Said, Service

LOOPBACK = "127.0.0.1"
_MOST_BODY = 1 << 20


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"
    protocol_version = "HTTP/1.1"
    server_version = "tributary-demo"
    sys_version = ""
    wbufsize = -1
    timeout = 60

    @override
    def log_message(self, *_: object) -> None:
        """Nothing is logged: a request line holds a code."""

    def do_GET(self) -> None:
        """Answer GET."""
        parts = urlsplit(self.path)
        self._send(self.server.service.get(parts.path, dict(parse_qsl(parts.query)), self._sign_in()))

    def do_POST(self) -> None:
        """Answer POST."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _MOST_BODY:
            self.close_connection = True
            self._send(Said(413))
            return
        form = dict(parse_qsl(self.rfile.read(int(length)).decode("ascii", "replace")))
        self._send(self.server.service.post(urlsplit(self.path).path, form, self._sign_in()))

    def _sign_in(self) -> str:
        return self.headers.get("Authorization", "")

    def _send(self, said: Said) -> None:
        self.send_response(said.status)
        self.send_header("Content-Type", said.media_type)
        self.send_header("Content-Length", str(len(said.body)))
        self.send_header("Cache-Control", "no-store")
        if said.location:
            self.send_header("Location", said.location)
        self.end_headers()
        self.wfile.write(said.body)
        self.wfile.flush()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, service: Service) -> None:
        super().__init__((LOOPBACK, 0), _Handler)
        self.service = service

    @override
    def handle_error(self, *_: object) -> None:
        """A client that goes away is no news, and what it sent is never printed."""


class Authority:
    """A running sign-in service. A context manager: leaving it ends it."""

    def __init__(self, *clients: Client, life_s: float = 300) -> None:
        self.service = Service(clients, life_s)
        self._server = _Server(self.service)
        self.service.base = f"http://{LOOPBACK}:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def base(self) -> str:
        """Its address, which is its issuer."""
        return self.service.base

    @property
    def fhir(self) -> str:
        """The address of the FHIR server that it protects."""
        return f"{self.base}{FHIR}"

    def stop(self) -> None:
        """End it; safe to call twice."""
        self.service.manner.hold.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
