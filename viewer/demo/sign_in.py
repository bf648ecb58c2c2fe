"""Decides whether a request to a demo endpoint has signed in: none, Basic, bearer or an API key header."""

import base64
import hmac
import secrets
from dataclasses import dataclass
from email.message import Message

from viewer.source.endpoint import SignIn

USER_NAME = "demo"
HEADER_NAME = "X-API-Key"


@dataclass(frozen=True, slots=True)
class Guard:
    """What one endpoint asks for. The secret is made anew in each run, so it opens nothing else."""

    sign_in: SignIn = SignIn.NONE
    secret: str = ""

    def lets_in(self, headers: Message) -> bool:
        """Tell whether these request headers carry the right secret."""
        if self.sign_in == SignIn.NONE:
            return True
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
    def sign_in_words(self) -> str:
        """How to sign in, in the words of the CapabilityStatement; "" for nothing."""
        return "" if self.sign_in == SignIn.NONE else self.sign_in.value

    @property
    def challenge(self) -> str:
        """The value of WWW-Authenticate; an API key has none, as on real servers."""
        realm = 'realm="tributary demo"'
        return {SignIn.BASIC: f"Basic {realm}", SignIn.BEARER: f"Bearer {realm}"}.get(self.sign_in, "")


def guard_for(sign_in: str) -> Guard:
    """Make a guard with a secret of its own. Raises ValueError for a word that is no way to sign in."""
    way = SignIn(sign_in)
    return Guard(way, "" if way == SignIn.NONE else secrets.token_urlsafe(24))
