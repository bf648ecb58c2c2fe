"""What tests of signing in have at hand: a browser, a keyring in memory, a clock, keys, a plain web."""

import http.client
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from viewer.errors import EndpointDown, VaultError
from viewer.source.web import WebReply

ID = "a" * 32
PASSPHRASE = "canary-passphrase"
SECRET = "canary-client-secret"


class Secrets:
    """A keyring in memory that notes every call and can be locked."""

    def __init__(self, **kept):
        self.kept = {name.replace("_", "-"): secret for name, secret in kept.items()}
        self.calls = []
        self.locked = False
        self.read_only = False

    def secret(self, name):
        self._note("read", name)
        return self.kept.get(name)

    def store(self, name, secret):
        self._note("store", name)
        if self.read_only:
            raise VaultError("The keyring refused")
        self.kept[name] = secret

    def forget(self, name):
        self._note("forget", name)
        self.kept.pop(name, None)

    def _note(self, what, name):
        self.calls.append((what, name))
        if self.locked:
            raise VaultError("The keyring is locked")


class Clock:
    """A clock that the test moves."""

    def __init__(self):
        self.ahead = timedelta()

    def __call__(self):
        return datetime.now(UTC) + self.ahead

    def move(self, seconds):
        self.ahead += timedelta(seconds=seconds)


class Keys:
    """Key pairs, made once for all tests: RSA takes long."""

    def __init__(self, folder):
        self.folder = folder
        self.pairs = {
            "rsa": rsa.generate_private_key(public_exponent=65537, key_size=2048),
            "other": rsa.generate_private_key(public_exponent=65537, key_size=2048),
            "short": rsa.generate_private_key(public_exponent=65537, key_size=1024),  # noqa: S505
            "p384": ec.generate_private_key(ec.SECP384R1()),
            "p256": ec.generate_private_key(ec.SECP256R1()),
        }

    def public(self, name):
        raw = self.pairs[name].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        return raw.decode()

    def file(self, name, passphrase=""):
        lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
        path = self.folder / f"{name}{'-locked' if passphrase else ''}.pem"
        if not path.exists():
            raw = self.pairs[name].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)
            path.write_bytes(raw)
        return str(path)


class PlainWeb:
    """``Web`` over one connection for each request; closed whatever happens, never redirected."""

    def __init__(self, endpoint):
        self.name = endpoint.name

    def get(self, url, headers):
        return self._ask("GET", url, None, headers)

    def post_form(self, url, fields, headers):
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", url, urlencode(fields), {**headers, **form})

    def _ask(self, method, url, body, headers):
        parts = urlsplit(url)
        line = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
        try:
            line.request(method, parts.path + (f"?{parts.query}" if parts.query else ""), body, dict(headers))
            answer = line.getresponse()
            return WebReply(
                status=answer.status, body=answer.read(), media_type=answer.headers.get("Content-Type", "")
            )
        except OSError:
            raise EndpointDown(self.name, "nothing answers") from None
        finally:
            line.close()


def with_oauth(endpoint, **settings):
    return replace(endpoint, oauth=replace(endpoint.oauth, **settings))


def visit(url):
    """One request as a browser makes it; returns status, headers and text."""
    parts = urlsplit(url)
    line = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    try:
        line.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""))
        answer = line.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode()
    finally:
        line.close()


def browse(url):
    """Follow the sign-in page back to this computer; returns what the person sees at the end."""
    status, headers, text = visit(url)
    while status == 302:
        status, headers, text = visit(headers["Location"])
    return status, headers, text


def signed(pending, then=browse):
    """Sign in with a browser beside the waiting thread."""
    with ThreadPoolExecutor(1) as browser:
        page = browser.submit(then, pending.url)
        try:
            return pending.wait(threading.Event(), 10)
        finally:
            page.result(10)


def query_of(url):
    return dict(parse_qsl(urlsplit(url).query))
