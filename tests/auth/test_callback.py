"""The page on this computer: one callback, one path, loopback only, no data on it (AUTH-07)."""

import http.client
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from tests.auth.at_hand import visit
from viewer.auth.callback import Listener
from viewer.errors import Cancelled, FetchError, SignInNeeded

NEVER = threading.Event()


@pytest.fixture
def listener():
    made = Listener("Acute", 0)
    yield made
    made.close()


@pytest.fixture
def pool():
    with ThreadPoolExecutor(2) as threads:
        yield threads


def test_it_listens_on_loopback_only_and_says_an_address_not_a_name(listener):
    parts = urlsplit(listener.redirect)

    assert (parts.scheme, parts.hostname, parts.path) == ("http", "127.0.0.1", "/callback")
    assert listener._server.socket.getsockname()[0] == "127.0.0.1"


def test_the_callback_is_taken_and_the_page_holds_nothing_of_it(listener, pool):
    waiting = pool.submit(listener.wait, NEVER, 10)
    status, headers, page = visit(f"{listener.redirect}?code=canary&state=canary")

    assert waiting.result(10) == "/callback?code=canary&state=canary"
    assert status == 200
    assert "You can close this tab" in page
    assert "canary" not in page + str(headers)
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_afterwards_nobody_listens(listener, pool):
    waiting = pool.submit(listener.wait, NEVER, 10)
    visit(f"{listener.redirect}?code=1")
    waiting.result(10)

    with pytest.raises(OSError, match="refused"):
        visit(listener.redirect)


def test_a_quick_browser_is_not_missed(listener, pool):
    page = pool.submit(visit, f"{listener.redirect}?code=1")

    assert listener.wait(NEVER, 10) == "/callback?code=1"
    assert page.result(10)[0] == 200


@pytest.mark.parametrize("path", ["/", "/favicon.ico", "/callback/", "/callbacks?code=1", "//callback"])
def test_other_paths_are_not_there_and_end_nothing(listener, pool, path):
    waiting = pool.submit(listener.wait, NEVER, 10)
    status, _, page = visit(listener.redirect.removesuffix("/callback") + path)

    assert (status, "nothing here" in page) == (404, True)
    assert not waiting.done()
    visit(f"{listener.redirect}?code=1")
    assert waiting.result(10) == "/callback?code=1"


def ask(listener, method, host):
    parts = urlsplit(listener.redirect)
    line = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    try:
        line.request(method, "/callback?code=evil", headers={"Host": host})
        return line.getresponse().status
    finally:
        line.close()


def test_another_host_name_or_method_is_not_taken(listener, pool):
    waiting = pool.submit(listener.wait, NEVER, 10)
    port = urlsplit(listener.redirect).port

    assert ask(listener, "GET", f"evil.example:{port}") == 404
    assert ask(listener, "POST", f"127.0.0.1:{port}") == 501
    visit(f"{listener.redirect}?code=1")
    assert waiting.result(10) == "/callback?code=1"


@pytest.mark.parametrize(
    "kind",
    [
        {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"},
        {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"},
        {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
    ],
)
def test_what_a_page_elsewhere_loads_does_not_use_the_callback_up(listener, pool, kind):
    waiting = pool.submit(listener.wait, NEVER, 10)
    line = http.client.HTTPConnection("127.0.0.1", urlsplit(listener.redirect).port, timeout=10)
    line.request("GET", "/callback?state=evil", headers=kind)
    assert line.getresponse().status == 404
    line.close()
    line.request(
        "GET", "/callback?code=1", headers={"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    )
    assert line.getresponse().status == 200
    line.close()

    assert waiting.result(10) == "/callback?code=1"


def test_where_the_system_lets_ports_be_shared_this_one_is_not(monkeypatch):
    asked = []
    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", -5, raising=False)
    monkeypatch.setattr(socket.socket, "setsockopt", lambda _self, *option: asked.append(option))
    Listener("Acute", 0).close()

    assert (socket.SOL_SOCKET, -5, 1) in asked


def test_a_connection_that_says_nothing_stops_nobody(listener, pool):
    parts = urlsplit(listener.redirect)
    with socket.create_connection((parts.hostname, parts.port)):
        waiting = pool.submit(listener.wait, NEVER, 10)
        visit(f"{listener.redirect}?code=1")

        assert waiting.result(10) == "/callback?code=1"


def test_only_the_first_callback_counts(listener):
    assert listener._server.is_first()
    assert not listener._server.is_first()


def test_a_cancel_ends_the_wait(listener):
    stop = threading.Event()
    stop.set()

    with pytest.raises(Cancelled, match="stopped"):
        listener.wait(stop, 10)


def test_closing_from_another_thread_ends_the_wait(listener, pool):
    waiting = pool.submit(listener.wait, NEVER, 10)
    with socket.create_connection(("127.0.0.1", urlsplit(listener.redirect).port)):
        listener.close()
        with pytest.raises(Cancelled, match="stopped"):
            waiting.result(10)


def test_a_page_that_nobody_answers_is_given_up(listener):
    with pytest.raises(SignInNeeded, match="in time"):
        listener.wait(NEVER, -1)


def test_a_fixed_port_is_taken_and_one_in_use_is_said(listener):
    port = urlsplit(listener.redirect).port
    with pytest.raises(FetchError, match=f"port {port} for the sign-in is in use"):
        Listener("Acute", port)
    listener.close()
    again = Listener("Acute", port)
    again.close()

    assert urlsplit(again.redirect).port == port
