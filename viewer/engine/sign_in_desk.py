"""Signing in and out of a source: browser and keyring are waited for on a thread, never by the record."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.endpoint_messages import (
    BeginSignIn,
    CancelSignIn,
    ChooseRole,
    SignInEnded,
    SignInPage,
    SignOut,
)
from viewer.engine.errands import Errands, Happened, Tell
from viewer.engine.host_desk import HostDesk
from viewer.engine.message import Said
from viewer.errors import Cancelled, UsageError, ViewerError
from viewer.fetch.source import origin_of_endpoint
from viewer.source.endpoint import Endpoint
from viewer.source.signed_in import SignedIn
from viewer.store.audit import Action, Outcome
from viewer.store.endpoint_rules import INTERACTIVE

_BROKE_OFF = "Signing in broke off: a fault in this program. Try again; if it persists, tell your IT support."
STOPPED = "Signing in was stopped. Nobody is signed in to this source."


@dataclass(frozen=True, slots=True)
class SignInDesk:
    """One for an engine. What it learns on its threads is told through ``errands``."""

    desk: EndpointDesk
    errands: Errands
    hosts: HostDesk

    def take(self, message: BeginSignIn | CancelSignIn | SignOut | ChooseRole) -> Iterator[Happened]:
        """Do what the window asks. Raises UsageError for a source that is not signed in to in this way."""
        match message:
            case BeginSignIn():
                self._begin(self.desk.one(message.endpoint_id), message.launch)
            case CancelSignIn():
                self.errands.cancel(_name(message.endpoint_id))
            case SignOut():
                endpoint = self.desk.one(message.endpoint_id)
                self.errands.cancel(_name(endpoint.id))
                self.hosts.leave(endpoint.id)
                self.errands.start(f"out {endpoint.id}", partial(self._sign_out, endpoint))
            case ChooseRole():
                yield self._choose(self.desk.one(message.endpoint_id), message.code)

    def _begin(self, endpoint: Endpoint, launch: str) -> None:
        if endpoint.sign_in not in INTERACTIVE:
            raise UsageError(
                f"{endpoint.name} is not signed in to in the browser", "Its secret is set under Sources."
            )
        if not self.errands.start(_name(endpoint.id), partial(self._sign_in, endpoint, launch)):
            raise UsageError(f"Signing in to {endpoint.name} is under way", "Look at your browser.")

    def _sign_in(self, endpoint: Endpoint, launch: str, cancel: threading.Event, tell: Tell) -> None:
        ended = Happened(lambda: [_failed(endpoint, _BROKE_OFF)])
        try:
            with closing(self.desk.setting.signs.begin(endpoint, launch=launch)) as pending:
                tell(Happened(lambda: [SignInPage(endpoint_id=endpoint.id, url=pending.url)]))
                signed_in = pending.wait(cancel)
            shown = self.hosts.launched(endpoint, signed_in, cancel) if launch else ()
            ended = Happened(partial(self._signed_in, endpoint, signed_in, shown), ask_again=endpoint.id)
        except Cancelled:
            ended = Happened(lambda: [_failed(endpoint, STOPPED)])
        except ViewerError as error:
            ended = Happened(partial(self._not_signed_in, endpoint, str(error)))
        finally:
            tell(ended)

    def _not_signed_in(self, endpoint: Endpoint, words: str) -> Iterator[Said]:
        """Say why nobody is signed in, and note that somebody tried (PRIV-15)."""
        yield _failed(endpoint, words)
        origins = [origin_of_endpoint(endpoint)]
        self.desk.setting.audit(Action.SIGN_IN, origins, what="not signed in", outcome=Outcome.FAILED)

    def _signed_in(self, endpoint: Endpoint, signed_in: SignedIn, shown: Iterable[Said]) -> Iterator[Said]:
        """Note it, then say it: a sign-in that the audit trail cannot hold is undone (PRIV-15)."""
        try:
            self.desk.audit(Action.SIGN_IN, [origin_of_endpoint(endpoint)], "")
        except ViewerError as error:
            self.errands.start(f"out {endpoint.id}", partial(self._sign_out, endpoint))
            yield _failed(endpoint, str(error))
            return
        self._forget_permissions()
        words = f"Signed in to {endpoint.name}."
        yield SignInEnded(endpoint_id=endpoint.id, ok=True, words=words, signed_in=signed_in)
        yield self.desk.endpoints()
        self.hosts.state(endpoint, shown)
        yield from shown
        self.hosts.follow(endpoint, signed_in)

    def _sign_out(self, endpoint: Endpoint, _cancel: threading.Event, tell: Tell) -> None:
        words = _BROKE_OFF
        ok = False
        try:
            words, ok = self.desk.setting.signs.sign_out(endpoint), True
        except ViewerError as error:
            words = str(error)
        finally:
            tell(Happened(partial(self._signed_out, endpoint, words, ok=ok)))

    def _signed_out(self, endpoint: Endpoint, words: str, *, ok: bool) -> Iterator[Said]:
        self._forget_permissions()
        yield SignInEnded(endpoint_id=endpoint.id, ok=ok, words=words)
        yield self.desk.endpoints()
        self.desk.audit(Action.SIGN_OUT, [origin_of_endpoint(endpoint)], "")

    def _forget_permissions(self) -> None:
        """Grounds for viewing are one user's in one role: whoever comes next states their own (NHS-11)."""
        self.desk.setting.session.permissions.forget()
        self.desk.setting.session.grounds.forget()

    def _choose(self, endpoint: Endpoint, code: str) -> Happened:
        self.desk.setting.signs.choose_role(endpoint, code)
        self._forget_permissions()
        self.desk.audit(Action.SIGN_IN, [origin_of_endpoint(endpoint)], "", "role chosen")
        return Happened(lambda: [self.desk.endpoints()], ask_again=endpoint.id)


def _name(endpoint_id: str) -> str:
    return f"in {endpoint_id}"


def _failed(endpoint: Endpoint, words: str) -> SignInEnded:
    return SignInEnded(endpoint_id=endpoint.id, ok=False, words=words)
