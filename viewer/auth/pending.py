"""A sign-in that waits for a person in the system browser, from the page to the tokens (AUTH-05..11)."""

from collections.abc import Mapping
from threading import Event
from typing import Protocol

from viewer.auth.authorisation import CodeRequest, Wish
from viewer.auth.callback import Listener
from viewer.auth.session import Session
from viewer.errors import Cancelled
from viewer.source.protocols import Cancel
from viewer.source.signed_in import SignedIn

_LIMIT_S = 600.0  # a page that nobody answers must not listen for ever


class Desk(Protocol):
    """What is done with the answer: each step once, in this order."""

    def exchanged(self, fields: Mapping[str, str], nonce: str) -> Session:
        """Exchange the code. Raises FetchError, SignInNeeded, VaultError."""
        ...

    def accepted(self, session: Session) -> SignedIn:
        """Keep the sign-in and use it from now on."""
        ...

    def declined(self, session: Session) -> None:
        """End a sign-in that the person has stopped meanwhile."""
        ...


class Pending:
    """``url`` is for the system browser and holds the state: it is shown and logged nowhere."""

    def __init__(self, listener: Listener, request: CodeRequest, wish: Wish, desk: Desk) -> None:
        self._listener = listener
        self._request = request
        self._desk = desk
        self._closed = Event()
        self.url: str = request.authorize_uri(wish)

    def wait(self, cancel: Cancel, limit_s: float = _LIMIT_S) -> SignedIn:
        """Wait for the browser to come back, and sign in. Once.

        Raises Cancelled; SignInNeeded where the answer is refused or not believed; FetchError, VaultError.
        """
        address = self._listener.wait(cancel, limit_s)
        session = self._desk.exchanged(self._request.handle_callback(address), self._request.nonce)
        if cancel.is_set() or self._closed.is_set():
            self._desk.declined(session)
            raise Cancelled(self._listener.source, "the sign-in was stopped", "Sign in again when you like.")
        return self._desk.accepted(session)

    def close(self) -> None:
        """Stop it; safe to call twice and from another thread."""
        self._closed.set()
        self._listener.close()
