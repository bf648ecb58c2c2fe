"""A sign-in that waits for a person in the system browser, from the page to the tokens (AUTH-05..11)."""

from collections.abc import Callable, Mapping

from viewer.auth.authorisation import CodeRequest, Wish
from viewer.auth.callback import Listener
from viewer.source.protocols import Cancel
from viewer.source.signed_in import SignedIn

_LIMIT_S = 600.0  # a page that nobody answers must not listen for ever

Finish = Callable[[CodeRequest, Mapping[str, str]], SignedIn]
"""What is done with the fields that exchange the code."""


class Pending:
    """``url`` is for the system browser and holds the state: it is shown and logged nowhere."""

    def __init__(self, listener: Listener, request: CodeRequest, wish: Wish, finish: Finish) -> None:
        self._listener = listener
        self._request = request
        self._finish = finish
        self.url: str = request.authorize_uri(wish)

    def wait(self, cancel: Cancel, limit_s: float = _LIMIT_S) -> SignedIn:
        """Wait for the browser to come back, and sign in. Once.

        Raises Cancelled; SignInNeeded where the answer is refused or not believed; FetchError, VaultError.
        """
        address = self._listener.wait(cancel, limit_s)
        return self._finish(self._request, self._request.handle_callback(address))

    def close(self) -> None:
        """Stop waiting; safe to call twice and from another thread."""
        self._listener.close()
