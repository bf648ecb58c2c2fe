"""A proxy that stands before a demo endpoint and does to one request what networks and servers do."""

import http.client
import socket
import ssl
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

HERE = "127.0.0.1"
_LINGER = struct.pack("ii", 1, 0)
_HOP = frozenset({"connection", "proxy-connection", "keep-alive", "transfer-encoding", "content-length"})


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request as it came in; ``target`` without scheme and host, names of headers in lower case."""

    method: str
    target: str
    headers: dict = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def path(self):
        return urlsplit(self.target).path


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What the endpoint itself answered, or what is sent in its place."""

    status: int = 200
    headers: tuple = (("Content-Type", "application/fhir+json"),)
    body: bytes = b""

    def head(self, length=None, **more):
        """The first bytes of the answer; ``length`` None states the right one, "" states none."""
        stated = {} if length == "" else {"Content-Length": len(self.body) if length is None else length}
        named = [
            *self.headers,
            *stated.items(),
            *((name.replace("_", "-"), one) for name, one in more.items()),
        ]
        lines = [f"HTTP/1.1 {self.status} {http.client.responses.get(self.status, 'Other')}"]
        lines += [f"{name}: {value}" for name, value in named]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")

    @property
    def raw(self):
        return self.head() + self.body

    def with_header(self, name, value):
        kept = tuple(pair for pair in self.headers if pair[0].casefold() != name.casefold())
        return replace(self, headers=(*kept, (name, value)))


class Line:
    """One request on one connection: a fault does with it what it likes."""

    def __init__(self, proxy, sock, asked):
        self.proxy, self.sock, self.asked = proxy, sock, asked
        self.open = True

    def reply(self):
        """Ask the endpoint itself."""
        return self.proxy.upstream(self.asked)

    def send(self, data):
        self.sock.sendall(data)

    def answer(self, reply):
        self.send(reply.raw)

    def end(self):
        """Close as a server does that has done."""
        self.open = False
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)

    def reset(self):
        """Close with RST, as a crashed server or a firewall does."""
        self.open = False
        reset(self.sock)

    def hang(self):
        """Keep the connection and say nothing more."""
        self.proxy.released.wait(60)
        self.end()


def listening(host, port=0):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=64)


def reset(sock):
    with suppress(OSError):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER)
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RD)  # wakes whoever reads here
    sock.close()


class FaultProxy:
    """Passes everything on, but for what ``arm`` names. ``tls`` is what connections to come are shown.

    ``passed`` are the answers that went through whole, with their requests, in order; ``struck`` is set once
    a fault has begun; ``connections`` counts who came.
    """

    def __init__(self, upstream, tls=None, host=HERE):
        self._upstream = urlsplit(upstream)
        self._host = host
        self.tls = tls
        self.fault, self.matches, self.left = None, None, 0
        self.passed, self.struck, self.released = [], threading.Event(), threading.Event()
        self.connections = 0
        self._lock = threading.Lock()
        self._open = set()
        self.port = 0
        self.revive()

    @property
    def base(self):
        scheme = "https" if self.tls else "http"
        return f"{scheme}://{HERE}:{self.port}{self._upstream.path}"

    def arm(self, act, matches, times=0):
        """From now on the requests that match suffer ``act``: always, or so many times."""
        self.fault, self.matches, self.left = act, matches, times or -1

    def revive(self):
        """Listen (again) at the same port."""
        self._listener = listening(self._host, self.port)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def die(self):
        """Nobody listens any more and every connection is cut."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut_all()

    def cut_all(self):
        with self._lock:
            sockets, self._open = self._open, set()
        for sock in sockets:
            reset(sock)

    def close(self):
        self.released.set()
        self.die()

    def upstream(self, asked):
        """Ask the endpoint; never compressed, so that a fault can look inside."""
        line = http.client.HTTPConnection(self._upstream.hostname, self._upstream.port, timeout=30)
        try:
            kept = {name: value for name, value in asked.headers.items() if name not in _HOP}
            kept["accept-encoding"] = "identity"
            line.request(asked.method, asked.target, asked.body or None, kept)
            came = line.getresponse()
            headers = tuple((name, value) for name, value in came.getheaders() if name.casefold() not in _HOP)
            return Reply(status=came.status, headers=headers, body=came.read())
        finally:
            line.close()

    def _accept(self, listener):
        while True:
            try:
                sock, _ = listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, sock):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        tls = self.tls
        try:
            if tls is not None:
                sock = tls.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)
                _shake(sock)
            elif sock.recv(1, socket.MSG_PEEK) == b"\x16":  # a client that wants TLS, and there is none
                sock.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
                sock.shutdown(socket.SHUT_WR)
                while sock.recv(4096):
                    pass
                return
            with self._lock:
                self._open.add(sock)
            with sock, sock.makefile("rb") as stream:
                while (asked := _request(stream)) is not None and self._served(sock, asked):
                    pass
        except (OSError, ValueError):
            pass  # a client that goes away, or a connection that a fault has cut
        finally:
            with self._lock:
                self._open.discard(sock)
            sock.close()

    def _served(self, sock, asked):
        line = Line(self, sock, asked)
        if self._strikes(asked):
            self.struck.set()
            self.fault(line)
            return line.open
        reply = line.reply()
        self.passed.append((asked, reply))
        line.answer(reply)
        return True

    def _strikes(self, asked):
        with self._lock:
            if self.fault is None or self.left == 0 or not self.matches(asked):
                return False
            self.left -= 1
            return True


def _shake(sock):
    """Shake hands; closing at once would take away from the client the alert that says why it failed."""
    try:
        sock.settimeout(20)
        sock.do_handshake()
        sock.settimeout(None)
    except ssl.SSLError:
        with suppress(OSError):
            sock.shutdown(socket.SHUT_WR)  # what is read from now on is not decrypted any more
            while sock.recv(4096):
                pass
        raise


def _request(stream):
    """Read one request; None where the client has closed."""
    first = stream.readline(65536).decode("latin-1").split()
    if len(first) != 3:
        return None
    headers = {}
    while line := stream.readline(65536).strip():
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.strip().lower()] = value.strip()
    body = stream.read(int(headers.get("content-length", 0)))
    parts = urlsplit(first[1])
    target = parts.path + (f"?{parts.query}" if parts.query else "")  # a proxy is told the whole address
    return Asked(method=first[0], target=target, headers=headers, body=body)
