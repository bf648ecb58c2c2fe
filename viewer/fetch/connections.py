"""Connections that can be shut from outside in every state: connecting, shaking hands, waiting, reading."""

import socket
import ssl
from contextlib import ExitStack
from time import monotonic

import truststore
from typing_extensions import override
from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from viewer.fetch.contact import Contact
from viewer.fetch.sockets import OpenSockets


class WatchedContext(truststore.SSLContext):
    """TLS by the store of the OS; a socket can be shut while it shakes hands, however slowly."""

    live: OpenSockets

    @override
    def wrap_socket(  # type: ignore[override]  # of its arguments those that urllib3 gives
        self, sock: socket.socket, server_hostname: str | None = None
    ) -> ssl.SSLSocket:
        wrapped = super().wrap_socket(sock, do_handshake_on_connect=False, server_hostname=server_hostname)
        self.live.use(wrapped)
        with ExitStack() as failed:
            failed.callback(wrapped.close)
            wrapped.do_handshake()
            failed.pop_all()
        return wrapped


def watched_context(live: OpenSockets) -> WatchedContext:
    """Return a TLS context that checks name and certificate, TLS 1.2 at least (AUTH-01)."""
    context = WatchedContext(ssl.PROTOCOL_TLS_CLIENT)  # ssl makes it before any __init__ of ours
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.live = live
    return context


class Watched(HTTPConnection):
    """A connection that is noted in ``live`` and described in ``contact``; a subclass has both."""

    live: OpenSockets
    contact: Contact

    @override
    def _new_conn(self) -> socket.socket:
        start = monotonic()
        sock = super()._new_conn()
        self.contact.connected_s = monotonic() - start
        return sock

    @override
    def _tunnel(self) -> None:
        self.live.use(self.sock)  # it may stay in the proxy's hands for long
        super()._tunnel()
        self.live.still()  # ssl would lose, and never close, a socket that was shut meanwhile

    @override
    def connect(self) -> None:
        super().connect()
        self.live.use(self.sock)

    @override
    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as urllib3 itself has it
        self.live.use(self.sock)  # it may have been opened by another thread
        return super().getresponse()


class WatchedTls(Watched, HTTPSConnection):
    """The same by TLS."""

    @override
    def connect(self) -> None:
        start = monotonic()
        super().connect()
        self.contact.secured_s = monotonic() - start - (self.contact.connected_s or 0)
        if isinstance(self.sock, ssl.SSLSocket):
            self.contact.tls = self.sock.version() or ""
            self.contact.certificate = self.sock.getpeercert(binary_form=True) or b""


def pool_classes(live: OpenSockets, contact: Contact) -> dict[str, type[HTTPConnectionPool]]:
    """Return urllib3's pools for one source; urllib3 makes pools and connections itself, by their classes."""
    noted = {"live": live, "contact": contact}
    plain = type("Plain", (Watched,), noted)
    tls = type("Tls", (WatchedTls,), noted)
    return {
        "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("TlsPool", (HTTPSConnectionPool,), {"ConnectionCls": tls}),
    }
