"""Endpoints saved and removed on a thread: the keyring may wait for its own dialog, the record may not."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from threading import Event, Lock

from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.endpoint_messages import (
    EndpointKept,
    KeyringAsked,
    RemoveEndpoint,
    SaveEndpoint,
    StopKeeping,
)
from viewer.engine.errands import Errands, Happened, Tell
from viewer.engine.message import Said
from viewer.engine.refusals import check_change
from viewer.errors import UsageError, ViewerError
from viewer.source.endpoint import Endpoint
from viewer.store.endpoint_rules import INTERACTIVE, purposes_of
from viewer.store.one_thread import StoppedWaiting, in_turn, waiting_until

WAITING = "Waiting for the keyring of this computer. If it asks you in a window of its own, answer it there."
_BROKE_OFF = (
    "Saving or removing broke off: a fault in this program",
    "Try again; if it persists, tell your IT support.",
)
_NOT_SAVED = ("Stopped: the source was not saved", "If a secret was typed for it, type it again and save it.")
_NOT_REMOVED = (
    "Stopped: the source was not removed",
    "A secret of it may be gone already: test it before you use it, or remove it again.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """What is done, in words when it is, and in words where nobody waited for it. ``asks`` the keyring?"""

    endpoint_id: str
    do: Callable[[], object]
    done: str
    stopped: ViewerError
    asks: bool


@dataclass(frozen=True, slots=True)
class KeepDesk:
    """One for an engine. All changes take turns: each reads the list, and writes it anew."""

    desk: EndpointDesk
    errands: Errands
    _turn: Lock = field(default_factory=Lock)

    def take(self, message: SaveEndpoint | RemoveEndpoint | StopKeeping) -> Iterator[Happened]:
        """Begin a change, or stop waiting for it. Raises UsageError, SettingsError where it cannot begin."""
        match message:
            case SaveEndpoint():
                yield from self._begin(self._saving(message))
            case RemoveEndpoint():
                check_change(self.desk.setting, message.endpoint_id)
                yield from self._begin(self._removing(self.desk.one(message.endpoint_id)))
            case StopKeeping():
                self.errands.cancel(_name(message.endpoint_id))

    def _saving(self, message: SaveEndpoint) -> _Change:
        endpoint = message.endpoint
        before = (one for one in self.desk.setting.own if one.id == endpoint.id)
        return _Change(
            endpoint_id=endpoint.id,
            do=partial(self.desk.save, endpoint, message.secrets),
            done="Saved.",
            stopped=UsageError(*_NOT_SAVED),
            asks=bool(message.secrets) or any(purposes_of(one) for one in before),
        )

    def _removing(self, endpoint: Endpoint) -> _Change:
        return _Change(
            endpoint_id=endpoint.id,
            do=partial(self._remove, endpoint),
            done="Removed, and its secrets with it.",
            stopped=UsageError(*_NOT_REMOVED),
            asks=bool(purposes_of(endpoint)),
        )

    def _begin(self, change: _Change) -> Iterator[Happened]:
        if not self.errands.start(_name(change.endpoint_id), partial(self._run, change)):
            raise UsageError("This source is being saved or removed", "Wait for it, or stop waiting.")
        if change.asks:
            asked = KeyringAsked(endpoint_id=change.endpoint_id, words=WAITING)
            yield Happened(lambda: [asked])

    def _run(self, change: _Change, cancel: Event, tell: Tell) -> None:
        wrong: ViewerError | None = UsageError(*_BROKE_OFF)
        try:
            with waiting_until(cancel), in_turn(self._turn):
                change.do()
            wrong = None
        except StoppedWaiting:
            wrong = change.stopped
        except ViewerError as error:
            wrong = change.stopped if cancel.is_set() else error
        finally:
            tell(Happened(partial(self._ended, change, wrong)))

    def _ended(self, change: _Change, wrong: ViewerError | None) -> Iterator[Said]:
        yield self.desk.endpoints()
        if wrong is None:
            yield EndpointKept(endpoint_id=change.endpoint_id, ok=True, words=change.done)
            return
        yield EndpointKept(endpoint_id=change.endpoint_id, ok=False)
        raise wrong.with_traceback(None)

    def _remove(self, endpoint: Endpoint) -> None:
        """Remove an endpoint; a sign-in there is ended at the source first, or nobody could end it later."""
        if endpoint.sign_in in INTERACTIVE:
            with suppress(ViewerError):  # the removal forgets the secrets itself, and says where it cannot
                self.desk.setting.signs.sign_out(endpoint)
        self.desk.remove(endpoint.id)


def _name(endpoint_id: str) -> str:
    return f"keep {endpoint_id}"
