"""What a fault does to one request: each function takes the line and breaks it in its own way."""

import gzip
import json
import random
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import count

from tests.fault_proxy.proxy import Reply

_DRIP_S = 0.05
HTML = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Guest Wi-Fi: accept the terms</body></html>"
_JITTER = random.Random(6)


def outcome(words, code="processing"):
    issue = {"severity": "error", "code": code, "diagnostics": words}
    return json.dumps({"resourceType": "OperationOutcome", "issue": [issue]}).encode()


def late(seconds):
    """Answer in the end, but late."""

    def act(line):
        line.proxy.released.wait(seconds())
        line.answer(line.reply())

    return act


def fixed():
    return 0.1


def jitter():
    return _JITTER.uniform(0, 0.2)


def cut(line):
    """The right head, half the body, and a polite end."""
    reply = line.reply()
    line.send(reply.head() + reply.body[: len(reply.body) // 2])
    line.end()


def reset_before_headers(line):
    line.reset()


def reset_in_headers(line):
    line.send(line.reply().head()[:40])
    line.reset()


def reset_in_body(line):
    reply = line.reply()
    line.send(reply.head() + reply.body[: len(reply.body) // 2])
    line.reset()


def silent(line):
    """The request is taken and never answered."""
    line.hang()


def stall_in_headers(line):
    line.send(line.reply().head()[:40])
    line.hang()


def stall_in_body(line):
    reply = line.reply()
    line.send(reply.head() + reply.body[: len(reply.body) // 2])
    line.hang()


def drip(line):
    """A byte now and then: no read ever times out by itself."""
    for byte in line.reply().raw:
        if line.proxy.released.wait(_DRIP_S):
            break
        line.send(bytes([byte]))
    line.end()


def stated_length(change):
    """Content-Length is not what comes; the connection then ends."""

    def act(line):
        reply = line.reply()
        line.send(reply.head(length=change(len(reply.body))) + reply.body)
        line.end()

    return act


def chunks(*, broken):
    """Chunks whose sizes are nonsense in the middle, or that never come to their end."""

    def act(line):
        reply = line.reply()
        half = len(reply.body) // 2
        line.send(reply.head(length="", Transfer_Encoding="chunked"))
        line.send(f"{half:x}\r\n".encode() + reply.body[:half] + b"\r\n")
        if broken:
            line.send(b"zz\r\n" + reply.body[half:] + b"\r\n0\r\n\r\n")
        line.end()

    return act


def says(status, body=b"", media="application/fhir+json", **headers):
    """Another answer than the endpoint's own."""

    def act(line):
        named = tuple(
            (name.replace("_", "-"), value() if callable(value) else value) for name, value in headers.items()
        )
        line.answer(Reply(status=status, headers=(("Content-Type", media), *named), body=body))

    return act


def in_seconds(seconds):
    return lambda: format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


def nothing_more(line):
    """204: no body at all."""
    line.send(b"HTTP/1.1 204 No Content\r\n\r\n")


def dated(seconds):
    """The right answer, by a clock that is wrong."""

    def act(line):
        line.answer(line.reply().with_header("Date", in_seconds(seconds)()))

    return act


def half_of_the_text(line):
    """HTTP says that it is whole; the JSON in it is not."""
    reply = line.reply()
    line.answer(Reply(status=200, headers=reply.headers, body=reply.body[: len(reply.body) // 2]))


def _zipped(line):
    reply = line.reply()
    return reply.with_header("Content-Encoding", "gzip"), gzip.compress(reply.body)


def gzip_cut(line):
    reply, packed = _zipped(line)
    line.answer(Reply(status=200, headers=reply.headers, body=packed[: len(packed) // 2]))


def gzip_with_bad_sum(line):
    reply, packed = _zipped(line)
    line.answer(Reply(status=200, headers=reply.headers, body=packed[:-8] + b"\0" * 4 + packed[-4:]))


def endless_headers(line):
    """Header after header; whoever reads must stop by himself."""
    line.send(b"HTTP/1.1 200 OK\r\n")
    for number in count():
        if line.proxy.released.is_set():
            break
        line.send(f"X-Filler-{number}: {'x' * 200}\r\n".encode())
    line.end()


def closes_after(line):
    """A right answer, and then the kept connection is closed without a word."""
    line.answer(line.reply())
    line.end()


def dies(line):
    """The server is gone for good: connections are cut and nobody listens."""
    line.proxy.die()
    line.open = False


def next_at(address):
    """The link to the next page leads to another server."""

    def act(line):
        reply = line.reply()
        content = json.loads(reply.body)
        for link in content.get("link", []):
            if link["relation"] == "next":
                link["url"] = address(line)
        line.answer(Reply(status=reply.status, headers=reply.headers, body=json.dumps(content).encode()))

    return act


def redirects(address):
    """Sent on: elsewhere, or in a circle."""

    def act(line):
        line.answer(Reply(status=307, headers=(("Location", address(line)),)))

    return act


def same_page_again(line):
    """The page before this one, a second time."""
    kind = line.asked.path.removesuffix("/_search")
    before = [reply for asked, reply in line.proxy.passed if asked.path.removesuffix("/_search") == kind]
    pages = [reply for reply in before if b'"next"' in reply.body]
    line.answer(pages[-1] if pages else line.reply())


def elsewhere(line):
    """Nothing is done here: what is wrong is wrong before anybody comes here."""
    line.answer(line.reply())


def shows(context):
    """From now on another certificate (None: no TLS at all), and every open connection is cut."""

    def act(line):
        line.proxy.tls = context()
        line.proxy.fault = None
        line.proxy.cut_all()
        line.open = False

    return act
