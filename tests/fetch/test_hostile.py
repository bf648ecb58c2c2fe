"""A source that attacks whoever reads it: every trick ends in words of that one search, none in a defect."""

import gzip
import json
import threading
import tracemalloc
from dataclasses import replace

import pytest

from viewer.source.answer import Outcome
from viewer.source.endpoint import SignIn
from viewer.source.state import SourceState

DEEP = b'{"resourceType": "%s", "id": "1", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"


def raw(fetching, head):
    """Answer with these bytes, whatever HTTP says of them, and close."""

    def act(handler):
        handler.wfile.write(head)
        handler.wfile.flush()
        handler.close_connection = True

    return fetching.Said(act=act)


@pytest.mark.parametrize(
    "header",
    [
        "Mon, 01 Jan 99999999999999999999 00:00:00 GMT",
        "Mon, 01 Jan 2020 00:00:00 +99999999999999999999",
        "9" * 400,
    ],
)
def test_a_retry_after_beyond_all_numbers_is_no_wait(fetching, site, header):
    site.on("Condition", fetching.Said(body=fetching.bundle("1"), headers={"Retry-After": header}))

    assert fetching.read(site).ids("Condition") == ["1"]


def test_a_self_link_that_is_no_address_accuses_nobody(fetching, site):
    link = "http://[bad/Condition?patient=1"
    site.on("Condition", fetching.Said(body=fetching.bundle("1", self_link=link)))

    assert fetching.read(site).ended("Condition").outcome is Outcome.COMPLETE


@pytest.mark.parametrize("link", ["http://[bad/x", "//[bad", "//[::1", "http://a:b:c/"])
def test_a_next_link_that_is_no_address_is_not_followed_and_said(fetching, site, link):
    site.on("Condition", fetching.Said(body=fetching.bundle("1", next_link=link)))

    found = fetching.read(site)

    assert found.ended("Condition").outcome is Outcome.TRUNCATED
    assert "not followed" in found.why("Condition")


@pytest.mark.parametrize("address", ["http://[bad/x", "//[bad", "//evil.example/fhir/", "https:///x"])
def test_a_redirect_to_no_address_or_elsewhere_is_not_followed_and_said(fetching, site, address):
    site.on("Condition", fetching.Said(status=302, headers={"Location": address}))

    found = fetching.read(site)

    assert found.ended("Condition").outcome is Outcome.FAILED
    assert "not followed" in found.why("Condition")


def test_a_redirect_cannot_carry_more_than_the_limit(fetching, site):
    packed = {"Location": "/fhir/Patient/1", "Content-Encoding": "gzip"}
    site.on("Condition", fetching.Said(status=302, body=gzip.compress(b" " * 30_000_000), headers=packed))
    options = replace(fetching.QUICK, max_body=1_000_000)

    tracemalloc.start()
    found = fetching.read(site, options=options)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert "larger than" in found.why("Condition")
    assert most < 15_000_000


@pytest.mark.parametrize(
    ("status", "kind"), [(200, b"Bundle"), (200, b"OperationOutcome"), (500, b"OperationOutcome")]
)
def test_an_answer_nested_without_measure_ends_in_words(fetching, site, status, kind):
    site.on("Condition", fetching.Said(status=status, body=DEEP % kind))

    found = fetching.read(site)

    assert found.end.state in {SourceState.PARTIAL, SourceState.COMPLETE}
    assert kind == b"Bundle" or found.ended("Condition").outcome is Outcome.FAILED


def test_a_capability_statement_nested_without_measure_is_none(fetching, site):
    site.on("metadata", fetching.Said(body=DEEP % b"CapabilityStatement"))
    site.on("Condition", fetching.Said(body=fetching.bundle("1")))

    found = fetching.read(site)

    assert found.ids("Condition") == ["1"]
    assert "not a CapabilityStatement" in " ".join(gap.why for gap in found.end.gaps)


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nfoo",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nfoo",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5x\r\n\r\nhello",
        b"HTTP/9 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(200)) + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: " + b"gzip, " * 50 + b"gzip\r\nContent-Length: 2\r\n\r\n{}",
    ],
    ids=[
        "negative-chunk",
        "no-chunk",
        "two-lengths",
        "no-length",
        "no-status",
        "headers",
        "header",
        "packed",
    ],
)
def test_http_that_is_none_ends_in_words(fetching, site, head):
    site.on("Condition", raw(fetching, head))

    assert fetching.read(site).ended("Condition").outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "base",
    [
        "https://*.example.invalid",
        "https://.example.invalid",
        "https://a..b.invalid",
        f"https://{'a' * 70}.invalid",
    ],
)
def test_a_base_that_cannot_be_a_host_fails_in_words(fetching, base):
    found = list(fetching.source(base).read("Patient/1", threading.Event()))

    assert found[-1].state is SourceState.FAILED


class Carrying:
    """Signs in with a header that HTTP cannot carry."""

    def __init__(self, value):
        self.value = value

    def headers(self, _endpoint):
        return {"X-Key": self.value}


@pytest.mark.parametrize("secret", [" canary", "canary\u20ac", "canary\nX: y"])
def test_a_sign_in_that_http_cannot_carry_is_never_in_an_error(fetching, site, secret):
    more = {"authoriser": Carrying(secret), "sign_in": SignIn.API_KEY, "header_name": "X-Key"}

    found = fetching.read(site, **more)

    assert found.end.state is SourceState.FAILED
    assert "canary" not in repr(found.events)
    assert not site.heard


def test_types_that_are_no_types_are_never_asked_for(fetching, site):
    site.on("metadata", fetching.capability(["Condition", "//evil.example/x", "Foo?x=1&", "x" * 100_000]))
    site.on("Condition", fetching.Said(body=fetching.bundle("1")))

    found = fetching.read(site)

    assert found.end.state is SourceState.COMPLETE
    assert {heard.path for heard in site.heard} == {"metadata", "Patient/1", "Condition"}


@pytest.mark.parametrize(
    ("total", "outcome"), [(10**30, Outcome.TRUNCATED), (2**63, Outcome.TRUNCATED), (-5, Outcome.COMPLETE)]
)
def test_a_total_that_no_record_can_have_is_cut_to_what_can_be_told(fetching, site, total, outcome):
    site.on("Condition", fetching.Said(body=json.dumps(fetching.bundle("1", total=total)).encode()))

    ended = fetching.read(site).ended("Condition")

    assert ended.outcome is outcome
    assert 0 <= (ended.expected or 0) <= 2**53
