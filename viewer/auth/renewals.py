"""How a token is had without a person: a program's own, or by a refresh token that is used once (AUTH-14)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime

from viewer.auth.discovery import Service, client_service, smart_service
from viewer.auth.held import HeldTokens
from viewer.auth.kept import Kept, KeptRefresh
from viewer.auth.scopes import asked_scopes
from viewer.auth.session import Session
from viewer.auth.token_endpoint import Teller, TokenRefused
from viewer.auth.tokens import Tokens
from viewer.errors import Cancelled, FetchError, SignInNeeded, VaultError
from viewer.source.address import origin_of
from viewer.source.endpoint import Endpoint, Kind, SignIn
from viewer.source.protocols import SecretStore
from viewer.source.signed_in import SignedIn
from viewer.source.web import Web

_ENDED = frozenset({"invalid_grant", "invalid_request"})  # servers differ in what an old refresh token is
_MOVED = "its sign-in service has another address now, and your sign-in was not sent there"
_STAYED = "You stayed signed in from before."
_NOT_KEPT = (
    "The keyring did not keep this sign-in: you will have to sign in again after the program has ended."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What every way of signing in needs. ``web_for`` speaks with the endpoint's own transport."""

    secrets: SecretStore
    web_for: Callable[[Endpoint], Web]
    clock: Callable[[], datetime]

    def teller(self, endpoint: Endpoint, service: Service, client: str = "") -> Teller:
        """Return who asks a service for tokens; ``client`` "" is the endpoint's own client id."""
        return Teller(
            endpoint=endpoint,
            web=self.web_for(endpoint),
            secrets=self.secrets,
            url=service.token,
            client=client or endpoint.oauth.client_id,
            proofs=service.proofs,
        )

    def service(self, endpoint: Endpoint) -> Service:
        """Find the service that gives an endpoint's tokens. Raises FetchError, SignInNeeded."""
        find = smart_service if endpoint.sign_in is SignIn.SMART else client_service
        return find(endpoint, self.web_for(endpoint))


class _Found:
    """An endpoint's service, found once and anew after a failure: it may have moved."""

    def __init__(self, ways: Ways, endpoint: Endpoint) -> None:
        self._ways = ways
        self._endpoint = endpoint
        self._service: Service | None = None

    @contextmanager
    def service(self) -> Iterator[Service]:
        """Give the service to who asks it. Raises FetchError, SignInNeeded."""
        service = self._service or self._ways.service(self._endpoint)
        self._service = None
        yield service
        self._service = service


class ClientRenewal:
    """Client credentials: each token is asked for anew; there is no refresh token."""

    def __init__(self, ways: Ways, endpoint: Endpoint) -> None:
        self._ways = ways
        self._endpoint = endpoint
        self._found = _Found(ways, endpoint)

    def renewed(self, old: Session | None) -> Session:
        """Ask for a token. Raises SignInNeeded, FetchError, VaultError."""
        del old
        with self._found.service() as service:
            asked = self._asked(service)
            fields = {"grant_type": "client_credentials", **({"scope": asked} if asked else {})}
            tokens = self._ways.teller(self._endpoint, service).tokens(fields, self._ways.clock())
        return Session(tokens=replace(tokens, refresh=""), asked=asked)

    def abandon(self, session: Session) -> None:
        """Nothing was kept."""
        del session

    def _asked(self, service: Service) -> str:
        given = self._endpoint.oauth.scopes
        if not given and self._endpoint.kind is not Kind.FHIR:
            return ""  # the national platform knows no scopes of this kind
        return asked_scopes(service, "system", given=given, offline=False)


