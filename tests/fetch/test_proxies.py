"""By which proxy a request goes, against a proxy of our own that wants to be signed in to."""

import http.server
import socket
import threading
import traceback
from base64 import b64encode
from contextlib import suppress

import pytest
import requests

from tests.fetch.authority import Authority, TlsServer
from viewer.auth.authorise import Anonymous
from viewer.errors import AccessRefused, EndpointDown, FetchError, SignInNeeded
from viewer.fetch.desk import Desk
from viewer.fetch.options import FetchOptions, Proxy
from viewer.fetch.proxies import proxies_for, shown_proxy
from viewer.fetch.server import SafeServer
from viewer.fetch.source import origin_of_endpoint
from viewer.fetch.wire import Wire
from viewer.source.answer import Outcome

PASS = "Basic " + b64encode("ann:hörse".encode()).decode()


class Handler(http.server.BaseHTTPRequestHandler):
    """A proxy: tunnels by CONNECT, or says what the test wants it to."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_args):
        pass

    def do_CONNECT(self):
        self.server.asked.append((self.path, self.headers.get("Proxy-Authorization"), dict(self.headers)))
        known = self.headers.get("Proxy-Authorization") == self.server.wanted
        status = self.server.status if known else 407
        self.send_response(status)
        self.end_headers()
        self.close_connection = True
        if status == 200:
            host, _, port = self.path.rpartition(":")
            with socket.create_connection((host, int(port)), 10) as there:
                back = threading.Thread(target=pump, args=(there, self.connection), daemon=True)
                back.start()
                pump(self.connection, there)
                back.join(10)

    def do_GET(self):
        self.server.asked.append((self.path, self.headers.get("Proxy-Authorization"), dict(self.headers)))
        self.send_response(407 if self.headers.get("Proxy-Authorization") != self.server.wanted else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()


def pump(here, there):
    with suppress(OSError):
        while data := here.recv(65536):
            there.sendall(data)
        there.shutdown(socket.SHUT_WR)


class OurProxy(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked, self.wanted, self.status = [], PASS, 200
        self.base = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def handle_error(self, request, client_address):
        pass


@pytest.fixture
def proxy():
    server = OurProxy()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def there(authority):
    server = TlsServer(authority.issue("There"))
    yield server
    server.close()


def by(proxy, authority, user="ann", typed="hörse"):
    way = Proxy(address=proxy.base, user=user, password=lambda: typed)
    return FetchOptions(ca_file=authority.file, proxy=way, connect_timeout_s=5)


def ask(fetching, there, options):
    return SafeServer(fetching.endpoint(there.base), Anonymous(), options).get("metadata?name=canary")


def test_a_proxy_is_signed_in_to_and_sees_no_more_than_the_host(fetching, there, proxy, authority):
    assert ask(fetching, there, by(proxy, authority)).status == 200

    ((path, sign_in, headers),) = proxy.asked
    assert path == there.base.removeprefix("https://")
    assert sign_in == PASS
    assert not {"Authorization", "Accept"} & headers.keys()


def test_the_proxys_password_goes_to_the_proxy_alone(fetching, there, proxy, authority):
    seen = []
    there.RequestHandlerClass = type(
        "Noting",
        (there.RequestHandlerClass,),
        {"do_GET": lambda self: (seen.append(dict(self.headers)), self.send_error(404))},
    )
    ask(fetching, there, by(proxy, authority))

    assert [name for name in seen[0] if name.startswith("Proxy")] == []


@pytest.mark.parametrize("password", ["wrong", ""])
def test_a_wrong_password_is_said_and_tried_once(fetching, there, proxy, authority, password):
    endpoint = fetching.endpoint(there.base)
    options = by(proxy, authority, typed=password)
    desk = Desk(origin_of_endpoint(endpoint), SafeServer(endpoint, Anonymous(), options), options)

    first, second = desk.get("metadata"), desk.get("Patient/1")

    assert first == second
    assert (first.outcome, first.why) == (Outcome.DENIED, "the proxy asks to sign in (status 407)")
    assert len(proxy.asked) == 1  # a second one would be a step towards a locked account


def test_without_a_user_nothing_is_sent_to_sign_in(fetching, there, proxy, authority):
    with pytest.raises(SignInNeeded, match="proxy asks to sign in") as caught:
        ask(fetching, there, by(proxy, authority, user=""))

    assert proxy.asked[0][1] is None
    assert "127.0.0.1" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    "said",
    [(403, AccessRefused, "does not let this source through"), (503, EndpointDown, "could not reach it")],
)
def test_what_a_proxy_says_of_a_source_is_said(fetching, there, proxy, authority, said):
    proxy.status, kind, words = said

    with pytest.raises(kind, match=words):
        ask(fetching, there, by(proxy, authority))


def test_a_proxy_that_is_set_is_used_for_this_computer_too_and_its_407_is_said(fetching, site, proxy):
    options = FetchOptions(proxy=Proxy(address=proxy.base))

    with pytest.raises(SignInNeeded, match="proxy asks to sign in"):
        SafeServer(fetching.endpoint(site.base), Anonymous(), options).get("metadata")

    assert proxy.asked[0][0] == f"{site.base}/metadata"
    assert site.heard == []


def tls_proxy(issued):
    server = TlsServer(issued, handler=Handler)
    server.asked, server.wanted, server.status = [], PASS, 200
    return server


def test_a_proxy_by_tls_is_used(fetching, there, authority):
    proxy = tls_proxy(authority.issue("Proxy"))
    found = ask(fetching, there, by(proxy, authority))
    proxy.close()

    assert found.body == b""
    assert len(proxy.asked) == 1


def test_a_proxy_by_tls_whose_certificate_is_not_trusted_learns_no_password(fetching, there, authority):
    proxy = tls_proxy(Authority(authority.folder, "Another").issue("Proxy"))
    with pytest.raises(FetchError, match="certificate is refused"):
        ask(fetching, there, by(proxy, authority))
    proxy.close()

    assert proxy.asked == []


def test_a_proxy_of_a_kind_that_is_not_known_is_said(fetching, there, authority):
    way = Proxy(address="socks5://127.0.0.1:9")

    with pytest.raises(FetchError, match="of a kind that cannot be used"):
        ask(fetching, there, FetchOptions(ca_file=authority.file, proxy=way))


def test_direct_means_not_the_systems_either(monkeypatch):
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    session = requests.Session()

    assert proxies_for("https://a.example", Proxy(), session) == {}
    assert proxies_for("https://a.example", None, session)["https"] == "http://proxy.example:3128"
    assert proxies_for("http://127.0.0.1:80", None, session) == {}


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ("http://me:secret@proxy.example:3128", "http://proxy.example:3128"),
        ("me:secret@proxy.example:3128", "http://proxy.example:3128"),
        ("", ""),
    ],
)
def test_a_proxy_is_shown_without_its_sign_in(chosen, shown):
    assert shown_proxy("https://a.example", {"https": chosen}) == shown


def test_a_wire_says_by_which_proxy_it_goes(proxy, authority):
    assert Wire("Acute trust", by(proxy, authority)).proxy("https://a.example") == proxy.base
    assert Wire("Acute trust", FetchOptions()).proxy("http://127.0.0.1") == ""
