"""Connections can be shut in every state: also while TLS shakes hands, however slowly, or a proxy connects."""

import socket
import threading
from contextlib import suppress

import pytest

from viewer.errors import Cancelled, EndpointDown
from viewer.fetch.options import FetchOptions, Proxy
from viewer.fetch.wire import Wire

HELLO = b"\x16\x03\x03\x40\x00"  # the head of a TLS record that never comes to its end


class Dripping:
    """A server that accepts, says ``first``, and then sends a byte now and then for ever."""

    def __init__(self, first):
        self.first = first
        self.dripping, self.released = threading.Event(), threading.Event()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.threads = [threading.Thread(target=self.accept, daemon=True)]
        self.threads[0].start()
        self.port = self.listening.getsockname()[1]

    def accept(self):
        with suppress(OSError):
            while True:
                sock, _ = self.listening.accept()
                self.threads.append(threading.Thread(target=self.drip, args=(sock,), daemon=True))
                self.threads[-1].start()

    def drip(self, sock):
        with sock, suppress(OSError):
            sock.recv(1)  # the client is in the middle of it
            sock.sendall(self.first)
            while not self.released.wait(0.01):
                sock.sendall(b"\x02")
                self.dripping.set()

    def close(self):
        self.released.set()
        self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        for thread in self.threads:
            thread.join(10)


@pytest.fixture(params=["handshake", "tunnel"])
def way(request):
    """A server that drips in its handshake, and one that drips as a proxy; the options to go there."""
    server = Dripping(HELLO if request.param == "handshake" else b"HTTP/1.1 200 OK\r\nX: ")
    proxy = Proxy(address=f"http://127.0.0.1:{server.port}") if request.param == "tunnel" else None
    yield server, {"proxy": proxy, "connect_timeout_s": 10, "read_timeout_s": 10}
    server.close()


def test_a_server_that_drips_before_it_answers_is_given_up_after_the_time_budget(way):
    server, options = way
    wire = Wire("Acute trust", FetchOptions(budget_s=0.2, **options))

    with pytest.raises(EndpointDown, match="too slowly"):
        wire.exchange("GET", f"https://127.0.0.1:{server.port}/metadata", {})


def test_abort_wakes_whoever_shakes_hands(way):
    server, options = way
    wire = Wire("Acute trust", FetchOptions(**options))
    caught = []

    def ask():
        try:
            wire.exchange("GET", f"https://127.0.0.1:{server.port}/metadata", {})
        except Cancelled as error:
            caught.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    assert server.dripping.wait(10)
    wire.abort()
    thread.join(10)

    assert len(caught) == 1
