"""Which requests a load makes and on how many connections; the floor makes the same ones and decodes nothing."""

import gzip
import http.client
import json
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it was sent."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes


Lanes = dict[tuple[str, int], list[Request]]
"""Requests by connection: a host and the thread that asked it, in their order."""


@contextmanager
def recorded() -> Iterator[Lanes]:
    """Note every request that is made while this is open."""
    lanes: Lanes = defaultdict(list)
    send = requests.Session.send

    def noted(self, request, **options):
        body = request.body or b""
        raw = body.encode() if isinstance(body, str) else body
        place = (urlsplit(request.url).netloc, threading.get_ident())
        lanes[place].append(Request(request.method, request.url, dict(request.headers), raw))
        return send(self, request, **options)

    requests.Session.send = noted
    try:
        yield lanes
    finally:
        requests.Session.send = send


def download(lanes: Lanes, keep: Callable[[bytes], object]) -> tuple[float, int]:
    """Make the same requests, one thread and connection a lane. Returns seconds and bytes."""
    kept: list[object] = []
    sizes: list[int] = []

    def run(host: str, asks: list[Request]) -> None:
        line = http.client.HTTPConnection(host)
        for ask in asks:
            line.request(ask.method, ask.url.partition(host)[2], body=ask.body or None, headers=ask.headers)
            reply = line.getresponse()
            body = reply.read()
            sizes.append(len(body))
            kept.append(keep(body if reply.getheader("Content-Encoding") != "gzip" else _Packed(body)))
        line.close()

    threads = [threading.Thread(target=run, args=(host, asks)) for (host, _), asks in lanes.items()]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began, sum(sizes)


def bodies(lanes: Lanes) -> list[bytes]:
    """Every body of these requests."""
    found: list[bytes] = []
    download(lanes, lambda body: found.append(unpacked(body)))
    return found


class _Packed(bytes):
    """A body as it came, in gzip."""

    __slots__ = ()


def unpacked(body: bytes) -> bytes:
    """Return a body without its content encoding."""
    return gzip.decompress(body) if isinstance(body, _Packed) else body


def decoded(body: bytes) -> object:
    """What json makes of a body; what is not JSON stays as it is."""
    try:
        return json.loads(unpacked(body))
    except ValueError:
        return body
