"""Fake FHIR servers on loopback, over real HTTP, with every fault a test can think of."""

import json
import socket
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import pytest

from viewer.auth.authorise import Anonymous
from viewer.fetch.options import FetchOptions
from viewer.fetch.source import EndpointSource
from viewer.source.answer import Answer, Ended, SourceEnded
from viewer.source.connection import Asking, Use
from viewer.source.endpoint import Endpoint

QUICK = FetchOptions(
    connect_timeout_s=2,
    read_timeout_s=10,
    first_backoff_s=0.0005,
    longest_backoff_s=0.001,
    attempts=3,
    page_size=50,
)


@dataclass(kw_only=True)
class Said:
    """What the fake answers. ``act`` takes the open socket instead, to break it."""

    status: int = 200
    body: object = b""
    headers: dict = field(default_factory=dict)
    media_type: str = "application/fhir+json"
    act: Callable | None = None

    @property
    def raw(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass(frozen=True)
class Heard:
    """One request as it arrived."""

    method: str
    path: str
    query: tuple
    headers: dict
    body: bytes

    def get(self, name: str) -> str:
        return dict(self.query).get(name, "")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536  # head and body in one packet: else each answer waits 40 ms for an acknowledgement

    def log_message(self, *_args):
        pass

    def _serve(self):
        parts = urlsplit(self.path)
        size = int(self.headers.get("Content-Length") or 0)
        heard = Heard(
            self.command,
            parts.path.removeprefix("/fhir/"),
            tuple(parse_qsl(parts.query)),
            dict(self.headers),
            self.rfile.read(size),
        )
        said = self.server.site.answer(heard)
        if said.act:
            said.act(self)
            return
        self.send_response(said.status)
        for name, value in {
            "Content-Type": said.media_type,
            "Content-Length": len(said.raw),
            **said.headers,
        }.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(said.raw)

    def do_GET(self):
        self._serve()

    def do_POST(self):
        self._serve()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        pass  # clients that go away are part of the tests


class Site:
    """A fake endpoint: ``on(path, ...)`` says what a path answers, once each or for ever the last."""

    def __init__(self):
        self.heard = []
        self.routes = {}
        self.seen = Counter()
        self.released = threading.Event()
        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.site = self
        self.base = f"http://127.0.0.1:{self.server.server_port}/fhir"
        self.on("metadata", capability(["Condition"]))
        self.on("Patient/1", Said(body={"resourceType": "Patient", "id": "1"}))
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def on(self, path, *answers):
        self.routes[path] = answers

    def answer(self, heard):
        self.heard.append(heard)
        answers = self.routes.get(heard.path, (Said(status=404),))
        number = min(self.seen[heard.path], len(answers) - 1)
        self.seen[heard.path] += 1
        chosen = answers[number]
        return chosen(heard) if callable(chosen) else chosen

    def asked(self, path):
        return [heard for heard in self.heard if heard.path == path]

    def hang(self, _handler):
        self.released.wait(30)

    def close(self):
        self.released.set()
        self.server.shutdown()
        self.server.server_close()


def capability(types, *, version="4.0.1", parameters=("patient", "_id", "date"), **more):
    resources = [
        {
            "type": name,
            "interaction": [{"code": "read"}, {"code": "search-type"}],
            "searchParam": [{"name": one} for one in parameters],
        }
        for name in types
    ]
    rest = {"mode": "server", "resource": resources, **more}
    return Said(body={"resourceType": "CapabilityStatement", "fhirVersion": version, "rest": [rest]})


def bundle(*ids, next_link="", self_link="", total=None, kind="Condition", mode="match"):
    links = [{"relation": "self", "url": self_link}] if self_link else []
    links += [{"relation": "next", "url": next_link}] if next_link else []
    found = {
        "resourceType": "Bundle",
        "type": "searchset",
        "link": links,
        "entry": [
            {
                "fullUrl": f"http://x/{kind}/{one}",
                "resource": {"resourceType": kind, "id": str(one)},
                "search": {"mode": mode},
            }
            for one in ids
        ],
    }
    return found if total is None else {**found, "total": total}


def pages(*numbers, kind="Condition", **last):
    """Answer a search in pages named by their query ``page``; ``last`` is added to the last one."""

    def answer(heard):
        number = int(heard.get("page") or 1)
        more = number < len(numbers)
        ids = numbers[number - 1]
        link = f"{heard.path}?patient=1&page={number + 1}" if more else ""
        return Said(body=bundle(*ids, next_link=link, kind=kind, **({} if more else last)))

    return answer


def outcome(words, severity="error", code="processing"):
    return {
        "resourceType": "OperationOutcome",
        "issue": [{"severity": severity, "code": code, "diagnostics": words}],
    }


def cut_connection(handler):
    """Promise more than is sent, then close."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/fhir+json")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(b'{"resourceType": "Bundle", "entry": [')
    handler.wfile.flush()
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


@dataclass
class Result:
    """The events of one run, by kind."""

    events: list

    @property
    def end(self):
        return self.events[-1]

    def ended(self, search):
        (found,) = [event for event in self.events if isinstance(event, Ended) and event.search == search]
        return found

    def answers(self, search):
        return [event for event in self.events if isinstance(event, Answer) and event.search == search]

    def ids(self, search):
        bodies = [json.loads(answer.body) for answer in self.answers(search)]
        return [entry["resource"]["id"] for body in bodies for entry in body.get("entry", [])]

    def why(self, search):
        return " ".join(gap.why for gap in self.ended(search).gaps)


class Fetching:
    """What tests need, in one fixture, since test modules do not import each other."""

    Said, QUICK, Site = Said, QUICK, Site
    bundle, pages, outcome, capability = map(staticmethod, (bundle, pages, outcome, capability))
    cut_connection = staticmethod(cut_connection)

    def __init__(self):
        self.sites = []

    def site(self):
        self.sites.append(Site())
        return self.sites[-1]

    def endpoint(self, base, **more):
        # Searches by address where a test says nothing else: their queries are what most tests look at.
        more.setdefault("asking", Asking(post_search=Use.NEVER))
        return Endpoint(id="0" * 32, name="Acute trust", care_setting="Acute", base_url=base, **more)

    def source(self, base, authoriser=None, options=QUICK, **more):
        return EndpointSource(self.endpoint(base, **more), authoriser or Anonymous(), options=options)

    def read(self, site, *args, patient="Patient/1", cancel=None, **more):
        source = self.source(site.base, *args, **more)
        result = Result(list(source.read(patient, cancel or threading.Event())))
        assert isinstance(result.end, SourceEnded)
        return result

    def find(self, site, query, **more):
        return Result(list(self.source(site.base, **more).find(query, threading.Event())))


@pytest.fixture
def fetching():
    found = Fetching()
    yield found
    for site in found.sites:
        site.close()


@pytest.fixture
def site(fetching):
    return fetching.site()
