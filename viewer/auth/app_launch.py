"""Signing in by SMART App Launch 2.2, standalone or with a launch token (AUTH-03..11, AUTH-19, AUTH-20)."""

from collections.abc import Mapping
from dataclasses import replace

from viewer.auth.authorisation import CodeRequest, Wish
from viewer.auth.callback import Listener
from viewer.auth.discovery import Service, with_keys
from viewer.auth.held import HeldTokens
from viewer.auth.identity import Claims, Expected, believed, person_of, user_words
from viewer.auth.pending import Pending
from viewer.auth.renewals import RefreshRenewal, Ways, ended
from viewer.auth.scopes import asked_scopes
from viewer.auth.session import Session
from viewer.auth.tokens import Tokens
from viewer.errors import FetchError, SignInNeeded
from viewer.source.endpoint import Endpoint
from viewer.source.signed_in import SignedIn

_UNNAMED = "The source did not say who signed in."
_UNPROVED = "Who signed in could not be checked, so no name is shown."


class AppLaunch:
    """One SMART sign-in: the ``Desk`` of its ``Pending``."""

    def __init__(self, ways: Ways, endpoint: Endpoint, held: HeldTokens, launch: str = "") -> None:
        """Find the service. Raises FetchError, SignInNeeded."""
        self._ways = ways
        self._endpoint = endpoint
        self._held = held
        self._begun = held.begin()
        self._service = ways.service(endpoint)
        oauth = endpoint.oauth
        asked = asked_scopes(
            self._service, "user", given=oauth.scopes, offline=oauth.offline, launch=bool(launch)
        )
        self._wish = Wish(asked, launch)

    def begin(self) -> Pending:
        """Open the listener. Raises FetchError where its port is in use."""
        listener = Listener(self._endpoint.name, self._endpoint.oauth.redirect_port)
        request = CodeRequest(
            self._endpoint.name,
            self._service,
            client=self._endpoint.oauth.client_id,
            redirect=listener.redirect,
            audience=self._endpoint.base_url,  # AUTH-08
        )
        return Pending(listener, request, self._wish, self)

    def exchanged(self, fields: Mapping[str, str], nonce: str) -> Session:
        """Exchange the code and check who signed in. Raises FetchError, SignInNeeded, VaultError."""
        asked = self._wish.desired_scope
        tokens = self._ways.teller(self._endpoint, self._service).tokens(fields, self._ways.clock())
        claims, notes = self._claims(self._service, tokens, nonce, wanted="openid" in asked.split())
        web = self._ways.web_for(self._endpoint)
        user = user_words(self._endpoint, web, claims, tokens.access) if claims else ""
        return Session(
            tokens=replace(tokens, identity=""),
            asked=asked,
            user=user,
            person=person_of(claims) if claims else "",
            notes=notes or (() if user or not claims else (_UNNAMED,)),
            issued_at=self._service.token,
        )

    def accepted(self, session: Session) -> SignedIn:
        """Keep what is wanted kept, then use the token. Raises Cancelled where it comes too late."""
        renewal = RefreshRenewal(self._ways, self._endpoint)
        return renewal.accepted(session, self._service, self._held, self._begun)

    def declined(self, session: Session) -> None:
        """Revoke what was given."""
        ended(self._ways, self._endpoint, self._service, session)

    def _claims(
        self, service: Service, tokens: Tokens, nonce: str, *, wanted: bool
    ) -> tuple[Claims | None, tuple[str, ...]]:
        """What is proved of who signed in; a wrong proof ends the sign-in, a missing one is said."""
        if not tokens.identity:
            return None, (_UNNAMED,) if wanted else ()
        web = self._ways.web_for(self._endpoint)
        expected = Expected(self._endpoint.oauth.client_id, nonce)
        try:
            found = with_keys(self._endpoint, service, web)
            claims = believed(self._endpoint, found, web, tokens.identity, expected)
        except SignInNeeded:
            raise
        except FetchError:
            claims = None  # its keys cannot be had now
        return claims, () if claims else (_UNPROVED,)
