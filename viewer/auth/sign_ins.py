"""Every sign-in of one engine: who is signed in where, and how each source's requests are authorised."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from viewer.auth.app_launch import AppLaunch
from viewer.auth.authorise import authoriser_for
from viewer.auth.exchange import Exchange
from viewer.auth.gp_connect import GpConnect
from viewer.auth.held import HeldTokens
from viewer.auth.pending import Pending
from viewer.auth.renewals import ClientRenewal, RefreshRenewal, Ways, revocation_of, revoked
from viewer.auth.session import Session
from viewer.auth.token_endpoint import utc_now
from viewer.errors import FetchError, UsageError, VaultError
from viewer.source.endpoint import Endpoint, Kind, SignIn
from viewer.source.protocols import Authoriser, SecretStore
from viewer.source.signed_in import SignedIn
from viewer.source.web import Web

_BY_PROGRAM = frozenset({SignIn.CLIENT, SignIn.SIGNED_JWT})
_BY_PERSON = frozenset({SignIn.SMART, SignIn.EXCHANGE})
_GP_CONNECT = frozenset({Kind.GP_CONNECT, Kind.GP_DOCUMENTS})


@dataclass(slots=True)
class _Place:
    """What is held for one endpoint."""

    endpoint: Endpoint
    held: HeldTokens
    pending: Pending | None = None


class SignIns:
    """One for each engine; safe to use from several threads. Access tokens are here and nowhere else.

    ``web_for`` gives an endpoint's own transport to its sign-in service.
    """

    def __init__(
        self,
        secrets: SecretStore,
        web_for: Callable[[Endpoint], Web],
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self._ways = Ways(secrets=secrets, web_for=web_for, clock=clock)
        self._lock = Lock()  # held for moments only
        self._places: dict[str, _Place] = {}

    def authoriser(self, endpoint: Endpoint) -> Authoriser:
        """Return how an endpoint's requests are authorised; nothing is read or asked before the first one.

        A sign-in that was refused before is tried once more.
        """
        if endpoint.kind in _GP_CONNECT:
            return GpConnect(endpoint, self._plain(endpoint), self._ways.clock)
        return self._plain(endpoint)

    def begin(self, endpoint: Endpoint, launch: str = "") -> Pending:
        """Begin a sign-in by a person; one begun before at this endpoint ends.

        ``launch`` is the host system's launch token (AUTH-20). Raises FetchError, SignInNeeded, VaultError
        in words, UsageError where nobody signs in there.
        """
        if endpoint.sign_in not in _BY_PERSON:
            raise UsageError("Nobody signs in to this source in the browser", "Nothing was done.")
        self.cancel(endpoint.id)
        place = self._place(endpoint)
        if endpoint.sign_in is SignIn.SMART:
            pending = AppLaunch(self._ways, endpoint, place.held, launch).begin()
        else:
            pending = Exchange(self._ways, endpoint, place.held).begin()
        with self._lock:
            earlier, place.pending = place.pending, pending
        if earlier is not None:
            earlier.close()
        return pending

    def cancel(self, endpoint_id: str) -> None:
        """Close the page of a sign-in that is under way; nothing happens where there is none."""
        with self._lock:
            place = self._places.get(endpoint_id)
            pending = place.pending if place else None
            if place:
                place.pending = None
                place.held.begin()  # whatever began before comes too late, however far it is
        if pending is not None:
            pending.close()

    def signed_in(self, endpoint_id: str) -> SignedIn | None:
        """Return what the sign-in gave, None where there is none now."""
        session = self._session(endpoint_id)
        return None if session is None else session.shown()

    def choose_role(self, endpoint: Endpoint, code: str) -> SignedIn:
        """Work in one of the person's roles for this session (AUTH-16). Raises UsageError for another."""
        place = self._place(endpoint)
        if not place.held.choose(code):
            raise UsageError("This role is none of yours at this source", "Choose one of the roles shown.")
        session = place.held.session
        return session.shown() if session else SignedIn()

    def sign_out(self, endpoint: Endpoint) -> str:
        """Forget a sign-in here, and have the source end it; say in words what became of it.

        Raises VaultError. Memory is emptied first: whatever fails afterwards, no request is signed any more.
        """
        self.cancel(endpoint.id)
        with self._lock:
            place = self._places.get(endpoint.id)
        session = place.held.take() if place else None
        if endpoint.sign_in in _BY_PERSON:
            # Where the settings have changed meanwhile, tokens still go to the address they came from.
            return self._signed_out(place.endpoint if place and session else endpoint, session)
        if endpoint.sign_in in _BY_PROGRAM:
            return "This program is signed out of the source; it signs in again when records are asked for."
        return "This source has no sign-in that could be ended."

    def _signed_out(self, endpoint: Endpoint, session: Session | None) -> str:
        kept = RefreshRenewal(self._ways, endpoint)
        try:
            session = session or kept.asleep()
            words = self._revoked(endpoint, session) if session else "You were not signed in."
        except (FetchError, VaultError):
            words = "You are signed out here; the source could not be told."
        kept.forget()
        return words

    def _revoked(self, endpoint: Endpoint, session: Session) -> str:
        here = "You are signed out here."
        ends = session.tokens.expires
        until = "" if ends is None else f", at {ends.astimezone():%H:%M} at the latest for reading"
        try:
            service = self._ways.service(endpoint)
            if not revocation_of(endpoint, service, session):
                return f"{here} The source cannot be told to end the sign-in; it ends by itself{until}."
            if revoked(self._ways, endpoint, service, session):
                return f"{here} The source confirmed that the sign-in works no more."
        except (FetchError, VaultError):
            return f"{here} The source could not be told; there the sign-in ends by itself{until}."
        return f"{here} The source did not confirm the end; there the sign-in ends by itself{until}."

    def _session(self, endpoint_id: str) -> Session | None:
        with self._lock:
            place = self._places.get(endpoint_id)
        return place.held.session if place else None

    def _plain(self, endpoint: Endpoint) -> Authoriser:
        if endpoint.sign_in not in _BY_PROGRAM | _BY_PERSON:
            return authoriser_for(endpoint, self._ways.secrets)
        held = self._place(endpoint).held
        held.try_again()
        return held

    def _place(self, endpoint: Endpoint) -> _Place:
        """Return what is held for an endpoint; nothing of what was held for other settings (AUTH-02)."""
        with self._lock:
            place = self._places.get(endpoint.id)
            if place is None or not place.held.belongs_to(endpoint):
                make = ClientRenewal if endpoint.sign_in in _BY_PROGRAM else RefreshRenewal
                place = _Place(endpoint, HeldTokens(endpoint, make(self._ways, endpoint), self._ways.clock))
                self._places[endpoint.id] = place
            elif place.endpoint.nhs.role != endpoint.nhs.role:
                place.held.choose(endpoint.nhs.role)
            place.endpoint = endpoint
            return place
