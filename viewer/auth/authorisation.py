"""The request for a code, and whether the answer to it may be believed (AUTH-04, AUTH-05, AUTH-08; RFC 9207).

On fhirclient's ``FHIROAuth2Auth``, which makes state (122 random bits), verifier and S256 challenge and
knows the fields of each form. Replaced: ``authorize_uri`` (it logs the parameters) and ``handle_callback``
(its errors hold the state, it takes a parameter that comes twice, it posts by itself without time limit).
"""

import secrets
from collections.abc import Mapping
from hmac import compare_digest
from urllib.parse import parse_qsl, urlencode, urlsplit

from fhirclient.auth import FHIROAuth2Auth
from typing_extensions import override

from viewer.auth.discovery import Service
from viewer.errors import SignInNeeded

_AGAIN = "Sign in again; if it happens again, tell your IT support."
_REFUSALS = {
    "access_denied": ("the sign-in was refused or cancelled there", None),
    "invalid_scope": ("it does not know the rights that were asked for", "Ask your IT support."),
    "unauthorized_client": ("it does not let this program in", "Ask your IT support."),
    "unauthorized_application": ("it does not let this program in", "Ask your IT support."),
    "temporarily_unavailable": ("its sign-in service is busy", "Try again later."),
    "server_error": ("its sign-in service failed", "Try again later."),
    "login_required": ("it wants you to sign in again", None),
    "consent_required": ("it wants your consent first", None),
}


class Wish:
    """What fhirclient asks a server for while it writes a request: scopes and launch token."""

    def __init__(self, scopes: str, launch: str = "") -> None:
        self.desired_scope = scopes
        self.launch_token = launch or None

    def should_save_state(self) -> None:
        """Nothing is saved: state and verifier live in memory until the callback."""


class CodeRequest(FHIROAuth2Auth):  # type: ignore[misc]  # fhirclient ships no types
    """One request for one code; its state is good for one callback."""

    auth_type = "tributary-code"
    auth_state: str | None

    def __init__(
        self, source: str, service: Service, *, client: str, redirect: str, audience: str = ""
    ) -> None:
        super().__init__(
            {
                "app_id": client,
                "aud": audience or None,
                "authorize_uri": service.authorize,
                "redirect_uri": redirect,
                "token_uri": service.token,
            }
        )
        self._source = source
        self._service = service
        self.nonce = secrets.token_urlsafe(24)

    @override
    def authorize_uri(self, server: Wish) -> str:
        """Return the address for the system browser; it is a secret while the sign-in runs."""
        wanted: Mapping[str, str | None] = {**self._authorize_params(server), "nonce": self.nonce}
        own = parse_qsl(urlsplit(self._service.authorize).query, keep_blank_values=True)
        fields = [(name, value) for name, value in own if name not in wanted]
        fields += [(name, value) for name, value in wanted.items() if value is not None]
        return f"{self._service.authorize.partition('?')[0]}?{urlencode(fields)}"

    @override
    def handle_callback(self, url: str, server: object = None) -> Mapping[str, str]:
        """Check the callback and return the fields that exchange its code. Raises SignInNeeded."""
        del server
        pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True)
        said = dict(pairs)
        if len(said) != len(pairs):
            raise self._distrust("the answer to the sign-in says something twice")
        self._check_state(said.get("state", ""))
        self._check_issuer(said)
        if "error" in said:
            what, advice = _REFUSALS.get(said["error"], ("its sign-in service reported an error", _AGAIN))
            raise SignInNeeded(self._source, what, advice)
        if not said.get("code"):
            raise self._distrust("the answer to the sign-in holds no code")
        fields = dict(self._code_exchange_params(said["code"]))
        del fields["state"], fields["client_id"]  # the state is for the browser; who asks says the proof
        return fields

    def _check_state(self, state: str) -> None:
        wanted = self.auth_state
        self.auth_state = None  # one use, whatever comes
        if not wanted or not compare_digest(wanted.encode(), state.encode()):
            raise self._distrust("the answer belongs to another sign-in and was not used")

    def _check_issuer(self, said: Mapping[str, str]) -> None:
        issuer = said.get("iss", "")
        missing = self._service.names_itself and not issuer
        if missing or (issuer and self._service.issuer and issuer != self._service.issuer):
            raise self._distrust("the answer comes from another sign-in service and was not used")

    def _distrust(self, what: str) -> SignInNeeded:
        return SignInNeeded(self._source, what, _AGAIN)
