"""One request and its answer: what every request carries, and headers by any case."""

import pytest

from viewer.errors import Cancelled
from viewer.fetch.options import FetchOptions
from viewer.fetch.wire import Received, Wire


def test_every_request_says_who_asks_and_that_answers_may_be_packed(site):
    Wire("Acute trust", FetchOptions()).exchange("GET", f"{site.base}/metadata", {"X-Mine": "1"})

    headers = site.heard[0].headers
    assert headers["User-Agent"].startswith("tributary/")
    assert (headers["Accept-Encoding"], headers["X-Mine"]) == ("gzip", "1")


def test_a_header_is_found_by_any_case_and_its_absence_is_empty(fetching, site):
    site.on("x", fetching.Said(headers={"rEtRy-AfTeR": "7"}))
    received = Wire("Acute trust", FetchOptions()).exchange("GET", f"{site.base}/x", {})

    assert (received.header("Retry-After"), received.header("Location")) == ("7", "")


def test_connections_are_kept_and_used_again(fetching, site):
    ports = []

    def note(handler):
        ports.append(handler.client_address)
        handler.send_response(200)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    site.on("x", fetching.Said(act=note))
    wire = Wire("Acute trust", FetchOptions())
    wire.exchange("GET", f"{site.base}/x", {})
    wire.exchange("GET", f"{site.base}/x", {})

    assert len(set(ports)) == 1


def test_after_the_end_nothing_is_sent(site):
    wire = Wire("Acute trust", FetchOptions())
    wire.abort()

    with pytest.raises(Cancelled):
        wire.exchange("GET", f"{site.base}/metadata", {})
    assert site.heard == []


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"x-ms-retry-after-ms": "1250", "Retry-After": "2"}, "1.250"),
        ({"X-MS-Retry-After-MS": "soon", "Retry-After": "2"}, "2"),
        ({}, ""),
    ],
)
def test_a_wait_in_milliseconds_is_the_exact_one(fetching, site, headers, seconds):
    site.on("x", fetching.Said(status=429, headers=headers))
    received = Wire("Acute trust", FetchOptions()).exchange("GET", f"{site.base}/x", {})

    assert received.header("retry-after") == seconds


def test_an_answer_shows_nothing_of_itself_in_a_traceback():
    assert repr(Received(200, {"Set-Cookie": "canary"}, b"canary")) == "Received(status=200)"
