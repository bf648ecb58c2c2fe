"""What comes over HTTP, on a real connection: heads of every malformation, bodies that are packed, pages and their links."""
# ruff: noqa: PT017, PT018 - no tests of pytest: each assertion is a promise that a case is judged by

import gzip
import json
import zlib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from tests.fuzz import odd, seeds
from tests.fuzz.case import Case, Kind
from tests.fuzz.kinds.reading import ZONE, check_window
from tests.fuzz.mutate import changed, torn, word
from tests.fuzz.server import Scripted
from viewer.auth.authorise import Anonymous
from viewer.engine.gather import each_loaded, gather, one_loaded
from viewer.engine.persons import Wish
from viewer.errors import ViewerError
from viewer.fetch.attempts import seconds_asked
from viewer.fetch.capability import capability_of
from viewer.fetch.faults import Fault
from viewer.fetch.links import next_address
from viewer.fetch.options import MEGABYTE, FetchOptions
from viewer.fetch.page import page_of
from viewer.fetch.server import SafeServer
from viewer.fetch.source import EndpointSource
from viewer.source.answer import Answer, SourceEnded
from viewer.source.endpoint import Endpoint
from viewer.source.protocols import PatientQuery
from viewer.source.state import SourceState

NOW = datetime(2026, 11, 22, 3, 2, tzinfo=UTC)
QUICK = FetchOptions(
    connect_timeout_s=5,
    read_timeout_s=8,
    budget_s=20,
    search_s=20,
    longest_wait_s=0.01,
    first_backoff_s=0.0001,
    longest_backoff_s=0.0002,
    attempts=2,
    max_body=MEGABYTE,
    max_pages=8,
    page_size=20,
)
_NUMBER = "9990018421"
_NAMES = ("Content-Type", "Content-Length", "Content-Encoding", "Transfer-Encoding", "Retry-After", "Link", "Date", "Set-Cookie",
          "Location", "ETag", "x-ms-retry-after-ms", "WWW-Authenticate", "Connection", "Content-Range", "Age", "X" * 300, "", "Ü",
          "content-type", "Refresh", "Alt-Svc", "Strict-Transport-Security", "Content-Location", "Trailer", "Upgrade")  # fmt: skip
_SAID = (
    "application/fhir+json", "application/fhir+json; charset=utf-16", "text/html", "gzip", "deflate", "br", "zstd", "gzip, gzip, gzip", "chunked",
    "chunked, chunked", "identity", "-1", "0", "5", "99999999999999999999", "1e3", "+5", "5, 5", "Sun, 22 Nov 2026 03:02:00 GMT",
    "Sun, 99 Foo 99999 99:99:99 +9999", "Mon, 01 Jan 0001 00:00:00 +2359", "Fri, 31 Dec 9999 23:59:59 -2359", "soon", "1" * 400, "0.5", "-0", "inf",
    "nan", '<http://127.0.0.1:9/x>; rel="next"', "<?page=2>; rel=next", "<>; rel=next", "<<<>>>;;;,,,;rel", '<x>; rel="next', "=", ";", "a=b; Path=/",
    "a=" + "b" * 4000, "close", "keep-alive", "\x00", "\u202e", "\xff\xfe", " ", "\tx", "http://127.0.0.1:9/", "//127.0.0.1:9/x", "\r", "h2c", 'W/"x"',
    "Sat, 22 Nov 2026 03:02:00", "22/11/2026", "0x10", "\u0665",
)  # fmt: skip
_LINES = (
    b"HTTP/1.1 200 OK", b"HTTP/1.1 200 OK", b"HTTP/1.1 200 OK", b"HTTP/1.0 200", b"HTTP/1.1 302 Found", b"HTTP/1.1 429 X", b"HTTP/1.1 503 X",
    b"HTTP/1.1 204 No", b"HTTP/1.1 304 x", b"HTTP/1.1 401 x", b"HTTP/1.1 206 P", b"HTTP/1.1 999 Z", b"HTTP/1.1 -1 x", b"HTTP/1.1 20000 x", b"HTTP/9.9 200 x",
    b"ICY 200 OK", b"", b"\x00\x01", b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK", b"HTTP/1.1 101 Switching", b"HTTP/1.1 407 Proxy", b"GET / HTTP/1.1",
    b"HTTP/1.1 200 " + b"O" * 70000, b"HTTP/1.1 500 Oops", b"HTTP/1.1 301 x",
)  # fmt: skip


