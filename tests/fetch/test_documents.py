"""One document is read from its own source alone, as a Binary or as bytes, and a refusal is in words."""

import threading
from base64 import b64encode

import pytest

from viewer.auth.authorise import Anonymous
from viewer.fetch.documents import Content, DocumentSource, Wanted, unpacked
from viewer.fetch.faults import Fault
from viewer.source.answer import Outcome
from viewer.source.endpoint import Kind

PDF = b"%PDF-1.4 letter"
BINARY = {"resourceType": "Binary", "contentType": "application/pdf", "data": b64encode(PDF).decode()}


class Token(Anonymous):
    """A sign-in that can be seen at the server."""

    def headers(self, endpoint):
        return {"Authorization": "Bearer secret"}


@pytest.fixture
def ask(fetching):
    def asked(site, url, cancel=None, options=fetching.QUICK, **more):
        source = DocumentSource(
            endpoint=fetching.endpoint(site.base, **more), authoriser=Token(), options=options
        )
        return source.fetch(Wanted(url=url, media_type="application/pdf"), cancel or threading.Event())

    return asked


def test_the_bytes_themselves_come_with_what_they_are_called(fetching, ask):
    site = fetching.site()
    site.on("Binary/1", fetching.Said(body=PDF, media_type="application/pdf"))

    assert ask(site, "Binary/1") == Content(data=PDF, media_type="application/pdf")
    assert site.asked("Binary/1")[0].headers["Accept"].startswith("application/pdf, ")
    assert site.asked("Binary/1")[0].headers["Authorization"] == "Bearer secret"


@pytest.mark.parametrize("name", ["data", "content"])
def test_a_binary_is_unwrapped(fetching, ask, name):
    site = fetching.site()
    body = {key: value for key, value in BINARY.items() if key != "data"} | {name: BINARY["data"]}
    site.on("Binary/1", fetching.Said(body=body))

    assert ask(site, f"{site.base}/Binary/1") == Content(data=PDF, media_type="application/pdf")


PORTAL = b"<!DOCTYPE html><html><body>Accept the terms of this Wi-Fi</body></html>"


def test_a_web_page_in_place_of_a_document_is_not_shown_as_the_document(fetching, ask):
    site = fetching.site()
    site.on("Binary/1", fetching.Said(body=PORTAL, media_type="text/html; charset=utf-8"))

    fault = ask(site, "Binary/1")

    assert isinstance(fault, Fault)
    assert fault.why == "it answered with a web page, not with the document"
    assert fault.advice


@pytest.mark.parametrize("stated", ["", "text/html", "application/xhtml+xml"])
def test_a_document_that_is_a_web_page_or_may_be_one_is_given(fetching, stated):
    site = fetching.site()
    site.on("Binary/1", fetching.Said(body=PORTAL, media_type="text/html"))
    source = DocumentSource(endpoint=fetching.endpoint(site.base), authoriser=Token(), options=fetching.QUICK)

    got = source.fetch(Wanted(url="Binary/1", media_type=stated), threading.Event())

    assert got == Content(data=PORTAL, media_type="text/html")


def test_a_redirect_to_another_server_is_not_followed(fetching, ask):
    site, other = fetching.site(), fetching.site()
    site.on("Binary/1", fetching.Said(status=302, headers={"Location": f"{other.base}/Binary/1"}))

    fault = ask(site, "Binary/1")

    assert isinstance(fault, Fault)
    assert "another server" in fault.why
    assert other.heard == []


def test_only_addresses_of_the_source_itself_are_its_own(fetching):
    site = fetching.site()
    source = DocumentSource(endpoint=fetching.endpoint(site.base), authoriser=Anonymous())

    assert source.holds("Binary/1")
    assert source.holds(f"{site.base}/files/1")
    assert not source.holds("https://elsewhere.example/Binary/1")
    assert not source.holds("urn:uuid:1")
    assert not source.holds("")


def test_a_practice_is_asked_by_the_id_wherever_it_says_that_it_is(fetching):
    endpoint = fetching.endpoint("https://spine.example/x", kind=Kind.GP_DOCUMENTS)
    source = DocumentSource(endpoint=endpoint, authoriser=Anonymous())

    assert source.holds("https://practice.example/fhir/Binary/7")
    assert not source.holds("https://practice.example/other/7")


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (404, b"", "does not know this"),
        (403, b"", "refuses access"),
        (200, b"", "empty answer"),
        (
            200,
            {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "diagnostics": "gone"}]},
            "gone",
        ),
        (200, {"resourceType": "Binary", "contentType": "a"}, "cannot be unpacked"),
        (200, b'{"resourceType": "Binary", "data": "QQ==", "data": "Qg=="}', "cannot be unpacked"),
    ],
)
def test_what_is_no_document_is_said_in_words(fetching, ask, status, body, why):
    site = fetching.site()
    site.on("Binary/1", fetching.Said(status=status, body=body))

    fault = ask(site, "Binary/1")

    assert why in fault.why


def test_a_larger_answer_than_the_limit_is_not_read(fetching, ask):
    site = fetching.site()
    site.on("Binary/1", fetching.Said(body=b"x" * 5000, media_type="application/pdf"))
    from dataclasses import replace

    fault = ask(site, "Binary/1", options=replace(fetching.QUICK, max_body=1000))

    assert "larger than" in fault.why


def test_it_ends_at_once_when_nobody_waits(fetching, ask):
    site = fetching.site()
    cancel = threading.Event()

    def hang(handler):
        cancel.set()
        site.hang(handler)

    site.on("Binary/1", fetching.Said(act=hang))

    assert ask(site, "Binary/1", cancel).outcome is Outcome.CANCELLED


def test_a_source_that_cannot_be_asked_says_why(fetching):
    source = DocumentSource(endpoint=fetching.endpoint("http://far.example/fhir"), authoriser=Anonymous())

    assert "https" in source.fetch(Wanted(url="Binary/1"), threading.Event()).why


def test_a_practice_that_may_not_be_asked_is_not(fetching):
    site = fetching.site()
    source = DocumentSource(
        endpoint=fetching.endpoint(site.base, kind=Kind.GP_DOCUMENTS), authoriser=Anonymous()
    )

    found = source.fetch(Wanted(url="https://p.example/Binary/7", nhs_number="9990018421"), threading.Event())

    assert isinstance(found, Fault)
    assert site.heard == []


def test_base64_is_read_with_and_without_its_padding():
    assert unpacked("QUI") == unpacked("QUI=") == unpacked(" QU\nI= ") == b"AB"
    assert unpacked("QUI*") is None
    assert unpacked("A") is None