class RefreshRenewal:
    """A refresh token, of this session or kept from the one before (``oauth.offline``).

    One of a token exchange is never kept: its person chooses a role anew in each session (AUTH-16).
    """

    def __init__(self, ways: Ways, endpoint: Endpoint) -> None:
        self._ways = ways
        self._endpoint = endpoint
        self._found = _Found(ways, endpoint)
        self._kept = KeptRefresh(endpoint, ways.secrets)
        self._lasts = endpoint.oauth.offline and endpoint.sign_in is SignIn.SMART

    def renewed(self, old: Session | None) -> Session | None:
        """Use the refresh token, once. Raises SignInNeeded where it has ended, FetchError, VaultError."""
        now = self._ways.clock()
        before = old or self.asleep()
        if before is None or not before.tokens.may_refresh(now):
            return None
        with self._found.service() as service:
            if before.issued_at != service.token:  # what announces an address is not whom the token is for
                raise SignInNeeded(self._endpoint.name, _MOVED, "Sign in again.")
            return self.keep(before.after(self._used(service, before.tokens.refresh, now)), service)

    def accepted(self, session: Session, service: Service, held: HeldTokens, begun: int) -> SignedIn:
        """Keep a sign-in and use it from now on; one that comes too late is ended. Raises Cancelled."""
        kept = self.keep(session, service)  # the keyring's dialog may stand there while the person signs out
        if held.put(kept, begun):
            return kept.shown()
        self.abandon(session)
        raise Cancelled(self._endpoint.name, "the sign-in was stopped", "Sign in again when you like.")

    def keep(self, session: Session, service: Service) -> Session:
        """Store the refresh token where that is wanted, before its access token is used (AUTH-21)."""
        if not self._lasts or not session.tokens.refresh:
            return session
        try:
            self._kept.store(service, Kept(session.tokens.refresh, session.user, session.person))
        except VaultError:
            with suppress(VaultError):
                self._kept.forget()  # what it held before has been used and would only be refused
            return replace(session, notes=(*session.notes, _NOT_KEPT))
        return session

    def forget(self) -> None:
        """Delete what is kept, also what earlier settings kept. Raises VaultError where one may be kept."""
        try:
            self._kept.forget()
        except VaultError:
            if self._lasts:
                raise

    def asleep(self) -> Session | None:
        """Return the sign-in that is kept and was not used yet. Raises FetchError, VaultError."""
        if not self._lasts:
            return None
        with self._found.service() as service:
            kept = self._kept.read(service)
        if kept is None:
            return None
        tokens = Tokens(access="", refresh=kept.token)
        return Session(
            tokens=tokens, user=kept.user, person=kept.person, notes=(_STAYED,), issued_at=service.token
        )

    def abandon(self, session: Session) -> None:
        """End a sign-in that came after the person had signed out; what is kept of a later one stays."""
        with suppress(VaultError):
            if self._kept.holds(session.tokens.refresh):
                self.forget()
        with suppress(FetchError, VaultError):
            ended(self._ways, self._endpoint, self._ways.service(self._endpoint), session)

    def _used(self, service: Service, token: str, now: datetime) -> Tokens:
        fields = {"grant_type": "refresh_token", "refresh_token": token}
        try:
            return self._ways.teller(self._endpoint, service).tokens(fields, now)
        except TokenRefused as error:
            if error.code not in _ENDED:
                raise
            with suppress(VaultError):
                self.forget()
            raise SignInNeeded(self._endpoint.name, "your sign-in has ended") from None


def revoked(ways: Ways, endpoint: Endpoint, service: Service, session: Session) -> bool:
    """Whether the service confirmed that the tokens are dead (RFC 7009). Raises FetchError, VaultError."""
    teller = ways.teller(endpoint, service)
    url = revocation_of(endpoint, service, session)
    tokens = {"refresh_token": session.tokens.refresh, "access_token": session.tokens.access}
    statuses = [
        teller.tell(url, {"token": token, "token_type_hint": kind}, ways.clock())
        for kind, token in tokens.items()
        if token
    ]
    return all(status == 200 for status in statuses)  # noqa: PLR2004 - what RFC 7009 names, and nothing else


def revocation_of(endpoint: Endpoint, service: Service, session: Session) -> str:
    """Return where a sign-in can be ended; "" where nowhere, or only where it did not come from (AUTH-02).

    The refresh token is for the server that gave it. Another one is told only where the settings name it.
    """
    foreign = origin_of(service.revoke) != origin_of(service.token)
    named = service.revoke == endpoint.oauth.revoke_url
    return "" if session.issued_at != service.token or (foreign and not named) else service.revoke


def ended(ways: Ways, endpoint: Endpoint, service: Service, session: Session) -> None:
    """Revoke tokens that nobody will use, where the service can be told; nobody is waiting for the answer."""
    if revocation_of(endpoint, service, session):
        with suppress(FetchError, VaultError):
            revoked(ways, endpoint, service, session)
