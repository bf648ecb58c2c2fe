"""TLS is always checked, by the computer's own trust and what is added to it."""

import http.server
import logging
import shutil
import ssl
import subprocess
import threading

import pytest

from viewer.auth.authorise import Anonymous
from viewer.errors import Cancelled, FetchError
from viewer.fetch.options import FetchOptions
from viewer.fetch.server import SafeServer
from viewer.fetch.sockets import OpenSockets
from viewer.fetch.transport import safe_session, silence

OPENSSL = shutil.which("openssl")


def openssl(*arguments, cwd):
    subprocess.run([OPENSSL, *arguments], cwd=cwd, check=True, capture_output=True, timeout=60)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """An authority of our own, and three certificates by it: good, of another name, ended."""
    if OPENSSL is None:
        pytest.skip("the program openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    ca = ["-x509", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Test authority", "-days", "2"]
    openssl("req", "-newkey", "rsa:2048", "-nodes", *ca, "-addext", "keyUsage=keyCertSign", cwd=folder)
    for name, subject, days in (
        ("good", "IP:127.0.0.1", "1"),
        ("other", "DNS:other.example", "1"),
        ("ended", "IP:127.0.0.1", "-1"),
    ):
        openssl(
            "req",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            f"{name}.key",
            "-out",
            f"{name}.csr",
            "-subj",
            "/CN=x",
            cwd=folder,
        )
        (folder / "names").write_text(f"subjectAltName={subject}\n")
        signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-extfile", "names", "-days", days]
        openssl("x509", "-req", "-in", f"{name}.csr", "-out", f"{name}.pem", *signed, cwd=folder)
    return folder


@pytest.fixture
def serve(certificates):
    servers = []

    def start(name):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificates / f"{name}.pem", certificates / f"{name}.key")

        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_args):
                pass

            def do_POST(self):
                self.server.hanging.set()
                self.server.released.wait(30)

        class Server(http.server.ThreadingHTTPServer):
            def handle_error(self, request, client_address):
                pass  # a client that refuses our certificate is the test

        server = Server(("127.0.0.1", 0), Quiet)
        server.hanging, server.released = threading.Event(), threading.Event()
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        return f"https://127.0.0.1:{server.server_port}"

    start.servers = servers
    yield start
    for server in servers:
        server.released.set()
        server.shutdown()
        server.server_close()


def ask(fetching, base, ca_file=None):
    return SafeServer(fetching.endpoint(base), Anonymous(), FetchOptions(ca_file=ca_file)).get("metadata")


def test_an_added_authority_is_trusted(fetching, serve, certificates):
    assert ask(fetching, serve("good"), certificates / "ca.pem").status == 404


def test_an_unknown_authority_is_refused_in_words(fetching, serve):
    with pytest.raises(FetchError, match="its certificate is refused"):
        ask(fetching, serve("good"))


@pytest.mark.parametrize("name", ["other", "ended"])
def test_a_certificate_of_another_name_or_past_its_end_is_refused(fetching, serve, certificates, name):
    with pytest.raises(FetchError, match="its certificate is refused"):
        ask(fetching, serve(name), certificates / "ca.pem")


def test_no_setting_of_the_environment_switches_the_check_off(fetching, serve, certificates, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificates / "ca.pem"))
    monkeypatch.setenv("CURL_CA_BUNDLE", str(certificates / "ca.pem"))

    with pytest.raises(FetchError, match="its certificate is refused"):
        ask(fetching, serve("good"))


def test_a_request_over_tls_is_woken_by_a_cancel_too(fetching, serve, certificates):
    base = serve("good")
    options = FetchOptions(ca_file=certificates / "ca.pem")
    server = SafeServer(fetching.endpoint(base), Anonymous(), options)
    caught = []

    def ask():
        try:
            server.post("Patient/$op", b"{}")
        except Cancelled as error:
            caught.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    assert serve.servers[0].hanging.wait(10)
    server.abort()
    thread.join(10)

    assert len(caught) == 1


def test_old_tls_is_not_spoken():
    adapter = safe_session(FetchOptions(), OpenSockets()).get_adapter("https://x")

    assert adapter._context.minimum_version is ssl.TLSVersion.TLSv1_2
    assert adapter._context.verify_mode is ssl.CERT_REQUIRED
    assert adapter._context.check_hostname


def test_the_libraries_that_log_addresses_are_kept_quiet(caplog):
    caplog.set_level(logging.DEBUG)
    silence()

    logging.getLogger("urllib3.connectionpool").warning("GET /Patient?identifier=1")
    logging.getLogger("viewer").warning("this may be said")

    assert caplog.messages == ["this may be said"]
