"""The sign-in service over real HTTP."""

import http.client
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from viewer.demo.authority.proofs import Client
from viewer.demo.authority.server import Authority


@pytest.fixture
def authority():
    with Authority(Client("open")) as running:
        yield running


def ask(authority, method, path, body=None, **headers):
    with closing(http.client.HTTPConnection("127.0.0.1", urlsplit(authority.base).port, timeout=10)) as line:
        line.request(method, path, body, headers)
        with line.getresponse() as answer:
            return answer.status, answer.headers, answer.read()


def test_it_answers_on_loopback_where_it_says(authority):
    status, headers, body = ask(authority, "GET", "/fhir/.well-known/smart-configuration")

    assert (status, headers["Content-Type"], headers["Cache-Control"]) == (
        200,
        "application/json",
        "no-store",
    )
    assert authority.base.encode() in body
    assert authority.fhir == f"{authority.base}/fhir"


def test_a_form_is_read_and_one_without_a_length_is_not(authority):
    assert ask(authority, "POST", "/revoke", b"token=x")[0] == 200
    assert ask(authority, "POST", "/revoke", **{"Content-Length": "-1"})[0] == 413


def test_a_client_that_goes_away_leaves_it_running(authority):
    line = http.client.HTTPConnection("127.0.0.1", urlsplit(authority.base).port, timeout=10)
    line.connect()
    line.sock.sendall(b"\x16\x03\x01")
    line.close()

    assert ask(authority, "GET", "/jwks")[0] == 200


def test_once_it_was_stopped_nobody_listens():
    running = Authority(Client("open"))
    running.stop()

    with pytest.raises(ConnectionRefusedError):
        ask(running, "GET", "/jwks")
