"""Which token a request carries, and that it is renewed once for all who need it (AUTH-02, AUTH-14)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Lock, local
from typing import Protocol

from viewer.auth.session import Session
from viewer.errors import FetchError, SignInNeeded, VaultError
from viewer.source.endpoint import Endpoint

_ROLE_HEADER = "NHSD-Session-URID"
_NOT_YET = "nobody has signed in to it yet"
_ANOTHER = "this sign-in belongs to another source"
_OUT = "you have signed out"

_QUIET = timedelta(seconds=15)  # a silent token service is not waited for by each search anew

_Numbered = tuple[Session, int]
"""A sign-in and its number; each renewal has a number of its own."""


class Renewal(Protocol):
    """How a sign-in is had without a person."""

    def renewed(self, old: Session | None) -> Session | None:
        """Return a new sign-in, None where only a person can. Raises SignInNeeded, FetchError, VaultError."""
        ...

    def abandon(self, session: Session) -> None:
        """Undo what a renewal kept that ended after the person had signed out."""
        ...


class HeldTokens:
    """An ``Authoriser``: the tokens of one endpoint, in memory only.

    ``_state`` guards the fields and is held for moments; ``_turn`` is held by the one thread that renews,
    for as long as network and keyring take. Signing out and cancelling never wait for ``_turn``.
    """

    def __init__(self, endpoint: Endpoint, renewal: Renewal, clock: Callable[[], datetime]) -> None:
        self._endpoint = endpoint
        self._renewal = renewal
        self._clock = clock
        self._state = Lock()
        self._turn = Lock()
        self._here = local()  # which token this thread was given last: a 401 speaks of that one
        self._session: Session | None = None
        self._number = 0
        self._begun = 0
        self._trouble: tuple[FetchError, datetime] | None = None

    def headers(self, endpoint: Endpoint) -> Mapping[str, str]:
        """Return the headers of a request, renewed early where it is time.

        Raises SignInNeeded, VaultError; FetchError where there is no token and none could be asked for.
        """
        self._check(endpoint)
        session = self._current()
        if session.needs_role:
            raise SignInNeeded(
                self._endpoint.name, "you have several roles there", "Choose the role you work in now."
            )
        role = {_ROLE_HEADER: session.role} if session.role else {}
        return {"Authorization": f"Bearer {session.tokens.access}", **role}

    def renew(self, endpoint: Endpoint) -> bool:
        """After a 401: renew once for all threads whose token was refused. Raises as ``headers`` does."""
        self._check(endpoint)
        with self._state:
            seen = getattr(self._here, "number", self._number)
        return self._renewed(seen) is not None

    def try_again(self) -> None:
        """Forget that a renewal was refused: a person asks anew, maybe after a change of settings."""
        with self._state:
            self._trouble = None

    def begin(self) -> int:
        """Return the number of a sign-in that begins; one that began before comes too late from now on."""
        with self._state:
            self._begun += 1
            return self._begun

    def put(self, session: Session, begun: int) -> bool:
        """Take over a sign-in that a person has made; False where they signed out or began anew since."""
        with self._state:
            if begun != self._begun:
                return False
            self._session, self._trouble = session, None
            self._number += 1
            return True

    def take(self) -> Session | None:
        """Return the sign-in and forget it here; a renewal that is under way does not bring it back."""
        with self._state:
            session, self._session = self._session, None
            self._trouble = SignInNeeded(self._endpoint.name, _OUT), self._clock()
            self._number += 1
            self._begun += 1
            return session

    def choose(self, role: str) -> bool:
        """Work in a role from now on; False where it is none of the person's."""
        with self._state:
            if self._session is None or role not in {one.code for one in self._session.roles}:
                return False
            self._session = replace(self._session, role=role)
            return True

    @property
    def session(self) -> Session | None:
        """The sign-in as it is now."""
        with self._state:
            return self._session

    def belongs_to(self, endpoint: Endpoint) -> bool:
        """Whether this sign-in was made for an endpoint as it is set now."""
        return _binding(endpoint) == _binding(self._endpoint)

    def _check(self, endpoint: Endpoint) -> None:
        if not self.belongs_to(endpoint):
            raise SignInNeeded(endpoint.name, _ANOTHER)

    def _current(self) -> Session:
        now = self._clock()
        with self._state:
            session, number = self._session, self._number
        if session is None or session.tokens.is_over(now):
            found = self._renewed(number)
            if found is None:
                raise SignInNeeded(self._endpoint.name, _NOT_YET)
            session, number = found
        elif session.tokens.is_due(now):
            session, number = self._renewed_early(session, number)
        self._here.number = number
        return session

    def _renewed_early(self, session: Session, number: int) -> _Numbered:
        """Renew unless somebody does already; the token still holds, so a failure is no failure yet."""
        if not self._turn.acquire(blocking=False):
            return session, number
        try:
            return self._in_turn(number) or (session, number)
        except (FetchError, VaultError):
            with self._state:
                if self._session is session:  # not asked again before it has ended
                    self._session = replace(session, tokens=replace(session.tokens, renew_at=None))
            return session, number
        finally:
            self._turn.release()

    def _renewed(self, seen: int) -> _Numbered | None:
        with self._turn:
            return self._in_turn(seen)

    def _in_turn(self, seen: int) -> _Numbered | None:
        """Renew, unless another thread has done so since ``seen``. Called with ``_turn`` held."""
        with self._state:
            old, number, trouble = self._session, self._number, self._trouble
        if number != seen and old is not None:
            return old, number
        if trouble is not None and self._holds(*trouble):
            raise trouble[0].with_traceback(None)
        try:
            new = self._renewal.renewed(old)
        except FetchError as error:
            self._note(error, number)
            raise
        except VaultError as error:  # its dialog may have stood there for a minute: not once for each search
            self._note(SignInNeeded(self._endpoint.name, error.what, error.advice), number)
            raise
        return None if new is None else self._kept(new, number)

    def _holds(self, error: FetchError, since: datetime) -> bool:
        """A refusal holds until a person acts: to ask again and again would lock an account."""
        return isinstance(error, SignInNeeded) or self._clock() - since < _QUIET

    def _note(self, error: FetchError, number: int) -> None:
        with self._state:
            if self._number == number:
                self._trouble = error, self._clock()

    def _kept(self, new: Session, number: int) -> _Numbered:
        with self._state:
            gone = self._number != number
            if not gone:
                self._session = new
                self._number += 1
                return new, self._number
        self._renewal.abandon(new)
        raise SignInNeeded(self._endpoint.name, _OUT)


def _binding(endpoint: Endpoint) -> tuple[object, ...]:
    return endpoint.id, endpoint.base_url, endpoint.sign_in, endpoint.oauth, endpoint.transport