def _answer(rng: Random) -> Case:
    body = changed(rng.choice(seeds.bundles()), rng)
    packed = rng.random()
    heads = [(rng.choice(_NAMES), rng.choice((*_SAID, word(rng)[:5000]))) for _ in range(rng.randrange(5))]
    if packed < 0.25:
        body = rng.choice(
            (
                gzip.compress(body),
                zlib.compress(body),
                gzip.compress(body)[:-9],
                torn(gzip.compress(body), rng),
            )
        )
        heads.append(
            ("Content-Encoding", rng.choice(("gzip", "deflate", "gzip", "br", "x-gzip", "gzip, deflate")))
        )
    elif packed < 0.4:
        body = b"%x\r\n%s\r\n%s" % (
            rng.choice((len(body), len(body), 0, 2**40)),
            body,
            rng.choice((b"0\r\n\r\n", b"", b"zz\r\n", b"-5\r\n")),
        )
        heads.append(("Transfer-Encoding", "chunked"))
    elif packed < 0.42:
        body = gzip.compress(b" " * rng.choice((2, 12)) * MEGABYTE)
        heads.append(("Content-Encoding", "gzip"))
    if rng.random() < 0.5:
        heads.append(
            ("Content-Length", str(rng.choice((len(body), len(body), len(body) + 7, max(0, len(body) - 7)))))
        )
    many = rng.choice((1, 1, 1, 1, 30, 200)) if rng.random() < 0.05 else 1
    lines = [f"{name}: {value}".encode("latin-1", "replace") for name, value in heads] * many
    whole = (
        b"\r\n".join([rng.choice(_LINES), *lines])
        + rng.choice((b"\r\n\r\n", b"\r\n\r\n", b"\r\n\r\n", b"\n\n", b"\r\n", b""))
        + body
    )
    return Case(torn(whole, rng) if rng.random() < 0.1 else whole)


@cache
def _server() -> SafeServer:
    endpoint = Endpoint(id="0" * 32, name="Acute", care_setting="", base_url=Scripted.only().base)
    return SafeServer(endpoint, Anonymous(), QUICK)


def _check_answer(case: Case, room: Path) -> None:
    site, server = Scripted.only(), _server()
    site.answer, before = lambda _request: case.data, site.met
    try:
        reply = server.get("Condition?patient=1")
    except ViewerError as error:
        assert site.base not in str(error), "an address in an error"
        return
    finally:
        assert site.met - before <= 7, "it asks without end"
    assert len(reply.body) <= MEGABYTE
    assert reply.kind and reply.type is not None
    capability_of(reply.body)
    seconds_asked(reply.retry_after, NOW)
    page = page_of(reply, "Condition")
    following = next_address(page, f"{site.base}/Condition?patient=1", site.base)
    if following is not None and not isinstance(following, Fault):
        assert urlsplit(following).netloc == urlsplit(site.base).netloc, "the next page is at another origin"


def _talk(rng: Random) -> Case:
    """What a server answers to each question, by its number: (status, head, body)."""
    held = json.loads(rng.choice(_RECORDS))
    answers = [_page(rng, held) for _ in range(12)]
    return Case(json.dumps(answers).encode("utf-8", "surrogatepass"))


def _page(rng: Random, held: list) -> list:
    entries = [
        {"fullUrl": f"{one['resourceType']}/{one['id']}", "resource": one, "search": {"mode": "match"}}
        for one in rng.sample(held, rng.randrange(len(held)))
    ]
    links = [
        {"relation": rng.choice(("next", "next", "self", "NEXT", "prev")), "url": _link(rng)}
        for _ in range(rng.choice((0, 0, 1, 2)))
    ]
    bundle = {
        "resourceType": "Bundle",
        "type": "searchset",
        "link": links,
        "entry": entries,
        "total": rng.choice((len(entries), 0, -1, 10**20, 999)),
    }
    body = json.dumps(bundle).encode()
    pick = rng.random()
    if pick < 0.4:
        body = changed(body, rng)
    elif pick < 0.5:
        body = torn(body, rng)
    elif pick < 0.6:
        body = rng.choice(
            (
                b"",
                b"<html>",
                _CAPABILITY,
                b'{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"x","diagnostics":"\xe2\x80\xae"}]}',
            )
        )
    status = rng.choice((200, 200, 200, 200, 200, 200, 404, 500, 429, 403, 401, 302, 400, 410))
    head = rng.choice(
        (
            "",
            "",
            f"Link: <{rng.choice(odd.ADDRESSES)}>; rel=next",
            "Retry-After: 1",
            f"Location: {rng.choice(odd.ADDRESSES)}",
        )
    )
    return [status, head.replace("\r", "").replace("\n", ""), body.decode("latin-1")]


