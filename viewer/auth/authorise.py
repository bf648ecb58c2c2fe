"""Which headers sign a request in: none, Basic, bearer token, or an API key of a named header."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from threading import Lock

from viewer.errors import SignInNeeded, UsageError
from viewer.source.endpoint import Endpoint, SignIn
from viewer.source.protocols import Authoriser, SecretStore

Headers = Mapping[str, str]


class Anonymous:
    """No sign-in."""

    def headers(self, endpoint: Endpoint) -> Headers:
        """Return no headers."""
        del endpoint
        return {}

    def renew(self, endpoint: Endpoint) -> bool:
        """Return False: there is nothing to renew."""
        del endpoint
        return False


class SecretHeader:
    """A sign-in that is one header made of a secret.

    The secret is read from the store at the first request and kept in memory for this run; AUTH-02: it is
    given for the one endpoint it was made for and for no other.
    """

    def __init__(self, endpoint: Endpoint, secrets: SecretStore, make: Callable[[str], Headers]) -> None:
        self._endpoint = endpoint
        self._secrets = secrets
        self._make = make
        self._lock = Lock()
        self._headers: Headers | None = None

    def headers(self, endpoint: Endpoint) -> Headers:
        """Return the header. Raises SignInNeeded where no secret is stored, VaultError."""
        if (endpoint.id, endpoint.base_url) != (self._endpoint.id, self._endpoint.base_url):
            raise SignInNeeded(endpoint.name, "this sign-in belongs to another source")
        with self._lock:  # several searches start together: the keyring is asked once
            if self._headers is None:
                self._headers = self._read()
            return self._headers

    def renew(self, endpoint: Endpoint) -> bool:
        """Return False: a refused secret is not tried again, it would lock the account."""
        del endpoint
        return False

    def _read(self) -> Headers:
        secret = self._secrets.secret(self._endpoint.id)
        if not secret:
            raise SignInNeeded(self._endpoint.name, "no secret is stored for this source")
        if any(not mark.isprintable() for mark in secret):
            raise SignInNeeded(self._endpoint.name, "the stored secret holds a line break or control sign")
        if self._endpoint.sign_in is not SignIn.BASIC and (not secret.isascii() or secret != secret.strip()):
            why = "the stored secret holds a blank around it or a letter that cannot be sent"
            raise SignInNeeded(self._endpoint.name, why)
        return self._make(secret)


def authoriser_for(endpoint: Endpoint, secrets: SecretStore) -> Authoriser:
    """Return how to sign in to an endpoint; nothing is read before the first request.

    Raises UsageError for the ways that need ``sign_ins.SignIns``.
    """
    if endpoint.sign_in is SignIn.NONE:
        return Anonymous()
    make = {SignIn.BASIC: _basic, SignIn.BEARER: _bearer, SignIn.API_KEY: _api_key}.get(endpoint.sign_in)
    if make is None:
        raise UsageError("This source wants a sign-in that is not possible here", "Open it in the window.")
    return SecretHeader(endpoint, secrets, lambda secret: make(endpoint, secret))


def _basic(endpoint: Endpoint, secret: str) -> Headers:
    pair = f"{endpoint.user_name}:{secret}".encode()
    return {"Authorization": f"Basic {b64encode(pair).decode('ascii')}"}


def _bearer(endpoint: Endpoint, secret: str) -> Headers:
    del endpoint
    return {"Authorization": f"Bearer {secret}"}


def _api_key(endpoint: Endpoint, secret: str) -> Headers:
    return {endpoint.header_name: secret}
