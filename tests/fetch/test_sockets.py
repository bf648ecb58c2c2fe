"""Sockets that can be shut from outside, whatever the server does with them."""

import socket

import pytest

from viewer.fetch.contact import Contact
from viewer.fetch.options import FetchOptions
from viewer.fetch.sockets import OpenSockets
from viewer.fetch.transport import SafeAdapter, safe_session
from viewer.fetch.trust import Trust


def test_shutting_connections_that_were_never_open_or_are_closed_does_no_harm(site, fetching):
    OpenSockets().shut()
    trust = Trust("Acute trust", FetchOptions())
    live = trust.live
    session = safe_session(SafeAdapter(trust, Contact(), 1))
    session.get(f"{site.base}/metadata", timeout=10)
    live.shut()
    live.shut()

    assert len(site.asked("metadata")) == 1


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    ours.settimeout(10)
    with ours, theirs:
        yield ours, theirs


def test_after_the_time_limit_whoever_reads_is_woken(pair):
    live = OpenSockets()

    with live.time_limit(0.01) as late:
        live.use(pair[0])
        assert pair[0].recv(1) == b""

    assert late.is_set()


def test_a_socket_opened_after_the_time_limit_is_shut_at_once(pair):
    live = OpenSockets()

    with live.time_limit(0) as late:
        assert late.wait(10)
        live.use(pair[0])
        assert pair[0].recv(1) == b""


def test_without_a_socket_there_is_nothing_to_shut():
    live = OpenSockets()

    with live.time_limit(0) as late:
        live.use(None)
        assert late.wait(10)


def test_within_the_time_limit_nothing_is_shut(pair):
    live = OpenSockets()
    with live.time_limit(60) as late:
        live.use(pair[0])
        pair[1].send(b"x")
        assert pair[0].recv(1) == b"x"

    assert not late.is_set()
    pair[1].send(b"y")
    assert pair[0].recv(1) == b"y"


def test_a_socket_opened_after_the_end_is_shut_at_once(pair):
    live = OpenSockets()
    live.shut()

    live.use(pair[0])

    assert pair[0].recv(1) == b""


def test_whoever_asks_is_told_that_the_time_is_over_or_everything_is():
    live = OpenSockets()
    live.still()

    with live.time_limit(0) as late:
        assert late.wait(10)
        with pytest.raises(OSError, match="shut"):
            live.still()
    live.still()
    live.shut()
    with pytest.raises(OSError, match="shut"):
        live.still()
