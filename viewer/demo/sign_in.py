"""Decides whether a request to a demo endpoint has signed in: by a secret, or by a service's token."""

import base64
import hmac
import json
import secrets
from dataclasses import dataclass
from email.message import Message

from viewer.demo.authority.proofs import Client
from viewer.demo.authority.server import Authority
from viewer.source.endpoint import SignIn

USER_NAME = "demo"
HEADER_NAME = "X-API-Key"
CLIENT_ID = "tributary-demo"
ANNOUNCED_AT = "/.well-known/smart-configuration"
_PERSON = {"sub": "demo-1", "name": "Dr Ada Okafor (demo)", "fhirUser": "Practitioner/demo-1"}
_WAYS = frozenset({SignIn.NONE, SignIn.BASIC, SignIn.BEARER, SignIn.API_KEY, SignIn.CLIENT, SignIn.SMART})


@dataclass(frozen=True, slots=True)
class Guard:
    """What one endpoint asks for. The secret is made anew in each run, so it opens nothing else.

    ``authority`` is the sign-in service that gives the tokens, None where a secret is enough.
    """

    sign_in: SignIn = SignIn.NONE
    secret: str = ""
    authority: Authority | None = None

    def lets_in(self, headers: Message) -> bool:
        """Tell whether these request headers carry the right secret."""
        if self.sign_in == SignIn.NONE:
            return True
        if self.authority is not None:
            return self.authority.service.lets_in(headers.get("Authorization", ""))
        name, wanted = self._wanted()
        return hmac.compare_digest(headers.get(name, "").encode(), wanted.encode())

    def _wanted(self) -> tuple[str, str]:
        if self.sign_in == SignIn.API_KEY:
            return HEADER_NAME, self.secret
        if self.sign_in == SignIn.BEARER:
            return "Authorization", f"Bearer {self.secret}"
        pair = base64.b64encode(f"{USER_NAME}:{self.secret}".encode()).decode()
        return "Authorization", f"Basic {pair}"

    @property
    def announcement(self) -> bytes:
        """What the endpoint says of its sign-in service, in JSON; b"" where it has none."""
        return json.dumps(self.authority.service.announcement()).encode() if self.authority else b""

    @property
    def client_id(self) -> str:
        """As whom programs sign in; "" where there is no sign-in service."""
        return CLIENT_ID if self.authority else ""

    def close(self) -> None:
        """End the sign-in service, where there is one."""
        if self.authority is not None:
            self.authority.stop()

    @property
    def sign_in_words(self) -> str:
        """How to sign in, in the words of the CapabilityStatement; "" for nothing."""
        return "" if self.sign_in == SignIn.NONE else self.sign_in.value

    @property
    def challenge(self) -> str:
        """The value of WWW-Authenticate; an API key has none, as on real servers."""
        realm = 'realm="tributary demo"'
        if self.authority is not None:
            return f"Bearer {realm}"
        return {SignIn.BASIC: f"Basic {realm}", SignIn.BEARER: f"Bearer {realm}"}.get(self.sign_in, "")


def guard_for(sign_in: str) -> Guard:
    """Make a guard with a secret of its own. Raises ValueError for a word that is no way to sign in."""
    way = SignIn(sign_in)
    if way not in _WAYS:
        raise ValueError("the demo has no such sign-in")
    secret = "" if way in {SignIn.NONE, SignIn.SMART} else secrets.token_urlsafe(24)
    if way not in {SignIn.SMART, SignIn.CLIENT}:
        return Guard(way, secret)
    authority = Authority(Client(CLIENT_ID, secret=secret))
    authority.service.manner.asks = True
    authority.service.manner.person = _PERSON
    return Guard(way, secret, authority)
