"""Signing in by SMART App Launch 2.2, standalone or with a launch token (AUTH-03..11, AUTH-19, AUTH-20)."""

from collections.abc import Mapping

from viewer.auth.authorisation import CodeRequest, Wish
from viewer.auth.callback import Listener
from viewer.auth.discovery import Service, with_keys
from viewer.auth.held import HeldTokens
from viewer.auth.identity import Expected, believed, user_words
from viewer.auth.pending import Pending
from viewer.auth.renewals import RefreshRenewal, Ways
from viewer.auth.scopes import asked_scopes
from viewer.auth.session import Session
from viewer.auth.tokens import Tokens
from viewer.errors import FetchError, SignInNeeded
from viewer.source.endpoint import Endpoint
from viewer.source.signed_in import SignedIn

_UNNAMED = "The source did not say who signed in."
_UNPROVED = "Who signed in could not be checked, so no name is shown."


class AppLaunch:
    """The SMART sign-ins of one endpoint."""

    def __init__(self, ways: Ways, endpoint: Endpoint, held: HeldTokens) -> None:
        self._ways = ways
        self._endpoint = endpoint
        self._held = held

    def begin(self, launch: str = "") -> Pending:
        """Find the service and open the listener. Raises FetchError, SignInNeeded."""
        service = self._ways.service(self._endpoint)
        oauth = self._endpoint.oauth
        asked = asked_scopes(service, "user", given=oauth.scopes, offline=oauth.offline, launch=bool(launch))
        listener = Listener(self._endpoint.name, oauth.redirect_port)
        request = CodeRequest(
            self._endpoint.name,
            service,
            client=oauth.client_id,
            redirect=listener.redirect,
            audience=self._endpoint.base_url,  # AUTH-08
        )

        def finish(request: CodeRequest, fields: Mapping[str, str]) -> SignedIn:
            return self._finished(service, asked, request, fields)

        return Pending(listener, request, Wish(asked, launch), finish)

    def _finished(
        self, service: Service, asked: str, request: CodeRequest, fields: Mapping[str, str]
    ) -> SignedIn:
        teller = self._ways.teller(self._endpoint, service)
        tokens = teller.tokens(fields, self._ways.clock())
        user, notes = self._user(service, tokens, request.nonce, wanted="openid" in asked.split())
        session = Session(tokens=tokens, asked=asked, user=user, notes=notes)
        session = RefreshRenewal(self._ways, self._endpoint).keep(session, service)
        self._held.put(session)
        return session.shown()

    def _user(
        self, service: Service, tokens: Tokens, nonce: str, *, wanted: bool
    ) -> tuple[str, tuple[str, ...]]:
        """Who signed in, if that is proved; a wrong proof ends the sign-in, a missing one is said."""
        if not tokens.identity:
            return "", (_UNNAMED,) if wanted else ()
        web = self._ways.web_for(self._endpoint)
        expected = Expected(self._endpoint.oauth.client_id, nonce)
        try:
            found = with_keys(self._endpoint, service, web)
            claims = believed(self._endpoint, found, web, tokens.identity, expected)
        except SignInNeeded:
            raise
        except FetchError:
            claims = None  # its keys cannot be had now
        if claims is None:
            return "", (_UNPROVED,)
        words = user_words(self._endpoint, web, claims, tokens.access)
        return words, () if words else (_UNNAMED,)
