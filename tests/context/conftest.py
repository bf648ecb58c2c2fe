"""A FHIRcast hub of our own on loopback: HTTP for subscriptions, a real WebSocket for events."""

import json
import queue
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
import requests
from websockets.sync.server import serve

from viewer.errors import FetchError
from viewer.source.web import WebReply

TOPIC = "topic-1"
NUMBER = "9990000018"


class PlainWeb:
    """`Web` by the plain library: what fetch offers is tested there."""

    def get(self, url, headers):
        raise AssertionError("a hub is not read by GET")

    def post_form(self, url, fields, headers):
        try:
            got = requests.post(url, data=dict(fields), headers=dict(headers), timeout=10)
        except requests.RequestException:
            raise FetchError("Hub", "nothing answered") from None
        return WebReply(status=got.status_code, body=got.content)


class TestHub:
    """What it is told and answered stands in queues; ``say`` sends to the subscriber."""

    __test__ = False

    def __init__(self):
        self.posted = queue.Queue()
        self.answered = queue.Queue()
        self.closed = queue.Queue()
        self.status = 202
        self.body = None
        self.raw = None
        self.confirm = {"hub.mode": "subscribe", "hub.topic": TOPIC, "hub.lease_seconds": 7200}
        self.confirm["hub.events"] = "Patient-open,Patient-close,UserLogout,UserHibernate,SyncError"
        self._line = queue.Queue()
        self._sockets = serve(self._listen, "127.0.0.1", 0)
        self._port = self._sockets.socket.getsockname()[1]
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_args):
                pass

            def do_POST(self):
                fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                hub.posted.put(({key: value[0] for key, value in fields.items()}, dict(self.headers)))
                endpoint = {"hub.channel.endpoint": f"ws://127.0.0.1:{hub._port}/x"}
                body = hub.raw or json.dumps(endpoint if hub.body is None else hub.body).encode()
                self.send_response(hub.status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}/hub"
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        threading.Thread(target=self._sockets.serve_forever, daemon=True).start()

    def _listen(self, line):
        if self.confirm is not None:
            line.send(json.dumps(self.confirm))
        self._line.put(line)
        for message in line:
            self.answered.put(json.loads(message))
        self.closed.put(line.close_code)

    @property
    def line(self):
        line = self._line.get(timeout=10)
        self._line.put(line)
        return line

    def say(self, message):
        self.line.send(message if isinstance(message, str | bytes) else json.dumps(message))

    def event(self, name, *, event_id="e1", when="2020-11-22T03:00:00Z", patients=(NUMBER,), topic=TOPIC):
        context = [
            {
                "key": "patient",
                "resource": {
                    "resourceType": "Patient",
                    "id": "p1",
                    "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": value}],
                },
            }
            for value in patients
        ]
        event = {"hub.topic": topic, "hub.event": name, "context": context}
        self.say({"timestamp": when, "id": event_id, "event": event})

    def answer(self):
        return self.answered.get(timeout=10)

    def close(self):
        self._http.shutdown()
        self._http.server_close()
        self._sockets.shutdown()


@pytest.fixture
def hub():
    made = TestHub()
    yield made
    made.close()


class News:
    """What the rest of the program was told, in order."""

    def __init__(self):
        self.heard = queue.Queue()

    def __call__(self, item):
        self.heard.put(item)

    def next(self):
        return self.heard.get(timeout=10)


@contextmanager
def running(line, stop):
    thread = threading.Thread(target=line.follow, args=(stop,))
    thread.start()
    try:
        yield thread
    finally:
        stop.set()
        thread.join(20)
        assert not thread.is_alive()
