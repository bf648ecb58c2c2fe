"""Signing in at an OpenID provider, whose proof is exchanged for the source's token (AUTH-15; RFC 8693).

This is "separate authentication" of NHS England: Care Identity Service 2 for staff, NHS login for citizens.
The provider's own access token is used for its own user details and for nothing else.
"""

from collections.abc import Mapping

from viewer.auth.authorisation import CodeRequest, Wish
from viewer.auth.callback import Listener
from viewer.auth.discovery import Service, openid_service
from viewer.auth.held import HeldTokens
from viewer.auth.identity import Claims, Expected, believed, person_of, user_words
from viewer.auth.keys import signing_key
from viewer.auth.pending import Pending
from viewer.auth.renewals import RefreshRenewal, Ways, ended
from viewer.auth.replies import content_of, text
from viewer.auth.roles import roles_of
from viewer.auth.scopes import only_reads
from viewer.auth.session import Session
from viewer.auth.tokens import Tokens
from viewer.errors import SignInNeeded
from viewer.source.endpoint import Endpoint
from viewer.source.signed_in import SignedIn

_GRANT = "urn:ietf:params:oauth:grant-type:token-exchange"
_ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token"  # nosec B105 # noqa: S105 - the name of a kind
_ROLES_SCOPE = "nationalrbacaccess"
_SETTINGS = "Check the sign-in settings of this source with your IT support."


class Exchange:
    """One sign-in by an OpenID provider: the ``Desk`` of its ``Pending``."""

    def __init__(self, ways: Ways, endpoint: Endpoint, held: HeldTokens) -> None:
        """Find provider and key. Raises FetchError, SignInNeeded, VaultError."""
        self._ways = ways
        self._endpoint = endpoint
        self._held = held
        self._begun = held.begin()
        oauth = endpoint.oauth
        if not oauth.identity_issuer or not oauth.identity_client or not oauth.token_url:
            raise SignInNeeded(endpoint.name, "its identity provider or token address is not set", _SETTINGS)
        signing_key(endpoint, ways.secrets)  # before the person is asked for anything
        self._provider = openid_service(endpoint, oauth.identity_issuer, ways.web_for(endpoint))
        self._service = ways.service(endpoint)

    def begin(self) -> Pending:
        """Open the listener. Raises FetchError where its port is in use."""
        listener = Listener(self._endpoint.name, self._endpoint.oauth.redirect_port)
        request = CodeRequest(
            self._endpoint.name,
            self._provider,
            client=self._endpoint.oauth.identity_client,
            redirect=listener.redirect,
        )
        return Pending(listener, request, Wish(self._scopes()), self)

    def exchanged(self, fields: Mapping[str, str], nonce: str) -> Session:
        """Exchange the code for the proof, and the proof for the source's token."""
        client = self._endpoint.oauth.identity_client
        proof = self._ways.teller(self._endpoint, self._provider, client).tokens(fields, self._ways.clock())
        claims = self._claims(self._provider, proof, Expected(client, nonce))
        exchange = {
            "grant_type": _GRANT,
            "subject_token": proof.identity,
            "subject_token_type": _ID_TOKEN,
        }
        tokens = self._ways.teller(self._endpoint, self._service).tokens(exchange, self._ways.clock())
        user = user_words(self._endpoint, self._ways.web_for(self._endpoint), claims, "")
        found = Session(
            tokens=tokens,
            user=user,
            person=person_of(claims),
            roles=roles_of(claims),
            issued_at=self._service.token,
        )
        return found.in_role(self._endpoint.nhs.role)

    def accepted(self, session: Session) -> SignedIn:
        """Keep what is wanted kept, then use the token. Raises Cancelled where it comes too late."""
        renewal = RefreshRenewal(self._ways, self._endpoint)
        return renewal.accepted(session, self._service, self._held, self._begun)

    def declined(self, session: Session) -> None:
        """Revoke what was given."""
        ended(self._ways, self._endpoint, self._service, session)

    def _scopes(self) -> str:
        """The settings' scopes that read; else who signs in, and the roles where the provider knows them."""
        given = [scope for scope in self._endpoint.oauth.scopes.split() if only_reads(scope)]
        least = ["openid", "profile"]
        if _ROLES_SCOPE in self._provider.scopes:
            least.append(_ROLES_SCOPE)
        return " ".join(given or least)

    def _claims(self, service: Service, proof: Tokens, expected: Expected) -> Claims:
        """Return what the provider says of the person: the id_token's claims, and its user details."""
        web = self._ways.web_for(self._endpoint)
        claims = believed(self._endpoint, service, web, proof.identity, expected) if proof.identity else None
        if claims is None:
            raise SignInNeeded(self._endpoint.name, "its identity provider did not prove who signed in")
        if not service.user_info:
            return claims
        sign_in = {"Accept": "application/json", "Authorization": f"Bearer {proof.access}"}
        more = content_of(self._endpoint.name, web.get(service.user_info, sign_in), "your user details")
        if text(more, "sub") != text(claims, "sub"):
            raise SignInNeeded(self._endpoint.name, "its identity provider named somebody else")
        return {**more, **claims}
