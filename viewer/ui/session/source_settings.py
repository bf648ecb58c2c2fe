"""What the window knows and asks about the sources themselves: set up, tried, signed in to and out of."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from viewer.engine.messages import (
    BeginSignIn,
    CancelSignIn,
    CancelTest,
    ChooseRole,
    EndpointKept,
    Endpoints,
    FromEngine,
    KeyringAsked,
    RemoveEndpoint,
    SaveEndpoint,
    SecretHeld,
    SessionSecrets,
    SignInEnded,
    SignInPage,
    SignOut,
    StopKeeping,
    Tested,
    TestEndpoint,
)
from viewer.source.endpoint import Endpoint
from viewer.source.secret import Purpose, secret_name, secret_names
from viewer.source.signed_in import SignedIn
from viewer.ui.session.engine_link import EngineLink

TypedSecrets = dict[Purpose, str]


class SourceSettings(QObject):
    """Signals, each with the message as it came: ``endpoints_changed(Endpoints)``, ``tested(Tested)``,
    ``page_wanted(SignInPage)``, ``sign_in_ended(SignInEnded)``, ``keyring_asked(KeyringAsked)``,
    ``kept(EndpointKept)``.
    """  # noqa: D205  # one list of signals

    endpoints_changed = Signal(object)
    tested = Signal(object)
    page_wanted = Signal(object)
    sign_in_ended = Signal(object)
    keyring_asked = Signal(object)
    kept = Signal(object)

    def __init__(self, link: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._typed: dict[str, str] = {}  # on its way to the keyring, by its name there
        self._held: dict[str, str] = {}  # no keyring took it: it lives in this process until the session ends
        self.endpoints: Endpoints | None = None
        self.lost_at_lock = False
        """Whether the last lock forgot what no keyring had taken: who was signed in by it is signed out."""

    def hearers(self) -> dict[type, Callable[[FromEngine], None]]:
        """Which messages of the engine are for this."""
        return {
            Endpoints: self._keep,
            KeyringAsked: self.keyring_asked.emit,
            EndpointKept: self._settle,
            SecretHeld: self._hold,
            Tested: self.tested.emit,
            SignInPage: self.page_wanted.emit,
            SignInEnded: self.sign_in_ended.emit,
        }

    def _keep(self, message: FromEngine) -> None:
        if not isinstance(message, Endpoints):
            return
        self.endpoints = message
        self.endpoints_changed.emit(message)

    def _settle(self, message: FromEngine) -> None:
        """What the keyring took is forgotten here; what it did not take is held until the session ends."""
        if not isinstance(message, EndpointKept):
            return
        of_it = set(secret_names(message.endpoint_id))
        session_only = self.endpoints.session_only if self.endpoints else ()
        for name in of_it & self._typed.keys():
            secret = self._typed.pop(name)
            if message.ok:
                self._held.pop(name, None)
            if message.ok and name in session_only:
                self._held[name] = secret
        self.kept.emit(message)

    def _hold(self, message: FromEngine) -> None:
        """Keep what a sign-in got where there is no keyring (PRIV-08)."""
        if isinstance(message, SecretHeld):
            self._held.pop(message.name, None)
            if message.secret:
                self._held[message.name] = message.secret

    def hand_over(self) -> None:
        """Give a restarted engine what no keyring took."""
        if self._held:
            self._link.send(SessionSecrets(secrets=dict(self._held)))

    def forget(self, *, keep: str = "") -> None:
        """Nothing typed stays; of what is held, what has a name that begins with ``keep``."""
        self._typed.clear()
        self.lost_at_lock = bool(keep) and any(not name.startswith(keep) for name in self._held)
        self._held = {name: one for name, one in self._held.items() if keep and name.startswith(keep)}

    def endpoint(self, endpoint_id: str) -> Endpoint | None:
        """Return a source by its id."""
        known = self.endpoints.endpoints if self.endpoints else ()
        return next((one for one in known if one.id == endpoint_id), None)

    def allows_emergency(self, endpoint_id: str) -> bool:
        """Whether its record may be opened without the patient's permission."""
        return self.endpoints is not None and endpoint_id in self.endpoints.emergency_at

    def signed_in(self, endpoint_id: str) -> SignedIn | None:
        """Who is signed in to a source."""
        return self.endpoints.signed_in.get(endpoint_id) if self.endpoints else None

    def save(self, endpoint: Endpoint, secrets: TypedSecrets) -> None:
        """Add or change a source; typed secrets go over the private pipe once."""
        for purpose, secret in secrets.items():
            name = secret_name(endpoint.id, purpose)
            if secret:
                self._typed[name] = secret
            else:
                self._held.pop(name, None)
        self._link.send(SaveEndpoint(endpoint=endpoint, secrets=secrets))

    def remove(self, endpoint_id: str) -> None:
        """Remove a source and its secrets."""
        for name in secret_names(endpoint_id):
            self._typed.pop(name, None)
            self._held.pop(name, None)
        self._link.send(RemoveEndpoint(endpoint_id=endpoint_id))

    def stop_keeping(self, endpoint_id: str) -> None:
        """Do not wait for the keyring any more."""
        self._link.send(StopKeeping(endpoint_id=endpoint_id))

    def test(self, endpoint: Endpoint, secrets: TypedSecrets) -> None:
        """Try a source as the form states it."""
        self._link.send(TestEndpoint(endpoint=endpoint, secrets=secrets))

    def cancel_test(self, endpoint_id: str) -> None:
        """Nobody waits for the test any more."""
        self._link.send(CancelTest(endpoint_id=endpoint_id))

    def sign_in(self, endpoint_id: str, launch: str = "") -> None:
        """Sign in to a source in the browser; ``launch`` is the token of a host's launch (AUTH-20)."""
        self._link.send(BeginSignIn(endpoint_id=endpoint_id, launch=launch))

    def cancel_sign_in(self, endpoint_id: str) -> None:
        """Do not wait for the browser any more."""
        self._link.send(CancelSignIn(endpoint_id=endpoint_id))

    def sign_out(self, endpoint_id: str) -> None:
        """Sign out of a source."""
        self._link.send(SignOut(endpoint_id=endpoint_id))

    def choose_role(self, endpoint_id: str, code: str) -> None:
        """Act in one of several roles (AUTH-16)."""
        self._link.send(ChooseRole(endpoint_id=endpoint_id, code=code))
