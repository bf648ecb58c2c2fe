"""Decides what the control port does: faults are switched there while the endpoints run, by key only."""

import hmac
import json
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from typing_extensions import override

from viewer.demo.faults import FaultKind, fault_from
from viewer.demo.server import LOOPBACK
from viewer.demo.town import POLL_S, Town

KEY_HEADER = "X-Demo-Control"
_MOST_BODY = 4096


class Control(ThreadingHTTPServer):
    """A port of its own, so that a dead endpoint can still be told to live again."""

    daemon_threads = True

    def __init__(self, town: Town) -> None:
        super().__init__((LOOPBACK, 0), ControlHandler)
        self.town = town
        self.key = secrets.token_urlsafe(18)

    @property
    def url(self) -> str:
        """Where to POST ``{"endpoint": "gp", "kind": "slow", "ms": 300}``."""
        return f"http://{LOOPBACK}:{self.server_port}/_control"

    @override
    def handle_error(self, *_: object) -> None:
        """A client that goes away is no news."""


class ControlHandler(BaseHTTPRequestHandler):
    """One command."""

    server: Control
    timeout = 10

    @override
    def log_message(self, *_: object) -> None:
        """Nothing is logged."""

    def do_POST(self) -> None:
        """Switch a fault; 204 when done, 400 with words where the command makes no sense."""
        length = self.headers.get("Content-Length", "")
        key = self.headers.get(KEY_HEADER, "")
        if not length.isdecimal() or int(length) > _MOST_BODY:
            self._say(400, "a short body is needed")
            return
        body = self.rfile.read(int(length))
        if self.path != "/_control" or not hmac.compare_digest(key.encode(), self.server.key.encode()):
            self._say(403, "not without the key")
            return
        try:
            switch(self.server.town, json.loads(body))
        except (ValueError, AttributeError) as error:
            self._say(400, str(error))
            return
        self._say(204, "")

    def _say(self, status: int, words: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(words.encode())))
        self.end_headers()
        self.wfile.write(words.encode())


def switch(town: Town, command: dict[str, object]) -> None:
    """Carry out one command. Raises ValueError with words."""
    key = town.key_of(str(command.get("endpoint", "")))
    if key is None:
        raise ValueError("no such endpoint")
    fault = fault_from(command)
    if fault is None:
        town.revive(key)
    elif fault.kind == FaultKind.DEAD:
        town.kill(key)
    else:
        town.listener(key).faults.put(fault)


def run_control(town: Town) -> Control:
    """Start the control port."""
    control = Control(town)
    threading.Thread(target=control.serve_forever, args=(POLL_S,), name="demo control", daemon=True).start()
    return control
