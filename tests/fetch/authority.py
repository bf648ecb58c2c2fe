"""An authority of our own, certificates by it, and servers that speak TLS with them."""

import http.server
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)

HERE = x509.IPAddress(ip_address("127.0.0.1"))


def named(name):
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


class Issued:
    """A certificate with its key, in every form in which an organisation may hand it out."""

    def __init__(self, folder, key, certificate, chain=()):
        self.folder, self.key, self.certificate, self.chain = folder, key, certificate, tuple(chain)

    def write(self, name, *parts):
        file = Path(self.folder) / name
        file.write_bytes(b"".join(parts))
        return file

    def pem_key(self, passphrase="", form=PrivateFormat.PKCS8):
        encryption = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
        return self.key.private_bytes(Encoding.PEM, form, encryption)

    @property
    def pem(self):
        return b"".join(one.public_bytes(Encoding.PEM) for one in (self.certificate, *self.chain))

    def pkcs12(self, passphrase=""):
        encryption = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
        return pkcs12.serialize_key_and_certificates(
            b"ours", self.key, self.certificate, list(self.chain), encryption
        )


class Authority(Issued):
    """Issues certificates; it is one itself, by its own key."""

    def __init__(self, folder, name="Test authority", above=None):
        key = ec.generate_private_key(ec.SECP256R1())
        signer, issuer = (above.key, above.certificate.subject) if above else (key, named(name))
        certificate = _signed(named(name), key, signer, issuer, days=(-9, 900), ca=True)
        super().__init__(folder, key, certificate)

    @property
    def file(self):
        return self.write(f"ca-{self.certificate.serial_number}.pem", self.pem)

    def issue(self, name="x", *, names=(HERE,), days=(-1, 365), chain=()):
        key = ec.generate_private_key(ec.SECP256R1())
        signed = _signed(named(name), key, self.key, self.certificate.subject, days=days, names=names)
        return Issued(self.folder, key, signed, chain)


def _signed(name, key, signer, issuer, *, days, names=(), ca=False):
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName(list(names)), critical=False)
    return builder.sign(signer, SHA256())


class Quiet(http.server.BaseHTTPRequestHandler):
    """Says who came: the name in the client certificate. An operation hangs."""

    protocol_version = "HTTP/1.1"
    wbufsize = 65536  # head and body in one packet: else each answer waits 40 ms for an acknowledgement

    def log_message(self, *_args):
        pass

    def do_GET(self):
        subject = (self.connection.getpeercert() or {}).get("subject", ())
        body = ("; ".join(value for part in subject for _, value in part)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        if "$" not in self.path:
            self.send_error(405)
            return
        self.server.hanging.set()
        self.server.released.wait(30)


def _linger(wrapped):
    """Read what still comes: closing before would take away from the client the alert that says why."""
    wrapped.settimeout(10)
    wrapped.shutdown(socket.SHUT_WR)
    while wrapped.recv(4096):
        pass


class TlsServer(http.server.ThreadingHTTPServer):
    """One server on loopback. ``client_ca``: the authority whose certificates a client must show."""

    daemon_threads = True

    def __init__(self, issued, client_ca=None, handler=Quiet):
        super().__init__(("127.0.0.1", 0), handler)
        self.hanging, self.released = threading.Event(), threading.Event()
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        pair = issued.write(f"server{self.server_port}.pem", issued.pem, issued.pem_key())
        self.context.load_cert_chain(pair)
        if client_ca:
            self.context.verify_mode = ssl.CERT_REQUIRED
            self.context.load_verify_locations(client_ca.file)
        self.base = f"https://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def finish_request(self, request, client_address):
        # Here, in the connection's own thread: a client that is slow to shake hands holds up no other.
        with self.context.wrap_socket(request, server_side=True, do_handshake_on_connect=False) as wrapped:
            try:
                wrapped.do_handshake()
            except ssl.SSLError:
                _linger(wrapped)
                raise
            self.RequestHandlerClass(wrapped, client_address, self)

    def handle_error(self, request, client_address):
        pass  # a client that refuses our certificate is the test

    def close(self):
        self.released.set()
        self.shutdown()
        self.server_close()
