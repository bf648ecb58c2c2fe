"""Decides whether a form comes from the client it names: public, secret, or a signed assertion used once."""

import base64
import hmac
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote_plus

import jwt

_LONGEST_S = 300
_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass(frozen=True, slots=True)
class Client:
    """One registered client. ``public_key`` is PEM, ``key_id`` its name; "" for a public client.

    ``offline``: it may have refresh tokens without asking for offline_access (NHS does so).
    """

    id: str
    secret: str = ""
    public_key: str = ""
    key_id: str = ""
    algorithms: tuple[str, ...] = ("RS384", "ES384", "RS512")
    only_form: bool = False
    offline: bool = False


class Proofs:
    """Knows the clients, and every assertion that was used."""

    def __init__(self, clients: tuple[Client, ...]) -> None:
        self._clients = {client.id: client for client in clients}
        self._used: set[str] = set()
        self._lock = threading.Lock()

    def client_of(self, form: Mapping[str, str], sign_in: str, token_url: str) -> Client | None:
        """Return the client that a form or its Authorization header proves; None if it does not."""
        if form.get("client_assertion_type") == _ASSERTION:
            return self._by_assertion(form.get("client_assertion", ""), token_url)
        name, secret = _basic(sign_in) if sign_in else (form.get("client_id"), form.get("client_secret", ""))
        client = self._clients.get(name or "")
        if client is None or client.public_key or (sign_in and client.only_form):
            return None
        return client if hmac.compare_digest(client.secret.encode(), secret.encode()) else None

    def _by_assertion(self, assertion: str, token_url: str) -> Client | None:
        try:
            head = jwt.get_unverified_header(assertion)
            name = jwt.decode(assertion, options={"verify_signature": False}).get("sub")
            client = self._clients.get(str(name))
            if client is None or head.get("kid") != client.key_id or not client.public_key:
                return None
            claims = jwt.decode(
                assertion,
                client.public_key,
                algorithms=list(client.algorithms),
                audience=token_url,
                issuer=client.id,
                options={"require": ["iss", "sub", "aud", "exp", "jti"]},
            )
        except jwt.PyJWTError:
            return None
        return client if self._is_fresh(claims) else None

    def _is_fresh(self, claims: Mapping[str, object]) -> bool:
        now = time.time()
        end = claims["exp"]
        with self._lock:
            new = str(claims["jti"]) not in self._used
            self._used.add(str(claims["jti"]))
        return new and type(end) is int and end - now <= _LONGEST_S


def _basic(sign_in: str) -> tuple[str, str]:
    try:
        pair = base64.b64decode(sign_in.removeprefix("Basic "), validate=True).decode()
    except ValueError:
        return "", ""
    name, _, secret = pair.partition(":")
    return unquote_plus(name), unquote_plus(secret)
