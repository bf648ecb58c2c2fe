"""Asking addresses that are not FHIR: safe ones only, never twice, never elsewhere."""

import threading
import traceback
from urllib.parse import parse_qsl

import pytest

from viewer.errors import Cancelled, EndpointDown, FetchError
from viewer.fetch.options import FetchOptions
from viewer.fetch.web import SafeWeb


@pytest.fixture
def web(fetching):
    found = SafeWeb(fetching.endpoint("https://fhir.invalid"), FetchOptions(read_timeout_s=10))
    yield found
    found.close()


def test_an_answer_of_any_status_is_given_back_as_it_came(fetching, site, web):
    said = fetching.Said(
        status=429, body=b'{"error": "slow_down"}', media_type="application/json", headers={"Retry-After": 5}
    )
    site.on(".well-known/x", said)

    reply = web.get(f"{site.base}/.well-known/x", {})

    assert (reply.status, reply.body, reply.retry_after) == (429, b'{"error": "slow_down"}', "5")
    assert reply.media_type == "application/json"


def test_a_form_is_sent_as_a_form_with_the_headers_given(site, web):
    web.post_form(f"{site.base}/token", {"code": "a b&c", "grant_type": "é"}, {"Authorization": "Basic x"})

    (heard,) = site.heard
    assert heard.method == "POST"
    assert dict(parse_qsl(heard.body.decode())) == {"code": "a b&c", "grant_type": "é"}
    assert heard.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert heard.headers["Authorization"] == "Basic x"
    assert heard.headers["Accept"] == "application/json"


def test_a_redirect_is_an_answer_and_is_never_followed(fetching, site, web):
    site.on("token", fetching.Said(status=307, headers={"Location": f"{site.base}/metadata"}))

    assert web.post_form(f"{site.base}/token", {"code": "x"}, {}).status == 307
    assert len(site.heard) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://sign-in.example.org/token",
        "https://user:secret@sign-in.example.org/token",
        "https://sign-in.example.org/token#part",
        "https://sign-in.example.org/token?x=a b",
        "ftp://sign-in.example.org/token",
        "/token",
        "",
    ],
)
def test_an_unsafe_address_is_refused_before_anything_is_sent(web, url):
    with pytest.raises(FetchError, match="no safe web address") as caught:
        web.get(url, {})

    assert "secret" not in str(caught.value)


def test_an_address_with_a_query_is_asked_as_it_is(site, web):
    web.get(f"{site.base}/keys?tenant=7", {})

    assert site.heard[0].query == (("tenant", "7"),)


def test_more_than_a_megabyte_is_not_read(fetching, site, web):
    site.on("big", fetching.Said(body=b" " * (1024 * 1024 + 1)))

    with pytest.raises(FetchError, match="larger than 1 MB"):
        web.get(f"{site.base}/big", {})


def test_a_failure_is_said_without_address_query_or_form(fetching, site, web):
    site.on("token", fetching.Said(act=fetching.cut_connection))

    with pytest.raises(EndpointDown, match=r"^Acute trust: its sign-in server could not be asked") as caught:
        web.post_form(
            f"{site.base}/token?q={'canary' + '1'}", {"code": "canary" + "2"}, {"X": "canary" + "3"}
        )

    text = "".join(traceback.format_exception(caught.value))
    assert not [number for number in "123" if "canary" + number in text]
    assert "127.0.0.1" not in text
    assert len(site.heard) == 1  # a code can be used once: nothing is sent again


def test_a_request_that_waits_is_woken(fetching, site, web):
    arrived = threading.Event()

    def hang(handler):
        arrived.set()
        site.hang(handler)

    site.on("token", fetching.Said(act=hang))
    caught = []

    def ask():
        try:
            web.get(f"{site.base}/token", {})
        except Cancelled as error:
            caught.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    assert arrived.wait(10)
    web.abort()
    thread.join(10)

    assert len(caught) == 1
