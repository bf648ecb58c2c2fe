"""The lock on the engine's side: is there a PIN, setting and trying it, on a thread: keyrings wait."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.errands import Errands, Happened, Tell
from viewer.engine.message import Said
from viewer.engine.messages import Refused
from viewer.engine.pin_messages import (
    AskLock,
    CheckPin,
    EndSession,
    LockTerms,
    OfLock,
    PinAnswered,
    PinKnown,
    SessionEnded,
    SetPin,
)
from viewer.engine.pin_words import IS_NOT, judged_words, no_try
from viewer.engine.session_end import SessionEnd, is_of_account
from viewer.engine.setting import Setting
from viewer.errors import UsageError, ViewerError
from viewer.source.endpoint import Marking
from viewer.source.protocols import SecretStore
from viewer.store.account import os_user
from viewer.store.audit import Action
from viewer.store.pins import Judged, Owner, Pins

_BROKE_OFF = "The PIN could not be looked at: a fault in this program. Try again, or end the session."
_POLICY = "Your organisation asks for a PIN: it can be changed, not taken away"


@dataclass(frozen=True, slots=True)
class _SessionOnly:
    """Secrets that live in this process and the window's, whatever keyring there is: the demo's PIN."""

    setting: Setting

    def secret(self, endpoint_id: str) -> str | None:
        return self.setting.secrets.session.secret(endpoint_id)

    def store(self, endpoint_id: str, secret: str) -> None:
        self.setting.secrets.hold(endpoint_id, secret)

    def forget(self, endpoint_id: str) -> None:
        self.setting.secrets.hold(endpoint_id, "")


@dataclass(frozen=True, slots=True)
class PinDesk:
    """One for an engine. Everything takes turns: a try is counted before the next is looked at."""

    desk: EndpointDesk
    errands: Errands
    ends: SessionEnd
    clock: Callable[[], float] = time.time
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def take(self, message: OfLock) -> Iterator[Happened]:
        """Begin what the window asks. Raises UsageError where the same is under way."""
        match message:
            case AskLock():
                if message.look or self._asks_keyring():
                    self.errands.start("lock terms", self._look)
                else:
                    terms = self._terms("set" if self._pins(_SessionOnly(self._setting)).is_set() else "none")
                    yield Happened(lambda: [terms])
            case SetPin():
                self._begin(partial(self._setting_pin, message), unlocks=False)
            case CheckPin():
                self._begin(partial(self._checking, message), unlocks=True)
            case EndSession():
                if not self.errands.start("end session", partial(self._end, message)):
                    raise UsageError("The session is being ended", "Wait for it.")

    @property
    def _setting(self) -> Setting:
        return self.desk.setting

    def _asks_keyring(self) -> bool:
        """Whether a PIN stands before a source in use: neither files nor the demo open the keyring."""
        return any(one.marking is not Marking.DEMO for one in self.desk.in_use)

    def _pins(self, store: SecretStore | None = None) -> Pins:
        """Where PINs are: the demo's never come near the keyring."""
        default: SecretStore = _SessionOnly(self._setting) if self.desk.demo else self._setting.secrets
        return Pins(store or default, os_user())

    def _owner(self) -> Owner | None:
        """Who signed in first, in the order of the sources; a personal account has one PIN, its own."""
        if is_of_account(self.desk):
            return None
        for endpoint in self.desk.in_use:
            found = self._setting.signs.signed_in(endpoint.id)
            if found is not None and (found.person or found.user):
                return Owner.of(endpoint.id, found.person or found.user)
        return None

    def _terms(self, pin: PinKnown, **more: object) -> LockTerms:
        policy = self._setting.policy
        return LockTerms(
            pin=pin,
            live=any(one.marking is Marking.LIVE for one in self.desk.in_use),
            pin_only=policy.pin_only,
            personal=is_of_account(self.desk),
            idle_lock_minutes=policy.idle_lock_minutes,
            session_hours=policy.session_hours,
            hide_from_capture=policy.hide_from_capture,
            **more,  # type: ignore[arg-type]  # the fields about tries and problems
        )

    def _look(self, _cancel: threading.Event, tell: Tell) -> None:
        terms = self._terms("unknown", problem=_BROKE_OFF)
        try:
            with self._turn:
                terms = self._known()
        except ViewerError as error:
            terms = self._terms("unknown", problem=str(error))
        finally:
            tell(Happened(lambda: [terms]))

    def _known(self) -> LockTerms:
        pins, clinician = self._pins(), self._owner()
        if clinician is not None:
            pins.belongs_to(clinician)
        lock = pins.lock()
        pin: PinKnown = "set" if pins.is_set() else "none"
        left, wait_s = lock.tries_left, lock.wait_s(self.clock())
        return self._terms(pin, tries_left=left, wait_s=wait_s, mark=pins.mark())

    def _begin(self, do: Callable[[], list[Said]], *, unlocks: bool) -> None:
        if not self.errands.start("pin", partial(self._answer, do, unlocks=unlocks)):
            raise UsageError("A PIN is being looked at", "Wait for the answer.")

    def _answer(
        self, do: Callable[[], list[Said]], _cancel: threading.Event, tell: Tell, *, unlocks: bool
    ) -> None:
        said: list[Said] = [PinAnswered(ok=False, unlocks=unlocks, words=_BROKE_OFF)]
        try:
            with self._turn:
                said = do()
        except ViewerError as error:
            said = [PinAnswered(ok=False, unlocks=unlocks, words=str(error))]
        finally:
            tell(Happened(partial(self._noted, said)))

    def _noted(self, said: list[Said]) -> list[Said]:
        """A wrong PIN is noted in the audit trail (PRIV-15)."""
        wrong = (one for one in said if isinstance(one, PinAnswered) and not one.ok and one.words)
        if any(one.words.startswith(IS_NOT) or one.words == self._no_try for one in wrong):
            try:
                self.desk.audit(Action.DENIED, (), "", "wrong PIN")
            except ViewerError as error:  # the try stands in the trail, and who tried is answered
                return [*said, Refused(generation=0, what=error.what, advice=error.advice)]
        return said

    def _tried(self) -> None:
        """Note a try before it is looked at: one that the trail cannot hold is none (PRIV-15)."""
        self.desk.audit(Action.PIN_TRY, (), "")

    def _checking(self, message: CheckPin) -> list[Said]:
        self._tried()
        return [self._said(self._pins().judge(message.pin, self.clock(), message.mark), unlocks=True)]

    def _setting_pin(self, message: SetPin) -> list[Said]:
        pins = self._pins()
        if pins.is_set():
            self._tried()
            judged = pins.judge(message.old, self.clock())
            if not judged.ok:
                return [self._said(judged, unlocks=False)]
        if message.pin:
            pins.set(message.pin, self._owner())
        elif self._setting.policy.pin_only:
            raise UsageError(_POLICY, "Choose another PIN.")
        else:
            pins.forget()
        return [self._known(), PinAnswered(ok=True, unlocks=False)]

    def _end(self, message: EndSession, _cancel: threading.Event, tell: Tell) -> None:
        ended = SessionEnded(ok=False, words=_BROKE_OFF)
        try:
            with self._turn:
                ended = self.ends.end(message.why, self._pins(), proven=message.proven)
        finally:
            tell(Happened(lambda: [ended]))

    @property
    def _no_try(self) -> str:
        return no_try(personal=is_of_account(self.desk))

    def _said(self, judged: Judged, *, unlocks: bool) -> PinAnswered:
        words = judged_words(judged, personal=is_of_account(self.desk))
        return PinAnswered(
            ok=judged.ok, unlocks=unlocks, words=words, tries_left=judged.tries_left, wait_s=judged.wait_s
        )
