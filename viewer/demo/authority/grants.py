"""Decides which codes and tokens are good: codes once, access tokens for a time, refresh in families."""

import base64
import hashlib
import secrets
import threading
import time
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Grant:
    """What somebody was granted; ``family`` dies as a whole when one of its refresh tokens comes twice."""

    client: str
    scope: str
    challenge: str = ""
    redirect: str = ""
    nonce: str = ""
    launch: str = ""
    family: str = ""


class Grants:
    """All that was given out. ``life_s`` is how long an access token is good."""

    def __init__(self, life_s: float) -> None:
        self.life_s = life_s
        self._lock = threading.Lock()
        self._codes: dict[str, Grant] = {}
        self._access: dict[str, tuple[Grant, float]] = {}
        self._refresh: dict[str, Grant] = {}
        self._spent: dict[str, str] = {}

    def code(self, grant: Grant) -> str:
        """Give out a code."""
        code = secrets.token_urlsafe(24)
        with self._lock:
            self._codes[code] = replace(grant, family=secrets.token_hex(8))
        return code

    def of_code(self, code: str, *, client: str, redirect: str, verifier: str) -> Grant | None:
        """Take a code back; None unless client, redirect and verifier are those it was given for."""
        with self._lock:
            grant = self._codes.pop(code, None)
        if grant is None or (grant.client, grant.redirect) != (client, redirect):
            return None
        return grant if challenge_of(verifier) == grant.challenge else None

    def access(self, grant: Grant) -> str:
        """Give out an access token."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._access[token] = (grant, time.monotonic() + self.life_s)
        return token

    def refresh(self, grant: Grant) -> str:
        """Give out a refresh token."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._refresh[token] = grant
        return token

    def of_refresh(self, token: str, client: str, *, rotates: bool = True) -> Grant | None:
        """Use a refresh token; one that comes twice, or from another client, kills its family."""
        with self._lock:
            if token in self._spent:
                self._end(self._spent[token])
                return None
            grant = self._refresh.get(token)
            if grant is None or grant.client != client:
                return None
            if rotates:
                del self._refresh[token]
                self._spent[token] = grant.family
            return grant

    def lets_in(self, token: str) -> bool:
        """Whether an access token is good now."""
        with self._lock:
            grant, end = self._access.get(token, (None, 0.0))
        return grant is not None and time.monotonic() < end

    def revoke(self, token: str) -> None:
        """End a token; a refresh token with its whole family."""
        with self._lock:
            self._access.pop(token, None)
            grant = self._refresh.get(token)
            if grant is not None:
                self._end(grant.family)

    def expire(self) -> None:
        """End every access token now; the refresh tokens stay good."""
        with self._lock:
            self._access.clear()

    def _end(self, family: str) -> None:
        self._refresh = {name: one for name, one in self._refresh.items() if one.family != family}
        self._access = {name: one for name, one in self._access.items() if one[0].family != family}


def challenge_of(verifier: str) -> str:
    """Return the S256 challenge of a verifier."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
