"""Asking for tokens: one form, one answer, and every refusal in words (RFC 6749, section 5.2)."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote_plus

from viewer.auth.assertion import signed_assertion
from viewer.auth.keys import signing_key
from viewer.auth.replies import content_of, text
from viewer.auth.tokens import Tokens, tokens_from
from viewer.errors import ResourceError, SignInNeeded
from viewer.fhir.strict import read_object
from viewer.source.endpoint import Endpoint, SignIn
from viewer.source.protocols import SecretStore
from viewer.source.secret import Purpose, secret_name
from viewer.source.web import Web, WebReply

_WHAT = "a token"
_REFUSALS = frozenset({400, 401, 403})
_SUPPORT = "Check the sign-in settings of this source with your IT support."
_CLOCK = f"{_SUPPORT} A wrong clock on this computer can be the reason too."
_WORDS = {
    "invalid_client": ("its sign-in service does not accept this program", _CLOCK),
    "unauthorized_client": ("its sign-in service does not let this program in this way", _SUPPORT),
    "unsupported_grant_type": ("its sign-in service does not know this way of signing in", _SUPPORT),
    "invalid_scope": ("its sign-in service does not know the rights that were asked for", _SUPPORT),
    "access_denied": ("the sign-in was refused", None),
    "invalid_grant": ("the sign-in has ended or was used already", None),
    "invalid_request": ("its sign-in service refused the request", None),
}


class TokenRefused(SignInNeeded):
    """The service understood and said no; asking the same again does not help. ``code`` is OAuth's."""

    def __init__(self, source: str, code: str) -> None:
        self.code = code if code in _WORDS else ""
        super().__init__(source, *_WORDS.get(code, ("its sign-in service refused", _SUPPORT)))


def utc_now() -> datetime:
    """The time by this computer's clock, UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Teller:
    """Asks one token URL as one client. ``proofs``: the ways of showing who asks that the service names."""

    endpoint: Endpoint
    web: Web
    secrets: SecretStore
    url: str
    client: str
    proofs: frozenset[str] = frozenset()

    def tokens(self, fields: Mapping[str, str], now: datetime) -> Tokens:
        """Send a form with the proof of who asks. Raises TokenRefused, FetchError, VaultError."""
        reply = self._sent(self.url, fields, now)
        if reply.status in _REFUSALS:
            raise TokenRefused(self.endpoint.name, _code(reply))
        return tokens_from(self.endpoint.name, content_of(self.endpoint.name, reply, _WHAT), now)

    def tell(self, url: str, fields: Mapping[str, str], now: datetime) -> int:
        """Send a form whose answer is its status, such as a revocation. Raises FetchError, VaultError."""
        return self._sent(url, fields, now).status

    def _sent(self, url: str, fields: Mapping[str, str], now: datetime) -> WebReply:
        accept = {"Accept": "application/json"}
        if self.endpoint.sign_in is not SignIn.CLIENT:
            return self.web.post_form(url, {**fields, **self._proof(now)}, accept)
        secret = self._secret()
        if "client_secret_post" in self.proofs and "client_secret_basic" not in self.proofs:
            return self.web.post_form(url, {**fields, **self._in_form(secret)}, accept)
        reply = self.web.post_form(url, fields, {**accept, "Authorization": self._basic(secret)})
        if not self.proofs and reply.status in _REFUSALS and _code(reply) == "invalid_client":
            # It does not say which way it takes: some take the form only. Once, never more.
            return self.web.post_form(url, {**fields, **self._in_form(secret)}, accept)
        return reply

    def _proof(self, now: datetime) -> Mapping[str, str]:
        """How this program shows who it is; a public client only names itself (AUTH-09)."""
        must_sign = self.endpoint.sign_in in {SignIn.SIGNED_JWT, SignIn.EXCHANGE}
        if not must_sign and not self.endpoint.oauth.key_file:
            return {"client_id": self.client}
        key = signing_key(self.endpoint, self.secrets)
        return signed_assertion(self.endpoint.oauth, key, client=self.client, audience=self.url, now=now)

    def _secret(self) -> str:
        secret = self.secrets.secret(secret_name(self.endpoint.id, Purpose.SIGN_IN))
        if not secret:
            raise SignInNeeded(self.endpoint.name, "no client secret is stored for this source")
        return secret

    def _in_form(self, secret: str) -> Mapping[str, str]:
        return {"client_id": self.client, "client_secret": secret}

    def _basic(self, secret: str) -> str:
        pair = f"{quote_plus(self.client)}:{quote_plus(secret)}"
        return f"Basic {b64encode(pair.encode()).decode('ascii')}"


def _code(reply: WebReply) -> str:
    try:
        return text(read_object(reply.body), "error")
    except ResourceError:
        return ""