def _link(rng: Random) -> str:
    return rng.choice(
        ("Condition?page=2", "?page=2", "BASE/Condition?page=2", "BASE/x?y", *rng.sample(odd.ADDRESSES, 3))
    )


_PATIENT = {"resourceType": "Patient", "id": "1", "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": _NUMBER}],
            "name": [{"family": "Holroyd", "given": ["Margaret"]}], "birthDate": "1948-03-02"}  # fmt: skip
_FACTS = [{"resourceType": kind, "id": f"{kind[0]}{number}", "code": {"text": f"{kind} {number}"}, "subject": {"reference": f"Patient/{1 + number // 3}"},
           "patient": {"reference": "Patient/1"}, "recorder": {"reference": "Practitioner/p"}} for kind in ("Condition", "Observation", "Encounter") for number in range(4)]  # fmt: skip
_RECORDS = (
    json.dumps([_PATIENT, *_FACTS]),
    json.dumps([_PATIENT]),
    json.dumps([_PATIENT, {**_PATIENT, "id": "2"}, *_FACTS]),
)
_CAPABILITY = json.dumps({"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1", "rest": [{"mode": "server", "resource": [
    {"type": kind, "interaction": [{"code": "search-type"}, {"code": "read"}], "searchParam": [{"name": "patient"}, {"name": "_id"}]}
    for kind in ("Condition", "Observation", "Encounter", "Patient")]}]}).encode()  # fmt: skip


class _Talk:
    """Answers each question in turn; the capability first, the patient to whoever asks for the patient."""

    def __init__(self, case: Case, base: str) -> None:
        self._answers, self._base, self.count = json.loads(case.data), base, 0

    def __call__(self, request: bytes) -> bytes:
        """Return a whole answer."""
        path = request.split(b" ", 2)[1:2]
        self.count += 1
        status, head, body = self._answers[
            (self.count * 7 + len(path[0] if path else b"") // 9) % len(self._answers)
        ]
        sent = body.replace("BASE", self._base).encode("latin-1", "replace")
        if path and b"/metadata" in path[0]:
            status, head, sent = 200, "", _CAPABILITY
        elif path and b"/Patient" in path[0] and self.count % 3:
            found = {"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": _PATIENT}]}
            status, head, sent = 200, "", json.dumps(_PATIENT if b"/Patient/" in path[0] else found).encode()
        lines = [
            f"HTTP/1.1 {status} X",
            "Content-Type: application/fhir+json",
            f"Content-Length: {len(sent)}",
            "Connection: close",
            *([head] if head else []),
        ]
        return "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + sent


def _check_talk(case: Case, room: Path) -> None:
    site = Scripted.only()
    talk = site.answer = _Talk(case, site.base)
    endpoint = Endpoint(id="0" * 32, name="Acute trust", care_setting="Acute", base_url=site.base)
    source = EndpointSource(endpoint, Anonymous(), options=QUICK)
    query = PatientQuery(nhs_number=_NUMBER)
    found = gather([source], query)
    events = found.events[source.origin.id]
    assert isinstance(events[-1], SourceEnded), "the source never said that it ended"
    wish = Wish(nhs_number=_NUMBER)
    loaded = one_loaded(found, wish, ZONE)
    for record, load in [loaded] if loaded else each_loaded(found, ZONE):
        counts = record.counts
        ways = (
            counts.as_entries
            + counts.as_supporting
            + counts.as_messages
            + counts.repeats
            + counts.quarantined
            + counts.unreadable
        )
        assert counts.received == ways, "the counts do not add up"
        check_window(record, load)
        for row in record.sources:
            assert row.state is not SourceState.COMPLETE or not any(
                gap.kind.makes_partial for gap in row.gaps
            )
    assert talk.count < 3000, "it asks without end"
    assert all(len(event.body) <= MEGABYTE for event in events if isinstance(event, Answer))


KINDS = (
    Kind(name="http", share=4, make=_answer, check=_check_answer, ports=True),
    Kind(name="pages", share=1, make=_talk, check=_check_talk, ports=True, seconds=6.0),
)
